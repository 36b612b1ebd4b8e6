//! Whether the service lives, whether it is ready, and what it has counted.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde_json::json;

use crate::door::Door;

/// Whether it lives, and whether it is ready.
pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/healthz", get(lives))
        .route("/readyz", get(ready))
}

async fn lives() -> &'static str {
    "ok\n"
}

/// Ready is what can read its registry and whose jobs do not keep failing.
async fn ready(State(door): State<Door>) -> Response {
    const OFTEN: u32 = 5;
    let reads = door.registry().ledger_status().await.is_ok();
    let jobs = door.watch().all();
    let failing: Vec<&str> = jobs
        .iter()
        .filter(|(_, health)| health.failures >= OFTEN)
        .map(|(name, _)| *name)
        .collect();
    let is_ready = reads && failing.is_empty();
    let status = match is_ready {
        true => StatusCode::OK,
        false => StatusCode::SERVICE_UNAVAILABLE,
    };
    let body = json!({
        "ready": is_ready,
        "store": if reads { "reads" } else { "fails" },
        "failing": failing,
        "jobs": jobs,
    });
    (status, Json(body)).into_response()
}

/// What counts.
#[derive(Clone)]
pub struct Counters(PrometheusHandle);

impl std::fmt::Debug for Counters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Counters")
    }
}

impl Counters {
    /// Begins to count, for this process.
    ///
    /// # Errors
    ///
    /// When something counts already.
    pub fn install() -> Result<Self, String> {
        const SECONDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
        let builder = PrometheusBuilder::new().set_buckets(&SECONDS);
        let builder = builder.map_err(|error| error.to_string())?;
        let handle = builder.install_recorder();
        handle.map(Self).map_err(|error| error.to_string())
    }

    /// The page that Prometheus reads, for an address of its own.
    pub fn router(&self) -> Router {
        let handle = self.0.clone();
        Router::new().route(
            "/metrics",
            get(move || {
                handle.run_upkeep();
                let page = handle.render();
                async move { page }
            }),
        )
    }
}
