//! The style and the script: two files, each under a name that says what is in it, kept for ever by
//! whoever has it.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest as _, Sha256};

const STYLE: &str = include_str!("../../assets/writ.css");
const SCRIPT: &str = include_str!("../../assets/writ.js");
const MARK: &str = include_str!("../../assets/mark.svg");

/// The path of the style.
pub(crate) static STYLE_PATH: LazyLock<String> = LazyLock::new(|| path("writ", "css", STYLE));
/// The path of the script.
pub(crate) static SCRIPT_PATH: LazyLock<String> = LazyLock::new(|| path("writ", "js", SCRIPT));
/// The path of the mark in the browser's tab.
pub(crate) static MARK_PATH: LazyLock<String> = LazyLock::new(|| path("mark", "svg", MARK));

fn path(name: &str, kind: &str, text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let short: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("/assets/{name}-{short}.{kind}")
}

/// Where they are fetched.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{file}", get(asset))
}

async fn asset(Path(file): Path<String>) -> Response {
    let asked = format!("/assets/{file}");
    let known = [
        (&*STYLE_PATH, STYLE, "text/css; charset=utf-8"),
        (&*SCRIPT_PATH, SCRIPT, "text/javascript; charset=utf-8"),
        (&*MARK_PATH, MARK, "image/svg+xml"),
    ];
    let Some((_, text, kind)) = known.into_iter().find(|(path, ..)| **path == asked) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, text).into_response()
}
