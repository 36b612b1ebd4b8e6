//! The ledger as static files: C2SP `tlog-tiles`, byte for byte.
//!
//! - `tile/<L>/<N>[.p/<W>]`: hash tile `N` of level `L`: 256 hashes, or the `W` that there are so
//!   far. A hash of level 0 is that of a leaf; one of level 1 is the root over a full tile of level
//!   0, and so on up.
//! - `tile/entries/<N>[.p/<W>]`: entry bundle `N`: the entries of tile `N` of level 0, each with its
//!   length in front.
//!
//! [`Edge`] writes them; [`Authentic`] reads them against a root that one trusts; [`Audit`] works
//! everything out anew from the entries. A file is never believed: a hash of a tile is used only
//! once all of the tile was shown to belong under the root.

mod audit;
mod authentic;
mod bundle;
mod edge;
mod hashes;
mod path;

pub use audit::{Audit, Audited};
pub use authentic::Authentic;
pub use bundle::{BundleError, MOST_BYTES, bundle, read_bundle};
pub use edge::Edge;
pub use hashes::Tile;
pub use path::{Kind, PathError, TilePath};

use thiserror::Error;

use crate::hash::Hash;

/// How many hashes a full tile has, and entries a full bundle.
pub const FULL: u16 = 256;

/// How many heights of the tree a tile spans.
pub(crate) const HEIGHT: u32 = 8;

/// What is wrong with the files of a ledger; each names the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TileError {
    /// A file is not there, and the full one that could stand in for a partial one neither.
    #[error("{path} is not there; get it from another copy of the ledger")]
    Missing {
        /// Which.
        path: TilePath,
    },
    /// A hash tile is not as long as its width says.
    #[error("{path} has {found} bytes, not {expected}: it was cut or lengthened")]
    Length {
        /// Which.
        path: TilePath,
        /// Its length.
        found: usize,
        /// What its width makes it.
        expected: usize,
    },
    /// A full tile does not hash to what the tile above it has for it.
    #[error(
        "{path} hashes to {found}, but the authentic tile above has {expected}: it was changed"
    )]
    Changed {
        /// Which.
        path: TilePath,
        /// What it hashes to.
        found: Hash,
        /// What it has to.
        expected: Hash,
    },
    /// The tiles at the right edge do not make the root. One of them at least is not that of the
    /// tree; which one they alone cannot tell.
    #[error(
        "the tiles at the right edge make the root {found}, not {expected}; changed: {}",
        listed(paths)
    )]
    Edge {
        /// All of them, from the lowest level up.
        paths: Vec<TilePath>,
        /// The root that they make.
        found: Hash,
        /// The root that is trusted.
        expected: Hash,
    },
    /// A bundle cannot be read.
    #[error("{path}: {why}")]
    Bundle {
        /// Which.
        path: TilePath,
        /// What is wrong.
        why: BundleError,
    },
    /// A bundle has not as many entries as its width says.
    #[error("{path} has {found} entries, not {expected}")]
    Entries {
        /// Which.
        path: TilePath,
        /// How many.
        found: usize,
        /// How many it must have.
        expected: u16,
    },
    /// An entry of a bundle does not hash to what the authentic tile of level 0 has for it.
    #[error("{path}: entry {index} of the ledger is not the one that was committed to")]
    Entry {
        /// Which bundle.
        path: TilePath,
        /// Which entry of the ledger, from 0.
        index: u64,
    },
    /// No such file in a tree of this size.
    #[error("{path} is no file of a tree of {size}")]
    Beyond {
        /// Which.
        path: TilePath,
        /// The size of the tree.
        size: u64,
    },
    /// A tree that large cannot be gone on with.
    #[error("a tree of {size} is larger than the largest one that can be written")]
    TooLarge {
        /// Its size.
        size: u64,
    },
    /// What the entries make is not the root.
    #[error("the entries make the root {found}, not {expected}")]
    Root {
        /// The root that they make.
        found: Hash,
        /// The root that is trusted.
        expected: Hash,
    },
}

fn listed(paths: &[TilePath]) -> String {
    let paths: Vec<String> = paths.iter().map(TilePath::to_path).collect();
    paths.join(", or ")
}
