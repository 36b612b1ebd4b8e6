//! Finding one person by their exact identifier, with a reason that is logged.

use maud::{Markup, html};
use writ_notice::Thing;
use writ_registry::{CorrectionRequest, Explanation, Role};

use crate::portal::component::{
    Button, Choice, Field, Form, Row, Table, Wrong, inset, summary, tag,
};
use crate::portal::layout::{Frame, Page};
use crate::portal::position::Position;

/// What was written into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub(crate) struct Looked {
    #[serde(default)]
    pub(crate) person: String,
    #[serde(default)]
    pub(crate) reason: String,
}

impl Looked {
    /// What is wrong with it.
    pub(crate) fn wrong(&self, frame: &Frame) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        if self.person.trim().is_empty() {
            wrong.push(Wrong::new("person", frame.word("wrong-person")));
        }
        if self.reason.trim().is_empty() {
            wrong.push(Wrong::new("reason", frame.word("wrong-look")));
        }
        wrong
    }
}

/// The form.
pub(crate) fn form(frame: &Frame, looked: &Looked, wrong: &[Wrong]) -> Markup {
    let inside = html! {
        (inset(&html! { p { (frame.word("find-logged")) } }))
        (Form::post("/office/find", &frame.csrf).of(&html! {
            (Field::line("person", frame.word("record-person")).hint(frame.word("find-exact"))
                .value(looked.person.as_str()).autocomplete("off").among(wrong))
            (Field::line("reason", frame.word("find-reason")).hint(frame.word("find-reason-hint"))
                .value(looked.reason.as_str()).autocomplete("off").among(wrong))
            (Button::first(frame.word("find-open")))
        }))
    };
    Page::new(frame, frame.word("nav-find"))
        .wrong(wrong)
        .of(&inside)
}

/// A person's file: what is known, and their matters. Each opens with the same reason.
pub(crate) fn file(frame: &Frame, file: &Explanation, reason: &str) -> Markup {
    let matters = matters(frame, file, reason);
    let facts = facts(frame, file);
    let inside = html! {
        (summary(&[Row::new(frame.word("find-reason"), reason)]))
        @if matters.is_empty() { (inset(&html! { p { (frame.word("find-no-matter")) } })) }
        @else { (matters) }
        (facts)
        @if !file.requests.is_empty() {
            h2 { (frame.word("requests")) }
            @for asked in &file.requests { (request(frame, file, asked, reason)) }
        }
    };
    Page::new(frame, file.person.as_str())
        .above(frame.word("find-person"))
        .back("/office/find", frame.word("nav-find"))
        .of(&inside)
}

/// Their matters, each with a button that opens it.
fn matters(frame: &Frame, file: &Explanation, reason: &str) -> Table {
    let mut matters = Table::new(
        frame.word("find-matters"),
        [
            frame.word("what"),
            frame.word("issued"),
            frame.word("stage"),
            frame.word("restricted-now"),
            frame.word("open"),
        ],
    );
    for matter in &file.matters {
        let position = Position::read(&matter.position);
        let stage = position
            .as_ref()
            .and_then(|it| it.only_stage().map(str::to_owned));
        let stage = stage.map_or_else(
            || frame.word("stage-differs"),
            |stage| frame.words.titled(Thing::Stage, &stage),
        );
        let restricted = position.iter().flat_map(|it| it.restricted());
        let restricted = html! {
            @for effect in restricted { (tag("bad", &frame.words.called(Thing::Measure, &effect.measure))) " " }
        };
        let open = Form::post(
            format!("/office/matters/{}/{}", file.person, matter.matter.id),
            &frame.csrf,
        )
        .called(frame.say(
            "open-matter",
            [("matter", matter.matter.id.as_str().into())],
        ))
        .carrying("reason", reason)
        .of(&html! { (Button::second(frame.word("open"))) });
        matters.row([
            frame
                .words
                .titled(Thing::Instrument, &matter.matter.instrument)
                .into(),
            frame.day(matter.matter.issued_at).into(),
            stage.into(),
            restricted.into(),
            open.into(),
        ]);
    }
    matters
}

/// What is known of them.
fn facts(frame: &Frame, file: &Explanation) -> Table {
    let mut facts = Table::new(
        frame.word("record-facts"),
        [
            frame.word("fact"),
            frame.word("fact-value"),
            frame.word("fact-source"),
            frame.word("fact-recorded"),
        ],
    );
    for fact in &file.facts {
        facts.row([
            frame.words.titled(Thing::Fact, &fact.fact).into(),
            frame.words.law().fact_value(fact).into(),
            frame.words.called(Thing::Who, &fact.source).into(),
            frame.day(fact.recorded_at).into(),
        ]);
    }
    facts
}

/// A correction that was asked for, with the two answers.
fn request(frame: &Frame, file: &Explanation, asked: &CorrectionRequest, reason: &str) -> Markup {
    html! {
        (inset(&html! {
            (crate::portal::person::record::request(frame, asked))
            p { (frame.word("act-reason-said")) ": " (asked.reason) }
            @if asked.answer.is_none() && (frame.is(Role::Registrar) || frame.is(Role::Officer)) {
                (Form::post(format!("/office/requests/{}/{}", file.person, asked.number), &frame.csrf)
                    .called(frame.say("request-answer-to", [("n", asked.number.into())]))
                    .carrying("reason", reason)
                    .of(&html! {
                        (Field::radios("outcome", frame.word("decide-how"), vec![
                            Choice::new("corrected", frame.word("request-corrected")).hint(frame.word("request-corrected-hint")),
                            Choice::new("refused", frame.word("request-stands")),
                        ]))
                        (Field::area("why", frame.word("decide-why")).hint(frame.word("decide-why-hint")))
                        (Button::first(frame.word("request-answer")))
                    }))
            }
        }))
    }
}
