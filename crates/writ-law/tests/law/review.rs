//! What a defence lawyer asks of waits, claims, exceptions, sanctions and versions: each row is a
//! way in which a person could be wronged.

use super::scene::{Scene, time};
use writ_law::event::EventKind::{
    Absent, AlertFailed, AlertSent, Appeared, CauseEnded, Decided, Delivered, ExcuseAccepted,
    ExcuseClaimed, Judged, NonReceiptClaimed, Objected, Opened, Posted, Rebutted, Replied,
    Returned,
};
use writ_law::life::Life;
use writ_law::pack::{PackFile, PackText};
use writ_law::position::{AsOf, DutyStatus, SanctionStatus, position};
use writ_law::regime::Regime;

const HEAD: &str = r#"
regime "test/review" domain=other { title "Made up for tests" lang=en; status illustrative; zone "Europe/Moscow" }
assume "made up for tests" name=m { affects everything }
fact birth-date type=date    from=civil-registry    fresh-for=(days)36500
fact sex        type=choice  from=civil-registry    fresh-for=(days)365 { values female male }
fact service    type=choice  from=military-register fresh-for=(days)365 { values none serving completed reserve }
fact fitness    type=choice  from=medical-board     fresh-for=(days)365 { values A B V G D }
fact deferment  type=periods from=military-register fresh-for=(days)365
fact account    type=choice  from=portal            fresh-for=(days)365 { values none active }
fact address    type=choice  from=civil-registry    fresh-for=(days)365 { values none unconfirmed confirmed }
calendar "short" covers-from="2023-01-01" covers-until="2023-05-01" { weekend sat sun }
period "ten" n=10 unit=work-days calendar="short" cite=m
category "anyone" cite=m { is sex male }
channel "portal" serves=#true
channel "post" serves=#true
"#;
const PAPER: &str = r#"instrument "call-up" kind=summons cite=m { to "anyone" }
"#;
const PORTAL: &str = r#"service "portal" cite=m { when posted }
"#;
const STAGES: &str = r#"lifecycle "call-up" { stage issued { then served on=served }; stage served {} }
"#;
const EXIT: &str = r#"effect "exit" cite=m { asks border; purpose "leaving"; in served; decided automatic; answer-lives (minutes)15 }
"#;
const ONE: &str = r#"version "1" { in-force from="2023-04-01T00:00"; pending keep-old }
"#;

fn regime(rules: &[&str]) -> Regime {
    let file = PackFile {
        path: "pack.kdl".to_owned(),
        text: format!("{HEAD}{}", rules.join("\n")),
    };
    let pack = PackText {
        name: "review".to_owned(),
        files: vec![file],
    };
    Regime::read(&pack).unwrap()
}

/// A summons of 16 April for a day, under rules made for the row.
fn scene(rules: &[&str], appear: &str) -> Scene {
    let mut scene = Scene::new("seed/002", "2023-04-16 09:00", appear);
    scene.regime = regime(rules);
    scene
}

const LATER: &str = "2023-09-01 09:00";

/// Asks about one measure at instants.
#[track_caller]
fn holds(scene: &Scene, measure: &str, rows: &[(&str, &str)]) {
    for (at, answer) in rows {
        scene.expect(&[(at, "", measure, answer, "")]);
    }
}

fn at(local: &str) -> AsOf {
    AsOf {
        at: time(local),
        known_at: None,
    }
}

#[track_caller]
fn fine(scene: &Scene, local: &str, status: SanctionStatus) {
    let life = scene.life();
    let position = position(&scene.regime, &life, at(local));
    let found = position.sanctions.first().unwrap();
    assert_eq!(found.status, status, "at {local}");
}

const CLAIM: &str = r#"claim non-receipt cite=m { while-undecided suspends; decide-within (days)15 else=ends; decided-by officer }
"#;

#[test]
fn a_letter_that_reached_somebody_else_proves_nothing() {
    let post = r#"service "post" cite=m { when opened; rebutted-by wrong-person then=never }"#;
    let rules = [PAPER, PORTAL, post, STAGES, EXIT, CLAIM, ONE];
    let letter = || {
        scene(&rules, LATER)
            .then("2023-04-17 10:00", Posted, "channel=portal")
            .then("2023-04-20 10:00", Opened, "channel=post")
    };
    let claimed = letter().then("2023-04-25 10:00", NonReceiptClaimed, "");
    holds(&claimed, "exit", &[("2023-04-26 00:00", "yes")]);
    let claimed = letter()
        .then(
            "2023-04-22 10:00",
            Rebutted,
            "channel=post reason=wrong-person",
        )
        .then("2023-04-25 10:00", NonReceiptClaimed, "");
    let rows = [("2023-04-25 09:59", "yes"), ("2023-04-25 10:00", "no")];
    holds(&claimed, "exit", &rows);
    // Nor does such a letter end a claim that was made before.
    let claimed = scene(&rules, LATER)
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-18 10:00", NonReceiptClaimed, "")
        .then("2023-04-20 10:00", Opened, "channel=post")
        .then(
            "2023-04-22 10:00",
            Rebutted,
            "channel=post reason=wrong-person",
        );
    holds(
        &claimed,
        "exit",
        &[("2023-04-21 00:00", "no"), ("2023-04-23 00:00", "no")],
    );
}

#[test]
fn a_copy_after_a_claim_that_was_found_right_serves_again() {
    let judged = scene(&[PAPER, PORTAL, STAGES, EXIT, CLAIM, ONE], LATER)
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-25 10:00", NonReceiptClaimed, "")
        .then(
            "2023-04-28 10:00",
            Judged,
            "reason=non-receipt outcome=yes by=officer",
        );
    holds(
        &judged,
        "exit",
        &[("2023-04-18 00:00", "no"), ("2023-06-01 00:00", "no")],
    );
    let again = judged.then("2023-05-10 10:00", Posted, "channel=portal");
    let rows = [("2023-05-10 09:59", "no"), ("2023-05-10 10:00", "yes")];
    holds(&again, "exit", &rows);
}

#[test]
fn a_rebuttal_is_measured_by_when_the_letter_came() {
    let post = r#"service "post" cite=m { when delivered; rebutted-by wrong-person then=never }"#;
    let letter = scene(&[PAPER, post, STAGES, EXIT, ONE], LATER)
        .late(
            "2023-04-18 10:00",
            "2023-04-18 14:00",
            Delivered,
            "channel=post",
        )
        .late(
            "2023-04-18 10:30",
            "2023-04-20 10:00",
            Rebutted,
            "channel=post reason=wrong-person",
        );
    holds(
        &letter,
        "exit",
        &[("2023-04-19 00:00", "no"), ("2023-04-21 00:00", "no")],
    );
}

#[test]
fn an_alert_that_bounces_after_service_was_no_alert() {
    let portal = r#"service "portal" cite=m { when posted after=(days)2; needs alerts=1 }"#;
    let told = scene(&[PAPER, portal, STAGES, EXIT, ONE], LATER)
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-17 11:00", AlertSent, "channel=portal");
    holds(
        &told,
        "exit",
        &[("2023-04-19 23:59", "no"), ("2023-04-20 00:00", "yes")],
    );
    let failed = told.then("2023-04-20 09:00", AlertFailed, "channel=portal");
    holds(
        &failed,
        "exit",
        &[("2023-04-20 01:00", "no"), ("2023-04-21 00:00", "no")],
    );
    // The failure of a reminder is not the failure of the alert.
    let reminded = scene(&[PAPER, portal, STAGES, EXIT, ONE], LATER)
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-17 11:00", AlertSent, "channel=portal")
        .then("2023-04-25 11:00", AlertSent, "channel=portal")
        .then("2023-04-25 12:00", AlertFailed, "channel=portal");
    holds(&reminded, "exit", &[("2023-04-26 00:00", "yes")]);
}

#[test]
fn back_on_the_last_day_of_a_wait_is_served_on_the_next() {
    let post = r#"service "post" cite=m { when absent on-day=(days)1; rebutted-by absence then=next-day }"#;
    let away = scene(&[PAPER, post, STAGES, EXIT, ONE], LATER)
        .then("2023-04-18 12:00", Absent, "channel=post")
        .then("2023-04-19 20:00", Rebutted, "channel=post reason=absence");
    holds(
        &away,
        "exit",
        &[("2023-04-20 12:00", "no"), ("2023-04-21 00:00", "yes")],
    );
}

#[test]
fn a_copy_that_came_back_serves_from_when_that_was_known() {
    let post = r#"service "post" cite=m { when returned }"#;
    let stages = r#"lifecycle "call-up" {
        stage issued { then served on=served }
        stage served { then late after=(days)5 from=served }
        stage late {}
    }"#;
    let exit = EXIT.replace("in served", "in late");
    let late = scene(&[PAPER, post, stages, &exit, ONE], LATER).late(
        "2023-04-18 10:00",
        "2023-05-01 10:00",
        Returned,
        "channel=post",
    );
    let rows = [
        ("2023-05-02 00:00", "no"),
        ("2023-05-06 23:59", "no"),
        ("2023-05-07 00:00", "yes"),
    ];
    holds(&late, "exit", &rows);
}

#[test]
fn a_judgement_by_somebody_else_is_none() {
    let rules = r#"judgement "expected" by=court cite=m
    service "portal" cite=m { when posted; needs judged="expected" }"#;
    let posted = |words: &str, then: &str| {
        scene(&[PAPER, rules, STAGES, EXIT, ONE], LATER)
            .then("2023-04-16 10:00", Judged, words)
            .then("2023-04-16 11:00", Judged, then)
            .then("2023-04-17 10:00", Posted, "channel=portal")
    };
    let court = "reason=expected outcome=yes by=court";
    let officer = "reason=expected outcome=yes by=officer";
    let never = "reason=expected outcome=no by=court";
    for (first, second, answer) in [
        (officer, officer, "no"),
        (court, officer, "yes"),
        (court, never, "no"),
        (never, officer, "no"),
    ] {
        holds(
            &posted(first, second),
            "exit",
            &[("2023-04-18 00:00", answer)],
        );
    }
}

const ILLNESS: &str = r#"excuse "illness" cite=m { then-appear-within (days)7 from=cause-ended; while-undecided suspends; decided-by officer }
"#;

#[test]
fn an_accepted_excuse_starts_the_senders_clock_anew() {
    let portal = r#"service "portal" cite=m { when posted; sender posted }"#;
    let exit = EXIT.replace("in served", "in late");
    for from in ["sender", "statute", "served"] {
        let stages = r#"lifecycle "call-up" {
            stage issued { then served on=served }
            stage served { then late after=(days)40 from=FROM }
            stage late {}
        }"#;
        let stages = stages.replace("FROM", from);
        let excused = scene(
            &[PAPER, portal, &stages, &exit, ILLNESS, ONE],
            "2023-05-05 09:00",
        )
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-05-20 10:00", ExcuseClaimed, "excuse=illness")
        .then(
            "2023-05-30 10:00",
            ExcuseAccepted,
            "excuse=illness by=officer",
        )
        .then("2023-06-01 10:00", CauseEnded, "excuse=illness");
        let rows = [
            ("2023-06-20 00:00", "no"),
            ("2023-07-18 23:59", "no"),
            ("2023-07-19 00:00", "yes"),
        ];
        holds(&excused, "exit", &rows);
    }
}

#[test]
fn each_excuse_sets_a_day_of_its_own() {
    let paper =
        r#"instrument "call-up" kind=summons cite=m { to "anyone"; offers illness times=2 }"#;
    let once = || {
        scene(&[paper, PORTAL, STAGES, EXIT, ILLNESS, ONE], LATER)
            .then("2023-04-17 10:00", Posted, "channel=portal")
            .then("2023-05-01 10:00", ExcuseClaimed, "excuse=illness")
    };
    let twice = once()
        .then(
            "2023-05-02 10:00",
            ExcuseAccepted,
            "excuse=illness by=officer",
        )
        .then("2023-05-05 10:00", CauseEnded, "excuse=illness")
        .then("2023-05-10 10:00", ExcuseClaimed, "excuse=illness")
        .then(
            "2023-05-11 10:00",
            ExcuseAccepted,
            "excuse=illness by=officer",
        );
    holds(&twice, "exit", &[("2023-06-01 00:00", "no")]);
    let well = twice.then("2023-06-10 10:00", CauseEnded, "excuse=illness");
    holds(
        &well,
        "exit",
        &[("2023-06-17 23:59", "no"), ("2023-06-18 00:00", "yes")],
    );
    // What the authority takes to decide is not taken from the person's days.
    let slow = once()
        .then("2023-05-03 10:00", CauseEnded, "excuse=illness")
        .then(
            "2023-05-20 10:00",
            ExcuseAccepted,
            "excuse=illness by=officer",
        );
    holds(
        &slow,
        "exit",
        &[("2023-05-27 12:00", "no"), ("2023-06-01 00:00", "yes")],
    );
}

#[test]
fn who_is_served_late_can_still_be_excused() {
    let duty = r#"duty "appear" cite=m { from served; by appear-at; met-by appeared; if-late within=(weeks)2 }"#;
    let excuse = r#"excuse "illness" cite=m { claim-within (days)3 from=appear-at; while-undecided suspends; decided-by officer }"#;
    let late = scene(
        &[PAPER, PORTAL, STAGES, EXIT, duty, excuse, ONE],
        "2023-04-18 09:00",
    )
    .then("2023-04-25 10:00", Posted, "channel=portal")
    .then("2023-05-01 10:00", ExcuseClaimed, "excuse=illness");
    let rows = [("2023-04-30 00:00", "yes"), ("2023-05-02 00:00", "no")];
    holds(&late, "exit", &rows);
}

#[test]
fn a_duty_without_a_day_for_the_late_leaves_nothing_to_obey() {
    let duties = r#"duty "appear" cite=m { from served; by appear-at; met-by appeared; if-late within=(weeks)2 }
    duty "bring" cite=m { from served; by appear-at; met-by replied }"#;
    let late = scene(
        &[PAPER, PORTAL, STAGES, EXIT, duties, ONE],
        "2023-04-18 09:00",
    )
    .then("2023-04-25 10:00", Posted, "channel=portal");
    let life = late.life();
    let position = position(&late.regime, &life, at("2023-04-26 00:00"));
    let found: Vec<_> = position.duties.iter().map(|it| it.status).collect();
    assert_eq!(found, [DutyStatus::Open, DutyStatus::Void]);
}

#[test]
fn an_exception_whose_end_no_calendar_tells_goes_on() {
    let exception = r#"exception "urgent" cite=m { from "exit"; decide-within (hours)48 else=grants; lasts "ten"; decided-by officer }"#;
    let asked = scene(&[PAPER, PORTAL, STAGES, EXIT, exception, ONE], LATER)
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-25 10:00", ExcuseClaimed, "excuse=urgent");
    let rows = [
        ("2023-04-27 09:59", "yes"),
        ("2023-04-27 10:00", "no"),
        ("2023-06-01 00:00", "no"),
    ];
    holds(&asked, "exit", &rows);
}

#[test]
fn silence_on_a_remedy_that_does_not_stay_ends_the_effect() {
    let remedy = r#"remedy "objection" cite=m { against "exit"; open-for (days)30 from=told; stays #false; decide-within (days)5 else=ends }"#;
    let objected = scene(&[PAPER, PORTAL, STAGES, EXIT, remedy, ONE], LATER)
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-18 10:00", Objected, "remedy=objection");
    let rows = [
        ("2023-04-23 23:59", "yes"),
        ("2023-04-24 00:00", "no"),
        ("2023-08-01 00:00", "no"),
    ];
    holds(&objected, "exit", &rows);
}

const FINE: &str = r#"sanction "fine" cite=m { in served; decided court }
"#;

#[test]
fn nobody_is_punished_once_the_matter_is_over() {
    let imposed = "reason=fine outcome=imposed by=court";
    let posted = || {
        scene(&[PAPER, PORTAL, STAGES, EXIT, FINE, ONE], LATER).then(
            "2023-04-17 10:00",
            Posted,
            "channel=portal",
        )
    };
    let over =
        posted()
            .then("2023-04-20 10:00", Appeared, "")
            .then("2023-04-25 10:00", Decided, imposed);
    fine(&over, "2023-04-19 00:00", SanctionStatus::Open);
    fine(&over, "2023-04-26 00:00", SanctionStatus::No);
    let before =
        posted()
            .then("2023-04-18 10:00", Decided, imposed)
            .then("2023-04-20 10:00", Appeared, "");
    fine(&before, "2023-04-26 00:00", SanctionStatus::Imposed);
    // Decided by whom it is not for, or on a day before the law.
    let officer = posted().then(
        "2023-04-18 10:00",
        Decided,
        "reason=fine outcome=imposed by=officer",
    );
    fine(&officer, "2023-04-19 00:00", SanctionStatus::Open);
    let early = posted().late("2023-03-18 10:00", "2023-04-18 10:00", Decided, imposed);
    fine(&early, "2023-04-19 00:00", SanctionStatus::Open);
}

#[test]
fn a_punishment_is_judged_by_what_was_known_when_it_was_imposed() {
    let twice = r#"sanction "fine" cite=m { in served; decided court; count 2 within=(years)2 of=deferment }"#;
    let rules = [PAPER, PORTAL, STAGES, EXIT, twice, ONE];
    let imposed = "reason=fine outcome=imposed by=court";
    let (before, after) = ("2022-10-03/2022-10-05", "2023-04-28 10:00");
    // Recorded only after the court decided: it may decide again, but it has not.
    let told = scene(&rules, LATER)
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-25 10:00", Decided, imposed)
        .fact("deferment", before, "2023-04-17 09:00", after);
    fine(&told, "2023-04-26 00:00", SanctionStatus::No);
    fine(&told, "2023-04-29 00:00", SanctionStatus::Open);
    // Known then, and gone stale since: what was imposed stays imposed.
    let stale = scene(&rules, LATER)
        .fact("deferment", before, "2023-04-16 10:00", "2023-04-16 10:00")
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-25 10:00", Decided, imposed);
    fine(&stale, "2024-12-01 00:00", SanctionStatus::Imposed);
    // Hearsay punishes nobody.
    let mut hearsay = scene(&rules, LATER);
    hearsay.person.facts.retain(|it| it.fact != "deferment");
    let hearsay = hearsay
        .fact_from(
            "made-up-neighbour",
            "deferment",
            before,
            "2023-04-16 10:00",
            "2023-04-16 10:00",
        )
        .then("2023-04-17 10:00", Posted, "channel=portal");
    fine(&hearsay, "2023-04-18 00:00", SanctionStatus::Unknown);
}

const OLD: &str = r#"version "1" { in-force from="2023-04-01T00:00" until="2023-05-01T00:00" }
"#;

/// A second version, from 1 May.
fn second(pending: &str, rules: &str) -> String {
    format!(
        "{OLD}version \"2\" cite=m {{ in-force from=\"2023-05-01T00:00\"; pending {pending}; {rules} }}"
    )
}

const DRIVING: &str = r#"effect "driving" cite=m { asks licensing; purpose "driving"; in issued served; decided automatic; answer-lives (hours)1 }"#;

#[test]
fn a_later_copy_does_not_bring_a_later_law() {
    let post = r#"service "post" cite=m { when delivered }"#;
    let law = second("keep-old", DRIVING);
    let served = scene(&[PAPER, PORTAL, post, STAGES, EXIT, &law], LATER)
        .then("2023-04-18 10:00", Delivered, "channel=post")
        .then("2023-05-10 10:00", Posted, "channel=portal");
    holds(&served, "exit", &[("2023-05-11 00:00", "yes")]);
    holds(
        &served,
        "driving",
        &[("2023-04-19 00:00", "no"), ("2023-05-11 00:00", "no")],
    );
}

#[test]
fn an_effect_before_service_does_not_hold_before_its_law() {
    let law = second("keep-old", DRIVING);
    let posted = scene(&[PAPER, PORTAL, STAGES, EXIT, &law], LATER).then(
        "2023-05-10 10:00",
        Posted,
        "channel=portal",
    );
    holds(
        &posted,
        "driving",
        &[("2023-04-20 00:00", "no"), ("2023-05-11 00:00", "yes")],
    );
}

#[test]
fn a_claim_that_a_later_law_gives_holds_off_what_an_earlier_one_began() {
    let law = second("switch", CLAIM);
    let posted = || {
        scene(&[PAPER, PORTAL, STAGES, EXIT, &law], LATER)
            .then("2023-04-18 10:00", Posted, "channel=portal")
            .then("2023-05-10 10:00", NonReceiptClaimed, "")
    };
    holds(
        &posted(),
        "exit",
        &[("2023-05-09 00:00", "yes"), ("2023-05-11 00:00", "no")],
    );
    let right = posted().then(
        "2023-05-12 10:00",
        Judged,
        "reason=non-receipt outcome=yes by=officer",
    );
    holds(
        &right,
        "exit",
        &[("2023-04-20 00:00", "no"), ("2023-05-13 00:00", "no")],
    );
    let wrong = posted().then(
        "2023-05-12 10:00",
        Judged,
        "reason=non-receipt outcome=no by=officer",
    );
    holds(&wrong, "exit", &[("2023-05-12 10:00", "yes")]);
}

#[test]
fn an_appeal_that_a_later_law_gives_can_be_made() {
    let law = second(
        "switch",
        r#"remedy "objection" cite=m { against "exit"; open-for (days)30 from=told; stays #true; decide-within (days)15 else=ends; then court }"#,
    );
    let appealed = scene(&[PAPER, PORTAL, STAGES, EXIT, &law], LATER)
        .then("2023-05-10 10:00", Posted, "channel=portal")
        .then("2023-05-11 10:00", Objected, "remedy=court");
    let bound = Life::bind(
        &appealed.regime,
        &appealed.person,
        &appealed.matter,
        &appealed.events,
    );
    assert!(bound.is_ok(), "{bound:?}");
}

#[test]
fn a_duty_of_statute_goes_by_the_law_of_the_day() {
    let law = second(
        "keep-old",
        r#"duty "report" cite=m { upon "anyone"; from statute; within (weeks)2; met-by replied }"#,
    );
    let posted = scene(&[PAPER, PORTAL, STAGES, EXIT, &law], LATER).then(
        "2023-04-18 10:00",
        Posted,
        "channel=portal",
    );
    let life = posted.life();
    let before = position(&posted.regime, &life, at("2023-04-30 00:00"));
    assert!(before.duties.is_empty());
    let after = position(&posted.regime, &life, at("2023-05-02 00:00"));
    assert_eq!(after.duties.first().unwrap().status, DutyStatus::Open);
}

#[test]
fn where_two_courses_differ_the_milder_holds_to_the_end() {
    let stages = r#"lifecycle "call-up" {
        stage issued { then served on=served }
        stage served { then late after=(days)20 from=served }
        stage late {}
    }"#;
    let exit = EXIT.replace("in served", "in late");
    let law = second("keep-old-unless-milder", "repeal effect=\"exit\"");
    let posted = scene(&[PAPER, PORTAL, stages, &exit, &law], LATER).then(
        "2023-04-18 10:00",
        Posted,
        "channel=portal",
    );
    holds(
        &posted,
        "exit",
        &[("2023-05-10 00:00", "no"), ("2023-08-10 00:00", "no")],
    );
    let life = posted.life();
    let next = position(&posted.regime, &life, at("2024-11-11 00:00")).next_change;
    assert!(
        next.is_none_or(|next| next < time("2300-01-01 00:00")),
        "{next:?}"
    );
}

#[test]
fn who_is_not_fined_is_not_thereby_free_of_everything() {
    let posted = scene(&[PAPER, PORTAL, STAGES, EXIT, FINE, ONE], LATER)
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then(
            "2023-04-18 10:00",
            Decided,
            "reason=fine outcome=imposed by=court",
        )
        .then(
            "2023-04-20 10:00",
            Decided,
            "reason=fine outcome=ended by=court",
        );
    fine(&posted, "2023-04-19 00:00", SanctionStatus::Imposed);
    fine(&posted, "2023-04-21 00:00", SanctionStatus::Open);
    holds(&posted, "exit", &[("2023-04-21 00:00", "yes")]);
    let ended = posted.then("2023-04-22 10:00", Decided, "outcome=ended by=court");
    holds(&ended, "exit", &[("2023-04-23 00:00", "no")]);
}

#[test]
fn a_duty_that_was_met_does_not_begin_anew_with_a_law_that_leaves_it_alone() {
    let duty =
        r#"duty "report" cite=m { upon "anyone"; from statute; within (weeks)2; met-by replied }"#;
    let changed = duty.replace("(weeks)2", "(weeks)3");
    for (rules, found) in [(DRIVING, DutyStatus::Met), (&changed, DutyStatus::Open)] {
        let law = second("keep-old", rules);
        let told = scene(&[PAPER, PORTAL, STAGES, EXIT, duty, &law], LATER)
            .then("2023-04-17 10:00", Posted, "channel=portal")
            .then("2023-04-20 10:00", Replied, "");
        let life = told.life();
        let position = position(&told.regime, &life, at("2023-05-02 00:00"));
        assert_eq!(position.duties.first().unwrap().status, found);
    }
}

#[test]
fn the_order_of_arrival_and_the_names_of_events_change_nothing() {
    let post = r#"service "post" cite=m { when absent after=(days)2; needs attempts=2 apart=(days)3; sender dispatched }"#;
    let paper =
        r#"instrument "call-up" kind=summons cite=m { to "anyone"; first-contact by "post" }"#;
    let told = || {
        scene(&[paper, PORTAL, post, STAGES, EXIT, CLAIM, ONE], LATER)
            .then("2023-04-17 10:00", Posted, "channel=post")
            .then("2023-04-17 10:00", Posted, "channel=portal")
            .then("2023-04-18 10:00", Absent, "channel=post")
            .then("2023-04-21 10:00", Absent, "channel=post")
            .then("2023-04-22 10:00", NonReceiptClaimed, "")
            .then(
                "2023-04-25 10:00",
                Judged,
                "reason=non-receipt outcome=yes by=officer channel=portal",
            )
    };
    let count = told().events.len();
    for turn in 0..count {
        let mut turned = told();
        turned.events.rotate_left(turn);
        for (place, event) in turned.events.iter_mut().enumerate() {
            event.id = format!("x{place}");
        }
        // Until the claim was found right it held everything off.
        let rows = [
            ("2023-04-18 00:00", "no"),
            ("2023-04-25 09:59", "no"),
            ("2023-04-25 10:00", "yes"),
        ];
        holds(&turned, "exit", &rows);
        let life = turned.life();
        let end = position(&turned.regime, &life, at("2023-04-26 00:00"));
        assert_eq!(end.served().unwrap().1, "post");
    }
}

#[test]
fn what_came_before_service_is_no_proof_against_a_claim() {
    let post = r#"service "post" cite=m { when delivered after=(days)3 }"#;
    let rules = [PAPER, PORTAL, post, STAGES, EXIT, CLAIM, ONE];
    let claimed = || {
        scene(&rules, LATER)
            .then("2023-04-17 10:00", Delivered, "channel=post")
            .then("2023-04-25 10:00", NonReceiptClaimed, "")
    };
    let rows = [("2023-04-25 09:00", "yes"), ("2023-04-26 00:00", "no")];
    holds(&claimed(), "exit", &rows);
    let proved = claimed().then("2023-04-27 10:00", Opened, "channel=post");
    holds(&proved, "exit", &[("2023-04-27 10:00", "yes")]);
}

#[test]
fn past_the_calendar_a_stage_may_have_been_left() {
    let calendar = r#"period "month" n=1 unit=months calendar="short" cite=m month-end=clamp"#;
    let stages = r#"lifecycle "call-up" { stage issued { then served on=served }; stage served { then late after="month" from=served }; stage late {} }"#;
    let told = scene(&[calendar, PAPER, PORTAL, stages, EXIT, ONE], LATER).then(
        "2023-04-17 10:00",
        Posted,
        "channel=portal",
    );
    let rows = [("2023-04-30 23:00", "yes"), ("2023-05-01 00:00", "unknown")];
    holds(&told, "exit", &rows);
}

#[test]
fn hours_that_are_over_leave_the_rest_of_the_day_and_it_stands_still() {
    let stages = r#"lifecycle "call-up" { stage issued { then served on=served }; stage served { then late missed="report" }; stage late {} }"#;
    let exit = r#"effect "exit" cite=m { asks border; purpose "leaving"; in served late; decided automatic; answer-lives (minutes)15 }"#;
    let late = r#"effect "driving" cite=m { asks border; purpose "leaving"; in late; decided automatic; answer-lives (minutes)15 }"#;
    let duty = r#"duty "report" cite=m { from served; within (hours)24; met-by replied }"#;
    let remedy = r#"remedy "objection" cite=m { against "exit"; open-for (days)10 from=told; stays #true; decide-within (days)8 else=ends }"#;
    let rules = [PAPER, PORTAL, stages, exit, late, duty, remedy, ONE];
    let told = || scene(&rules, LATER).then("2023-04-17 10:00", Posted, "channel=portal");
    let rows = [("2023-04-18 23:59", "no"), ("2023-04-19 00:00", "yes")];
    holds(&told(), "driving", &rows);
    let stayed = told().then("2023-04-18 20:00", Objected, "effect=exit");
    let rows = [("2023-04-19 00:00", "no"), ("2023-04-26 12:00", "no")];
    holds(&stayed, "driving", &rows);
}

#[test]
fn nobody_is_punished_who_was_not_served() {
    // The clock of the date runs for everybody; the punishment is for those who were served.
    let stages = r#"lifecycle "call-up" cite=m {
    stage issued { then served on=served; then gone after=(days)1 from=appear-at }
    stage served { then gone after=(days)1 from=appear-at }
    stage gone {}
}"#;
    let gone = r#"sanction "fine" cite=m { in gone; decided court }"#;
    let imposed = "reason=fine outcome=imposed by=court";
    let unserved = scene(&[PAPER, stages, gone, ONE], LATER);
    fine(&unserved, "2023-09-10 00:00", SanctionStatus::No);
    let decided = unserved.then("2023-09-11 10:00", Decided, imposed);
    fine(&decided, "2023-09-12 00:00", SanctionStatus::No);
    let served = scene(&[PAPER, PORTAL, stages, gone, ONE], LATER).then(
        "2023-04-17 10:00",
        Posted,
        "channel=portal",
    );
    fine(&served, "2023-09-10 00:00", SanctionStatus::Open);
}
