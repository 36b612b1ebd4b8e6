//! W008: no effect rests on posting, or on an n-th day, alone.
//!
//! Either the person is shown to have the paper: they opened it in their account, or they or an adult
//! of their household took or refused it, and in each case it can be shown that it was somebody else.
//! Or another channel that serves was tried before (`needs tried=`), one of the two being paper, and a
//! claim of non-receipt suspends at once. What lands in an account, or on a doorstep, is neither: it is
//! said to be `delivered`, which takes that claim away, and shows nothing.

use crate::explore::automaton::{Act, Automaton, Mark, Place, Service};
use crate::explore::clocks::Clocks;
use crate::explore::{Breach, Papers, Person, Property};

pub(super) const PROPERTY: Property = Property {
    code: "W008",
    shown: "on a presumption alone",
    help: "serve an account by `opened` and paper by `delivered` or `refused` on a channel that says \
           `by` and `to person household`, each `rebutted-by wrong-person then=never`; or write \
           `needs tried=\"…\"` in the service and `claim non-receipt { while-undecided suspends; … }`",
    of: Papers::Binding,
    person: Person::Callable,
    breach,
};

/// What is wrong with a ground that is taken for knowledge and is none.
const TAKEN_FOR_KNOWN: &str = "can rest on a copy that nobody shows the person to have: it landed in \
                               an account or with anybody at all, or nobody can show that it was \
                               somebody else who had it";

fn breach(automaton: &Automaton<'_>, place: &Place, clocks: &Clocks) -> Option<Breach> {
    let untried = match place.service {
        Service::None | Service::Known => return None,
        Service::Presumed => true,
        Service::PresumedTried => false,
        Service::TakenForKnown => {
            automaton.holding(place, clocks)?;
            return Some(Breach {
                why: TAKEN_FOR_KNOWN.to_owned(),
                then: Vec::new(),
            });
        }
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
        why: "can rest on a presumption that the paper came, and no other channel was \
              tried that serves, one of the two on paper"
            .to_owned(),
        then: Vec::new(),
    })
}
