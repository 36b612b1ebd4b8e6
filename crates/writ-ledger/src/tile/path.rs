//! Paths of tiles and bundles: what there is in a tree of some size, and how it is called.

use std::fmt;

use thiserror::Error;

use super::{FULL, HEIGHT};

/// The highest level that the format has a path for. A `u64` fills no tile above level 7.
const HIGHEST: u8 = 63;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Hashes of a level: of leaves on level 0, of full tiles of the level below on the others.
    Hashes {
        /// The level, 0 to 63.
        level: u8,
    },
    /// Entries.
    Entries,
}

/// Which file of a ledger: its kind, its number, and how much of it is filled.
///
/// ```
/// use writ_ledger::tile::{Kind, TilePath};
///
/// let path = TilePath::new(Kind::Hashes { level: 0 }, 1_234, 8)?;
/// assert_eq!(path.to_path(), "tile/0/x001/234.p/8");
/// assert_eq!(TilePath::parse("tile/0/x001/234.p/8"), Ok(path));
/// assert_eq!(path.whole().to_path(), "tile/0/x001/234");
/// # Ok::<(), writ_ledger::tile::PathError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TilePath {
    kind: Kind,
    number: u64,
    width: u16,
}

/// Why something is no path of a tile.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PathError {
    /// Not of the form, or not in the one way to write it.
    #[error(
        "`{text}` is no path of a tile; one looks like tile/0/x001/234 or tile/entries/000.p/8, \
         its numbers without further zeros"
    )]
    Form {
        /// What was to be read.
        text: String,
    },
    /// A level above 63.
    #[error("a tile has a level from 0 to {HIGHEST}, not {level}")]
    Level {
        /// What was asked for.
        level: u8,
    },
    /// A width of 0 or above 256.
    #[error("a tile has a width from 1 to {FULL}, not {width}: an empty one is not written")]
    Width {
        /// What was asked for.
        width: u16,
    },
}

impl TilePath {
    /// A file, `width` of 256 filled; 256 is a full one.
    ///
    /// # Errors
    ///
    /// [`PathError::Level`] above 63, [`PathError::Width`] for 0 and above 256.
    pub fn new(kind: Kind, number: u64, width: u16) -> Result<Self, PathError> {
        match kind {
            Kind::Hashes { level } if level > HIGHEST => return Err(PathError::Level { level }),
            Kind::Hashes { .. } | Kind::Entries => {}
        }
        if width == 0 || width > FULL {
            return Err(PathError::Width { width });
        }
        Ok(Self {
            kind,
            number,
            width,
        })
    }

    /// A full file; the caller knows that the level is one of a tree, so below 8.
    pub(super) fn full(kind: Kind, number: u64) -> Self {
        Self {
            kind,
            number,
            width: FULL,
        }
    }

    /// File `number` of a kind in a tree of `size` entries: full, partial, or None.
    ///
    /// ```
    /// use writ_ledger::tile::{Kind, TilePath};
    ///
    /// let path = |number| TilePath::within(70_000, Kind::Entries, number);
    /// assert_eq!(path(272).map(|path| path.to_path()), Some("tile/entries/272".to_owned()));
    /// assert_eq!(path(273).map(|path| path.to_path()), Some("tile/entries/273.p/112".to_owned()));
    /// assert_eq!(path(274), None);
    /// ```
    #[must_use]
    pub fn within(size: u64, kind: Kind, number: u64) -> Option<Self> {
        let row = row(size, kind);
        let left = row.checked_sub(number.checked_mul(u64::from(FULL))?)?;
        let width = u16::try_from(left.min(u64::from(FULL))).ok()?;
        Self::new(kind, number, width).ok()
    }

    /// The files of a kind that a tree gains, or that grow, while it goes from `old` to `new`
    /// entries, in order. With `old` 0: all there are.
    ///
    /// ```
    /// use writ_ledger::tile::{Kind, TilePath};
    ///
    /// let grown = TilePath::grown(Kind::Entries, 250, 513).map(|path| path.to_path());
    /// let expected = ["tile/entries/000", "tile/entries/001", "tile/entries/002.p/1"];
    /// assert_eq!(grown.collect::<Vec<_>>(), expected);
    /// ```
    pub fn grown(kind: Kind, old: u64, new: u64) -> impl Iterator<Item = Self> {
        let (from, to) = (row(old, kind), row(new, kind));
        let first = from / u64::from(FULL);
        let end = if to > from {
            to.div_ceil(u64::from(FULL))
        } else {
            first
        };
        (first..end).filter_map(move |number| Self::within(new, kind, number))
    }

    /// The tiles of hashes at the right edge of a tree that are not full, from level 0 up. All of
    /// the tree's hashes follow from these: they are what is needed to go on.
    ///
    /// ```
    /// use writ_ledger::tile::TilePath;
    ///
    /// let edge: Vec<_> = TilePath::edge(70_000).map(|path| path.to_path()).collect();
    /// assert_eq!(edge, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
    /// ```
    pub fn edge(size: u64) -> impl Iterator<Item = Self> {
        (0_u8..8).filter_map(move |level| {
            let kind = Kind::Hashes { level };
            Self::within(size, kind, row(size, kind) / u64::from(FULL))
        })
    }

    /// What it holds.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its number among those of its kind, from 0.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// How many hashes or entries it has, 1 to 256.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether nothing can be added to it.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.width == FULL
    }

    /// The same file once it is full. It may stand in for the partial one.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self {
            width: FULL,
            ..*self
        }
    }

    /// The path below the ledger's folder or URL.
    #[must_use]
    pub fn to_path(&self) -> String {
        self.to_string()
    }

    /// Reads [`TilePath::to_path`] and nothing else: each file has exactly one path.
    ///
    /// # Errors
    ///
    /// [`PathError`].
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let form = || PathError::Form {
            text: text.to_owned(),
        };
        let path = Self::read(text).ok_or_else(form)?;
        // Digits that could be written in another way fall out here.
        if path.to_string() == text {
            Ok(path)
        } else {
            Err(form())
        }
    }

    fn read(text: &str) -> Option<Self> {
        let (kind, rest) = text.strip_prefix("tile/")?.split_once('/')?;
        let kind = match kind {
            "entries" => Kind::Entries,
            level => Kind::Hashes {
                level: level.parse().ok()?,
            },
        };
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, width.parse().ok()?),
            None => (rest, FULL),
        };
        let number = number.split('/').try_fold(0_u64, |number, part| {
            let digits: u64 = part.strip_prefix('x').unwrap_or(part).parse().ok()?;
            number.checked_mul(1000)?.checked_add(digits)
        })?;
        Self::new(kind, number, width).ok()
    }
}

/// How many hashes or entries there are of a kind in a tree of `size` entries.
fn row(size: u64, kind: Kind) -> u64 {
    match kind {
        Kind::Entries => size,
        Kind::Hashes { level } => {
            let height = HEIGHT.saturating_mul(u32::from(level));
            size.checked_shr(height).unwrap_or(0)
        }
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Hashes { level } => write!(f, "tile/{level}/")?,
            Kind::Entries => f.write_str("tile/entries/")?,
        }
        let mut above = self.number / 1000;
        let mut groups = Vec::new();
        while above > 0 {
            groups.push(above % 1000);
            above /= 1000;
        }
        for group in groups.iter().rev() {
            write!(f, "x{group:03}/")?;
        }
        write!(f, "{:03}", self.number % 1000)?;
        if self.is_full() {
            Ok(())
        } else {
            write!(f, ".p/{}", self.width)
        }
    }
}
