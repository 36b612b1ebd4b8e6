//! Appearance and excuses: what may be recorded of them.

use writ_law::event::EventKind;

use crate::record::Facts;
use crate::refusal::{Refusal, Ruling};

/// Refuses to decide on an excuse that nobody claimed, where the decision burdens.
pub(crate) fn check(facts: &Facts<'_>) -> Ruling<()> {
    if facts.event.kind != EventKind::ExcuseRefused {
        return Ok(());
    }
    let claimed = facts
        .before
        .iter()
        .any(|event| event.kind == EventKind::ExcuseClaimed && event.excuse == facts.event.excuse);
    if claimed {
        return Ok(());
    }
    Err(Refusal::on(
        "nothing-claimed",
        "nobody claimed this excuse in this matter",
        "record the claim first, with the day on which it was made",
    ))
}
