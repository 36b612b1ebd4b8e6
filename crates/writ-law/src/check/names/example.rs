//! The names in examples.

use crate::event::{Attribute, EventKind};
use crate::reading;
use crate::syntax::word;
use crate::tree::{Example, Line, Name};

use super::Names;
use super::rule::given;

/// What an officer or a court can decide.
const OUTCOMES: [&str; 4] = ["imposed", "refused", "ended", "extended"];

pub(super) fn check(names: &mut Names<'_>) {
    let tree = names.tree;
    for example in &tree.examples {
        person(names, example);
        for line in &example.lines {
            match line {
                Line::At {
                    kind, attributes, ..
                } => {
                    attributes
                        .iter()
                        .for_each(|(key, value)| attribute(names, *kind, key, value));
                }
                Line::Fact { fact, value, .. } => given(names, fact, value),
                Line::Then {
                    in_force,
                    unknown,
                    stage,
                    reading,
                    ..
                } => {
                    let measures = [in_force, unknown].into_iter().flatten().flatten();
                    measures.for_each(|measure| names.measure(measure));
                    stage.iter().for_each(|stage| names.stage(stage));
                    reading.iter().for_each(|word| readings(names, word));
                }
            }
        }
    }
}

fn person(names: &mut Names<'_>, example: &Example) {
    example
        .given
        .category
        .iter()
        .for_each(|category| names.category(category));
    example
        .given
        .instrument
        .iter()
        .for_each(|instrument| names.instrument(instrument));
    example
        .given
        .facts
        .iter()
        .for_each(|(fact, value)| given(names, fact, value));
}

/// The readings that a line is about, joined as in the name of an alternative. They may leave
/// disputes open, but no alternative takes two readings of one dispute.
fn readings(names: &mut Names<'_>, word: &Name) {
    let tree = names.tree;
    let known = tree
        .disputes
        .iter()
        .flat_map(|dispute| &dispute.readings)
        .map(|it| &it.name);
    let mut settled: Vec<&Name> = Vec::new();
    for part in word.as_str().split(reading::JOINED) {
        let part = Name::new(part, word.span);
        names.resolve(&part, "reading", known.clone());
        let dispute = tree
            .disputes
            .iter()
            .find(|it| it.readings.iter().any(|it| it.name == part));
        let Some(dispute) = dispute else { continue };
        if settled.contains(&&dispute.name) {
            let text = format!(
                "`{word}` takes two readings of one dispute, `{}`",
                dispute.name
            );
            names.mistaken(word, text, "take one reading of each dispute");
        }
        settled.push(&dispute.name);
    }
}

fn attribute(names: &mut Names<'_>, kind: EventKind, key: &Name, value: &Name) {
    let allowed = kind.attributes();
    let Some(attribute) = allowed.iter().find(|one| one.word() == key.as_str()) else {
        let text = format!("`{}` has no `{key}`", kind.word());
        let known = allowed.iter().map(|one| one.word()).chain(["recorded"]);
        names.wrong(key, text, known);
        return;
    };
    let tree = names.tree;
    match attribute {
        Attribute::Channel => names.channel(value),
        Attribute::Effect => names.measure(value),
        Attribute::Remedy => {
            // An appeal goes where the remedy says that it goes.
            let appeals = tree.remedies.iter().filter_map(|it| it.then.as_ref());
            names.resolve(
                value,
                "remedy",
                tree.remedies.iter().map(|it| &it.name).chain(appeals),
            );
        }
        Attribute::Excuse => {
            names.resolve(value, "excuse", tree.excuses.iter().map(|it| &it.name));
        }
        Attribute::Outcome => {
            if !OUTCOMES.contains(&value.as_str()) {
                names.wrong(value, format!("`{value}` is not an outcome"), OUTCOMES);
            }
        }
        Attribute::Until => {
            if word::date_time(value.as_str()).is_none() {
                let text = format!("`{value}` is not a date with a time");
                names.mistaken(value, text, "write a local time: \"2023-04-17T10:00\"");
            }
        }
        Attribute::Attempt => {
            if value.as_str().parse::<u32>().is_err() {
                names.mistaken(
                    value,
                    format!("`{value}` is not a number"),
                    "write `attempt=1`",
                );
            }
        }
        Attribute::By
        | Attribute::To
        | Attribute::Place
        | Attribute::Mark
        | Attribute::Reason
        | Attribute::Supersedes => {}
    }
}
