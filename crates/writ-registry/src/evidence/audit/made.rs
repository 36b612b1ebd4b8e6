//! The files of a ledger, made from the store: what those that are published are held against.

use writ_ledger::tile::{Kind, TilePath, bundle};
use writ_store::Version;

use super::super::sequencer::CHECKPOINTS;
use super::tiles::Sizes;
use crate::error::RegistryError;
use crate::registry::Registry;

/// The files of the ledger, as the store makes them.
#[derive(Debug)]
pub struct MadeFiles<'r> {
    registry: &'r Registry,
    pub(super) sizes: Sizes,
}

impl Registry {
    /// The files that the checkpoints of this ledger make.
    ///
    /// # Errors
    ///
    /// When the store fails or holds something else.
    pub async fn made_files(&self) -> Result<MadeFiles<'_>, RegistryError> {
        let mut sizes = Sizes::default();
        for entry in self.store.read(CHECKPOINTS, Version(0)).await? {
            let note = String::from_utf8_lossy(&entry.content);
            sizes.push(self.tree_of(&note)?.size);
        }
        Ok(MadeFiles {
            registry: self,
            sizes,
        })
    }
}

impl MadeFiles<'_> {
    /// What one of them holds; none if no checkpoint was signed at which it was just so wide.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn file(&self, path: &TilePath) -> Result<Option<Vec<u8>>, RegistryError> {
        if !self.sizes.has(path) {
            return Ok(None);
        }
        let width = usize::from(path.width());
        if let Kind::Hashes { .. } = path.kind() {
            let tile = self.registry.tile(path).await?;
            let width = width.saturating_mul(32);
            return Ok(tile.and_then(|tile| Some(tile.get(..width)?.to_vec())));
        }
        let first = path.number().saturating_mul(256);
        let placed = self.registry.store.placed(first, width).await?;
        let leaves: Vec<Vec<u8>> = placed.into_iter().map(|entry| entry.leaf).collect();
        let is_whole = leaves.len() == width;
        Ok(bundle(&leaves).ok().filter(|_| is_whole))
    }
}
