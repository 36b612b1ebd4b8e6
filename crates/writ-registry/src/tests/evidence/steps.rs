//! The sequencer can stop between any two steps.

use std::sync::Arc;

use writ_store::{MemoryStore, Store};

use super::Watched;
use crate::evidence::sequencer::SequencerError;
use crate::made_up::t;

const POSTED: &str = "2023-04-17T10:00:00";
const NOW: &str = "2023-04-17T10:05:00";

/// Every place at which a sequencer can be killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Killed {
    Gathered,
    Drafted,
    Committed,
    Asked,
    Covered,
}

async fn run_until(watched: &Watched, killed: Killed) {
    let mut sequencer = watched.world.registry.sequencer(None).await.unwrap();
    let waiting = sequencer.gather(t(NOW)).await.unwrap();
    if killed == Killed::Gathered {
        return;
    }
    let draft = sequencer.draft(&waiting, t(NOW)).unwrap();
    if killed == Killed::Drafted {
        return;
    }
    sequencer.commit(draft).await.unwrap();
    if killed == Killed::Committed {
        return;
    }
    let asked = sequencer.ask(&watched.bench).await.unwrap();
    if killed == Killed::Asked {
        return;
    }
    assert!(sequencer.cover(&asked).await.unwrap());
}

#[tokio::test]
async fn killed_at_any_step_it_goes_on_and_contradicts_nothing() {
    use Killed::{Asked, Committed, Covered, Drafted, Gathered};
    for killed in [Gathered, Drafted, Committed, Asked, Covered] {
        let watched = Watched::called("seed/002", POSTED).await;
        watched.bench.set_clock(t(NOW));
        let store = &watched.world.store;
        let acts = store.waiting(0, 100_000).await.unwrap();
        let before = watched.world.registry.head().await.unwrap().unwrap();
        run_until(&watched, killed).await;
        let shown = watched.world.registry.head().await.unwrap().unwrap();
        assert_eq!(shown.size > before.size, killed >= Committed, "{killed:?}");

        let turn = watched.turn("2023-04-17T10:06:00").await;
        assert_eq!(turn.size, turn.witnessed, "{killed:?}");
        let placed = store.placed(0, 100_000).await.unwrap();
        assert_eq!(placed.len() as u64, turn.size, "{killed:?}");
        for act in &acts {
            let places = placed
                .iter()
                .filter(|it| (it.stream, it.version) == (act.stream, act.version));
            assert_eq!(places.count(), 1, "{killed:?}: no act is lost or doubled");
        }
        assert!(store.waiting(0, 10).await.unwrap().is_empty());
        // What was signed before is a part of what is signed now.
        let again = watched.world.registry.sequencer(Some(&shown.note)).await;
        assert!(again.is_ok(), "{killed:?}");
    }
}

#[tokio::test]
async fn of_two_sequencers_one_gets_through() {
    let watched = Watched::called("seed/002", POSTED).await;
    let registry = &watched.world.registry;
    let before = watched.world.store.places().await.unwrap();
    let mut one = registry.sequencer(None).await.unwrap();
    let mut other = registry.sequencer(None).await.unwrap();
    let waiting = one.gather(t(NOW)).await.unwrap();
    let first = one.draft(&waiting, t(NOW)).unwrap();
    let second = other.draft(&waiting, t("2023-04-17T10:05:01")).unwrap();
    one.commit(first).await.unwrap();
    let refused = other.commit(second).await.unwrap_err();
    assert!(
        matches!(refused, SequencerError::Another { .. }),
        "{refused}"
    );
    let places = watched.world.store.places().await.unwrap();
    assert_eq!(places, before + waiting.len() as u64);
}

/// The same registry from an old backup: others have seen more than it holds.
#[tokio::test]
async fn a_registry_from_an_old_backup_is_refused_with_the_way_out() {
    let watched = Watched::called("seed/002", POSTED).await;
    let note = watched.turn(NOW).await.publish.unwrap();
    // Another store, founded alike, that never heard of it.
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let old = Watched::on(store, "seed/002").await;
    let refused = old.world.registry.sequencer(Some(&note)).await.unwrap_err();
    let text = refused.to_string();
    assert!(
        matches!(refused, SequencerError::RolledBack { .. }),
        "{text}"
    );
    assert!(text.contains("writ ledger rebuild"), "{text}");

    // Without what was published, the witnesses know, even if nothing new is to be signed.
    let mut sequencer = old.world.registry.sequencer(None).await.unwrap();
    let refused = sequencer.turn(&watched.bench, t(NOW)).await.unwrap_err();
    assert!(
        matches!(refused, SequencerError::RolledBack { .. }),
        "{refused}"
    );
}

#[tokio::test]
async fn what_was_published_and_is_not_of_this_ledger_stops_it() {
    let watched = Watched::called("seed/002", POSTED).await;
    let note = watched.turn(NOW).await.publish.unwrap();
    let other = crate::made_up::World::of("seed/002").await;
    let refused = other.registry.sequencer(Some(&note)).await.unwrap_err();
    assert!(
        matches!(refused, SequencerError::Contradicts { .. }),
        "{refused}"
    );
}

/// An old copy that has gone on by itself is told so before it signs anything more.
#[tokio::test]
async fn a_ledger_that_the_witnesses_know_otherwise_signs_nothing_more() {
    let watched = Watched::called("seed/002", POSTED).await;
    watched.turn(NOW).await;
    let other = Watched::of("seed/002").await;
    let world = &other.world;
    world
        .import(
            &crate::made_up::rows("p2", &crate::made_up::man()),
            "2023-04-03T08:00:00",
        )
        .await;
    let mut alone = world.registry.sequencer(None).await.unwrap();
    alone.grow(t(NOW)).await.unwrap();
    let held = world.registry.head().await.unwrap();
    world
        .import(
            &crate::made_up::rows("p3", &crate::made_up::man()),
            "2023-04-04T08:00:00",
        )
        .await;
    let mut sequencer = world.registry.sequencer(None).await.unwrap();
    let refused = sequencer.turn(&watched.bench, t(NOW)).await.unwrap_err();
    let stopped = matches!(
        refused,
        SequencerError::RolledBack { .. } | SequencerError::Contradicts { .. }
    );
    assert!(stopped, "{refused}");
    assert_eq!(world.registry.head().await.unwrap(), held);
}

/// One witness, or somebody on the way to it, can say anything.
#[tokio::test]
async fn one_witness_that_claims_more_stops_nobody() {
    let watched = Watched::called("seed/002", POSTED).await;
    watched.bench.claims("press", 1_000_000);
    let turn = watched.turn(NOW).await;
    assert_eq!(turn.witnessed, turn.size, "two others signed");
    assert_eq!(turn.troubles.len(), 1);
}
