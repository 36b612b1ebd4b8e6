//! The ledger: what everybody may see of what is recorded, and how far it is witnessed.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use writ_registry::operation;

use super::answer::{Done, LedgerTold, PageTold, Paging, Told, forced, numbered, page_of};
use super::file::text;
use crate::caller::May;
use crate::door::Door;
use crate::problem::Problem;

/// Says how far the ledger is sequenced and witnessed.
#[utoipa::path(get, path = "/ledger", tag = "ledger", operation_id = "ledger",
    responses((status = 200, body = LedgerTold)))]
pub(super) async fn status(State(door): State<Door>) -> Told {
    let registry = door.registry();
    let status = registry.ledger_status().await?;
    forced(
        &door,
        &json!({ "ledger": status, "is_witnessed": registry.is_witnessed() }),
    )
}

/// Gives the last published checkpoint, with its cosignatures.
#[utoipa::path(get, path = "/ledger/checkpoint", tag = "ledger", operation_id = "checkpoint",
    responses((status = 200, body = String, content_type = "text/plain")))]
pub(super) async fn checkpoint(State(door): State<Door>) -> Result<Response, Problem> {
    let checkpoint = door.registry().public_checkpoint().await?;
    let checkpoint = checkpoint.ok_or_else(|| Problem::absent("nothing is sequenced yet"))?;
    Ok(text(checkpoint))
}

/// Gives the policy by which proofs of this registry verify.
#[utoipa::path(get, path = "/ledger/policy", tag = "ledger", operation_id = "policy",
    responses((status = 200, body = String, content_type = "text/plain")))]
pub(super) async fn policy(State(door): State<Door>) -> Response {
    text(door.registry().policy_text())
}

/// Lists what is published as it is: the founding, draws, aggregates.
#[utoipa::path(get, path = "/ledger/published", tag = "ledger", operation_id = "published",
    params(Paging), responses((status = 200, body = PageTold)))]
pub(super) async fn published(State(door): State<Door>, Query(paging): Query<Paging>) -> Told {
    let all = door.registry().published().await?;
    let all: Vec<Value> = all
        .iter()
        .map(|it| {
            let content: Value = serde_json::from_str(&it.content).unwrap_or_default();
            json!({
                "number": it.number,
                "place": it.place,
                "witnessed_at": it.witnessed_at,
                "content": content,
            })
        })
        .collect();
    page_of(&door, &all, &paging, |it| {
        it.get("number").map(Value::to_string).unwrap_or_default()
    })
}

/// Gives the proof of something published.
#[utoipa::path(get, path = "/ledger/published/{number}/proof", tag = "proofs",
    operation_id = "published-proof",
    params(("number" = u64, Path, description = "The number of what is published.")),
    responses((status = 200, body = String, content_type = "text/plain")))]
pub(super) async fn published_proof(
    State(door): State<Door>,
    Path(number): Path<u64>,
) -> Result<Response, Problem> {
    Ok(text(
        door.registry().published_proof(numbered(number)?).await??,
    ))
}

/// A day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Day {
    /// The day, in the registry's zone; it must be over.
    #[schema(value_type = String, format = Date)]
    day: Date,
}

/// Publishes how many acts of each kind were recorded on a day; small numbers are not told.
#[utoipa::path(post, path = "/aggregates", tag = "ledger", operation_id = "publish-aggregates",
    request_body = Day, responses((status = 200, body = Done)))]
pub(super) async fn aggregates(
    State(door): State<Door>,
    May(_): May<operation::SendMessages>,
    Json(day): Json<Day>,
) -> Told {
    let text = door.registry().publish_aggregates(day.day, door.now());
    let told: Value = serde_json::from_str(&text.await??).map_err(|_| Problem::failed())?;
    forced(&door, &json!({ "published": told }))
}

/// Gives the aggregates that were published.
#[utoipa::path(get, path = "/aggregates", tag = "ledger", operation_id = "aggregates",
    params(Paging), responses((status = 200, body = PageTold)))]
pub(super) async fn see_aggregates(State(door): State<Door>, Query(paging): Query<Paging>) -> Told {
    let all = door.registry().published().await?;
    let all: Vec<Value> = all
        .iter()
        .filter_map(|it| serde_json::from_str::<Value>(&it.content).ok())
        .filter(|it| it.get("form").and_then(Value::as_str) == Some("writ/aggregates/1"))
        .collect();
    page_of(&door, &all, &paging, |it| {
        it.get("day").map(Value::to_string).unwrap_or_default()
    })
}
