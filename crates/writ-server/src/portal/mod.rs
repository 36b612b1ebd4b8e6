//! The portal: pages for persons, officers, approvers, oversight and everyone.
//!
//! A page is a pure function from what the registry answers to markup. Handlers ask the registry
//! with a permit and never decide anything themselves.

use axum::Router;

use crate::door::Door;

pub(crate) mod answer;
mod assets;
mod component;
mod handle;
pub(crate) mod layout;
mod office;
mod person;
mod position;
mod public;
mod sandbox;
pub(crate) mod sign_in;
#[cfg(test)]
mod tests;
mod upload;
mod words;

/// Every page.
pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .merge(handle::own::routes())
        .merge(handle::office::routes())
        .merge(handle::campaign::routes())
        .merge(handle::public::routes())
        .layer(axum::middleware::map_response(answer::told))
        .merge(assets::routes())
}
