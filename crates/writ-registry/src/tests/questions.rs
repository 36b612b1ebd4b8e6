use writ_law::event::EventKind;
use writ_law::truth::Truth;
use writ_store::Version;

use crate::made_up::{World, man, rows, t};
use crate::*;

const NOW: &str = "2023-04-17T10:00:00";

async fn called() -> World {
    let world = World::of("seed/002").await;
    let file = rows("p1", &man()) + &rows("quiet", &man());
    world.import(&file, "2023-04-02T08:00:00").await;
    world.drawn("c1", "call-up", 2, NOW).await;
    world.issue_to("c1", "p1", NOW).await.unwrap();
    world
}

#[tokio::test]
async fn a_yes_comes_with_its_reason_and_lives_for_minutes() {
    let world = called().await;
    let answer = world.ask("exit", "p1", "2023-04-17T12:00:00").await;
    assert_eq!((answer.answer, answer.force), (Truth::Yes, Kind::Sandbox));
    assert_eq!(answer.expires_at, t("2023-04-17T12:15:00"));
    let basis = answer.basis.unwrap();
    assert_eq!(
        (basis.regime.as_str(), basis.digest.len()),
        ("seed/002", 64)
    );
    assert!(!basis.rule.is_empty() && !basis.reason.is_empty());
    assert!(
        basis.reason.contains("through `portal`"),
        "{}",
        basis.reason
    );
    let cite = basis.cite.to_string();
    assert!(cite.contains("report"), "{cite}");
    let said = serde_json::to_string(&basis).unwrap();
    assert!(
        !said.contains("fitness"),
        "no desk is told of anybody's health: {said}"
    );
    assert!(
        basis
            .ends_on
            .as_array()
            .unwrap()
            .iter()
            .any(|end| end == "appeared")
    );
    assert_eq!(basis.remedies, serde_json::json!([]));
    let text =
        serde_json::to_string(&world.ask("driving", "p1", "2023-04-17T12:00:00").await).unwrap();
    assert!(
        text.contains(r#""answer":"no""#) && text.contains(r#""basis":null"#),
        "{text}"
    );
}

/// S20: they appear at 09:12; an answer given before is stale for at most its life.
#[tokio::test]
async fn s20_appearing_ends_it_at_once_and_the_desk_is_told() {
    let world = called().await;
    let before = world.ask("exit", "p1", "2023-04-25T09:00:00").await;
    assert_eq!(before.answer, Truth::Yes);
    let appeared = world
        .record("p1", EventKind::Appeared, "2023-04-25T09:12:00", |_| {})
        .await;
    assert_eq!(
        appeared.unwrap().corrections,
        1,
        "09:12 lies within the answer's life"
    );
    assert_eq!(
        world.ask("exit", "p1", "2023-04-25T09:20:00").await.answer,
        Truth::No
    );
    assert!(before.expires_at <= t("2023-04-25T09:15:00"));
    let messages = world.messages().await;
    let correction = messages.iter().find_map(|message| match message {
        Message::Correction {
            not_since, answer, ..
        } => Some((*not_since, *answer)),
        _ => None,
    });
    assert_eq!(correction, Some((t("2023-04-25T09:12:00"), Truth::No)));
}

#[tokio::test]
async fn an_answer_that_was_right_for_its_life_is_not_corrected() {
    let world = called().await;
    world.ask("exit", "p1", "2023-04-24T09:00:00").await;
    let appeared = world
        .record("p1", EventKind::Appeared, "2023-04-25T09:12:00", |_| {})
        .await;
    assert_eq!(appeared.unwrap().corrections, 0);
}

/// Recorded on the 27th, and so on the 25th: who asked on the 26th is told.
#[tokio::test]
async fn a_relief_that_becomes_known_late_reaches_back_and_desks_are_told_once() {
    let world = called().await;
    for now in [
        "2023-04-24T09:00:00",
        "2023-04-26T09:00:00",
        "2023-04-26T10:00:00",
    ] {
        assert_eq!(world.ask("exit", "p1", now).await.answer, Truth::Yes);
    }
    let may = world.may("olga", operation::RecordEvent).await;
    let event = writ_law::case::Event::new("", EventKind::Appeared, t("2023-04-25T09:12:00"));
    let recording = Recording {
        person: "p1".to_owned(),
        matter: None,
        event,
    };
    let late = t("2023-04-27T09:00:00");
    let recorded = world
        .registry
        .record(&may, &recording, late)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(recorded.corrections, 2);
    let again = world
        .record("p1", EventKind::Replied, "2023-04-27T10:00:00", |_| {})
        .await;
    assert_eq!(
        again.unwrap().corrections,
        0,
        "each answer is corrected once"
    );
}

/// A fact that excludes, recorded late, corrects as well: through the same import.
#[tokio::test]
async fn a_fact_that_excludes_corrects_what_desks_were_told() {
    let world = called().await;
    assert_eq!(
        world.ask("exit", "p1", "2023-04-20T09:00:00").await.answer,
        Truth::Yes
    );
    let permit = world.may("rita", operation::UpdateFacts).await;
    let file = format!(
        "{}p1,fitness,D,2023-04-19,2023-04-21,medical-board\n",
        crate::made_up::HEADER
    );
    let order = crate::made_up::order(&file, Recorded::Now);
    let importing = world
        .registry
        .import(&permit, order, file.as_bytes())
        .await
        .unwrap();
    let mut importing = importing.unwrap();
    importing.step(t("2023-04-21T09:00:00")).await.unwrap();
    assert_eq!(
        importing.report().corrections,
        1,
        "{:?}",
        importing.rejects()
    );
    assert_eq!(
        world.ask("exit", "p1", "2023-04-21T09:00:01").await.answer,
        Truth::No
    );
}

/// I10: the same answer, the same log, whether or not there is such a person.
#[tokio::test]
async fn somebody_unknown_to_the_register_gets_the_answer_and_the_log_row_of_a_no() {
    let world = called().await;
    let now = "2023-04-17T12:00:00";
    let known = world.ask("exit", "quiet", now).await;
    let unknown = world.ask("exit", "nobody", now).await;
    // The same but for what names the answer, which is chance and as long.
    let named = |answer: &Answer| answer.id.clone().unwrap();
    assert_eq!(named(&known).len(), named(&unknown).len());
    assert_ne!(named(&known), named(&unknown));
    let unnamed = |answer: Answer| Answer { id: None, ..answer };
    assert_eq!(unnamed(known), unnamed(unknown));
    let mut sizes = Vec::new();
    for person in ["quiet", "nobody"] {
        let log = world.registry.question_stream(person);
        let entries = world.store.read(log, Version(0)).await.unwrap();
        assert_eq!(entries.len(), 1);
        assert!(world.store.key(log).await.unwrap().is_some());
        sizes.push((entries[0].content.len(), entries[0].recorded_at));
    }
    assert_eq!(sizes[0], sizes[1]);
    assert_eq!(world.explain("quiet", now).await.questions.len(), 1);
    // Nothing is made up about somebody who is not there, and the log stays when they come.
    world
        .import(&rows("nobody", &man()), "2023-04-18T08:00:00")
        .await;
    assert_eq!(world.explain("nobody", now).await.questions.len(), 1);
}

/// S51: each desk its own measure and purpose; border asking about driving is refused, and logged.
#[tokio::test]
async fn s51_a_desk_asks_its_measure_for_its_purpose_and_nothing_else() {
    let world = called().await;
    assert_eq!(world.answers("p1", "2023-05-18T00:00:00").await, ["yes"; 4]);
    let may = world.may("exit", operation::AskQuestion).await;
    let now = t("2023-05-18T01:00:00");
    for (measure, purpose, code) in [
        ("driving", "driving", "wrong-measure"),
        ("driving", "leaving the country", "wrong-measure"),
        ("exit", "curiosity", "wrong-purpose"),
    ] {
        let refusal = world
            .registry
            .ask(&may, "p1", measure, purpose, now)
            .await
            .unwrap_err();
        assert!(refusal.has(code), "{refusal}");
    }
    let questions = world.explain("p1", "2023-05-18T01:00:00").await.questions;
    let refused = questions
        .iter()
        .filter(|question| question.told == Told::Refused);
    assert_eq!(refused.count(), 3, "the person sees the attempts");
    let at_issue = world.explain("p1", "2023-05-10T00:00:00").await;
    assert_eq!(
        at_issue.matters[0].position["effects"][1]["answer"],
        "unknown"
    );
}

#[tokio::test]
async fn whatever_fails_the_answer_is_unknown() {
    let world = called().await;
    let desk = world.may("exit", operation::AskQuestion).await;
    let stream = world.registry.person_stream("p1");
    // An entry that no program wrote.
    let broken = writ_store::Batch {
        appends: vec![writ_store::Append {
            stream,
            expected: world.store.version(stream).await.unwrap(),
            entries: vec![writ_store::NewEntry {
                recorded_at: i64::MAX,
                content: vec![1; 80],
                leaf: None,
            }],
        }],
        ..writ_store::Batch::default()
    };
    world.store.append(broken).await.unwrap();
    let now = t("2023-04-18T09:00:00");
    let purpose = "leaving the country";
    let asked = world
        .registry
        .ask(&desk, "p1", "exit", purpose, now)
        .await
        .unwrap();
    assert_eq!(
        (asked.answer.answer, asked.answer.basis),
        (Truth::Unknown, None)
    );
    assert_eq!(asked.answer.expires_at, now);
    assert!(asked.trouble.is_some());
}

#[tokio::test]
async fn why_not_shows_the_branch_that_is_missing() {
    let world = called().await;
    let may = world.may("oskar", operation::ExplainPerson).await;
    let at = t("2023-04-18T12:00:00");
    let why = world
        .registry
        .explain(&may, "p1", at, None, Some("driving"))
        .await
        .unwrap()
        .unwrap();
    assert!(
        why.matters[0]
            .why
            .as_ref()
            .is_some_and(|text| text.contains('-')),
        "{why:?}"
    );
    let no = world
        .registry
        .explain(&may, "p1", at, None, Some("voting"))
        .await
        .unwrap();
    assert!(no.unwrap_err().has("unknown-measure"));
}

/// I1: a position is worked out and never stored, so reading everything again says the same.
#[tokio::test]
async fn what_is_worked_out_anew_is_the_same_to_the_byte() {
    let world = called().await;
    world.ask("exit", "p1", "2023-04-20T09:00:00").await;
    let first = serde_json::to_string(&world.explain("p1", "2023-05-18T00:00:00").await).unwrap();
    let chance = std::sync::Arc::new(crate::made_up::Dice::seeded(8));
    let store = std::sync::Arc::clone(&world.store);
    let registry = Registry::open(store, chance, &world.key).await.unwrap();
    let again = World { registry, ..world };
    let second = serde_json::to_string(&again.explain("p1", "2023-05-18T00:00:00").await).unwrap();
    assert_eq!(first, second);
}

/// Erasing the key of a person is the only erasure, and it is one.
#[tokio::test]
async fn an_erased_person_is_like_nobody() {
    let world = called().await;
    let stream = world.registry.person_stream("p1");
    world.store.erase_key(stream).await.unwrap();
    assert_eq!(world.answers("p1", "2023-05-18T00:00:00").await, ["no"; 4]);
    let (report, rejects) = world
        .import(&rows("p1", &man()), "2023-05-18T00:00:00")
        .await;
    assert_eq!((report.people, rejects.len()), (0, 8));
}

/// I10: the size of a log row tells nothing of whom it is about.
#[tokio::test]
async fn i10_a_log_row_is_as_long_for_anyone() {
    let world = called().await;
    let now = "2023-04-17T12:00:00";
    let mut sizes = Vec::new();
    for (person, answer) in [("p1", "yes"), ("quiet", "no"), ("nobody", "no")] {
        assert_eq!(world.ask("exit", person, now).await.answer.word(), answer);
        let log = world.registry.question_stream(person);
        let entries = world.store.read(log, Version(0)).await.unwrap();
        sizes.push(entries[0].content.len());
    }
    assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
}

#[tokio::test]
async fn what_a_desk_may_not_ask_is_told_and_logged_short_and_plain() {
    let world = called().await;
    let may = world.may("exit", operation::AskQuestion).await;
    let now = t("2023-04-17T12:00:00");
    let long = format!("\u{1b}[31m\n{}", "x".repeat(100_000));
    for (measure, purpose) in [(long.as_str(), "x"), ("exit", long.as_str())] {
        let refused = world.registry.ask(&may, "p1", measure, purpose, now).await;
        let refusal = refused.unwrap_err();
        let text = &refusal.grounds[0].text;
        assert!(text.len() < 300 && !text.chars().any(char::is_control));
    }
    let questions = world.explain("p1", "2023-04-17T12:00:01").await.questions;
    assert_eq!(questions.len(), 2);
    for question in questions {
        let words = [question.measure, question.purpose];
        assert!(words.iter().all(|it| it.chars().count() <= 200));
        assert!(!words.iter().any(|it| it.chars().any(char::is_control)));
    }
}
