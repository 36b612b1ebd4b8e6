//! What a record says, in a few words: who posted what, and under which rule.

use serde_json::Value;

use crate::output::visible;

/// A word of a value, fit to be shown.
fn word(value: &Value, name: &str) -> Option<String> {
    value.get(name).and_then(Value::as_str).map(visible)
}

/// What stands before a word of an event, in the order in which they are told.
const DETAILS: [(&str, &str); 10] = [
    ("channel", "through"),
    ("by", "done by"),
    ("to", "to"),
    ("place", "at the place"),
    ("mark", "marked"),
    ("effect", "about the effect"),
    ("remedy", "by the remedy"),
    ("excuse", "with the excuse"),
    ("outcome", "outcome"),
    ("until", "until"),
];

/// What was posted and by whom.
pub(super) fn what(record: &Value) -> String {
    let entry = record.get("entry").unwrap_or(record);
    let acts = entry.get("acts").and_then(Value::as_array);
    let mut parts: Vec<String> = acts.into_iter().flatten().map(act).collect();
    if parts.is_empty() {
        let family = word(record, "family").map(|family| format!("an entry about `{family}`"));
        let form = || word(record, "form").unwrap_or_default();
        parts.push(family.unwrap_or_else(form));
    }
    let by = word(entry, "by").map(|by| format!(", by {by}"));
    let at = word(record, "recorded_at").map(|at| format!(", recorded at {at}"));
    let acts = parts.join("; ");
    format!("{acts}{}{}", by.unwrap_or_default(), at.unwrap_or_default())
}

fn act(act: &Value) -> String {
    let nothing = &Value::Null;
    if let Some(issued) = act.get("issued") {
        let matter = issued.get("matter").unwrap_or(nothing);
        let instrument = word(matter, "instrument").unwrap_or_default();
        let id = word(matter, "id").unwrap_or_default();
        return match word(issued, "force").as_deref() {
            Some("binding") => format!("{instrument} {id} issued"),
            force => format!(
                "{instrument} {id} issued as a {}",
                force.unwrap_or_default()
            ),
        };
    }
    if let Some(happened) = act.get("happened") {
        let matter = word(happened, "matter").unwrap_or_default();
        let matter = format!(" in matter {matter}");
        return event(happened.get("event").unwrap_or(nothing), &matter, happened);
    }
    if let Some(apart) = act.get("apart") {
        return event(apart, ", in no matter,", nothing);
    }
    if let Some(fact) = act.get("fact") {
        return format!("fact {}", word(fact, "fact").unwrap_or_default());
    }
    if let Some(made) = act.get("delegate-appointed") {
        let delegation = word(made, "delegation").unwrap_or_default();
        let delegate = word(made, "delegate").unwrap_or_default();
        let until = word(made, "until").map(|until| format!(", until {until}"));
        let until = until.unwrap_or_default();
        return format!("{delegate} made a delegate, as {delegation}{until}");
    }
    if let Some(ended) = act.get("delegation-ended") {
        let delegation = word(ended, "delegation").unwrap_or_default();
        return format!("delegation {delegation} ended");
    }
    if act.get("registered").is_some() {
        return "taken into the register".to_owned();
    }
    let kinds = act.as_object().into_iter().flat_map(|act| act.keys());
    let kinds: Vec<String> = kinds.map(|kind| visible(kind)).collect();
    format!(
        "`{}`, for which this program has no words",
        kinds.join("`, `")
    )
}

fn event(event: &Value, matter: &str, around: &Value) -> String {
    let kind = word(event, "kind").unwrap_or_default();
    let at = word(event, "at").unwrap_or_default();
    let mut text = format!("{kind}{matter} at {at}");
    for (name, before) in DETAILS {
        if let Some(detail) = word(event, name) {
            text.push_str(&format!(", {before} {detail}"));
        }
    }
    if let Some(attempt) = event.get("attempt").and_then(Value::as_u64) {
        text.push_str(&format!(", attempt {attempt}"));
    }
    if let Some(wrong) = word(event, "supersedes") {
        let it = around.get("corrects").and_then(|it| {
            let (kind, at) = (word(it, "kind")?, word(it, "at")?);
            Some(format!(" ({kind} at {at})"))
        });
        text.push_str(&format!(", corrects {wrong}{}", it.unwrap_or_default()));
    }
    if let Some(reason) = word(event, "reason") {
        text.push_str(&format!(", because: {reason}"));
    }
    text
}

/// Under which rules: each regime with what its matter came from, once.
pub(super) fn rules(record: &Value) -> Vec<String> {
    let acts = record.pointer("/entry/acts").and_then(Value::as_array);
    let mut rules: Vec<String> = Vec::new();
    for act in acts.into_iter().flatten() {
        let under = act.get("issued").or_else(|| act.pointer("/happened/under"));
        let told = match (under, act.get("happened")) {
            (Some(under), _) => rule(under),
            (None, Some(_)) => "the record does not say under which rule".to_owned(),
            (None, None) => continue,
        };
        if !rules.contains(&told) {
            rules.push(told);
        }
    }
    rules
}

fn rule(under: &Value) -> String {
    let digest = word(under, "regime").unwrap_or_default();
    let law = under.get("law").unwrap_or(&Value::Null);
    let named = match (word(law, "name"), word(law, "version")) {
        (Some(name), Some(version)) => format!("{name} version {version}, with"),
        _ => "with".to_owned(),
    };
    let mut text = format!("under the regime {named} digest {digest}");
    let origin = under.get("origin").unwrap_or(&Value::Null);
    if let Some(campaign) = word(origin, "campaign") {
        text.push_str(&format!("; campaign {campaign}"));
    }
    if let Some(system) = word(origin, "legacy") {
        text.push_str(&format!("; issued in the older system {system}"));
    }
    if let Some(order) = word(law, "order") {
        text.push_str(&format!(", held under `{order}`"));
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(acts: Value) -> Value {
        json!({
            "entry": {"acts": acts, "by": "olga"},
            "recorded_at": "2023-04-18T07:00:00Z",
        })
    }

    #[test]
    fn an_act_is_told_with_its_rule_and_its_reasons() {
        let under = json!({
            "regime": "4af4c703",
            "law": {"name": "seed/002", "version": "2023-04", "order": "order 1"},
            "origin": {"campaign": "spring"},
        });
        let record = record(json!([
            {"happened": {
                "matter": "m1",
                "event": {
                    "kind": "corrected", "at": "2023-04-18T06:00:00Z", "supersedes": "e2",
                    "reason": "somebody else \u{202e}opened it",
                },
                "corrects": {"kind": "opened", "at": "2023-04-17T09:00:00Z"},
                "under": under,
            }},
            {"happened": {
                "matter": "m1",
                "event": {
                    "kind": "decided", "at": "2023-04-18T06:00:00Z", "effect": "exit",
                    "outcome": "imposed", "until": "2023-05-18T06:00:00Z", "by": "a court",
                    "attempt": 2,
                },
                "under": under,
            }},
        ]));
        assert_eq!(
            what(&record),
            "corrected in matter m1 at 2023-04-18T06:00:00Z, corrects e2 (opened at \
             2023-04-17T09:00:00Z), because: somebody else \\u{202e}opened it; decided in matter m1 \
             at 2023-04-18T06:00:00Z, done by a court, about the effect exit, outcome imposed, \
             until 2023-05-18T06:00:00Z, attempt 2, by olga, recorded at 2023-04-18T07:00:00Z"
        );
        let rule = "under the regime seed/002 version 2023-04, with digest 4af4c703; campaign \
                    spring, held under `order 1`";
        assert_eq!(rules(&record), [rule]);
    }

    #[test]
    fn nothing_is_left_out_for_want_of_words() {
        let record = record(json!([
            {"issued": {
                "matter": {"instrument": "call", "id": "m2"}, "regime": "ab", "force": "test",
                "origin": {"legacy": "paper"},
            }},
            {"happened": {"matter": "m2", "event": {"kind": "posted", "at": "T"}}},
            {"apart": {"kind": "died", "at": "T"}},
            {"fact": {"fact": "fitness"}},
            {"registered": {"person": "MADE-UP-1"}},
            {"delegate-appointed": {"delegation": "d1", "delegate": "MADE-UP-2", "until": "T",
                "matters": "all"}},
            {"delegation-ended": {"delegation": "d1"}},
            {"sealed": 1},
        ]));
        assert_eq!(
            what(&record),
            "call m2 issued as a test; posted in matter m2 at T; died, in no matter, at T; fact \
             fitness; taken into the register; MADE-UP-2 made a delegate, as d1, until T; \
             delegation d1 ended; `sealed`, for which this program has no words, by \
             olga, recorded at 2023-04-18T07:00:00Z"
        );
        assert_eq!(
            rules(&record),
            [
                "under the regime with digest ab; issued in the older system paper",
                "the record does not say under which rule",
            ]
        );
        assert_eq!(what(&json!({"form": "writ/genesis/1"})), "writ/genesis/1");
        let question = json!({"family": "question", "entry": {"by": "border"}});
        assert_eq!(what(&question), "an entry about `question`, by border");
    }
}
