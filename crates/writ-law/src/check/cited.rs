//! W001: every rule cites a declared source or a declared assumption.
//!
//! Whether what is cited exists is W002.

use crate::finding::Finding;
use crate::tree::{InstrumentKind, Name, Status, Tree};

use super::floor;

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
    let mut rules: Vec<(&'static str, &Name, &[Name])> = Vec::new();
    rules.extend(
        tree.categories
            .iter()
            .map(|it| ("category", &it.name, &*it.cite)),
    );
    let binding = tree
        .instruments
        .iter()
        .filter(|it| it.kind != InstrumentKind::Test);
    rules.extend(binding.map(|it| ("instrument", &it.name, &*it.cite)));
    rules.extend(
        tree.services
            .iter()
            .map(|it| ("service by", &it.channel, &*it.cite)),
    );
    rules.extend(tree.duties.iter().map(|it| ("duty", &it.name, &*it.cite)));
    rules.extend(
        tree.effects
            .iter()
            .map(|it| ("effect", &it.measure, &*it.cite)),
    );
    rules.extend(
        tree.warnings
            .iter()
            .map(|it| ("warning", &it.name, &*it.cite)),
    );
    rules.extend(
        tree.remedies
            .iter()
            .map(|it| ("remedy", &it.name, &*it.cite)),
    );
    rules.extend(
        tree.limits
            .iter()
            .map(|it| ("limit of", &it.measure, &*it.cite)),
    );
    rules.extend(
        tree.excuses
            .iter()
            .map(|it| ("excuse", &it.name, &*it.cite)),
    );
    let readings = tree.disputes.iter().flat_map(|dispute| &dispute.readings);
    rules.extend(readings.map(|it| ("reading", &it.name, &*it.cite)));
    rules
}
