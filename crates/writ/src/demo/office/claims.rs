//! What people claim and object to, and how the office answers.

use jiff::Timestamp;
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_sim::decision::Ruling;

use super::super::called::Called;
use super::super::house::{House, officer_of};
use super::{BEFORE_NOON, Task, look_again};
use crate::trouble::Trouble;

/// An excuse is claimed: it waits for an officer.
pub(super) async fn claim_excuse(
    called: &mut Called,
    house: &House,
    event: Event,
    now: Timestamp,
) -> Result<(), Trouble> {
    let excuse = event.excuse.clone().unwrap_or_default();
    called.record(house, event, now).await?;
    let at = house
        .calendar
        .days_after(now, called.luck.excuse_days, BEFORE_NOON);
    called.desk.pending += 1;
    called.desk.put(at, Task::Excuse { excuse });
    Ok(())
}

/// An objection goes against everything that is in force against the person.
pub(super) async fn object(
    called: &mut Called,
    house: &House,
    event: Event,
    now: Timestamp,
) -> Result<(), Trouble> {
    let against = called.desk.imposed();
    let remedy = event.remedy.clone().unwrap_or_default();
    for measure in &against {
        let event = Event {
            effect: Some(measure.clone()),
            ..event.clone()
        };
        called.record(house, event, now).await?;
    }
    if !against.is_empty() {
        let at = house
            .calendar
            .days_after(now, called.luck.objection_days, BEFORE_NOON);
        called.desk.pending += 1;
        called.desk.put(at, Task::Objection { remedy, against });
    }
    Ok(())
}

pub(super) async fn decide_objection(
    called: &mut Called,
    house: &House,
    remedy: String,
    against: Vec<String>,
    now: Timestamp,
) -> Result<(), Trouble> {
    called.desk.pending = called.desk.pending.saturating_sub(1);
    let by = Some(officer_of(called.office()));
    if called.luck.objection == Ruling::Granted {
        let mut event = Event::new("", EventKind::ObjectionUpheld, now);
        (event.remedy, event.by) = (Some(remedy), by);
        return called.record(house, event, now).await;
    }
    for measure in against {
        let mut event = Event::new("", EventKind::ObjectionRejected, now);
        (event.remedy, event.by) = (Some(remedy.clone()), by.clone());
        event.effect = Some(measure);
        called.record(house, event, now).await?;
    }
    look_again(called, house, now, 1);
    Ok(())
}

pub(super) async fn decide_excuse(
    called: &mut Called,
    house: &House,
    excuse: String,
    now: Timestamp,
) -> Result<(), Trouble> {
    called.desk.pending = called.desk.pending.saturating_sub(1);
    let kind = match called.luck.excuse {
        Ruling::Granted => EventKind::ExcuseAccepted,
        Ruling::Refused => EventKind::ExcuseRefused,
    };
    let mut event = Event::new("", kind, now);
    (event.excuse, event.by) = (Some(excuse), Some(officer_of(called.office())));
    called.record(house, event, now).await?;
    if kind == EventKind::ExcuseAccepted {
        // A new day, and with it a clean sheet.
        called.desk.decides_from = None;
        called.desk.decided.clear();
    }
    look_again(called, house, now, 1);
    Ok(())
}
