//! A store in memory, for tests and demonstrations: gone when the program ends.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;

use crate::{
    Append, Appended, Batch, Cover, DeadLetter, Entry, Family, Keeping, LeaseAsked, Leased,
    Message, NewTile, NextAttempt, Passing, Placed, Sequenced, Settled, Store, StoreError,
    StreamId, TileAt, Version, Waiting,
};

mod ledger;
mod outbox;
mod passing;

use ledger::Ledger;
use outbox::Outbox;
use passing::Passings;

/// A store in memory. It keeps the same promises as the others, except that nothing is durable.
#[derive(Debug, Default)]
pub struct MemoryStore {
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    /// The entries; when each was covered is filled in at reading.
    streams: BTreeMap<StreamId, Vec<Entry>>,
    /// `None` is a key that was erased.
    keys: HashMap<StreamId, Option<Vec<u8>>>,
    outbox: Outbox,
    passing: Passings,
    idempotency: HashMap<[u8; 32], Request>,
    founding: HashMap<&'static str, Vec<u8>>,
    ledger: Ledger,
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
        if self.repeats(&batch)? {
            return Ok(Appended::Before);
        }
        batch.check()?;
        self.admit_all(&batch)?;
        self.put(batch);
        Ok(Appended::Now)
    }

    /// So it is with a step.
    fn sequence(&mut self, step: Sequenced) -> Result<Appended, StoreError> {
        if self.repeats(&step.batch)? {
            return Ok(Appended::Before);
        }
        step.check()?;
        self.ledger.admit_places(step.first, &step.numbers)?;
        self.admit_all(&step.batch)?;
        self.ledger.admit_tiles(&step.tiles)?;
        for number in step.numbers {
            if let Some((stream, version, place)) = self.ledger.place(number)
                && let Some(entry) = self.entry_mut(stream, version)
            {
                entry.place = Some(place);
            }
        }
        self.ledger.keep(step.tiles);
        self.put(step.batch);
        Ok(Appended::Now)
    }

    /// Whether a batch is in already.
    fn repeats(&self, batch: &Batch) -> Result<bool, StoreError> {
        let asked = batch.idempotency.as_ref();
        match asked.and_then(|asked| Some((asked, self.idempotency.get(&asked.key)?))) {
            Some((asked, before)) if before.digest == asked.digest => Ok(true),
            Some(_) => Err(StoreError::KeyReused),
            None => Ok(false),
        }
    }

    fn admit_all(&self, batch: &Batch) -> Result<(), StoreError> {
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
            })
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
                if new.leaf.is_some() {
                    self.ledger.wait(append.stream, version);
                }
                entries.push(Entry {
                    version,
                    recorded_at: new.recorded_at,
                    content: new.content,
                    leaf: new.leaf,
                    place: None,
                    covered_at: None,
                });
            }
        }
        for (stream, wrapped) in batch.keys {
            self.keys.insert(stream, Some(wrapped));
        }
        for new in batch.outbox {
            self.outbox.put(new);
        }
    }

    fn entries(&self, stream: StreamId) -> &[Entry] {
        self.streams.get(&stream).map_or(&[], Vec::as_slice)
    }

    /// The entries of a stream after a version, with the times at which they were covered.
    fn read(&self, stream: StreamId, after: Version) -> Vec<Entry> {
        let entries = self.entries(stream).iter();
        entries
            .filter(|entry| entry.version > after)
            .map(|entry| Entry {
                covered_at: entry.place.and_then(|place| self.covered_at(place)),
                ..entry.clone()
            })
            .collect()
    }

    fn covered_at(&self, place: u64) -> Option<i64> {
        self.ledger.covers_after(place).next().map(|cover| cover.at)
    }

    fn entry(&self, stream: StreamId, version: Version) -> Option<&Entry> {
        self.entries(stream).get(index(version)?)
    }

    fn entry_mut(&mut self, stream: StreamId, version: Version) -> Option<&mut Entry> {
        self.streams.get_mut(&stream)?.get_mut(index(version)?)
    }

    fn waiting(&self, after: u64) -> impl Iterator<Item = Waiting> {
        let after = (Bound::Excluded(after), Bound::Unbounded);
        let waiting = self.ledger.waiting.range(after);
        waiting.filter_map(|(number, (stream, version))| {
            Some(Waiting {
                number: *number,
                stream: *stream,
                version: *version,
                leaf: self.entry(*stream, *version)?.leaf.clone()?,
            })
        })
    }

    fn placed(&self, from: u64) -> impl Iterator<Item = Placed> {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let placed = self.ledger.placed.get(from..).unwrap_or_default().iter();
        placed.filter_map(|(stream, version)| {
            let entry = self.entry(*stream, *version)?.clone();
            Some(Placed {
                place: entry.place?,
                stream: *stream,
                version: *version,
                recorded_at: entry.recorded_at,
                leaf: entry.leaf?,
                content: entry.content,
            })
        })
    }

    fn key(&self, stream: StreamId) -> Option<Vec<u8>> {
        self.keys.get(&stream).cloned().flatten()
    }
}

fn count<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

/// Where the entry of a version lies among those of its stream.
fn index(version: Version) -> Option<usize> {
    usize::try_from(version.0.checked_sub(1)?).ok()
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
        Ok(self.held()?.read(stream, after))
    }

    async fn read_many(&self, streams: &[StreamId]) -> Result<Vec<Vec<Entry>>, StoreError> {
        let held = self.held()?;
        Ok(streams
            .iter()
            .map(|stream| held.read(*stream, Version(0)))
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

    async fn families(&self) -> Result<Vec<Family>, StoreError> {
        let held = self.held()?;
        let mut families: Vec<Family> = held.streams.keys().map(|stream| stream.family).collect();
        families.dedup();
        Ok(families)
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
        Ok(self.held()?.outbox.messages(after).take(limit).collect())
    }

    async fn done(&self, number: u64) -> Result<(), StoreError> {
        self.held()?.outbox.done(number);
        Ok(())
    }

    async fn lease(&self, asked: LeaseAsked<'_>) -> Result<Option<Leased>, StoreError> {
        Ok(self.held()?.outbox.lease(asked))
    }

    async fn failed(
        &self,
        lease: &Leased,
        why: Vec<u8>,
        next: NextAttempt,
    ) -> Result<Settled, StoreError> {
        Ok(self.held()?.outbox.failed(lease, why, next))
    }

    async fn dead_letters(&self, after: u64, limit: usize) -> Result<Vec<DeadLetter>, StoreError> {
        Ok(self.held()?.outbox.dead(after).take(limit).collect())
    }

    async fn retry(&self, number: u64, due: i64) -> Result<Settled, StoreError> {
        Ok(self.held()?.outbox.retry(number, due))
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

    async fn keep(&self, name: [u8; 32], passing: Passing) -> Result<(), StoreError> {
        self.held()?.passing.keep(name, passing);
        Ok(())
    }

    async fn keep_new(
        &self,
        name: [u8; 32],
        passing: Passing,
        now: i64,
    ) -> Result<Keeping, StoreError> {
        Ok(self.held()?.passing.keep_new(name, passing, now))
    }

    async fn kept(&self, name: [u8; 32]) -> Result<Option<Passing>, StoreError> {
        Ok(self.held()?.passing.kept(name))
    }

    async fn forget(&self, name: [u8; 32]) -> Result<(), StoreError> {
        self.held()?.passing.forget(name);
        Ok(())
    }

    async fn forget_expired(&self, now: i64) -> Result<(), StoreError> {
        self.held()?.passing.forget_expired(now);
        Ok(())
    }

    async fn waiting(&self, after: u64, limit: usize) -> Result<Vec<Waiting>, StoreError> {
        Ok(self.held()?.waiting(after).take(limit).collect())
    }

    async fn sequence(&self, step: Sequenced) -> Result<Appended, StoreError> {
        self.held()?.sequence(step)
    }

    async fn places(&self) -> Result<u64, StoreError> {
        Ok(count(&self.held()?.ledger.placed))
    }

    async fn placed(&self, from: u64, limit: usize) -> Result<Vec<Placed>, StoreError> {
        Ok(self.held()?.placed(from).take(limit).collect())
    }

    async fn place_of(
        &self,
        entries: &[(StreamId, Version)],
    ) -> Result<Vec<Option<u64>>, StoreError> {
        let held = self.held()?;
        let place = |(stream, version): &(StreamId, Version)| held.entry(*stream, *version)?.place;
        Ok(entries.iter().map(place).collect())
    }

    async fn tile(
        &self,
        shard: u32,
        level: u8,
        number: u64,
        width: u16,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.held()?.ledger.tile((shard, level, number, width)))
    }

    async fn tiles(&self, after: Option<TileAt>, limit: usize) -> Result<Vec<NewTile>, StoreError> {
        Ok(self.held()?.ledger.tiles(after).take(limit).collect())
    }

    async fn forget_partial_tiles(&self) -> Result<(), StoreError> {
        self.held()?.ledger.forget_partial_tiles();
        Ok(())
    }

    async fn cover(&self, cover: Cover) -> Result<(), StoreError> {
        self.held()?.ledger.cover(cover)
    }

    async fn covers(&self, after_size: u64, limit: usize) -> Result<Vec<Cover>, StoreError> {
        let held = self.held()?;
        let covers = held.ledger.covers_after(after_size);
        Ok(covers.take(limit).cloned().collect())
    }

    async fn last_cover(&self) -> Result<Option<Cover>, StoreError> {
        Ok(self.held()?.ledger.last_cover().cloned())
    }

    async fn cover_of(&self, place: u64) -> Result<Option<Cover>, StoreError> {
        Ok(self.held()?.ledger.covers_after(place).next().cloned())
    }

    async fn cover_before(&self, place: u64) -> Result<Option<Cover>, StoreError> {
        Ok(self.held()?.ledger.cover_before(place).cloned())
    }
}
