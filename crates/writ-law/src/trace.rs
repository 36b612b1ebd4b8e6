//! The automaton of one matter under one alternative, run through everything known by an instant.
//!
//! It is a pure function of the machine, the life and the instant of knowledge. Happenings come in
//! the order of their force; at one instant relief comes first, then clocks, then burdens.

use jiff::Timestamp;

use crate::event::EventKind;
use crate::fact;
use crate::life::{Happening, Instance, Life, Side};
use crate::machine::{Frame, LifecycleMachine, MOST, Machine, Set, TriggerMachine};
use crate::tree::InstrumentKind;
use crate::truth::Truth;

mod clock;
mod effect;
mod happen;
mod remedy;
mod service;

pub(crate) use service::NotServed;

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
    pub(crate) at: Timestamp,
    pub(crate) event: u16,
    pub(crate) channel: u8,
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
    /// A clock of this way out of the stage before.
    Clock {
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
    /// When silence ends the effect.
    pub(crate) deadline: Option<Timestamp>,
}

/// Where a claimed excuse stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    pub(crate) excuse: u8,
    pub(crate) event: u16,
}

/// A new day for the duty, set by an accepted excuse.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewDay {
    pub(crate) excuse: u8,
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
    /// Effects against which the first remedy, and the appeal, were used.
    pub(crate) used: [Set; 2],
    pub(crate) ended: Set,
    /// Claims that are undecided, at most one for each excuse.
    pub(crate) claims: Vec<Claim>,
    pub(crate) excused: Option<u16>,
    pub(crate) claimed: Set,
    pub(crate) new_day: Option<NewDay>,
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
    pub(crate) met: Set,
    pub(crate) not_served: Vec<(u16, NotServed)>,
    pub(crate) rejected: [Option<Timestamp>; MOST],
    pub(crate) uncertain: Option<Uncertain>,
}

/// A run through one matter.
#[derive(Debug)]
pub(crate) struct Run<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) machine: &'a Machine,
    pub(crate) life: &'a Life,
    pub(crate) known: Timestamp,
    /// Events that a correction in force takes away.
    pub(crate) gone: Vec<u16>,
    pub(crate) state: State,
    /// Service that a rebuttal moves to a later day.
    deferred: Vec<(Timestamp, u16)>,
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
        frame: &'a Frame,
        machine: &'a Machine,
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
            used: [Set::default(); 2],
            ended: Set::default(),
            claims: Vec::new(),
            excused: None,
            claimed: Set::default(),
            new_day: None,
            standing: Vec::new(),
            begun: Set::default(),
            stuck: None,
            warned: vec![None; frame.warnings.len()],
            told: [None; MOST],
            decided: [None; MOST],
            limits: [None; MOST],
            met: Set::default(),
            not_served: Vec::new(),
            rejected: [None; MOST],
            uncertain: None,
        };
        Self {
            frame,
            machine,
            life,
            known,
            gone,
            state,
            deferred: Vec::new(),
        }
    }

    /// The lifecycle of the matter's instrument; none for a test, whatever the pack says.
    pub(crate) fn lifecycle(&self) -> Option<&'a LifecycleMachine> {
        if self.is_test() {
            return None;
        }
        self.machine
            .lifecycles
            .get(usize::from(self.life.instrument))
            .and_then(Option::as_ref)
    }

    pub(crate) fn is_test(&self) -> bool {
        let instrument = self
            .frame
            .instruments
            .get(usize::from(self.life.instrument));
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
        self.machine
            .to
            .get(usize::from(self.life.instrument))
            .map_or(&[], Vec::as_slice)
    }

    pub(crate) fn eligible_at(&self, t: Timestamp) -> Truth {
        fact::eligible(self.frame, self.to(), self.life, t, self.known)
    }

    /// Runs, pushing a segment whenever something changes.
    pub(crate) fn run(&mut self, until: Until, segments: &mut Vec<Segment>) {
        self.push(segments);
        if self.is_void() {
            self.push(segments);
            return;
        }
        let Some(lifecycle) = self.lifecycle() else {
            return;
        };
        let mut next = 0u16;
        loop {
            let upcoming = self.upcoming(&mut next);
            let clock = self.next_clock(lifecycle);
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
            self.step(lifecycle, at, upcoming, clock, &mut next);
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
        lifecycle: &'a LifecycleMachine,
        at: Timestamp,
        upcoming: Option<(Timestamp, u8, u16)>,
        clock: Option<(Timestamp, clock::Clock)>,
        next: &mut u16,
    ) {
        if let Some((event_at, 0, index)) = upcoming
            && event_at == at
        {
            *next = index + 1;
            return self.happen(lifecycle, index);
        }
        if let Some((clock_at, clock)) = clock
            && clock_at == at
        {
            return self.strike(lifecycle, clock);
        }
        if self.deferred.first().is_some_and(|(due, _)| *due <= at) {
            let (due, index) = self.deferred.remove(0);
            return self.serve(lifecycle, index, due);
        }
        if let Some((event_at, _, index)) = upcoming
            && event_at == at
        {
            *next = index + 1;
            self.happen(lifecycle, index);
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
        if let Some((due, _)) = self.deferred.first() {
            take(*due);
        }
        if self.state.served.is_some() {
            let ticks = &self.life.ticks;
            if let Some(at) = ticks.get(ticks.partition_point(|tick| *tick <= now)) {
                take(*at);
            }
            (0..self.state.warned.len())
                .filter_map(|place| self.warning_runs(place))
                .filter(later)
                .for_each(&mut take);
            self.state
                .limits
                .iter()
                .flatten()
                .copied()
                .filter(later)
                .for_each(&mut take);
            self.frame
                .in_force_until
                .iter()
                .copied()
                .filter(later)
                .for_each(&mut take);
            self.state
                .uncertain
                .iter()
                .map(|it| it.from)
                .filter(later)
                .for_each(&mut take);
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
        if self.state.served.is_some() {
            self.refresh_eligibility();
        }
        self.refresh_standing();
        self.refresh_limits();
        self.refresh_new_day();
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
        use crate::tree::Voids;
        let Some(lifecycle) = self.lifecycle() else {
            return false;
        };
        if lifecycle.voids == Voids::FromNow {
            return false;
        }
        let voiding = |kind| {
            matches!(
                kind,
                EventKind::Withdrawn | EventKind::ObjectionUpheld | EventKind::FoundIneligible
            )
        };
        let found = self
            .seen()
            .find(|(_, event)| voiding(event.kind))
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

    /// The way out of the present stage on this trigger.
    fn way(
        &self,
        lifecycle: &LifecycleMachine,
        is: impl Fn(&TriggerMachine) -> bool,
    ) -> Option<u8> {
        let stage = lifecycle.stages.get(usize::from(self.state.stage))?;
        stage
            .then
            .iter()
            .find(|then| is(&then.trigger))
            .map(|then| then.to)
    }
}
