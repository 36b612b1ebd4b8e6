//! An example as a pack writes it.

use std::fmt::Write as _;

use jiff::civil::DateTime;

use crate::tree::{Example, Line, Name, Served};

/// An `example` node, to paste into a pack.
pub(crate) fn example(example: &Example) -> String {
    let mut text = format!("example {} {{\n    given", quoted(example.name.as_str()));
    let given = &example.given;
    let mut give = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(text, " {key}={value}");
        }
    };
    give(
        "category",
        given.category.as_ref().map(|it| quoted(it.as_str())),
    );
    give(
        "instrument",
        given.instrument.as_ref().map(|it| quoted(it.as_str())),
    );
    give("appear-at", given.appear_at.map(time));
    give("issued-at", given.issued_at.map(time));
    give(
        "region",
        given.region.as_ref().map(|it| quoted(it.as_str())),
    );
    for (fact, value) in &given.facts {
        give(fact.as_str(), Some(word(value.as_str())));
    }
    text.push('\n');
    for one in &example.lines {
        line(&mut text, one);
    }
    text.push_str("}\n");
    text
}

fn line(text: &mut String, line: &Line) {
    let mut put = |piece: String| text.push_str(&piece);
    match line {
        Line::At {
            at,
            recorded,
            kind,
            attributes,
            ..
        } => {
            put(format!("    at {} {}", time(*at), kind.word()));
            for (attribute, value) in attributes {
                put(format!(" {attribute}={}", word(value.as_str())));
            }
            if let Some(recorded) = recorded {
                put(format!(" recorded={}", time(*recorded)));
            }
        }
        Line::Fact {
            at, fact, value, ..
        } => {
            put(format!(
                "    fact {} {fact}={}",
                time(*at),
                word(value.as_str())
            ));
        }
        Line::Then {
            at,
            served,
            in_force,
            unknown,
            stage,
            sanctions,
            reading,
            ..
        } => {
            put(format!("    then {}", time(*at)));
            match served {
                Some(Served::Served) => put(" served".to_owned()),
                Some(Served::Unserved) => put(" unserved".to_owned()),
                None => {}
            }
            if let Some(measures) = in_force {
                put(format!(" in-force={}", list(measures)));
            }
            if let Some(measures) = unknown {
                put(format!(" unknown={}", list(measures)));
            }
            if let Some(stage) = stage {
                put(format!(" stage={}", word(stage.as_str())));
            }
            if let Some(names) = sanctions {
                put(format!(" sanctions={}", list(names)));
            }
            if let Some(reading) = reading {
                put(format!(" reading={}", quoted(reading.as_str())));
            }
        }
    }
    text.push('\n');
}

fn list(names: &[Name]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let words: Vec<&str> = names.iter().map(Name::as_str).collect();
    quoted(&words.join(" "))
}

fn time(at: DateTime) -> String {
    format!("\"{}\"", at.strftime("%Y-%m-%dT%H:%M"))
}

/// A word, in quotes unless it is plainly one.
fn word(text: &str) -> String {
    let plain = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '-')
        && !matches!(text, "true" | "false" | "null" | "inf" | "nan");
    if plain { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}
