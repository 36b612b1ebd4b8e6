//! Accounts: officers, relying desks and their keys.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use writ_registry::{Desk, NewOfficer, Officer, Offices, Revoke, Role, operation};

use super::answer::{Account, Done, PageTold, Paging, Told, forced, page_of};
use crate::caller::May;
use crate::door::Door;
use crate::problem::Problem;

/// An officer to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Adding {
    /// The name of the account.
    #[schema(min_length = 1, max_length = 64)]
    name: String,
    /// What the officer is: `registrar`, `officer`, `approver`, `operator`, `oversight`, `system`.
    #[schema(min_items = 1, max_items = 7)]
    roles: Vec<String>,
    /// For which offices the officer acts; without it, all of them.
    #[schema(max_items = 1000)]
    offices: Option<BTreeSet<String>>,
}

/// A relying desk to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AddingDesk {
    /// The name of the account.
    #[schema(min_length = 1, max_length = 64)]
    name: String,
    /// The one measure it asks about.
    #[schema(max_length = 64, example = "exit")]
    measure: String,
    /// The one purpose it asks for, as the regime words it.
    #[schema(max_length = 200, example = "leaving the country")]
    purpose: String,
}

fn json_of(officer: &Officer) -> Value {
    let roles: Vec<&str> = officer.roles().iter().map(|role| role.word()).collect();
    let offices = match officer.offices() {
        Offices::All => Value::Null,
        Offices::Only(offices) => json!(offices),
    };
    let desk = officer
        .desk()
        .map(|desk| json!({"measure": desk.measure, "purpose": desk.purpose}));
    json!({"name": officer.name(), "roles": roles, "offices": offices, "desk": desk})
}

/// Lists every account: officers, systems and desks.
#[utoipa::path(get, path = "/officers", tag = "accounts", operation_id = "officers",
    params(Paging), responses((status = 200, body = PageTold)))]
pub(super) async fn list(
    State(door): State<Door>,
    May(permit): May<operation::AddOfficer>,
    Query(paging): Query<Paging>,
) -> Told {
    let all = door.registry().officers(&permit).await?;
    let all: Vec<Value> = all.iter().map(json_of).collect();
    page_of(&door, &all, &paging, |account| {
        let name = account.get("name").and_then(Value::as_str);
        name.unwrap_or_default().to_owned()
    })
}

/// Adds an officer.
#[utoipa::path(post, path = "/officers", tag = "accounts", operation_id = "add-officer",
    request_body = Adding, responses((status = 200, body = Account)))]
pub(super) async fn add(
    State(door): State<Door>,
    May(permit): May<operation::AddOfficer>,
    Json(adding): Json<Adding>,
) -> Told {
    let role = |word: &String| match Role::from_word(word) {
        Some(Role::Desk) => Err(Problem::malformed("a desk is added at /api/v1/desks")),
        Some(role) => Ok(role),
        None => Err(Problem::malformed(
            "a role is one of registrar, officer, approver, operator, oversight, system",
        )),
    };
    let roles: Result<BTreeSet<Role>, Problem> = adding.roles.iter().map(role).collect();
    let account = NewOfficer {
        name: adding.name,
        roles: roles?,
        offices: adding.offices.map_or(Offices::All, Offices::Only),
        desk: None,
    };
    let added = door.registry().add_officer(&permit, account, door.now());
    forced(&door, &json_of(&added.await??))
}

/// Ends an account: nobody acts under its name any more.
#[utoipa::path(delete, path = "/officers/{officer}", tag = "accounts", operation_id = "end-officer",
    params(("officer" = String, Path, description = "The name of the account.")),
    responses((status = 200, body = Account)))]
pub(super) async fn end(
    State(door): State<Door>,
    May(permit): May<operation::AddOfficer>,
    Path(name): Path<String>,
) -> Told {
    let ended = door.registry().end_officer(&permit, &name, door.now());
    forced(&door, &json_of(&ended.await??))
}

/// Adds a relying desk, which asks one measure for one purpose.
#[utoipa::path(post, path = "/desks", tag = "accounts", operation_id = "add-desk",
    request_body = AddingDesk, responses((status = 200, body = Account)))]
pub(super) async fn add_desk(
    State(door): State<Door>,
    May(permit): May<operation::AddOfficer>,
    Json(adding): Json<AddingDesk>,
) -> Told {
    let account = NewOfficer {
        name: adding.name,
        roles: [Role::Desk].into(),
        offices: Offices::All,
        desk: Some(Desk {
            measure: adding.measure,
            purpose: adding.purpose,
        }),
    };
    let added = door.registry().add_officer(&permit, account, door.now());
    forced(&door, &json_of(&added.await??))
}

/// Issues a key to a desk. It is shown in this answer and never again.
#[utoipa::path(post, path = "/desks/{desk}/keys", tag = "accounts", operation_id = "issue-key",
    params(("desk" = String, Path, description = "The desk.")),
    responses((status = 200, body = Done)))]
pub(super) async fn issue_key(
    State(door): State<Door>,
    May(permit): May<operation::AddOfficer>,
    Path(desk): Path<String>,
) -> Told {
    let key = door.registry().issue_desk_key(&permit, &desk, door.now());
    forced(&door, &json!({ "desk": desk, "key": key.await??.text() }))
}

/// Which keys to take back.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// All of them, or all but the last one issued.
    #[serde(default)]
    #[param(inline)]
    which: WhichWord,
}

/// Which keys.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WhichWord {
    /// All of them.
    #[default]
    All,
    /// All but the last one issued.
    Older,
}

/// Takes keys of a desk back.
#[utoipa::path(delete, path = "/desks/{desk}/keys", tag = "accounts", operation_id = "revoke-keys",
    params(("desk" = String, Path, description = "The desk."), Which),
    responses((status = 200, body = Done)))]
pub(super) async fn revoke_keys(
    State(door): State<Door>,
    May(permit): May<operation::AddOfficer>,
    Path(desk): Path<String>,
    Query(which): Query<Which>,
) -> Told {
    let which = match which.which {
        WhichWord::All => Revoke::All,
        WhichWord::Older => Revoke::Older,
    };
    let revoked = door
        .registry()
        .revoke_desk_keys(&permit, &desk, which, door.now());
    forced(&door, &json!({ "desk": desk, "revoked": revoked.await?? }))
}

/// Where a desk is told of corrections.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Hook {
    /// An https address; null: nowhere.
    #[schema(max_length = 2000)]
    url: Option<String>,
}

/// Says where a desk is told of corrections. The secret that signs them is in the answer.
#[utoipa::path(put, path = "/desks/{desk}/endpoint", tag = "accounts", operation_id = "set-endpoint",
    params(("desk" = String, Path, description = "The desk.")), request_body = Hook,
    responses((status = 200, body = Done)))]
pub(super) async fn set_endpoint(
    State(door): State<Door>,
    May(permit): May<operation::AddOfficer>,
    Path(desk): Path<String>,
    Json(hook): Json<Hook>,
) -> Told {
    let registry = door.registry();
    let set = registry.set_endpoint(&permit, &desk, hook.url.as_deref(), door.now());
    let endpoint = set.await??;
    let secret = endpoint.as_ref().map(|it| it.secret.to_text());
    let secret = secret.as_ref().map(|it| it.as_str());
    forced(
        &door,
        &json!({ "desk": desk, "url": endpoint.as_ref().map(|it| &it.url), "secret": secret }),
    )
}
