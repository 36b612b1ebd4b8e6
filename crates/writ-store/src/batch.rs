//! What goes into a store, and what comes out.

use std::collections::HashSet;
use std::fmt;

use crate::StoreError;

/// A stream of entries: a family (`person`, `campaign`, `desk`, …) and a key of 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId {
    /// The family that the stream belongs to.
    pub family: Family,
    /// Its key within the family. For people it is a keyed hash: the store cannot tell who.
    pub key: [u8; 32],
}

/// A family of streams: a short lower-case word, fixed in the code of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Family(pub &'static str);

impl fmt::Debug for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/", self.family.0)?;
        self.key
            .iter()
            .take(4)
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// How many entries a stream has. The first entry has version 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u64);

/// One entry to append. The store does not look into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// When the caller recorded it, in nanoseconds since 1970 (UTC). Must rise within a stream.
    pub recorded_at: i64,
    /// Opaque bytes; of people, sealed by the caller.
    pub content: Vec<u8>,
    /// What stands for it in the ledger, if anything does; opaque bytes. An entry with a leaf
    /// waits for a place from the moment it is in.
    pub leaf: Option<Vec<u8>>,
}

/// An entry as it was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the stream, from 1.
    pub version: Version,
    /// When it was recorded, in nanoseconds since 1970 (UTC).
    pub recorded_at: i64,
    /// Opaque bytes.
    pub content: Vec<u8>,
    /// What stands for it in the ledger, if anything does.
    pub leaf: Option<Vec<u8>>,
    /// Its place in the ledger, from 0, once it has one.
    pub place: Option<u64>,
    /// When it was first covered, in nanoseconds since 1970 (UTC): the time of the first cover
    /// whose size is above its place.
    pub covered_at: Option<i64>,
}

/// Entries for one stream, appended only if it still has the expected version. Without entries it
/// only asks for that version, and makes no stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Append {
    /// The stream.
    pub stream: StreamId,
    /// The version it must have now; `Version(0)` for a stream that does not exist.
    pub expected: Version,
    /// What to append, in order.
    pub entries: Vec<NewEntry>,
}

/// A key by which a repeated batch is recognised, with a digest of what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Idempotency {
    /// The key.
    pub key: [u8; 32],
    /// What was asked; the same key with another digest is a mistake.
    pub digest: [u8; 32],
}

/// Something to be sent once the batch is in: at least once, in order of its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// What it is for: a short word.
    pub topic: &'static str,
    /// Opaque bytes.
    pub content: Vec<u8>,
}

/// A message of the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its number, rising.
    pub number: u64,
    /// What it is for.
    pub topic: String,
    /// Opaque bytes.
    pub content: Vec<u8>,
}

/// What goes in together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// By which a repetition is recognised. Its age is that of the latest entry of the batch; in a
    /// batch without entries it has none, and is never forgotten.
    pub idempotency: Option<Idempotency>,
    /// Entries for streams; each stream at most once.
    pub appends: Vec<Append>,
    /// Wrapped data keys of streams that never had one. A stream that has one, or whose key was
    /// erased, refuses the batch: what was sealed before could never be told from damage.
    pub keys: Vec<(StreamId, Vec<u8>)>,
    /// Messages for the outbox.
    pub outbox: Vec<NewMessage>,
}

impl Batch {
    /// Finds what is wrong with a batch whatever the store holds: a stream twice, or a clock that
    /// does not go forward.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        let mut seen = HashSet::with_capacity(self.appends.len());
        for append in &self.appends {
            if !seen.insert(append.stream) {
                return Err(StoreError::twice(append.stream, "entries"));
            }
            let mut times = append.entries.iter().map(|entry| entry.recorded_at);
            let Some(mut last) = times.next() else {
                continue;
            };
            for next in times {
                StoreError::in_time(append.stream, Some(last), next)?;
                last = next;
            }
        }
        seen.clear();
        match self.keys.iter().find(|(stream, _)| !seen.insert(*stream)) {
            Some((stream, _)) => Err(StoreError::twice(*stream, "a data key")),
            None => Ok(()),
        }
    }

    /// When the latest of its entries was recorded.
    pub(crate) fn recorded_at(&self) -> Option<i64> {
        self.appends
            .iter()
            .flat_map(|append| &append.entries)
            .map(|entry| entry.recorded_at)
            .max()
    }
}

/// What became of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is in, durably.
    Now,
    /// It was in already (same idempotency key, same digest); nothing changed.
    Before,
}
