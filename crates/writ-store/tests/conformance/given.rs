//! Stores, streams and batches for the cases.

use std::sync::Arc;

use writ_store::{
    Append, Batch, Family, Idempotency, MemoryStore, NewEntry, NewMessage, Store, StoreError,
    StreamId, Version,
};

/// A store that nobody else uses, and the directory that it lies in.
pub(crate) struct Fresh {
    pub(crate) store: Arc<dyn Store>,
    _directory: Option<tempfile::TempDir>,
}

impl Fresh {
    pub(crate) fn memory() -> Fresh {
        Fresh {
            store: Arc::new(MemoryStore::new()),
            _directory: None,
        }
    }

    #[cfg(feature = "sqlite")]
    #[expect(clippy::unwrap_used, reason = "a test without its store is over")]
    pub(crate) fn sqlite() -> Fresh {
        use writ_store::{SqliteOptions, SqliteStore};
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store.sqlite");
        let store = SqliteStore::open(path, SqliteOptions::default()).unwrap();
        Fresh {
            store: Arc::new(store),
            _directory: Some(directory),
        }
    }
}

impl std::ops::Deref for Fresh {
    type Target = dyn Store;

    fn deref(&self) -> &(dyn Store + 'static) {
        &*self.store
    }
}

pub(crate) const PERSON: Family = Family("person");
pub(crate) const DESK: Family = Family("desk");

pub(crate) fn person(number: u8) -> StreamId {
    StreamId {
        family: PERSON,
        key: [number; 32],
    }
}

/// Entries for a stream: when each is recorded, and what it says.
pub(crate) fn append(stream: StreamId, expected: u64, entries: &[(i64, &str)]) -> Append {
    let entries = entries
        .iter()
        .map(|(at, text)| NewEntry {
            recorded_at: *at,
            content: text.as_bytes().to_vec(),
        })
        .collect();
    Append {
        stream,
        expected: Version(expected),
        entries,
    }
}

pub(crate) fn batch(appends: &[Append]) -> Batch {
    Batch {
        appends: appends.to_vec(),
        ..Batch::default()
    }
}

pub(crate) fn request(key: u8, digest: u8, appends: &[Append]) -> Batch {
    let idempotency = Some(Idempotency {
        key: [key; 32],
        digest: [digest; 32],
    });
    Batch {
        idempotency,
        ..batch(appends)
    }
}

pub(crate) fn key_of(stream: StreamId, wrapped: &str) -> Batch {
    Batch {
        keys: vec![(stream, wrapped.as_bytes().to_vec())],
        ..Batch::default()
    }
}

pub(crate) fn message(topic: &'static str, text: &str) -> NewMessage {
    NewMessage {
        topic,
        content: text.as_bytes().to_vec(),
    }
}

/// What the entries of a stream say.
pub(crate) async fn said(store: &dyn Store, stream: StreamId) -> Result<Vec<String>, StoreError> {
    let entries = store.read(stream, Version(0)).await?;
    Ok(entries
        .iter()
        .map(|entry| String::from_utf8_lossy(&entry.content).into_owned())
        .collect())
}

/// Everything of a store that these cases ever put in, to see that nothing changed.
pub(crate) async fn everything(store: &dyn Store) -> Result<String, StoreError> {
    let mut all = String::new();
    for family in [PERSON, DESK] {
        let streams = store.streams(family, None, usize::MAX).await?;
        let entries = store.read_many(&streams).await?;
        all += &format!("{streams:?} {entries:?}\n");
    }
    let streams: Vec<StreamId> = (0..10).map(person).collect();
    all += &format!("{:?}\n", store.keys(&streams).await?);
    all += &format!("{:?}\n", store.outbox(0, usize::MAX).await?);
    all += &format!(
        "{:?} {:?}\n",
        store.founding("kind").await?,
        store.founding("seal").await?
    );
    Ok(all)
}

/// Sees that a batch is refused because of itself, with these words in the reason, and that
/// nothing changed.
pub(crate) async fn is_refused(
    store: &dyn Store,
    batch: Batch,
    words: &str,
) -> Result<(), StoreError> {
    let before = everything(store).await?;
    match store.append(batch).await {
        Err(StoreError::Batch { why }) => assert!(why.contains(words), "{why} // {words}"),
        other => assert_eq!(format!("{other:?}"), "refused", "{words}"),
    }
    assert_eq!(everything(store).await?, before);
    Ok(())
}

/// Sees that a batch finds a stream at another version, and that nothing changed.
pub(crate) async fn conflicts(
    store: &dyn Store,
    batch: Batch,
    (stream, expected, actual): (StreamId, u64, u64),
) -> Result<(), StoreError> {
    let before = everything(store).await?;
    let (expected, actual) = (Version(expected), Version(actual));
    let conflict = StoreError::Conflict {
        stream,
        expected,
        actual,
    };
    assert_eq!(store.append(batch).await, Err(conflict));
    assert_eq!(everything(store).await?, before);
    Ok(())
}
