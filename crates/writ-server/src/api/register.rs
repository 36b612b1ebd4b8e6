//! The register: people and facts come in from files.

use std::io::Cursor;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use utoipa::{IntoParams, ToSchema};
use writ_registry::{Form, ImportOrder, ImportStep, MayImport, Permit, Recorded, operation};

use super::answer::{Progress, Told, forced};
use crate::caller::May;
use crate::door::Door;

/// How long one request goes on.
const AT_ONCE: Duration = Duration::from_secs(10);
/// How many lines that were not taken in are shown at once.
const SHOWN: usize = 100;

/// How a file is to be read.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Reading {
    /// Its form.
    #[param(inline)]
    form: FormWord,
    /// When the facts count as recorded; `as-given` in a sandbox alone.
    #[serde(default)]
    #[param(inline)]
    recorded: RecordedWord,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FormWord {
    /// One fact a line, with a first line that names the columns.
    Csv,
    /// One person a line, in JSON.
    Jsonl,
}

/// When facts count as recorded.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RecordedWord {
    /// When this registry takes them in.
    #[default]
    Now,
    /// When the file says.
    AsGiven,
}

/// Takes in people with their facts, from a file in the body.
///
/// A line that is wrong is left out and told with its reason. It goes on for some seconds; while
/// the answer says `more`, send the same file again: it goes on where it stopped.
#[utoipa::path(post, path = "/register/people", tag = "register", operation_id = "import-people",
    params(Reading),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = Progress)))]
pub(super) async fn people(
    State(door): State<Door>,
    May(permit): May<operation::ImportRegister>,
    Query(reading): Query<Reading>,
    body: Bytes,
) -> Told {
    take(&door, &permit, &reading, body).await
}

/// Takes in new facts about people who are in the register, from a file in the body.
#[utoipa::path(post, path = "/register/facts", tag = "register", operation_id = "import-facts",
    params(Reading),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = Progress)))]
pub(super) async fn facts(
    State(door): State<Door>,
    May(permit): May<operation::UpdateFacts>,
    Query(reading): Query<Reading>,
    body: Bytes,
) -> Told {
    take(&door, &permit, &reading, body).await
}

async fn take<O: MayImport>(
    door: &Door,
    permit: &Permit<O>,
    reading: &Reading,
    body: Bytes,
) -> Told {
    let order = ImportOrder {
        digest: Sha256::digest(&body).into(),
        form: match reading.form {
            FormWord::Csv => Form::Csv,
            FormWord::Jsonl => Form::Jsonl,
        },
        recorded: match reading.recorded {
            RecordedWord::Now => Recorded::Now,
            RecordedWord::AsGiven => Recorded::AsGiven,
        },
    };
    let importing = door.registry().import(permit, order, Cursor::new(body));
    let mut importing = importing.await??;
    let began = Instant::now();
    let (more, report) = loop {
        match importing.step(door.now()).await? {
            ImportStep::Finished(report) => break (false, report),
            ImportStep::Batch(report) if began.elapsed() >= AT_ONCE => break (true, report),
            ImportStep::Batch(_) => {}
        }
    };
    let rejects = importing.rejects();
    let shown = rejects.get(..SHOWN).unwrap_or(&rejects).iter();
    let shown = shown
        .map(|reject| json!({"line": reject.line, "reason": reject.reason, "cure": reject.cure}));
    forced(
        door,
        &json!({
            "more": more,
            "next_line": report.next_line,
            "people": report.people,
            "facts": report.facts,
            "unchanged": report.unchanged,
            "rejected": report.rejected,
            "corrections": report.corrections,
            "rejects": shown.collect::<Vec<_>>(),
        }),
    )
}
