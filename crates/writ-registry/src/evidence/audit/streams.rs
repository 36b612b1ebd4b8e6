//! Every stream that lies in the store: its entries have their places or wait for them, and there is
//! none that nothing writes.

use std::collections::HashMap;

use writ_ledger::entry::Leaf;
use writ_store::{Entry, Family, Placed, StreamId, Version};

use super::super::public::PUBLIC;
use super::super::quorum::QUORUMS;
use super::super::sequencer::{CHECKPOINTS, PADDING};
use super::{Auditor, FAMILIES};
use crate::error::RegistryError;

/// Time stamps over checkpoints: they come from elsewhere, and have no leaves.
const TIME_STAMPS: Family = Family("time-stamp");

/// Families of one stream.
const ALONE: [Family; 3] = [PUBLIC.family, PADDING.family, QUORUMS];

/// How many streams are looked through at once.
const STREAMS_AT_ONCE: usize = 1_000;

impl Auditor<'_> {
    /// Names every stream that is none of the ledger's, and none of those that lie beside it.
    pub(super) async fn beside(&mut self) -> Result<(), RegistryError> {
        let store = &self.registry.store;
        for family in store.families().await? {
            if FAMILIES.contains(&family) && !ALONE.contains(&family) {
                continue;
            }
            let mut after = None;
            loop {
                let ids = store.streams(family, after, STREAMS_AT_ONCE).await?;
                let Some(last) = ids.last() else { break };
                after = Some(last.key);
                for id in ids {
                    if !self.is_known(id) {
                        let why = "nothing in the registry writes such a stream: it was added";
                        self.audit.find(format!("{id:?}"), why);
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether it is one of the streams that there is one of, or a time stamp over a checkpoint that
    /// a quorum has signed.
    fn is_known(&self, id: StreamId) -> bool {
        let size = id.key.last_chunk().copied().map(u64::from_be_bytes);
        let stamped = || size.is_some_and(|size| self.quorums.has(size));
        let alone = [CHECKPOINTS, PUBLIC, PADDING, self.registry.quorum_stream()];
        alone.contains(&id) || (id.family == TIME_STAMPS && stamped())
    }

    /// Every entry of a family has its place, or waits for one; none is beside the ledger.
    pub(super) async fn family(
        &mut self,
        family: Family,
        waiting: &HashMap<(StreamId, Version), ()>,
    ) -> Result<(), RegistryError> {
        let store = &self.registry.store;
        let mut after = None;
        loop {
            let ids = store.streams(family, after, STREAMS_AT_ONCE).await?;
            let Some(last) = ids.last() else {
                return Ok(());
            };
            after = Some(last.key);
            let keys = store.keys(&ids).await?;
            for ((id, entries), key) in ids.iter().zip(store.read_many(&ids).await?).zip(keys) {
                self.stream(*id, &entries, waiting);
                self.not_placed(*id, entries, key.as_deref());
            }
        }
    }

    /// Holds what waits for a place against its leaf, too.
    fn not_placed(&mut self, id: StreamId, entries: Vec<Entry>, key: Option<&[u8]>) {
        let reached = self.streams.get(&id).copied().unwrap_or_default();
        let mut before = reached.leaf;
        let waits = |entry: &Entry| entry.version.0 > reached.version;
        for entry in entries.into_iter().filter(waits) {
            let what = format!("{id:?} entry {}, which waits", entry.version.0);
            let bytes = entry.leaf.unwrap_or_default();
            let leaf = match Leaf::parse(&bytes) {
                Ok(leaf) => leaf,
                Err(error) => return self.audit.find(what, error),
            };
            let entry = Placed {
                place: 0,
                stream: id,
                version: entry.version,
                recorded_at: entry.recorded_at,
                leaf: bytes,
                content: entry.content,
            };
            let opened = self.agrees(&entry, leaf, before, key);
            self.weigh(&entry, what, opened);
            before = Some(leaf);
        }
    }

    fn stream(
        &mut self,
        id: StreamId,
        entries: &[Entry],
        waiting: &HashMap<(StreamId, Version), ()>,
    ) {
        let placed = self.streams.get(&id).map_or(0, |reached| reached.version);
        let mut expected = 0;
        for entry in entries {
            expected += 1;
            let what = format!("{id:?} entry {}", entry.version.0);
            if entry.version.0 != expected {
                self.audit
                    .find(&what, format!("entry {expected} is missing before it"));
                expected = entry.version.0;
            }
            let is_later = entry.place.is_some_and(|place| place >= self.places);
            let is_placed = is_later || entry.version.0 <= placed;
            if !is_placed && !waiting.contains_key(&(id, entry.version)) {
                let why =
                    "it has no place in the ledger and waits for none: it was added beside it";
                self.audit.find(&what, why);
            }
        }
        if expected < placed {
            let why = format!("the ledger has {placed} entries of it, and the registry {expected}");
            self.audit.find(format!("{id:?}"), why);
        }
    }
}
