//! What may be written in a case, to the last one that is allowed; and which of several records of
//! a fact is relied on.

use super::scene::{Scene, time};
use jiff::SignedDuration;
use writ_law::case::{DatePeriod, FactValue};
use writ_law::eligibility::{Eligibility, eligibility};
use writ_law::event::EventKind::{Corrected, Decided, Judged, Posted, Reviewed};
use writ_law::life::{BindError, Life};
use writ_law::pack::{PackFile, PackText};
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;
use writ_law::truth::Truth;

const DAY: &str = "2023-04-16 09:00";

fn called() -> Scene {
    Scene::new("seed/002", DAY, "2023-05-22 09:00")
}

fn served() -> Scene {
    called().then("2023-04-17 10:00", Posted, "channel=portal")
}

fn bind(scene: &Scene) -> Result<Life, BindError> {
    Life::bind(&scene.regime, &scene.person, &scene.matter, &scene.events)
}

#[test]
fn a_life_keeps_the_names_of_its_case() {
    let life = bind(&called()).unwrap();
    assert_eq!((life.person(), life.matter()), ("made-up", "m1"));
}

#[test]
fn as_much_as_is_allowed_is_allowed_and_one_more_is_not() {
    let mut scene = called();
    let one = scene.person.facts[0].clone();
    scene.person.facts.resize(10_000, one.clone());
    assert!(bind(&scene).is_ok(), "10000 records of facts");
    scene.person.facts.push(one);
    assert!(bind(&scene).is_err(), "10001 records of facts");

    let mut scene = served();
    let posted = scene.events[0].clone();
    let many = |n: usize| {
        (0..n).map(|it| {
            let mut event = posted.clone();
            event.id = format!("p{it}");
            event
        })
    };
    scene.events = many(10_000).collect();
    assert!(bind(&scene).is_ok(), "10000 events");
    scene.events = many(10_001).collect();
    assert!(bind(&scene).is_err(), "10001 events");

    let mut correction = posted.clone();
    correction.kind = Corrected;
    correction.channel = None;
    let corrected = |n: usize| {
        let corrections = (0..n).map(|it| {
            let mut event = correction.clone();
            event.id = format!("c{it}");
            event.supersedes = Some(format!("p{it}"));
            event
        });
        many(300).chain(corrections).collect::<Vec<_>>()
    };
    scene.events = corrected(200);
    assert!(bind(&scene).is_ok(), "200 corrections");
    scene.events = corrected(201);
    assert!(bind(&scene).is_err(), "201 corrections");
}

#[test]
fn a_period_ends_after_it_begins() {
    let deferred = |from: &str, until: &str| {
        let mut scene = called();
        for fact in &mut scene.person.facts {
            if fact.fact == "deferment" {
                fact.value = FactValue::Periods(vec![DatePeriod {
                    from: from.parse().unwrap(),
                    until: until.parse().unwrap(),
                }]);
            }
        }
        bind(&scene)
    };
    assert!(deferred("2023-04-01", "2023-04-02").is_ok(), "a day");
    for until in ["2023-04-01", "2023-03-31"] {
        let error = deferred("2023-04-01", until).unwrap_err().to_string();
        assert!(
            error.contains("a period that ends after it begins"),
            "{error}"
        );
    }
}

#[test]
fn an_outcome_left_out_is_asked_for_by_its_words() {
    for (kind, words, hint) in [
        (
            Decided,
            "effect=exit by=officer",
            ": `imposed`, `refused` or `ended`",
        ),
        (Reviewed, "effect=exit by=court", ": `extended` or `ended`"),
        (Judged, "reason=appearance by=court", ": `yes` or `no`"),
    ] {
        let error = bind(&served().then("2023-06-01 10:00", kind, words)).unwrap_err();
        let text = error.to_string();
        assert!(text.ends_with(&format!("needs `outcome`{hint}")), "{text}");
    }
    for (kind, words, wanted) in [
        (
            Decided,
            "effect=exit by=officer outcome=yes",
            "`imposed`, `refused` or `ended`",
        ),
        (
            Reviewed,
            "effect=exit by=court outcome=yes",
            "`extended` or `ended`",
        ),
        (
            Judged,
            "reason=appearance by=court outcome=ended",
            "`yes` or `no`",
        ),
    ] {
        let error = bind(&served().then("2023-06-01 10:00", kind, words)).unwrap_err();
        let text = error.to_string();
        assert!(text.ends_with(&format!("is not {wanted}")), "{text}");
    }
}

/// A second source, whose name comes before or after that of the one that the regime names.
const OTHERS: [&str; 2] = ["a-made-up-clinic", "z-made-up-clinic"];

#[test]
fn another_source_that_agrees_takes_nothing_away_whether_older_or_fresher() {
    for other in OTHERS {
        for recorded in ["2023-04-10 09:00", DAY, "2023-04-18 09:00"] {
            served()
                .fact_from(other, "fitness", "A", "2023-04-10 09:00", recorded)
                .expect(&[("2023-04-18 12:00", "", "exit", "yes", "")]);
        }
    }
}

#[test]
fn another_source_keeps_no_fact_fresh() {
    // Taken in anew a year later by somebody whom the regime does not name.
    let late = "2024-05-01 09:00";
    for other in OTHERS {
        served()
            .fact_from(other, "fitness", "A", late, late)
            .expect(&[("2024-05-02 12:00", "", "exit", "unknown", "")]);
    }
}

#[test]
fn one_source_that_says_two_things_at_once_is_at_odds_with_itself() {
    let again = |at: &str, recorded: &str| served().fact("fitness", "B", at, recorded);
    let row = |answer| [("2023-04-18 12:00", "", "exit", answer, "")];
    // B may be called as well as A, but a source that says both at once knows neither.
    again(DAY, DAY).expect(&row("unknown"));
    again("2023-04-16 09:30", "2023-04-16 09:30").expect(&row("yes"));
    again(DAY, "2023-04-17 09:00").expect(&row("yes"));
    again("2023-04-15 09:00", DAY).expect(&row("yes"));
    // A later word of its own settles it, whichever way.
    let settled = |word: &str| again(DAY, DAY).fact("fitness", word, DAY, "2023-04-17 09:00");
    settled("A").expect(&row("yes"));
    settled("D").expect(&row("no"));
    // In whatever order they arrive.
    let mut turned = again(DAY, DAY);
    turned.person.facts.reverse();
    turned.expect(&row("unknown"));
}

#[test]
fn what_a_source_says_twice_at_once_is_read_in_one_order() {
    let fitness = |first: &str, second: &str| {
        let mut scene = served();
        scene.person.facts.retain(|it| it.fact != "fitness");
        let scene = scene.fact("fitness", first, DAY, DAY);
        let life = scene.fact("fitness", second, DAY, DAY).life();
        format!("{life:?}")
    };
    assert_eq!(fitness("A", "B"), fitness("B", "A"));
    let periods = |first: &str, second: &str| {
        let mut scene = served();
        scene.person.facts.retain(|it| it.fact != "deferment");
        let scene = scene.fact("deferment", first, DAY, DAY);
        let life = scene.fact("deferment", second, DAY, DAY).life();
        format!("{life:?}")
    };
    let (one, two) = ("2023-01-01/2023-02-01", "2023-01-01/2023-03-01");
    assert_eq!(periods(one, two), periods(two, one));
    let births = |first: &str, second: &str| {
        let mut scene = served();
        scene.person.facts.retain(|it| it.fact != "birth-date");
        let scene = scene.fact("birth-date", first, DAY, DAY);
        let life = scene.fact("birth-date", second, DAY, DAY).life();
        format!("{life:?}")
    };
    assert_eq!(
        births("2000-03-05", "2000-03-06"),
        births("2000-03-06", "2000-03-05")
    );
}

/// Rules made for a test, over a few facts.
fn made_up(rules: &str) -> Regime {
    let head = r#"
regime "test/bound" domain=other { title "Made up for tests" lang=en; status illustrative; zone "Europe/Moscow" }
assume "made up for tests" name=m { affects everything }
fact sex     type=choice from=civil-registry    fresh-for=(days)3650 { values female male }
fact service type=choice from=military-register fresh-for=(days)3650 { values none serving completed reserve }
fact account type=choice from=portal            fresh-for=(days)3650 { values none active }
"#;
    let file = PackFile {
        path: "pack.kdl".to_owned(),
        text: format!("{head}{rules}"),
    };
    let pack = PackText {
        name: "bound".to_owned(),
        files: vec![file],
    };
    Regime::read(&pack).unwrap()
}

fn judged(scene: &Scene, at: &str) -> Eligibility {
    let at = time(at);
    eligibility(&scene.regime, "call-up", &scene.person, at, at).unwrap()
}

fn grounds(scene: &Scene, at: &str) -> (String, Vec<(String, String)>) {
    match judged(scene, at) {
        Eligibility::Yes { categories } => (
            "yes".to_owned(),
            categories
                .into_iter()
                .map(|it| (it, String::new()))
                .collect(),
        ),
        Eligibility::No { grounds } => (
            "no".to_owned(),
            grounds.into_iter().map(|it| (it.fact, it.why)).collect(),
        ),
        Eligibility::Unknown { grounds } => (
            "unknown".to_owned(),
            grounds.into_iter().map(|it| (it.fact, it.why)).collect(),
        ),
    }
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter()
        .map(|(fact, why)| ((*fact).to_owned(), (*why).to_owned()))
        .collect()
}

#[test]
fn eligibility_names_what_decides_it_and_nothing_else() {
    let day = "2023-04-17 12:00";
    let said = |scene: &Scene| grounds(scene, day);
    let without = |fact: &str| {
        let mut scene = called();
        scene.person.facts.retain(|it| it.fact != fact);
        scene
    };
    assert_eq!(said(&called()).0, "yes");
    assert_eq!(judged(&called(), day).truth().word(), "yes");
    // A conscript is fit and serves nowhere, a reservist is fit and in reserve.
    let unfit = without("fitness").fact("fitness", "D", DAY, DAY);
    let both = [("fitness", "excludes"), ("service", "excludes")];
    assert_eq!(said(&unfit), ("no".to_owned(), pairs(&both)));
    assert_eq!(judged(&unfit, day).truth().word(), "no");
    let unknown = without("fitness");
    let missing = [("fitness", "missing")];
    assert_eq!(said(&unknown), ("unknown".to_owned(), pairs(&missing)));
    assert_eq!(judged(&unknown, day).truth().word(), "unknown");
    // Where one fact excludes, one that is missing decides nothing.
    let mut unfit = unfit;
    unfit.person.facts.retain(|it| it.fact != "service");
    let one = [("fitness", "excludes")];
    assert_eq!(said(&unfit), ("no".to_owned(), pairs(&one)));
    let mut stale = called();
    for fact in &mut stale.person.facts {
        if fact.fact == "fitness" {
            fact.recorded_at -= SignedDuration::from_hours(24 * 5000);
            fact.at = fact.recorded_at;
        }
    }
    assert_eq!(
        said(&stale),
        ("unknown".to_owned(), pairs(&[("fitness", "stale")]))
    );
    assert!(
        eligibility(
            &called().regime,
            "parade",
            &called().person,
            time(day),
            time(day)
        )
        .unwrap_err()
        .to_string()
        .contains("knows no instrument `parade`")
    );
}

#[test]
fn eligibility_in_a_gap_goes_by_the_law_before_it() {
    let rules = r#"
category "anyone" cite=m { is sex male }
instrument "call-up" kind=summons cite=m { to "anyone" }
version "1" { in-force from="2023-01-01" until="2023-04-01"; pending keep-old }
version "2" cite=m { in-force from="2023-05-01"; pending keep-old; category "anyone" cite=m { is sex female } }
"#;
    let mut scene = called();
    scene.regime = made_up(rules);
    scene.person.facts.retain(|it| it.fact == "sex");
    for (at, answer) in [("2023-04-16 12:00", "yes"), ("2023-05-01 00:00", "no")] {
        assert_eq!(judged(&scene, at).truth().word(), answer, "at {at}");
    }
    // Before the first version, that one.
    for fact in &mut scene.person.facts {
        fact.at = time("2022-12-01 09:00");
        fact.recorded_at = fact.at;
    }
    assert_eq!(judged(&scene, "2022-12-31 12:00").truth().word(), "yes");
}

#[test]
fn what_is_missing_in_a_category_that_is_closed_anyway_is_no_ground() {
    let mut scene = called();
    scene.person.facts.retain(|it| it.fact == "service");
    // Nobody in reserve, so nobody asks about the account; a man or not is what is missing.
    scene.regime = made_up(
        r#"
category "man" cite=m { is sex male }
category "reservist" cite=m { all { is service reserve; is account active } }
instrument "call-up" kind=summons cite=m { to "man" "reservist" }
version "1" { in-force from="2023-01-01"; pending keep-old }
"#,
    );
    let missing = [("sex", "missing")];
    assert_eq!(
        grounds(&scene, "2023-04-17 12:00"),
        ("unknown".to_owned(), pairs(&missing))
    );
}

fn position_of(scene: &Scene, at: &str) -> &'static str {
    let (life, known_at) = (scene.life(), None);
    let at = time(at);
    let position = position(&scene.regime, &life, AsOf { at, known_at });
    position.effect("exit").unwrap().answer.word()
}

/// What the registry wrote down, and from when others have signed for it.
fn signed(mut scene: Scene, at: &str) -> Scene {
    scene.person.facts.last_mut().unwrap().proved_at = Some(time(at));
    scene
}

#[test]
fn a_fact_that_nobody_signed_for_renews_nothing() {
    // The word on deferments of 16 April is too old from 15 July on. It is written down anew the
    // day before, so says the registry's own clock; others sign at once, or not before the 18th.
    let anew = |proved: &str| {
        let day = "2023-07-14 09:00";
        signed(served().fact("deferment", "", day, day), proved)
    };
    let row = |answer, why| [("2023-07-16 12:00", "", "exit", answer, why)];
    anew("2023-07-14 09:05").expect(&row("yes", ""));
    anew("2023-07-18 09:00").expect(&row("unknown", "the fact is stale"));
    // Nor is it known before by what is known then, and with nothing else on record it says so.
    let mut alone = anew("2023-07-18 09:00");
    let facts = &mut alone.person.facts;
    facts.retain(|it| it.fact != "deferment" || it.proved_at.is_some());
    alone.expect(&row(
        "unknown",
        "nobody else has signed yet that it was recorded",
    ));
}

#[test]
fn a_fact_that_nobody_signed_for_excludes_and_contradicts_at_once() {
    let day = "2023-05-01 09:00";
    let rows = [
        ("medical-board", "D", "no", "unfitness waits for nobody"),
        (
            "z-made-up-clinic",
            "B",
            "unknown",
            "another source at odds is doubt at once",
        ),
        (
            "a-made-up-clinic",
            "B",
            "unknown",
            "in whatever order they stand",
        ),
        (
            "medical-board",
            "B",
            "yes",
            "the same source has shown as much before",
        ),
    ];
    for (source, word, answer, why) in rows {
        let scene = served().fact_from(source, "fitness", word, day, day);
        let scene = signed(scene, "2023-05-20 09:00");
        let found = position_of(&scene, "2023-05-02 12:00");
        assert_eq!(found, answer, "{source} says {word}: {why}");
    }
}

#[test]
fn what_excludes_is_not_in_doubt_because_of_what_nobody_signed_for() {
    let unfit = served().fact("fitness", "D", "2023-05-01 09:00", "2023-05-01 09:00");
    let day = "2023-05-03 09:00";
    let doubted = unfit.fact_from("z-made-up-clinic", "fitness", "B", day, day);
    let doubted = signed(doubted, "2023-05-20 09:00");
    let row = |at, answer| (at, "", "exit", answer, "");
    doubted.expect(&[row("2023-05-04 12:00", "no")]);
    // Once it is signed for, the two are at odds.
    doubted.expect(&[row("2023-05-21 12:00", "unknown")]);
    let (life, at) = (doubted.life(), time("2023-05-04 12:00"));
    let now = |at| {
        let known_at = None;
        position(&doubted.regime, &life, AsOf { at, known_at }).eligible
    };
    assert_eq!(now(at), Truth::No);
    assert_eq!(now(time("2023-05-21 12:00")), Truth::Unknown);
}
