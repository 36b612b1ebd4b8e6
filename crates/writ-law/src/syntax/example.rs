//! Examples: who is given, what happens, what then holds.

use jiff::civil::{DateTime, Time};

use crate::event::{EventKind, SideOfKind};
use crate::tree::{Example, Given, Line, Name, Served};

use super::clause::{Clause, Log};
use super::text::Value;
use super::word;

/// `example "…" { given …; at …; fact …; then … }`
pub(super) fn example(log: &mut Log, mut clause: Clause<'_>) -> Option<Example> {
    let name = clause.name(log, "what it shows");
    let inside = clause.inside(log, &["given", "at", "fact", "then"]);
    let given = inside.needed(log, "given").map(|node| given(log, node));
    let mut lines = Vec::new();
    for node in inside.each() {
        match node.word().as_str() {
            "at" => lines.extend(at(log, node)),
            "fact" => lines.extend(fact(log, node)),
            "then" => lines.extend(then(log, node)),
            _ => {}
        }
    }
    if inside.all("then").next().is_none() {
        let help = "write what then holds: `then \"2023-05-08T00:00\" in-force=none`";
        log.malformed(clause.here(), "this example expects nothing", help);
    }
    let span = clause.span();
    clause.end(log);
    Some(Example {
        name: name?,
        given: given?,
        lines,
        span,
    })
}

/// `given category="conscript" appear-at="…" account=active`
fn given(log: &mut Log, mut clause: Clause<'_>) -> Given {
    let mut name = |key: &'static str| clause.property(key).and_then(|value| value.name(log));
    let (category, instrument, region) = (name("category"), name("instrument"), name("region"));
    let appear_at = clause
        .property("appear-at")
        .and_then(|value| value.date_time(log));
    let issued_at = clause
        .property("issued-at")
        .and_then(|value| value.date_time(log));
    let facts = others(log, &mut clause);
    clause.end(log);
    Given {
        category,
        instrument,
        appear_at,
        issued_at,
        region,
        facts,
    }
}

/// Every other property, whose name the pack or the vocabulary of events knows.
fn others(log: &mut Log, clause: &mut Clause<'_>) -> Vec<(Name, Name)> {
    let mut found = Vec::new();
    for (name, value) in clause.others() {
        found.extend(value.name_or_number(log).map(|value| (name.clone(), value)));
    }
    found
}

/// `at "2023-04-17T10:00" posted channel=portal recorded="…"`
fn at(log: &mut Log, mut clause: Clause<'_>) -> Option<Line> {
    let when = clause.argument(log, "when it was so");
    let kind = when
        .and_then(|_| clause.name(log, "what happened"))
        .and_then(|word| word::event(log, &word));
    let at = when
        .zip(kind)
        .and_then(|(when, kind)| instant_of(log, when, kind));
    let recorded = clause
        .property("recorded")
        .and_then(|value| value.date_time(log));
    let attributes = others(log, &mut clause);
    let span = clause.span();
    clause.end(log);
    Some(Line::At {
        at: at?,
        recorded,
        kind: kind?,
        attributes,
        span,
    })
}

/// When an event was so. A day without a time is its beginning if the event relieves, and its end
/// if it burdens: the person has the benefit of the day.
fn instant_of(log: &mut Log, value: &Value, kind: EventKind) -> Option<DateTime> {
    let day = value.text().and_then(word::date);
    match (day, kind.side()) {
        (Some(day), SideOfKind::Burdens) => {
            Some(day.tomorrow().ok()?.to_datetime(Time::midnight()))
        }
        (Some(_), SideOfKind::ByContent) => {
            let help = "write the time as well: \"2023-04-17T10:00\"";
            log.malformed(
                value.span,
                format!("`{}` needs a time of day", kind.word()),
                help,
            );
            None
        }
        _ => value.date_time(log),
    }
}

/// `fact "2023-05-01T00:00" deferment=none`
fn fact(log: &mut Log, mut clause: Clause<'_>) -> Vec<Line> {
    let at = clause
        .argument(log, "when it was recorded")
        .and_then(|value| value.date_time(log));
    let facts = others(log, &mut clause);
    if facts.is_empty() {
        log.malformed(
            clause.here(),
            "this line names no fact",
            "write `address=confirmed`",
        );
    }
    let span = clause.span();
    clause.end(log);
    let Some(at) = at else { return Vec::new() };
    facts
        .into_iter()
        .map(|(fact, value)| Line::Fact {
            at,
            fact,
            value,
            span,
        })
        .collect()
}

const SERVED: &[(&str, Served)] = &[("served", Served::Served), ("unserved", Served::Unserved)];

/// `then "2023-05-08T00:00" served since="…" sender="…" in-force="exit driving" unknown=none stage=…
/// open="appear" sanctions=… follows=… remedies=… reading=…`
fn then(log: &mut Log, mut clause: Clause<'_>) -> Option<Line> {
    let at = clause
        .argument(log, "the instant")
        .and_then(|value| value.date_time(log));
    let served = clause
        .next()
        .and_then(|value| value.meaning(log, "`served` or `unserved`", SERVED));
    let mut list = |key: &'static str| {
        let words = clause.property(key)?.words(log);
        let none = matches!(words.as_slice(), [only] if only.as_str() == "none");
        Some(if none { Vec::new() } else { words })
    };
    let (in_force, unknown, open) = (list("in-force"), list("unknown"), list("open"));
    let (sanctions, follows) = (list("sanctions"), list("follows"));
    let remedies = list("remedies");
    let mut local = |key: &'static str| clause.property(key).and_then(|value| value.date_time(log));
    let (since, sender) = (local("since"), local("sender"));
    let stage = clause.property("stage").and_then(|value| value.name(log));
    let reading = clause.property("reading").and_then(|value| value.name(log));
    let expects = served.is_some()
        || stage.is_some()
        || since.or(sender).is_some()
        || [&in_force, &unknown, &open]
            .into_iter()
            .any(Option::is_some)
        || [&sanctions, &follows, &remedies]
            .into_iter()
            .any(Option::is_some);
    if !expects {
        let help = "write `served`, `unserved`, `in-force=…`, `unknown=…` or `stage=…`";
        log.malformed(clause.here(), "this line expects nothing", help);
    }
    let span = clause.span();
    clause.end(log);
    Some(Line::Then {
        at: at?,
        served,
        in_force,
        unknown,
        stage,
        open,
        sanctions,
        follows,
        remedies,
        since,
        sender,
        reading,
        span,
    })
}
