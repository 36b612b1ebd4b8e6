//! The right edge of the files: what a sequencer needs to go on.

use super::hashes::Filling;
use super::{FULL, HEIGHT, Kind, Tile, TileError, TilePath};
use crate::hash::{Hash, empty_root};
use crate::tree::{Frontier, MOST};

/// The state of a ledger that is being written: the tiles at its right edge, and those that were
/// completed and not yet taken. A few kilobytes, whatever the size of the ledger.
///
/// ```
/// use writ_ledger::hash::leaf_hash;
/// use writ_ledger::tile::Edge;
///
/// let mut edge = Edge::new();
/// edge.push(leaf_hash(b"an entry"));
/// edge.push(leaf_hash(b"another"));
/// let tiles = edge.take_tiles();
/// let names: Vec<_> = tiles.iter().map(|(path, _)| path.to_path()).collect();
/// assert_eq!(names, ["tile/0/000.p/2"]);
///
/// // Later, or after a crash: from the files and the checkpoint's size and root alone.
/// let again = Edge::restore(2, &edge.root(), |path| {
///     tiles.iter().find(|(at, _)| at == path).map(|(_, bytes)| bytes.clone())
/// })?;
/// assert_eq!(again.root(), edge.root());
/// # Ok::<(), writ_ledger::tile::TileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Edge {
    frontier: Frontier,
    /// The tiles that are not full, from level 0 up.
    filling: Vec<Filling>,
    /// Full tiles since the last take, in the order in which they became full.
    full: Vec<(TilePath, Vec<u8>)>,
    /// The size at the last take.
    taken: u64,
}

impl Default for Edge {
    fn default() -> Self {
        Self::new()
    }
}

impl Edge {
    /// The edge of the ledger without entries.
    #[must_use]
    pub fn new() -> Self {
        Self {
            frontier: Frontier::new(),
            filling: Vec::new(),
            full: Vec::new(),
            taken: 0,
        }
    }

    /// Goes on from a ledger of `size` entries with this root, by its files.
    ///
    /// Only the tiles at the right edge are read, at most eight. Where a partial one is gone, the
    /// full one stands in for it. All of them are shown to make the root before anything is used.
    ///
    /// # Errors
    ///
    /// [`TileError::Missing`], [`TileError::Length`], [`TileError::Edge`] if they do not make the
    /// root, [`TileError::TooLarge`].
    pub fn restore(
        size: u64,
        root: &Hash,
        files: impl Fn(&TilePath) -> Option<Vec<u8>>,
    ) -> Result<Self, TileError> {
        let tiles = edge_tiles(size, root, files)?;
        let complete = tiles.iter().rev().flat_map(|(_, tile)| tile.complete());
        let frontier =
            Frontier::of(size, complete.collect()).ok_or(TileError::TooLarge { size })?;
        let mut filling: Vec<Filling> = Vec::new();
        for (path, tile) in &tiles {
            let Kind::Hashes { level } = path.kind() else {
                continue;
            };
            // Levels whose last tile is full have nothing to fill.
            filling.resize_with(usize::from(level), Filling::default);
            filling.push(Filling::of(tile));
        }
        Ok(Self {
            frontier,
            filling,
            full: Vec::new(),
            taken: size,
        })
    }

    /// How many entries the ledger has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// Its root.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.frontier.root()
    }

    /// Appends an entry by its leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let size = self.frontier.size();
        let Self {
            frontier,
            filling,
            full,
            ..
        } = self;
        frontier.push_seen(leaf, |height, hash| {
            if !height.is_multiple_of(HEIGHT) {
                return;
            }
            // At most 64 / 8.
            let level = u8::try_from(height / HEIGHT).unwrap_or(u8::MAX);
            if filling.len() <= usize::from(level) {
                filling.push(Filling::default());
            }
            let tile = filling.get_mut(usize::from(level));
            if let Some(bytes) = tile.and_then(|tile| tile.push(hash)) {
                let number = (size >> height) / u64::from(FULL);
                full.push((TilePath::full(Kind::Hashes { level }, number), bytes));
            }
        });
    }

    /// All tiles of hashes, full and partial, that are new or have grown since the last take, or
    /// since the ledger was restored.
    ///
    /// They are to be written before the checkpoint that covers them is published; a file once
    /// written never changes.
    pub fn take_tiles(&mut self) -> Vec<(TilePath, Vec<u8>)> {
        let (old, new) = (self.taken, self.size());
        let mut tiles = self.take_full();
        for (path, tile) in TilePath::edge(new).filter_map(|path| Some((path, self.at(&path)?))) {
            let before = TilePath::within(old, path.kind(), path.number());
            if before != Some(path) {
                tiles.push((path, tile.bytes().to_vec()));
            }
        }
        self.taken = new;
        tiles
    }

    /// The tiles that have become full since the last take.
    pub(super) fn take_full(&mut self) -> Vec<(TilePath, Vec<u8>)> {
        std::mem::take(&mut self.full)
    }

    fn at(&self, path: &TilePath) -> Option<&Filling> {
        match path.kind() {
            Kind::Hashes { level } => self.filling.get(usize::from(level)),
            Kind::Entries => None,
        }
    }
}

impl Extend<Hash> for Edge {
    fn extend<T: IntoIterator<Item = Hash>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

/// The tiles at the right edge that are not full, from level 0 up, shown to make the root.
pub(super) fn edge_tiles(
    size: u64,
    root: &Hash,
    files: impl Fn(&TilePath) -> Option<Vec<u8>>,
) -> Result<Vec<(TilePath, Tile)>, TileError> {
    if size > MOST {
        return Err(TileError::TooLarge { size });
    }
    let tiles = TilePath::edge(size)
        .map(|path| Ok((path, Tile::fetch(&path, &files)?)))
        .collect::<Result<Vec<_>, TileError>>()?;
    let complete = tiles.iter().rev().flat_map(|(_, tile)| tile.complete());
    let edge = Frontier::of(size, complete.collect());
    let found = edge.map_or_else(empty_root, |edge| edge.root());
    if found == *root {
        Ok(tiles)
    } else {
        Err(TileError::Edge {
            paths: tiles.iter().map(|(path, _)| *path).collect(),
            found,
            expected: *root,
        })
    }
}
