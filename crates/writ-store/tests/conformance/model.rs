//! Whatever is done to them, in memory and in SQLite, the answers and the contents are the same.
#![cfg(feature = "sqlite")]

use proptest::prelude::*;
use writ_store::{
    Append, Batch, Cover, Idempotency, LeaseAsked, Leased, MemoryStore, NewEntry, NewMessage,
    NewTile, NextAttempt, Sequenced, SqliteOptions, SqliteStore, Store, StoreError, StreamId,
    Version,
};

use crate::given::{DESK, PERSON, everything, passing, person};

#[derive(Clone, Debug)]
enum Step {
    Append(Vec<Part>, Keys, u8, Option<(u8, u8)>),
    EraseKey(StreamId),
    Done(u64),
    Found(&'static str, Vec<u8>),
    Forget(i64),
    Sequence(Places, Vec<NewTile>, Vec<Part>, Option<(u8, u8)>),
    Cover(Covering),
    ForgetPartialTiles,
    Lease(&'static str, i64),
    Failed(usize, NextAttempt),
    Retry(u64, i64),
    Keep(u8, i64),
    KeepNew(u8, i64, i64),
    Forgotten(u8),
    ForgetExpired(i64),
    Reopen,
}

/// Which of the numbers that wait get a place, from the last one back, and by how much the first
/// place and one of the numbers are off, now and then.
#[derive(Clone, Debug)]
struct Places {
    off: u64,
    take: usize,
    odd: Option<u64>,
}

/// How far a cover leaves the last place uncovered, and its time.
#[derive(Clone, Debug)]
struct Covering {
    behind: i64,
    at: i64,
}

/// An append whose version is right or, now and then, off by some.
#[derive(Clone, Debug)]
struct Part {
    stream: StreamId,
    off: u64,
    times: Vec<i64>,
}

type Keys = Vec<(StreamId, Vec<u8>)>;

fn stream() -> impl Strategy<Value = StreamId> {
    (prop::sample::select(vec![PERSON, DESK]), 0..4_u8).prop_map(|(family, number)| StreamId {
        family,
        ..person(number)
    })
}

fn part() -> impl Strategy<Value = Part> {
    let off = prop_oneof![8 => Just(0_u64), 1 => 1..4_u64];
    // Mostly rising, from a start that is mostly later than the last.
    let times = (
        0..400_i64,
        prop::collection::vec(prop_oneof![8 => 1..5_i64, 1 => -2..1_i64], 0..4),
    )
        .prop_map(|(start, steps)| {
            steps
                .into_iter()
                .scan(start, |time, step| {
                    *time += step;
                    Some(*time)
                })
                .collect()
        });
    (stream(), off, times).prop_map(|(stream, off, times)| Part { stream, off, times })
}

fn places() -> impl Strategy<Value = Places> {
    let off = prop_oneof![8 => Just(0_u64), 1 => prop::sample::select(vec![1, u64::MAX])];
    let odd = prop_oneof![8 => Just(None), 1 => prop::option::of(0..20_u64)];
    (off, 0..5_usize, odd).prop_map(|(off, take, odd)| Places { off, take, odd })
}

fn tiles() -> impl Strategy<Value = Vec<NewTile>> {
    let width = prop_oneof![9 => prop::sample::select(vec![1, 2, 256_u16]), 1 => Just(0)];
    let content = prop_oneof![9 => Just(vec![7]), 1 => Just(vec![8])];
    let tile = (0..2_u32, 0..2_u8, 0..4_u64, width, content);
    prop::collection::vec(tile, 0..3).prop_map(|tiles| {
        let tile = |(shard, level, number, width, content)| NewTile {
            shard,
            level,
            number,
            width,
            content,
        };
        tiles.into_iter().map(tile).collect()
    })
}

fn next_attempt() -> impl Strategy<Value = NextAttempt> {
    prop_oneof![
        3 => (0..40_i64).prop_map(NextAttempt::At),
        1 => Just(NextAttempt::ByHand),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let keys = prop::collection::vec((stream(), prop::collection::vec(any::<u8>(), 0..3)), 0..2);
    let asked = prop::option::of((0..3_u8, 0..2_u8));
    let asked_of_a_step = prop_oneof![3 => Just(None), 1 => asked.clone()];
    let value = prop::collection::vec(0..2_u8, 0..2);
    prop_oneof![
        12 => (prop::collection::vec(part(), 0..4), keys, 0..3_u8, asked)
            .prop_map(|(parts, keys, messages, asked)| Step::Append(parts, keys, messages, asked)),
        1 => stream().prop_map(Step::EraseKey),
        2 => (0..12_u64).prop_map(Step::Done),
        1 => (prop::sample::select(vec!["kind", "seal"]), value)
            .prop_map(|(name, value)| Step::Found(name, value)),
        1 => (0..400_i64).prop_map(Step::Forget),
        6 => (places(), tiles(), prop::collection::vec(part(), 0..2), asked_of_a_step)
            .prop_map(|(places, tiles, parts, asked)| Step::Sequence(places, tiles, parts, asked)),
        3 => (-1..3_i64, prop::sample::select(vec![9, 10, 10, 10, 11]))
            .prop_map(|(behind, at)| Step::Cover(Covering { behind, at })),
        1 => Just(Step::ForgetPartialTiles),
        6 => (prop::sample::select(vec!["a", "b"]), 0..40_i64)
            .prop_map(|(worker, now)| Step::Lease(worker, now)),
        4 => (0..4_usize, next_attempt()).prop_map(|(back, next)| Step::Failed(back, next)),
        1 => (1..8_u64, 0..40_i64).prop_map(|(number, due)| Step::Retry(number, due)),
        1 => (0..4_u8, 0..9_i64).prop_map(|(name, until)| Step::Keep(name, until)),
        2 => (0..4_u8, 0..9_i64, 0..9_i64)
            .prop_map(|(name, until, now)| Step::KeepNew(name, until, now)),
        1 => (0..4_u8).prop_map(Step::Forgotten),
        1 => (0..9_i64).prop_map(Step::ForgetExpired),
        1 => Just(Step::Reopen),
    ]
}

/// What to do, worked out from what one store holds; it must do for the other as well.
#[derive(Debug)]
enum Built {
    Batch(Batch),
    Step(Sequenced),
    Cover(Cover),
    /// That a message which somebody held not long ago could not be sent.
    Failed(Leased, NextAttempt),
    Nothing,
}

async fn built(store: &dyn Store, step: &Step, held: &[Leased]) -> Result<Built, StoreError> {
    Ok(match step {
        Step::Append(parts, keys, messages, asked) => {
            let outbox = (0..*messages)
                .map(|n| NewMessage {
                    topic: "posting",
                    content: vec![n],
                })
                .collect();
            Built::Batch(Batch {
                keys: keys.clone(),
                outbox,
                ..batch(store, parts, *asked).await?
            })
        }
        Step::Sequence(places, tiles, parts, asked) => {
            let waiting = store.waiting(0, usize::MAX).await?;
            let numbers = waiting.iter().rev().map(|one| one.number);
            Built::Step(Sequenced {
                batch: batch(store, parts, *asked).await?,
                first: store.places().await?.wrapping_add(places.off),
                numbers: numbers.take(places.take).chain(places.odd).collect(),
                tiles: tiles.clone(),
            })
        }
        Step::Cover(Covering { behind, at }) => Built::Cover(Cover {
            size: store.places().await?.saturating_add_signed(-behind),
            at: *at,
            content: at.to_be_bytes().to_vec(),
        }),
        Step::Failed(back, next) => match held.iter().rev().nth(*back) {
            Some(lease) => Built::Failed(lease.clone(), *next),
            None => Built::Nothing,
        },
        _ => Built::Nothing,
    })
}

async fn batch(
    store: &dyn Store,
    parts: &[Part],
    asked: Option<(u8, u8)>,
) -> Result<Batch, StoreError> {
    let mut appends = Vec::new();
    for Part { stream, off, times } in parts {
        let Version(now) = store.version(*stream).await?;
        let entries = times
            .iter()
            .map(|time| NewEntry {
                recorded_at: *time,
                content: time.to_be_bytes().to_vec(),
                leaf: (time % 3 > 0).then(|| time.to_le_bytes().to_vec()),
            })
            .collect();
        appends.push(Append {
            stream: *stream,
            expected: Version(now + off),
            entries,
        });
    }
    let idempotency = asked.map(|(key, digest)| Idempotency {
        key: [key; 32],
        digest: [digest; 32],
    });
    Ok(Batch {
        idempotency,
        appends,
        ..Batch::default()
    })
}

async fn taken(store: &dyn Store, step: &Step, built: &Built) -> String {
    match built {
        Built::Batch(batch) => return format!("{:?}", store.append(batch.clone()).await),
        Built::Step(step) => return format!("{:?}", store.sequence(step.clone()).await),
        Built::Cover(cover) => return format!("{:?}", store.cover(cover.clone()).await),
        Built::Failed(lease, next) => {
            return format!("{:?}", store.failed(lease, vec![7], *next).await);
        }
        Built::Nothing => {}
    }
    match step {
        Step::ForgetPartialTiles => format!("{:?}", store.forget_partial_tiles().await),
        Step::EraseKey(stream) => format!("{:?}", store.erase_key(*stream).await),
        Step::Done(number) => format!("{:?}", store.done(*number).await),
        Step::Found(name, value) => format!("{:?}", store.found(name, value.clone()).await),
        Step::Forget(before) => format!("{:?}", store.forget_idempotency_before(*before).await),
        Step::Retry(number, due) => format!("{:?}", store.retry(*number, *due).await),
        Step::Keep(name, until) => {
            let kept = store.keep([*name; 32], passing("a", *until)).await;
            format!("{kept:?}")
        }
        Step::KeepNew(name, until, now) => {
            let kept = store.keep_new([*name; 32], passing("b", *until), *now);
            format!("{:?}", kept.await)
        }
        Step::Forgotten(name) => format!("{:?}", store.forget([*name; 32]).await),
        Step::ForgetExpired(now) => format!("{:?}", store.forget_expired(*now).await),
        _ => String::new(),
    }
}

async fn compared(steps: &[Step]) -> Result<(), Box<dyn std::error::Error>> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("store.sqlite");
    let memory = MemoryStore::new();
    let mut held = Vec::new();
    let mut sqlite = SqliteStore::open(&path, SqliteOptions::default())?;
    for step in steps {
        if let Step::Reopen = step {
            drop(sqlite);
            sqlite = SqliteStore::open(&path, SqliteOptions::default())?;
        }
        if let Step::Lease(worker, now) = step {
            let asked = LeaseAsked {
                topics: &["mail", "posting"],
                worker,
                now: *now,
                until: now + 5,
            };
            let leased = memory.lease(asked).await?;
            assert_eq!(sqlite.lease(asked).await?, leased, "{step:?}");
            held.extend(leased);
        }
        let built = built(&memory, step, &held).await?;
        let (expected, answer) = (
            taken(&memory, step, &built).await,
            taken(&sqlite, step, &built).await,
        );
        assert_eq!(answer, expected, "{step:?}");
    }
    assert_eq!(everything(&sqlite).await?, everything(&memory).await?);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn memory_and_sqlite_agree(steps in prop::collection::vec(step(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(compared(&steps)).unwrap();
    }
}
