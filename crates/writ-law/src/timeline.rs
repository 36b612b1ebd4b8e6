//! The whole future of a matter, assuming that nothing more happens.
//!
//! An effect is in force at `t` as known at `K` if and only if it was so by what was recorded by
//! every `k` from the lesser of `t` and `K` to `K`. So in each alternative the truth is the least
//! over those `k`; a late burden reaches only forward and a late relief reaches back.

use jiff::Timestamp;

use crate::event::EventKind;
use crate::life::{Happening, Life, Side};
use crate::machine::{Frame, MOST, Machine};
use crate::regime::Regime;
use crate::trace::{Effects, Run, Segment, Until};
use crate::truth::Truth;

/// Spells of effects, under each alternative and as answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    measures: Vec<String>,
    /// By alternative, in the order of [`Regime::alternatives`].
    pub alternatives: Vec<Vec<Spell>>,
    /// As answered: what all alternatives agree on.
    pub answers: Vec<Spell>,
}

/// A stretch of time in which no effect changes: from its instant to the next spell's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// From when; the first spell begins at the beginning of time.
    pub from: Timestamp,
    effects: Effects,
}

impl Spell {
    /// The truth of a measure, by its place in the regime.
    #[must_use]
    pub fn effect(&self, measure: usize) -> Truth {
        self.effects.get(measure).copied().unwrap_or(Truth::No)
    }
}

impl Timeline {
    /// The answer for a measure at an instant.
    #[must_use]
    pub fn answer(&self, measure: &str, at: Timestamp) -> Truth {
        let place = self.measures.iter().position(|name| name == measure);
        place.map_or(Truth::No, |place| truth_at(&self.answers, place, at))
    }

    /// The truth of a measure at an instant under one alternative, by its place.
    #[must_use]
    pub fn reading(&self, alternative: usize, measure: &str, at: Timestamp) -> Truth {
        let place = self.measures.iter().position(|name| name == measure);
        let spells = self.alternatives.get(alternative);
        place
            .zip(spells)
            .map_or(Truth::No, |(place, spells)| truth_at(spells, place, at))
    }
}

fn truth_at(spells: &[Spell], measure: usize, at: Timestamp) -> Truth {
    let after = spells.partition_point(|spell| spell.from <= at);
    after
        .checked_sub(1)
        .and_then(|index| spells.get(index))
        .map_or(Truth::No, |it| it.effect(measure))
}

/// The timeline of a matter, knowing what was recorded by an instant (`None`: everything).
#[must_use]
pub fn timeline(regime: &Regime, life: &Life, known_at: Option<Timestamp>) -> Timeline {
    let known = known_at.unwrap_or(Timestamp::MAX);
    let mut alternatives = Vec::with_capacity(regime.alternatives().len());
    for alternative in regime.alternatives() {
        let segments = segments(regime.frame(), &alternative.machine, life, known);
        alternatives.push(spells(&segments));
    }
    let answers = agreed(&alternatives);
    let measures = regime.measures().map(str::to_owned).collect();
    Timeline {
        measures,
        alternatives,
        answers,
    }
}

/// The spells under one alternative only, without names: for simulations over many people.
#[must_use]
pub fn spells_under(
    regime: &Regime,
    alternative: usize,
    life: &Life,
    known_at: Option<Timestamp>,
) -> Vec<Spell> {
    let known = known_at.unwrap_or(Timestamp::MAX);
    let Some(alternative) = regime.alternatives().get(alternative) else {
        return Vec::new();
    };
    spells(&segments(regime.frame(), &alternative.machine, life, known))
}

fn spells(segments: &[Segment]) -> Vec<Spell> {
    let mut spells: Vec<Spell> = Vec::with_capacity(segments.len());
    for segment in segments {
        if spells
            .last()
            .is_none_or(|last| last.effects != segment.effects)
        {
            spells.push(Spell {
                from: segment.from,
                effects: segment.effects,
            });
        }
    }
    spells
}

/// What all alternatives agree on, at every instant.
pub(crate) fn agreed(alternatives: &[Vec<Spell>]) -> Vec<Spell> {
    if let [only] = alternatives {
        return only.clone();
    }
    let mut moments: Vec<Timestamp> = alternatives
        .iter()
        .flatten()
        .map(|spell| spell.from)
        .collect();
    moments.sort_unstable();
    moments.dedup();
    let mut answers: Vec<Spell> = Vec::with_capacity(moments.len());
    for from in moments {
        let mut effects = [Truth::No; MOST];
        for (measure, truth) in effects.iter_mut().enumerate() {
            *truth = Truth::agreed(alternatives.iter().map(|it| truth_at(it, measure, from)));
        }
        if answers.last().is_none_or(|last| last.effects != effects) {
            answers.push(Spell { from, effects });
        }
    }
    answers
}

/// The segments of one alternative as known at an instant: the least over what was known between.
pub(crate) fn segments(
    frame: &Frame,
    machine: &Machine,
    life: &Life,
    known: Timestamp,
) -> Vec<Segment> {
    let base = snapshot(frame, machine, life, known);
    if base
        .iter()
        .all(|segment| segment.effects == [Truth::No; MOST])
    {
        return base;
    }
    let earlier: Vec<(Timestamp, Vec<Segment>)> = earlier((frame, machine), life, known)
        .into_iter()
        .map(|(stamp, until)| (until, snapshot(frame, machine, life, stamp)))
        .collect();
    if earlier.is_empty() {
        base
    } else {
        least(&base, &earlier)
    }
}

/// The earlier instants of knowledge that can matter, each with the instant until which it does.
///
/// What was known from one recording to the next matters only before the next, and only if
/// something recorded later reaches back to before that.
fn earlier(
    (frame, machine): (&Frame, &Machine),
    life: &Life,
    known: Timestamp,
) -> Vec<(Timestamp, Timestamp)> {
    let burdens = life
        .events
        .iter()
        .filter(|event| event.side == Side::Burdens);
    let Some(first) = burdens.map(|event| event.force).min() else {
        return Vec::new();
    };
    let mut reaches: Vec<(Timestamp, Timestamp)> = life
        .events
        .iter()
        .filter(|event| moves(frame, machine, life, event.kind))
        .filter_map(|event| Some((event.recorded, reach(event)?)))
        .collect();
    let facts = life
        .facts
        .iter()
        .flatten()
        .filter(|record| record.at < record.recorded);
    reaches.extend(facts.map(|record| (record.recorded, record.at)));
    reaches.retain(|(recorded, _)| *recorded <= known && *recorded > first);
    if reaches.is_empty() {
        return Vec::new();
    }
    let stamps: Vec<_> = life
        .stamps
        .iter()
        .copied()
        .filter(|stamp| *stamp <= known)
        .collect();
    stamps
        .windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
        .filter(|(stamp, until)| {
            *until > first
                && reaches
                    .iter()
                    .any(|(recorded, back)| recorded > stamp && back < until)
        })
        .collect()
}

/// Whether an event of this kind can move anything under these rules.
fn moves(frame: &Frame, machine: &Machine, life: &Life, kind: EventKind) -> bool {
    use crate::machine::{AnchorMachine, TriggerMachine};
    let named = match kind {
        EventKind::Rebutted | EventKind::Objected | EventKind::ExcuseClaimed => true,
        EventKind::Decided | EventKind::Reviewed | EventKind::Corrected => true,
        _ => kind.closes() || frame.duties.iter().any(|duty| duty.met_by.contains(&kind)),
    };
    let anchored = |anchor: &AnchorMachine| *anchor == AnchorMachine::Event(kind);
    let excuses = frame
        .excuses
        .iter()
        .flat_map(|it| [&it.claim_within, &it.then_appear_within]);
    let lifecycle = machine.lifecycles.get(usize::from(life.instrument));
    let lifecycle = lifecycle.and_then(Option::as_ref);
    let triggers = lifecycle
        .into_iter()
        .flat_map(|it| &it.stages)
        .flat_map(|it| &it.then);
    named
        || excuses.flatten().any(|(_, anchor)| anchored(anchor))
        || frame
            .duties
            .iter()
            .any(|duty| anchored(&duty.from) || anchored(&duty.by))
        || lifecycle.is_some_and(|it| it.ends_on.contains(&kind))
        || machine
            .services
            .iter()
            .flatten()
            .any(|service| service.grounds.contains(&kind))
        || triggers.into_iter().any(|then| match &then.trigger {
            TriggerMachine::On(on) => *on == kind,
            TriggerMachine::After { from, .. } => anchored(from),
            TriggerMachine::Served | TriggerMachine::Missed(_) => false,
        })
}

/// How far before its recording an event changes what held, if at all.
fn reach(event: &Happening) -> Option<Timestamp> {
    match event.kind {
        EventKind::Rebutted
        | EventKind::Withdrawn
        | EventKind::ObjectionUpheld
        | EventKind::FoundIneligible => Some(Timestamp::MIN),
        _ if event.side == Side::Relieves && event.force < event.recorded => Some(event.force),
        _ => None,
    }
}

fn least(base: &[Segment], earlier: &[(Timestamp, Vec<Segment>)]) -> Vec<Segment> {
    let mut moments: Vec<Timestamp> = base.iter().map(|segment| segment.from).collect();
    for (until, segments) in earlier {
        moments.push(*until);
        moments.extend(
            segments
                .iter()
                .map(|segment| segment.from)
                .filter(|from| from < until),
        );
    }
    moments.sort_unstable();
    moments.dedup();
    let mut merged: Vec<Segment> = Vec::with_capacity(moments.len());
    for from in moments {
        let Some(mut segment) = segment_at(base, from).copied() else {
            continue;
        };
        segment.from = from;
        for (_, segments) in earlier.iter().filter(|(until, _)| from < *until) {
            if let Some(other) = segment_at(segments, from) {
                for (truth, other) in segment.effects.iter_mut().zip(other.effects) {
                    *truth = (*truth).min(other);
                }
            }
        }
        let same = merged.last().is_some_and(|last| {
            (last.effects, last.stage, last.eligible)
                == (segment.effects, segment.stage, segment.eligible)
        });
        if !same {
            merged.push(segment);
        }
    }
    merged
}

/// The segment that holds at an instant.
pub(crate) fn segment_at(segments: &[Segment], at: Timestamp) -> Option<&Segment> {
    let after = segments.partition_point(|segment| segment.from <= at);
    segments.get(after.checked_sub(1)?)
}

/// What holds by what was recorded by one instant alone.
pub(crate) fn snapshot(
    frame: &Frame,
    machine: &Machine,
    life: &Life,
    known: Timestamp,
) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(12);
    if !life
        .events
        .iter()
        .any(|event| event.kind == EventKind::Corrected)
    {
        Run::new(frame, machine, life, known, Vec::new()).run(Until::TheEnd, &mut segments);
        return segments;
    }
    let mut starts: Vec<Timestamp> = corrections(life, known).map(|(_, it)| it.force).collect();
    starts.push(Timestamp::MIN);
    starts.sort_unstable();
    starts.dedup();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied();
        let mut piece = Vec::with_capacity(12);
        Run::new(frame, machine, life, known, gone(life, known, *start))
            .run(Until::TheEnd, &mut piece);
        if let Some(mut first) = segment_at(&piece, *start).copied() {
            first.from = *start;
            segments.push(first);
        }
        let inside = piece
            .iter()
            .filter(|it| it.from > *start && end.is_none_or(|end| it.from < end));
        segments.extend(inside);
    }
    segments
}

fn corrections(life: &Life, known: Timestamp) -> impl Iterator<Item = (u16, &Happening)> {
    (0u16..)
        .zip(&life.events)
        .filter(move |(_, it)| it.kind == EventKind::Corrected && it.recorded <= known)
}

/// The events that corrections in force at an instant take away.
pub(crate) fn gone(life: &Life, known: Timestamp, at: Timestamp) -> Vec<u16> {
    let active: Vec<(u16, Option<u16>)> = corrections(life, known)
        .filter(|(_, it)| it.force <= at)
        .map(|(index, it)| (index, it.supersedes))
        .collect();
    let standing = active.iter().filter(|(index, _)| stands(&active, *index));
    standing.filter_map(|(_, supersedes)| *supersedes).collect()
}

/// A correction stands unless one that stands corrects it. Binding a case keeps chains short.
fn stands(active: &[(u16, Option<u16>)], index: u16) -> bool {
    let mut correctors = active.iter().filter(|(_, target)| *target == Some(index));
    !correctors.any(|(by, _)| stands(active, *by))
}
