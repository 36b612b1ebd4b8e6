//! The names in examples.

use crate::event::{Attribute, EventKind};
use crate::reading;
use crate::syntax::word;
use crate::tree::{Example, Line, Name};

use super::rule::given;
use super::{Names, claim_word};

/// What an officer or a court can decide.
const OUTCOMES: [&str; 4] = ["imposed", "refused", "ended", "extended"];
/// What can be judged of a question or a claim.
const JUDGED: [&str; 2] = ["yes", "no"];
/// What a matter can be besides in a stage.
const OVER: [&str; 2] = ["closed", "void"];
/// The reasons for which a service can be rebutted.
const REASONS: [&str; 4] = ["later-receipt", "wrong-person", "absence", "outage"];

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
                    reason(names, *kind, attributes);
                }
                Line::Fact { fact, value, .. } => given(names, fact, value),
                Line::Then { .. } => expected(names, line),
            }
        }
    }
}

/// The names in what an example expects.
fn expected(names: &mut Names<'_>, line: &Line) {
    let Line::Then {
        in_force,
        unknown,
        stage,
        open,
        sanctions,
        follows,
        remedies,
        reading,
        ..
    } = line
    else {
        return;
    };
    let measures = [in_force, unknown].into_iter().flatten().flatten();
    measures.for_each(|measure| names.measure(measure));
    if let Some(stage) = stage.as_ref().filter(|it| !OVER.contains(&it.as_str())) {
        let mut known: Vec<&str> = names.stages().into_iter().map(Name::as_str).collect();
        if !known.contains(&stage.as_str()) {
            known.extend(OVER);
            names.wrong(stage, format!("there is no stage `{stage}`"), known);
        }
    }
    open.iter().flatten().for_each(|duty| names.duty(duty));
    let sanctions = sanctions.iter().flatten();
    sanctions.for_each(|sanction| names.sanction(sanction));
    follows
        .iter()
        .flatten()
        .for_each(|instrument| names.instrument(instrument));
    remedies.iter().flatten().for_each(|one| remedy(names, one));
    reading.iter().for_each(|word| readings(names, word));
}

/// What an event is about, where its reason names it.
fn reason(names: &mut Names<'_>, kind: EventKind, attributes: &[(Name, Name)]) {
    let value = |word: &str| attributes.iter().find(|(key, _)| key.as_str() == word);
    let Some((_, reason)) = value("reason") else {
        return;
    };
    match kind {
        EventKind::Proclaimed => names.public_event(reason),
        EventKind::Judged => judged(names, reason),
        // A decision that names no measure is one on a sanction.
        EventKind::Decided if value("effect").is_none() => names.sanction(reason),
        EventKind::Rebutted if !REASONS.contains(&reason.as_str()) => {
            let text = format!("`{reason}` is not a reason to rebut");
            names.wrong(reason, text, REASONS);
        }
        _ => {}
    }
}

/// What is judged: a question of the pack, or a claim.
fn judged(names: &mut Names<'_>, reason: &Name) {
    let claims = names.every.claims.iter().map(|it| claim_word(it.kind));
    let questions = names.every.judgements.iter().map(|it| it.name.as_str());
    let known: Vec<&str> = questions.chain(claims).collect();
    if !known.contains(&reason.as_str()) {
        let text = format!("there is no judgement or claim `{reason}`");
        names.wrong(reason, text, known);
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

/// A remedy, or the appeal that follows one: it goes where the remedy says that it goes.
fn remedy(names: &mut Names<'_>, value: &Name) {
    let remedies = names.every.remedies.clone();
    let appeals = remedies.iter().filter_map(|it| it.then.as_ref());
    let known = remedies.iter().map(|it| &it.name).chain(appeals);
    names.resolve(value, "remedy", known);
}

fn attribute(names: &mut Names<'_>, kind: EventKind, key: &Name, value: &Name) {
    let allowed = kind.attributes();
    let Some(attribute) = allowed.iter().find(|one| one.word() == key.as_str()) else {
        let text = format!("`{}` has no `{key}`", kind.word());
        let known = allowed.iter().map(|one| one.word()).chain(["recorded"]);
        names.wrong(key, text, known);
        return;
    };
    match attribute {
        Attribute::Channel => names.channel(value),
        Attribute::Effect => names.measure(value),
        Attribute::Remedy => remedy(names, value),
        Attribute::Excuse => {
            let (excuses, exceptions) = (names.every.excuses.iter(), names.every.exceptions.iter());
            let known = excuses.map(|it| &it.name);
            let known: Vec<&Name> = known.chain(exceptions.map(|it| &it.name)).collect();
            names.resolve(value, "excuse", known.iter().copied());
        }
        Attribute::Outcome => {
            let outcomes: &[&str] = match kind {
                EventKind::Judged => &JUDGED,
                _ => &OUTCOMES,
            };
            if !outcomes.contains(&value.as_str()) {
                let text = format!("`{value}` is not an outcome");
                names.wrong(value, text, outcomes.iter().copied());
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
