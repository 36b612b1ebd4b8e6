//! Forms that came from a page of ours.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use url::form_urlencoded;

use crate::door::Door;
use crate::problem::{Problem, Sort};
use crate::session::{Session, SignedIn};

/// A form that was filled in on a page of ours: its field `_csrf` holds what the session's pages
/// carry. While nobody has signed in there is nothing to act under, and only where the request
/// came from counts.
#[derive(Clone, Debug)]
pub struct SafeForm<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Door> for SafeForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, door: &Door) -> Result<Self, Self::Rejection> {
        read(request, door)
            .await
            .map(Self)
            .map_err(IntoResponse::into_response)
    }
}

async fn read<T: DeserializeOwned>(request: Request, door: &Door) -> Result<T, Problem> {
    let (parts, body) = request.into_parts();
    let session = Session::of(&parts);
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Problem::new(
            Sort::Media,
            "send a form as application/x-www-form-urlencoded",
        ));
    }
    let whole = Request::from_parts(parts.clone(), body);
    let body = Bytes::from_request(whole, door)
        .await
        .map_err(|_| Problem::new(Sort::TooLarge, "send a shorter form"))?;
    let mut fields = form_urlencoded::parse(&body);
    let sent = fields.find(|(name, _)| name == "_csrf");
    let sent = sent.map(|(_, token)| token.into_owned());
    check(
        session.signed_in(door).await?.as_ref(),
        sent.as_deref().unwrap_or_default(),
    )?;
    let request = Request::from_parts(parts, Body::from(body));
    let form = axum::Form::<T>::from_request(request, door).await;
    form.map(|form| form.0).map_err(|_| unreadable())
}

/// Whether a form carries what the pages of its session do.
pub(crate) fn check(signed_in: Option<&SignedIn>, sent: &str) -> Result<(), Problem> {
    let Some(signed_in) = signed_in else {
        return Ok(());
    };
    if same(&signed_in.csrf, sent) {
        return Ok(());
    }
    Err(Problem::new(
        Sort::Forbidden,
        "this form is too old or came from elsewhere: load its page again and send it from there",
    ))
}

/// Whether two texts are the same, in a time that does not tell how far they are.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let differ = a.bytes().zip(b.bytes()).fold(0, |d, (a, b)| d | (a ^ b));
    a.len() == b.len() && differ == 0
}

fn unreadable() -> Problem {
    Problem::malformed("the form cannot be read: fill it in on its page")
}
