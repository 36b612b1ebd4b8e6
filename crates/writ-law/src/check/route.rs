//! W013: a route for people without an account.
//!
//! A channel needs an account if it is itself electronic, or if it asks for a fact that is about an
//! account or is kept by one. Its name, the fact's name and its keeper tell; and whatever it is called,
//! a channel on which copies are `opened` is electronic, since nobody records that of a letter. A way
//! is one for everybody if it is open in every region, and not until or since a public event only.

use crate::event::EventKind;
use crate::finding::Finding;
use crate::tree::{
    Channel, Instrument, InstrumentKind, Name, Serves, ServiceNeed, ServiceRule, Tree,
};

use super::floor;
use super::wording::{Matter, touched};

/// What tells that something is electronic and takes an account.
pub const ACCOUNTS: &[Matter] = &[Matter {
    what: "an account",
    words: &[
        "account",
        "app",
        "digital",
        "e-box",
        "e-id",
        "e-mail",
        "electronic",
        "email",
        "inbox",
        "login",
        "messenger",
        "online",
        "portal",
        "sms",
        "telegram",
        "text",
    ],
}];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let binding = tree
        .instruments
        .iter()
        .filter(|it| it.kind != InstrumentKind::Test);
    binding
        .filter(|instrument| !has_route(tree, instrument))
        .map(|instrument| {
            let name = &instrument.name;
            let text = format!("nobody without an account can be served with `{name}`");
            let help = "let a channel serve everywhere that asks for no account: a letter, or paper in \
                        person";
            floor("W013", name.span, text, help)
        })
        .collect()
}

fn has_route(tree: &Tree, instrument: &Instrument) -> bool {
    let first = &instrument.first_contact;
    if !first.is_empty() && first.iter().all(|channel| electronic(tree, channel)) {
        return false;
    }
    let ladder = tree
        .ladders
        .iter()
        .find(|ladder| ladder.instrument == instrument.name);
    let carries = |channel: &&Channel| {
        ladder.is_none_or(|it| it.rungs.iter().any(|rung| rung.channel == channel.name))
    };
    let mut channels = tree
        .channels
        .iter()
        .filter(|channel| channel.serves == Serves::Yes)
        .filter(carries);
    channels.any(|channel| {
        let everywhere = channel.regions.is_empty();
        everywhere && !needs_account(tree, channel) && serves(tree, &channel.name)
    })
}

/// Whether a copy on the channel can serve someone to whom nothing electronic was sent.
fn serves(tree: &Tree, channel: &Name) -> bool {
    let mut rules = tree.services.iter().filter(|it| it.channel == *channel);
    rules.any(|rule| {
        let mut grounds = rule.grounds.iter();
        let always = grounds.any(|it| it.since.is_none() && it.until.is_none());
        always && !rests_on_account(tree, rule)
    })
}

fn rests_on_account(tree: &Tree, rule: &ServiceRule) -> bool {
    rule.needs.iter().any(|need| match need {
        ServiceNeed::Tried(channel) => electronic(tree, channel),
        ServiceNeed::Alerts { .. } => true,
        ServiceNeed::Judged(_) | ServiceNeed::Attempts { .. } => false,
    })
}

/// Whether a channel is electronic, or takes an account.
pub(crate) fn electronic(tree: &Tree, name: &Name) -> bool {
    let channel = tree.channels.iter().find(|it| it.name == *name);
    channel.is_some_and(|channel| needs_account(tree, channel))
}

fn needs_account(tree: &Tree, channel: &Channel) -> bool {
    let of_account = |word: &Name| touched(word.as_str(), ACCOUNTS).is_some();
    let mut rules = tree.services.iter().filter(|it| it.channel == channel.name);
    let is_opened = |rule: &ServiceRule| {
        let mut grounds = rule.grounds.iter();
        grounds.any(|it| it.event == EventKind::Opened)
    };
    of_account(&channel.name)
        || rules.any(is_opened)
        || channel.needs.iter().any(|need| {
            let rule = tree.facts.iter().find(|fact| fact.name == need.fact);
            of_account(&need.fact) || rule.is_some_and(|rule| of_account(&rule.from))
        })
}
