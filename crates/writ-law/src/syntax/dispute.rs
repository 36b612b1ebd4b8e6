//! Clauses that can be read in more than one way.

use crate::tree::{Change, Dispute, Name, Reading};

use super::clause::{Clause, Inside, Log};
use super::{effect, lifecycle, service, word};

const READING_STATUSES: &[&str] = &["prevailing", "arguable", "reported"];
/// What a reading can change.
const CHANGED: [&str; 4] = ["stage", "effect", "service", "instrument"];

/// `dispute "twenty days from what" { reading … }`
pub(super) fn dispute(log: &mut Log, mut clause: Clause<'_>) -> Option<Dispute> {
    let name = clause.name(log, "what it is about");
    let inside = clause.inside(log, &["reading"]);
    let readings = inside
        .each()
        .filter_map(|node| reading(log, node))
        .collect();
    if inside.each().count() < 2 {
        let help = "write one `reading` for each way; a source silent on the point is none";
        log.malformed(clause.here(), "a dispute has at least two readings", help);
    }
    clause.end(log);
    Some(Dispute {
        name: name?,
        readings,
    })
}

/// `reading "receipt" status=arguable cite="report" { change … }`
fn reading(log: &mut Log, mut clause: Clause<'_>) -> Option<Reading> {
    let name = clause.name(log, "its name");
    let status = clause.needed("status").and_then(|value| {
        let word = value.name(log)?;
        word::known(log, word, "a status of a reading", READING_STATUSES)
    });
    let inside = clause.inside(log, &["change", "cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    let changes = inside
        .all("change")
        .filter_map(|node| change(log, node))
        .collect();
    clause.end(log);
    Some(Reading {
        name: name?,
        status: status?,
        cite,
        changes,
    })
}

/// `change stage="served" { then … }`, `change effect="exit" { in … }`,
/// `change service="portal" { when … }`, `change instrument="call-up" { to … }`;
/// `{ never }` in each leaves nothing.
pub(super) fn change(log: &mut Log, mut clause: Clause<'_>) -> Option<Change> {
    let mut named = Vec::new();
    for key in CHANGED {
        named.extend(clause.property(key).map(|value| (key, value.name(log))));
    }
    let mut named = named.into_iter();
    let (Some((key, name)), None) = (named.next(), named.next()) else {
        let help = "write one of `stage=`, `effect=`, `service=` and `instrument=`";
        log.malformed(clause.here(), "a change is of exactly one rule", help);
        return None;
    };
    let change = match key {
        "stage" => stage(log, &mut clause, name),
        "effect" => listed(log, &mut clause, "in", "the stages").and_then(|stages| {
            Some(Change::Effect {
                measure: name?,
                stages,
            })
        }),
        "service" => {
            let inside = clause.inside(log, &["when", "or", "never"]);
            let grounds = service::grounds(log, &clause, &inside);
            name.zip(grounds)
                .map(|(channel, grounds)| Change::Service { channel, grounds })
        }
        _ => listed(log, &mut clause, "to", "the categories").and_then(|to| {
            Some(Change::Instrument {
                instrument: name?,
                to,
            })
        }),
    };
    clause.end(log);
    change
}

fn stage(log: &mut Log, clause: &mut Clause<'_>, name: Option<Name>) -> Option<Change> {
    let inside = clause.inside(log, &["then", "never"]);
    let then = lifecycle::ways(log, &inside);
    never_alone(log, clause, &inside, "then");
    Some(Change::Stage { stage: name?, then })
}

/// The names after `key`, or none after `never`.
fn listed(
    log: &mut Log,
    clause: &mut Clause<'_>,
    key: &'static str,
    what: &str,
) -> Option<Vec<Name>> {
    let inside = clause.inside(log, &[key, "never"]);
    never_alone(log, clause, &inside, key);
    let node = inside.one(log, key);
    Some(node.map_or_else(Vec::new, |node| effect::names(log, node, what)))
}

/// Checks that either `never` or something else is said.
pub(super) fn never_alone(log: &mut Log, clause: &Clause<'_>, inside: &Inside<'_>, key: &str) {
    let never = inside.one(log, "never");
    let said = inside.all(key).next().is_some();
    match never {
        Some(never) => {
            if said {
                let text = format!("`never` stands beside `{key}`");
                log.malformed(never.here(), text, "keep one of them");
            }
            never.end(log);
        }
        None if !said && !inside.misspelt(key) => {
            let text = format!("neither `{key}` nor `never` is said");
            let help = format!("write `{key} …`, or `never`");
            log.malformed(clause.here(), text, &help);
        }
        None => {}
    }
}
