//! Nothing lies in the store that the ledger does not account for, and nothing that others signed
//! goes missing unseen.

use std::sync::Arc;

use jiff::Timestamp;
use writ_law::event::EventKind;
use writ_store::{
    Append, Batch, Family, MemoryStore, NewEntry, NewTile, Sequenced, Store, StreamId, Version,
};

use super::Watched;
use crate::evidence::audit::Audit;
use crate::evidence::copy::{CheckpointLine, Copy, Rebuilding};
use crate::made_up::{Dice, man, rows, t};
use crate::*;

/// Four checkpoints, each witnessed.
async fn lived() -> Watched {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    watched.turn("2023-04-17T10:05:00").await;
    let world = &watched.world;
    world
        .record("p1", EventKind::Appeared, "2023-04-20T09:00:00", |_| {})
        .await
        .unwrap();
    watched.turn("2023-04-20T09:00:05").await;
    world
        .import(&rows("p2", &man()), "2023-04-21T08:00:00")
        .await;
    watched.turn("2023-04-21T09:00:00").await;
    watched
}

async fn audited(registry: &Registry) -> Audit {
    registry.audit(&[], &mut |_, _| ()).await.unwrap()
}

/// What an audit finds, each as one line.
async fn findings(registry: &Registry) -> Vec<String> {
    let audit = audited(registry).await;
    audit.findings.iter().map(ToString::to_string).collect()
}

/// The covers of a registry, each as a line of its copy.
async fn covers(registry: &Registry) -> Vec<CheckpointLine> {
    registry.checkpoints_after(0, 0).await.unwrap().1
}

/// The same registry in another store, with these covers.
async fn with_covers(watched: &Watched, covers: Vec<CheckpointLine>) -> Registry {
    let registry = &watched.world.registry;
    let part = registry.copy(0, 100_000).await.unwrap();
    let copy = Copy {
        founding: registry.founding_copy().await.unwrap(),
        keys: part.keys,
        checkpoints: registry.checkpoints_after(0, 0).await.unwrap().0,
        covers,
    };
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let mut rebuilding = Rebuilding::begin(store, copy).await.unwrap();
    for line in &part.records {
        rebuilding.take(line).await.unwrap();
    }
    let dice = Arc::new(Dice::seeded(99));
    let rebuilt = rebuilding.finish(dice, &watched.world.key).await;
    rebuilt.unwrap()
}

#[tokio::test]
async fn a_cover_that_is_gone_contradicts_the_ledger() {
    let watched = lived().await;
    let all = covers(&watched.world.registry).await;
    assert_eq!(all.len(), 4);
    let again = with_covers(&watched, all.clone()).await;
    assert_eq!(findings(&again).await, <[String; 0]>::default());
    // Each but the last was told before the next step was made.
    for gone in 0..3 {
        let mut fewer = all.clone();
        let line = fewer.remove(gone);
        let again = with_covers(&watched, fewer).await;
        let found = findings(&again).await;
        let name = format!("the cosigned checkpoint over {} entries: ", line.size);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(&name), "{found:?}");
        assert!(found[0].ends_with("it is missing"), "{found:?}");
    }
    let again = with_covers(&watched, all[1..2].to_vec()).await;
    assert_eq!(
        findings(&again).await.len(),
        2,
        "two of those told are gone"
    );
    // Of the last one nothing tells yet but what is published and the private records.
    let again = with_covers(&watched, all[..3].to_vec()).await;
    assert_eq!(findings(&again).await, <[String; 0]>::default());
}

#[tokio::test]
async fn a_cover_signed_anew_at_another_time_contradicts_the_ledger() {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    let world = &watched.world;
    let registry = &world.registry;
    registry
        .tell_quorums(t("2023-04-17T10:05:00"))
        .await
        .unwrap();
    let mut sequencer = registry.sequencer(None).await.unwrap();
    sequencer.grow(t("2023-04-17T10:05:00")).await.unwrap();
    // The same checkpoint, signed by the same witnesses twice.
    watched.bench.set_clock(t("2023-04-17T10:05:00"));
    let early = sequencer.ask(&watched.bench).await.unwrap();
    watched.bench.set_clock(t("2023-04-17T12:00:00"));
    let late = sequencer.ask(&watched.bench).await.unwrap();
    assert!(sequencer.cover(&early).await.unwrap());
    drop(sequencer);
    world
        .record("p1", EventKind::Appeared, "2023-04-20T09:00:00", |_| {})
        .await
        .unwrap();
    watched.turn("2023-04-20T09:00:05").await;

    let mut moved = covers(registry).await;
    assert_eq!(
        findings(&with_covers(&watched, moved.clone()).await)
            .await
            .len(),
        0
    );
    let nanoseconds = |at: Timestamp| at.as_nanosecond().to_string();
    assert_eq!(moved[1].at, nanoseconds(early.quorum_at.unwrap()));
    moved[1].at = nanoseconds(late.quorum_at.unwrap());
    moved[1].note = late.note;
    let found = findings(&with_covers(&watched, moved).await).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("07:05:00Z: the registry has another time"),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_cover_put_between_those_that_were_told_is_named() {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    let (world, registry) = (&watched.world, &watched.world.registry);
    // A quorum signs, and the registry does not say so.
    registry
        .tell_quorums(t("2023-04-17T10:05:00"))
        .await
        .unwrap();
    let mut sequencer = registry.sequencer(None).await.unwrap();
    sequencer.grow(t("2023-04-17T10:05:00")).await.unwrap();
    watched.bench.set_clock(t("2023-04-17T10:05:00"));
    let held_back = sequencer.ask(&watched.bench).await.unwrap();
    drop(sequencer);
    for (person, at) in [("p2", "2023-04-21"), ("p3", "2023-04-22")] {
        let file = rows(person, &man());
        world.import(&file, &format!("{at}T08:00:00")).await;
        watched.turn(&format!("{at}T09:00:00")).await;
    }
    let mut more = covers(registry).await;
    assert!(findings(registry).await.is_empty());
    let note = writ_ledger::note::Note::parse(&held_back.note).unwrap();
    let size = writ_ledger::checkpoint::Checkpoint::parse(note.text())
        .unwrap()
        .size;
    let at = held_back.quorum_at.unwrap().as_nanosecond().to_string();
    let line = CheckpointLine {
        size,
        at,
        note: held_back.note,
    };
    more.insert(1, line);
    let found = findings(&with_covers(&watched, more).await).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("not of it: it was added"), "{found:?}");
}

/// Nothing is told for its own sake, else a ledger would grow for ever.
#[tokio::test]
async fn a_ledger_in_which_nothing_waits_does_not_grow() {
    let watched = lived().await;
    let before = watched.world.store.places().await.unwrap();
    for second in 10..20 {
        watched.turn(&format!("2023-04-21T09:00:{second}")).await;
    }
    assert_eq!(watched.world.store.places().await.unwrap(), before);
    let id = watched.world.registry.quorum_stream();
    let told = watched.world.store.version(id).await.unwrap();
    assert_eq!(told, Version(3), "one entry for each step after the first");
}

fn tile(shard: u32, level: u8, number: u64, width: u16) -> NewTile {
    NewTile {
        shard,
        level,
        number,
        width,
        content: vec![0; usize::from(width) * 32],
    }
}

#[tokio::test]
async fn a_tile_that_no_checkpoint_makes_is_named() {
    for (tile, name) in [
        (tile(0, 0, 0, 1), "tile/0/000.p/1: "),
        (tile(0, 0, 0, 255), "tile/0/000.p/255: "),
        (tile(0, 0, 0, 256), "tile/0/000: "),
        (tile(0, 0, 7, 256), "tile/0/007: "),
        (tile(0, 3, 0, 256), "tile/3/000: "),
        (
            tile(0, 255, 0, 9),
            "tile 0 of level 255 of tree 0, 9 wide: ",
        ),
        (tile(1, 0, 0, 16), "tile 0 of level 0 of tree 1, 16 wide: "),
    ] {
        let watched = lived().await;
        let store = &watched.world.store;
        let step = Sequenced {
            first: store.places().await.unwrap(),
            tiles: vec![tile],
            ..Sequenced::default()
        };
        store.sequence(step).await.unwrap();
        let found = findings(&watched.world.registry).await;
        assert!(
            found.contains(&format!("{name}no checkpoint makes it: it was added")),
            "{found:?}"
        );
        assert_eq!(found.len(), 1, "{found:?}");
    }
}

#[tokio::test]
async fn earlier_tiles_may_be_forgotten_once_they_are_full() {
    let watched = lived().await;
    let people: String = (10..60).map(|n| rows(&format!("p{n}"), &man())).collect();
    watched.world.import(&people, "2023-04-22T08:00:00").await;
    watched.turn("2023-04-22T09:00:00").await;
    while watched.world.store.places().await.unwrap() < 300 {
        let at = watched.world.store.places().await.unwrap();
        let people: String = (0..60)
            .map(|n| rows(&format!("p{at}-{n}"), &man()))
            .collect();
        watched.world.import(&people, "2023-04-23T08:00:00").await;
        watched.turn("2023-04-23T09:00:00").await;
    }
    let before = audited(&watched.world.registry).await;
    assert!(before.is_sound(), "{:?}", before.findings);
    watched.world.store.forget_partial_tiles().await.unwrap();
    let after = audited(&watched.world.registry).await;
    assert!(after.is_sound(), "{:?}", after.findings);
    assert!(
        after.tiles < before.tiles,
        "{} {}",
        after.tiles,
        before.tiles
    );
}

#[tokio::test]
async fn a_stream_that_nothing_writes_is_named() {
    let of = |word, key| StreamId {
        family: Family(word),
        key: [key; 32],
    };
    for id in [
        of("made-up", 1),
        of("checkpoint", 1),
        of("public", 9),
        of("padding", 9),
        of("quorum", 3),
        // Over a checkpoint that is none.
        of("time-stamp", 7),
    ] {
        let watched = lived().await;
        let entry = NewEntry {
            recorded_at: 1,
            content: b"made up".to_vec(),
            leaf: None,
        };
        let append = Append {
            stream: id,
            expected: Version(0),
            entries: vec![entry],
        };
        let batch = Batch {
            appends: vec![append],
            ..Batch::default()
        };
        watched.world.store.append(batch).await.unwrap();
        let found = findings(&watched.world.registry).await;
        let text = format!("{id:?}: nothing in the registry writes such a stream: it was added");
        assert!(found.contains(&text), "{found:?}");
    }
}

/// The store does not say why a key is gone. Whoever audits holds these against the records.
#[tokio::test]
async fn each_stream_whose_key_is_gone_is_told_once() {
    let watched = lived().await;
    let world = &watched.world;
    assert_eq!(audited(&world.registry).await.erased_streams, []);
    let mine = world.registry.person_stream("p1");
    world.store.erase_key(mine).await.unwrap();
    let audit = audited(&world.registry).await;
    let [gone] = audit.erased_streams.as_slice() else {
        panic!("{:?}", audit.erased_streams)
    };
    assert_eq!(gone.family, "person");
    assert_eq!(gone.stream, crate::seal::hex(&mine.key));
    assert!(audit.erased > 1, "{audit:?}");
}
