//! What tests make up: chance that can be foreseen, and small registries of people who never were.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_law::pack::PackText;
use writ_store::{MemoryStore, Store};

use crate::*;

/// Bytes that look like chance and are the same in every run.
#[derive(Debug)]
pub(crate) struct Dice {
    seed: u64,
    thrown: Mutex<u64>,
}

impl Dice {
    pub(crate) const fn seeded(seed: u64) -> Self {
        Self {
            seed,
            thrown: Mutex::new(0),
        }
    }
}

impl Chance for Dice {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), ChanceError> {
        let mut thrown = self.thrown.lock().unwrap();
        for chunk in bytes.chunks_mut(32) {
            *thrown += 1;
            let mut hash = Sha256::new();
            hash.update(self.seed.to_be_bytes());
            hash.update(thrown.to_be_bytes());
            chunk.copy_from_slice(&hash.finalize()[..chunk.len()]);
        }
        Ok(())
    }
}

/// An instant in Moscow.
pub(crate) fn t(local: &str) -> Timestamp {
    format!("{local}+03:00").parse().unwrap()
}

/// A made-up change of a pack: volunteers come first, and a tenth more are drawn in reserve.
pub(crate) const VOLUNTEERS: &str = "seed/002 with volunteers first";

/// A made-up change of a pack: the exit ban lasts thirty days, and forty in a year over all matters.
pub(crate) const BOUNDED: &str = "seed/002 bounded over all matters";

/// A made-up change of a pack: the exit ban holds from the issue on.
pub(crate) const EARLY: &str = "seed/002 with a ban from the issue";

pub(crate) fn pack(name: &str) -> PackText {
    let (volunteers, bounded, early);
    let text = match name {
        "seed/001" => include_str!("../../../regimes/seed/001/regime.md"),
        "seed/002" => include_str!("../../../regimes/seed/002/regime.md"),
        "seed/003" => include_str!("../../../regimes/seed/003/regime.md"),
        VOLUNTEERS => {
            volunteers = include_str!("../../../regimes/seed/002/regime.md").replace(
                "instrument \"call-up\" kind=summons {",
                "fact volunteer type=choice from=portal fresh-for=(days)365 { values no yes }\n\
                 selection \"call-up\" cite=\"lead\" { method draw; volunteers first; quota from=order; reserve (percent)10 }\n\
                 instrument \"call-up\" kind=summons {",
            );
            &volunteers
        }
        BOUNDED => {
            let limit =
                "limit \"exit\" longest=(days)30 most=(days)40 within=(days)365 cite=\"lead\"";
            let paper = "instrument \"call-up\" kind=summons {";
            bounded = include_str!("../../../regimes/seed/002/regime.md")
                .replace(paper, &format!("{limit}\n{paper}"));
            &bounded
        }
        EARLY => {
            early = include_str!("../../../regimes/seed/002/regime.md").replacen(
                "in served defaulted; decided automatic",
                "in issued served defaulted; decided automatic",
                1,
            );
            &early
        }
        "guarded" => include_str!("../../../regimes/guarded/regime.md"),
        other => panic!("no pack {other} in the tests"),
    };
    PackText::of_file(name, "regime.md", text)
}

/// The facts of an eligible man of office A, made up.
pub(crate) fn man() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("birth-date", "1998-05-02"),
        ("sex", "male"),
        ("service", "none"),
        ("fitness", "A"),
        ("deferment", "[]"),
        ("account", "active"),
        ("address", "confirmed"),
        ("region", "A"),
    ])
}

pub(crate) fn with(
    changes: &[(&'static str, &'static str)],
) -> BTreeMap<&'static str, &'static str> {
    let mut facts = man();
    for (fact, value) in changes {
        match *value {
            "" => facts.remove(fact),
            value => facts.insert(fact, value),
        };
    }
    facts
}

pub(crate) fn source(fact: &str) -> &'static str {
    match fact {
        "service" | "deferment" => "military-register",
        "fitness" => "medical-board",
        "account" | "volunteer" => "portal",
        _ => "civil-registry",
    }
}

/// Rows of a register file, recorded on 1 April 2023.
pub(crate) fn rows(person: &str, facts: &BTreeMap<&'static str, &'static str>) -> String {
    let row = |(fact, value): (&&str, &&str)| {
        let (at, source) = ("2023-04-01", source(fact));
        format!("{person},{fact},{value},{at},{at},{source}\n")
    };
    facts.iter().map(row).collect()
}

pub(crate) const HEADER: &str = "person,fact,value,at,recorded_at,source\n";

/// A registry with officers: `root` makes accounts, `rita` keeps the register, `olga` runs
/// campaigns, `anna` is the second pair of eyes, `oskar` oversees, and there is a desk for each
/// measure, named by it.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) key: MasterKey,
    pub(crate) registry: Registry,
}

pub(crate) fn account(name: &str, roles: &[Role], desk: Option<(&str, &str)>) -> NewOfficer {
    NewOfficer {
        name: name.to_owned(),
        roles: roles.iter().copied().collect(),
        offices: Offices::All,
        desk: desk.map(|(measure, purpose)| Desk {
            measure: measure.to_owned(),
            purpose: purpose.to_owned(),
        }),
    }
}

pub(crate) const PURPOSES: [(&str, &str); 4] = [
    ("exit", "leaving the country"),
    ("driving", "driving"),
    ("credit", "new loan"),
    ("property", "transfer of real estate"),
];

impl World {
    pub(crate) async fn of(regime: &str) -> Self {
        Self::on(
            Arc::new(MemoryStore::new()),
            regime,
            Arc::new(Dice::seeded(7)),
        )
        .await
    }

    pub(crate) async fn on(store: Arc<dyn Store>, regime: &str, chance: Arc<Dice>) -> Self {
        Self::watched(store, regime, chance, Watch::default()).await
    }

    pub(crate) async fn watched(
        store: Arc<dyn Store>,
        regime: &str,
        chance: Arc<Dice>,
        watch: Watch,
    ) -> Self {
        let key = MasterKey::generate(&*chance).unwrap();
        let founding = Founding {
            regimes: vec![pack(regime)],
            zone: None,
            first: account("root", &[Role::Operator], None),
            watch,
        };
        let now = t("2023-04-01T08:00:00");
        let registry = Registry::found(Arc::clone(&store), chance, &key, founding, now)
            .await
            .unwrap();
        let world = Self {
            store,
            key,
            registry: registry.unwrap(),
        };
        let permit = world.may("root", operation::AddOfficer).await;
        let mut accounts = vec![
            account("rita", &[Role::Registrar], None),
            account("olga", &[Role::Officer], None),
            account("anna", &[Role::Officer, Role::Approver], None),
            account("oskar", &[Role::Oversight], None),
        ];
        for (measure, purpose) in PURPOSES {
            accounts.push(account(measure, &[Role::Desk], Some((measure, purpose))));
        }
        for new in accounts {
            world
                .registry
                .add_officer(&permit, new, now)
                .await
                .unwrap()
                .unwrap();
        }
        world
    }

    pub(crate) async fn may<O: Operation>(&self, name: &str, operation: O) -> Permit<O> {
        self.registry
            .permit(name, operation)
            .await
            .unwrap()
            .unwrap()
    }

    /// Imports rows as given, and says how it went.
    pub(crate) async fn import(&self, rows: &str, now: &str) -> (ImportReport, Vec<Reject>) {
        self.import_as(rows, Recorded::AsGiven, t(now)).await
    }

    pub(crate) async fn import_as(
        &self,
        rows: &str,
        recorded: Recorded,
        now: Timestamp,
    ) -> (ImportReport, Vec<Reject>) {
        let permit = self.may("rita", operation::ImportRegister).await;
        let file = format!("{HEADER}{rows}");
        let order = order(&file, recorded);
        let importing = self
            .registry
            .import(&permit, order, file.as_bytes())
            .await
            .unwrap();
        let mut importing = importing.unwrap();
        loop {
            if let ImportStep::Finished(report) = importing.step(now).await.unwrap() {
                return (report, importing.rejects());
            }
        }
    }

    /// Opens, lists, commits, draws and approves a campaign for office A.
    pub(crate) async fn drawn(&self, id: &str, instrument: &str, quota: u32, now: &str) {
        self.listed(id, instrument, quota, t(now)).await;
        self.approved(id, t(now)).await;
    }

    /// Commits a listed campaign, draws and approves it.
    pub(crate) async fn approved(&self, id: &str, now: Timestamp) {
        let registry = &self.registry;
        let may = self.may("olga", operation::CommitList).await;
        registry.commit_list(&may, id, now).await.unwrap().unwrap();
        let may = self.may("olga", operation::DrawCampaign).await;
        let drawn = registry
            .draw(&may, id, format!("made up seed of {id}").as_bytes(), now)
            .await;
        drawn.unwrap().unwrap();
        let may = self.may("anna", operation::ApproveCampaign).await;
        registry.approve(&may, id, now).await.unwrap().unwrap();
    }

    /// Opens a campaign.
    pub(crate) async fn open(&self, new: NewCampaign, now: Timestamp) {
        let may = self.may("olga", operation::OpenCampaign).await;
        let opened = self.registry.open_campaign(&may, new, now).await;
        opened.unwrap().unwrap();
    }

    pub(crate) async fn listed(
        &self,
        id: &str,
        instrument: &str,
        quota: u32,
        now: Timestamp,
    ) -> Tally {
        self.open(new_campaign(&self.registry, id, instrument, quota), now)
            .await;
        self.list(id, now).await
    }

    pub(crate) async fn list(&self, id: &str, now: Timestamp) -> Tally {
        let may = self.may("olga", operation::ListCandidates).await;
        let mut listing = self.registry.candidates(&may, id).await.unwrap().unwrap();
        loop {
            if let ListStep::Finished(tally) = listing.step(now).await.unwrap() {
                return tally;
            }
        }
    }

    pub(crate) async fn issue(&self, id: &str, now: &str) -> Ruling<IssueTally> {
        let may = self.may("olga", operation::IssueCampaign).await;
        let mut issuing = self.registry.issue(&may, id).await.unwrap()?;
        loop {
            if let IssueStep::Finished(tally) = issuing.step(t(now)).await.unwrap()? {
                return Ok(tally);
            }
        }
    }

    pub(crate) async fn issue_to(&self, id: &str, person: &str, now: &str) -> Ruling<String> {
        let may = self.may("olga", operation::IssueCampaign).await;
        self.registry
            .issue_to(&may, id, person, t(now))
            .await
            .unwrap()
    }

    pub(crate) async fn record(
        &self,
        person: &str,
        kind: EventKind,
        at: &str,
        attributes: impl FnOnce(&mut Event),
    ) -> Ruling<Happened> {
        let may = self.may("olga", operation::RecordEvent).await;
        let mut event = Event::new("", kind, t(at));
        attributes(&mut event);
        let recording = Recording {
            person: person.to_owned(),
            matter: None,
            event,
        };
        self.registry.record(&may, &recording, t(at)).await.unwrap()
    }

    pub(crate) async fn ask(&self, measure: &str, person: &str, now: &str) -> Answer {
        let may = self.may(measure, operation::AskQuestion).await;
        let purpose = PURPOSES
            .iter()
            .find(|(known, _)| *known == measure)
            .unwrap()
            .1;
        let asked = self
            .registry
            .ask(&may, person, measure, purpose, t(now))
            .await
            .unwrap();
        assert!(asked.trouble.is_none(), "{:?}", asked.trouble);
        asked.answer
    }

    pub(crate) async fn answers(&self, person: &str, now: &str) -> [&'static str; 4] {
        let mut answers = [""; 4];
        for (answer, (measure, _)) in answers.iter_mut().zip(PURPOSES) {
            *answer = self.ask(measure, person, now).await.answer.word();
        }
        answers
    }

    pub(crate) async fn explain(&self, person: &str, at: &str) -> Explanation {
        let may = self.may("oskar", operation::ExplainPerson).await;
        self.registry
            .explain(&may, person, t(at), None, None)
            .await
            .unwrap()
            .unwrap()
    }

    pub(crate) async fn status(&self, id: &str) -> CampaignStatus {
        let may = self.may("oskar", operation::SeeCampaign).await;
        self.registry
            .campaign_status(&may, id)
            .await
            .unwrap()
            .unwrap()
    }

    pub(crate) async fn messages(&self) -> Vec<Message> {
        let may = self.may("root", operation::SendMessages).await;
        let waiting = self.registry.messages(&may, 0, 10_000).await.unwrap();
        waiting
            .into_iter()
            .filter_map(|waiting| waiting.message)
            .collect()
    }
}

pub(crate) fn order(file: &str, recorded: Recorded) -> ImportOrder {
    ImportOrder {
        digest: Sha256::digest(file).into(),
        form: Form::Csv,
        recorded,
    }
}

pub(crate) fn new_campaign(
    registry: &Registry,
    id: &str,
    instrument: &str,
    quota: u32,
) -> NewCampaign {
    NewCampaign {
        id: id.to_owned(),
        order: "made-up order no. 1".to_owned(),
        regime: registry.regimes()[0].name().to_owned(),
        instrument: instrument.to_owned(),
        quotas: BTreeMap::from([("A".to_owned(), quota)]),
        window: Window {
            from: t("2023-04-01T00:00:00"),
            until: t("2023-07-16T00:00:00"),
        },
        appear: Appear::After {
            days: 10,
            time: jiff::civil::time(9, 0, 0, 0),
        },
        place: None,
    }
}

/// The roles of an account.
pub(crate) fn roles(of: &[Role]) -> BTreeSet<Role> {
    of.iter().copied().collect()
}
