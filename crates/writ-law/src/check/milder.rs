//! Whether one law is plainly no harder than another, rule by rule.
//!
//! It says yes only where every difference is of a kind that can take away and never give: fewer
//! stages, a decision where there was none, a longer wait, one more remedy. Everything else is no.

use crate::tree::{
    Amount, DecidedBy, Effect, InAll, Lifecycle, Limit, Remedy, ServiceRule, Stays, Term, Tree,
    Trigger, Warning,
};

pub(super) fn milder(old: &Tree, new: &Tree) -> bool {
    let same = old.facts == new.facts
        && old.categories == new.categories
        && old.periods == new.periods
        && old.calendars == new.calendars
        && old.instruments == new.instruments
        && old.channels == new.channels
        && old.windows == new.windows
        && old.judgements == new.judgements
        && old.duties == new.duties
        && old.disputes == new.disputes;
    same && services(old, new)
        && lifecycles(old, new)
        && effects(old, new)
        && old.excuses.iter().all(|it| new.excuses.contains(it))
        && old.claims.iter().all(|it| new.claims.contains(it))
        && old.exceptions.iter().all(|it| new.exceptions.contains(it))
        && guards(old, new)
}

fn services(old: &Tree, new: &Tree) -> bool {
    let narrower = |old: &ServiceRule, new: &ServiceRule| {
        new.grounds.iter().all(|it| old.grounds.contains(it))
            && old.needs.iter().all(|it| new.needs.contains(it))
            && old.rebuttals.iter().all(|it| new.rebuttals.contains(it))
            && (old.sender, &old.tolled_by) == (new.sender, &new.tolled_by)
    };
    new.services.iter().all(|new| {
        let mut services = old.services.iter();
        services.any(|old| old.channel == new.channel && narrower(old, new))
    })
}

fn lifecycles(old: &Tree, new: &Tree) -> bool {
    old.lifecycles.len() == new.lifecycles.len()
        && old
            .lifecycles
            .iter()
            .zip(&new.lifecycles)
            .all(|(old, new)| lifecycle(old, new))
}

fn lifecycle(old: &Lifecycle, new: &Lifecycle) -> bool {
    let stages = old.stages.iter().zip(&new.stages);
    let mut ways = stages.map(|(old, new)| {
        let pairs = old.then.iter().zip(&new.then);
        old.name == new.name
            && old.then.len() == new.then.len()
            && pairs
                .into_iter()
                .all(|(old, new)| old.to == new.to && later(&old.trigger, &new.trigger))
    });
    old.instrument == new.instrument
        && old.stages.len() == new.stages.len()
        && old.voids == new.voids
        && old.ends_on.iter().all(|it| new.ends_on.contains(it))
        && old.tolled_by.iter().all(|it| new.tolled_by.contains(it))
        && ways.all(|kept| kept)
}

fn later(old: &Trigger, new: &Trigger) -> bool {
    match (old, new) {
        (
            Trigger::After { period, from },
            Trigger::After {
                period: longer,
                from: same,
            },
        ) if from == same => {
            period == longer
                || matches!(
                    (period, longer),
                    (Term::Plain(old), Term::Plain(new)) if no_less(*new, *old)
                )
        }
        _ => old == new,
    }
}

fn no_less(one: Amount, other: Amount) -> bool {
    one.unit == other.unit && one.n >= other.n
}

fn effects(old: &Tree, new: &Tree) -> bool {
    let narrower = |old: &Effect, new: &Effect| {
        new.stages.iter().all(|it| old.stages.contains(it))
            && (old.when.is_none() || old.when == new.when)
            && (old.decided == DecidedBy::Automatic || old.decided == new.decided)
            && (old.decide_within.is_none() || old.decide_within == new.decide_within)
    };
    new.effects.iter().all(|new| {
        let mut effects = old.effects.iter();
        effects.any(|old| old.measure == new.measure && narrower(old, new))
    })
}

/// What stands against the effects that remain.
fn guards(old: &Tree, new: &Tree) -> bool {
    let warned = |old: &Warning| {
        let kept = |new: &&Warning| {
            (&new.name, &new.after, &new.by) == (&old.name, &old.after, &old.by)
                && no_less(new.then, old.then)
        };
        new.warnings.iter().any(|new| kept(&new))
    };
    let open = |old: &Remedy| {
        let kept = |new: &Remedy| {
            new.name == old.name
                && old.against.iter().all(|it| new.against.contains(it))
                && no_less(new.open_for, old.open_for)
                && new.open_from == old.open_from
                && (old.stays == Stays::No || new.stays == Stays::Yes)
                && new.decide_within == old.decide_within
                && new.then == old.then
        };
        new.remedies.iter().any(kept)
    };
    let bounded = |old: &Limit| {
        let gone = !new.effects.iter().any(|it| it.measure == old.measure);
        let kept = |new: &Limit| {
            new.measure == old.measure
                && no_less(old.longest, new.longest)
                && (new.unless.is_none() || new.unless == old.unless)
                && in_all_no_more(old.in_all, new.in_all)
        };
        gone || new.limits.iter().any(kept)
    };
    old.warnings.iter().all(warned)
        && old.remedies.iter().all(open)
        && old.limits.iter().all(bounded)
}

/// Whether no more days are allowed over all matters than before.
fn in_all_no_more(old: Option<InAll>, new: Option<InAll>) -> bool {
    match (old, new) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(old), Some(new)) => new.most <= old.most && old.within <= new.within,
    }
}
