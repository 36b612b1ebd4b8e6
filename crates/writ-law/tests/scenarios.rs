//! The words of the reports as cases: what each says, and what its pack then must answer.
//!
//! Every `scenarios/*.expect.json` is a test of its own, named after its row. It names a pack, the
//! words it takes from a report, and what must hold at which instant; the case stands beside it in
//! `*.case.json`, in the form that `writ position` reads.
//!
//! Besides what a row expects, every restriction found on the way must say why: a proof with a rule
//! that cites a text of the pack, and the event that served.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::Value;
use writ_law::case::{Case, Event};
use writ_law::check;
use writ_law::example;
use writ_law::life::Life;
use writ_law::pack::{PackFile, PackText};
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;
use writ_law::timeline::timeline;

/// The packs that are shipped.
const PACKS: &[&str] = &[
    "guarded", "seed/000", "seed/001", "seed/002", "seed/003", "seed/004", "seeds",
];

/// What a row of words leads to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    /// The row in a few words.
    name: String,
    /// What the report says, with its file.
    words: String,
    /// The pack.
    regime: String,
    /// Whose case it is, if not its own.
    case: Option<String>,
    /// Another case with the same timeline of effects.
    same_as: Option<String>,
    /// The reading in which they are the same; absent: in all.
    in_reading: Option<String>,
    /// Findings that keep the pack from a live registry.
    #[serde(default)]
    findings: Vec<String>,
    /// Assumptions that the pack must name.
    #[serde(default)]
    assumes: Vec<String>,
    expect: Vec<Expectation>,
}

/// What must hold at an instant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    at: Timestamp,
    known_at: Option<Timestamp>,
    /// `false`, `true`, or since when.
    served: Option<ServedWanted>,
    channel: Option<String>,
    eligible: Option<String>,
    /// By reading.
    stage: Option<BTreeMap<String, String>>,
    duty: Option<String>,
    status: Option<String>,
    status_not: Option<String>,
    /// How many duties the person has.
    duties: Option<usize>,
    /// One measure or several, between spaces.
    measure: Option<String>,
    answer: Option<String>,
    /// By reading: the answer in every alternative that takes it.
    readings: Option<BTreeMap<String, String>>,
    /// The reason, in words.
    why: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum ServedWanted {
    Whether(bool),
    Since(Timestamp),
}

fn main() {
    let arguments = Arguments::from_args();
    let trials = match trials() {
        Ok(trials) => trials,
        Err(why) => vec![Trial::test("scenarios", move || Err(why.into()))],
    };
    libtest_mimic::run(&arguments, trials).exit();
}

fn trials() -> Result<Vec<Trial>, String> {
    let mut stems: Vec<String> = fs::read_dir(folder())
        .map_err(|error| format!("{}: {error}", folder().display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".expect.json").map(str::to_owned))
        .collect();
    stems.sort();
    if stems.is_empty() {
        return Err(format!("{}: no scenario", folder().display()));
    }
    let packs = PACKS.iter().map(|name| {
        Ok(Trial::test(format!("examples of {name}"), || {
            examples(name, &page_of(name)).map_err(Failed::from)
        }))
    });
    let page = Trial::test("examples of docs/REGIME.md", || {
        let path = repository().join("docs/REGIME.md");
        examples("docs/REGIME.md", &path).map_err(Failed::from)
    });
    packs
        .chain([Ok(page)])
        .chain(stems.iter().map(|stem| trial(stem)))
        .collect()
}

/// Every example inside a pack holds.
fn examples(name: &str, page: &Path) -> Result<(), String> {
    let outcomes = example::run(&regime(name, page)?);
    let misses: Vec<String> = outcomes
        .iter()
        .flat_map(|outcome| outcome.misses.iter().map(move |miss| (&outcome.name, miss)))
        .map(|(example, miss)| format!("\"{example}\": {}", miss.text))
        .collect();
    match (outcomes.is_empty(), misses.is_empty()) {
        (true, _) => Err(format!("{name} has no example")),
        (_, true) => Ok(()),
        _ => Err(misses.join("\n")),
    }
}

fn trial(stem: &str) -> Result<Trial, String> {
    let scenario: Scenario = read(&folder().join(format!("{stem}.expect.json")))?;
    let name = format!("{stem} {}: {}", scenario.regime, scenario.name);
    let stem = stem.to_owned();
    Ok(Trial::test(name, move || {
        run(&stem, &scenario).map_err(Failed::from)
    }))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The page of a shipped pack.
fn page_of(name: &str) -> PathBuf {
    repository().join("regimes").join(name).join("regime.md")
}

fn regime(name: &str, page: &Path) -> Result<Regime, String> {
    let text = fs::read_to_string(page).map_err(|error| format!("{}: {error}", page.display()))?;
    let files = vec![PackFile {
        path: "regime.md".to_owned(),
        text,
    }];
    let pack = PackText {
        name: name.to_owned(),
        files,
    };
    Regime::read(&pack).map_err(|findings| {
        let said = findings.iter().map(|finding| {
            let (line, column) = pack.line_column(finding.span);
            format!("{name}:{line}:{column}: {}", finding.text)
        });
        said.collect::<Vec<_>>().join("\n")
    })
}

fn bind(regime: &Regime, stem: &str) -> Result<(Case, Life), String> {
    let case: Case = read(&folder().join(format!("{stem}.case.json")))?;
    let life = Life::bind(regime, &case.person, &case.matter, &case.events)
        .map_err(|error| format!("{stem}: {error}"))?;
    Ok((case, life))
}

fn run(stem: &str, scenario: &Scenario) -> Result<(), String> {
    if scenario.words.is_empty() {
        return Err("it does not say whose words it takes".to_owned());
    }
    let regime = regime(&scenario.regime, &page_of(&scenario.regime))?;
    let of = scenario.case.as_deref().unwrap_or(stem);
    let (case, life) = bind(&regime, of)?;
    if scenario.case.is_none() {
        same_points(&case, scenario)?;
    }
    let mut wrong = Vec::new();
    for wanted in &scenario.expect {
        let as_of = AsOf {
            at: wanted.at,
            known_at: wanted.known_at,
        };
        let got = serde_json::to_value(position(&regime, &life, as_of))
            .map_err(|error| error.to_string())?;
        for line in compare(wanted, &got)
            .into_iter()
            .chain(reasons(&regime, &case, &got))
        {
            wrong.push(format!("at {}: {line} (because {})", wanted.at, wanted.why));
        }
    }
    wrong.extend(promises(&regime, scenario));
    if let Some(other) = &scenario.same_as {
        let (_, twin) = bind(&regime, other)?;
        wrong.extend(differences(
            &regime,
            [&life, &twin],
            scenario.in_reading.as_deref(),
        ));
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n"))
    }
}

/// The case asks for exactly the points of which something is expected, so that running it by hand
/// shows what the test sees.
fn same_points(case: &Case, scenario: &Scenario) -> Result<(), String> {
    let asked: BTreeSet<_> = case.ask.iter().map(|ask| (ask.at, ask.known_at)).collect();
    let wanted: BTreeSet<_> = scenario
        .expect
        .iter()
        .map(|it| (it.at, it.known_at))
        .collect();
    if asked == wanted {
        Ok(())
    } else {
        Err("the case's `ask` and the points of `expect` are not the same".to_owned())
    }
}

fn compare(wanted: &Expectation, got: &Value) -> Vec<String> {
    let mut wrong = served(wanted, got);
    let mut same = |what: &str, wanted: &str, got: &Value| {
        if got != wanted {
            wrong.push(format!("{what} is {got}, not `{wanted}`"));
        }
    };
    if let Some(eligible) = &wanted.eligible {
        same("eligible", eligible, field(got, "eligible"));
    }
    let taken = wanted.stage.iter().flatten();
    for (reading, stage) in taken {
        for (name, now) in alternatives(field(got, "stage"), reading) {
            same(&format!("the stage as read \"{name}\""), stage, now);
        }
    }
    let measures = wanted
        .measure
        .iter()
        .flat_map(|measures| measures.split(' '));
    for measure in measures {
        let effect = list(got, "effects")
            .iter()
            .find(|it| field(it, "measure") == measure);
        let effect = effect.unwrap_or(&Value::Null);
        if let Some(answer) = &wanted.answer {
            same(measure, answer, field(effect, "answer"));
        }
        for (reading, answer) in wanted.readings.iter().flatten() {
            let taken = alternatives(field(effect, "readings"), reading);
            if taken.is_empty() {
                same(
                    &format!("{measure} as read \"{reading}\""),
                    answer,
                    &Value::Null,
                );
            }
            for (name, now) in taken {
                same(&format!("{measure} as read \"{name}\""), answer, now);
            }
        }
    }
    wrong.extend(duties(wanted, got));
    wrong
}

fn served(wanted: &Expectation, got: &Value) -> Vec<String> {
    let served = field(got, "served");
    let since = field(served, "since")
        .as_str()
        .and_then(|since| since.parse().ok());
    let as_wanted = match wanted.served {
        None => true,
        Some(ServedWanted::Whether(whether)) => whether != served.is_null(),
        Some(ServedWanted::Since(wanted)) => since == Some(wanted),
    };
    let mut wrong = Vec::new();
    if !as_wanted {
        wrong.push(format!("served is {served}, not {:?}", wanted.served));
    }
    if let Some(channel) = &wanted.channel
        && field(served, "channel") != channel.as_str()
    {
        wrong.push(format!("served is {served}, not by `{channel}`"));
    }
    wrong
}

fn duties(wanted: &Expectation, got: &Value) -> Vec<String> {
    let duties = list(got, "duties");
    let mut wrong = Vec::new();
    if let Some(count) = wanted.duties
        && duties.len() != count
    {
        wrong.push(format!("there are {} duties, not {count}", duties.len()));
    }
    let Some(name) = &wanted.duty else {
        return wrong;
    };
    let duty = duties
        .iter()
        .find(|duty| field(duty, "duty") == name.as_str());
    let status = duty.map_or("none", |duty| {
        field(duty, "status").as_str().unwrap_or_default()
    });
    if wanted
        .status
        .as_deref()
        .is_some_and(|wanted| wanted != status)
        || wanted.status_not.as_deref() == Some(status)
    {
        wrong.push(format!("the duty `{name}` is {status}"));
    }
    wrong
}

/// The values of the alternatives that take every reading named, joined with ` / `.
fn alternatives<'v>(by_alternative: &'v Value, readings: &str) -> Vec<(&'v str, &'v Value)> {
    let Value::Object(map) = by_alternative else {
        return Vec::new();
    };
    let takes = |name: &str| {
        let taken: Vec<&str> = name.split(" / ").collect();
        readings
            .split(" / ")
            .all(|reading| taken.contains(&reading))
    };
    map.iter()
        .filter(|(name, _)| takes(name))
        .map(|(name, value)| (name.as_str(), value))
        .collect()
}

/// Whatever is asserted has its reason: rules that cite texts of the pack, at least one of them a
/// source; the event that served; and something that ends it.
fn reasons(regime: &Regime, case: &Case, got: &Value) -> Vec<String> {
    let served: BTreeSet<&str> = case
        .events
        .iter()
        .filter(|event| serves(event, got))
        .map(|event| event.id.as_str())
        .collect();
    let asserted = list(got, "effects")
        .iter()
        .filter(|effect| field(effect, "answer") == "yes");
    let mut wrong = Vec::new();
    for effect in asserted {
        let measure = field(effect, "measure");
        let mut cited = BTreeSet::new();
        let mut events = BTreeSet::new();
        gather(field(effect, "because"), "cite", &mut cited);
        gather(field(effect, "because"), "events", &mut events);
        if !rests_on_texts(regime, &cited) {
            wrong.push(format!("{measure} is asserted, citing {cited:?}"));
        }
        if events.is_disjoint(&served) {
            wrong.push(format!(
                "{measure} is asserted without the event that served: {events:?}"
            ));
        }
        if list(effect, "ends_on").is_empty() {
            wrong.push(format!("{measure} is asserted and nothing ends it"));
        }
    }
    wrong
}

/// Whether citations name declared texts only, a source among them. A source with a file is cited
/// with it: `report (002.txt)`.
fn rests_on_texts(regime: &Regime, cited: &BTreeSet<&str>) -> bool {
    let tree = regime.tree();
    let sources = tree.sources.iter().map(|source| match &source.file {
        Some(file) => format!("{} ({file})", source.name),
        None => source.name.to_string(),
    });
    let sources: BTreeSet<String> = sources.collect();
    let assumed = |text: &str| tree.assumptions.iter().any(|it| it.name.as_str() == text);
    cited.iter().any(|text| sources.contains(*text))
        && cited
            .iter()
            .all(|text| sources.contains(*text) || assumed(text))
}

/// Whether an event is the one that served.
fn serves(event: &Event, got: &Value) -> bool {
    let served = field(got, "served");
    let since = field(served, "since")
        .as_str()
        .and_then(|since| since.parse().ok());
    let channel = field(served, "channel").as_str();
    event.channel.as_deref() == channel && since == Some(event.at.max(event.recorded_at))
}

/// Every text under a key, however deep.
fn gather<'v>(value: &'v Value, key: &str, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                match inner {
                    Value::Array(texts) if name == key => {
                        found.extend(texts.iter().filter_map(Value::as_str));
                    }
                    _ => gather(inner, key, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|inner| gather(inner, key, found)),
        _ => {}
    }
}

/// What the pack must be found wanting in, as far as there are checks for it yet, and what it must
/// say that it assumes.
fn promises(regime: &Regime, scenario: &Scenario) -> Vec<String> {
    let findings = regime.check();
    let exists = |code: &str| check::CHECKS.iter().any(|(known, _, _)| *known == code);
    let missing = scenario
        .findings
        .iter()
        .filter(|code| exists(code) && findings.iter().all(|finding| finding.code != **code))
        .map(|code| format!("the pack is not found wanting in {code}"));
    let assumed = &regime.tree().assumptions;
    let unsaid = scenario
        .assumes
        .iter()
        .filter(|name| {
            assumed
                .iter()
                .all(|assumption| assumption.name.as_str() != **name)
        })
        .map(|name| format!("the pack does not say that it assumes `{name}`"));
    missing.chain(unsaid).collect()
}

/// Where two lives do not have the same spells of the same effects.
fn differences(regime: &Regime, lives: [&Life; 2], reading: Option<&str>) -> Vec<String> {
    let [one, other] = lives.map(|life| timeline(regime, life, None));
    let mut wrong = Vec::new();
    for (place, alternative) in regime.alternatives().iter().enumerate() {
        let taken =
            reading.is_none_or(|reading| alternative.readings().iter().any(|it| it == reading));
        if taken && one.alternatives.get(place) != other.alternatives.get(place) {
            wrong.push(format!(
                "as read \"{}\" the timelines differ",
                alternative.name
            ));
        }
    }
    if reading.is_none() && one.answers != other.answers {
        wrong.push("the answers differ".to_owned());
    }
    wrong
}

fn field<'v>(value: &'v Value, key: &str) -> &'v Value {
    value.get(key).unwrap_or(&Value::Null)
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    field(value, key).as_array().map_or(&[], Vec::as_slice)
}
