//! W010: every restriction needs an act for that one person, after the default.
//!
//! Every measure counts as one on movement or livelihood: the language knows no harmless ones. An
//! act is for one person by the very form of `decided`, which names one matter and who decided. That
//! a warning comes before is W009.
//!
//! A default is a duty that was missed. That some time has passed shows one only where whoever did
//! what the duty asks could not be in the stage any more: where the term is no shorter than the time
//! for the duty, and each act that meets it ends the matter.

use std::collections::BTreeSet;

use crate::event::EventKind;
use crate::finding::Finding;
use crate::tree::{
    Amount, Anchor, DecidedBy, Due, Duty, Lifecycle, Name, Sanction, Term, Then, Tree, Trigger,
    Unit,
};

use super::floor;
use super::length::{longest, named, shortest};
use super::reachable::reached;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for effect in tree.effects.iter().filter(|it| !it.stages.is_empty()) {
        let measure = &effect.measure;
        if effect.decided == DecidedBy::Automatic {
            let text = format!("`{measure}` is restricted automatically, without anyone's act");
            let help = "write `decided officer` or `decided court`";
            findings.push(floor("W010", measure.span, text, help));
        }
        let early = before_default(tree, &effect.stages);
        findings.extend(early.into_iter().map(|stage| {
            let text =
                format!("`{stage}` is reached before any default, and `{measure}` holds in it");
            floor("W010", stage.span, text, AFTER_DEFAULT)
        }));
    }
    findings.extend(tree.sanctions.iter().flat_map(|it| punished(tree, it)));
    findings
}

const AFTER_DEFAULT: &str = "let it be so only in stages after a duty was missed (`missed=\"…\"`), or after its whole time if \
     every act that meets it ends the matter";

/// What is wrong with a punishment: it needs the same default. That somebody decides, the language
/// sees to.
fn punished(tree: &Tree, sanction: &Sanction) -> Vec<Finding> {
    let name = &sanction.name;
    let early = before_default(tree, &sanction.stages).into_iter();
    let said = |stage: &Name| {
        let text = format!("`{stage}` is reached before any default, and `{name}` punishes in it");
        floor("W010", stage.span, text, AFTER_DEFAULT)
    };
    early.map(said).collect()
}

/// Those of the stages that a matter can come to although the person has missed nothing.
fn before_default<'s>(tree: &Tree, stages: &'s [Name]) -> Vec<&'s Name> {
    let undefaulted: BTreeSet<&str> = tree
        .lifecycles
        .iter()
        .flat_map(|lifecycle| undefaulted(tree, lifecycle))
        .collect();
    let early = stages.iter();
    early
        .filter(|stage| undefaulted.contains(stage.as_str()))
        .collect()
}

/// The stages that a matter can come to although the person has missed nothing.
pub(super) fn undefaulted<'t>(tree: &'t Tree, lifecycle: &'t Lifecycle) -> BTreeSet<&'t str> {
    reached(lifecycle, |then| !is_default(tree, lifecycle, then))
}

/// Whether this way is open only to someone who has let a duty go by.
fn is_default(tree: &Tree, lifecycle: &Lifecycle, then: &Then) -> bool {
    match &then.trigger {
        Trigger::Served | Trigger::On(_) => false,
        Trigger::Missed { .. } => true,
        // W023 has something to say.
        Trigger::After { from: None, .. } => true,
        Trigger::After {
            period,
            from: Some(from),
        } => {
            let duties = tree.duties.iter();
            let mut duties = duties.filter(|it| it.is_of(&lifecycle.instrument));
            duties.any(|duty| ends_when_met(lifecycle, duty) && runs_out(tree, duty, period, from))
        }
    }
}

/// Whether nobody who has met the duty is in a stage any more: each act that meets it ends the matter.
fn ends_when_met(lifecycle: &Lifecycle, duty: &Duty) -> bool {
    let ends = |act: &EventKind| act.closes() || lifecycle.ends_on.contains(act);
    !duty.met_by.is_empty() && duty.met_by.iter().all(ends)
}

/// Whether the time for a duty is over once a term from an anchor is.
fn runs_out(tree: &Tree, duty: &Duty, period: &Term, from: &Anchor) -> bool {
    match &duty.due {
        // The day of the summons is the person's to its end.
        Due::By(Anchor::AppearAt) => {
            let begun = matches!(duty.from, Anchor::Served | Anchor::Sender);
            let least = 1 + u64::from(is_of_hours(tree, period));
            begun && *from == Anchor::AppearAt && shortest(tree, period) >= least
        }
        Due::By(_) => false,
        Due::Within(within) => {
            // A duty in hours is the person's to the end of the day as well.
            let in_hours = is_of_hours(tree, within) || is_of_hours(tree, period);
            let same = within == period && !in_hours;
            let longest = longest(tree, within) + u64::from(in_hours);
            duty.from == *from && (same || longest <= shortest(tree, period))
        }
    }
}

/// Whether a term is counted in hours or minutes, so that it can end within a day.
fn is_of_hours(tree: &Tree, term: &Term) -> bool {
    let of_hours = |amount: Amount| matches!(amount.unit, Unit::Hours | Unit::Minutes);
    match term {
        Term::Plain(amount) => of_hours(*amount),
        Term::Named(_) => named(tree, term).is_some_and(|it| of_hours(it.amount)),
    }
}
