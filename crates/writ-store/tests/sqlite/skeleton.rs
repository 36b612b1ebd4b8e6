//! What was put in stays as it is, even for those who go past the store.

use std::fs;
use std::path::Path;

use writ_store::{Cover, NewTile, Sequenced, Store, StoreError};

use crate::given::{open, person, place, raw, streams_of, whole};

#[tokio::test]
async fn the_skeleton_cannot_be_edited() {
    let (_directory, path) = place();
    let store = open(&path).unwrap();
    store.append(whole(1, 8)).await.unwrap();
    store.found("kind", b"live".to_vec()).await.unwrap();
    let raw = raw(&path);
    for (statement, reason) in [
        (
            "UPDATE entry SET content = x'00' WHERE version = 1",
            "never changed",
        ),
        ("UPDATE entry SET recorded_at = 5", "never changed"),
        ("UPDATE OR REPLACE entry SET version = 2", "never changed"),
        ("DELETE FROM entry", "never deleted"),
        ("DELETE FROM entry WHERE version = 2", "never deleted"),
        (
            "INSERT INTO entry VALUES (1, 3, 9, 'text', NULL)",
            "TEXT value in BLOB column",
        ),
        ("INSERT INTO entry VALUES (1, 0, -9, x'00', NULL)", "CHECK"),
        ("UPDATE stream SET key = zeroblob(32)", "never changed"),
        ("DELETE FROM stream", "never deleted"),
        (
            "INSERT INTO stream (family, key) VALUES ('person', x'00')",
            "CHECK",
        ),
        ("UPDATE data_key SET wrapped = x'00'", "only erased"),
        ("DELETE FROM data_key", "leaves its row"),
        ("UPDATE message SET content = x'00'", "only marked"),
        ("UPDATE message SET topic = 'x', done = 1", "only marked"),
        ("UPDATE message SET done = 2", "CHECK"),
        ("DELETE FROM message", "never deleted"),
        ("UPDATE message SET dead = 2", "CHECK"),
        ("UPDATE message SET attempts = -1", "CHECK"),
        ("UPDATE idempotency SET digest = key", "never changed"),
        ("UPDATE founding SET value = x'00'", "never changed"),
        ("DELETE FROM founding", "never deleted"),
    ] {
        let refused = raw
            .execute(statement, [])
            .map_err(|error| error.to_string());
        assert!(
            matches!(&refused, Err(why) if why.contains(reason)),
            "{statement}: {refused:?}"
        );
    }
    for allowed in [
        "UPDATE message SET done = 1",
        "UPDATE data_key SET wrapped = NULL WHERE stream = 1",
        "DELETE FROM idempotency",
    ] {
        assert_eq!(raw.execute(allowed, []).unwrap(), 1, "{allowed}");
    }
    let undone = raw.execute("UPDATE message SET done = 0", []);
    assert!(undone.is_err(), "what was sent is not sent again");
}

/// What nobody may do to a ledger with two places, two entries that wait, a full tile with a
/// narrower one, another narrow one, and a cover over the first place.
const FORBIDDEN: [(&str, &str); 30] = [
    ("UPDATE entry SET leaf = x'00'", "never changed"),
    ("UPDATE entry SET leaf = NULL", "never changed"),
    (
        "UPDATE waiting SET number = 9 WHERE number = 3",
        "never changed",
    ),
    ("UPDATE waiting SET stream = 1", "never changed"),
    ("DELETE FROM waiting", "until it has a place"),
    (
        "DELETE FROM waiting WHERE number = 4",
        "until it has a place",
    ),
    ("UPDATE place SET place = 7", "never changed"),
    ("UPDATE OR REPLACE place SET place = 0", "never changed"),
    ("DELETE FROM place", "never deleted"),
    ("DELETE FROM place WHERE place = 1", "never deleted"),
    ("INSERT INTO place VALUES (2, 1, 2)", "UNIQUE"),
    ("INSERT INTO place VALUES (1, 3, 2)", "in order"),
    ("INSERT OR REPLACE INTO place VALUES (1, 3, 2)", "in order"),
    ("INSERT INTO place VALUES (3, 3, 2)", "in order"),
    ("INSERT INTO place VALUES (-1, 3, 2)", "in order"),
    ("UPDATE tile SET content = x'00'", "never changed"),
    ("UPDATE tile SET width = 4 WHERE width = 3", "never changed"),
    ("DELETE FROM tile WHERE width = 256", "only if the full one"),
    ("DELETE FROM tile WHERE number = 1", "only if the full one"),
    (
        "INSERT OR REPLACE INTO tile VALUES (0, 0, 1, 3, x'00')",
        "written once",
    ),
    ("INSERT INTO tile VALUES (0, 0, 2, 0, x'00')", "CHECK"),
    ("INSERT INTO tile VALUES (0, 0, 2, 257, x'00')", "CHECK"),
    ("INSERT INTO tile VALUES (0, 0, -1, 1, x'00')", "CHECK"),
    ("UPDATE cover SET at = 0", "never changed"),
    ("UPDATE cover SET size = 2", "never changed"),
    ("DELETE FROM cover", "never deleted"),
    (
        "INSERT OR REPLACE INTO cover VALUES (1, 11, x'00')",
        "follows the last",
    ),
    (
        "INSERT INTO cover VALUES (0, 11, x'00')",
        "follows the last",
    ),
    ("INSERT INTO cover VALUES (2, 9, x'00')", "follows the last"),
    (
        "INSERT INTO cover VALUES (3, 11, x'00')",
        "follows the last",
    ),
];

#[tokio::test]
async fn the_ledger_cannot_be_edited() {
    let (_directory, path) = place();
    let store = open(&path).unwrap();
    store.append(whole(1, 8)).await.unwrap();
    let tile = |number, width| NewTile {
        shard: 0,
        level: 0,
        number,
        width,
        content: vec![7],
    };
    let step = Sequenced {
        numbers: vec![1, 2],
        tiles: vec![tile(0, 256), tile(0, 3), tile(1, 3)],
        ..Sequenced::default()
    };
    store.sequence(step).await.unwrap();
    let cover = Cover {
        size: 1,
        at: 10,
        content: vec![7],
    };
    store.cover(cover).await.unwrap();
    let raw = raw(&path);
    for (statement, reason) in FORBIDDEN {
        let refused = raw
            .execute(statement, [])
            .map_err(|error| error.to_string());
        assert!(
            matches!(&refused, Err(why) if why.contains(reason)),
            "{statement}: {refused:?}"
        );
    }
    for allowed in [
        "DELETE FROM tile WHERE number = 0 AND width = 3",
        "INSERT INTO cover VALUES (2, 10, x'00')",
    ] {
        assert_eq!(raw.execute(allowed, []).unwrap(), 1, "{allowed}");
    }
}

/// How often a pattern stands in any file of the store.
fn occurrences(path: &Path, pattern: &[u8]) -> usize {
    let files = fs::read_dir(path.parent().unwrap()).unwrap();
    let bytes = files.map(|file| fs::read(file.unwrap().path()).unwrap());
    bytes
        .map(|bytes| {
            bytes
                .windows(pattern.len())
                .filter(|part| *part == pattern)
                .count()
        })
        .sum()
}

#[tokio::test]
async fn no_copy_of_an_erased_key_stays_behind() {
    let (_directory, path) = place();
    let store = open(&path).unwrap();
    // Keys come in out of the order of their streams, so that pages are split and joined.
    let order: Vec<u64> = (0..600).map(|step| (step * 271) % 600).collect();
    let wrapped = |number: u64| [b"wrapped".repeat(8), number.to_be_bytes().to_vec()].concat();
    for number in 0..600 {
        let batch = writ_store::Batch {
            keys: vec![],
            ..crate::given::one(person(number), 0, b"")
        };
        store.append(batch).await.unwrap();
    }
    for chunk in order.chunks(20) {
        let keys = chunk
            .iter()
            .map(|number| (person(*number), wrapped(*number)))
            .collect();
        store
            .append(writ_store::Batch {
                keys,
                ..Default::default()
            })
            .await
            .unwrap();
    }
    assert!(occurrences(&path, &wrapped(7)) > 0);
    let (erased, kept): (Vec<u64>, Vec<u64>) = order.into_iter().partition(|one| one % 3 == 0);
    for number in &erased {
        store.erase_key(person(*number)).await.unwrap();
    }
    for number in erased {
        assert_eq!(occurrences(&path, &wrapped(number)), 0, "{number}");
    }
    for number in kept {
        assert_eq!(
            store.key(person(number)).await.unwrap(),
            Some(wrapped(number))
        );
    }
}

#[tokio::test]
async fn nobody_is_told_that_a_key_is_erased_while_the_log_still_holds_it() {
    let (_directory, path) = place();
    let options = writ_store::SqliteOptions {
        busy_timeout: std::time::Duration::from_millis(20),
        ..Default::default()
    };
    let store = writ_store::SqliteStore::open(&path, options).unwrap();
    store.append(whole(1, 8)).await.unwrap();
    let [stream, other, ..] = streams_of(1);
    let raw = raw(&path);
    raw.execute_batch("BEGIN; SELECT * FROM data_key").unwrap();
    match store.erase_key(stream).await {
        Err(StoreError::Unavailable { why, .. }) => assert!(why.contains("again"), "{why}"),
        told => panic!("{told:?}"),
    }
    raw.execute_batch("COMMIT").unwrap();
    store.erase_key(stream).await.unwrap();
    assert_eq!(store.key(stream).await.unwrap(), None);
    assert!(store.key(other).await.unwrap().is_some());
}
