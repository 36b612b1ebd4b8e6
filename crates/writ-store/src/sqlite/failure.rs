//! How SQLite's errors become ours.

use std::path::Path;
use std::sync::Arc;

use rusqlite::ErrorCode;

use crate::StoreError;

/// Where the store is, for messages.
#[derive(Clone, Debug)]
pub(super) struct Place(Arc<str>);

impl Place {
    pub(super) fn new(path: &Path) -> Place {
        Place(path.display().to_string().into())
    }

    pub(super) fn unavailable(&self, why: String) -> StoreError {
        StoreError::Unavailable {
            place: self.0.to_string(),
            why,
        }
    }

    fn damaged(&self, why: String) -> StoreError {
        StoreError::Damaged {
            place: self.0.to_string(),
            why,
        }
    }
}

/// What went wrong, before it is known where.
#[derive(Debug)]
pub(super) enum Failure {
    /// The batch was refused; the transaction around it is sound.
    Refused(StoreError),
    /// SQLite failed; the transaction around it may be gone.
    Sql(rusqlite::Error),
    /// The file holds something that it should not.
    Odd(String),
    /// The file cannot be used.
    Unusable(String),
    /// The file has a schema that this program does not know.
    Schema { found: u32, known: u32 },
}

impl Failure {
    pub(super) fn at(self, place: &Place) -> StoreError {
        match self {
            Failure::Refused(error) => error,
            Failure::Sql(error) => sql(&error, place),
            Failure::Odd(why) => place.damaged(why),
            Failure::Unusable(why) => place.unavailable(why),
            Failure::Schema { found, known } => StoreError::Schema {
                place: place.0.to_string(),
                found,
                known,
            },
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Failure {
        Failure::Sql(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::Refused(error)
    }
}

/// Numbers in the file are signed; ours are not. None of them is ever negative.
pub(super) fn unsigned(number: i64) -> Result<u64, Failure> {
    u64::try_from(number).map_err(|_| Failure::Odd(format!("it has the number {number}")))
}

/// Nothing in the file has a number above this, so asking for more finds the same: nothing.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn sql(error: &rusqlite::Error, place: &Place) -> StoreError {
    let why = error.to_string();
    match error {
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..)
        | rusqlite::Error::QueryReturnedNoRows => return place.damaged(why),
        _ => {}
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => place.damaged(why),
        // What a batch may hold is checked before; a constraint that still objects guards
        // something that should have held.
        Some(ErrorCode::ConstraintViolation) => place.damaged(why),
        Some(ErrorCode::TooBig) => StoreError::Batch {
            why: "a content is too long".to_owned(),
        },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            place.unavailable("another process is writing: try again".to_owned())
        }
        _ => place.unavailable(why),
    }
}
