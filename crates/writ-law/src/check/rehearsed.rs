//! W006: nothing follows from a test, on any path.
//!
//! The evaluator gives a test no stages, whatever the pack says. A pack that says otherwise tells
//! people something else, so it is not proved to be free of it.

use crate::explore::automaton::{Automaton, Place};
use crate::explore::clocks::Clocks;
use crate::explore::{Breach, Papers, Person, Property};

pub(super) const PROPERTY: Property = Property {
    code: "W006",
    shown: "from a test",
    help: "a test has no stages and no effects: leave out its lifecycle",
    of: Papers::Tests,
    person: Person::Callable,
    breach,
};

fn breach(automaton: &Automaton<'_>, place: &Place, clocks: &Clocks) -> Option<Breach> {
    automaton.holding(place, clocks)?;
    let instrument = &automaton.instrument.name;
    Some(Breach {
        why: format!("follows from `{instrument}`, which is a test"),
        then: Vec::new(),
    })
}
