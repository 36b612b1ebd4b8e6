use std::sync::Arc;

use writ_law::live::LiveRegime;
use writ_law::regime::Regime;
use writ_law::truth::Truth;
use writ_store::{MemoryStore, Store};

use crate::made_up::{Dice, World, account, pack, roles, t};
use crate::*;

fn founding(regimes: &[&str]) -> Founding {
    Founding {
        regimes: regimes.iter().map(|name| pack(name)).collect(),
        zone: None,
        first: account("root", &[Role::Operator], None),
        watch: Watch::default(),
    }
}

async fn found(founding: Founding) -> Result<Ruling<Registry>, RegistryError> {
    let dice = Arc::new(Dice::seeded(1));
    let key = MasterKey::generate(&*dice).unwrap();
    let now = t("2023-04-01T08:00:00");
    Registry::found(Arc::new(MemoryStore::new()), dice, &key, founding, now).await
}

/// Made-up witnesses: their keys stand for nobody.
fn policy(quorum: &str) -> String {
    use writ_ledger::note::{KeyKind, KeyName, SigningKey};
    let witness = |name: &str, seed| {
        let key = KeyName::new(&format!("{name}.example")).unwrap();
        let key = SigningKey::from_seed(key, KeyKind::Cosignature, &[seed; 32]).unwrap();
        format!("witness {name} {}\n", key.verifier())
    };
    let witnesses =
        [("court", 1), ("bar", 2), ("press", 3)].map(|(name, seed)| witness(name, seed));
    format!(
        "{}group two 2 court bar press\nquorum {quorum}\n",
        witnesses.concat()
    )
}

async fn found_live(watch: Watch) -> Ruling<Registry> {
    let guarded = pack("guarded");
    let live = LiveRegime::of(Regime::read(&guarded).unwrap()).unwrap();
    let founding = LiveFounding {
        regimes: vec![(&live, &guarded)],
        zone: None,
        first: account("root", &[Role::Operator], None),
        watch,
    };
    let dice = Arc::new(Dice::seeded(1));
    let key = MasterKey::generate(&*dice).unwrap();
    let now = t("2023-04-01T08:00:00");
    let store = Arc::new(MemoryStore::new());
    Registry::found_live(store, dice, &key, founding, now)
        .await
        .unwrap()
}

/// The careful pack passes the rights floor; what else is wanting is somebody to witness.
#[tokio::test]
async fn a_live_registry_waits_for_its_witnesses() {
    let live = "register.example/ledger/2027a";
    let cases = [
        (Some(live), None, "no-witnesses", "nobody watches"),
        (
            None,
            Some(policy("two")),
            "no-origin",
            "its ledger has no name",
        ),
        (
            Some("sandbox.invalid/x"),
            Some(policy("two")),
            "sandbox-origin",
            "its ledger has the name of a sandbox's",
        ),
        (
            Some(live),
            Some(policy("none")),
            "lone-witness",
            "nobody is asked",
        ),
        (
            Some(live),
            Some(policy("court")),
            "lone-witness",
            "one alone is asked",
        ),
        (
            Some(live),
            Some(policy("nobody")),
            "witness-policy",
            "nobody known is asked",
        ),
        (
            Some("with space"),
            Some(policy("two")),
            "origin",
            "no ledger can be called that",
        ),
    ];
    for (origin, witnesses, ground, why) in cases {
        let origin = origin.map(str::to_owned);
        let refusal = found_live(Watch { origin, witnesses }).await.unwrap_err();
        assert!(refusal.has(ground), "{why}: {refusal}");
    }
    let watch = Watch {
        origin: Some(live.to_owned()),
        witnesses: Some(policy("two")),
    };
    let registry = found_live(watch).await.unwrap();
    assert_eq!(registry.kind(), Kind::Live);
    assert_eq!(registry.origin(), live);
    let genesis = registry.published().await.unwrap();
    assert_eq!(genesis.len(), 1);
    assert!(genesis[0].content.contains(r#""kind":"live""#));
}

#[tokio::test]
async fn a_sandbox_names_its_ledger_so() {
    for (given, named) in [
        (Some("trial"), "sandbox.invalid/trial"),
        (Some("sandbox.invalid/trial"), "sandbox.invalid/trial"),
    ] {
        let mut founding = founding(&["seed/002"]);
        founding.watch.origin = given.map(str::to_owned);
        let registry = found(founding).await.unwrap().unwrap();
        assert_eq!(registry.origin(), named);
    }
    let unnamed = found(founding(&["seed/002"])).await.unwrap().unwrap();
    assert!(unnamed.origin().starts_with("sandbox.invalid/"));
}

#[tokio::test]
async fn a_founding_that_makes_no_sense_is_refused_with_its_ground() {
    let refused = async |founding| {
        found(founding).await.unwrap().unwrap_err().grounds[0]
            .code
            .clone()
    };
    assert_eq!(refused(founding(&[])).await, "no-regime");
    assert_eq!(
        refused(founding(&["seed/002", "seed/002"])).await,
        "regime-twice"
    );
    let mut nowhere = founding(&["seed/002"]);
    nowhere.zone = Some("Europe/Nowhere".to_owned());
    assert_eq!(refused(nowhere).await, "zone");
    let mut alone = founding(&["seed/002"]);
    alone.first.roles = roles(&[Role::Officer]);
    assert_eq!(refused(alone).await, "first-officer");
    let mut broken = founding(&["seed/002"]);
    broken.regimes[0].files[0].text = "```writ\nregime\n```\n".to_owned();
    assert!(!refused(broken).await.is_empty());
}

#[tokio::test]
async fn a_registry_opens_only_with_its_own_key() {
    let world = World::of("seed/002").await;
    let chance: Arc<Dice> = Arc::new(Dice::seeded(9));
    let open = |key| {
        let (store, chance) = (Arc::clone(&world.store), chance.clone());
        async move { Registry::open(store, chance, &key).await }
    };
    let again = open(world.key.clone()).await.unwrap();
    assert_eq!(again.kind(), Kind::Sandbox);
    assert_eq!(
        again.regimes()[0].digest(),
        world.registry.regimes()[0].digest()
    );
    assert!(
        again
            .permit("olga", operation::OpenCampaign)
            .await
            .unwrap()
            .is_ok()
    );
    let other = MasterKey::generate(&*chance).unwrap();
    assert!(matches!(open(other).await, Err(RegistryError::WrongKey)));
}

#[tokio::test]
async fn a_registry_is_founded_once_and_not_opened_before() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let dice = Arc::new(Dice::seeded(1));
    let key = MasterKey::generate(&*dice).unwrap();
    let open = Registry::open(Arc::clone(&store), dice.clone(), &key).await;
    assert!(matches!(open, Err(RegistryError::NotFounded)));
    let now = t("2023-04-01T08:00:00");
    let first = founding(&["seed/002"]);
    Registry::found(Arc::clone(&store), dice.clone(), &key, first, now)
        .await
        .unwrap()
        .unwrap();
    let again = founding(&["seed/001"]);
    let again = Registry::found(store, dice, &key, again, now).await;
    assert!(matches!(again, Err(RegistryError::Founded)));
}

/// Every operation × every role, as a table that is read and not computed.
#[test]
fn the_roles_that_may() {
    let expected = [
        ("add officers", "operator"),
        ("import the register", "registrar"),
        ("update facts", "registrar"),
        ("answer requests", "registrar officer"),
        ("open campaigns", "officer"),
        ("list candidates", "officer"),
        ("commit to a list", "officer"),
        ("draw", "officer"),
        ("approve campaigns", "approver"),
        ("issue notices", "officer"),
        ("withdraw campaigns", "officer approver"),
        ("review withdrawals", "approver"),
        ("see campaigns", "officer approver oversight"),
        ("record events", "officer"),
        ("record outages", "officer operator"),
        ("see the docket", "officer approver"),
        ("read the feed", "system"),
        ("ask questions", "desk"),
        ("manage callbacks", "desk"),
        ("explain positions", "officer approver oversight"),
        ("see who looked", "oversight"),
        ("see aggregates", "oversight"),
        ("send messages", "operator"),
        ("see their own file", "person delegate"),
        ("act in their own file", "person delegate"),
        ("appoint delegates", "person"),
        (
            "see what is public",
            "registrar officer approver operator oversight system desk person delegate anybody",
        ),
    ];
    let words = |row: &Row| {
        row.who
            .iter()
            .map(|who| who.word())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let rows: Vec<_> = MATRIX.iter().map(|row| (row.name, words(row))).collect();
    let expected = expected.map(|(name, who)| (name, who.to_owned()));
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn an_officer_without_the_role_gets_no_permit() {
    let world = World::of("seed/002").await;
    let refused = async |name| {
        world
            .registry
            .permit(name, operation::ApproveCampaign)
            .await
            .unwrap()
            .is_err()
    };
    for name in ["root", "rita", "olga", "oskar", "exit", "nobody"] {
        assert!(refused(name).await, "{name}");
    }
    assert!(!refused("anna").await);
    let asked = world
        .registry
        .permit("olga", operation::AskQuestion)
        .await
        .unwrap();
    assert!(asked.unwrap_err().has("not-permitted"));
}

#[tokio::test]
async fn an_account_that_makes_no_sense_is_refused_with_its_ground() {
    let world = World::of("seed/002").await;
    let permit = world.may("root", operation::AddOfficer).await;
    let now = t("2023-04-02T08:00:00");
    let refused = async |new| {
        let added = world.registry.add_officer(&permit, new, now).await.unwrap();
        added.unwrap_err().grounds[0].code.clone()
    };
    let desk = Some(("exit", "leaving the country"));
    assert_eq!(
        refused(account("olga", &[Role::Officer], None)).await,
        "officer-exists"
    );
    assert_eq!(
        refused(account("a b", &[Role::Officer], None)).await,
        "officer-name"
    );
    assert_eq!(refused(account("new", &[], None)).await, "no-role");
    assert_eq!(
        refused(account("new", &[Role::Desk], None)).await,
        "desk-without-purpose"
    );
    assert_eq!(
        refused(account("new", &[Role::Officer], desk)).await,
        "not-a-desk"
    );
    assert_eq!(
        refused(account("new", &[Role::Desk, Role::Officer], desk)).await,
        "desk-alone"
    );
    let curious = Some(("exit", "curiosity"));
    assert_eq!(
        refused(account("new", &[Role::Desk], curious)).await,
        "unknown-purpose"
    );
    assert_eq!(world.registry.officers(&permit).await.unwrap().len(), 9);
}

#[tokio::test]
async fn nobody_is_legible_in_the_store() {
    let world = World::of("seed/002").await;
    world
        .import(
            &crate::made_up::rows("made-up-77", &crate::made_up::man()),
            "2023-04-02T08:00:00",
        )
        .await;
    assert_eq!(
        world
            .ask("exit", "made-up-77", "2023-04-03T08:00:00")
            .await
            .answer,
        Truth::No
    );
    let text = format!("{:?}", world.store);
    for word in ["made-up-77", "1998-05-02"] {
        let bytes = format!("{:?}", word.as_bytes());
        assert!(
            !text.contains(word) && !text.contains(bytes.trim_matches(['[', ']'])),
            "{word}"
        );
    }
}

#[tokio::test]
async fn a_founding_that_was_changed_does_not_open() {
    let world = World::of("seed/002").await;
    let text = world.store.founding("founding").await.unwrap().unwrap();
    let text = String::from_utf8(text).unwrap();
    for (was, is) in [
        ("sandbox", "live"),
        ("Europe/Moscow", "Europe/Berlin"),
        ("operator", "registrar"),
        ("portal", "post"),
        (r#""v":2"#, r#""v":3"#),
    ] {
        assert!(text.contains(was), "{was}");
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let changed = text.replacen(was, is, 1).into_bytes();
        store.found("founding", changed).await.unwrap();
        let opened = Registry::open(store, Arc::new(Dice::seeded(9)), &world.key).await;
        let damaged = matches!(opened, Err(RegistryError::Damaged { .. }));
        assert!(damaged, "{was} to {is}: {opened:?}");
    }
}
