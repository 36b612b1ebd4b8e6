//! An office's day: what is due, stuck, or waits for a decision.

use axum::extract::{Query, State};
use serde::Deserialize;
use utoipa::IntoParams;
use writ_registry::{DocketKind, DocketQuery, operation};

use super::answer::{PageTold, Paging, Told, cursor, forced};
use crate::caller::May;
use crate::door::Door;
use crate::problem::Problem;

/// What is wanted of the docket.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Of this office alone.
    #[param(max_length = 64)]
    office: Option<String>,
    /// Of this kind alone: `due`, `stuck`, `decision` or `second-eyes`.
    #[param(max_length = 16)]
    kind: Option<String>,
}

/// Lists what an office has to do, by urgency.
#[utoipa::path(get, path = "/docket", tag = "matters", operation_id = "docket",
    params(Wanted, Paging), responses((status = 200, body = PageTold)))]
pub(super) async fn docket(
    State(door): State<Door>,
    May(permit): May<operation::SeeDocket>,
    Query(wanted): Query<Wanted>,
    Query(paging): Query<Paging>,
) -> Told {
    let kind = wanted.kind.map(|word| {
        DocketKind::from_word(&word).ok_or_else(|| {
            Problem::malformed("a kind is one of due, stuck, decision and second-eyes")
        })
    });
    let query = DocketQuery {
        office: wanted.office,
        kind: kind.transpose()?,
        after: paging.after()?,
        limit: paging.limit()?,
    };
    let docket = door
        .registry()
        .docket(&permit, &query, door.now())
        .await??;
    let next = docket.next.as_deref().map(cursor);
    forced(
        &door,
        &serde_json::json!({
            "at": docket.at, "counts": docket.counts, "items": docket.lines, "next": next,
        }),
    )
}
