//! W001: every rule cites a declared source or a declared assumption.
//!
//! Whether what is cited exists is W002.

use crate::finding::Finding;
use crate::tree::{InstrumentKind, Name, Status, Tree};

use super::floor;
use super::names::Every;

const HELP: &str = "write `cite=` and the name of a `source`; where no source says it, declare an \
                    `assume` and cite that";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = rules(tree)
        .into_iter()
        .filter(|(_, _, cite)| cite.is_empty())
        .map(|(what, name, _)| {
            floor(
                "W001",
                name.span,
                format!("the {what} `{name}` cites nothing"),
                HELP,
            )
        })
        .collect();
    if let Status::Adopted { text, .. } = &tree.regime.status {
        findings.extend(tree.assumptions.iter().map(|assumption| {
            let name = &assumption.name;
            let said = format!("`{name}` is assumed, and the regime claims to be the text {text}");
            floor(
                "W001",
                name.span,
                said,
                "take it away, or write `status illustrative`",
            )
        }));
    }
    findings
}

/// Every rule that must rest on something, with what it cites.
fn rules(tree: &Tree) -> Vec<(&'static str, &Name, &[Name])> {
    let mut every = Every::of(tree);
    let mut rules: Vec<(&'static str, &Name, &[Name])> = Vec::new();
    macro_rules! of {
        ($field:ident, $what:literal, $name:ident) => {
            let its = every.$field.iter();
            rules.extend(its.map(|it| ($what, &it.$name, &*it.cite)));
        };
    }
    every
        .instruments
        .retain(|it| it.kind != InstrumentKind::Test);
    of!(categories, "category", name);
    of!(instruments, "instrument", name);
    of!(services, "service by", channel);
    of!(duties, "duty", name);
    of!(effects, "effect", measure);
    of!(warnings, "warning", name);
    of!(remedies, "remedy", name);
    of!(limits, "limit of", measure);
    of!(excuses, "excuse", name);
    of!(claims, "claim judged by", decided_by);
    of!(exceptions, "exception", name);
    of!(sanctions, "sanction", name);
    of!(follows, "follow-up by", instrument);
    of!(windows, "window", name);
    of!(public_events, "public event", name);
    of!(judgements, "judgement", name);
    of!(selections, "selection for", instrument);
    let readings = tree.disputes.iter().flat_map(|dispute| &dispute.readings);
    rules.extend(readings.map(|it| ("reading", &it.name, &*it.cite)));
    // What a version puts in cites for itself; what it changes or takes away rests on its own word.
    let changing = tree.versions.iter().filter(|it| {
        let changes = !it.changes.is_empty();
        changes || !it.repeals.is_empty()
    });
    rules.extend(changing.map(|it| ("version", &it.name, &*it.cite)));
    rules
}
