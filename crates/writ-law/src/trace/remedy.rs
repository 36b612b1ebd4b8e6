//! Remedies: a first objection stays an effect in the same instant, and so does the appeal.

use jiff::Timestamp;

use super::{Run, Stay};
use crate::life::{Happening, Instance};
use crate::machine::{RemedyMachine, Set};
use crate::tree::Stays;

impl Run<'_> {
    /// The remedies that an objection uses: the one it names, or every one against what it names.
    pub(super) fn object(&mut self, index: u16, event: &Happening) {
        let wanted = match event.effect {
            Some(effect) => Set::default().with(effect),
            None => Set(u16::MAX),
        };
        for (id, remedy) in (0u8..).zip(&self.frame.remedies) {
            let instance = match event.remedy {
                Some((named, instance)) if named == id => instance,
                Some(_) => continue,
                None => Instance::First,
            };
            let effects = remedy.against.intersection(wanted);
            self.stay(id, remedy, instance, effects, (index, event.force));
        }
    }

    fn stay(
        &mut self,
        id: u8,
        remedy: &RemedyMachine,
        instance: Instance,
        effects: Set,
        (event, at): (u16, Timestamp),
    ) {
        let open = effects.iter().filter(|effect| {
            self.closes(remedy, instance, *effect)
                .is_none_or(|closes| at < closes)
        });
        let open: Set = open.collect();
        let used = self
            .state
            .used
            .get_mut(usize::from(instance == Instance::Appeal));
        let Some(used) = used else { return };
        let fresh = open.without(*used);
        if fresh.is_empty() || remedy.stays == Stays::No {
            return;
        }
        *used = used.union(fresh);
        let deadline = remedy
            .decide_within
            .as_ref()
            .and_then(|period| period.elapsed_at(at, &self.frame.zone).ok());
        self.state.stays.push(Stay {
            effects: fresh,
            event,
            remedy: id,
            deadline,
        });
    }

    /// When a remedy against an effect closes; `None` while it has no last day.
    pub(crate) fn closes(
        &self,
        remedy: &RemedyMachine,
        instance: Instance,
        effect: u8,
    ) -> Option<Timestamp> {
        let told = self.state.told.get(usize::from(effect)).copied().flatten();
        let from = match instance {
            Instance::First => told.map(|(_, at)| at),
            Instance::Appeal => self.state.rejected,
        }?;
        remedy.open_for.elapsed_at(from, &self.frame.zone).ok()
    }

    /// A rejected objection lets the effect come back.
    pub(super) fn reject(&mut self, event: &Happening) {
        let effects = event
            .effect
            .map_or(Set(u16::MAX), |effect| Set::default().with(effect));
        for stay in &mut self.state.stays {
            if event.remedy.is_none_or(|(remedy, _)| remedy == stay.remedy) {
                stay.effects = stay.effects.without(effects);
            }
        }
        self.state.stays.retain(|stay| !stay.effects.is_empty());
        self.state.rejected = Some(event.force);
    }

    /// The stay of an effect, if there is one.
    pub(crate) fn stayed(&self, effect: u8) -> Option<&Stay> {
        self.state
            .stays
            .iter()
            .find(|stay| stay.effects.has(effect))
    }
}
