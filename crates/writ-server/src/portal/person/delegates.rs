//! Delegates: who may read and act for me, and for whom I may.

use jiff::Timestamp;
use maud::{Markup, html};

use crate::portal::component::{Button, Field, Form, Table, Wrong, cards, inset};
use crate::portal::layout::{Frame, Page, Who};

/// Somebody who may act for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Delegate {
    pub(crate) id: String,
    pub(crate) who: String,
    pub(crate) since: Timestamp,
    pub(crate) until: Option<Timestamp>,
}

/// What the page tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Delegates<'a> {
    /// Who acts for the person.
    pub(crate) own: &'a [Delegate],
    /// For whom the person acts.
    pub(crate) acting_for: &'a [String],
    /// What was written into the form: who, and until when.
    pub(crate) written: (&'a str, &'a str),
    /// What is wrong with it.
    pub(crate) wrong: &'a [Wrong],
}

/// The page.
pub(crate) fn page(frame: &Frame, told: &Delegates<'_>) -> Markup {
    let inside = html! {
        p { (frame.word("delegates-means")) }
        @if told.own.is_empty() { (inset(&html! { p { (frame.word("delegates-none")) } })) }
        @else { (own(frame, told.own)) }
        h2 { (frame.word("delegate-new")) }
        (Form::post("/delegates", &frame.csrf).of(&html! {
            (Field::line("delegate", frame.word("delegate-who")).hint(frame.word("delegate-who-hint"))
                .value(told.written.0).autocomplete("off").among(told.wrong))
            (Field::day("until", frame.word("delegate-until")).hint(frame.word("delegate-until-hint"))
                .value(told.written.1).among(told.wrong))
            (Button::first(frame.word("delegate-appoint")))
        }))
        @if !told.acting_for.is_empty() {
            h2 { (frame.word("delegate-for")) }
            (cards(&told.acting_for.iter().map(|person| switch(frame, person)).collect::<Vec<_>>()))
        }
    };
    Page::new(frame, frame.word("nav-delegates"))
        .wrong(told.wrong)
        .of(&inside)
}

fn own(frame: &Frame, all: &[Delegate]) -> Markup {
    let mut table = Table::new(
        frame.word("delegates-own"),
        [
            frame.word("delegate-who"),
            frame.word("delegate-since"),
            frame.word("delegate-until"),
            frame.word("delegate-end"),
        ],
    );
    for delegate in all {
        let until = match delegate.until {
            Some(until) => frame.words.law().until_when(until, &frame.zone),
            None => frame.word("delegate-no-end"),
        };
        let end = Form::post("/delegates/end", &frame.csrf)
            .called(frame.say("delegate-end-of", [("who", delegate.who.as_str().into())]))
            .carrying("id", delegate.id.as_str())
            .of(&html! { (Button::second(frame.word("delegate-end"))) });
        table.row([
            delegate.who.as_str().into(),
            frame.day(delegate.since).into(),
            until.into(),
            end.into(),
        ]);
    }
    html! { (table) }
}

fn switch(frame: &Frame, person: &str) -> Markup {
    let is_on = matches!(&frame.who, Who::Person { on, .. } if on == person);
    html! {
        p { strong.code { (person) } }
        @if is_on { p { (frame.word("delegate-on-now")) } }
        @else {
            (Form::post("/delegates/switch", &frame.csrf)
                .called(frame.say("delegate-switch", [("person", person.into())]))
                .carrying("on", person)
                .of(&html! { (Button::second(frame.say("delegate-switch", [("person", person.into())]))) }))
        }
    }
}
