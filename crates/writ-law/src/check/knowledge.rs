//! W008: no effect rests on posting, or on an n-th day, alone.
//!
//! Either the person is shown to have the paper (they opened it, took it or refused it), or another
//! channel was tried before (`needs tried=`) and a claim of non-receipt suspends at once.

use crate::explore::automaton::{Act, Automaton, Mark, Place, Service};
use crate::explore::clocks::Clocks;
use crate::explore::{Breach, Papers, Person, Property};

pub(super) const PROPERTY: Property = Property {
    code: "W008",
    shown: "on a presumption alone",
    help: "serve by `opened`, `delivered` or `refused`; or write `needs tried=\"…\"` in the service \
           and `claim non-receipt { while-undecided suspends; … }`",
    of: Papers::Binding,
    person: Person::Callable,
    breach,
};

fn breach(automaton: &Automaton<'_>, place: &Place, clocks: &Clocks) -> Option<Breach> {
    let untried = match place.service {
        Service::None | Service::Known => return None,
        Service::Presumed => true,
        Service::PresumedTried => false,
    };
    automaton.holding(place, clocks)?;
    if !automaton.claim_suspends() {
        return Some(Breach {
            why: "can rest on a presumption that the paper came, and to say that it did not come \
                  suspends nothing"
                .to_owned(),
            then: if place.has(Mark::CLAIMED) || place.has(Mark::JUDGED) {
                Vec::new()
            } else {
                vec![Act::Happen(crate::event::EventKind::NonReceiptClaimed)]
            },
        });
    }
    untried.then(|| Breach {
        why: "can rest on a presumption that the paper came, and no other channel was tried"
            .to_owned(),
        then: Vec::new(),
    })
}
