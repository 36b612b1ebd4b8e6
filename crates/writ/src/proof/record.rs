//! What a proof shows to have been posted, read as strictly as a registry writes it. A file proves
//! bytes; that two people read the same in them is ensured here.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};
use thiserror::Error;
use writ_law::canonical;
use writ_ledger::entry::Leaf;
use writ_ledger::posting::Shown;

/// The form of what an act's entry commits to.
const ACT: &str = "writ/record/1";
/// The forms of what is published, whose entries have no key.
const PUBLISHED: [&str; 5] = [
    "writ/genesis/1",
    "writ/draw/1",
    "writ/draw-reveal/1",
    "writ/draw-result/1",
    "writ/aggregates/1",
];

/// A record that says one thing, and says it of this ledger.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Record {
    pub(super) value: Value,
    /// When it says that it was recorded; what is published says no such thing.
    pub(super) claimed: Option<Timestamp>,
}

/// Why what was posted cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum NoRecord {
    #[error("what was posted is no JSON: {0}")]
    NotJson(String),
    #[error(
        "what was posted is not in the one form of its JSON (RFC 8785) to which a registry \
         commits: another program could read something else in it"
    )]
    Loose,
    #[error(
        "the number {0} in what was posted is not whole, or so large that some programs round it"
    )]
    Number(String),
    #[error("what was posted has no `form`, which every record of a registry has")]
    NoForm,
    #[error("what was posted is of the form `{0}`, which this program does not know")]
    Form(String),
    #[error("the form `{form}` is none of {class}")]
    Class { form: String, class: &'static str },
    #[error("what was posted is no `{form}`: {why}")]
    Members { form: String, why: String },
    #[error("what was posted says that it is of the ledger `{said}`, and lies in `{lies}`")]
    OtherRegistry { said: String, lies: String },
    #[error("the time that it claims in `{member}` cannot be read: `{said}`")]
    Time { member: &'static str, said: String },
}

/// The members of the record of an act.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    before: Option<String>,
    entry: Map<String, Value>,
    family: String,
    #[serde(rename = "form")]
    _form: String,
    number: u64,
    recorded_at: String,
    registry: String,
    stream: String,
}

impl Record {
    /// Reads what a file shows.
    pub(super) fn read(shown: &Shown) -> Result<Self, NoRecord> {
        Self::of(&shown.record, shown.leaf, shown.origin.as_str())
    }

    fn of(bytes: &[u8], leaf: Leaf, origin: &str) -> Result<Self, NoRecord> {
        let value: Value =
            serde_json::from_slice(bytes).map_err(|why| NoRecord::NotJson(why.to_string()))?;
        // A member that is said twice, a number in another spelling, a blank: all fall out here.
        if canonical::json(&value).as_bytes() != bytes {
            return Err(NoRecord::Loose);
        }
        if let Some(number) = inexact(&value) {
            return Err(NoRecord::Number(number.to_string()));
        }
        let form = value.get("form").and_then(Value::as_str);
        let form = form.ok_or(NoRecord::NoForm)?.to_owned();
        let is_published = PUBLISHED.contains(&form.as_str());
        if form != ACT && !is_published {
            return Err(NoRecord::Form(form));
        }
        let claimed = match leaf {
            Leaf::Act { .. } if is_published => {
                let class = "an act, which has a key";
                return Err(NoRecord::Class { form, class });
            }
            Leaf::Public { .. } if !is_published => {
                let class = "something published, which has no key";
                return Err(NoRecord::Class { form, class });
            }
            Leaf::Act { .. } => Some(act(&value, form, origin)?),
            Leaf::Public { .. } => {
                published(&value, origin)?;
                None
            }
        };
        Ok(Self { value, claimed })
    }
}

/// A number that not every program reads as the same.
fn inexact(value: &Value) -> Option<&serde_json::Number> {
    const MOST: u64 = (1 << 53) - 1;
    match value {
        Value::Number(number) => {
            let is_exact = number
                .as_i64()
                .is_some_and(|number| number.unsigned_abs() <= MOST);
            (!is_exact).then_some(number)
        }
        Value::Array(values) => values.iter().find_map(inexact),
        Value::Object(members) => members.values().find_map(inexact),
        Value::Null | Value::Bool(_) | Value::String(_) => None,
    }
}

/// When the record of an act says that it was recorded.
fn act(value: &Value, form: String, origin: &str) -> Result<Timestamp, NoRecord> {
    let members = Members::deserialize(value);
    let members = match members {
        Ok(members) => members,
        Err(why) => {
            let why = why.to_string();
            return Err(NoRecord::Members { form, why });
        }
    };
    let is_hash = |text: &str| {
        let digit = |letter: u8| matches!(letter, b'0'..=b'9' | b'a'..=b'f');
        text.len() == 64 && text.bytes().all(digit)
    };
    let wrong = if members.number == 0 {
        Some("`number` counts from 1")
    } else if members.family.is_empty() {
        Some("`family` is empty")
    } else if !is_hash(&members.stream) {
        Some("`stream` is no hash in hexadecimal")
    } else if members.before.as_deref().is_some_and(|it| !is_hash(it)) {
        Some("`before` is no hash in hexadecimal")
    } else if members.before.is_some() == (members.number == 1) {
        Some("the first of a stream, and no other, has no `before`")
    } else if members.entry.is_empty() {
        Some("`entry` says nothing")
    } else {
        None
    };
    if let Some(why) = wrong {
        let why = why.to_owned();
        return Err(NoRecord::Members { form, why });
    }
    same_ledger(&members.registry, origin)?;
    instant("recorded_at", &members.recorded_at)
}

/// What is published need not say of which ledger it is; if it does, it is this one.
fn published(value: &Value, origin: &str) -> Result<(), NoRecord> {
    let word = |name: &str| value.get(name).and_then(Value::as_str);
    for name in ["origin", "registry"] {
        if let Some(said) = word(name) {
            same_ledger(said, origin)?;
        }
    }
    for name in ["founded_at", "committed_at"] {
        if let Some(said) = word(name) {
            instant(name, said)?;
        }
    }
    Ok(())
}

fn same_ledger(said: &str, lies: &str) -> Result<(), NoRecord> {
    if said == lies {
        return Ok(());
    }
    let (said, lies) = (said.to_owned(), lies.to_owned());
    Err(NoRecord::OtherRegistry { said, lies })
}

fn instant(member: &'static str, said: &str) -> Result<Timestamp, NoRecord> {
    said.parse().map_err(|_| {
        let said = said.to_owned();
        NoRecord::Time { member, said }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use writ_ledger::entry::EntryKey;

    use super::*;

    const HERE: &str = "register.example/ledger/2027a";

    fn act() -> Value {
        json!({
            "before": "ab".repeat(32),
            "entry": {"acts": [], "by": "olga", "import": null},
            "family": "person",
            "form": "writ/record/1",
            "number": 2,
            "recorded_at": "2023-04-17T07:00:00.000000001Z",
            "registry": HERE,
            "stream": "cd".repeat(32),
        })
    }

    fn read(bytes: &[u8], is_act: &Leaf) -> Result<Record, NoRecord> {
        Record::of(bytes, *is_act, HERE)
    }

    fn of_act() -> Leaf {
        Leaf::act(&EntryKey([1; 32]), b"")
    }

    fn with(name: &str, value: Value) -> Vec<u8> {
        let mut record = act();
        record[name] = value;
        canonical::json(&record).into_bytes()
    }

    #[test]
    fn a_record_is_read_as_a_registry_writes_it() {
        let record = read(canonical::json(&act()).as_bytes(), &of_act()).unwrap();
        let at = "2023-04-17T07:00:00.000000001Z".parse().unwrap();
        assert_eq!(record.claimed, Some(at));
        let genesis =
            json!({"form": "writ/genesis/1", "origin": HERE, "founded_at": "2023-04-01T00:00:00Z"});
        let public = Leaf::public(b"");
        let record = read(canonical::json(&genesis).as_bytes(), &public).unwrap();
        assert_eq!(record.claimed, None);
    }

    #[test]
    fn each_other_record_is_refused_with_its_reason() {
        let text = canonical::json(&act());
        let loose = "in the one form of its JSON";
        let hash = "no hash in hexadecimal";
        let rows: Vec<(Vec<u8>, &str)> = vec![
            (b"5".to_vec(), "has no `form`"),
            (b"[1]".to_vec(), "has no `form`"),
            (b"\xff".to_vec(), "is no JSON"),
            (b"".to_vec(), "is no JSON"),
            (format!(" {text}").into_bytes(), loose),
            (format!("{text}\n").into_bytes(), loose),
            (
                text.replace("\"number\":2", "\"number\":2.0").into_bytes(),
                "the number 2.0 in what was posted",
            ),
            (
                text.replace("\"by\":\"olga\"", "\"by\":\"olga\",\"by\":\"olga\"")
                    .into_bytes(),
                loose,
            ),
            (
                text.replace("\"olga\"", "\"\\u006flga\"").into_bytes(),
                loose,
            ),
            (
                text.replacen("{\"before\"", "{\"stream\":1,\"before\"", 1)
                    .into_bytes(),
                loose,
            ),
            (
                with("form", json!("writ/record/2")),
                "of the form `writ/record/2`, which this",
            ),
            (
                with("form", json!("writ/draw/1")),
                "`writ/draw/1` is none of an act",
            ),
            (with("more", json!(1)), "unknown field `more`"),
            (
                with("entry", json!({"n": [9_007_199_254_740_992_i64]})),
                "the number 9007199254740992",
            ),
            (with("entry", json!([])), "invalid type"),
            (with("entry", json!({})), "says nothing"),
            (with("number", json!(0)), "counts from 1"),
            (with("number", json!(1)), "the first of a stream"),
            (with("before", Value::Null), "the first of a stream"),
            (with("before", json!("AB".repeat(32))), hash),
            (with("stream", json!("cd")), hash),
            (
                with("registry", json!("sandbox.invalid/other")),
                "of the ledger `sandbox.invalid/other`, and lies in",
            ),
            (
                with("recorded_at", json!("not a time")),
                "in `recorded_at` cannot be read: `not a time`",
            ),
            (
                with("recorded_at", json!("9999-12-31T00:00:00Z")),
                "cannot be read",
            ),
            (with("recorded_at", Value::Null), "invalid type"),
        ];
        for (bytes, why) in rows {
            let refused = read(&bytes, &of_act()).unwrap_err().to_string();
            assert!(refused.contains(why), "{why}: {refused}");
        }
    }

    #[test]
    fn what_is_published_has_a_form_of_its_own() {
        let public = Leaf::public(b"");
        for (record, why) in [
            (act(), "`writ/record/1` is none of something published"),
            (
                json!({"form": "writ/genesis/1", "origin": "other.example"}),
                "of the ledger `other.example`",
            ),
            (
                json!({"form": "writ/draw/1", "committed_at": "once"}),
                "in `committed_at` cannot be read",
            ),
            (json!({"form": "writ/rank/1"}), "does not know"),
        ] {
            let bytes = canonical::json(&record);
            let refused = read(bytes.as_bytes(), &public).unwrap_err().to_string();
            assert!(refused.contains(why), "{why}: {refused}");
        }
    }
}
