//! One sandbox registry of the story: its folder, its law, and who works in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use writ_law::pack::PackText;
use writ_law::regime::Regime;
use writ_registry::{
    Desk, Founding, MasterKey, NewOfficer, Offices, Operation, Permit, Registry, Role, Watch,
    operation,
};
use writ_sim::truth::Region;
use writ_store::Absent;

use super::calendar::{Calendar, OPENED};
use super::chance::Seeded;
use crate::file::{self, Readers};
use crate::registry::{Place, ruled};
use crate::trouble::Trouble;

/// A law under which the story is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Law {
    /// The folder of its registry.
    pub(super) folder: &'static str,
    pack: &'static str,
    text: &'static str,
}

/// The report of a ban on receipt, under which people are called.
pub(super) const REPORT: Law = Law {
    folder: "seed-002",
    pack: "regimes/seed/002",
    text: include_str!("../../../../regimes/seed/002/regime.md"),
};
/// The five reports, read side by side.
pub(super) const REPORTS: Law = Law {
    folder: "seeds",
    pack: "regimes/seeds",
    text: include_str!("../../../../regimes/seeds/regime.md"),
};
/// The law of the last, in a registry to walk about in.
pub(super) const WALK: Law = Law {
    folder: "walk",
    ..GUARDED
};
/// The same mechanism with what a court would expect.
pub(super) const GUARDED: Law = Law {
    folder: "guarded",
    pack: "regimes/guarded",
    text: include_str!("../../../../regimes/guarded/regime.md"),
};

impl Law {
    fn pack(self) -> PackText {
        PackText::of_file(self.pack, "regime.md", self.text)
    }
}

/// Who works in every registry of the story.
pub(super) mod staff {
    /// Runs the machine.
    pub(crate) const OPERATOR: &str = "operator";
    /// Keeps the register.
    pub(crate) const REGISTRAR: &str = "registrar";
    /// Opens campaigns, and may approve those of others.
    pub(crate) const OFFICER: &str = "officer";
    /// The second pair of eyes.
    pub(crate) const APPROVER: &str = "approver";
    /// Looks, and changes nothing.
    pub(crate) const OMBUDSMAN: &str = "ombudsman";
}

/// The officer of one office, who records and decides there.
pub(super) fn officer_of(office: &str) -> String {
    format!("officer-{}", office.to_lowercase())
}

/// A relying desk, and what it asks.
#[derive(Clone, Debug)]
pub(super) struct AskingDesk {
    pub(super) permit: Permit<operation::AskQuestion>,
    pub(super) measure: String,
    pub(super) purpose: String,
}

/// One sandbox registry, with leave for everyone who works in it.
#[derive(Debug)]
pub(super) struct House {
    pub(super) registry: Registry,
    pub(super) regime: Arc<Regime>,
    pub(super) calendar: Calendar,
    pub(super) desks: Vec<AskingDesk>,
    pub(super) look: Permit<operation::ExplainPerson>,
    pub(super) send: Permit<operation::SendMessages>,
    record: BTreeMap<String, Permit<operation::RecordEvent>>,
}

impl House {
    /// Founds a registry in a folder of its own, with its officers and desks.
    pub(super) async fn found(dir: &Path, law: Law, seed: u64) -> Result<Self, Trouble> {
        let dir = dir.join(law.folder);
        let made = fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&dir);
        made.map_err(|error| file::unwritten(&dir, &error))?;
        let place = Place::new(&dir, None, None);
        let chance = Arc::new(Seeded::new(seed));
        let key =
            MasterKey::generate(&*chance).map_err(|error| Trouble::failed(error.to_string()))?;
        file::create(&place.key_file(), &key.to_text(), Readers::Owner)?;
        let first = account(staff::OPERATOR, &[Role::Operator], Offices::All);
        let founding = Founding {
            regimes: vec![law.pack()],
            zone: None,
            first,
            watch: Watch::default(),
        };
        let store = place.store(Absent::Create)?;
        let founded_at = opening(
            &Regime::read(&law.pack())
                .map_err(|findings| crate::pack::not_a_regime(&law.pack(), findings))?,
        );
        let registry = ruled(Registry::found(store, chance, &key, founding, founded_at).await)?;
        let end = Calendar::of(registry.zone().clone()).end();
        place.set_sandbox_time(end)?;
        Self::with_staff(registry, founded_at).await
    }

    async fn with_staff(registry: Registry, now: Timestamp) -> Result<Self, Trouble> {
        let regime = registry.regimes().first().cloned();
        let regime = regime.ok_or_else(|| Trouble::failed("the registry has no regime"))?;
        let add = permit(&registry, staff::OPERATOR, operation::AddOfficer).await?;
        for account in accounts(&regime) {
            ruled(registry.add_officer(&add, account, now).await)?;
        }
        let mut record = BTreeMap::new();
        for office in offices() {
            let name = officer_of(office);
            let leave = permit(&registry, &name, operation::RecordEvent).await?;
            record.insert(office.to_owned(), leave);
        }
        let mut desks = Vec::new();
        for effect in &regime.tree().effects {
            let permit = permit(&registry, &effect.asks.text, operation::AskQuestion).await?;
            let (measure, purpose) = (effect.measure.text.clone(), effect.purpose.clone());
            desks.push(AskingDesk {
                permit,
                measure,
                purpose,
            });
        }
        let look = permit(&registry, staff::OMBUDSMAN, operation::ExplainPerson).await?;
        let send = permit(&registry, staff::OPERATOR, operation::SendMessages).await?;
        let calendar = Calendar::of(regime.zone().clone());
        Ok(Self {
            registry,
            regime,
            calendar,
            desks,
            look,
            send,
            record,
        })
    }

    /// Leave for an operation, to one of the staff.
    pub(super) async fn permit<O: Operation>(
        &self,
        name: &str,
        operation: O,
    ) -> Result<Permit<O>, Trouble> {
        permit(&self.registry, name, operation).await
    }

    /// Leave to record events in the matters of an office, to its officer.
    pub(super) fn recorder(
        &self,
        office: &str,
    ) -> Result<&Permit<operation::RecordEvent>, Trouble> {
        self.record.get(office).ok_or_else(|| {
            Trouble::failed(format!("nobody works in office `{office}` of the story"))
        })
    }
}

async fn permit<O: Operation>(
    registry: &Registry,
    name: &str,
    operation: O,
) -> Result<Permit<O>, Trouble> {
    ruled(registry.permit(name, operation).await)
}

/// The offices, one in each region.
pub(super) fn offices() -> impl Iterator<Item = &'static str> {
    Region::ALL.iter().map(|region| region.word())
}

/// When the registries are founded.
fn opening(regime: &Regime) -> Timestamp {
    Calendar::of(regime.zone().clone()).at(OPENED, 8, 0)
}

fn account(name: &str, roles: &[Role], offices: Offices) -> NewOfficer {
    let roles = roles.iter().copied().collect();
    NewOfficer {
        name: name.to_owned(),
        roles,
        offices,
        desk: None,
    }
}

fn accounts(regime: &Regime) -> Vec<NewOfficer> {
    let mut accounts = vec![
        account(staff::REGISTRAR, &[Role::Registrar], Offices::All),
        account(
            staff::OFFICER,
            &[Role::Officer, Role::Approver],
            Offices::All,
        ),
        account(staff::APPROVER, &[Role::Approver], Offices::All),
        account(staff::OMBUDSMAN, &[Role::Oversight], Offices::All),
    ];
    accounts.extend(offices().map(|office| {
        let only = Offices::Only(BTreeSet::from([office.to_owned()]));
        account(&officer_of(office), &[Role::Officer], only)
    }));
    accounts.extend(regime.tree().effects.iter().map(|effect| NewOfficer {
        desk: Some(Desk {
            measure: effect.measure.text.clone(),
            purpose: effect.purpose.clone(),
        }),
        ..account(&effect.asks.text, &[Role::Desk], Offices::All)
    }));
    accounts
}
