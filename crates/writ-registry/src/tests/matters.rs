use proptest::prelude::*;
use writ_law::case::{Event, Matter};
use writ_law::event::EventKind;

use crate::made_up::{BOUNDED, World, man, rows, t};
use crate::*;

const NOW: &str = "2023-04-18T10:00:00";

async fn called(regime: &str, instrument: &str) -> World {
    let world = World::of(regime).await;
    world
        .import(&rows("p1", &man()), "2023-04-02T08:00:00")
        .await;
    world.drawn("c1", instrument, 1, NOW).await;
    world.issue("c1", NOW).await.unwrap();
    world
}

/// S08: a test has no force, ever, and nothing makes a binding one of it.
#[tokio::test]
async fn s08_a_test_has_no_force_ever() {
    let world = called("seed/002", "drill").await;
    assert_eq!(world.explain("p1", NOW).await.matters[0].force, Force::Test);
    for now in [
        "2023-04-18T10:00:01",
        "2023-05-18T00:00:00",
        "2023-06-17T10:00:00",
    ] {
        assert_eq!(world.answers("p1", now).await, ["no"; 4], "{now}");
    }
    let position = &world.explain("p1", "2023-06-17T10:00:00").await.matters[0].position;
    assert!(position["served"].is_null());
    assert_eq!(position["duties"], serde_json::json!([]));
    let may = world.may("olga", operation::OpenCampaign).await;
    let relabelled = world.registry.relabel(&may, "c1", "call-up").await.unwrap();
    assert!(relabelled.unwrap_err().has("test-stays-test"));
    // A binding one is a new matter, with a posting of its own.
    world.drawn("c2", "call-up", 1, "2023-06-17T11:00:00").await;
    world.issue("c2", "2023-06-17T11:00:00").await.unwrap();
    assert_eq!(
        world.answers("p1", "2023-06-17T11:00:01").await,
        ["yes", "no", "no", "no"]
    );
}

/// A matter in an older system, posted at an instant, before any eligibility was judged here.
fn legacy(posted: jiff::Timestamp) -> LegacyMatter {
    let mut event = Event::new("e1", EventKind::Posted, posted);
    event.channel = Some("portal".to_owned());
    LegacyMatter {
        person: "p1".to_owned(),
        system: "paper index".to_owned(),
        regime: "seed/002".to_owned(),
        matter: Matter {
            id: "old-1".to_owned(),
            instrument: "call-up".to_owned(),
            issued_at: posted,
            appear_at: Some(t("2023-04-28T09:00:00")),
            place: None,
            region: Some("A".to_owned()),
        },
        events: vec![event],
        recorded: Recorded::AsGiven,
    }
}

/// S10: issued in an older system to somebody who had served; the papers are checked on the 20th.
#[tokio::test]
async fn s10_issued_in_error_elsewhere_is_void_from_the_start_and_desks_are_told() {
    let world = World::of("seed/002").await;
    world
        .import(&rows("p1", &man()), "2023-04-02T08:00:00")
        .await;
    let posted = t(NOW);
    let legacy = legacy(posted);
    let may = world.may("rita", operation::ImportRegister).await;
    let imported = world
        .registry
        .import_matter(&may, &legacy, posted)
        .await
        .unwrap();
    assert_eq!(imported.unwrap(), "old-1");
    let twice = world
        .registry
        .import_matter(&may, &legacy, posted)
        .await
        .unwrap();
    assert!(twice.unwrap_err().has("matter-exists"));
    assert_eq!(
        world
            .ask("exit", "p1", "2023-04-19T12:00:00")
            .await
            .answer
            .word(),
        "yes"
    );
    assert_eq!(
        world
            .ask("driving", "p1", "2023-04-19T12:00:00")
            .await
            .answer
            .word(),
        "no"
    );
    let found = world
        .record(
            "p1",
            EventKind::FoundIneligible,
            "2023-04-20T11:00:00",
            |event| {
                event.reason = Some("had completed service".to_owned());
            },
        )
        .await
        .unwrap();
    assert_eq!(found.corrections, 1);
    assert_eq!(world.answers("p1", "2023-04-20T11:00:01").await, ["no"; 4]);
    let at_the_19th = world.explain("p1", "2023-04-19T12:00:00").await;
    assert_eq!(
        at_the_19th.matters[0].position["effects"][0]["answer"],
        "no"
    );
    assert!(at_the_19th.questions[0].corrected_at.is_some());
    assert!(
        at_the_19th.questions[1].corrected_at.is_none(),
        "a `no` was right"
    );
    let messages = world.messages().await;
    let corrections: Vec<_> = messages
        .iter()
        .filter(|message| matches!(message, Message::Correction { .. }))
        .collect();
    assert!(
        matches!(corrections[..], [Message::Correction { desk, person, .. }]
            if desk == "exit" && person == "p1"),
        "{messages:?}"
    );
    let told = |about: &Message| matches!(about, Message::Person { person, about: About::Correction, .. } if person == "p1");
    assert!(messages.iter().any(told));
}

/// S14: binding until the authority withdraws it, saying that it was a test; void from the start.
#[tokio::test]
async fn s14_a_withdrawal_en_masse_holds_at_the_first_act() {
    let world = called("seed/002", "call-up").await;
    assert_eq!(
        world.answers("p1", "2023-04-19T14:00:00").await,
        ["yes", "no", "no", "no"]
    );
    let withdrawn = t("2023-04-19T15:00:00");
    let may = world.may("anna", operation::WithdrawCampaign).await;
    let done = world
        .registry
        .withdraw_campaign(&may, "c1", "it was a test", withdrawn)
        .await;
    done.unwrap().unwrap();
    assert_eq!(world.answers("p1", "2023-04-19T15:00:00").await, ["no"; 4]);
    let then = world.explain("p1", "2023-04-18T12:00:00").await;
    assert_eq!(
        then.matters[0].position["effects"][0]["answer"], "no",
        "void from the start"
    );
    let may = world.may("oskar", operation::ExplainPerson).await;
    let (at, known) = (t("2023-04-18T12:00:00"), Some(t("2023-04-19T14:59:59")));
    let then = world
        .registry
        .explain(&may, "p1", at, known, None)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        then.matters[0].position["effects"][0]["answer"], "yes",
        "as known then"
    );
    // The desk is told by the sweep, once.
    let send = world.may("root", operation::SendMessages).await;
    let messages = world.messages().await;
    assert!(
        messages
            .iter()
            .any(|message| matches!(message, Message::Recheck { .. }))
    );
    let now = t("2023-04-19T15:01:00");
    let rechecked = world.registry.recheck(&send, None, now).await.unwrap();
    assert_eq!((rechecked.corrections, rechecked.next), (1, None));
    let again = world.registry.recheck(&send, None, now).await.unwrap();
    assert_eq!(again.corrections, 0);
    // Two pairs of eyes, after.
    let review = world.may("anna", operation::ReviewWithdrawal).await;
    let own = world
        .registry
        .review_withdrawal(&review, "c1", now)
        .await
        .unwrap();
    assert!(own.unwrap_err().has("two-pairs-of-eyes"));
    // There is no way back.
    let issue = world.issue("c1", "2023-04-20T09:00:00").await.unwrap_err();
    assert!(issue.has("withdrawn"), "{issue}");
    let may = world.may("olga", operation::OpenCampaign).await;
    assert!(
        world
            .registry
            .relabel(&may, "c1", "drill")
            .await
            .unwrap()
            .is_err()
    );
    let undo = world
        .record("p1", EventKind::Corrected, "2023-04-20T09:00:00", |event| {
            event.supersedes = Some("campaign-withdrawn".to_owned());
        })
        .await;
    assert!(undo.unwrap_err().has("supersedes"));
    assert_eq!(world.status("c1").await.phase, Phase::Withdrawn);
}

/// S22: brought in by force. It ends what is against the person, and proves nothing against them.
#[tokio::test]
async fn s22_being_taken_there_is_no_service_and_meets_no_duty() {
    let world = World::of("seed/002").await;
    world
        .import(
            &rows("p1", &crate::made_up::with(&[("account", "none")])),
            "2023-04-02T08:00:00",
        )
        .await;
    world.drawn("c1", "call-up", 1, NOW).await;
    world.issue("c1", NOW).await.unwrap();
    world
        .record("p1", EventKind::BroughtIn, "2023-04-21T12:00:00", |_| {})
        .await
        .unwrap();
    let explained = world.explain("p1", "2023-04-21T12:00:01").await;
    assert!(explained.matters[0].position["served"].is_null());
    assert_eq!(world.answers("p1", "2023-06-01T12:00:00").await, ["no"; 4]);
    let complaint = |message: &Message| {
        matches!(
            message,
            Message::Person {
                about: About::Complaint,
                ..
            }
        )
    };
    assert!(world.messages().await.iter().any(complaint));
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_not_recorded() {
    let world = called("seed/002", "call-up").await;
    let at = "2023-04-19T10:00:00";
    let code = |ruling: Ruling<Happened>| ruling.unwrap_err().grounds[0].code.clone();
    let nothing = |_: &mut Event| {};
    assert_eq!(
        code(world.record("p9", EventKind::Appeared, at, nothing).await),
        "unknown-person"
    );
    assert_eq!(
        code(
            world
                .record("p1", EventKind::OutageStarted, at, nothing)
                .await
        ),
        "outage"
    );
    let mark = |event: &mut Event| event.mark = Some("x".to_owned());
    assert_eq!(
        code(world.record("p1", EventKind::Appeared, at, mark).await),
        "event"
    );
    let pigeon = |event: &mut Event| event.channel = Some("pigeon".to_owned());
    assert_eq!(
        code(world.record("p1", EventKind::Opened, at, pigeon).await),
        "event"
    );
    let future = |event: &mut Event| event.at = t("2023-05-19T10:00:00");
    assert_eq!(
        code(world.record("p1", EventKind::Appeared, at, future).await),
        "future"
    );
    let other = |event: &mut Event| event.supersedes = Some("e7".to_owned());
    assert_eq!(
        code(world.record("p1", EventKind::Corrected, at, other).await),
        "supersedes"
    );
    let refused = world
        .record("p1", EventKind::ExcuseRefused, at, nothing)
        .await;
    assert_eq!(code(refused), "nothing-claimed");
    let rejected = world
        .record("p1", EventKind::ObjectionRejected, at, nothing)
        .await;
    assert_eq!(code(rejected), "nothing-objected");
    let decided = world.record("p1", EventKind::Decided, at, nothing).await;
    assert_eq!(code(decided), "nobody-decided");
    assert_eq!(world.explain("p1", at).await.matters[0].events.len(), 1);
    world
        .record("p1", EventKind::Appeared, at, nothing)
        .await
        .unwrap();
    let portal = |event: &mut Event| event.channel = Some("portal".to_owned());
    let after = world
        .record("p1", EventKind::Posted, "2023-04-20T10:00:00", portal)
        .await;
    assert_eq!(code(after), "matter-closed");
}

/// What one matter restricted counts in the next one, where the law bounds both together.
#[tokio::test]
async fn days_of_one_matter_count_in_the_next() {
    let world = called(BOUNDED, "call-up").await;
    let exit = async |now| world.answers("p1", now).await[0];
    assert_eq!(exit("2023-05-08T08:00:00").await, "yes");
    let appeared = world
        .record("p1", EventKind::Appeared, "2023-05-08T09:00:00", |_| {})
        .await;
    appeared.unwrap();
    assert_eq!(exit("2023-05-08T09:00:00").await, "no");
    // Twenty-one days were that, from 18 April to 8 May. Nineteen are left, though one matter alone
    // could restrict for thirty.
    let again = "2023-06-01T10:00:00";
    world.drawn("c2", "call-up", 1, again).await;
    world.issue("c2", again).await.unwrap();
    assert_eq!(exit("2023-06-19T23:59:59").await, "yes");
    assert_eq!(exit("2023-06-20T00:00:00").await, "no");
    let explained = world.explain("p1", "2023-06-10T10:00:00").await;
    let position = &explained.matters[1].position;
    assert_eq!(position["effects"][0]["until"], "2023-06-20T00:00:00+03:00");
}

#[tokio::test]
async fn an_outage_is_recorded_for_everyone() {
    let world = called("seed/002", "call-up").await;
    let may = world.may("olga", operation::RecordOutage).await;
    let mut event = Event::new("", EventKind::OutageStarted, t("2023-04-19T10:00:00"));
    let now = t("2023-04-19T11:00:00");
    let unnamed = world
        .registry
        .record_outage(&may, &event, now)
        .await
        .unwrap();
    assert!(unnamed.unwrap_err().has("channel"));
    event.channel = Some("portal".to_owned());
    let recorded = world
        .registry
        .record_outage(&may, &event, now)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(recorded.id, "outage-1");
    let events = &world.explain("p1", "2023-04-19T12:00:00").await.matters[0].events;
    assert!(
        events
            .iter()
            .any(|event| event.kind == EventKind::OutageStarted)
    );
}

#[tokio::test]
async fn a_death_ends_every_matter() {
    let world = called("seed/002", "call-up").await;
    world.drawn("c2", "drill", 1, NOW).await;
    world.issue("c2", NOW).await.unwrap();
    let may = world.may("olga", operation::RecordEvent).await;
    let first = world.explain("p1", NOW).await.matters[0].matter.id.clone();
    let event = Event::new("", EventKind::Died, t("2023-04-19T10:00:00"));
    let recording = Recording {
        person: "p1".to_owned(),
        matter: Some(first),
        event,
    };
    let now = t("2023-04-20T10:00:00");
    world
        .registry
        .record(&may, &recording, now)
        .await
        .unwrap()
        .unwrap();
    let explained = world.explain("p1", "2023-04-20T10:00:01").await;
    let died = |matter: &ExplainedMatter| {
        matter
            .events
            .iter()
            .any(|event| event.kind == EventKind::Died)
    };
    assert!(explained.matters.iter().all(died));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// I6: no sequence of events gives a test any force.
    #[test]
    fn no_sequence_of_events_turns_a_test_into_an_obligation(
        kinds in proptest::collection::vec(0..EventKind::ALL.len(), 1..12),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let world = called("seed/002", "drill").await;
            for (hour, kind) in kinds.into_iter().enumerate() {
                let at = format!("2023-04-{:02}T12:00:00", 19 + hour);
                let _refused = world
                    .record("p1", EventKind::ALL[kind], &at, |event| {
                        let carries = event.kind.attributes();
                        let has = |attribute| carries.contains(&attribute);
                        use writ_law::event::Attribute as A;
                        event.channel = has(A::Channel).then(|| "portal".to_owned());
                        event.by = has(A::By).then(|| "officer".to_owned());
                        event.effect = has(A::Effect).then(|| "exit".to_owned());
                        event.outcome = has(A::Outcome).then(|| "imposed".to_owned());
                        event.supersedes = has(A::Supersedes).then(|| "e1".to_owned());
                    })
                    .await;
                assert_eq!(world.answers("p1", &at).await, ["no"; 4]);
            }
            assert_eq!(world.answers("p1", "2023-06-30T12:00:00").await, ["no"; 4]);
        });
    }
}
