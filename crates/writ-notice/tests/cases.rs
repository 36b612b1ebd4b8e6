//! What people are told in cases that were once told wrong: the sentence that was false, in every
//! language, and what stands in its place.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use writ_law::case::Case;
use writ_law::life::Life;
use writ_law::pack::{PackFile, PackText};
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;
use writ_law::tree::Tree;
use writ_notice::position::{Account, Force, Told, Voice};
use writ_notice::{Catalogue, Language, law};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A pack that is shipped, with the names that it brings.
fn pack(name: &str) -> PackText {
    let folder = root().join("regimes").join(name);
    let mut paths = vec!["regime.md".to_owned()];
    paths.extend(Language::ALL.map(|it| format!("locales/{it}.ftl")));
    let read = |path: String| {
        let text = fs::read_to_string(folder.join(&path)).ok()?;
        Some(PackFile { path, text })
    };
    PackText {
        name: name.to_owned(),
        files: paths.into_iter().filter_map(read).collect(),
    }
}

/// One point of a case, worked out.
struct Worked {
    pack: PackText,
    regime: Regime,
    case: Case,
    position: Value,
}

fn worked(regime: &str, case: &str, point: usize) -> Worked {
    let pack = pack(regime);
    let regime = Regime::read(&pack).unwrap_or_else(|findings| panic!("{findings:?}"));
    let path = root().join(format!("crates/writ-notice/tests/cases/{case}.json"));
    let case: Case = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let life = Life::bind(&regime, &case.person, &case.matter, &case.events).unwrap();
    let as_of = AsOf {
        at: case.ask[point].at,
        known_at: case.ask[point].known_at,
    };
    let position = serde_json::to_value(position(&regime, &life, as_of)).unwrap();
    Worked {
        pack,
        regime,
        case,
        position,
    }
}

impl Worked {
    fn told(&self, language: Language, voice: Voice) -> String {
        let account = Account {
            regime: &self.regime,
            catalogue: &Catalogue::with_pack(language, &self.pack).unwrap(),
            position: &Told::read(&self.position).unwrap(),
            matter: &self.case.matter,
            events: &self.case.events,
            force: Force::None,
            why_not: None,
        };
        account.tell(voice)
    }

    fn person(&self, language: Language) -> String {
        self.told(language, Voice::Person)
    }

    /// That the person is told some of these sentences, and none of those, in every language.
    fn says(&self, some: &[&str], none: &[&str]) {
        for language in Language::ALL {
            let text = self.person(language);
            for id in some {
                let said = sentence(language, id);
                assert!(text.contains(&said), "{language} lacks {said}:\n{text}");
            }
            for id in none {
                let said = sentence(language, id);
                assert!(!text.contains(&said), "{language} says {said}:\n{text}");
            }
        }
    }
}

/// A sentence as the catalogue has it, up to its first gap.
fn sentence(language: Language, id: &str) -> String {
    let of = |file| root().join(format!("crates/writ-notice/locales/{language}/{file}.ftl"));
    let text = ["position", "rules"].map(|file| fs::read_to_string(of(file)).unwrap());
    let text = text.concat();
    let found = text.lines().find_map(|line| {
        let (name, said) = line.split_once(" = ")?;
        (name == id).then(|| said.split('{').next().unwrap().to_owned())
    });
    let said = found.unwrap_or_else(|| panic!("{language}: no {id}"));
    assert!(said.len() > 5, "{language}: {id} begins with a gap");
    said
}

#[test]
fn the_version_that_governs_is_the_one_that_is_named() {
    // By the first version of the pack nobody is barred before service; by the second they are.
    let barred = worked("ru/437", "banned-unserved", 0);
    assert_eq!(barred.position["versions"], serde_json::json!(["2023-08"]));
    for language in Language::ALL {
        for voice in [Voice::Person, Voice::Court] {
            let text = barred.told(language, voice);
            assert!(text.contains("2023-08"), "{language}:\n{text}");
            assert!(!text.contains("2023-04"), "{language}:\n{text}");
        }
    }
    let four_days = worked("de/vwvfg-41", "posted-under-four-days", 0);
    let named = four_days.position["versions"].as_array().unwrap();
    let last = four_days.regime.tree().versions.last().unwrap();
    assert_eq!(named, &[Value::from(last.name.as_str())]);
    assert_ne!(four_days.regime.version(), last.name.as_str());
    let text = four_days.person(Language::English);
    assert!(text.contains(last.name.as_str()), "{text}");
}

#[test]
fn a_restriction_names_the_text_that_it_rests_on() {
    let barred = worked("ru/437", "banned-unserved", 0);
    let cites: Vec<&str> = barred.position["effects"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|effect| effect["answer"] == "yes")
        .flat_map(|effect| effect["because"]["readings"].as_object().unwrap().values())
        .flat_map(|reading| reading["cite"].as_array().unwrap())
        .map(|cite| cite.as_str().unwrap())
        .collect();
    assert!(!cites.is_empty());
    for language in Language::ALL {
        let text = barred.person(language);
        let law = sentence(language, "restricted-law");
        let line = text.lines().find(|line| line.contains(&law)).unwrap();
        for cite in &cites {
            assert!(line.contains(cite), "{language}: {line} lacks {cite}");
        }
    }
}

#[test]
fn that_nothing_runs_is_said_only_where_nothing_holds() {
    worked("ru/437", "banned-unserved", 0).says(
        &["served-not", "served-not-holds", "restricted-measure"],
        &["served-not-nothing"],
    );
}

#[test]
fn that_an_act_ends_what_is_restricted_is_said_only_where_it_does() {
    let late = worked("seed/000", "late-answer", 0);
    let duties = late.position["duties"].as_array().unwrap();
    assert!(duties.iter().any(|duty| duty["status"] == "open"));
    // An answer forbids further bans, and leaves the one on leaving the country as it is.
    let ends = serde_json::json!(["driving", "credit", "property"]);
    assert_eq!(duties[0]["ends"], ends, "{duties:?}");
    late.says(
        &["must-duty-ends-some"],
        &["must-duty-ends", "must-duty-ends-not"],
    );
    let mut exit = worked("seed/000", "late-answer", 0);
    let effects = exit.position["effects"].as_array_mut().unwrap();
    effects.retain(|effect| effect["measure"] == "exit");
    exit.says(
        &["must-duty-ends-not"],
        &["must-duty-ends", "must-duty-ends-some"],
    );
    // To appear closes a matter under every law.
    let barred = worked("guarded", "spent-claims", 0);
    assert_eq!(
        barred.position["duties"][0]["ends"],
        serde_json::json!(["exit"])
    );
    barred.says(
        &["must-duty-ends"],
        &["must-duty-ends-not", "must-duty-ends-some"],
    );
}

#[test]
fn the_day_of_service_is_told_beside_the_instant() {
    let expected = worked("ch/zpo-138", "expected-judgment", 0);
    let served = &expected.position["served"];
    assert_eq!(served["day"], "2025-03-11");
    assert_eq!(served["since"], "2025-03-12T00:00:00+01:00");
    expected.says(&["served-day"], &[]);
    let day = [
        (Language::English, "11 March 2025"),
        (Language::Russian, "11 марта 2025"),
        (Language::Ukrainian, "11 березня 2025"),
        (Language::German, "11. März 2025"),
        (Language::Finnish, "11. maaliskuuta 2025"),
    ];
    for (language, day) in day {
        for voice in [Voice::Person, Voice::Court] {
            let text = expected.told(language, voice);
            assert!(text.contains(day), "{language} lacks {day}:\n{text}");
        }
    }
}

#[test]
fn a_paper_asks_only_for_its_own_duties() {
    for point in [0, 1] {
        let called = worked("ua/driving", "called-up", point);
        let duties = called.position["duties"].as_array().unwrap();
        let names: Vec<&str> = duties
            .iter()
            .map(|it| it["duty"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["appear"]);
    }
    let decision = worked("ch/zpo-138", "expected-judgment", 0);
    assert_eq!(decision.position["duties"], serde_json::json!([]));
    decision.says(&["must-nothing"], &[]);
}

#[test]
fn only_what_the_law_would_hear_is_offered() {
    // Both were used up: the reason refused, the appearance judged not to have been.
    for case in ["spent-claims", "spent-claims-again"] {
        let spent = worked("guarded", case, 0);
        spent.says(&[], &["can-appearance", "can-non-receipt"]);
        let excuses = spent.position["open"]["excuses"].as_array().unwrap();
        assert!(
            excuses.iter().all(|it| it["excuse"] != "illness"),
            "{excuses:?}"
        );
    }
    // One that is undecided, and one that was accepted, is not asked for again.
    for point in [0, 1, 2] {
        let excused = worked("guarded", "excused-before", point);
        let excuses = excused.position["open"]["excuses"].as_array().unwrap();
        assert!(
            excuses.iter().all(|it| it["excuse"] != "illness"),
            "{excuses:?}"
        );
    }
    // What was handed over cannot be said not to have come.
    worked("de/vwvfg-41", "handed-over", 0).says(&[], &["can-non-receipt"]);
    // What is only presumed can.
    worked("de/vwvfg-41", "posted-under-four-days", 0).says(&["can-non-receipt"], &[]);
}

/// Every pack that is shipped, by its name.
fn packs() -> Vec<String> {
    let root = root().join("regimes");
    let mut folders = vec![root.clone()];
    let mut packs = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.ends_with("regime.md") {
                let name = path.parent().unwrap().strip_prefix(&root).unwrap();
                packs.push(name.to_str().unwrap().to_owned());
            }
        }
    }
    packs
}

/// What people meet by its name: papers, channels, stages, duties, what is restricted and why not.
fn names(tree: &Tree) -> Vec<String> {
    let lifecycles = tree.lifecycles.iter().flat_map(|it| &it.stages);
    let names = [
        tree.instruments
            .iter()
            .map(|it| &it.name)
            .collect::<Vec<_>>(),
        tree.categories.iter().map(|it| &it.name).collect(),
        tree.channels.iter().map(|it| &it.name).collect(),
        tree.channels
            .iter()
            .flat_map(|it| it.by.iter().chain(&it.to))
            .collect(),
        tree.facts
            .iter()
            .flat_map(|it| [&it.name, &it.from])
            .collect(),
        lifecycles.map(|it| &it.name).collect(),
        tree.duties.iter().map(|it| &it.name).collect(),
        tree.effects
            .iter()
            .flat_map(|it| [&it.measure, &it.asks])
            .collect(),
        tree.warnings.iter().map(|it| &it.name).collect(),
        tree.remedies.iter().map(|it| &it.name).collect(),
        tree.excuses.iter().map(|it| &it.name).collect(),
        tree.exceptions.iter().map(|it| &it.name).collect(),
        tree.sanctions.iter().map(|it| &it.name).collect(),
        tree.judgements.iter().map(|it| &it.name).collect(),
        tree.windows.iter().map(|it| &it.name).collect(),
    ];
    let names = names.concat().into_iter().map(|it| it.as_str().to_owned());
    let purposes = tree.effects.iter().map(|it| it.purpose.clone());
    names.chain(purposes).collect()
}

#[test]
fn no_word_of_a_shipped_pack_is_left_as_the_pack_writes_it() {
    let packs = packs();
    assert!(packs.len() > 15, "{packs:?}");
    let mut raw = Vec::new();
    for name in packs {
        let pack = pack(&name);
        let regime = Regime::read(&pack).unwrap();
        let known = names(regime.tree());
        for (language, marks) in [
            (Language::Russian, ['«', '»']),
            (Language::Ukrainian, ['«', '»']),
            (Language::German, ['„', '“']),
            (Language::Finnish, ['”', '”']),
        ] {
            let catalogue = Catalogue::with_pack(language, &pack).unwrap();
            // Texts, calendars and readings bear the names that the pack gives them.
            let own = ["cited", "days", "readings"];
            let said = law::explain(regime.tree(), &catalogue);
            for said in said.iter().filter(|it| !own.contains(&it.topic)) {
                for quoted in said.says.split(marks) {
                    if known.iter().any(|word| word == quoted) {
                        raw.push(format!("{name}, {language}: {quoted}: {}", said.says));
                    }
                }
            }
        }
    }
    assert!(raw.is_empty(), "{raw:#?}");
}

#[test]
fn one_channel_is_enough_for_a_warning() {
    let regime = Regime::read(&pack("guarded")).unwrap();
    for (language, and, or) in [
        (
            Language::English,
            "account and by post",
            "account or by post",
        ),
        (Language::Russian, " и по почте", " или по почте"),
        (Language::Ukrainian, " і поштою", " або поштою"),
        (Language::German, " und ", " oder "),
        (Language::Finnish, " ja ", " tai "),
    ] {
        let sentences = law::explain(regime.tree(), &Catalogue::new(language));
        let by = sentence(language, "warning-by");
        let warning = sentences.iter().find(|it| it.says.contains(&by));
        let says = &warning.unwrap().says;
        assert!(
            says.contains(or) && !says.contains(and),
            "{language}: {says}"
        );
    }
}
