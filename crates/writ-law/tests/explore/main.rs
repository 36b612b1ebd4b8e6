//! What walking through everything that can come about in a matter shows: for each check a pack
//! that keeps to it and one that does not, whose counterexample the evaluator follows.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod diff;
mod floor;
mod shipped;
mod versions;

use writ_law::example;
use writ_law::finding::Finding;
use writ_law::pack::PackText;
use writ_law::regime::Regime;

const GOOD: &str = include_str!("good.kdl");

/// The codes of the checks that walk.
const WALKED: [&str; 7] = ["W003", "W004", "W005", "W006", "W007", "W008", "W011"];

fn read(text: &str) -> Regime {
    let pack = PackText::of_file("made-up", "pack.kdl", text);
    Regime::read(&pack).unwrap_or_else(|findings| panic!("{findings:?}\n{text}"))
}

/// The good pack with some lines written otherwise.
fn otherwise(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(GOOD.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

/// What these checks find in a pack.
fn found(text: &str, codes: &[&str]) -> Vec<Finding> {
    let mut findings = read(text).check();
    findings.retain(|it| codes.contains(&it.code));
    findings
}

/// The counterexample of a finding passes in the very pack that it speaks of.
fn replays(text: &str, finding: &Finding) {
    let shown = finding
        .counterexample
        .as_ref()
        .unwrap_or_else(|| panic!("{} has no counterexample", finding.text));
    let with = format!("{text}\n{shown}");
    let outcomes = example::run(&read(&with));
    let last = outcomes.last().unwrap();
    assert!(last.misses.is_empty(), "{:?}\n{shown}", last.misses);
}
