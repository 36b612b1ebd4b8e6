//! Entries: what the public sees of an act, and what opens it.
//!
//! Every public entry has 66 bytes, whatever it stands for:
//!
//! | bytes | meaning |
//! |---|---|
//! | 0 | version: 1 |
//! | 1 | class: 0 an act of somebody's matter, or padding; 1 public |
//! | 2..34 | slot: looks random to whoever has not the key; zeros in a public entry |
//! | 34..66 | commitment: to a record, under the key; in a public entry the SHA-256 of what is published |
//!
//! So an entry tells neither who, nor what, nor how much of it. The key of an entry is 32 random
//! bytes of its own: whoever is given key and record can check the entry, and once the key is
//! destroyed the entry is random bytes to everybody. Padding is an act under a key that was thrown
//! away.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// How many bytes a public entry has.
pub const LEAF_LENGTH: usize = 66;

const VERSION: u8 = 1;
const ACT: u8 = 0;
const PUBLIC: u8 = 1;
/// What separates the two uses of one key; the zero byte ends the name.
const COMMITMENT: &[u8] = b"writ/commit/v1\0";
const SLOT: &[u8] = b"writ/slot/v1\0";

/// The key of one entry: 32 random bytes, used for this entry and for no other. Overwritten when
/// dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct EntryKey(pub [u8; 32]);

/// Does not show the key.
impl fmt::Debug for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntryKey(..)")
    }
}

/// A public entry.
///
/// ```
/// use writ_ledger::entry::{EntryKey, EntryError, Leaf};
///
/// let key = EntryKey([7; 32]); // made-up: a real one is drawn by chance
/// let leaf = Leaf::act(&key, b"{\"kind\":\"posted\"}");
/// let bytes = leaf.to_bytes();
/// assert_eq!(Leaf::parse(&bytes), Ok(leaf));
/// assert_eq!(leaf.opens(&key, b"{\"kind\":\"posted\"}"), Ok(()));
/// assert_eq!(leaf.opens(&key, b"{\"kind\":\"closed\"}"), Err(EntryError::Commitment));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Leaf {
    /// An act of somebody's matter, or padding: nobody without the key can tell which.
    Act {
        /// [`slot`] of the entry's key.
        slot: [u8; 32],
        /// [`commitment`] to the record under the entry's key.
        commitment: [u8; 32],
    },
    /// Something published.
    Public {
        /// The SHA-256 of what is published.
        pointer: [u8; 32],
    },
}

/// Why bytes are no entry, or why a record does not open one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EntryError {
    /// Some other number of bytes.
    #[error("an entry has {LEAF_LENGTH} bytes, not {found}")]
    Length {
        /// How many there are.
        found: usize,
    },
    /// A version that this program does not know.
    #[error("entry of version {found}; this program reads version {VERSION}: get a newer one")]
    Version {
        /// The version it says.
        found: u8,
    },
    /// A class that this version does not have.
    #[error("entry of class {found}; version {VERSION} has the classes {ACT} and {PUBLIC}")]
    Class {
        /// The class it says.
        found: u8,
    },
    /// A public entry with a slot.
    #[error("a public entry has no slot: bytes 2 to 33 are zeros")]
    PublicSlot,
    /// A public entry was to be opened with a key, or an act without one.
    #[error("an act opens with its key, a public entry with what is published: not so here")]
    OtherClass,
    /// The slot is not of this key.
    #[error("the slot of the entry is not that of the key")]
    Slot,
    /// The commitment is not to this record under this key.
    #[error("the commitment of the entry is not to this record under this key")]
    Commitment,
    /// The pointer is not to this content.
    #[error("the pointer of the entry is not to this content")]
    Pointer,
}

impl Leaf {
    /// The entry of a record under its key.
    #[must_use]
    pub fn act(key: &EntryKey, record: &[u8]) -> Self {
        Self::Act {
            slot: slot(key),
            commitment: commitment(key, record),
        }
    }

    /// The entry of something published.
    ///
    /// ```
    /// use writ_ledger::entry::Leaf;
    ///
    /// let leaf = Leaf::public(b"the result of the draw");
    /// assert_eq!(leaf.shows(b"the result of the draw"), Ok(()));
    /// assert!(leaf.shows(b"another result").is_err());
    /// ```
    #[must_use]
    pub fn public(content: &[u8]) -> Self {
        let pointer = Sha256::digest(content).into();
        Self::Public { pointer }
    }

    /// The 66 bytes that are hashed and published.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; LEAF_LENGTH] {
        let (class, slot, commitment) = match self {
            Self::Act { slot, commitment } => (ACT, *slot, *commitment),
            Self::Public { pointer } => (PUBLIC, [0; 32], *pointer),
        };
        let mut bytes = [0; LEAF_LENGTH];
        let parts = [VERSION, class].into_iter().chain(slot).chain(commitment);
        for (place, byte) in bytes.iter_mut().zip(parts) {
            *place = byte;
        }
        bytes
    }

    /// Reads [`Leaf::to_bytes`] and nothing else.
    ///
    /// # Errors
    ///
    /// [`EntryError`] for another length, version or class, or a public entry with a slot.
    pub fn parse(bytes: &[u8]) -> Result<Self, EntryError> {
        let length = EntryError::Length { found: bytes.len() };
        let bytes: &[u8; LEAF_LENGTH] = bytes.try_into().map_err(|_| length)?;
        let ([version, class], rest) = bytes.split_first_chunk().ok_or(length)?;
        let (slot, commitment) = rest.split_first_chunk().ok_or(length)?;
        let commitment = commitment.try_into().map_err(|_| length)?;
        match (*version, *class) {
            (VERSION, ACT) => Ok(Self::Act {
                slot: *slot,
                commitment,
            }),
            (VERSION, PUBLIC) if *slot != [0; 32] => Err(EntryError::PublicSlot),
            (VERSION, PUBLIC) => Ok(Self::Public {
                pointer: commitment,
            }),
            (VERSION, found) => Err(EntryError::Class { found }),
            (found, _) => Err(EntryError::Version { found }),
        }
    }

    /// Whether this is the entry of `record` under `key`.
    ///
    /// # Errors
    ///
    /// [`EntryError::OtherClass`] for a public entry, [`EntryError::Slot`] or
    /// [`EntryError::Commitment`] for the entry of something else.
    pub fn opens(&self, key: &EntryKey, record: &[u8]) -> Result<(), EntryError> {
        match self {
            Self::Public { .. } => Err(EntryError::OtherClass),
            Self::Act { slot: theirs, .. } if *theirs != slot(key) => Err(EntryError::Slot),
            act if *act == Self::act(key, record) => Ok(()),
            Self::Act { .. } => Err(EntryError::Commitment),
        }
    }

    /// Whether this is the public entry of `content`.
    ///
    /// # Errors
    ///
    /// [`EntryError::OtherClass`] for an act, [`EntryError::Pointer`] for other content.
    pub fn shows(&self, content: &[u8]) -> Result<(), EntryError> {
        match self {
            Self::Act { .. } => Err(EntryError::OtherClass),
            public if *public == Self::public(content) => Ok(()),
            Self::Public { .. } => Err(EntryError::Pointer),
        }
    }
}

/// The commitment to a record: HMAC-SHA-256 under the entry's key of `writ/commit/v1`, a zero byte
/// and the record. Hiding, because the key is random; binding, because SHA-256 is.
#[must_use]
pub fn commitment(key: &EntryKey, record: &[u8]) -> [u8; 32] {
    keyed(key, &[COMMITMENT, record])
}

/// The slot: HMAC-SHA-256 under the entry's key of `writ/slot/v1` and a zero byte.
///
/// In version 1 it only looks random, and whoever has the key can check it. A later version can
/// put here what shows a person that no entry about them was left out.
#[must_use]
pub fn slot(key: &EntryKey) -> [u8; 32] {
    keyed(key, &[SLOT])
}

fn keyed(key: &EntryKey, parts: &[&[u8]]) -> [u8; 32] {
    // A key of 32 bytes is within a block, so that `new` takes it as it is, filled up with zeros.
    let mut block = [0; 64];
    for (place, byte) in block.iter_mut().zip(&key.0) {
        *place = *byte;
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    block.zeroize();
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::{EntryError, EntryKey, LEAF_LENGTH, Leaf, commitment, slot};

    fn key() -> EntryKey {
        let mut key = EntryKey([0; 32]);
        key.0
            .iter_mut()
            .zip(0..)
            .for_each(|(place, byte)| *place = byte);
        key
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The answers are those of Python's `hmac` and `hashlib`.
    #[test]
    fn an_entry_is_what_another_program_makes_of_it() {
        let record = br#"{"kind":"posted"}"#;
        let committed = "e549ca0383826f8d6692941ff4382ca035a52eb8bf59b57d123ddf7f6b7a21b0";
        let placed = "eb7fd7e5cf706e2b642f3a61990539ed58e2ae9024fbe8521df81b503da6a533";
        let pointed = "e0c8fe9aa7a5a8db06cd523b8fdd242d72c12c1c8b3c71814dbe690132c7ed1d";
        assert_eq!(hex(&commitment(&key(), record)), committed);
        assert_eq!(hex(&slot(&key())), placed);
        let act = Leaf::act(&key(), record).to_bytes();
        assert_eq!(hex(&act), format!("0100{placed}{committed}"));
        let public = Leaf::public(b"the result of the draw").to_bytes();
        assert_eq!(hex(&public), format!("0101{}{pointed}", "0".repeat(64)));
    }

    #[test]
    fn an_entry_is_read_in_one_form_only() {
        let act = Leaf::act(&key(), b"record").to_bytes();
        let public = Leaf::public(b"content").to_bytes();
        let with = |bytes: &[u8; LEAF_LENGTH], at: usize, byte: u8| {
            let mut bytes = bytes.to_vec();
            bytes[at] = byte;
            bytes
        };
        let rows = [
            (vec![], EntryError::Length { found: 0 }),
            (act[..65].to_vec(), EntryError::Length { found: 65 }),
            ([&act[..], &[0]].concat(), EntryError::Length { found: 67 }),
            (with(&act, 0, 0), EntryError::Version { found: 0 }),
            (with(&act, 0, 2), EntryError::Version { found: 2 }),
            (with(&act, 1, 2), EntryError::Class { found: 2 }),
            (with(&act, 1, 1), EntryError::PublicSlot),
            (with(&public, 2, 1), EntryError::PublicSlot),
            (with(&public, 33, 1), EntryError::PublicSlot),
        ];
        for (bytes, why) in rows {
            assert_eq!(Leaf::parse(&bytes), Err(why), "{bytes:?}");
        }
        for leaf in [act, public] {
            assert_eq!(Leaf::parse(&leaf).map(|leaf| leaf.to_bytes()), Ok(leaf));
        }
    }

    #[test]
    fn an_entry_opens_with_its_key_to_its_record_and_to_nothing_else() {
        let (leaf, other) = (Leaf::act(&key(), b"record"), EntryKey([1; 32]));
        assert_eq!(leaf.opens(&key(), b"record"), Ok(()));
        assert_eq!(leaf.opens(&other, b"record"), Err(EntryError::Slot));
        assert_eq!(leaf.opens(&key(), b"recorD"), Err(EntryError::Commitment));
        assert_eq!(leaf.opens(&key(), b""), Err(EntryError::Commitment));
        assert_eq!(leaf.shows(b"record"), Err(EntryError::OtherClass));
        let Leaf::Act { slot, .. } = leaf else {
            panic!("an act");
        };
        let elsewhere = Leaf::Act {
            slot,
            commitment: commitment(&other, b"record"),
        };
        assert_eq!(elsewhere.opens(&other, b"record"), Err(EntryError::Slot));
        assert_eq!(
            elsewhere.opens(&key(), b"record"),
            Err(EntryError::Commitment)
        );
        let public = Leaf::public(b"content");
        assert_eq!(
            public.opens(&key(), b"content"),
            Err(EntryError::OtherClass)
        );
        assert_eq!(public.shows(b"contenT"), Err(EntryError::Pointer));
    }

    #[test]
    fn any_bit_of_an_entry_counts() {
        let leaf = Leaf::act(&key(), b"record").to_bytes();
        for bit in 0..LEAF_LENGTH * 8 {
            let mut changed = leaf;
            changed[bit / 8] ^= 1 << (bit % 8);
            let opened = Leaf::parse(&changed).and_then(|leaf| leaf.opens(&key(), b"record"));
            assert!(opened.is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_key_is_not_shown() {
        assert_eq!(format!("{:?}", EntryKey([7; 32])), "EntryKey(..)");
    }
}
