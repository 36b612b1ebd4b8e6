//! The machine of one alternative under one version, made of the tree as it reads there.

use super::{Compiled, Numbered, anchor, broken, cited, condition, duration, find, term};
use crate::machine::{
    Bears, Early, EffectMachine, Frame, GroundMachine, LifecycleMachine, LimitMachine, MOST,
    Machine, NeedMachine, RebuttalMachine, ServiceMachine, Set, StageMachine, ThenMachine,
    TriggerMachine, WaitMachine,
};
use crate::period::{Period, WorkDays};
use crate::tree::{
    Amount, CountFrom, Effect, Ground, Lifecycle, Name, ServiceNeed, ServiceRule, Tree, Trigger,
    Wait,
};

/// The machine of a tree.
pub(super) fn machine(tree: &Tree, all: &Numbered, frame: &Frame) -> Compiled<Machine> {
    let mut machine = Machine {
        services: Vec::new(),
        to: Vec::new(),
        lifecycles: Vec::new(),
        effects: Vec::new(),
        early: Vec::new(),
    };
    for channel in &all.channels {
        let rule = tree.services.iter().find(|it| it.channel == *channel);
        let rule = rule.map(|rule| service(tree, all, rule));
        machine.services.push(rule.transpose()?);
    }
    for (place, (name, _)) in all.instruments.iter().enumerate() {
        let instrument = tree.instruments.iter().find(|it| it.name == *name);
        let to = instrument.map_or(&[][..], |it| &it.to);
        let to = to
            .iter()
            .map(|name| find(name, "category", tree.categories.iter().map(|it| &it.name)));
        machine.to.push(to.collect::<Compiled<_>>()?);
        let rule = tree.lifecycles.iter().find(|it| it.instrument == *name);
        let stages = all.stages.get(place).map_or(&[][..], Vec::as_slice);
        let rule = rule.map(|rule| lifecycle(tree, all, frame, (rule, stages)));
        machine.lifecycles.push(rule.transpose()?);
    }
    for measure in &all.measures {
        let rule = tree.effects.iter().find(|it| it.measure == *measure);
        let rule = match rule {
            Some(rule) => effect(tree, all, frame, rule)?,
            None => absent(all),
        };
        machine.effects.push(rule);
    }
    for place in 0..all.instruments.len() {
        let early = early(&machine, place);
        machine.early.push(early);
    }
    Ok(machine)
}

fn service(tree: &Tree, all: &Numbered, rule: &ServiceRule) -> Compiled<ServiceMachine> {
    let grounds = rule.grounds.iter().map(|it| ground(tree, rule, it));
    let mut needs = Vec::new();
    for need in &rule.needs {
        needs.push(match need {
            ServiceNeed::Judged(name) => {
                let judgement = tree.judgements.iter().find(|it| it.name == *name);
                let by = judgement.map_or_else(String::new, |it| it.by.text.clone());
                NeedMachine::Judged(name.text.clone(), by)
            }
            ServiceNeed::Alerts {
                count,
                apart,
                within,
            } => NeedMachine::Alerts {
                count: *count,
                apart: apart.map(duration),
                within: within.map(duration),
            },
            ServiceNeed::Attempts { count, apart } => NeedMachine::Attempts {
                count: *count,
                apart: apart.map(duration),
            },
            ServiceNeed::Tried(name) => {
                NeedMachine::Tried(find(name, "channel", all.channels.iter())?)
            }
        });
    }
    let mut rebuttals = Vec::new();
    for rebuttal in &rule.rebuttals {
        let within = rebuttal.within.as_ref();
        let within = within.map(|it| term(tree, it, rule.span)).transpose()?;
        rebuttals.push(RebuttalMachine {
            reason: rebuttal.reason.text.clone(),
            then: rebuttal.then,
            within: within.map(Box::new),
        });
    }
    Ok(ServiceMachine {
        grounds: grounds.collect::<Compiled<_>>()?,
        needs,
        sender: rule.sender,
        tolled_by: rule.tolled_by.clone(),
        rebuttals,
        cite: cited(&rule.cite),
    })
}

fn ground(tree: &Tree, rule: &ServiceRule, ground: &Ground) -> Compiled<GroundMachine> {
    let wait = ground.wait.as_ref().map(|wait| {
        let (length, bears) = match wait {
            Wait::After(length) => (length, Bears::DayAfter),
            Wait::OnDay(length) => (length, Bears::LastDay),
        };
        let period = Box::new(term(tree, length, rule.span)?);
        Ok(WaitMachine { period, bears })
    });
    let word = |name: &Option<Name>| name.as_ref().map(|it| it.text.clone());
    Ok(GroundMachine {
        event: ground.event,
        mark: word(&ground.mark),
        attempt: ground.attempt,
        wait: wait.transpose()?,
        since: word(&ground.since),
        until: word(&ground.until),
    })
}

/// An effect that this version does not know.
fn absent(all: &Numbered) -> EffectMachine {
    EffectMachine {
        cite: Vec::new(),
        stages: vec![Set::default(); all.instruments.len()],
        when: None,
        decided: crate::tree::DecidedBy::Automatic,
        decide_within: None,
        limit: None,
    }
}

fn effect(tree: &Tree, all: &Numbered, frame: &Frame, effect: &Effect) -> Compiled<EffectMachine> {
    let mut stages = Vec::new();
    for (place, (name, _)) in all.instruments.iter().enumerate() {
        let lifecycle = tree.lifecycles.iter().find(|it| it.instrument == *name);
        let known = all.stages.get(place).map_or(&[][..], Vec::as_slice);
        let holds = |name: &&Name| {
            lifecycle.is_some_and(|it| it.stages.iter().any(|stage| stage.name == **name))
        };
        let held = effect.stages.iter().filter(holds);
        let held = held.map(|name| find(name, "stage", known.iter()));
        stages.push(held.collect::<Compiled<Set>>()?);
    }
    let limit = tree.limits.iter().find(|it| it.measure == effect.measure);
    let when = effect.when.as_ref();
    let when = when.map(|it| condition(tree, it, super::Sense::Plain));
    let decide_within = effect.decide_within.as_ref().map(|(length, from)| {
        let period = Box::new(term(tree, length, effect.span)?);
        Ok((period, anchor(tree, &frame.zone, from)?))
    });
    Ok(EffectMachine {
        cite: cited(&effect.cite),
        stages,
        when: when.transpose()?,
        decided: effect.decided,
        decide_within: decide_within.transpose()?,
        limit: limit.map(|limit| LimitMachine {
            longest: longest(limit.longest),
            extends: limit.unless.is_some(),
            in_all: limit.in_all,
            cite: cited(&limit.cite),
        }),
    })
}

fn lifecycle(
    tree: &Tree,
    all: &Numbered,
    frame: &Frame,
    (lifecycle, names): (&Lifecycle, &[Name]),
) -> Compiled<LifecycleMachine> {
    if lifecycle.stages.is_empty() || names.len() > MOST {
        let text = format!("a lifecycle has from 1 to {MOST} stages");
        return Err(broken(lifecycle.instrument.span, text, "split it"));
    }
    let mut stages = Vec::new();
    for name in names {
        let stage = lifecycle.stages.iter().find(|it| it.name == *name);
        let then = stage.map_or(&[][..], |stage| &stage.then);
        let then = then.iter().map(|then| {
            Ok(ThenMachine {
                to: find(&then.to, "stage", names.iter())?,
                trigger: trigger(tree, all, frame, (&then.trigger, then.span))?,
            })
        });
        stages.push(StageMachine {
            name: name.text.clone(),
            then: then.collect::<Compiled<_>>()?,
            reaches: Set::default(),
        });
    }
    for id in 0..u8::try_from(stages.len()).unwrap_or(0) {
        let reaches = reaches(&stages, id, |_| true);
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
        tolled_by: lifecycle.tolled_by.clone(),
        voids: lifecycle.voids,
        served_stage,
    })
}

/// The stages that can follow one, by the ways that a filter leaves open.
fn reaches(stages: &[StageMachine], from: u8, open: impl Fn(&TriggerMachine) -> bool) -> Set {
    let mut reached = Set::default();
    let mut next = vec![from];
    while let Some(id) = next.pop() {
        let stage = stages.get(usize::from(id));
        for then in stage.map_or(&[][..], |stage| &stage.then) {
            if open(&then.trigger) && !reached.has(then.to) {
                reached = reached.with(then.to);
                next.push(then.to);
            }
        }
    }
    reached
}

/// Whether an effect can hold before service: in the first stage, or in one that can be reached
/// without service.
fn early(machine: &Machine, instrument: usize) -> Early {
    let Some(Some(lifecycle)) = machine.lifecycles.get(instrument) else {
        return Early::Never;
    };
    let unserved = |trigger: &TriggerMachine| !matches!(trigger, TriggerMachine::Served);
    let before = reaches(&lifecycle.stages, 0, unserved).with(0);
    let held = machine
        .effects
        .iter()
        .filter_map(|effect| effect.stages.get(instrument));
    let held = held.fold(Set::default(), |all, stages| all.union(*stages));
    if held.intersection(before).is_empty() {
        Early::Never
    } else {
        Early::Possible
    }
}

fn trigger(
    tree: &Tree,
    all: &Numbered,
    frame: &Frame,
    (trigger, span): (&Trigger, crate::finding::Span),
) -> Compiled<TriggerMachine> {
    Ok(match trigger {
        Trigger::Served => TriggerMachine::Served,
        Trigger::On(kind) => TriggerMachine::On(*kind),
        Trigger::Missed { duty } => TriggerMachine::Missed(find(duty, "duty", all.duties.iter())?),
        Trigger::After { period, from } => {
            let from = from.as_ref().ok_or_else(|| {
                let help = "say from what it runs: `from=…`";
                broken(span, "the period has no anchor", help)
            })?;
            TriggerMachine::After {
                name: period.to_string(),
                period: Box::new(term(tree, period, span)?),
                from: anchor(tree, &frame.zone, from)?,
            }
        }
    })
}

/// The longest duration counts its first day, so that it never lasts longer than it says.
fn longest(amount: Amount) -> Period {
    let mut terms = *Period::plain(amount).terms();
    terms.count_from = CountFrom::SameDay;
    Period::new(terms, WorkDays::default())
}
