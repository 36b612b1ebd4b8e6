//! W021: nothing worsens backwards.
//!
//! Where a version takes over matters that are pending (`pending switch`), lives that began before
//! it are evaluated twice: as the pack says, and as if they went on under the law before. An effect
//! that is longer, earlier or wider in one of them is a fault, and that life its counterexample. If
//! no life shows one, the rules themselves are compared, and what is not plainly milder is *not
//! proved*. `keep-old` and `keep-old-unless-milder` give nobody more than the law before.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diff::compare;
use crate::explore::law::{Law, laws};
use crate::explore::lives::{Told, lives};
use crate::finding::{Class, Finding};
use crate::regime::Regime;
use crate::tree::{Line, Pending, Version};

use super::milder::milder;

/// How many days before the version lives begin.
const BEFORE: [i64; 4] = [2, 12, 30, 75];

/// Under how many alternative readings.
const READINGS: usize = 4;

const HELP: &str = "write `pending keep-old-unless-milder`, or leave the harder rules to matters \
                    that begin later with `pending keep-old`";

pub(super) fn check(regime: &Regime) -> Vec<Finding> {
    let versions = &regime.tree().versions;
    let pairs = versions.iter().zip(versions.iter().skip(1)).enumerate();
    let taken_over = pairs.filter(|(_, (_, version))| version.pending == Some(Pending::Switch));
    taken_over
        .flat_map(|(place, (before, version))| of_version(regime, place, before, version))
        .collect()
}

fn of_version(regime: &Regime, place: usize, before: &Version, version: &Version) -> Vec<Finding> {
    let name = &version.name;
    let finding = |text: String| Finding::new("W021", Class::A, name.span, text).with_help(HELP);
    let mut kept = regime.tree().clone();
    kept.examples.clear();
    if let Some(version) = kept.versions.get_mut(place + 1) {
        version.pending = Some(Pending::KeepOld);
    }
    let Ok(kept) = Regime::of_tree(kept) else {
        let text = format!("not proved: without version `{name}` the law before is none");
        return vec![finding(text)];
    };
    let laws = laws(regime);
    let readings = regime.alternatives().len();
    let of = |place: usize| laws.iter().skip(place * readings).take(readings);
    let pairs: Vec<(&Law, &Law)> = of(place).zip(of(place + 1)).collect();
    let told = pending(regime, &pairs, before, version);
    let mut found = compare(&kept, regime, &told);
    found.retain(|it| it.change.worsens());
    let mut measures: Vec<&str> = Vec::new();
    let mut findings = Vec::new();
    for one in &found {
        if measures.contains(&one.measure.as_str()) {
            continue;
        }
        measures.push(&one.measure);
        let mut fault = finding(format!(
            "`{}` gets {} in matters that version `{name}` finds pending",
            one.measure,
            one.change.word()
        ));
        fault.counterexample = Some(one.witness.clone());
        findings.push(fault);
    }
    if findings.is_empty() && !pairs.iter().all(|(old, new)| milder(&old.tree, &new.tree)) {
        findings.push(finding(format!(
            "not proved: version `{name}` takes over pending matters, and its rules are not \
             plainly milder than those before"
        )));
    }
    findings
}

/// Lives that began before a version and may go on under it.
fn pending(
    regime: &Regime,
    pairs: &[(&Law, &Law)],
    before: &Version,
    version: &Version,
) -> Vec<Told> {
    let begins = version.from.date();
    let days = BEFORE.iter();
    let starts = days.filter_map(|days| begins.checked_sub(days.days()).ok());
    let starts: Vec<Date> = starts.filter(|day| *day >= before.from.date()).collect();
    let pairs = pairs.iter().take(READINGS);
    let told = pairs.flat_map(|(old, new)| lives(regime, [new, old], &starts));
    let first = |told: &Told| told.example.lines.iter().map(Line::at).min();
    told.filter(|told| first(told).is_some_and(|at| at < version.from))
        .collect()
}
