//! Death: it needs no matter to be recorded, and ends every one there is.

use jiff::Timestamp;
use writ_law::case::Event;
use writ_law::event::EventKind;

use crate::person::{Act, Holding, OwnMatter, PersonEntry};
use crate::record::{Decision, Recording, check_past};
use crate::refusal::{Refusal, Ruling};

/// In which matter something is recorded. A death needs none, and of several it needs none named:
/// it ends them all.
pub(crate) fn of_whom<'h>(
    holding: &'h Holding,
    recording: &Recording,
) -> Ruling<Option<&'h OwnMatter>> {
    let event = &recording.event;
    let of_death = match event.kind {
        EventKind::Died => true,
        EventKind::Corrected => event.supersedes.as_deref().is_some_and(|id| {
            let mut deaths = holding.deaths.iter();
            deaths.any(|death| death.id == id)
        }),
        _ => false,
    };
    if of_death && recording.matter.is_none() {
        return Ok(holding.matters.first());
    }
    holding.matter(recording.matter.as_deref()).map(Some)
}

/// The matters that an event concerns: a death, and the correction of one, every one.
pub(crate) fn concerned<'h>(
    holding: &'h Holding,
    matter: &'h OwnMatter,
    event: &Event,
) -> Vec<&'h OwnMatter> {
    let death = |other: &OwnMatter| {
        let died = |it: &Event| it.kind == EventKind::Died;
        let is_it = |it: &Event| died(it) && Some(it.id.as_str()) == event.supersedes.as_deref();
        other.events.iter().any(is_it)
    };
    if event.kind == EventKind::Died && event.supersedes.is_none() {
        return holding.matters.iter().collect();
    }
    if death(matter) {
        return holding
            .matters
            .iter()
            .filter(|other| death(other))
            .collect();
    }
    vec![matter]
}

/// Decides about the death of someone who has no matter.
pub(crate) fn decide_apart(
    by: &str,
    holding: &Holding,
    event: &Event,
    recorded_at: Timestamp,
) -> Ruling<Decision> {
    check_past(event, recorded_at)?;
    if let Some(wrong) = &event.supersedes
        && !holding.deaths.iter().any(|known| known.id == *wrong)
    {
        return Err(Refusal::on(
            "supersedes",
            format!("there is no event `{wrong}` of this person to correct"),
            "name the one that was wrong",
        ));
    }
    let event = Event {
        id: format!("p{}", holding.deaths.len() + 1),
        recorded_at,
        ..event.clone()
    };
    let entry = PersonEntry {
        by: by.to_owned(),
        import: None,
        acts: vec![Act::Apart(event.clone())],
    };
    Ok(Decision {
        matter: String::new(),
        event,
        at: recorded_at,
        entry,
        tell: None,
    })
}
