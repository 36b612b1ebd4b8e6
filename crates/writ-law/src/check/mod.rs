//! What is wrong with a regime that reads well: one file for each check.
//!
//! Class A is the rights floor: a registry runs a pack live only when every class-A check exists
//! and passes. [`CHECKS`] lists the checks that exist, no others.

mod anchored;
mod cited;
mod clash;
mod courtesy;
mod decided;
mod disagree;
mod examples;
mod names;
mod reachable;

use crate::finding::{Class, Finding};
use crate::reading;
use crate::regime::Regime;
use crate::tree::Tree;

/// The checks that exist: code, class, and what must hold.
///
/// The class of `W002` is that of its findings: names that mean nothing keep a text from being a
/// regime at all, so they stop more than a live registry.
pub const CHECKS: &[(&str, Class, &str)] = &[
    ("W000", Class::Error, "the text of the pack can be read"),
    (
        "W001",
        Class::A,
        "every rule cites a declared source or a declared assumption, and an adopted pack assumes \
         nothing",
    ),
    ("W002", Class::Error, "names resolve, and nodes are known"),
    (
        "W010",
        Class::A,
        "every restriction needs an act of an officer or a court for that one person, after the \
         default and the warning",
    ),
    ("W014", Class::A, "courtesies and mere sending never serve"),
    (
        "W023",
        Class::A,
        "from what a period runs is said, and what a month's end does to it",
    ),
    ("W030", Class::A, "no stage is out of reach"),
    ("W031", Class::A, "from one stage, one event leads one way"),
    ("W034", Class::A, "every example passes"),
    (
        "W036",
        Class::Warning,
        "readings that disagree are named, with the dates on which they do",
    ),
];

/// The findings that the tree alone tells, in the order of the text.
///
/// Checks that need positions are added by [`regime`].
#[must_use]
pub fn structure(tree: &Tree) -> Vec<Finding> {
    let mut findings = names::check(tree);
    findings.extend(cited::check(tree));
    findings.extend(anchored::check(tree));
    // How matters go on depends on the readings, so each alternative is looked at by itself.
    let alternatives: Vec<Tree> = reading::choices(tree)
        .iter()
        .map(|choice| reading::read(tree, choice))
        .collect();
    findings.extend(reachable::check(tree, &alternatives));
    for alternative in &alternatives {
        findings.extend(decided::check(alternative));
        findings.extend(courtesy::check(alternative));
        findings.extend(clash::check(alternative));
    }
    in_order(findings)
}

/// Every finding, in the order of the text: those of the tree, and those that evaluate it.
#[must_use]
pub fn regime(regime: &Regime) -> Vec<Finding> {
    let mut findings = structure(regime.tree());
    findings.extend(examples::check(regime));
    findings.extend(disagree::check(regime));
    in_order(findings)
}

/// The findings in the order of the text, each once.
fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|one, other| {
        let key = |finding: &Finding| (finding.span.start, finding.span.end, finding.code);
        key(one)
            .cmp(&key(other))
            .then_with(|| one.text.cmp(&other.text))
    });
    findings.dedup();
    findings
}

/// A finding of the rights floor.
fn floor(code: &'static str, span: crate::finding::Span, text: String, help: &str) -> Finding {
    Finding::new(code, Class::A, span, text).with_help(help)
}

#[cfg(test)]
mod tests;
