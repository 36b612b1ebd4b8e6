//! W012: what a person says or does never worsens where they stand.
//!
//! To claim, to object, to give a reason, to answer or to come relieves. So a way that waits for such
//! an act, or for a term from one, leads to no stage of a measure or a punishment that does not stand
//! in the stage before; nor to one from which such a stage follows by anything but a duty missed anew
//! or by a way that was open before.

use std::collections::BTreeSet;

use crate::event::EventKind;
use crate::finding::Finding;
use crate::tree::{Anchor, Lifecycle, Name, Stage, Then, Tree, Trigger};

use super::floor;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let lifecycles = tree.lifecycles.iter();
    lifecycles.flat_map(|it| punished(tree, it)).collect()
}

fn punished(tree: &Tree, lifecycle: &Lifecycle) -> Vec<Finding> {
    let mut findings = Vec::new();
    for stage in &lifecycle.stages {
        let own = stage
            .then
            .iter()
            .filter_map(|then| Some((then, own_act(lifecycle, then)?)));
        for (then, act) in own {
            let Some(worse) = worse(tree, lifecycle, stage, then) else {
                continue;
            };
            let act = act.word();
            let text = format!(
                "`{act}`, an act of the person, leads from `{}` to `{}`, and so to `{worse}`",
                stage.name, then.to
            );
            let help =
                "take that way away: what a person says or does on their own behalf relieves";
            findings.push(floor("W012", then.to.span, text, help));
        }
    }
    findings
}

/// The act of the person for which a way waits. One that closes the matter opens no way.
fn own_act(lifecycle: &Lifecycle, then: &Then) -> Option<EventKind> {
    let act = match &then.trigger {
        Trigger::On(act)
        | Trigger::After {
            from: Some(Anchor::Event(act)),
            ..
        } => *act,
        Trigger::Served | Trigger::After { .. } | Trigger::Missed { .. } => return None,
    };
    let closes = act.closes() || lifecycle.ends_on.contains(&act);
    let own = matches!(
        act,
        EventKind::Replied
            | EventKind::Objected
            | EventKind::ExcuseClaimed
            | EventKind::NonReceiptClaimed
            | EventKind::AppearanceClaimed
            | EventKind::Rebutted
    );
    (own && !closes).then_some(act)
}

/// A measure or a punishment that stands after a way, without a default of its own, and not before it.
fn worse<'t>(
    tree: &'t Tree,
    lifecycle: &'t Lifecycle,
    before: &Stage,
    way: &Then,
) -> Option<&'t Name> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut ahead = vec![&way.to];
    while let Some(name) = ahead.pop() {
        let stages = lifecycle.stages.iter();
        for stage in stages.filter(|it| it.name == *name) {
            let mut standing = standing(tree, &stage.name);
            let new = standing.find(|stands| stands.1.iter().all(|it| *it != before.name));
            if let Some((name, _)) = new {
                return Some(name);
            }
            if seen.insert(stage.name.as_str()) {
                let ways = stage.then.iter();
                let open = ways.filter(|then| !is_new_default(then) && !was_open(before, then));
                ahead.extend(open.map(|then| &then.to));
            }
        }
    }
    None
}

/// What stands in a stage: each measure and punishment, and all its stages.
fn standing<'t>(tree: &'t Tree, stage: &Name) -> impl Iterator<Item = (&'t Name, &'t [Name])> {
    let effects = tree.effects.iter().map(|it| (&it.measure, &*it.stages));
    let sanctions = tree.sanctions.iter().map(|it| (&it.name, &*it.stages));
    let all = effects.chain(sanctions);
    all.filter(|(_, stages)| stages.contains(stage))
}

fn is_new_default(then: &Then) -> bool {
    matches!(then.trigger, Trigger::Missed { .. })
}

/// Whether the same way leads out of the stage before, so that the act brings nothing nearer. A term
/// from the entry of a stage is another one each time.
fn was_open(before: &Stage, then: &Then) -> bool {
    before
        .then
        .iter()
        .any(|it| it.to == then.to && it.trigger == then.trigger)
}
