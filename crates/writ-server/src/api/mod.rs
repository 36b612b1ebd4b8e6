//! The API, version 1: everything that the command line does, resource by legal noun.
//!
//! The document of [`document`] is made from the handlers; what every operation answers besides
//! is put in by `reference`. Who may call what stands in `access`, beside the registry's own matrix.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::door::Door;
use crate::guard::rate;
use crate::problem::{Problem, Sort};

mod access;
mod answer;
mod callback;
mod campaign;
mod event;
mod file;
mod law;
mod ledger;
mod message;
mod office;
mod officer;
mod once;
mod own;
mod question;
mod reference;
mod register;
mod service;
mod tag;

/// Where the API begins.
pub(crate) const BASE: &str = "/api/v1";

/// Operations that end within the time that a request has.
fn short() -> OpenApiRouter<Door> {
    OpenApiRouter::new()
        .routes(routes!(question::ask))
        .routes(routes!(callback::leave))
        .routes(routes!(callback::find))
        .routes(routes!(callback::end))
        .routes(routes!(callback::feed))
        .routes(routes!(file::look))
        .routes(routes!(file::acts))
        .routes(routes!(file::proof))
        .routes(routes!(file::looks))
        .routes(routes!(file::requests))
        .routes(routes!(file::answer))
        .routes(routes!(event::record))
        .routes(routes!(event::outage))
        .routes(routes!(event::import))
        .routes(routes!(office::docket))
        .routes(routes!(campaign::list, campaign::open))
        .routes(routes!(campaign::status))
        .routes(routes!(campaign::candidates))
        .routes(routes!(campaign::commit))
        .routes(routes!(campaign::commitments))
        .routes(routes!(campaign::reveal))
        .routes(routes!(campaign::draw))
        .routes(routes!(campaign::published))
        .routes(routes!(campaign::approve))
        .routes(routes!(campaign::issue))
        .routes(routes!(campaign::relabel))
        .routes(routes!(campaign::withdraw))
        .routes(routes!(campaign::review))
        .routes(routes!(campaign::rank))
        .routes(routes!(officer::list, officer::add))
        .routes(routes!(officer::end))
        .routes(routes!(officer::add_desk))
        .routes(routes!(officer::issue_key, officer::revoke_keys))
        .routes(routes!(officer::set_endpoint))
        .routes(routes!(message::list))
        .routes(routes!(message::done))
        .routes(routes!(message::dead))
        .routes(routes!(message::retry))
        .routes(routes!(message::recheck))
        .routes(routes!(ledger::status))
        .routes(routes!(ledger::checkpoint))
        .routes(routes!(ledger::policy))
        .routes(routes!(ledger::published))
        .routes(routes!(ledger::published_proof))
        .routes(routes!(ledger::see_aggregates, ledger::aggregates))
        .routes(routes!(law::list))
        .routes(routes!(law::text))
        .routes(routes!(law::explanation))
        .routes(routes!(law::findings))
        .routes(routes!(law::positions))
        .routes(routes!(law::deadlines))
        .routes(routes!(own::file))
        .routes(routes!(own::acts, own::act))
        .routes(routes!(own::proof))
        .routes(routes!(own::correction))
        .routes(routes!(own::delegates, own::delegate))
        .routes(routes!(own::end_delegation))
        .routes(routes!(own::acting_for))
        .routes(routes!(service::status))
        .routes(routes!(service::session))
        .routes(routes!(service::move_clock))
}

/// Operations that take in whole files.
fn files() -> OpenApiRouter<Door> {
    OpenApiRouter::new()
        .routes(routes!(register::people))
        .routes(routes!(register::facts))
}

/// The OpenAPI document.
#[must_use]
pub fn document() -> Value {
    let (_, api) = short().merge(files()).split_for_parts();
    reference::document(&api)
}

/// Every operation.
pub(crate) fn routes(door: &Door) -> Router<Door> {
    let limits = &door.settings().limits;
    let (short, _) = short().split_for_parts();
    let (files, _) = files().split_for_parts();
    let files = files.layer(DefaultBodyLimit::max(limits.import_bytes));
    let short = short.layer(from_fn_with_state(door.clone(), once::once));
    let operations = short.merge(files);
    let rate = (limits.account_burst, limits.account_per_second);
    let operations = rate::limited(operations, door, rate::ByAccount, rate);
    let operations = operations
        .route("/openapi.json", get(reference::json))
        .route("/", get(reference::page))
        .layer(from_fn_with_state(door.clone(), once::known))
        .layer(from_fn(tag::tagged))
        .layer(from_fn(acceptable));
    Router::new()
        .nest(BASE, operations)
        .route(&format!("{BASE}/{{*rest}}"), axum::routing::any(nothing))
}

async fn nothing() -> Problem {
    Problem::absent("there is no operation at this address; /api/v1 tells which there are")
}

/// Turns away who takes nothing that is given here.
async fn acceptable(
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> axum::response::Response {
    use axum::http::header;
    use axum::response::IntoResponse as _;
    const GIVEN: [&str; 7] = [
        "*/*",
        "application/*",
        "application/json",
        "application/problem+json",
        "text/*",
        "text/html",
        "text/plain",
    ];
    let mut accepted = request.headers().get_all(header::ACCEPT).iter().peekable();
    let any = accepted.peek().is_none();
    let mut ranges = accepted
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','));
    let takes = ranges.any(|range| {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let refused = parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        !refused && (name.is_empty() || GIVEN.contains(&name.as_str()))
    });
    if any || takes {
        return next.run(request).await;
    }
    Problem::new(
        Sort::Unacceptable,
        "operations answer in JSON, and some in plain text",
    )
    .into_response()
}
