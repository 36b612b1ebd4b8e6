//! W007: no effect holds before the person is served.

use crate::explore::automaton::{Automaton, Place, Service};
use crate::explore::clocks::Clocks;
use crate::explore::{Breach, Papers, Person, Property};

pub(super) const PROPERTY: Property = Property {
    code: "W007",
    shown: "before service",
    help: "let it hold only in stages that follow service",
    of: Papers::Binding,
    person: Person::Callable,
    breach,
};

fn breach(automaton: &Automaton<'_>, place: &Place, clocks: &Clocks) -> Option<Breach> {
    if place.service != Service::None {
        return None;
    }
    automaton.holding(place, clocks)?;
    Some(Breach {
        why: "can hold before the person is served".to_owned(),
        then: Vec::new(),
    })
}
