//! What is where.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use tower_sessions::SessionManagerLayer;
use tower_sessions::cookie::SameSite;

use crate::door::Door;
use crate::problem::{Problem, Sort};
use crate::session::store::Sessions;
use crate::{portal, sign_in};

/// Everything that a door answers.
#[must_use]
pub fn of(door: Door) -> Router {
    let secure = door.settings().is_secure();
    let name = if secure { "__Host-writ" } else { "writ" };
    let sessions = SessionManagerLayer::new(Sessions::of(door.clone()))
        .with_name(name)
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax);
    let limits = &door.settings().limits;
    Router::new()
        .merge(portal::routes())
        .merge(sign_in::routes())
        .fallback(nothing)
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .layer(sessions)
        .with_state(door)
}

async fn nothing() -> Problem {
    Problem::absent("there is nothing at this address")
}

async fn no_such_method() -> Problem {
    Problem::new(Sort::Method, "use one of the methods that are allowed here")
}
