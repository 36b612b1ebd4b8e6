//! Compare-and-append batches over streams of opaque bytes.
//!
//! A store knows nothing of the law and nothing of people: it keeps what it is given, in order,
//! and refuses to change it. What must be erasable is sealed by the caller under a key that the
//! store holds wrapped; erasing the key is the only erasure there is.

use async_trait::async_trait;

mod batch;
mod error;

pub use batch::{
    Append, Appended, Batch, Entry, Family, Idempotency, Message, NewEntry, NewMessage, StreamId,
    Version,
};
pub use error::StoreError;

/// A store. Every method either did all of what it says, durably, or nothing.
#[async_trait]
pub trait Store: std::fmt::Debug + Send + Sync {
    /// Puts a batch in, all or nothing.
    async fn append(&self, batch: Batch) -> Result<Appended, StoreError>;
    /// How many entries a stream has.
    async fn version(&self, stream: StreamId) -> Result<Version, StoreError>;
    /// The entries of a stream after a version, in order.
    async fn read(&self, stream: StreamId, after: Version) -> Result<Vec<Entry>, StoreError>;
    /// The entries of several streams, in the order asked for; a stream without entries is empty.
    async fn read_many(&self, streams: &[StreamId]) -> Result<Vec<Vec<Entry>>, StoreError>;
    /// Streams of a family in the order of their keys, after a key.
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
    /// Erases the data key of a stream: what it sealed is gone. Doing it twice does no harm.
    async fn erase_key(&self, stream: StreamId) -> Result<(), StoreError>;
    /// Messages of the outbox that are not done, oldest first, after a number.
    async fn outbox(&self, after: u64, limit: usize) -> Result<Vec<Message>, StoreError>;
    /// Marks a message as done. Doing it twice does no harm.
    async fn done(&self, number: u64) -> Result<(), StoreError>;
    /// A named value fixed when the store was made (kind, regimes, key check), if it is there.
    async fn founding(&self, name: &'static str) -> Result<Option<Vec<u8>>, StoreError>;
    /// Fixes a named value once; a second, different one is a conflict.
    async fn found(&self, name: &'static str, value: Vec<u8>) -> Result<(), StoreError>;
    /// Forgets idempotency keys older than an instant (nanoseconds since 1970). For housekeeping.
    async fn forget_idempotency_before(&self, recorded_before: i64) -> Result<(), StoreError>;
}
