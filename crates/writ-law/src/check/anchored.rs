//! W023: from what a period runs is said, and what a month's end does to it.

use crate::finding::Finding;
use crate::tree::{Change, Then, Tree, Trigger, Unit};

use super::floor;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for period in &tree.periods {
        let by_months = matches!(period.amount.unit, Unit::Months | Unit::Years);
        if by_months && period.month_end.is_none() {
            let name = &period.name;
            let text = format!("`{name}` does not say what a day is that the month has not");
            let help = "write `month-end=clamp` (its last day) or `month-end=error`";
            findings.push(floor("W023", name.span, text, help));
        }
    }
    for then in ways(tree) {
        if let Trigger::After { period, from: None } = &then.trigger {
            let text = format!("`{period}` runs, and nothing says from what");
            let help = "write `from=served`, `from=appear-at`, `from=` a kind of event or a stage";
            findings.push(floor("W023", period.span, text, help));
        }
    }
    findings
}

/// Every way out of a stage, in the base and in the readings.
fn ways(tree: &Tree) -> impl Iterator<Item = &Then> {
    let base = tree
        .lifecycles
        .iter()
        .flat_map(|lifecycle| &lifecycle.stages);
    let changes = tree.disputes.iter().flat_map(|dispute| &dispute.readings);
    let changed = changes
        .flat_map(|reading| &reading.changes)
        .filter_map(|change| match change {
            Change::Stage { then, .. } => Some(then),
            _ => None,
        });
    base.flat_map(|stage| &stage.then).chain(changed.flatten())
}
