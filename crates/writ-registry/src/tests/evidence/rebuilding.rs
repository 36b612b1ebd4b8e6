//! What a registry is built anew from must be whole: a key that is missing is not one that was
//! erased.

use std::sync::Arc;

use writ_law::event::EventKind;
use writ_store::{MemoryStore, Store};

use super::Watched;
use crate::evidence::copy::{Copy, Rebuilding, RecordLine};
use crate::made_up::{Dice, World};
use crate::registry::FOUNDING;
use crate::*;

async fn lived() -> Watched {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    watched.turn("2023-04-17T10:05:00").await;
    let world = &watched.world;
    let appeared = world.record("p1", EventKind::Appeared, "2023-04-20T09:00:00", |_| {});
    appeared.await.unwrap();
    watched.turn("2023-04-21T09:00:00").await;
    watched
}

async fn copied(registry: &Registry) -> (Copy, Vec<RecordLine>) {
    let (checkpoints, covers) = registry.checkpoints_after(0, 0).await.unwrap();
    let part = registry.copy(0, 100_000).await.unwrap();
    let copy = Copy {
        founding: registry.founding_copy().await.unwrap(),
        keys: part.keys,
        checkpoints,
        covers,
    };
    (copy, part.records)
}

/// What came of it, and the store in which it was tried.
async fn built(
    world: &World,
    copy: Copy,
    records: &[RecordLine],
) -> (Result<Registry, RegistryError>, Arc<dyn Store>) {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let all = async {
        let mut rebuilding = Rebuilding::begin(Arc::clone(&store), copy).await?;
        for line in records {
            rebuilding.take(line).await?;
        }
        rebuilding
            .finish(Arc::new(Dice::seeded(99)), &world.key)
            .await
    };
    (all.await, Arc::clone(&store))
}

#[tokio::test]
async fn every_stream_needs_its_key_or_a_line_that_says_it_was_erased() {
    let watched = lived().await;
    let world = &watched.world;
    let (copy, records) = copied(&world.registry).await;
    assert!(copy.keys.len() > 5, "{:?}", copy.keys);
    for at in 0..copy.keys.len() {
        let mut missing = copy.clone();
        let line = missing.keys.remove(at);
        let (failed, store) = built(world, missing, &records).await;
        let text = failed.unwrap_err().to_string();
        assert!(text.contains("neither its key nor a line"), "{text}");
        assert!(text.contains(&line.family), "{text} names {line:?}");
        let founding = store.founding(FOUNDING).await.unwrap();
        assert_eq!(founding, None, "half a registry does not open");
    }
    let mut twice = copy.clone();
    twice.keys.push(twice.keys[0].clone());
    let (failed, _) = built(world, twice, &records).await;
    assert!(failed.unwrap_err().to_string().contains("two keys"));
}

#[tokio::test]
async fn an_erasure_is_a_line_and_is_counted() {
    let watched = lived().await;
    let world = &watched.world;
    let mine = world.registry.person_stream("p1");
    world.store.erase_key(mine).await.unwrap();
    let (copy, records) = copied(&world.registry).await;
    let erased = copy.keys.iter().filter(|line| line.wrapped.is_none());
    let erased: Vec<_> = erased.map(|line| line.stream.clone()).collect();
    assert_eq!(erased, [seal::hex(&mine.key)]);
    let (again, _) = built(world, copy, &records).await;
    let again = again.unwrap();
    let audit = again.audit(&[], &mut |_, _| ()).await.unwrap();
    let of_them = records.iter().filter(|line| line.stream == erased[0]);
    assert_eq!(audit.erased, u64::try_from(of_them.count()).unwrap());
    assert!(again.sequencer(None).await.is_ok());
}

#[tokio::test]
async fn nothing_opens_before_it_is_finished() {
    let watched = lived().await;
    let world = &watched.world;
    let (copy, records) = copied(&world.registry).await;
    let (failed, store) = built(world, copy.clone(), &records[..20]).await;
    assert!(failed.is_err(), "the end is missing");
    let dice = || Arc::new(Dice::seeded(99));
    let opened = Registry::open(Arc::clone(&store), dice(), &world.key).await;
    assert!(
        matches!(opened, Err(RegistryError::NotFounded)),
        "{opened:?}"
    );
    let again = Rebuilding::begin(store, copy).await;
    assert!(
        matches!(again, Err(RegistryError::Founded)),
        "nor is it gone on with"
    );
}
