//! The start, and signing in: what is shown; the server's own part decides who somebody is.

use maud::{Markup, html};

use super::component::{Button, Choice, Field, Form, cards, details, inset, link};
use super::layout::{Frame, Page};
use crate::settings::MadeUp;

/// What the sandbox's sign-in offers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SandboxSignIn<'a> {
    /// Officers and the like.
    pub(crate) officers: &'a [MadeUp],
    /// Made-up people.
    pub(crate) people: &'a [MadeUp],
    /// Where to go after.
    pub(crate) next: &'a str,
}

/// The page on which a sandbox lists whom to sign in as.
pub(crate) fn sandbox(frame: &Frame, offered: &SandboxSignIn<'_>) -> Markup {
    let one = |account: &MadeUp, kind: &str| {
        html! {
            (Form::post("/sign-in/sandbox", &frame.csrf)
                .called(frame.say("sign-in-as", [("name", account.name.as_str().into())]))
                .carrying("kind", kind)
                .carrying("next", offered.next)
                .of(&html! {
                    (Button::second(account.name.as_str()).sends("name", account.name.as_str()))
                    // Whoever sets up a sandbox says it in one language.
                    @if !account.about.is_empty() { span lang="en" { (account.about) } }
                }))
        }
    };
    let inside = html! {
        (inset(&html! { p { (frame.word("sign-in-sandbox")) } }))
        h2 { (frame.word("sign-in-people")) }
        (cards(&offered.people.iter().map(|it| one(it, "person")).collect::<Vec<_>>()))
        h2 { (frame.word("sign-in-officers")) }
        (cards(&offered.officers.iter().map(|it| one(it, "officer")).collect::<Vec<_>>()))
        h2 { (frame.word("sign-in-other")) }
        (Form::post("/sign-in/sandbox", &frame.csrf).called(frame.word("sign-in-other")).carrying("next", offered.next).of(&html! {
            (Field::line("name", frame.word("sign-in-name")).hint(frame.word("sign-in-name-hint"))
                .autocomplete("username"))
            (Field::radios("kind", frame.word("sign-in-kind"), vec![
                Choice::new("person", frame.word("sign-in-person")),
                Choice::new("officer", frame.word("sign-in-officer")),
            ]).value("person"))
            (Button::first(frame.word("sign-in")))
        }))
    };
    Page::new(frame, frame.word("sign-in")).of(&inside)
}

/// A way to sign in through a provider of identities: where it begins, and what people read on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way<'a> {
    pub(crate) href: &'a str,
    pub(crate) whom: ForWhom,
    pub(crate) name: Option<&'a str>,
}

/// For whom a way is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ForWhom {
    /// For people who were summoned.
    People,
    /// For officers.
    Officers,
}

/// The page that leads to the providers of identities.
pub(crate) fn chooser(frame: &Frame, ways: &[Way<'_>]) -> Markup {
    let label = |way: &Way<'_>| {
        let label = frame.word(match way.whom {
            ForWhom::People => "start-sign-in",
            ForWhom::Officers => "sign-in-as-officer",
        });
        match way.name {
            Some(name) => format!("{label} ({name})"),
            None => label,
        }
    };
    let inside = html! {
        @if ways.is_empty() { (inset(&html! { p { (frame.word("sign-in-none")) } })) }
        @else { p { (frame.word("sign-in-provider")) } }
        @for way in ways { p { (super::component::button_link(way.href, &label(way))) } }
        (details(&frame.word("sign-in-trouble"), &html! { p { (frame.word("acts-elsewhere")) } }))
    };
    Page::new(frame, frame.word("sign-in")).of(&inside)
}

/// The page after signing out.
pub(crate) fn signed_out(frame: &Frame) -> Markup {
    let inside = html! {
        p { (frame.word("signed-out-means")) }
        p { (link("/sign-in", &frame.word("sign-in"))) }
    };
    Page::new(frame, frame.word("signed-out")).of(&inside)
}

/// The start, for who has not signed in.
pub(crate) fn start(frame: &Frame) -> Markup {
    let inside = html! {
        p { (frame.word("start-what")) }
        p { (super::component::button_link("/sign-in", &frame.word("start-sign-in"))) }
        h2 { (frame.word("start-paper")) }
        p { (frame.word("start-paper-means")) }
        p { (link("/public/proof", &frame.word("footer-proof"))) }
        h2 { (frame.word("start-public")) }
        ul {
            li { (link("/public", &frame.word("footer-public"))) }
            li { (link("/public/status", &frame.word("footer-status"))) }
        }
        h2 { (frame.word("start-never")) }
        p { (frame.word("footer-refuses")) }
    };
    Page::new(frame, frame.word("start-title")).of(&inside)
}
