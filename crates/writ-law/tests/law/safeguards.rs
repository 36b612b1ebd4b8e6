//! Warnings, decisions, remedies, limits and excuses, as `guarded` has them.

use super::scene::{Scene, time};
use jiff::Timestamp;
use writ_law::case::Restricted;
use writ_law::event::EventKind::{
    Appeared, CauseEnded, Decided, EligibilityConfirmed, ExcuseAccepted, ExcuseClaimed,
    ExcuseRefused, Objected, ObjectionRejected, Opened, Posted, Reviewed, Told, Warned,
};
use writ_law::position::{AsOf, DutyStatus, position};

/// Opened on 21 April, called for 22 May, and nobody came.
fn missed() -> Scene {
    Scene::new("guarded", "2023-04-16 09:00", "2023-05-22 09:00")
        .fact("deferment", "", "2023-06-20 09:00", "2023-06-20 09:00")
        .fact("deferment", "", "2023-09-01 09:00", "2023-09-01 09:00")
        .then("2023-04-20 10:00", Posted, "channel=portal")
        .then("2023-04-21 10:00", Opened, "channel=portal")
}

fn warned() -> Scene {
    // Fourteen days from 24 May have passed when 7 June has.
    missed().then("2023-05-24 10:00", Warned, "channel=post")
}

fn barred() -> Scene {
    warned()
        .then(
            "2023-06-10 10:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .then("2023-06-10 11:00", Told, "effect=exit channel=portal")
}

#[test]
fn landing_in_the_account_serves_nobody() {
    Scene::new("guarded", "2023-04-16 09:00", "2023-05-22 09:00")
        .then("2023-04-20 10:00", Posted, "channel=portal")
        .expect(&[("2023-08-01 00:00", "", "exit", "no", "no copy has served")]);
}

#[test]
fn nothing_holds_before_the_warning_has_run_and_an_officer_has_decided() {
    missed()
        .then(
            "2023-06-10 10:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .expect(&[("2023-07-01 00:00", "", "exit", "no", "was not given")]);
    warned().expect(&[(
        "2023-07-01 00:00",
        "",
        "exit",
        "no",
        "nobody has decided it",
    )]);
    // Decided while the fourteen days still ran: no decision on a default.
    warned()
        .then(
            "2023-06-07 23:59",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .expect(&[(
            "2023-07-01 00:00",
            "",
            "exit",
            "no",
            "nobody has decided it",
        )]);
    warned()
        .then(
            "2023-06-08 00:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .expect(&[
            (
                "2023-06-08 00:00",
                "",
                "exit",
                "yes",
                "decided for this person",
            ),
            ("2023-06-08 00:00", "", "driving", "no", ""),
        ]);
    // Warned on a channel that the rule does not name, and decided by nobody.
    missed()
        .then("2023-05-24 10:00", Warned, "channel=hand")
        .then(
            "2023-06-10 10:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .expect(&[("2023-07-01 00:00", "", "exit", "no", "was not given")]);
    warned()
        .then("2023-06-10 10:00", Decided, "effect=exit outcome=imposed")
        .then("2023-06-10 10:00", Decided, "outcome=imposed by=officer")
        .expect(&[(
            "2023-07-01 00:00",
            "",
            "exit",
            "no",
            "nobody has decided it",
        )]);
}

#[test]
fn a_decision_can_be_taken_back() {
    barred()
        .then(
            "2023-06-15 10:00",
            Decided,
            "effect=exit outcome=ended by=officer",
        )
        .expect(&[
            ("2023-06-15 09:59", "", "exit", "yes", ""),
            (
                "2023-06-15 10:00",
                "",
                "exit",
                "no",
                "nobody has decided it",
            ),
        ]);
}

#[test]
fn appearing_ends_it_at_once() {
    barred().then("2023-06-12 09:00", Appeared, "").expect(&[
        ("2023-06-12 08:59", "", "exit", "yes", ""),
        ("2023-06-12 09:00", "", "exit", "no", "the matter closed"),
    ]);
}

#[test]
fn an_objection_stays_at_once_and_silence_ends_it() {
    // Fifteen days from 12 June have passed when 27 June has.
    barred()
        .then("2023-06-12 10:00", Objected, "remedy=objection effect=exit")
        .expect(&[
            (
                "2023-06-12 10:00",
                "",
                "exit",
                "no",
                "stayed since 12 June 2023 10:00",
            ),
            ("2023-06-27 23:59", "", "exit", "no", "stayed since"),
            ("2023-06-28 00:00", "", "exit", "no", "does not return"),
            ("2023-08-01 00:00", "", "exit", "no", "does not return"),
        ]);
}

#[test]
fn a_rejected_objection_lets_it_return_and_a_second_one_does_not_stay() {
    barred()
        .then("2023-06-12 10:00", Objected, "remedy=objection effect=exit")
        .then(
            "2023-06-20 10:00",
            ObjectionRejected,
            "remedy=objection effect=exit by=officer",
        )
        .then("2023-06-22 10:00", Objected, "remedy=objection effect=exit")
        .then("2023-06-25 10:00", Objected, "remedy=court effect=exit")
        .expect(&[
            ("2023-06-20 09:59", "", "exit", "no", ""),
            ("2023-06-20 10:00", "", "exit", "yes", ""),
            ("2023-06-22 10:00", "", "exit", "yes", ""),
            // The appeal stays it again.
            ("2023-06-25 10:00", "", "exit", "no", "stayed since 25 June"),
        ]);
}

#[test]
fn an_objection_after_its_last_day_does_not_stay() {
    // Thirty days from 10 June have passed when 10 July has.
    barred()
        .then("2023-07-10 23:59", Objected, "remedy=objection effect=exit")
        .expect(&[("2023-07-10 23:59", "", "exit", "no", "stayed since")]);
    barred()
        .then("2023-07-11 00:00", Objected, "remedy=objection effect=exit")
        .expect(&[("2023-07-11 00:00", "", "exit", "yes", "no remedy stays it")]);
}

#[test]
fn the_last_day_of_the_remedy_is_said() {
    let scene = barred();
    let life = scene.life();
    let at = time("2023-06-11 00:00");
    let position = position(&scene.regime, &life, AsOf { at, known_at: None });
    let exit = position.effect("exit").unwrap();
    assert_eq!(exit.remedies[0].remedy, "objection");
    assert_eq!(exit.remedies[0].until, Some(time("2023-07-11 00:00")));
}

#[test]
fn what_does_not_reach_the_person_takes_no_remedy_away() {
    let decided = "effect=exit outcome=imposed by=officer";
    for channel in ["", "channel=e-mail", "channel=portal"] {
        let scene = warned()
            .fact("account", "none", "2023-06-01 09:00", "2023-06-01 09:00")
            .then("2023-06-10 10:00", Decided, decided)
            .then("2023-06-10 11:00", Told, &format!("effect=exit {channel}"))
            .then("2023-08-20 09:00", Objected, "remedy=objection effect=exit");
        scene.expect(&[("2023-08-20 09:00", "", "exit", "no", "stayed since")]);
    }
}

#[test]
fn clocks_stand_still_while_it_is_stayed() {
    // Without the objection, driving could follow once twenty days from 22 May have passed, from
    // 12 June on. The objection stands from 8 June 10:00 to 11 June 10:00: three days more.
    let scene = warned()
        .then(
            "2023-06-08 09:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
        .then("2023-06-08 10:00", Objected, "remedy=objection effect=exit")
        .then(
            "2023-06-11 10:00",
            ObjectionRejected,
            "remedy=objection effect=exit by=officer",
        );
    let life = scene.life();
    let stage = |at: &str| {
        let position = position(
            &scene.regime,
            &life,
            AsOf {
                at: time(at),
                known_at: None,
            },
        );
        let stage = position.stages().map(|(_, stage)| stage.to_owned()).next();
        stage.unwrap()
    };
    assert_eq!(stage("2023-06-12 00:00"), "missed");
    assert_eq!(stage("2023-06-14 23:59"), "missed");
    assert_eq!(stage("2023-06-15 00:00"), "defaulted");
}

#[test]
fn nothing_outlasts_ninety_days_without_a_review() {
    // From 10 June, its first day, to 7 September, its ninetieth.
    let confirmed =
        |scene: Scene| scene.then("2023-09-01 10:00", EligibilityConfirmed, "by=officer");
    let scene = confirmed(barred());
    scene.expect(&[
        ("2023-09-07 23:59", "", "exit", "yes", "at the longest"),
        (
            "2023-09-08 00:00",
            "",
            "exit",
            "no",
            "its longest duration ended",
        ),
    ]);
    let life = scene.life();
    let as_of = AsOf {
        at: time("2023-07-01 00:00"),
        known_at: None,
    };
    let until = position(&scene.regime, &life, as_of)
        .effect("exit")
        .unwrap()
        .until;
    assert_eq!(until, Some(time("2023-09-08 00:00")));
    let rows = [
        ("2023-09-05 10:00", "by=court", "yes"),
        // A review after the end brings nothing back.
        ("2023-09-09 10:00", "by=court", "no"),
        // Nor does one by who imposed it, or by nobody.
        ("2023-09-05 10:00", "by=officer", "no"),
        ("2023-09-05 10:00", "", "no"),
    ];
    for (at, by, answer) in rows {
        let words = format!("effect=exit outcome=extended {by}");
        let reviewed = confirmed(barred()).then(at, Reviewed, &words);
        reviewed.expect(&[("2023-09-10 00:00", "", "exit", answer, "")]);
    }
}

/// The last day of the ban that was imposed on 10 June, after these days in other matters.
fn until(elsewhere: &[(&str, &str)], reviewed: &str) -> Option<Timestamp> {
    let mut scene = barred().then("2023-09-01 10:00", EligibilityConfirmed, "by=officer");
    scene.person.restricted = elsewhere
        .iter()
        .map(|(from, until)| Restricted {
            measure: "exit".to_owned(),
            from: time(from),
            until: Some(time(until)),
        })
        .collect();
    if !reviewed.is_empty() {
        scene = scene.then(reviewed, Reviewed, "effect=exit outcome=extended by=court");
    }
    let life = scene.life();
    let (at, known_at) = (time("2023-06-11 00:00"), None);
    let position = position(&scene.regime, &life, AsOf { at, known_at });
    position.effect("exit").unwrap().until
}

#[test]
fn over_all_matters_it_is_at_most_180_days_in_365() {
    let hundred = ("2022-12-01 00:00", "2023-03-11 00:00");
    type Days<'a> = &'a [(&'a str, &'a str)];
    let rows: &[(Days<'_>, &str, &str, &str)] = &[
        (&[], "", "2023-09-08 00:00", "ninety days"),
        (&[hundred], "", "2023-08-29 00:00", "eighty are left"),
        (
            &[hundred, hundred],
            "",
            "2023-08-29 00:00",
            "a day counts once",
        ),
        (
            &[hundred],
            "2023-08-20 10:00",
            "2023-08-29 00:00",
            "no review moves that",
        ),
        (
            &[("2021-12-01 00:00", "2022-03-11 00:00")],
            "",
            "2023-09-08 00:00",
            "longer ago than a year",
        ),
        (
            &[("2022-07-01 00:00", "2022-10-09 00:00")],
            "",
            "2023-09-08 00:00",
            "the days of a year ago are left behind one by one",
        ),
        (
            &[hundred, ("2023-06-05 00:00", "2023-06-20 00:00")],
            "",
            "2023-08-24 00:00",
            "of days that overlap, those before the first count",
        ),
        (
            &[("2023-03-01 12:00", "2023-03-01 12:01")],
            "2023-09-01 10:00",
            "2023-11-30 00:00",
            "a review gives ninety days more",
        ),
    ];
    for (elsewhere, reviewed, ends, why) in rows {
        assert_eq!(until(elsewhere, reviewed), Some(time(ends)), "{why}");
    }
    let half = [("2022-12-01 00:00", "2023-06-01 00:00")];
    assert_eq!(
        until(&half, ""),
        None,
        "182 days have been: it does not begin"
    );
}

#[test]
fn a_claimed_excuse_suspends_until_it_is_decided() {
    let claimed = || barred().then("2023-06-12 10:00", ExcuseClaimed, "excuse=illness");
    claimed().expect(&[(
        "2023-06-13 00:00",
        "",
        "exit",
        "no",
        "is undecided and suspends it",
    )]);
    claimed()
        .then(
            "2023-06-16 10:00",
            ExcuseRefused,
            "excuse=illness by=officer",
        )
        .expect(&[("2023-06-16 10:00", "", "exit", "yes", "")]);
    // Claimed after its time: thirty days from 22 May have passed when 21 June has.
    barred()
        .then("2023-06-22 00:00", ExcuseClaimed, "excuse=illness")
        .expect(&[("2023-06-22 00:00", "", "exit", "yes", "")]);
}

#[test]
fn an_accepted_excuse_sets_a_new_day_and_forgives_the_default() {
    let scene = barred()
        .then("2023-06-12 10:00", ExcuseClaimed, "excuse=illness")
        .then(
            "2023-06-14 10:00",
            ExcuseAccepted,
            "excuse=illness by=officer",
        )
        .then("2023-06-30 10:00", CauseEnded, "excuse=illness");
    scene.expect(&[
        ("2023-06-14 10:00", "", "exit", "no", "has set a new day"),
        ("2023-07-07 12:00", "", "exit", "no", ""),
        // The new day has passed; but he was not warned of this default, nor was it decided.
        ("2023-07-09 00:00", "", "exit", "no", "was not given"),
    ]);
    let life = scene.life();
    let duty = |at: &str| {
        let position = position(
            &scene.regime,
            &life,
            AsOf {
                at: time(at),
                known_at: None,
            },
        );
        (position.duties[0].status, position.duties[0].due)
    };
    assert_eq!(duty("2023-06-20 00:00").0, DutyStatus::Excused);
    assert_eq!(
        duty("2023-07-01 00:00"),
        (
            DutyStatus::Open,
            Some(time("2023-07-07 23:59") + jiff::SignedDuration::from_secs(59))
        )
    );
}

#[test]
fn an_accepted_conscience_closes_the_matter() {
    barred()
        .then("2023-06-12 10:00", ExcuseClaimed, "excuse=conscience")
        .then(
            "2023-06-14 10:00",
            ExcuseAccepted,
            "excuse=conscience by=officer",
        )
        .expect(&[(
            "2023-08-01 00:00",
            "",
            "exit",
            "no",
            "the matter closed on 14 June 2023",
        )]);
}

#[test]
fn after_a_gap_in_eligibility_a_new_warning_must_run() {
    let gap = || {
        barred()
            .fact(
                "deferment",
                "2023-06-15/2023-06-18",
                "2023-06-14 09:00",
                "2023-06-14 09:00",
            )
            .then("2023-06-19 09:00", EligibilityConfirmed, "by=officer")
    };
    gap().expect(&[
        ("2023-06-14 23:59", "", "exit", "yes", ""),
        ("2023-06-16 00:00", "", "exit", "no", ""),
        ("2023-06-20 00:00", "", "exit", "no", "was not given"),
    ]);
    gap()
        .then("2023-06-19 10:00", Warned, "channel=portal")
        .expect(&[
            ("2023-07-03 23:59", "", "exit", "no", ""),
            ("2023-07-04 00:00", "", "exit", "yes", ""),
        ]);
}
