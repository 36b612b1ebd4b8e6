//! Exhaustive exploration: what can come about in one matter, whatever anybody does.
//!
//! From the tree, for each version and each alternative reading, an abstract automaton is derived
//! for one effect at a time ([`automaton`]). Everything that it can do is walked through
//! ([`walk`]), clocks being kept as sets of readings ([`clocks`]). It can do whatever the evaluator
//! can, and more: what holds of all its states holds of every matter. A state in which something
//! does not hold that should is told as an example with dates, and replayed in the evaluator
//! ([`story`]). If the evaluator does not follow, the property is *not proved*, which is no pass.
//!
//! - Facts are always such that the effect can hold; carriers and officers do what they like, when
//!   they like; the date in the summons can be any.
//! - A clock of a stage strikes at any time from its least length on ([`length`]), without an end:
//!   clocks can stand still for as long as an objection, a claim or an outage takes. That is wider
//!   than the longest run of days off.
//! - Clocks that nothing waits for any more are forgotten; the others are capped at the largest
//!   number that anything compares them with.
//! - What only takes an effect off and leaves nothing behind is left out: then the effect holds more
//!   often, never less.
//! - A pending matter that switches to a later version goes by rules of both. That it has nothing
//!   under it that the old law did not give is a check of its own (`W021`).

pub(crate) mod automaton;
pub(crate) mod clocks;
pub(crate) mod fresh;
pub(crate) mod law;
pub(crate) mod length;
pub(crate) mod lives;
pub(crate) mod place;
pub(crate) mod punish;
pub(crate) mod receipt;
pub(crate) mod story;
pub(crate) mod text;
pub(crate) mod walk;

#[cfg(test)]
mod tests;

use crate::finding::{Class, Finding};
use crate::regime::Regime;
use crate::tree::{InstrumentKind, Name};

use automaton::{Act, Automaton, Place};
use clocks::Clocks;
use law::Law;
use walk::{Extent, Walked, Way};

/// Something that must hold in every state that a matter can come to.
#[derive(Debug)]
pub(crate) struct Property {
    /// The code of the check.
    pub(crate) code: &'static str,
    /// What the counterexample is called, after the measure.
    pub(crate) shown: &'static str,
    /// What would cure it.
    pub(crate) help: &'static str,
    /// Of which instruments it speaks.
    pub(crate) of: Papers,
    /// About whom its stories are.
    pub(crate) person: Person,
    /// What is wrong in a state, if anything.
    pub(crate) breach: fn(&Automaton<'_>, &Place, &Clocks) -> Option<Breach>,
}

/// Of which instruments a property speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Papers {
    /// Of those that have force.
    Binding,
    /// Of tests.
    Tests,
}

/// About whom a story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Person {
    /// Somebody who may be called.
    Callable,
    /// Somebody of whom nothing is known but what a channel needs.
    Unknown,
}

/// What is wrong in a state.
#[derive(Clone, Debug)]
pub(crate) struct Breach {
    /// In words, after the measure.
    pub(crate) why: String,
    /// What shows it, after what led there: the effect still holds at the end.
    pub(crate) then: Vec<Act>,
}

/// The faults of a regime, each with the shortest story of it that the evaluator follows.
pub(crate) fn check(regime: &Regime, properties: &[&'static Property]) -> Vec<Finding> {
    let mut found: Vec<(&'static str, Name)> = Vec::new();
    let mut findings = Vec::new();
    for law in law::laws(regime) {
        for automaton in Automaton::all(&law.tree) {
            let measure = &automaton.effect.measure;
            let wanted = properties.iter().copied().filter(|it| {
                let known = found
                    .iter()
                    .any(|(code, of)| *code == it.code && of == measure);
                !known && it.speaks_of(&automaton)
            });
            let wanted: Vec<&Property> = wanted.collect();
            if wanted.is_empty() {
                continue;
            }
            let walked = walk::walk(&automaton, &wanted);
            for (property, ways) in wanted.iter().zip(&walked.ways) {
                if let Some(finding) = property.judge(regime, &law, &automaton, (&walked, ways)) {
                    found.push((property.code, measure.clone()));
                    findings.push(finding);
                }
            }
        }
    }
    findings
}

impl Property {
    fn speaks_of(&self, automaton: &Automaton<'_>) -> bool {
        let is_test = automaton.instrument.kind == InstrumentKind::Test;
        is_test == (self.of == Papers::Tests)
    }

    fn judge(
        &self,
        regime: &Regime,
        law: &Law,
        automaton: &Automaton<'_>,
        (walked, ways): (&Walked, &[Way]),
    ) -> Option<Finding> {
        let measure = &automaton.effect.measure;
        let finding = |text: String| {
            Finding::new(self.code, Class::A, measure.span, text).with_help(self.help)
        };
        let name = format!("{measure} {}", self.shown);
        for way in ways {
            if let Some(example) = story::tell(regime, law, automaton, way, (&name, self.person)) {
                let mut found = finding(format!("`{measure}` {}", way.why));
                found.counterexample = Some(text::example(&example));
                return Some(found);
            }
        }
        let why = match (ways.first(), walked.extent) {
            (Some(way), _) => format!(
                "the exploration found a way in which `{measure}` {}, and the evaluator does not \
                 follow it",
                way.why
            ),
            (None, Extent::Part) => format!(
                "there is more that can happen to somebody under `{measure}` than can be walked \
                 through"
            ),
            (None, Extent::Whole) => return None,
        };
        Some(finding(format!("not proved: {why}")))
    }
}
