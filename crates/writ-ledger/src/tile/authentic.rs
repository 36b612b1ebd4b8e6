//! Reading a ledger's files against a root that one trusts.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use super::edge::edge_tiles;
use super::{HEIGHT, Kind, Tile, TileError, TilePath, bundle};
use crate::hash::{Hash, leaf_hash};
use crate::tree::{Nodes, TreeError};

/// A reader of files that believes none of them.
///
/// It is given the size and the root of a checkpoint that was verified. Before a hash of a tile is
/// used, the whole tile is hashed and must come out as the tile above it says, which was shown so
/// before, up to the tiles at the right edge, which must make the root. An entry must hash to what
/// such a tile of level 0 has for it.
///
/// A reader of tiles that authenticates only some of those from which it takes a hash can be shown
/// a forged entry together with a forged tile. It has happened: see `docs/LEDGER.md`.
///
/// Tiles that were shown to be authentic are kept in memory.
///
/// ```
/// use std::collections::BTreeMap;
/// use writ_ledger::hash::leaf_hash;
/// use writ_ledger::tile::{Authentic, Edge, bundle};
/// use writ_ledger::tree::{inclusion, verify_inclusion};
///
/// let entries: Vec<[u8; 2]> = (0..300_u16).map(u16::to_be_bytes).collect();
/// let mut edge = Edge::new();
/// edge.extend(entries.iter().map(|entry| leaf_hash(entry)));
/// let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
/// for (path, bytes) in edge.take_tiles() {
///     files.insert(path.to_path(), bytes);
/// }
/// files.insert("tile/entries/001.p/44".to_owned(), bundle(entries.iter().skip(256))?);
///
/// let read = |path: &_| files.get(&writ_ledger::tile::TilePath::to_path(path)).cloned();
/// let ledger = Authentic::new(300, edge.root(), read);
/// let entry = ledger.entry(299)?;
/// let proof = inclusion(&ledger, 299, 300)?;
/// verify_inclusion(leaf_hash(&entry), 299, 300, &proof, &edge.root())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Authentic<F> {
    size: u64,
    root: Hash,
    files: F,
    /// By level and number.
    shown: RefCell<BTreeMap<(u8, u64), Rc<Tile>>>,
}

impl<F> fmt::Debug for Authentic<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { size, root, .. } = self;
        f.debug_struct("Authentic")
            .field("size", size)
            .field("root", root)
            .finish_non_exhaustive()
    }
}

impl<F: Fn(&TilePath) -> Option<Vec<u8>>> Authentic<F> {
    /// A reader of the files of a ledger of `size` entries with this root, both from a checkpoint
    /// that was verified. `files` gives the bytes at a path, or None where there are none.
    pub fn new(size: u64, root: Hash, files: F) -> Self {
        Self {
            size,
            root,
            files,
            shown: RefCell::default(),
        }
    }

    /// The size of the tree.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root that all is held against.
    pub fn root(&self) -> Hash {
        self.root
    }

    /// A tile of hashes, shown to be the tree's.
    ///
    /// # Errors
    ///
    /// [`TileError`], with the name of the tile that is missing or was changed.
    pub fn tile(&self, level: u8, number: u64) -> Result<Rc<Tile>, TileError> {
        if let Some(tile) = self.shown.borrow().get(&(level, number)) {
            return Ok(Rc::clone(tile));
        }
        let kind = Kind::Hashes { level };
        let size = self.size;
        let path = TilePath::within(size, kind, number).ok_or(TileError::Beyond {
            path: TilePath::full(kind, number),
            size,
        })?;
        if !path.is_full() {
            return self.edge((level, number), path);
        }
        let expected = self.above(level, number)?;
        let tile = Tile::fetch(&path, &self.files)?;
        let found = tile.root();
        if found != expected {
            return Err(TileError::Changed {
                path,
                found,
                expected,
            });
        }
        let tile = Rc::new(tile);
        self.shown
            .borrow_mut()
            .insert((level, number), Rc::clone(&tile));
        Ok(tile)
    }

    /// The hash that the authentic tile above has for a full tile.
    fn above(&self, level: u8, number: u64) -> Result<Hash, TileError> {
        // A full tile has its hash in the level above, also where that is at the right edge.
        let (tile, place) = (self.tile(level + 1, number >> HEIGHT)?, number % 256);
        let hash = usize::try_from(place).ok();
        let hash = hash.and_then(|place| tile.hashes().get(place));
        hash.copied().ok_or(TileError::Beyond {
            path: TilePath::full(Kind::Hashes { level }, number),
            size: self.size,
        })
    }

    /// All tiles at the right edge at once: only together do they make the root.
    fn edge(&self, wanted: (u8, u64), path: TilePath) -> Result<Rc<Tile>, TileError> {
        let tiles = edge_tiles(self.size, &self.root, &self.files)?;
        let mut shown = self.shown.borrow_mut();
        for (path, tile) in tiles {
            if let Kind::Hashes { level } = path.kind() {
                shown.insert((level, path.number()), Rc::new(tile));
            }
        }
        let tile = shown.get(&wanted).map(Rc::clone);
        let size = self.size;
        tile.ok_or(TileError::Beyond { path, size })
    }

    /// The entries of bundle `number`, each shown to be the one that was committed to.
    ///
    /// # Errors
    ///
    /// [`TileError`], with the name of the tile or bundle that is missing or was changed.
    pub fn entries(&self, number: u64) -> Result<Vec<Vec<u8>>, TileError> {
        let (kind, size) = (Kind::Entries, self.size);
        let path = TilePath::within(size, kind, number).ok_or(TileError::Beyond {
            path: TilePath::full(kind, number),
            size,
        })?;
        let tile = self.tile(0, number)?;
        let (path, bytes) = bundle::fetch(&path, &self.files)?;
        let entries = bundle::entries_at(&path, &bytes)?;
        let first = number << HEIGHT;
        for ((entry, hash), index) in entries.iter().zip(tile.hashes()).zip(first..) {
            if leaf_hash(entry) != *hash {
                return Err(TileError::Entry { path, index });
            }
        }
        let within = entries.iter().take(tile.hashes().len());
        Ok(within.map(|entry| entry.to_vec()).collect())
    }

    /// Entry `index` of the ledger, shown to be the one that was committed to.
    ///
    /// # Errors
    ///
    /// [`TreeError::Outside`], and what [`Authentic::entries`] answers.
    pub fn entry(&self, index: u64) -> Result<Vec<u8>, TreeError> {
        let size = self.size;
        if index >= size {
            return Err(TreeError::Outside { index, size });
        }
        let entries = self.entries(index >> HEIGHT)?;
        let place = usize::try_from(index % 256).ok();
        let entry = place.and_then(|place| entries.into_iter().nth(place));
        entry.ok_or(TreeError::Outside { index, size })
    }
}

impl<F: Fn(&TilePath) -> Option<Vec<u8>>> Nodes for Authentic<F> {
    fn node(&self, level: u8, index: u64) -> Result<Hash, TreeError> {
        let height = u32::from(level) % HEIGHT;
        let missing = TreeError::NoNode {
            level,
            index,
            size: self.size,
        };
        // Of this height a tile has two to the power of `HEIGHT - height` nodes.
        let number = index >> (HEIGHT - height);
        let place = index - (number << (HEIGHT - height));
        let end = index.checked_add(1).map(u128::from);
        let end = end.and_then(|end| end.checked_shl(u32::from(level)));
        if level >= 64 || end.is_none_or(|end| end > u128::from(self.size)) {
            return Err(missing);
        }
        let tile = self.tile(level / 8, number)?;
        let place = usize::try_from(place).ok();
        let node = place.and_then(|place| tile.node(height, place));
        node.ok_or(missing)
    }
}
