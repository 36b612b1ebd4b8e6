//! Papers that were issued to made-up people.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::{Value, json};
use writ_law::case::Case;
use writ_law::pack::PackText;
use writ_law::regime::Regime;
use writ_notice::notice::{Beside, Check, Drill, Issue, Notice, Office};
use writ_notice::position::Force;
use writ_notice::{Catalogue, Language};

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn regime(path: &str) -> Regime {
    let path = root().join(path);
    let file = path.file_name().unwrap().to_str().unwrap();
    let pack = PackText::of_file(file, file, &fs::read_to_string(&path).unwrap());
    Regime::read(&pack).unwrap_or_else(|findings| panic!("{file}: {findings:?}"))
}

const GUARDED: &str = "../../regimes/guarded/regime.md";
const SEEDS: &str = "../../regimes/seeds/regime.md";
const EVERYTHING: &str = "tests/packs/everything.kdl";

/// Something issued.
pub(crate) struct Paper {
    pub(crate) name: &'static str,
    pub(crate) regime: Regime,
    pub(crate) case: Case,
    pub(crate) order: Option<String>,
    pub(crate) force: Force,
    /// What the record of issuing commits to, worked out once.
    committed: OnceLock<BTreeMap<String, String>>,
}

fn case(instrument: &str, facts: &[&str]) -> Case {
    let fact = |name: &str, value: Value, recorded: &str, source: &str| {
        let at = recorded;
        json!({"fact": name, "value": value, "at": at, "recorded_at": at, "source": source})
    };
    let early = "2023-01-02T00:00:00Z";
    let all = [
        fact(
            "birth-date",
            "1998-05-02".into(),
            "2016-06-01T00:00:00Z",
            "civil-registry",
        ),
        fact(
            "sex",
            "male".into(),
            "2016-06-01T00:00:00Z",
            "civil-registry",
        ),
        fact("service", "none".into(), early, "military-register"),
        fact("fitness", "A".into(), early, "medical-board"),
        fact(
            "deferment",
            json!([]),
            "2023-04-02T00:00:00Z",
            "military-register",
        ),
        fact("account", "active".into(), early, "portal"),
        fact("address", "confirmed".into(), early, "civil-registry"),
        fact("region", "A".into(), early, "civil-registry"),
    ];
    let wanted = |it: &Value| facts.is_empty() || facts.contains(&it["fact"].as_str().unwrap());
    let facts: Vec<Value> = all.into_iter().filter(wanted).collect();
    serde_json::from_value(json!({
        "person": {"id": "MADE-UP-1", "facts": facts},
        "matter": {
            "id": "spring-made-up-1", "instrument": instrument,
            "issued_at": "2023-04-17T09:00:00+03:00",
            "appear_at": "2023-05-29T09:00:00+03:00", "place": "A-1", "region": "A",
        },
    }))
    .unwrap()
}

impl Paper {
    fn new(name: &'static str, pack: &str, instrument: &str, force: Force) -> Self {
        let some: &[&str] = if pack == EVERYTHING {
            &["birth-date", "sex", "deferment", "account"]
        } else {
            &[]
        };
        Self {
            name,
            regime: regime(pack),
            case: case(instrument, some),
            order: Some("Order 7 of the made-up authority".to_owned()),
            force,
            committed: OnceLock::new(),
        }
    }

    pub(crate) fn all() -> Vec<Self> {
        vec![
            Self::new("call-up", GUARDED, "call-up", Force::Live),
            Self::new("sandbox", GUARDED, "call-up", Force::Sandbox),
            Self::new("drill", GUARDED, "drill", Force::Sandbox),
            Self::new("reported", SEEDS, "call-up", Force::Sandbox),
            Self::new("every-word", EVERYTHING, "call-up", Force::Live),
        ]
    }

    pub(crate) fn named(name: &str) -> Self {
        let mut all = Self::all().into_iter();
        all.find(|it| it.name == name).unwrap()
    }

    pub(crate) fn has_pages(&self) -> bool {
        ["call-up", "drill"].contains(&self.name)
    }

    pub(crate) fn is_test(&self) -> bool {
        self.issue().is_test()
    }

    pub(crate) fn issue(&self) -> Issue<'_> {
        self.issue_of(&self.case)
    }

    pub(crate) fn issue_of<'a>(&'a self, case: &'a Case) -> Issue<'a> {
        Issue {
            regime: &self.regime,
            person: &case.person,
            matter: &case.matter,
            order: self.order.as_deref(),
            campaign: Some("spring"),
            force: self.force,
            drill: Drill::No,
        }
    }

    pub(crate) fn notice(&self, language: Language) -> Notice {
        let (office, check) = (office(), check(self));
        let beside = Beside {
            office: Some(&office),
            check: Some(&check),
            ..Beside::default()
        };
        Notice::of(&self.issue(), beside, Catalogue::shared(language)).unwrap()
    }
}

pub(crate) fn office() -> Office {
    Office {
        authority: "Made-up authority".to_owned(),
        name: "Made-up office A".to_owned(),
        post: Some("Made-Up Street 1\n00000 Made-Up Town".to_owned()),
        in_person: Some("Made-Up Street 1, room 4, 09:00–16:00".to_owned()),
        phone: Some("+00 555 0100, 09:00–12:00".to_owned()),
        e_mail: Some("office@made-up.invalid".to_owned()),
        portal: Some("https://made-up.invalid/notices".to_owned()),
        policy: Some("https://made-up.invalid/ledger/policy".to_owned()),
    }
}

pub(crate) fn check(paper: &Paper) -> Check {
    Check {
        ledger: "sandbox.invalid/made-up".to_owned(),
        place: Some(4711),
        witnessed_at: Some("2023-04-17T09:00:04+03:00".parse().unwrap()),
        committed: paper
            .committed
            .get_or_init(|| paper.issue().digests().unwrap())
            .clone(),
    }
}
