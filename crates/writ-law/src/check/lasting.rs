//! W005: how long an effect can last.
//!
//! At most ninety days before a review, and at most ninety more by each. That all matters together
//! come to at most 180 days in 365 is not shown here: one matter does not tell of the others, and
//! no rule of the language counts over them.

use crate::explore::automaton::{Act, Automaton, LASTING, Place};
use crate::explore::clocks::{Clocks, DAY, Minutes};
use crate::explore::{Breach, Papers, Person, Property};

/// The most days before a review, and from one review to the next.
const LONGEST_DAYS: Minutes = 90;

pub(super) const PROPERTY: Property = Property {
    code: "W005",
    shown: "after ninety days without a review",
    help: "write `limit \"…\" longest=(days)90 unless=reviewed`",
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
