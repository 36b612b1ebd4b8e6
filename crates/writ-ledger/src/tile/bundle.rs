//! Entry bundles: entries one after the other, each with its length in two bytes in front.

use thiserror::Error;

use super::{FULL, TileError, TilePath};

/// The longest entry that a bundle can hold, in bytes.
pub const MOST_BYTES: usize = 65_535;

/// Why bytes are no bundle, or entries do not go into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BundleError {
    /// The bytes end within an entry or within its length.
    #[error("the bundle ends within its entry {entry}")]
    Cut {
        /// Which entry of the bundle, from 0.
        entry: usize,
    },
    /// More than 256 entries.
    #[error("a bundle holds at most {FULL} entries")]
    TooMany,
    /// No entry.
    #[error("a bundle holds at least one entry")]
    Empty,
    /// An entry is too long for its length to be written.
    #[error("entry {entry} of the bundle has {found} bytes; at most {MOST_BYTES} can be written")]
    TooLong {
        /// Which entry of the bundle, from 0.
        entry: usize,
        /// Its length in bytes.
        found: usize,
    },
}

/// The bytes of a bundle of 1 to 256 entries.
///
/// # Errors
///
/// [`BundleError`] for no entry, more than 256, or one of more than [`MOST_BYTES`] bytes.
///
/// ```
/// use writ_ledger::tile::{bundle, read_bundle};
///
/// let bytes = bundle(["one", "three"])?;
/// assert_eq!(bytes, b"\x00\x03one\x00\x05three");
/// assert_eq!(read_bundle(&bytes)?, [&b"one"[..], b"three"]);
/// # Ok::<(), writ_ledger::tile::BundleError>(())
/// ```
pub fn bundle<E: AsRef<[u8]>>(
    entries: impl IntoIterator<Item = E>,
) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::new();
    let mut count = 0;
    for entry in entries {
        let entry = entry.as_ref();
        let (place, found) = (count, entry.len());
        let too_long = |_| BundleError::TooLong {
            entry: place,
            found,
        };
        let length = u16::try_from(found).map_err(too_long)?;
        if count >= usize::from(FULL) {
            return Err(BundleError::TooMany);
        }
        if count == 0 {
            // Entries are mostly alike: room for a full bundle of such.
            bytes.reserve((2 + found) * usize::from(FULL));
        }
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
        count += 1;
    }
    if count == 0 {
        Err(BundleError::Empty)
    } else {
        Ok(bytes)
    }
}

/// The entries of a bundle, in order. All the bytes must be spoken for.
///
/// # Errors
///
/// [`BundleError`] if the last entry is cut, or there are more than 256 entries or none.
pub fn read_bundle(bytes: &[u8]) -> Result<Vec<&[u8]>, BundleError> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        if entries.len() >= usize::from(FULL) {
            return Err(BundleError::TooMany);
        }
        let entry = entries.len();
        let (length, after) = rest.split_first_chunk().ok_or(BundleError::Cut { entry })?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (content, after) = after
            .split_at_checked(length)
            .ok_or(BundleError::Cut { entry })?;
        entries.push(content);
        rest = after;
    }
    if entries.is_empty() {
        Err(BundleError::Empty)
    } else {
        Ok(entries)
    }
}

/// Gets the bundle at `path`, or the full one that has replaced it, with the path that it has.
pub(super) fn fetch(
    path: &TilePath,
    files: impl Fn(&TilePath) -> Option<Vec<u8>>,
) -> Result<(TilePath, Vec<u8>), TileError> {
    let whole = path.whole();
    let partial = files(path).map(|bytes| (*path, bytes));
    partial
        .or_else(|| files(&whole).map(|bytes| (whole, bytes)))
        .ok_or(TileError::Missing { path: *path })
}

/// The entries of the bundle at `path`: exactly its width of them.
pub(super) fn entries_at<'b>(path: &TilePath, bytes: &'b [u8]) -> Result<Vec<&'b [u8]>, TileError> {
    let (path, expected) = (*path, path.width());
    let entries = read_bundle(bytes).map_err(|why| TileError::Bundle { path, why })?;
    let found = entries.len();
    if found == usize::from(expected) {
        Ok(entries)
    } else {
        Err(TileError::Entries {
            path,
            found,
            expected,
        })
    }
}
