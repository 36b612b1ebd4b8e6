//! Service in person: one page, one hand, a phone.

use maud::{Markup, html};
use writ_law::event::EventKind;
use writ_notice::Thing;
use writ_registry::ExplainedMatter;

use crate::portal::component::{Button, Choice, Field, Form, Row, Wrong, inset, summary};
use crate::portal::layout::{Frame, Page};

/// What can come of it.
pub(crate) const OUTCOMES: [EventKind; 3] =
    [EventKind::Delivered, EventKind::Refused, EventKind::Absent];

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Written {
    pub(crate) outcome: String,
    pub(crate) to: String,
    pub(crate) place: String,
}

/// The page.
pub(crate) fn page(
    frame: &Frame,
    (person, matter): (&str, &ExplainedMatter),
    (written, wrong): (&Written, &[Wrong]),
) -> Markup {
    let outcomes = OUTCOMES.map(|kind| Choice::new(kind.word(), frame.one_of("hand", kind.word())));
    let own = &matter.matter;
    let inside = html! {
        (summary(&[
            Row::new(frame.word("record-person"), person),
            Row::new(frame.word("what"), frame.words.titled(Thing::Instrument, &own.instrument)),
            Row::new(frame.word("handle"), own.id.as_str()),
        ]))
        (inset(&html! { p { (frame.word("hand-say")) } }))
        (Form::post(format!("/office/hand/{person}/{}", own.id), &frame.csrf).of(&html! {
            (Field::radios("outcome", frame.word("hand-what"), outcomes.to_vec()).value(written.outcome.as_str()).among(wrong))
            (Field::select("place", frame.word("where"), ["", "address", "work"].map(|place| {
                Choice::new(place, frame.one_of("hand-place", if place.is_empty() { "none" } else { place }))
            }).to_vec()).value(written.place.as_str()))
            (Field::line("to", frame.word("record-to")).hint(frame.word("hand-to-hint")).value(written.to.as_str()))
            (Button::first(frame.word("record-send")))
        }))
        p { (frame.word("hand-refuse")) }
    };
    Page::new(frame, frame.word("hand-title"))
        .wrong(wrong)
        .of(&inside)
}
