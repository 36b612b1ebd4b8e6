//! Hashes of the tree: SHA-256 with one byte in front that tells a leaf from a node, as RFC 6962
//! section 2.1 and RFC 9162 section 2.1.1 have it. Without that byte an inner node could be shown
//! as an entry.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use thiserror::Error;

/// How many bytes a hash has.
pub const HASH_LENGTH: usize = 32;

const LEAF: u8 = 0;
const NODE: u8 = 1;

/// A hash of the tree: of a leaf, of a node or of the whole.
///
/// ```
/// use writ_ledger::hash::{Hash, leaf_hash};
///
/// let hash = leaf_hash(b"");
/// assert_eq!(
///     hash.to_string(),
///     "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
/// );
/// assert_eq!(Hash::from_base64(&hash.to_base64()), Ok(hash));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; HASH_LENGTH]);

/// Why a text is no hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HashError {
    /// Not base64 in its one strict form: standard alphabet, padded, no bits left over.
    #[error("a hash is written in standard base64 with padding and without blanks")]
    Base64,
    /// Some other number of bytes.
    #[error("a hash has {HASH_LENGTH} bytes, not {found}")]
    Length {
        /// How many there are.
        found: usize,
    },
}

impl Hash {
    /// The form in checkpoints and proofs: standard base64, padded; 44 characters.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// Reads [`Hash::to_base64`] and nothing else: each hash has exactly one text.
    ///
    /// # Errors
    ///
    /// [`HashError`] if the text is not base64 in that form, or of some other length.
    pub fn from_base64(text: &str) -> Result<Self, HashError> {
        let bytes = STANDARD.decode(text).map_err(|_| HashError::Base64)?;
        Self::try_from(bytes.as_slice())
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; HASH_LENGTH] {
        &self.0
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = HashError;

    fn try_from(bytes: &[u8]) -> Result<Self, HashError> {
        let found = bytes.len();
        let bytes = bytes.try_into().map_err(|_| HashError::Length { found })?;
        Ok(Self(bytes))
    }
}

impl AsRef<[u8]> for Hash {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Lower-case hexadecimal.
impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Lower-case hexadecimal.
impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The hash of an entry: of a zero byte and the entry.
#[inline]
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    let hasher = Sha256::new_with_prefix([LEAF]).chain_update(entry);
    Hash(hasher.finalize().into())
}

/// The hash of a node: of a one byte and the hashes of its two children.
///
/// ```
/// use writ_ledger::hash::{leaf_hash, node_hash};
///
/// let (left, right) = (leaf_hash(b"a"), leaf_hash(b"b"));
/// assert_ne!(node_hash(&left, &right), node_hash(&right, &left));
/// ```
#[inline]
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let hasher = Sha256::new_with_prefix([NODE])
        .chain_update(left.0)
        .chain_update(right.0);
    Hash(hasher.finalize().into())
}

/// The root of a tree without entries: the hash of nothing.
///
/// ```
/// assert_eq!(
///     writ_ledger::hash::empty_root().to_string(),
///     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
/// );
/// ```
#[must_use]
pub fn empty_root() -> Hash {
    Hash(Sha256::digest([]).into())
}

#[cfg(test)]
mod tests {
    use super::{Hash, HashError, leaf_hash, node_hash};

    #[test]
    fn a_leaf_is_never_a_node() {
        let (left, right) = (Hash([1; 32]), Hash([2; 32]));
        let both = [left.0, right.0].concat();
        assert_ne!(leaf_hash(&both), node_hash(&left, &right));
    }

    #[test]
    fn one_hash_has_one_text() {
        let text = Hash([0xff; 32]).to_base64();
        assert_eq!(text, "//////////////////////////////////////////8=");
        let refused = [
            ("", HashError::Length { found: 0 }),
            (
                "/////////////////////////////////////////w==",
                HashError::Length { found: 31 },
            ),
            (
                "//////////////////////////////////////////8",
                HashError::Base64,
            ), // no padding
            (
                "//////////////////////////////////////////9=",
                HashError::Base64,
            ), // spare bits set
            (
                "__________________________________________8=",
                HashError::Base64,
            ), // URL alphabet
            (
                " //////////////////////////////////////////8=",
                HashError::Base64,
            ),
            (
                "//////////////////////////////////////////8=\n",
                HashError::Base64,
            ),
        ];
        for (text, why) in refused {
            assert_eq!(Hash::from_base64(text), Err(why), "{text:?}");
        }
    }
}
