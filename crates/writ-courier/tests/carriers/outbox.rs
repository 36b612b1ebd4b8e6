//! The outbox as work: held by one, given back by time, and never dropped.

use jiff::{SignedDuration, Timestamp};
use writ_registry::{Again, MOST_ATTEMPTS, TakeAsked, Taken};

use crate::world::{ISSUED, World, man, t};

/// Three people without accounts, so that a letter to each waits.
async fn waiting() -> World {
    let facts = man(&[("account", "none")]);
    let people = ["p1", "p2", "p3"].map(|person| (person, facts.clone()));
    let world = World::of("seed/002", &people).await;
    world.issue("call-up").await;
    world
}

async fn take(world: &World, worker: &str, now: Timestamp) -> Option<Taken> {
    let asked = TakeAsked {
        topics: &["paper"],
        worker,
        until: now + SignedDuration::from_mins(5),
    };
    let taken = world.registry.take_message(&world.sends, asked, now).await;
    taken.unwrap()
}

#[tokio::test]
async fn two_workers_never_hold_the_same_message() {
    let world = waiting().await;
    let (registry, permit) = (&world.registry, &world.sends);
    let now = t(ISSUED);
    let mut held = Vec::new();
    for worker in ["one", "two", "one", "two"] {
        held.extend(take(&world, worker, now).await);
    }
    let numbers: Vec<u64> = held.iter().map(Taken::number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let ids: std::collections::BTreeSet<&str> = held.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids.len(), 3);

    registry.message_sent(permit, &held[0]).await.unwrap();
    let later = now + SignedDuration::from_mins(5);
    let again = take(&world, "two", later).await.unwrap();
    assert_eq!((again.number(), again.attempt()), (2, 2));
    assert_eq!(
        again.id, held[1].id,
        "the same message, the same identifier"
    );
    // Whoever held it before is heard no more.
    let moot = registry.message_failed(permit, &held[1], "too late", Again::ByHand);
    moot.await.unwrap();
    assert!(
        registry
            .dead_letters(permit, 0, 9)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn what_is_begun_and_never_heard_of_is_a_dead_letter_in_the_end() {
    let world = waiting().await;
    let (registry, permit) = (&world.registry, &world.sends);
    let mut now = t(ISSUED);
    for _ in 0..MOST_ATTEMPTS {
        for _ in 0..3 {
            assert!(take(&world, "one", now).await.is_some());
        }
        assert!(take(&world, "one", now).await.is_none());
        now += SignedDuration::from_mins(5);
    }
    assert!(take(&world, "one", now).await.is_none());
    let dead = registry.dead_letters(permit, 0, 9).await.unwrap();
    let numbers: Vec<u64> = dead.iter().map(|it| it.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let heard = dead.iter().all(|it| it.why.contains("nothing was heard"));
    assert!(heard, "{dead:?}");
    assert_eq!(world.waiting().await.len(), 3, "nothing is dropped");
    registry
        .retry_message(permit, 2, now)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(take(&world, "one", now).await.unwrap().number(), 2);
}
