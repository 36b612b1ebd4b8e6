//! A disk that is full.

use writ_store::{Appended, SqliteOptions, SqliteStore, Store, StoreError, Version};

use crate::given::{open, place, raw, streams_of, whole};

fn limited(pages: u32) -> SqliteOptions {
    SqliteOptions {
        max_pages: Some(pages),
        ..SqliteOptions::default()
    }
}

#[tokio::test]
async fn with_more_space_the_same_command_goes_on() {
    let (_directory, path) = place();
    let store = SqliteStore::open(&path, limited(120)).unwrap();
    let mut full = 0;
    while store.append(whole(full, 3000)).await == Ok(Appended::Now) {
        full += 1;
    }
    assert!(full > 3, "{full} batches went in");
    for _ in 0..3 {
        assert_eq!(store.append(whole(full, 3000)).await, Err(StoreError::Full));
    }
    let [first, ..] = streams_of(full);
    assert_eq!(store.version(first).await.unwrap(), Version(0));
    assert_eq!(
        store.read_many(&streams_of(full - 1)).await.unwrap()[3].len(),
        2
    );
    // What needs no space is still done: relief and erasure do not wait for a larger disk.
    let [erased, ..] = streams_of(0);
    store.erase_key(erased).await.unwrap();
    store.done(1).await.unwrap();
    drop(store);

    let store = SqliteStore::open(&path, limited(1200)).unwrap();
    for number in 0..full {
        assert_eq!(
            store.append(whole(number, 3000)).await.unwrap(),
            Appended::Before
        );
    }
    assert_eq!(
        store.append(whole(full, 3000)).await.unwrap(),
        Appended::Now
    );
    assert_eq!(store.version(first).await.unwrap(), Version(2));
    assert_eq!(
        store.outbox(0, usize::MAX).await.unwrap().len() as u64,
        full
    );
    let sound: String = raw(&path)
        .query_row("PRAGMA integrity_check", [], |r| r.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
}

#[tokio::test]
async fn a_batch_larger_than_the_space_leaves_the_store_as_it_was() {
    let (_directory, path) = place();
    let store = SqliteStore::open(&path, limited(120)).unwrap();
    assert_eq!(store.append(whole(1, 1 << 20)).await, Err(StoreError::Full));
    assert_eq!(store.append(whole(1, 10)).await.unwrap(), Appended::Now);
    let [stream, ..] = streams_of(1);
    assert_eq!(store.version(stream).await.unwrap(), Version(2));
}

#[test]
fn without_room_for_the_schema_no_store_is_made() {
    let (_directory, path) = place();
    let refused = SqliteStore::open(&path, limited(3));
    assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
    open(&path).unwrap();
}
