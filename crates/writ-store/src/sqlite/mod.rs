//! A store in one SQLite file.
//!
//! One thread writes, with one connection; what waits for it goes into one transaction, so that
//! many callers share one `fsync`. Readers have connections of their own, which cannot write, and
//! run where Tokio keeps its blocking work.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::{mpsc, oneshot};

use crate::{
    Appended, Batch, Cover, DeadLetter, Entry, Family, Keeping, LeaseAsked, Leased, Message,
    NewTile, NextAttempt, Passing, Placed, Sequenced, Settled, Store, StoreError, StreamId, TileAt,
    Version, Waiting,
};

mod failure;
mod ledger;
mod outbox;
mod passing;
mod query;
mod readers;
mod schema;
mod work;
mod writer;

use failure::Place;
use readers::Readers;
use work::{Outcome, Work};
use writer::{Job, Writer};

/// How many batches may wait for the writer; further callers wait outside.
const QUEUE: usize = 256;

/// How a store in SQLite is opened.
#[derive(Clone, Debug)]
pub struct SqliteOptions {
    /// What to do if there is no file yet.
    pub absent: Absent,
    /// The largest size of the file, in pages of 4096 bytes; `None` for what the disk holds.
    pub max_pages: Option<u32>,
    /// How many callers may read at the same time; at least one.
    pub readers: usize,
    /// How long to wait for another process that is writing.
    pub busy_timeout: Duration,
}

/// What to do if there is no file yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Make an empty store.
    Create,
    /// Refuse: a mistyped path must not look like an empty register.
    Refuse,
}

impl Default for SqliteOptions {
    fn default() -> SqliteOptions {
        SqliteOptions {
            absent: Absent::Create,
            max_pages: None,
            readers: 4,
            busy_timeout: Duration::from_secs(5),
        }
    }
}

/// A store in one SQLite file. It needs a Tokio runtime around it.
///
/// Several processes may have the file open: compare-and-append keeps them from overwriting each
/// other. Dropping the store waits until what it accepted is written.
#[derive(Debug)]
pub struct SqliteStore {
    place: Place,
    /// Taken away when the store is dropped, which ends the writer.
    jobs: Option<mpsc::Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    readers: Readers,
    commits: Arc<AtomicU64>,
}

impl SqliteStore {
    /// Opens the store in a file.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the file cannot be opened, [`StoreError::Damaged`] if it is
    /// not a sound database, [`StoreError::Schema`] if another version of Writ wrote it, and
    /// [`StoreError::Full`] if there is no room to make it.
    pub fn open(path: impl AsRef<Path>, options: SqliteOptions) -> Result<SqliteStore, StoreError> {
        let path = path.as_ref();
        let place = Place::new(path);
        let connection = schema::open(path, &options).map_err(|failure| failure.at(&place))?;
        let readers = Readers::new(path, place.clone(), &options);
        let commits = Arc::new(AtomicU64::new(0));
        let (jobs, waiting) = mpsc::channel(QUEUE);
        let writer = Writer::new(connection, place.clone(), Arc::clone(&commits));
        let writer = std::thread::Builder::new()
            .name("writ-store".to_owned())
            .spawn(move || writer.run(waiting))
            .map_err(|error| place.unavailable(format!("no thread to write with: {error}")))?;
        Ok(SqliteStore {
            place,
            jobs: Some(jobs),
            writer: Some(writer),
            readers,
            commits,
        })
    }

    /// How many transactions were committed since the store was opened. Fewer than batches, if
    /// several went in together.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    async fn write(&self, work: Work) -> Result<Appended, StoreError> {
        Ok(self.outcome(work).await?.appended())
    }

    async fn settle(&self, work: Work) -> Result<Settled, StoreError> {
        match self.outcome(work).await? {
            Outcome::Settled(settled) => Ok(settled),
            other => Err(self.astray(&other)),
        }
    }

    async fn outcome(&self, work: Work) -> Result<Outcome, StoreError> {
        let (reply, answer) = oneshot::channel();
        let jobs = self.jobs.as_ref().ok_or_else(|| self.stopped())?;
        jobs.send(Job { work, reply })
            .await
            .map_err(|_| self.stopped())?;
        answer.await.map_err(|_| self.stopped())?
    }

    /// The writer answered something else than what it was asked.
    fn astray(&self, outcome: &Outcome) -> StoreError {
        self.place
            .unavailable(format!("its writer answered {outcome:?} to something else"))
    }

    fn stopped(&self) -> StoreError {
        self.place
            .unavailable("its writer stopped: start the program again".to_owned())
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has told its callers already.
            let _ = writer.join();
        }
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn append(&self, batch: Batch) -> Result<Appended, StoreError> {
        let sound = batch.check();
        self.write(Work::Append { batch, sound }).await
    }

    async fn version(&self, stream: StreamId) -> Result<Version, StoreError> {
        self.readers
            .read(move |connection| query::version(connection, stream))
            .await
    }

    async fn read(&self, stream: StreamId, after: Version) -> Result<Vec<Entry>, StoreError> {
        self.readers
            .read(move |connection| query::entries(connection, stream, after))
            .await
    }

    async fn read_many(&self, streams: &[StreamId]) -> Result<Vec<Vec<Entry>>, StoreError> {
        let streams = streams.to_vec();
        self.readers
            .read(move |connection| {
                let entries = |stream| query::entries(connection, stream, Version(0));
                streams.into_iter().map(entries).collect()
            })
            .await
    }

    async fn streams(
        &self,
        family: Family,
        after: Option<[u8; 32]>,
        limit: usize,
    ) -> Result<Vec<StreamId>, StoreError> {
        self.readers
            .read(move |connection| query::streams(connection, family, after, limit))
            .await
    }

    async fn families(&self) -> Result<Vec<Family>, StoreError> {
        self.readers
            .read(|connection| ledger::families(connection))
            .await
    }

    async fn key(&self, stream: StreamId) -> Result<Option<Vec<u8>>, StoreError> {
        self.readers
            .read(move |connection| query::key(connection, stream))
            .await
    }

    async fn keys(&self, streams: &[StreamId]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let streams = streams.to_vec();
        self.readers
            .read(move |connection| {
                streams
                    .into_iter()
                    .map(|stream| query::key(connection, stream))
                    .collect()
            })
            .await
    }

    async fn erase_key(&self, stream: StreamId) -> Result<(), StoreError> {
        self.write(Work::EraseKey(stream)).await.map(drop)
    }

    async fn outbox(&self, after: u64, limit: usize) -> Result<Vec<Message>, StoreError> {
        self.readers
            .read(move |connection| query::outbox(connection, after, limit))
            .await
    }

    async fn done(&self, number: u64) -> Result<(), StoreError> {
        self.write(Work::Done(number)).await.map(drop)
    }

    async fn lease(&self, asked: LeaseAsked<'_>) -> Result<Option<Leased>, StoreError> {
        let work = Work::Lease(outbox::Asked::of(asked));
        match self.outcome(work).await? {
            Outcome::Leased(leased) => Ok(leased),
            other => Err(self.astray(&other)),
        }
    }

    async fn failed(
        &self,
        lease: &Leased,
        why: Vec<u8>,
        next: NextAttempt,
    ) -> Result<Settled, StoreError> {
        let lease = lease.clone();
        self.settle(Work::Failed { lease, why, next }).await
    }

    async fn dead_letters(&self, after: u64, limit: usize) -> Result<Vec<DeadLetter>, StoreError> {
        self.readers
            .read(move |connection| outbox::dead(connection, after, limit))
            .await
    }

    async fn retry(&self, number: u64, due: i64) -> Result<Settled, StoreError> {
        self.settle(Work::Retry { number, due }).await
    }

    async fn founding(&self, name: &'static str) -> Result<Option<Vec<u8>>, StoreError> {
        self.readers
            .read(move |connection| query::founding(connection, name))
            .await
    }

    async fn found(&self, name: &'static str, value: Vec<u8>) -> Result<(), StoreError> {
        self.write(Work::Found { name, value }).await.map(drop)
    }

    async fn forget_idempotency_before(&self, recorded_before: i64) -> Result<(), StoreError> {
        self.write(Work::Forget { recorded_before }).await.map(drop)
    }

    async fn keep(&self, name: [u8; 32], passing: Passing) -> Result<(), StoreError> {
        self.write(Work::Keep { name, passing }).await.map(drop)
    }

    async fn keep_new(
        &self,
        name: [u8; 32],
        passing: Passing,
        now: i64,
    ) -> Result<Keeping, StoreError> {
        match self.outcome(Work::KeepNew { name, passing, now }).await? {
            Outcome::Kept(keeping) => Ok(keeping),
            other => Err(self.astray(&other)),
        }
    }

    async fn kept(&self, name: [u8; 32]) -> Result<Option<Passing>, StoreError> {
        self.readers
            .read(move |connection| passing::kept(connection, name))
            .await
    }

    async fn forget(&self, name: [u8; 32]) -> Result<(), StoreError> {
        self.write(Work::ForgetPassing(name)).await.map(drop)
    }

    async fn forget_expired(&self, now: i64) -> Result<(), StoreError> {
        self.write(Work::ForgetExpired { now }).await.map(drop)
    }

    async fn waiting(&self, after: u64, limit: usize) -> Result<Vec<Waiting>, StoreError> {
        self.readers
            .read(move |connection| ledger::waiting(connection, after, limit))
            .await
    }

    async fn sequence(&self, step: Sequenced) -> Result<Appended, StoreError> {
        let sound = step.check();
        self.write(Work::Sequence { step, sound }).await
    }

    async fn places(&self) -> Result<u64, StoreError> {
        self.readers
            .read(|connection| ledger::places(connection))
            .await
    }

    async fn placed(&self, from: u64, limit: usize) -> Result<Vec<Placed>, StoreError> {
        self.readers
            .read(move |connection| ledger::placed(connection, from, limit))
            .await
    }

    async fn place_of(
        &self,
        entries: &[(StreamId, Version)],
    ) -> Result<Vec<Option<u64>>, StoreError> {
        let entries = entries.to_vec();
        self.readers
            .read(move |connection| {
                let place = |entry| ledger::place_of(connection, entry);
                entries.into_iter().map(place).collect()
            })
            .await
    }

    async fn tile(
        &self,
        shard: u32,
        level: u8,
        number: u64,
        width: u16,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.readers
            .read(move |connection| ledger::tile(connection, (shard, level, number, width)))
            .await
    }

    async fn tiles(&self, after: Option<TileAt>, limit: usize) -> Result<Vec<NewTile>, StoreError> {
        self.readers
            .read(move |connection| ledger::tiles(connection, after, limit))
            .await
    }

    async fn forget_partial_tiles(&self) -> Result<(), StoreError> {
        self.write(Work::ForgetPartialTiles).await.map(drop)
    }

    async fn cover(&self, cover: Cover) -> Result<(), StoreError> {
        self.write(Work::Cover(cover)).await.map(drop)
    }

    async fn covers(&self, after_size: u64, limit: usize) -> Result<Vec<Cover>, StoreError> {
        self.readers
            .read(move |connection| ledger::covers(connection, after_size, limit))
            .await
    }

    async fn last_cover(&self) -> Result<Option<Cover>, StoreError> {
        self.readers
            .read(|connection| ledger::cover_up_to(connection, u64::MAX))
            .await
    }

    async fn cover_of(&self, place: u64) -> Result<Option<Cover>, StoreError> {
        self.readers
            .read(move |connection| Ok(ledger::covers(connection, place, 1)?.pop()))
            .await
    }

    async fn cover_before(&self, place: u64) -> Result<Option<Cover>, StoreError> {
        self.readers
            .read(move |connection| ledger::cover_up_to(connection, place))
            .await
    }
}

#[cfg(test)]
mod tests;
