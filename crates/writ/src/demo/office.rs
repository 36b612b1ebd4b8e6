//! What the office does in one matter: letters and visits in the order of the law's ladder,
//! warnings, decisions for one person at a time, and answers to claims and objections.
//!
//! A law without a ladder gets one copy and no more; one without warnings, decisions, excuses and
//! remedies gets none of these. What officers decide is their luck, drawn with the person.

use jiff::Timestamp;
use serde_json::Value;
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_law::tree::{Amount, DecidedBy, Unit};
use writ_law::truth::Truth;
use writ_sim::behaviour::Channel;
use writ_sim::decision::Ruling;

use super::calendar::APPEAR;
use super::called::Called;
use super::house::{House, officer_of};
use crate::registry::ruled;
use crate::trouble::Trouble;

mod claims;

/// When officers begin to look at files.
const MORNING: (i64, i64) = (10, 0);
/// When the post takes letters along.
const AFTERNOON: (i64, i64) = (17, 0);
/// When they decide on what people claim.
const BEFORE_NOON: (i64, i64) = (11, 0);
/// How often an officer waits for a file to become clear.
const PATIENCE: u32 = 3;

/// Something an officer or a carrier has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// Gives a letter to the post.
    Post,
    /// Sends somebody to hand the notice over.
    Visit,
    /// Sees whether the copy that left last reached anyone, and tries the next way.
    Climb { rung: usize },
    /// Looks at what the law says of the matter by now.
    Look,
    /// Decides on an excuse.
    Excuse { excuse: String },
    /// Decides on an objection against these measures.
    Objection {
        remedy: String,
        against: Vec<String>,
    },
}

/// What an officer has on the desk about one person.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    /// What is to be done, the next last.
    tasks: Vec<(Timestamp, Task)>,
    /// From when, the warning having run, an officer gets to deciding.
    decides_from: Option<Timestamp>,
    /// Measures on which an officer has decided, and how.
    decided: Vec<(String, Ruling)>,
    /// Claims and objections that wait for an answer.
    pending: u32,
    waited: u32,
}

impl Desk {
    /// Puts something on the desk.
    pub(super) fn put(&mut self, at: Timestamp, task: Task) {
        let place = self.tasks.partition_point(|(other, _)| *other > at);
        self.tasks.insert(place, (at, task));
    }

    /// When something is to be done next.
    pub(super) fn next_at(&self) -> Option<Timestamp> {
        self.tasks.last().map(|(at, _)| *at)
    }

    /// What is to be done next.
    pub(super) fn next(&mut self) -> Option<(Timestamp, Task)> {
        self.tasks.pop()
    }

    fn imposed(&self) -> Vec<String> {
        let granted = self
            .decided
            .iter()
            .filter(|(_, ruling)| *ruling == Ruling::Granted);
        granted.map(|(measure, _)| measure.clone()).collect()
    }
}

/// Sets the first copy on its way: posted by the registry itself, or given to a carrier.
pub(super) fn begin(called: &mut Called, house: &House, first: Option<&str>) {
    let (issued, calendar) = (called.matter.issued_at, &house.calendar);
    match first {
        None => {
            called.sent(Channel::Portal, issued, house);
            climb_later(called, house, Channel::Portal, issued);
        }
        Some("post") => called
            .desk
            .put(calendar.days_after(issued, 0, AFTERNOON), Task::Post),
        Some(_) => called
            .desk
            .put(calendar.days_after(issued, 1, MORNING), Task::Visit),
    }
    let officers_decide = house
        .regime
        .tree()
        .effects
        .iter()
        .any(|effect| effect.decided == DecidedBy::Officer);
    if officers_decide {
        let appear = called.matter.appear_at.unwrap_or(calendar.begins(APPEAR));
        called
            .desk
            .put(calendar.days_after(appear, 1, MORNING), Task::Look);
    }
}

/// What an older system would have recorded with the matter: that it was entered in the account,
/// an instant after the matter itself.
pub(super) fn first_events(called: &Called, paper: Option<&str>) -> Vec<Event> {
    if paper.is_some() {
        return Vec::new();
    }
    let issued = called.matter.issued_at;
    let posted = on(EventKind::Posted, issued, "portal");
    let recorded_at = issued + jiff::SignedDuration::from_nanos(1);
    vec![Event {
        id: "e1".to_owned(),
        recorded_at,
        ..posted
    }]
}

/// Does one thing.
pub(super) async fn act(
    called: &mut Called,
    house: &House,
    task: Task,
    now: Timestamp,
) -> Result<(), Trouble> {
    // Whoever came, or need not come, is left in peace.
    if called.is_over() {
        return Ok(());
    }
    match task {
        Task::Post => {
            called
                .record(house, on(EventKind::Posted, now, "post"), now)
                .await?;
            called.sent(Channel::Post, now, house);
            climb_later(called, house, Channel::Post, now);
            Ok(())
        }
        Task::Visit => {
            called.sent(Channel::Hand, now, house);
            Ok(())
        }
        Task::Climb { rung } => climb(called, house, rung, now).await,
        Task::Look => look(called, house, now).await,
        Task::Excuse { excuse } => claims::decide_excuse(called, house, excuse, now).await,
        Task::Objection { remedy, against } => {
            claims::decide_objection(called, house, remedy, against, now).await
        }
    }
}

/// Records what a person, a carrier or a desk did, and puts on the desk what it asks for.
pub(super) async fn take_in(
    called: &mut Called,
    house: &House,
    event: Event,
    now: Timestamp,
) -> Result<(), Trouble> {
    match event.kind {
        EventKind::Objected => claims::object(called, house, event, now).await,
        EventKind::ExcuseClaimed => claims::claim_excuse(called, house, event, now).await,
        EventKind::CauseEnded => {
            called.record(house, event, now).await?;
            look_again(called, house, now, 8);
            Ok(())
        }
        _ => called.record(house, event, now).await,
    }
}

fn on(kind: EventKind, at: Timestamp, channel: &str) -> Event {
    Event {
        channel: Some(channel.to_owned()),
        ..Event::new("", kind, at)
    }
}

fn has_address(called: &Called, house: &House, now: Timestamp) -> bool {
    called.says(&house.regime, "address", now) == Some("confirmed")
}

fn has_account(called: &Called, house: &House, now: Timestamp) -> bool {
    called.says(&house.regime, "account", now) == Some("active")
}

/// The ways of the law's ladder, each with the days for which it is tried.
fn rungs(house: &House, called: &Called) -> Vec<(Channel, Option<u32>)> {
    let tree = house.regime.tree();
    let mut ladders = tree.ladders.iter();
    let ladder = ladders.find(|ladder| ladder.instrument.text == called.matter.instrument);
    let known = [Channel::Portal, Channel::Post, Channel::Hand];
    let rungs = ladder.into_iter().flat_map(|ladder| &ladder.rungs);
    rungs
        .filter_map(|rung| {
            let channel = known
                .into_iter()
                .find(|it| it.word() == rung.channel.text)?;
            Some((channel, rung.tried_for.map(days)))
        })
        .collect()
}

/// An amount in days.
pub(super) fn days(amount: Amount) -> u32 {
    match amount.unit {
        Unit::Minutes | Unit::Hours => 1,
        Unit::Days | Unit::WorkDays => amount.n,
        Unit::Weeks => amount.n.saturating_mul(7),
        Unit::Months => amount.n.saturating_mul(31),
        Unit::Years => amount.n.saturating_mul(366),
    }
}

fn climb_later(called: &mut Called, house: &House, channel: Channel, left_at: Timestamp) {
    let rungs = rungs(house, called);
    let place = rungs.iter().position(|(known, _)| *known == channel);
    let tried = place
        .and_then(|place| rungs.get(place))
        .and_then(|(_, days)| *days);
    if let (Some(place), Some(days)) = (place, tried) {
        let at = house.calendar.days_after(left_at, days + 1, MORNING);
        called.desk.put(at, Task::Climb { rung: place + 1 });
    }
}

async fn climb(
    called: &mut Called,
    house: &House,
    rung: usize,
    now: Timestamp,
) -> Result<(), Trouble> {
    // A copy that reached the person and serves nobody, the record of the account having grown
    // too old, is not enough.
    if called.is_reached() && is_served(&explained(called, house, now).await?) {
        return Ok(());
    }
    for (channel, _) in rungs(house, called).into_iter().skip(rung) {
        let open = match channel {
            Channel::Portal => has_account(called, house, now),
            Channel::Post => has_address(called, house, now),
            Channel::Hand => true,
        };
        if open && !called.is_sent(channel) {
            let task = if channel == Channel::Post {
                Task::Post
            } else {
                Task::Visit
            };
            called.desk.put(now, task);
            return Ok(());
        }
    }
    Ok(())
}

fn look_again(called: &mut Called, house: &House, now: Timestamp, days: u32) {
    if house
        .regime
        .tree()
        .effects
        .iter()
        .any(|effect| effect.decided == DecidedBy::Officer)
    {
        called
            .desk
            .put(house.calendar.days_after(now, days, MORNING), Task::Look);
    }
}

/// Looks at what the law says by now, and warns or decides if it is time to.
async fn look(called: &mut Called, house: &House, now: Timestamp) -> Result<(), Trouble> {
    if called.desk.pending > 0 {
        return Ok(());
    }
    let position = explained(called, house, now).await?;
    let open = measures_open(house, &position);
    if open.is_empty() {
        wait_for_change(called, house, &position, now);
        return Ok(());
    }
    if position.get("eligible").and_then(Value::as_str) != Some(Truth::Yes.word()) {
        // Nobody is warned or barred on a file that does not show that they may be called.
        called.desk.waited += 1;
        if called.desk.waited <= PATIENCE {
            look_again(called, house, now, called.luck.unknown_days);
        }
        return Ok(());
    }
    match called.desk.decides_from {
        None => warn(called, house, now).await,
        Some(from) if now < from => {
            called.desk.put(from, Task::Look);
            Ok(())
        }
        Some(_) => {
            decide(called, house, open, now).await?;
            wait_for_change(called, house, &position, now);
            Ok(())
        }
    }
}

/// What the registry says of the matter by now.
async fn explained(called: &Called, house: &House, now: Timestamp) -> Result<Value, Trouble> {
    let explained = house
        .registry
        .explain(&house.look, &called.person.id, now, None, None)
        .await;
    let mut matters = ruled(explained)?.matters.into_iter();
    let of_matter = matters.find(|matter| matter.matter.id == called.matter.id);
    Ok(of_matter.map_or(Value::Null, |matter| matter.position))
}

fn is_served(position: &Value) -> bool {
    position
        .get("served")
        .is_some_and(|served| !served.is_null())
}

/// The measures on which an officer may decide in the stage that a position shows.
fn measures_open(house: &House, position: &Value) -> Vec<String> {
    let stages = position.get("stage").and_then(Value::as_object);
    let mut stages = stages
        .into_iter()
        .flat_map(|it| it.values())
        .filter_map(Value::as_str);
    let Some(stage) = stages.next() else {
        return Vec::new();
    };
    let effects = house.regime.tree().effects.iter();
    effects
        .filter(|effect| effect.decided == DecidedBy::Officer)
        .filter(|effect| effect.stages.iter().any(|known| known.text == stage))
        .map(|effect| effect.measure.text.clone())
        .collect()
}

fn wait_for_change(called: &mut Called, house: &House, position: &Value, now: Timestamp) {
    let next = position.get("next_change").and_then(Value::as_str);
    if let Some(next) = next.and_then(|next| next.parse::<Timestamp>().ok()) {
        let at = house.calendar.days_after(next.max(now), 0, MORNING);
        let at = if at > now {
            at
        } else {
            house.calendar.days_after(at, 1, MORNING)
        };
        called.desk.put(at, Task::Look);
    }
}

async fn warn(called: &mut Called, house: &House, now: Timestamp) -> Result<(), Trouble> {
    let account = has_account(called, house, now);
    let warnings = &house.regime.tree().warnings;
    let longest = warnings
        .iter()
        .map(|warning| days(warning.then))
        .max()
        .unwrap_or(0);
    let by = warnings.iter().flat_map(|warning| &warning.by);
    let channels: Vec<String> = by
        .map(|channel| channel.text.clone())
        .filter(|channel| channel != "portal" || account)
        .collect();
    let at = now + jiff::SignedDuration::from_mins(1);
    for channel in channels {
        called
            .record(house, on(EventKind::Warned, at, &channel), at)
            .await?;
    }
    let days = longest + 1 + called.luck.measure_days;
    let from = house.calendar.days_after(now, days, MORNING);
    called.desk.decides_from = Some(from);
    called.desk.put(from, Task::Look);
    Ok(())
}

/// Decides on what is open and undecided, each by an act of its own, and says so to the person.
async fn decide(
    called: &mut Called,
    house: &House,
    open: Vec<String>,
    now: Timestamp,
) -> Result<(), Trouble> {
    let step = jiff::SignedDuration::from_mins(5);
    let mut at = now;
    let ruling = called.luck.measure;
    let outcome = match ruling {
        Ruling::Granted => "imposed",
        Ruling::Refused => "refused",
    };
    for measure in open {
        if called
            .desk
            .decided
            .iter()
            .any(|(known, _)| *known == measure)
        {
            continue;
        }
        let mut event = Event::new("", EventKind::Decided, at);
        event.effect = Some(measure.clone());
        event.outcome = Some(outcome.to_owned());
        event.by = Some(officer_of(called.office()));
        called.record(house, event, at).await?;
        if ruling == Ruling::Granted {
            tell(called, house, &measure, at + step).await?;
        }
        called.desk.decided.push((measure, ruling));
        at = at + step + step;
    }
    Ok(())
}

async fn tell(
    called: &mut Called,
    house: &House,
    measure: &str,
    at: Timestamp,
) -> Result<(), Trouble> {
    let portal = has_account(called, house, at);
    let mut event = on(EventKind::Told, at, if portal { "portal" } else { "post" });
    event.effect = Some(measure.to_owned());
    called.record(house, event, at).await?;
    called.told(at, house);
    Ok(())
}
