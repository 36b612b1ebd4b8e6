//! The law before and after.

use writ_law::diff::{Change, Diff, diff};

use super::{GOOD, otherwise, read};

fn between(before: &str, after: &str) -> Diff {
    let (before, after) = (read(before), read(after));
    diff((&before, None), (&after, None)).unwrap()
}

fn changes(diff: &Diff) -> Vec<(&str, Change)> {
    let mut changes: Vec<_> = diff
        .worse
        .iter()
        .map(|it| (it.measure.as_str(), it.change))
        .collect();
    changes.sort_unstable();
    changes.dedup();
    changes
}

/// What is told of a change stands in a witness that passes under the law after.
fn gets(changes_of: &[(&str, &str)], measure: &str, change: Change) {
    let text = otherwise(changes_of);
    let diff = between(GOOD, &text);
    let one = diff
        .worse
        .iter()
        .find(|it| it.measure == measure && it.change == change);
    let one = one.unwrap_or_else(|| panic!("{:?}", changes(&diff)));
    assert_ne!(one.before, one.after);
    let with = format!("{text}\n{}", one.witness);
    let outcomes = writ_law::example::run(&read(&with));
    assert!(
        outcomes.last().unwrap().misses.is_empty(),
        "{}\n{outcomes:?}",
        one.witness
    );
    // Seen from the other side, it gets milder.
    let back = between(&text, GOOD);
    assert!(
        back.better.iter().any(|it| it.measure == measure),
        "{:?}",
        back.better
    );
}

#[test]
fn a_law_does_not_differ_from_itself() {
    let diff = between(GOOD, GOOD);
    assert!(diff.lives > 100, "{}", diff.lives);
    assert_eq!((diff.worse, diff.better), (Vec::new(), Vec::new()));
}

#[test]
fn a_new_measure_is_wider() {
    let diff = between(
        &otherwise(&[(LICENCE, ""), (LIMIT, ""), (" \"licence\";", ";")]),
        GOOD,
    );
    assert_eq!(changes(&diff), [("licence", Change::Wider)]);
}

const LICENCE: &str = "effect \"licence\" cite=\"rules\" { asks licensing; purpose \"new licence\"; in defaulted; decided officer; answer-lives (hours)1 }";
const LIMIT: &str =
    "limit \"licence\" longest=(days)60 most=(days)180 within=(days)365 cite=\"rules\"";

#[test]
fn what_gets_longer_earlier_or_wider_has_a_witness() {
    gets(
        &[("longest=(days)90", "longest=(days)120")],
        "permit",
        Change::Longer,
    );
    gets(
        &[(
            "in defaulted; decided officer",
            "in missed defaulted; decided officer",
        )],
        "licence",
        Change::Wider,
    );
    gets(
        &[("then (days)14", "then (days)7")],
        "permit",
        Change::Wider,
    );
    gets(&[("when opened", "when posted")], "permit", Change::Wider);
    gets(
        &[(
            "all { is residence town }",
            "any { is residence town; is residence elsewhere }",
        )],
        "permit",
        Change::Wider,
    );
}

#[test]
fn what_is_worse_only_for_who_does_something_shows() {
    // A review, a rebuttal, a reason that is given.
    gets(
        &[(
            LIMIT,
            "limit \"licence\" longest=(days)60 unless=reviewed most=(days)180 within=(days)365 cite=\"rules\"",
        )],
        "licence",
        Change::Longer,
    );
    let inbox = "when opened; rebutted-by wrong-person then=never";
    gets(&[(inbox, "when opened")], "permit", Change::Wider);
    let grace = "then defaulted after=\"grace\" from=appear-at";
    let punished = format!("{grace}; then defaulted on=excuse-claimed");
    gets(&[(grace, &punished)], "licence", Change::Wider);
}

#[test]
fn a_narrower_or_shorter_remedy_shows() {
    gets(
        &[("open-for (days)30", "open-for (days)10")],
        "permit",
        Change::Longer,
    );
    gets(&[("stays #true", "stays #false")], "permit", Change::Longer);
    gets(
        &[("decide-within (days)15", "decide-within (days)30")],
        "permit",
        Change::Longer,
    );
    gets(
        &[("against \"permit\" \"licence\"", "against \"licence\"")],
        "permit",
        Change::Longer,
    );
}

#[test]
fn the_shortest_witness_stands_first() {
    let diff = between(
        GOOD,
        &otherwise(&[
            ("longest=(days)90", "longest=(days)120"),
            ("then (days)14", "then (days)7"),
        ]),
    );
    assert!(diff.worse.is_sorted_by_key(|it| it.lines));
}
