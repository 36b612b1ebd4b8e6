//! From when an act of the authority can be proved.
//!
//! A burden binds only once others have signed that it was posted: that moment, and not the
//! registry's own clock, is when it counts as recorded. Relief waits for nobody. A case that is
//! put to the law without a ledger (`writ position`) is trusted as it stands.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::case::Event;
use crate::life::{BindError, Side, side_of};

/// What is proved of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Nothing is asked for: its recording is trusted.
    Trusted,
    /// Nobody has signed for it yet: as a burden it is not there.
    Waiting,
    /// Others signed for it at this instant: as a burden it is recorded no earlier.
    At(Timestamp),
}

/// The events as the law may take them: a burden from when it is proved and not at all before, a
/// relief as it was recorded. What corrects an event that is not there corrects nothing, and is
/// left out with it.
///
/// ```
/// use writ_law::case::Event;
/// use writ_law::evidence::{Evidence, evidenced};
/// let event = |text: &str| serde_json::from_str::<Event>(text);
/// let posted = event(r#"{"id": "e1", "kind": "posted", "channel": "portal",
///     "at": "2023-04-17T10:00:00Z", "recorded_at": "2023-04-17T10:00:00Z"}"#)?;
/// let signed = Evidence::At("2023-04-17T10:00:03Z".parse()?);
/// let taken = evidenced(&[posted.clone()], |_| signed)?;
/// assert_eq!(taken[0].recorded_at, "2023-04-17T10:00:03Z".parse()?);
/// assert!(evidenced(&[posted], |_| Evidence::Waiting)?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// When a correction names nothing, or corrections run in a circle.
pub fn evidenced(
    events: &[Event],
    evidence: impl Fn(&Event) -> Evidence,
) -> Result<Vec<Event>, BindError> {
    let mut taken = Vec::with_capacity(events.len());
    let mut absent = BTreeSet::new();
    for event in events {
        let side = side_of(events, event, 0)?;
        match (side, evidence(event)) {
            (Side::Burdens, Evidence::Waiting) => {
                absent.insert(event.id.as_str());
            }
            (Side::Burdens, Evidence::At(proved)) => {
                let mut event = event.clone();
                event.recorded_at = event.recorded_at.max(proved);
                taken.push(event);
            }
            (Side::Relieves, _) | (Side::Burdens, Evidence::Trusted) => taken.push(event.clone()),
        }
    }
    // A correction of a correction of what is absent goes as well, so until nothing more does.
    loop {
        let orphan = |event: &&Event| {
            let named = event.supersedes.as_deref();
            named.is_some_and(|named| absent.contains(named)) && !absent.contains(event.id.as_str())
        };
        let found: Vec<&str> = events
            .iter()
            .filter(orphan)
            .map(|it| it.id.as_str())
            .collect();
        if found.is_empty() {
            break;
        }
        absent.extend(found);
    }
    taken.retain(|event| !absent.contains(event.id.as_str()));
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: &str, kind: &str, supersedes: Option<&str>) -> Event {
        let mut event = serde_json::json!({
            "id": id,
            "kind": kind,
            "at": "2023-04-17T10:00:00Z",
            "recorded_at": "2023-04-17T10:00:00Z",
        });
        if let Some(wrong) = supersedes {
            event["supersedes"] = wrong.into();
        }
        serde_json::from_value(event).unwrap()
    }

    fn ids(events: &[Event]) -> Vec<&str> {
        events.iter().map(|event| event.id.as_str()).collect()
    }

    #[test]
    fn what_nobody_signed_for_burdens_nobody_and_relief_waits_for_nobody() {
        let cases = [
            ("posted", None, false, "a burden waits"),
            ("appeared", None, true, "relief does not"),
            (
                "corrected",
                Some("b"),
                true,
                "taking back a burden is relief",
            ),
            (
                "corrected",
                Some("r"),
                false,
                "taking back relief is a burden",
            ),
        ];
        for (kind, wrong, there, why) in cases {
            let burden = event("b", "posted", None);
            let relief = event("r", "appeared", None);
            let events = [burden, relief, event("x", kind, wrong)];
            let waits = |it: &Event| match it.id.as_str() {
                "x" => Evidence::Waiting,
                _ => Evidence::Trusted,
            };
            let taken = evidenced(&events, waits).unwrap();
            assert_eq!(
                ids(&taken).contains(&"x"),
                there,
                "{kind} of {wrong:?}: {why}"
            );
        }
    }

    #[test]
    fn what_corrects_an_absent_burden_is_left_out_with_it() {
        let events = [
            event("b", "posted", None),
            event("c", "corrected", Some("b")),
            event("d", "corrected", Some("c")),
            event("r", "appeared", None),
        ];
        let taken = evidenced(&events, |it| match it.id.as_str() {
            "b" => Evidence::Waiting,
            _ => Evidence::Trusted,
        });
        assert_eq!(ids(&taken.unwrap()), ["r"]);
    }

    #[test]
    fn a_signature_never_makes_a_burden_earlier() {
        let early = "2020-01-01T00:00:00Z".parse().unwrap();
        let events = [event("b", "posted", None), event("r", "appeared", None)];
        let taken = evidenced(&events, |_| Evidence::At(early)).unwrap();
        assert_eq!(
            taken, events,
            "a witness whose clock is slow back-dates nothing"
        );
        let late = "2030-01-01T00:00:00Z".parse().unwrap();
        let taken = evidenced(&events, |_| Evidence::At(late)).unwrap();
        assert_eq!(taken[0].recorded_at, late);
        assert_eq!(taken[1], events[1], "relief is as old as its recording");
    }
}
