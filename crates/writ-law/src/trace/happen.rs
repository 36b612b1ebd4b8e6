//! What an event does to a matter.

use super::{Cause, Claim, End, NewDay, Run};
use crate::event::EventKind;
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
            EventKind::EligibilityConfirmed => self.confirm(),
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
        event.excuse.or(self.state.claim.map(|claim| claim.excuse))
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
        self.state.claim = None;
        self.state.excused = Some(index);
        self.state.new_day = Some(NewDay { excuse, due: None });
        // A default before it is forgiven, and with it the warnings and decisions on it.
        self.state
            .warned
            .iter_mut()
            .for_each(|warned| *warned = None);
        self.state.decided = [None; MOST];
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
        self.state.claim = Some(Claim {
            excuse,
            event: index,
        });
    }

    fn refuse_excuse(&mut self, event: &Happening) {
        let of = self.excuse_of(event);
        if self
            .state
            .claim
            .is_some_and(|claim| Some(claim.excuse) == of)
        {
            self.state.claim = None;
        }
    }

    /// Whether an undecided claim holds everything up.
    pub(crate) fn suspended(&self) -> bool {
        self.state.claim.is_some_and(|claim| {
            let rule = self.frame.excuses.get(usize::from(claim.excuse));
            rule.is_some_and(|rule| rule.while_undecided == WhileUndecided::Suspends)
        })
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

    fn tell(&mut self, index: u16, event: &Happening) {
        for effect in self.effects_of(event).iter() {
            if let Some(told) = self.state.told.get_mut(usize::from(effect)) {
                told.get_or_insert((index, event.force));
            }
        }
    }

    fn warn(&mut self, index: u16, event: &Happening) {
        for (place, rule) in self.frame.warnings.iter().enumerate() {
            let due = match &rule.after {
                None => self.state.served.map(|service| service.at),
                Some(stage) => self.entered(stage),
            };
            let channel = event.channel.is_some_and(|it| rule.by.contains(&it));
            if due.is_none() || !(rule.by.is_empty() || channel) {
                continue;
            }
            let Ok(runs) = rule.then.elapsed_at(event.force, &self.frame.zone) else {
                continue;
            };
            if let Some(warned) = self.state.warned.get_mut(place) {
                warned.get_or_insert((index, runs));
            }
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
        if competent
            && in_stage
            && self.warnings_run()
            && let Some(decided) = self.state.decided.get_mut(usize::from(effect))
        {
            *decided = Some(index);
        }
    }

    pub(crate) fn warnings_run(&self) -> bool {
        let now = self.state.now;
        self.state
            .warned
            .iter()
            .flatten()
            .filter(|(_, runs)| *runs <= now)
            .count()
            == self.frame.warnings.len()
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
