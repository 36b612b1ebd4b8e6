//! Whatever is done to them, in memory and in SQLite, the answers and the contents are the same.
#![cfg(feature = "sqlite")]

use proptest::prelude::*;
use writ_store::{
    Append, Batch, Idempotency, MemoryStore, NewEntry, NewMessage, SqliteOptions, SqliteStore,
    Store, StoreError, StreamId, Version,
};

use crate::given::{DESK, PERSON, everything, person};

#[derive(Clone, Debug)]
enum Step {
    Append(Vec<Part>, Keys, u8, Option<(u8, u8)>),
    EraseKey(StreamId),
    Done(u64),
    Found(&'static str, Vec<u8>),
    Forget(i64),
    Reopen,
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

fn step() -> impl Strategy<Value = Step> {
    let keys = prop::collection::vec((stream(), prop::collection::vec(any::<u8>(), 0..3)), 0..2);
    let asked = prop::option::of((0..3_u8, 0..2_u8));
    let value = prop::collection::vec(0..2_u8, 0..2);
    prop_oneof![
        12 => (prop::collection::vec(part(), 0..4), keys, 0..3_u8, asked)
            .prop_map(|(parts, keys, messages, asked)| Step::Append(parts, keys, messages, asked)),
        1 => stream().prop_map(Step::EraseKey),
        2 => (0..12_u64).prop_map(Step::Done),
        1 => (prop::sample::select(vec!["kind", "seal"]), value)
            .prop_map(|(name, value)| Step::Found(name, value)),
        1 => (0..400_i64).prop_map(Step::Forget),
        1 => Just(Step::Reopen),
    ]
}

async fn built(store: &dyn Store, step: &Step) -> Result<Batch, StoreError> {
    let Step::Append(parts, keys, messages, asked) = step else {
        return Ok(Batch::default());
    };
    let mut appends = Vec::new();
    for Part { stream, off, times } in parts {
        let Version(now) = store.version(*stream).await?;
        let entries = times
            .iter()
            .map(|time| NewEntry {
                recorded_at: *time,
                content: time.to_be_bytes().to_vec(),
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
    let outbox = (0..*messages)
        .map(|n| NewMessage {
            topic: "posting",
            content: vec![n],
        })
        .collect();
    Ok(Batch {
        idempotency,
        appends,
        keys: keys.clone(),
        outbox,
    })
}

async fn taken(store: &dyn Store, step: &Step, batch: &Batch) -> String {
    match step {
        Step::Append(..) => format!("{:?}", store.append(batch.clone()).await),
        Step::EraseKey(stream) => format!("{:?}", store.erase_key(*stream).await),
        Step::Done(number) => format!("{:?}", store.done(*number).await),
        Step::Found(name, value) => format!("{:?}", store.found(name, value.clone()).await),
        Step::Forget(before) => format!("{:?}", store.forget_idempotency_before(*before).await),
        Step::Reopen => String::new(),
    }
}

async fn compared(steps: &[Step]) -> Result<(), Box<dyn std::error::Error>> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("store.sqlite");
    let memory = MemoryStore::new();
    let mut sqlite = SqliteStore::open(&path, SqliteOptions::default())?;
    for step in steps {
        if let Step::Reopen = step {
            drop(sqlite);
            sqlite = SqliteStore::open(&path, SqliteOptions::default())?;
        }
        let batch = built(&memory, step).await?;
        let (expected, answer) = (
            taken(&memory, step, &batch).await,
            taken(&sqlite, step, &batch).await,
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
