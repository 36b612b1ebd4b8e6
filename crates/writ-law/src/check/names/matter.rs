//! The names in the rules about how a matter goes on, and in what readings change.

use crate::tree::{Anchor, Change, Lifecycle, Name, Then, Trigger};

use super::Names;
use super::rule::{anchor, unless_stage};

pub(super) fn check(names: &mut Names<'_>) {
    let tree = names.tree;
    for lifecycle in &tree.lifecycles {
        names.cite(&lifecycle.cite);
        names.instrument(&lifecycle.instrument);
        for then in lifecycle.stages.iter().flat_map(|stage| &stage.then) {
            way(names, then, lifecycle);
        }
    }
    for duty in &tree.duties {
        names.cite(&duty.cite);
        anchor(names, &duty.from);
        anchor(names, &duty.by);
    }
    for reading in tree.disputes.iter().flat_map(|dispute| &dispute.readings) {
        names.cite(&reading.cite);
        reading.changes.iter().for_each(|one| change(names, one));
    }
}

fn way(names: &mut Names<'_>, then: &Then, lifecycle: &Lifecycle) {
    let stages = || lifecycle.stages.iter().map(|stage| &stage.name);
    let known: Vec<&Name> = stages().collect();
    names.resolve(&then.to, "stage", known.iter().copied());
    let tree = names.tree;
    match &then.trigger {
        Trigger::Served | Trigger::On(_) => {}
        Trigger::Missed { duty } => {
            names.resolve(duty, "duty", tree.duties.iter().map(|it| &it.name));
        }
        Trigger::After { period, from } => {
            names.resolve(period, "period", tree.periods.iter().map(|it| &it.name));
            if let Some(Anchor::Stage(word)) = from {
                unless_stage(names, word, stages());
            }
        }
    }
}

fn change(names: &mut Names<'_>, change: &Change) {
    let tree = names.tree;
    match change {
        Change::Stage { stage, then } => {
            names.stage(stage);
            let holds = |it: &&Lifecycle| it.stages.iter().any(|one| one.name == *stage);
            for lifecycle in tree.lifecycles.iter().filter(holds) {
                then.iter().for_each(|one| way(names, one, lifecycle));
            }
        }
        Change::Effect { measure, stages } => {
            names.measure(measure);
            stages.iter().for_each(|stage| names.stage(stage));
        }
        Change::Service { channel, .. } => {
            names.channel(channel);
            if tree
                .services
                .iter()
                .all(|service| service.channel != *channel)
            {
                let text = format!("there is no service by `{channel}` to change");
                let help = "declare it in the base; `never` says that it does not serve";
                names.mistaken(channel, text, help);
            }
        }
        Change::Instrument { instrument, to } => {
            names.instrument(instrument);
            to.iter().for_each(|category| names.category(category));
        }
    }
}
