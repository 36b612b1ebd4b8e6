//! Before a notice is opened: what opening it means.

use maud::{Markup, html};
use writ_law::event::EventKind;
use writ_law::regime::Regime;
use writ_notice::{Thing, law};
use writ_registry::ExplainedMatter;

use crate::portal::component::{Button, Form, Row, details, inset, link, summary};
use crate::portal::layout::{Frame, Page};
use crate::portal::position::Position;

/// What opening does under a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// It serves.
    Serves,
    /// It shows that the person knows; service does not hang on it.
    Shows,
}

fn opening(regime: &Regime) -> Opening {
    let mut grounds = regime.tree().services.iter().flat_map(|rule| &rule.grounds);
    if grounds.any(|ground| ground.event == EventKind::Opened) {
        Opening::Serves
    } else {
        Opening::Shows
    }
}

/// The page.
pub(crate) fn page(frame: &Frame, regime: &Regime, matter: &ExplainedMatter) -> Markup {
    let name = frame
        .words
        .titled(Thing::Instrument, &matter.matter.instrument);
    let served = Position::read(&matter.position).and_then(|position| position.served);
    let service = law::explain(regime.tree(), frame.words.law())
        .into_iter()
        .filter(|sentence| sentence.topic == "served");
    let inside = html! {
        (summary(&[
            Row::new(frame.word("what"), name.as_str()),
            Row::new(frame.word("issued"), frame.moment(matter.matter.issued_at)),
            Row::new(frame.word("under-law"), regime.tree().regime.title.as_str()),
        ]))
        h2 { (frame.word("opening-means")) }
        (inset(&html! {
            @match (served, opening(regime)) {
                (Some(served), _) => {
                    p { (frame.say("opening-served", [
                        ("at", frame.moment(served.since).into()),
                        ("channel", frame.words.called(Thing::Channel, &served.channel).into()),
                    ])) }
                }
                (None, Opening::Serves) => p { (frame.word("opening-serves")) },
                (None, Opening::Shows) => p { (frame.word("opening-shows")) },
            }
            p { (frame.word("opening-recorded")) }
            p { (frame.word("opening-not")) }
        }))
        (details(&frame.word("opening-law"), &html! { @for sentence in service { p { (sentence.says) } } }))
        (Form::post(format!("/notices/{}/open", matter.matter.id), &frame.csrf)
            .of(&html! { (Button::first(frame.word("opening-open"))) }))
        p { (link("/notices", &frame.word("opening-later"))) }
    };
    Page::new(
        frame,
        frame.say("opening-title", [("what", name.as_str().into())]),
    )
    .back("/notices", frame.word("notices-title"))
    .of(&inside)
}
