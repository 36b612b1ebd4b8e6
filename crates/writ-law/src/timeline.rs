//! The whole future of a matter, assuming that nothing more happens.
//!
//! An effect is in force at `t` as known at `K` if and only if it was so by what was recorded by
//! every `k` from the lesser of `t` and `K` to `K`. So in each alternative the truth is the least
//! over those `k`; a late burden reaches only forward and a late relief reaches back.

use jiff::Timestamp;

use crate::event::EventKind;
use crate::life::{Happening, Life, Side};
use crate::machine::{
    AnchorMachine, DueMachine, DutyMachine, Early, Frame, MOST, Machine, TriggerMachine,
};
use crate::regime::Regime;
use crate::trace::{Effects, Laws, Run, Segment, Until, course};
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
    /// When a measure was answered with `yes`: from its instants to their ends, which no longer
    /// belong to it; without one it goes on.
    #[must_use]
    pub fn held(&self, measure: &str) -> Vec<(Timestamp, Option<Timestamp>)> {
        let Some(place) = self.measures.iter().position(|name| name == measure) else {
            return Vec::new();
        };
        let ends = self.answers.iter().skip(1).map(|spell| Some(spell.from));
        let spells = self.answers.iter().zip(ends.chain([None]));
        spells
            .filter(|(spell, _)| spell.effect(place) == Truth::Yes)
            .map(|(spell, until)| (spell.from, until))
            .collect()
    }

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
        let segments = segments(Laws::of(regime, alternative), life, known);
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
    spells(&segments(Laws::of(regime, alternative), life, known))
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
pub(crate) fn segments(laws: Laws<'_>, life: &Life, known: Timestamp) -> Vec<Segment> {
    let base = snapshot(laws, life, known);
    if base
        .iter()
        .all(|segment| segment.effects == [Truth::No; MOST])
    {
        return base;
    }
    let earlier: Vec<(Reach, Vec<Segment>)> = earlier(laws, life, known)
        .into_iter()
        .map(|(stamp, until)| {
            let from = Timestamp::MIN;
            (Reach { from, until }, snapshot(laws, life, stamp))
        })
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
fn earlier(laws: Laws<'_>, life: &Life, known: Timestamp) -> Vec<(Timestamp, Timestamp)> {
    // Nothing holds before something was recorded that could begin it.
    let begins = life.events.iter().map(|event| event.at.max(event.recorded));
    let early = laws
        .machines
        .iter()
        .any(|it| it.early.get(usize::from(life.instrument)) == Some(&Early::Possible));
    let issued = early.then_some(life.issued_at);
    let Some(first) = begins.chain(issued).min() else {
        return Vec::new();
    };
    let mut reaches: Vec<(Timestamp, Timestamp)> = life
        .events
        .iter()
        .filter(|event| moves(laws, life, event.kind))
        .filter_map(|event| Some((event.recorded, reach(event)?)))
        .collect();
    let facts = life
        .facts
        .iter()
        .flatten()
        .filter(|record| record.at < record.recorded);
    reaches.extend(facts.map(|record| (record.recorded, record.at)));
    if early && laws.frames.len() > 1 {
        // Which version governs the matter is known from its first copy only, and then from the
        // beginning.
        let copies = life.events.iter().filter(|it| governs(laws, it.kind));
        reaches.extend(copies.map(|it| (it.recorded, Timestamp::MIN)));
    }
    reaches.retain(|(recorded, _)| *recorded <= known && *recorded > first);
    if reaches.is_empty() {
        return Vec::new();
    }
    // An effect before service can hold while nothing is recorded yet.
    let nothing = early.then_some(Timestamp::MIN);
    let recorded = life.stamps.iter().copied();
    let stamps: Vec<_> = nothing
        .into_iter()
        .chain(recorded.filter(|stamp| *stamp <= known))
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

/// Whether an event of this kind can be the copy by which it is told which version governs.
fn governs(laws: Laws<'_>, kind: EventKind) -> bool {
    let copy = matches!(
        kind,
        EventKind::Posted | EventKind::Dispatched | EventKind::Delivered | EventKind::Refused
    );
    let services = laws
        .machines
        .iter()
        .flat_map(|it| it.services.iter().flatten());
    copy || services
        .flat_map(|it| &it.grounds)
        .any(|it| it.event == kind)
}

/// Whether an event of this kind can move anything under these rules.
fn moves(laws: Laws<'_>, life: &Life, kind: EventKind) -> bool {
    let always = match kind {
        EventKind::Rebutted | EventKind::Objected | EventKind::ExcuseClaimed => true,
        EventKind::Decided | EventKind::Reviewed | EventKind::Corrected => true,
        EventKind::NonReceiptClaimed | EventKind::AppearanceClaimed | EventKind::Judged => true,
        EventKind::OutageStarted | EventKind::AlertFailed | EventKind::Returned => true,
        _ => kind.closes(),
    };
    let versions = laws.frames.iter().zip(laws.machines);
    always
        || versions
            .into_iter()
            .any(|(frame, machine)| named(frame, machine, life, kind))
}

/// Whether a version names a kind of event in any rule.
fn named(frame: &Frame, machine: &Machine, life: &Life, kind: EventKind) -> bool {
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
    let due = |duty: &DutyMachine| matches!(&duty.due, DueMachine::By(by) if anchored(by));
    frame
        .duties
        .iter()
        .any(|duty| duty.met_by.contains(&kind) || anchored(&duty.from) || due(duty))
        || excuses.flatten().any(|(_, anchor)| anchored(anchor))
        || frame.remedies.iter().any(|it| anchored(&it.open_from))
        || lifecycle.is_some_and(|it| it.ends_on.contains(&kind))
        || machine.services.iter().flatten().any(|service| {
            service.sender == Some(kind) || service.grounds.iter().any(|it| it.event == kind)
        })
        || machine.effects.iter().any(|effect| {
            let within = effect.decide_within.as_ref();
            within.is_some_and(|(_, from)| anchored(from))
        })
        || triggers.into_iter().any(|then| match &then.trigger {
            TriggerMachine::On(on) => *on == kind,
            TriggerMachine::After { from, .. } => anchored(from),
            TriggerMachine::Served | TriggerMachine::Missed(_) => false,
        })
}

/// How far before its recording an event changes what held, if at all.
fn reach(event: &Happening) -> Option<Timestamp> {
    match event.kind {
        // A failure reported after service takes an alert away that service rests on.
        EventKind::Rebutted
        | EventKind::AlertFailed
        | EventKind::Withdrawn
        | EventKind::ObjectionUpheld
        | EventKind::FoundIneligible => Some(Timestamp::MIN),
        EventKind::Judged if event.side == Side::Relieves => Some(Timestamp::MIN),
        _ if event.side == Side::Relieves && event.force < event.recorded => Some(event.force),
        _ => None,
    }
}

/// The stretch of time in which something else counts as well.
#[derive(Clone, Copy, Debug)]
struct Reach {
    from: Timestamp,
    until: Timestamp,
}

impl Reach {
    fn covers(self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }
}

/// The least of what counts at each instant.
fn least(base: &[Segment], others: &[(Reach, Vec<Segment>)]) -> Vec<Segment> {
    let mut moments: Vec<Timestamp> = base.iter().map(|segment| segment.from).collect();
    for (reach, segments) in others {
        moments.extend([reach.from, reach.until]);
        let own = segments.iter().map(|segment| segment.from);
        moments.extend(own.filter(|from| reach.covers(*from)));
    }
    moments.retain(|moment| *moment < Timestamp::MAX);
    moments.sort_unstable();
    moments.dedup();
    let mut merged: Vec<Segment> = Vec::with_capacity(moments.len());
    for from in moments {
        let Some(mut segment) = segment_at(base, from).copied() else {
            continue;
        };
        segment.from = from;
        for (_, segments) in others.iter().filter(|(reach, _)| reach.covers(from)) {
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
pub(crate) fn snapshot(laws: Laws<'_>, life: &Life, known: Timestamp) -> Vec<Segment> {
    let corrected = |event: &Happening| event.kind == EventKind::Corrected;
    if !life.events.iter().any(corrected) {
        return run_courses(laws, life, known, Vec::new());
    }
    let mut segments = Vec::with_capacity(12);
    let mut starts: Vec<Timestamp> = corrections(life, known).map(|(_, it)| it.force).collect();
    starts.push(Timestamp::MIN);
    starts.sort_unstable();
    starts.dedup();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied();
        let piece = run_courses(laws, life, known, gone(life, known, *start));
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

/// The runs of a matter, one for each course that the law leaves it; the first is the one by
/// which it is told.
pub(crate) fn runs<'a>(
    laws: Laws<'a>,
    life: &'a Life,
    known: Timestamp,
    gone: &[u16],
) -> Vec<Run<'a>> {
    let seen = |index: u16, event: &Happening| event.recorded <= known && !gone.contains(&index);
    let courses = course::courses(laws, life, seen);
    let run = |course| Run::new(laws, course, life, known, gone.to_vec());
    courses.into_iter().map(run).collect()
}

/// An effect is in force only where every course says so.
fn run_courses(laws: Laws<'_>, life: &Life, known: Timestamp, gone: Vec<u16>) -> Vec<Segment> {
    let mut all = runs(laws, life, known, &gone).into_iter().map(|mut run| {
        let mut segments = Vec::with_capacity(12);
        run.run(Until::TheEnd, &mut segments);
        let counts = Reach {
            from: run.course.counts_from,
            until: Timestamp::MAX,
        };
        (counts, segments)
    });
    let Some((_, told)) = all.next() else {
        return Vec::new();
    };
    let milder: Vec<(Reach, Vec<Segment>)> = all.collect();
    if milder.is_empty() {
        told
    } else {
        least(&told, &milder)
    }
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
