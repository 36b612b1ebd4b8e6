//! What shows that the person has a copy.
//!
//! A copy in an account is known once it was opened: that it landed there shows nothing of the
//! person. Paper is known once it was handed to the person, or to an adult of their household, or
//! refused by them; so its channel has to say by whom and to whom. Whoever answers has the copy. And
//! none of it is knowledge where nobody could show that it was somebody else who had the copy.

use super::place::Service;
use crate::check::electronic;
use crate::event::EventKind;
use crate::tree::{Ground, Name, Rebutted, Serves, ServiceNeed, ServiceRule, Tree};

/// Words for somebody who has the copy for the person: themselves, or an adult who lives with them.
const AT_HOME: &[&str] = &[
    "person",
    "addressee",
    "household",
    "household-16",
    "household-18",
    "adult-of-household",
];

/// The reason for which the language lets service be undone where somebody else had the copy.
const WRONG_PERSON: &str = "wrong-person";

/// How far a ground shows that the person has the copy.
pub(crate) fn knowledge(tree: &Tree, rule: &ServiceRule, ground: &Ground) -> Service {
    let shown = match ground.event {
        EventKind::Opened => is_rebuttable(rule),
        EventKind::Delivered | EventKind::Refused => {
            is_rebuttable(rule) && is_handed_over(tree, &rule.channel)
        }
        EventKind::Replied => return Service::Known,
        _ => return presumed(tree, rule),
    };
    match (shown, &ground.wait) {
        (true, _) => Service::Known,
        // Such a ground takes the claim of non-receipt away, so that no second channel mends it.
        (false, None) => Service::TakenForKnown,
        (false, Some(_)) => presumed(tree, rule),
    }
}

fn presumed(tree: &Tree, rule: &ServiceRule) -> Service {
    let tried = |need: &ServiceNeed| match need {
        ServiceNeed::Tried(other) => is_second(tree, &rule.channel, other),
        ServiceNeed::Judged(_) | ServiceNeed::Alerts { .. } | ServiceNeed::Attempts { .. } => false,
    };
    if rule.needs.iter().any(tried) {
        Service::PresumedTried
    } else {
        Service::Presumed
    }
}

/// Whether a channel that was tried is a second one: it can serve, and one of the two is paper.
fn is_second(tree: &Tree, channel: &Name, other: &Name) -> bool {
    let mut channels = tree.channels.iter();
    let serves = channels.any(|it| it.name == *other && it.serves == Serves::Yes);
    let mut rules = tree.services.iter().filter(|it| it.channel == *other);
    let on_paper = !(electronic(tree, channel) && electronic(tree, other));
    other != channel && serves && rules.any(|it| !it.grounds.is_empty()) && on_paper
}

/// Whether a channel is one of handing over: no account, and it says by whom and to whom.
fn is_handed_over(tree: &Tree, name: &Name) -> bool {
    let mut channels = tree.channels.iter();
    let channel = channels.find(|it| it.name == *name);
    channel.is_some_and(|it| {
        let at_home = |to: &Name| AT_HOME.contains(&to.as_str());
        !it.by.is_empty() && !it.to.is_empty() && it.to.iter().all(at_home)
    }) && !electronic(tree, name)
}

/// Whether it can be shown that the copy was with somebody else, and then never served.
fn is_rebuttable(rule: &ServiceRule) -> bool {
    let mut rebuttals = rule.rebuttals.iter();
    rebuttals.any(|it| it.reason.as_str() == WRONG_PERSON && it.then == Rebutted::Never)
}
