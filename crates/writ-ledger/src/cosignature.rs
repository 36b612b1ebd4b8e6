//! Cosignatures: witnesses who say at what time they saw a checkpoint, in the Ed25519 format
//! `cosignature/v1` of <https://c2sp.org/tlog-cosignature> (v1.0.1).
//!
//! A witness that cosigns states that, as of its time, the checkpoint is the largest consistent
//! state of the log that it has seen. The time is under the signature, so that nobody dates it
//! back but the witness itself.

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::note::{KeyError, KeyKind, NoteError, Signature, SigningKey, VerifierKey};

/// The first line of what a witness signs. It keeps cosignatures apart from everything else that
/// the same key might sign.
const HEADER: &str = "cosignature/v1";

/// A time in whole seconds since 1970-01-01 00:00:00 UTC, leap seconds not counted: POSIX time,
/// from second 1 on. Second 0 is what cosignature formats write where no time is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnixSeconds(u64);

impl UnixSeconds {
    /// The latest time that a cosignature can state: 2^63 - 1 seconds.
    pub const MAX: UnixSeconds = UnixSeconds(i64::MAX as u64);

    /// A time, unless it is second 0 or beyond [`UnixSeconds::MAX`].
    #[must_use]
    pub fn new(seconds: u64) -> Option<Self> {
        let allowed = 1..=Self::MAX.0;
        allowed.contains(&seconds).then_some(Self(seconds))
    }

    /// The seconds.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

impl std::fmt::Display for UnixSeconds {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.0)
    }
}

/// A cosignature that verified: which key saw the checkpoint, and when it says it did.
///
/// Only [`CosignedAt::verify`] and what is built on it make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CosignedAt {
    witness: VerifierKey,
    at: UnixSeconds,
}

/// Why a checkpoint was not cosigned, or a cosignature does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CosignatureError {
    /// The key is not one that cosigns.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// What is to be cosigned is not a checkpoint.
    #[error("not a checkpoint, so that nobody may cosign it: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The signature does not verify, or is by another key.
    #[error(transparent)]
    Signature(#[from] NoteError),
}

/// The signature line by which a witness says that it saw this checkpoint text at this time.
///
/// That the checkpoint extends what the witness saw before is for the witness to see to.
///
/// # Errors
/// The key does not cosign, or the text is not that of a checkpoint.
pub fn cosign(
    key: &SigningKey,
    checkpoint_text: &str,
    at: UnixSeconds,
) -> Result<Signature, CosignatureError> {
    key.verifier().for_signing(KeyKind::Cosignature)?;
    Checkpoint::parse(checkpoint_text)?;
    let mut bytes = at.get().to_be_bytes().to_vec();
    bytes.extend_from_slice(&key.raw(message(at, checkpoint_text).as_bytes()));
    Ok(key.line(bytes))
}

impl CosignedAt {
    /// Checks the signature line of a witness over a checkpoint text.
    ///
    /// # Errors
    /// The key does not cosign, the text is no checkpoint, or the signature does not verify.
    pub fn verify(
        line: &Signature,
        witness: &VerifierKey,
        checkpoint_text: &str,
    ) -> Result<Self, CosignatureError> {
        witness.for_signing(KeyKind::Cosignature)?;
        Checkpoint::parse(checkpoint_text)?;
        let verified = line.verify(witness, checkpoint_text)?;
        // A key of this kind always gives the time.
        let at = verified.at.ok_or(NoteError::Unknown)?;
        let witness = verified.key;
        Ok(Self { witness, at })
    }

    /// The key of the witness.
    #[must_use]
    pub fn witness(&self) -> &VerifierKey {
        &self.witness
    }

    /// When the witness says that it saw the checkpoint.
    #[must_use]
    pub fn at(&self) -> UnixSeconds {
        self.at
    }
}

/// What a witness signs.
pub(crate) fn message(at: UnixSeconds, checkpoint_text: &str) -> String {
    format!("{HEADER}\ntime {at}\n{checkpoint_text}")
}

/// Time and signature of the bytes in a signature line: eight bytes, most significant first, then
/// the signature. Nothing if there is no such time.
pub(crate) fn split(bytes: &[u8]) -> Option<(UnixSeconds, &[u8])> {
    let (at, signature) = bytes.split_first_chunk::<8>()?;
    Some((UnixSeconds::new(u64::from_be_bytes(*at))?, signature))
}
