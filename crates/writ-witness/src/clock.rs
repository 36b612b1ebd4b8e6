//! Where the time of a witness and of a monitor comes from. This crate reads no clock.

use std::fmt;

use thiserror::Error;

/// A clock.
pub trait Clock: Send + Sync + fmt::Debug {
    /// What time it is, in seconds since 1970.
    ///
    /// # Errors
    /// [`NoTime`] if it cannot be told. Nothing is signed then.
    fn now(&self) -> Result<u64, NoTime>;
}

/// The time cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{why}")]
pub struct NoTime {
    /// Why, and what to do.
    pub why: String,
}
