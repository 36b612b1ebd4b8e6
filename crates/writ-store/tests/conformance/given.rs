//! Stores, streams and batches for the cases.

use std::sync::Arc;

use writ_store::{
    Append, Batch, Family, Idempotency, LeaseAsked, Leased, MemoryStore, NewEntry, NewMessage,
    NewTile, Passing, Sequenced, Store, StoreError, StreamId, Version,
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
            leaf: None,
        })
        .collect();
    Append {
        stream,
        expected: Version(expected),
        entries,
    }
}

/// The same with a leaf for each entry, which says the same.
pub(crate) fn leaves(stream: StreamId, expected: u64, entries: &[(i64, &str)]) -> Append {
    let mut append = append(stream, expected, entries);
    for entry in &mut append.entries {
        entry.leaf = Some(leaf_of(&entry.content));
    }
    append
}

pub(crate) fn leaf_of(content: &[u8]) -> Vec<u8> {
    [b"leaf of ", content].concat()
}

/// A step that gives places from `first` on to these numbers, and nothing else.
pub(crate) fn step(first: u64, numbers: &[u64]) -> Sequenced {
    Sequenced {
        first,
        numbers: numbers.to_vec(),
        ..Sequenced::default()
    }
}

/// The tile of shard 0 and level 0 with this number and width.
pub(crate) fn tile(number: u64, width: u16, text: &str) -> NewTile {
    NewTile {
        shard: 0,
        level: 0,
        number,
        width,
        content: text.as_bytes().to_vec(),
    }
}

/// A step that only keeps tiles.
pub(crate) async fn kept(store: &dyn Store, tiles: &[NewTile]) -> Result<Sequenced, StoreError> {
    Ok(Sequenced {
        first: store.places().await?,
        tiles: tiles.to_vec(),
        ..Sequenced::default()
    })
}

/// Puts in a batch whose entries all have leaves, and gives each a place.
pub(crate) async fn placed(store: &dyn Store, append: Append) -> Result<(), StoreError> {
    store.append(batch(&[append])).await?;
    let waiting = store.waiting(0, usize::MAX).await?;
    let numbers: Vec<u64> = waiting.iter().map(|one| one.number).collect();
    store
        .sequence(step(store.places().await?, &numbers))
        .await?;
    Ok(())
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

/// Messages of a topic, in one batch.
pub(crate) fn sending(topic: &'static str, texts: &[&str]) -> Batch {
    let outbox = texts.iter().map(|text| message(topic, text)).collect();
    Batch {
        outbox,
        ..Batch::default()
    }
}

/// The next message of the topic `posting`, for ten nanoseconds.
pub(crate) async fn taken(
    store: &dyn Store,
    worker: &str,
    now: i64,
) -> Result<Option<Leased>, StoreError> {
    let asked = LeaseAsked {
        topics: &["posting"],
        worker,
        now,
        until: now + 10,
    };
    store.lease(asked).await
}

pub(crate) fn passing(text: &str, until: i64) -> Passing {
    Passing {
        content: text.as_bytes().to_vec(),
        until,
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
    all += &format!("{:?}\n", store.dead_letters(0, usize::MAX).await?);
    for name in 0..4 {
        all += &format!("{:?}\n", store.kept([name; 32]).await?);
    }
    all += &format!(
        "{:?} {:?}\n",
        store.founding("kind").await?,
        store.founding("seal").await?
    );
    all += &format!("{:?}\n", store.waiting(0, usize::MAX).await?);
    let placed = store.placed(0, usize::MAX).await?;
    all += &format!("{} {placed:?}\n", store.places().await?);
    all += &format!("{:?}\n", store.covers(0, usize::MAX).await?);
    all += &format!("{:?}\n", store.families().await?);
    all += &format!("{:?}\n", store.tiles(None, usize::MAX).await?);
    for shard in 0..2 {
        for level in 0..2 {
            for number in 0..4 {
                for width in [1, 2, 255, 256] {
                    let tile = store.tile(shard, level, number, width).await?;
                    all += &format!("{tile:?} ");
                }
            }
        }
    }
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

/// Sees that a step is refused for the reason that `is_expected` looks for, and that nothing
/// changed.
pub(crate) async fn step_refused(
    store: &dyn Store,
    step: Sequenced,
    is_expected: impl Fn(&StoreError) -> bool,
) -> Result<(), StoreError> {
    let before = everything(store).await?;
    let refused = store.sequence(step.clone()).await;
    assert!(
        matches!(&refused, Err(error) if is_expected(error)),
        "{step:?}: {refused:?}"
    );
    assert_eq!(everything(store).await?, before, "{step:?}");
    Ok(())
}

/// No places, with these words in the reason.
pub(crate) fn no_places(words: &str) -> impl Fn(&StoreError) -> bool {
    move |error| matches!(error, StoreError::Placed { why } if why.contains(words))
}

/// No tile, with these words in the reason.
pub(crate) fn no_tile(words: &str) -> impl Fn(&StoreError) -> bool {
    move |error| matches!(error, StoreError::Tile { .. }) && error.to_string().contains(words)
}
