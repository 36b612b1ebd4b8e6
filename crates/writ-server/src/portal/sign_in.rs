//! The start, and signing in: what is shown; the server's own part decides who somebody is.

use maud::{Markup, html};
use writ_registry::Role;

use super::component::{Button, Choice, Field, Form, cards, details, inset, link};
use super::layout::{Frame, Page};

/// An account that a sandbox offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The name by which it signs in.
    pub name: String,
    /// What it is; nothing for a person.
    pub roles: Vec<Role>,
    /// In a word, where its story stands.
    pub note: Option<String>,
}

/// What the sandbox's sign-in offers.
#[derive(Clone, Copy, Debug)]
pub struct SandboxSignIn<'a> {
    /// Officers and the like.
    pub officers: &'a [Offered],
    /// Made-up people.
    pub people: &'a [Offered],
    /// Where to go after.
    pub next: &'a str,
    /// Whether somebody was named whom the registry does not know.
    pub unknown: Option<&'a str>,
}

/// The page on which a sandbox lists whom to sign in as.
#[must_use]
pub(crate) fn sandbox(frame: &Frame, offered: &SandboxSignIn<'_>) -> Markup {
    let one = |account: &Offered, kind: &str| {
        let roles = account.roles.iter().map(|role| frame.one_of("role", role.word()));
        let roles: Vec<String> = roles.collect();
        html! {
            (Form::post("/sign-in", &frame.csrf)
                .called(frame.say("sign-in-as", [("name", account.name.as_str().into())]))
                .carrying("kind", kind)
                .carrying("next", offered.next)
                .of(&html! {
                    (Button::second(account.name.as_str()).sends("name", account.name.as_str()))
                    @if !roles.is_empty() { span { (roles.join(", ")) } }
                    @if let Some(note) = &account.note { span { (note) } }
                }))
        }
    };
    let wrong: Vec<super::component::Wrong> = offered
        .unknown
        .iter()
        .map(|name| {
            let text = frame.say("sign-in-unknown", [("name", (*name).into())]);
            super::component::Wrong::new("name", text)
        })
        .collect();
    let inside = html! {
        (inset(&html! { p { (frame.word("sign-in-sandbox")) } }))
        h2 { (frame.word("sign-in-people")) }
        (cards(&offered.people.iter().map(|it| one(it, "person")).collect::<Vec<_>>()))
        h2 { (frame.word("sign-in-officers")) }
        (cards(&offered.officers.iter().map(|it| one(it, "officer")).collect::<Vec<_>>()))
        h2 { (frame.word("sign-in-other")) }
        (Form::post("/sign-in", &frame.csrf).called(frame.word("sign-in-other")).carrying("next", offered.next).of(&html! {
            (Field::line("name", frame.word("sign-in-name")).hint(frame.word("sign-in-name-hint"))
                .autocomplete("username").among(&wrong))
            (Field::radios("kind", frame.word("sign-in-kind"), vec![
                Choice::new("person", frame.word("sign-in-person")),
                Choice::new("officer", frame.word("sign-in-officer")),
            ]).value("person"))
            (Button::first(frame.word("sign-in")))
        }))
    };
    Page::new(frame, frame.word("sign-in"))
        .wrong(&wrong)
        .of(&inside)
}

/// The page that leads to the provider of identities.
#[must_use]
pub(crate) fn chooser(frame: &Frame, next: &str) -> Markup {
    let inside = html! {
        p { (frame.word("sign-in-provider")) }
        (Form::post("/sign-in", &frame.csrf).carrying("next", next).of(&html! {
            (Button::first(frame.word("sign-in-go")))
        }))
        (details(&frame.word("sign-in-trouble"), &html! { p { (frame.word("acts-elsewhere")) } }))
    };
    Page::new(frame, frame.word("sign-in")).of(&inside)
}

/// The page after signing out.
#[must_use]
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
