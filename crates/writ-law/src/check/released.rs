//! W004: from every state an effect can hold in, one act of the person ends it, by the pack's own
//! text.
//!
//! An act is one that nobody has to agree to: to appear, to answer, to object, to claim. The pack's
//! own text names an act in one of three ways: it meets a duty of the matter (`met-by`), the
//! lifecycle `ends-on` it, or a way out of the stage waits for it. Where a duty is met by several
//! acts, each of them has to end the effect: whoever has done all that the law asks of them is free.
//! `appeared` closes every matter, but a pack that never names it tells nobody that it does.
//!
//! An answer that is relied on after the act carries the effect on. So none may live longer than a day,
//! which is a figure of this floor: the packs that are shipped let answers live a quarter of an hour or
//! an hour.

use crate::event::EventKind;
use crate::explore::automaton::{Act, Automaton, Place};
use crate::explore::clocks::Clocks;
use crate::explore::{Breach, Papers, Person, Property};
use crate::finding::Finding;
use crate::tree::{Amount, Effect, Tree, Trigger, Unit};

use super::floor;

pub(super) const PROPERTY: Property = Property {
    code: "W004",
    shown: "after all that the law asks",
    help: "let every act that meets the duty end the effect: by a way to a stage without it, by \
           `ends-on`, or by `met-by appeared`",
    of: Papers::Binding,
    person: Person::Callable,
    breach,
};

/// The most hours for which an answer may be relied on.
const ANSWER_HOURS: u32 = 24;

/// Effects of which an answer outlives the act that ends them.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let effects = tree.effects.iter();
    let lasting = effects.filter(|it| !it.stages.is_empty() && !is_brief(it.answer_lives));
    let said = |effect: &Effect| {
        let measure = &effect.measure;
        let text = format!(
            "a desk may rely on an answer about `{measure}` for more than a day after it has ended"
        );
        let help = "write `answer-lives (hours)1`, or less where the desk can ask again";
        floor("W004", measure.span, text, help)
    };
    lasting.map(said).collect()
}

fn is_brief(amount: Amount) -> bool {
    match amount.unit {
        Unit::Minutes => amount.n <= ANSWER_HOURS * 60,
        Unit::Hours => amount.n <= ANSWER_HOURS,
        Unit::Days => amount.n <= 1,
        Unit::WorkDays | Unit::Weeks | Unit::Months | Unit::Years => amount.n == 0,
    }
}

fn breach(automaton: &Automaton<'_>, place: &Place, clocks: &Clocks) -> Option<Breach> {
    automaton.holding(place, clocks)?;
    let mut ways = named(automaton, place);
    ways.retain(|acts| !acts.is_empty());
    let mut unending = None;
    for acts in &ways {
        match acts.iter().find(|act| !ends(automaton, place, **act)) {
            None => return None,
            Some(act) => {
                unending.get_or_insert(*act);
            }
        }
    }
    Some(match unending {
        None => Breach {
            why: "can hold, and the pack names no act of the person that ends it".to_owned(),
            then: Vec::new(),
        },
        Some(act) => Breach {
            why: format!(
                "goes on after `{}`, by which the person does what the pack asks of them",
                act.word()
            ),
            then: after(automaton, place, act),
        },
    })
}

/// What the pack says the person can do: the acts that meet each duty, and each act that ends the
/// matter or leads out of the stage.
fn named(automaton: &Automaton<'_>, place: &Place) -> Vec<Vec<EventKind>> {
    let own = |acts: &[EventKind]| acts.iter().copied().filter(|it| is_own(*it)).collect();
    let mut named: Vec<Vec<EventKind>> =
        automaton.duties.iter().map(|it| own(&it.met_by)).collect();
    let ends_on = automaton.lifecycle.ends_on.iter();
    named.extend(ends_on.map(|act| own(&[*act])));
    let stage = automaton.stage(place).into_iter();
    for way in stage.flat_map(|it| &it.then) {
        if let Trigger::On(act) = way.trigger {
            named.push(own(&[act]));
        }
    }
    named
}

/// Whether it is the person's own act.
fn is_own(act: EventKind) -> bool {
    matches!(
        act,
        EventKind::Appeared
            | EventKind::Replied
            | EventKind::Objected
            | EventKind::ExcuseClaimed
            | EventKind::NonReceiptClaimed
            | EventKind::AppearanceClaimed
    )
}

/// An act that does not end the effect, and the shortest way on which it comes back.
fn after(automaton: &Automaton<'_>, place: &Place, act: EventKind) -> Vec<Act> {
    let mut then = vec![Act::Happen(act)];
    if let Some(to) = led(automaton, place, act) {
        then.extend(automaton.way_back(to));
    }
    then
}

/// The stage that an act leads to, if it leads out of this one.
fn led(automaton: &Automaton<'_>, place: &Place, act: EventKind) -> Option<u8> {
    let stage = automaton.stage(place)?;
    let way = stage
        .then
        .iter()
        .find(|it| it.trigger == Trigger::On(act))?;
    let mut stages = automaton.lifecycle.stages.iter();
    u8::try_from(stages.position(|it| it.name == way.to)?).ok()
}

/// Whether an act ends the effect from here, and it cannot come back.
fn ends(automaton: &Automaton<'_>, place: &Place, act: EventKind) -> bool {
    if act.closes() || automaton.lifecycle.ends_on.contains(&act) {
        return true;
    }
    led(automaton, place, act).is_some_and(|to| !automaton.can_hold_after(to))
}
