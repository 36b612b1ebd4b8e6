//! What the store keeps for a ledger: which entries wait for a place, which place each got, the
//! tiles of the tree over them, and the covers under which they lie.
//!
//! The store does not look into leaves, tiles or covers. It keeps them as they came, in order and
//! once.

use std::collections::HashMap;

use crate::{Batch, StoreError, StreamId, Version};

/// An entry with a leaf that has no place yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number, from 1, rising in order of arrival; a number is never given twice.
    pub number: u64,
    /// The stream of the entry.
    pub stream: StreamId,
    /// Its version in that stream.
    pub version: Version,
    /// Its leaf.
    pub leaf: Vec<u8>,
}

/// One step of the ledger: entries that get a place, what grew by it, and a batch that says so.
/// All of it goes in together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sequenced {
    /// A batch like any. What it appends waits for a later step. If it was carried out before
    /// (same idempotency key), so was the step.
    pub batch: Batch,
    /// The place of the first of [`numbers`](Sequenced::numbers), from 0. It must be how many
    /// places were given before.
    pub first: u64,
    /// What gets places `first`, `first + 1`, …, in this order: numbers of entries that wait.
    pub numbers: Vec<u64>,
    /// Tiles that are new or wider. One that is kept already must have the same bytes.
    pub tiles: Vec<NewTile>,
}

/// A tile of the tree: some of its hashes, or some of its leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTile {
    /// The tree that it belongs to, if there are several.
    pub shard: u32,
    /// What it holds: a level of hashes, or what the caller says otherwise.
    pub level: u8,
    /// Its number within the level, from 0; at most [`i64::MAX`].
    pub number: u64,
    /// How much it holds: 1 to 256, where 256 is full.
    pub width: u16,
    /// Opaque bytes.
    pub content: Vec<u8>,
}

/// Where a tile stands: shard, level, number and width, in the order in which tiles are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileAt {
    /// The tree that it belongs to.
    pub shard: u32,
    /// What it holds.
    pub level: u8,
    /// Its number within the level.
    pub number: u64,
    /// How much it holds.
    pub width: u16,
}

impl TileAt {
    pub(crate) fn key(self) -> TileKey {
        (self.shard, self.level, self.number, self.width)
    }
}

/// Shard, level, number and width of a tile.
pub(crate) type TileKey = (u32, u8, u64, u16);

/// How wide a full tile is.
pub(crate) const FULL: u16 = 256;

impl NewTile {
    /// Where it stands.
    #[must_use]
    pub fn at(&self) -> TileAt {
        TileAt {
            shard: self.shard,
            level: self.level,
            number: self.number,
            width: self.width,
        }
    }

    pub(crate) fn key(&self) -> TileKey {
        (self.shard, self.level, self.number, self.width)
    }

    fn check(&self) -> Result<(), StoreError> {
        if !(1..=FULL).contains(&self.width) {
            return Err(StoreError::tile(
                self,
                "its width is not one of 1 to 256: cut it anew",
            ));
        }
        match i64::try_from(self.number) {
            Ok(_) => Ok(()),
            Err(_) => Err(StoreError::tile(
                self,
                "its number is above 2^63 - 1: no tree is that large",
            )),
        }
    }
}

impl Sequenced {
    /// Finds what is wrong with a step whatever the store holds: what is wrong with its batch, a
    /// tile of no such width, or a tile twice with other bytes.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        self.batch.check()?;
        let mut seen = HashMap::with_capacity(self.tiles.len());
        for tile in &self.tiles {
            tile.check()?;
            if *seen.entry(tile.key()).or_insert(&tile.content) != &tile.content {
                return Err(StoreError::tile_differs(tile));
            }
        }
        Ok(())
    }
}

/// An entry that has its place in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its place, from 0, without a gap.
    pub place: u64,
    /// The stream of the entry.
    pub stream: StreamId,
    /// Its version in that stream.
    pub version: Version,
    /// When it was recorded, in nanoseconds since 1970 (UTC).
    pub recorded_at: i64,
    /// Its leaf.
    pub leaf: Vec<u8>,
    /// Opaque bytes, as in [`Entry`](crate::Entry).
    pub content: Vec<u8>,
}

/// What others signed over the first so many places, and when. An entry is covered from the first
/// cover whose size is above its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// How many places it covers; more than the cover before, at most as many as were given.
    pub size: u64,
    /// Since when it covers them, in nanoseconds since 1970 (UTC); not before the cover before.
    pub at: i64,
    /// Opaque bytes.
    pub content: Vec<u8>,
}

impl Cover {
    /// Refuses a cover that does not follow the last one, or covers what is not there.
    pub(crate) fn follows(&self, last: Option<(u64, i64)>, places: u64) -> Result<(), StoreError> {
        let refused = |why: String| Err(StoreError::Cover { why });
        let size = self.size;
        if size > places {
            return refused(format!(
                "it covers {size} places, and only {places} are given: sequence first"
            ));
        }
        let (before, at) = last.unwrap_or((0, i64::MIN));
        if size <= before {
            return refused(format!(
                "it covers {size} places, and {before} are covered already: take a cover of more"
            ));
        }
        if self.at < at {
            return refused(format!(
                "it is of {} ns, before the last cover of {at} ns: nothing is covered earlier \
                 than what came before it",
                self.at
            ));
        }
        Ok(())
    }
}
