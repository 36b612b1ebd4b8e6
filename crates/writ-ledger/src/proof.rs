//! Proofs of inclusion that need no network: one text with the place of an entry, its way up the
//! tree, and the witnessed checkpoint at the top, in the format of <https://c2sp.org/tlog-proof>.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::checkpoint::decimal;
use crate::cosignature::UnixSeconds;
use crate::hash::Hash;
use crate::policy::{Examined, Missing, Policy, Quorum, Unfit};
use crate::tree::{TreeError, verify_inclusion};

/// The first line of every proof.
const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// The most bytes that a proof may have.
pub const MAX_BYTES: usize = 8 << 20;

/// The most hashes on the way up: no tree of a size that can be written is higher.
pub const MAX_HASHES: usize = 64;

/// A proof as it was read. Nothing in it is believed before [`Proof::verify`], and `extra` not even
/// then: no signature covers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What an application adds for itself.
    pub extra: Option<Vec<u8>>,
    /// The place of the entry in the log, from 0.
    pub index: u64,
    /// The hashes beside the way from the entry up to the root.
    pub inclusion: Vec<Hash>,
    /// The signed checkpoint, a whole note.
    pub checkpoint: String,
}

/// What a proof proves: that the entry stands at its place under a checkpoint that its policy
/// accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// The checkpoint, its log and its cosignatures.
    pub examined: Examined,
    /// When the quorum was reached; not asked for under a policy without witnesses.
    pub quorum: Reached,
}

/// A quorum that is not missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// The policy asks for no witnesses, so that no time is proved.
    NotAsked,
    /// The earliest time by which those who had cosigned were enough.
    At(UnixSeconds),
}

/// Why a text is not a proof.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormError {
    /// More than [`MAX_BYTES`].
    #[error("the file has {0} bytes; at most {MAX_BYTES} are read")]
    TooLong(usize),
    /// The first line is another.
    #[error("not a proof: its first line is not `{HEADER}`")]
    Header,
    /// The extra line is not base64.
    #[error("the `extra` line of the proof is not canonical base64")]
    Extra,
    /// The index line is missing or not a number.
    #[error("the proof has no line `index NUMBER`, without leading zeros, where it belongs")]
    Index,
    /// A line that should be a hash is none.
    #[error("line {0} of the proof is not a hash in canonical base64")]
    Hash(usize),
    /// More than [`MAX_HASHES`].
    #[error("the proof has more than {MAX_HASHES} hashes")]
    TooManyHashes,
    /// The text ends before the empty line.
    #[error("the proof has no checkpoint; it may have been cut off")]
    NoCheckpoint,
}

/// Why a checkpoint does not count under a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unaccepted {
    /// It is no checkpoint that the policy can weigh.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// Too few witnesses signed it.
    #[error(transparent)]
    Quorum(#[from] Missing),
}

/// Why a proof proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// Its checkpoint does not count.
    #[error(transparent)]
    Checkpoint(#[from] Unaccepted),
    /// The way up from the entry does not lead to the root of the checkpoint.
    #[error("the entry is not in the log at place {index}: {why}")]
    Inclusion {
        /// The place that the proof names.
        index: u64,
        /// How the way up fails.
        why: TreeError,
    },
}

impl Policy {
    /// A checkpoint that this policy accepts: signed by one of its logs, witnessed by its quorum.
    ///
    /// # Errors
    /// It cannot be weighed, or the quorum is missing.
    pub fn accept(&self, note: &str) -> Result<Proved, Unaccepted> {
        let examined = self.examine(note)?;
        let quorum = match self.quorum(examined.cosigned()) {
            Quorum::NotAsked => Reached::NotAsked,
            Quorum::Reached { at } => Reached::At(at),
            Quorum::Missing(missing) => return Err(missing.into()),
        };
        Ok(Proved { examined, quorum })
    }
}

impl Reached {
    /// The time, if witnesses were asked for.
    #[must_use]
    pub fn time(self) -> Option<UnixSeconds> {
        match self {
            Reached::NotAsked => None,
            Reached::At(at) => Some(at),
        }
    }
}

impl Proof {
    /// Reads a proof. What it proves is another question: [`Proof::verify`].
    ///
    /// # Errors
    /// It is not a proof, byte for byte.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        if text.len() > MAX_BYTES {
            return Err(FormError::TooLong(text.len()));
        }
        let (header, rest) = text.split_once('\n').ok_or(FormError::Header)?;
        if header != HEADER {
            return Err(FormError::Header);
        }
        let (line, after) = rest.split_once('\n').ok_or(FormError::Index)?;
        let (extra, line, mut rest, mut number) = match line.strip_prefix("extra ") {
            None => (None, line, after, 3),
            Some(extra) => {
                let extra = STANDARD.decode(extra).map_err(|_| FormError::Extra)?;
                let (line, after) = after.split_once('\n').ok_or(FormError::Index)?;
                (Some(extra), line, after, 4)
            }
        };
        let index = line.strip_prefix("index ").and_then(decimal);
        let index = index.ok_or(FormError::Index)?;
        let mut inclusion = Vec::new();
        loop {
            let (line, after) = rest.split_once('\n').ok_or(FormError::NoCheckpoint)?;
            rest = after;
            if line.is_empty() {
                break;
            }
            if inclusion.len() >= MAX_HASHES {
                return Err(FormError::TooManyHashes);
            }
            inclusion.push(Hash::from_base64(line).map_err(|_| FormError::Hash(number))?);
            number += 1;
        }
        if rest.is_empty() {
            return Err(FormError::NoCheckpoint);
        }
        let checkpoint = rest.to_owned();
        Ok(Self {
            extra,
            index,
            inclusion,
            checkpoint,
        })
    }

    /// Checks the proof for an entry with this leaf hash.
    ///
    /// # Errors
    /// The policy does not accept the checkpoint, or the entry is not at its place under it.
    pub fn verify(&self, leaf: Hash, policy: &Policy) -> Result<Proved, ProofError> {
        let proved = policy.accept(&self.checkpoint)?;
        let checkpoint = proved.examined.checkpoint();
        let (size, root) = (checkpoint.size, checkpoint.root);
        let index = self.index;
        verify_inclusion(leaf, index, size, &self.inclusion, &root)
            .map_err(|why| ProofError::Inclusion { index, why })?;
        Ok(proved)
    }
}

/// The proof as a text: what [`Proof::parse`] reads back.
impl std::fmt::Display for Proof {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(out, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(out, "index {}", self.index)?;
        for hash in &self.inclusion {
            writeln!(out, "{}", hash.to_base64())?;
        }
        write!(out, "\n{}", self.checkpoint)
    }
}
