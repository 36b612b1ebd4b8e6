//! W005: how long an effect can last.
//!
//! At most ninety days before a review, and at most ninety more by each: that is shown by walking
//! through one matter. That all matters together come to at most 180 days in 365 is for the law to
//! say, and the evaluator holds it: each effect needs a limit that says so.

use super::floor;
use crate::explore::automaton::{Act, Automaton, LASTING, Place};
use crate::explore::clocks::{Clocks, DAY, Minutes};
use crate::explore::{Breach, Papers, Person, Property};
use crate::finding::Finding;
use crate::tree::{Effect, InAll, InstrumentKind, Tree};

/// The most days before a review, and from one review to the next.
const LONGEST_DAYS: Minutes = 90;

pub(super) const PROPERTY: Property = Property {
    code: "W005",
    shown: "after ninety days without a review",
    help: "write `limit \"…\" longest=(days)90 unless=reviewed most=(days)180 within=(days)365`",
    of: Papers::Binding,
    person: Person::Callable,
    breach,
};

fn breach(automaton: &Automaton<'_>, place: &Place, clocks: &Clocks) -> Option<Breach> {
    let held = automaton.holding(place, clocks)?;
    // An hour more, where clocks are put back meanwhile.
    held.above(LASTING, LONGEST_DAYS * DAY + 60)?;
    let why = match automaton.limit {
        None => "can hold for ever: nothing limits it".to_owned(),
        Some(_) => format!("can hold for more than {LONGEST_DAYS} days without a review"),
    };
    Some(Breach {
        why,
        then: vec![Act::Wait(90)],
    })
}

/// The most days over all matters, and of how many at least.
const IN_ALL: InAll = InAll {
    most: 180,
    within: 365,
};

/// W005: effects of binding papers that nothing bounds over all matters of a person.
pub(super) fn in_all(tree: &Tree) -> Vec<Finding> {
    let binding = |effect: &&Effect| {
        Automaton::all(tree).any(|it| {
            it.effect.measure == effect.measure && it.instrument.kind != InstrumentKind::Test
        })
    };
    let bounded = |effect: &&Effect| {
        let mut limits = tree.limits.iter();
        let limit = limits.find(|it| it.measure == effect.measure);
        let in_all = limit.and_then(|it| it.in_all);
        in_all.is_some_and(|it| it.most <= IN_ALL.most && it.within >= IN_ALL.within)
    };
    let loose = tree
        .effects
        .iter()
        .filter(|it| !bounded(it))
        .filter(binding);
    let said = |effect: &Effect| {
        let name = &effect.measure;
        let text = format!(
            "`{name}` can hold for more than {} days in {} over several matters",
            IN_ALL.most, IN_ALL.within
        );
        floor("W005", name.span, text, PROPERTY.help)
    };
    loose.map(said).collect()
}
