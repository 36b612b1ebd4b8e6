//! Callbacks: a desk that got a `yes` is told when that restriction ends, and of nothing else. And
//! the feed, by which the authority's own systems follow what happens.

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use writ_registry::{AnswerReference, operation};

use super::answer::{Done, PageTold, Told, forced};
use crate::caller::May;
use crate::door::Door;
use crate::problem::Problem;

/// A callback to leave.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Leaving {
    /// The person about whom it was asked, by their exact identifier.
    #[schema(min_length = 1, max_length = 128)]
    person: String,
    /// The `id` of the answer, which was `yes`.
    #[schema(min_length = 1, max_length = 200)]
    answer: String,
    /// The https address at which the desk is told, as Standard Webhooks has it.
    #[schema(max_length = 2000)]
    url: String,
}

/// The answer for which a callback was left.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfAnswer {
    /// The person about whom it was asked, by their exact identifier.
    #[schema(min_length = 1, max_length = 128)]
    person: String,
    /// The `id` of the answer.
    #[schema(min_length = 1, max_length = 200)]
    answer: String,
}

/// Asks to be told when the restriction of a `yes` ends.
#[utoipa::path(post, path = "/callbacks", tag = "questions", operation_id = "leave-callback",
    request_body = Leaving, responses((status = 200, body = Done)))]
pub(super) async fn leave(
    State(door): State<Door>,
    May(permit): May<operation::AskQuestion>,
    Json(leaving): Json<Leaving>,
) -> Told {
    let of = AnswerReference {
        person: &leaving.person,
        answer: &leaving.answer,
    };
    let left = door
        .registry()
        .leave_callback(&permit, of, &leaving.url, door.now());
    forced(&door, &left.await??)
}

/// Shows a callback that waits.
#[utoipa::path(post, path = "/callbacks/find", tag = "questions", operation_id = "callback",
    request_body = OfAnswer, responses((status = 200, body = Done)))]
pub(super) async fn find(
    State(door): State<Door>,
    May(permit): May<operation::ManageCallbacks>,
    Json(of): Json<OfAnswer>,
) -> Told {
    let of = AnswerReference {
        person: &of.person,
        answer: &of.answer,
    };
    forced(&door, &door.registry().callback(&permit, of).await??)
}

/// Ends a callback: the desk is told nothing any more.
#[utoipa::path(post, path = "/callbacks/end", tag = "questions", operation_id = "end-callback",
    request_body = OfAnswer, responses((status = 200, body = Done)))]
pub(super) async fn end(
    State(door): State<Door>,
    May(permit): May<operation::ManageCallbacks>,
    Json(of): Json<OfAnswer>,
) -> Told {
    let reference = AnswerReference {
        person: &of.person,
        answer: &of.answer,
    };
    let ended = door.registry().end_callback(&permit, reference, door.now());
    ended.await??;
    forced(&door, &json!({ "answer": of.answer, "ended": true }))
}

/// From where to follow.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Following {
    /// The place at which to begin: what the page before named as `next`, or 0.
    #[serde(default)]
    #[param(minimum = 0)]
    after: u64,
    /// How many places are looked at, at most.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u16>,
}

/// What happened, in the order of the ledger and without gaps, with handles instead of identities.
#[utoipa::path(get, path = "/feed", tag = "feed", operation_id = "feed",
    params(Following), responses((status = 200, body = PageTold)))]
pub(super) async fn feed(
    State(door): State<Door>,
    May(permit): May<operation::ReadFeed>,
    Query(following): Query<Following>,
) -> Told {
    let limit = match following.limit.unwrap_or(200) {
        limit @ 1..=1000 => usize::from(limit),
        _ => return Err(Problem::malformed("`limit` is a number from 1 to 1000")),
    };
    // No ledger has places beyond what one can count to.
    let after = following.after.min(u64::from(u32::MAX) << 16);
    let feed = door.registry().feed(&permit, after, limit).await??;
    forced(&door, &json!({ "items": feed.events, "next": feed.next }))
}
