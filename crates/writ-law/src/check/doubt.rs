//! W011: unknown never burdens.
//!
//! Conditions have three values, and whatever says *yes* while some facts are unknown says so
//! whatever they turn out to be. What is left for a pack to get wrong is a category that asks for
//! nothing: then an effect holds for somebody of whom nothing is known.

use crate::explore::automaton::{Automaton, Place};
use crate::explore::clocks::Clocks;
use crate::explore::{Breach, Papers, Person, Property};
use crate::tree::Predicate;
use crate::truth::Truth;

pub(super) const PROPERTY: Property = Property {
    code: "W011",
    shown: "on somebody unknown",
    help: "let the category ask for facts that show that the person may be called",
    of: Papers::Binding,
    person: Person::Unknown,
    breach,
};

fn breach(automaton: &Automaton<'_>, place: &Place, clocks: &Clocks) -> Option<Breach> {
    let when = automaton.effect.when.as_ref();
    if when.is_some_and(|when| unknowing(when) != Truth::Yes) {
        return None;
    }
    let categories = automaton.tree.categories.iter();
    let mut categories = categories.filter(|it| automaton.instrument.to.contains(&it.name));
    let asks_nothing = categories.find(|it| unknowing(&it.when) == Truth::Yes)?;
    automaton.holding(place, clocks)?;
    let category = &asks_nothing.name;
    Some(Breach {
        why: format!(
            "can hold for somebody of whom nothing is known: `{category}` asks for no fact"
        ),
        then: Vec::new(),
    })
}

/// What a condition says while every fact is unknown.
pub(super) fn unknowing(when: &Predicate) -> Truth {
    match when {
        Predicate::All(parts) => parts.iter().map(unknowing).min().unwrap_or(Truth::Yes),
        Predicate::Any(parts) => parts.iter().map(unknowing).max().unwrap_or(Truth::No),
        Predicate::Not(part) => match unknowing(part) {
            Truth::Yes => Truth::No,
            Truth::Unknown => Truth::Unknown,
            Truth::No => Truth::Yes,
        },
        Predicate::Is { .. }
        | Predicate::IsNot { .. }
        | Predicate::Age { .. }
        | Predicate::Holds { .. } => Truth::Unknown,
    }
}
