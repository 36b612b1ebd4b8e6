//! What people see of themselves and do, and what officers see of them.

use writ_law::event::EventKind;

use crate::made_up::{self, World, man, rows, t};
use crate::*;

const POSTED: &str = "2023-04-18T10:00:00";

async fn called(regime: &str, instrument: &str) -> World {
    let world = World::of(regime).await;
    let people = rows("p1", &man()) + &rows("p2", &man());
    world.import(&people, "2023-04-02T08:00:00").await;
    let mut campaign = made_up::new_campaign(&world.registry, "c1", instrument, 2);
    campaign.appear = Appear::After {
        days: 42,
        time: jiff::civil::time(9, 0, 0, 0),
    };
    world.open(campaign, t(POSTED)).await;
    world.list("c1", t(POSTED)).await;
    world.approved("c1", t(POSTED)).await;
    world.issue("c1", POSTED).await.unwrap();
    world
}

async fn signed_in(world: &World, person: &str) -> PersonAccount {
    let account = world.registry.person_account(person).await.unwrap();
    account.unwrap()
}

async fn may<O: Personal>(world: &World, person: &str, operation: O) -> Permit<O> {
    let account = signed_in(world, person).await;
    let permit = world
        .registry
        .permit_own(&account, person, operation, t(POSTED));
    permit.await.unwrap().unwrap()
}

async fn matter(world: &World, person: &str) -> String {
    let file = file(world, person, POSTED).await;
    file.matters[0].matter.id.clone()
}

async fn file(world: &World, person: &str, at: &str) -> Explanation {
    let permit = may(world, person, operation::SeeOwn).await;
    world
        .registry
        .own_file(&permit, t(at))
        .await
        .unwrap()
        .unwrap()
}

async fn act(world: &World, person: &str, act: OwnAct, now: &str) -> Ruling<Happened> {
    let permit = may(world, person, operation::ActOwn).await;
    world.registry.act_own(&permit, &act, t(now)).await.unwrap()
}

fn claim(matter: &str, excuse: &str, attachments: Vec<NewAttachment>) -> OwnAct {
    OwnAct::ExcuseClaimed {
        matter: matter.to_owned(),
        excuse: excuse.to_owned(),
        another_day: Some("2023-07-05".parse().unwrap()),
        reason: "MADE-UP: in hospital".to_owned(),
        attachments,
    }
}

fn scan(bytes: usize) -> NewAttachment {
    let mut content = b"%PDF-1.7 MADE-UP ".to_vec();
    content.resize(bytes.max(content.len()), b'.');
    NewAttachment {
        name: "/home/p1/certificate.pdf".to_owned(),
        content,
    }
}

/// The whole of a person's own course under the guarded regime: opened, warned, barred, objected.
async fn barred(world: &World) -> String {
    let m = matter(world, "p1").await;
    let opened = OwnAct::Opened { matter: m.clone() };
    act(world, "p1", opened, "2023-04-20T12:00:00")
        .await
        .unwrap();
    let at = "2023-05-31T11:00:00";
    for channel in ["portal", "post"] {
        let warned = world.record("p1", EventKind::Warned, at, |event| {
            event.channel = Some(channel.to_owned());
        });
        warned.await.unwrap();
    }
    let decided = world.record("p1", EventKind::Decided, "2023-06-15T10:00:00", |event| {
        event.effect = Some("exit".to_owned());
        event.outcome = Some("imposed".to_owned());
        event.by = Some("officer-7".to_owned());
    });
    decided.await.unwrap();
    let told = world.record("p1", EventKind::Told, "2023-06-15T10:05:00", |event| {
        event.channel = Some("portal".to_owned());
        event.effect = Some("exit".to_owned());
    });
    told.await.unwrap();
    m
}

#[tokio::test]
async fn opening_serves_where_the_law_says_so_and_is_recorded_once() {
    let world = called("guarded", "call-up").await;
    let before = file(&world, "p1", "2023-04-19T00:00:00").await;
    assert_eq!(before.matters[0].open.opening, Opening::Unopened);
    assert!(before.matters[0].position["served"].is_null());
    let m = before.matters[0].matter.id.clone();
    let opened = OwnAct::Opened { matter: m };
    let first = act(&world, "p1", opened.clone(), "2023-04-20T12:00:00").await;
    let again = act(&world, "p1", opened, "2023-04-21T12:00:00").await;
    assert_eq!(first.unwrap().event, again.unwrap().event);
    let after = file(&world, "p1", "2023-04-22T00:00:00").await;
    assert_eq!(after.matters[0].open.opening, Opening::Opened);
    assert_eq!(after.matters[0].position["served"]["channel"], "portal");
    assert_eq!(
        after.matters[0].events.len(),
        before.matters[0].events.len() + 1
    );
}

#[tokio::test]
async fn a_test_is_read_and_not_acted_on() {
    let world = called("guarded", "drill").await;
    let m = matter(&world, "p1").await;
    let opened = OwnAct::Opened { matter: m.clone() };
    act(&world, "p1", opened, "2023-04-20T12:00:00")
        .await
        .unwrap();
    let file = file(&world, "p1", "2023-04-20T13:00:00").await;
    let open = &file.matters[0].open;
    assert!(open.excuses.is_empty() && open.claims.is_empty() && open.remedies.is_empty());
    let claimed = act(
        &world,
        "p1",
        claim(&m, "illness", vec![]),
        "2023-04-20T13:00:00",
    );
    assert!(claimed.await.unwrap_err().has("test"));
}

#[tokio::test]
async fn an_excuse_with_evidence_holds_everything_up_until_it_is_decided() {
    let world = called("guarded", "call-up").await;
    let m = barred(&world).await;
    assert_eq!(world.answers("p1", "2023-06-16T10:00:00").await[0], "yes");
    let now = "2023-06-16T10:05:00";
    let given = act(&world, "p1", claim(&m, "illness", vec![scan(40)]), now)
        .await
        .unwrap();
    assert_eq!(given.corrections, 1, "the desk that was told `yes` is told");
    assert_eq!(world.answers("p1", "2023-06-16T10:05:01").await[0], "no");
    let file = file(&world, "p1", "2023-06-16T13:00:00").await;
    let waits = &file.matters[0].waits;
    assert_eq!(
        (waits[0].plea, waits[0].name.as_str()),
        ("excuse", "illness")
    );
    assert_eq!(waits[0].event, given.event.id);
    let reason = given.event.reason.unwrap();
    assert_eq!(reason, "asks to come on 2023-07-05: MADE-UP: in hospital");
}

#[tokio::test]
async fn an_objection_stays_a_ban_and_names_its_clock() {
    let world = called("guarded", "call-up").await;
    let m = barred(&world).await;
    let before = file(&world, "p1", "2023-06-16T00:00:00").await;
    let open = &before.matters[0].open;
    assert_eq!(open.remedies[0].remedy, "objection");
    assert_eq!(
        open.remedies[0].against,
        ["exit", "driving", "credit", "property"]
    );
    let object = |remedy: &str, measure: Option<&str>| OwnAct::Objected {
        matter: m.clone(),
        remedy: remedy.to_owned(),
        measure: measure.map(str::to_owned),
        reason: String::new(),
        attachments: vec![],
    };
    let now = "2023-06-16T12:00:00";
    let court = act(&world, "p1", object("court", None), now)
        .await
        .unwrap_err();
    assert!(court.has("remedy-not-open"), "{court}");
    assert!(court.to_string().contains("open now: objection"), "{court}");
    act(&world, "p1", object("objection", Some("exit")), now)
        .await
        .unwrap();
    assert_eq!(world.answers("p1", "2023-06-16T12:00:01").await[0], "no");
    let after = file(&world, "p1", "2023-06-16T13:00:00").await;
    let waits = &after.matters[0].waits[0];
    assert_eq!(
        (waits.plea, waits.name.as_str()),
        ("objection", "objection")
    );
    assert_eq!(waits.until, Some(t("2023-07-02T00:00:00")));
    let twice = act(
        &world,
        "p1",
        object("objection", Some("exit")),
        "2023-06-17T00:00:00",
    );
    assert!(twice.await.unwrap_err().has("remedy-not-open"));
}

#[tokio::test]
async fn a_claim_to_have_come_is_heard_once_and_an_unknown_one_is_refused() {
    let world = called("guarded", "call-up").await;
    let m = barred(&world).await;
    let came = |on: &str| OwnAct::AppearanceClaimed {
        matter: m.clone(),
        on: on.parse().unwrap(),
        reason: "MADE-UP: window 3".to_owned(),
        attachments: vec![],
    };
    let now = "2023-06-16T12:00:00";
    assert!(
        act(&world, "p1", came("2023-06-17"), now)
            .await
            .unwrap_err()
            .has("future")
    );
    act(&world, "p1", came("2023-05-30"), now).await.unwrap();
    assert_eq!(world.answers("p1", "2023-06-16T12:00:01").await[0], "no");
    let again = act(&world, "p1", came("2023-05-30"), "2023-06-17T12:00:00").await;
    assert!(again.unwrap_err().has("claim-not-heard"));
    let nothing = OwnAct::NonReceiptClaimed {
        matter: m.clone(),
        reason: "MADE-UP: nothing came".to_owned(),
        attachments: vec![],
    };
    let refused = act(&world, "p1", nothing, "2023-06-17T12:00:00").await;
    assert!(refused.unwrap_err().has("claim-not-heard"));
    let reply = OwnAct::Replied {
        matter: m,
        reply: "MADE-UP".to_owned(),
        attachments: vec![],
    };
    let refused = act(&world, "p1", reply, "2023-06-17T12:00:00").await;
    assert!(refused.unwrap_err().has("no-reply-asked"));
}

#[tokio::test]
async fn coming_gives_a_receipt() {
    let world = called("guarded", "call-up").await;
    let m = barred(&world).await;
    let came = world.record("p1", EventKind::Appeared, "2023-06-17T09:00:00", |_| {});
    let came = came.await.unwrap();
    let permit = may(&world, "p1", operation::SeeOwn).await;
    let receipt = world
        .registry
        .receipt(&permit, &m, &came.event.id)
        .await
        .unwrap();
    let receipt = receipt.unwrap();
    assert_eq!(receipt.event.kind, EventKind::Appeared);
    assert_eq!(receipt.recorded_by, "olga");
    assert_eq!(receipt.office.as_deref(), Some("A"));
    let acts = world.registry.own_acts(&permit).await.unwrap().unwrap();
    let last = acts.last().unwrap();
    assert_eq!(
        (last.number, &last.what[..]),
        (receipt.number, &["appeared".to_owned()][..])
    );
    let none = world.registry.receipt(&permit, &m, "e99").await.unwrap();
    assert!(none.unwrap_err().has("unknown-event"));
}

#[tokio::test]
async fn attachments_are_kept_sealed_and_read_back_by_the_person_and_an_officer() {
    let world = called("guarded", "call-up").await;
    let m = barred(&world).await;
    let now = "2023-06-16T12:00:00";
    for (attachments, ground) in [
        (vec![scan(ATTACHMENT_BYTES + 1)], "attachment-too-large"),
        (
            vec![scan(9), scan(9), scan(9), scan(9)],
            "too-many-attachments",
        ),
        (
            vec![NewAttachment {
                name: "x.zip".to_owned(),
                content: b"PK\x03\x04".to_vec(),
            }],
            "attachment-kind",
        ),
    ] {
        let refused = act(&world, "p1", claim(&m, "illness", attachments), now).await;
        assert!(refused.unwrap_err().has(ground), "{ground}");
    }
    let both = vec![scan(100), scan(2_000)];
    let given = act(&world, "p1", claim(&m, "illness", both.clone()), now)
        .await
        .unwrap();
    let lines = file(&world, "p1", now).await.attachments;
    assert_eq!(lines.iter().map(|it| it.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        (lines[1].bytes, lines[1].name.as_str()),
        (2_000, "certificate.pdf")
    );
    assert_eq!(
        lines[0].with,
        GivenWith::Event {
            matter: m,
            event: given.event.id
        }
    );
    let permit = may(&world, "p1", operation::SeeOwn).await;
    let own = world
        .registry
        .own_attachment(&permit, 2)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(own.content, both[1].content);
    let none = world.registry.own_attachment(&permit, 3).await.unwrap();
    assert!(none.unwrap_err().has("unknown-attachment"));
    let officer = world.may("olga", operation::ExplainPerson).await;
    let look = |reason| {
        world
            .registry
            .look_at_attachment(&officer, "p1", (1, reason), t(now))
    };
    assert!(look("").await.unwrap().unwrap_err().has("no-reason"));
    let seen = look("deciding on the excuse").await.unwrap().unwrap();
    assert_eq!(seen.content, both[0].content);
    let looks = file(&world, "p1", now).await.looks;
    assert_eq!(looks.len(), 1);
    assert_eq!(looks[0].seen, Seen::Attachment(1));
    let nobody = &world.store;
    let kept = format!("{nobody:?}");
    assert!(!kept.contains("certificate"), "what is kept is sealed");
}

/// What an officer wants to see, and why.
fn looking(reason: &str) -> Looking<'_> {
    Looking {
        reason,
        at: t("2023-04-20T10:00:00"),
        known_at: None,
        why_not: None,
    }
}

async fn look(world: &World, officer: &str, person: &str, reason: &str) -> Ruling<Explanation> {
    let permit = world.may(officer, operation::ExplainPerson).await;
    let now = t("2023-04-20T10:00:00");
    let looked = world
        .registry
        .look(&permit, person, &looking(reason), now)
        .await;
    looked.unwrap()
}

async fn looks(world: &World) {
    for (person, reason) in [("p1", "she called"), ("p2", "he called"), ("p1", "again")] {
        let seen = look(world, "olga", person, reason).await.unwrap();
        assert!(
            seen.looks.is_empty(),
            "one officer does not see another's looks"
        );
    }
}

#[tokio::test]
async fn looking_at_a_file_needs_a_reason_which_the_person_sees() {
    let world = called("guarded", "call-up").await;
    let without = look(&world, "olga", "p1", " \n").await;
    assert!(without.unwrap_err().has("no-reason"));
    let nobody = look(&world, "olga", "p9", "made up").await;
    assert!(nobody.unwrap_err().has("unknown-person"));
    looks(&world).await;
    let own = file(&world, "p1", "2023-04-21T00:00:00").await.looks;
    let reasons: Vec<_> = own.iter().map(|look| look.reason.as_str()).collect();
    assert_eq!(reasons, ["she called", "again"]);
    assert!(own[0].roles.contains(&Role::Officer));
    let told = serde_json::to_string(&own).unwrap();
    assert!(!told.contains("olga"), "the office is told, and not who");
}

#[tokio::test]
async fn oversight_sees_who_looked_at_what_and_is_seen_itself() {
    let world = called("guarded", "call-up").await;
    looks(&world).await;
    let overseen = look(&world, "oskar", "p2", "audit").await.unwrap();
    assert_eq!(overseen.looks.len(), 2);
    let permit = world.may("oskar", operation::SeeAccess).await;
    let log = async |officer: Option<&str>, from: &str, until: &str| {
        let query = AccessQuery {
            officer: officer.map(str::to_owned),
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        };
        world.registry.access_log(&permit, &query).await.unwrap()
    };
    let day = "2023-04-20";
    let all = log(None, day, day).await.unwrap();
    let told = |line: &AccessLine| {
        let look = line.look.as_ref().unwrap();
        format!("{} {} {}", line.officer, look.person, look.line.reason)
    };
    let told: std::collections::BTreeSet<String> = all.iter().map(told).collect();
    let expected = [
        "olga p1 again",
        "olga p1 she called",
        "olga p2 he called",
        "oskar p2 audit",
    ];
    assert!(told.iter().eq(expected), "{told:?}");
    assert_eq!(log(Some("oskar"), day, day).await.unwrap().len(), 1);
    let next = "2023-04-21";
    assert!(log(None, next, next).await.unwrap().is_empty());
    let long = log(None, day, "2023-12-01").await;
    assert!(long.unwrap_err().has("too-many-days"));
    // What was said of somebody who was erased is gone; that somebody looked is not.
    let looks = world.registry.look_stream("p2");
    world.store.erase_key(looks).await.unwrap();
    let gone = log(Some("oskar"), day, day).await.unwrap();
    assert!(gone[0].look.is_none());
}

#[tokio::test]
async fn a_correction_is_asked_for_answered_and_changes_nothing_by_itself() {
    let world = called("guarded", "call-up").await;
    let asked = |fact: &str| CorrectionAsked {
        fact: fact.to_owned(),
        says: "A".to_owned(),
        should_be: "D".to_owned(),
        reason: "MADE-UP: the board of 3 April".to_owned(),
        attachments: vec![scan(60)],
    };
    let permit = may(&world, "p1", operation::ActOwn).await;
    let ask = async |fact: &str, now: &str| {
        let asked = asked(fact);
        world
            .registry
            .ask_correction(&permit, &asked, t(now))
            .await
            .unwrap()
    };
    let unknown = ask("hair", "2023-04-20T10:00:00").await.unwrap_err();
    assert!(unknown.has("unknown-fact"));
    let made = ask("fitness", "2023-04-20T10:00:00").await.unwrap();
    assert_eq!(made.due, t("2023-05-20T23:59:59"));
    assert_eq!((made.number, &made.attachments[..]), (1, &[1][..]));
    assert!(
        ask("fitness", "2023-04-21T10:00:00")
            .await
            .unwrap_err()
            .has("asked-already")
    );
    let position = file(&world, "p1", "2023-04-21T00:00:00").await.matters[0]
        .position
        .clone();
    assert_eq!(position["eligible"], "yes", "a request is no fact");

    let rita = world.may("rita", operation::AnswerRequest).await;
    let answer = async |outcome, now: &str| {
        let answer = RequestAnswer {
            outcome,
            reason: "MADE-UP: as the board says".to_owned(),
        };
        let number = ("p1", made.number);
        let answered = world
            .registry
            .answer_correction(&rita, number, &answer, t(now));
        answered.await.unwrap()
    };
    let early = answer(RequestOutcome::Corrected, "2023-04-22T10:00:00").await;
    assert!(early.unwrap_err().has("nothing-recorded"));
    let fact = "p1,fitness,D,2023-04-03,2023-04-23,medical-board\n";
    world.import(fact, "2023-04-23T10:00:00").await;
    let done = answer(RequestOutcome::Corrected, "2023-04-23T11:00:00")
        .await
        .unwrap();
    assert_eq!(done.answer.unwrap().outcome, RequestOutcome::Corrected);
    assert!(
        answer(RequestOutcome::Refused, "2023-04-23T12:00:00")
            .await
            .unwrap_err()
            .has("answered")
    );
    let file = file(&world, "p1", "2023-04-24T00:00:00").await;
    assert!(file.requests[0].answer.is_some());
    assert_eq!(file.matters[0].position["eligible"], "no");
    assert_eq!(file.imports.len(), file.facts.len());
    assert!(file.imports.iter().all(Option::is_some));
}

#[tokio::test]
async fn an_officer_of_another_office_neither_looks_nor_answers() {
    let world = called("guarded", "call-up").await;
    let root = world.may("root", operation::AddOfficer).await;
    let mut ben = made_up::account("ben", &[Role::Officer], None);
    ben.offices = Offices::Only(made_up_offices(&["B"]));
    let added = world
        .registry
        .add_officer(&root, ben, t(POSTED))
        .await
        .unwrap();
    added.unwrap();
    let look = look(&world, "ben", "p1", "made up").await;
    assert!(look.unwrap_err().has("other-office"));
    let permit = world.may("ben", operation::AnswerRequest).await;
    let requests = world.registry.requests(&permit, "p1").await.unwrap();
    assert!(requests.unwrap_err().has("other-office"));
    assert!(file(&world, "p1", POSTED).await.looks.is_empty());
}

fn made_up_offices(names: &[&str]) -> std::collections::BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
