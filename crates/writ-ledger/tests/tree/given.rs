//! Made-up entries, chance from a seed, and the files of a ledger in memory.

use std::collections::BTreeMap;

use writ_ledger::hash::{Hash, leaf_hash};
use writ_ledger::tile::{Edge, Kind, TilePath, bundle};
use writ_ledger::tree::Leaves;

/// Chance from a seed: SplitMix64, enough to choose places with.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A place in something of `length`.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap()
    }
}

/// Entry `index` of a made-up ledger: 66 bytes, all different.
pub(crate) fn entry(index: u64) -> Vec<u8> {
    let mut chance = Chance(index);
    let words = std::iter::repeat_with(|| chance.next().to_be_bytes());
    words.take(9).flatten().take(66).collect()
}

pub(crate) fn entries(size: u64) -> Vec<Vec<u8>> {
    (0..size).map(entry).collect()
}

pub(crate) fn leaves(size: u64) -> Leaves {
    (0..size).map(|index| leaf_hash(&entry(index))).collect()
}

/// A ledger as static files.
#[derive(Clone, Default)]
pub(crate) struct Files(pub(crate) BTreeMap<TilePath, Vec<u8>>);

impl Files {
    /// The files of a ledger that was written in one go.
    pub(crate) fn of(entries: &[Vec<u8>]) -> (Self, Hash) {
        let mut edge = Edge::new();
        edge.extend(entries.iter().map(|entry| leaf_hash(entry)));
        let mut files = Self(edge.take_tiles().into_iter().collect());
        files.bundle_up(entries, 0);
        (files, edge.root())
    }

    /// Adds the bundles that grow between `old` entries and all of them.
    pub(crate) fn bundle_up(&mut self, entries: &[Vec<u8>], old: u64) {
        for path in TilePath::grown(Kind::Entries, old, entries.len() as u64) {
            let first = usize::try_from(path.number() * 256).unwrap();
            let within = &entries[first..first + usize::from(path.width())];
            self.0.insert(path, bundle(within).unwrap());
        }
    }

    pub(crate) fn read(&self) -> impl Fn(&TilePath) -> Option<Vec<u8>> {
        |path| self.0.get(path).cloned()
    }

    /// What is left once every partial file whose full one exists is gone, and of the others all
    /// but those of the last size.
    pub(crate) fn pruned(&self, size: u64) -> Self {
        let stays =
            |path: &TilePath| TilePath::within(size, path.kind(), path.number()) == Some(*path);
        let kept = self.0.iter().filter(|(path, _)| stays(path));
        Self(kept.map(|(path, bytes)| (*path, bytes.clone())).collect())
    }
}

/// The file at a path, by its name.
pub(crate) fn path(text: &str) -> TilePath {
    TilePath::parse(text).unwrap()
}
