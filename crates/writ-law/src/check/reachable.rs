//! W030: no stage is out of reach.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::tree::{Lifecycle, Name, Then, Tree};

use super::floor;

/// A stage counts as reachable when it is so in any alternative: a reading may close a way.
pub(super) fn check(tree: &Tree, alternatives: &[Tree]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, lifecycle) in tree.lifecycles.iter().enumerate() {
        let reached: BTreeSet<&str> = alternatives
            .iter()
            .filter_map(|alternative| alternative.lifecycles.get(index))
            .flat_map(|lifecycle| reached(lifecycle, |_| true))
            .collect();
        for stage in &lifecycle.stages {
            let name = &stage.name;
            if !reached.contains(name.as_str()) {
                let text = format!("no way leads to the stage `{name}`");
                let help = "add a `then` to a stage before it, or take the stage away";
                findings.push(floor("W030", name.span, text, help));
            }
        }
    }
    findings
}

/// The stages that can be reached from the first by these ways.
pub(super) fn reached(lifecycle: &Lifecycle, by: impl Fn(&Then) -> bool) -> BTreeSet<&str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Name> = lifecycle
        .stages
        .first()
        .map(|stage| &stage.name)
        .into_iter()
        .collect();
    while let Some(name) = open.pop() {
        if reached.insert(name.as_str()) {
            let stages = lifecycle.stages.iter().filter(|stage| stage.name == *name);
            let ways = stages.flat_map(|stage| &stage.then).filter(|then| by(then));
            open.extend(ways.map(|then| &then.to));
        }
    }
    reached
}
