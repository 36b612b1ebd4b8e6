//! Chance, as a port: keys and nonces are drawn by the binary, and made up in tests.

use std::fmt::Debug;

/// Where random bytes come from.
pub trait Chance: Debug + Send + Sync {
    /// Fills the bytes with chance that nobody can foresee.
    ///
    /// # Errors
    ///
    /// When the machine gives no random bytes.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), ChanceError>;
}

/// No random bytes could be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the machine gives no random bytes ({why}): nothing was sealed, run the command again")]
pub struct ChanceError {
    /// What the machine said.
    pub why: String,
}
