//! Who asks for a page, from where, and what is told where something was not done.

use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use writ_registry::{Ground, Kind, Refusal, RegistryError, Ruling};

use super::component::{inset, link};
use super::layout::{Frame, Page, SandboxClock, Who};
use super::words::Words;
use crate::account::Account;
use crate::door::Door;
use crate::problem::{Problem, Sort};
use crate::reader::Reader;

/// A reader at a door, with what their pages need.
#[derive(Debug)]
pub(crate) struct Here {
    pub(crate) door: Door,
    pub(crate) reader: Reader,
    pub(crate) frame: Frame,
}

impl FromRequestParts<Door> for Here {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Response> {
        let reader = Reader::from_request_parts(parts, door).await?;
        let frame = frame(door, &reader);
        let door = door.clone();
        Ok(Self {
            door,
            reader,
            frame,
        })
    }
}

/// What the pages of a reader need to know.
pub(crate) fn frame(door: &Door, reader: &Reader) -> Frame {
    let who = match &reader.account {
        Account::Nobody => Who::Nobody,
        Account::Person(account, on) => Who::Person {
            own: account.id().to_owned(),
            on: on.clone(),
        },
        Account::Officer(officer) => Who::Officer {
            name: officer.name().to_owned(),
            roles: officer.roles().clone(),
        },
    };
    Frame {
        words: Words::of(reader.language),
        who,
        path: reader.path.clone(),
        csrf: reader.csrf.text().to_owned(),
        kind: door.kind(),
        now: door.now(),
        zone: door.registry().zone().clone(),
        clock: match door.sandbox_clock() {
            Some(_) if door.kind() == Kind::Sandbox => SandboxClock::Movable,
            _ => SandboxClock::Real,
        },
    }
}

impl Here {
    /// What the registry answered, or the page that says why not.
    pub(crate) fn ruled<T>(&self, answer: Result<Ruling<T>, RegistryError>) -> Result<T, Response> {
        self.held(answer)?.map_err(|refusal| self.no(refusal))
    }

    /// What the registry answered, where it can only fail.
    pub(crate) fn held<T>(&self, answer: Result<T, RegistryError>) -> Result<T, Response> {
        answer.map_err(|error| self.no(error))
    }

    /// The page that says why not.
    pub(crate) fn no(&self, problem: impl Into<Problem>) -> Response {
        let problem = problem.into();
        (problem.status(), told_why(&self.frame, &problem)).into_response()
    }

    /// There is no such thing.
    pub(crate) fn absent(&self) -> Response {
        self.no(Problem::absent("there is nothing at this address"))
    }

    /// The door leads on.
    pub(crate) fn to(&self, path: &str) -> Response {
        Redirect::to(path).into_response()
    }
}

/// Why something was not done, in the reader's words.
pub(crate) fn told_why(frame: &Frame, problem: &Problem) -> Markup {
    let key = match problem.sort() {
        Sort::Absent => "problem-absent",
        Sort::Forbidden | Sort::Unknown => "problem-forbidden",
        Sort::Refused | Sort::Conflict => "problem-refused",
        Sort::Malformed | Sort::TooLarge | Sort::Media | Sort::Method | Sort::Unacceptable => {
            "problem-malformed"
        }
        Sort::TooMany | Sort::Unavailable | Sort::TimedOut => "problem-later",
        Sort::Failed => "problem-failed",
    };
    let inside = html! {
        p { (frame.one_of("problem-means", key.trim_start_matches("problem-"))) }
        @if problem.grounds().is_empty() {
            @if problem.sort() != Sort::Failed { (inset(&html! { p lang="en" { (problem.detail()) } })) }
        } @else {
            (grounds(frame, problem.grounds()))
        }
        p { (link("/", &frame.word("problem-start"))) }
    };
    Page::new(frame, frame.word(key)).of(&inside)
}

/// Grounds of a refusal with their cures: in the reader's language where there are words for them.
pub(crate) fn grounds(frame: &Frame, grounds: &[Ground]) -> Markup {
    html! {
        ul {
            @for ground in grounds {
                li {
                    @match frame.words.maybe_one_of("refused", &ground.code) {
                        Some(said) => (said),
                        None => span lang="en" { (ground.text) ". " (ground.cure) "." },
                    }
                }
            }
        }
    }
}

/// A refusal as what is wrong with a form: in the summary at its head.
pub(crate) fn as_wrong(frame: &Frame, refusal: &Refusal) -> Vec<super::component::Wrong> {
    let said = |ground: &Ground| {
        let known = frame.words.maybe_one_of("refused", &ground.code);
        known.unwrap_or_else(|| format!("{}: {}", ground.text, ground.cure))
    };
    let grounds = refusal.grounds.iter();
    grounds
        .map(|ground| super::component::Wrong::new("", said(ground)))
        .collect()
}

/// A page is kept by nobody, unless it says so itself.
pub(crate) async fn told(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
