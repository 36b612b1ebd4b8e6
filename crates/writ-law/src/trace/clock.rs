//! Clocks of a matter: when a stage is over by itself, when a remedy's term runs out.
//!
//! Clocks stand still while an effect is stayed or a claim is undecided. What follows a period
//! then begins at 00:00 local of a day, never in the middle of one.

use jiff::Timestamp;
use jiff::civil::Time;

use super::{Cause, NewDay, Run, Uncertain};
use crate::life::day_after;
use crate::machine::{AnchorMachine, LifecycleMachine, Set, ThenMachine, TriggerMachine};
use crate::period::{Period, PeriodError};
use crate::zone;

/// A clock that strikes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    /// A way out of the present stage.
    Stage { then: u8 },
    /// Silence on a remedy.
    Silence { stay: usize },
}

/// When a way out of a stage opens by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strikes {
    Never,
    At(Timestamp),
    /// The calendar does not say; not before this instant.
    Unknown(Timestamp),
}

impl<'a> Run<'a> {
    /// The next clock that strikes, and when.
    pub(crate) fn next_clock(
        &mut self,
        lifecycle: &'a LifecycleMachine,
    ) -> Option<(Timestamp, Clock)> {
        let mut next: Option<(Timestamp, Clock)> = None;
        let mut take = |at: Timestamp, clock| {
            if next.is_none_or(|(before, _)| at < before) {
                next = Some((at, clock));
            }
        };
        let silences = self.state.stays.iter().enumerate();
        for (stay, at) in silences.filter_map(|(index, stay)| Some((index, stay.deadline?))) {
            take(at, Clock::Silence { stay });
        }
        if self.state.stuck.is_some() {
            return next;
        }
        let Some(stage) = lifecycle.stages.get(usize::from(self.state.stage)) else {
            return next;
        };
        let mut uncertain: Option<Uncertain> = None;
        for (index, then) in (0u8..).zip(&stage.then) {
            match self.strikes(then) {
                Strikes::Never => {}
                Strikes::At(at) => {
                    take(at.max(self.state.now), Clock::Stage { then: index });
                }
                Strikes::Unknown(from) => {
                    let reached = lifecycle.stages.get(usize::from(then.to));
                    let reached = reached.map_or(Set::default(), |stage| stage.reaches);
                    let stages = reached.with(then.to);
                    uncertain =
                        Some(
                            uncertain.map_or(Uncertain { stages, from }, |before| Uncertain {
                                stages: before.stages.union(stages),
                                from: before.from.min(from),
                            }),
                        );
                }
            }
        }
        self.state.uncertain = uncertain;
        next
    }

    /// When a way out opens by itself.
    pub(crate) fn strikes(&self, then: &ThenMachine) -> Strikes {
        match &then.trigger {
            TriggerMachine::Served | TriggerMachine::On(_) => Strikes::Never,
            TriggerMachine::After { period, from, .. } => {
                let Some(anchor) = self.anchor(from) else {
                    return Strikes::Never;
                };
                self.elapsed(period, anchor)
            }
            TriggerMachine::Missed(duty) => self.missed(*duty),
        }
    }

    /// When a period has fully elapsed from an anchor, clocks standing still left out.
    pub(crate) fn elapsed(&self, period: &Period, anchor: Timestamp) -> Strikes {
        match period.elapsed_at(anchor, &self.frame.zone) {
            Ok(at) => self.stood_still(anchor, at),
            Err(PeriodError::NotCovered { date }) => {
                let from = zone::day_begins(&self.frame.zone, date).unwrap_or(anchor);
                Strikes::Unknown(from.max(anchor))
            }
            Err(_) => Strikes::Never,
        }
    }

    fn missed(&self, duty: u8) -> Strikes {
        let Some(rule) = self.frame.duties.get(usize::from(duty)) else {
            return Strikes::Never;
        };
        if self.state.met.has(duty) || self.anchor(&rule.from).is_none() {
            return Strikes::Never;
        }
        if let (AnchorMachine::AppearAt, Some(day)) = (&rule.by, self.state.new_day) {
            return day.due.map_or(Strikes::Never, |(due, missed)| {
                self.stood_still(due, missed)
            });
        }
        let missed = match rule.by {
            AnchorMachine::AppearAt => self.life.missed_at,
            _ => self
                .anchor(&rule.by)
                .and_then(|due| day_after(due, &self.frame.zone)),
        };
        let from = self.anchor(&rule.from);
        missed.zip(from).map_or(Strikes::Never, |(missed, from)| {
            self.stood_still(from, missed)
        })
    }

    /// An end moved by the time that clocks stood still since the anchor; never while they do.
    pub(crate) fn stood_still(&self, anchor: Timestamp, end: Timestamp) -> Strikes {
        let mut moved = end;
        for (from, until) in &self.state.standing {
            let start = (*from).max(anchor);
            if start >= moved {
                continue;
            }
            let Some(until) = until else {
                return Strikes::Never;
            };
            if *until > start {
                moved = moved
                    .saturating_add(until.duration_since(start))
                    .unwrap_or(Timestamp::MAX);
            }
        }
        if moved == end {
            return Strikes::At(end);
        }
        let local = self.frame.zone.to_datetime(end);
        if local.time() != Time::midnight() {
            return Strikes::At(moved);
        }
        let whole = self.frame.zone.to_datetime(moved).time() == Time::midnight();
        let at = if whole {
            Some(moved)
        } else {
            day_after(moved, &self.frame.zone)
        };
        at.map_or(Strikes::Never, Strikes::At)
    }

    /// The instant from which a period runs, if it has come.
    pub(crate) fn anchor(&self, anchor: &AnchorMachine) -> Option<Timestamp> {
        let new_day = self.state.new_day;
        match anchor {
            AnchorMachine::Served | AnchorMachine::AppearAt if new_day.is_some() => {
                new_day.and_then(|day| day.due).map(|(due, _)| due)
            }
            AnchorMachine::Served => self.state.served.map(|service| service.at),
            AnchorMachine::AppearAt => self.life.appear_at,
            AnchorMachine::Event(kind) => {
                let now = self.state.now;
                let found = self.seen().find(|(_, event)| event.kind == *kind);
                found.map(|(_, event)| event.force).filter(|at| *at <= now)
            }
            AnchorMachine::Stage(name) => self.entered(name),
        }
    }

    /// When a stage of this name was entered last, since an accepted excuse led back if one did:
    /// a default that was forgiven is none.
    pub(crate) fn entered(&self, name: &str) -> Option<Timestamp> {
        let lifecycle = self.lifecycle()?;
        let is = |to: u8| {
            lifecycle
                .stages
                .get(usize::from(to))
                .is_some_and(|it| it.name == name)
        };
        for step in self.state.path.iter().rev() {
            if is(step.to) {
                return Some(step.at);
            }
            if matches!(step.cause, Cause::Excuse(_)) {
                return None;
            }
        }
        None
    }

    pub(crate) fn strike(&mut self, lifecycle: &'a LifecycleMachine, clock: Clock) {
        match clock {
            Clock::Stage { then } => {
                let stage = lifecycle.stages.get(usize::from(self.state.stage));
                let to = stage.and_then(|stage| stage.then.get(usize::from(then)));
                if let Some(to) = to.map(|then| then.to) {
                    let from = self.state.stage;
                    self.enter(to, Cause::Clock { from, then });
                }
            }
            Clock::Silence { stay } => {
                let stay = self.state.stays.remove(stay);
                self.state.ended = self.state.ended.union(stay.effects);
            }
        }
    }

    /// Clocks stand still while an effect is stayed or a claim is undecided.
    pub(super) fn refresh_standing(&mut self) {
        let still = !self.state.stays.is_empty() || self.suspended();
        let now = self.state.now;
        let open = self
            .state
            .standing
            .last()
            .is_some_and(|(_, until)| until.is_none());
        if still && !open {
            self.state.standing.push((now, None));
        } else if !still
            && open
            && let Some((_, until)) = self.state.standing.last_mut()
        {
            *until = Some(now);
        }
    }

    /// Once the day set by an excuse has passed, it eases nothing any more.
    pub(super) fn refresh_new_day(&mut self) {
        let Some(NewDay { excuse, due: None }) = self.state.new_day else {
            return;
        };
        let Some(rule) = self.frame.excuses.get(usize::from(excuse)) else {
            return;
        };
        let Some((period, from)) = &rule.then_appear_within else {
            return;
        };
        let now = self.state.now;
        let ended = |kind| {
            let mut seen = self.seen().filter(|(_, event)| event.force <= now);
            let of =
                move |event: &crate::life::Happening| event.excuse.is_none_or(|it| it == excuse);
            seen.find(move |(_, event)| event.kind == kind && of(event))
                .map(|(_, it)| it.force)
        };
        let anchor = match from {
            AnchorMachine::Event(kind) => ended(*kind),
            AnchorMachine::AppearAt => self.life.appear_at,
            AnchorMachine::Served => self.state.served.map(|service| service.at),
            AnchorMachine::Stage(name) => self.entered(name),
        };
        let missed = anchor.and_then(|at| period.elapsed_at(at, &self.frame.zone).ok());
        if let Some(missed) = missed {
            let due = missed
                .saturating_sub(jiff::SignedDuration::from_secs(1))
                .unwrap_or(missed);
            self.state.new_day = Some(NewDay {
                excuse,
                due: Some((due, missed)),
            });
        }
    }
}
