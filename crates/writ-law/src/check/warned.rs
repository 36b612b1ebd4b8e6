//! W009: a warning, with time to comply, before the first restriction.

use crate::finding::Finding;
use crate::tree::{Effect, Lifecycle, Name, Tree, Trigger};

use super::floor;
use super::reachable::reached;

/// The fewest days that a warning must leave.
const DAYS_TO_COMPLY: u64 = 7;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let held: Vec<&Effect> = tree
        .effects
        .iter()
        .filter(|effect| !effect.stages.is_empty())
        .collect();
    let mut findings = Vec::new();
    if held.is_empty() {
        return findings;
    }
    for warning in &tree.warnings {
        if warning.then.whole_days() < DAYS_TO_COMPLY {
            let name = &warning.name;
            let text = format!("the warning `{name}` leaves less than 7 days to comply");
            let help = "write `then (days)7` or more";
            findings.push(floor("W009", name.span, text, help));
        }
    }
    for effect in held {
        findings.extend(unwarned(tree, effect));
    }
    findings
}

fn unwarned(tree: &Tree, effect: &Effect) -> Vec<Finding> {
    let measure = &effect.measure;
    if tree.warnings.is_empty() {
        let text = format!("nobody is warned before `{measure}` is restricted");
        let help = "write a `warning` that is sent after a stage before those of the effect";
        return vec![floor("W009", measure.span, text, help)];
    }
    let stages = effect.stages.iter();
    let early = stages.filter(|stage| {
        let lifecycles = tree.lifecycles.iter();
        lifecycles
            .filter(|it| it.stages.iter().any(|one| one.name == **stage))
            .any(|lifecycle| before_warning(tree, lifecycle, stage))
    });
    let said = |stage: &Name| {
        let text =
            format!("`{stage}` can be reached before any warning, and `{measure}` holds in it");
        let help = "let the effect hold only in stages from the one that the warning follows";
        floor("W009", stage.span, text, help)
    };
    early.map(said).collect()
}

/// Whether a matter can come to the stage without coming through one that a warning follows.
fn before_warning(tree: &Tree, lifecycle: &Lifecycle, stage: &Name) -> bool {
    let warned: Vec<&Name> = tree
        .warnings
        .iter()
        .flat_map(|warning| entered(lifecycle, &warning.after))
        .collect();
    let unwarned = reached(lifecycle, |then| !warned.contains(&&then.to));
    !warned.contains(&stage) && unwarned.contains(stage.as_str())
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
