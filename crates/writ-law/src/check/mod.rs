//! What is wrong with a regime that reads well: one file for each check.
//!
//! Class A is the rights floor: a registry runs a pack live only when every class-A check exists
//! and passes. [`CHECKS`] lists the checks that exist, no others.

mod anchored;
mod backwards;
mod boundary;
mod category;
mod chosen;
mod cited;
mod clash;
mod conscience;
mod courtesy;
mod covered;
mod decided;
mod disagree;
mod doubt;
mod examples;
mod forbidden;
mod gap;
mod knowledge;
mod lasting;
mod lead;
mod length;
mod milder;
mod names;
mod never;
mod overlap;
mod pending;
mod purpose;
mod reachable;
mod rehearsed;
mod released;
mod remedied;
mod reprisal;
mod route;
mod sanctioned;
mod silence;
mod unmissed;
mod unserved;
mod untouched;
mod warned;
mod wording;

use crate::explore;
use crate::finding::{Class, Finding};
use crate::reading;
use crate::regime::Regime;
use crate::tree::Tree;

pub use forbidden::{FORBIDDEN_FACTS, SENSITIVE_FACTS};
pub use purpose::MEANS_TO_COMPLY;
pub use route::ACCOUNTS;
pub(crate) use route::electronic;
pub use untouched::NEVER_TOUCHED;
pub use wording::Matter;

/// The checks that exist: code, class, and what must hold.
///
/// The class of `W002` is that of its findings: names that mean nothing keep a text from being a
/// regime at all, so they stop more than a live registry. So does a term that runs from nothing
/// (`W023`).
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
        "W003",
        Class::A,
        "every effect has a remedy that stays it: open at least 14 days from being told, decided \
         within 30, and silence ends the effect; a punishment is for a court",
    ),
    (
        "W004",
        Class::A,
        "from every state an effect can hold in, one unguarded act of the person ends it, by the \
         pack's own text, and no answer is relied on for more than a day after",
    ),
    (
        "W005",
        Class::A,
        "an effect lasts at most 90 days before a review, at most 90 more by each, and at most 180 in 365 over all matters",
    ),
    ("W006", Class::A, "nothing follows from a test, on any path"),
    (
        "W007",
        Class::A,
        "no effect holds, and nobody is punished, before the person is served",
    ),
    (
        "W008",
        Class::A,
        "no effect and no punishment rests on posting, on landing or on an n-th day alone: knowledge \
         is proved, or a second channel was tried and a claim of non-receipt suspends at once",
    ),
    (
        "W009",
        Class::A,
        "a warning of the default, with at least 7 days to comply, reaches the person before the first \
         restriction; the paper states the duty, the consequences and the remedy",
    ),
    (
        "W010",
        Class::A,
        "every restriction and every sanction needs an act of an officer or a court for that one \
         person, after a duty was missed",
    ),
    ("W011", Class::A, "unknown never burdens"),
    (
        "W012",
        Class::A,
        "silence on a claim, an excuse, an exception or a remedy never harms, and neither does making \
         one",
    ),
    (
        "W013",
        Class::A,
        "every binding instrument can be served on people without an account, everywhere",
    ),
    (
        "W014",
        Class::A,
        "courtesies, mere sending and mere publication never serve",
    ),
    (
        "W015",
        Class::A,
        "a call to arms knows conscientious objection: it suspends, can be claimed at any time, and \
         closes the matter when accepted",
    ),
    (
        "W016",
        Class::A,
        "one measure has one asker and one purpose, and none blocks the means to comply",
    ),
    (
        "W017",
        Class::A,
        "no fact tells where somebody is, whom they know, a score, a forecast, a device or a body's \
         mark; what is sensitive is looked at only by a cited law",
    ),
    (
        "W018",
        Class::A,
        "every binding instrument says how people are chosen: by a public draw, everyone, by stated \
         criteria, or by name for a stated cause",
    ),
    (
        "W019",
        Class::A,
        "no measure touches health, subsistence, shelter, communication, legal help or voting; every \
         other has an urgent exception, decided within 72 hours, that silence grants",
    ),
    ("W020", Class::A, "versions of the law do not overlap"),
    (
        "W021",
        Class::A,
        "nothing gets longer, earlier or wider in matters that a version finds pending",
    ),
    (
        "W022",
        Class::A,
        "each version after the first says what becomes of pending matters",
    ),
    (
        "W023",
        Class::A,
        "from what a period runs is said, and what a month's end does to it",
    ),
    (
        "W024",
        Class::A,
        "a lead time is longer than service can take, and a whole day at least is left to act",
    ),
    (
        "W025",
        Class::Warning,
        "calendars cover the periods that are counted over them, as long as the law is in force",
    ),
    ("W026", Class::Warning, "no gap lies between versions"),
    ("W030", Class::A, "no stage is out of reach"),
    ("W031", Class::A, "from one stage, one event leads one way"),
    (
        "W032",
        Class::Warning,
        "every category holds somebody, and not everybody",
    ),
    (
        "W033",
        Class::Warning,
        "every effect can come into force, under some reading",
    ),
    ("W034", Class::A, "every example passes"),
    (
        "W035",
        Class::Warning,
        "every rule would be missed by an example",
    ),
    (
        "W036",
        Class::Warning,
        "readings that disagree are named, with the dates on which they do",
    ),
];

/// What is shown by walking through everything that can come about in a matter.
const EXPLORED: &[&explore::Property] = &[
    &remedied::PROPERTY,
    &released::PROPERTY,
    &lasting::PROPERTY,
    &rehearsed::PROPERTY,
    &unserved::PROPERTY,
    &knowledge::PROPERTY,
    &doubt::PROPERTY,
];

/// The codes of the rights floor: what a live registry asks of a pack besides being a regime at all.
pub fn rights_floor() -> impl Iterator<Item = &'static str> {
    CHECKS
        .iter()
        .filter(|(_, class, _)| matches!(class, Class::A | Class::Error))
        .map(|(code, ..)| *code)
}

/// What keeps a tree from being a regime: names that mean nothing, and terms that run from nothing.
pub(crate) fn errors(tree: &Tree) -> Vec<Finding> {
    let mut errors = names::check(tree);
    errors.extend(anchored::check(tree));
    errors.retain(|finding| finding.class == Class::Error);
    in_order(errors)
}

/// The findings that the tree alone tells, in the order of the text.
///
/// Checks that need positions are added by [`regime`].
#[must_use]
pub fn structure(tree: &Tree) -> Vec<Finding> {
    let mut findings = names::check(tree);
    findings.extend(cited::check(tree));
    findings.extend(anchored::check(tree));
    findings.extend(pending::check(tree));
    findings.extend(overlap::check(tree));
    findings.extend(gap::check(tree));
    let laws = laws(tree);
    for (law, version) in laws.iter().zip(&tree.versions) {
        let begin = tree.versions.iter().map(|it| it.from);
        let next = begin.filter(|from| *from > version.from).min();
        findings.extend(covered::check(law, version.from, version.until.or(next)));
    }
    findings.extend(forbidden::check(&laws));
    let read: Vec<Vec<Tree>> = laws.iter().map(alternatives).collect();
    for (law, alternatives) in laws.iter().zip(&read) {
        findings.extend(of_law(law, alternatives));
    }
    findings.extend(never::check(&read.concat()));
    in_order(findings)
}

/// The law as each version has it, in order, without the examples: they are of the whole pack.
fn laws(tree: &Tree) -> Vec<Tree> {
    let mut bare = tree.clone();
    bare.examples.clear();
    reading::versions(&bare)
}

/// The law of one version as it reads in each alternative.
fn alternatives(law: &Tree) -> Vec<Tree> {
    let choices = reading::choices(law);
    choices.iter().map(|it| reading::read(law, it)).collect()
}

/// The findings of the law of one version. How matters go on depends on the readings, so each
/// alternative is looked at by itself; the same finding in several is one.
fn of_law(law: &Tree, alternatives: &[Tree]) -> Vec<Finding> {
    let mut findings = category::check(law);
    findings.extend(conscience::check(law));
    findings.extend(silence::check(law));
    findings.extend(purpose::check(law));
    findings.extend(chosen::check(law));
    findings.extend(reachable::check(law, alternatives));
    findings.extend(released::check(law));
    for alternative in alternatives {
        findings.extend(decided::check(alternative));
        findings.extend(sanctioned::check(alternative));
        findings.extend(lasting::in_all(alternative));
        findings.extend(reprisal::check(alternative));
        findings.extend(warned::check(alternative));
        findings.extend(untouched::check(alternative));
        findings.extend(route::check(alternative));
        findings.extend(courtesy::check(alternative));
        findings.extend(lead::check(alternative));
        findings.extend(clash::check(alternative));
    }
    findings
}

/// Every finding, in the order of the text: those of the tree, and those that evaluate it.
#[must_use]
pub fn regime(regime: &Regime) -> Vec<Finding> {
    let mut findings = structure(regime.tree());
    sanctioned::tell(regime, &mut findings);
    findings.extend(examples::check(regime));
    findings.extend(unmissed::check(regime));
    findings.extend(disagree::check(regime));
    findings.extend(explore::check(regime, EXPLORED));
    findings.extend(backwards::check(regime));
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
