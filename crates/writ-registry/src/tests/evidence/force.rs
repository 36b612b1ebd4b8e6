//! A burden binds once it is witnessed, relief at once.

use writ_law::event::EventKind;
use writ_law::truth::Truth;

use super::Watched;
use crate::made_up::{EARLY, t};

const POSTED: &str = "2023-04-17T10:00:00";

#[tokio::test]
async fn a_burden_binds_from_its_quorum_time_and_not_before() {
    let watched = Watched::called("seed/002", POSTED).await;
    let world = &watched.world;
    let ask = async |now| world.ask("exit", "p1", now).await.answer;
    assert_eq!(ask("2023-04-17T10:01:00").await, Truth::No, "it waits");
    let turn = watched.turn("2023-04-17T10:05:00").await;
    assert_eq!(turn.quorum_at, Some(t("2023-04-17T10:05:00")));
    assert_eq!((turn.size, turn.size % 16), (turn.witnessed, 0));
    assert_eq!(
        ask("2023-04-17T10:04:59").await,
        Truth::No,
        "it bound nobody then"
    );
    assert_eq!(ask("2023-04-17T10:05:00").await, Truth::Yes);
    let position = world
        .explain("p1", "2023-04-17T12:00:00")
        .await
        .matters
        .remove(0);
    assert_eq!(
        position.position["effects"][0]["since"], "2023-04-17T10:05:00+03:00",
        "{}",
        position.position
    );
}

/// Where a law restricts before service, issuing is what burdens.
#[tokio::test]
async fn what_was_issued_binds_from_its_quorum_time_too() {
    let watched = Watched::called(EARLY, POSTED).await;
    watched.turn("2023-04-17T10:05:00").await;
    let explained = watched.world.explain("p1", "2023-04-17T12:00:00").await;
    let exit = &explained.matters[0].position["effects"][0];
    assert_eq!(exit["since"], "2023-04-17T10:05:00+03:00");
}

/// The quorum is gone for four hours.
#[tokio::test]
async fn without_a_quorum_nothing_burdens_and_no_relief_waits() {
    let watched = Watched::called("seed/002", POSTED).await;
    let world = &watched.world;
    let ask = async |now| world.ask("exit", "p1", now).await.answer;
    watched.turn("2023-04-17T10:05:00").await;
    assert_eq!(ask("2023-04-17T10:06:00").await, Truth::Yes);
    let second = crate::made_up::rows("p2", &crate::made_up::man());
    world.import(&second, "2023-04-17T10:08:00").await;
    watched.turn("2023-04-17T10:09:00").await;

    watched.bench.only(&["press"]);
    // Both are drawn, whatever the lot says.
    world.drawn("c2", "call-up", 2, "2023-04-17T10:11:00").await;
    let issued = world.issue("c2", "2023-04-17T10:12:00").await;
    issued.unwrap();
    let turn = watched.turn("2023-04-17T10:15:00").await;
    assert!(turn.size > turn.witnessed && turn.publish.is_none());
    assert_eq!(turn.troubles.len(), 2, "the alarm: {:?}", turn.troubles);
    let second = async |now| world.ask("exit", "p2", now).await.answer;
    assert_eq!(
        second("2023-04-17T13:59:00").await,
        Truth::No,
        "nobody signed for it"
    );

    let appeared = world
        .record("p1", EventKind::Appeared, "2023-04-17T12:00:00", |_| {})
        .await;
    appeared.unwrap();
    assert_eq!(
        ask("2023-04-17T12:00:00").await,
        Truth::No,
        "relief waits for nobody"
    );
    watched.turn("2023-04-17T13:00:00").await;

    watched.bench.only(&["press", "court"]);
    let turn = watched.turn("2023-04-17T14:12:00").await;
    assert_eq!(
        turn.quorum_at,
        Some(t("2023-04-17T14:12:00")),
        "it recovers by itself"
    );
    assert_eq!(second("2023-04-17T14:11:59").await, Truth::No);
    let why = world.explain("p2", "2023-04-17T14:12:00").await;
    assert_eq!(
        second("2023-04-17T14:12:00").await,
        Truth::Yes,
        "{:#?}",
        why.matters
    );
}

#[tokio::test]
async fn a_quorum_time_once_reached_is_frozen() {
    let watched = Watched::called("seed/002", POSTED).await;
    watched.turn("2023-04-17T10:05:00").await;
    let before = watched.world.explain("p1", "2023-04-17T12:00:00").await;
    watched
        .world
        .import(
            &crate::made_up::rows("p9", &crate::made_up::man()),
            "2023-04-17T11:00:00",
        )
        .await;
    watched.turn("2023-04-17T11:00:00").await;
    let after = watched.world.explain("p1", "2023-04-17T12:00:00").await;
    assert_eq!(before.matters, after.matters);
}

/// A witness whose clock is ten days slow cannot back-date what binds.
#[tokio::test]
async fn a_slow_witness_back_dates_nothing() {
    let watched = Watched::called("seed/002", POSTED).await;
    watched.bench.set_off("bar", -864_000);
    watched.bench.set_off("court", -864_000);
    let turn = watched.turn("2023-04-17T10:05:00").await;
    assert_eq!(
        turn.quorum_at,
        Some(t("2023-04-07T10:05:00")),
        "two of three say so"
    );
    let explained = watched.world.explain("p1", "2023-04-17T12:00:00").await;
    assert_eq!(
        explained.matters[0].position["effects"][0]["since"], "2023-04-17T10:00:00+03:00",
        "no earlier than it was recorded"
    );
}

#[tokio::test]
async fn a_quorum_that_says_it_was_earlier_than_the_last_waits() {
    let watched = Watched::called("seed/002", POSTED).await;
    watched.turn("2023-04-17T10:05:00").await;
    watched
        .world
        .import(
            &crate::made_up::rows("p9", &crate::made_up::man()),
            "2023-04-17T11:00:00",
        )
        .await;
    for name in ["bar", "court", "press"] {
        watched.bench.set_off(name, -7_200);
    }
    let turn = watched.turn("2023-04-17T11:00:00").await;
    assert!(turn.witnessed < turn.size, "time does not go back");
    for name in ["bar", "court", "press"] {
        watched.bench.set_off(name, 0);
    }
    let turn = watched.turn("2023-04-17T11:01:00").await;
    assert_eq!(turn.quorum_at, Some(t("2023-04-17T11:01:00")));
}

/// Somebody who can write the database, and has no key, puts in what nobody has signed.
#[tokio::test]
async fn what_nobody_signed_covers_nothing() {
    let watched = Watched::called("seed/002", POSTED).await;
    watched.bench.only(&[]);
    let size = watched.turn("2023-04-17T10:01:00").await.size;
    let forged = writ_store::Cover {
        size,
        at: i64::try_from(t(POSTED).as_nanosecond()).unwrap(),
        content: b"nobody signed this".to_vec(),
    };
    watched.world.store.cover(forged).await.unwrap();
    let answer = watched.world.ask("exit", "p1", "2023-04-17T12:00:00").await;
    assert_eq!(answer.answer, Truth::No);
    let audit = watched.world.registry.audit(&[], &mut |_, _| ()).await;
    let findings = audit.unwrap().findings;
    assert!(
        findings[0].what.starts_with("the cosigned checkpoint"),
        "{findings:?}"
    );
}

/// The registry's clock and its database are in the authority's hands; the witnesses are not.
#[tokio::test]
async fn what_nobody_signed_for_shows_nobody_to_be_eligible() {
    let watched = Watched::of("seed/002").await;
    let world = &watched.world;
    let rows = crate::made_up::rows("p1", &crate::made_up::man());
    world.import(&rows, "2023-04-16T08:00:00").await;
    world.drawn("c1", "call-up", 1, POSTED).await;
    let refused = world.issue_to("c1", "p1", POSTED).await.unwrap_err();
    let text = refused.to_string();
    assert!(
        refused.has("held") && text.contains("birth-date unproved"),
        "{text}"
    );
    watched.turn("2023-04-17T10:05:00").await;
    world.drawn("c2", "call-up", 1, "2023-04-17T10:06:00").await;
    world
        .issue_to("c2", "p1", "2023-04-17T10:06:00")
        .await
        .unwrap();
}
