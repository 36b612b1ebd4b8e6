//! A store in memory, for tests and demonstrations: gone when the program ends.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;

use crate::{
    Append, Appended, Batch, Entry, Family, Message, Store, StoreError, StreamId, Version,
};

/// A store in memory. It keeps the same promises as the others, except that nothing is durable.
#[derive(Debug, Default)]
pub struct MemoryStore {
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    streams: BTreeMap<StreamId, Vec<Entry>>,
    /// `None` is a key that was erased.
    keys: HashMap<StreamId, Option<Vec<u8>>>,
    /// The messages that are not done, by number.
    outbox: BTreeMap<u64, Message>,
    /// The number of the last message ever.
    last_message: u64,
    idempotency: HashMap<[u8; 32], Request>,
    founding: HashMap<&'static str, Vec<u8>>,
}

#[derive(Debug)]
struct Request {
    digest: [u8; 32],
    recorded_at: Option<i64>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    fn held(&self) -> Result<MutexGuard<'_, Held>, StoreError> {
        self.held.lock().map_err(|_| StoreError::Unavailable {
            place: "memory".to_owned(),
            why: "a thread panicked while it wrote: start the program again".to_owned(),
        })
    }
}

impl Held {
    /// Everything that could refuse a batch comes first, so that putting it in cannot fail.
    fn append(&mut self, batch: Batch) -> Result<Appended, StoreError> {
        if let Some(asked) = &batch.idempotency
            && let Some(before) = self.idempotency.get(&asked.key)
        {
            return match before.digest == asked.digest {
                true => Ok(Appended::Before),
                false => Err(StoreError::KeyReused),
            };
        }
        batch.check()?;
        batch
            .appends
            .iter()
            .try_for_each(|append| self.admit(append))?;
        batch
            .keys
            .iter()
            .try_for_each(|(stream, _)| match self.keys.get(stream) {
                None => Ok(()),
                Some(Some(_)) => Err(StoreError::has_key(*stream)),
                Some(None) => Err(StoreError::erased_key(*stream)),
            })?;
        self.put(batch);
        Ok(Appended::Now)
    }

    fn admit(&self, append: &Append) -> Result<(), StoreError> {
        let entries = self.entries(append.stream);
        StoreError::at(append.stream, append.expected, Version(count(entries)))?;
        match append.entries.first() {
            Some(first) => StoreError::in_time(
                append.stream,
                entries.last().map(|last| last.recorded_at),
                first.recorded_at,
            ),
            None => Ok(()),
        }
    }

    fn put(&mut self, batch: Batch) {
        let recorded_at = batch.recorded_at();
        if let Some(asked) = batch.idempotency {
            self.idempotency.insert(
                asked.key,
                Request {
                    digest: asked.digest,
                    recorded_at,
                },
            );
        }
        for append in batch
            .appends
            .into_iter()
            .filter(|append| !append.entries.is_empty())
        {
            let entries = self.streams.entry(append.stream).or_default();
            for new in append.entries {
                let version = Version(count(entries).saturating_add(1));
                entries.push(Entry {
                    version,
                    recorded_at: new.recorded_at,
                    content: new.content,
                });
            }
        }
        for (stream, wrapped) in batch.keys {
            self.keys.insert(stream, Some(wrapped));
        }
        for new in batch.outbox {
            let number = self.last_message.saturating_add(1);
            let message = Message {
                number,
                topic: new.topic.to_owned(),
                content: new.content,
            };
            self.outbox.insert(number, message);
            self.last_message = number;
        }
    }

    fn entries(&self, stream: StreamId) -> &[Entry] {
        self.streams.get(&stream).map_or(&[], Vec::as_slice)
    }

    fn key(&self, stream: StreamId) -> Option<Vec<u8>> {
        self.keys.get(&stream).cloned().flatten()
    }
}

fn count<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

#[async_trait]
impl Store for MemoryStore {
    async fn append(&self, batch: Batch) -> Result<Appended, StoreError> {
        self.held()?.append(batch)
    }

    async fn version(&self, stream: StreamId) -> Result<Version, StoreError> {
        Ok(Version(count(self.held()?.entries(stream))))
    }

    async fn read(&self, stream: StreamId, after: Version) -> Result<Vec<Entry>, StoreError> {
        let held = self.held()?;
        let entries = held.entries(stream).iter();
        Ok(entries
            .filter(|entry| entry.version > after)
            .cloned()
            .collect())
    }

    async fn read_many(&self, streams: &[StreamId]) -> Result<Vec<Vec<Entry>>, StoreError> {
        let held = self.held()?;
        Ok(streams
            .iter()
            .map(|stream| held.entries(*stream).to_vec())
            .collect())
    }

    async fn streams(
        &self,
        family: Family,
        after: Option<[u8; 32]>,
        limit: usize,
    ) -> Result<Vec<StreamId>, StoreError> {
        let first = match after {
            Some(key) => Bound::Excluded(StreamId { family, key }),
            None => Bound::Included(StreamId {
                family,
                key: [0; 32],
            }),
        };
        let held = self.held()?;
        let streams = held
            .streams
            .range((first, Bound::Unbounded))
            .map(|(stream, _)| *stream);
        Ok(streams
            .take_while(|stream| stream.family == family)
            .take(limit)
            .collect())
    }

    async fn key(&self, stream: StreamId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.held()?.key(stream))
    }

    async fn keys(&self, streams: &[StreamId]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let held = self.held()?;
        Ok(streams.iter().map(|stream| held.key(*stream)).collect())
    }

    async fn erase_key(&self, stream: StreamId) -> Result<(), StoreError> {
        if let Some(key) = self.held()?.keys.get_mut(&stream) {
            *key = None;
        }
        Ok(())
    }

    async fn outbox(&self, after: u64, limit: usize) -> Result<Vec<Message>, StoreError> {
        let held = self.held()?;
        let open = held
            .outbox
            .range((Bound::Excluded(after), Bound::Unbounded));
        Ok(open
            .take(limit)
            .map(|(_, message)| message.clone())
            .collect())
    }

    async fn done(&self, number: u64) -> Result<(), StoreError> {
        self.held()?.outbox.remove(&number);
        Ok(())
    }

    async fn founding(&self, name: &'static str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.held()?.founding.get(name).cloned())
    }

    async fn found(&self, name: &'static str, value: Vec<u8>) -> Result<(), StoreError> {
        match self
            .held()?
            .founding
            .entry(name)
            .or_insert_with(|| value.clone())
        {
            fixed if *fixed == value => Ok(()),
            _ => Err(StoreError::founded(name)),
        }
    }

    async fn forget_idempotency_before(&self, recorded_before: i64) -> Result<(), StoreError> {
        self.held()?
            .idempotency
            .retain(|_, request| request.recorded_at.is_none_or(|at| at >= recorded_before));
        Ok(())
    }
}
