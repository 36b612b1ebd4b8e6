//! The parts of the law about who may be called, and whom a channel reaches.

use crate::finding::Span;
use crate::tree::{Category, Channel, Predicate, Serves, Tree};

use super::cut::{Cut, remove};

pub(super) fn cuts(tree: &Tree) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for (at, rule) in tree.categories.iter().enumerate() {
        category(&mut cuts, at, rule);
    }
    for (at, rule) in tree.channels.iter().enumerate() {
        if rule.serves == Serves::Yes {
            channel(&mut cuts, at, rule);
        }
    }
    cuts
}

fn category(cuts: &mut Vec<Cut>, at: usize, rule: &Category) {
    let mut conditions = Vec::new();
    leaves(&rule.when, &mut conditions);
    for (place, (span, said)) in conditions.into_iter().enumerate() {
        let what = format!("`{said}` of `{}`", rule.name);
        cuts.push(Cut::new(span, what, move |tree| {
            for category in tree.categories.iter_mut().skip(at).take(1) {
                let mut place = place;
                let rest = without(&category.when, &mut place);
                category.when = rest.unwrap_or(Predicate::All(Vec::new()));
            }
        }));
    }
}

/// The conditions of which a condition is made, each bound of an age by itself.
fn leaves(when: &Predicate, found: &mut Vec<(Span, String)>) {
    match when {
        Predicate::All(parts) | Predicate::Any(parts) => {
            parts.iter().for_each(|part| leaves(part, found));
        }
        Predicate::Not(part) => leaves(part, found),
        Predicate::Is { fact, value } => found.push((value.span, format!("is {fact} {value}"))),
        Predicate::IsNot { fact, value } => {
            found.push((value.span, format!("is-not {fact} {value}")));
        }
        Predicate::Holds { fact } => found.push((fact.span, format!("holds {fact}"))),
        Predicate::Age { fact, from, below } => {
            let from = from.map(|age| (fact.span, format!("age {fact} from={age}")));
            let below = below.map(|age| (fact.span, format!("age {fact} below={age}")));
            found.extend(from.into_iter().chain(below));
        }
    }
}

/// A condition without the part at a place among its leaves; `None` if nothing is left of it.
fn without(when: &Predicate, place: &mut usize) -> Option<Predicate> {
    match when {
        Predicate::All(parts) | Predicate::Any(parts) => {
            let rest: Vec<Predicate> = parts.iter().filter_map(|it| without(it, place)).collect();
            if rest.is_empty() {
                return None;
            }
            match when {
                Predicate::Any(_) => Some(Predicate::Any(rest)),
                _ => Some(Predicate::All(rest)),
            }
        }
        Predicate::Not(part) => without(part, place).map(|rest| Predicate::Not(Box::new(rest))),
        Predicate::Age { fact, from, below } => {
            let from = from.filter(|_| !here(place));
            let below = below.filter(|_| !here(place));
            (from.is_some() || below.is_some()).then(|| Predicate::Age {
                fact: fact.clone(),
                from,
                below,
            })
        }
        Predicate::Is { .. } | Predicate::IsNot { .. } | Predicate::Holds { .. } => {
            (!here(place)).then(|| when.clone())
        }
    }
}

/// Whether this is the place that is counted down to; it is counted down by one.
fn here(place: &mut usize) -> bool {
    let here = *place == 0;
    *place = place.checked_sub(1).unwrap_or(usize::MAX);
    here
}

fn channel(cuts: &mut Vec<Cut>, at: usize, rule: &Channel) {
    let name = &rule.name;
    let mut cut = |what: String, take: fn(&mut Channel, usize), place: usize| {
        cuts.push(Cut::new(name.span, what, move |tree| {
            let channels = tree.channels.iter_mut().skip(at).take(1);
            channels.for_each(|it| take(it, place));
        }));
    };
    for (place, need) in rule.needs.iter().enumerate() {
        let what = format!("that `{name}` needs `{}`", need.fact);
        cut(what, |it, place| remove(&mut it.needs, place), place);
    }
    if !rule.regions.is_empty() {
        cut(
            format!("the regions of `{name}`"),
            |it, _| it.regions.clear(),
            0,
        );
    }
    if !rule.by.is_empty() {
        cut(
            format!("by whom `{name}` hands over"),
            |it, _| it.by.clear(),
            0,
        );
    }
    if !rule.to.is_empty() {
        cut(
            format!("to whom `{name}` hands over"),
            |it, _| it.to.clear(),
            0,
        );
    }
    if !rule.place.is_empty() {
        cut(
            format!("where `{name}` hands over"),
            |it, _| it.place.clear(),
            0,
        );
    }
}
