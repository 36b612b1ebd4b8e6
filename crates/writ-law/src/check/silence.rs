//! W012: silence on a claim, an excuse, an exception or a remedy never harms.
//!
//! A remedy that stays harms by no silence, however long. One that does not stay must have a time in
//! which it is decided, since the effect ends with that time.

use crate::finding::{Finding, Span};
use crate::tree::{ClaimKind, Silence, Stays, Tree, WhileUndecided};

use super::floor;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let excuses = tree.excuses.iter();
    for excuse in excuses.filter(|it| it.while_undecided == WhileUndecided::Nothing) {
        let text = format!(
            "while the excuse `{}` waits, everything goes on",
            excuse.name
        );
        findings.push(suspend(excuse.name.span, text));
    }
    let claims = tree.claims.iter();
    for claim in claims.filter(|it| it.while_undecided == WhileUndecided::Nothing) {
        let claimed = match claim.kind {
            ClaimKind::NonReceipt => "that nothing was received",
            ClaimKind::Appearance => "of having appeared",
        };
        let text = format!("while a claim {claimed} waits, everything goes on");
        findings.push(suspend(claim.decided_by.span, text));
    }
    let exceptions = tree.exceptions.iter();
    for exception in exceptions.filter(|it| it.silence == Silence::Refuses) {
        let name = &exception.name;
        let text = format!("silence on the exception `{name}` refuses it");
        let help = "write `else=grants` after `decide-within`";
        findings.push(floor("W012", name.span, text, help));
    }
    let remedies = tree.remedies.iter();
    for remedy in remedies.filter(|it| it.stays == Stays::No && it.decide_within.is_none()) {
        let name = &remedy.name;
        let text = format!("silence on the remedy `{name}` leaves the effect as it is for ever");
        let help = "write `stays #true`, or `decide-within (days)30 else=ends`";
        findings.push(floor("W012", name.span, text, help));
    }
    findings
}

fn suspend(span: Span, text: String) -> Finding {
    floor("W012", span, text, "write `while-undecided suspends`")
}
