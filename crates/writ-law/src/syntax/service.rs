//! When a copy counts as served.

use crate::tree::{Ground, Name, Rebuttal, Rebutted, ServiceNeed, ServiceRule, Wait};

use super::clause::{Clause, Inside, Log};
use super::text::Value;
use super::{lifecycle, word};

const REBUTTED: &[(&str, Rebutted)] = &[
    ("never", Rebutted::Never),
    ("that-day", Rebutted::ThatDay),
    ("next-day", Rebutted::NextDay),
];
/// The reasons for which a service can be rebutted, each of which may stand as a node of its own.
const REASONS: [&str; 4] = ["later-receipt", "wrong-person", "absence", "outage"];
/// What a service can need besides what its channel asks.
const NEEDS: [&str; 4] = ["judged", "alerts", "attempts", "tried"];

/// `service "post" cite="report" { when delivered; or posted after="seven"; needs alerts=2;
/// sender dispatched; tolled-by outage; rebutted-by later-receipt then=that-day }`
pub(super) fn service(log: &mut Log, mut clause: Clause<'_>) -> Option<ServiceRule> {
    let channel = clause.name(log, "the channel");
    let mut known = vec![
        "when",
        "or",
        "never",
        "needs",
        "sender",
        "tolled-by",
        "rebutted-by",
        "cite",
    ];
    known.extend(REASONS);
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let grounds = grounds(log, &clause, &inside);
    let needs = inside
        .all("needs")
        .filter_map(|node| need(log, node))
        .collect();
    let sender = inside
        .one(log, "sender")
        .and_then(|node| node.only(log, "a kind of event", Value::name))
        .and_then(|word| word::event(log, &word));
    let tolled_by = lifecycle::tolled_by(log, &inside);
    let rebuttals = rebuttals(log, &inside);
    let span = clause.span();
    clause.end(log);
    Some(ServiceRule {
        channel: channel?,
        grounds: grounds?,
        needs,
        sender,
        tolled_by,
        rebuttals,
        cite,
        span,
    })
}

/// `rebutted-by later-receipt then=that-day`; `wrong-person then=never` may stand by itself.
fn rebuttals(log: &mut Log, inside: &Inside<'_>) -> Vec<Rebuttal> {
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
        let within = node.property("within").and_then(|value| value.term(log));
        node.end(log);
        rebuttals.extend(reason.zip(then).map(|(reason, then)| Rebuttal {
            reason,
            then,
            within,
        }));
    }
    rebuttals
}

/// `needs judged="expected"`, `needs alerts=2 apart=(hours)48 within=(hours)48`,
/// `needs attempts=2 apart=(days)7`, `needs tried="portal"`
fn need(log: &mut Log, mut clause: Clause<'_>) -> Option<ServiceNeed> {
    let mut said = Vec::new();
    for key in NEEDS {
        said.extend(clause.property(key).map(|value| (key, value)));
    }
    let [(key, value)] = said.as_slice() else {
        // A misspelt word says what it was meant to be when the reading ends.
        if said.len() > 1 || clause.bare() {
            let help =
                "write one of `judged=`, `alerts=`, `attempts=` and `tried=` in each `needs`";
            log.malformed(clause.here(), "this asks for not exactly one thing", help);
            return None;
        }
        clause.property("apart");
        clause.property("within");
        clause.end(log);
        return None;
    };
    let mut amount = |key: &'static str| clause.property(key).and_then(|value| value.amount(log));
    let (apart, within) = match *key {
        "alerts" => (amount("apart"), amount("within")),
        "attempts" => (amount("apart"), None),
        _ => (None, None),
    };
    let need = match *key {
        "judged" => value.name(log).map(ServiceNeed::Judged),
        "tried" => value.name(log).map(ServiceNeed::Tried),
        "alerts" => value.number(log).map(|count| ServiceNeed::Alerts {
            count,
            apart,
            within,
        }),
        _ => value
            .number(log)
            .map(|count| ServiceNeed::Attempts { count, apart }),
    };
    clause.end(log);
    need
}

/// `when delivered; or refused`, or `never`: the events that serve.
pub(super) fn grounds(
    log: &mut Log,
    owner: &Clause<'_>,
    inside: &Inside<'_>,
) -> Option<Vec<Ground>> {
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
            if !inside.misspelt("when") && !inside.misspelt("never") {
                let text = format!("`{}` does not say what serves", owner.word());
                log.malformed(owner.here(), text, "write `when delivered`, or `never`");
            }
            None
        }
        (None, Some(when)) => {
            let mut grounds = Vec::new();
            for node in std::iter::once(when).chain(inside.all("or")) {
                grounds.extend(ground(log, node));
            }
            Some(grounds)
        }
    }
}

/// `when delivered refused`, `or absent attempt=2 on-day=(days)7`
fn ground(log: &mut Log, mut clause: Clause<'_>) -> Vec<Ground> {
    let words = clause.some_names(log, "a kind of event");
    let mut name = |key: &'static str| clause.property(key).and_then(|value| value.name(log));
    let (mark, since, until) = (name("mark"), name("since"), name("until"));
    let attempt = clause
        .property("attempt")
        .and_then(|value| value.number(log));
    let wait = wait(log, &mut clause);
    let qualified = ["mark", "since", "until", "attempt", "after", "on-day"]
        .into_iter()
        .find_map(|key| Some((key, clause.key(key)?)));
    if let (Some((key, at)), true) = (qualified, words.len() > 1) {
        let text = format!("of which of these events is `{key}` said?");
        log.malformed(at, text, "write `when` or `or` for each kind of event");
    }
    clause.end(log);
    let ground = |word: &Name, log: &mut Log| {
        Some(Ground {
            event: word::event(log, word)?,
            mark: mark.clone(),
            attempt,
            wait: wait.clone(),
            since: since.clone(),
            until: until.clone(),
        })
    };
    words.iter().filter_map(|word| ground(word, log)).collect()
}

/// `after="seven"` or `on-day=(days)7`.
fn wait(log: &mut Log, clause: &mut Clause<'_>) -> Option<Wait> {
    let after = clause.property("after").map(|value| value.term(log));
    let on_day = clause.property("on-day").map(|value| value.term(log));
    match (after, on_day) {
        (Some(after), None) => after.map(Wait::After),
        (None, Some(on_day)) => on_day.map(Wait::OnDay),
        (None, None) => None,
        (Some(_), Some(_)) => {
            let at = clause.key("on-day").unwrap_or(clause.here());
            let help = "`after` bears the day after the period, `on-day` its last day: keep one";
            log.malformed(at, "`on-day` stands beside `after`", help);
            None
        }
    }
}
