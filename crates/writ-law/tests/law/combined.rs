//! Combinations in which a safeguard could be lost: several claims, remedies and defaults at once.

use super::scene::{Scene, time};
use writ_law::event::EventKind::{
    Appeared, CauseEnded, Corrected, Decided, Delivered, ExcuseAccepted, ExcuseClaimed,
    ExcuseRefused, Objected, ObjectionRejected, Opened, Posted, Rebutted, Replied, Reviewed, Told,
    Warned,
};
use writ_law::life::Life;
use writ_law::position::{AsOf, position};

/// Called for 22 May, and nobody came.
fn missed() -> Scene {
    Scene::new("guarded", "2023-04-16 09:00", "2023-05-22 09:00")
        .fact("deferment", "", "2023-06-20 09:00", "2023-06-20 09:00")
        .then("2023-04-20 10:00", Posted, "channel=portal")
        .then("2023-04-21 10:00", Opened, "channel=portal")
}

fn barred() -> Scene {
    missed()
        .then("2023-05-24 10:00", Warned, "channel=portal")
        .then(
            "2023-06-10 10:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .then("2023-06-10 11:00", Told, "effect=exit channel=portal")
}

fn rejected() -> Scene {
    barred()
        .then("2023-06-12 10:00", Objected, "remedy=objection effect=exit")
        .then(
            "2023-06-20 10:00",
            ObjectionRejected,
            "remedy=objection effect=exit by=officer",
        )
}

fn open(scene: &Scene, at: &str, measure: &str) -> Vec<String> {
    let life = scene.life();
    let position = position(
        &scene.regime,
        &life,
        AsOf {
            at: time(at),
            known_at: None,
        },
    );
    let effect = position.effect(measure).unwrap();
    effect.remedies.iter().map(|it| it.remedy.clone()).collect()
}

#[test]
fn rejecting_the_objection_again_does_not_lift_the_stay_of_the_appeal() {
    let appealed = || rejected().then("2023-06-22 09:00", Objected, "remedy=court effect=exit");
    for words in ["remedy=objection effect=exit by=officer", "by=officer"] {
        appealed()
            .then("2023-06-23 09:00", ObjectionRejected, words)
            .expect(&[("2023-06-24 00:00", "", "exit", "no", "stayed since 22 June")]);
    }
    appealed()
        .then(
            "2023-06-23 09:00",
            ObjectionRejected,
            "remedy=court effect=exit by=court",
        )
        .expect(&[("2023-06-24 00:00", "", "exit", "yes", "")]);
}

#[test]
fn each_claim_is_decided_by_itself() {
    let two = || {
        barred()
            .then("2023-06-15 09:00", ExcuseClaimed, "excuse=illness")
            .then("2023-06-15 10:00", ExcuseClaimed, "excuse=conscience")
    };
    two()
        .then(
            "2023-06-16 11:00",
            ExcuseRefused,
            "excuse=conscience by=officer",
        )
        .expect(&[(
            "2023-06-17 00:00",
            "",
            "exit",
            "no",
            "is undecided and suspends it",
        )]);
    // A refusal that names none decides none when several are open.
    two()
        .then("2023-06-16 11:00", ExcuseRefused, "by=officer")
        .expect(&[(
            "2023-06-17 00:00",
            "",
            "exit",
            "no",
            "is undecided and suspends it",
        )]);
    two()
        .then(
            "2023-06-16 11:00",
            ExcuseAccepted,
            "excuse=illness by=officer",
        )
        .then("2023-06-18 11:00", CauseEnded, "excuse=illness")
        .then("2023-06-28 11:00", Warned, "channel=portal")
        .then(
            "2023-07-20 11:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .expect(&[("2023-07-21 00:00", "", "exit", "no", "")]);
}

#[test]
fn the_time_to_comply_stands_still_with_the_other_clocks() {
    missed()
        .then("2023-05-24 10:00", Warned, "channel=portal")
        .then("2023-05-25 09:00", ExcuseClaimed, "excuse=illness")
        .then(
            "2023-06-07 09:00",
            ExcuseRefused,
            "excuse=illness by=officer",
        )
        .then(
            "2023-06-08 10:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .expect(&[(
            "2023-06-09 00:00",
            "",
            "exit",
            "no",
            "the time to comply runs until 21 June",
        )]);
}

#[test]
fn each_imposition_has_remedies_of_its_own() {
    // An objection that was rejected before there was anything to object to.
    missed()
        .then("2023-05-01 10:00", Objected, "remedy=objection")
        .then(
            "2023-05-02 10:00",
            ObjectionRejected,
            "remedy=objection by=officer",
        )
        .then("2023-05-24 10:00", Warned, "channel=portal")
        .then(
            "2023-06-10 10:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .then("2023-06-12 10:00", Objected, "remedy=objection effect=exit")
        .expect(&[("2023-06-13 00:00", "", "exit", "no", "stayed since 12 June")]);
    // Told of one ban, and objecting to it, leaves the remedies of the next one whole.
    let next = barred()
        .then("2023-06-10 12:00", Told, "channel=portal")
        .then("2023-06-11 10:00", Objected, "")
        .then("2023-06-12 10:00", ObjectionRejected, "by=officer")
        .then(
            "2023-07-10 10:00",
            Decided,
            "effect=driving outcome=imposed by=officer",
        )
        .then("2023-07-10 11:00", Told, "effect=driving channel=portal");
    assert_eq!(open(&next, "2023-07-11 00:00", "driving"), ["objection"]);
    next.then(
        "2023-07-12 10:00",
        Objected,
        "remedy=objection effect=driving",
    )
    .expect(&[
        ("2023-07-11 00:00", "", "driving", "yes", ""),
        (
            "2023-07-13 00:00",
            "",
            "driving",
            "no",
            "stayed since 12 July",
        ),
    ]);
}

#[test]
fn the_remedies_listed_are_those_that_are_open() {
    assert_eq!(open(&barred(), "2023-06-11 00:00", "exit"), ["objection"]);
    let objected = barred().then("2023-06-12 10:00", Objected, "remedy=objection effect=exit");
    assert!(open(&objected, "2023-06-13 00:00", "exit").is_empty());
    // After the rejection the court is open, for thirty days from then.
    assert_eq!(open(&rejected(), "2023-06-21 00:00", "exit"), ["court"]);
    assert!(open(&rejected(), "2023-07-21 00:00", "exit").is_empty());
}

#[test]
fn a_forgiven_default_is_no_default_to_be_warned_of() {
    missed()
        .then("2023-05-24 10:00", ExcuseClaimed, "excuse=illness")
        .then(
            "2023-05-25 10:00",
            ExcuseAccepted,
            "excuse=illness by=officer",
        )
        .then("2023-05-26 10:00", Warned, "channel=portal")
        .then("2023-06-01 10:00", CauseEnded, "excuse=illness")
        .then(
            "2023-06-20 10:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .expect(&[("2023-06-21 00:00", "", "exit", "no", "was not given")]);
}

#[test]
fn a_service_on_the_wrong_person_never_was_whatever_else_is_said_of_it() {
    let letter = Scene::new("seed/002", "2023-04-16 09:00", "2023-05-22 09:00").then(
        "2023-04-18 12:00",
        Delivered,
        "channel=post",
    );
    let twice = letter
        .then(
            "2023-04-22 12:00",
            Rebutted,
            "channel=post reason=later-receipt",
        )
        .then(
            "2023-04-24 12:00",
            Rebutted,
            "channel=post reason=wrong-person",
        );
    twice.expect(&[("2023-05-01 00:00", "", "exit", "no", "it was rebutted")]);
    // A letter that is delivered properly afterwards serves all the same.
    twice
        .then("2023-04-28 12:00", Delivered, "channel=post")
        .expect(&[("2023-05-01 00:00", "", "exit", "yes", "served on 28 April")]);
}

#[test]
fn of_two_corrections_of_a_correction_one_that_stands_is_enough() {
    for (first, second) in [("e4", "e5"), ("e5", "e4")] {
        let mut scene = Scene::new("seed/002", "2023-04-16 09:00", "2023-05-22 09:00")
            .then("2023-04-17 10:00", Posted, "channel=portal")
            .then("2023-04-25 09:00", Appeared, "")
            .then("2023-04-26 09:00", Corrected, "supersedes=e2")
            .then("2023-04-27 09:00", Corrected, "supersedes=e3")
            .then("2023-04-27 09:00", Corrected, "supersedes=e3");
        first.clone_into(&mut scene.events[3].id);
        second.clone_into(&mut scene.events[4].id);
        scene
            .then("2023-04-28 09:00", Corrected, "supersedes=e4")
            .expect(&[("2023-04-29 00:00", "", "exit", "no", "the matter closed")]);
    }
}

#[test]
fn an_act_that_burdens_has_a_name_and_a_law() {
    // Decided on a day before the law, though recorded later.
    missed()
        .then("2023-05-24 10:00", Warned, "channel=portal")
        .late(
            "2023-04-01 10:00",
            "2023-06-14 10:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .expect(&[(
            "2023-06-15 00:00",
            "",
            "exit",
            "no",
            "nobody has decided it",
        )]);
    let extended = |words: &str| {
        let scene = barred().then("2023-07-05 10:00", Reviewed, words);
        let life = scene.life();
        let as_of = AsOf {
            at: time("2023-07-06 00:00"),
            known_at: None,
        };
        let why = position(&scene.regime, &life, as_of)
            .explain("exit")
            .unwrap();
        why.contains("until 3 October 2023")
    };
    assert!(extended("effect=exit outcome=extended by=court"));
    assert!(!extended("outcome=extended by=court"));
    assert!(!extended("effect=exit outcome=extended"));
}

#[test]
fn a_warning_reaches_only_whom_its_channel_reaches() {
    let mut scene = barred();
    for fact in &mut scene.person.facts {
        if fact.fact == "account" {
            fact.value = writ_law::case::FactValue::Word("none".to_owned());
        }
    }
    scene.events[1] = writ_law::case::Event::new("e2", Delivered, time("2023-04-21 10:00"));
    scene.events[1].channel = Some("post".to_owned());
    scene.expect(&[("2023-06-11 00:00", "", "exit", "no", "was not given")]);
}

#[test]
fn sources_that_all_exclude_are_not_at_odds() {
    Scene::new("seed/002", "2023-04-16 09:00", "2023-05-22 09:00")
        .fact(
            "service",
            "completed",
            "2023-04-16 10:00",
            "2023-04-16 10:00",
        )
        .fact_from(
            "a-made-up-archive",
            "service",
            "serving",
            "2023-04-16 10:00",
            "2023-04-16 10:00",
        )
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .expect(&[("2023-04-18 00:00", "", "exit", "no", "service is none: no")]);
}

#[test]
fn an_old_statement_taken_in_anew_is_not_fresh() {
    let mut scene = Scene::new("seed/002", "2023-04-16 09:00", "2023-05-22 09:00").then(
        "2023-04-17 10:00",
        Posted,
        "channel=portal",
    );
    for fact in &mut scene.person.facts {
        if fact.fact == "fitness" {
            fact.stated_at = Some(time("2022-04-17 12:00"));
        }
    }
    scene.expect(&[
        ("2023-04-17 11:59", "", "exit", "yes", ""),
        (
            "2023-04-17 12:00",
            "",
            "exit",
            "unknown",
            "the fact is stale",
        ),
    ]);
}

#[test]
fn stages_that_chase_one_another_assert_nothing() {
    let text = include_str!("../packs/answer-punished.kdl").replace(
        "stage answered {}\n}\neffect",
        "stage answered { then served on=replied }\n}\neffect",
    );
    assert!(text.contains("then served on=replied"));
    let mut scene = Scene::new("seed/002", "2023-04-16 09:00", "2023-05-22 09:00");
    let file = writ_law::pack::PackFile {
        path: "pack.kdl".to_owned(),
        text,
    };
    let pack = writ_law::pack::PackText {
        name: "chase".to_owned(),
        files: vec![file],
    };
    scene.regime = writ_law::regime::Regime::read(&pack).unwrap();
    scene = scene.then("2023-04-17 10:00", Posted, "channel=portal");
    for _ in 0..1_100 {
        scene = scene.then("2023-04-18 10:00", Replied, "");
    }
    // However long it goes on, coming ends it.
    scene.then("2023-04-20 10:00", Appeared, "").expect(&[(
        "2023-04-21 00:00",
        "",
        "credit",
        "no",
        "the matter closed",
    )]);
}

#[test]
fn what_is_too_much_is_refused_and_not_cut_short() {
    let mut scene = Scene::new("seed/002", "2023-04-16 09:00", "2023-05-22 09:00").then(
        "2023-04-17 10:00",
        Posted,
        "channel=portal",
    );
    let region = scene.person.facts[0].clone();
    scene
        .person
        .facts
        .extend(std::iter::repeat_n(region, 10_000));
    let bound = Life::bind(&scene.regime, &scene.person, &scene.matter, &scene.events);
    assert!(
        bound
            .unwrap_err()
            .to_string()
            .contains("at most 10000 records")
    );

    let mut circle = Scene::new("seed/002", "2023-04-16 09:00", "2023-05-22 09:00")
        .then("2023-04-17 10:00", Corrected, "supersedes=e2")
        .then("2023-04-17 10:00", Corrected, "supersedes=e1");
    let bound = Life::bind(
        &circle.regime,
        &circle.person,
        &circle.matter,
        &circle.events,
    );
    assert!(bound.unwrap_err().to_string().contains("in a circle"));
    circle.events.truncate(1);
    circle.events[0].by = Some(" ".to_owned());
    circle.events[0].supersedes = None;
    circle.events[0].kind = Decided;
    let bound = Life::bind(
        &circle.regime,
        &circle.person,
        &circle.matter,
        &circle.events,
    );
    assert!(
        bound
            .unwrap_err()
            .to_string()
            .contains("the name of whoever did it")
    );
}

#[test]
fn what_the_person_asked_for_is_decided_and_not_corrected_away() {
    for (kind, words) in [
        (Objected, "remedy=objection effect=exit"),
        (ExcuseClaimed, "excuse=illness"),
    ] {
        let scene = barred().then("2023-06-12 10:00", kind, words);
        let own = format!("supersedes={}", scene.events.last().unwrap().id);
        let scene = scene.then("2023-07-12 10:00", Corrected, &own);
        let bound = Life::bind(&scene.regime, &scene.person, &scene.matter, &scene.events);
        assert!(
            bound
                .unwrap_err()
                .to_string()
                .contains("the person's own act")
        );
    }
}
