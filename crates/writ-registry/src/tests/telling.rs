//! What other systems are told: the feed, and the end of a restriction.

use writ_law::event::EventKind;

use crate::made_up::{self, World, man, rows, t, with};
use crate::*;

const POSTED: &str = "2023-04-18T10:00:00";

async fn called() -> World {
    let world = World::of("seed/002").await;
    let people = rows("p1", &man()) + &rows("p2", &with(&[("address", "confirmed")]));
    world.import(&people, "2023-04-02T08:00:00").await;
    world.drawn("c1", "call-up", 2, POSTED).await;
    world.issue("c1", POSTED).await.unwrap();
    let root = world.may("root", operation::AddOfficer).await;
    for (name, offices) in [
        ("case-system", Offices::All),
        ("case-system-b", Offices::Only(["B".to_owned()].into())),
    ] {
        let mut account = made_up::account(name, &[Role::System], None);
        account.offices = offices;
        let added = world.registry.add_officer(&root, account, t(POSTED)).await;
        added.unwrap().unwrap();
    }
    world
}

async fn turn(world: &World, now: &str) {
    let nobody = crate::tests::evidence::watching::Bench::of_three(t(now));
    let mut sequencer = world.registry.sequencer(None).await.unwrap();
    sequencer.turn(&nobody, t(now)).await.unwrap();
}

async fn feed(world: &World, system: &str, after: u64, limit: usize) -> Feed {
    let permit = world.may(system, operation::ReadFeed).await;
    let feed = world.registry.feed(&permit, after, limit).await.unwrap();
    feed.unwrap()
}

#[tokio::test]
async fn the_feed_tells_what_happened_once_each_without_names_or_restrictions() {
    let world = called().await;
    assert!(feed(&world, "case-system", 0, 100).await.events.is_empty());
    turn(&world, POSTED).await;
    let first = feed(&world, "case-system", 0, 100).await;
    let kinds = |feed: &Feed| -> Vec<String> {
        feed.events.iter().map(|event| event.kind.clone()).collect()
    };
    assert_eq!(
        kinds(&first),
        [
            "campaign-opened",
            "campaign-drawn",
            "campaign-approved",
            "issued",
            "posted",
            "issued",
            "posted",
            "campaign-issued",
        ]
    );
    let told = serde_json::to_string(&first).unwrap();
    assert!(!told.contains("p1") && !told.contains("c1-"), "{told}");
    let people: std::collections::BTreeSet<_> = first
        .events
        .iter()
        .filter_map(|event| event.person.clone())
        .collect();
    assert_eq!(people.len(), 2);
    // Nothing of what is imposed, or of what is said against it.
    let kind = EventKind::Decided;
    let decided = world.record("p1", kind, "2023-05-20T10:00:00", |event| {
        event.effect = Some("exit".to_owned());
        event.outcome = Some("ended".to_owned());
        event.by = Some("officer-7".to_owned());
    });
    decided.await.unwrap();
    let kind = EventKind::Appeared;
    world
        .record("p1", kind, "2023-05-21T10:00:00", |_| {})
        .await
        .unwrap();
    turn(&world, "2023-05-21T11:00:00").await;
    let next = feed(&world, "case-system", first.next, 100).await;
    assert_eq!(kinds(&next), ["appeared"]);
    assert_eq!(next.events[0].at, t("2023-05-21T10:00:00"));
    // Page by page it is the same, and one cursor follows the other.
    let (mut after, mut paged) = (0, Vec::new());
    loop {
        let page = feed(&world, "case-system", after, 1).await;
        if page.next == after {
            break;
        }
        after = page.next;
        paged.extend(page.events);
    }
    assert_eq!(paged, [first.events.clone(), next.events].concat());
    // Another office sees nothing of it, and another system other handles.
    assert!(
        feed(&world, "case-system-b", 0, 100)
            .await
            .events
            .is_empty()
    );
    let end = feed(&world, "case-system-b", 0, 100).await.next;
    assert_eq!(end, after);
}

async fn leave(
    world: &World,
    desk: &str,
    person: &str,
    answer: &str,
    now: &str,
) -> Ruling<Callback> {
    let permit = world.may(desk, operation::AskQuestion).await;
    let of = AnswerReference { person, answer };
    let url = "https://desk.example/ended";
    world
        .registry
        .leave_callback(&permit, of, url, t(now))
        .await
        .unwrap()
}

async fn step(world: &World, now: &str) -> (u64, u64) {
    let permit = world.may("root", operation::SendMessages).await;
    let stepped = world
        .registry
        .callbacks_due(&permit, None, t(now))
        .await
        .unwrap();
    assert!(stepped.next.is_none());
    (stepped.ended, stepped.lapsed)
}

async fn ended(world: &World) -> Vec<(String, jiff::Timestamp)> {
    let messages = world.messages().await.into_iter();
    let ended = messages.filter_map(|message| match message {
        Message::Ended { desk, ended_at, .. } => Some((desk, ended_at)),
        _ => None,
    });
    ended.collect()
}

#[tokio::test]
async fn a_desk_that_was_told_yes_is_told_of_the_end_once() {
    let world = called().await;
    let answer = world.ask("exit", "p1", "2023-04-20T10:00:00").await;
    let id = answer.id.unwrap();
    let left = leave(&world, "exit", "p1", &id, "2023-04-20T10:01:00")
        .await
        .unwrap();
    assert_eq!(left.measure, "exit");
    let again = leave(&world, "exit", "p1", &id, "2023-04-20T10:02:00").await;
    assert!(again.unwrap_err().has("callback-left"));
    assert_eq!(step(&world, "2023-04-21T10:00:00").await, (0, 0));
    let kind = EventKind::Appeared;
    world
        .record("p1", kind, "2023-04-25T10:00:00", |_| {})
        .await
        .unwrap();
    assert_eq!(step(&world, "2023-04-25T12:00:00").await, (1, 0));
    assert_eq!(step(&world, "2023-04-25T12:01:00").await, (0, 0));
    assert_eq!(
        ended(&world).await,
        [("exit".to_owned(), t("2023-04-25T10:00:00"))]
    );
    let late = leave(&world, "exit", "p1", &id, "2023-04-26T10:00:00").await;
    assert!(late.unwrap_err().has("answer-over"));
}

#[tokio::test]
async fn a_callback_is_for_a_yes_alone_and_nobody_is_told_apart_by_it() {
    let world = called().await;
    let now = "2023-04-20T10:00:00";
    let no = world.ask("driving", "p1", now).await;
    let nobody = world.ask("driving", "p9", now).await;
    let shape = |answer: &Answer| {
        let mut value = serde_json::to_value(answer).unwrap();
        assert_eq!(value["id"].as_str().unwrap().len(), 32);
        value["id"] = "".into();
        value
    };
    assert_eq!(shape(&no), shape(&nobody));
    for (person, answer) in [("p1", no), ("p9", nobody)] {
        let id = answer.id.unwrap();
        let refused = leave(&world, "driving", person, &id, now)
            .await
            .unwrap_err();
        assert!(refused.has("not-restricted"), "{refused}");
        let elsewhere = leave(&world, "exit", person, &id, now).await.unwrap_err();
        assert!(elsewhere.has("unknown-answer"));
    }
}

#[tokio::test]
async fn a_callback_is_taken_back_or_runs_out_and_nobody_is_told() {
    let world = called().await;
    let now = "2023-04-20T10:00:00";
    let mut ids = Vec::new();
    for person in ["p1", "p2"] {
        let id = world.ask("exit", person, now).await.id.unwrap();
        leave(&world, "exit", person, &id, now).await.unwrap();
        ids.push(id);
    }
    let permit = world.may("exit", operation::ManageCallbacks).await;
    let of = AnswerReference {
        person: "p1",
        answer: &ids[0],
    };
    let registry = &world.registry;
    assert!(registry.callback(&permit, of).await.unwrap().is_ok());
    registry
        .end_callback(&permit, of, t(now))
        .await
        .unwrap()
        .unwrap();
    let gone = registry.callback(&permit, of).await.unwrap();
    assert!(gone.unwrap_err().has("unknown-callback"));
    assert_eq!(step(&world, "2024-04-20T10:00:00").await, (0, 1));
    assert!(ended(&world).await.is_empty());
}
