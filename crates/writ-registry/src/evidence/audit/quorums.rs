//! What others signed, held against what the ledger itself tells of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use jiff::Timestamp;
use writ_ledger::hash::Hash;
use writ_store::Cover;

use super::super::quorum::QuorumEntry;
use super::Audit;
use crate::stream::Nanoseconds;

/// Signed and shown checkpoints under audit.
#[derive(Debug, Default)]
pub(super) struct Quorums {
    /// Roots that others have signed or seen, and that are still to be reached, by size.
    roots: BTreeMap<u64, Vec<(String, Hash)>>,
    /// The cosigned checkpoints of the store: since when a quorum has signed each.
    held: BTreeMap<u64, i64>,
    /// Those of them that the ledger told.
    told: BTreeSet<u64>,
}

impl Quorums {
    pub(super) fn hold(&mut self, cover: &Cover) {
        self.held.insert(cover.size, cover.at);
    }

    pub(super) fn has(&self, size: u64) -> bool {
        self.held.contains_key(&size)
    }

    pub(super) fn expect(&mut self, size: u64, what: String, root: Hash) {
        self.roots.entry(size).or_default().push((what, root));
    }

    /// Expects nothing of these sizes.
    pub(super) fn set_aside(&mut self, sizes: &RangeInclusive<u64>) {
        self.roots.retain(|size, _| !sizes.contains(size));
    }

    /// What others have signed or seen of just this size.
    pub(super) fn reached(&mut self, size: u64) -> Vec<(String, Hash)> {
        self.roots.remove(&size).unwrap_or_default()
    }

    /// What others have signed or seen and the entries did not reach.
    pub(super) fn beyond(&mut self) -> impl Iterator<Item = String> {
        let roots = std::mem::take(&mut self.roots).into_values().flatten();
        roots.map(|(what, _)| what)
    }

    /// Holds what an entry of the ledger tells against the store.
    pub(super) fn tell(&mut self, entry: &QuorumEntry, audit: &mut Audit) {
        for quorum in &entry.signed {
            self.told.insert(quorum.size);
            let why = match self.held.get(&quorum.size) {
                Some(held) if is(*held, quorum.at) => continue,
                Some(_) => "the registry has another time",
                None => "it is missing",
            };
            let why = format!(
                "the ledger tells that a quorum had signed it at {}: {why}",
                quorum.at
            );
            audit.find(named(quorum.size), why);
        }
    }

    /// Names what was put between: each is told before the next.
    pub(super) fn untold(&self, audit: &mut Audit) {
        let Some(last) = self.told.last() else {
            return;
        };
        for size in self.held.range(..last).map(|(size, _)| size) {
            if !self.told.contains(size) {
                let why = "the ledger tells of later ones and not of it: it was added";
                audit.find(named(*size), why);
            }
        }
    }
}

pub(super) fn named(size: u64) -> String {
    format!("the cosigned checkpoint over {size} entries")
}

fn is(held: i64, told: Timestamp) -> bool {
    Nanoseconds::of(told).is_ok_and(|told| told.count() == held)
}
