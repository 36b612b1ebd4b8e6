//! W031: from one stage, one event leads one way.

use crate::finding::Finding;
use crate::tree::{Stage, Tree, Trigger};

use super::floor;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.lifecycles
        .iter()
        .flat_map(|lifecycle| &lifecycle.stages)
        .flat_map(clashes)
        .collect()
}

fn clashes(stage: &Stage) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, then) in stage.then.iter().enumerate() {
        let before = stage.then.iter().take(index);
        let Some(first) = before
            .into_iter()
            .find(|first| first.trigger == then.trigger)
        else {
            continue;
        };
        let text = format!(
            "from `{}`, {} leads both to `{}` and to `{}`",
            stage.name,
            said(&then.trigger),
            first.to,
            then.to
        );
        let help = "keep one of them; if both are ways to read the law, write a `dispute`";
        findings.push(floor("W031", then.span, text, help));
    }
    findings
}

/// What makes it happen, in words.
fn said(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Served => "service".to_owned(),
        Trigger::On(kind) => format!("`{}`", kind.word()),
        Trigger::Missed { duty } => format!("missing `{duty}`"),
        Trigger::After { period, from: None } => format!("the end of `{period}`"),
        Trigger::After {
            period,
            from: Some(from),
        } => {
            format!("the end of `{period}` from `{from}`")
        }
    }
}
