//! In a sandbox: a clock to move.

use maud::{Markup, html};

use super::component::{Button, Field, Form, Wrong, inset};
use super::layout::{Frame, Page};

/// The page.
pub(crate) fn page(frame: &Frame, written: &str, wrong: &[Wrong]) -> Markup {
    let steps = [
        ("1", "clock-day"),
        ("7", "clock-week"),
        ("20", "clock-twenty"),
    ];
    let inside = html! {
        p { (frame.word("clock-means")) }
        (inset(&html! { p { strong { (frame.say("sandbox-now", [("at", frame.moment(frame.now).into())])) } } }))
        (Form::post("/sandbox/clock", &frame.csrf).called(frame.word("clock-steps")).of(&html! {
            @for (days, key) in steps { (Button::second(frame.word(key)).sends("days", days)) }
        }))
        (Form::post("/sandbox/clock", &frame.csrf).called(frame.word("clock-to")).of(&html! {
            (Field::moment("to", frame.word("clock-to")).hint(frame.word("clock-to-hint")).value(written).among(wrong))
            (Button::first(frame.word("clock-move")))
        }))
    };
    Page::new(frame, frame.word("clock-title"))
        .wrong(wrong)
        .of(&inside)
}
