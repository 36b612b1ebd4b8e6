//! What a person takes away: one text file for each act recorded of them, by which anybody can
//! check years later, without this registry, that it was posted and between which two times.

use jiff::Timestamp;
use serde::Serialize;
use writ_law::evidence::Evidence;
use writ_ledger::policy::Policy;
use writ_ledger::posting::Posting;
use writ_store::{Cover, Entry, Version};

use super::record::Standing;
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, ruled};
use crate::person::{Act, Holding, PersonEntry};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::{Content as _, Nanoseconds, Sealing, leaf_of};

/// An act recorded of a person, and how far it is proved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActLine {
    /// Its number among the acts recorded of this person, from 1, without gaps.
    pub number: u64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// What it did: the kinds of what was recorded.
    pub what: Vec<String>,
    /// Its place in the ledger, once it has one.
    pub place: Option<u64>,
    /// Since when a quorum has signed for it, once one has.
    pub witnessed_at: Option<Timestamp>,
}

/// How far a ledger is sequenced and witnessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerStatus {
    /// Its name.
    pub origin: String,
    /// How many entries have a place.
    pub size: u64,
    /// How many of them a quorum has signed for.
    pub witnessed: u64,
    /// Since when, at the last of them.
    pub witnessed_at: Option<Timestamp>,
    /// How many entries wait for a place.
    pub waiting: u64,
}

/// How many waiting entries are counted at once.
const WAITING_AT_ONCE: usize = 10_000;

/// A checkpoint that covers an entry, and the last one before it.
struct Covering {
    note: String,
    before: Option<String>,
}

impl Registry {
    /// The acts recorded of a person, with how far each is proved.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn acts(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
    ) -> Result<Ruling<Vec<ActLine>>, RegistryError> {
        ruled(self.try_acts(permit, person).await)
    }

    async fn try_acts(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
    ) -> Result<Vec<ActLine>, Stop> {
        let holding = self.holding(person).await?;
        holding.known()?;
        self.covers_file(permit, &holding)?;
        self.act_lines(&holding).await
    }

    /// The acts recorded of a person, for whoever may see them.
    pub(crate) async fn act_lines(&self, holding: &Holding) -> Result<Vec<ActLine>, Stop> {
        let id = holding.stream.id;
        let said = self.stream::<PersonEntry>(id).await?;
        let kept = self.store.read(id, Version(0)).await?;
        let mut lines = Vec::with_capacity(kept.len());
        for (said, kept) in said.entries.iter().zip(kept) {
            let witnessed_at = match said.evidence {
                Evidence::At(at) => Some(at),
                Evidence::Trusted | Evidence::Waiting => None,
            };
            lines.push(ActLine {
                number: said.version.0,
                recorded_at: said.recorded_at,
                what: kinds(&said.what),
                place: kept.place,
                witnessed_at,
            });
        }
        Ok(lines)
    }

    /// The proof of an act recorded of a person, as the text of a file. With the number of the
    /// act; of the last one without.
    ///
    /// # Errors
    ///
    /// When the store fails, or holds something else than the ledger says.
    pub async fn proof(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
        number: Option<u64>,
    ) -> Result<Ruling<String>, RegistryError> {
        ruled(self.try_proof(permit, person, number).await)
    }

    async fn try_proof(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
        number: Option<u64>,
    ) -> Result<String, Stop> {
        let holding = self.holding(person).await?;
        holding.known()?;
        self.covers_file(permit, &holding)?;
        self.proof_of_act(&holding, number).await
    }

    /// The proof of an act recorded of a person, for whoever may have it.
    pub(crate) async fn proof_of_act(
        &self,
        holding: &Holding,
        number: Option<u64>,
    ) -> Result<String, Stop> {
        let id = holding.stream.id;
        let said = self.stream::<PersonEntry>(id).await?;
        let kept = self.store.read(id, Version(0)).await?;
        let number = number.unwrap_or(said.version.0);
        let place = number
            .checked_sub(1)
            .and_then(|at| usize::try_from(at).ok());
        let found = place.and_then(|at| Some((said.entries.get(at)?, kept.get(at)?, at)));
        let Some((act, entry, at)) = found else {
            let last = said.version.0;
            return Err(Refusal::on(
                "unknown-act",
                format!("there is no act {number} of this person"),
                format!("their acts are numbered 1 to {last}"),
            )
            .into());
        };
        let Sealing::Kept(key) = &said.sealing else {
            return Err(damaged("its key is gone").into());
        };
        let before = at.checked_sub(1).and_then(|at| kept.get(at));
        let standing = Standing {
            origin: self.origin(),
            stream: id,
            version: act.version,
            recorded_at: act.recorded_at,
            before: before.map(|entry| leaf_of(id, entry)).transpose()?,
        };
        let says = act
            .what
            .says()
            .map_err(|_| damaged("it cannot be written"))?;
        let record = standing.record(says);
        self.posting(entry, record, Some(key.leaf(act.version)))
            .await
    }

    /// The proof of something published, as the text of a file.
    ///
    /// # Errors
    ///
    /// When the store fails, or holds something else than the ledger says.
    pub async fn published_proof(&self, number: u64) -> Result<Ruling<String>, RegistryError> {
        let before = Version(number.saturating_sub(1));
        let entries = self.store.read(super::public::PUBLIC, before).await?;
        let Some(entry) = entries.into_iter().find(|entry| entry.version.0 == number) else {
            return Ok(Err(Refusal::on(
                "unknown-entry",
                format!("nothing is published as number {number}"),
                "see `writ ledger published`",
            )));
        };
        let record = entry.content.clone();
        ruled(self.posting(&entry, record, None).await)
    }

    async fn posting(
        &self,
        entry: &Entry,
        record: Vec<u8>,
        key: Option<writ_ledger::entry::EntryKey>,
    ) -> Result<String, Stop> {
        let waits = || {
            Refusal::on(
                "not-witnessed",
                "this act waits for its place in the ledger, or for the witnesses to sign",
                "run `writ ledger turn`, or wait for the sequencer; until then it binds nobody \
                 in a registry that has witnesses",
            )
        };
        let place = entry.place.ok_or_else(waits)?;
        let covering = self.covering(place).await?.ok_or_else(waits)?;
        let tree = self.tree_of(&covering.note)?;
        let time_stamp = self.time_stamp(tree.size).await?;
        let inclusion = self.inclusion(place, tree).await?;
        let posting = Posting {
            record,
            key,
            before: covering.before,
            time_stamp,
        };
        let policy = self.proof_policy()?;
        let file = posting.to_file(place, inclusion, &covering.note, &policy);
        Ok(file.map_err(|refused| damaged(&refused.to_string()))?)
    }

    /// The first witnessed checkpoint over a place and the last one before it; where nobody
    /// witnesses, the first and last that the log itself signed.
    async fn covering(&self, place: u64) -> Result<Option<Covering>, RegistryError> {
        let text = |cover: Cover| {
            String::from_utf8(cover.content).map_err(|_| damaged("its checkpoint is no text"))
        };
        if self.ledger.policy.is_some() {
            let Some(cover) = self.store.cover_of(place).await? else {
                return Ok(None);
            };
            let before = self
                .store
                .cover_before(place)
                .await?
                .map(text)
                .transpose()?;
            return Ok(Some(Covering {
                note: text(cover)?,
                before,
            }));
        }
        let head = self.head().await?.filter(|head| head.size > place);
        Ok(head.map(|head| Covering {
            note: head.note,
            before: None,
        }))
    }

    /// The checkpoint that stands in public: the last that a quorum has signed; where nobody
    /// witnesses, the last of the log.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn public_checkpoint(&self) -> Result<Option<String>, RegistryError> {
        if !self.is_witnessed() {
            return Ok(self.head().await?.map(|head| head.note));
        }
        let cover = self.store.last_cover().await?;
        let note = cover.map(|cover| String::from_utf8(cover.content));
        note.transpose()
            .map_err(|_| damaged("the last cosigned checkpoint is no text"))
    }

    /// The policy by which a proof of this registry verifies: its own, or one that asks nobody.
    pub(crate) fn proof_policy(&self) -> Result<Policy, RegistryError> {
        let text = self.policy_text();
        Policy::parse(text.as_bytes()).map_err(|error| damaged(&error.to_string()))
    }

    /// The text of that policy, to be given to whoever checks proofs.
    #[must_use]
    pub fn policy_text(&self) -> String {
        let unwitnessed = || format!("log {}\nquorum none\n", self.ledger.verifier());
        self.ledger.policy_text.clone().unwrap_or_else(unwitnessed)
    }

    /// The witnesses that the policy says are reached somewhere: what it calls them, and where.
    #[must_use]
    pub fn witnesses(&self) -> Vec<(String, String)> {
        let witnesses = self.ledger.policy.iter().flat_map(Policy::witnesses);
        witnesses
            .filter_map(|it| Some((it.name.to_string(), it.url.as_ref()?.to_string())))
            .collect()
    }

    /// How far the ledger is sequenced and witnessed.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn ledger_status(&self) -> Result<LedgerStatus, RegistryError> {
        let cover = self.store.last_cover().await?;
        let mut waiting = 0;
        let mut after = 0;
        loop {
            let part = self.store.waiting(after, WAITING_AT_ONCE).await?;
            let Some(last) = part.last() else { break };
            after = last.number;
            waiting += u64::try_from(part.len()).unwrap_or(u64::MAX);
        }
        let at = cover.as_ref().map(|cover| Nanoseconds::counted(cover.at));
        Ok(LedgerStatus {
            origin: self.origin().to_owned(),
            size: self.store.places().await?,
            witnessed: cover.map_or(0, |cover| cover.size),
            witnessed_at: at.map(Nanoseconds::instant).transpose()?,
            waiting,
        })
    }

    /// Whether others must sign before a burden binds.
    #[must_use]
    pub fn is_witnessed(&self) -> bool {
        self.ledger.policy.is_some()
    }
}

/// The kinds of what was recorded, each once.
fn kinds(entry: &PersonEntry) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for act in &entry.acts {
        let kind = match act {
            Act::Registered { .. } => "registered",
            Act::Fact(_) => "fact",
            Act::Issued(_) => "issued",
            Act::DelegateAppointed(_) => "delegate-appointed",
            Act::DelegationEnded { .. } => "delegation-ended",
            Act::Happened { event, .. } | Act::Apart(event) => event.kind.word(),
        };
        if !kinds.iter().any(|known| known == kind) {
            kinds.push(kind.to_owned());
        }
    }
    kinds
}

fn damaged(why: &str) -> RegistryError {
    RegistryError::Damaged {
        what: "the proof of an act".to_owned(),
        why: why.to_owned(),
    }
}
