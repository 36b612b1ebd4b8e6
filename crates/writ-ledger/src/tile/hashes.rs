//! One tile of hashes.

use super::{FULL, TileError, TilePath};
use crate::hash::{HASH_LENGTH, Hash};
use crate::tree::{Frontier, root_of};

/// The hashes of one tile, 1 to 256 of them. Nothing is said yet of whether they are the tree's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile(Vec<Hash>);

impl Tile {
    /// Reads the bytes at `path`: exactly its width of hashes.
    ///
    /// # Errors
    ///
    /// [`TileError::Length`] for any other number of bytes.
    pub fn read(path: &TilePath, bytes: &[u8]) -> Result<Self, TileError> {
        let expected = usize::from(path.width()) * HASH_LENGTH;
        if bytes.len() != expected {
            return Err(TileError::Length {
                path: *path,
                found: bytes.len(),
                expected,
            });
        }
        let (hashes, _) = bytes.as_chunks();
        Ok(Self(hashes.iter().copied().map(Hash).collect()))
    }

    /// Gets the tile at `path`, or as much as `path` says of the full one that has replaced it.
    pub(super) fn fetch(
        path: &TilePath,
        files: impl Fn(&TilePath) -> Option<Vec<u8>>,
    ) -> Result<Self, TileError> {
        if let Some(bytes) = files(path) {
            return Self::read(path, &bytes);
        }
        let whole = path.whole();
        if path.is_full() {
            return Err(TileError::Missing { path: *path });
        }
        let bytes = files(&whole).ok_or(TileError::Missing { path: *path })?;
        let mut tile = Self::read(&whole, &bytes)?;
        tile.0.truncate(usize::from(path.width()));
        Ok(tile)
    }

    /// The hashes, in order.
    #[must_use]
    pub fn hashes(&self) -> &[Hash] {
        &self.0
    }

    /// The bytes of the file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|hash| hash.0).collect()
    }

    /// The root over all its hashes.
    #[must_use]
    pub fn root(&self) -> Hash {
        root_of(self.0.iter().copied())
    }

    /// The complete subtrees over its hashes, the largest first: for a full tile its root.
    pub(super) fn complete(&self) -> Vec<Hash> {
        let frontier: Frontier = self.0.iter().copied().collect();
        frontier.complete().to_vec()
    }

    /// The node over the hashes `place << height` on, `1 << height` of them.
    pub(super) fn node(&self, height: u32, place: usize) -> Option<Hash> {
        let count = 1_usize.checked_shl(height)?;
        let start = place.checked_mul(count)?;
        let hashes = self.0.get(start..start.checked_add(count)?)?;
        Some(root_of(hashes.iter().copied()))
    }
}

/// The tile of a level that is being filled at the right edge.
#[derive(Clone, Debug, Default)]
pub(super) struct Filling {
    bytes: Vec<u8>,
}

impl Filling {
    pub(super) fn of(tile: &Tile) -> Self {
        Self {
            bytes: tile.to_bytes(),
        }
    }

    /// Adds a hash; gives the bytes of the tile once it is full, and begins the next.
    pub(super) fn push(&mut self, hash: Hash) -> Option<Vec<u8>> {
        const FULL_BYTES: usize = FULL as usize * HASH_LENGTH;
        if self.bytes.is_empty() {
            self.bytes.reserve_exact(FULL_BYTES);
        }
        self.bytes.extend_from_slice(&hash.0);
        (self.bytes.len() >= FULL_BYTES).then(|| std::mem::take(&mut self.bytes))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
