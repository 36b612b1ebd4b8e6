//! Files that are no store, not ours, or broken.

use std::fs;
use std::path::Path;

use writ_store::{
    Absent, Appended, Entry, Sequenced, SqliteOptions, SqliteStore, Store, StoreError, Version,
};

use crate::given::{one, open, person, place, raw, whole};

#[tokio::test]
async fn a_store_is_the_same_after_it_was_closed() {
    let (_directory, path) = place();
    let store = open(&path).unwrap();
    store.append(one(person(1), 0, b"kept")).await.unwrap();
    store.found("kind", b"sandbox".to_vec()).await.unwrap();
    drop(store);
    let store = open(&path).unwrap();
    let entries = store.read(person(1), Version(0)).await.unwrap();
    assert!(entries.iter().map(|entry| &entry.content[..]).eq([b"kept"]));
    assert_eq!(
        store.founding("kind").await.unwrap(),
        Some(b"sandbox".to_vec())
    );
    assert_eq!(
        store.append(one(person(1), 1, b"next")).await.unwrap(),
        Appended::Now
    );
    assert_eq!(store.commits(), 1);
}

#[tokio::test]
async fn what_was_accepted_is_written_before_the_store_is_gone() {
    let (_directory, path) = place();
    let store = open(&path).unwrap();
    let mut accepted = store.append(one(person(1), 0, b"asked"));
    // Asked for, and then not waited for.
    let waker = std::task::Waker::noop();
    let mut context = std::task::Context::from_waker(waker);
    let first = std::future::Future::poll(accepted.as_mut(), &mut context);
    assert!(first.is_pending() || matches!(first, std::task::Poll::Ready(Ok(_))));
    drop(accepted);
    drop(store);
    assert_eq!(
        open(&path).unwrap().version(person(1)).await.unwrap(),
        Version(1)
    );
}

#[test]
fn an_absent_store_is_made_only_if_asked_for() {
    let (_directory, path) = place();
    let refuse = SqliteOptions {
        absent: Absent::Refuse,
        ..SqliteOptions::default()
    };
    let refused = SqliteStore::open(&path, refuse.clone());
    let place = path.display().to_string();
    let Err(error @ StoreError::Unavailable { .. }) = refused else {
        panic!("{refused:?}")
    };
    assert!(error.to_string().contains(&place), "{error}");
    assert!(!path.exists());
    drop(open(&path).unwrap());
    SqliteStore::open(&path, refuse).unwrap();
}

#[test]
fn what_cannot_be_opened_is_unavailable() {
    let (directory, path) = place();
    for nowhere in [
        directory.path(),
        &path.join("below"),
        &directory.path().join("no/store"),
    ] {
        let refused = open(nowhere);
        assert!(
            matches!(refused, Err(StoreError::Unavailable { .. })),
            "{refused:?}"
        );
    }
}

#[test]
fn a_file_of_something_else_is_left_as_it_is() {
    let (directory, path) = place();
    let text = "id,name\n1,made up\n".repeat(1000);
    fs::write(&path, &text).unwrap();
    let refused = open(&path);
    assert!(
        matches!(refused, Err(StoreError::Damaged { .. })),
        "{refused:?}"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), text);

    for made_with in [
        "CREATE TABLE person (name TEXT)",
        "PRAGMA application_id = 7",
    ] {
        let path = directory.path().join(format!("{}.sqlite", made_with.len()));
        raw(&path).execute_batch(made_with).unwrap();
        let before = fs::read(&path).unwrap();
        match open(&path) {
            Err(StoreError::Unavailable { why, .. }) => assert!(why.contains("another program")),
            other => panic!("{other:?}"),
        }
        assert!(fs::read(&path).unwrap() == before);
    }
}

#[test]
fn another_schema_is_refused() {
    for found in [0, 4, 99, i32::MAX] {
        let (_directory, path) = place();
        drop(open(&path).unwrap());
        raw(&path)
            .pragma_update(None, "user_version", found)
            .unwrap();
        let place = path.display().to_string();
        let found = u32::try_from(found).unwrap();
        assert_eq!(
            open(&path).unwrap_err(),
            StoreError::Schema {
                place,
                found,
                known: 3
            }
        );
    }
}

#[test]
fn a_schema_that_somebody_changed_is_damage() {
    for change in [
        "DROP TRIGGER entry_is_not_changed",
        "DROP TRIGGER founding_is_not_deleted",
        "DROP TRIGGER cover_is_not_changed",
        "DROP INDEX message_open",
        "CREATE TABLE restricted_persons (name TEXT)",
        "ALTER TABLE stream ADD COLUMN name TEXT",
    ] {
        let (_directory, path) = place();
        drop(open(&path).unwrap());
        raw(&path).execute_batch(change).unwrap();
        let refused = open(&path);
        assert!(
            matches!(refused, Err(StoreError::Damaged { .. })),
            "{change}: {refused:?}"
        );
    }
    let (_directory, path) = place();
    drop(open(&path).unwrap());
    raw(&path).execute_batch("ANALYZE").unwrap();
    open(&path).unwrap();
}

#[tokio::test]
async fn a_hole_in_a_stream_is_damage() {
    for hole in [
        "DELETE FROM entry WHERE version = 2",
        "UPDATE entry SET version = 9 WHERE version = 3",
        "UPDATE entry SET recorded_at = 7 WHERE version = 1",
        "INSERT INTO entry VALUES (1, 5, 9, x'00', NULL)",
        "INSERT INTO entry VALUES (1, 3, 9, x'00', NULL)",
        "INSERT INTO entry VALUES (1, 4, 1, x'00', NULL)",
    ] {
        let (_directory, path) = place();
        let store = open(&path).unwrap();
        for version in 0..3 {
            store.append(one(person(1), version, b"x")).await.unwrap();
        }
        let raw = raw(&path);
        raw.execute_batch("DROP TRIGGER entry_is_not_changed; DROP TRIGGER entry_is_not_deleted")
            .unwrap();
        raw.execute_batch(hole).unwrap();
        let read = store.read(person(1), Version(0)).await;
        match read {
            Err(StoreError::Damaged { why, .. }) => assert!(why.contains("person/"), "{why}"),
            other => panic!("{hole}: {other:?}"),
        }
    }
}

/// A file as it was before there was a ledger, with two entries of one stream in it.
fn before_the_ledger(path: &Path) {
    let raw = raw(path);
    raw.execute_batch(include_str!("../../migrations/sqlite/0001_streams.sql"))
        .unwrap();
    raw.execute_batch("PRAGMA user_version = 1; PRAGMA application_id = 0x57524954;")
        .unwrap();
    let key = person(1).key;
    raw.execute("INSERT INTO stream VALUES (1, 'person', ?1)", [key])
        .unwrap();
    raw.execute_batch(
        "INSERT INTO entry VALUES (1, 1, 100, x'0a');
         INSERT INTO entry VALUES (1, 2, 200, x'0b');",
    )
    .unwrap();
}

#[tokio::test]
async fn a_file_from_before_the_ledger_is_brought_up_to_date() {
    let (_directory, path) = place();
    before_the_ledger(&path);
    let store = open(&path).unwrap();
    let entry = |version, recorded_at, content, leaf, place| Entry {
        version: Version(version),
        recorded_at,
        content: vec![content],
        leaf,
        place,
        covered_at: None,
    };
    let mut entries = vec![
        entry(1, 100, 0x0a, None, None),
        entry(2, 200, 0x0b, None, None),
    ];
    assert_eq!(store.read(person(1), Version(0)).await.unwrap(), entries);
    assert_eq!(store.waiting(0, 9).await.unwrap(), []);
    assert_eq!(store.places().await.unwrap(), 0);
    let mut next = one(person(1), 2, &[0x0c]);
    next.appends[0].entries[0].leaf = Some(vec![0x1f]);
    next.appends[0].entries[0].recorded_at = 300;
    store.append(next).await.unwrap();
    let step = Sequenced {
        numbers: vec![1],
        ..Sequenced::default()
    };
    store.sequence(step).await.unwrap();
    drop(store);
    // Opened once more, it is like any other.
    let store = open(&path).unwrap();
    entries.push(entry(3, 300, 0x0c, Some(vec![0x1f]), Some(0)));
    assert_eq!(store.read(person(1), Version(0)).await.unwrap(), entries);
}

#[test]
fn many_may_bring_a_file_up_to_date_at_the_same_time() {
    for _ in 0..10 {
        let (_directory, path) = place();
        before_the_ledger(&path);
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

#[test]
fn an_old_file_that_somebody_changed_is_damage() {
    let (_directory, path) = place();
    before_the_ledger(&path);
    raw(&path)
        .execute_batch("DROP TRIGGER entry_is_not_changed")
        .unwrap();
    let refused = open(&path);
    assert!(
        matches!(refused, Err(StoreError::Damaged { .. })),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_hole_in_the_ledger_is_damage() {
    for (hole, reason) in [
        ("DELETE FROM place WHERE place = 0", "nothing has place 0"),
        ("DELETE FROM place WHERE place = 1", "nothing has place 1"),
        ("UPDATE place SET version = 9 WHERE place = 2", ""),
        ("UPDATE place SET stream = 9 WHERE place = 2", ""),
        ("UPDATE place SET version = 1 WHERE place = 2", ""),
        ("UPDATE waiting SET version = 9", ""),
        ("UPDATE waiting SET version = 1", ""),
    ] {
        let (_directory, path) = place();
        let store = open(&path).unwrap();
        store.append(whole(1, 8)).await.unwrap();
        let step = Sequenced {
            numbers: vec![1, 2, 3],
            ..Sequenced::default()
        };
        store.sequence(step).await.unwrap();
        let raw = raw(&path);
        raw.execute_batch(
            "PRAGMA foreign_keys = OFF;
             DROP TRIGGER place_is_not_changed; DROP TRIGGER place_is_not_deleted;
             DROP TRIGGER waiting_is_not_changed",
        )
        .unwrap();
        assert_eq!(raw.execute(hole, []).unwrap(), 1, "{hole}");
        let read = match hole.contains("waiting") {
            true => store.waiting(0, 9).await.map(drop),
            false => store.placed(0, 9).await.map(drop),
        };
        match read {
            Err(StoreError::Damaged { why, .. }) => assert!(why.contains(reason), "{why}"),
            other => panic!("{hole}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn broken_pages_are_damage() {
    let (_directory, path) = place();
    let store = open(&path).unwrap();
    for number in 0..200 {
        store
            .append(one(person(number), 0, &[7; 1000]))
            .await
            .unwrap();
    }
    drop(store);
    let sound = fs::read(&path).unwrap();
    let broken = |page: usize| {
        let mut broken = sound.clone();
        broken[page * 4096..].fill(0x5a);
        fs::write(&path, broken).unwrap();
    };

    // The schema, behind a sound first page.
    broken(1);
    let opened = open(&path);
    assert!(
        matches!(opened, Err(StoreError::Damaged { .. })),
        "{opened:?}"
    );

    // The later half of the entries.
    broken(sound.len() / 4096 - 30);
    let store = open(&path).unwrap();
    let mut damaged = 0;
    for number in 0..200 {
        match store.read(person(number), Version(0)).await {
            Ok(entries) => assert_eq!(entries[0].content, [7; 1000]),
            Err(StoreError::Damaged { .. }) => damaged += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(damaged > 50, "{damaged}");
    let written = store.append(one(person(200), 0, b"x")).await;
    assert!(
        matches!(written, Err(StoreError::Damaged { .. })),
        "{written:?}"
    );
}
