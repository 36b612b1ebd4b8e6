//! The two clocks: late burdens reach forward, late relief reaches back, corrections take both.

use super::scene::{Scene, time};
use writ_law::event::EventKind::{
    Appeared, Corrected, Delivered, Posted, Rebutted, Replied, Returned, Withdrawn,
};
use writ_law::position::{AsOf, position};

fn ignored() -> Scene {
    Scene::new("seed/002", "2023-04-16 09:00", "2023-04-27 09:00")
}

#[test]
fn a_posting_recorded_late_serves_from_its_recording() {
    let scene = ignored().late(
        "2023-04-17 10:00",
        "2023-04-25 12:00",
        Posted,
        "channel=portal",
    );
    scene.expect(&[
        ("2023-04-20 00:00", "", "exit", "no", "no copy has served"),
        ("2023-04-25 11:59", "", "exit", "no", ""),
        (
            "2023-04-25 12:00",
            "",
            "exit",
            "yes",
            "served on 25 April 2023 12:00",
        ),
    ]);
    // The twenty days run from there as well: day twenty is 15 May.
    scene.expect_read(
        "receipt",
        &[
            ("2023-05-08 00:00", "driving", "no"),
            ("2023-05-15 23:59", "driving", "no"),
            ("2023-05-16 00:00", "driving", "yes"),
        ],
    );
    let life = scene.life();
    let as_of = AsOf {
        at: time("2023-05-01 00:00"),
        known_at: None,
    };
    let position = position(&scene.regime, &life, as_of);
    assert_eq!(
        position.served(),
        Some((time("2023-04-25 12:00"), "portal"))
    );
    assert_eq!(position.effects[0].since, Some(time("2023-04-25 12:00")));
}

#[test]
fn an_appearance_recorded_late_lifts_from_when_it_was() {
    ignored()
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .late("2023-04-25 09:12", "2023-05-10 17:00", Appeared, "")
        .expect(&[
            ("2023-04-25 09:11", "", "exit", "yes", ""),
            ("2023-04-26 00:00", "2023-05-10 16:59", "exit", "yes", ""),
            (
                "2023-04-26 00:00",
                "2023-05-10 17:00",
                "exit",
                "no",
                "the matter closed on 25 April 2023 09:12: appeared",
            ),
        ]);
}

#[test]
fn a_withdrawal_voids_from_the_start_once_known() {
    ignored()
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-19 15:00", Withdrawn, "reason=mistake")
        .expect(&[
            ("2023-04-18 00:00", "2023-04-19 14:59", "exit", "yes", ""),
            (
                "2023-04-18 00:00",
                "2023-04-19 15:00",
                "exit",
                "no",
                "void from the start: withdrawn",
            ),
        ]);
}

#[test]
fn a_corrected_posting_relieves_from_when_the_correction_says() {
    ignored()
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .late(
            "2023-04-18 00:00",
            "2023-04-30 10:00",
            Corrected,
            "supersedes=e1",
        )
        .expect(&[
            ("2023-04-17 12:00", "", "exit", "yes", ""),
            ("2023-04-20 00:00", "2023-04-30 09:59", "exit", "yes", ""),
            ("2023-04-20 00:00", "2023-04-30 10:00", "exit", "no", ""),
            ("2023-06-01 00:00", "", "driving", "no", ""),
        ]);
}

#[test]
fn a_corrected_appearance_burdens_from_its_recording_only() {
    ignored()
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-25 09:12", Appeared, "")
        .late(
            "2023-04-25 09:12",
            "2023-05-02 10:00",
            Corrected,
            "supersedes=e2",
        )
        .expect(&[
            ("2023-04-25 09:11", "", "exit", "yes", ""),
            ("2023-04-28 00:00", "", "exit", "no", ""),
            ("2023-05-02 09:59", "", "exit", "no", ""),
            ("2023-05-02 10:00", "", "exit", "yes", ""),
        ]);
}

#[test]
fn a_correction_can_itself_be_corrected() {
    ignored()
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-18 10:00", Corrected, "supersedes=e1")
        .then("2023-04-20 10:00", Corrected, "supersedes=e2")
        .expect(&[
            ("2023-04-18 09:59", "", "exit", "yes", ""),
            ("2023-04-19 00:00", "", "exit", "no", ""),
            ("2023-04-20 10:00", "", "exit", "yes", ""),
        ]);
}

#[test]
fn at_one_instant_relief_comes_first() {
    // He appears in the very instant of the posting: there is nothing left to serve.
    ignored()
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .then("2023-04-17 10:00", Appeared, "")
        .expect(&[("2023-04-17 10:00", "", "exit", "no", "the matter closed")]);
}

#[test]
fn service_after_the_date_in_the_summons_leaves_nothing_to_obey() {
    ignored()
        .then("2023-04-27 09:01", Posted, "channel=portal")
        .expect(&[
            (
                "2023-04-28 00:00",
                "",
                "exit",
                "no",
                "leaves nothing to obey",
            ),
            ("2023-08-01 00:00", "", "driving", "no", ""),
        ]);
}

#[test]
fn a_letter_that_came_later_or_to_someone_else_is_rebutted() {
    let letter = || ignored().then("2023-04-18 12:00", Delivered, "channel=post");
    letter()
        .then(
            "2023-04-22 12:00",
            Rebutted,
            "channel=post reason=later-receipt",
        )
        .expect(&[
            ("2023-04-20 00:00", "2023-04-21 00:00", "exit", "yes", ""),
            ("2023-04-20 00:00", "", "exit", "no", ""),
            (
                "2023-04-22 12:00",
                "",
                "exit",
                "yes",
                "served on 22 April 2023 12:00",
            ),
        ]);
    letter()
        .then(
            "2023-04-22 12:00",
            Rebutted,
            "channel=post reason=wrong-person",
        )
        .expect(&[
            ("2023-04-20 00:00", "", "exit", "no", "it was rebutted"),
            ("2023-06-01 00:00", "", "exit", "no", ""),
        ]);
}

#[test]
fn what_comes_back_and_what_is_answered_serves_nobody() {
    ignored()
        .then("2023-04-18 12:00", Returned, "channel=post")
        .then("2023-04-19 12:00", Replied, "channel=post")
        .expect(&[("2023-07-01 00:00", "", "exit", "no", "no copy has served")]);
}

#[test]
fn a_calendar_that_does_not_cover_the_period_asserts_nothing() {
    let scene = Scene::new("seed/002", "2024-12-01 09:00", "2024-12-30 09:00").then(
        "2024-12-20 10:00",
        Posted,
        "channel=portal",
    );
    scene.expect(&[
        ("2024-12-31 00:00", "", "exit", "yes", ""),
        (
            "2025-01-20 00:00",
            "",
            "driving",
            "unknown",
            "the calendar does not say",
        ),
        ("2025-01-20 00:00", "", "exit", "yes", ""),
    ]);
}
