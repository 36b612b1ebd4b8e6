//! The automaton of one matter under one alternative, run through everything known by an instant.
//!
//! It is a pure function of the law, the life and the instant of knowledge. Happenings come in the
//! order of their force; at one instant relief comes first, then clocks, then burdens.

use jiff::Timestamp;

use crate::event::EventKind;
use crate::fact;
use crate::life::{Happening, Instance, Life, Side};
use crate::machine::{Early, Frame, LifecycleMachine, MOST, Set, TriggerMachine};
use crate::tree::{ClaimKind, InstrumentKind, Stays, Voids};
use crate::truth::Truth;

mod claim;
mod clock;
pub(crate) mod course;
mod decide;
mod duty;
mod effect;
mod happen;
mod need;
mod outage;
mod remedy;
mod service;

pub(crate) use course::{Course, Law, Laws};
pub(crate) use duty::DutyState;
pub(crate) use service::{NotServed, last_instant};

/// More steps than any matter takes: stages that chase one another in a circle stop here.
const MOST_STEPS: usize = 1_000;

/// The truth of each effect.
pub(crate) type Effects = [Truth; MOST];

/// A stretch of time in which nothing changes, from an instant to the next segment's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) from: Timestamp,
    pub(crate) effects: Effects,
    pub(crate) stage: StageNow,
    pub(crate) eligible: Truth,
}

/// Where a matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StageNow {
    /// In a stage of its lifecycle.
    In(u8),
    /// Closed, from then on.
    Closed,
    /// Closed, and void from the start.
    Void,
    /// A test, or an instrument without a lifecycle: it has no stages.
    None,
}

/// How the person was served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// From when they are served.
    pub(crate) at: Timestamp,
    /// The time that service bears, from which clocks run.
    pub(crate) bears: Timestamp,
    /// The time that it bears for the sender.
    pub(crate) sender: Option<Timestamp>,
    pub(crate) event: u16,
    pub(crate) channel: u8,
    /// The version by which it served.
    pub(crate) version: u8,
    /// Whether it shows that the person knows.
    pub(crate) proof: Receipt,
}

/// Whether a service shows that the person knows of the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receipt {
    Proved,
    Presumed,
}

/// A copy that serves once its wait is over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) event: u16,
    pub(crate) channel: u8,
    pub(crate) version: u8,
    pub(crate) ground: u8,
    /// When its wait is over; `None` where that cannot be told.
    pub(crate) ends: Option<Timestamp>,
}

/// A service that a rebuttal moves to a later time.
#[derive(Clone, Copy, Debug)]
struct Deferred {
    at: Timestamp,
    bears: Timestamp,
    copy: Candidate,
}

/// A step from stage to stage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) to: u8,
    pub(crate) at: Timestamp,
    pub(crate) cause: Cause,
}

/// What made a step.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cause {
    Begun,
    Event(u16),
    /// A clock of this way out of the stage before, in this version.
    Clock {
        version: u8,
        from: u8,
        then: u8,
    },
    /// An accepted excuse led back.
    Excuse(u16),
}

/// Why nothing more follows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    Closed {
        event: u16,
        at: Timestamp,
    },
    Void {
        event: u16,
    },
    /// Service came after the date in the summons.
    NothingToObey {
        at: Timestamp,
    },
}

/// An effect stayed by a remedy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stay {
    pub(crate) effects: Set,
    pub(crate) event: u16,
    pub(crate) remedy: u8,
    pub(crate) instance: Instance,
    /// Whether it keeps the effect off meanwhile.
    pub(crate) stays: Stays,
    /// When silence ends the effect.
    pub(crate) deadline: Option<Timestamp>,
}

/// Where a claimed excuse stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    pub(crate) excuse: u8,
    pub(crate) event: u16,
}

/// A claim of non-receipt or of appearance that is not judged yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assertion {
    pub(crate) kind: ClaimKind,
    pub(crate) event: u16,
    /// The version that knows the claim.
    pub(crate) version: u8,
    /// When silence ends every effect.
    pub(crate) deadline: Option<Timestamp>,
}

/// An exception that was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) exception: u8,
    pub(crate) event: u16,
    pub(crate) version: u8,
    pub(crate) answer: Answer,
}

/// What became of an exception that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Nothing yet; when silence answers.
    None(Option<Timestamp>),
    /// Granted until then.
    Granted(Timestamp),
}

/// A new day for the duty, set by an accepted excuse.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewDay {
    pub(crate) excuse: u8,
    /// The date that the duty had before.
    pub(crate) before: Option<Timestamp>,
    /// When the duty is due and when it counts as missed; `None` until the cause has ended.
    pub(crate) due: Option<(Timestamp, Timestamp)>,
}

/// A clock whose end a calendar does not tell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Uncertain {
    /// The stages that may or may not have been reached.
    pub(crate) stages: Set,
    pub(crate) from: Timestamp,
}

/// Everything that the position at an instant is worked out from.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) now: Timestamp,
    pub(crate) stage: u8,
    pub(crate) path: Vec<Step>,
    pub(crate) served: Option<Service>,
    pub(crate) end: Option<End>,
    pub(crate) eligible: Truth,
    /// Eligibility was not shown at some instant since service, and not confirmed anew since.
    pub(crate) lapsed: Option<Timestamp>,
    /// The lapse goes on: eligibility has not been shown again since.
    pub(crate) lapsing: bool,
    pub(crate) stays: Vec<Stay>,
    /// By remedy: the effects against which it, and its appeal, were used.
    pub(crate) used: Vec<[Set; 2]>,
    pub(crate) ended: Set,
    /// Claims that are undecided, at most one for each excuse.
    pub(crate) claims: Vec<Claim>,
    pub(crate) excused: Option<u16>,
    /// By excuse: how often it was claimed.
    pub(crate) claimed: [u32; MOST],
    /// Claims of non-receipt and of appearance that are not judged yet.
    pub(crate) asserted: Vec<Assertion>,
    /// The kinds of claims that were made.
    pub(crate) assertions: Vec<ClaimKind>,
    pub(crate) asked: Vec<Asked>,
    /// Sanctions that were imposed, by name.
    pub(crate) imposed: Vec<String>,
    /// Copies whose wait has not passed.
    pub(crate) waits: Vec<Candidate>,
    /// For someone served after the date in the summons: when the duty is due.
    pub(crate) late: Option<Timestamp>,
    /// Since when effects can hold at all: service, or a stage of an effect before it.
    pub(crate) live: Option<Timestamp>,
    pub(crate) new_day: Option<NewDay>,
    /// Ends of causes that have set a day: they set none again.
    pub(crate) spent: Vec<u16>,
    /// Since when clocks stand still, and when they did before.
    pub(crate) standing: Vec<(Timestamp, Option<Timestamp>)>,
    /// Effects that have begun to hold since they were imposed last, stayed or not.
    pub(crate) begun: Set,
    /// Stages chased one another in a circle: nothing is asserted any more.
    pub(crate) stuck: Option<Timestamp>,
    /// By warning: the event, and from when its time runs.
    pub(crate) warned: Vec<Option<(u16, Timestamp)>>,
    pub(crate) told: [Option<(u16, Timestamp)>; MOST],
    pub(crate) decided: [Option<u16>; MOST],
    pub(crate) limits: [Option<Timestamp>; MOST],
    /// By effect: beyond what no review moves its limit.
    pub(crate) bounds: [Option<Timestamp>; MOST],
    pub(crate) met: Set,
    pub(crate) not_served: Vec<(u16, NotServed)>,
    pub(crate) rejected: [Option<Timestamp>; MOST],
    pub(crate) uncertain: Option<Uncertain>,
}

/// A run through one matter.
#[derive(Debug)]
pub(crate) struct Run<'a> {
    pub(crate) laws: Laws<'a>,
    pub(crate) course: Course,
    pub(crate) life: &'a Life,
    pub(crate) known: Timestamp,
    /// Events that a correction in force takes away.
    pub(crate) gone: Vec<u16>,
    pub(crate) state: State,
    deferred: Vec<Deferred>,
}

/// How far to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// Through everything that can still happen by itself.
    TheEnd,
    /// To an instant, inclusive.
    Instant(Timestamp),
}

impl<'a> Run<'a> {
    pub(crate) fn new(
        laws: Laws<'a>,
        course: Course,
        life: &'a Life,
        known: Timestamp,
        gone: Vec<u16>,
    ) -> Self {
        let begun = Step {
            to: 0,
            at: Timestamp::MIN,
            cause: Cause::Begun,
        };
        let state = State {
            now: Timestamp::MIN,
            stage: 0,
            path: vec![begun],
            served: None,
            end: None,
            eligible: Truth::No,
            lapsed: None,
            lapsing: false,
            stays: Vec::new(),
            used: vec![[Set::default(); 2]; laws.names().remedies.len()],
            ended: Set::default(),
            claims: Vec::new(),
            excused: None,
            claimed: [0; MOST],
            asserted: Vec::new(),
            assertions: Vec::new(),
            asked: Vec::new(),
            imposed: Vec::new(),
            waits: Vec::new(),
            late: None,
            live: None,
            new_day: None,
            spent: Vec::new(),
            standing: Vec::new(),
            begun: Set::default(),
            stuck: None,
            warned: vec![None; laws.names().warnings.len()],
            told: [None; MOST],
            decided: [None; MOST],
            limits: [None; MOST],
            bounds: [None; MOST],
            met: Set::default(),
            not_served: Vec::new(),
            rejected: [None; MOST],
            uncertain: None,
        };
        Self {
            laws,
            course,
            life,
            known,
            gone,
            state,
            deferred: Vec::new(),
        }
    }

    /// The law that governs what begins at an instant.
    pub(crate) fn law(&self, at: Timestamp) -> Law<'a> {
        self.laws.version(self.course.version(at))
    }

    /// The law of the present stage: that of its entry.
    pub(crate) fn here(&self) -> Law<'a> {
        let entered = self
            .state
            .path
            .last()
            .map_or(Timestamp::MIN, |step| step.at);
        self.law(entered)
    }

    /// Names and numbers, which are the same in every version.
    pub(crate) fn names(&self) -> &'a Frame {
        self.laws.names()
    }

    /// The lifecycle of the matter's instrument in a version; none for a test, whatever the pack
    /// says.
    pub(crate) fn lifecycle_in(&self, law: Law<'a>) -> Option<&'a LifecycleMachine> {
        if self.is_test() {
            return None;
        }
        law.machine
            .lifecycles
            .get(usize::from(self.life.instrument))
            .and_then(Option::as_ref)
    }

    /// The lifecycle by the law of the present stage.
    pub(crate) fn lifecycle(&self) -> Option<&'a LifecycleMachine> {
        self.lifecycle_in(self.here())
    }

    pub(crate) fn is_test(&self) -> bool {
        let instrument = usize::from(self.life.instrument);
        let instrument = self.names().instruments.get(instrument);
        instrument.is_none_or(|(_, kind)| *kind == InstrumentKind::Test)
    }

    pub(crate) fn event(&self, index: u16) -> Option<&'a Happening> {
        self.life.events.get(usize::from(index))
    }

    /// Whether an event is known and was not corrected away.
    pub(crate) fn sees(&self, index: u16, event: &Happening) -> bool {
        event.recorded <= self.known && !self.gone.contains(&index)
    }

    /// The events it sees, in the order of their force.
    pub(crate) fn seen(&self) -> impl Iterator<Item = (u16, &'a Happening)> + '_ {
        (0u16..)
            .zip(&self.life.events)
            .filter(|(index, event)| self.sees(*index, event))
    }

    pub(crate) fn to(&self) -> &'a [u8] {
        self.here()
            .machine
            .to
            .get(usize::from(self.life.instrument))
            .map_or(&[], Vec::as_slice)
    }

    pub(crate) fn eligible_at(&self, t: Timestamp) -> Truth {
        fact::eligible(self.here().frame, self.to(), self.life, t, self.known)
    }

    /// Runs, pushing a segment whenever something changes.
    pub(crate) fn run(&mut self, until: Until, segments: &mut Vec<Segment>) {
        self.push(segments);
        if self.is_void() {
            self.push(segments);
            return;
        }
        if self.lifecycle().is_none() {
            return;
        }
        let mut next = 0u16;
        loop {
            let upcoming = self.upcoming(&mut next);
            let clock = self.next_clock();
            if self.state.uncertain.is_some() {
                // What a calendar leaves open may be in force from now on, and its limit runs.
                self.refresh_limits();
            }
            let tick = self.next_tick();
            let moments = [
                upcoming.map(|(at, rank, _)| (at, rank)),
                clock.map(|(at, _)| (at, 1)),
                tick.map(|at| (at, 1)),
            ];
            let Some((at, _)) = moments.into_iter().flatten().min() else {
                break;
            };
            if let Until::Instant(stop) = until
                && at > stop
            {
                break;
            }
            if at > self.state.now {
                self.push(segments);
                self.state.now = at;
            }
            // What depends on the instant alone comes with the clocks, before what burdens.
            let burden = upcoming.filter(|(_, rank, _)| *rank == 2);
            let first = tick == Some(at) && clock.is_none_or(|(strikes, _)| strikes > at);
            let upcoming = upcoming.filter(|_| !(first && burden.is_some()));
            self.step(at, upcoming, clock, &mut next);
            self.refresh();
            if self.state.end.is_some() {
                break;
            }
        }
        if let Until::Instant(stop) = until
            && self.state.end.is_none()
        {
            self.push(segments);
            self.state.now = self.state.now.max(stop);
        }
        self.push(segments);
    }

    /// Does whatever comes first at this instant: relief, then clocks, then burdens.
    fn step(
        &mut self,
        at: Timestamp,
        upcoming: Option<(Timestamp, u8, u16)>,
        clock: Option<(Timestamp, clock::Clock)>,
        next: &mut u16,
    ) {
        if let Some((event_at, 0, index)) = upcoming
            && event_at == at
        {
            *next = index + 1;
            return self.happen(index);
        }
        // Of copies that serve at one instant, the one counts whose event came first.
        let moved = self.deferred.first().filter(|it| it.at <= at);
        let waits = |clock| match clock {
            clock::Clock::Wait { wait } => self.state.waits.get(wait),
            _ => None,
        };
        let after = clock.and_then(|(_, clock)| waits(clock));
        let comes_first = moved
            .zip(after)
            .is_some_and(|(moved, it)| moved.copy.event < it.event);
        if let Some((clock_at, clock)) = clock
            && clock_at == at
            && !comes_first
        {
            return self.strike(clock);
        }
        if self.deferred.first().is_some_and(|it| it.at <= at) {
            let deferred = self.deferred.remove(0);
            return self.serve(deferred.copy, (deferred.at, deferred.bears));
        }
        if let Some((event_at, _, index)) = upcoming
            && event_at == at
        {
            *next = index + 1;
            self.happen(index);
        }
    }

    /// The next event: when, its rank at that instant (relief 0, burden 2), and which.
    fn upcoming(&self, next: &mut u16) -> Option<(Timestamp, u8, u16)> {
        loop {
            let event = self.event(*next)?;
            if self.sees(*next, event) {
                let rank = if event.side == Side::Relieves { 0 } else { 2 };
                return Some((event.force, rank, *next));
            }
            *next += 1;
        }
    }

    /// The next instant after now at which something may change by itself, besides clocks.
    fn next_tick(&self) -> Option<Timestamp> {
        let now = self.state.now;
        let later = |at: &Timestamp| *at > now;
        let mut next: Option<Timestamp> = None;
        let mut take = |at: Timestamp| next = Some(next.map_or(at, |before| before.min(at)));
        if let Some(deferred) = self.deferred.first() {
            take(deferred.at);
        }
        if self.state.live.is_none() && self.is_early() && self.life.issued_at > now {
            take(self.life.issued_at);
        }
        if self.state.live.is_some() {
            let ticks = &self.life.ticks;
            if let Some(at) = ticks.get(ticks.partition_point(|tick| *tick <= now)) {
                take(*at);
            }
            (0..self.state.warned.len())
                .filter_map(|place| self.warning_runs(place))
                .filter(later)
                .for_each(&mut take);
            let limits = self.state.limits.iter().flatten().copied();
            limits.filter(later).for_each(&mut take);
            let versions = self.names().versions.iter();
            versions
                .flat_map(|it| [Some(it.from), it.until])
                .flatten()
                .filter(later)
                .for_each(&mut take);
            let uncertain = self.state.uncertain.iter().map(|it| it.from);
            uncertain.filter(later).for_each(&mut take);
            let granted = self.state.asked.iter().filter_map(|it| match it.answer {
                Answer::Granted(until) => Some(until),
                Answer::None(_) => None,
            });
            granted.filter(later).for_each(&mut take);
            if let Some((_, missed)) = self.state.new_day.and_then(|day| day.due)
                && missed > now
            {
                take(missed);
            }
        }
        next
    }

    /// Works out what depends on the instant alone, after each happening.
    fn refresh(&mut self) {
        self.refresh_live();
        if self.state.live.is_some() {
            self.refresh_eligibility();
        }
        self.refresh_standing();
        self.refresh_limits();
        self.refresh_new_day();
    }

    /// Whether an effect can hold before service in some version that governs the matter.
    fn is_early(&self) -> bool {
        let instrument = usize::from(self.life.instrument);
        self.course.versions().any(|version| {
            let early = self.laws.version(version).machine.early.get(instrument);
            early == Some(&Early::Possible)
        })
    }

    /// Effects can hold from service on, or from the first stage of an effect before it.
    fn refresh_live(&mut self) {
        if self.state.live.is_some() {
            return;
        }
        let now = self.state.now;
        let early = || {
            let effects = &self.here().machine.effects;
            let instrument = usize::from(self.life.instrument);
            self.is_early()
                && now >= self.life.issued_at
                && effects.iter().any(|rule| {
                    let stages = rule.stages.get(instrument);
                    stages.is_some_and(|stages| stages.has(self.state.stage))
                })
        };
        if self.state.served.is_some() || early() {
            self.state.live = Some(now);
        }
    }

    fn refresh_eligibility(&mut self) {
        let eligible = self.eligible_at(self.state.now);
        self.state.eligible = eligible;
        if eligible == Truth::Yes {
            self.state.lapsing = false;
        } else {
            self.state.lapsed.get_or_insert(self.state.now);
            self.state.lapsing = true;
        }
    }

    /// The matter is void from the start if something known makes it so.
    fn is_void(&mut self) -> bool {
        let voiding = |kind| {
            matches!(
                kind,
                EventKind::Withdrawn | EventKind::ObjectionUpheld | EventKind::FoundIneligible
            )
        };
        let voids = |event: &Happening| {
            let lifecycle = self.lifecycle_in(self.law(event.force));
            lifecycle.is_some_and(|it| it.voids == Voids::FromStart)
        };
        let found = self
            .seen()
            .find(|(_, event)| voiding(event.kind) && voids(event))
            .map(|(index, _)| index);
        if let Some(event) = found {
            self.state.end = Some(End::Void { event });
        }
        found.is_some()
    }

    pub(crate) fn stage_now(&self) -> StageNow {
        match (&self.state.end, self.lifecycle()) {
            (_, None) => StageNow::None,
            (Some(End::Void { .. }), _) => StageNow::Void,
            (Some(_), _) => StageNow::Closed,
            (None, Some(_)) => StageNow::In(self.state.stage),
        }
    }

    /// When the present stage was entered, if it is one of these.
    pub(crate) fn stage_entered(&self, names: &[String]) -> Option<Timestamp> {
        self.was_in(names, self.state.now)
            .filter(|_| self.state.end.is_none())
    }

    /// When the stage of an instant was entered, if it is one of these.
    pub(crate) fn was_in(&self, names: &[String], at: Timestamp) -> Option<Timestamp> {
        let step = self.state.path.iter().rev().find(|step| step.at <= at)?;
        let stages = &self.lifecycle()?.stages;
        let stage = stages.get(usize::from(step.to))?;
        names
            .contains(&stage.name)
            .then(|| step.at.max(self.life.issued_at))
    }

    fn push(&self, segments: &mut Vec<Segment>) {
        let segment = Segment {
            from: self.state.now,
            effects: self.effects(),
            stage: self.stage_now(),
            eligible: self.state.eligible,
        };
        match segments.last_mut() {
            Some(last) if last.from == segment.from => *last = segment,
            Some(last)
                if last.effects == segment.effects
                    && last.stage == segment.stage
                    && last.eligible == segment.eligible => {}
            _ => segments.push(segment),
        }
    }

    /// Enters a stage and follows what moves on at once.
    pub(crate) fn enter(&mut self, to: u8, cause: Cause) {
        if self.state.path.len() >= MOST_STEPS {
            self.state.stuck.get_or_insert(self.state.now);
            return;
        }
        self.state.stage = to;
        self.state.uncertain = None;
        self.state.path.push(Step {
            to,
            at: self.state.now,
            cause,
        });
    }

    /// The way out of the present stage on this trigger, by a version of the law.
    fn way(&self, law: Law<'a>, is: impl Fn(&TriggerMachine) -> bool) -> Option<u8> {
        let lifecycle = self.lifecycle_in(law)?;
        let stage = lifecycle.stages.get(usize::from(self.state.stage))?;
        stage
            .then
            .iter()
            .find(|then| is(&then.trigger))
            .map(|then| then.to)
    }
}
