//! What is where, and what stands before it.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration as Span;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::door::Door;
use crate::guard::{self, rate};
use crate::problem::{Problem, Sort};
use crate::session::store::Sessions;
use crate::{api, health, ledger, portal, sign_in};

/// Everything that a door answers.
pub fn of(door: Door) -> Router {
    let limits = &door.settings().limits;
    let time = Duration::from_secs(limits.seconds);
    let pages = Router::new()
        .merge(portal::routes())
        .merge(sign_in::routes())
        .merge(api::routes(&door))
        .fallback(nothing)
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .layer(from_fn_with_state(door.clone(), guard::origin))
        .layer(from_fn(guard::problems))
        .layer(from_fn_with_state(door.clone(), guard::pages))
        .layer(sessions(&door));
    let rate = (limits.address_burst, limits.address_per_second);
    let pages = rate::limited(pages, &door, rate::ByAddress(door.clone()), rate);
    // What says whether the service works is not to be kept from saying so.
    pages
        .merge(ledger::routes())
        .merge(health::routes())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            time,
        ))
        .layer(CatchPanicLayer::custom(guard::panicked))
        .layer(from_fn(guard::problems))
        .layer(from_fn_with_state(door.clone(), guard::headers))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(door.clone(), guard::record))
        .with_state(door)
}

fn sessions(door: &Door) -> SessionManagerLayer<Sessions> {
    /// How long a session lives in which nobody has signed in yet.
    const ANONYMOUS: Span = Span::minutes(20);
    let secure = door.settings().is_secure();
    // A cookie with this prefix is taken by browsers over TLS alone, and from no other host.
    let name = if secure { "__Host-writ" } else { "writ" };
    SessionManagerLayer::new(Sessions::of(door.clone()))
        .with_name(name)
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(ANONYMOUS))
}

async fn nothing() -> Problem {
    Problem::absent("there is nothing at this address")
}

async fn no_such_method() -> Problem {
    Problem::new(Sort::Method, "use one of the methods that are allowed here")
}
