//! Records of facts that are renewed before they are stale, so that a long story stays one of
//! somebody of whom everything is known.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::finding::Span;
use crate::tree::{Amount, FactKind, Given, Line, Name, Predicate, Tree};

/// The lines that renew what goes stale between two days.
pub(crate) fn renewals(tree: &Tree, given: &Given, from: DateTime, until: DateTime) -> Vec<Line> {
    let mut lines = Vec::new();
    for rule in &tree.facts {
        let fresh = whole_days(rule.fresh_for);
        // Recorded the day before the first line, renewed a day before it is stale.
        let every = (fresh - 2).max(1);
        let Some(value) = value(tree, given, &rule.name) else {
            continue;
        };
        let mut at = from;
        for _ in 0..64 {
            let Ok(next) = at.checked_add(every.days()) else {
                break;
            };
            at = next;
            if at >= until {
                break;
            }
            lines.push(Line::Fact {
                at,
                fact: rule.name.clone(),
                value: value.clone(),
                span: Span::default(),
            });
        }
    }
    lines
}

/// So many whole days, or fewer, to be added to a day.
pub(crate) fn whole_days(amount: Amount) -> i64 {
    i64::try_from(amount.whole_days()).unwrap_or(i64::MAX)
}

/// Somebody of a category, fact by fact, as an example gives them.
pub(crate) fn of_category(tree: &Tree, category: &Name, day: Date) -> Vec<(Name, Name)> {
    let given = Given {
        category: Some(category.clone()),
        ..Given::default()
    };
    let when = tree.categories.iter().find(|it| it.name == *category);
    let facts = tree.facts.iter().filter_map(|rule| {
        let value = match rule.kind {
            FactKind::Date => {
                let (from, below) = ages(&when?.when, &rule.name).into_iter().next()?;
                let least = from.unwrap_or(0);
                let years = match below {
                    Some(below) if least + 1 >= below => least,
                    Some(below) if from.is_none() => below.saturating_sub(1),
                    _ => least + 1,
                };
                born(day, years)?
            }
            _ => value(tree, &given, &rule.name)?,
        };
        Some((rule.name.clone(), value))
    });
    facts.collect()
}

/// The birth date of somebody who is so many years old on a day, and a day more.
pub(crate) fn born(day: Date, years: u16) -> Option<Name> {
    let born = day.checked_sub(i64::from(years).years()).ok()?;
    let born = born.yesterday().ok()?;
    Some(Name::new(born.to_string(), Span::default()))
}

/// The ages, from and below, that a condition compares a fact with.
pub(crate) fn ages(when: &Predicate, fact: &Name) -> Vec<(Option<u16>, Option<u16>)> {
    match when {
        Predicate::All(parts) | Predicate::Any(parts) => {
            parts.iter().flat_map(|part| ages(part, fact)).collect()
        }
        Predicate::Not(part) => ages(part, fact),
        Predicate::Age {
            fact: of,
            from,
            below,
        } if of == fact => vec![(*from, *below)],
        _ => Vec::new(),
    }
}

/// The value of a fact that the person of a story has, where a rule asks for one.
fn value(tree: &Tree, given: &Given, fact: &Name) -> Option<Name> {
    let known = given.facts.iter().find(|(known, _)| known == fact);
    if let Some((_, value)) = known {
        return (value.as_str() != "unknown").then(|| value.clone());
    }
    let category = given.category.as_ref()?;
    let category = tree.categories.iter().find(|it| it.name == *category)?;
    wanted(tree, &category.when, fact, Sense::Plain)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Plain,
    Denied,
}

/// A value with which a condition holds (or, denied, does not).
fn wanted(tree: &Tree, when: &Predicate, fact: &Name, sense: Sense) -> Option<Name> {
    match (when, sense) {
        (Predicate::All(parts) | Predicate::Any(parts), _) => parts
            .iter()
            .find_map(|part| wanted(tree, part, fact, sense)),
        (Predicate::Not(part), Sense::Plain) => wanted(tree, part, fact, Sense::Denied),
        (Predicate::Not(part), Sense::Denied) => wanted(tree, part, fact, Sense::Plain),
        (Predicate::Is { fact: of, value }, Sense::Plain)
        | (Predicate::IsNot { fact: of, value }, Sense::Denied)
            if of == fact =>
        {
            Some(value.clone())
        }
        (Predicate::Is { fact: of, value }, Sense::Denied)
        | (Predicate::IsNot { fact: of, value }, Sense::Plain)
            if of == fact =>
        {
            let rule = tree.facts.iter().find(|it| it.name == *fact)?;
            let FactKind::Choice(values) = &rule.kind else {
                return None;
            };
            values.iter().find(|it| *it != value).cloned()
        }
        (Predicate::Holds { fact: of }, Sense::Denied) if of == fact => {
            Some(Name::new("none", Span::default()))
        }
        _ => None,
    }
}
