//! The properties of one matter.

use writ_law::regime::Regime;
use writ_law::tree::Predicate;

use super::{GOOD, WALKED, found, otherwise, read, replays};

const REMEDY: &str = "remedy \"objection\" cite=\"rules\" { against \"permit\" \"licence\"; \
                      open-for (days)30 from=told; stays #true; decide-within (days)15 else=ends; \
                      then court }";

/// A pack with these changes misses just this, in these words, and the evaluator agrees.
fn misses(code: &str, changes: &[(&str, &str)], words: &str) {
    let text = otherwise(changes);
    let findings = found(&text, &[code]);
    let finding = findings
        .first()
        .unwrap_or_else(|| panic!("{code} finds nothing:\n{text}"));
    assert!(finding.text.contains(words), "{}", finding.text);
    assert!(!finding.text.starts_with("not proved"), "{}", finding.text);
    findings.iter().for_each(|it| replays(&text, it));
}

/// A pack with these changes keeps to all of it.
fn keeps(changes: &[(&str, &str)]) {
    assert_eq!(found(&otherwise(changes), &WALKED), []);
}

#[test]
fn the_good_pack_keeps_to_all_of_it() {
    assert_eq!(found(GOOD, &WALKED), []);
}

#[test]
fn w003_wants_a_remedy_that_stays() {
    misses("W003", &[(REMEDY, "")], "nothing is open against it");
    misses(
        "W003",
        &[("stays #true", "stays #false")],
        "does not stay it",
    );
    misses(
        "W003",
        &[("from=told", "from=served")],
        "does not stay it from when",
    );
}

#[test]
fn w003_wants_it_open_for_fourteen_days() {
    misses(
        "W003",
        &[("(days)30 from=told", "(days)13 from=told")],
        "no longer be objected to",
    );
    keeps(&[("(days)30 from=told", "(days)14 from=told")]);
}

#[test]
fn w003_wants_it_decided_in_thirty_days() {
    misses(
        "W003",
        &[("decide-within (days)15", "decide-within (days)45")],
        "after an objection",
    );
    misses(
        "W003",
        &[("decide-within (days)15 else=ends; ", "")],
        "after an objection",
    );
    keeps(&[("decide-within (days)15", "decide-within (days)30")]);
}

#[test]
fn w003_lets_a_court_take_its_time_on_what_a_court_decided() {
    keeps(&[
        ("decided officer", "decided court"),
        ("decide-within (days)15", "decide-within (days)45"),
    ]);
}

#[test]
fn w004_wants_every_act_that_meets_the_duty_to_end_the_effect() {
    let answers = ("met-by appeared", "met-by replied appeared");
    misses("W004", &[answers], "goes on after `replied`");
    keeps(&[
        answers,
        (
            "then defaulted after",
            "then answered on=replied; then defaulted after",
        ),
        (
            "stage defaulted {}",
            "stage defaulted { then answered on=replied }\n    stage answered {}",
        ),
    ]);
}

#[test]
fn w004_wants_an_answer_to_end_it_for_good() {
    misses(
        "W004",
        &[
            ("met-by appeared", "met-by replied"),
            (
                "then defaulted after",
                "then answered on=replied; then defaulted after",
            ),
            (
                "stage defaulted {}",
                "stage defaulted { then answered on=replied }\n    \
                 stage answered { then defaulted on=absent }",
            ),
        ],
        "goes on after `replied`",
    );
}

#[test]
fn w005_wants_a_limit_of_ninety_days() {
    let limit = "limit \"permit\" longest=(days)90 unless=reviewed";
    misses(
        "W005",
        &[(limit, "limit \"permit\" longest=(days)91 unless=reviewed")],
        "90 days",
    );
    let text = otherwise(&[(
        "limit \"licence\" longest=(days)60 most=(days)180 within=(days)365 cite=\"rules\"",
        "",
    )]);
    let found = found(&text, &["W005"]);
    let [walked, over_all] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert!(walked.text.contains("for ever"), "{}", walked.text);
    replays(&text, walked);
    assert!(over_all.text.contains("over several matters"));
    keeps(&[(limit, "limit \"permit\" longest=(weeks)12")]);
}

#[test]
fn w006_wants_nothing_to_follow_from_a_test() {
    let text = otherwise(&[(
        "lifecycle \"call\"",
        "lifecycle \"drill\" cite=\"rules\" { stage drilled { then missed on=absent }; stage missed {} }\n\
         lifecycle \"call\"",
    )]);
    let findings = found(&text, &["W006"]);
    // The evaluator gives a test no stages, so it follows no such story.
    assert!(
        findings.iter().any(|it| it.text.starts_with("not proved")),
        "{findings:?}"
    );
    assert!(findings.iter().all(|it| it.counterexample.is_none()));
}

#[test]
fn w007_wants_service_first() {
    let early = [
        (
            "in missed defaulted; decided officer",
            "in issued missed defaulted; decided automatic",
        ),
        (
            "warning \"last call\" cite=\"rules\" { after missed; by \"inbox\" \"letter\"; then (days)14 }",
            "",
        ),
    ];
    misses("W007", &early, "before the person is served");
}

#[test]
fn w008_wants_knowledge_or_a_second_channel_and_a_claim() {
    let posted = ("when opened", "when opened; or posted");
    misses("W008", &[posted], "suspends nothing");
    let claim = (
        "excuse \"illness\"",
        "claim non-receipt cite=\"rules\" { while-undecided suspends; decide-within (days)15 else=ends; decided-by officer }\nexcuse \"illness\"",
    );
    misses("W008", &[posted, claim], "no other channel was tried");
    keeps(&[
        (
            "when opened",
            "when opened; or posted; needs tried=\"letter\"",
        ),
        claim,
    ]);
}

#[test]
fn w008_takes_the_seventh_day_for_a_presumption() {
    let nth = [(
        "when delivered; or refused",
        "when delivered; or absent on-day=(days)7",
    )];
    misses("W008", &nth, "presumption");
}

/// A pack cannot even write such a category, but a tree can hold it.
#[test]
fn w011_wants_facts() {
    let mut tree = read(GOOD).tree().clone();
    for category in &mut tree.categories {
        category.when = Predicate::All(Vec::new());
    }
    let mut findings = Regime::of_tree(tree).unwrap().check();
    findings.retain(|it| it.code == "W011");
    let finding = findings.first().unwrap();
    assert!(
        finding.text.contains("of whom nothing is known"),
        "{}",
        finding.text
    );
    let shown = finding.counterexample.as_deref().unwrap();
    assert!(shown.contains("residence=unknown"), "{shown}");
}

#[test]
fn a_counterexample_is_the_shortest() {
    let text = otherwise(&[(REMEDY, "")]);
    let findings = found(&text, &["W003"]);
    let shown = findings
        .first()
        .and_then(|it| it.counterexample.clone())
        .unwrap();
    // Served, warned, decided: with less nothing holds.
    assert_eq!(shown.matches("\n    at ").count(), 3, "{shown}");
}
