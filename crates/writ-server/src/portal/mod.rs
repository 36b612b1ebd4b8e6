//! The pages.

use axum::Router;

use crate::door::Door;

/// Every page.
pub(crate) fn routes() -> Router<Door> {
    Router::new()
}
