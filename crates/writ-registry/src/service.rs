//! Service: what may be recorded of the copies of a notice. Whether they serve is the law's word.

use writ_law::event::EventKind;

use crate::person::Closed;
use crate::record::Facts;
use crate::refusal::{Refusal, Ruling};

/// Refuses to send more of what is over. What was sent before and became known late is recorded.
pub(crate) fn check(facts: &Facts<'_>) -> Ruling<()> {
    let sends = matches!(
        facts.event.kind,
        EventKind::Queued | EventKind::Dispatched | EventKind::Posted | EventKind::Warned
    );
    let Closed::By(kind) = facts.closed else {
        return Ok(());
    };
    let closing = facts.before.iter().filter(|event| event.kind == kind);
    let since = closing.map(|event| event.at).min();
    if sends && since.is_some_and(|since| facts.event.at >= since) {
        return Err(Refusal::on(
            "matter-closed",
            format!(
                "the matter is over (`{}`): nothing more is sent in it",
                kind.word()
            ),
            "a new notice needs a new matter",
        ));
    }
    Ok(())
}
