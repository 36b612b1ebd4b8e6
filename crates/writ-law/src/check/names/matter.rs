//! The names in the rules about how a matter goes on, and in what readings change.

use crate::tree::{Anchor, Change, Due, Duty, Lifecycle, Name, Then, Trigger};

use super::Names;
use super::rule::{anchor, ground, unless_stage};

pub(super) fn check(names: &mut Names<'_>) {
    for lifecycle in names.every.lifecycles.clone() {
        names.cite(&lifecycle.cite);
        names.instrument(&lifecycle.instrument);
        let stages: Vec<&Name> = lifecycle.stages.iter().map(|stage| &stage.name).collect();
        for then in lifecycle.stages.iter().flat_map(|stage| &stage.then) {
            way(names, then, &stages);
            own_duty(names, then, &lifecycle.instrument);
        }
    }
    for one in names.every.duties.clone() {
        duty(names, one);
    }
    for follow in names.every.follows.clone() {
        names.cite(&follow.cite);
        names.instrument(&follow.instrument);
        names.stage(&follow.on);
    }
    let readings = names.tree.disputes.iter();
    for reading in readings.flat_map(|dispute| &dispute.readings) {
        names.cite(&reading.cite);
        reading.changes.iter().for_each(|one| change(names, one));
    }
}

fn duty(names: &mut Names<'_>, duty: &Duty) {
    names.cite(&duty.cite);
    duty.of.iter().for_each(|paper| names.instrument(paper));
    duty.upon
        .iter()
        .for_each(|category| names.category(category));
    anchor(names, &duty.from);
    match &duty.due {
        Due::By(by) => anchor(names, by),
        Due::Within(within) => names.term(within),
    }
    duty.late_within.iter().for_each(|term| names.term(term));
    if of_statute(duty) && duty.upon.is_empty() {
        let name = &duty.name;
        let text = format!("the duty `{name}` is one of statute, and nobody bears it");
        names.mistaken(name, text, "write `upon` and the categories of its people");
    }
    if let Some(paper) = duty.of.first().filter(|_| of_statute(duty)) {
        let name = &duty.name;
        let text = format!("the duty `{name}` is one of statute, and hangs on no paper");
        names.mistaken(paper, text, "take `of` away, or write `from served`");
    }
}

/// A matter can miss only what its own paper asks for.
fn own_duty(names: &mut Names<'_>, then: &Then, instrument: &Name) {
    let Trigger::Missed { duty } = &then.trigger else {
        return;
    };
    let mut rules = names.every.duties.iter();
    if rules.any(|rule| rule.name == *duty && !rule.is_of(instrument)) {
        let text = format!("the duty `{duty}` is not one of `{instrument}`");
        let help = format!("write `of \"{instrument}\"` in that duty, or name another one");
        names.mistaken(duty, text, &help);
    }
}

/// Whether a duty begins without any paper.
fn of_statute(duty: &Duty) -> bool {
    matches!(
        duty.from,
        Anchor::Statute | Anchor::Day(_) | Anchor::Window(_) | Anchor::PublicEvent(_)
    )
}

/// A way out of a stage of a lifecycle that has these stages.
fn way(names: &mut Names<'_>, then: &Then, stages: &[&Name]) {
    names.resolve(&then.to, "stage", stages.iter().copied());
    match &then.trigger {
        Trigger::Served | Trigger::On(_) => {}
        Trigger::Missed { duty } => {
            names.duty(duty);
            let mut rules = names.every.duties.iter();
            if rules.any(|rule| rule.name == *duty && of_statute(rule)) {
                let text = format!("no effect hangs on a duty of statute such as `{duty}`");
                names.mistaken(duty, text, "name a duty that begins with service");
            }
        }
        Trigger::After { period, from } => {
            names.term(period);
            match from {
                Some(Anchor::Stage(word)) => unless_stage(names, word, stages.iter().copied()),
                Some(from) => anchor(names, from),
                None => {}
            }
        }
    }
}

pub(super) fn change(names: &mut Names<'_>, change: &Change) {
    match change {
        Change::Stage { stage, then } => {
            names.stage(stage);
            for stages in lifecycles_with(names, stage) {
                then.iter().for_each(|one| way(names, one, &stages));
            }
            for lifecycle in names.every.lifecycles.clone() {
                if lifecycle.stages.iter().any(|it| it.name == *stage) {
                    let instrument = &lifecycle.instrument;
                    then.iter().for_each(|one| own_duty(names, one, instrument));
                }
            }
        }
        Change::Effect { measure, stages } => {
            names.measure(measure);
            stages.iter().for_each(|stage| names.stage(stage));
        }
        Change::Service { channel, grounds } => {
            names.channel(channel);
            grounds.iter().for_each(|it| ground(names, it));
            let mut services = names.every.services.iter();
            if services.all(|service| service.channel != *channel) {
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

/// The stages of each lifecycle that has this one, whichever version it stands in.
fn lifecycles_with<'t>(names: &Names<'t>, stage: &Name) -> Vec<Vec<&'t Name>> {
    let every = &names.every.lifecycles;
    let holds = |it: &Lifecycle| it.stages.iter().any(|one| one.name == *stage);
    let mut instruments: Vec<&Name> = Vec::new();
    for lifecycle in every.iter().filter(|it| holds(it)) {
        if !instruments.contains(&&lifecycle.instrument) {
            instruments.push(&lifecycle.instrument);
        }
    }
    let stages_of = |instrument: &Name| {
        let its = every.iter().filter(|it| it.instrument == *instrument);
        its.flat_map(|it| &it.stages).map(|it| &it.name).collect()
    };
    instruments.into_iter().map(stages_of).collect()
}
