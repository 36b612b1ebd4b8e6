//! Once: a writing call with an `Idempotency-Key` is done once, however often it is sent.
//!
//! The first one is answered and its answer remembered for a day; the same key with the same body
//! gets that answer, with another body a refusal, and while the first is still under way a
//! conflict. Failures are not remembered: they may be tried again.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use writ_registry::Keeping;

use crate::caller::Caller;
use crate::door::Door;
use crate::problem::{Problem, Sort};

/// How long an answer is remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);
/// How long a call may be under way before it counts as lost.
const UNDER_WAY: SignedDuration = SignedDuration::from_secs(120);
/// The longest key.
const LONGEST: usize = 255;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// What is remembered of a call.
#[derive(Debug, Serialize, Deserialize)]
struct Remembered {
    /// The digest of what was asked.
    asked: String,
    /// What was answered; nothing while it is under way.
    answer: Option<Answered>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Answered {
    status: u16,
    media: String,
    body: String,
}

/// Finds out who calls, before anything counts how often they do.
pub(super) async fn known(State(door): State<Door>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    // What was brought and is wrong is a refusal for every operation, the public ones as well.
    if let Err(problem) = Caller::from_request_parts(&mut parts, &door).await {
        return problem.into_response();
    }
    next.run(Request::from_parts(parts, body)).await
}

/// Does a call once.
pub(super) async fn once(State(door): State<Door>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !request.headers().contains_key(KEY) {
        return next.run(request).await;
    }
    match remembered(&door, request, next).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

async fn remembered(door: &Door, request: Request, next: Next) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let caller = Caller::from_request_parts(&mut parts, door).await?;
    let key = parts.headers.get(KEY).and_then(|key| key.to_str().ok());
    let key = key
        .filter(|key| !key.is_empty() && key.len() <= LONGEST)
        .ok_or_else(|| Problem::malformed("an Idempotency-Key has 1 to 255 plain characters"))?
        .to_owned();
    let Some(who) = caller.name() else {
        // What anybody may do writes nothing.
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let body = to_bytes(body, door.settings().limits.body_bytes).await;
    let body = body.map_err(|_| Problem::new(Sort::TooLarge, "send less at once"))?;
    let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
    let asked = digest(&[path.as_bytes(), &body]);
    let name = format!("once/{}", digest(&[who.as_bytes(), key.as_bytes()]));
    if let Some(response) = begin(door, &name, &asked).await? {
        return Ok(response);
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    finish(door, &name, asked, response).await
}

fn digest(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    }
    STANDARD.encode(digest.finalize())
}

/// Notes that a call is under way, unless it was made before: then this is what to answer.
async fn begin(door: &Door, name: &str, asked: &str) -> Result<Option<Response>, Problem> {
    let (registry, now) = (door.registry(), door.machine_now());
    let begun = Remembered {
        asked: asked.to_owned(),
        answer: None,
    };
    let content = serde_json::to_vec(&begun).map_err(|_| Problem::failed())?;
    let kept = registry
        .keep_new(name, &content, now + UNDER_WAY, now)
        .await?;
    if kept == Keeping::Kept {
        return Ok(None);
    }
    let under_way = || {
        Problem::new(
            Sort::Conflict,
            "a call with this Idempotency-Key is under way: send it again in a moment",
        )
        .retry_after(1)
    };
    let known = registry.kept(name, now).await?.ok_or_else(under_way)?;
    let known: Remembered = serde_json::from_slice(&known).map_err(|_| Problem::failed())?;
    if known.asked != asked {
        return Err(Problem::new(
            Sort::Refused,
            "this Idempotency-Key was used for another call: use a new one for each",
        ));
    }
    let answer = known.answer.ok_or_else(under_way)?;
    let body = STANDARD
        .decode(&answer.body)
        .map_err(|_| Problem::failed())?;
    let status = StatusCode::from_u16(answer.status).map_err(|_| Problem::failed())?;
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    if let Ok(media) = HeaderValue::from_str(&answer.media) {
        headers.insert(header::CONTENT_TYPE, media);
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    // So that it is taken for a problem of ours, where it was one.
    if status.is_client_error() {
        let sort = Sort::of(status);
        response.extensions_mut().insert(Problem::new(sort, ""));
    }
    Ok(Some(response))
}

/// Remembers the answer, unless it is a failure.
async fn finish(
    door: &Door,
    name: &str,
    asked: String,
    response: Response,
) -> Result<Response, Problem> {
    const LARGEST: usize = 1 << 20;
    let passing = matches!(response.status().as_u16(), 401 | 403 | 408 | 429);
    if response.status().is_server_error() || passing {
        door.registry().forget(name).await?;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, LARGEST)
        .await
        .map_err(|_| Problem::failed())?;
    let media = parts.headers.get(header::CONTENT_TYPE);
    let media = media.and_then(|media| media.to_str().ok());
    let known = Remembered {
        asked,
        answer: Some(Answered {
            status: parts.status.as_u16(),
            media: media.unwrap_or("application/json").to_owned(),
            body: STANDARD.encode(&body),
        }),
    };
    let content = serde_json::to_vec(&known).map_err(|_| Problem::failed())?;
    let until = door.machine_now() + REMEMBERED;
    door.registry().keep(name, &content, until).await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}
