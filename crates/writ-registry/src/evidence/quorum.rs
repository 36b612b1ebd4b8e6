//! When a quorum had signed for what, told in the ledger itself.
//!
//! What others signed lies beside the ledger, and so a row of it could be taken away or moved
//! without any root changing. Therefore each step of the ledger begins with an entry that tells
//! which checkpoints a quorum has signed since this was last told, and when. From then on it is
//! witnessed like everything else: a signed checkpoint that goes missing, or moves to another time,
//! contradicts the ledger, and an audit names it. Only the last one is not told yet: it is what is
//! published.

use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use writ_store::{Cover, Family, StreamId, Version};

use super::cover::examined;
use crate::error::{RegistryError, Stop, retried};
use crate::refusal::Ruling;
use crate::registry::Registry;
use crate::stream::{AsJson, Legible as _, Nanoseconds, Sealing, Stream, leaf_of};

/// What a quorum has signed.
pub(crate) const QUORUMS: Family = Family("quorum");

/// How many checkpoints are read at once.
const AT_ONCE: usize = 4_096;
/// How many of them one entry tells.
const IN_ONE: usize = 256;

/// Checkpoints that a quorum has signed since the entry before, in the order of their sizes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuorumEntry {
    pub(crate) signed: Vec<Quorum>,
}

impl AsJson for QuorumEntry {}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quorum {
    /// How many entries the checkpoint covers.
    pub(crate) size: u64,
    /// Since when a quorum has signed it.
    pub(crate) at: Timestamp,
}

impl Registry {
    pub(crate) fn quorum_stream(&self) -> StreamId {
        self.keys.stream(QUORUMS, &[b"all"])
    }

    /// Tells in the ledger which checkpoints a quorum has signed since this was last told, and
    /// when, if anything else waits for a place: whoever sequences does this before each step. By
    /// itself it makes no step, else a ledger would grow for ever.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn tell_quorums(&self, now: Timestamp) -> Result<(), RegistryError> {
        if !self.is_witnessed() || self.store.waiting(0, 1).await?.is_empty() {
            return Ok(());
        }
        let told: Result<Ruling<()>, RegistryError> = retried!(self.try_tell_quorums(now));
        // Nothing here is refused.
        told.map(drop)
    }

    async fn try_tell_quorums(&self, now: Timestamp) -> Result<(), Stop> {
        let (stream, mut told) = self.last_told().await?;
        let mut quorums = Vec::new();
        loop {
            let part = self.store.covers(told, AT_ONCE).await?;
            let Some(last) = part.last() else { break };
            told = last.size;
            for cover in &part {
                quorums.extend(self.quorum_of(cover)?);
            }
        }
        if quorums.is_empty() {
            return Ok(());
        }
        let mut at = stream.next_instant(now);
        let mut entries = Vec::new();
        for signed in quorums.chunks(IN_ONE) {
            let signed = signed.to_vec();
            entries.push((at, QuorumEntry { signed }));
            at = at.saturating_add(1.nanosecond()).unwrap_or(at);
        }
        let mut writing = self.writing();
        let all = entries.iter().map(|(at, entry)| (*at, entry));
        writing.append_all(&stream, all)?;
        writing.commit().await?;
        Ok(())
    }

    /// What a row of the store says of a quorum, if it is signed by one: what is not is no quorum,
    /// and an audit names it.
    fn quorum_of(&self, cover: &Cover) -> Result<Option<Quorum>, RegistryError> {
        if examined(self.ledger.policy.as_ref(), cover).is_err() {
            return Ok(None);
        }
        let at = Nanoseconds::counted(cover.at).instant()?;
        let size = cover.size;
        Ok(Some(Quorum { size, at }))
    }

    /// The stream without what it says, and up to which checkpoint it goes. Only its last entry is
    /// read: it grows as long as the ledger does.
    async fn last_told(&self) -> Result<(Stream<QuorumEntry>, u64), RegistryError> {
        let id = self.quorum_stream();
        let version = self.store.version(id).await?;
        let before = Version(version.0.saturating_sub(1));
        let entry = self.store.read(id, before).await?.into_iter().next_back();
        let wrapped = self.store.key(id).await?;
        let sealing = match (&wrapped, &entry) {
            (Some(wrapped), _) => Sealing::Kept(self.keys.unwrap(id, Some(wrapped))?),
            (None, None) => Sealing::New,
            (None, Some(_)) => Sealing::Erased,
        };
        let mut told = 0;
        if let (Some(entry), Sealing::Kept(key)) = (&entry, &sealing) {
            let content = key.open(id, entry.version, &entry.content)?;
            let read = QuorumEntry::read(&content).map_err(|_| RegistryError::Damaged {
                what: format!("{id:?} entry {}", entry.version.0),
                why: "it cannot be read".to_owned(),
            })?;
            told = read.signed.last().map_or(0, |last| last.size);
        }
        let last = entry.as_ref().map(|entry| entry.recorded_at);
        let last = last.map(|at| Nanoseconds::counted(at).instant());
        let stream = Stream {
            id,
            version: entry.as_ref().map_or(Version(0), |entry| entry.version),
            last: last.transpose()?,
            leaf: entry.as_ref().map(|it| leaf_of(id, it)).transpose()?,
            fresh: self.fresh_evidence(),
            sealing,
            entries: Vec::new(),
        };
        Ok((stream, told))
    }
}
