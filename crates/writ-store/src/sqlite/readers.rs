//! The connections that read.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, Transaction};
use tokio::sync::Semaphore;

use super::failure::{Failure, Place};
use super::{SqliteOptions, schema};
use crate::StoreError;

/// Hands out connections that cannot write, each to one caller at a time.
#[derive(Clone, Debug)]
pub(super) struct Readers {
    path: Arc<PathBuf>,
    place: Place,
    options: SqliteOptions,
    /// Connections that nobody uses now. Opened when first needed.
    idle: Arc<Mutex<Vec<Connection>>>,
    free: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn new(path: &Path, place: Place, options: &SqliteOptions) -> Readers {
        let readers = options.readers.clamp(1, Semaphore::MAX_PERMITS);
        Readers {
            path: Arc::new(path.to_owned()),
            place,
            options: options.clone(),
            idle: Arc::default(),
            free: Arc::new(Semaphore::new(readers)),
        }
    }

    /// Reads in one transaction: everything as it was at one moment.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Transaction<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let closed = |error: &dyn std::fmt::Display| {
            self.place
                .unavailable(format!("reading broke off: {error}"))
        };
        let permit = Arc::clone(&self.free)
            .acquire_owned()
            .await
            .map_err(|e| closed(&e))?;
        let readers = self.clone();
        let reading = tokio::task::spawn_blocking(move || {
            // Held until the connection is back, whether or not anybody still waits.
            let _permit = permit;
            readers.read_now(query)
        });
        let read = reading.await.map_err(|error| closed(&error))?;
        read.map_err(|failure| failure.at(&self.place))
    }

    fn read_now<T>(
        &self,
        query: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => schema::open_reader(&self.path, &self.options)?,
        };
        let transaction = connection.transaction()?;
        let found = query(&transaction)?;
        transaction.commit()?;
        // One that failed or panicked is closed instead, and the next caller opens another.
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection);
        Ok(found)
    }
}
