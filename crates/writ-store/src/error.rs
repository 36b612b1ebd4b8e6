//! What can go wrong in a store.

use crate::{StreamId, Version};

/// What went wrong. Nothing of the batch is in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Somebody else appended first.
    #[error("stream `{stream:?}` is at version {actual}, not {expected}: read it again and decide anew", actual = actual.0, expected = expected.0)]
    Conflict {
        /// The stream.
        stream: StreamId,
        /// The version the batch expected.
        expected: Version,
        /// The version it has.
        actual: Version,
    },
    /// The batch itself is wrong: a stream twice, a clock that steps back, a key that exists.
    #[error("the batch cannot go in: {why}")]
    Batch {
        /// What is wrong with it.
        why: String,
    },
    /// An idempotency key was used before, for something else.
    #[error("idempotency key was used before for another request: use a new key")]
    KeyReused,
    /// The disk, or the page limit, is full.
    #[error("the disk is full: free some space and run the same command again, nothing was lost")]
    Full,
    /// The store cannot be reached or is locked.
    #[error("the store at `{place}` cannot be used: {why}")]
    Unavailable {
        /// Where it is.
        place: String,
        /// Why.
        why: String,
    },
    /// The store holds something that it should not.
    #[error("the store at `{place}` is damaged: {why}; restore it from a backup")]
    Damaged {
        /// Where it is.
        place: String,
        /// What is wrong.
        why: String,
    },
    /// The store was written by another version of Writ.
    #[error("the store at `{place}` has schema {found}, this program reads {known}: use the program that wrote it, or a newer one")]
    Schema {
        /// Where it is.
        place: String,
        /// The schema it has.
        found: u32,
        /// The schema this program reads.
        known: u32,
    },
}
