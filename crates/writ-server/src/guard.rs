//! What stands before every page and every operation: where a request may come from, how much and
//! how often, what a browser may do with the answer, and what is written down of it.

use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts as _, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument as _;

use crate::door::Door;
use crate::problem::{Problem, Sort};
use crate::reader::{self, Reader};
use crate::session;

mod address;
pub(crate) mod rate;

pub(crate) use address::client;

/// What a browser may do with any answer. No page holds a script or a style of its own, so that
/// nothing that somebody writes into a field can become one.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; \
     frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Sets the headers that every answer has. What does not say that it may be kept is not kept.
pub(crate) async fn headers(State(door): State<Door>, request: Request, next: Next) -> Response {
    let remembered = reader::named(request.uri().query().unwrap_or_default());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    let secure = door.settings().is_secure();
    if secure {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    if let Some(language) = remembered {
        let secure = if secure { "; Secure" } else { "" };
        let cookie = format!(
            "{}={language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}",
            reader::LANGUAGE_COOKIE
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// Turns away what a page of somebody else's would have a browser do here. A program that is no
/// browser says neither where it comes from nor on whose behalf, and carries no cookies of others.
pub(crate) async fn origin(State(door): State<Door>, request: Request, next: Next) -> Response {
    if is_safe(request.method()) || comes_from_here(&door, &request) {
        return next.run(request).await;
    }
    Problem::new(
        Sort::Forbidden,
        "this was sent from a page of another site: open our own page and send it from there",
    )
    .into_response()
}

pub(crate) const fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn comes_from_here(door: &Door, request: &Request) -> bool {
    let word = |name: &str| {
        let value = request.headers().get(name)?;
        value.to_str().ok()
    };
    if let Some(site) = word("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = word("origin") else {
        return true;
    };
    let Ok(origin) = origin.parse::<Uri>() else {
        return false;
    };
    let ours = match &door.settings().public_url {
        Some(url) => url.as_str().parse::<Uri>().ok().and_then(authority),
        None => word("host").map(str::to_owned),
    };
    ours.is_some() && authority(origin) == ours
}

fn authority(uri: Uri) -> Option<String> {
    uri.authority().map(|it| it.as_str().to_ascii_lowercase())
}

/// Tells in our own form what outside crates answer in theirs, and gives pages to people.
pub(crate) async fn problems(request: Request, next: Next) -> Response {
    const WORDS: usize = 2_000;
    let response = next.run(request).await;
    let status = response.status();
    let media = response.headers().get(header::CONTENT_TYPE);
    // A page tells it in its own words.
    let page = media.is_some_and(|media| media.as_bytes().starts_with(b"text/html"));
    let ours = response.extensions().get::<Problem>().is_some();
    if page || ours || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let words = to_bytes(body, WORDS).await.unwrap_or_default();
    let words = String::from_utf8_lossy(&words);
    let sort = match status.as_u16() {
        // A body of the wrong shape is no refusal by law.
        422 => Sort::Malformed,
        408 => Sort::TimedOut,
        _ => Sort::of(status),
    };
    let said = match status.is_server_error() || words.trim().is_empty() {
        true => sort.title().to_owned(),
        false => words.trim().to_owned(),
    };
    let mut problem = Problem::new(sort, said).into_response();
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = parts.headers.remove(&name) {
            problem.headers_mut().insert(name, value);
        }
    }
    problem
}

/// Tells problems to people as pages, and to programs as they are.
pub(crate) async fn pages(State(door): State<Door>, request: Request, next: Next) -> Response {
    let wants = request.headers().get(header::ACCEPT);
    let wants = wants
        .and_then(|wants| wants.to_str().ok())
        .unwrap_or_default();
    if !wants.contains("text/html") || request.uri().path().starts_with(crate::api::BASE) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let reader = Reader::from_request_parts(&mut parts, &door).await;
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(problem) = response.extensions().get::<Problem>() else {
        return response;
    };
    let Ok(reader) = reader else { return response };
    let frame = crate::portal::answer::frame(&door, &reader);
    let page = crate::portal::answer::told_why(&frame, problem);
    let mut told = (problem.status(), page).into_response();
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            told.headers_mut().insert(name, value.clone());
        }
    }
    told
}

/// Writes down what was asked and how it was answered: the template of the route, never the
/// address, so that nothing of anybody stands in a log.
pub(crate) async fn record(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let id = session::token(&door).unwrap_or_default();
    let id: String = id.chars().take(16).collect();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or("(none)", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    // An identifier from outside could be somebody's name.
    request.headers_mut().remove("x-request-id");
    let span = tracing::info_span!("request", otel.name = %format!("{method} {route}"), %method,
        route, id, status = tracing::field::Empty);
    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = began.elapsed();
    let status = response.status().as_u16();
    span.record("status", status);
    let _entered = span.enter();
    tracing::info!(
        status,
        ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    let labels = [
        ("method", method.to_string()),
        ("route", route),
        ("status", status.to_string()),
    ];
    metrics::counter!("writ_requests_total", &labels).increment(1);
    metrics::histogram!("writ_request_seconds", &labels[..2]).record(took.as_secs_f64());
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

/// What is answered where the program itself failed.
pub(crate) fn panicked(_what: Box<dyn std::any::Any + Send>) -> Response<Body> {
    // What it says could hold anything.
    tracing::error!("a request failed inside the program");
    metrics::counter!("writ_panics_total").increment(1);
    Problem::failed().into_response()
}
