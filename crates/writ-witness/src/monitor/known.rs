//! What is known of a log besides what it publishes now: the checkpoints that this monitor was
//! shown, and those that witnesses hold. Two of one size that differ convict the log, whoever
//! brings them and whatever it publishes.

use std::collections::{BTreeMap, BTreeSet};

use writ_ledger::checkpoint::Checkpoint;
use writ_ledger::hash::Hash;

use super::copy::State;
use super::findings::Findings;
use super::{Alarm, Monitor, MonitorError, Published, Source};
use crate::memory::origin_hash;

/// A checkpoint that somebody was shown, and whose history must be that of the published one.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) held_by: String,
    pub(super) note: String,
    pub(super) checkpoint: Checkpoint,
}

/// All such checkpoints at one look.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The last good one.
    pub(super) good: Option<Claim>,
    /// The largest one that the log was seen to publish, good or not.
    pub(super) seen: Option<Claim>,
    /// Those of witnesses that were ahead of the log at the last look.
    pub(super) ahead: Vec<Claim>,
    /// Those that witnesses hold now.
    pub(super) held: Vec<Claim>,
}

impl Known {
    /// All of them; one that is known twice, once.
    pub(super) fn all(&self) -> impl Iterator<Item = &Claim> {
        let own = self.good.iter().chain(&self.seen);
        let mut passed: Vec<&Checkpoint> = Vec::new();
        own.chain(&self.ahead).chain(&self.held).filter(move |it| {
            let is_new = !passed.contains(&&it.checkpoint);
            passed.push(&it.checkpoint);
            is_new
        })
    }
}

impl Monitor {
    /// What is known before the log is asked.
    pub(super) async fn known(
        &self,
        state: &State,
        unasked: &mut Vec<String>,
    ) -> Result<Known, MonitorError> {
        let own = |note: String| self.claim("this monitor", note);
        Ok(Known {
            good: self.copy.good()?.map(own).transpose()?,
            seen: self.copy.seen()?.map(own).transpose()?,
            ahead: state
                .ahead
                .iter()
                .map(|(witness, note)| self.claim(witness, note.clone()))
                .collect::<Result<_, _>>()?,
            held: self.held_by_witnesses(unasked).await,
        })
    }

    fn claim(&self, held_by: &str, note: String) -> Result<Claim, MonitorError> {
        Ok(Claim {
            held_by: held_by.to_owned(),
            checkpoint: self.own(&note)?,
            note,
        })
    }

    /// What the witnesses of the policy hold, as far as they tell it.
    async fn held_by_witnesses(&self, unasked: &mut Vec<String>) -> Vec<Claim> {
        let mut held = Vec::new();
        let logs = self.policy.logs().iter();
        let origins: Vec<&str> = logs.map(|it| it.key.name().as_str()).collect();
        for witness in self.policy.witnesses() {
            let Some(url) = &witness.url else { continue };
            for origin in &origins {
                let asked = self.held_by(&url.to_string(), origin).await;
                match asked {
                    Ok(Some((note, checkpoint))) => {
                        held.push(Claim {
                            held_by: witness.name.to_string(),
                            note,
                            checkpoint,
                        });
                    }
                    Ok(None) => {}
                    Err(why) => unasked.push(format!("{}: {why}", witness.name)),
                }
            }
        }
        held
    }

    async fn held_by(
        &self,
        url: &str,
        origin: &str,
    ) -> Result<Option<(String, Checkpoint)>, String> {
        let source = Source::parse(url).map_err(|error| error.to_string())?;
        if matches!(source, Source::Folder(_)) {
            return Ok(None);
        }
        let most = u64::try_from(writ_ledger::note::MAX_BYTES).unwrap_or(u64::MAX);
        let path = format!("{}/checkpoint", origin_hash(origin));
        let bytes = source
            .get(&path, most)
            .await
            .map_err(|error| error.to_string())?;
        let Some(bytes) = bytes else { return Ok(None) };
        let note = String::from_utf8(bytes).map_err(|error| error.to_string())?;
        let examined = self
            .policy
            .examine(&note)
            .map_err(|error| error.to_string())?;
        Ok(Some((note, examined.checkpoint().clone())))
    }

    /// Compares all that is known, each with each, and with what is published if that is there.
    /// Of one size there is one root, or the log has forked: that needs no file to be seen.
    pub(super) fn compare(
        &self,
        known: &Known,
        published: Option<&Published>,
        found: &mut Findings<'_>,
    ) -> Result<Vec<Hash>, MonitorError> {
        let published = published.map(Published::as_claim);
        let mut first: BTreeMap<(&str, u64), &Claim> = BTreeMap::new();
        let mut told: BTreeSet<Hash> = BTreeSet::new();
        let published = published.iter().map(|claim| (claim, true));
        let claims = known.all().map(|claim| (claim, false)).chain(published);
        for (claim, is_published) in claims {
            let at = &claim.checkpoint;
            let one = *first.entry((at.origin.as_str(), at.size)).or_insert(claim);
            if one.checkpoint.root == at.root || !told.insert(at.root) {
                continue;
            }
            let against = (!is_published).then(|| claim.held_by.clone());
            found.alarm(self.fork(one, claim, against)?);
        }
        Ok(told.into_iter().collect())
    }

    /// The alarm of a fork, with its evidence; `against` is whoever holds the other one, nobody if
    /// it is published.
    pub(super) fn fork(
        &self,
        one: &Claim,
        other: &Claim,
        against: Option<String>,
    ) -> Result<Alarm, MonitorError> {
        let evidence = self.copy.keep_evidence("fork", one, other)?;
        Ok(Alarm::Fork {
            size: one.checkpoint.size.min(other.checkpoint.size),
            held_by: one.held_by.clone(),
            against,
            evidence,
        })
    }

    /// Witnesses that were ahead of the log at the last look, and whom it has not caught up with.
    pub(super) fn withheld(
        &self,
        published: &Published,
        known: &Known,
        state: &mut State,
        found: &mut Findings<'_>,
    ) -> Result<(), MonitorError> {
        let now = published.checkpoint().size;
        for claim in known.ahead.iter().filter(|it| it.checkpoint.size > now) {
            let evidence = self
                .copy
                .keep_evidence("withheld", claim, &published.as_claim())?;
            found.alarm(Alarm::Withheld {
                witness: claim.held_by.clone(),
                size: claim.checkpoint.size,
                published: now,
                evidence,
            });
        }
        // What is remembered stays until the log has caught up with it.
        let origin = &published.checkpoint().origin;
        state.ahead.clear();
        for claim in known.ahead.iter().chain(&known.held) {
            if claim.checkpoint.size > now && claim.checkpoint.origin == *origin {
                let note = || claim.note.clone();
                state
                    .ahead
                    .entry(claim.held_by.clone())
                    .or_insert_with(note);
            }
        }
        Ok(())
    }
}
