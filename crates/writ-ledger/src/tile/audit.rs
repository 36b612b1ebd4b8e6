//! Working everything out anew from the entries.

use super::{Authentic, Edge, FULL, Kind, Tile, TileError, TilePath, bundle};
use crate::hash::{Hash, leaf_hash};

/// A ledger that is worked out anew: bundles go in, in order; leaf hashes, tiles and the root come
/// out.
///
/// ```
/// use writ_ledger::tile::{Audit, bundle};
///
/// let mut audit = Audit::of(2);
/// assert_eq!(audit.wanted().map(|path| path.to_path()), Some("tile/entries/000.p/2".to_owned()));
/// let leaves = audit.bundle(&bundle(["one", "two"])?)?;
/// assert_eq!(leaves.len(), 2);
/// assert_eq!(audit.wanted(), None);
/// let tiles = audit.take_tiles();
/// assert_eq!(tiles.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Audit {
    size: u64,
    edge: Edge,
}

/// What an audit has found to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audited {
    /// How many entries were hashed.
    pub entries: u64,
    /// How many tiles of hashes are, to the byte, what the entries make.
    pub tiles: u64,
    /// The root that they make: the one that was trusted.
    pub root: Hash,
}

impl Audit {
    /// An audit of a ledger of `size` entries.
    #[must_use]
    pub fn of(size: u64) -> Self {
        Self {
            size,
            edge: Edge::new(),
        }
    }

    /// The bundle that comes next; None when all entries are in.
    #[must_use]
    pub fn wanted(&self) -> Option<TilePath> {
        let (has, size) = (self.edge.size(), self.size);
        let next = TilePath::within(size, Kind::Entries, has / u64::from(FULL));
        next.filter(|_| has < size)
    }

    /// Takes the next bundle, the one at [`Audit::wanted`], and gives the hashes of its entries.
    ///
    /// # Errors
    ///
    /// [`TileError`], with the name of the bundle, if it cannot be read, has another number of
    /// entries than its width, or is one too many.
    pub fn bundle(&mut self, bytes: &[u8]) -> Result<Vec<Hash>, TileError> {
        let (kind, size) = (Kind::Entries, self.size);
        let path = self.wanted().ok_or(TileError::Beyond {
            path: TilePath::full(kind, size.div_ceil(u64::from(FULL))),
            size,
        })?;
        Ok(self.take(&bundle::entries_at(&path, bytes)?))
    }

    fn take(&mut self, entries: &[&[u8]]) -> Vec<Hash> {
        let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        self.edge.extend(leaves.iter().copied());
        leaves
    }

    /// The tiles that the bundles since the last take have made, as [`Edge::take_tiles`] has them.
    pub fn take_tiles(&mut self) -> Vec<(TilePath, Vec<u8>)> {
        self.edge.take_tiles()
    }

    /// How many entries are in.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.edge.size()
    }

    /// The root over the entries that are in.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.edge.root()
    }

    /// Holds all files of a ledger against a root that one trusts: every entry is hashed, every
    /// tile must be to the byte what the entries make, and the root the trusted one.
    ///
    /// # Errors
    ///
    /// [`TileError`] with the name of the first bundle or tile that is missing or was changed, in
    /// the order of the entries.
    pub fn files(
        size: u64,
        root: Hash,
        files: impl Fn(&TilePath) -> Option<Vec<u8>>,
    ) -> Result<Audited, TileError> {
        match Self::compare(size, root, &files) {
            Ok(audited) => Ok(audited),
            // Which of two that disagree was changed only the trusted root can tell.
            Err(first) => Err(Self::changed(size, root, &files).err().unwrap_or(first)),
        }
    }

    fn compare(
        size: u64,
        root: Hash,
        files: &impl Fn(&TilePath) -> Option<Vec<u8>>,
    ) -> Result<Audited, TileError> {
        let mut audit = Self::of(size);
        let mut tiles = 0;
        while let Some(path) = audit.wanted() {
            let (at, bytes) = bundle::fetch(&path, files)?;
            let mut entries = bundle::entries_at(&at, &bytes)?;
            entries.truncate(usize::from(path.width()));
            audit.take(&entries);
            // A partial tile need be there only for this size, so not before the end.
            for (path, bytes) in audit.edge.take_full() {
                same(&path, &bytes, files)?;
                tiles += 1;
            }
        }
        for (path, bytes) in audit.take_tiles() {
            same(&path, &bytes, files)?;
            tiles += 1;
        }
        let found = audit.root();
        if found == root {
            Ok(Audited {
                entries: audit.size(),
                tiles,
                root,
            })
        } else {
            let expected = root;
            Err(TileError::Root { found, expected })
        }
    }

    /// The first file that does not belong under the root.
    fn changed(
        size: u64,
        root: Hash,
        files: &impl Fn(&TilePath) -> Option<Vec<u8>>,
    ) -> Result<(), TileError> {
        let ledger = Authentic::new(size, root, files);
        for path in TilePath::grown(Kind::Entries, 0, size) {
            ledger.entries(path.number())?;
        }
        Ok(())
    }
}

/// Whether the file at a path, or the full one that has replaced it, has these bytes.
fn same(
    path: &TilePath,
    bytes: &[u8],
    files: &impl Fn(&TilePath) -> Option<Vec<u8>>,
) -> Result<(), TileError> {
    let tile = Tile::fetch(path, files)?;
    if tile.to_bytes() == bytes {
        return Ok(());
    }
    let expected = Tile::read(path, bytes)?.root();
    Err(TileError::Changed {
        path: *path,
        found: tile.root(),
        expected,
    })
}
