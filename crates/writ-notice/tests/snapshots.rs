//! Whole laws and whole accounts, word for word, in every language.
//!
//! `SNAPSHOTS=overwrite cargo test -p writ-notice` writes them anew.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use writ_law::case::Case;
use writ_law::life::Life;
use writ_law::pack::PackText;
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;
use writ_notice::position::{Account, Force, Told, Voice};
use writ_notice::{Catalogue, Language, law};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pack(path: &str) -> PackText {
    let path = root().join(path);
    let file = path.file_name().unwrap().to_str().unwrap();
    PackText::of_file(file, file, &fs::read_to_string(&path).unwrap())
}

fn regime(path: &str) -> Regime {
    Regime::read(&pack(path)).unwrap_or_else(|findings| panic!("{path}: {findings:?}"))
}

const GUARDED: &str = "../../regimes/guarded/regime.md";
const SEEDS: &str = "../../regimes/seeds/regime.md";
const EVERYTHING: &str = "tests/packs/everything.kdl";

/// Holds a text against the one that was written down.
#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the test says so in its surroundings"
)]
fn hold(name: &str, text: &str, wrong: &mut Vec<PathBuf>) {
    let path = root().join("tests/snapshots").join(name);
    if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    if fs::read_to_string(&path).ok().as_deref() != Some(text) {
        wrong.push(path);
    }
}

/// Nothing is left open, and the letters are those of the language.
fn sound(language: Language, text: &str) {
    for line in text.lines() {
        assert!(
            !line.contains("{$") && !line.contains("{ $"),
            "{language}: {line}"
        );
        assert!(!line.contains('{'), "{language}: {line}");
    }
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    let (cyrillic, other): (Vec<char>, Vec<char>) =
        letters.partition(|letter| ('\u{400}'..='\u{52f}').contains(letter));
    match language {
        // The words of the pack and its sources stay in its own language.
        Language::Russian | Language::Ukrainian => {
            assert!(
                cyrillic.len() > other.len(),
                "{language}: {}",
                cyrillic.len()
            );
        }
        Language::English | Language::German | Language::Finnish => {
            assert!(cyrillic.is_empty(), "{language}: {cyrillic:?}");
        }
    }
    if language == Language::Ukrainian {
        for letter in "ыэъё".chars() {
            assert!(!text.contains(letter), "{language}: {letter}");
        }
    }
}

#[test]
fn laws_are_told_in_every_language() {
    let mut wrong = Vec::new();
    for (name, path) in [
        ("guarded", GUARDED),
        ("seeds", SEEDS),
        ("everything", EVERYTHING),
    ] {
        let regime = regime(path);
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            let sentences = law::explain(regime.tree(), &catalogue);
            let page = law::page(&regime, &catalogue, &sentences);
            let own: String = sentences
                .iter()
                .filter(|sentence| sentence.topic != "cited")
                .map(|sentence| format!("{}\n", sentence.says))
                .collect();
            sound(language, &own);
            hold(&format!("{name}/law.{language}.txt"), &page, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "not as written down: {wrong:#?}");
}

fn fact(name: &str, value: Value, recorded: &str, source: &str) -> Value {
    json!({"fact": name, "value": value, "at": recorded, "recorded_at": recorded, "source": source})
}

fn facts() -> Vec<Value> {
    let early = "2023-01-02T00:00:00Z";
    vec![
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
    ]
}

fn event(id: &str, kind: &str, at: &str, more: &Value) -> Value {
    let at = format!("{at}:00+03:00");
    let mut event = json!({"id": id, "kind": kind, "at": at, "recorded_at": at});
    for (name, value) in more.as_object().unwrap() {
        event[name] = value.clone();
    }
    event
}

/// Posted, opened, missed, warned, barred from leaving, and told of it.
fn barred() -> Vec<Value> {
    let portal = json!({"channel": "portal"});
    let imposed = json!({"effect": "exit", "outcome": "imposed", "by": "officer-7"});
    vec![
        event("e1", "posted", "2023-04-17T10:00", &portal),
        event("e2", "opened", "2023-04-25T19:40", &portal),
        event("e3", "warned", "2023-05-30T11:00", &portal),
        event(
            "e4",
            "warned",
            "2023-05-30T11:00",
            &json!({"channel": "post"}),
        ),
        event("e5", "decided", "2023-06-14T10:00", &imposed),
        event(
            "e6",
            "told",
            "2023-06-14T10:05",
            &json!({"channel": "portal", "effect": "exit"}),
        ),
    ]
}

struct Kind {
    name: &'static str,
    pack: &'static str,
    instrument: &'static str,
    facts: Vec<Value>,
    events: Vec<Value>,
    at: &'static str,
    why_not: Option<&'static str>,
}

impl Kind {
    fn new(name: &'static str, pack: &'static str, events: Vec<Value>, at: &'static str) -> Self {
        let (instrument, facts, why_not) = ("call-up", facts(), None);
        Self {
            name,
            pack,
            instrument,
            facts,
            events,
            at,
            why_not,
        }
    }
}

const JUNE: &str = "2023-06-16T12:00:00+03:00";

/// One position of each kind that is worth telling.
fn kinds() -> Vec<Kind> {
    let may = "2023-05-02T12:00:00+03:00";
    let mut drill = Kind::new("drill", GUARDED, barred()[..1].to_vec(), JUNE);
    drill.instrument = "drill";
    let mut unknown = Kind::new("unknown", GUARDED, barred(), JUNE);
    unknown.facts.remove(3);
    let mut too_old = Kind::new("too-old", GUARDED, barred(), JUNE);
    let recorded = "2016-06-01T00:00:00Z";
    too_old.facts[0] = fact(
        "birth-date",
        "1970-05-02".into(),
        recorded,
        "civil-registry",
    );
    let mut why_not = Kind::new("why-not", GUARDED, barred(), JUNE);
    why_not.why_not = Some("driving");
    let e_mail = json!({"channel": "e-mail"});
    let wrong_post = event("e1", "posted", "2023-04-17T10:00", &e_mail);
    let mut kinds = vec![
        Kind::new("barred", GUARDED, barred(), JUNE),
        Kind::new("served", GUARDED, barred()[..2].to_vec(), may),
        Kind::new("unserved", GUARDED, vec![wrong_post], may),
        Kind::new("disagreeing", SEEDS, barred()[..2].to_vec(), JUNE),
        drill,
        unknown,
        too_old,
        why_not,
        defaulted(),
    ];
    kinds.extend(relieved());
    kinds
}

/// What the person did about it, or the authority.
fn relieved() -> Vec<Kind> {
    let also = |name, kinds: &[&str], more: Value| {
        let mut events = barred();
        for kind in kinds {
            let id = format!("e{}", events.len() + 1);
            events.push(event(&id, kind, "2023-06-15T09:00", &more));
        }
        Kind::new(name, GUARDED, events, JUNE)
    };
    let objection = json!({"effect": "exit", "remedy": "objection"});
    let urgent = json!({"excuse": "urgent"});
    vec![
        also("appeared", &["appeared"], json!({})),
        also("withdrawn", &["withdrawn"], json!({})),
        also("objected", &["objected"], objection),
        also("excused", &["excuse-claimed"], json!({"excuse": "illness"})),
        also("excepted", &["excuse-claimed", "excuse-accepted"], urgent),
        also("came-unrecorded", &["appearance-claimed"], json!({})),
    ]
}

/// Far gone under a law that knows punishments and further papers.
fn defaulted() -> Kind {
    let dispatched = event(
        "e0",
        "dispatched",
        "2023-04-17T09:30",
        &json!({"channel": "portal"}),
    );
    let post = event(
        "e1",
        "posted",
        "2023-04-17T10:00",
        &json!({"channel": "post"}),
    );
    let handed = event(
        "e2",
        "delivered",
        "2023-04-25T19:40",
        &json!({"channel": "post"}),
    );
    let again = event(
        "e3",
        "absent",
        "2023-04-18T10:00",
        &json!({"channel": "post", "attempt": 1}),
    );
    let events = vec![dispatched, post, again, handed];
    let mut defaulted = Kind::new("defaulted", EVERYTHING, events, "2023-06-24T12:00:00+03:00");
    let keep = ["birth-date", "sex", "deferment", "account"];
    defaulted
        .facts
        .retain(|fact| keep.contains(&fact["fact"].as_str().unwrap()));
    defaulted
}

/// A position that was worked out, to be told many times.
struct Ready {
    name: &'static str,
    regime: Regime,
    case: Case,
    told: Told,
    why_not: Option<&'static str>,
}

/// Works out the positions of some kinds.
fn ready(wanted: impl Fn(&Kind) -> bool) -> Vec<Ready> {
    let packs = [GUARDED, SEEDS, EVERYTHING];
    let regimes = packs.map(regime);
    let kinds = kinds().into_iter().filter(|kind| wanted(kind));
    kinds
        .map(|kind| {
            let place = packs.iter().position(|pack| *pack == kind.pack).unwrap();
            work_out(&kind, regimes[place].clone())
        })
        .collect()
}

fn work_out(kind: &Kind, regime: Regime) -> Ready {
    let case: Case = serde_json::from_value(json!({
        "person": {"id": "MADE-UP-1", "facts": kind.facts},
        "matter": {
            "id": "m1", "instrument": kind.instrument, "issued_at": "2023-04-17T09:00:00+03:00",
            "appear_at": "2023-05-29T09:00:00+03:00", "place": "A-1", "region": "A",
        },
        "events": kind.events,
        "ask": [],
    }))
    .unwrap();
    let life = Life::bind(&regime, &case.person, &case.matter, &case.events).unwrap();
    let at = kind.at.parse().unwrap();
    let position = position(&regime, &life, AsOf { at, known_at: None });
    let told = Told::read(&serde_json::to_value(&position).unwrap()).unwrap();
    drop(position);
    let (name, why_not) = (kind.name, kind.why_not);
    Ready {
        name,
        regime,
        case,
        told,
        why_not,
    }
}

fn tell(ready: &Ready, catalogue: &Catalogue, voice: Voice) -> String {
    let account = Account {
        regime: &ready.regime,
        catalogue,
        position: &ready.told,
        matter: &ready.case.matter,
        events: &ready.case.events,
        force: Force::None,
        why_not: ready.why_not,
    };
    account.tell(voice)
}

#[test]
fn positions_are_told_to_the_person_in_every_language() {
    let mut wrong = Vec::new();
    for ready in ready(|_| true) {
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            let text = tell(&ready, &catalogue, Voice::Person);
            sound(language, &text);
            // That it has no force stands before all else.
            let first = text.lines().next().unwrap();
            assert!(!first.contains(ready.regime.name()), "{language}: {first}");
            let name = format!("{}/person.{language}.txt", ready.name);
            hold(&name, &text, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "not as written down: {wrong:#?}");
}

#[test]
fn positions_are_told_to_a_court_in_every_language() {
    let mut wrong = Vec::new();
    let asked = ["barred", "withdrawn", "unknown", "unserved", "why-not"];
    for mut ready in ready(|kind| asked.contains(&kind.name)) {
        if ready.name != "barred" {
            ready.why_not = Some(ready.why_not.unwrap_or("exit"));
        }
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            let text = tell(&ready, &catalogue, Voice::Court);
            assert!(!text.contains('{'), "{language}: {text}");
            let name = format!("{}/court.{language}.txt", ready.name);
            hold(&name, &text, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "not as written down: {wrong:#?}");
}

#[test]
fn a_pack_names_its_own_things_and_rewords_no_sentence() {
    let mut pack = pack(SEEDS);
    let locale = |text: &str| writ_law::pack::PackFile {
        path: "locales/ru.ftl".to_owned(),
        text: text.to_owned(),
    };
    pack.files
        .push(locale("name-measure-exit = пересечение границы\n"));
    let catalogue = Catalogue::with_pack(Language::Russian, &pack).unwrap();
    let sentences = law::explain(regime(SEEDS).tree(), &catalogue);
    assert!(
        sentences
            .iter()
            .any(|it| it.says.contains("пересечение границы"))
    );
    for wrong in [
        "force-none = Это повестка.\n",
        "name-measure-exit = { $measure }\n",
        "name-measure-exit\n",
    ] {
        pack.files.pop();
        pack.files.push(locale(wrong));
        assert!(
            Catalogue::with_pack(Language::Russian, &pack).is_err(),
            "{wrong}"
        );
    }
}
