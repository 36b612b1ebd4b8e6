//! How a matter goes on: stages, ways between them, and the duty.

use crate::event::EventKind;
use crate::tree::{Anchor, Due, Duty, Lifecycle, Name, Stage, Term, Then, Tolling, Trigger, Voids};

use super::clause::{Clause, Inside, Log};
use super::text::Value;
use super::{effect, word};

const VOIDS: &[(&str, Voids)] = &[
    ("from-start", Voids::FromStart),
    ("from-now", Voids::FromNow),
];
const TOLLINGS: &[(&str, Tolling)] = &[("outage", Tolling::Outage), ("absence", Tolling::Absence)];

/// `lifecycle "call-up" voids=from-now { stage …; ends-on …; from any { then … } }`
pub(super) fn lifecycle(log: &mut Log, mut clause: Clause<'_>) -> Option<Lifecycle> {
    let instrument = clause.name(log, "the instrument");
    let voids = clause
        .property("voids")
        .map_or(Some(Voids::default()), |value| {
            value.meaning(log, "a way to void", VOIDS)
        });
    let inside = clause.inside(log, &["stage", "ends-on", "tolled-by", "from", "cite"]);
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
    let tolled_by = tolled_by(log, &inside);
    clause.end(log);
    Some(Lifecycle {
        instrument: instrument?,
        stages,
        ends_on,
        tolled_by,
        voids: voids?,
        cite,
    })
}

/// `tolled-by outage absence`: what makes clocks stand still.
pub(super) fn tolled_by(log: &mut Log, inside: &Inside<'_>) -> Vec<Tolling> {
    let Some(mut node) = inside.one(log, "tolled-by") else {
        return Vec::new();
    };
    let words = node.some_names(log, "`outage` or `absence`");
    node.end(log);
    let what = "something that makes clocks stand still";
    words
        .iter()
        .filter_map(|word| word::meaning(log, word, what, TOLLINGS))
        .collect()
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
            let period = value.term(log);
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

/// `duty "appear" cite="report" { from served; by appear-at; if-late within=(weeks)2; met-by appeared }`,
/// `duty "comply" { of "demand"; from served; within "ten"; met-by appeared }`,
/// `duty "report" { upon "conscript"; from statute; within (weeks)2; met-by appeared }`
pub(super) fn duty(log: &mut Log, mut clause: Clause<'_>) -> Option<Duty> {
    let name = clause.name(log, "its name");
    let known = [
        "of", "from", "upon", "by", "within", "if-late", "met-by", "cite",
    ];
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let of = inside
        .one(log, "of")
        .map_or_else(Vec::new, |node| effect::names(log, node, "the instruments"));
    let from = inside
        .needed(log, "from")
        .and_then(|node| word::anchor_of(log, node));
    let upon = inside
        .one(log, "upon")
        .map_or_else(Vec::new, |node| effect::names(log, node, "the categories"));
    let due = due(log, &clause, &inside);
    let late_within = inside.one(log, "if-late").map(|node| if_late(log, node));
    let met_by = inside.needed(log, "met-by").map(|node| events(log, node));
    if let (Some(from), Some(late)) = (&from, inside.all("if-late").next()) {
        of_summons(log, from, &due, &late);
    }
    clause.end(log);
    Some(Duty {
        name: name?,
        of,
        from: from?,
        upon,
        due: due?,
        late_within: match late_within {
            Some(read) => Some(read?),
            None => None,
        },
        met_by: met_by?,
        cite,
    })
}

/// `by appear-at` or `within (weeks)2`: by when it is due.
fn due(log: &mut Log, owner: &Clause<'_>, inside: &Inside<'_>) -> Option<Due> {
    match (inside.one(log, "by"), inside.one(log, "within")) {
        (Some(by), None) => word::anchor_of(log, by).map(Due::By),
        (None, Some(within)) => within
            .only(log, "a length of time", Value::term)
            .map(Due::Within),
        (None, None) => {
            if !inside.misspelt("by") && !inside.misspelt("within") {
                let help = "write `by appear-at`, or `within (weeks)2`";
                log.malformed(owner.here(), "this duty does not say by when", help);
            }
            None
        }
        (Some(_), Some(within)) => {
            log.malformed(
                within.here(),
                "`within` stands beside `by`",
                "keep one of them",
            );
            None
        }
    }
}

/// `if-late within=(weeks)2`: what is left to do for someone served after the date.
fn if_late(log: &mut Log, mut clause: Clause<'_>) -> Option<Term> {
    let within = clause.needed("within").and_then(|value| value.term(log));
    clause.end(log);
    within
}

/// Only a duty by the date in a summons can be late from its start.
fn of_summons(log: &mut Log, from: &Anchor, due: &Option<Due>, late: &Clause<'_>) {
    let by_date = matches!(due, None | Some(Due::By(Anchor::AppearAt)));
    let by_paper = !matches!(
        from,
        Anchor::Statute | Anchor::Day(_) | Anchor::Window(_) | Anchor::PublicEvent(_)
    );
    if !by_date || !by_paper {
        let help = "take it away, or write `from served` and `by appear-at`";
        log.malformed(
            late.here(),
            "only a duty by the date in a summons can begin late",
            help,
        );
    }
}
