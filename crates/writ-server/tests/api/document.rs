//! The document is what the code says, and says it whole.

use serde_json::Value;
use writ_server::api::document;

#[test]
fn the_document_in_the_repository_is_current() {
    let kept: Value = serde_json::from_str(include_str!("../../../../docs/openapi.json")).unwrap();
    assert!(
        kept == document(),
        "docs/openapi.json is not what the code says: \
         cargo run -p writ-server --example openapi > docs/openapi.json"
    );
}

#[test]
fn every_operation_says_what_it_is_and_how_it_can_end() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut operations = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            operations += 1;
            let id = operation["operationId"].as_str().unwrap();
            assert!(operation["summary"].is_string(), "{method} {path} {id}");
            let responses = operation["responses"].as_object().unwrap();
            for status in ["200", "400", "401", "406", "429", "500", "503"] {
                assert!(responses.contains_key(status), "{id} lacks {status}");
            }
        }
    }
    assert!(operations > 50, "{operations}");
}
