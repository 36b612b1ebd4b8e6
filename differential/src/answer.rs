//! The engine's answers, reduced to what the model answers too.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use writ_law::case::Case;
use writ_law::life::Life;
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;

/// The answers for every point that a case asks for.
pub(crate) fn answers(regime: &Regime, case: &Case) -> Result<Vec<Value>> {
    let life = Life::bind(regime, &case.person, &case.matter, &case.events)
        .context("a made-up life that the regime does not take")?;
    case.ask
        .iter()
        .map(|ask| {
            let as_of = AsOf {
                at: ask.at,
                known_at: ask.known_at,
            };
            let position = serde_json::to_value(position(regime, &life, as_of))?;
            Ok(reduced(&position))
        })
        .collect()
}

fn reduced(position: &Value) -> Value {
    let field = |value: &Value, name: &str| value.get(name).cloned().unwrap_or(Value::Null);
    let served = match position.get("served") {
        Some(Value::Object(served)) => {
            let keep = ["since", "channel", "sender"];
            let kept = served
                .iter()
                .filter(|(name, value)| keep.contains(&name.as_str()) && !value.is_null());
            Value::Object(
                kept.map(|(name, value)| (name.clone(), value.clone()))
                    .collect(),
            )
        }
        _ => Value::Null,
    };
    let by_name = |list: &str, name: &str, fields: &[&str]| {
        let mut found = Map::new();
        for entry in position
            .get(list)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let kept = fields
                .iter()
                .map(|wanted| ((*wanted).to_owned(), field(entry, wanted)))
                .collect();
            let key = entry.get(name).and_then(Value::as_str).unwrap_or_default();
            found.insert(key.to_owned(), Value::Object(kept));
        }
        found
    };
    json!({
        "eligible": field(position, "eligible"),
        "stage": field(position, "stage"),
        "served": served,
        "effects": by_name("effects", "measure", &["answer", "readings"]),
        "duties": by_name("duties", "duty", &["status", "due"]),
        "sanctions": by_name("sanctions", "sanction", &["status"]),
        "follows": follows(position),
    })
}

/// The instruments that may follow.
fn follows(position: &Value) -> Vec<Value> {
    let entries = position.get("follows").and_then(Value::as_array);
    let mut follows: Vec<Value> = entries
        .into_iter()
        .flatten()
        .map(|entry| match entry {
            Value::Object(fields) => fields.get("instrument").cloned().unwrap_or_default(),
            other => other.clone(),
        })
        .collect();
    follows.sort_by_key(|name| name.as_str().unwrap_or_default().to_owned());
    follows
}
