//! The service itself: what it is, whether it works, and who one is to it.

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use writ_registry::operation;

use super::answer::{Account as AccountTold, Done, Told, forced};
use crate::account::Account;
use crate::caller::{Caller, May};
use crate::door::Door;
use crate::problem::Problem;

/// Says what this registry is and what time it is in it.
#[utoipa::path(get, path = "/status", tag = "service", operation_id = "status",
    responses((status = 200, body = Done)))]
pub(super) async fn status(State(door): State<Door>) -> Told {
    let regimes = door.registry().regimes().iter();
    let regimes: Vec<&str> = regimes.map(|regime| regime.name()).collect();
    let zone = door.registry().zone().iana_name();
    forced(
        &door,
        &json!({
            "now": door.now(),
            "has_own_clock": door.sandbox_clock().is_some(),
            "zone": zone,
            "regimes": regimes,
            "version": env!("CARGO_PKG_VERSION"),
        }),
    )
}

/// Who calls, signed in or not.
#[derive(Debug)]
pub(super) struct Anyone(Caller);

impl FromRequestParts<Door> for Anyone {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        Caller::from_request_parts(parts, door).await.map(Self)
    }
}

/// Says who one is here, and what the calls of a browser's session must carry.
#[utoipa::path(get, path = "/session", tag = "service", operation_id = "session",
    responses((status = 200, body = AccountTold)))]
pub(super) async fn session(State(door): State<Door>, Anyone(caller): Anyone) -> Told {
    let account = match &caller.account {
        Account::Nobody => json!({ "kind": "nobody" }),
        Account::Person(account, on) => {
            json!({ "kind": "person", "person": account.id(), "on": on })
        }
        Account::Officer(officer) => {
            let roles: Vec<&str> = officer.roles().iter().map(|role| role.word()).collect();
            json!({ "kind": "officer", "name": officer.name(), "roles": roles })
        }
    };
    forced(&door, &json!({ "account": account, "csrf": caller.csrf }))
}

/// A time to which a sandbox's clock is to be moved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Moving {
    /// Later than what it shows.
    #[schema(value_type = String, format = DateTime)]
    to: Timestamp,
}

/// Moves the clock of a sandbox that has its own; it goes forward only.
#[utoipa::path(put, path = "/sandbox/clock", tag = "service", operation_id = "move-clock",
    request_body = Moving, responses((status = 200, body = Done)))]
pub(super) async fn move_clock(
    State(door): State<Door>,
    May(_): May<operation::RecordOutage>,
    axum::Json(moving): axum::Json<Moving>,
) -> Told {
    let Some(clock) = door.sandbox_clock() else {
        return Err(Problem::absent("this registry goes by the machine's clock"));
    };
    clock.set(moving.to).map_err(|error| match error {
        crate::door::ClockError::Earlier { .. } => {
            Problem::new(crate::problem::Sort::Conflict, error.to_string())
        }
        crate::door::ClockError::Unkept { .. } => Problem::failed(),
    })?;
    forced(&door, &json!({ "now": door.now() }))
}
