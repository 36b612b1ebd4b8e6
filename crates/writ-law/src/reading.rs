//! The law as each version has it, and as it reads in each alternative: one reading of each dispute.

use crate::tree::{Change, Name, Reading, Repeal, Rule, Tree};

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

/// The law as each version has it, in order; the base alone where the pack states no version.
///
/// A version is the one before it with its own rules, changes and repeals.
pub(crate) fn versions(tree: &Tree) -> Vec<Tree> {
    let mut versions: Vec<Tree> = Vec::with_capacity(tree.versions.len().max(1));
    for version in &tree.versions {
        let mut next = versions.last().unwrap_or(tree).clone();
        version
            .repeals
            .iter()
            .for_each(|one| repeal(&mut next, one));
        version.rules.iter().for_each(|one| enact(&mut next, one));
        version.changes.iter().for_each(|one| apply(&mut next, one));
        versions.push(next);
    }
    if versions.is_empty() {
        versions.push(tree.clone());
    }
    versions
}

/// Puts a rule in the place of the one of its name, or adds it.
fn put<T: Clone>(rules: &mut Vec<T>, rule: &T, named: impl Fn(&T) -> Name) {
    let name = named(rule);
    match rules.iter_mut().find(|it| named(it) == name) {
        Some(place) => place.clone_from(rule),
        None => rules.push(rule.clone()),
    }
}

fn enact(tree: &mut Tree, rule: &Rule) {
    match rule {
        Rule::Period(it) => put(&mut tree.periods, it, |it| it.name.clone()),
        Rule::Category(it) => put(&mut tree.categories, it, |it| it.name.clone()),
        Rule::Instrument(it) => put(&mut tree.instruments, it, |it| it.name.clone()),
        Rule::Channel(it) => put(&mut tree.channels, it, |it| it.name.clone()),
        Rule::Ladder(it) => put(&mut tree.ladders, it, |it| it.instrument.clone()),
        Rule::Service(it) => put(&mut tree.services, it, |it| it.channel.clone()),
        Rule::Lifecycle(it) => put(&mut tree.lifecycles, it, |it| it.instrument.clone()),
        Rule::Duty(it) => put(&mut tree.duties, it, |it| it.name.clone()),
        Rule::Effect(it) => put(&mut tree.effects, it, |it| it.measure.clone()),
        Rule::Warning(it) => put(&mut tree.warnings, it, |it| it.name.clone()),
        Rule::Remedy(it) => put(&mut tree.remedies, it, |it| it.name.clone()),
        Rule::Limit(it) => put(&mut tree.limits, it, |it| it.measure.clone()),
        Rule::Excuse(it) => put(&mut tree.excuses, it, |it| it.name.clone()),
        Rule::Claim(it) => match tree.claims.iter_mut().find(|one| one.kind == it.kind) {
            Some(place) => place.clone_from(it),
            None => tree.claims.push(it.clone()),
        },
        Rule::Exception(it) => put(&mut tree.exceptions, it, |it| it.name.clone()),
        Rule::Sanction(it) => put(&mut tree.sanctions, it, |it| it.name.clone()),
        Rule::Follow(it) => put(&mut tree.follows, it, |it| it.instrument.clone()),
        Rule::Window(it) => put(&mut tree.windows, it, |it| it.name.clone()),
        Rule::PublicEvent(it) => put(&mut tree.public_events, it, |it| it.name.clone()),
        Rule::Judgement(it) => put(&mut tree.judgements, it, |it| it.name.clone()),
        Rule::Selection(it) => put(&mut tree.selections, it, |it| it.instrument.clone()),
    }
}

fn repeal(tree: &mut Tree, repeal: &Repeal) {
    let name = &repeal.name;
    match repeal.node.as_str() {
        "period" => tree.periods.retain(|it| it.name != *name),
        "category" => tree.categories.retain(|it| it.name != *name),
        "instrument" => tree.instruments.retain(|it| it.name != *name),
        "channel" => tree.channels.retain(|it| it.name != *name),
        "ladder" => tree.ladders.retain(|it| it.instrument != *name),
        "service" => tree.services.retain(|it| it.channel != *name),
        "lifecycle" => tree.lifecycles.retain(|it| it.instrument != *name),
        "duty" => tree.duties.retain(|it| it.name != *name),
        "effect" => tree.effects.retain(|it| it.measure != *name),
        "warning" => tree.warnings.retain(|it| it.name != *name),
        "remedy" => tree.remedies.retain(|it| it.name != *name),
        "limit" => tree.limits.retain(|it| it.measure != *name),
        "excuse" => tree.excuses.retain(|it| it.name != *name),
        "claim" => tree.claims.retain(|it| it.kind.word() != name.as_str()),
        "exception" => tree.exceptions.retain(|it| it.name != *name),
        "sanction" => tree.sanctions.retain(|it| it.name != *name),
        "follow" => tree.follows.retain(|it| it.instrument != *name),
        "window" => tree.windows.retain(|it| it.name != *name),
        "public-event" => tree.public_events.retain(|it| it.name != *name),
        "judgement" => tree.judgements.retain(|it| it.name != *name),
        "selection" => tree.selections.retain(|it| it.instrument != *name),
        _ => {}
    }
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
