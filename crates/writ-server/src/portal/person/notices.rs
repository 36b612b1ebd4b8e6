//! My notices: what needs doing first, and by when.

use jiff::Timestamp;
use maud::{Markup, html};
use writ_notice::Thing;
use writ_registry::{ExplainedMatter, Explanation, Force, Opening};

use crate::portal::component::{cards, inset, notice, tag};
use crate::portal::layout::{Frame, Page};
use crate::portal::position::Position;

/// A matter with what it asks for.
struct Own<'e> {
    matter: &'e ExplainedMatter,
    position: Option<Position>,
}

impl Own<'_> {
    fn due(&self) -> Option<Timestamp> {
        self.position.as_ref()?.first_duty()?.due
    }

    /// Whether a copy that can bind lies in the account and was not opened.
    fn waits_unopened(&self) -> bool {
        let over = self.position.as_ref().is_some_and(Position::is_over);
        self.matter.open.opening == Opening::Unopened
            && self.matter.force == Force::Binding
            && !over
    }

    /// What needs doing first comes first; what is over comes last.
    fn rank(&self) -> (u8, Timestamp) {
        let due = self.due().unwrap_or(Timestamp::MAX);
        match &self.position {
            Some(position) if position.is_over() => (3, due),
            Some(position) if position.first_duty().is_some() => (0, due),
            Some(position) if position.restricted().next().is_some() => (1, due),
            _ => (2, due),
        }
    }
}

/// The page.
pub(crate) fn page(frame: &Frame, file: &Explanation) -> Markup {
    let mut own: Vec<Own<'_>> = file
        .matters
        .iter()
        .map(|matter| Own {
            matter,
            position: Position::read(&matter.position),
        })
        .collect();
    own.sort_by_key(Own::rank);
    let (over, now): (Vec<_>, Vec<_>) = own.iter().partition(|it| it.rank().0 == 3);
    let inside = html! {
        (first(frame, &own))
        @if own.is_empty() {
            (inset(&html! { p { (frame.word("notices-none")) } p { (frame.word("notices-none-means")) } }))
        }
        @if !now.is_empty() {
            h2 { (frame.word("notices-now")) }
            (cards(&now.iter().map(|it| card(frame, it)).collect::<Vec<_>>()))
        }
        @if !over.is_empty() {
            h2 { (frame.word("notices-over")) }
            (cards(&over.iter().map(|it| card(frame, it)).collect::<Vec<_>>()))
        }
        h2 { (frame.word("notices-more")) }
        ul {
            li { a href="/record" { (frame.word("nav-record")) } }
            li { a href="/questions" { (frame.word("nav-questions")) } }
            li { a href="/delegates" { (frame.word("nav-delegates")) } }
            li { a href="/everything" { (frame.word("everything")) } }
        }
    };
    Page::new(frame, frame.word("notices-title")).of(&inside)
}

/// What needs doing before anything else.
fn first(frame: &Frame, own: &[Own<'_>]) -> Markup {
    let bound = own.iter().find(|it| it.rank().0 == 0);
    let Some((own, duty)) = bound.and_then(|own| Some((own, own.position.as_ref()?.first_duty()?)))
    else {
        return match own.iter().find(|it| it.waits_unopened()) {
            Some(own) => unopened(frame, own),
            None => html! { (inset(&html! { p { (frame.word("first-nothing")) } })) },
        };
    };
    let late = duty.due.is_some_and(|due| due < frame.now);
    notice(
        &frame.word("first-heading"),
        &html! {
            p.by { (frame.words.titled(Thing::Duty, &duty.duty)) }
            @match duty.due {
                Some(due) if late => p { (frame.say("first-late", [("due", frame.moment(due).into())])) },
                Some(due) => p { (frame.say("first-by", [("due", frame.moment(due).into())])) },
                None => p { (frame.word("first-no-day")) },
            }
            p { a href=(format!("/notices/{}", own.matter.matter.id)) { (frame.word("first-see")) } }
        },
    )
}

/// Nothing is due before a copy has served; that one waits is said all the same.
fn unopened(frame: &Frame, own: &Own<'_>) -> Markup {
    let matter = &own.matter.matter;
    let what = frame.words.titled(Thing::Instrument, &matter.instrument);
    let day = frame.day(matter.issued_at);
    notice(
        &frame.word("first-heading"),
        &html! {
            p { (frame.say("first-unopened", [("what", what.into()), ("day", day.into())])) }
            p { a href=(format!("/notices/{}", matter.id)) { (frame.word("first-see")) } }
        },
    )
}

fn card(frame: &Frame, own: &Own<'_>) -> Markup {
    let matter = own.matter;
    let name = frame
        .words
        .titled(Thing::Instrument, &matter.matter.instrument);
    html! {
        h3 { a href=(format!("/notices/{}", matter.matter.id)) { (name) } }
        p.quiet { (frame.say("notice-issued", [("day", frame.day(matter.matter.issued_at).into())])) }
        @if matter.force == Force::Test {
            p { (tag("plain", &frame.word("tag-test"))) }
        }
        @if matter.open.opening == Opening::Unopened { p { (tag("wait", &frame.word("tag-unopened"))) } }
        @if let Some(position) = &own.position {
            @if let Some(duty) = position.first_duty() {
                p {
                    (frame.words.titled(Thing::Duty, &duty.duty)) ": "
                    @match duty.due {
                        Some(due) if due < frame.now => (tag("bad", &frame.say("tag-late", [("due", frame.day(due).into())]))),
                        Some(due) => (tag("wait", &frame.say("tag-by", [("due", frame.day(due).into())]))),
                        None => (frame.word("first-no-day")),
                    }
                }
            }
            @for effect in position.restricted() {
                p { (tag("bad", &frame.say("tag-restricted", [("measure", frame.words.called(Thing::Measure, &effect.measure).into())]))) }
            }
            @if position.is_over() { p { (tag("good", &frame.word("tag-over"))) } }
        }
    }
}
