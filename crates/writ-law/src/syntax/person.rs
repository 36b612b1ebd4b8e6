//! What may be known of a person, and who may be called for it.

use crate::tree::{Category, FactKind, FactRule, Predicate};

use super::clause::{Clause, Inside, Log};
use super::word;

#[derive(Clone, Copy)]
enum Kind {
    Date,
    Choice,
    Periods,
    Text,
}

const FACT_KINDS: &[(&str, Kind)] = &[
    ("date", Kind::Date),
    ("choice", Kind::Choice),
    ("periods", Kind::Periods),
    ("text", Kind::Text),
];

/// The conditions of the language.
const CONDITIONS: &[&str] = &["all", "any", "not", "is", "is-not", "age", "holds"];

/// `fact sex type=choice from=civil-registry fresh-for=(days)36500 { values female male }`
pub(super) fn fact(log: &mut Log, mut clause: Clause<'_>) -> Option<FactRule> {
    let name = clause.name(log, "its name");
    let kind = clause
        .needed("type")
        .and_then(|value| value.meaning(log, "a type of fact", FACT_KINDS));
    let from = clause.needed("from").and_then(|value| value.name(log));
    let fresh_for = clause
        .needed("fresh-for")
        .and_then(|value| value.amount(log));
    let inside = clause.inside(log, &["values"]);
    let values = match kind {
        Some(Kind::Choice) => inside.needed(log, "values"),
        _ => inside.one(log, "values"),
    };
    let here = values.as_ref().map(Clause::here);
    let values = values.map(|mut values| {
        let words = values.some_names(log, "the words that it can be");
        values.end(log);
        words
    });
    let kind = match (kind, values) {
        (Some(Kind::Choice), values) => values.map(FactKind::Choice),
        (Some(_), Some(_)) => {
            let text = "only a choice has values";
            log.malformed(here.unwrap_or(clause.here()), text, "write `type=choice`");
            None
        }
        (Some(Kind::Date), None) => Some(FactKind::Date),
        (Some(Kind::Periods), None) => Some(FactKind::Periods),
        (Some(Kind::Text), None) => Some(FactKind::Text),
        (None, _) => None,
    };
    let span = clause.span();
    clause.end(log);
    Some(FactRule {
        name: name?,
        kind: kind?,
        from: from?,
        fresh_for: fresh_for?,
        span,
    })
}

/// `category "conscript" cite="report" { all { … } }`
pub(super) fn category(log: &mut Log, mut clause: Clause<'_>) -> Option<Category> {
    let name = clause.name(log, "its name");
    let mut known = vec!["cite"];
    known.extend(CONDITIONS);
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let when = only_condition(log, &clause, &inside);
    clause.end(log);
    Some(Category {
        name: name?,
        when: when?,
        cite,
    })
}

/// `when { all { … } }`: a condition besides.
pub(super) fn when(log: &mut Log, mut clause: Clause<'_>) -> Option<Predicate> {
    let inside = clause.inside(log, CONDITIONS);
    let when = only_condition(log, &clause, &inside);
    clause.end(log);
    when
}

/// The one condition in the braces of a node.
fn only_condition(log: &mut Log, owner: &Clause<'_>, inside: &Inside<'_>) -> Option<Predicate> {
    let mut conditions = inside.each().filter(|node| node.word().as_str() != "cite");
    let Some(first) = conditions.next() else {
        let word = owner.word();
        log.malformed(
            owner.here(),
            format!("`{word}` lacks a condition"),
            "write one in its braces: `all { … }`, `any { … }`, `is …`",
        );
        return None;
    };
    for more in conditions {
        let help = "put them in one `all { … }` or `any { … }`";
        log.malformed(more.here(), "two conditions stand side by side", help);
    }
    condition(log, first)
}

fn condition(log: &mut Log, mut clause: Clause<'_>) -> Option<Predicate> {
    let found = match clause.word().as_str() {
        word @ ("all" | "any") => {
            let inside = clause.inside(log, CONDITIONS);
            let count = inside.each().count();
            if count == 0 {
                log.malformed(
                    clause.here(),
                    format!("`{word}` has no part"),
                    "write conditions in its braces",
                );
            }
            let parts: Vec<_> = inside
                .each()
                .filter_map(|part| condition(log, part))
                .collect();
            let whole = count > 0 && parts.len() == count;
            whole.then(|| {
                if word == "all" {
                    Predicate::All(parts)
                } else {
                    Predicate::Any(parts)
                }
            })
        }
        "not" => {
            let inside = clause.inside(log, CONDITIONS);
            only_condition(log, &clause, &inside).map(|part| Predicate::Not(Box::new(part)))
        }
        "age" => {
            let fact = clause.name(log, "a date fact such as `birth-date`");
            let from = clause
                .property("from")
                .and_then(|value| value.small_number(log));
            let below = clause
                .property("below")
                .and_then(|value| value.small_number(log));
            if clause.key("from").or(clause.key("below")).is_none() {
                let help = "write `from=18`, `below=27` or both";
                log.malformed(clause.here(), "this age has no bounds", help);
            }
            fact.map(|fact| Predicate::Age { fact, from, below })
        }
        "holds" => clause
            .name(log, "a fact of periods")
            .map(|fact| Predicate::Holds { fact }),
        word => {
            let fact = clause.name(log, "a fact");
            let value = fact
                .as_ref()
                .and_then(|_| clause.name(log, "the value of the fact"));
            fact.zip(value).map(|(fact, value)| match word {
                "is" => Predicate::Is { fact, value },
                _ => Predicate::IsNot { fact, value },
            })
        }
    };
    clause.end(log);
    found
}
