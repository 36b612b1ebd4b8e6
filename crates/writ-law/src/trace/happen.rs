//! What an event does to a matter.

use jiff::Timestamp;

use super::clock::Strikes;
use super::{Cause, Claim, End, NewDay, Run};
use crate::event::EventKind;
use crate::fact;
use crate::life::{Happening, Outcome};
use crate::machine::{AnchorMachine, LifecycleMachine, MOST, Set, TriggerMachine};
use crate::tree::{DecidedBy, WhileUndecided};
use crate::truth::Truth;

impl<'a> Run<'a> {
    pub(super) fn happen(&mut self, lifecycle: &'a LifecycleMachine, index: u16) {
        let Some(event) = self.event(index) else {
            return;
        };
        self.meet_duties(event);
        if event.kind == EventKind::ExcuseAccepted && self.accept_excuse(lifecycle, index, event) {
            return;
        }
        if event.kind.closes() || lifecycle.ends_on.contains(&event.kind) {
            self.state.end = Some(End::Closed {
                event: index,
                at: event.force,
            });
            return;
        }
        match event.kind {
            EventKind::ExcuseClaimed => self.claim_excuse(index, event),
            EventKind::ExcuseRefused => self.refuse_excuse(event),
            EventKind::Objected => self.object(index, event),
            EventKind::ObjectionRejected => self.reject(event),
            EventKind::Told => self.tell(index, event),
            EventKind::Warned => self.warn(index, event),
            EventKind::Decided => self.decide(index, event),
            EventKind::Reviewed => self.review(event),
            EventKind::EligibilityConfirmed if event.by.is_some() => self.confirm(),
            _ => {}
        }
        self.try_serve(lifecycle, index, event);
        let on =
            |it: &TriggerMachine| matches!(it, TriggerMachine::On(kind) if *kind == event.kind);
        if self.state.end.is_none()
            && let Some(to) = self.way(lifecycle, on)
        {
            self.enter(to, Cause::Event(index));
        }
    }

    fn meet_duties(&mut self, event: &Happening) {
        if event.kind == EventKind::BroughtIn {
            return;
        }
        let met = (0u8..)
            .zip(&self.frame.duties)
            .filter(|(_, duty)| duty.met_by.contains(&event.kind))
            .map(|(index, _)| index);
        self.state.met = self.state.met.union(met.collect());
    }

    fn excuse_of(&self, event: &Happening) -> Option<u8> {
        // Without a name it can only mean the one that is open.
        event.excuse.or(match self.state.claims.as_slice() {
            [only] => Some(only.excuse),
            _ => None,
        })
    }

    /// An accepted excuse that sets a new day; otherwise it closes the matter like any other.
    fn accept_excuse(
        &mut self,
        lifecycle: &'a LifecycleMachine,
        index: u16,
        event: &Happening,
    ) -> bool {
        let Some(excuse) = self.excuse_of(event) else {
            return false;
        };
        let rule = self.frame.excuses.get(usize::from(excuse));
        if rule.is_none_or(|rule| rule.then_appear_within.is_none()) {
            self.state.excused = Some(index);
            return false;
        }
        self.state.claims.retain(|claim| claim.excuse != excuse);
        self.state.excused = Some(index);
        self.state.new_day = Some(NewDay { excuse, due: None });
        // A default before it is forgiven, and with it the warnings and decisions on it.
        self.state
            .warned
            .iter_mut()
            .for_each(|warned| *warned = None);
        self.state.decided = [None; MOST];
        self.reopen(Set(u16::MAX));
        if self.state.served.is_some() {
            self.enter(lifecycle.served_stage, Cause::Excuse(index));
        }
        true
    }

    fn claim_excuse(&mut self, index: u16, event: &Happening) {
        let Some(excuse) = event.excuse else { return };
        let Some(rule) = self.frame.excuses.get(usize::from(excuse)) else {
            return;
        };
        if self.state.claimed.has(excuse) {
            return;
        }
        let closed = rule.claim_within.as_ref().and_then(|(period, from)| {
            let anchor = match from {
                AnchorMachine::AppearAt => self.life.appear_at,
                other => self.anchor(other),
            }?;
            period.elapsed_at(anchor, &self.frame.zone).ok()
        });
        if closed.is_some_and(|closed| event.force >= closed) {
            return;
        }
        self.state.claimed = self.state.claimed.with(excuse);
        self.state.claims.push(Claim {
            excuse,
            event: index,
        });
    }

    fn refuse_excuse(&mut self, event: &Happening) {
        let of = self.excuse_of(event);
        self.state.claims.retain(|claim| Some(claim.excuse) != of);
    }

    /// The undecided claim that holds everything up, if one does.
    pub(crate) fn suspending(&self) -> Option<&Claim> {
        self.state.claims.iter().find(|claim| {
            let rule = self.frame.excuses.get(usize::from(claim.excuse));
            rule.is_some_and(|rule| rule.while_undecided == WhileUndecided::Suspends)
        })
    }

    /// Whether an undecided claim holds everything up.
    pub(crate) fn suspended(&self) -> bool {
        self.suspending().is_some()
    }

    /// Whether a new day set by an excuse still lies ahead.
    pub(crate) fn eased(&self) -> bool {
        self.state
            .new_day
            .is_some_and(|day| day.due.is_none_or(|(_, missed)| self.state.now < missed))
    }

    fn effects_of(&self, event: &Happening) -> Set {
        match event.effect {
            Some(effect) => Set::default().with(effect),
            None => (0u8..).take(self.machine.effects.len().min(MOST)).collect(),
        }
    }

    /// The person is told of the effects that apply to them then; of others there is nothing to tell.
    fn tell(&mut self, index: u16, event: &Happening) {
        for effect in self.effects_of(event).iter() {
            let Some(rule) = self.machine.effects.get(usize::from(effect)) else {
                continue;
            };
            let applies = match rule.decided {
                DecidedBy::Automatic => self.grounded(effect, rule) != Truth::No,
                DecidedBy::Officer | DecidedBy::Court => self.is_decided(effect, rule),
            };
            if let Some(told) = self
                .state
                .told
                .get_mut(usize::from(effect))
                .filter(|_| applies)
            {
                told.get_or_insert((index, event.force));
            }
        }
    }

    /// A warning counts once it is due, on a channel that the rule names and the person has.
    fn warn(&mut self, index: u16, event: &Happening) {
        if !self.lawful(event) {
            return;
        }
        for (place, rule) in self.frame.warnings.iter().enumerate() {
            let due = match &rule.after {
                None => self.state.served.map(|service| service.at),
                Some(stage) => self.entered(stage),
            };
            let channel = event.channel.filter(|it| rule.by.contains(it));
            let reaches = channel.is_some_and(|it| self.reaches(it, event));
            if due.is_none() || !(rule.by.is_empty() || reaches) {
                continue;
            }
            if let Some(warned) = self.state.warned.get_mut(place) {
                warned.get_or_insert((index, event.force));
            }
        }
    }

    /// Whether every fact that a channel needs is shown at the event.
    fn reaches(&self, channel: u8, event: &Happening) -> bool {
        let rule = self.frame.channels.get(usize::from(channel));
        rule.is_some_and(|rule| {
            rule.needs
                .iter()
                .all(|need| fact::see(self.life, need, event.force, self.known).truth == Truth::Yes)
        })
    }

    /// A binding act needs a law in force when it was done and when it has force.
    fn lawful(&self, event: &Happening) -> bool {
        self.in_force(event.at) && self.in_force(event.force)
    }

    /// When the time to comply with a warning has run, clocks standing still left out.
    pub(crate) fn warning_runs(&self, place: usize) -> Option<Timestamp> {
        let (_, from) = self.state.warned.get(place).copied().flatten()?;
        let rule = self.frame.warnings.get(place)?;
        match self.elapsed(&rule.then, from) {
            Strikes::At(runs) => Some(runs),
            Strikes::Never | Strikes::Unknown(_) => None,
        }
    }

    fn decide(&mut self, index: u16, event: &Happening) {
        match event.outcome {
            Some(Outcome::Imposed) => self.impose(index, event),
            Some(Outcome::Refused | Outcome::Ended) => {
                for effect in self.effects_of(event).iter() {
                    let automatic = self
                        .machine
                        .effects
                        .get(usize::from(effect))
                        .is_some_and(|it| it.decided == DecidedBy::Automatic);
                    if automatic {
                        self.state.ended = self.state.ended.with(effect);
                    }
                    if let Some(decided) = self.state.decided.get_mut(usize::from(effect)) {
                        *decided = None;
                    }
                }
            }
            _ => {}
        }
    }

    /// A decision counts if it names one measure and who decided, in a stage of the effect, once
    /// the warnings have run: one made before is no decision on this person's default.
    fn impose(&mut self, index: u16, event: &Happening) {
        let (Some(effect), Some(by)) = (event.effect, event.by.as_deref()) else {
            return;
        };
        let Some(rule) = self.machine.effects.get(usize::from(effect)) else {
            return;
        };
        let competent = match rule.decided {
            DecidedBy::Court => by == "court",
            DecidedBy::Officer | DecidedBy::Automatic => true,
        };
        let stages = rule.stages.get(usize::from(self.life.instrument)).copied();
        let in_stage = stages.is_some_and(|stages| stages.has(self.state.stage));
        if !(competent && in_stage && self.lawful(event) && self.warnings_run()) {
            return;
        }
        let before = self
            .state
            .decided
            .get(usize::from(effect))
            .copied()
            .flatten();
        if before.is_none() {
            // A new imposition has remedies of its own.
            self.reopen(Set::default().with(effect));
        }
        if let Some(decided) = self.state.decided.get_mut(usize::from(effect)) {
            *decided = Some(index);
        }
    }
    pub(crate) fn warnings_run(&self) -> bool {
        let now = self.state.now;
        (0..self.frame.warnings.len())
            .all(|place| self.warning_runs(place).is_some_and(|runs| runs <= now))
    }

    fn review(&mut self, event: &Happening) {
        for effect in self.effects_of(event).iter() {
            let place = usize::from(effect);
            let rule = self
                .machine
                .effects
                .get(place)
                .and_then(|rule| rule.limit.as_ref());
            match event.outcome {
                Some(Outcome::Ended) => self.state.ended = self.state.ended.with(effect),
                // An extension names one measure and who decided, like the imposition.
                Some(Outcome::Extended) if event.effect.is_none() || event.by.is_none() => {}
                Some(Outcome::Extended) if !self.lawful(event) => {}
                Some(Outcome::Extended) => {
                    let Some(rule) = rule.filter(|rule| rule.extends) else {
                        continue;
                    };
                    let zone = &self.frame.zone;
                    let Ok(most) = rule.longest.elapsed_at(event.force, zone) else {
                        continue;
                    };
                    let extended = event.until.map_or(most, |until| until.min(most));
                    // Only an effect that has begun and not yet run out can be extended.
                    if let Some(Some(limit)) = self.state.limits.get_mut(place)
                        && event.force < *limit
                    {
                        *limit = extended.max(*limit);
                    }
                }
                _ => {}
            }
        }
    }

    /// An officer confirms eligibility anew: effects may return once new warnings have run.
    fn confirm(&mut self) {
        if self.state.lapsed.is_some() && self.eligible_at(self.state.now) == Truth::Yes {
            self.state.lapsed = None;
            self.state.lapsing = false;
            self.state
                .warned
                .iter_mut()
                .for_each(|warned| *warned = None);
        }
    }
}
