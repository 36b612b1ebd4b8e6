//! What only the inside of the store can show: groups that are made up, and a writer that dies.

use rusqlite::Connection;
use tokio::sync::oneshot::Receiver;

use super::*;
use crate::sqlite::work::Outcome;
use crate::{Append, NewEntry, NewTile, StreamId};

const PERSON: Family = Family("person");

fn batch(number: u8, expected: u64, content: Vec<u8>) -> Batch {
    let stream = StreamId {
        family: PERSON,
        key: [number; 32],
    };
    let recorded_at = i64::try_from(expected).unwrap();
    let entries = vec![NewEntry {
        recorded_at,
        content,
        leaf: None,
    }];
    let append = Append {
        stream,
        expected: Version(expected),
        entries,
    };
    Batch {
        appends: vec![append],
        ..Batch::default()
    }
}

fn appending(batch: Batch) -> Work {
    Work::Append {
        sound: batch.check(),
        batch,
    }
}

fn open(options: &SqliteOptions) -> (tempfile::TempDir, Connection, Place) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store.sqlite");
    let place = Place::new(&path);
    let connection = schema::open(&path, options).unwrap();
    (directory, connection, place)
}

/// Runs a writer over work that waits all at once, and tells what became of each and how many
/// commits that took.
fn written(
    connection: Connection,
    place: Place,
    works: Vec<Work>,
) -> (Vec<Result<Appended, StoreError>>, u64) {
    let (jobs, waiting) = mpsc::channel(works.len());
    let answers: Vec<Receiver<_>> = works
        .into_iter()
        .map(|work| {
            let (reply, answer) = oneshot::channel();
            jobs.try_send(Job { work, reply }).unwrap();
            answer
        })
        .collect();
    drop(jobs);
    let commits = Arc::new(AtomicU64::new(0));
    Writer::new(connection, place, Arc::clone(&commits)).run(waiting);
    let answers = answers
        .into_iter()
        .map(|answer| answer.blocking_recv().unwrap().map(Outcome::appended))
        .collect();
    (answers, commits.load(Ordering::Relaxed))
}

#[test]
fn what_waits_together_goes_in_together() {
    let (_directory, connection, place) = open(&SqliteOptions::default());
    let works = (0..200).map(|n| appending(batch(n, 0, vec![n]))).collect();
    let (answers, commits) = written(connection, place, works);
    assert_eq!(answers, vec![Ok(Appended::Now); 200]);
    assert_eq!(commits, 1);
}

#[test]
fn a_group_has_an_end() {
    let (_directory, connection, place) = open(&SqliteOptions::default());
    let large = |family| {
        let mut large = Batch::default();
        for number in 0..5000_u16 {
            let mut key = [0; 32];
            key[..2].copy_from_slice(&number.to_be_bytes());
            let stream = StreamId {
                family: Family(family),
                key,
            };
            let entries = vec![NewEntry {
                recorded_at: 1,
                content: vec![],
                leaf: None,
            }];
            large.appends.push(Append {
                stream,
                expected: Version(0),
                entries,
            });
        }
        appending(large)
    };
    let works = vec![large("a"), large("b"), large("c"), large("d"), large("e")];
    let (answers, commits) = written(connection, place, works);
    assert_eq!(answers, vec![Ok(Appended::Now); 5]);
    assert_eq!(commits, 3);
}

#[test]
fn a_refused_batch_does_not_take_the_others_with_it() {
    let (directory, connection, place) = open(&SqliteOptions::default());
    let mut half_good = batch(3, 0, vec![3]);
    half_good.appends.extend(batch(1, 0, vec![9]).appends);
    let works = vec![
        appending(batch(1, 0, vec![1])),
        appending(batch(1, 0, vec![9])),
        appending(half_good),
        Work::Found {
            name: "kind",
            value: vec![1],
        },
        Work::Found {
            name: "kind",
            value: vec![2],
        },
        // Each sees what those before it did.
        appending(batch(1, 1, vec![2])),
        appending(batch(3, 0, vec![4])),
    ];
    let (answers, commits) = written(connection, place, works);
    let conflict = |number| {
        let stream = StreamId {
            family: PERSON,
            key: [number; 32],
        };
        Err(StoreError::Conflict {
            stream,
            expected: Version(0),
            actual: Version(1),
        })
    };
    let now = || Ok(Appended::Now);
    let fixed = Err(StoreError::founded("kind"));
    assert_eq!(
        answers,
        [now(), conflict(1), conflict(1), now(), fixed, now(), now()]
    );
    assert_eq!(commits, 1);
    let raw = Connection::open(directory.path().join("store.sqlite")).unwrap();
    let contents: String = raw
        .query_row(
            "SELECT group_concat(hex(content), ' ' ORDER BY stream, version) FROM entry",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(contents, "01 02 04");
}

/// A step that gives places to some numbers, with a tile that says `text`.
fn sequencing(first: u64, numbers: &[u64], text: &[u8]) -> Work {
    let step = Sequenced {
        batch: Batch::default(),
        first,
        numbers: numbers.to_vec(),
        tiles: vec![NewTile {
            shard: 0,
            level: 0,
            number: 0,
            width: 1,
            content: text.to_vec(),
        }],
    };
    let sound = step.check();
    Work::Sequence { step, sound }
}

fn covering(size: u64, content: Vec<u8>) -> Work {
    Work::Cover(Cover {
        size,
        at: 1,
        content,
    })
}

/// Appends entries of two streams that wait.
fn two_waiting() -> Work {
    let mut two = batch(1, 0, vec![1]);
    two.appends.extend(batch(2, 0, vec![2]).appends);
    for append in &mut two.appends {
        append.entries[0].leaf = Some(vec![3]);
    }
    appending(two)
}

#[test]
fn a_refused_step_does_not_take_the_others_with_it() {
    let (directory, connection, place) = open(&SqliteOptions::default());
    let works = vec![
        two_waiting(),
        covering(1, vec![]),
        // Refused at its second number, at its tile, at its place: the first stays free.
        sequencing(0, &[1, 3], b"a"),
        sequencing(0, &[1], b"a"),
        sequencing(1, &[2], b"b"),
        sequencing(0, &[2], b"a"),
        covering(2, vec![]),
        sequencing(1, &[2], b"a"),
        covering(2, vec![]),
        covering(2, vec![]),
    ];
    let (answers, commits) = written(connection, place, works);
    let refused: Vec<bool> = answers.iter().map(Result::is_err).collect();
    let expected = [
        false, true, true, false, true, true, true, false, false, true,
    ];
    assert_eq!(refused, expected, "{answers:?}");
    assert_eq!(commits, 1);
    let raw = Connection::open(directory.path().join("store.sqlite")).unwrap();
    let places: String = raw
        .query_row(
            "SELECT group_concat(place || ' ' || stream, ', ' ORDER BY place) FROM place",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(places, "0 1, 1 2");
}

#[test]
fn a_step_that_fills_the_disk_does_not_take_the_others_with_it() {
    let options = SqliteOptions {
        max_pages: Some(64),
        ..SqliteOptions::default()
    };
    let (_directory, connection, place) = open(&options);
    let works = vec![
        two_waiting(),
        sequencing(0, &[1], &[7; 1 << 20]),
        sequencing(0, &[2], b"a"),
        covering(1, vec![7; 1 << 20]),
        covering(1, vec![]),
    ];
    let (answers, _) = written(connection, place, works);
    let now = || Ok(Appended::Now);
    let full = || Err(StoreError::Full);
    assert_eq!(answers, [now(), full(), now(), full(), now()]);
}

#[test]
fn a_group_of_steps_has_an_end() {
    let numbers: Vec<u64> = (0..3000).collect();
    let weight = sequencing(0, &numbers, b"a").weight();
    assert!(weight > 3000 && weight < 3010, "{weight}");
}

#[test]
fn a_batch_that_fills_the_disk_does_not_take_the_others_with_it() {
    let options = SqliteOptions {
        max_pages: Some(64),
        ..SqliteOptions::default()
    };
    let (_directory, connection, place) = open(&options);
    let works = vec![
        appending(batch(1, 0, vec![1])),
        appending(batch(2, 0, vec![2; 1 << 20])),
        appending(batch(3, 0, vec![3])),
        Work::Done(1),
    ];
    let (answers, _) = written(connection, place, works);
    let now = || Ok(Appended::Now);
    assert_eq!(answers, [now(), Err(StoreError::Full), now(), now()]);
}

#[test]
fn a_transaction_left_open_is_cleared() {
    let (_directory, connection, place) = open(&SqliteOptions::default());
    connection.execute_batch("BEGIN").unwrap();
    let (answers, commits) = written(connection, place, vec![appending(batch(1, 0, vec![1]))]);
    assert_eq!((answers, commits), (vec![Ok(Appended::Now)], 1));
}

#[tokio::test]
async fn a_writer_that_panics_leaves_nobody_waiting() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store.sqlite");
    let store = SqliteStore::open(&path, SqliteOptions::default()).unwrap();
    let stream = StreamId {
        family: PERSON,
        key: [1; 32],
    };
    store.append(batch(1, 0, vec![1])).await.unwrap();

    let stopped = |error: StoreError| match error {
        StoreError::Unavailable { place, why } => {
            place == path.display().to_string() && why.contains("writer stopped")
        }
        _ => false,
    };
    // Two that wait at the same time as the one that panics, in either order, and one later.
    let (before, panicked, behind) = tokio::join!(
        store.write(Work::Panic),
        store.write(Work::Panic),
        store.append(batch(1, 1, vec![2]))
    );
    assert!(stopped(before.unwrap_err()) && stopped(panicked.unwrap_err()));
    assert!(stopped(behind.unwrap_err()));
    assert!(stopped(
        store.append(batch(1, 1, vec![2])).await.unwrap_err()
    ));
    assert!(stopped(store.erase_key(stream).await.unwrap_err()));
    assert_eq!(
        store.version(stream).await.unwrap(),
        Version(1),
        "one can still read"
    );
    drop(store);
    let store = SqliteStore::open(&path, SqliteOptions::default()).unwrap();
    assert_eq!(
        store.append(batch(1, 1, vec![2])).await.unwrap(),
        Appended::Now
    );
}

#[tokio::test]
async fn a_reader_that_panics_is_replaced() {
    let directory = tempfile::tempdir().unwrap();
    let options = SqliteOptions {
        readers: 0,
        ..SqliteOptions::default()
    };
    let store = SqliteStore::open(directory.path().join("store.sqlite"), options).unwrap();
    for _ in 0..3 {
        let read = store
            .readers
            .read(|_| -> Result<(), _> { panic!("as asked") })
            .await;
        assert!(
            matches!(read, Err(StoreError::Unavailable { .. })),
            "{read:?}"
        );
    }
    let stream = StreamId {
        family: PERSON,
        key: [1; 32],
    };
    assert_eq!(store.version(stream).await.unwrap(), Version(0));
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store.sqlite");
    let store = SqliteStore::open(path, SqliteOptions::default()).unwrap();
    let write = |connection: &rusqlite::Transaction<'_>| {
        Ok(connection.execute(
            "INSERT INTO founding (name, value) VALUES ('kind', x'00')",
            [],
        )?)
    };
    let written = store.readers.read(write).await;
    assert!(
        matches!(written, Err(StoreError::Unavailable { .. })),
        "{written:?}"
    );
    assert_eq!(store.founding("kind").await.unwrap(), None);
}

/// Statements that must not walk over everything, and how SQLite means to carry them out.
#[test]
fn no_question_walks_over_everything() {
    let (_directory, connection, _) = open(&SqliteOptions::default());
    let plan = |question: &str| -> String {
        let mut statement = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {question}"))
            .unwrap();
        let lines = statement
            .query_map([], |row| row.get::<_, String>("detail"))
            .unwrap();
        lines.collect::<Result<Vec<_>, _>>().unwrap().join("; ")
    };
    for question in [
        "SELECT stream.id, entry.version, entry.recorded_at
         FROM stream LEFT JOIN entry ON entry.stream = stream.id
         WHERE stream.family = 'a' AND stream.key = x'' ORDER BY entry.version DESC LIMIT 1",
        "SELECT number, topic, content FROM message INDEXED BY message_open
         WHERE done = 0 AND number > 1 ORDER BY number LIMIT 2",
        "SELECT entry.version, entry.recorded_at, entry.content, entry.leaf, place.place,
                (SELECT at FROM cover WHERE size > place.place ORDER BY size LIMIT 1)
         FROM entry LEFT JOIN place
           ON place.stream = iif(entry.leaf IS NULL, NULL, entry.stream)
           AND place.version = entry.version
         WHERE entry.stream = (SELECT id FROM stream WHERE family = 'a' AND key = x'')
           AND entry.version > 1
         ORDER BY entry.version",
        "SELECT waiting.number, stream.family, stream.key, waiting.version, entry.leaf
         FROM waiting
           LEFT JOIN stream ON stream.id = waiting.stream
           LEFT JOIN entry ON entry.stream = waiting.stream AND entry.version = waiting.version
         WHERE waiting.number > 1 ORDER BY waiting.number LIMIT 2",
        "SELECT place.place, stream.family, stream.key, place.version, entry.recorded_at,
                entry.leaf, entry.content
         FROM place
           LEFT JOIN stream ON stream.id = place.stream
           LEFT JOIN entry ON entry.stream = place.stream AND entry.version = place.version
         WHERE place.place >= 1 ORDER BY place.place LIMIT 2",
        "SELECT coalesce(max(place) + 1, 0) FROM place",
        "SELECT place FROM place
         WHERE stream = (SELECT id FROM stream WHERE family = 'a' AND key = x'') AND version = 3",
        "SELECT size, at, content FROM cover WHERE size <= 1 ORDER BY size DESC LIMIT 1",
        "INSERT INTO place (place, stream, version)
         SELECT 1, stream, version FROM waiting WHERE number = 2",
        "DELETE FROM waiting WHERE number = 1",
        "SELECT key FROM stream WHERE family = 'a' AND key > x''
           AND EXISTS (SELECT 1 FROM entry WHERE stream = stream.id) ORDER BY key LIMIT 3",
        "SELECT shard, level, number, width, content FROM tile
         WHERE (shard, level, number, width) > (0, 0, 5, 256)
         ORDER BY shard, level, number, width LIMIT 5",
    ] {
        let plan = plan(question);
        assert!(
            !plan.contains("SCAN") && !plan.contains("TEMP B-TREE"),
            "{question}: {plan}"
        );
    }
}
