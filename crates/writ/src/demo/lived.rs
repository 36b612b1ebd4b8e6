//! What was asserted against one person, instant by instant, as it was known at each.
//!
//! The registry gave the facts and events, each with the time at which it was recorded. What a
//! desk would have been told at an instant follows from those recorded by then: that is what a
//! person lived with, whatever turned out later.

use jiff::Timestamp;
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_law::life::{BindError, Life};
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;
use writ_law::timeline::{Spell, timeline};
use writ_law::truth::Truth;

use super::called::Called;

/// How many measures a law of the story has at most.
pub(super) const MOST: usize = 4;

/// The truth of each measure, in the order of the pack.
pub(super) type Truths = [Truth; MOST];

/// Truths over time: each from its instant to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Course(Vec<(Timestamp, Truths)>);

impl Course {
    fn push(&mut self, from: Timestamp, truths: Truths) {
        match self.0.last_mut() {
            Some((at, last)) if *at == from => *last = truths,
            Some((_, last)) if *last == truths => {}
            _ => self.0.push((from, truths)),
        }
    }

    /// Takes over what one state of knowledge says of the time in which it was the newest.
    fn take_over(&mut self, spells: &[Spell], from: Timestamp, until: Timestamp) {
        let after = spells.partition_point(|spell| spell.from <= from);
        let first = after.checked_sub(1).and_then(|place| spells.get(place));
        if let Some(first) = first {
            self.push(from, truths(first));
        }
        let later = spells
            .iter()
            .skip(after)
            .take_while(|spell| spell.from < until);
        later.for_each(|spell| self.push(spell.from, truths(spell)));
    }

    /// What was said at an instant.
    pub(super) fn at(&self, at: Timestamp) -> Truths {
        let after = self.0.partition_point(|(from, _)| *from <= at);
        let last = after.checked_sub(1).and_then(|place| self.0.get(place));
        last.map_or([Truth::No; MOST], |(_, truths)| *truths)
    }

    /// The spells in which at least one measure was in force, up to an end.
    pub(super) fn restricted(&self, end: Timestamp) -> Vec<(Timestamp, Timestamp)> {
        let mut spells: Vec<(Timestamp, Timestamp)> = Vec::new();
        let mut since = None;
        for (at, truths) in self.0.iter().filter(|(at, _)| *at < end) {
            match (truths.contains(&Truth::Yes), since) {
                (true, None) => since = Some(*at),
                (false, Some(from)) => {
                    spells.push((from, *at));
                    since = None;
                }
                _ => {}
            }
        }
        spells.extend(since.map(|from| (from, end)));
        spells
    }
}

fn truths(spell: &Spell) -> Truths {
    std::array::from_fn(|measure| spell.effect(measure))
}

/// Whether, when and how a person was served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Service {
    /// In every reading of the law.
    Served { at: Timestamp, channel: String },
    /// In some readings of the law and not in others.
    Disputed,
    /// In none.
    Unserved,
}

/// What was asserted against one person.
#[derive(Clone, Debug)]
pub(super) struct Lived {
    /// As answered: what all readings agree on.
    pub(super) answers: Course,
    /// Under each reading, in the order of the regime's alternatives.
    pub(super) readings: Vec<Course>,
    pub(super) service: Service,
}

impl Lived {
    /// Works it out from what is recorded.
    pub(super) fn of(regime: &Regime, called: &Called, end: Timestamp) -> Result<Self, BindError> {
        let life = Life::bind(regime, &called.as_person(), &called.matter, &called.events)?;
        let stamps = stamps(called);
        let mut answers = Course::default();
        let mut readings = vec![Course::default(); regime.alternatives().len()];
        for (place, stamp) in stamps.iter().enumerate() {
            let until = stamps.get(place + 1).copied().unwrap_or(end);
            let known = timeline(regime, &life, Some(*stamp));
            answers.take_over(&known.answers, *stamp, until);
            for (course, spells) in readings.iter_mut().zip(&known.alternatives) {
                course.take_over(spells, *stamp, until);
            }
        }
        let service = service(regime, &life, &called.events);
        Ok(Self {
            answers,
            readings,
            service,
        })
    }
}

/// The instants at which something was recorded, from the issue on.
fn stamps(called: &Called) -> Vec<Timestamp> {
    let facts = called.facts.iter().map(|fact| fact.recorded_at);
    let mut stamps: Vec<Timestamp> = called
        .events
        .iter()
        .map(|event| event.recorded_at)
        .collect();
    stamps.extend(facts.filter(|at| *at > called.matter.issued_at));
    stamps.push(called.matter.issued_at);
    stamps.sort_unstable();
    stamps.dedup();
    stamps
}

/// The first service, as it was known when it was recorded.
fn service(regime: &Regime, life: &Life, events: &[Event]) -> Service {
    let serve = events.iter().filter(|event| {
        matches!(
            event.kind,
            EventKind::Posted | EventKind::Opened | EventKind::Delivered | EventKind::Refused
        )
    });
    let mut service = Service::Unserved;
    for event in serve {
        let at = event.recorded_at;
        let position = position(
            regime,
            life,
            AsOf {
                at,
                known_at: Some(at),
            },
        );
        if let Some((at, channel)) = position.served() {
            return Service::Served {
                at,
                channel: channel.to_owned(),
            };
        }
        let mut stages = position.stages().map(|(_, stage)| stage);
        let first = stages.next();
        if stages.any(|stage| Some(stage) != first) {
            service = Service::Disputed;
        }
    }
    service
}
