//! W010: every restriction needs an act for that one person, after the default and the warning.
//!
//! Every measure counts as one on movement or livelihood: the language knows no harmless ones.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::tree::{DecidedBy, Effect, Lifecycle, Name, Tree, Trigger};

use super::floor;
use super::reachable::reached;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let held = tree
        .effects
        .iter()
        .filter(|effect| !effect.stages.is_empty());
    held.flat_map(|effect| check_effect(tree, effect)).collect()
}

fn check_effect(tree: &Tree, effect: &Effect) -> Vec<Finding> {
    let measure = &effect.measure;
    let mut findings = Vec::new();
    if effect.decided == DecidedBy::Automatic {
        let text = format!("`{measure}` is restricted automatically, without anyone's act");
        let help = "write `decided officer` or `decided court`";
        findings.push(floor("W010", measure.span, text, help));
    }
    if tree.warnings.is_empty() {
        let text = format!("nobody is warned before `{measure}` is restricted");
        let help = "write a `warning` that is sent after a stage before those of the effect";
        findings.push(floor("W010", measure.span, text, help));
    }
    for stage in &effect.stages {
        let lifecycles = tree.lifecycles.iter();
        let with_stage = lifecycles.filter(|it| it.stages.iter().any(|one| one.name == *stage));
        for lifecycle in with_stage {
            findings.extend(check_stage(tree, lifecycle, measure, stage));
        }
    }
    findings
}

fn check_stage(
    tree: &Tree,
    lifecycle: &Lifecycle,
    measure: &Name,
    stage: &Name,
) -> Option<Finding> {
    if undefaulted(lifecycle).contains(stage.as_str()) {
        let text = format!("`{stage}` is reached before any default, and `{measure}` holds in it");
        let help = "let the effect hold in stages after a term has run out or a duty was missed";
        return Some(floor("W010", stage.span, text, help));
    }
    let warned: Vec<&Name> = tree
        .warnings
        .iter()
        .flat_map(|warning| entered(lifecycle, &warning.after))
        .collect();
    let unwarned = reached(lifecycle, |then| !warned.contains(&&then.to));
    if !tree.warnings.is_empty() && !warned.contains(&stage) && unwarned.contains(stage.as_str()) {
        let text =
            format!("`{stage}` can be reached before any warning, and `{measure}` holds in it");
        let help = "let the effect hold only in stages from the one that the warning follows";
        return Some(floor("W010", stage.span, text, help));
    }
    None
}

/// The stages that are reached although no term has run out and no duty was missed.
fn undefaulted(lifecycle: &Lifecycle) -> BTreeSet<&str> {
    reached(lifecycle, |then| {
        matches!(then.trigger, Trigger::Served | Trigger::On(_))
    })
}

/// The stage of this name; for `served` without such a stage, those that service leads to.
fn entered<'t>(lifecycle: &'t Lifecycle, after: &'t Name) -> Vec<&'t Name> {
    if after.as_str() != "served" || lifecycle.stages.iter().any(|stage| stage.name == *after) {
        return vec![after];
    }
    let ways = lifecycle.stages.iter().flat_map(|stage| &stage.then);
    ways.filter(|then| then.trigger == Trigger::Served)
        .map(|then| &then.to)
        .collect()
}
