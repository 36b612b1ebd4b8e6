//! The same bytes as a campaign's notices, put into the same file by plain prepared inserts.
//!
//! A store is put between the registry and SQLite that remembers every batch. Afterwards the
//! batches go into a copy of the file as it was before, one transaction each, with the same
//! durability: no version is compared, nothing is read, no law is asked. Only the sealing is done
//! on both sides.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use async_trait::async_trait;
use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::aead::{AeadInOut, KeyInit as _};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rusqlite::{Connection, OptionalExtension as _, params};
use writ_store::{
    Appended, Batch, Cover, DeadLetter, Entry, Family, Keeping, LeaseAsked, Leased, Message,
    NewTile, NextAttempt, Passing, Placed, Sequenced, Settled, SqliteStore, Store, StoreError,
    StreamId, TileAt, Version, Waiting,
};

/// What a seal adds to the bytes that it seals: a version, a nonce and a tag.
const SEAL_BYTES: usize = 1 + 24 + 16;

/// A store in SQLite that remembers the batches it was given.
#[derive(Debug)]
pub(crate) struct Remembering {
    store: SqliteStore,
    batches: Mutex<Vec<Batch>>,
}

impl Remembering {
    pub(crate) fn new(store: SqliteStore) -> Self {
        Self {
            store,
            batches: Mutex::new(Vec::new()),
        }
    }

    /// The batches so far, in order.
    pub(crate) fn batches(&self) -> Vec<Batch> {
        let mut batches = self.batches.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut batches)
    }
}

#[async_trait]
impl Store for Remembering {
    async fn append(&self, batch: Batch) -> Result<Appended, StoreError> {
        let copy = batch.clone();
        let appended = self.store.append(batch).await?;
        if appended == Appended::Now {
            self.batches
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(copy);
        }
        Ok(appended)
    }

    async fn version(&self, stream: StreamId) -> Result<Version, StoreError> {
        self.store.version(stream).await
    }

    async fn read(&self, stream: StreamId, after: Version) -> Result<Vec<Entry>, StoreError> {
        self.store.read(stream, after).await
    }

    async fn read_many(&self, streams: &[StreamId]) -> Result<Vec<Vec<Entry>>, StoreError> {
        self.store.read_many(streams).await
    }

    async fn families(&self) -> Result<Vec<Family>, StoreError> {
        self.store.families().await
    }

    async fn streams(
        &self,
        family: Family,
        after: Option<[u8; 32]>,
        limit: usize,
    ) -> Result<Vec<StreamId>, StoreError> {
        self.store.streams(family, after, limit).await
    }

    async fn key(&self, stream: StreamId) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.key(stream).await
    }

    async fn keys(&self, streams: &[StreamId]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.store.keys(streams).await
    }

    async fn erase_key(&self, stream: StreamId) -> Result<(), StoreError> {
        self.store.erase_key(stream).await
    }

    async fn outbox(&self, after: u64, limit: usize) -> Result<Vec<Message>, StoreError> {
        self.store.outbox(after, limit).await
    }

    async fn done(&self, number: u64) -> Result<(), StoreError> {
        self.store.done(number).await
    }

    async fn lease(&self, asked: LeaseAsked<'_>) -> Result<Option<Leased>, StoreError> {
        self.store.lease(asked).await
    }

    async fn failed(
        &self,
        lease: &Leased,
        why: Vec<u8>,
        next: NextAttempt,
    ) -> Result<Settled, StoreError> {
        self.store.failed(lease, why, next).await
    }

    async fn dead_letters(&self, after: u64, limit: usize) -> Result<Vec<DeadLetter>, StoreError> {
        self.store.dead_letters(after, limit).await
    }

    async fn retry(&self, number: u64, due: i64) -> Result<Settled, StoreError> {
        self.store.retry(number, due).await
    }

    async fn keep(&self, name: [u8; 32], passing: Passing) -> Result<(), StoreError> {
        self.store.keep(name, passing).await
    }

    async fn keep_new(
        &self,
        name: [u8; 32],
        passing: Passing,
        now: i64,
    ) -> Result<Keeping, StoreError> {
        self.store.keep_new(name, passing, now).await
    }

    async fn kept(&self, name: [u8; 32]) -> Result<Option<Passing>, StoreError> {
        self.store.kept(name).await
    }

    async fn forget(&self, name: [u8; 32]) -> Result<(), StoreError> {
        self.store.forget(name).await
    }

    async fn forget_expired(&self, now: i64) -> Result<(), StoreError> {
        self.store.forget_expired(now).await
    }

    async fn founding(&self, name: &'static str) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.founding(name).await
    }

    async fn found(&self, name: &'static str, value: Vec<u8>) -> Result<(), StoreError> {
        self.store.found(name, value).await
    }

    async fn forget_idempotency_before(&self, recorded_before: i64) -> Result<(), StoreError> {
        self.store.forget_idempotency_before(recorded_before).await
    }

    async fn waiting(&self, after: u64, limit: usize) -> Result<Vec<Waiting>, StoreError> {
        self.store.waiting(after, limit).await
    }

    async fn sequence(&self, step: Sequenced) -> Result<Appended, StoreError> {
        self.store.sequence(step).await
    }

    async fn places(&self) -> Result<u64, StoreError> {
        self.store.places().await
    }

    async fn placed(&self, from: u64, limit: usize) -> Result<Vec<Placed>, StoreError> {
        self.store.placed(from, limit).await
    }

    async fn place_of(
        &self,
        entries: &[(StreamId, Version)],
    ) -> Result<Vec<Option<u64>>, StoreError> {
        self.store.place_of(entries).await
    }

    async fn tile(
        &self,
        shard: u32,
        level: u8,
        number: u64,
        width: u16,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.tile(shard, level, number, width).await
    }

    async fn tiles(&self, after: Option<TileAt>, limit: usize) -> Result<Vec<NewTile>, StoreError> {
        self.store.tiles(after, limit).await
    }

    async fn forget_partial_tiles(&self) -> Result<(), StoreError> {
        self.store.forget_partial_tiles().await
    }

    async fn cover(&self, cover: Cover) -> Result<(), StoreError> {
        self.store.cover(cover).await
    }

    async fn covers(&self, after_size: u64, limit: usize) -> Result<Vec<Cover>, StoreError> {
        self.store.covers(after_size, limit).await
    }

    async fn last_cover(&self) -> Result<Option<Cover>, StoreError> {
        self.store.last_cover().await
    }

    async fn cover_of(&self, place: u64) -> Result<Option<Cover>, StoreError> {
        self.store.cover_of(place).await
    }

    async fn cover_before(&self, place: u64) -> Result<Option<Cover>, StoreError> {
        self.store.cover_before(place).await
    }
}

/// Stream, version, time, the bytes that are to be sealed, and the leaf.
type ReadyEntry = (i64, i64, i64, Vec<u8>, Option<Vec<u8>>);

/// A batch with the numbers of its streams looked up beforehand.
struct Ready {
    /// Streams that are new: their number, family and key.
    streams: Vec<(i64, &'static str, [u8; 32])>,
    entries: Vec<ReadyEntry>,
    keys: Vec<(i64, Vec<u8>)>,
    messages: Vec<(&'static str, Vec<u8>)>,
    request: Option<([u8; 32], [u8; 32], i64)>,
}

/// Carries what is still in the log of a store over into its one file, so that it can be copied.
pub(crate) fn settle(path: &Path) -> Result<()> {
    let connection = Connection::open(path)?;
    let left: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    ensure!(left == 0, "{} is still in use", path.display());
    Ok(())
}

/// Seconds for putting the batches into the file at `path`.
pub(crate) fn plain(path: &Path, batches: &[Batch]) -> Result<f64> {
    let mut connection = Connection::open(path)?;
    // As the store of `writ-store` has them.
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32768;
         PRAGMA wal_autocheckpoint = 16384;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    ensure!(
        mode == "wal",
        "the file has another journal than the store's: {mode}"
    );
    let ready = look_up(&connection, batches)?;
    let cipher = XChaCha20Poly1305::new(&[7; 32].into());
    let began = Instant::now();
    for batch in ready {
        put(&mut connection, &cipher, batch)?;
    }
    Ok(began.elapsed().as_secs_f64())
}

fn look_up(connection: &Connection, batches: &[Batch]) -> Result<Vec<Ready>> {
    let mut next: i64 =
        connection.query_row("SELECT coalesce(max(id), 0) FROM stream", [], |row| {
            row.get(0)
        })?;
    let mut find = connection.prepare("SELECT id FROM stream WHERE family = ?1 AND key = ?2")?;
    let mut made = std::collections::HashMap::new();
    let mut ready = Vec::with_capacity(batches.len());
    for batch in batches {
        let mut streams = Vec::new();
        let mut number = |stream: StreamId| -> Result<i64> {
            let known = find
                .query_row(params![stream.family.0, stream.key], |row| row.get(0))
                .optional()?
                .or_else(|| made.get(&stream).copied());
            if let Some(known) = known {
                return Ok(known);
            }
            next += 1;
            made.insert(stream, next);
            streams.push((next, stream.family.0, stream.key));
            Ok(next)
        };
        let mut entries = Vec::new();
        let mut latest = 0;
        for append in batch
            .appends
            .iter()
            .filter(|append| !append.entries.is_empty())
        {
            let stream = number(append.stream)?;
            for (version, entry) in (append.expected.0 + 1..).zip(&append.entries) {
                latest = latest.max(entry.recorded_at);
                let version = i64::try_from(version).context("a version beyond all numbers")?;
                let bytes = entry.content.len().saturating_sub(SEAL_BYTES);
                let open = entry.content.iter().take(bytes).copied().collect();
                let leaf = entry.leaf.clone();
                entries.push((stream, version, entry.recorded_at, open, leaf));
            }
        }
        let keys = batch
            .keys
            .iter()
            .map(|(stream, key)| Ok((number(*stream)?, key.clone())));
        let keys = keys.collect::<Result<_>>()?;
        let messages = batch
            .outbox
            .iter()
            .map(|it| (it.topic, it.content.clone()))
            .collect();
        let request = batch
            .idempotency
            .as_ref()
            .map(|it| (it.key, it.digest, latest));
        ready.push(Ready {
            streams,
            entries,
            keys,
            messages,
            request,
        });
    }
    Ok(ready)
}

fn put(connection: &mut Connection, cipher: &XChaCha20Poly1305, batch: Ready) -> Result<()> {
    let transaction = connection.transaction()?;
    {
        let mut insert = transaction
            .prepare_cached("INSERT INTO stream (id, family, key) VALUES (?1, ?2, ?3)")?;
        for (id, family, key) in &batch.streams {
            insert.execute(params![id, family, key])?;
        }
        let mut insert = transaction.prepare_cached(
            "INSERT INTO entry (stream, version, recorded_at, content, leaf)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut wait =
            transaction.prepare_cached("INSERT INTO waiting (stream, version) VALUES (?1, ?2)")?;
        for (stream, version, recorded_at, open, leaf) in batch.entries {
            let sealed = seal(cipher, open)?;
            insert.execute(params![stream, version, recorded_at, sealed, leaf])?;
            if leaf.is_some() {
                wait.execute(params![stream, version])?;
            }
        }
        let mut insert =
            transaction.prepare_cached("INSERT INTO data_key (stream, wrapped) VALUES (?1, ?2)")?;
        for (stream, wrapped) in &batch.keys {
            insert.execute(params![stream, wrapped])?;
        }
        let mut insert =
            transaction.prepare_cached("INSERT INTO message (topic, content) VALUES (?1, ?2)")?;
        for (topic, content) in &batch.messages {
            insert.execute(params![topic, content])?;
        }
        if let Some((key, digest, recorded_at)) = batch.request {
            transaction
                .prepare_cached(
                    "INSERT INTO idempotency (key, digest, recorded_at) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![key, digest, recorded_at])?;
        }
    }
    transaction.commit()?;
    Ok(())
}

/// As many bytes as the registry's seal of the same content.
fn seal(cipher: &XChaCha20Poly1305, mut open: Vec<u8>) -> Result<Vec<u8>> {
    let nonce = [9; 24];
    let tag = cipher
        .encrypt_inout_detached(
            &XNonce::from(nonce),
            b"a place",
            InOutBuf::from(open.as_mut_slice()),
        )
        .ok()
        .context("seal an entry")?;
    let mut sealed = Vec::with_capacity(open.len() + SEAL_BYTES);
    sealed.push(1);
    sealed.extend_from_slice(&nonce);
    sealed.append(&mut open);
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}
