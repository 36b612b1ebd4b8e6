//! The page around every page: language, title, banner, ways to go, one first heading.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{DOCTYPE, Markup, html};
use writ_notice::Language;
use writ_registry::{Kind, Role};

use super::assets::{MARK_PATH, SCRIPT_PATH, STYLE_PATH};
use super::component::{Wrong, error_summary};
use super::words::{Gap, Words, own_name};

/// Who reads.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    /// Anybody.
    Nobody,
    /// A person, on their own file or on that of who appointed them.
    Person {
        /// Who signed in.
        own: String,
        /// Whose file is open.
        on: String,
    },
    /// Somebody with an account of the authority's making.
    Officer {
        /// The account.
        name: String,
        /// What they are.
        roles: BTreeSet<Role>,
    },
}

/// What every page needs to know of its reader and of the registry.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// In which words.
    pub(crate) words: &'static Words,
    /// Who reads.
    pub(crate) who: Who,
    /// The path of the page.
    pub(crate) path: String,
    /// The token that a form carries.
    pub(crate) csrf: String,
    /// Whether any of it has legal force.
    pub(crate) kind: Kind,
    /// What time it is there.
    pub(crate) now: Timestamp,
    /// In whose time it is told.
    pub(crate) zone: TimeZone,
    /// Whether the clock can be moved.
    pub(crate) clock: SandboxClock,
}

/// Whether readers may move the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SandboxClock {
    /// It goes as the world's does.
    Real,
    /// It is moved by hand.
    Movable,
}

impl Frame {
    /// Words without gaps.
    pub(crate) fn word(&self, key: &str) -> String {
        self.words.word(key)
    }

    /// Words with gaps.
    pub(crate) fn say<const N: usize>(&self, key: &str, gaps: [(&'static str, Gap); N]) -> String {
        self.words.say(key, gaps)
    }

    /// Words of a family.
    pub(crate) fn one_of(&self, family: &str, name: &str) -> String {
        self.words.one_of(family, name)
    }

    /// An instant in words.
    pub(crate) fn moment(&self, at: Timestamp) -> String {
        self.words.moment(at, &self.zone)
    }

    /// The day of an instant in words.
    pub(crate) fn day(&self, at: Timestamp) -> String {
        self.words.day(self.zone.to_datetime(at).date())
    }

    /// Whether the reader has this role.
    pub(crate) fn is(&self, role: Role) -> bool {
        matches!(&self.who, Who::Officer { roles, .. } if roles.contains(&role))
    }
}

/// A page.
#[derive(Debug)]
pub(crate) struct Page<'f> {
    frame: &'f Frame,
    heading: String,
    above: Option<String>,
    back: Option<(String, String)>,
    wrong: &'f [Wrong],
}

impl<'f> Page<'f> {
    /// A page with its one first heading, which is its title as well.
    pub(crate) fn new(frame: &'f Frame, heading: impl Into<String>) -> Self {
        Self {
            frame,
            heading: heading.into(),
            above: None,
            back: None,
            wrong: &[],
        }
    }

    /// With a line above its heading, that says what it belongs to.
    pub(crate) fn above(mut self, line: impl Into<String>) -> Self {
        self.above = Some(line.into());
        self
    }

    /// With the way back to what it came from.
    pub(crate) fn back(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.back = Some((href.into(), label.into()));
        self
    }

    /// With what is wrong with its form.
    pub(crate) const fn wrong(mut self, wrong: &'f [Wrong]) -> Self {
        self.wrong = wrong;
        self
    }

    /// The page with what is in it.
    pub(crate) fn of(&self, inside: &Markup) -> Markup {
        let words = self.frame.words;
        let title = format!("{} – Writ", self.heading);
        let title = match self.wrong {
            [] => title,
            _ => words.say("error-title", [("title", title.into())]),
        };
        html! {
            (DOCTYPE)
            html lang=(words.language().tag()) dir="ltr" {
                head {
                    meta charset="utf-8";
                    title { (title) }
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    link rel="stylesheet" href=(*STYLE_PATH);
                    link rel="icon" type="image/svg+xml" href=(*MARK_PATH);
                    script src=(*SCRIPT_PATH) defer {}
                }
                body {
                    a.skip href="#main" { (words.word("skip")) }
                    (self.header())
                    (self.sandbox())
                    div.wide {
                        @if let Some((href, label)) = &self.back {
                            a.back href=(href) { (label) }
                        }
                        main #main tabindex="-1" {
                            (error_summary(words, self.wrong))
                            @if let Some(above) = &self.above { p.above { (above) } }
                            h1 { (self.heading) }
                            (inside)
                        }
                    }
                    (self.footer())
                }
            }
        }
    }

    fn header(&self) -> Markup {
        let frame = self.frame;
        let ways = ways(frame);
        html! {
            header.top {
                div.wide.top-line {
                    a.name href="/" { "Writ" }
                    @match &frame.who {
                        Who::Nobody => a href="/sign-in" { (frame.word("sign-in")) },
                        Who::Person { own, .. } => (self.signed_in(own)),
                        Who::Officer { name, .. } => (self.signed_in(name)),
                    }
                }
            }
            @if !ways.is_empty() {
                nav.ways aria-label=(frame.word("nav-label")) {
                    ul.wide {
                        @for (href, key) in ways {
                            li { a href=(href) aria-current=[is_here(&frame.path, href)] { (frame.word(key)) } }
                        }
                    }
                }
            }
            @if let Who::Person { own, on } = &frame.who {
                @if own != on {
                    p.acting { span.wide { (frame.say("acting-for", [("person", on.as_str().into())])) } }
                }
            }
        }
    }

    fn signed_in(&self, name: &str) -> Markup {
        html! {
            form.sign-out method="post" action="/sign-out" {
                input type="hidden" name="_csrf" value=(self.frame.csrf);
                span { (self.frame.say("signed-in-as", [("name", name.into())])) }
                button type="submit" { (self.frame.word("sign-out")) }
            }
        }
    }

    fn sandbox(&self) -> Markup {
        let frame = self.frame;
        html! {
            @if frame.kind == Kind::Sandbox {
                aside.sandbox aria-label=(frame.word("sandbox-label")) {
                    p.wide {
                        strong { (frame.word("sandbox-label")) } " "
                        (frame.word("sandbox-banner")) " "
                        @if frame.clock == SandboxClock::Movable {
                            a href="/sandbox/clock" { (frame.say("sandbox-now", [("at", frame.moment(frame.now).into())])) }
                        }
                    }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        let frame = self.frame;
        html! {
            footer.bottom {
                div.wide {
                    nav aria-label=(frame.word("languages-label")) {
                        ul.languages {
                            @for language in Language::ALL {
                                li {
                                    @if language == frame.words.language() {
                                        span aria-current="true" { (own_name(language)) }
                                    } @else {
                                        a href=(in_language(&frame.path, language))
                                            lang=(language.tag()) hreflang=(language.tag()) { (own_name(language)) }
                                    }
                                }
                            }
                        }
                    }
                    ul.languages {
                        li { a href="/public" { (frame.word("footer-public")) } }
                        li { a href="/public/proof" { (frame.word("footer-proof")) } }
                        li { a href="/public/status" { (frame.word("footer-status")) } }
                    }
                    p { (frame.word("footer-refuses")) }
                }
            }
        }
    }
}

/// The address of the same page in another language.
fn in_language(path: &str, language: Language) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}lang={}", language.tag())
}

fn is_here(path: &str, href: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap_or(path);
    if path == href {
        return Some("page");
    }
    let below = path.strip_prefix(href)?;
    (href != "/office" && below.starts_with('/')).then_some("true")
}

/// Where a reader can go.
fn ways(frame: &Frame) -> Vec<(&'static str, &'static str)> {
    match &frame.who {
        Who::Nobody => Vec::new(),
        Who::Person { .. } => vec![
            ("/notices", "nav-notices"),
            ("/record", "nav-record"),
            ("/questions", "nav-questions"),
            ("/delegates", "nav-delegates"),
        ],
        Who::Officer { roles, .. } => {
            let all: [(&str, &str, &[Role]); 6] = [
                ("/office", "nav-today", &[Role::Officer]),
                (
                    "/office/find",
                    "nav-find",
                    &[Role::Officer, Role::Approver, Role::Oversight],
                ),
                ("/office/claims", "nav-claims", &[Role::Officer]),
                (
                    "/office/campaigns",
                    "nav-campaigns",
                    &[Role::Officer, Role::Approver, Role::Oversight],
                ),
                ("/approvals", "nav-approvals", &[Role::Approver]),
                ("/oversight", "nav-oversight", &[Role::Oversight]),
            ];
            all.into_iter()
                .filter(|(.., may)| may.iter().any(|role| roles.contains(role)))
                .map(|(href, key, _)| (href, key))
                .collect()
        }
    }
}
