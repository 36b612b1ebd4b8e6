//! Compare-and-append batches over streams of opaque bytes.
//!
//! A store knows nothing of the law and nothing of people: it keeps what it is given, in order,
//! and refuses to change it. What must be erasable is sealed by the caller under a key that the
//! store holds wrapped; erasing the key is the only erasure there is.
//!
//! An entry may have a leaf, which stands for it in the ledger. From then on it waits, until a step
//! ([`Store::sequence`]) gives it a place; a cover ([`Store::cover`]) over that place says since
//! when others vouch for it.
//!
//! A message of the outbox is leased to one worker at a time ([`Store::lease`]) until it is done,
//! and what passes ([`Store::keep`]) is no part of the record at all.
//!
//! [`MemoryStore`] is for tests and demonstrations; [`SqliteStore`] (feature `sqlite`) keeps a
//! registry in one file. Both pass the same conformance suite (`tests/conformance`).
//!
//! # What it does not do
//!
//! - It does not look into what it keeps: no queries over contents, no projections, no law.
//! - It does not seal, wrap or derive keys, and it tells nobody apart: who may read or write is
//!   decided above it.
//! - It has no clock and no randomness: times, keys and numbers of streams come in. It only
//!   insists that time goes forward within a stream.
//! - It proves nothing. Whoever can write to the file can change it; that this shows is the work
//!   of the ledger. It keeps leaves, tiles and covers for it, and hashes and checks none of them.
//! - It does not copy itself: erasing a key here does not erase it from a backup.
//! - It lists streams in the order of their keys, not of their arrival, and never by what they
//!   hold. Only what has a leaf is also listed by its arrival, and then by its place.
//!
//! ```
//! use writ_store::{Append, Appended, Batch, Family, MemoryStore, NewEntry, Store, StreamId, Version};
//!
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! let store = MemoryStore::new();
//! let stream = StreamId { family: Family("person"), key: [7; 32] };
//! let entry = NewEntry { recorded_at: 1_681_718_400_000_000_000, content: b"sealed".to_vec(), leaf: None };
//! let append = Append { stream, expected: Version(0), entries: vec![entry] };
//! let batch = Batch { appends: vec![append], ..Batch::default() };
//!
//! assert_eq!(store.append(batch.clone()).await?, Appended::Now);
//! assert_eq!(store.version(stream).await?, Version(1));
//! assert!(store.append(batch).await.is_err(), "the stream has moved on");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # }).map_err(|error| error.to_string())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use async_trait::async_trait;

mod batch;
mod error;
mod lease;
mod ledger;
mod memory;
mod passing;
#[cfg(feature = "sqlite")]
mod sqlite;

pub use batch::{
    Append, Appended, Batch, Entry, Family, Idempotency, Message, NewEntry, NewMessage, StreamId,
    Version,
};
pub use error::StoreError;
pub use lease::{DeadLetter, LeaseAsked, Leased, NextAttempt, Settled};
pub use ledger::{Cover, NewTile, Placed, Sequenced, TileAt, Waiting};
pub use memory::MemoryStore;
pub use passing::{Keeping, Passing};
#[cfg(feature = "sqlite")]
pub use sqlite::{Absent, SqliteOptions, SqliteStore};

/// A store. Every method either did all of what it says, durably, or nothing.
///
/// Dropping the future of a method that writes does not take back what it asked for.
#[async_trait]
pub trait Store: std::fmt::Debug + Send + Sync {
    /// Puts a batch in, all or nothing.
    ///
    /// # Errors
    ///
    /// What is wrong is looked for in this order: the idempotency key, the batch itself, the
    /// versions and times of its appends one after the other, the data keys.
    async fn append(&self, batch: Batch) -> Result<Appended, StoreError>;
    /// How many entries a stream has.
    async fn version(&self, stream: StreamId) -> Result<Version, StoreError>;
    /// The entries of a stream after a version, in order.
    async fn read(&self, stream: StreamId, after: Version) -> Result<Vec<Entry>, StoreError>;
    /// The entries of several streams, in the order asked for, as they were at one moment; a
    /// stream without entries is empty.
    async fn read_many(&self, streams: &[StreamId]) -> Result<Vec<Vec<Entry>>, StoreError>;
    /// Streams of a family that have an entry, in the order of their keys, after a key.
    async fn streams(
        &self,
        family: Family,
        after: Option<[u8; 32]>,
        limit: usize,
    ) -> Result<Vec<StreamId>, StoreError>;
    /// Every family of which a stream has an entry, in the order of their words. For audits: the
    /// families that a caller knows are not all that there may be.
    async fn families(&self) -> Result<Vec<Family>, StoreError>;
    /// The wrapped data key of a stream, unless it has none or it was erased.
    async fn key(&self, stream: StreamId) -> Result<Option<Vec<u8>>, StoreError>;
    /// The wrapped data keys of several streams, in the order asked for.
    async fn keys(&self, streams: &[StreamId]) -> Result<Vec<Option<Vec<u8>>>, StoreError>;
    /// Erases the data key of a stream, for good: what it sealed is gone. Doing it twice, or for
    /// a stream that has none, does no harm.
    async fn erase_key(&self, stream: StreamId) -> Result<(), StoreError>;
    /// Messages of the outbox that are not done, oldest first, after a number (0 for all).
    async fn outbox(&self, after: u64, limit: usize) -> Result<Vec<Message>, StoreError>;
    /// Marks a message as done. Doing it twice, or for a number never given, does no harm.
    async fn done(&self, number: u64) -> Result<(), StoreError>;
    /// Gives a worker the message that has been due for the longest time, and nobody else until
    /// the lease ends. What was never tried is due before all that was. Nothing if nothing of
    /// these topics is due.
    async fn lease(&self, asked: LeaseAsked<'_>) -> Result<Option<Leased>, StoreError>;
    /// Takes down why a message could not be sent, and when it is due again. Moot unless whoever
    /// says so still holds it.
    async fn failed(
        &self,
        lease: &Leased,
        why: Vec<u8>,
        next: NextAttempt,
    ) -> Result<Settled, StoreError>;
    /// Messages that nobody tries any more, in the order of their numbers, after a number (0 for
    /// all). The outbox lists them too: nothing is dropped.
    async fn dead_letters(&self, after: u64, limit: usize) -> Result<Vec<DeadLetter>, StoreError>;
    /// Lets a dead letter be tried again from an instant on (nanoseconds since 1970), as if it
    /// never had been. Moot for a message that is none.
    async fn retry(&self, number: u64, due: i64) -> Result<Settled, StoreError>;
    /// A named value fixed when the store was made (kind, regimes, key check), if it is there.
    async fn founding(&self, name: &'static str) -> Result<Option<Vec<u8>>, StoreError>;
    /// Fixes a named value once; a second, different one is refused.
    async fn found(&self, name: &'static str, value: Vec<u8>) -> Result<(), StoreError>;
    /// Forgets idempotency keys older than an instant (nanoseconds since 1970). For housekeeping.
    async fn forget_idempotency_before(&self, recorded_before: i64) -> Result<(), StoreError>;

    /// Keeps a value that passes under a name, in place of what was there.
    async fn keep(&self, name: [u8; 32], passing: Passing) -> Result<(), StoreError>;
    /// Keeps a value that passes under a name, unless one is kept there whose time is after `now`
    /// (nanoseconds since 1970). Of several who try at once one succeeds.
    async fn keep_new(
        &self,
        name: [u8; 32],
        passing: Passing,
        now: i64,
    ) -> Result<Keeping, StoreError>;
    /// What is kept under a name, expired or not.
    async fn kept(&self, name: [u8; 32]) -> Result<Option<Passing>, StoreError>;
    /// Forgets what is kept under a name, if anything is.
    async fn forget(&self, name: [u8; 32]) -> Result<(), StoreError>;
    /// Forgets every value whose time is not after an instant (nanoseconds since 1970). For
    /// housekeeping.
    async fn forget_expired(&self, now: i64) -> Result<(), StoreError>;

    /// Entries that wait for a place, in order of arrival, after a number (0 for all). Those of
    /// one batch arrived in the order in which it has them.
    async fn waiting(&self, after: u64, limit: usize) -> Result<Vec<Waiting>, StoreError>;
    /// Takes one step of the ledger, all or nothing.
    ///
    /// # Errors
    ///
    /// What is wrong is looked for in this order: the idempotency key, the batch itself, the
    /// shape of the tiles, the places ([`StoreError::Placed`]), then versions, times and data keys
    /// as in [`append`](Store::append), and last the tiles that are kept with other bytes
    /// ([`StoreError::Tile`]). So whoever puts a checkpoint into the batch and finds that somebody
    /// else was first is told just that, and not that the tiles differ.
    async fn sequence(&self, step: Sequenced) -> Result<Appended, StoreError>;
    /// How many places were given.
    async fn places(&self) -> Result<u64, StoreError>;
    /// Entries that have a place, in order, from a place on.
    async fn placed(&self, from: u64, limit: usize) -> Result<Vec<Placed>, StoreError>;
    /// The places of several entries, in the order asked for; none for an entry that waits, has
    /// no leaf or is not there.
    async fn place_of(
        &self,
        entries: &[(StreamId, Version)],
    ) -> Result<Vec<Option<u64>>, StoreError>;
    /// The content of a tile of just that width, if it is kept.
    async fn tile(
        &self,
        shard: u32,
        level: u8,
        number: u64,
        width: u16,
    ) -> Result<Option<Vec<u8>>, StoreError>;
    /// Every tile there is, in the order of shard, level, number and width, after one. For audits:
    /// what nobody asks for by its number is found in no other way.
    async fn tiles(&self, after: Option<TileAt>, limit: usize) -> Result<Vec<NewTile>, StoreError>;
    /// Forgets each tile that is not full, where the full one is kept too. For housekeeping.
    async fn forget_partial_tiles(&self) -> Result<(), StoreError>;
    /// Puts a cover over the first places, once and for all.
    ///
    /// # Errors
    ///
    /// [`StoreError::Cover`] if it covers no more than the last one, more places than were given,
    /// or is of an earlier time than the last one.
    async fn cover(&self, cover: Cover) -> Result<(), StoreError>;
    /// Covers in order of their size, after a size (0 for all).
    async fn covers(&self, after_size: u64, limit: usize) -> Result<Vec<Cover>, StoreError>;
    /// The largest cover.
    async fn last_cover(&self) -> Result<Option<Cover>, StoreError>;
    /// The first cover over a place: the smallest whose size is above it.
    async fn cover_of(&self, place: u64) -> Result<Option<Cover>, StoreError>;
    /// The last cover without a place: the largest whose size is not above it.
    async fn cover_before(&self, place: u64) -> Result<Option<Cover>, StoreError>;
}
