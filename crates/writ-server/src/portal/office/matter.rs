//! One matter for an officer: position, past and future, the account for a court, and the two clocks.

use jiff::Timestamp;
use maud::{Markup, html};
use writ_law::regime::Regime;
use writ_law::truth::Truth;
use writ_notice::Thing;
use writ_notice::position::Voice;
use writ_registry::{ExplainedMatter, Explanation, Role, Waits};

use super::recording;
use crate::portal::component::{
    Button, Choice, Field, Form, Row, Table, details, inset, summary, tag, timeline,
};
use crate::portal::layout::{Frame, Page};
use crate::portal::person::notice::{Ahead, Notice, moments, said_when};
use crate::portal::position::{Position, sections};

/// Which instants the page is about, as they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub(crate) struct Clocks {
    /// Why the file is opened.
    #[serde(default)]
    pub(crate) reason: String,
    /// The instant that the position is of.
    #[serde(default)]
    pub(crate) at: String,
    /// What was recorded by then.
    #[serde(default)]
    pub(crate) known: String,
}

/// What the page tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    pub(crate) file: &'a Explanation,
    pub(crate) matter: &'a ExplainedMatter,
    pub(crate) regime: &'a Regime,
    pub(crate) position: &'a Position,
    pub(crate) ahead: &'a [Ahead],
    pub(crate) clocks: &'a Clocks,
}

impl Told<'_> {
    pub(crate) fn path(&self) -> String {
        format!(
            "/office/matters/{}/{}",
            self.file.person, self.matter.matter.id
        )
    }
}

/// The page.
pub(crate) fn page(frame: &Frame, told: &Told<'_>) -> Markup {
    let matter = &told.matter.matter;
    let account = sections(
        frame.words,
        (told.regime, told.matter),
        (frame.kind, Voice::Court),
        None,
    );
    let notice = Notice {
        file: told.file,
        matter: told.matter,
        regime: told.regime,
        position: told.position,
        ahead: told.ahead,
    };
    let may_record = frame.is(Role::Officer);
    let inside = html! {
        (clocks(frame, told))
        h2 { (frame.word("matter-position")) }
        (standing(frame, told))
        (effects(frame, told))
        @if !told.matter.waits.is_empty() {
            h2 { (frame.word("waits-heading")) }
            @for wait in &told.matter.waits { (decide(frame, told, wait)) }
        }
        h2 { (frame.word("notice-timeline")) }
        (timeline(&moments(frame, &notice), |when| said_when(frame, when)))
        @if may_record { (recording::form(frame, told, &recording::Written::default(), &[])) }
        (details(&frame.word("matter-court"), &html! { @for section in account { (section.page()) } }))
    };
    let name = frame.words.titled(Thing::Instrument, &matter.instrument);
    Page::new(frame, format!("{name}, {}", told.file.person))
        .above(frame.say("matter-of", [("matter", matter.id.as_str().into())]))
        .back("/office/find", frame.word("nav-find"))
        .of(&inside)
}

/// The two clocks: plain fields, with sliders where there is a script.
fn clocks(frame: &Frame, told: &Told<'_>) -> Markup {
    let zone = told.regime.zone();
    let local = |at: Timestamp| zone.to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string();
    let from = zone.to_datetime(told.matter.matter.issued_at).date();
    let at = local(told.file.at);
    let known = told.file.known_at.map(local).unwrap_or_default();
    html! {
        section.clocks aria-label=(frame.word("clocks")) {
            (Form::post(told.path(), &frame.csrf).called(frame.word("clocks"))
                .carrying("reason", told.clocks.reason.as_str())
                .of(&html! {
                    (Field::moment("at", frame.word("clock-at")).hint(frame.word("clock-at-hint")).value(at))
                    (Field::moment("known", frame.word("clock-known")).hint(frame.word("clock-known-hint")).value(known))
                    (slider(frame, "at", "clock-at-slide", &from.to_string()))
                    (slider(frame, "known", "clock-known-slide", &from.to_string()))
                    (Button::second(frame.word("clock-show")))
                }))
        }
    }
}

fn slider(frame: &Frame, field: &str, key: &str, from: &str) -> Markup {
    html! {
        div.field.slide hidden {
            label for=(format!("{field}-slide")) { (frame.word(key)) }
            input type="range" id=(format!("{field}-slide")) min="0" max="120" value="0"
                data-days=(field) data-from=(from);
        }
    }
}

fn standing(frame: &Frame, told: &Told<'_>) -> Markup {
    let position = told.position;
    let stage = position.only_stage();
    let eligible = match position.eligible {
        Truth::Yes => "eligible-yes",
        Truth::No => "eligible-no",
        Truth::Unknown => "eligible-unknown",
    };
    let mut rows = vec![
        Row::new(frame.word("eligible"), frame.word(eligible)),
        Row::new(
            frame.word("stage"),
            stage.map_or_else(
                || frame.word("stage-differs"),
                |stage| frame.words.titled(Thing::Stage, stage),
            ),
        ),
        Row::new(
            frame.word("served"),
            match &position.served {
                Some(served) => frame.say(
                    "served-since",
                    [
                        ("at", frame.moment(served.since).into()),
                        (
                            "channel",
                            frame.words.called(Thing::Channel, &served.channel).into(),
                        ),
                    ],
                ),
                None => frame.word("served-not"),
            },
        ),
    ];
    for duty in &position.duties {
        let status = frame.one_of("duty", &duty.status);
        let due = duty.due.map(|due| frame.moment(due)).unwrap_or_default();
        rows.push(Row::new(
            frame.words.titled(Thing::Duty, &duty.duty),
            format!("{status} {due}"),
        ));
    }
    if let Some(next) = position.next_change {
        rows.push(Row::new(frame.word("next-change"), frame.moment(next)));
    }
    summary(&rows)
}

fn effects(frame: &Frame, told: &Told<'_>) -> Markup {
    let mut table = Table::new(
        frame.word("matter-effects"),
        [
            frame.word("measure"),
            frame.word("answer"),
            frame.word("since"),
            frame.word("remedies"),
        ],
    );
    for effect in &told.position.effects {
        let (tone, key) = match effect.answer {
            Truth::Yes => ("bad", "told-yes"),
            Truth::No => ("good", "told-no"),
            Truth::Unknown => ("plain", "told-unknown"),
        };
        let remedies = effect.remedies.iter().map(|remedy| {
            let name = frame.words.called(Thing::Remedy, &remedy.remedy);
            match remedy.until {
                Some(until) => format!(
                    "{name} ({})",
                    frame.say(
                        "act-until",
                        [(
                            "until",
                            frame
                                .words
                                .law()
                                .until_when(until, told.regime.zone())
                                .into()
                        )]
                    )
                ),
                None => name,
            }
        });
        table.row([
            frame.words.titled(Thing::Measure, &effect.measure).into(),
            html! { (tag(tone, &frame.word(key))) }.into(),
            effect
                .since
                .map(|at| frame.moment(at))
                .unwrap_or_default()
                .into(),
            remedies.collect::<Vec<_>>().join(", ").into(),
        ]);
    }
    html! { (table) }
}

/// What somebody asked or said, as an officer reads it.
fn said(frame: &Frame, wait: &Waits) -> String {
    let name = wait.name.as_str();
    match wait.plea {
        "objection" => {
            let remedy = frame.words.called(Thing::Remedy, name);
            frame.say("docket-objection", [("remedy", remedy.into())])
        }
        "exception" => frame.say("docket-exception", [("exception", name.into())]),
        "non-receipt" => frame.word("docket-non-receipt"),
        "appearance" => frame.word("docket-appearance"),
        _ => {
            let excuse = frame.words.called(Thing::Excuse, name);
            frame.say("docket-excuse", [("excuse", excuse.into())])
        }
    }
}

/// Something that waits, with its clock and the two answers.
fn decide(frame: &Frame, told: &Told<'_>, wait: &Waits) -> Markup {
    html! {
        (inset(&html! {
            h3 { (said(frame, wait)) }
            p {
                (frame.say("waits-since", [("at", frame.moment(wait.since).into())])) " "
                @if let Some(until) = wait.until {
                    (tag(if until < frame.now { "bad" } else { "wait" }, &frame.say("waits-until", [("until", frame.moment(until).into())])))
                }
            }
            @if let Some(by) = &wait.decided_by { p { (frame.say("decided-by", [("who", frame.words.called(Thing::Who, by).into())])) } }
            @for event in told.matter.events.iter().filter(|event| event.id == wait.event) {
                @if let Some(reason) = &event.reason { p { (frame.word("act-reason-said")) ": " (reason) } }
            }
            @if frame.is(Role::Officer) {
                (Form::post(format!("{}/decide", told.path()), &frame.csrf)
                    .called(said(frame, wait))
                    .carrying("reason", told.clocks.reason.as_str())
                    .carrying("event", wait.event.as_str())
                    .of(&html! {
                        (Field::radios("outcome", frame.word("decide-how"), vec![
                            Choice::new("yes", frame.one_of("decide-yes", wait.plea)),
                            Choice::new("no", frame.one_of("decide-no", wait.plea)),
                        ]))
                        (Field::area("why", frame.word("decide-why")).hint(frame.word("decide-why-hint")))
                        (Button::first(frame.word("decide")))
                    }))
            }
        }))
    }
}
