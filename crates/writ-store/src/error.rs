//! What can go wrong in a store.

use crate::{NewTile, StreamId, Version};

/// What went wrong. Nothing of the batch is in, save for the one doubt that
/// [`StoreError::Unavailable`] names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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
    /// Places that the ledger does not have to give, or not to these entries: somebody else was
    /// first.
    #[error("the entries get no places: {why}")]
    Placed {
        /// What is wrong.
        why: String,
    },
    /// A tile of no possible shape, or one that is kept with other bytes.
    #[error("{tile} cannot go in: {why}")]
    Tile {
        /// Which tile.
        tile: String,
        /// What is wrong with it.
        why: String,
    },
    /// A cover that does not follow the last one, or covers places that nobody was given.
    #[error("the cover cannot go in: {why}")]
    Cover {
        /// What is wrong with it.
        why: String,
    },
    /// The disk, or the page limit, is full.
    #[error("the disk is full: free some space and run the same command again, nothing was lost")]
    Full,
    /// The store cannot be reached or is locked. If it broke off in the middle of a commit, only
    /// asking again tells whether the batch is in: with the same idempotency key it is
    /// [`Appended::Before`](crate::Appended::Before), without one a conflict.
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
    #[error(
        "the store at `{place}` has schema {found}, this program reads {known}: use the program that wrote it, or a newer one"
    )]
    Schema {
        /// Where it is.
        place: String,
        /// The schema it has.
        found: u32,
        /// The schema this program reads.
        known: u32,
    },
}

/// The refusals that every store words alike.
impl StoreError {
    /// Refuses an append to a stream that has another version.
    pub(crate) fn at(
        stream: StreamId,
        expected: Version,
        actual: Version,
    ) -> Result<(), StoreError> {
        if expected == actual {
            return Ok(());
        }
        Err(StoreError::Conflict {
            stream,
            expected,
            actual,
        })
    }

    /// Refuses a time that is not after the last one.
    pub(crate) fn in_time(
        stream: StreamId,
        last: Option<i64>,
        next: i64,
    ) -> Result<(), StoreError> {
        match last {
            Some(last) if next <= last => Err(StoreError::Batch {
                why: format!(
                    "stream `{stream:?}` has an entry recorded at {last} ns, and {next} ns is not \
                     after it: take a later time"
                ),
            }),
            _ => Ok(()),
        }
    }

    pub(crate) fn twice(stream: StreamId, what: &str) -> StoreError {
        StoreError::Batch {
            why: format!("it has {what} for stream `{stream:?}` twice: put them together"),
        }
    }

    pub(crate) fn has_key(stream: StreamId) -> StoreError {
        StoreError::Batch {
            why: format!("stream `{stream:?}` has a data key already: read it and seal with it"),
        }
    }

    pub(crate) fn erased_key(stream: StreamId) -> StoreError {
        StoreError::Batch {
            why: format!("the data key of stream `{stream:?}` was erased, and that is for good"),
        }
    }

    pub(crate) fn founded(name: &str) -> StoreError {
        StoreError::Batch {
            why: format!("the founding value `{name}` is fixed to something else"),
        }
    }

    /// Refuses places that do not begin where the last ones ended.
    pub(crate) fn next_place(first: u64, places: u64) -> Result<(), StoreError> {
        if first == places {
            return Ok(());
        }
        Err(StoreError::Placed {
            why: format!("{places} is the next place, not {first}: read what waits again"),
        })
    }

    pub(crate) fn not_waiting(number: u64) -> StoreError {
        StoreError::Placed {
            why: format!("number {number} does not wait for one: read what waits again"),
        }
    }

    pub(crate) fn tile(tile: &NewTile, why: &str) -> StoreError {
        StoreError::Tile {
            tile: format!(
                "tile {} at level {} of shard {}, {} wide,",
                tile.number, tile.level, tile.shard, tile.width
            ),
            why: why.to_owned(),
        }
    }

    pub(crate) fn tile_differs(tile: &NewTile) -> StoreError {
        let why = "it has other bytes than before: grow the tree anew from the placed entries";
        StoreError::tile(tile, why)
    }
}
