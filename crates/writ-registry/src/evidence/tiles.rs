//! The tiles of the ledger as the store keeps them, and proofs from them.

use std::collections::BTreeMap;

use writ_ledger::hash::Hash;
use writ_ledger::tile::{Authentic, Kind, TilePath};
use writ_ledger::tree::{self, TreeError};

use crate::error::RegistryError;
use crate::registry::Registry;

/// The tree of the ledger. A ledger that is gone on with after a loss has another one.
pub(crate) const SHARD: u32 = 0;

/// How many levels of tiles a tree can have.
const LEVELS: u8 = 8;

/// Tiles, read into memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tiles(BTreeMap<TilePath, Vec<u8>>);

impl Tiles {
    pub(crate) fn read(&self, path: &TilePath) -> Option<Vec<u8>> {
        self.0.get(path).cloned()
    }
}

/// A tree of this size and root, of which a checkpoint spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) size: u64,
    pub(crate) root: Hash,
}

impl Registry {
    /// A tile of hashes of the ledger; the full one where it has grown full since.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn tile(&self, path: &TilePath) -> Result<Option<Vec<u8>>, RegistryError> {
        let Kind::Hashes { level } = path.kind() else {
            return Ok(None);
        };
        let (number, width) = (path.number(), path.width());
        let narrow = self.store.tile(SHARD, level, number, width).await?;
        if narrow.is_some() || path.is_full() {
            return Ok(narrow);
        }
        let width = path.whole().width();
        Ok(self.store.tile(SHARD, level, number, width).await?)
    }

    /// The tiles from which everything about some entries of a tree can be shown.
    pub(crate) async fn tiles(&self, size: u64, about: &[u64]) -> Result<Tiles, RegistryError> {
        let mut tiles = Tiles::default();
        let mut paths: Vec<TilePath> = TilePath::edge(size).collect();
        for index in about {
            let levels = (0..LEVELS).filter_map(|level| {
                let number = index.checked_shr(8 * (u32::from(level) + 1)).unwrap_or(0);
                TilePath::within(size, Kind::Hashes { level }, number)
            });
            paths.extend(levels);
        }
        paths.sort_unstable();
        paths.dedup();
        for path in paths {
            if let Some(content) = self.tile(&path).await? {
                let whole = path.whole();
                // Whichever is asked for, the bytes that the store has answer it.
                if content.len() > usize::from(path.width()) * 32 {
                    tiles.0.insert(whole, content);
                } else {
                    tiles.0.insert(path, content);
                }
            }
        }
        Ok(tiles)
    }

    /// That an entry lies in a tree.
    pub(crate) async fn inclusion(&self, index: u64, of: Tree) -> Result<Vec<Hash>, RegistryError> {
        let tiles = self.tiles(of.size, &[index]).await?;
        let nodes = Authentic::new(of.size, of.root, |path: &TilePath| tiles.read(path));
        tree::inclusion(&nodes, index, of.size).map_err(|error| damaged(&error))
    }

    /// That a tree continues one of an older size.
    pub(crate) async fn continues(&self, old: u64, of: Tree) -> Result<Vec<Hash>, RegistryError> {
        if old == 0 || old == of.size {
            return Ok(Vec::new());
        }
        let tiles = self.tiles(of.size, &[old.saturating_sub(1), old]).await?;
        let nodes = Authentic::new(of.size, of.root, |path: &TilePath| tiles.read(path));
        tree::consistency(&nodes, old, of.size).map_err(|error| damaged(&error))
    }
}

fn damaged(error: &TreeError) -> RegistryError {
    RegistryError::Damaged {
        what: "the ledger".to_owned(),
        why: error.to_string(),
    }
}
