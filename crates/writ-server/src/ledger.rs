//! The ledger's published files, as docs/LEDGER.md lays them out: anybody may copy them.

use std::path::{Component, Path as FilePath, PathBuf};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::door::Door;
use crate::problem::Problem;

pub(crate) fn routes() -> Router<Door> {
    Router::new().route("/ledger/{*path}", get(file))
}

async fn file(State(door): State<Door>, Path(path): Path<String>) -> Result<Response, Problem> {
    let absent = || Problem::absent("nothing is published at this address");
    let folder = door.settings().ledger.as_ref().ok_or_else(absent)?;
    let place = place(folder, &path).ok_or_else(absent)?;
    let read = tokio::task::spawn_blocking(move || std::fs::read(place)).await;
    let content = read.ok().and_then(Result::ok).ok_or_else(absent)?;
    // The checkpoint alone changes; a partial tile is written over by nothing.
    let (media, kept) = match path.as_str() {
        "checkpoint" => ("text/plain; charset=utf-8", "no-cache"),
        "policy" => ("text/plain; charset=utf-8", "public, max-age=300"),
        _ if path.starts_with("tile/") => (
            "application/octet-stream",
            "public, max-age=31536000, immutable",
        ),
        _ => ("text/plain; charset=utf-8", "public, max-age=300"),
    };
    let headers = [(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, kept)];
    Ok((headers, content).into_response())
}

/// A file of the folder, and no other.
fn place(folder: &FilePath, path: &str) -> Option<PathBuf> {
    let relative = FilePath::new(path);
    let plain = relative.components().all(|part| match part {
        Component::Normal(name) => name.to_str().is_some_and(|name| !name.starts_with('.')),
        _ => false,
    });
    let published = ["checkpoint", "policy", "tile", "published"];
    let first = relative.components().next()?;
    let is_published = published.iter().any(|name| first.as_os_str() == *name);
    (plain && is_published).then(|| folder.join(relative))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_published_is_given() {
        let folder = FilePath::new("/made-up/ledger");
        for path in [
            "checkpoint",
            "tile/0/x001/067",
            "tile/entries/000.p/5",
            "published/1.json",
        ] {
            assert_eq!(place(folder, path), Some(folder.join(path)), "{path}");
        }
        for path in [
            "",
            "../master.key",
            "tile/../../master.key",
            "/etc/passwd",
            "tile/.x",
            "store.sqlite",
            "records/head.jsonl",
        ] {
            assert_eq!(place(folder, path), None, "{path}");
        }
    }
}
