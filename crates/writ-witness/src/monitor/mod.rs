//! A monitor: copies a log, works out every hash again, and raises an alarm.
//!
//! A witness sees roots; a monitor sees the leaves. The leaves are commitments of equal length, so
//! that a monitor learns how many acts there are and when they were posted, and nothing of whom
//! they concern.
//!
//! At each look it asks the witnesses of the policy what they hold, then the log for its
//! checkpoint and its files. A checkpoint is good once a quorum has cosigned it, every file that
//! it promises is there, all of them together make its root, and every checkpoint seen before, by
//! the monitor or by a witness, is the same history cut short.

mod alarm;
mod copy;
mod source;
mod verify;

use std::path::{Path, PathBuf};

use thiserror::Error;
use writ_ledger::checkpoint::Checkpoint;
use writ_ledger::note::Note;
use writ_ledger::policy::{Examined, Policy, Quorum};
use writ_ledger::tile::Edge;

use crate::memory::origin_hash;
use copy::{Copy, State};

pub use alarm::Alarm;
pub use source::{Source, Unread};

/// How far the witnesses' time may be ahead of the monitor's, in seconds.
const TOLERANCE: u64 = 300;

/// How much of the log is read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// All of it: every file is held against the copy.
    Everything,
    /// What is new since the last look, and the files at the edge.
    WhatIsNew,
}

/// What a look found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What is wrong; nothing, if all is well.
    pub alarms: Vec<Alarm>,
    /// How many entries the last good checkpoint has, in entries.
    pub size: Option<u64>,
    /// By when a quorum had cosigned it, in seconds since 1970; none if the policy asks for none.
    pub witnessed: Option<u64>,
    /// Which witnesses could not be asked what they hold, and why. No fault of the log's.
    pub unasked: Vec<String>,
}

/// Why a monitor could not look.
#[derive(Debug, Error)]
pub enum MonitorError {
    /// The log could not be read.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// The monitor's own folder could not be used.
    #[error("{path}: {why}")]
    Copy {
        /// Which file.
        path: PathBuf,
        /// What the machine says.
        why: std::io::Error,
    },
    /// The monitor's own copy holds what it never wrote.
    #[error("the monitor's own copy is damaged: {why}; begin a new one in another folder")]
    Damaged {
        /// What is wrong with it.
        why: String,
    },
}

/// A monitor at work.
#[derive(Debug)]
pub struct Monitor {
    copy: Copy,
    source: Source,
    policy: Policy,
    silence: Option<u64>,
    /// The edge of what was verified, at the end of the last full bundle.
    verified: Option<Edge>,
}

/// A checkpoint that somebody was shown, and whose history must be that of the published one.
#[derive(Debug)]
struct Claim {
    held_by: String,
    note: String,
    checkpoint: Checkpoint,
}

/// What is published, as far as it was examined.
#[derive(Debug)]
struct Published {
    note: String,
    examined: Examined,
}

impl Published {
    fn checkpoint(&self) -> &Checkpoint {
        self.examined.checkpoint()
    }
}

impl Monitor {
    /// A monitor with its copy in `dir`. With `silence`, it raises an alarm when no new checkpoint
    /// was witnessed for so many seconds.
    ///
    /// # Errors
    /// [`MonitorError`] if the folder cannot be used.
    pub fn open(
        dir: &Path,
        source: Source,
        policy: Policy,
        silence: Option<u64>,
    ) -> Result<Self, MonitorError> {
        Ok(Self {
            copy: Copy::open(dir)?,
            source,
            policy,
            silence,
            verified: None,
        })
    }

    /// Looks at the log once; `now` is the time in seconds since 1970.
    ///
    /// # Errors
    /// [`MonitorError`] if it could not look. That nothing was found says nothing then; ask
    /// [`Monitor::silent`] all the same.
    pub async fn look(&mut self, depth: Depth, now: u64) -> Result<Look, MonitorError> {
        self.copy.clear()?;
        let mut look = Look::default();
        let mut state = self.copy.state()?;
        state.since.get_or_insert(now);
        self.copy.set_state(&state)?;
        // The witnesses first: what they hold by now, the log must publish by then.
        let held = self.held_by_witnesses(&mut look.unasked).await;
        match self.published().await? {
            Ok(published) => {
                let alarms = self
                    .judge(&published, &held, depth, &mut state, now)
                    .await?;
                look.alarms.extend(alarms);
            }
            Err(alarm) => look.alarms.push(alarm),
        }
        self.copy.set_state(&state)?;
        look.alarms.extend(self.silent(now)?);
        if let Some(note) = self.copy.good()? {
            look.size = Some(self.own(&note)?.size);
            let examined = self.policy.examine(&note).ok();
            let time = examined.and_then(|it| self.policy.quorum_time(it.cosigned()));
            look.witnessed = time.map(|time| time.get());
        }
        Ok(look)
    }

    /// The alarm of silence, if it is time for it; `now` is in seconds since 1970.
    ///
    /// # Errors
    /// [`MonitorError`] if the monitor's own copy cannot be read.
    pub fn silent(&self, now: u64) -> Result<Option<Alarm>, MonitorError> {
        let since = self.copy.state()?.since;
        let (Some(most), Some(since)) = (self.silence, since) else {
            return Ok(None);
        };
        let seconds = now.saturating_sub(since);
        Ok((seconds > most).then_some(Alarm::Silence { seconds }))
    }

    /// What is published as the checkpoint.
    async fn published(&self) -> Result<Result<Published, Alarm>, MonitorError> {
        let most = u64::try_from(writ_ledger::note::MAX_BYTES).unwrap_or(u64::MAX);
        let Some(bytes) = self.source.get("checkpoint", most).await? else {
            return Ok(Err(Alarm::Missing {
                path: "checkpoint".to_owned(),
            }));
        };
        let unsigned = |why: String| Ok(Err(Alarm::Unsigned { why }));
        let Ok(note) = String::from_utf8(bytes) else {
            return unsigned("the checkpoint is not UTF-8".to_owned());
        };
        match self.policy.examine(&note) {
            Ok(examined) => Ok(Ok(Published { note, examined })),
            Err(unfit) => unsigned(unfit.to_string()),
        }
    }

    /// What the witnesses of the policy hold, as far as they tell it.
    async fn held_by_witnesses(&self, unasked: &mut Vec<String>) -> Vec<Claim> {
        let mut held = Vec::new();
        let origins: Vec<&str> = self
            .policy
            .logs()
            .iter()
            .map(|it| it.key.name().as_str())
            .collect();
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

    /// Holds what is published against all that is known.
    async fn judge(
        &mut self,
        published: &Published,
        held: &[Claim],
        depth: Depth,
        state: &mut State,
        now: u64,
    ) -> Result<Vec<Alarm>, MonitorError> {
        let claims = self.remembered()?;
        let checkpoint = published.checkpoint();
        if let Some(alarm) = self.refused_outright(published, &claims)? {
            return Ok(vec![alarm]);
        }
        let of_this_log = |claim: &&Claim| claim.checkpoint.origin == checkpoint.origin;
        let held: Vec<&Claim> = held.iter().filter(of_this_log).collect();
        let mut alarms = self.withheld(published, &held, state)?;
        let (witnessed, alarm) = self.witnessed(published, now);
        alarms.extend(alarm);
        let held = claims.iter().chain(held.iter().copied());
        let wrong = self.verify(published, held, depth).await?;
        if !wrong
            .iter()
            .any(|alarm| matches!(alarm, Alarm::Fork { .. }))
        {
            self.copy.set_seen(&published.note)?;
        }
        if wrong.is_empty() && witnessed != Witnessed::No {
            self.take(published, witnessed, state, now)?;
        }
        alarms.extend(wrong);
        Ok(alarms)
    }

    /// The published checkpoint is good: it becomes the last good one.
    fn take(
        &self,
        published: &Published,
        witnessed: Witnessed,
        state: &mut State,
        now: u64,
    ) -> Result<(), MonitorError> {
        let before = self.copy.good()?.map(|note| self.own(&note)).transpose()?;
        let is_new = before.is_none_or(|before| before.size < published.checkpoint().size);
        match witnessed {
            Witnessed::By(time) => state.since = Some(time),
            Witnessed::NotAsked if is_new => state.since = Some(now),
            Witnessed::NotAsked | Witnessed::No => {}
        }
        self.copy.set_good(&published.note)
    }

    /// The checkpoints that the monitor itself was shown.
    fn remembered(&self) -> Result<Vec<Claim>, MonitorError> {
        let mut claims: Vec<Claim> = Vec::new();
        for note in [self.copy.seen()?, self.copy.good()?].into_iter().flatten() {
            let checkpoint = self.own(&note)?;
            if claims.iter().any(|claim| claim.checkpoint == checkpoint) {
                continue;
            }
            let held_by = "this monitor".to_owned();
            claims.push(Claim {
                held_by,
                note,
                checkpoint,
            });
        }
        Ok(claims)
    }

    /// A note of the monitor's own folder, verified when it was put there.
    fn own(&self, note: &str) -> Result<Checkpoint, MonitorError> {
        let damaged = |why: String| MonitorError::Damaged { why };
        let note = Note::parse(note).map_err(|error| damaged(error.to_string()))?;
        Checkpoint::parse(note.text()).map_err(|error| damaged(error.to_string()))
    }

    /// What needs no look at any file: another log, an earlier state, another root.
    fn refused_outright(
        &self,
        published: &Published,
        claims: &[Claim],
    ) -> Result<Option<Alarm>, MonitorError> {
        let now = published.checkpoint();
        for claim in claims {
            let was = &claim.checkpoint;
            if was.origin != now.origin {
                let why = format!(
                    "this is the checkpoint of the log `{}`, and this folder follows `{}`: follow \
                     it in a folder of its own",
                    now.origin, was.origin
                );
                return Ok(Some(Alarm::Unsigned { why }));
            }
            if now.size < was.size {
                let evidence =
                    self.copy
                        .keep_evidence("roll-back", &claim.note, &published.note)?;
                let (was, now) = (was.size, now.size);
                return Ok(Some(Alarm::RollBack { was, now, evidence }));
            }
            if now.size == was.size && now.root != was.root {
                return self.fork(published, claim).map(Some);
            }
        }
        Ok(None)
    }

    fn fork(&self, published: &Published, claim: &Claim) -> Result<Alarm, MonitorError> {
        let evidence = self
            .copy
            .keep_evidence("fork", &claim.note, &published.note)?;
        let size = claim.checkpoint.size.min(published.checkpoint().size);
        let held_by = claim.held_by.clone();
        Ok(Alarm::Fork {
            size,
            held_by,
            evidence,
        })
    }

    /// Witnesses that were ahead of the log at the last look, and whom it has not caught up with.
    fn withheld(
        &self,
        published: &Published,
        held: &[&Claim],
        state: &mut State,
    ) -> Result<Vec<Alarm>, MonitorError> {
        let now = published.checkpoint().size;
        let mut alarms = Vec::new();
        for (witness, note) in &state.ahead {
            let was = self.own(note)?.size;
            if was > now {
                alarms.push(Alarm::Withheld {
                    witness: witness.clone(),
                    size: was,
                    published: now,
                    evidence: self.copy.keep_evidence("withheld", note, &published.note)?,
                });
            }
        }
        // What is remembered stays until the log has caught up with it.
        let mut ahead = std::mem::take(&mut state.ahead);
        ahead.retain(|_, note| self.own(note).is_ok_and(|was| was.size > now));
        for claim in held.iter().filter(|claim| claim.checkpoint.size > now) {
            ahead
                .entry(claim.held_by.clone())
                .or_insert_with(|| claim.note.clone());
        }
        state.ahead = ahead;
        Ok(alarms)
    }

    /// Whether a quorum has cosigned it, by when, and what is odd about that.
    fn witnessed(&self, published: &Published, now: u64) -> (Witnessed, Option<Alarm>) {
        match self.policy.quorum(published.examined.cosigned()) {
            Quorum::NotAsked => (Witnessed::NotAsked, None),
            Quorum::Reached { at } => {
                let seconds = at.get().saturating_sub(now);
                let ahead = (seconds > TOLERANCE).then_some(Alarm::Ahead { seconds });
                (Witnessed::By(at.get()), ahead)
            }
            Quorum::Missing(missing) => {
                let size = published.checkpoint().size;
                let why = missing.to_string();
                (Witnessed::No, Some(Alarm::Unwitnessed { size, why }))
            }
        }
    }
}

/// Whether a checkpoint is witnessed as the policy asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Witnessed {
    /// By a quorum, by then, in seconds since 1970.
    By(u64),
    /// The policy asks for no witnesses.
    NotAsked,
    /// Not enough.
    No,
}
