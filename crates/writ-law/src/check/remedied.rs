//! W003: every effect has a remedy that stays it.
//!
//! In every state in which the effect holds, and until fourteen days after the person was told of
//! it, an objection takes it off in the same instant; it is answered within thirty days, and if
//! not, the effect ends. Against what a court decided there has to be an appeal that stays it,
//! open as long; how long the next court takes is its own affair.

use crate::event::EventKind;
use crate::explore::automaton::{Act, Automaton, Mark, Place, Stay, TOLD, UNDECIDED};
use crate::explore::clocks::{Clocks, DAY, Minutes};
use crate::explore::length::Length;
use crate::explore::{Breach, Papers, Person, Property};
use crate::tree::{Anchor, DecidedBy, Stays};

/// For how many days from being told a remedy is open at least.
const OPEN_DAYS: Minutes = 14;
/// In how many days it is answered at most.
const ANSWER_DAYS: Minutes = 30;
/// What a change of the clocks can make of a day.
const HOUR: Minutes = 60;

pub(super) const PROPERTY: Property = Property {
    code: "W003",
    shown: "without a remedy that stays it",
    help: "write `remedy \"objection\" { against …; open-for (days)30 from=told; stays #true; \
           decide-within (days)15 else=ends }`",
    of: Papers::Binding,
    person: Person::Callable,
    breach,
};

fn breach(automaton: &Automaton<'_>, place: &Place, clocks: &Clocks) -> Option<Breach> {
    match place.stay {
        Stay::Objection(number) => slow(automaton, number, clocks),
        Stay::Appeal(_) => None,
        Stay::None => closed(automaton, place, clocks),
    }
}

/// An objection is pending that may be answered late, which brings the effect back.
fn slow(automaton: &Automaton<'_>, number: u8, clocks: &Clocks) -> Option<Breach> {
    if automaton.effect.decided == DecidedBy::Court {
        return None;
    }
    let within = automaton.remedies.get(usize::from(number))?.decide_within;
    let late = clocks.above(UNDECIDED, (ANSWER_DAYS + 1) * DAY + HOUR)?;
    if let Some(within) = within {
        late.below(UNDECIDED, Length::of_amount(within).most)?;
    }
    let why = format!("can come back {ANSWER_DAYS} days and more after an objection to it");
    let then = vec![Act::Wait(32), Act::Reject(number)];
    Some(Breach { why, then })
}

/// The effect holds and no objection can stay it.
fn closed(automaton: &Automaton<'_>, place: &Place, clocks: &Clocks) -> Option<Breach> {
    let held = automaton.holding(place, clocks)?;
    if place.has(Mark::OBJECTED) {
        return None;
    }
    let staying = (0u8..).zip(&automaton.remedies);
    let mut staying = staying
        .filter(|(_, it)| it.stays == Stays::Yes && it.open_from == Anchor::Event(EventKind::Told))
        .peekable();
    let Some((number, _)) = staying.peek().copied() else {
        return Some(match automaton.remedies.first() {
            None => Breach {
                why: "can hold, and nothing is open against it".to_owned(),
                then: Vec::new(),
            },
            Some(remedy) => Breach {
                why: format!(
                    "can hold, and `{}`, which is open against it, does not stay it from when the \
                     person is told",
                    remedy.name
                ),
                then: vec![Act::Object(0)],
            },
        });
    };
    if !place.has(Mark::TOLD) {
        return None;
    }
    let open = staying.map(|(_, it)| Length::of_amount(it.open_for).least);
    let open = open.max()?;
    held.below(TOLD, OPEN_DAYS * DAY - HOUR)?
        .at_least(TOLD, open)?;
    let why = format!("can no longer be objected to {OPEN_DAYS} days after the person was told");
    let days = u16::try_from(open / DAY + 2).unwrap_or(u16::MAX);
    let then = vec![Act::Wait(days), Act::Object(number)];
    Some(Breach { why, then })
}
