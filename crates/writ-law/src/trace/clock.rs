//! Clocks of a matter: when a wait or a stage is over by itself, and what silence does.
//!
//! Clocks stand still while an effect is stayed or a claim is undecided. What follows a period
//! then begins at 00:00 local of a day, never in the middle of one.

use jiff::Timestamp;

use super::{Answer, Cause, Law, NewDay, Run, Uncertain, outage};
use crate::event::EventKind;
use crate::life::{Happening, day_after};
use crate::machine::{AnchorMachine, LifecycleMachine, Set, ThenMachine, TriggerMachine};
use crate::period::{Counts, Period, PeriodError};
use crate::tree::Stays;
use crate::zone;

/// A clock that strikes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    /// The wait of a copy is over.
    Wait { wait: usize },
    /// Silence on a remedy.
    Silence { stay: usize },
    /// Silence on a claim of non-receipt or of appearance.
    Unjudged { claim: usize },
    /// Silence on an exception.
    Unanswered { asked: usize },
    /// A way out of the present stage, in a version.
    Stage { version: u8, then: u8 },
}

/// When a way out of a stage opens by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strikes {
    Never,
    At(Timestamp),
    /// The calendar does not say; not before this instant.
    Unknown(Timestamp),
}

/// The clock that strikes first; of two at one instant, the one taken first.
#[derive(Debug, Default)]
struct Next(Option<(Timestamp, Clock)>);

impl Next {
    fn take(&mut self, at: Timestamp, clock: Clock) {
        if self.0.is_none_or(|(before, _)| at < before) {
            self.0 = Some((at, clock));
        }
    }
}

impl<'a> Run<'a> {
    /// The next clock that strikes, and when.
    pub(crate) fn next_clock(&mut self) -> Option<(Timestamp, Clock)> {
        let mut next = Next::default();
        for wait in 0..self.state.waits.len() {
            if let Some(at) = self.wait_ends(wait) {
                next.take(at.max(self.state.now), Clock::Wait { wait });
            }
        }
        for (stay, it) in self.state.stays.iter().enumerate() {
            if let Some(at) = it.deadline {
                next.take(at, Clock::Silence { stay });
            }
        }
        for (claim, it) in self.state.asserted.iter().enumerate() {
            if let Some(at) = it.deadline {
                next.take(at, Clock::Unjudged { claim });
            }
        }
        for (asked, it) in self.state.asked.iter().enumerate() {
            if let Answer::None(Some(at)) = it.answer {
                next.take(at, Clock::Unanswered { asked });
            }
        }
        if self.state.stuck.is_none() {
            self.stage_clocks(&mut next);
        }
        next.0
    }

    /// The clocks of the ways out of the present stage: each by the law of its beginning.
    fn stage_clocks(&mut self, next: &mut Next) {
        let mut uncertain: Option<Uncertain> = None;
        for version in self.course.versions() {
            let law = self.laws.version(version);
            let Some(lifecycle) = self.lifecycle_in(law) else {
                continue;
            };
            let stage = lifecycle.stages.get(usize::from(self.state.stage));
            for (index, then) in (0u8..).zip(stage.map_or(&[][..], |stage| &stage.then)) {
                match self.strikes(law, lifecycle, then) {
                    Strikes::Never => {}
                    Strikes::At(at) => {
                        // What the law itself begins does not move a matter before there is one.
                        let statute = matches!(
                            &then.trigger,
                            TriggerMachine::After {
                                from: AnchorMachine::Statute | AnchorMachine::Day(_),
                                ..
                            }
                        );
                        let at = if statute {
                            at.max(self.life.issued_at)
                        } else {
                            at
                        };
                        let clock = Clock::Stage {
                            version,
                            then: index,
                        };
                        next.take(at.max(self.state.now), clock);
                    }
                    Strikes::Unknown(from) => {
                        let reached = lifecycle.stages.get(usize::from(then.to));
                        let reached = reached.map_or(Set::default(), |stage| stage.reaches);
                        let stages = reached.with(then.to);
                        let before = uncertain.unwrap_or(Uncertain { stages, from });
                        uncertain = Some(Uncertain {
                            stages: before.stages.union(stages),
                            from: before.from.min(from),
                        });
                    }
                }
            }
        }
        self.state.uncertain = uncertain;
    }

    /// When a way out opens by itself.
    fn strikes(&self, law: Law<'a>, lifecycle: &LifecycleMachine, then: &ThenMachine) -> Strikes {
        match &then.trigger {
            TriggerMachine::Served | TriggerMachine::On(_) => Strikes::Never,
            TriggerMachine::After { period, from, .. } => match self.begun(law, from) {
                Some(anchor) if self.begins_under(law, anchor) => {
                    self.elapsed(lifecycle, period, anchor)
                }
                _ => Strikes::Never,
            },
            TriggerMachine::Missed(duty) => self.missed(law, lifecycle, *duty),
        }
    }

    /// From when a way out of a stage runs. What ran before an accepted excuse is forgiven: it
    /// runs anew from the day that the excuse has set.
    fn begun(&self, law: Law<'_>, from: &AnchorMachine) -> Option<Timestamp> {
        let anew = matches!(
            from,
            AnchorMachine::Sender | AnchorMachine::Statute | AnchorMachine::Day(_)
        );
        match self.state.new_day {
            Some(day) if anew => day.due.map(|(due, _)| due),
            _ => self.anchor(law, from),
        }
    }

    /// Whether what begins at an instant is governed by a version.
    pub(super) fn begins_under(&self, law: Law<'_>, at: Timestamp) -> bool {
        self.course.version(at) == law.version
    }

    /// When a period has fully elapsed from an anchor, clocks standing still left out.
    pub(crate) fn elapsed(
        &self,
        lifecycle: &LifecycleMachine,
        period: &Period,
        anchor: Timestamp,
    ) -> Strikes {
        match period.elapsed_at(anchor, &self.names().zone) {
            Ok(at) => self.stood_still(lifecycle, anchor, (at, period.counts())),
            Err(PeriodError::NotCovered { date }) => {
                let date = period.uncovered_from(date);
                let from = zone::day_begins(&self.names().zone, date).unwrap_or(anchor);
                Strikes::Unknown(from.max(anchor))
            }
            Err(_) => Strikes::Never,
        }
    }

    /// An end moved by the time that the matter's clocks stood still since the anchor.
    pub(super) fn stood_still(
        &self,
        lifecycle: &LifecycleMachine,
        anchor: Timestamp,
        end: (Timestamp, Counts),
    ) -> Strikes {
        if lifecycle.tolled_by.is_empty() {
            return self.moved(&self.state.standing, anchor, end);
        }
        let mut still = self.state.standing.clone();
        still.extend(self.tolled(&lifecycle.tolled_by, None));
        self.moved(&outage::joined(still), anchor, end)
    }

    /// An end moved by stretches in which a clock stood still; never while it does.
    ///
    /// What is counted in days still ends with a day: one that was begun is given whole.
    pub(super) fn moved(
        &self,
        still: &[(Timestamp, Option<Timestamp>)],
        anchor: Timestamp,
        (end, counts): (Timestamp, Counts),
    ) -> Strikes {
        let mut moved = end;
        for (from, until) in still {
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
        if moved == end || counts == Counts::RealTime {
            return Strikes::At(moved);
        }
        // Not by the time of day: where clocks go forward over midnight, a day begins later.
        let zone = &self.names().zone;
        let begins = zone::day_begins(zone, zone.to_datetime(moved).date());
        let at = if begins == Some(moved) {
            Some(moved)
        } else {
            day_after(moved, zone)
        };
        at.map_or(Strikes::Never, Strikes::At)
    }

    /// The instant from which a period runs under a version, if it has come.
    pub(crate) fn anchor(&self, law: Law<'_>, anchor: &AnchorMachine) -> Option<Timestamp> {
        let new_day = self.state.new_day;
        let now = self.state.now;
        let come = |at: &Timestamp| *at <= now;
        match anchor {
            AnchorMachine::Served | AnchorMachine::AppearAt if new_day.is_some() => {
                new_day.and_then(|day| day.due).map(|(due, _)| due)
            }
            AnchorMachine::Served => self.state.served.map(|service| service.bears),
            AnchorMachine::Sender => {
                let served = self.state.served;
                served.map(|service| service.sender.unwrap_or(service.bears))
            }
            AnchorMachine::Statute => Some(law.frame.from),
            AnchorMachine::Day(day) => Some(*day),
            AnchorMachine::Window(from, until) => self.window_begins(*from, *until),
            AnchorMachine::PublicEvent(name) => self.proclaimed(name).filter(come),
            AnchorMachine::AppearAt => self.date(),
            AnchorMachine::Event(kind) => {
                let found = self.seen().find(|(_, event)| event.kind == *kind);
                found.map(|(_, event)| event.force).filter(come)
            }
            AnchorMachine::Stage(name) => self.entered(name),
        }
    }

    /// When a public event happened, as far as is known.
    pub(super) fn proclaimed(&self, name: &str) -> Option<Timestamp> {
        let proclaimed = |event: &Happening| {
            event.kind == EventKind::Proclaimed && event.reason.as_deref() == Some(name)
        };
        let mut seen = self.seen();
        let found = seen.find(|(_, event)| proclaimed(event));
        found.map(|(_, event)| event.force)
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

    pub(crate) fn strike(&mut self, clock: Clock) {
        match clock {
            Clock::Wait { wait } => self.wait_over(wait),
            Clock::Stage { version, then } => {
                let lifecycle = self.lifecycle_in(self.laws.version(version));
                let stage = lifecycle.and_then(|it| it.stages.get(usize::from(self.state.stage)));
                let to = stage.and_then(|stage| stage.then.get(usize::from(then)));
                if let Some(to) = to.map(|then| then.to) {
                    let from = self.state.stage;
                    let cause = Cause::Clock {
                        version,
                        from,
                        then,
                    };
                    self.enter(to, cause);
                }
            }
            Clock::Silence { stay } => {
                let stay = self.state.stays.remove(stay);
                self.state.ended = self.state.ended.union(stay.effects);
            }
            Clock::Unjudged { claim } => {
                self.state.asserted.remove(claim);
                self.state.ended = Set(u16::MAX);
            }
            Clock::Unanswered { asked } => self.unanswered(asked),
        }
    }

    /// Clocks stand still while an effect is stayed or a claim is undecided.
    pub(super) fn refresh_standing(&mut self) {
        let stays = self.state.stays.iter().any(|stay| stay.stays != Stays::No);
        let still = stays || self.suspended();
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
        // What closes a matter leaves no day to set.
        let waits = self.state.end.is_none();
        let new_day = self.state.new_day.filter(|day| waits && day.due.is_none());
        let Some(new_day) = new_day else {
            return;
        };
        let excuse = new_day.excuse;
        let Some(rule) = self.here().frame.excuses.get(usize::from(excuse)) else {
            return;
        };
        let Some((period, from)) = &rule.then_appear_within else {
            return;
        };
        let now = self.state.now;
        let ended = |kind| {
            // What has set a day sets none again, whichever excuse it was for.
            let spent = |index: u16| self.state.spent.contains(&index);
            let of = |event: &Happening| event.excuse.is_none_or(|it| it == excuse);
            let mut seen = self
                .seen()
                .filter(|(index, it)| it.force <= now && !spent(*index));
            seen.find(|(_, event)| event.kind == kind && of(event))
        };
        let end = match from {
            AnchorMachine::Event(kind) => ended(*kind),
            _ => None,
        };
        let anchor = match from {
            AnchorMachine::Event(_) => end.map(|(_, event)| event.force),
            AnchorMachine::AppearAt => new_day.before,
            AnchorMachine::Served => self.state.served.map(|service| service.bears),
            other => self.anchor(self.here(), other),
        };
        // The time in which the claim was undecided is not the person's.
        let missed = anchor.zip(self.lifecycle()).and_then(|(at, lifecycle)| {
            match self.elapsed(lifecycle, period, at) {
                Strikes::At(at) => Some(at),
                Strikes::Never | Strikes::Unknown(_) => None,
            }
        });
        if let Some(missed) = missed {
            let due = missed
                .saturating_sub(jiff::SignedDuration::from_secs(1))
                .unwrap_or(missed);
            self.state.spent.extend(end.map(|(index, _)| index));
            self.state.new_day = Some(NewDay {
                due: Some((due, missed)),
                ..new_day
            });
        }
    }
}
