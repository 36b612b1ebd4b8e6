//! What concerns everybody, and what may come of a matter: windows, public events, questions of
//! judgement, follow-ups, selections.

use crate::tree::{Follow, Judgement, Method, PublicEvent, Selection, Volunteers, Window};

use super::clause::{Clause, Inside, Log};
use super::text::Value;
use super::word;

const METHODS: &[(&str, Method)] = &[
    ("draw", Method::Draw),
    ("all", Method::All),
    ("named", Method::Named),
    ("criteria", Method::Criteria),
];
const VOLUNTEERS: &[(&str, Volunteers)] =
    &[("first", Volunteers::First), ("alike", Volunteers::Alike)];

/// `follow "demand" on=defaulted within=(days)30`
pub(super) fn follow(log: &mut Log, mut clause: Clause<'_>) -> Option<Follow> {
    let instrument = clause.name(log, "the instrument");
    let on = clause.needed("on").and_then(|value| value.name(log));
    let within = clause.property("within").map(|value| value.amount(log));
    let inside = clause.inside(log, &["cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    clause.end(log);
    Some(Follow {
        instrument: instrument?,
        on: on?,
        within: match within {
            Some(read) => Some(read?),
            None => None,
        },
        cite,
    })
}

/// `window "spring" from="--04-01" until="--07-16"`
pub(super) fn window(log: &mut Log, mut clause: Clause<'_>) -> Option<Window> {
    let name = clause.name(log, "its name");
    let from = clause.needed("from").and_then(|value| value.month_day(log));
    let until = clause
        .needed("until")
        .and_then(|value| value.month_day(log));
    if from.is_some() && from == until {
        let text = "this window ends on the day on which it begins";
        let help = "write the day after the last one as `until`";
        log.malformed(clause.here(), text, help);
    }
    let inside = clause.inside(log, &["cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    clause.end(log);
    Some(Window {
        name: name?,
        from: from?,
        until: until?,
        cite,
    })
}

/// `public-event "register-works" cite="decree"`
pub(super) fn public_event(log: &mut Log, mut clause: Clause<'_>) -> Option<PublicEvent> {
    let name = clause.name(log, "its name");
    let inside = clause.inside(log, &["cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    clause.end(log);
    Some(PublicEvent { name: name?, cite })
}

/// `judgement "expected" by=officer cite="law"`
pub(super) fn judgement(log: &mut Log, mut clause: Clause<'_>) -> Option<Judgement> {
    let name = clause.name(log, "what is judged");
    let by = clause.needed("by").and_then(|value| value.name(log));
    let inside = clause.inside(log, &["cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    clause.end(log);
    Some(Judgement {
        name: name?,
        by: by?,
        cite,
    })
}

/// `selection "call-up" { method draw; volunteers first; quota from=order; reserve (percent)10 }`
pub(super) fn selection(log: &mut Log, mut clause: Clause<'_>) -> Option<Selection> {
    let instrument = clause.name(log, "the instrument");
    let known = ["method", "states", "volunteers", "quota", "reserve", "cite"];
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let method = inside.needed(log, "method").and_then(|node| {
        node.only(log, "how those who are called are chosen", |value, log| {
            value.meaning(log, "a way to choose", METHODS)
        })
    });
    let states = inside
        .one(log, "states")
        .and_then(|node| node.only(log, "the cause or the criteria, in words", Value::name));
    let volunteers = match inside.one(log, "volunteers") {
        Some(node) => node.only(log, "`first` or `alike`", |value, log| {
            value.meaning(log, "a way to treat volunteers", VOLUNTEERS)
        }),
        None => Some(Volunteers::default()),
    };
    let quota_from = inside.one(log, "quota").and_then(|mut node| {
        let from = node.needed("from").and_then(|value| value.name(log));
        node.end(log);
        from
    });
    let reserve_percent = reserve(log, &inside);
    clause.end(log);
    Some(Selection {
        instrument: instrument?,
        method: method?,
        states: states.map(|states| states.text),
        volunteers: volunteers?,
        quota_from,
        reserve_percent: reserve_percent?,
        cite,
    })
}

/// `reserve (percent)10`; none where the pack does not say.
fn reserve(log: &mut Log, inside: &Inside<'_>) -> Option<u32> {
    match inside.one(log, "reserve") {
        Some(node) => node.only(log, "a share such as `(percent)10`", Value::percent),
        None => Some(0),
    }
}
