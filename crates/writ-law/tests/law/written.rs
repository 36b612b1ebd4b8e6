//! The position as it is written down, and the timeline beside it.

use super::scene::{Scene, time};
use serde_json::{Value, json};
use writ_law::event::EventKind::{
    Appeared, BroughtIn, Corrected, Delivered, Dispatched, ExcuseAccepted, Objected, Opened,
    Posted, Told, Withdrawn,
};
use writ_law::pack::{PackFile, PackText};
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;
use writ_law::timeline::{Timeline, spells_under, timeline};

const HEAD: &str = r#"
regime "test/written" domain=other { title "Made up for tests" lang=en; status illustrative; zone "Europe/Moscow" }
assume "made up for tests" name=m { affects everything }
fact birth-date type=date    from=civil-registry    fresh-for=(days)36500
fact sex        type=choice  from=civil-registry    fresh-for=(days)365 { values female male }
fact service    type=choice  from=military-register fresh-for=(days)365 { values none serving completed reserve }
fact fitness    type=choice  from=medical-board     fresh-for=(days)365 { values A B V G D }
fact deferment  type=periods from=military-register fresh-for=(days)365
fact account    type=choice  from=portal            fresh-for=(days)365 { values none active }
fact address    type=choice  from=civil-registry    fresh-for=(days)365 { values none unconfirmed confirmed }
category "anyone" cite=m { is sex male }
instrument "call-up" kind=summons cite=m { to "anyone" }
instrument "demand" kind=order cite=m { to "anyone" }
channel "post" serves=#true
"#;
const ONE: &str = r#"version "1" { in-force from="2023-04-01T00:00"; pending keep-old }"#;
const RULES: &str = r#"
service "post" cite=m { when delivered; sender dispatched }
duty "come" cite=m { from served; by appear-at; met-by appeared }
lifecycle "call-up" { ends-on replied; stage issued { then served on=served }; stage served { then missed after=(days)10 from=served }; stage missed }
effect "exit" cite=m { asks border; purpose "leaving"; in served missed; decided automatic; answer-lives (minutes)15 }
effect "driving" cite=m { asks licensing; purpose "driving"; in missed; decided automatic; answer-lives (hours)1 }
remedy "objection" cite=m { against "exit"; open-for (days)20 from=told; stays #true; decide-within (days)30 else=ends }
limit "exit" longest=(days)60 unless=reviewed cite=m
excuse "hardship" cite=m { while-undecided suspends; decided-by officer }
"#;
const BEYOND: &str = r#"
sanction "fine" cite=m { in missed; decided officer }
follow "demand" on=missed within=(days)5 cite=m
"#;
const DISPUTE: &str = r#"
dispute "how long one waits" {
    reading "ten" status=prevailing cite=m { change stage="served" { then missed after=(days)10 from=served } }
    reading "twenty" status=arguable cite=m { change stage="served" { then missed after=(days)20 from=served } }
}
"#;

pub(crate) fn called(rules: &[&str]) -> Scene {
    let mut scene = Scene::new("seed/002", "2023-04-16 09:00", "2023-05-10 09:00");
    let file = PackFile {
        path: "pack.kdl".to_owned(),
        text: format!("{HEAD}{}", rules.join("\n")),
    };
    let pack = PackText {
        name: "written".to_owned(),
        files: vec![file],
    };
    scene.regime = Regime::read(&pack).unwrap();
    scene
}

/// Sent on the 17th, delivered on the 18th, told of the effect on the 20th.
fn served(rules: &[&str]) -> Scene {
    called(rules)
        .then("2023-04-17 10:00", Dispatched, "channel=post")
        .then("2023-04-18 10:00", Delivered, "channel=post")
        .then("2023-04-20 10:00", Told, "effect=exit channel=post")
}

pub(crate) fn written(scene: &Scene, at: &str) -> Value {
    let as_of = AsOf {
        at: time(at),
        known_at: None,
    };
    let life = scene.life();
    serde_json::to_value(position(&scene.regime, &life, as_of)).unwrap()
}

fn explained(scene: &Scene, at: &str, measure: &str) -> String {
    let as_of = AsOf {
        at: time(at),
        known_at: None,
    };
    let life = scene.life();
    position(&scene.regime, &life, as_of)
        .explain(measure)
        .unwrap()
}

#[test]
fn a_position_says_what_is_when_since_when_and_until_when() {
    let scene = served(&[RULES, BEYOND, ONE]);
    let mut found = written(&scene, "2023-04-29 12:00");
    let effects = found["effects"].take();
    assert_eq!(
        found,
        json!({
            "at": "2023-04-29T12:00:00+03:00",
            "known_at": null,
            "versions": ["1"],
            "eligible": "yes",
            "served": {
                "since": "2023-04-18T10:00:00+03:00",
                "channel": "post",
                "rule": "service post",
                "day": "2023-04-18",
                "sender": "2023-04-17T10:00:00+03:00",
            },
            "stage": { "text": "missed" },
            "duties": [{
                "duty": "come",
                "status": "open",
                "due": "2023-05-10T09:00:00+03:00",
                "ends": ["exit", "driving"],
            }],
            "open": {
                "excuses": [{ "excuse": "hardship", "until": null, "suspends": true }],
                "claims": [],
            },
            "effects": null,
            "sanctions": [{ "sanction": "fine", "status": "open" }],
            "follows": [{
                "instrument": "demand",
                "since": "2023-04-29T00:00:00+03:00",
                "until": "2023-05-05T00:00:00+03:00",
            }],
            "next_change": "2023-05-11T00:00:00+03:00",
        })
    );
    let mut exit = effects[0].clone();
    let because = exit["because"].take();
    assert_eq!(
        exit,
        json!({
            "measure": "exit",
            "answer": "yes",
            "since": "2023-04-18T10:00:00+03:00",
            "until": "2023-06-17T00:00:00+03:00",
            "readings": {},
            "because": null,
            "ends_on": [
                "appeared", "brought-in", "excuse-accepted", "objection-upheld", "withdrawn",
                "found-ineligible", "died", "replied",
            ],
            "remedies": [{
                "remedy": "objection",
                "until": "2023-05-11T00:00:00+03:00",
                "stays": true,
            }],
        })
    );
    assert_eq!(because["rule"], "effect exit");
    assert_eq!(because["truth"], "yes");
    assert_eq!(because["cite"], json!(["m"]));
    let text = because.to_string();
    for part in ["parts", "\"events\":[\"e2\"]", "2023-04-18T10:00:00+03:00"] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    // What is empty is left out.
    let leaves = text.matches("\"parts\":[]").count() + text.matches("\"events\":[]").count();
    assert_eq!(leaves + text.matches("\"cite\":[]").count(), 0, "{text}");
}

#[test]
fn what_a_regime_does_not_know_is_not_written() {
    let scene = served(&[RULES, ONE]);
    let found = written(&scene, "2023-04-29 12:00");
    let keys: Vec<&String> = found.as_object().unwrap().keys().collect();
    for key in ["sanctions", "follows"] {
        assert!(!keys.iter().any(|it| *it == key), "{key} in {found}");
    }
    // Nothing is said of the sender where nothing was sent.
    let scene = called(&[RULES, ONE]).then("2023-04-18 10:00", Delivered, "channel=post");
    let found = written(&scene, "2023-04-29 12:00");
    assert_eq!(found["served"].get("sender"), None);
}

#[test]
fn the_next_change_is_the_next_of_anything() {
    let scene = served(&[RULES, BEYOND, ONE]);
    for (at, next) in [
        ("2023-04-17 12:00", json!("2023-04-18T10:00:00+03:00")),
        ("2023-04-18 10:00", json!("2023-04-29T00:00:00+03:00")),
        ("2023-04-28 23:59", json!("2023-04-29T00:00:00+03:00")),
        ("2023-04-29 00:00", json!("2023-05-11T00:00:00+03:00")),
        ("2023-05-11 00:00", json!("2023-06-17T00:00:00+03:00")),
    ] {
        assert_eq!(written(&scene, at)["next_change"], next, "at {at}");
    }
    let scene = scene.then("2023-05-12 10:00", Appeared, "");
    let found = written(&scene, "2023-05-12 10:00");
    assert_eq!(found["next_change"], Value::Null);
    // A stage is a change even where no effect is.
    let quiet = RULES
        .replace("in missed;", "in issued;")
        .replace("in served missed;", "in issued;");
    let scene = called(&[&quiet, ONE]).then("2023-04-18 10:00", Delivered, "channel=post");
    let found = written(&scene, "2023-04-18 10:00");
    assert_eq!(found["next_change"], "2023-04-29T00:00:00+03:00");
}

#[test]
fn a_duty_is_open_met_excused_or_void() {
    let status = |scene: &Scene| written(scene, "2023-05-01 12:00")["duties"][0]["status"].clone();
    let scene = || served(&[RULES, ONE]);
    let at = "2023-04-30 10:00";
    assert_eq!(status(&scene()), "open");
    assert_eq!(status(&scene().then(at, Appeared, "")), "met");
    let excused = scene().then(at, ExcuseAccepted, "excuse=hardship by=officer");
    assert_eq!(status(&excused), "excused");
    let taken = scene().then(at, BroughtIn, "");
    assert_eq!(status(&taken), "void");
    let withdrawn = scene().then(at, Withdrawn, "by=officer");
    assert_eq!(status(&withdrawn), "void");
}

#[test]
fn no_remedy_is_open_before_service_or_against_what_is_over() {
    let remedies = |scene: &Scene, at: &str| written(scene, at)["effects"][0]["remedies"].clone();
    let scene = served(&[RULES, ONE]);
    assert_eq!(remedies(&scene, "2023-04-18 09:59"), json!([]));
    // Nobody has told the person yet: it has no last day.
    let open = json!([{ "remedy": "objection", "until": null, "stays": true }]);
    assert_eq!(remedies(&scene, "2023-04-18 10:00"), open);
    assert_eq!(
        written(&scene, "2023-04-29 12:00")["effects"][1]["remedies"],
        json!([]),
        "none stands against driving"
    );
    let closed = served(&[RULES, ONE]).then("2023-04-21 10:00", Appeared, "");
    assert_eq!(remedies(&closed, "2023-04-21 10:00"), json!([]));
    let used = served(&[RULES, ONE]).then("2023-04-21 10:00", Objected, "effect=exit");
    assert_eq!(remedies(&used, "2023-04-21 10:00"), json!([]));
}

#[test]
fn a_law_that_is_read_in_two_ways_says_both() {
    let scene = served(&[RULES, BEYOND, DISPUTE, ONE]);
    let at = "2023-05-01 12:00";
    let found = written(&scene, at);
    assert_eq!(
        found["stage"],
        json!({ "ten": "missed", "twenty": "served" })
    );
    assert_eq!(
        found["sanctions"],
        json!([{ "sanction": "fine", "status": "no" }])
    );
    assert_eq!(found.get("follows"), None);
    let driving = &found["effects"][1];
    assert_eq!(driving["answer"], "unknown");
    assert_eq!(driving["readings"], json!({ "ten": "yes", "twenty": "no" }));
    assert_eq!(driving["because"]["rule"], "effect driving");
    assert_eq!(driving["because"]["truth"], "unknown");
    let trees = &driving["because"]["readings"];
    assert_eq!(trees["ten"]["truth"], "yes");
    assert_eq!(trees["twenty"]["truth"], "no");
    let text = explained(&scene, at, "driving");
    let heads: Vec<&str> = text
        .lines()
        .filter(|it| it.starts_with("as read"))
        .collect();
    assert_eq!(heads, ["as read \"ten\":", "as read \"twenty\":"]);
    let first = text.lines().nth(1).unwrap();
    assert!(first.starts_with("  + "), "{text}");
    assert!(text.lines().nth(2).unwrap().starts_with("    "), "{text}");
}

#[test]
fn a_law_that_is_read_in_one_way_says_so_without_a_heading() {
    let text = explained(&served(&[RULES, ONE]), "2023-05-01 12:00", "driving");
    assert!(text.starts_with("+ "), "{text}");
    assert!(text.lines().nth(1).unwrap().starts_with("  "), "{text}");
    assert!(!text.lines().nth(1).unwrap().starts_with("    "), "{text}");
    assert!(text.lines().next().unwrap().ends_with(" [m]"), "{text}");
    assert!(!text.contains("[]"), "{text}");
}

fn truths(timeline: &Timeline, measure: &str, points: &[&str]) -> Vec<&'static str> {
    points
        .iter()
        .map(|at| timeline.answer(measure, time(at)).word())
        .collect()
}

#[test]
fn the_timeline_tells_each_measure_at_each_instant() {
    let scene = served(&[RULES, DISPUTE, ONE]);
    let life = scene.life();
    let whole = timeline(&scene.regime, &life, None);
    let points = [
        "2023-04-18 09:59",
        "2023-04-18 10:00",
        "2023-04-28 23:59",
        "2023-04-29 00:00",
        "2023-05-08 23:59",
        "2023-05-09 00:00",
        "2023-06-16 23:59",
        "2023-06-17 00:00",
    ];
    let exit = ["no", "yes", "yes", "yes", "yes", "yes", "yes", "no"];
    assert_eq!(truths(&whole, "exit", &points), exit);
    let driving = ["no", "no", "no", "unknown", "unknown", "yes", "yes", "yes"];
    assert_eq!(truths(&whole, "driving", &points), driving);
    assert_eq!(truths(&whole, "parade", &points), ["no"; 8]);
    let read = |place: usize, measure: &str| -> Vec<&str> {
        let at = points.iter();
        at.map(|at| whole.reading(place, measure, time(at)).word())
            .collect()
    };
    assert_eq!(read(0, "exit"), exit);
    let ten = ["no", "no", "no", "yes", "yes", "yes", "yes", "yes"];
    assert_eq!(read(0, "driving"), ten);
    let twenty = ["no", "no", "no", "no", "no", "yes", "yes", "yes"];
    assert_eq!(read(1, "driving"), twenty);
    assert_eq!(read(2, "driving"), ["no"; 8]);
    let stale = whole.answers.last().map(|spell| spell.from);
    let days = [
        "2023-04-18 10:00",
        "2023-04-29 00:00",
        "2023-05-09 00:00",
        "2023-06-17 00:00",
    ];
    let days = days.map(time);
    let spells: Vec<_> = days.windows(2).map(|it| (it[0], Some(it[1]))).collect();
    assert_eq!(whole.held("exit"), spells);
    assert_eq!(whole.held("driving"), [spells[2], (days[3], stale)]);
    assert_eq!(whole.held("parade"), []);
    // Nothing is repeated, and the beginning of time is told.
    let from: Vec<String> = whole
        .answers
        .iter()
        .map(|spell| spell.from.to_string())
        .collect();
    // The last is that of the facts, which are stale a year after they were recorded.
    assert_eq!(from.len(), 6, "{from:?}");
    for (place, spells) in whole.alternatives.iter().enumerate() {
        assert_eq!(spells.len(), 5, "{spells:?}");
        assert_eq!(&spells_under(&scene.regime, place, &life, None), spells);
        let pairs = spells.windows(2);
        assert!(
            pairs.into_iter().all(
                |pair| (0..2).any(|measure| pair[0].effect(measure) != pair[1].effect(measure))
            ),
            "{spells:?}"
        );
    }
    assert_eq!(spells_under(&scene.regime, 2, &life, None), []);
    // Before the copy was recorded nothing was known.
    let before = timeline(&scene.regime, &life, Some(time("2023-04-18 09:59")));
    assert_eq!(truths(&before, "exit", &points), ["no"; 8]);
}

#[test]
fn where_the_law_is_read_in_one_way_the_answers_are_its_spells() {
    let scene = served(&[RULES, ONE]);
    let whole = timeline(&scene.regime, &scene.life(), None);
    assert_eq!(whole.alternatives.len(), 1);
    assert_eq!(whole.answers, whole.alternatives[0]);
}

#[test]
fn of_two_services_the_later_counts() {
    let both = r#"
service "post" cite=m { when delivered }
dispute "what serves" {
    reading "the letter" status=prevailing cite=m { change service="post" { when posted } }
    reading "its delivery" status=arguable cite=m { change service="post" { when delivered } }
}
lifecycle "call-up" { stage issued { then served on=served }; stage served }
"#;
    let turned = both
        .replace("the letter", "x")
        .replace("when posted", "when y")
        .replace(
            "{ change service=\"post\" { when delivered } }",
            "{ change service=\"post\" { when posted } }",
        )
        .replace("when y", "when delivered");
    for rules in [both, turned.as_str()] {
        let scene = called(&[rules, ONE])
            .then("2023-04-17 10:00", Posted, "channel=post")
            .then("2023-04-18 10:00", Delivered, "channel=post");
        let since = |at: &str| written(&scene, at)["served"]["since"].clone();
        assert_eq!(since("2023-04-17 12:00"), Value::Null, "one reading only");
        assert_eq!(since("2023-04-18 12:00"), "2023-04-18T10:00:00+03:00");
    }
}

#[test]
fn of_two_services_at_one_instant_the_first_readings_is_told() {
    let rules = r#"
channel "portal" serves=#true
service "post" cite=m { when delivered }
service "portal" cite=m { when opened }
dispute "what serves" {
    reading "the letter" status=prevailing cite=m { change service="portal" { never } }
    reading "the account" status=arguable cite=m { change service="post" { never } }
}
lifecycle "call-up" { stage issued { then served on=served }; stage served }
"#;
    let scene = called(&[rules, ONE])
        .then("2023-04-18 10:00", Delivered, "channel=post")
        .then("2023-04-18 10:00", Opened, "channel=portal");
    assert_eq!(
        written(&scene, "2023-04-18 12:00")["served"]["channel"],
        "post"
    );
}

#[test]
fn what_was_corrected_in_the_instant_in_which_it_was_is_no_change() {
    let at = "2023-04-18 10:00";
    let scene = called(&[RULES, ONE])
        .then(at, Delivered, "channel=post")
        .then(at, Corrected, "supersedes=e1");
    let found = written(&scene, "2023-04-17 12:00");
    assert_eq!(found["next_change"], Value::Null);
}

#[test]
fn a_remedy_that_either_law_opens_is_open() {
    let second = r#"version "2" cite=m { in-force from="2023-05-01T00:00"; pending keep-old-unless-milder; remedy "objection" cite=m { against "exit"; open-for (days)30 from=told; stays #true; decide-within (days)30 else=ends } }"#;
    let scene = served(&[RULES, ONE, second]);
    let open = |until: &str| json!([{ "remedy": "objection", "until": until, "stays": true }]);
    for (at, until) in [
        ("2023-04-30 12:00", "2023-05-11T00:00:00+03:00"),
        ("2023-05-02 12:00", "2023-05-21T00:00:00+03:00"),
        ("2023-05-15 12:00", "2023-05-21T00:00:00+03:00"),
    ] {
        let found = written(&scene, at)["effects"][0]["remedies"].clone();
        assert_eq!(found, open(until), "at {at}");
    }
    let found = written(&scene, "2023-05-21 00:00")["effects"][0]["remedies"].clone();
    assert_eq!(found, json!([]));
}
