//! W010: every restriction needs an act for that one person, after the default.
//!
//! Every measure counts as one on movement or livelihood: the language knows no harmless ones. An
//! act is for one person by the very form of `decided`, which names one matter and who decided. That
//! a warning comes before is W009.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::tree::{Anchor, DecidedBy, Due, Lifecycle, Name, Sanction, Then, Tree, Trigger};

use super::floor;
use super::length::{longest, shortest};
use super::reachable::reached;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for effect in tree.effects.iter().filter(|it| !it.stages.is_empty()) {
        let measure = &effect.measure;
        if effect.decided == DecidedBy::Automatic {
            let text = format!("`{measure}` is restricted automatically, without anyone's act");
            let help = "write `decided officer` or `decided court`";
            findings.push(floor("W010", measure.span, text, help));
        }
        let early = before_default(tree, &effect.stages);
        findings.extend(early.into_iter().map(|stage| {
            let text =
                format!("`{stage}` is reached before any default, and `{measure}` holds in it");
            let help = "let the effect hold in stages after a duty was missed or its time ran out";
            floor("W010", stage.span, text, help)
        }));
    }
    findings.extend(tree.sanctions.iter().flat_map(|it| punished(tree, it)));
    findings
}

/// What is wrong with a punishment: it needs the same default. That somebody decides, the language
/// sees to.
fn punished(tree: &Tree, sanction: &Sanction) -> Vec<Finding> {
    let name = &sanction.name;
    let early = before_default(tree, &sanction.stages).into_iter();
    let said = |stage: &Name| {
        let text = format!("`{stage}` is reached before any default, and `{name}` punishes in it");
        let help = "let the sanction stand in stages after a duty was missed or its time ran out";
        floor("W010", stage.span, text, help)
    };
    early.map(said).collect()
}

/// Those of the stages that a matter can come to although the person has missed nothing.
fn before_default<'s>(tree: &Tree, stages: &'s [Name]) -> Vec<&'s Name> {
    let undefaulted: BTreeSet<&str> = tree
        .lifecycles
        .iter()
        .flat_map(|lifecycle| undefaulted(tree, lifecycle))
        .collect();
    let early = stages.iter();
    early
        .filter(|stage| undefaulted.contains(stage.as_str()))
        .collect()
}

fn undefaulted<'t>(tree: &'t Tree, lifecycle: &'t Lifecycle) -> BTreeSet<&'t str> {
    reached(lifecycle, |then| !is_default(tree, then))
}

/// Whether this way is open only to someone who has let a duty or its time go by.
fn is_default(tree: &Tree, then: &Then) -> bool {
    match &then.trigger {
        Trigger::Served | Trigger::On(_) => false,
        Trigger::Missed { .. } => true,
        // The day of the summons has passed, or W023 has something to say.
        Trigger::After { from: None, .. } => true,
        Trigger::After {
            from: Some(Anchor::AppearAt),
            ..
        } => true,
        Trigger::After {
            period,
            from: Some(from),
        } => tree.duties.iter().any(|duty| {
            let Due::Within(within) = &duty.due else {
                return false;
            };
            duty.from == *from
                && (within == period || longest(tree, within) <= shortest(tree, period))
        }),
    }
}
