//! The law before and after.

use writ_law::diff::{Change, Diff, Harder, Of, diff};

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

/// The law after that has a sanction.
fn punishing(rule: &str) -> String {
    format!("{GOOD}\nsanction \"fine\" cite=\"rules\" {{ {rule} }}\n")
}

fn harder(diff: &Diff) -> Vec<(&str, Harder)> {
    let harder = diff.harder.iter();
    harder.map(|it| (it.sanction.as_str(), it.how)).collect()
}

/// A stage that nothing leads to, and a sanction in it.
const LOST: (&str, &str) = ("stage defaulted {}", "stage defaulted {}; stage lost {}");
const LOST_FINE: &str = "sanction \"fine\" cite=\"rules\" { in lost; decided court }";

const COURT: &str = "in defaulted; decided court";

#[test]
fn a_new_sanction_has_a_witness() {
    let text = punishing(COURT);
    let diff = between(GOOD, &text);
    assert_eq!(changes(&diff), [("fine", Change::Wider)]);
    assert_eq!(harder(&diff), []);
    let one = &diff.worse[0];
    assert_eq!(one.of, Of::Sanction);
    assert_eq!(one.before, []);
    assert!(
        one.witness.contains("sanctions=\"fine\""),
        "{}",
        one.witness
    );
    let outcomes = writ_law::example::run(&read(&format!("{text}\n{}", one.witness)));
    let last = outcomes.last().unwrap();
    assert!(last.misses.is_empty(), "{}\n{last:?}", one.witness);
    // Nobody was fined before: to take it away is milder.
    let back = between(&text, GOOD);
    assert_eq!((changes(&back), harder(&back)), (vec![], vec![]));
    assert!(back.better.iter().any(|it| it.measure == "fine"));
}

#[test]
fn a_sanction_in_an_earlier_stage_is_earlier() {
    let sooner = punishing("in missed defaulted; decided court");
    let diff = between(&punishing(COURT), &sooner);
    let fine = changes(&diff);
    assert!(fine.contains(&("fine", Change::Earlier)), "{fine:?}");
    assert_eq!(harder(&diff), []);
}

#[test]
fn what_no_life_shows_of_a_sanction_its_rule_does() {
    let often = |n: u32, within: &str| {
        punishing(&format!("{COURT}; count {n} within={within} of=defaults"))
    };
    let fact = "fact defaults type=periods from=court fresh-for=(days)3650\n";
    let diff =
        |before: &str, after: &str| between(&format!("{fact}{before}"), &format!("{fact}{after}"));
    type Row<'a> = (String, String, &'a [(&'a str, Harder)]);
    let rows: [Row<'_>; 6] = [
        (
            punishing(COURT),
            punishing("in defaulted; decided officer"),
            &[("fine", Harder::Officer)],
        ),
        (
            punishing("in defaulted; decided officer"),
            punishing(COURT),
            &[],
        ),
        (
            often(3, "(years)2"),
            often(2, "(years)2"),
            &[("fine", Harder::FewerDefaults)],
        ),
        (
            often(3, "(years)2"),
            often(3, "(years)3"),
            &[("fine", Harder::FewerDefaults)],
        ),
        (often(2, "(years)2"), often(3, "(years)2"), &[]),
        (
            otherwise(&[LOST]),
            format!(
                "{}
{LOST_FINE}",
                otherwise(&[LOST])
            ),
            &[("fine", Harder::New)],
        ),
    ];
    for (before, after, expected) in rows {
        let diff = diff(&before, &after);
        assert_eq!(harder(&diff), expected, "{after}");
        assert_eq!(changes(&diff), [], "{after}");
    }
}

#[test]
fn one_default_in_the_place_of_two_shows_in_a_life() {
    let two = punishing(&format!("{COURT}; count 2 within=(years)2 of=defaults"));
    let fact = "fact defaults type=periods from=court fresh-for=(days)3650\n";
    let diff = between(
        &format!("{fact}{two}"),
        &format!("{fact}{}", punishing(COURT)),
    );
    let fine = changes(&diff);
    assert!(fine.iter().any(|(name, _)| *name == "fine"), "{fine:?}");
    assert_eq!(harder(&diff), []);
}
