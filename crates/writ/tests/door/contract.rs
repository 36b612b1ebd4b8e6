//! The API against its own document: schemathesis makes up requests, right ones and wrong ones, and
//! holds each answer against what the document says of it.

use std::process::Command;

use serde_json::{Value, json};

use crate::server::Server;
use crate::tools;
use crate::town::Town;
use crate::web::Web;

/// So that a run can be had again. Written on the command line, it is printed with every failure.
const SEED: &str = "20261122";
/// Requests of each kind for an operation: enough to find a loose end, and few enough for a minute.
const EXAMPLES: &str = "6";
/// What is held of every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance";

fn schemathesis(server: &Server, who: &str, bearer: &str) {
    let mut command = Command::new(tools::python());
    command
        .args(["-m", "schemathesis.cli", "run", "--no-color"])
        .arg(format!("{}/api/v1/openapi.json", server.url))
        .args(["--header", &format!("Authorization: Bearer {bearer}")])
        .args(["--checks", CHECKS, "--phases", "examples,coverage,fuzzing"])
        .args(["--max-examples", EXAMPLES, "--seed", SEED])
        .args(["--continue-on-failure", "--request-timeout", "20"])
        // What it learnt stays in the folder of the test.
        .current_dir(server.town.dir());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("schemathesis as {who}, seed {SEED}:\n{said}");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "as {who}, seed {SEED}:\n{said}{errors}"
    );
}

/// Each role has its own operations that it may call; what it may not is refused as documented.
async fn holds(who: &str) {
    let server = Server::before(Town::lived_in());
    let bearer = if who == "border" {
        let operator = Web::before(&server.url).bearing("sandbox-officer-operator");
        let key = operator
            .json("/api/v1/desks/border/keys", &json!({}))
            .await
            .well();
        key["key"].as_str().unwrap().to_owned()
    } else {
        format!("sandbox-{who}")
    };
    schemathesis(&server, who, &bearer);
    // It stands, after everything that was thrown at it.
    assert_eq!(Web::before(&server.url).get("/healthz").await.status, 200);
}

#[tokio::test]
async fn the_api_keeps_to_its_document_for_a_desk() {
    holds("border").await;
}

#[tokio::test]
async fn the_api_keeps_to_its_document_for_an_officer() {
    holds("officer-oleg").await;
}

#[tokio::test]
async fn the_api_keeps_to_its_document_for_a_person() {
    holds("person-MADE-UP-00003").await;
}

#[tokio::test]
async fn the_document_is_served_as_openapi() {
    let server = Server::before(Town::under("regimes/guarded"));
    let web = Web::before(&server.url);
    let document: Value = web.get("/api/v1/openapi.json").await.well();
    assert!(
        document["openapi"].as_str().unwrap().starts_with("3.1"),
        "{document}"
    );
    assert!(document["paths"].as_object().unwrap().len() > 20);
}
