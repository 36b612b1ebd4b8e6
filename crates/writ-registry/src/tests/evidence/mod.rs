//! The registry with a ledger: what waits, what is witnessed, and what that does to people.

mod accounted;
mod force;
mod places;
mod proofs;
mod rebuilding;
mod remembered;
mod steps;
pub(crate) mod watching;
mod whole;

use std::sync::Arc;

use writ_store::{MemoryStore, Store};

use self::watching::Bench;
use crate::evidence::sequencer::Turn;
use crate::made_up::{Dice, World, man, rows, t};
use crate::*;

/// A registry with made-up witnesses.
pub(super) struct Watched {
    pub(super) world: World,
    pub(super) bench: Bench,
}

impl Watched {
    pub(super) async fn of(regime: &str) -> Self {
        Self::on(Arc::new(MemoryStore::new()), regime).await
    }

    pub(super) async fn on(store: Arc<dyn Store>, regime: &str) -> Self {
        let bench = Bench::of_three(t("2023-04-01T08:00:00"));
        let watch = Watch {
            origin: Some("trial".to_owned()),
            witnesses: Some(bench.policy("two")),
        };
        let dice = Arc::new(Dice::seeded(7));
        let world = World::watched(store, regime, dice, watch).await;
        Self { world, bench }
    }

    /// A made-up man is called up; what is known of him is witnessed, and nothing after it.
    pub(super) async fn called(regime: &str, now: &str) -> Self {
        let watched = Self::of(regime).await;
        watched.call(now).await;
        watched
    }

    pub(super) async fn call(&self, now: &str) {
        self.world
            .import(&rows("p1", &man()), "2023-04-02T08:00:00")
            .await;
        self.turn("2023-04-02T08:00:05").await;
        self.world.drawn("c1", "call-up", 1, now).await;
        self.world.issue_to("c1", "p1", now).await.unwrap();
    }

    /// One turn of a sequencer that begins anew, at a time that the witnesses' clocks show too.
    pub(super) async fn turn(&self, now: &str) -> Turn {
        self.bench.set_clock(t(now));
        let registry = &self.world.registry;
        registry.tell_quorums(t(now)).await.unwrap();
        let mut sequencer = registry.sequencer(None).await.unwrap();
        sequencer.turn(&self.bench, t(now)).await.unwrap()
    }
}
