//! Other processes that have the same file open: here, other connections.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use writ_store::{Appended, SqliteOptions, SqliteStore, Store, StoreError, Version};

use crate::given::{one, open, person, place, raw, whole};

#[tokio::test]
async fn a_locked_file_is_unavailable_and_then_available_again() {
    let (_directory, path) = place();
    let options = SqliteOptions {
        busy_timeout: Duration::from_millis(20),
        ..SqliteOptions::default()
    };
    let store = SqliteStore::open(&path, options.clone()).unwrap();
    store.append(one(person(1), 0, b"before")).await.unwrap();
    let raw = raw(&path);
    raw.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (first, second) = tokio::join!(
        store.append(one(person(1), 1, b"during")),
        store.found("kind", b"live".to_vec())
    );
    for refused in [first.map(drop), second] {
        match refused {
            Err(StoreError::Unavailable { place, why }) => {
                assert!(place == path.display().to_string() && why.contains("another process"));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(
        store.version(person(1)).await.unwrap(),
        Version(1),
        "one can still read"
    );
    let opened = SqliteStore::open(&path, options);
    assert!(
        matches!(opened, Err(StoreError::Unavailable { .. })),
        "{opened:?}"
    );
    raw.execute_batch("ROLLBACK").unwrap();
    assert_eq!(
        store.append(one(person(1), 1, b"after")).await.unwrap(),
        Appended::Now
    );
}

#[test]
fn many_may_make_the_store_at_the_same_time() {
    for _ in 0..10 {
        let (_directory, path) = place();
        std::thread::scope(|scope| {
            let openers: Vec<_> = (0..6)
                .map(|_| scope.spawn(|| open(&path).map(drop)))
                .collect();
            for opener in openers {
                opener.join().unwrap().unwrap();
            }
        });
        open(&path).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_stores_over_one_file_do_not_overwrite_each_other() {
    let (_directory, path) = place();
    let stores = [
        Arc::new(open(&path).unwrap()),
        Arc::new(open(&path).unwrap()),
    ];
    let mut callers = JoinSet::new();
    for caller in 0..8_usize {
        let store = Arc::clone(&stores[caller % 2]);
        callers.spawn(async move {
            let mut won = Vec::new();
            while won.len() < 10 {
                let Version(expected) = store.version(person(1)).await?;
                match store
                    .append(one(person(1), expected, &[u8::try_from(caller).unwrap()]))
                    .await
                {
                    Ok(_) => won.push(expected + 1),
                    Err(StoreError::Conflict { .. }) => {}
                    Err(other) => return Err(other),
                }
            }
            Ok(won)
        });
    }
    let mut won: Vec<u64> = callers
        .join_all()
        .await
        .into_iter()
        .flat_map(Result::unwrap)
        .collect();
    won.sort_unstable();
    assert_eq!(won, (1..=80).collect::<Vec<_>>());
    for store in &stores {
        assert_eq!(store.read(person(1), Version(0)).await.unwrap().len(), 80);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn callers_share_commits() {
    let (_directory, path) = place();
    let store = Arc::new(open(&path).unwrap());
    let mut callers = JoinSet::new();
    for number in 0..200 {
        let store = Arc::clone(&store);
        callers.spawn(async move { store.append(whole(number, 100)).await });
    }
    for answer in callers.join_all().await {
        assert_eq!(answer, Ok(Appended::Now));
    }
    assert!(store.commits() < 200, "{} commits", store.commits());
}
