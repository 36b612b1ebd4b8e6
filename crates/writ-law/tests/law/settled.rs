//! Where an independent model of the law once said something else and the texts bore it out: each
//! case is also kept, as it was found, in `peers/model/found`.

use super::scene::{Scene, time};
use writ_law::event::EventKind::{
    CauseEnded, Delivered, ExcuseAccepted, ExcuseClaimed, ExcuseRefused, NonReceiptClaimed,
    Objected, ObjectionRejected, Opened, Posted, Rebutted, Told,
};
use writ_law::pack::{PackFile, PackText};
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;

const HEAD: &str = r#"
regime "test/settled" domain=other { title "Made up for tests" lang=en; status illustrative; zone "ZONE" }
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
window "spring" from="--04-01" until="--04-20" cite=m
channel "portal" serves=#true { by officer }
channel "post" serves=#true
excuse "hardship" cite=m { while-undecided suspends; decided-by officer }
"#;
const PAPER: &str = r#"instrument "call-up" kind=summons cite=m { to "anyone" }"#;
const IN_SPRING: &str =
    r#"instrument "call-up" kind=summons cite=m { to "anyone"; window "spring" }"#;
const SERVICE: &str = r#"
service "portal" cite=m { when posted }
service "post" cite=m { when delivered }
"#;
const STAGES: &str =
    r#"lifecycle "call-up" { stage issued { then served on=served }; stage served {} }"#;
const EXIT: &str = r#"effect "exit" cite=m { asks border; purpose "leaving"; in served; decided automatic; answer-lives (minutes)15 }"#;
const ONE: &str = r#"version "1" { in-force from="2023-04-01T00:00"; pending keep-old }"#;

/// A summons under rules made for the row, issued and to be obeyed at local times of Moscow.
fn scene(zone: &str, rules: &[&str], (issued, appear): (&str, &str)) -> Scene {
    let file = PackFile {
        path: "pack.kdl".to_owned(),
        text: format!("{}{}", HEAD.replace("ZONE", zone), rules.join("\n")),
    };
    let pack = PackText {
        name: "settled".to_owned(),
        files: vec![file],
    };
    let mut scene = Scene::new("seed/002", issued, appear);
    scene.regime = Regime::read(&pack).unwrap();
    scene
}

const SPRING_2023: (&str, &str) = ("2023-04-16 09:00", "2023-09-01 09:00");

fn moscow(rules: &[&str]) -> Scene {
    scene("Europe/Moscow", rules, SPRING_2023)
}

#[track_caller]
fn holds(scene: &Scene, rows: &[(&str, &str)]) {
    let rows: Vec<_> = rows
        .iter()
        .map(|(at, answer)| (*at, "", "exit", *answer, ""))
        .collect();
    scene.expect(&rows);
}

#[test]
fn a_copy_posted_outside_the_windows_serves_nothing_beside_one_inside() {
    let rules = [IN_SPRING, SERVICE, STAGES, EXIT, ONE];
    // The copy of the 17th was entered by nobody who may; that of the 25th came too late.
    let entered = |by: &str| {
        moscow(&rules)
            .then("2023-04-17 10:00", Posted, &format!("channel=portal{by}"))
            .then("2023-04-25 10:00", Posted, "channel=portal by=officer")
    };
    holds(&entered(" by=officer"), &[("2023-04-26 00:00", "yes")]);
    holds(&entered(""), &[("2023-04-26 00:00", "no")]);
}

#[test]
fn what_is_delivered_is_the_copy_that_was_posted_last() {
    let letter = moscow(&[IN_SPRING, SERVICE, STAGES, EXIT, ONE]).then(
        "2023-04-17 10:00",
        Posted,
        "channel=post",
    );
    let once = letter.then("2023-04-26 10:00", Delivered, "channel=post");
    holds(&once, &[("2023-04-26 10:00", "yes")]);
    let letters = moscow(&[IN_SPRING, SERVICE, STAGES, EXIT, ONE])
        .then("2023-04-17 10:00", Posted, "channel=post")
        .then("2023-04-25 10:00", Posted, "channel=post")
        .then("2023-04-26 10:00", Delivered, "channel=post");
    holds(&letters, &[("2023-04-26 10:00", "no")]);
    // The same of a copy that was posted in a gap between versions.
    let gap = r#"
version "1" { in-force from="2023-04-01T00:00" until="2023-05-01T00:00"; pending keep-old }
version "2" { in-force from="2023-05-10T00:00"; pending keep-old }"#;
    for (second, answer) in [("2023-04-18 10:00", "yes"), ("2023-05-05 10:00", "no")] {
        let letters = moscow(&[PAPER, SERVICE, STAGES, EXIT, gap])
            .then("2023-04-17 10:00", Posted, "channel=post")
            .then(second, Posted, "channel=post")
            .then("2023-05-12 10:00", Delivered, "channel=post");
        holds(&letters, &[("2023-05-12 10:00", answer)]);
    }
}

#[test]
fn a_duty_that_would_begin_without_a_law_does_not_begin() {
    let gap = r#"
version "1" { in-force from="2023-04-01T00:00" until="2023-05-01T00:00"; pending keep-old }
version "2" { in-force from="2023-05-10T00:00"; pending keep-old }"#;
    let rows = [
        (r#"from day "2023-03-31""#, "2023-04-17 10:00", false),
        (r#"from day "2023-04-01""#, "2023-04-17 10:00", true),
        (r#"from day "2023-05-01""#, "2023-05-12 10:00", false),
        (r#"from day "2023-05-10""#, "2023-05-12 10:00", true),
        (r#"from window "spring""#, "2023-04-17 10:00", true),
        (r#"from window "early""#, "2023-04-17 10:00", false),
    ];
    let early = r#"window "early" from="--03-20" until="--04-20" cite=m"#;
    for (from, at, begins) in rows {
        let duty = format!(
            r#"duty "report" cite=m {{ upon "anyone"; {from}; within (days)20; met-by replied }}"#
        );
        let everybody = moscow(&[PAPER, SERVICE, STAGES, early, &duty, gap]);
        let life = everybody.life();
        let as_of = AsOf {
            at: time(at),
            known_at: None,
        };
        let position = position(&everybody.regime, &life, as_of);
        let open = position.duties.iter().any(|it| it.duty == "report");
        assert_eq!(open, begins, "{from} at {at}");
    }
}

#[test]
fn a_limit_runs_from_when_a_calendar_leaves_the_stage_open() {
    let stages = r#"lifecycle "call-up" {
        stage issued { then served on=served }
        stage served { then late after="ten" from=served }
        stage late {}
    }"#;
    let exit = EXIT.replace("in served", "in late");
    let limit = r#"limit "exit" longest=(days)5 unless=reviewed cite=m"#;
    let after_the_calendar = moscow(&[PAPER, SERVICE, stages, &exit, limit, ONE]).then(
        "2023-05-02 10:00",
        Posted,
        "channel=portal by=officer",
    );
    holds(
        &after_the_calendar,
        &[
            ("2023-05-02 09:59", "no"),
            ("2023-05-02 10:00", "unknown"),
            ("2023-05-06 23:59", "unknown"),
            ("2023-05-07 00:00", "no"),
        ],
    );
}

#[test]
fn a_day_that_begins_at_one_o_clock_is_no_day_that_was_begun() {
    // In Cairo clocks went from 00:00 to 01:00 on 25 April 2025, and since then they show what
    // Moscow's show.
    let version = r#"version "1" { in-force from="2025-04-01T00:00"; pending keep-old }"#;
    let late = |term: &str| {
        let stages = r#"lifecycle "call-up" {
            stage issued { then served on=served }
            stage served { then late after=TERM from=served }
            stage late {}
        }"#;
        let exit = EXIT.replace("in served", "in late");
        let stages = stages.replace("TERM", term);
        let dates = ("2025-04-14 09:00", "2025-09-01 09:00");
        let rules = [PAPER, SERVICE, &stages, &exit, version];
        scene("Africa/Cairo", &rules, dates).then(
            "2025-04-14 11:00",
            Posted,
            "channel=portal by=officer",
        )
    };
    // Three days end on the 18th at 00:00, and the claim holds them up for seven days.
    let held_up = late("(days)3")
        .then("2025-04-16 11:00", ExcuseClaimed, "excuse=hardship")
        .then(
            "2025-04-23 11:00",
            ExcuseRefused,
            "excuse=hardship by=officer",
        );
    holds(
        &held_up,
        &[("2025-04-25 00:59", "no"), ("2025-04-25 01:00", "yes")],
    );
    // Hours that end with a day by chance end when they are over.
    let hours = late("(hours)38")
        .then("2025-04-15 11:00", ExcuseClaimed, "excuse=hardship")
        .then(
            "2025-04-15 16:00",
            ExcuseRefused,
            "excuse=hardship by=officer",
        );
    holds(
        &hours,
        &[("2025-04-16 05:59", "no"), ("2025-04-16 06:00", "yes")],
    );
}

#[test]
fn the_next_excuse_can_be_claimed_until_after_the_day_that_the_last_one_set() {
    let paper =
        r#"instrument "call-up" kind=summons cite=m { to "anyone"; offers illness times=2 }"#;
    let illness = r#"excuse "illness" cite=m {
        claim-within (days)3 from=appear-at
        then-appear-within (days)7 from=cause-ended
        while-undecided suspends
        decided-by officer
    }"#;
    let rules = [paper, SERVICE, STAGES, EXIT, illness, ONE];
    let dates = ("2023-04-16 09:00", "2023-05-01 09:00");
    let excused = || {
        scene("Europe/Moscow", &rules, dates)
            .then("2023-04-17 10:00", Posted, "channel=portal by=officer")
            .then("2023-05-01 08:00", ExcuseClaimed, "excuse=illness")
            .then(
                "2023-05-02 10:00",
                ExcuseAccepted,
                "excuse=illness by=officer",
            )
            .then("2023-05-10 10:00", CauseEnded, "excuse=illness")
    };
    // The cause ended on the 10th, and the new day is the 17th. The three days in which the next one
    // can be claimed run from there.
    let rows = [("2023-05-17 12:00", "no"), ("2023-05-18 00:00", "yes")];
    holds(&excused(), &rows);
    let rows = [("2023-05-20 12:00", "no"), ("2023-05-24 12:00", "no")];
    holds(
        &excused().then("2023-05-20 10:00", ExcuseClaimed, "excuse=illness"),
        &rows,
    );
    let rows = [("2023-05-24 12:00", "yes")];
    holds(
        &excused().then("2023-05-21 00:00", ExcuseClaimed, "excuse=illness"),
        &rows,
    );
}

#[test]
fn what_ended_under_the_version_that_was_known_to_govern_stays_ended() {
    let exit = EXIT.replace("in served", "in issued served");
    let limit = r#"limit "exit" longest=(days)5 unless=reviewed cite=m"#;
    let versions = r#"
version "1" { in-force from="2023-04-01T00:00"; pending keep-old }
version "2" { in-force from="2023-04-20T00:00"; pending keep-old }"#;
    let rules = [PAPER, SERVICE, STAGES, &exit, limit, versions];
    // Before the copy of the 23rd the matter went by the version of its issue.
    let copy = moscow(&rules).then("2023-04-23 10:00", Posted, "channel=portal by=officer");
    copy.expect(&[
        ("2023-04-18 00:00", "2023-04-18 00:00", "exit", "yes", ""),
        ("2023-04-22 00:00", "2023-04-22 00:00", "exit", "no", ""),
        ("2023-04-22 00:00", "", "exit", "no", ""),
    ]);
}

#[test]
fn what_is_granted_again_is_off_until_the_later_end() {
    let trip = |lasts: &str| {
        format!(
            r#"exception "trip" cite=m {{ from "exit"; decide-within (hours)48 else=refuses; lasts {lasts}; decided-by officer }}"#
        )
    };
    let versions = format!(
        r#"version "1" {{ in-force from="2023-04-01T00:00"; pending keep-old }}
version "2" {{ in-force from="2023-04-22T00:00"; pending switch; {} }}"#,
        trip("(days)2")
    );
    let first = trip("(days)10");
    let granted = |again: &str| {
        moscow(&[PAPER, SERVICE, STAGES, EXIT, &first, &versions])
            .then("2023-04-17 10:00", Posted, "channel=portal by=officer")
            .then("2023-04-20 10:00", ExcuseAccepted, "excuse=trip by=officer")
            .then(again, ExcuseAccepted, "excuse=trip by=officer")
    };
    // Ten days from the 20th, whatever the shorter grant of the later law says; two from the 30th.
    let early = granted("2023-04-24 10:00");
    holds(
        &early,
        &[("2023-04-30 23:59", "no"), ("2023-05-01 00:00", "yes")],
    );
    let late = granted("2023-04-30 10:00");
    holds(
        &late,
        &[("2023-05-02 23:59", "no"), ("2023-05-03 00:00", "yes")],
    );
}

#[test]
fn a_copy_that_never_served_does_not_prove_receipt() {
    let service = r#"
service "portal" cite=m { when posted }
service "post" cite=m { when opened; rebutted-by absence then=next-day within=(days)5; wrong-person then=never }"#;
    let claim = "claim non-receipt cite=m { while-undecided suspends; decide-within (days)15 else=ends; decided-by officer }";
    let claimed = || {
        moscow(&[PAPER, service, STAGES, EXIT, claim, ONE])
            .then("2023-04-17 10:00", Posted, "channel=portal by=officer")
            .then("2023-04-20 10:00", Opened, "channel=post")
            .then("2023-04-22 10:00", NonReceiptClaimed, "")
    };
    // What was opened answers the claim, unless somebody else took it, or the person came back
    // only after the five days, of which 25 April is the last.
    holds(&claimed(), &[("2023-04-28 10:00", "yes")]);
    let rows = [
        ("2023-04-23 10:00", "reason=wrong-person", "no"),
        (
            "2023-04-23 10:00",
            "reason=wrong-person channel=portal",
            "yes",
        ),
        ("2023-04-25 23:59", "reason=absence channel=post", "yes"),
        ("2023-04-26 00:00", "reason=absence channel=post", "no"),
    ];
    for (at, words, answer) in rows {
        let rebutted = claimed().then(at, Rebutted, words);
        holds(&rebutted, &[("2023-04-28 10:00", answer)]);
    }
}

#[test]
fn of_several_rebuttals_the_one_counts_by_which_it_served_last() {
    let service = r#"
service "portal" cite=m { when posted }
service "post" cite=m { when delivered; rebutted-by absence then=next-day; outage then=that-day; wrong-person then=never }"#;
    let rebutted = |outage: &str| {
        moscow(&[PAPER, service, STAGES, EXIT, ONE])
            .then("2023-04-17 10:00", Delivered, "channel=post")
            .then("2023-04-19 14:30", Rebutted, "reason=absence")
            .then(outage, Rebutted, "reason=outage")
    };
    // Back on the 19th, the person was served at the end of the 20th.
    for outage in ["2023-04-18 12:00", "2023-04-19 14:30", "2023-04-20 12:00"] {
        holds(
            &rebutted(outage),
            &[("2023-04-20 23:59", "no"), ("2023-04-21 00:00", "yes")],
        );
    }
    let later = rebutted("2023-04-22 12:00");
    holds(
        &later,
        &[("2023-04-22 11:59", "no"), ("2023-04-22 12:00", "yes")],
    );
    // Whatever day another one names, what never served does not serve.
    let never = later.then("2023-04-18 10:00", Rebutted, "reason=wrong-person");
    holds(&never, &[("2023-04-25 12:00", "no")]);
}

#[track_caller]
fn open_remedies(scene: &Scene, at: &str, names: &[&str]) {
    let as_of = AsOf {
        at: time(at),
        known_at: None,
    };
    let life = scene.life();
    let position = position(&scene.regime, &life, as_of);
    let remedies = &position.effect("exit").unwrap().remedies;
    let found: Vec<&str> = remedies.iter().map(|it| it.remedy.as_str()).collect();
    assert_eq!(found, names, "at {at}");
}

#[test]
fn an_objection_that_stays_nothing_is_recorded_and_its_rejection_opens_the_appeal() {
    let complaint = r#"remedy "complaint" cite=m { against "exit"; open-for (days)10 from=told; stays #false; then court }"#;
    let told = |remedies: &str| {
        moscow(&[PAPER, SERVICE, STAGES, EXIT, remedies, ONE])
            .then("2023-04-17 10:00", Posted, "channel=portal by=officer")
            .then("2023-04-17 11:00", Told, "effect=exit channel=portal")
    };
    open_remedies(&told(complaint), "2023-04-18 10:00", &["complaint"]);
    let rejected = told(complaint)
        .then("2023-04-18 11:00", Objected, "remedy=complaint effect=exit")
        .then("2023-04-25 11:00", ObjectionRejected, "by=officer");
    open_remedies(&rejected, "2023-04-18 11:00", &[]);
    open_remedies(&rejected, "2023-04-25 11:00", &["court"]);
    open_remedies(&rejected, "2023-05-05 23:59", &["court"]);
    open_remedies(&rejected, "2023-05-06 00:00", &[]);
    holds(&rejected, &[("2023-04-19 10:00", "yes")]);
}

#[test]
fn an_objection_that_stays_nothing_takes_no_other_remedy_away() {
    let both = r#"
remedy "complaint" cite=m { against "exit"; open-for (days)10 from=told; stays #false }
remedy "objection" cite=m { against "exit"; open-for (days)10 from=told; stays #true; decide-within (days)15 else=ends; then court }"#;
    let told = || {
        moscow(&[PAPER, SERVICE, STAGES, EXIT, both, ONE])
            .then("2023-04-17 10:00", Posted, "channel=portal by=officer")
            .then("2023-04-17 11:00", Told, "effect=exit channel=portal")
    };
    let unnamed = told().then("2023-04-18 11:00", Objected, "effect=exit");
    open_remedies(&unnamed, "2023-04-18 11:00", &[]);
    holds(&unnamed, &[("2023-04-18 11:00", "no")]);
    let complained = told().then("2023-04-18 11:00", Objected, "remedy=complaint effect=exit");
    open_remedies(&complained, "2023-04-18 11:00", &["objection"]);
    holds(&complained, &[("2023-04-18 11:00", "yes")]);
    let objected = complained.then("2023-04-19 11:00", Objected, "remedy=objection effect=exit");
    holds(
        &objected,
        &[("2023-04-19 10:59", "yes"), ("2023-04-19 11:00", "no")],
    );
}

#[test]
fn the_end_of_one_cause_does_not_use_up_that_of_another() {
    let excuse = |name: &str, days: u8| {
        format!(
            r#"excuse "{name}" cite=m {{ then-appear-within (days){days} from=cause-ended; while-undecided suspends; decided-by officer }}"#
        )
    };
    let stages = r#"lifecycle "call-up" {
        stage issued { then served on=served }
        stage served { then missed missed="appear" }
        stage missed {}
    }"#;
    let exit = EXIT.replace("in served", "in missed");
    let duty = r#"duty "appear" cite=m { from served; by appear-at; met-by appeared }"#;
    let (illness, trip) = (excuse("illness", 3), excuse("trip", 12));
    let rules = [PAPER, SERVICE, stages, &exit, duty, &illness, &trip, ONE];
    let dates = ("2023-04-16 09:00", "2023-05-01 09:00");
    let accepted = |ended: &str, reason: &str| {
        scene("Europe/Moscow", &rules, dates)
            .then("2023-04-17 10:00", Posted, "channel=portal by=officer")
            .then(
                "2023-05-01 08:00",
                ExcuseAccepted,
                "excuse=illness by=officer",
            )
            .then(ended, CauseEnded, reason)
            .then("2023-05-04 10:00", CauseEnded, "excuse=illness")
            .then("2023-05-05 10:00", ExcuseAccepted, "excuse=trip by=officer")
    };
    // The trip ended on the 3rd, a day before the illness: the twelfth day from there is the 15th.
    let trip = accepted("2023-05-03 10:00", "excuse=trip");
    holds(
        &trip,
        &[("2023-05-15 23:59", "no"), ("2023-05-16 00:00", "yes")],
    );
    // An end that says of which excuse it is, of no other: that of the illness sets no day for the
    // trip. One that says nothing has set the day of the illness, and sets none again.
    for reason in ["excuse=illness", ""] {
        let waiting = accepted("2023-05-03 10:00", reason);
        holds(&waiting, &[("2023-05-30 12:00", "no")]);
    }
}
