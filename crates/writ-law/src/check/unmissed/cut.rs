//! The parts of a law that can be taken away one by one.

use crate::finding::Span;
use crate::tree::{
    Amount, Claim, DecidedBy, Effect, Exception, Excuse, Instrument, Lifecycle, Limit, Name,
    Remedy, Sanction, ServiceRule, Silence, Stays, Tree, Unit, Voids, Warning, WhileUndecided,
};

use super::person;

/// A part of a law, and how it is taken away.
pub(super) struct Cut {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is, as a sentence says it.
    pub(super) what: String,
    /// Takes it away.
    pub(super) take: Box<dyn Fn(&mut Tree)>,
}

impl Cut {
    pub(super) fn new(span: Span, what: String, take: impl Fn(&mut Tree) + 'static) -> Self {
        Self {
            span,
            what,
            take: Box::new(take),
        }
    }
}

/// Takes the part at a place out of a list.
pub(super) fn remove<T>(list: &mut Vec<T>, place: usize) {
    if place < list.len() {
        list.remove(place);
    }
}

/// Does something with the rule at a place.
fn with<T>(rules: &mut [T], place: usize, mut act: impl FnMut(&mut T)) {
    rules.iter_mut().skip(place).take(1).for_each(&mut act);
}

/// Every part of a law that can be taken away, in the order of the kinds of rules.
pub(super) fn cuts(tree: &Tree) -> Vec<Cut> {
    let mut cuts = person::cuts(tree);
    let rules = tree.instruments.iter().enumerate();
    rules.for_each(|(at, it)| instrument(&mut cuts, at, it));
    let rules = tree.services.iter().enumerate();
    rules.for_each(|(at, it)| service(&mut cuts, at, it));
    let rules = tree.lifecycles.iter().enumerate();
    rules.for_each(|(at, it)| lifecycle(&mut cuts, at, it));
    duties(&mut cuts, tree);
    let rules = tree.effects.iter().enumerate();
    rules.for_each(|(at, it)| effect(&mut cuts, at, it));
    let rules = tree.warnings.iter().enumerate();
    rules.for_each(|(at, it)| warning(&mut cuts, at, it));
    let rules = tree.remedies.iter().enumerate();
    rules.for_each(|(at, it)| remedy(&mut cuts, at, it));
    let rules = tree.limits.iter().enumerate();
    rules.for_each(|(at, it)| limit(&mut cuts, at, it));
    let rules = tree.excuses.iter().enumerate();
    rules.for_each(|(at, it)| excuse(&mut cuts, at, it));
    let rules = tree.claims.iter().enumerate();
    rules.for_each(|(at, it)| claim(&mut cuts, at, it));
    let rules = tree.exceptions.iter().enumerate();
    rules.for_each(|(at, it)| exception(&mut cuts, at, it));
    let rules = tree.sanctions.iter().enumerate();
    rules.for_each(|(at, it)| sanction(&mut cuts, at, it));
    follows(&mut cuts, tree);
    versions(&mut cuts, tree);
    cuts
}

fn instrument(cuts: &mut Vec<Cut>, at: usize, rule: &Instrument) {
    let name = &rule.name;
    if !rule.windows.is_empty() {
        let what = format!("the windows of `{name}`");
        cuts.push(Cut::new(name.span, what, move |tree| {
            with(&mut tree.instruments, at, |it| it.windows.clear());
        }));
    }
    if let Some(first) = rule.first_contact.first() {
        let what = format!("the first contact of `{name}`");
        cuts.push(Cut::new(first.span, what, move |tree| {
            with(&mut tree.instruments, at, |it| it.first_contact.clear());
        }));
    }
    for (place, offer) in rule.offers.iter().enumerate() {
        let what = format!("the offer of `{}`", offer.excuse);
        cuts.push(Cut::new(offer.excuse.span, what, move |tree| {
            with(&mut tree.instruments, at, |it| {
                remove(&mut it.offers, place)
            });
        }));
    }
}

fn service(cuts: &mut Vec<Cut>, at: usize, rule: &ServiceRule) {
    let channel = &rule.channel;
    let mut cut = |what: String, take: fn(&mut ServiceRule, usize), place: usize| {
        cuts.push(Cut::new(channel.span, what, move |tree| {
            with(&mut tree.services, at, |it| take(it, place));
        }));
    };
    for (place, ground) in rule.grounds.iter().enumerate() {
        let word = ground.event.word();
        let what = format!("the service by `{channel}` when `{word}`");
        cut(what, |it, place| remove(&mut it.grounds, place), place);
        if ground.mark.is_some() || ground.attempt.is_some() {
            let what = format!("the mark or attempt that `{word}` needs on `{channel}`");
            let take = |it: &mut ServiceRule, place| {
                with(&mut it.grounds, place, |it| {
                    (it.mark, it.attempt) = (None, None)
                });
            };
            cut(what, take, place);
        }
        if ground.since.is_some() || ground.until.is_some() {
            let what = format!("the public event that `{word}` looks to on `{channel}`");
            let take = |it: &mut ServiceRule, place| {
                with(&mut it.grounds, place, |it| {
                    (it.since, it.until) = (None, None)
                });
            };
            cut(what, take, place);
        }
        if ground.wait.is_some() {
            let what = format!("the wait after `{word}` on `{channel}`");
            let take = |it: &mut ServiceRule, place| {
                with(&mut it.grounds, place, |it| it.wait = None);
            };
            cut(what, take, place);
        }
    }
    for place in 0..rule.needs.len() {
        let what = format!("need number {} of the service by `{channel}`", place + 1);
        cut(what, |it, place| remove(&mut it.needs, place), place);
    }
    for (place, rebuttal) in rule.rebuttals.iter().enumerate() {
        let what = format!(
            "what `{}` does to the service by `{channel}`",
            rebuttal.reason
        );
        cut(what, |it, place| remove(&mut it.rebuttals, place), place);
    }
    if rule.sender.is_some() {
        let what = format!("the sender's date of the service by `{channel}`");
        cut(what, |it, _| it.sender = None, 0);
    }
    if !rule.tolled_by.is_empty() {
        let what = format!("what stands still in the service by `{channel}`");
        cut(what, |it, _| it.tolled_by.clear(), 0);
    }
}

fn lifecycle(cuts: &mut Vec<Cut>, at: usize, rule: &Lifecycle) {
    for (of_stage, stage) in rule.stages.iter().enumerate() {
        for (place, then) in stage.then.iter().enumerate() {
            let what = format!("the way from `{}` to `{}`", stage.name, then.to);
            cuts.push(Cut::new(then.span, what, move |tree| {
                with(&mut tree.lifecycles, at, |it| {
                    with(&mut it.stages, of_stage, |it| remove(&mut it.then, place));
                });
            }));
        }
    }
    let name = &rule.instrument;
    for (place, kind) in rule.ends_on.iter().enumerate() {
        let what = format!("that `{}` ends a matter under `{name}`", kind.word());
        cuts.push(Cut::new(name.span, what, move |tree| {
            with(&mut tree.lifecycles, at, |it| {
                remove(&mut it.ends_on, place)
            });
        }));
    }
    if !rule.tolled_by.is_empty() {
        let what = format!("what makes the clocks of `{name}` stand still");
        cuts.push(Cut::new(name.span, what, move |tree| {
            with(&mut tree.lifecycles, at, |it| it.tolled_by.clear());
        }));
    }
    if rule.voids == Voids::FromNow {
        let what = format!("that a matter under `{name}` is voided only from now on");
        cuts.push(Cut::new(name.span, what, move |tree| {
            with(&mut tree.lifecycles, at, |it| it.voids = Voids::FromStart);
        }));
    }
}

fn duties(cuts: &mut Vec<Cut>, tree: &Tree) {
    for (at, duty) in tree.duties.iter().enumerate() {
        let name = &duty.name;
        let what = format!("the duty `{name}`");
        cuts.push(Cut::new(name.span, what, move |tree| {
            remove(&mut tree.duties, at)
        }));
        if duty.late_within.is_some() {
            let what = format!("what is left of `{name}` for someone served late");
            cuts.push(Cut::new(name.span, what, move |tree| {
                with(&mut tree.duties, at, |it| it.late_within = None);
            }));
        }
    }
}

fn effect(cuts: &mut Vec<Cut>, at: usize, rule: &Effect) {
    let measure = &rule.measure;
    let mut cut = |span: Span, what: String, take: fn(&mut Effect, usize), place: usize| {
        cuts.push(Cut::new(span, what, move |tree| {
            with(&mut tree.effects, at, |it| take(it, place));
        }));
    };
    for (place, stage) in rule.stages.iter().enumerate() {
        let what = format!("that `{measure}` holds in `{stage}`");
        cut(
            stage.span,
            what,
            |it, place| remove(&mut it.stages, place),
            place,
        );
    }
    if rule.when.is_some() {
        let what = format!("the condition of `{measure}`");
        cut(measure.span, what, |it, _| it.when = None, 0);
    }
    if rule.decided != DecidedBy::Automatic {
        let what = format!("that somebody decides on `{measure}`");
        cut(
            measure.span,
            what,
            |it, _| it.decided = DecidedBy::Automatic,
            0,
        );
    }
    if rule.decide_within.is_some() {
        let what = format!("the time in which `{measure}` is decided");
        cut(measure.span, what, |it, _| it.decide_within = None, 0);
    }
}

fn warning(cuts: &mut Vec<Cut>, at: usize, rule: &Warning) {
    let name = &rule.name;
    let what = format!("the warning `{name}`");
    cuts.push(Cut::new(name.span, what, move |tree| {
        remove(&mut tree.warnings, at)
    }));
    let what = format!("the time that the warning `{name}` leaves");
    cuts.push(Cut::new(name.span, what, move |tree| {
        let none = Amount {
            n: 0,
            unit: Unit::Minutes,
        };
        with(&mut tree.warnings, at, |it| it.then = none);
    }));
}

fn remedy(cuts: &mut Vec<Cut>, at: usize, rule: &Remedy) {
    let name = &rule.name;
    let mut cut = |span: Span, what: String, take: fn(&mut Remedy, usize), place: usize| {
        cuts.push(Cut::new(span, what, move |tree| {
            with(&mut tree.remedies, at, |it| take(it, place));
        }));
    };
    if rule.stays == Stays::Yes {
        let what = format!("that `{name}` stays what it is against");
        cut(name.span, what, |it, _| it.stays = Stays::No, 0);
    }
    if rule.decide_within.is_some() {
        let what = format!("that `{name}` is decided in time or ends the effect");
        cut(name.span, what, |it, _| it.decide_within = None, 0);
    }
    if rule.then.is_some() {
        let what = format!("the appeal after `{name}`");
        cut(name.span, what, |it, _| it.then = None, 0);
    }
    for (place, measure) in rule.against.iter().enumerate() {
        let what = format!("that `{name}` stands against `{measure}`");
        cut(
            measure.span,
            what,
            |it, place| remove(&mut it.against, place),
            place,
        );
    }
}

fn limit(cuts: &mut Vec<Cut>, at: usize, rule: &Limit) {
    let measure = &rule.measure;
    let what = format!("the limit of `{measure}`");
    cuts.push(Cut::new(measure.span, what, move |tree| {
        remove(&mut tree.limits, at)
    }));
    if let Some(kind) = rule.unless {
        let what = format!("that `{}` moves the limit of `{measure}`", kind.word());
        cuts.push(Cut::new(measure.span, what, move |tree| {
            with(&mut tree.limits, at, |it| it.unless = None);
        }));
    }
}

fn excuse(cuts: &mut Vec<Cut>, at: usize, rule: &Excuse) {
    let name = &rule.name;
    let mut cut = |what: String, take: fn(&mut Excuse)| {
        cuts.push(Cut::new(name.span, what, move |tree| {
            with(&mut tree.excuses, at, take)
        }));
    };
    if rule.while_undecided == WhileUndecided::Suspends {
        let what = format!("that the excuse `{name}` suspends");
        cut(what, |it| it.while_undecided = WhileUndecided::Nothing);
    }
    if rule.claim_within.is_some() {
        let what = format!("the time in which `{name}` is claimed");
        cut(what, |it| it.claim_within = None);
    }
    if rule.then_appear_within.is_some() {
        let what = format!("the new day after `{name}`");
        cut(what, |it| it.then_appear_within = None);
    }
    let what = format!("the excuse `{name}`");
    cuts.push(Cut::new(name.span, what, move |tree| {
        remove(&mut tree.excuses, at)
    }));
}

fn claim(cuts: &mut Vec<Cut>, at: usize, rule: &Claim) {
    let (span, word) = (rule.decided_by.span, rule.kind.word());
    let what = format!("the claim of {word}");
    cuts.push(Cut::new(span, what, move |tree| {
        remove(&mut tree.claims, at)
    }));
    if rule.decide_within.is_some() {
        let what = format!("the time in which a claim of {word} is judged");
        cuts.push(Cut::new(span, what, move |tree| {
            with(&mut tree.claims, at, |it| it.decide_within = None);
        }));
    }
}

fn exception(cuts: &mut Vec<Cut>, at: usize, rule: &Exception) {
    let name = &rule.name;
    if rule.silence == Silence::Grants {
        let what = format!("that silence grants the exception `{name}`");
        cuts.push(Cut::new(name.span, what, move |tree| {
            with(&mut tree.exceptions, at, |it| it.silence = Silence::Refuses);
        }));
    }
    for (place, measure) in rule.from.iter().enumerate() {
        let what = format!("that the exception `{name}` is from `{measure}`");
        cuts.push(Cut::new(measure.span, what, move |tree| {
            with(&mut tree.exceptions, at, |it| remove(&mut it.from, place));
        }));
    }
}

fn sanction(cuts: &mut Vec<Cut>, at: usize, rule: &Sanction) {
    let name = &rule.name;
    for (place, stage) in rule.stages.iter().enumerate() {
        let what = format!("that `{name}` may be imposed in `{stage}`");
        cuts.push(Cut::new(stage.span, what, move |tree| {
            with(&mut tree.sanctions, at, |it| remove(&mut it.stages, place));
        }));
    }
    if rule.count.is_some() {
        let what = format!("how often it takes for `{name}`");
        cuts.push(Cut::new(name.span, what, move |tree| {
            with(&mut tree.sanctions, at, |it| it.count = None);
        }));
    }
}

fn follows(cuts: &mut Vec<Cut>, tree: &Tree) {
    for (at, follow) in tree.follows.iter().enumerate() {
        let name = &follow.instrument;
        let what = format!("that `{name}` may follow");
        cuts.push(Cut::new(name.span, what, move |tree| {
            remove(&mut tree.follows, at)
        }));
        if follow.within.is_some() {
            let what = format!("the time in which `{name}` may follow");
            cuts.push(Cut::new(name.span, what, move |tree| {
                with(&mut tree.follows, at, |it| it.within = None);
            }));
        }
    }
}

/// What readings and later versions change.
fn versions(cuts: &mut Vec<Cut>, tree: &Tree) {
    for (at, dispute) in tree.disputes.iter().enumerate() {
        for (place, reading) in dispute.readings.iter().enumerate() {
            let what = format!("what the reading `{}` changes", reading.name);
            if !reading.changes.is_empty() {
                cuts.push(Cut::new(reading.name.span, what, move |tree| {
                    with(&mut tree.disputes, at, |it| {
                        with(&mut it.readings, place, |it| it.changes.clear());
                    });
                }));
            }
        }
    }
    for (at, version) in tree.versions.iter().enumerate() {
        let name: &Name = &version.name;
        for place in 0..version.rules.len() {
            let what = format!("rule number {} of the version `{name}`", place + 1);
            cuts.push(Cut::new(name.span, what, move |tree| {
                with(&mut tree.versions, at, |it| remove(&mut it.rules, place));
            }));
        }
        for place in 0..version.changes.len() {
            let what = format!("change number {} of the version `{name}`", place + 1);
            cuts.push(Cut::new(name.span, what, move |tree| {
                with(&mut tree.versions, at, |it| remove(&mut it.changes, place));
            }));
        }
        for (place, repeal) in version.repeals.iter().enumerate() {
            let what = format!(
                "that `{name}` repeals the {} `{}`",
                repeal.node, repeal.name
            );
            cuts.push(Cut::new(repeal.name.span, what, move |tree| {
                with(&mut tree.versions, at, |it| remove(&mut it.repeals, place));
            }));
        }
    }
}
