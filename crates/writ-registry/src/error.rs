//! What can go wrong in a registry, apart from being refused.

use writ_store::StoreError;

use crate::chance::ChanceError;
use crate::refusal::{Refusal, Ruling};
use crate::seal::SealError;

/// The world failed: nothing of what was asked for is recorded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something could not be sealed or opened.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// No random bytes.
    #[error(transparent)]
    Chance(#[from] ChanceError),
    /// There is no registry in the store.
    #[error("there is no registry here: run `writ init` first")]
    NotFounded,
    /// There is one already.
    #[error("there is a registry here already: choose another directory")]
    Founded,
    /// The key is that of another registry.
    #[error(
        "the key file does not belong to this registry: \
         use the key file that `writ init` made for it"
    )]
    WrongKey,
    /// A regime of the founding is not what it was.
    #[error(
        "regime `{name}` has digest {found} in this program and {founded} in the registry: \
         use the program that founded the registry"
    )]
    Regime {
        /// The regime.
        name: String,
        /// The digest fixed at the founding.
        founded: String,
        /// The digest now.
        found: String,
    },
    /// A regime of the founding cannot be read.
    #[error("regime `{name}` of this registry cannot be read: {why}")]
    RegimeText {
        /// The regime.
        name: String,
        /// The first finding.
        why: String,
    },
    /// A policy that is built in cannot be gone by.
    #[error(
        "the policies cannot be gone by, {file}: {why}; use a program built from whole sources"
    )]
    Policies {
        /// The text or the policy.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// A value of the founding, or sealed content, is not what this program writes.
    #[error("{what} cannot be read: {why}; restore the store from a backup")]
    Damaged {
        /// What.
        what: String,
        /// Why.
        why: String,
    },
    /// The file could not be read.
    #[error("the file cannot be read at line {line}: {source}")]
    File {
        /// The line.
        line: u64,
        /// What the system said.
        source: std::io::Error,
    },
    /// Others kept recording the same thing.
    #[error("others kept recording in the same stream {times} times over: run the command again")]
    Contended {
        /// How often it was tried.
        times: u32,
    },
    /// An instant outside the years that the registry can record (1678 to 2261).
    #[error("the instant `{at}` cannot be recorded: check the clock")]
    Clock {
        /// The instant.
        at: jiff::Timestamp,
    },
}

impl RegistryError {
    /// Whether somebody else appended first, so that reading and deciding anew may help.
    pub(crate) fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(StoreError::Conflict { .. }))
    }
}

/// Why a use case stopped: refused by rule, or failed in the world.
#[derive(Debug)]
pub(crate) enum Stop {
    Refused(Refusal),
    Failed(RegistryError),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<E: Into<RegistryError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Sorts what stopped a use case into refusals, which are values, and errors.
pub(crate) fn ruled<T>(result: Result<T, Stop>) -> Result<Ruling<T>, RegistryError> {
    match result {
        Ok(granted) => Ok(Ok(granted)),
        Err(Stop::Refused(refusal)) => Ok(Err(refusal)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// How often something is decided anew when others record of the same.
pub(crate) const TRIES: u32 = 8;

/// Decides anew whenever somebody else recorded first, and sorts what stopped it in the end. A
/// macro, because a future that calls back cannot be told to move between threads.
macro_rules! retried {
    ($decide:expr) => {{
        let mut tries = 0;
        loop {
            match $crate::error::ruled($decide.await) {
                Err(error) if error.is_conflict() => tries += 1,
                other => break other,
            }
            if tries == $crate::error::TRIES {
                break Err($crate::error::RegistryError::Contended { times: tries });
            }
        }
    }};
}
pub(crate) use retried;
