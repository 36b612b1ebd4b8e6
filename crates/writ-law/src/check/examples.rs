//! W034: every example passes.

use crate::example;
use crate::finding::{Class, Finding};
use crate::regime::Regime;

pub(super) fn check(regime: &Regime) -> Vec<Finding> {
    let mut findings = Vec::new();
    for outcome in example::run(regime) {
        findings.extend(outcome.misses.into_iter().map(|miss| {
            Finding {
                code: "W034",
                class: Class::A,
                span: miss.span,
                text: format!(
                    "the example \"{}\" does not hold: {}",
                    outcome.name, miss.text
                ),
                help: Some(
                    "correct the rule or the example; `writ position --explain` shows the reasons"
                        .to_owned(),
                ),
                counterexample: None,
            }
        }));
    }
    findings
}
