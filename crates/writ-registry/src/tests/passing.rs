//! What passes: sessions and remembered answers.

use jiff::Timestamp;
use writ_store::Keeping;

use crate::made_up::{World, t};
use crate::{RegistryError, SealError};

const NOW: &str = "2023-05-02T10:00:00";
const LATER: &str = "2023-05-02T11:00:00";

fn just_before(at: Timestamp) -> Timestamp {
    at - jiff::SignedDuration::from_nanos(1)
}

#[tokio::test]
async fn a_value_is_there_until_it_expires() {
    let registry = World::of("guarded").await.registry;
    assert_eq!(registry.kept("session/1", t(NOW)).await.unwrap(), None);
    registry.keep("session/1", b"p1", t(LATER)).await.unwrap();
    let kept = Some(b"p1".to_vec());
    assert_eq!(registry.kept("session/1", t(NOW)).await.unwrap(), kept);
    let last = just_before(t(LATER));
    assert_eq!(registry.kept("session/1", last).await.unwrap(), kept);
    assert_eq!(registry.kept("session/1", t(LATER)).await.unwrap(), None);
    assert_eq!(registry.kept("session/2", t(NOW)).await.unwrap(), None);
    registry.forget("session/1").await.unwrap();
    assert_eq!(registry.kept("session/1", t(NOW)).await.unwrap(), None);
}

#[tokio::test]
async fn of_two_who_remember_an_answer_one_succeeds() {
    let registry = World::of("guarded").await.registry;
    for (text, until, now, expected) in [
        ("one", LATER, NOW, Keeping::Kept),
        ("two", "2023-05-03T10:00:00", NOW, Keeping::Already),
        ("three", "2023-05-03T10:00:00", LATER, Keeping::Kept),
    ] {
        let asked = registry.keep_new("answer/k", text.as_bytes(), t(until), t(now));
        assert_eq!(asked.await.unwrap(), expected, "{text}");
    }
    let kept = registry.kept("answer/k", t(LATER)).await.unwrap();
    assert_eq!(kept, Some(b"three".to_vec()));
    registry.forget_expired(t(LATER)).await.unwrap();
    assert!(registry.kept("answer/k", t(LATER)).await.unwrap().is_some());
}

#[tokio::test]
async fn the_store_can_neither_read_it_nor_move_it_nor_make_it_last() {
    let world = World::of("guarded").await;
    let registry = &world.registry;
    let secret = b"made-up secret of a session";
    registry.keep("session/1", secret, t(LATER)).await.unwrap();
    registry.keep("session/2", b"x", t(LATER)).await.unwrap();
    let (one, _) = registry.keys.passing("session/1");
    let (two, _) = registry.keys.passing("session/2");
    let passing = world.store.kept(one).await.unwrap().unwrap();
    assert!(!passing.content.windows(7).any(|it| it == &secret[..7]));
    assert!(!one.windows(7).any(|it| it == b"session"));

    world.store.keep(two, passing.clone()).await.unwrap();
    let mut longer = passing;
    longer.until += 1;
    world.store.keep(one, longer).await.unwrap();
    for name in ["session/1", "session/2"] {
        let opened = registry.kept(name, t(NOW)).await;
        let broken = matches!(opened, Err(RegistryError::Seal(SealError::Broken { .. })));
        assert!(broken, "{name}: {opened:?}");
    }
}
