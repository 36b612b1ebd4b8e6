//! Ledger and registry say the same, or the difference is named; and the one is built anew from
//! the other.

use std::sync::Arc;

use writ_law::event::EventKind;
use writ_store::{MemoryStore, Store, Version};

use super::Watched;
use crate::evidence::audit::Audit;
use crate::evidence::copy::{Copy, Rebuilding, RecordLine};
use crate::made_up::{Dice, World, man, rows};
use crate::*;

async fn lived() -> Watched {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    watched.turn("2023-04-17T10:05:00").await;
    let world = &watched.world;
    world.ask("exit", "p1", "2023-04-17T12:00:00").await;
    world
        .record("p1", EventKind::Appeared, "2023-04-20T09:00:00", |_| {})
        .await
        .unwrap();
    world
        .import(&rows("p2", &man()), "2023-04-21T08:00:00")
        .await;
    watched.turn("2023-04-21T09:00:00").await;
    watched
}

async fn audited(registry: &Registry) -> Audit {
    registry.audit(&[], &mut |_, _| ()).await.unwrap()
}

#[tokio::test]
async fn what_was_recorded_and_sequenced_agrees() {
    let watched = lived().await;
    let audit = audited(&watched.world.registry).await;
    assert!(audit.is_sound(), "{:?}", audit.findings);
    assert_eq!(audit.entries, watched.world.store.places().await.unwrap());
    assert_eq!((audit.checkpoints, audit.witnessed), (3, 3));
    assert_eq!((audit.opened, audit.waiting), (audit.entries, 0));
    watched
        .world
        .import(&rows("p3", &man()), "2023-04-22T08:00:00")
        .await;
    let audit = audited(&watched.world.registry).await;
    assert!(
        audit.is_sound() && audit.waiting > 0,
        "what waits is no fault"
    );
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

async fn rebuilt(
    world: &World,
    copy: Copy,
    records: &[RecordLine],
) -> Result<(Registry, Arc<dyn Store>), RegistryError> {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let mut rebuilding = Rebuilding::begin(Arc::clone(&store), copy).await?;
    for line in records {
        rebuilding.take(line).await?;
    }
    let dice = Arc::new(Dice::seeded(99));
    Ok((rebuilding.finish(dice, &world.key).await?, store))
}

/// S48: the database is destroyed; the private records and the key file are left.
#[tokio::test]
async fn s48_a_registry_is_built_anew_and_every_position_is_equal_to_the_byte() {
    let watched = lived().await;
    let world = &watched.world;
    let (copy, records) = copied(&world.registry).await;
    let (registry, store) = rebuilt(world, copy, &records).await.unwrap();
    let again = World {
        store,
        key: world.key.clone(),
        registry,
    };
    for person in ["p1", "p2"] {
        for at in [
            "2023-04-17T12:00:00",
            "2023-04-18T12:00:00",
            "2023-05-20T12:00:00",
        ] {
            let before = serde_json::to_string(&world.explain(person, at).await).unwrap();
            let after = serde_json::to_string(&again.explain(person, at).await).unwrap();
            assert_eq!(before, after, "{person} at {at}");
        }
    }
    assert!(audited(&again.registry).await.is_sound());
    let placed = world.store.placed(0, 100_000).await.unwrap();
    assert_eq!(placed, again.store.placed(0, 100_000).await.unwrap());
    let head = again.registry.head().await.unwrap().unwrap();
    assert_eq!(Some(head), world.registry.head().await.unwrap());
    assert!(again.registry.sequencer(None).await.is_ok(), "it goes on");
}

#[tokio::test]
async fn a_copy_that_was_changed_builds_nothing() {
    let watched = lived().await;
    let (copy, records) = copied(&watched.world.registry).await;
    let build = async |records: &[RecordLine]| rebuilt(&watched.world, copy.clone(), records).await;
    let mut missing = records.clone();
    missing.remove(5);
    assert!(build(&missing).await.is_err(), "an entry is missing");
    let mut swapped = records.clone();
    swapped.swap(3, 4);
    assert!(build(&swapped).await.is_err(), "two entries are swapped");
    let mut changed = records.clone();
    changed[7].leaf = changed[8].leaf.clone();
    assert!(build(&changed).await.is_err(), "a leaf was changed");
    assert!(build(&records[..20]).await.is_err(), "the end is missing");
    let mut content = records.clone();
    let (one, other) = (content[2].content.clone(), content[3].content.clone());
    (content[2].content, content[3].content) = (other, one);
    let opened = build(&content).await;
    let sound = match &opened {
        Ok((registry, _)) => audited(registry).await.is_sound(),
        Err(_) => false,
    };
    assert!(!sound, "sealed contents were swapped");
}

#[tokio::test]
async fn erasing_a_key_leaves_random_bytes_and_breaks_no_proof_of_others() {
    let watched = lived().await;
    let world = &watched.world;
    let may = world.may("oskar", operation::ExplainPerson).await;
    let others = world
        .registry
        .proof(&may, "p2", None)
        .await
        .unwrap()
        .unwrap();
    let mine = world.registry.person_stream("p1");
    let before = world.store.placed(0, 100_000).await.unwrap();
    assert!(!world.store.read(mine, Version(0)).await.unwrap().is_empty());
    world.store.erase_key(mine).await.unwrap();
    let audit = audited(&world.registry).await;
    assert!(audit.is_sound() && audit.erased > 0, "{:?}", audit.findings);
    assert_eq!(
        before,
        world.store.placed(0, 100_000).await.unwrap(),
        "the places stay"
    );
    let gone = world.registry.proof(&may, "p1", None).await.unwrap();
    assert!(gone.unwrap_err().has("unknown-person"));
    let still = world
        .registry
        .proof(&may, "p2", None)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(still, others);
    let (copy, records) = copied(&world.registry).await;
    let (again, _) = rebuilt(world, copy, &records).await.unwrap();
    assert!(
        audited(&again).await.is_sound(),
        "built anew without what was erased"
    );
}
