//! Everyone there can be, as far as a condition tells people apart.
//!
//! A condition looks at ages, values and periods. Between two of its boundaries it says the same of
//! everybody, so it is enough to try one person on each side of each boundary.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{FactKind, Predicate, Tree};

/// The most people that are tried; with more, nothing is said of the condition.
const MOST: usize = 200_000;

/// What is so of somebody in one respect.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trait {
    /// Whole years since the date.
    Age(u16),
    /// The value; `None`: another than any that the condition names.
    Value(Option<String>),
    /// Whether a period covers the day.
    Held(Held),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Held {
    No,
    Yes,
}

/// What a condition says of everyone there can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// It holds for nobody.
    Nobody,
    /// It holds for some and not for others, or too many would have to be tried.
    Some,
    /// It holds for everybody.
    Everybody,
}

/// What these conditions, taken together, say of everyone there can be.
pub(super) fn range(tree: &Tree, conditions: &[&Predicate]) -> Range {
    let mut traits: BTreeMap<String, BTreeSet<Trait>> = BTreeMap::new();
    for condition in conditions {
        gather(tree, condition, &mut traits);
    }
    let traits: Vec<(String, Vec<Trait>)> = traits
        .into_iter()
        .map(|(fact, traits)| (fact, traits.into_iter().collect()))
        .collect();
    let number = traits
        .iter()
        .try_fold(1_usize, |number, (_, one)| number.checked_mul(one.len()));
    let Some(number) = number.filter(|number| *number <= MOST) else {
        return Range::Some;
    };
    let mut held = 0_usize;
    for index in 0..number {
        let person = person(&traits, index);
        if conditions.iter().all(|condition| holds(condition, &person)) {
            held += 1;
        }
        if held > 0 && held <= index {
            return Range::Some;
        }
    }
    if held == 0 {
        Range::Nobody
    } else {
        Range::Everybody
    }
}

/// The traits that a condition tells apart.
fn gather(tree: &Tree, condition: &Predicate, traits: &mut BTreeMap<String, BTreeSet<Trait>>) {
    match condition {
        Predicate::All(parts) | Predicate::Any(parts) => {
            parts.iter().for_each(|part| gather(tree, part, traits));
        }
        Predicate::Not(part) => gather(tree, part, traits),
        Predicate::Is { fact, value } | Predicate::IsNot { fact, value } => {
            let of_fact = traits.entry(fact.text.clone()).or_default();
            let rule = tree.facts.iter().find(|rule| rule.name == *fact);
            match rule.map(|rule| &rule.kind) {
                Some(FactKind::Choice(values)) => {
                    let values = values
                        .iter()
                        .map(|value| Trait::Value(Some(value.text.clone())));
                    of_fact.extend(values);
                }
                _ => of_fact.extend([Trait::Value(None), Trait::Value(Some(value.text.clone()))]),
            }
        }
        Predicate::Age { fact, from, below } => {
            let of_fact = traits.entry(fact.text.clone()).or_default();
            for age in [*from, *below].into_iter().flatten() {
                of_fact.insert(Trait::Age(age));
                of_fact.extend(age.checked_sub(1).map(Trait::Age));
            }
        }
        Predicate::Holds { fact } => {
            let of_fact = traits.entry(fact.text.clone()).or_default();
            of_fact.extend([Trait::Held(Held::No), Trait::Held(Held::Yes)]);
        }
    }
}

/// One of the people there can be.
fn person(traits: &[(String, Vec<Trait>)], mut index: usize) -> BTreeMap<&str, &Trait> {
    let mut person = BTreeMap::new();
    for (fact, ways) in traits {
        let number = ways.len().max(1);
        if let Some(one) = ways.get(index % number) {
            person.insert(fact.as_str(), one);
        }
        index /= number;
    }
    person
}

fn holds(condition: &Predicate, person: &BTreeMap<&str, &Trait>) -> bool {
    match condition {
        Predicate::All(parts) => parts.iter().all(|part| holds(part, person)),
        Predicate::Any(parts) => parts.iter().any(|part| holds(part, person)),
        Predicate::Not(part) => !holds(part, person),
        Predicate::Is { fact, value } => has(person, fact.as_str(), value.as_str()),
        Predicate::IsNot { fact, value } => !has(person, fact.as_str(), value.as_str()),
        Predicate::Age { fact, from, below } => match person.get(fact.as_str()) {
            Some(Trait::Age(age)) => {
                from.is_none_or(|from| *age >= from) && below.is_none_or(|below| *age < below)
            }
            // A condition on an age without bounds is true of every age.
            _ => from.is_none() && below.is_none(),
        },
        Predicate::Holds { fact } => person.get(fact.as_str()) == Some(&&Trait::Held(Held::Yes)),
    }
}

fn has(person: &BTreeMap<&str, &Trait>, fact: &str, value: &str) -> bool {
    matches!(person.get(fact), Some(Trait::Value(Some(has))) if has == value)
}
