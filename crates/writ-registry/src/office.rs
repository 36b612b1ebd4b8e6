//! Offices: to which one a person belongs, and who may read and keep their file.

use jiff::Timestamp;

use crate::account::{Official, Permit};
use crate::campaign::REGION;
use crate::officer::Role;
use crate::person::{Holding, said_of, word};
use crate::refusal::Ruling;
use crate::registry::Registry;

impl Registry {
    /// Refused where the officer does not act for the office of a person, as the named source last
    /// said it. Only who acts for all offices acts for someone of none.
    pub(crate) fn covers_person<O: Official>(
        &self,
        permit: &Permit<O>,
        holding: &Holding,
    ) -> Ruling<()> {
        let office = self.office_of(holding);
        office.map_or_else(|| permit.covers_all(), |office| permit.covers(office))
    }

    /// The office of a person, as the named source last said it, however long ago.
    pub(crate) fn office_of<'h>(&self, holding: &'h Holding) -> Option<&'h str> {
        let rules = self
            .regimes()
            .iter()
            .flat_map(|regime| &regime.tree().facts);
        let mut rules = rules.filter(|rule| rule.name.text == REGION);
        rules.find_map(|rule| {
            let said = said_of(holding.subject().facts.iter(), rule, Timestamp::MAX)?;
            word(said)
        })
    }

    /// Refused for the file of a person of another office: their own, or that of a matter of
    /// theirs. Courts, ombudsmen and auditors read every file.
    pub(crate) fn covers_file<O: Official>(
        &self,
        permit: &Permit<O>,
        holding: &Holding,
    ) -> Ruling<()> {
        if permit.officer().roles().contains(&Role::Oversight) {
            return Ok(());
        }
        if holding.matters.is_empty() {
            return self.covers_person(permit, holding);
        }
        holding.matters.iter().try_for_each(|matter| {
            permit.covers(matter.issued.matter.region.as_deref().unwrap_or_default())
        })
    }
}
