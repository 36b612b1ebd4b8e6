//! Remedies: a first objection stays an effect in the same instant, and so does the appeal.
//!
//! Each imposition of an effect opens its remedies anew: told of it, the person has the whole time
//! again. An objection that was decided before the effect began is not the first against it.

use jiff::Timestamp;

use super::{Run, Stay};
use crate::event::EventKind;
use crate::life::{Happening, Instance};
use crate::machine::{AnchorMachine, RemedyMachine, Set};
use crate::tree::Stays;

impl Run<'_> {
    /// The remedies that an objection uses: the one it names, or every one against what it names.
    pub(super) fn object(&mut self, index: u16, event: &Happening) {
        let wanted = match event.effect {
            Some(effect) => Set::default().with(effect),
            None => Set(u16::MAX),
        };
        for (id, remedy) in (0u8..).zip(&self.here().frame.remedies) {
            let instance = match event.remedy {
                Some((named, instance)) if named == id => instance,
                Some(_) => continue,
                None => Instance::First,
            };
            let effects = remedy.against.intersection(wanted);
            self.stay((id, remedy), instance, effects, (index, event.force));
        }
    }

    fn stay(
        &mut self,
        (id, remedy): (u8, &RemedyMachine),
        instance: Instance,
        effects: Set,
        (event, at): (u16, Timestamp),
    ) {
        let open = effects.iter().filter(|effect| {
            self.closes(remedy, instance, *effect)
                .is_none_or(|closes| at < closes)
        });
        let open: Set = open.collect();
        let fresh = open.without(self.used(id, remedy, instance));
        if fresh.is_empty() {
            return;
        }
        let used = self.state.used.get_mut(usize::from(id));
        if let Some(used) = used.and_then(|it| it.get_mut(instance.place())) {
            *used = used.union(fresh);
        }
        let deadline = remedy
            .decide_within
            .as_ref()
            .and_then(|period| period.elapsed_at(at, &self.names().zone).ok());
        self.state.stays.push(Stay {
            effects: fresh,
            event,
            remedy: id,
            instance,
            stays: remedy.stays,
            deadline,
        });
    }

    /// The effects against which an instance of a remedy was used. Of remedies that stay an effect
    /// the first that is used stands for all; one that stays nothing takes none of them away.
    fn used(&self, id: u8, remedy: &RemedyMachine, instance: Instance) -> Set {
        let rules = (0u8..).zip(&self.here().frame.remedies);
        let both = |other: &RemedyMachine| remedy.stays != Stays::No && other.stays != Stays::No;
        rules
            .zip(&self.state.used)
            .filter(|((other, rule), _)| *other == id || both(rule))
            .filter_map(|(_, used)| used.get(instance.place()))
            .fold(Set::default(), |all, it| all.union(*it))
    }

    /// When a remedy against an effect closes; `None` while it has no last day.
    pub(crate) fn closes(
        &self,
        remedy: &RemedyMachine,
        instance: Instance,
        effect: u8,
    ) -> Option<Timestamp> {
        let told = self.state.told.get(usize::from(effect)).copied().flatten();
        let rejected = self
            .state
            .rejected
            .get(usize::from(effect))
            .copied()
            .flatten();
        let from = match instance {
            Instance::First if remedy.open_from != AnchorMachine::Event(EventKind::Told) => {
                self.anchor(self.here(), &remedy.open_from)
            }
            Instance::First => told.map(|(_, at)| at),
            Instance::Appeal => rejected,
        }?;
        remedy.open_for.elapsed_at(from, &self.names().zone).ok()
    }

    /// The instance of a remedy that is open against an effect now, if one is.
    pub(crate) fn open_instance(
        &self,
        (id, remedy): (u8, &RemedyMachine),
        effect: u8,
    ) -> Option<Instance> {
        let used = |instance: Instance| self.used(id, remedy, instance).has(effect);
        let rejected = self
            .state
            .rejected
            .get(usize::from(effect))
            .is_some_and(Option::is_some);
        let instance = match (used(Instance::First), used(Instance::Appeal)) {
            (false, _) => Instance::First,
            (true, false) if rejected && remedy.then.is_some() => Instance::Appeal,
            _ => return None,
        };
        let closes = self.closes(remedy, instance, effect);
        closes
            .is_none_or(|closes| self.state.now < closes)
            .then_some(instance)
    }

    /// A rejected objection lets the effect come back; an appeal that is pending still stays it.
    pub(super) fn reject(&mut self, event: &Happening) {
        let effects = event
            .effect
            .map_or(Set(u16::MAX), |effect| Set::default().with(effect));
        let mut decided = Set::default();
        for stay in &mut self.state.stays {
            let meant = match event.remedy {
                Some((remedy, instance)) => remedy == stay.remedy && instance == stay.instance,
                None => stay.instance == Instance::First,
            };
            if meant {
                decided = decided.union(stay.effects.intersection(effects));
                stay.effects = stay.effects.without(effects);
            }
        }
        self.state.stays.retain(|stay| !stay.effects.is_empty());
        for effect in decided.iter() {
            if let Some(rejected) = self.state.rejected.get_mut(usize::from(effect)) {
                *rejected = Some(event.force);
            }
        }
        // What was decided before the effect began was no decision on it.
        let unbegun = decided.without(self.state.begun);
        self.reopen(unbegun);
    }

    /// Opens the remedies against effects anew.
    pub(super) fn reopen(&mut self, effects: Set) {
        let pending = |of: &dyn Fn(&Stay) -> bool| {
            let stays = self.state.stays.iter().filter(|stay| of(stay));
            stays.fold(Set::default(), |all, stay| all.union(stay.effects))
        };
        let stayed = pending(&|stay| stay.stays != Stays::No);
        let effects = effects.without(stayed);
        let undecided: Vec<Set> = (0u8..)
            .take(self.state.used.len())
            .map(|id| pending(&|stay| stay.remedy == id))
            .collect();
        for (used, undecided) in self.state.used.iter_mut().zip(undecided) {
            let anew = effects.without(undecided);
            for used in used {
                *used = used.without(anew);
            }
        }
        self.state.begun = self.state.begun.without(effects);
        for effect in effects.iter() {
            if let Some(told) = self.state.told.get_mut(usize::from(effect)) {
                *told = None;
            }
            if let Some(rejected) = self.state.rejected.get_mut(usize::from(effect)) {
                *rejected = None;
            }
        }
    }

    /// The stay of an effect, if there is one.
    pub(crate) fn stayed(&self, effect: u8) -> Option<&Stay> {
        self.state
            .stays
            .iter()
            .find(|stay| stay.stays != Stays::No && stay.effects.has(effect))
    }
}
