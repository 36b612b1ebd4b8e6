//! The papers and the ways they reach a person: instruments, channels, ladders.

use crate::tree::{
    Anchor, Channel, ChannelRegion, Instrument, InstrumentKind, Ladder, Lead, Name, Need, Offer,
    Rung, Serves,
};

use super::clause::{Clause, Inside, Log};
use super::{effect, word};

const INSTRUMENT_KINDS: &[(&str, InstrumentKind)] = &[
    ("summons", InstrumentKind::Summons),
    ("order", InstrumentKind::Order),
    ("questionnaire", InstrumentKind::Questionnaire),
    ("test", InstrumentKind::Test),
];
const NAMED: &[&str] = &["place", "time", "duty", "consequences", "remedy"];

/// `instrument "call-up" kind=summons cite="report" { to …; lead …; names …; window …; first-contact
/// by "post"; offers defer times=1 }`
pub(super) fn instrument(log: &mut Log, mut clause: Clause<'_>) -> Option<Instrument> {
    let name = clause.name(log, "its name");
    let kind = clause
        .needed("kind")
        .and_then(|value| value.meaning(log, "a kind of instrument", INSTRUMENT_KINDS));
    let known = [
        "to",
        "lead",
        "names",
        "window",
        "first-contact",
        "offers",
        "cite",
    ];
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let to = inside.needed(log, "to").map(|mut to| {
        let names = to.some_names(log, "the categories it may be sent to");
        to.end(log);
        names
    });
    let lead = inside.one(log, "lead").map(|node| lead(log, node));
    let names = inside.one(log, "names").map_or_else(Vec::new, |mut names| {
        let words = names.some_names(log, "what the paper must name");
        names.end(log);
        words
            .into_iter()
            .filter_map(|word| word::known(log, word, "a thing to name", NAMED))
            .collect()
    });
    let windows = inside
        .one(log, "window")
        .map_or_else(Vec::new, |node| effect::names(log, node, "the windows"));
    let first_contact = first_contact(log, &inside);
    let offers = inside
        .all("offers")
        .filter_map(|node| offer(log, node))
        .collect();
    let span = clause.span();
    clause.end(log);
    let lead = match lead {
        Some(read) => Some(read?),
        None => None,
    };
    Some(Instrument {
        name: name?,
        kind: kind?,
        to: to?,
        lead,
        names,
        windows,
        first_contact,
        offers,
        cite,
        span,
    })
}

/// `first-contact by "post"`: the channels on one of which a copy comes first.
fn first_contact(log: &mut Log, inside: &Inside<'_>) -> Vec<Name> {
    let Some(mut node) = inside.one(log, "first-contact") else {
        return Vec::new();
    };
    if let Some(word) = node.name(log, "`by` and a channel") {
        word::known(log, word, "a word here", &["by"]);
    }
    let channels = node.some_names(log, "a channel");
    node.end(log);
    channels
}

/// `offers defer times=1`
fn offer(log: &mut Log, mut clause: Clause<'_>) -> Option<Offer> {
    let excuse = clause.name(log, "an excuse");
    let times = clause.needed("times").and_then(|value| value.number(log));
    if times == Some(0) {
        let help = "write how often it may be claimed, or take the line away";
        log.malformed(
            clause.here(),
            "what is offered no time is not offered",
            help,
        );
    }
    clause.end(log);
    Some(Offer {
        excuse: excuse?,
        times: times?,
    })
}

/// `lead min=(days)3 max=(days)60 from=posted`
fn lead(log: &mut Log, mut clause: Clause<'_>) -> Option<Lead> {
    let min = clause.property("min").and_then(|value| value.amount(log));
    let max = clause.property("max").and_then(|value| value.amount(log));
    let from = clause.needed("from").and_then(|value| value.name(log));
    if clause.key("min").or(clause.key("max")).is_none() {
        log.malformed(
            clause.here(),
            "this lead has no length",
            "write `min=(days)3`",
        );
    }
    clause.end(log);
    let from = word::event(log, &from?)?;
    Some(Lead {
        min,
        max,
        from: Anchor::Event(from),
    })
}

/// `channel "portal" serves=#true { needs account=active; region "A" from="…"; by …; to …; place … }`
pub(super) fn channel(log: &mut Log, mut clause: Clause<'_>) -> Option<Channel> {
    let name = clause.name(log, "its name");
    let serves = clause.needed("serves").and_then(|value| {
        Some(if value.truth(log)? {
            Serves::Yes
        } else {
            Serves::Courtesy
        })
    });
    let inside = clause.inside(log, &["needs", "region", "by", "to", "place", "cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    let mut needs = Vec::new();
    for mut node in inside.all("needs") {
        let facts = node.others();
        if facts.is_empty() {
            log.malformed(
                node.here(),
                "`needs` names no fact",
                "write `needs account=active`",
            );
        }
        for (fact, value) in facts {
            let value = value.name_or_number(log);
            needs.extend(value.map(|value| Need {
                fact: fact.clone(),
                value,
            }));
        }
        node.end(log);
    }
    let regions = inside
        .all("region")
        .filter_map(|node| region(log, node))
        .collect();
    let mut people = |key: &str| {
        inside.one(log, key).map_or_else(Vec::new, |mut node| {
            let names = node.some_names(log, "a word");
            node.end(log);
            names
        })
    };
    let (by, to, place) = (people("by"), people("to"), people("place"));
    clause.end(log);
    Some(Channel {
        name: name?,
        serves: serves?,
        needs,
        regions,
        by,
        to,
        place,
        cite,
    })
}

/// `region "A" from="2023-04-14" until="…"`
fn region(log: &mut Log, mut clause: Clause<'_>) -> Option<ChannelRegion> {
    let name = clause.name(log, "the name of a region");
    let from = clause
        .property("from")
        .and_then(|value| value.date_time(log));
    let until = clause
        .property("until")
        .and_then(|value| value.date_time(log));
    clause.end(log);
    Some(ChannelRegion {
        name: name?,
        from,
        until,
    })
}

/// `ladder "call-up" { try "portal" for=(days)7; then "post" for=(days)14; then "hand" }`
pub(super) fn ladder(log: &mut Log, mut clause: Clause<'_>) -> Option<Ladder> {
    let instrument = clause.name(log, "the instrument");
    let inside = clause.inside(log, &["try", "then"]);
    let mut rungs = Vec::new();
    for (index, mut node) in inside.each().enumerate() {
        let wanted = if index == 0 { "try" } else { "then" };
        if node.word().as_str() != wanted {
            let text = format!("a ladder's rung {} begins with `{wanted}`", index + 1);
            log.malformed(node.here(), text, &format!("write `{wanted}`"));
        }
        let channel = node.name(log, "a channel");
        let tried_for = node.property("for").and_then(|value| value.amount(log));
        node.end(log);
        rungs.extend(channel.map(|channel| Rung { channel, tried_for }));
    }
    if inside.each().next().is_none() {
        log.malformed(
            clause.here(),
            "this ladder has no rung",
            "write `try \"portal\"`",
        );
    }
    clause.end(log);
    Some(Ladder {
        instrument: instrument?,
        rungs,
    })
}
