//! A store that is older than what was kept outside of it, and witnesses that speak of another past.

use std::sync::Arc;

use writ_store::{MemoryStore, Store};

use super::Watched;
use crate::evidence::sequencer::{Grown, Remembered, Sequencer, SequencerError};
use crate::made_up::{World, man, rows, t};

const NOW: &str = "2023-04-17T10:05:00";

/// What the private records hold of a registry.
async fn kept(world: &World) -> Remembered {
    let (signed, covers) = world.registry.checkpoints_after(0, 0).await.unwrap();
    Remembered {
        size: world.store.places().await.unwrap(),
        signed: signed.last().map(|line| line.note.clone()),
        witnessed: covers.last().map(|line| line.note.clone()),
    }
}

async fn sequencer(world: &World) -> Sequencer<'_> {
    world.registry.sequencer(None).await.unwrap()
}

/// A registry that is founded like another one, and knows nothing of what became of that.
async fn old() -> Watched {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    Watched::on(store, "seed/002").await
}

async fn import(world: &World, person: &str) {
    world
        .import(&rows(person, &man()), "2023-04-03T08:00:00")
        .await;
}

#[tokio::test]
async fn what_is_kept_of_the_store_agrees_with_it_also_once_it_has_grown() {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    let none = Remembered::default();
    sequencer(&watched.world)
        .await
        .remembers(&none)
        .await
        .unwrap();
    let mut all = vec![kept(&watched.world).await];
    for person in ["p2", "p3"] {
        import(&watched.world, person).await;
        watched.turn(NOW).await;
        all.push(kept(&watched.world).await);
    }
    for kept in &all {
        sequencer(&watched.world)
            .await
            .remembers(kept)
            .await
            .unwrap();
    }
}

/// No witness signed, and nothing was published: only the private records know.
#[tokio::test]
async fn a_store_older_than_the_private_records_is_refused() {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    watched.bench.only(&[]);
    watched.turn(NOW).await;
    let kept = kept(&watched.world).await;
    assert!(kept.size > 0 && kept.signed.is_some());
    let old = old().await;
    let refused = sequencer(&old.world).await.remembers(&kept).await;
    let text = refused.as_ref().unwrap_err().to_string();
    assert!(
        matches!(refused, Err(SequencerError::RolledBack { .. })),
        "{text}"
    );
    assert!(text.contains("writ ledger rebuild"), "{text}");

    // It went on by itself, until it has as many entries or more.
    for person in ["p7", "p8", "p9"] {
        import(&old.world, person).await;
        sequencer(&old.world).await.grow(t(NOW)).await.unwrap();
    }
    assert!(old.world.store.places().await.unwrap() >= kept.size);
    let refused = sequencer(&old.world).await.remembers(&kept).await;
    let text = refused.as_ref().unwrap_err().to_string();
    assert!(
        matches!(refused, Err(SequencerError::Otherwise { .. })),
        "{text}"
    );
    assert!(text.contains("writ ledger rebuild"), "{text}");
}

/// The store has every entry, and not what the quorum had signed: its time would be another one.
#[tokio::test]
async fn a_store_without_the_quorum_that_is_kept_is_refused() {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    watched.turn(NOW).await;
    let mut kept = kept(&watched.world).await;
    let note = kept.witnessed.clone().unwrap();
    let other = note
        .lines()
        .filter(|line| !line.starts_with("— w1.example "));
    kept.witnessed = Some(other.map(|line| format!("{line}\n")).collect());
    assert_ne!(kept.witnessed.as_deref(), Some(note.as_str()));
    let refused = sequencer(&watched.world).await.remembers(&kept).await;
    assert!(
        matches!(refused, Err(SequencerError::Otherwise { .. })),
        "{refused:?}"
    );
}

/// Whoever says so without showing it is heard, and stops nobody.
#[tokio::test]
async fn a_witness_that_speaks_of_another_past_is_an_alarm_beside_a_quorum() {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    let stranger = crate::made_up::World::of("seed/002").await;
    sequencer(&stranger).await.grow(t(NOW)).await.unwrap();
    let foreign = stranger.registry.head().await.unwrap().unwrap().note;
    let before = watched.world.registry.head().await.unwrap().unwrap().note;
    for shown in [foreign, before, "nothing that can be read".to_owned()] {
        watched.bench.shows("press", &shown);
        import(&watched.world, "p2").await;
        let turn = watched.turn(NOW).await;
        assert_eq!(turn.witnessed, turn.size, "two others signed");
        assert!(turn.troubles[0].outcome.is_of_another_past(), "{turn:?}");
        // Nothing is new, and the alarm stands.
        let turn = watched.turn(NOW).await;
        assert_eq!(turn.troubles.len(), 1, "{turn:?}");
    }
}

/// What it shows is signed by this log: there are two ledgers, whoever else signs.
#[tokio::test]
async fn a_fork_that_a_witness_can_show_stops_it() {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    watched.turn(NOW).await;
    let held = watched.world.store.places().await.unwrap();
    let other = old().await;
    let mut shown = Vec::new();
    while other.world.store.places().await.unwrap() <= held {
        import(&other.world, &format!("q{}", shown.len())).await;
        let grown = sequencer(&other.world).await.grow(t(NOW)).await.unwrap();
        assert_eq!(grown, Grown::Yes);
        shown.push(other.world.registry.head().await.unwrap().unwrap());
    }
    for head in shown {
        watched.bench.shows("press", &head.note);
        let mut sequencer = sequencer(&watched.world).await;
        let stopped = sequencer.turn(&watched.bench, t(NOW)).await.unwrap_err();
        match &stopped {
            SequencerError::Forked { witness, shown, .. } if head.size <= held => {
                assert_eq!((witness.as_str(), shown), ("press", &head.note));
            }
            SequencerError::RolledBack { shown, .. } => assert_eq!(*shown, head.size),
            other => panic!("{} of {held}: {other}", head.size),
        }
    }
}
