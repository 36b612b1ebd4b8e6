//! What anybody may ask for, and the sandbox's clock.

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use maud::Markup;
use serde::Deserialize;

use crate::door::Door;
use crate::form::SafeForm;
use crate::portal::answer::Here;
use crate::portal::component::Wrong;
use crate::portal::{public, sandbox, sign_in};

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/public", get(figures))
        .route("/public/regimes/{*name}", get(regime))
        .route("/public/status", get(status))
        .route("/public/proof", get(proof))
        .route("/signed-out", get(signed_out))
        .route("/sandbox/clock", get(clock).post(move_clock))
}

async fn figures(here: Here) -> Result<Markup, Response> {
    let registry = here.door.registry();
    let published = here.held(registry.published().await)?;
    Ok(public::page(&here.frame, registry.regimes(), &published))
}

async fn regime(here: Here, Path(name): Path<String>) -> Result<Markup, Response> {
    let mut regimes = here.door.registry().regimes().iter();
    let regime = regimes.find(|regime| regime.name() == name);
    let regime = regime.ok_or_else(|| here.absent())?;
    Ok(public::regime(&here.frame, regime))
}

async fn status(here: Here) -> Result<Markup, Response> {
    let registry = here.door.registry();
    let status = here.held(registry.ledger_status().await)?;
    Ok(public::status(&here.frame, &status, &registry.witnesses()))
}

async fn proof(here: Here) -> Markup {
    public::proof(&here.frame, &here.door.registry().policy_text())
}

async fn signed_out(here: Here) -> Markup {
    sign_in::signed_out(&here.frame)
}

async fn clock(here: Here) -> Result<Markup, Response> {
    here.door.sandbox_clock().ok_or_else(|| here.absent())?;
    Ok(sandbox::page(&here.frame, "", &[]))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Moving {
    days: Option<u8>,
    to: String,
}

async fn move_clock(here: Here, SafeForm(form): SafeForm<Moving>) -> Result<Response, Response> {
    let clock = here.door.sandbox_clock().ok_or_else(|| here.absent())?;
    let to = match form.days {
        Some(days) => here
            .frame
            .now
            .checked_add(SignedDuration::from_hours(24 * i64::from(days)))
            .ok(),
        None => form.to.parse::<DateTime>().ok().and_then(|to| {
            let zone = &here.frame.zone;
            zone.to_ambiguous_timestamp(to).compatible().ok()
        }),
    };
    let moved = |to: Timestamp| clock.set(to).map_err(|error| error.to_string());
    match to.map(moved) {
        Some(Ok(())) => Ok(here.to("/sandbox/clock")),
        Some(Err(_)) | None => {
            let wrong = [Wrong::new("to", here.frame.word("wrong-clock"))];
            Ok(sandbox::page(&here.frame, &form.to, &wrong).into_response())
        }
    }
}
