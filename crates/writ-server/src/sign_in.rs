//! Signing in and out.
//!
//! In a sandbox one chooses somebody who is made up, and nothing proves who one is; the page says
//! so. Elsewhere people and officers sign in through their providers, each through their own.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;
use serde::Deserialize;
use writ_registry::Kind;

use crate::account::Account;
use crate::door::Door;
use crate::form::SafeForm;
use crate::portal::answer::Here;
use crate::portal::sign_in as pages;
use crate::problem::{Problem, Sort};
use crate::session::{Session, Who};
use crate::settings::Settings;

mod provider;

use provider::{Attempt, Back, Provider};

/// Where people sign in and out.
pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/sign-in", get(page))
        .route("/sign-in/sandbox", post(in_sandbox))
        .route("/sign-in/{who}", get(through))
        .route("/sign-in/{who}/back", get(back))
        .route("/sign-out", post(out))
}

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

/// The place to go to, if it is one of ours.
pub(crate) fn local(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t'])
        && !next.starts_with("/sign-");
    if ours { next } else { "/" }
}

async fn page(Query(next): Query<Next>, here: Here) -> Response {
    let next = local(&next.next);
    let door = &here.door;
    if !matches!(here.reader.account, Account::Nobody) {
        return Redirect::to(next).into_response();
    }
    let settings = door.settings();
    let none = settings.persons.is_none() && settings.officers.is_none();
    if door.kind() == Kind::Sandbox && none {
        let offered = pages::SandboxSignIn {
            officers: &settings.sandbox.officers,
            people: &settings.sandbox.people,
            next,
        };
        return pages::sandbox(&here.frame, &offered).into_response();
    }
    chooser(&here, next).into_response()
}

fn chooser(here: &Here, next: &str) -> Markup {
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    let providers = here.door.providers();
    let ways = [
        (Signs::Persons, &providers.persons, pages::ForWhom::People),
        (
            Signs::Officers,
            &providers.officers,
            pages::ForWhom::Officers,
        ),
    ];
    let ways: Vec<_> = ways
        .iter()
        .filter_map(|(who, provider, whom)| {
            let provider = provider.as_ref()?;
            let href = format!("/sign-in/{}?next={next}", who.word());
            Some((href, *whom, provider.name()))
        })
        .collect();
    let ways: Vec<_> = ways
        .iter()
        .map(|(href, whom, name)| pages::Way {
            href,
            whom: *whom,
            name: *name,
        })
        .collect();
    pages::chooser(&here.frame, &ways)
}

/// Through whom people and officers sign in.
#[derive(Debug)]
pub(crate) struct Providers {
    persons: Option<Provider>,
    officers: Option<Provider>,
}

impl Providers {
    pub(crate) fn of(settings: &Settings) -> Self {
        Self {
            persons: settings.persons.clone().map(Provider::of),
            officers: settings.officers.clone().map(Provider::of),
        }
    }

    fn of_kind(&self, who: Signs) -> Result<&Provider, Problem> {
        let provider = match who {
            Signs::Persons => &self.persons,
            Signs::Officers => &self.officers,
        };
        provider
            .as_ref()
            .ok_or_else(|| Problem::absent("nobody signs in here this way"))
    }

    /// Asks the providers who they are, so that the first who signs in need not wait.
    pub(crate) async fn greet(&self, door: &Door) {
        for provider in [&self.persons, &self.officers].into_iter().flatten() {
            // That one is down is told to whoever signs in through it.
            drop(provider.known(door).await);
        }
    }
}

/// Who signs in through a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Signs {
    Persons,
    Officers,
}

impl Signs {
    const fn word(self) -> &'static str {
        match self {
            Self::Persons => "persons",
            Self::Officers => "officers",
        }
    }

    fn back(self) -> String {
        format!("/sign-in/{}/back", self.word())
    }

    fn attempt(self) -> String {
        format!("attempt-{}", self.word())
    }
}

/// Sends somebody to their provider.
async fn through(
    State(door): State<Door>,
    Path(who): Path<Signs>,
    Query(next): Query<Next>,
    session: Session,
) -> Result<Redirect, Problem> {
    let provider = door.providers().of_kind(who)?;
    let next = local(&next.next);
    let (address, attempt) = provider.begin(&door, &who.back(), next).await?;
    session.put(&who.attempt(), &attempt).await?;
    Ok(Redirect::to(address.as_str()))
}

/// Takes back somebody whom a provider has signed in.
async fn back(
    State(door): State<Door>,
    Path(who): Path<Signs>,
    Query(back): Query<Back>,
    session: Session,
) -> Result<Response, Problem> {
    let provider = door.providers().of_kind(who)?;
    let attempt = session.take::<Attempt>(&who.attempt()).await?;
    let attempt = attempt.ok_or_else(|| {
        Problem::new(
            Sort::Forbidden,
            "this sign-in was not begun here: begin again",
        )
    })?;
    let vouched = provider.end(&door, &who.back(), (back, &attempt)).await?;
    let kind = match who {
        Signs::Persons => ChosenKind::Person,
        Signs::Officers => ChosenKind::Officer,
    };
    begin(
        &door,
        &session,
        (&vouched.name, kind),
        Some(vouched.id_token.clone()),
    )
    .await?;
    // A cookie that is sent to us alone is not sent along from a page of the provider's: a page of
    // ours in between makes the next request our own.
    let next = local(&attempt.next);
    Ok(Redirect::to(next).into_response())
}

/// Whom somebody chose to be.
#[derive(Debug, Deserialize)]
struct Chosen {
    name: String,
    kind: ChosenKind,
    #[serde(default)]
    next: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ChosenKind {
    Person,
    Officer,
}

async fn in_sandbox(
    State(door): State<Door>,
    session: Session,
    SafeForm(chosen): SafeForm<Chosen>,
) -> Result<Redirect, Problem> {
    if door.kind() != Kind::Sandbox {
        return Err(Problem::absent(
            "this is no sandbox: sign in through your provider",
        ));
    }
    begin(&door, &session, (chosen.name.trim(), chosen.kind), None).await?;
    Ok(Redirect::to(local(&chosen.next)))
}

async fn begin(
    door: &Door,
    session: &Session,
    (name, kind): (&str, ChosenKind),
    id_token: Option<String>,
) -> Result<(), Problem> {
    let who = match kind {
        ChosenKind::Person => {
            let account = door.registry().person_account(name).await??;
            Who::Person {
                person: account.id().to_owned(),
                on: account.id().to_owned(),
            }
        }
        ChosenKind::Officer => {
            let officer = door.registry().officer(name).await??;
            if officer.desk().is_some() {
                return Err(Problem::new(
                    Sort::Forbidden,
                    "a desk asks through the API and does not sign in",
                ));
            }
            Who::Officer {
                name: officer.name().to_owned(),
            }
        }
    };
    session.begin(door, who, id_token).await
}

/// A form that says nothing.
#[derive(Debug, Deserialize)]
struct Nothing {}

async fn out(
    session: Session,
    SafeForm(Nothing {}): SafeForm<Nothing>,
) -> Result<Redirect, Problem> {
    session.end().await?;
    Ok(Redirect::to("/signed-out"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for (next, goes) in [
            ("/notices", "/notices"),
            ("/notices/1?lang=ru", "/notices/1?lang=ru"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/\t/evil.example", "/"),
            ("", "/"),
            ("/sign-out", "/"),
        ] {
            assert_eq!(local(next), goes, "{next:?}");
        }
    }
}
