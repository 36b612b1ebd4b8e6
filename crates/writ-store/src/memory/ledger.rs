//! Places, tiles and covers in memory.

use std::collections::{BTreeMap, HashSet};
use std::ops::Bound;

use super::count;
use crate::ledger::{FULL, TileKey};
use crate::{Cover, NewTile, StoreError, StreamId, TileAt, Version};

/// What stands in the ledger. The leaves are with their entries.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// The entries that wait for a place, by number.
    pub(super) waiting: BTreeMap<u64, (StreamId, Version)>,
    /// The number of the last entry that ever waited.
    last_number: u64,
    /// The entries that have a place, by place.
    pub(super) placed: Vec<(StreamId, Version)>,
    tiles: BTreeMap<TileKey, Vec<u8>>,
    /// The covers by size.
    covers: BTreeMap<u64, Cover>,
}

impl Ledger {
    pub(super) fn wait(&mut self, stream: StreamId, version: Version) {
        self.last_number = self.last_number.saturating_add(1);
        self.waiting.insert(self.last_number, (stream, version));
    }

    pub(super) fn admit_places(&self, first: u64, numbers: &[u64]) -> Result<(), StoreError> {
        StoreError::next_place(first, count(&self.placed))?;
        let mut seen = HashSet::with_capacity(numbers.len());
        let refused = |number: &&u64| !self.waiting.contains_key(*number) || !seen.insert(**number);
        match numbers.iter().find(refused) {
            Some(number) => Err(StoreError::not_waiting(*number)),
            None => Ok(()),
        }
    }

    pub(super) fn admit_tiles(&self, tiles: &[NewTile]) -> Result<(), StoreError> {
        let differs = |tile: &&NewTile| {
            let kept = self.tiles.get(&tile.key());
            kept.is_some_and(|kept| *kept != tile.content)
        };
        match tiles.iter().find(differs) {
            Some(tile) => Err(StoreError::tile_differs(tile)),
            None => Ok(()),
        }
    }

    /// Gives a number that waits the next place, and tells whose it is.
    pub(super) fn place(&mut self, number: u64) -> Option<(StreamId, Version, u64)> {
        let (stream, version) = self.waiting.remove(&number)?;
        let place = count(&self.placed);
        self.placed.push((stream, version));
        Some((stream, version, place))
    }

    pub(super) fn keep(&mut self, tiles: Vec<NewTile>) {
        self.tiles
            .extend(tiles.into_iter().map(|tile| (tile.key(), tile.content)));
    }

    pub(super) fn tile(&self, key: TileKey) -> Option<Vec<u8>> {
        self.tiles.get(&key).cloned()
    }

    /// The tiles after one, in order.
    pub(super) fn tiles(&self, after: Option<TileAt>) -> impl Iterator<Item = NewTile> {
        let after = after.map_or(Bound::Unbounded, |at| Bound::Excluded(at.key()));
        let tiles = self.tiles.range((after, Bound::Unbounded));
        tiles.map(|((shard, level, number, width), content)| NewTile {
            shard: *shard,
            level: *level,
            number: *number,
            width: *width,
            content: content.clone(),
        })
    }

    pub(super) fn forget_partial_tiles(&mut self) {
        let full: HashSet<_> = self
            .tiles
            .keys()
            .filter(|(.., width)| *width == FULL)
            .map(|(shard, level, number, _)| (*shard, *level, *number))
            .collect();
        self.tiles.retain(|(shard, level, number, width), _| {
            *width == FULL || !full.contains(&(*shard, *level, *number))
        });
    }

    pub(super) fn cover(&mut self, cover: Cover) -> Result<(), StoreError> {
        let last = self.last_cover().map(|last| (last.size, last.at));
        cover.follows(last, count(&self.placed))?;
        self.covers.insert(cover.size, cover);
        Ok(())
    }

    /// The covers over more than so many places, in order.
    pub(super) fn covers_after(&self, size: u64) -> impl Iterator<Item = &Cover> {
        let after = (Bound::Excluded(size), Bound::Unbounded);
        self.covers.range(after).map(|(_, cover)| cover)
    }

    pub(super) fn last_cover(&self) -> Option<&Cover> {
        self.covers.values().next_back()
    }

    pub(super) fn cover_before(&self, place: u64) -> Option<&Cover> {
        self.covers
            .range(..=place)
            .next_back()
            .map(|(_, cover)| cover)
    }
}
