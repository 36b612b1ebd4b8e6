//! Who is not called whatever else is said of them, and which facts a notice may go by.

use writ_law::case::Event;
use writ_law::event::EventKind;

use crate::made_up::{World, man, rows, t, with};
use crate::*;

const IMPORTED: &str = "2023-04-02T08:00:00";
const NOW: &str = "2023-04-17T09:00:00";

async fn world(file: &str) -> World {
    let world = World::of("seed/002").await;
    let (_, rejects) = world.import(file, IMPORTED).await;
    assert!(rejects.is_empty(), "{rejects:?}");
    world
}

async fn corrected(world: &World, wrong: &str, at: &str) -> Happened {
    let recorded = world
        .record("p1", EventKind::Corrected, at, |event| {
            event.supersedes = Some(wrong.to_owned());
        })
        .await;
    recorded.unwrap()
}

#[tokio::test]
async fn i8_who_died_is_not_called_again_until_that_is_corrected() {
    let world = world(&rows("p1", &man())).await;
    world.drawn("c1", "call-up", 1, NOW).await;
    world.issue("c1", NOW).await.unwrap();
    world.drawn("c2", "drill", 1, NOW).await;
    world.issue("c2", NOW).await.unwrap();
    world.drawn("c3", "drill", 1, NOW).await;
    let died = world
        .record("p1", EventKind::Died, "2023-04-18T10:00:00", |_| {})
        .await
        .unwrap();
    let tally = world.issue("c3", "2023-04-18T11:00:00").await.unwrap();
    assert_eq!(tally.turned_away["died"], 1, "{tally:?}");
    let tally = world
        .listed("c4", "drill", 1, t("2023-04-18T12:00:00"))
        .await;
    assert_eq!(tally.ineligible["died"], 1, "{tally:?}");
    let may = world.may("olga", operation::RecordEvent).await;
    let mut event = Event::new("", EventKind::Corrected, t("2023-04-19T10:00:00"));
    event.supersedes = Some(died.event.id);
    let recording = Recording {
        person: "p1".to_owned(),
        matter: Some(died.matter),
        event,
    };
    let now = t("2023-04-19T10:00:00");
    let done = world.registry.record(&may, &recording, now).await.unwrap();
    done.unwrap();
    let tally = world
        .listed("c5", "drill", 1, t("2023-04-19T12:00:00"))
        .await;
    assert_eq!(
        tally.eligible["A"], 1,
        "corrected in every matter: {tally:?}"
    );
}

#[tokio::test]
async fn i8_a_death_stands_without_a_matter_and_in_those_that_come_after() {
    let world = world(&rows("p1", &man())).await;
    let at = "2023-04-16T10:00:00";
    let died = world.record("p1", EventKind::Died, at, |_| {}).await;
    let died = died.unwrap();
    assert!(died.matter.is_empty());
    let tally = world.listed("c1", "call-up", 1, t(NOW)).await;
    assert_eq!(tally.ineligible["died"], 1, "{tally:?}");
    let mut other = Event::new("", EventKind::Appeared, t(at));
    other.by = None;
    let may = world.may("olga", operation::RecordEvent).await;
    let recording = Recording {
        person: "p1".to_owned(),
        matter: None,
        event: other,
    };
    let refusal = world.registry.record(&may, &recording, t(NOW)).await;
    assert!(refusal.unwrap().unwrap_err().has("no-matter"));
    corrected(&world, &died.event.id, "2023-04-18T10:00:00").await;
    let tally = world
        .listed("c2", "call-up", 1, t("2023-04-18T12:00:00"))
        .await;
    assert_eq!(tally.eligible["A"], 1, "{tally:?}");
}

#[tokio::test]
async fn i7_who_was_found_ineligible_is_held_until_something_newer_is_said() {
    let world = world(&(rows("p1", &man()) + &rows("p2", &man()))).await;
    world.drawn("c1", "call-up", 2, NOW).await;
    world.issue("c1", NOW).await.unwrap();
    for person in ["p1", "p2"] {
        let found = |event: &mut Event| {
            event.reason = Some("made up".to_owned());
            event.by = Some("olga".to_owned());
        };
        let kind = EventKind::FoundIneligible;
        let recorded = world
            .record(person, kind, "2023-04-18T10:00:00", found)
            .await;
        recorded.unwrap();
    }
    let tally = world
        .listed("c2", "call-up", 2, t("2023-04-18T11:00:00"))
        .await;
    assert_eq!(tally.held["found-ineligible"], 2, "{tally:?}");
    let newer = "p1,fitness,A,2023-04-19,2023-04-19,medical-board\n";
    world.import(newer, "2023-04-20T08:00:00").await;
    let confirmed = |event: &mut Event| event.by = Some("olga".to_owned());
    let kind = EventKind::EligibilityConfirmed;
    let recorded = world
        .record("p2", kind, "2023-04-20T10:00:00", confirmed)
        .await;
    recorded.unwrap();
    let tally = world
        .listed("c3", "call-up", 2, t("2023-04-20T11:00:00"))
        .await;
    assert_eq!(tally.eligible["A"], 2, "{tally:?}");
}

/// Account and address as the packs name their sources, old, or from somebody else.
#[tokio::test]
async fn i3_a_notice_goes_by_fresh_facts_of_the_named_source_only() {
    let without = with(&[("account", "")]);
    let file = rows("fresh", &man())
        + "stale,account,active,2022-04-10,2022-04-10,portal\n"
        + &rows("stale", &without)
        + &rows("other", &without)
        + "other,account,active,2023-04-01,2023-04-01,civil-registry\n";
    let world = world(&file).await;
    world.drawn("c1", "call-up", 3, NOW).await;
    let tally = world.issue("c1", NOW).await.unwrap();
    assert_eq!(
        (tally.posted, tally.paper.get("post")),
        (1, Some(&2)),
        "{tally:?}"
    );
    let events = |explained: Explanation| explained.matters[0].events.len();
    assert_eq!(events(world.explain("fresh", NOW).await), 1);
    assert_eq!(events(world.explain("stale", NOW).await), 0);
    assert_eq!(events(world.explain("other", NOW).await), 0);
}

#[tokio::test]
async fn i7_what_a_source_stated_long_ago_is_not_fresh_because_it_was_taken_in_today() {
    let world = World::of("seed/002").await;
    let file = rows("p1", &with(&[("fitness", "")]))
        + "p1,fitness,A,2022-04-20,2022-04-20,medical-board\n";
    let now = t("2023-04-15T08:00:00");
    let (_, rejects) = world.import_as(&file, Recorded::Now, now).await;
    assert!(rejects.is_empty(), "{rejects:?}");
    let fact = |explained: Explanation| {
        let mut facts = explained.facts.into_iter();
        facts.find(|fact| fact.fact == "fitness").unwrap()
    };
    let fact = fact(world.explain("p1", NOW).await);
    assert_eq!(
        (fact.recorded_at, fact.stated_at),
        (now, Some(t("2022-04-20T00:00:00")))
    );
    let tally = world.listed("c1", "call-up", 1, t(NOW)).await;
    assert_eq!(tally.eligible["A"], 1);
    let late = t("2023-04-21T00:00:00");
    let tally = world.listed("c2", "call-up", 1, late).await;
    assert_eq!(tally.held["fitness stale"], 1, "{tally:?}");
}
