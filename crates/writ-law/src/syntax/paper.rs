//! The papers and the ways they reach a person: instruments, channels, ladders, service.

use crate::event::EventKind;
use crate::tree::{
    Anchor, Channel, ChannelRegion, Instrument, InstrumentKind, Ladder, Lead, Need, Rebuttal,
    Rebutted, Rung, Serves, ServiceRule,
};

use super::clause::{Clause, Inside, Log};
use super::word;

const INSTRUMENT_KINDS: &[(&str, InstrumentKind)] = &[
    ("summons", InstrumentKind::Summons),
    ("order", InstrumentKind::Order),
    ("questionnaire", InstrumentKind::Questionnaire),
    ("test", InstrumentKind::Test),
];
const NAMED: &[&str] = &["place", "time", "duty", "consequences", "remedy"];
const REBUTTED: &[(&str, Rebutted)] =
    &[("never", Rebutted::Never), ("that-day", Rebutted::ThatDay)];
/// The reasons for which a service can be rebutted, each of which may stand as a node of its own.
const REASONS: [&str; 4] = ["later-receipt", "wrong-person", "absence", "outage"];

/// `instrument "call-up" kind=summons cite="report" { to …; lead …; names … }`
pub(super) fn instrument(log: &mut Log, mut clause: Clause<'_>) -> Option<Instrument> {
    let name = clause.name(log, "its name");
    let kind = clause
        .needed("kind")
        .and_then(|value| value.meaning(log, "a kind of instrument", INSTRUMENT_KINDS));
    let inside = clause.inside(log, &["to", "lead", "names", "cite"]);
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
        cite,
        span,
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

/// `service "post" cite="report" { when delivered; or refused; rebutted-by later-receipt then=that-day }`
pub(super) fn service(log: &mut Log, mut clause: Clause<'_>) -> Option<ServiceRule> {
    let channel = clause.name(log, "the channel");
    let mut known = vec!["when", "or", "never", "rebutted-by", "cite"];
    known.extend(REASONS);
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let grounds = grounds(log, &clause, &inside);
    let mut rebuttals = Vec::new();
    for mut node in inside.each() {
        let word = node.word();
        let reason = match word.as_str() {
            "rebutted-by" => node
                .name(log, "a reason")
                .and_then(|reason| word::known(log, reason, "a reason to rebut", &REASONS)),
            other if REASONS.contains(&other) => Some(word.clone()),
            _ => continue,
        };
        let then = node
            .needed("then")
            .and_then(|value| value.meaning(log, "a consequence of rebuttal", REBUTTED));
        node.end(log);
        rebuttals.extend(
            reason
                .zip(then)
                .map(|(reason, then)| Rebuttal { reason, then }),
        );
    }
    let span = clause.span();
    clause.end(log);
    Some(ServiceRule {
        channel: channel?,
        grounds: grounds?,
        rebuttals,
        cite,
        span,
    })
}

/// `when delivered; or refused`, or `never`: the events that serve.
pub(super) fn grounds(
    log: &mut Log,
    owner: &Clause<'_>,
    inside: &Inside<'_>,
) -> Option<Vec<EventKind>> {
    let never = inside.one(log, "never");
    let when = inside.one(log, "when");
    match (never, when) {
        (Some(never), None) => {
            never.end(log);
            for or in inside.all("or") {
                log.malformed(or.here(), "`or` stands beside `never`", "keep one of them");
            }
            Some(Vec::new())
        }
        (Some(never), Some(_)) => {
            log.malformed(
                never.here(),
                "`never` stands beside `when`",
                "keep one of them",
            );
            None
        }
        (None, None) => {
            let text = format!("`{}` does not say what serves", owner.word());
            log.malformed(owner.here(), text, "write `when delivered`, or `never`");
            None
        }
        (None, Some(when)) => {
            let mut events = Vec::new();
            for mut node in std::iter::once(when).chain(inside.all("or")) {
                for word in node.some_names(log, "a kind of event") {
                    events.extend(word::event(log, &word));
                }
                node.end(log);
            }
            Some(events)
        }
    }
}
