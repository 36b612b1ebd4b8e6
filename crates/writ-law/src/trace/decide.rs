//! What the authority does before an effect and about it: telling, warning, deciding, reviewing.

use jiff::Timestamp;

use super::Run;
use super::clock::Strikes;
use crate::fact;
use crate::life::{Happening, Outcome};
use crate::machine::{Known, MOST, Set};
use crate::position::SanctionStatus;
use crate::position::sanction;
use crate::tree::{DecidedBy, Serves};
use crate::truth::Truth;

impl Run<'_> {
    fn effects_of(&self, event: &Happening) -> Set {
        match event.effect {
            Some(effect) => Set::default().with(effect),
            None => (0u8..)
                .take(self.here().machine.effects.len().min(MOST))
                .collect(),
        }
    }

    /// The person is told of the effects that apply to them then; of others there is nothing to tell.
    /// What does not reach them tells them nothing.
    pub(super) fn tell(&mut self, index: u16, event: &Happening) {
        if !event.channel.is_some_and(|it| self.reaches(it, event)) {
            return;
        }
        for effect in self.effects_of(event).iter() {
            let Some(rule) = self.here().machine.effects.get(usize::from(effect)) else {
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
    pub(super) fn warn(&mut self, index: u16, event: &Happening) {
        if !self.lawful(event) {
            return;
        }
        for (place, rule) in self.here().frame.warnings.iter().enumerate() {
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

    /// Whether a channel is more than a courtesy, and every fact that it needs is shown.
    fn reaches(&self, channel: u8, event: &Happening) -> bool {
        let rule = self.here().frame.channels.get(usize::from(channel));
        let serves = rule.filter(|rule| rule.serves == Serves::Yes);
        serves.is_some_and(|rule| {
            rule.needs
                .iter()
                .all(|need| fact::see(self.life, need, event.force, self.known).truth == Truth::Yes)
        })
    }

    /// A binding act needs a law in force when it was done and when it has force.
    pub(super) fn lawful(&self, event: &Happening) -> bool {
        self.in_force(event.at) && self.in_force(event.force)
    }

    /// When the time to comply with a warning has run, clocks standing still left out.
    pub(crate) fn warning_runs(&self, place: usize) -> Option<Timestamp> {
        let (_, from) = self.state.warned.get(place).copied().flatten()?;
        let rule = self.here().frame.warnings.get(place)?;
        match self.elapsed(self.lifecycle()?, &rule.then, from) {
            Strikes::At(runs) => Some(runs),
            Strikes::Never | Strikes::Unknown(_) => None,
        }
    }

    pub(super) fn decide(&mut self, index: u16, event: &Happening) {
        if event.effect.is_none() && self.is_sanction(event) {
            return self.punish(event);
        }
        match event.outcome {
            Some(Outcome::Imposed) => self.impose(index, event),
            Some(Outcome::Refused | Outcome::Ended) => {
                for effect in self.effects_of(event).iter() {
                    let automatic = self
                        .here()
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

    /// Whether a decision is on a sanction, which its reason names, and on no measure.
    fn is_sanction(&self, event: &Happening) -> bool {
        let reason = event.reason.as_deref();
        self.course.versions().any(|version| {
            let sanctions = &self.laws.version(version).frame.sanctions;
            sanctions.iter().any(|it| Some(it.name.as_str()) == reason)
        })
    }

    /// A sanction is imposed by whoever decides on it while it is open, and as the matter stands
    /// then: what comes to light later imposes nothing.
    fn punish(&mut self, event: &Happening) {
        let Some(reason) = &event.reason else { return };
        if event.outcome != Some(Outcome::Imposed) {
            self.state.imposed.retain(|name| name != reason);
            return;
        }
        let by = event.by.as_deref();
        let sanctions = &self.here().frame.sanctions;
        let imposed = sanctions.iter().any(|rule| {
            let competent =
                by == Some("court") || (rule.decided != DecidedBy::Court && by.is_some());
            rule.name == *reason
                && competent
                && self.lawful(event)
                && sanction::possible(self, rule) == SanctionStatus::Open
        });
        if imposed && !self.state.imposed.contains(reason) {
            self.state.imposed.push(reason.clone());
        }
    }

    /// A decision counts if it names one measure and who decided, in a stage of the effect, once
    /// the warnings have run: one made before is no decision on this person's default.
    fn impose(&mut self, index: u16, event: &Happening) {
        let (Some(effect), Some(by)) = (event.effect, event.by.as_deref()) else {
            return;
        };
        let Some(rule) = self.here().machine.effects.get(usize::from(effect)) else {
            return;
        };
        let competent = match rule.decided {
            DecidedBy::Court => by == "court",
            DecidedBy::Officer | DecidedBy::Automatic => true,
        };
        let stages = rule.stages.get(usize::from(self.life.instrument)).copied();
        let in_stage = stages.is_some_and(|stages| stages.has(self.state.stage));
        let in_time = rule.decide_within.as_ref().is_none_or(|(within, from)| {
            let from = self.anchor(self.here(), from);
            let closed = from.and_then(|from| within.elapsed_at(from, &self.names().zone).ok());
            closed.is_some_and(|closed| event.force < closed)
        });
        if !(competent && in_stage && in_time && self.lawful(event) && self.warnings_run()) {
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
        let rules = self.here().frame.warnings.iter().enumerate();
        let mut known = rules.filter(|(_, rule)| rule.known == Known::Here);
        known.all(|(place, _)| self.warning_runs(place).is_some_and(|runs| runs <= now))
    }

    pub(super) fn review(&mut self, event: &Happening) {
        for effect in self.effects_of(event).iter() {
            let place = usize::from(effect);
            let rule = self
                .here()
                .machine
                .effects
                .get(place)
                .and_then(|rule| rule.limit.as_ref());
            match event.outcome {
                Some(Outcome::Ended) => self.state.ended = self.state.ended.with(effect),
                // An extension names one measure, and is for a court whoever imposed the effect.
                Some(Outcome::Extended)
                    if event.effect.is_none() || event.by.as_deref() != Some("court") => {}
                Some(Outcome::Extended) if !self.lawful(event) => {}
                Some(Outcome::Extended) => {
                    let Some(rule) = rule.filter(|rule| rule.extends) else {
                        continue;
                    };
                    let zone = &self.names().zone;
                    let Ok(most) = rule.longest.elapsed_at(event.force, zone) else {
                        continue;
                    };
                    let extended = event.until.map_or(most, |until| until.min(most));
                    let bound = self.state.bounds.get(place).copied().flatten();
                    let extended = bound.map_or(extended, |bound| extended.min(bound));
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
    pub(super) fn confirm(&mut self) {
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
