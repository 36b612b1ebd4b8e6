//! What the law says will follow, worked out by the law itself: the positions of a matter from its
//! issue on, as if nothing more happened.
//!
//! Where nothing follows before the person knows of it, that they came to know is assumed of the
//! day of issue, and the notice says so.

use jiff::{SignedDuration, Timestamp};
use writ_law::case::{Event, Person};
use writ_law::event::EventKind;
use writ_law::life::Life;
use writ_law::position::{AsOf, position};
use writ_law::tree::{Channel, Ground, Name, Serves};

use super::{Issue, NoticeError};
use crate::position::Told;

/// How many changes are worked out, and for how long: what lies further ahead helps nobody.
const STEPS: usize = 24;
const YEARS: i64 = 2;

/// The course of a matter if nothing more happens.
#[derive(Debug)]
pub(super) struct Foreseen {
    /// The position on issue, then one at each change.
    pub(super) positions: Vec<Told>,
    /// What was assumed to have happened on the day of issue.
    pub(super) assumed: Vec<Event>,
}

impl Foreseen {
    /// Works out the course of what was issued.
    pub(super) fn of(issue: &Issue<'_>) -> Result<Self, NoticeError> {
        let person = issue.person_then();
        if issue.is_test() {
            let positions = Vec::new();
            let assumed = Vec::new();
            return Ok(Self { positions, assumed });
        }
        for channel in channels(issue) {
            for assumed in ways(issue, channel) {
                if serves(issue, &person, &assumed)? {
                    let positions = walk(issue, &person, &assumed)?;
                    return Ok(Self { positions, assumed });
                }
            }
        }
        let positions = walk(issue, &person, &[])?;
        let assumed = Vec::new();
        Ok(Self { positions, assumed })
    }

    /// The first position in which the person counts as notified; where there is none, the first.
    pub(super) fn known(&self) -> Option<&Told> {
        let mut positions = self.positions.iter();
        positions
            .find(|it| it.served.is_some())
            .or_else(|| self.positions.first())
    }
}

/// The channels that serve, in the order in which the registry tries them.
fn channels<'t>(issue: &Issue<'t>) -> Vec<&'t Channel> {
    let tree = issue.regime.tree();
    let ladders = tree.ladders.iter();
    let ladder = ladders.filter(|it| it.instrument.text == issue.matter.instrument);
    let rungs = ladder.flat_map(|it| &it.rungs).map(|rung| &rung.channel);
    let named = |name: &Name| tree.channels.iter().find(|it| it.name == *name);
    let mut order: Vec<&Channel> = rungs.filter_map(named).collect();
    for channel in &tree.channels {
        let is_known = order.iter().any(|known| known.name == channel.name);
        if channel.serves == Serves::Yes && !is_known {
            order.push(channel);
        }
    }
    order.sort_by_key(|channel| channel.name.text != "portal");
    order
}

/// What could happen on a channel on the day of issue, so that the person knows: that a copy was
/// posted, or that and what serves.
fn ways(issue: &Issue<'_>, channel: &Channel) -> Vec<Vec<Event>> {
    let services = issue.regime.tree().services.iter();
    let grounds: Vec<&Ground> = services
        .filter(|it| it.channel == channel.name)
        .flat_map(|it| &it.grounds)
        .collect();
    let posted = event("a1", EventKind::Posted, issue, channel);
    let mut ways = vec![vec![posted.clone()]];
    for ground in grounds {
        if ground.event == EventKind::Posted {
            continue;
        }
        let mut served = event("a2", ground.event, issue, channel);
        served.mark = ground.mark.as_ref().map(|mark| mark.text.clone());
        served.attempt = ground.attempt;
        if matches!(ground.event, EventKind::Delivered | EventKind::Refused) {
            let first = |names: &[Name]| names.first().map(|name| name.text.clone());
            served.by = first(&channel.by);
            served.to = first(&channel.to);
            served.place = first(&channel.place);
        }
        ways.push(vec![posted.clone(), served]);
    }
    ways
}

fn event(id: &str, kind: EventKind, issue: &Issue<'_>, channel: &Channel) -> Event {
    let mut event = Event::new(id, kind, issue.matter.issued_at);
    event.channel = Some(channel.name.text.clone());
    event
}

fn bind(issue: &Issue<'_>, person: &Person, events: &[Event]) -> Result<Life, NoticeError> {
    Life::bind(issue.regime, person, issue.matter, events).map_err(|why| NoticeError::Unfit {
        matter: issue.matter.id.clone(),
        why,
    })
}

/// Until when the course of a matter is worked out.
fn end(issue: &Issue<'_>) -> Timestamp {
    let length = SignedDuration::from_hours(24 * 366 * YEARS);
    let end = issue.matter.issued_at.checked_add(length);
    end.unwrap_or(Timestamp::MAX)
}

/// Whether the person comes to count as notified by this.
fn serves(issue: &Issue<'_>, person: &Person, events: &[Event]) -> Result<bool, NoticeError> {
    let life = bind(issue, person, events)?;
    let end = end(issue);
    let mut next = Some(issue.matter.issued_at);
    for _ in 0..STEPS {
        let Some(at) = next.filter(|at| *at <= end) else {
            break;
        };
        let now = position(issue.regime, &life, AsOf { at, known_at: None });
        if now.served().is_some() {
            return Ok(true);
        }
        next = now.next_change;
    }
    Ok(false)
}

/// The positions from the issue on, one for each change.
fn walk(issue: &Issue<'_>, person: &Person, events: &[Event]) -> Result<Vec<Told>, NoticeError> {
    let life = bind(issue, person, events)?;
    let end = end(issue);
    let mut positions = Vec::new();
    let mut next = Some(issue.matter.issued_at);
    while let Some(at) = next.filter(|at| *at <= end && positions.len() < STEPS) {
        let now = position(issue.regime, &life, AsOf { at, known_at: None });
        let read = serde_json::to_value(&now).and_then(|json| Told::read(&json));
        let told = read.map_err(|why| NoticeError::Position {
            matter: issue.matter.id.clone(),
            why,
        })?;
        next = told.next_change;
        positions.push(told);
    }
    Ok(positions)
}
