//! Every tile that lies in the store, held against what the entries make.
//!
//! A tile is written once more whenever it has grown by a checkpoint. So a row is right if a
//! checkpoint was signed at which its tile was just so wide, and if it has the beginning of what
//! the entries make of that tile. Those that are not full may be gone, but only where the full one
//! is there.

use std::collections::{BTreeSet, VecDeque};

use writ_ledger::tile::{FULL, Kind, TilePath};
use writ_store::{NewTile, Store, TileAt};

use super::super::tiles::SHARD;
use super::Audit;
use crate::error::RegistryError;

/// How many tiles are read at once.
const AT_ONCE: usize = 64;
/// How many levels of tiles a tree can have.
const LEVELS: u8 = 8;
/// How long a hash is.
const HASH: usize = 32;

/// How many entries each checkpoint covers, rising.
#[derive(Clone, Debug, Default)]
pub(super) struct Sizes(Vec<u64>);

impl Sizes {
    pub(super) fn push(&mut self, size: u64) {
        self.0.push(size);
    }

    /// The last checkpoint over at most so many entries; 0 if there is none.
    pub(super) fn last_up_to(&self, size: u64) -> u64 {
        let end = self.0.partition_point(|one| *one <= size);
        let last = end.checked_sub(1).and_then(|last| self.0.get(last));
        last.copied().unwrap_or(0)
    }

    /// How wide a tile was at checkpoints, while it was not full.
    fn partial(&self, level: u8, number: u64) -> BTreeSet<u16> {
        let mut widths = BTreeSet::new();
        let Some(first) = number.checked_mul(u64::from(FULL)) else {
            return widths;
        };
        let mut wanted = 1;
        // From width to width, and not from checkpoint to checkpoint: of those there may be many.
        while let Some(row) = self.row(level, first.saturating_add(wanted)) {
            let width = row.saturating_sub(first);
            match u16::try_from(width) {
                Ok(width) if width < FULL => widths.insert(width),
                _ => break,
            };
            wanted = width.saturating_add(1);
        }
        widths
    }

    /// How many hashes a level has at the first checkpoint at which it has so many at least.
    fn row(&self, level: u8, least: u64) -> Option<u64> {
        let of = |size: &u64| size.checked_shr(8 * u32::from(level)).unwrap_or(0);
        let at = self.0.partition_point(|size| of(size) < least);
        self.0.get(at).map(of)
    }

    /// Whether a checkpoint was signed at which there was a file of just this width.
    pub(super) fn has(&self, path: &TilePath) -> bool {
        let level = match path.kind() {
            Kind::Hashes { level } => level,
            Kind::Entries => 0,
        };
        let first = path.number().checked_mul(u64::from(FULL));
        let end = first.and_then(|first| first.checked_add(u64::from(path.width())));
        end.is_some_and(|end| match self.row(level, end) {
            Some(row) => path.is_full() || row == end,
            None => false,
        })
    }
}

/// The rows of the store, level by level, as far as they were looked at.
#[derive(Debug)]
pub(super) struct Rows {
    levels: Vec<Level>,
    /// Rows that were not expected where they stand.
    others: Vec<Other>,
}

/// A row, by name, and where it would stand in the tree.
type Other = (String, Option<TilePath>);

/// How many such rows are kept: who has more than these knows enough.
const MOST_OTHERS: usize = 100;

#[derive(Debug)]
struct Level {
    level: u8,
    page: VecDeque<NewTile>,
    after: TileAt,
}

impl Level {
    /// The next row of this level, up to a number.
    async fn next(
        &mut self,
        store: &dyn Store,
        number: u64,
    ) -> Result<Option<NewTile>, RegistryError> {
        if self.page.is_empty() {
            let page = store.tiles(Some(self.after), AT_ONCE).await?;
            let mine = |tile: &NewTile| (tile.shard, tile.level) == (SHARD, self.level);
            self.page = page.into_iter().take_while(mine).collect();
            if let Some(last) = self.page.back() {
                self.after = last.at();
            }
        }
        match self.page.front() {
            Some(tile) if tile.number <= number => Ok(self.page.pop_front()),
            _ => Ok(None),
        }
    }
}

impl Rows {
    pub(super) fn new() -> Self {
        let level = |level| Level {
            level,
            page: VecDeque::new(),
            after: before(level),
        };
        Self {
            levels: (0..LEVELS).map(level).collect(),
            others: Vec::new(),
        }
    }

    /// Holds the rows of one tile against what the entries make of it. Tiles of a level come in the
    /// order of their numbers.
    pub(super) async fn compare(
        &mut self,
        store: &dyn Store,
        (path, made): (&TilePath, &[u8]),
        sizes: &Sizes,
        audit: &mut Audit,
    ) -> Result<(), RegistryError> {
        let Kind::Hashes { level } = path.kind() else {
            return Ok(());
        };
        let Self { levels, others } = self;
        let Some(rows) = levels.get_mut(usize::from(level)) else {
            return Ok(());
        };
        let mut expected = sizes.partial(level, path.number());
        expected.retain(|width| *width < path.width());
        expected.insert(path.width());
        let mut is_full = false;
        while let Some(row) = rows.next(store, path.number()).await? {
            if row.number < path.number() || !expected.remove(&row.width) {
                keep(others, &row);
                continue;
            }
            is_full |= row.width == FULL;
            let beginning = made.get(..usize::from(row.width).saturating_mul(HASH));
            match beginning == Some(&row.content) {
                true => audit.tiles += 1,
                false => audit.find(name(&row), "it is not what the entries make"),
            }
        }
        // A full one stands in for those that it has grown from.
        let missing = expected.into_iter().filter(|_| !is_full);
        for width in missing.filter(|width| !path.is_full() || *width == FULL) {
            let row = NewTile {
                shard: SHARD,
                level,
                number: path.number(),
                width,
                content: Vec::new(),
            };
            audit.find(name(&row), "it is missing");
        }
        Ok(())
    }

    /// Every row that no tile of the ledger was held against.
    pub(super) async fn others(&mut self, store: &dyn Store) -> Result<Vec<Other>, RegistryError> {
        let Self { levels, others } = self;
        for level in levels {
            while let Some(row) = level.next(store, u64::MAX).await? {
                keep(others, &row);
            }
        }
        let mut after = before(LEVELS);
        while others.len() < MOST_OTHERS {
            let page = store.tiles(Some(after), AT_ONCE).await?;
            let Some(last) = page.last() else { break };
            after = last.at();
            page.iter().for_each(|row| keep(others, row));
        }
        Ok(std::mem::take(others))
    }
}

fn keep(others: &mut Vec<Other>, row: &NewTile) {
    if others.len() < MOST_OTHERS {
        let path = TilePath::new(Kind::Hashes { level: row.level }, row.number, row.width);
        let path = path.ok().filter(|_| row.shard == SHARD);
        others.push((name(row), path));
    }
}

/// Before the first tile of a level.
const fn before(level: u8) -> TileAt {
    TileAt {
        shard: SHARD,
        level,
        number: 0,
        width: 0,
    }
}

fn name(row: &NewTile) -> String {
    match TilePath::new(Kind::Hashes { level: row.level }, row.number, row.width) {
        Ok(path) if row.shard == SHARD => path.to_path(),
        _ => format!(
            "tile {} of level {} of tree {}, {} wide",
            row.number, row.level, row.shard, row.width
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_has_the_widths_that_checkpoints_gave_it() {
        let sizes = Sizes(vec![16, 48, 256, 272, 512, 65_536, 65_552]);
        for (level, number, widths) in [
            (0, 0, vec![16, 48]),
            (0, 1, vec![16]),
            (0, 2, vec![]),
            (0, 256, vec![16]),
            (1, 0, vec![1, 2]),
            (1, 1, vec![]),
            (2, 0, vec![1]),
            (7, 0, vec![]),
            (0, u64::MAX, vec![]),
        ] {
            let found: Vec<u16> = sizes.partial(level, number).into_iter().collect();
            assert_eq!(found, widths, "tile {number} of level {level}");
        }
    }

    #[test]
    fn a_file_is_one_of_a_checkpoint() {
        let sizes = Sizes(vec![16, 48, 272, 1_000]);
        for (path, is_one) in [
            ("tile/0/000.p/16", true),
            ("tile/entries/000.p/48", true),
            ("tile/0/000.p/32", false),
            ("tile/0/000", true),
            ("tile/entries/003.p/232", true),
            ("tile/0/003", false),
            ("tile/1/000.p/1", true),
            ("tile/1/000.p/2", false),
            ("tile/1/000.p/3", true),
            ("tile/1/000", false),
            ("tile/2/000.p/1", false),
            ("tile/63/000.p/1", false),
        ] {
            let path = TilePath::parse(path).unwrap();
            assert_eq!(sizes.has(&path), is_one, "{path}");
        }
    }
}
