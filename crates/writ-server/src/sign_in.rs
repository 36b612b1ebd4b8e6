//! Signing in and out.
//!
//! In a sandbox one chooses somebody who is made up, and nothing proves who one is; the page says
//! so. Elsewhere people and officers sign in through their providers.

use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use writ_registry::Kind;

use crate::account::Account;
use crate::door::Door;
use crate::form::SafeForm;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::session::{Session, Who};

/// Where people sign in and out.
pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/sign-in", get(page))
        .route("/sign-in/sandbox", post(in_sandbox))
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

async fn page(
    State(door): State<Door>,
    Query(next): Query<Next>,
    reader: Reader,
) -> Result<Response, Response> {
    let next = local(&next.next);
    if !matches!(reader.account, Account::Nobody) {
        return Ok(Redirect::to(next).into_response());
    }
    if door.kind() == Kind::Sandbox {
        return Ok(Html(sandbox_page(&door, next).into_string()).into_response());
    }
    Err(Problem::absent("nobody can sign in here yet: the operator sets up providers").into_response())
}

fn sandbox_page(door: &Door, next: &str) -> Markup {
    let sandbox = &door.settings().sandbox;
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { "Sign in - sandbox" }
            }
            body {
                h1 { "Sign in to the sandbox" }
                p { "Nothing here has legal force, and everybody is made up. No proof of who you are is asked for." }
                @for (kind, all) in [("person", &sandbox.people), ("officer", &sandbox.officers)] {
                    @for somebody in all {
                        form method="post" action="/sign-in/sandbox" {
                            input type="hidden" name="next" value=(next);
                            input type="hidden" name="kind" value=(kind);
                            button name="name" value=(somebody.name) { (somebody.name) }
                            " " (somebody.about)
                        }
                    }
                }
                form method="post" action="/sign-in/sandbox" {
                    input type="hidden" name="next" value=(next);
                    label for="name" { "Somebody else" }
                    input id="name" name="name";
                    select name="kind" aria-label="What they are" {
                        option value="person" { "person" }
                        option value="officer" { "officer" }
                    }
                    button { "Sign in" }
                }
            }
        }
    }
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
    request: axum::extract::Request,
) -> Result<Redirect, Response> {
    use axum::extract::FromRequest as _;
    let (parts, body) = request.into_parts();
    let session = Session::of(&parts);
    let request = axum::extract::Request::from_parts(parts, body);
    let SafeForm(chosen) = SafeForm::<Chosen>::from_request(request, &door).await?;
    if door.kind() != Kind::Sandbox {
        let problem = Problem::absent("this is no sandbox: sign in through your provider");
        return Err(problem.into_response());
    }
    let begun = begin(&door, &session, chosen.name.trim(), chosen.kind).await;
    begun.map_err(IntoResponse::into_response)?;
    Ok(Redirect::to(local(&chosen.next)))
}

async fn begin(
    door: &Door,
    session: &Session,
    name: &str,
    kind: ChosenKind,
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
            Who::Officer {
                name: officer.name().to_owned(),
            }
        }
    };
    session.begin(door, who, None).await
}

async fn out(State(door): State<Door>, request: axum::extract::Request) -> Result<Redirect, Response> {
    use axum::extract::FromRequest as _;
    #[derive(Deserialize)]
    struct Nothing {}
    let (parts, body) = request.into_parts();
    let session = Session::of(&parts);
    let request = axum::extract::Request::from_parts(parts, body);
    SafeForm::<Nothing>::from_request(request, &door).await?;
    session.end().await.map_err(IntoResponse::into_response)?;
    Ok(Redirect::to("/sign-in"))
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
