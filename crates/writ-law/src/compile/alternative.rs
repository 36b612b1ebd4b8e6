//! The machine of one alternative, made of the tree as it reads there.

use super::{Compiled, anchor, broken, cited, condition, find};
use crate::machine::{
    EffectMachine, Frame, LifecycleMachine, LimitMachine, MOST, Machine, ServiceMachine, Set,
    StageMachine, ThenMachine, TriggerMachine,
};
use crate::period::{Period, WorkDays};
use crate::tree::{Amount, CountFrom, Instrument, Lifecycle, Name, Stage, Then, Tree, Trigger};

/// The machine of a tree.
pub(super) fn machine(tree: &Tree, frame: &Frame) -> Compiled<Machine> {
    let mut machine = Machine {
        services: Vec::new(),
        to: Vec::new(),
        lifecycles: Vec::new(),
        effects: Vec::new(),
    };
    for channel in &frame.channels {
        let service = tree
            .services
            .iter()
            .find(|it| it.channel.text == channel.name);
        machine.services.push(service.map(|service| {
            ServiceMachine {
                grounds: service.grounds.clone(),
                rebuttals: service
                    .rebuttals
                    .iter()
                    .map(|rebuttal| (rebuttal.reason.text.clone(), rebuttal.then))
                    .collect(),
                cite: cited(&service.cite),
            }
        }));
    }
    for instrument in &tree.instruments {
        let to = instrument
            .to
            .iter()
            .map(|name| find(name, "category", tree.categories.iter().map(|it| &it.name)))
            .collect::<Compiled<_>>()?;
        machine.to.push(to);
        let lifecycle = lifecycle_of(tree, instrument);
        machine.lifecycles.push(
            lifecycle
                .map(|it| lifecycle_machine(tree, it))
                .transpose()?,
        );
    }
    effects(tree, &mut machine)?;
    Ok(machine)
}

fn lifecycle_of<'a>(tree: &'a Tree, instrument: &Instrument) -> Option<&'a Lifecycle> {
    tree.lifecycles
        .iter()
        .find(|it| it.instrument == instrument.name)
}

fn effects(tree: &Tree, machine: &mut Machine) -> Compiled<()> {
    for effect in &tree.effects {
        let mut stages = Vec::new();
        for instrument in &tree.instruments {
            let Some(lifecycle) = lifecycle_of(tree, instrument) else {
                stages.push(Set::default());
                continue;
            };
            let known = |name: &&Name| lifecycle.stages.iter().any(|it| it.name == **name);
            let held = effect
                .stages
                .iter()
                .filter(known)
                .map(|name| stage_id(lifecycle, name));
            stages.push(held.collect::<Compiled<Set>>()?);
        }
        let limit = tree.limits.iter().find(|it| it.measure == effect.measure);
        let when = effect.when.as_ref();
        machine.effects.push(EffectMachine {
            cite: cited(&effect.cite),
            stages,
            when: when
                .map(|it| condition(tree, it, super::Sense::Plain))
                .transpose()?,
            decided: effect.decided,
            limit: limit.map(|limit| LimitMachine {
                longest: longest(limit.longest),
                extends: limit.unless.is_some(),
                cite: cited(&limit.cite),
            }),
        });
    }
    Ok(())
}

fn stage_id(lifecycle: &Lifecycle, name: &Name) -> Compiled<u8> {
    find(
        name,
        "stage",
        lifecycle.stages.iter().map(|stage| &stage.name),
    )
}

fn lifecycle_machine(tree: &Tree, lifecycle: &Lifecycle) -> Compiled<LifecycleMachine> {
    if lifecycle.stages.is_empty() || lifecycle.stages.len() > MOST {
        let text = format!("a lifecycle has from 1 to {MOST} stages");
        return Err(broken(lifecycle.instrument.span, text, "split it"));
    }
    let mut stages = Vec::new();
    for stage in &lifecycle.stages {
        stages.push(stage_machine(tree, lifecycle, stage)?);
    }
    for id in 0..u8::try_from(stages.len()).unwrap_or(0) {
        let reaches = reaches(&stages, id);
        if let Some(stage) = stages.get_mut(usize::from(id)) {
            stage.reaches = reaches;
        }
    }
    let served_stage = stages
        .iter()
        .flat_map(|stage| &stage.then)
        .find(|then| matches!(then.trigger, TriggerMachine::Served))
        .map_or(0, |then| then.to);
    Ok(LifecycleMachine {
        stages,
        ends_on: lifecycle.ends_on.clone(),
        voids: lifecycle.voids,
        served_stage,
    })
}

fn reaches(stages: &[StageMachine], from: u8) -> Set {
    let mut reached = Set::default();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        for then in stages
            .get(usize::from(id))
            .map_or(&[][..], |stage| &stage.then)
        {
            if !reached.has(then.to) {
                reached = reached.with(then.to);
                open.push(then.to);
            }
        }
    }
    reached
}

fn stage_machine(tree: &Tree, lifecycle: &Lifecycle, stage: &Stage) -> Compiled<StageMachine> {
    let then = stage
        .then
        .iter()
        .map(|then| then_machine(tree, lifecycle, then));
    Ok(StageMachine {
        name: stage.name.text.clone(),
        then: then.collect::<Compiled<_>>()?,
        reaches: Set::default(),
    })
}

fn then_machine(tree: &Tree, lifecycle: &Lifecycle, then: &Then) -> Compiled<ThenMachine> {
    let trigger = match &then.trigger {
        Trigger::Served => TriggerMachine::Served,
        Trigger::On(kind) => TriggerMachine::On(*kind),
        Trigger::Missed { duty } => {
            TriggerMachine::Missed(find(duty, "duty", tree.duties.iter().map(|it| &it.name))?)
        }
        Trigger::After { period, from } => {
            let id = find(period, "period", tree.periods.iter().map(|it| &it.name))?;
            let from = from.as_ref().map(anchor).ok_or_else(|| {
                broken(
                    then.span,
                    "the period has no anchor",
                    "say from what it runs: `from=…`",
                )
            })?;
            let rule = tree.periods.get(usize::from(id));
            let rule = rule.ok_or_else(|| broken(then.span, "no such period", "declare it"))?;
            let calendar = rule.calendar.as_ref();
            let calendar =
                calendar.and_then(|name| tree.calendars.iter().find(|it| it.name == *name));
            let period = Box::new(Period::compile(rule, calendar));
            TriggerMachine::After {
                name: rule.name.text.clone(),
                period,
                from,
            }
        }
    };
    Ok(ThenMachine {
        to: stage_id(lifecycle, &then.to)?,
        trigger,
    })
}

/// The longest duration counts its first day, so that it never lasts longer than it says.
fn longest(amount: Amount) -> Period {
    let mut terms = *Period::plain(amount).terms();
    terms.count_from = CountFrom::SameDay;
    Period::new(terms, WorkDays::default())
}
