//! Files, stores and batches for these tests.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use writ_store::{
    Append, Batch, Family, Idempotency, NewEntry, NewMessage, SqliteOptions, SqliteStore,
    StoreError, StreamId, Version,
};

pub(crate) const PERSON: Family = Family("person");

/// A directory for one store, and the path of the store in it.
pub(crate) fn place() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store.sqlite");
    (directory, path)
}

pub(crate) fn open(path: &Path) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(path, SqliteOptions::default())
}

/// A connection that goes past the store.
pub(crate) fn raw(path: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(path).unwrap()
}

pub(crate) fn person(number: u64) -> StreamId {
    let mut key = [0; 32];
    let (low, _) = key.split_at_mut(8);
    low.copy_from_slice(&number.to_be_bytes());
    StreamId {
        family: PERSON,
        key,
    }
}

/// One entry for one stream.
pub(crate) fn one(stream: StreamId, expected: u64, content: &[u8]) -> Batch {
    let recorded_at = i64::try_from(expected).unwrap_or(i64::MAX);
    let entries = vec![NewEntry {
        recorded_at,
        content: content.to_vec(),
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

/// The streams of a whole batch.
pub(crate) fn streams_of(number: u64) -> [StreamId; 4] {
    [0, 1, 2, 3].map(|part| person(number * 4 + part))
}

/// The leaf of the second entry of each stream of a whole batch.
pub(crate) fn leaf(number: u64) -> Vec<u8> {
    [&[0x1f; 58][..], &number.to_be_bytes()[..]].concat()
}

/// A batch with something of everything, which tells its number everywhere.
pub(crate) fn whole(number: u64, length: usize) -> Batch {
    let said = [&number.to_be_bytes()[..], &vec![0xa5; length][..]].concat();
    let mut digest = [0; 32];
    let (low, _) = digest.split_at_mut(8);
    low.copy_from_slice(&number.to_be_bytes());
    let entries = |stream| {
        let content = said.clone();
        let entries = (1..=2)
            .map(|recorded_at| NewEntry {
                recorded_at,
                content: content.clone(),
                leaf: (recorded_at == 2).then(|| leaf(number)),
            })
            .collect();
        Append {
            stream,
            expected: Version(0),
            entries,
        }
    };
    Batch {
        idempotency: Some(Idempotency {
            key: digest,
            digest,
        }),
        appends: streams_of(number).map(entries).into(),
        keys: streams_of(number)
            .map(|stream| (stream, said.clone()))
            .into(),
        outbox: vec![NewMessage {
            topic: "posting",
            content: said.clone(),
        }],
    }
}
