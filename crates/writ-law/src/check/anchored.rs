//! W023: from what a period runs is said, and what a month's end does to it.

use crate::finding::{Class, Finding, Span};
use crate::tree::{Amount, Change, Due, Ground, Name, Term, Then, Tree, Trigger, Unit, Wait};

use super::floor;
use super::names::Every;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let every = Every::of(tree);
    let mut findings = Vec::new();
    for period in &every.periods {
        if by_months(period.amount) && period.month_end.is_none() {
            let name = &period.name;
            let text = format!("`{name}` does not say what a day is that the month has not");
            let help = "write `month-end=clamp` (its last day) or `month-end=error`";
            findings.push(floor("W023", name.span, text, help));
        }
    }
    for then in ways(tree, &every) {
        if let Trigger::After { period, from: None } = &then.trigger {
            let text = format!("`{period}` runs, and nothing says from what");
            let help = "write `from=served`, `from=appear-at`, `from=` a kind of event or a stage";
            // Nothing can be computed from such a text, so it is no regime at all.
            let finding = Finding::new("W023", Class::Error, then.span, text);
            findings.push(finding.with_help(help));
        }
    }
    for (span, term) in terms(tree, &every) {
        if let Term::Plain(amount) = term
            && by_months(*amount)
        {
            let text = format!("{term} does not say what a day is that the month has not");
            let help = "declare a `period` with `month-end=` and write its name";
            findings.push(floor("W023", span, text, help));
        }
    }
    findings
}

fn by_months(amount: Amount) -> bool {
    matches!(amount.unit, Unit::Months | Unit::Years)
}

/// Every change, of readings and of versions.
fn changes(tree: &Tree) -> impl Iterator<Item = &Change> {
    let readings = tree.disputes.iter().flat_map(|dispute| &dispute.readings);
    let of_readings = readings.flat_map(|reading| &reading.changes);
    of_readings.chain(tree.versions.iter().flat_map(|version| &version.changes))
}

/// Every way out of a stage, in the rules and in what changes them.
fn ways<'t>(tree: &'t Tree, every: &Every<'t>) -> Vec<&'t Then> {
    let stages = every.lifecycles.iter().flat_map(|it| &it.stages);
    let changed = changes(tree).filter_map(|change| match change {
        Change::Stage { then, .. } => Some(then),
        _ => None,
    });
    stages
        .flat_map(|stage| &stage.then)
        .chain(changed.flatten())
        .collect()
}

/// Every ground of service, with its channel.
fn grounds<'t>(tree: &'t Tree, every: &Every<'t>) -> Vec<(&'t Name, &'t Ground)> {
    let ruled = every.services.iter().map(|it| (&it.channel, &it.grounds));
    let changed = changes(tree).filter_map(|change| match change {
        Change::Service { channel, grounds } => Some((channel, grounds)),
        _ => None,
    });
    ruled
        .chain(changed)
        .flat_map(|(channel, grounds)| grounds.iter().map(move |ground| (channel, ground)))
        .collect()
}

/// Every length of time that a rule may write out, with a place to point at.
fn terms<'t>(tree: &'t Tree, every: &Every<'t>) -> Vec<(Span, &'t Term)> {
    let mut terms: Vec<(Span, &Term)> = Vec::new();
    for then in ways(tree, every) {
        if let Trigger::After { period, .. } = &then.trigger {
            terms.push((then.span, period));
        }
    }
    for (channel, ground) in grounds(tree, every) {
        if let Some(Wait::After(term) | Wait::OnDay(term)) = &ground.wait {
            terms.push((channel.span, term));
        }
    }
    for rebuttal in every.services.iter().flat_map(|it| &it.rebuttals) {
        terms.extend(rebuttal.within.iter().map(|it| (rebuttal.reason.span, it)));
    }
    for duty in &every.duties {
        if let Due::Within(term) = &duty.due {
            terms.push((duty.name.span, term));
        }
        terms.extend(duty.late_within.iter().map(|it| (duty.name.span, it)));
    }
    for effect in &every.effects {
        let within = effect.decide_within.iter();
        terms.extend(within.map(|(term, _)| (effect.measure.span, term)));
    }
    let exceptions = every.exceptions.iter();
    terms.extend(exceptions.map(|it| (it.name.span, &it.lasts)));
    terms
}
