//! The alternatives of a regime: one reading of each dispute, and the text as it then reads.

use crate::tree::{Change, Reading, Tree};

/// What joins the readings of an alternative in its name.
pub(crate) const JOINED: &str = " / ";

/// One reading of each dispute, in pack order.
pub(crate) fn choices(tree: &Tree) -> Vec<Vec<&Reading>> {
    let mut choices: Vec<Vec<&Reading>> = vec![Vec::new()];
    for dispute in &tree.disputes {
        choices = choices
            .iter()
            .flat_map(|chosen| {
                dispute.readings.iter().map(|reading| {
                    let mut longer = chosen.clone();
                    longer.push(reading);
                    longer
                })
            })
            .collect();
    }
    choices
}

/// The text as it reads in an alternative.
pub(crate) fn read(tree: &Tree, choice: &[&Reading]) -> Tree {
    let mut read = tree.clone();
    for change in choice.iter().flat_map(|reading| &reading.changes) {
        apply(&mut read, change);
    }
    read
}

fn apply(tree: &mut Tree, change: &Change) {
    match change {
        Change::Stage { stage, then } => {
            let stages = tree.lifecycles.iter_mut().flat_map(|it| &mut it.stages);
            stages
                .filter(|it| it.name == *stage)
                .for_each(|it| it.then.clone_from(then));
        }
        Change::Effect { measure, stages } => {
            let effects = tree.effects.iter_mut().filter(|it| it.measure == *measure);
            effects.for_each(|it| it.stages.clone_from(stages));
        }
        Change::Service { channel, grounds } => {
            let services = tree.services.iter_mut().filter(|it| it.channel == *channel);
            services.for_each(|it| it.grounds.clone_from(grounds));
        }
        Change::Instrument { instrument, to } => {
            let instruments = tree
                .instruments
                .iter_mut()
                .filter(|it| it.name == *instrument);
            instruments.for_each(|it| it.to.clone_from(to));
        }
    }
}
