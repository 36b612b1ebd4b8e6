//! Compare-and-append batches over streams of opaque bytes.
//!
//! A store knows nothing of the law and nothing of people: it keeps what it is given, in order,
//! and refuses to change it. What must be erasable is sealed by the caller under a key that the
//! store holds wrapped; erasing the key is the only erasure there is.
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
//!   of the ledger.
//! - It does not copy itself: erasing a key here does not erase it from a backup.
//! - It lists streams in the order of their keys, not of their arrival, and never by what they
//!   hold.
//!
//! ```
//! use writ_store::{Append, Appended, Batch, Family, MemoryStore, NewEntry, Store, StreamId, Version};
//!
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! let store = MemoryStore::new();
//! let stream = StreamId { family: Family("person"), key: [7; 32] };
//! let entry = NewEntry { recorded_at: 1_681_718_400_000_000_000, content: b"sealed".to_vec() };
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
mod memory;
#[cfg(feature = "sqlite")]
mod sqlite;

pub use batch::{
    Append, Appended, Batch, Entry, Family, Idempotency, Message, NewEntry, NewMessage, StreamId,
    Version,
};
pub use error::StoreError;
pub use memory::MemoryStore;
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
    /// A named value fixed when the store was made (kind, regimes, key check), if it is there.
    async fn founding(&self, name: &'static str) -> Result<Option<Vec<u8>>, StoreError>;
    /// Fixes a named value once; a second, different one is refused.
    async fn found(&self, name: &'static str, value: Vec<u8>) -> Result<(), StoreError>;
    /// Forgets idempotency keys older than an instant (nanoseconds since 1970). For housekeeping.
    async fn forget_idempotency_before(&self, recorded_before: i64) -> Result<(), StoreError>;
}
