//! Whether an effect is in force, from the state of a matter.
//!
//! Each condition is a function of its own, because the explanation asks the same ones.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::{Effects, Run};
use crate::fact;
use crate::machine::{EffectMachine, MOST, Set};
use crate::tree::{DecidedBy, InAll};
use crate::truth::Truth;

impl Run<'_> {
    /// The truth of every effect now.
    pub(crate) fn effects(&self) -> Effects {
        let mut effects = [Truth::No; MOST];
        if self.state.live.is_none() || self.state.end.is_some() {
            return effects;
        }
        for ((id, rule), truth) in (0u8..).zip(&self.here().machine.effects).zip(&mut effects) {
            *truth = self.effect(id, rule);
        }
        effects
    }

    /// The truth of one effect now: the least of its conditions.
    pub(crate) fn effect(&self, id: u8, rule: &EffectMachine) -> Truth {
        let stayed = self.stayed(id).is_some() || self.suspended() || self.excepted(id).is_some();
        if stayed || self.limited(id) {
            return Truth::No;
        }
        self.grounded(id, rule)
    }

    /// The same with stays, suspensions and limits left out: from its first *yes* `longest` runs.
    pub(super) fn grounded(&self, id: u8, rule: &EffectMachine) -> Truth {
        let off = self.state.live.is_none()
            || self.state.end.is_some()
            || !self.in_force(self.state.now)
            || self.before_its_law()
            || self.state.ended.has(id)
            || self.eased()
            || !self.warnings_run()
            || !self.is_decided(id, rule);
        if off {
            return Truth::No;
        }
        let stage = self.in_stage(rule);
        if stage == Truth::No {
            return Truth::No;
        }
        if self.state.stuck.is_some() {
            return Truth::Unknown;
        }
        stage.min(self.masked()).min(self.condition(rule))
    }

    /// Whether the law of the matter had not begun yet. A course that counts only from its version's
    /// first day is run from the beginning all the same, so that its limits are as old as the effect.
    fn before_its_law(&self) -> bool {
        let told = self.course.counts_from == jiff::Timestamp::MIN;
        told && self.state.now < self.here().frame.from
    }

    /// Whether the matter is in a stage of the effect.
    pub(crate) fn in_stage(&self, rule: &EffectMachine) -> Truth {
        let stages = rule.stages.get(usize::from(self.life.instrument));
        stages.map_or(Truth::No, |stages| self.among(*stages))
    }

    /// Whether a matter that goes on is in one of the stages of these names.
    pub(crate) fn among_named(&self, names: &[String]) -> Truth {
        let lifecycle = self.lifecycle().filter(|_| self.state.end.is_none());
        let stages = (0u8..).zip(lifecycle.into_iter().flat_map(|it| &it.stages));
        let named = stages.filter(|(_, stage)| names.contains(&stage.name));
        self.among(named.map(|(place, _)| place).collect())
    }

    /// Whether the matter is in one of these stages. Where a calendar leaves open whether it has come
    /// further, that is known only if all that it may be in say the same.
    fn among(&self, stages: Set) -> Truth {
        let here = stages.has(self.state.stage);
        let maybe = self.state.uncertain.filter(|it| it.from <= self.state.now);
        let Some(maybe) = maybe else {
            return if here { Truth::Yes } else { Truth::No };
        };
        let all = maybe.stages.without(stages).is_empty();
        let any = !maybe.stages.intersection(stages).is_empty();
        match (here, all, any) {
            (true, true, _) => Truth::Yes,
            (false, _, false) => Truth::No,
            _ => Truth::Unknown,
        }
    }

    /// The eligibility mask: shown at every instant since service, or confirmed anew since.
    pub(crate) fn masked(&self) -> Truth {
        match (self.state.lapsed, self.state.lapsing) {
            (None, _) => Truth::Yes,
            (Some(_), true) => self.state.eligible.min(Truth::Unknown),
            (Some(_), false) => Truth::No,
        }
    }

    /// The effect's own condition over facts.
    pub(crate) fn condition(&self, rule: &EffectMachine) -> Truth {
        rule.when.as_ref().map_or(Truth::Yes, |when| {
            fact::holds(self.life, when, self.state.now, self.known)
        })
    }

    /// Whether somebody decided on it, where somebody must.
    pub(crate) fn is_decided(&self, id: u8, rule: &EffectMachine) -> bool {
        rule.decided == DecidedBy::Automatic
            || self
                .state
                .decided
                .get(usize::from(id))
                .is_some_and(Option::is_some)
    }

    /// Whether it has lasted as long as it may.
    pub(crate) fn limited(&self, id: u8) -> bool {
        let limit = self.state.limits.get(usize::from(id)).copied().flatten();
        limit.is_some_and(|limit| limit <= self.state.now)
    }

    /// From an effect's first instant in force, stayed or not, its longest duration runs.
    pub(super) fn refresh_limits(&mut self) {
        if self.state.live.is_none() {
            return;
        }
        for (id, rule) in (0u8..).zip(&self.here().machine.effects) {
            let place = usize::from(id);
            let remedied = self
                .here()
                .frame
                .remedies
                .iter()
                .any(|remedy| remedy.against.has(id));
            if remedied && !self.state.begun.has(id) && self.grounded(id, rule) != Truth::No {
                self.state.begun = self.state.begun.with(id);
            }
            let Some(limit) = &rule.limit else { continue };
            if self.state.limits.get(place).is_some_and(Option::is_some)
                || self.grounded(id, rule) == Truth::No
            {
                continue;
            }
            let ends = limit
                .longest
                .elapsed_at(self.state.now, &self.names().zone)
                .ok();
            let bound = limit.in_all.and_then(|it| self.in_all(place, it));
            if let Some(slot) = self.state.limits.get_mut(place) {
                // A limit that cannot be worked out ends the effect at once.
                let ends = ends.unwrap_or(self.state.now);
                *slot = Some(bound.map_or(ends, |bound| bound.min(ends)));
            }
            if let Some(slot) = self.state.bounds.get_mut(place) {
                *slot = bound;
            }
        }
    }

    /// When an effect that begins to run now has come to the most days that it may hold over all
    /// matters of the person: the beginning of the first day that is one too many. Every day from
    /// now on counts, in force or not, as it does for the limit of one matter.
    fn in_all(&self, place: usize, in_all: InAll) -> Option<Timestamp> {
        // Of so many days it can hold on no more than all.
        if in_all.within <= in_all.most {
            return None;
        }
        let zone = &self.names().zone;
        let date = |at: Timestamp| zone.to_datetime(at).date();
        let first = date(self.state.now);
        let elsewhere = self.life.elsewhere.get(place);
        let spells = elsewhere.map_or(&[][..], Vec::as_slice).iter();
        // Days before the first one: the others count already.
        let mut before: Vec<Date> = Vec::new();
        for (from, until) in spells {
            let last = until.saturating_sub(1.nanosecond()).map_or(first, date);
            let earliest = first.saturating_sub(i64::from(in_all.within).days());
            let mut day = date(*from).max(earliest);
            while day <= last && day < first {
                before.push(day);
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
        before.sort_unstable();
        before.dedup();
        let too_many = (0..=in_all.most).find(|step| {
            let today = first.saturating_add(i64::from(*step).days());
            let opens = today.saturating_sub(i64::from(in_all.within).days());
            let counted = before.len() - before.partition_point(|day| *day <= opens);
            counted + usize::from(*step) + 1 > usize::from(in_all.most)
        })?;
        let day = first.saturating_add(i64::from(too_many).days());
        crate::zone::day_begins(zone, day)
    }
}
