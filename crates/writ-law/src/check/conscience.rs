//! W015: a call to arms knows conscientious objection.
//!
//! A claim of conscience suspends at once, can be made at any time, for reservists too, and closes the
//! matter when it is accepted (ICCPR 18 and General Comment 22; Bayatyan v. Armenia; Kanatli v. Turkiye).

use crate::finding::Finding;
use crate::tree::{Domain, Excuse, Tree, WhileUndecided};

use super::floor;

/// The name of the excuse.
const CONSCIENCE: &str = "conscience";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    if tree.regime.domain != Domain::Military {
        return Vec::new();
    }
    let named = tree
        .excuses
        .iter()
        .find(|excuse| excuse.name.as_str() == CONSCIENCE);
    match named {
        Some(excuse) => wanting(excuse),
        None => {
            let text = "nobody can object to armed service on grounds of conscience".to_owned();
            let help =
                "write `excuse \"conscience\" { while-undecided suspends; decided-by court }`";
            vec![floor("W015", tree.regime.name.span, text, help)]
        }
    }
}

fn wanting(excuse: &Excuse) -> Vec<Finding> {
    let finding = |text: &str, help: &str| floor("W015", excuse.name.span, text.to_owned(), help);
    let mut findings = Vec::new();
    if excuse.while_undecided == WhileUndecided::Nothing {
        findings.push(finding(
            "a claim of conscience does not suspend the call",
            "write `while-undecided suspends`",
        ));
    }
    if excuse.then_appear_within.is_some() {
        findings.push(finding(
            "a conscience that was accepted must still appear",
            "take `then-appear-within` away: accepted, it closes the matter",
        ));
    }
    if excuse.claim_within.is_some() {
        findings.push(finding(
            "a conscience that comes late is not heard",
            "take `claim-within` away: it can be claimed at any time",
        ));
    }
    findings
}
