//! The docket of an office: what stands in it, and that it is the same when it is built anew.

use proptest::prelude::*;
use writ_law::event::EventKind;

use crate::made_up::{self, World, man, rows, t, with};
use crate::*;

const POSTED: &str = "2023-04-18T10:00:00";

/// A campaign of the guarded regime, of so many people with these facts.
async fn called(people: &str, quota: u32) -> World {
    let world = World::of("guarded").await;
    world.import(people, "2023-04-02T08:00:00").await;
    open(&world, quota).await;
    world.approved("c1", t(POSTED)).await;
    world.issue("c1", POSTED).await.unwrap();
    world
}

async fn open(world: &World, quota: u32) {
    let mut campaign = made_up::new_campaign(&world.registry, "c1", "call-up", quota);
    campaign.appear = Appear::After {
        days: 42,
        time: jiff::civil::time(9, 0, 0, 0),
    };
    world.open(campaign, t(POSTED)).await;
    world.list("c1", t(POSTED)).await;
}

async fn docket(world: &World, query: &DocketQuery, now: &str) -> Docket {
    let permit = world.may("anna", operation::SeeDocket).await;
    let docket = world.registry.docket(&permit, query, t(now)).await.unwrap();
    docket.unwrap()
}

async fn all(world: &World, now: &str) -> Docket {
    docket(world, &DocketQuery::default(), now).await
}

/// What stands in it, in a few words: the thing, whose, and how urgent.
fn told(docket: &Docket) -> Vec<String> {
    let word = |entry: &DocketEntry| {
        let what = match &entry.line.what {
            What::Duty { duty } => format!("duty {duty}"),
            What::Warning { warning } => format!("warning {warning}"),
            What::Unsent { .. } => "unsent".to_owned(),
            What::Returned { channel } => format!("returned {channel}"),
            What::Failed { channel } => format!("failed {channel}"),
            What::NextChannel { tried, next } => format!("{tried} then {next}"),
            What::LadderOver { tried } => format!("over {tried}"),
            What::Excuse { excuse } => format!("excuse {excuse}"),
            What::Exception { exception } => format!("exception {exception}"),
            What::Objection { remedy } => format!("objection {remedy}"),
            What::Claim { claim } => format!("claim {}", claim.word()),
            What::Correction { fact, .. } => format!("correction {fact}"),
            What::Approval { opened_by } => format!("approval not by {opened_by}"),
            What::Review { withdrawn_by } => format!("review not by {withdrawn_by}"),
        };
        let whose = entry.line.person.as_deref().unwrap_or("-");
        format!("{what} {whose} {:?}", entry.urgency)
    };
    docket.lines.iter().map(word).collect()
}

async fn record(world: &World, person: &str, kind: EventKind, at: &str, channel: Option<&str>) {
    let recorded = world.record(person, kind, at, |event| {
        event.channel = channel.map(str::to_owned);
        if kind == EventKind::Delivered {
            event.by = Some("carrier".to_owned());
            event.to = Some("person".to_owned());
        }
        if kind == EventKind::ExcuseClaimed {
            event.excuse = Some("illness".to_owned());
        }
    });
    recorded.await.unwrap();
}

/// A docket that was followed says what one says that is built from nothing.
async fn is_the_same_anew(world: &World, now: &str) {
    let followed = all(world, now).await;
    world.registry.docket.forget().await;
    assert_eq!(followed, all(world, now).await, "at {now}");
}

/// What stands in the docket at each instant, followed and built anew.
async fn stands(world: &World, rows: &[(&str, &[&str])]) {
    for (now, expected) in rows {
        assert_eq!(told(&all(world, now).await), *expected, "{now}");
        is_the_same_anew(world, now).await;
    }
}

#[tokio::test]
async fn a_campaign_waits_for_its_second_officer() {
    let world = World::of("guarded").await;
    world
        .import(&rows("p1", &man()), "2023-04-02T08:00:00")
        .await;
    stands(&world, &[(POSTED, &[])]).await;
    open(&world, 1).await;
    let now = t(POSTED);
    let registry = &world.registry;
    let may = world.may("olga", operation::CommitList).await;
    let committed = registry.commit_list(&may, "c1", now).await;
    committed.unwrap().unwrap();
    let may = world.may("olga", operation::DrawCampaign).await;
    let drawn = registry.draw(&may, "c1", b"made up seed", now).await;
    drawn.unwrap().unwrap();
    stands(&world, &[(POSTED, &["approval not by olga - Later"])]).await;
    let may = world.may("anna", operation::ApproveCampaign).await;
    registry.approve(&may, "c1", now).await.unwrap().unwrap();
    stands(&world, &[(POSTED, &[])]).await;
}

#[tokio::test]
async fn a_notice_is_followed_up_the_ladder_until_the_day_on_which_somebody_comes() {
    let world = called(&rows("p1", &man()), 1).await;
    let after_a_week = ("2023-04-25T10:00:01", &["portal then post p1 Later"][..]);
    // Posted in the account, which has a week.
    stands(&world, &[("2023-04-18T11:00:00", &[]), after_a_week]).await;
    let kind = EventKind::Queued;
    record(&world, "p1", kind, "2023-04-26T10:00:00", Some("post")).await;
    let late = ("2023-04-29T10:00:00", &["unsent p1 Today"][..]);
    stands(&world, &[("2023-04-26T11:00:00", &[]), late]).await;
    let kind = EventKind::Dispatched;
    record(&world, "p1", kind, "2023-04-29T12:00:00", Some("post")).await;
    stands(&world, &[("2023-04-29T13:00:00", &[])]).await;
    let kind = EventKind::Returned;
    record(&world, "p1", kind, "2023-05-04T12:00:00", Some("post")).await;
    let returned = ("2023-05-04T13:00:00", &["returned post p1 Later"][..]);
    stands(&world, &[returned]).await;
    let kind = EventKind::Dispatched;
    record(&world, "p1", kind, "2023-05-05T12:00:00", Some("post")).await;
    let kind = EventKind::Delivered;
    record(&world, "p1", kind, "2023-05-08T12:00:00", Some("post")).await;
    let course: [(&str, &[&str]); 5] = [
        // Served: nothing is to be done until the week in which they come, on 30 May.
        ("2023-05-08T13:00:00", &[]),
        ("2023-05-23T23:59:59", &[]),
        ("2023-05-24T00:00:00", &["duty appear p1 ThisWeek"]),
        ("2023-05-30T08:00:00", &["duty appear p1 Today"]),
        // Nobody came: a warning is owed.
        (
            "2023-05-31T00:00:00",
            &["warning before any ban p1 ThisWeek"],
        ),
    ];
    stands(&world, &course).await;
    let kind = EventKind::Appeared;
    record(&world, "p1", kind, "2023-05-31T10:00:00", None).await;
    stands(&world, &[("2023-05-31T11:00:00", &[])]).await;
}

/// The person opened the notice, says that they came, gives a reason, and asks for a correction.
async fn pleading() -> (World, CorrectionRequest) {
    let world = called(&rows("p1", &man()), 1).await;
    for (kind, at, channel) in [
        (EventKind::Opened, "2023-04-20T10:00:00", Some("portal")),
        (EventKind::AppearanceClaimed, "2023-04-21T10:00:00", None),
        (EventKind::ExcuseClaimed, "2023-04-22T10:00:00", None),
    ] {
        record(&world, "p1", kind, at, channel).await;
    }
    let account = world.registry.person_account("p1").await.unwrap().unwrap();
    let now = t("2023-04-23T10:00:00");
    let permit = world
        .registry
        .permit_own(&account, "p1", operation::ActOwn, now);
    let permit = permit.await.unwrap().unwrap();
    let asked = CorrectionAsked {
        fact: "fitness".to_owned(),
        says: String::new(),
        should_be: "D".to_owned(),
        reason: "MADE-UP".to_owned(),
        attachments: vec![],
    };
    let asked = world.registry.ask_correction(&permit, &asked, now).await;
    (world, asked.unwrap().unwrap())
}

const PLEAS: [&str; 3] = [
    "claim appearance p1 Later",
    "correction fitness p1 Later",
    "excuse illness p1 Later",
];

#[tokio::test]
async fn what_people_say_waits_with_its_clock_until_it_is_answered() {
    let (world, asked) = pleading().await;
    let at = "2023-04-23T11:00:00";
    stands(&world, &[(at, &PLEAS)]).await;
    let waits = all(&world, at).await;
    assert_eq!(waits.lines[0].line.by, Some(t("2023-05-07T00:00:00")));
    assert_eq!(waits.counts["decision"], 3);
    let at = "2023-04-24T10:00:00";
    let judged = world.record("p1", EventKind::Judged, at, |event| {
        event.reason = Some("appearance".to_owned());
        event.outcome = Some("no".to_owned());
        event.by = Some("officer-7".to_owned());
    });
    judged.await.unwrap();
    let at = "2023-04-24T11:00:00";
    let refused = world.record("p1", EventKind::ExcuseRefused, at, |event| {
        event.excuse = Some("illness".to_owned());
    });
    refused.await.unwrap();
    let rita = world.may("rita", operation::AnswerRequest).await;
    let answer = RequestAnswer {
        outcome: RequestOutcome::Refused,
        reason: "MADE-UP: the board says otherwise".to_owned(),
    };
    let (of, now) = (("p1", asked.number), t("2023-04-24T12:00:00"));
    let answered = world
        .registry
        .answer_correction(&rita, of, &answer, now)
        .await;
    answered.unwrap().unwrap();
    stands(&world, &[("2023-04-24T13:00:00", &[])]).await;
}

#[tokio::test]
async fn it_is_read_by_kind_and_page_by_page() {
    let (world, _) = pleading().await;
    let at = "2023-04-23T11:00:00";
    let query = |kind, after: Option<String>, limit| DocketQuery {
        kind,
        after,
        limit,
        ..DocketQuery::default()
    };
    let stuck = docket(&world, &query(Some(DocketKind::Stuck), None, 0), at).await;
    assert!(stuck.lines.is_empty() && stuck.counts["decision"] == 3);
    let first = docket(&world, &query(None, None, 2), at).await;
    let rest = docket(&world, &query(None, first.next.clone(), 2), at).await;
    assert_eq!([told(&first), told(&rest)].concat(), PLEAS);
    assert!(rest.next.is_none());
    let permit = world.may("anna", operation::SeeDocket).await;
    let wrong = query(None, Some("p1".to_owned()), 2);
    let wrong = world.registry.docket(&permit, &wrong, t(at)).await.unwrap();
    assert!(wrong.unwrap_err().has("cursor"));
}

#[tokio::test]
async fn an_office_sees_its_own_and_a_withdrawal_waits_for_a_second_officer() {
    let people = rows("p1", &man()) + &rows("p2", &with(&[("account", "none")]));
    let world = called(&people, 2).await;
    let root = world.may("root", operation::AddOfficer).await;
    for (name, office) in [("ben", "B"), ("ada", "A")] {
        let mut account = made_up::account(name, &[Role::Officer], None);
        account.offices = Offices::Only([office.to_owned()].into());
        world
            .registry
            .add_officer(&root, account, t(POSTED))
            .await
            .unwrap()
            .unwrap();
    }
    let now = "2023-04-22T10:00:00";
    let see = async |name: &str, office: Option<&str>| {
        let permit = world.may(name, operation::SeeDocket).await;
        let query = DocketQuery {
            office: office.map(str::to_owned),
            ..DocketQuery::default()
        };
        world
            .registry
            .docket(&permit, &query, t(now))
            .await
            .unwrap()
    };
    // Paper that did not leave.
    assert_eq!(
        told(&see("ada", None).await.unwrap()),
        ["unsent p2 Overdue"]
    );
    assert!(see("ben", None).await.unwrap().lines.is_empty());
    assert!(see("ben", Some("A")).await.unwrap_err().has("other-office"));
    assert_eq!(
        told(&see("olga", Some("A")).await.unwrap()),
        ["unsent p2 Overdue"]
    );
    assert!(see("olga", Some("B")).await.unwrap().lines.is_empty());
    let may = world.may("olga", operation::WithdrawCampaign).await;
    let withdrawn = world
        .registry
        .withdraw_campaign(&may, "c1", "MADE-UP", t(now))
        .await;
    withdrawn.unwrap().unwrap();
    assert_eq!(
        told(&see("ada", None).await.unwrap()),
        ["review not by olga - Later"]
    );
    let may = world.may("anna", operation::ReviewWithdrawal).await;
    let reviewed = world.registry.review_withdrawal(&may, "c1", t(now)).await;
    reviewed.unwrap().unwrap();
    assert!(see("ada", None).await.unwrap().lines.is_empty());
}

/// That somebody is restricted is no reason to stand in the docket.
#[tokio::test]
async fn who_is_restricted_does_not_stand_in_it() {
    let world = World::of("seed/002").await;
    world
        .import(&rows("p1", &man()), "2023-04-02T08:00:00")
        .await;
    world.drawn("c1", "call-up", 1, POSTED).await;
    world.issue("c1", POSTED).await.unwrap();
    let now = "2023-05-20T12:00:00";
    assert_eq!(world.answers("p1", now).await, ["yes"; 4]);
    let docket = all(&world, now).await;
    assert!(docket.lines.is_empty(), "{docket:?}");
}

/// A thing that may happen between two looks.
#[derive(Clone, Copy, Debug)]
enum Step {
    Look,
    Turn,
    Happens(u8, EventKind),
}

fn step() -> impl Strategy<Value = Step> {
    let kinds = prop::sample::select(vec![
        EventKind::Opened,
        EventKind::Returned,
        EventKind::ExcuseClaimed,
        EventKind::AppearanceClaimed,
        EventKind::Appeared,
        EventKind::Dispatched,
    ]);
    prop_oneof![
        2 => Just(Step::Look),
        1 => Just(Step::Turn),
        6 => (0u8..3, kinds).prop_map(|(who, kind)| Step::Happens(who, kind)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 24, ..ProptestConfig::default() })]

    /// Whatever happens and whenever somebody looks: followed or built anew, it is the same.
    #[test]
    fn followed_or_built_from_nothing_it_is_the_same(
        steps in prop::collection::vec((1i64..200, step()), 1..14)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let people: String = (0..3).map(|n| rows(&format!("p{n}"), &man())).collect();
            let world = called(&people, 3).await;
            let nobody = crate::tests::evidence::watching::Bench::of_three(t(POSTED));
            let mut now = t(POSTED);
            for (hours, step) in steps {
                now += jiff::SignedDuration::from_hours(hours);
                let at = now.to_zoned(world.registry.zone().clone());
                let at = at.strftime("%Y-%m-%dT%H:%M:%S").to_string();
                match step {
                    Step::Look => is_the_same_anew(&world, &at).await,
                    Step::Turn => {
                        let mut sequencer = world.registry.sequencer(None).await.unwrap();
                        sequencer.turn(&nobody, now).await.unwrap();
                        all(&world, &at).await;
                    }
                    Step::Happens(who, kind) => {
                        let channel = match kind {
                            EventKind::Opened => Some("portal"),
                            EventKind::Returned | EventKind::Dispatched => Some("post"),
                            _ => None,
                        };
                        record_any(&world, &format!("p{who}"), kind, &at, channel).await;
                        all(&world, &at).await;
                    }
                }
            }
            let end = now.to_zoned(world.registry.zone().clone());
            is_the_same_anew(&world, &end.strftime("%Y-%m-%dT%H:%M:%S").to_string()).await;
        });
    }
}

/// Records what may be refused: what is sent after the end of a matter, for instance.
async fn record_any(world: &World, person: &str, kind: EventKind, at: &str, channel: Option<&str>) {
    let _refused = world
        .record(person, kind, at, |event| {
            event.channel = channel.map(str::to_owned);
            if kind == EventKind::ExcuseClaimed {
                event.excuse = Some("illness".to_owned());
            }
        })
        .await;
}

/// An erasure leaves no entry, and nobody who was erased stands in the docket.
#[tokio::test]
async fn who_is_erased_is_gone_from_it() {
    let world = called(&rows("p1", &man()), 1).await;
    let now = "2023-04-26T10:00:00";
    assert_eq!(told(&all(&world, now).await), ["portal then post p1 Later"]);
    let id = world.registry.person_stream("p1");
    world.store.erase_key(id).await.unwrap();
    let docket = all(&world, now).await;
    assert!(docket.lines.is_empty() && docket.counts["stuck"] == 0);
    is_the_same_anew(&world, now).await;
}
