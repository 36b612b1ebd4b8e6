//! Facts: missing, stale, at odds, late; and the mask that they lay over every effect.

use super::scene::Scene;
use writ_law::event::EventKind::{EligibilityConfirmed, Posted};

fn served() -> Scene {
    Scene::new("seed/002", "2023-04-16 09:00", "2023-04-27 09:00").then(
        "2023-04-17 10:00",
        Posted,
        "channel=portal",
    )
}

#[test]
fn a_stale_fact_asserts_nothing_and_a_fresh_one_does_not_bring_it_back() {
    // The record of no deferment may be relied on for 90 days, until 15 July 09:00.
    served()
        .fact("deferment", "", "2023-07-20 09:00", "2023-07-20 09:00")
        .then("2023-07-22 09:00", EligibilityConfirmed, "by=officer")
        .expect(&[
            ("2023-07-15 08:59", "", "exit", "yes", ""),
            (
                "2023-07-15 09:00",
                "",
                "exit",
                "unknown",
                "the fact is stale",
            ),
            (
                "2023-07-20 09:00",
                "",
                "exit",
                "no",
                "was not confirmed anew",
            ),
            ("2023-07-22 08:59", "", "exit", "no", ""),
            ("2023-07-22 09:00", "", "exit", "yes", ""),
        ]);
}

#[test]
fn a_stale_fact_that_excluded_still_excludes() {
    Scene::new("seed/002", "2022-01-01 09:00", "2023-04-27 09:00")
        .fact("fitness", "D", "2022-02-01 09:00", "2022-02-01 09:00")
        .fact("deferment", "", "2023-04-16 09:00", "2023-04-16 09:00")
        .fact("account", "active", "2023-04-16 09:00", "2023-04-16 09:00")
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .expect(&[("2023-04-18 00:00", "", "exit", "no", "fitness is not D: no")]);
}

#[test]
fn sources_at_odds_assert_nothing() {
    served()
        .fact_from(
            "a-made-up-clinic",
            "fitness",
            "D",
            "2023-04-20 12:00",
            "2023-04-20 12:00",
        )
        .expect(&[
            ("2023-04-20 11:59", "", "exit", "yes", ""),
            (
                "2023-04-20 12:00",
                "",
                "exit",
                "unknown",
                "sources are at odds",
            ),
        ]);
}

#[test]
fn a_source_that_the_regime_does_not_name_shows_nothing() {
    let mut scene = served();
    for fact in &mut scene.person.facts {
        if fact.fact == "fitness" {
            fact.source = "a-made-up-clinic".to_owned();
        }
    }
    scene.expect(&[(
        "2023-04-18 00:00",
        "",
        "exit",
        "unknown",
        "does not take it from that source",
    )]);
}

#[test]
fn the_later_record_of_one_source_replaces_the_earlier() {
    // Recorded before service; the board changed its mind in his favour of being called.
    Scene::new("seed/002", "2023-04-01 09:00", "2023-04-27 09:00")
        .fact("fitness", "D", "2023-04-02 09:00", "2023-04-02 09:00")
        .fact("fitness", "B", "2023-04-05 09:00", "2023-04-05 09:00")
        .then("2023-04-17 10:00", Posted, "channel=portal")
        .expect(&[("2023-04-18 00:00", "", "exit", "yes", "")]);
}

#[test]
fn a_missing_fact_asserts_nothing() {
    let mut scene = served();
    scene.person.facts.retain(|fact| fact.fact != "service");
    scene.expect(&[(
        "2023-04-18 00:00",
        "",
        "exit",
        "unknown",
        "the fact is missing",
    )]);
}

#[test]
fn a_fact_that_excludes_reaches_back_and_one_that_burdens_does_not() {
    served()
        .fact("fitness", "D", "2023-04-18 12:00", "2023-05-01 12:00")
        .expect(&[
            ("2023-04-18 11:59", "", "exit", "yes", ""),
            ("2023-04-20 00:00", "2023-05-01 11:59", "exit", "yes", ""),
            ("2023-04-20 00:00", "2023-05-01 12:00", "exit", "no", ""),
        ]);
    let mut scene = served();
    scene.person.facts.retain(|fact| fact.fact != "fitness");
    scene
        .fact("fitness", "A", "2023-04-18 12:00", "2023-05-01 12:00")
        .expect(&[
            (
                "2023-04-20 00:00",
                "",
                "exit",
                "unknown",
                "the fact is missing",
            ),
            (
                "2023-05-02 00:00",
                "",
                "exit",
                "no",
                "was not confirmed anew",
            ),
        ]);
}

#[test]
fn a_deferment_ends_every_effect_and_its_end_brings_none_back() {
    served()
        .fact(
            "deferment",
            "2023-04-20/2023-05-20",
            "2023-04-19 12:00",
            "2023-04-19 12:00",
        )
        .expect(&[
            ("2023-04-19 23:59", "", "exit", "yes", ""),
            (
                "2023-04-20 00:00",
                "",
                "exit",
                "no",
                "no deferment holds: no",
            ),
            (
                "2023-05-20 00:00",
                "",
                "exit",
                "no",
                "was not confirmed anew",
            ),
        ]);
}

#[test]
fn a_birthday_ends_it_at_midnight() {
    let mut scene = served();
    scene.person.facts.retain(|fact| fact.fact != "birth-date");
    scene
        .fact(
            "birth-date",
            "1996-04-20",
            "2023-04-16 09:00",
            "2023-04-16 09:00",
        )
        .expect(&[
            ("2023-04-19 23:59", "", "exit", "yes", ""),
            (
                "2023-04-20 00:00",
                "",
                "exit",
                "no",
                "age by birth-date is from 18 and below 27 years: no",
            ),
        ]);
}

#[test]
fn born_on_29_february_the_burden_comes_a_day_later_and_the_relief_a_day_sooner() {
    let born = |birth: &str| {
        let mut scene = Scene::new("seed/002", "2023-04-16 09:00", "2030-04-27 09:00");
        scene.person.facts.retain(|fact| fact.fact != "birth-date");
        scene.fact("birth-date", birth, "2023-04-16 09:00", "2023-04-16 09:00")
    };
    // 27 in 2023: no 29 February, so the 28th relieves. 18 in 2026: the 1st of March burdens.
    let eligible = |scene: &Scene, at: &str| {
        let at = super::scene::time(at);
        let person = &scene.person;
        writ_law::eligibility::eligibility(&scene.regime, "call-up", person, at, at)
            .unwrap()
            .truth()
            .word()
    };
    let fresh = |scene: Scene, at: &str| {
        let scene = scene
            .fact("deferment", "", at, at)
            .fact("fitness", "A", at, at);
        let scene = scene
            .fact("service", "none", at, at)
            .fact("account", "active", at, at);
        scene.fact("sex", "male", at, at)
    };
    let older = fresh(born("1996-02-29"), "2023-02-20 09:00");
    let mut older = older;
    older.person.facts.iter_mut().for_each(|fact| {
        fact.at = super::scene::time("2023-02-20 09:00");
        fact.recorded_at = fact.at;
    });
    assert_eq!(eligible(&older, "2023-02-27 23:59"), "yes");
    assert_eq!(eligible(&older, "2023-02-28 00:00"), "no");
    let younger = fresh(born("2008-02-29"), "2026-02-20 09:00");
    assert_eq!(eligible(&younger, "2026-02-28 23:59"), "no");
    assert_eq!(eligible(&younger, "2026-03-01 00:00"), "yes");
}
