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
//!
//! What needs no file is told before a file is fetched, and silence is counted meanwhile. Nothing is
//! fetched of what no quorum has cosigned: whoever has the log's key could name any size.

mod alarm;
mod copy;
mod findings;
mod known;
mod source;
mod verify;

use std::path::{Path, PathBuf};

use thiserror::Error;
use writ_ledger::checkpoint::Checkpoint;
use writ_ledger::note::Note;
use writ_ledger::policy::{Examined, Policy, Quorum};
use writ_ledger::tile::Edge;

use copy::{Copy, State};
use findings::{Findings, Once};
use known::{Claim, Known};

pub use alarm::Alarm;
pub use findings::Watch;
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
    /// Whose names are on lines under the published checkpoint that the policy knows nothing of.
    /// They prove nothing.
    pub passed_over: Vec<String>,
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

    fn as_claim(&self) -> Claim {
        Claim {
            held_by: "the log's own files".to_owned(),
            note: self.note.clone(),
            checkpoint: self.checkpoint().clone(),
        }
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
        self.look_telling(depth, &mut Once(now)).await
    }

    /// Looks at the log once, and tells of each alarm when it is found: before the files are
    /// fetched, if it needs none.
    ///
    /// # Errors
    /// [`MonitorError`] if it could not look to the end; what was told till then stands.
    pub async fn look_telling(
        &mut self,
        depth: Depth,
        watch: &mut dyn Watch,
    ) -> Result<Look, MonitorError> {
        self.copy.clear()?;
        let mut found = Findings::new(watch, self.silence);
        let mut state = self.copy.state()?;
        state.since.get_or_insert(found.now());
        self.copy.set_state(&state)?;
        // The witnesses first: what they hold by now, the log must publish by then.
        let known = self.known(&state, &mut found.look.unasked).await?;
        match self.published().await {
            Ok(Ok(published)) => {
                self.judge(&published, &known, depth, &mut state, &mut found)
                    .await?;
            }
            Ok(Err(alarm)) => {
                self.compare(&known, None, &mut found)?;
                found.alarm(alarm);
            }
            Err(unread) => {
                self.compare(&known, None, &mut found)?;
                found.silent_since(state.since.unwrap_or_default());
                return Err(unread);
            }
        }
        self.copy.set_state(&state)?;
        found.silent_since(state.since.unwrap_or_default());
        let mut look = found.look;
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

    /// Holds what is published against all that is known.
    async fn judge(
        &mut self,
        published: &Published,
        known: &Known,
        depth: Depth,
        state: &mut State,
        found: &mut Findings<'_>,
    ) -> Result<(), MonitorError> {
        let checkpoint = published.checkpoint();
        let strangers = published.examined.unknown().iter();
        found.look.passed_over = strangers.map(ToString::to_string).collect();
        let forked = self.compare(known, Some(published), found)?;
        let is_other = self.refused_outright(published, known, found)?;
        if is_other || forked.contains(&checkpoint.root) {
            return Ok(());
        }
        self.withheld(published, known, state, found)?;
        let witnessed = self.witnessed(published, found);
        let is_known = |claim: &Claim| claim.checkpoint == *checkpoint;
        let is_good = known.good.as_ref().is_some_and(is_known);
        // Silence is broken by what is witnessed, however long its files take.
        let mut since = state.since.unwrap_or_default();
        match witnessed {
            Witnessed::By(time) => since = since.max(time),
            Witnessed::NotAsked if !is_good => since = found.now(),
            Witnessed::NotAsked | Witnessed::No => {}
        }
        found.silent_since(since);
        // What was seen binds the log, also if its files never come.
        self.remember(published, known)?;
        self.copy.set_state(state)?;
        if witnessed == Witnessed::No && !is_good {
            return Ok(());
        }
        let wrong = self.verify(published, known, depth, since, found).await?;
        let is_wrong = !wrong.is_empty() || !forked.is_empty();
        wrong.into_iter().for_each(|alarm| found.alarm(alarm));
        if !is_wrong && witnessed != Witnessed::No {
            self.take(published, witnessed, state, found.now())?;
        }
        Ok(())
    }

    /// Remembers what the log has signed, unless it has been seen to sign for more.
    fn remember(&self, published: &Published, known: &Known) -> Result<(), MonitorError> {
        let size = published.checkpoint().size;
        let is_more = |seen: &Claim| seen.checkpoint.size > size;
        if known.seen.as_ref().is_some_and(is_more) {
            return Ok(());
        }
        self.copy.set_seen(&published.note)
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

    /// A note of the monitor's own folder, verified when it was put there.
    fn own(&self, note: &str) -> Result<Checkpoint, MonitorError> {
        let damaged = |why: String| MonitorError::Damaged { why };
        let note = Note::parse(note).map_err(|error| damaged(error.to_string()))?;
        Checkpoint::parse(note.text()).map_err(|error| damaged(error.to_string()))
    }

    /// Another log, or an earlier state: whether there is nothing more to look at. A state that
    /// was seen, and that no quorum has ever cosigned, is told of and hinders nothing: whoever has
    /// the log's key could name any size.
    fn refused_outright(
        &self,
        published: &Published,
        known: &Known,
        found: &mut Findings<'_>,
    ) -> Result<bool, MonitorError> {
        let now = published.checkpoint();
        let own = known.good.iter().chain(&known.seen);
        let mut others = own.map(|claim| &claim.checkpoint.origin);
        if let Some(other) = others.find(|origin| **origin != now.origin) {
            let why = format!(
                "this is the checkpoint of the log `{}`, and this folder follows `{other}`: \
                 follow it in a folder of its own",
                now.origin
            );
            found.alarm(Alarm::Unsigned { why });
            return Ok(true);
        }
        let earlier = |claim: &&Claim| now.size < claim.checkpoint.size;
        let good = known.good.as_ref().filter(earlier);
        if let Some(claim) = good.or(known.seen.as_ref().filter(earlier)) {
            let evidence = self
                .copy
                .keep_evidence("roll-back", claim, &published.as_claim())?;
            let (was, now) = (claim.checkpoint.size, now.size);
            found.alarm(Alarm::RollBack { was, now, evidence });
        }
        Ok(good.is_some())
    }

    /// Whether a quorum has cosigned it, and by when.
    fn witnessed(&self, published: &Published, found: &mut Findings<'_>) -> Witnessed {
        match self.policy.quorum(published.examined.cosigned()) {
            Quorum::NotAsked => Witnessed::NotAsked,
            Quorum::Reached { at } => {
                let seconds = at.get().saturating_sub(found.now());
                if seconds > TOLERANCE {
                    found.alarm(Alarm::Ahead { seconds });
                }
                Witnessed::By(at.get())
            }
            Quorum::Missing(missing) => {
                let size = published.checkpoint().size;
                let why = missing.to_string();
                found.alarm(Alarm::Unwitnessed { size, why });
                Witnessed::No
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
