//! Objections and decisions: what may be recorded of them.

use writ_law::event::EventKind;

use crate::record::Facts;
use crate::refusal::{Refusal, Ruling};

/// Refuses to reject what nobody objected to, and decisions on measures that do not exist.
pub(crate) fn check(facts: &Facts<'_>) -> Ruling<()> {
    match facts.event.kind {
        EventKind::ObjectionRejected => {
            let made = facts.before.iter().any(|event| {
                event.kind == EventKind::Objected && event.remedy == facts.event.remedy
            });
            if made {
                return Ok(());
            }
            Err(Refusal::on(
                "nothing-objected",
                "nobody made this objection in this matter",
                "record the objection first, with the day on which it was made",
            ))
        }
        EventKind::Decided | EventKind::Reviewed => {
            let by = facts.event.by.as_deref().unwrap_or_default();
            if by.trim().is_empty() {
                return Err(Refusal::on(
                    "nobody-decided",
                    "a decision names who made it",
                    "give `by`: an effect on one person is decided by somebody for that person",
                ));
            }
            let measure = facts.event.effect.as_deref().unwrap_or_default();
            if facts.regime.measures().any(|known| known == measure) {
                return Ok(());
            }
            let known: Vec<_> = facts.regime.measures().collect();
            Err(Refusal::on(
                "unknown-measure",
                format!("the regime has no measure `{measure}`"),
                format!("give `effect`, one of: {}", known.join(", ")),
            ))
        }
        _ => Ok(()),
    }
}
