//! What is open to the person: what they can still say, and what ends when they do what is asked.

use super::scene::Scene;
use super::written::{called, written};
use serde_json::{Value, json};
use writ_law::event::EventKind::{
    Appeared, Delivered, ExcuseClaimed, ExcuseRefused, NonReceiptClaimed, Posted,
};

const ONE: &str = r#"version "1" { in-force from="2023-04-01T00:00"; pending keep-old }"#;
const HAND: &str = r#"channel "hand" serves=#true { by officer; to person }"#;
const DESK: &str = r#"channel "desk" serves=#true { by officer }"#;
const POST: &str = r#"service "post" cite=m { when posted after=(days)3 }"#;
const COME: &str = r#"
duty "come" cite=m { from served; by appear-at; met-by appeared }
lifecycle "call-up" { stage issued { then served on=served }; stage served { then missed after=(days)10 from=served }; stage missed }
"#;
const NON_RECEIPT: &str =
    "claim non-receipt cite=m { while-undecided suspends; decided-by officer }";
const APPEARANCE: &str = "claim appearance cite=m { while-undecided suspends; decided-by officer }";

/// Posted on 17 April, so served when the 20th is over.
fn posted(rules: &[&str]) -> Scene {
    let rules = [&[ONE, HAND, COME], rules].concat();
    called(&rules).then("2023-04-17 10:00", Posted, "channel=post")
}

/// Handed over to the person themselves.
fn handed(scene: Scene, at: &str) -> Scene {
    let mut scene = scene.then(at, Delivered, "channel=hand by=officer");
    scene.events.last_mut().unwrap().to = Some("person".to_owned());
    scene
}

fn claims(scene: &Scene, at: &str) -> Value {
    written(scene, at)["open"]["claims"].clone()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn that_nothing_came_can_be_said_until_something_shows_that_it_did() {
    let day = "2023-04-23 12:00";
    let rules = [POST, NON_RECEIPT];
    let landed = || posted(&rules).then("2023-04-22 10:00", Delivered, "channel=post");
    let desk = [POST, NON_RECEIPT, DESK];
    let left = || posted(&desk).then("2023-04-22 10:00", Delivered, "channel=desk by=officer");
    let claimed = || posted(&rules).then("2023-04-22 10:00", NonReceiptClaimed, "");
    let came = || posted(&rules).then("2023-04-22 10:00", Appeared, "");
    let rows = [
        (
            posted(&rules),
            "2023-04-20 12:00",
            json!([]),
            "nobody is served",
        ),
        (
            posted(&rules),
            "2023-04-21 00:00",
            json!(["non-receipt"]),
            "served by posting alone",
        ),
        (
            handed(posted(&rules), "2023-04-19 10:00"),
            day,
            json!(["non-receipt"]),
            "what came before service is another copy",
        ),
        (
            handed(posted(&rules), "2023-04-23 10:00"),
            "2023-04-22 12:00",
            json!(["non-receipt"]),
            "it was not there yet",
        ),
        (
            handed(posted(&rules), "2023-04-23 10:00"),
            day,
            json!([]),
            "they have it in their hand",
        ),
        (
            left(),
            day,
            json!(["non-receipt"]),
            "nor that an officer left it with nobody",
        ),
        (
            landed(),
            day,
            json!(["non-receipt"]),
            "that it landed shows nothing of the person",
        ),
        (claimed(), day, json!([]), "it is heard once"),
        (came(), day, json!([]), "the matter is closed"),
    ];
    for (scene, at, expected, why) in rows {
        assert_eq!(claims(&scene, at), expected, "{why}");
    }
    let served = [
        r#"service "hand" cite=m { when delivered }"#,
        NON_RECEIPT,
        APPEARANCE,
    ];
    let taken = handed(posted(&served), "2023-04-18 10:00");
    let appearance = json!(["appearance"]);
    assert_eq!(
        claims(&taken, day),
        appearance,
        "nobody denies what they took"
    );
    assert_eq!(claims(&posted(&[POST, APPEARANCE]), day), appearance);
    assert_eq!(
        claims(&posted(&[POST]), day),
        json!([]),
        "the law knows none"
    );
}

#[test]
fn what_one_reading_hears_is_heard_once() {
    let dispute = r#"
dispute "what serves" {
    reading "the hand" status=prevailing cite=m { change service="post" { never } }
    reading "the post" status=arguable cite=m { change service="hand" { never } }
}"#;
    let hand = r#"service "hand" cite=m { when delivered }"#;
    let rules = [POST, hand, NON_RECEIPT, APPEARANCE, dispute];
    let scene = handed(posted(&rules), "2023-04-18 10:00");
    let both = json!(["appearance", "non-receipt"]);
    assert_eq!(claims(&scene, "2023-04-22 12:00"), both);
    assert_eq!(claims(&scene, "2023-04-20 12:00"), json!(["appearance"]));
}

const ILLNESS: &str = r#"
excuse "illness" cite=m { claim-within (days)6 from=appear-at; while-undecided nothing; decided-by officer }
excuse "hardship" cite=m { while-undecided suspends; decided-by officer }
"#;

fn excuses(scene: &Scene, at: &str) -> Value {
    written(scene, at)["open"]["excuses"].clone()
}

#[test]
fn a_reason_can_be_given_once_and_in_its_time() {
    let rules = [POST, ILLNESS];
    let claimed = || posted(&rules).then("2023-04-22 10:00", ExcuseClaimed, "excuse=illness");
    let refused = claimed().then(
        "2023-04-24 10:00",
        ExcuseRefused,
        "excuse=illness by=officer",
    );
    let came = posted(&rules).then("2023-04-22 10:00", Appeared, "");
    let until = "2023-05-16T23:59:59+03:00";
    let illness = json!({ "excuse": "illness", "until": until, "suspends": false });
    let hardship = json!({ "excuse": "hardship", "until": null, "suspends": true });
    let (both, one) = (json!([illness, hardship]), json!([hardship]));
    let rows = [
        (
            posted(&rules),
            "2023-04-20 12:00",
            json!([]),
            "nobody is served",
        ),
        (
            posted(&rules),
            "2023-04-21 12:00",
            both.clone(),
            "both are open",
        ),
        (
            posted(&rules),
            "2023-05-16 23:59",
            both,
            "to the last minute",
        ),
        (
            posted(&rules),
            "2023-05-17 00:00",
            one.clone(),
            "six days after the date are over",
        ),
        (
            claimed(),
            "2023-04-23 12:00",
            one.clone(),
            "it is looked at",
        ),
        (
            refused,
            "2023-04-25 12:00",
            one,
            "it was refused, and is heard once",
        ),
        (came, "2023-04-23 12:00", json!([]), "the matter is closed"),
    ];
    for (scene, at, expected, why) in rows {
        assert_eq!(excuses(&scene, at), expected, "{why}");
    }
}

#[test]
fn over_readings_a_reason_can_be_given_until_the_latest_day() {
    let rules = [
        POST,
        r#"
excuse "hardship" cite=m { while-undecided suspends; decided-by officer }
excuse "illness" cite=m { claim-within (days)20 from=missed; while-undecided suspends; decided-by officer }
dispute "how long one waits" {
    reading "ten" status=prevailing cite=m { change stage="served" { then missed after=(days)10 from=served } }
    reading "twenty" status=arguable cite=m { change stage="served" { then missed after=(days)20 from=served } }
}"#,
    ];
    let until = |at: &str| excuses(&posted(&rules), at)[1]["until"].clone();
    // Missed on 2 May or on the 12th.
    assert_eq!(until("2023-05-20 12:00"), "2023-06-01T23:59:59+03:00");
    assert_eq!(
        until("2023-05-05 12:00"),
        Value::Null,
        "in one of them no day runs"
    );
    let names = excuses(&posted(&rules), "2023-05-20 12:00");
    assert_eq!(names.as_array().unwrap().len(), 2, "{names}");
}

#[test]
fn what_ends_with_a_duty_ends_by_every_act_that_meets_it_and_for_good() {
    let rules = r#"
duty "come" cite=m { from served; by appear-at; met-by appeared }
duty "answer" cite=m { from served; by appear-at; met-by replied }
duty "either" cite=m { from served; by appear-at; met-by appeared replied }
duty "fetched" cite=m { from served; by appear-at; met-by brought-in }
lifecycle "call-up" {
    stage issued { then served on=served }
    stage served { then missed after=(days)10 from=served; then heard on=replied }
    stage heard { then missed after=(days)10 from=served }
    stage missed { then calm on=replied }
    stage calm
}
effect "exit" cite=m { asks border; purpose "leaving"; in served missed; decided automatic; answer-lives (minutes)15 }
effect "parade" cite=m { asks town; purpose "a parade"; in served; decided automatic; answer-lives (minutes)15 }
effect "driving" cite=m { asks licensing; purpose "driving"; in missed; decided automatic; answer-lives (hours)1 }
"#;
    let scene = called(&[ONE, POST, rules]).then("2023-04-17 10:00", Posted, "channel=post");
    let ends = |at: &str| {
        let found = written(&scene, at)["duties"].take();
        let duties = found.as_array().unwrap().clone();
        let told = |it: &Value| (it["duty"].as_str().unwrap().to_owned(), it["ends"].clone());
        duties.iter().map(told).collect::<Vec<_>>()
    };
    let all = |rows: [(&str, Value); 4]| rows.map(|(duty, ends)| (duty.to_owned(), ends));
    // Who answers is heard, and may come to `missed` again, but not to where parades are barred.
    assert_eq!(
        ends("2023-04-22 12:00"),
        all([
            ("come", json!(["exit", "parade"])),
            ("answer", json!(["parade"])),
            ("either", json!(["parade"])),
            ("fetched", json!([])),
        ])
    );
    assert_eq!(
        ends("2023-05-02 12:00"),
        all([
            ("come", json!(["exit", "driving"])),
            ("answer", json!(["exit", "driving"])),
            ("either", json!(["exit", "driving"])),
            ("fetched", json!([])),
        ])
    );
}
