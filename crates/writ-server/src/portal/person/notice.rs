//! One notice: what, why me, where and when, under which law, what follows, what ends it, and what I
//! can do by when.

use jiff::Timestamp;
use maud::{Markup, html};
use writ_law::regime::Regime;
use writ_notice::Thing;
use writ_notice::position::Voice;
use writ_registry::{ExplainedMatter, Explanation, Force, Origin, Waits};

use crate::portal::component::{
    Moment, Row, When, details, inset, notice, summary, timeline, warning,
};
use crate::portal::layout::{Frame, Page};
use crate::portal::position::{Position, sections};

/// A change that lies ahead if nothing more happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ahead {
    pub(crate) at: Timestamp,
    pub(crate) begins: Vec<String>,
    pub(crate) ends: Vec<String>,
    /// The stage that the matter comes to, where it comes to another one.
    pub(crate) stage: Option<String>,
}

impl Ahead {
    /// What is different at an instant from what was before.
    pub(crate) fn between(at: Timestamp, before: &Position, after: &Position) -> Self {
        let held = |position: &Position| -> Vec<String> {
            let held = position.restricted();
            held.map(|effect| effect.measure.clone()).collect()
        };
        let stage = after
            .only_stage()
            .filter(|stage| before.only_stage() != Some(*stage));
        let stage = stage.map(str::to_owned);
        let (before, after) = (held(before), held(after));
        let only = |some: &[String], others: &[String]| -> Vec<String> {
            let some = some.iter().filter(|it| !others.contains(it));
            some.cloned().collect()
        };
        Self {
            at,
            begins: only(&after, &before),
            ends: only(&before, &after),
            stage,
        }
    }
}

/// What the page tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notice<'a> {
    pub(crate) file: &'a Explanation,
    pub(crate) matter: &'a ExplainedMatter,
    pub(crate) regime: &'a Regime,
    pub(crate) position: &'a Position,
    pub(crate) ahead: &'a [Ahead],
}

/// The page.
pub(crate) fn page(frame: &Frame, told: &Notice<'_>) -> Markup {
    let matter = &told.matter.matter;
    let name = frame.words.titled(Thing::Instrument, &matter.instrument);
    let account = sections(
        frame.words,
        (told.regime, told.matter),
        (frame.kind, Voice::Person),
        None,
    );
    let inside = html! {
        @if told.matter.force == Force::Test {
            (warning(&frame.word("warning"), &frame.word("test-notice")))
        }
        (first(frame, told))
        h2 { (frame.word("notice-what")) }
        (facts(frame, told))
        h2 { (frame.word("notice-why")) }
        (why(frame, told))
        h2 { (frame.word("notice-timeline")) }
        p { (frame.word("notice-timeline-means")) }
        (timeline(&moments(frame, told), |when| said_when(frame, when)))
        // The first two are the head, and what is to be done, which stands above.
        @for section in account.iter().skip(2) { (section.page()) }
        (waiting(frame, told))
        (acts(frame, told))
        (documents(frame, told))
    };
    Page::new(frame, name)
        .above(frame.say(
            "notice-issued",
            [("day", frame.day(matter.issued_at).into())],
        ))
        .back("/notices", frame.word("notices-title"))
        .of(&inside)
}

pub(crate) fn said_when(frame: &Frame, when: When) -> String {
    frame.word(match when {
        When::Past => "when-past",
        When::Now => "when-now",
        When::Future => "when-future",
    })
}

fn first(frame: &Frame, told: &Notice<'_>) -> Markup {
    let Some(duty) = told.position.first_duty() else {
        let key = if told.position.is_over() {
            "notice-over"
        } else {
            "first-nothing"
        };
        return inset(&html! { p { (frame.word(key)) } });
    };
    let matter = &told.matter.matter;
    notice(
        &frame.word("notice-must"),
        &html! {
            p.by { (frame.words.titled(Thing::Duty, &duty.duty)) }
            @match duty.due {
                Some(due) if due < frame.now => p { (frame.say("first-late", [("due", frame.moment(due).into())])) },
                Some(due) => p { (frame.say("first-by", [("due", frame.moment(due).into())])) },
                None => p { (frame.word("first-no-day")) },
            }
            @if let Some(place) = &matter.place { p { (frame.say("notice-place", [("place", place.as_str().into())])) } }
            p { a href="#acts" { (frame.word("notice-cannot")) } }
        },
    )
}

fn facts(frame: &Frame, told: &Notice<'_>) -> Markup {
    let matter = &told.matter.matter;
    let regime = told.regime;
    let mut rows = vec![Row::new(
        frame.word("what"),
        frame.words.titled(Thing::Instrument, &matter.instrument),
    )];
    if let Some(at) = matter.appear_at {
        rows.push(Row::new(frame.word("when"), frame.moment(at)));
    }
    if let Some(place) = &matter.place {
        rows.push(Row::new(frame.word("where"), place.as_str()));
    }
    if let Some(office) = &matter.region {
        rows.push(Row::new(frame.word("office"), office.as_str()));
    }
    let law = html! {
        span lang=(regime.tree().regime.lang) { (regime.tree().regime.title) } br;
        a href=(format!("/public/regimes/{}", regime.name())) { (frame.word("law-in-words")) }
    };
    rows.push(Row::marked(frame.word("under-law"), law));
    rows.push(match &told.position.served {
        Some(served) => Row::new(
            frame.word("served"),
            frame.say(
                "served-since",
                [
                    ("at", frame.moment(served.since).into()),
                    (
                        "channel",
                        frame.words.called(Thing::Channel, &served.channel).into(),
                    ),
                ],
            ),
        ),
        None => Row::new(frame.word("served"), frame.word("served-not")),
    });
    rows.push(Row::marked(
        frame.word("handle"),
        html! { span.code { (matter.id) } },
    ));
    summary(&rows)
}

fn why(frame: &Frame, told: &Notice<'_>) -> Markup {
    let category = told.position.category();
    html! {
        @if let Some(category) = category {
            p { (frame.say("why-category", [("category", frame.words.called(Thing::Category, &category).into())])) }
        }
        @match &told.matter.origin {
            Origin::Campaign(id) => p { (frame.say("why-campaign", [("campaign", id.as_str().into())])) },
            Origin::Legacy(system) => p { (frame.say("why-legacy", [("system", system.as_str().into())])) },
        }
        (details(&frame.word("why-facts"), &html! {
            ul {
                @for fact in super::record::standing(&told.file.facts).0 {
                    li {
                        (frame.words.titled(Thing::Fact, &fact.fact)) ": " (frame.words.law().fact_value(fact))
                        span.quiet { " (" (frame.words.called(Thing::Who, &fact.source)) ")" }
                    }
                }
            }
            p { a href="/record" { (frame.word("why-wrong")) } }
        }))
    }
}

/// Everything with a date, in its order: what was, today, what follows if nothing more happens.
pub(crate) fn moments(frame: &Frame, told: &Notice<'_>) -> Vec<Moment> {
    let zone = told.regime.zone();
    let mut all: Vec<(Timestamp, Markup)> = Vec::new();
    for event in &told.matter.events {
        let what = html! {
            p {
                (frame.words.law().happened(event.kind))
                @if let Some(channel) = &event.channel { span.quiet { " – " (frame.words.called(Thing::Channel, channel)) } }
            }
            @if event.recorded_at.duration_since(event.at).as_hours() >= 24 {
                p.quiet { (frame.say("recorded-later", [("at", frame.day(event.recorded_at).into())])) }
            }
        };
        all.push((event.at, what));
    }
    for duty in told.position.duties.iter().filter(|duty| duty.is_open()) {
        if let Some(due) = duty.due {
            let name = frame.words.titled(Thing::Duty, &duty.duty);
            all.push((
                due,
                html! { p { (frame.say("timeline-due", [("duty", name.into())])) } },
            ));
        }
    }
    for remedy in told.position.remedies() {
        if let Some(until) = remedy.until {
            let name = frame.words.titled(Thing::Remedy, &remedy.remedy);
            all.push((
                until,
                html! { p { (frame.say("timeline-remedy", [("remedy", name.into())])) } },
            ));
        }
    }
    for change in told.ahead {
        let measures = |all: &[String]| -> String {
            let all = all.iter().map(|it| frame.words.called(Thing::Measure, it));
            all.collect::<Vec<_>>().join(", ")
        };
        let what = html! {
            @if !change.begins.is_empty() {
                p { (frame.say("timeline-begins", [("measures", measures(&change.begins).into())])) }
            }
            @if !change.ends.is_empty() {
                p { (frame.say("timeline-ends", [("measures", measures(&change.ends).into())])) }
            }
            @match &change.stage {
                Some(stage) => p.quiet { (frame.say("timeline-stage", [("stage", frame.words.called(Thing::Stage, stage).into())])) },
                None if change.begins.is_empty() && change.ends.is_empty() => p { (frame.word("timeline-changes")) },
                None => {}
            }
        };
        all.push((change.at, what));
    }
    all.push((frame.now, html! { p { (frame.word("timeline-now")) } }));
    all.sort_by_key(|it| it.0);
    let side = |at: Timestamp| match at.cmp(&frame.now) {
        std::cmp::Ordering::Less => When::Past,
        std::cmp::Ordering::Equal => When::Now,
        std::cmp::Ordering::Greater => When::Future,
    };
    all.into_iter()
        .map(|(at, what)| Moment {
            at,
            day: frame.words.moment(at, zone),
            what,
            when: side(at),
        })
        .collect()
}

/// What the person can do here, each with its last day.
fn acts(frame: &Frame, told: &Notice<'_>) -> Markup {
    let all = super::act::open(&told.matter.open);
    let id = &told.matter.matter.id;
    html! {
        h2 #acts { (frame.word("acts-heading")) }
        @if all.is_empty() { p { (frame.word("acts-none")) } }
        @else {
            p { (frame.word("acts-means")) }
            ul {
                @for (act, until) in all {
                    li {
                        a href=(format!("/notices/{id}/{}", act.word())) { (frame.one_of("act", act.word())) }
                        @if let Some(until) = until {
                            " – " (frame.say("act-until", [("until", frame.words.law().until_when(until, told.regime.zone()).into())]))
                        }
                    }
                }
            }
        }
        p { (frame.word("acts-elsewhere")) }
    }
}

/// What the person asked or said, and nobody has answered.
fn waiting(frame: &Frame, told: &Notice<'_>) -> Markup {
    html! {
        @if !told.matter.waits.is_empty() {
            h2 { (frame.word("waits-heading")) }
            ul {
                @for wait in &told.matter.waits {
                    li {
                        (plea(frame, wait)) ", " (frame.say("waits-since", [("at", frame.day(wait.since).into())]))
                        @if let Some(until) = wait.until {
                            " " (frame.say("waits-until", [("until", frame.words.law().until_when(until, told.regime.zone()).into())]))
                        }
                    }
                }
            }
        }
    }
}

/// What somebody asked or said, in words.
pub(crate) fn plea(frame: &Frame, wait: &Waits) -> String {
    let kind = frame.one_of("plea", wait.plea);
    match wait.plea {
        "objection" => format!("{kind}: {}", frame.words.called(Thing::Remedy, &wait.name)),
        "excuse" | "exception" => {
            format!("{kind}: {}", frame.words.called(Thing::Excuse, &wait.name))
        }
        _ => kind,
    }
}

fn documents(frame: &Frame, told: &Notice<'_>) -> Markup {
    let id = &told.matter.matter.id;
    html! {
        h2 { (frame.word("documents-heading")) }
        ul {
            @for (ending, key) in [("pdf", "document-pdf"), ("html", "document-html"), ("txt", "document-txt"), ("ics", "document-ics")] {
                li { a href=(format!("/notices/{id}/document.{ending}")) { (frame.word(key)) } }
            }
            li { a href=(format!("/notices/{id}/proof")) { (frame.word("document-proof")) } }
        }
        p { a href="/public/proof" { (frame.word("document-check")) } }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_lies_ahead_is_what_differs() {
        let position = |stage: &str, exit: &str| {
            let effects = json!([{"measure": "exit", "answer": exit}, {"measure": "credit", "answer": "yes"}]);
            let position = json!({"eligible": "yes", "served": null, "stage": {"text": stage},
                "effects": effects, "next_change": null});
            Position::read(&position).unwrap()
        };
        let at = "2023-05-02T09:00:00Z".parse().unwrap();
        let (one, other) = (position("served", "no"), position("missed", "yes"));
        let begins = Ahead::between(at, &one, &other);
        assert_eq!(begins.begins, ["exit"]);
        assert_eq!(
            (begins.ends.len(), begins.stage.as_deref()),
            (0, Some("missed"))
        );
        let ends = Ahead::between(at, &other, &one);
        assert_eq!(ends.ends, ["exit"]);
        let same = Ahead::between(at, &one, &one);
        assert_eq!(
            (same.begins.len(), same.ends.len(), same.stage),
            (0, 0, None)
        );
    }
}
