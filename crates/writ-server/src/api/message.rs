//! What waits to be sent, and what nobody tries any more. Messages are about people: what one says
//! is not shown here but its kind.

use axum::extract::{Path, Query, State};
use serde_json::json;
use writ_registry::operation;

use super::answer::{Done, PageTold, Paging, Told, cursor, forced, numbered, page};
use crate::caller::May;
use crate::door::Door;

/// Lists messages that wait, oldest first, by number and kind.
#[utoipa::path(get, path = "/messages", tag = "messages", operation_id = "messages",
    params(Paging), responses((status = 200, body = PageTold)))]
pub(super) async fn list(
    State(door): State<Door>,
    May(permit): May<operation::SendMessages>,
    Query(paging): Query<Paging>,
) -> Told {
    let (after, limit) = (paging.after_number()?, paging.limit()?);
    let waiting = door.registry().messages(&permit, after, limit).await?;
    let items: Vec<_> = waiting
        .iter()
        .map(|one| {
            let kind = one.message.as_ref().map(|message| message.topic());
            json!({ "number": one.number, "kind": kind })
        })
        .collect();
    let last = waiting.last().map(|one| cursor(&one.number.to_string()));
    page(&door, &items, last.filter(|_| waiting.len() == limit))
}

/// Marks a message as sent by other means.
#[utoipa::path(post, path = "/messages/{number}/done", tag = "messages",
    operation_id = "message-done",
    params(("number" = u64, Path, description = "The number of the message.")),
    responses((status = 200, body = Done)))]
pub(super) async fn done(
    State(door): State<Door>,
    May(permit): May<operation::SendMessages>,
    Path(number): Path<u64>,
) -> Told {
    door.registry()
        .message_done(&permit, numbered(number)?)
        .await??;
    forced(&door, &json!({ "number": number, "done": true }))
}

/// Lists messages that nobody tries any more, with why.
#[utoipa::path(get, path = "/dead-letters", tag = "messages", operation_id = "dead-letters",
    params(Paging), responses((status = 200, body = PageTold)))]
pub(super) async fn dead(
    State(door): State<Door>,
    May(permit): May<operation::SendMessages>,
    Query(paging): Query<Paging>,
) -> Told {
    let (after, limit) = (paging.after_number()?, paging.limit()?);
    let dead = door.registry().dead_letters(&permit, after, limit).await?;
    let items: Vec<_> = dead
        .iter()
        .map(|one| {
            let kind = one.message.as_ref().map(|message| message.topic());
            json!({
                "number": one.number, "kind": kind, "attempts": one.attempts, "why": one.why,
            })
        })
        .collect();
    let last = dead.last().map(|one| cursor(&one.number.to_string()));
    page(&door, &items, last.filter(|_| dead.len() == limit))
}

/// Has a message tried again.
#[utoipa::path(post, path = "/dead-letters/{number}/retry", tag = "messages",
    operation_id = "retry-message",
    params(("number" = u64, Path, description = "The number of the message.")),
    responses((status = 200, body = Done)))]
pub(super) async fn retry(
    State(door): State<Door>,
    May(permit): May<operation::SendMessages>,
    Path(number): Path<u64>,
) -> Told {
    let retried = door
        .registry()
        .retry_message(&permit, numbered(number)?, door.now());
    retried.await??;
    forced(&door, &json!({ "number": number, "waits": true }))
}

/// Looks again at answers given before, where something asks for it: every log from the first on.
#[utoipa::path(post, path = "/rechecks", tag = "messages", operation_id = "recheck",
    responses((status = 200, body = super::answer::Progress)))]
pub(super) async fn recheck(
    State(door): State<Door>,
    May(permit): May<operation::SendMessages>,
) -> Told {
    let mut corrections = 0;
    let mut after = None;
    loop {
        let step = door.registry().recheck(&permit, after, door.now()).await?;
        corrections += step.corrections;
        after = step.next;
        if after.is_none() {
            return forced(&door, &json!({ "more": false, "corrections": corrections }));
        }
    }
}
