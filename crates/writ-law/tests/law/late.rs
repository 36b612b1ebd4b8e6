//! Relief that becomes known late takes nothing back and adds nothing: where it would bring an
//! effect about in the past, the past stays as it was known then.
//!
//! Each row is a rule that makes a burden of what relieves, as a law can. The middle of each case
//! lies between what happened and its recording.

use super::scene::{Scene, time};
use writ_law::event::EventKind::{
    Corrected, Decided, Delivered, ExcuseAccepted, ExcuseClaimed, ExcuseRefused, Judged,
    NonReceiptClaimed, Objected, OutageStarted, Posted, Rebutted, Replied,
};
use writ_law::pack::{PackFile, PackText};
use writ_law::regime::Regime;

const HEAD: &str = r#"
regime "test/late" domain=other { title "Made up for tests" lang=en; status illustrative; zone "Europe/Moscow" }
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
channel "portal" serves=#true
channel "post" serves=#true
version "1" { in-force from="2023-04-01T00:00"; pending keep-old }
"#;
const POST: &str = r#"service "post" cite=m { when delivered }"#;
/// In force in the stage of service and in the one that follows.
const EXIT: &str = r#"effect "exit" cite=m { asks border; purpose "leaving"; in STAGES; decided automatic; answer-lives (minutes)15 }"#;

/// A summons served by post on 18 April.
fn served(rules: &[&str]) -> Scene {
    let mut scene = Scene::new("seed/002", "2023-04-16 09:00", "2023-09-01 09:00");
    let file = PackFile {
        path: "pack.kdl".to_owned(),
        text: format!("{HEAD}{}", rules.join("\n")),
    };
    scene.regime = Regime::read(&PackText {
        name: "late".to_owned(),
        files: vec![file],
    })
    .unwrap();
    scene.then("2023-04-18 10:00", Delivered, "channel=post")
}

/// The effect holds in these stages.
fn exit(stages: &str) -> String {
    EXIT.replace("STAGES", stages)
}

/// A lifecycle whose stage of service has this way out, to the stage `gone`.
fn way(then: &str) -> String {
    format!(
        r#"lifecycle "call-up" {{ tolled-by outage; stage issued {{ then served on=served }}; stage served {{ {then} }}; stage gone }}"#
    )
}

/// A reply of 2 May and what else happened: in force on the 15th if the reply was recorded at
/// once, not in force then if it was recorded on the 20th, and in force from then on.
#[track_caller]
fn burdens_by_a_reply(why: &str, rules: &[&str], also: &dyn Fn(Scene) -> Scene) {
    let replied = "2023-05-02 10:00";
    let at_once = also(served(rules).then(replied, Replied, "channel=post"));
    at_once.expect(&[("2023-05-15 10:00", "", "exit", "yes", "")]);
    let late = also(served(rules).late(replied, "2023-05-20 12:00", Replied, "channel=post"));
    let rows = [
        ("2023-05-15 10:00", "", "exit", "no", ""),
        ("2023-05-20 11:59", "", "exit", "no", ""),
        ("2023-05-20 12:00", "", "exit", "yes", ""),
    ];
    eprintln!("{why}");
    late.expect(&rows);
}

#[test]
fn a_reply_that_burdens_does_so_from_its_recording_only() {
    let nothing = |scene: Scene| scene;
    let gone = exit("gone");
    burdens_by_a_reply(
        "it leads to another stage",
        &[POST, &way("then gone on=replied"), &gone],
        &nothing,
    );
    burdens_by_a_reply(
        "a period runs from it",
        &[POST, &way("then gone after=(days)5 from=replied"), &gone],
        &nothing,
    );
    let missed = way(r#"then gone missed="come""#);
    burdens_by_a_reply(
        "a duty begins with it",
        &[
            POST,
            &missed,
            &gone,
            r#"duty "come" cite=m { from replied; within (days)5; met-by appeared }"#,
        ],
        &nothing,
    );
    burdens_by_a_reply(
        "a duty is due with it",
        &[
            POST,
            &missed,
            &gone,
            r#"duty "come" cite=m { from served; by replied; met-by appeared }"#,
        ],
        &nothing,
    );
    burdens_by_a_reply(
        "it meets a duty whose default would have ended the effect",
        &[
            POST,
            &missed,
            &exit("served"),
            r#"duty "come" cite=m { from served; within (days)20; met-by replied }"#,
        ],
        &nothing,
    );
}

#[test]
fn a_reply_that_closes_what_the_person_may_say_closes_it_from_its_recording_only() {
    let stay = way("then gone on=appeared");
    let held = exit("served");
    let claims = |scene: Scene| scene.then("2023-05-10 10:00", ExcuseClaimed, "excuse=illness");
    burdens_by_a_reply(
        "the time to claim an excuse runs from it",
        &[
            POST,
            &stay,
            &held,
            r#"excuse "illness" cite=m { claim-within (days)3 from=replied; while-undecided suspends; decided-by officer }"#,
        ],
        &claims,
    );
    let accepted = |scene: Scene| {
        scene.then(
            "2023-04-25 10:00",
            ExcuseAccepted,
            "excuse=illness by=officer",
        )
    };
    burdens_by_a_reply(
        "the new day after an excuse runs from it",
        &[
            POST,
            &stay,
            &held,
            r#"excuse "illness" cite=m { then-appear-within (days)3 from=replied; while-undecided suspends; decided-by officer }"#,
        ],
        &accepted,
    );
    let objects = |scene: Scene| scene.then("2023-05-10 10:00", Objected, "effect=exit");
    burdens_by_a_reply(
        "the time to object runs from it",
        &[
            POST,
            &stay,
            &held,
            r#"remedy "objection" cite=m { against "exit"; open-for (days)5 from=replied; stays #true; decide-within (days)30 else=ends }"#,
        ],
        &objects,
    );
    let decided = |scene: Scene| {
        scene.then(
            "2023-05-10 10:00",
            Decided,
            "effect=exit outcome=imposed by=officer",
        )
    };
    let within = r#"effect "exit" cite=m { asks border; purpose "leaving"; in served; decided officer; decide-within (days)30 from=replied; answer-lives (minutes)15 }"#;
    burdens_by_a_reply(
        "the time to decide runs from it",
        &[POST, &stay, within],
        &decided,
    );
}

#[test]
fn a_reply_that_was_sent_before_service_is_the_senders_time_from_its_recording_only() {
    let rules = [
        r#"service "post" cite=m { when delivered; sender replied }"#,
        &way("then gone after=(days)20 from=sender"),
        &exit("gone"),
    ];
    let row = |answer| [("2023-05-08 12:00", "", "exit", answer, "")];
    let (sent, known) = ("2023-04-17 10:00", "2023-05-20 12:00");
    served(&rules)
        .then(sent, Replied, "channel=post")
        .expect(&row("yes"));
    served(&rules)
        .late(sent, known, Replied, "channel=post")
        .expect(&row("no"));
}

/// In force in the stage of service alone, which ends after twenty days: on 9 May.
fn for_twenty_days(more: &[&str]) -> Scene {
    let (way, exit) = (way("then gone after=(days)20 from=served"), exit("served"));
    let mut rules = vec![way.as_str(), exit.as_str()];
    rules.extend(more);
    served(&rules)
}

#[test]
fn relief_that_makes_an_effect_last_longer_does_so_from_its_recording_only() {
    let middle = |answer| [("2023-05-15 10:00", "", "exit", answer, "")];
    for_twenty_days(&[POST]).expect(&middle("no"));
    let (at, known) = ("2023-04-20 10:00", "2023-05-20 12:00");
    // An outage stops the clocks; without its end they stand still to this day.
    let outage = for_twenty_days(&[POST]);
    outage
        .then(at, OutageStarted, "channel=post")
        .expect(&middle("yes"));
    let outage = for_twenty_days(&[POST]);
    outage
        .late(at, known, OutageStarted, "channel=post")
        .expect(&middle("no"));
    // The first copy was none: the second serves, on 1 May, and the twenty days run from there.
    let copies = || for_twenty_days(&[POST]).then("2023-05-01 10:00", Delivered, "channel=post");
    copies()
        .then(at, Corrected, "supersedes=e1")
        .expect(&middle("yes"));
    copies()
        .late(at, known, Corrected, "supersedes=e1")
        .expect(&middle("no"));
}

#[test]
fn a_service_that_is_undone_leaves_the_time_before_as_it_was_known() {
    let both = r#"
service "post" cite=m { when delivered; rebutted-by wrong-person then=never }
service "portal" cite=m { when posted }
claim non-receipt cite=m { while-undecided suspends; decide-within (days)15 else=ends; decided-by officer }"#;
    let copies = || for_twenty_days(&[both]).then("2023-05-01 10:00", Posted, "channel=portal");
    let rows = [
        (
            "2023-05-08 10:00",
            "",
            "exit",
            "yes",
            "the copy of 18 April served",
        ),
        (
            "2023-05-10 10:00",
            "",
            "exit",
            "no",
            "its twenty days had run",
        ),
        ("2023-05-12 09:59", "", "exit", "no", ""),
        (
            "2023-05-12 10:00",
            "",
            "exit",
            "yes",
            "the copy of 1 May served",
        ),
    ];
    let rows = rows.map(|(at, known, measure, answer, _)| (at, known, measure, answer, ""));
    let undone = "channel=post reason=wrong-person";
    copies()
        .then("2023-05-12 10:00", Rebutted, undone)
        .expect(&rows);
}

#[test]
fn a_claim_that_is_used_up_by_one_recorded_later_was_not_used_up_before() {
    let (first, refused, second) = ("2023-05-02 10:00", "2023-05-05 10:00", "2023-05-10 10:00");
    let known = "2023-05-20 12:00";
    let middle = |answer| [("2023-05-15 10:00", "", "exit", answer, "")];
    let (stay, held) = (way("then gone on=appeared"), exit("served"));
    let excuse = r#"excuse "illness" cite=m { while-undecided suspends; decided-by officer }"#;
    let excuses = |recorded: &str| {
        served(&[POST, &stay, &held, excuse])
            .late(first, recorded, ExcuseClaimed, "excuse=illness")
            .then(refused, ExcuseRefused, "excuse=illness by=officer")
            .then(second, ExcuseClaimed, "excuse=illness")
    };
    excuses(first).expect(&middle("yes"));
    excuses(known).expect(&middle("no"));
    let posted = r#"
service "post" cite=m { when opened }
service "portal" cite=m { when posted }
claim non-receipt cite=m { while-undecided suspends; decide-within (days)90 else=ends; decided-by officer }"#;
    let claims = |recorded: &str| {
        served(&[posted, &stay, &held])
            .then("2023-04-19 10:00", Posted, "channel=portal")
            .late(first, recorded, NonReceiptClaimed, "channel=portal")
            .then(refused, Judged, "reason=non-receipt outcome=no by=officer")
            .then(second, NonReceiptClaimed, "channel=portal")
    };
    claims(first).expect(&middle("yes"));
    claims(known).expect(&middle("no"));
    assert!(time(first) < time(known));
}

#[test]
fn a_fact_recorded_later_that_undoes_a_service_leaves_the_time_before_as_it_was_known() {
    let rules = r#"
channel "account" serves=#true { needs account=active }
service "account" cite=m { when posted }
service "post" cite=m { when delivered }"#;
    let middle = |answer| [("2023-05-15 10:00", "", "exit", answer, "")];
    let closed = |recorded: &str| {
        let mut scene = for_twenty_days(&[rules]);
        scene.events.clear();
        scene
            .then("2023-04-18 10:00", Posted, "channel=account")
            .then("2023-05-01 10:00", Delivered, "channel=post")
            .fact("account", "none", "2023-04-17 12:00", recorded)
    };
    // Without an account the first copy did not serve; the twenty days run from 1 May.
    closed("2023-04-17 12:00").expect(&middle("yes"));
    closed("2023-05-20 12:00").expect(&middle("no"));
}

#[test]
fn before_service_too_a_reply_burdens_from_its_recording_only() {
    let rules = [
        POST,
        r#"lifecycle "call-up" { stage issued { then gone on=replied; then served on=served }; stage gone; stage served }"#,
        &exit("gone"),
    ];
    let middle = |answer| [("2023-05-15 10:00", "", "exit", answer, "")];
    let replied = |recorded: &str| {
        let mut scene = served(&rules);
        scene.events.clear();
        scene.late("2023-05-02 10:00", recorded, Replied, "channel=post")
    };
    replied("2023-05-02 10:00").expect(&middle("yes"));
    replied("2023-05-20 12:00").expect(&middle("no"));
}
