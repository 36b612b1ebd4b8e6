//! What a run met, so that the comparison cannot go blind without anybody noticing.

use std::collections::BTreeMap;

use serde_json::Value;

/// Every thing that must come up, with how often it must in 20,000 cases.
const WANTED: &[(&str, u64)] = &[
    ("answer yes", 2_000),
    ("answer unknown", 2_000),
    ("answer no", 20_000),
    ("served", 10_000),
    ("served for the sender on another day", 200),
    ("stage closed", 1_000),
    ("stage void", 1_000),
    ("stage missed", 1_000),
    ("stage late", 1_000),
    ("stage last", 300),
    ("duty open", 2_000),
    ("duty met", 100),
    ("duty excused", 200),
    ("duty void", 500),
    ("sanction open", 300),
    ("sanction unknown", 100),
    ("sanction no", 2_000),
    ("follow any", 200),
    ("rule after=", 2_000),
    ("rule on-day=", 2_000),
    ("rule needs judged", 200),
    ("rule needs alerts", 200),
    ("rule needs attempts", 200),
    ("rule needs tried", 200),
    ("rule since=", 200),
    ("rule rebutted-by absence", 500),
    ("rule tolled-by", 500),
    ("rule first-contact", 200),
    ("rule window \"spring\"; ", 200),
    ("rule offers", 500),
    ("rule if-late", 200),
    ("rule from window", 100),
    ("rule from public-event", 100),
    ("rule from day", 100),
    ("rule warning", 500),
    ("rule remedy", 500),
    ("rule limit", 500),
    ("rule excuse \"illness\"", 500),
    ("rule claim non-receipt", 500),
    ("rule claim appearance", 500),
    ("rule exception", 500),
    ("rule sanction", 500),
    ("rule follow", 500),
    ("rule dispute", 500),
    ("rule decide-within (days)9", 200),
    ("rule when {", 500),
    ("rule voids=from-now", 500),
];

/// Counts of what was met.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    met: BTreeMap<&'static str, u64>,
}

impl Coverage {
    /// Notes a case: the text of its regime, and the engine's answers.
    pub(crate) fn note(&mut self, text: &str, answers: &[Value]) {
        for (name, _) in WANTED {
            let met = match name.strip_prefix("rule ") {
                Some(rule) => u64::from(text.contains(rule)),
                None => answers.iter().map(|answer| times(name, answer)).sum(),
            };
            *self.met.entry(name).or_default() += met;
        }
    }

    /// Adds what another share met.
    pub(crate) fn add(&mut self, other: &Self) {
        for (name, met) in &other.met {
            *self.met.entry(name).or_default() += met;
        }
    }

    /// What came up too seldom in so many cases.
    pub(crate) fn seldom(&self, cases: u64) -> Vec<String> {
        WANTED
            .iter()
            .filter_map(|(name, least)| {
                let met = self.met.get(name).copied().unwrap_or(0);
                let least = least * cases / 20_000;
                (met < least).then(|| format!("`{name}` came up {met} times, expected {least}"))
            })
            .collect()
    }

    /// All of it, in a line.
    pub(crate) fn line(&self) -> String {
        let counts = self.met.iter().map(|(name, met)| format!("{name}: {met}"));
        counts.collect::<Vec<_>>().join(", ")
    }
}

/// How often a thing comes up in an answer.
fn times(name: &str, answer: &Value) -> u64 {
    let (kind, word) = name.split_once(' ').unwrap_or((name, ""));
    let count = |list: &str, field: &str| {
        let entries = answer.get(list).and_then(Value::as_object);
        let found = entries
            .into_iter()
            .flatten()
            .filter(|(_, entry)| entry.get(field).and_then(Value::as_str) == Some(word));
        u64::try_from(found.count()).unwrap_or(0)
    };
    let served = answer.get("served").and_then(Value::as_object);
    match kind {
        "answer" => count("effects", "answer"),
        "duty" => count("duties", "status"),
        "sanction" => count("sanctions", "status"),
        "follow" => u64::from(
            answer
                .get("follows")
                .is_some_and(|list| list.as_array().is_some_and(|list| !list.is_empty())),
        ),
        "stage" => {
            let stages = answer.get("stage").and_then(Value::as_object);
            let found = stages
                .into_iter()
                .flatten()
                .filter(|(_, stage)| stage.as_str() == Some(word));
            u64::try_from(found.count()).unwrap_or(0)
        }
        "served" if word.is_empty() => u64::from(served.is_some()),
        _ => u64::from(served.is_some_and(|served| {
            served
                .get("sender")
                .is_some_and(|sender| Some(sender) != served.get("since"))
        })),
    }
}
