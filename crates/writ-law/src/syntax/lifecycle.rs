//! How a matter goes on: stages, ways between them, and the duty.

use crate::event::EventKind;
use crate::tree::{Duty, Lifecycle, Name, Stage, Then, Trigger, Voids};

use super::clause::{Clause, Inside, Log};
use super::word;

const VOIDS: &[(&str, Voids)] = &[
    ("from-start", Voids::FromStart),
    ("from-now", Voids::FromNow),
];

/// `lifecycle "call-up" voids=from-now { stage …; ends-on …; from any { then … } }`
pub(super) fn lifecycle(log: &mut Log, mut clause: Clause<'_>) -> Option<Lifecycle> {
    let instrument = clause.name(log, "the instrument");
    let voids = clause
        .property("voids")
        .map_or(Some(Voids::default()), |value| {
            value.meaning(log, "a way to void", VOIDS)
        });
    let inside = clause.inside(log, &["stage", "ends-on", "from", "cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    let mut stages: Vec<Stage> = inside
        .all("stage")
        .filter_map(|node| stage(log, node))
        .collect();
    if inside.all("stage").next().is_none() {
        let help = "write `stage issued { … }`; the first stage is where a matter begins";
        log.malformed(clause.here(), "this lifecycle has no stage", help);
    }
    for then in inside.all("from").flat_map(|node| from_any(log, node)) {
        for stage in &mut stages {
            // From its own target a way leads nowhere: the stage would only begin again.
            if stage.name != then.to {
                stage.then.push(then.clone());
            }
        }
    }
    let mut ends_on = Vec::new();
    for node in inside.all("ends-on") {
        ends_on.extend(events(log, node));
    }
    clause.end(log);
    Some(Lifecycle {
        instrument: instrument?,
        stages,
        ends_on,
        voids: voids?,
        cite,
    })
}

/// `stage served { then defaulted after="twenty" from=served }`
fn stage(log: &mut Log, mut clause: Clause<'_>) -> Option<Stage> {
    let name = clause.name(log, "its name");
    let inside = clause.inside(log, &["then"]);
    let then = ways(log, &inside);
    clause.end(log);
    Some(Stage { name: name?, then })
}

/// `from any { then … }`: the same ways out of every stage.
fn from_any(log: &mut Log, mut clause: Clause<'_>) -> Vec<Then> {
    if let Some(word) = clause.name(log, "`any`") {
        word::known(log, word, "a word here", &["any"]);
    }
    let inside = clause.inside(log, &["then"]);
    let then = ways(log, &inside);
    if inside.each().next().is_none() {
        log.malformed(
            clause.here(),
            "`from any` has no way out",
            "write `then … on=…` in it",
        );
    }
    clause.end(log);
    then
}

/// Every `then` of a stage.
pub(super) fn ways(log: &mut Log, inside: &Inside<'_>) -> Vec<Then> {
    inside
        .all("then")
        .filter_map(|node| then(log, node))
        .collect()
}

/// `then served on=served`, `then defaulted after="twenty" from=served`, `then x missed="appear"`
fn then(log: &mut Log, mut clause: Clause<'_>) -> Option<Then> {
    let to = clause.name(log, "the stage to which it leads");
    let on = clause.property("on");
    let after = clause.property("after");
    let missed = clause.property("missed");
    let from = clause
        .property("from")
        .and_then(|value| value.name(log))
        .map(word::anchor);
    if let (Some(at), None) = (clause.key("from"), after) {
        log.malformed(at, "`from` goes with `after` only", "take it away");
    }
    let trigger = match (on, after, missed) {
        (Some(value), None, None) => {
            let word = value.name(log);
            word.and_then(|word| on_event(log, &word))
        }
        (None, Some(value), None) => {
            let period = value.name(log);
            period.map(|period| Trigger::After { period, from })
        }
        (None, None, Some(value)) => {
            let duty = value.name(log);
            duty.map(|duty| Trigger::Missed { duty })
        }
        (None, None, None) => {
            let help = "write `on=served`, `on=` a kind of event, `after=\"period\" from=…`, or \
                        `missed=\"duty\"`";
            log.malformed(clause.here(), "nothing makes this happen", help);
            None
        }
        _ => {
            let help = "keep one of `on=`, `after=` and `missed=`; write another `then` for each";
            log.malformed(clause.here(), "more than one thing makes this happen", help);
            None
        }
    };
    let span = clause.span();
    clause.end(log);
    Some(Then {
        to: to?,
        trigger: trigger?,
        span,
    })
}

fn on_event(log: &mut Log, word: &Name) -> Option<Trigger> {
    if word.as_str() == "served" {
        return Some(Trigger::Served);
    }
    word::event(log, word).map(Trigger::On)
}

/// The kinds of events that a node lists.
pub(super) fn events(log: &mut Log, mut clause: Clause<'_>) -> Vec<EventKind> {
    let mut events = Vec::new();
    for word in clause.some_names(log, "a kind of event") {
        events.extend(word::event(log, &word));
    }
    clause.end(log);
    events
}

/// `duty "appear" cite="report" { from served; by appear-at; met-by appeared }`
pub(super) fn duty(log: &mut Log, mut clause: Clause<'_>) -> Option<Duty> {
    let name = clause.name(log, "its name");
    let inside = clause.inside(log, &["from", "by", "met-by", "cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    let mut anchor = |key: &str| {
        let mut node = inside.needed(log, key)?;
        let word = node.name(log, "`served`, `appear-at`, a kind of event or a stage");
        node.end(log);
        word.map(word::anchor)
    };
    let (from, by) = (anchor("from"), anchor("by"));
    let met_by = inside.needed(log, "met-by").map(|node| events(log, node));
    clause.end(log);
    Some(Duty {
        name: name?,
        from: from?,
        by: by?,
        met_by: met_by?,
        cite,
    })
}
