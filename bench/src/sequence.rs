//! Sequencing on the disk, beside plain writes of the same bytes, and the audit of a registry
//! beside reading and opening its records alone.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use writ_ledger::entry::{EntryKey, Leaf};
use writ_registry::evidence::witnesses::{CosignRequest, History, WitnessAnswer, Witnesses};
use writ_registry::{
    Chance, Form, Founding, ImportOrder, ImportStep, MasterKey, Recorded, Registry, Watch,
    operation,
};
use writ_store::{Append, Batch, Family, NewEntry, Store, StreamId, Version};

use crate::crowd::{self, Figure};
use crate::issue::{Clock, MadeUp, officer, open, remove, ruled};
use crate::score::{Score, Target, median};
use crate::settings::{
    AUDIT_PEOPLE, AUDIT_ROUNDS, DURABLE_BATCH, DURABLE_BATCHES, DURABLE_ROUNDS, DURABLE_TO_PLAIN,
    FIRST_DAY,
};
use crate::{Setting, law, root};

/// What the content of one posted act weighs about, sealed.
const CONTENT: usize = 600;

/// Nobody is asked: what a witness takes is the network's time, not ours.
#[derive(Debug)]
struct Nobody;

#[async_trait::async_trait]
impl Witnesses for Nobody {
    async fn cosign(&self, _: &CosignRequest, _: &dyn History) -> Vec<WitnessAnswer> {
        Vec::new()
    }
}

pub(crate) fn measure(setting: &Setting) -> Result<Vec<Score>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    let mut scores = durable(setting, &runtime)?;
    scores.push(audit(setting, &runtime)?);
    Ok(scores)
}

/// Entries a second that are in, sequenced and under a signed checkpoint, all of it durable.
fn durable(setting: &Setting, runtime: &tokio::runtime::Runtime) -> Result<Vec<Score>> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..DURABLE_ROUNDS {
        let (path, plain) = (
            setting.work.join("sequenced.db"),
            setting.work.join("plain-ledger.db"),
        );
        remove(&path)?;
        remove(&plain)?;
        let (seconds, tiles) = runtime.block_on(sequence(&path)).context("sequence")?;
        ours.push(seconds);
        theirs.push(write_plainly(&plain, tiles)?);
    }
    let all = f64::from(DURABLE_BATCHES) * f64::from(DURABLE_BATCH);
    let rate = |seconds: Vec<f64>| all / median(seconds);
    let plain = ("plain writes of the same bytes", Some(rate(theirs)));
    let target = Some(Target::AtLeast(DURABLE_TO_PLAIN));
    let what = "durable posting, 256 at a time: entries, places, tiles, checkpoint";
    Ok(vec![Score::new(
        what,
        "entries/s",
        rate(ours),
        plain,
        target,
    )])
}

fn entries(batch: u32) -> Vec<(StreamId, NewEntry)> {
    let entry = |number: u32| {
        let mut key = [0; 32];
        let seed = u64::from(batch) * 1_000 + u64::from(number);
        if let Some(head) = key.first_chunk_mut() {
            *head = Sha256::digest(seed.to_be_bytes()).into();
        }
        let leaf = Leaf::act(&EntryKey(key), &seed.to_be_bytes());
        let entry = NewEntry {
            recorded_at: i64::from(batch) + 1,
            content: vec![7; CONTENT],
            leaf: Some(leaf.to_bytes().to_vec()),
        };
        let family = Family("person");
        (StreamId { family, key }, entry)
    };
    (0..DURABLE_BATCH).map(entry).collect()
}

/// Seconds for all batches, and how many bytes of tiles and checkpoint each turn has written.
async fn sequence(path: &Path) -> Result<(f64, usize)> {
    let store: Arc<dyn Store> = Arc::new(open(path)?);
    let chance: Arc<dyn Chance> = Arc::new(MadeUp(AtomicU64::new(0)));
    let key = MasterKey::generate(&*chance)?;
    let now = crowd::minute(FIRST_DAY, 8 * 60);
    let founding = Founding {
        regimes: vec![law::pack(&root())?],
        zone: None,
        first: officer("one"),
        watch: Watch::default(),
    };
    let founded = Registry::found(Arc::clone(&store), chance, &key, founding, now);
    let registry = ruled(founded.await?)?;
    let mut sequencer = registry.sequencer(None).await?;
    sequencer.turn(&Nobody, now).await?;
    let mut seconds = 0.0;
    for batch in 0..DURABLE_BATCHES {
        let append = |(stream, entry)| Append {
            stream,
            expected: Version(0),
            entries: vec![entry],
        };
        let appends = entries(batch).into_iter().map(append).collect();
        let batch = Batch {
            appends,
            ..Batch::default()
        };
        let began = Instant::now();
        store.append(batch).await?;
        sequencer.turn(&Nobody, now).await?;
        seconds += began.elapsed().as_secs_f64();
    }
    // A partial tile of one hash for each entry of a batch, on average half of it, and the note.
    Ok((seconds, 256 * 32 + 300))
}

/// Seconds for the same rows in as many transactions, with the same durability and nothing else.
fn write_plainly(path: &Path, tiles: usize) -> Result<f64> {
    let mut connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = 16384;
         CREATE TABLE entry (stream BLOB PRIMARY KEY, recorded_at INTEGER, content BLOB, leaf BLOB);
         CREATE TABLE place (place INTEGER PRIMARY KEY, stream BLOB);
         CREATE TABLE tile (number INTEGER PRIMARY KEY, content BLOB);",
    )?;
    let mut seconds = 0.0;
    let mut place = 0_i64;
    for batch in 0..DURABLE_BATCHES {
        let entries = entries(batch);
        let began = Instant::now();
        let first = connection.transaction()?;
        for (stream, entry) in &entries {
            first
                .prepare_cached("INSERT INTO entry VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![
                    stream.key,
                    entry.recorded_at,
                    entry.content,
                    entry.leaf
                ])?;
        }
        first.commit()?;
        let second = connection.transaction()?;
        for (stream, _) in &entries {
            second
                .prepare_cached("INSERT INTO place VALUES (?1, ?2)")?
                .execute(params![place, stream.key])?;
            place += 1;
        }
        second.execute(
            "INSERT INTO tile VALUES (?1, ?2)",
            params![batch, vec![7_u8; tiles]],
        )?;
        second.commit()?;
        seconds += began.elapsed().as_secs_f64();
    }
    Ok(seconds)
}

/// The whole comparison of ledger and registry.
fn audit(setting: &Setting, runtime: &tokio::runtime::Runtime) -> Result<Score> {
    let path = setting.work.join("audited.db");
    remove(&path)?;
    runtime.block_on(async {
        let store: Arc<dyn Store> = Arc::new(open(&path)?);
        let registry = register(store).await?;
        let (mut whole, mut reading) = (Vec::new(), Vec::new());
        let mut entries = 0_u32;
        for _ in 0..AUDIT_ROUNDS {
            let began = Instant::now();
            let audit = registry.audit(&[], &mut |_, _| ()).await?;
            whole.push(began.elapsed().as_secs_f64());
            ensure!(audit.is_sound(), "{:?}", audit.findings);
            entries = u32::try_from(audit.entries)?;
            let began = Instant::now();
            registry.open_records().await?;
            reading.push(began.elapsed().as_secs_f64());
        }
        let rate = |seconds: Vec<f64>| f64::from(entries) / median(seconds);
        let alone = ("reading and opening the records alone", Some(rate(reading)));
        Ok(Score::new(
            "ledger and registry compared",
            "entries/s",
            rate(whole),
            alone,
            None,
        ))
    })
}

async fn register(store: Arc<dyn Store>) -> Result<Registry> {
    let chance: Arc<dyn Chance> = Arc::new(MadeUp(AtomicU64::new(0)));
    let key = MasterKey::generate(&*chance)?;
    let mut clock = Clock(crowd::minute(FIRST_DAY, 8 * 60));
    let founding = Founding {
        regimes: vec![law::pack(&root())?],
        zone: None,
        first: officer("one"),
        watch: Watch::default(),
    };
    let registry = ruled(Registry::found(store, chance, &key, founding, clock.now()).await?)?;
    let mut file = Vec::new();
    for number in 0..AUDIT_PEOPLE {
        serde_json::to_writer(&mut file, &Figure::conscript(number).person())?;
        file.push(b'\n');
    }
    let permit = ruled(registry.permit("one", operation::ImportRegister).await?)?;
    let order = ImportOrder {
        digest: Sha256::digest(&file).into(),
        form: Form::Jsonl,
        recorded: Recorded::AsGiven,
    };
    let mut importing = ruled(registry.import(&permit, order, file.as_slice()).await?)?;
    while let ImportStep::Batch(_) = importing.step(clock.now()).await? {}
    let mut sequencer = registry.sequencer(None).await?;
    sequencer.turn(&Nobody, clock.now()).await?;
    Ok(registry.clone())
}
