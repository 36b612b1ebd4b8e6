//! The law: regimes in their text and in plain words, what a case comes to, and how periods are
//! counted. Nothing here is about anybody in the register.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use writ_law::case::Case;
use writ_law::life::Life;
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;
use writ_notice::{Catalogue, Language};

use super::answer::{PageTold, Paging, RegimeTold, Told, forced, page_of};
use crate::door::Door;
use crate::problem::{Problem, Sort};

fn regime<'d>(door: &'d Door, name: &str) -> Result<&'d Arc<Regime>, Problem> {
    let mut regimes = door.registry().regimes().iter();
    let found = regimes.find(|regime| regime.name() == name);
    found.ok_or_else(|| Problem::absent("this registry has no regime of that name"))
}

fn named(regime: &Regime) -> Value {
    let measures: std::collections::BTreeSet<&str> = regime.measures().collect();
    json!({
        "id": regime.name(),
        "version": regime.version(),
        "digest": regime.digest(),
        "measures": measures,
    })
}

/// Lists the regimes of this registry.
#[utoipa::path(get, path = "/regimes", tag = "regimes", operation_id = "regimes",
    params(Paging), responses((status = 200, body = PageTold)))]
pub(super) async fn list(State(door): State<Door>, Query(paging): Query<Paging>) -> Told {
    let regimes = door.registry().regimes().iter();
    let all: Vec<Value> = regimes.map(|regime| named(regime)).collect();
    page_of(&door, &all, &paging, |regime| {
        let name = regime.get("id").and_then(Value::as_str);
        name.unwrap_or_default().to_owned()
    })
}

/// Gives a regime: what it is called, and its rules as data.
#[utoipa::path(get, path = "/regimes/{regime}", tag = "regimes", operation_id = "regime",
    params(("regime" = String, Path, description = "The regime.")),
    responses((status = 200, body = RegimeTold)))]
pub(super) async fn text(State(door): State<Door>, Path(name): Path<String>) -> Told {
    let regime = regime(&door, &name)?;
    let rules: Value = serde_json::from_str(regime.canonical()).unwrap_or_default();
    forced(&door, &json!({ "regime": named(regime), "rules": rules }))
}

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct In {
    /// `en`, `ru`, `uk`, `de` or `fi`.
    #[param(max_length = 16)]
    language: Option<String>,
}

/// Says the rules of a regime in plain sentences, with what they cite.
#[utoipa::path(get, path = "/regimes/{regime}/explanation", tag = "regimes",
    operation_id = "explain-regime",
    params(("regime" = String, Path, description = "The regime."), In),
    responses((status = 200, body = RegimeTold)))]
pub(super) async fn explanation(
    State(door): State<Door>,
    Path(name): Path<String>,
    Query(wanted): Query<In>,
) -> Told {
    let regime = regime(&door, &name)?;
    let language = wanted.language.map(|tag| tag.parse::<Language>());
    let language = language
        .transpose()
        .map_err(|_| Problem::malformed("the languages are en, ru, uk, de and fi"))?;
    let language = language.unwrap_or_default();
    let sentences = writ_notice::law::explain(regime.tree(), &Catalogue::new(language));
    forced(
        &door,
        &json!({
            "regime": named(regime),
            "language": language.tag(),
            "rules": sentences,
        }),
    )
}

/// Says what the checks find wrong with a regime as law.
#[utoipa::path(get, path = "/regimes/{regime}/findings", tag = "regimes",
    operation_id = "check-regime",
    params(("regime" = String, Path, description = "The regime.")),
    responses((status = 200, body = RegimeTold)))]
pub(super) async fn findings(State(door): State<Door>, Path(name): Path<String>) -> Told {
    let regime = regime(&door, &name)?;
    let findings = door.findings(regime).await.ok_or_else(Problem::failed)?;
    forced(
        &door,
        &json!({ "regime": named(regime), "findings": *findings }),
    )
}

/// A case, as `writ position` reads it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asking {
    /// The regime to go by.
    #[schema(max_length = 64)]
    regime: String,
    /// Person, matter, events, and the points in time asked for.
    #[schema(value_type = Object)]
    case: Value,
}

/// Works out what the law says of one made-up case. Nothing is stored, and it has no legal force.
#[utoipa::path(post, path = "/positions", tag = "regimes", operation_id = "position",
    request_body = Asking, responses((status = 200, body = RegimeTold)))]
pub(super) async fn positions(State(door): State<Door>, Json(asking): Json<Asking>) -> Told {
    const POINTS: usize = 50;
    const EVENTS: usize = 500;
    let regime = regime(&door, &asking.regime)?;
    let case: Case = serde_json::from_value(asking.case)
        .map_err(|error| Problem::malformed(format!("the case cannot be read: {error}")))?;
    if case.ask.is_empty() || case.ask.len() > POINTS || case.events.len() > EVENTS {
        return Err(Problem::malformed(
            "a case asks for 1 to 50 points in time and has at most 500 events",
        ));
    }
    let life = Life::bind(regime, &case.person, &case.matter, &case.events)
        .map_err(|error| Problem::new(Sort::Malformed, error.to_string()))?;
    let positions: Vec<_> = case
        .ask
        .iter()
        .map(|ask| {
            let as_of = AsOf {
                at: ask.at,
                known_at: ask.known_at,
            };
            position(regime, &life, as_of)
        })
        .collect();
    Ok(Json(json!({
        "force": "none",
        "regime": named(regime),
        "positions": positions,
    })))
}

/// Rows to count, each as `writ deadline` reads it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows {
    /// The rows.
    #[schema(value_type = Vec<Object>, min_items = 1, max_items = 1000)]
    rows: Vec<Value>,
}

/// Counts periods as the law counts.
#[utoipa::path(post, path = "/deadlines", tag = "regimes", operation_id = "deadlines",
    request_body = Rows, responses((status = 200, body = RegimeTold)))]
pub(super) async fn deadlines(Json(rows): Json<Rows>) -> Told {
    const ROWS: usize = 1_000;
    if rows.rows.is_empty() || rows.rows.len() > ROWS {
        return Err(Problem::malformed("send from 1 to 1000 rows"));
    }
    let lines: Vec<String> = rows.rows.iter().map(Value::to_string).collect();
    let answers = writ_law::deadline::answers(&lines.join("\n"))
        .map(|answer| serde_json::from_str::<Value>(&answer.to_string()).unwrap_or_default())
        .collect::<Vec<_>>();
    Ok(Json(json!({ "force": "none", "answers": answers })))
}
