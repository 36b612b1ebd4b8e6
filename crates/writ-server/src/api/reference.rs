//! The reference: the OpenAPI document, and a plain page made from it.

use axum::Json;
use axum::response::Html;
use maud::{DOCTYPE, Markup, html};
use serde_json::{Map, Value, json};

use super::access::{self, Access};
use crate::problem::Sort;

const ABOUT: &str = "The API of a Writ registry: an accountable electronic service of summonses. \
Times are RFC 3339, with an offset. Whatever is not done is told as a problem (RFC 9457) with its \
grounds and what would cure each. A POST with an `Idempotency-Key` is done once. Lists come in pages: \
`next` of one is `after` of the following. Relying desks bring a key, or a token that their provider \
signed; people and officers sign in with a browser, whose writing calls carry the token that \
`GET /session` tells in `X-CSRF-Token`.";

/// What every answer can be besides, and when.
const ALWAYS: [(Sort, &str); 9] = [
    (Sort::Malformed, "The request cannot be read."),
    (
        Sort::Unknown,
        "The key or token that was brought is not known.",
    ),
    (Sort::Absent, "There is no such thing."),
    (Sort::Unacceptable, "Neither JSON nor plain text is taken."),
    (
        Sort::TooMany,
        "Too many requests; `Retry-After` says how long to wait.",
    ),
    (Sort::Failed, "Something failed inside."),
    (Sort::Unavailable, "It cannot be done now."),
    (Sort::TimedOut, "It took too long."),
    (Sort::TooLarge, "The request is too large."),
];

/// What the answers of writing calls can be besides.
const WRITING: [(Sort, &str); 4] = [
    (Sort::Forbidden, "It was sent from a page of another site."),
    (
        Sort::Conflict,
        "It does not fit how things stand, or the same call is under way.",
    ),
    (Sort::Media, "The body is not JSON."),
    (
        Sort::Refused,
        "The law or a rule says no: `grounds` says why.",
    ),
];

/// The document, with what every operation has in common.
pub(super) fn document(api: &utoipa::openapi::OpenApi) -> Value {
    let mut document = serde_json::to_value(api).unwrap_or_default();
    set(
        &mut document,
        "info",
        json!({
            "title": "Writ",
            "version": "1.0.0",
            "description": ABOUT,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        }),
    );
    set(&mut document, "servers", json!([{ "url": super::BASE }]));
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        for operations in paths.values_mut().filter_map(Value::as_object_mut) {
            for (method, operation) in operations {
                complete(method, operation);
            }
        }
    }
    components(&mut document);
    document
}

fn set(object: &mut Value, name: &str, value: Value) {
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}

/// Adds to an operation what it answers besides what its handler says.
fn complete(method: &str, operation: &mut Value) {
    let id = operation.get("operationId").and_then(Value::as_str);
    let access = id.and_then(access::of).unwrap_or(Access::Public);
    let mut answers: Vec<(Sort, &str)> = ALWAYS.to_vec();
    if method != "get" || access != Access::Public {
        answers.extend(WRITING);
    }
    let entry = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut);
    if let Some(responses) = entry {
        for response in responses.values_mut().filter_map(Value::as_object_mut) {
            // Every response must say what it is.
            let said = response.entry("description").or_insert_with(|| json!(""));
            if said.as_str().is_none_or(str::is_empty) {
                *said = json!("It is done, and this is the answer.");
            }
        }
        for (sort, when) in answers {
            let status = sort.status().as_u16().to_string();
            responses.entry(status).or_insert_with(|| problem(when));
        }
        if method == "get" {
            let same =
                json!({ "description": "It is what the tag in `If-None-Match` stands for." });
            responses.entry("304").or_insert(same);
        }
    }
    if access != Access::Public {
        set(
            operation,
            "security",
            json!([{ "bearer": [] }, { "session": [] }]),
        );
        let who: Vec<&str> = access.who().iter().map(|who| who.word()).collect();
        set(operation, "x-who", json!(who));
    }
    if method == "post" {
        parameter(
            operation,
            json!({
                "name": "Idempotency-Key",
                "in": "header",
                "description": "The same call with the same key is done once, and answered alike for a day.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x21-\\x7e]+$"},
            }),
        );
    }
}

fn parameter(operation: &mut Value, parameter: Value) {
    let Some(members) = operation.as_object_mut() else {
        return;
    };
    let list = members
        .entry("parameters")
        .or_insert_with(|| json!([]))
        .as_array_mut();
    if let Some(list) = list {
        list.push(parameter);
    }
}

fn problem(when: &str) -> Value {
    json!({
        "description": when,
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        },
    })
}

fn components(document: &mut Value) {
    let Some(members) = document.as_object_mut() else {
        return;
    };
    let components = members
        .entry("components")
        .or_insert_with(|| json!({}))
        .as_object_mut();
    let Some(components) = components else { return };
    components.insert("securitySchemes".to_owned(), json!({
        "bearer": {
            "type": "http", "scheme": "bearer",
            "description": "A key that was issued to a desk, or a signed token of a provider. In a \
                            sandbox also `sandbox-officer-NAME` and `sandbox-person-IDENTIFIER`.",
        },
        "session": {
            "type": "apiKey", "in": "cookie", "name": "writ",
            "description": "The session of a browser in which somebody has signed in.",
        },
    }));
    let schemas = components
        .entry("schemas")
        .or_insert_with(|| json!({}))
        .as_object_mut();
    if let Some(schemas) = schemas {
        schemas.insert(
            "Problem".to_owned(),
            json!({
                "type": "object",
                "description": "What is told where something was not done (RFC 9457).",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string", "format": "uri-reference"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "grounds": {"type": "array", "items": {"$ref": "#/components/schemas/Ground"}},
                },
            }),
        );
        schemas.insert(
            "Ground".to_owned(),
            json!({
                "type": "object",
                "description": "One reason for a refusal.",
                "required": ["code", "text", "cure"],
                "properties": {
                    "code": {"type": "string", "description": "A stable word for programs."},
                    "text": {"type": "string"},
                    "cure": {"type": "string", "description": "What would change it."},
                },
            }),
        );
    }
}

/// The document, served.
pub(super) async fn json() -> Json<Value> {
    Json(super::document())
}

/// The page made from it.
pub(super) async fn page() -> Html<String> {
    Html(markup(&super::document()).into_string())
}

fn markup(document: &Value) -> Markup {
    let empty = Map::new();
    let paths = document.get("paths").and_then(Value::as_object);
    let paths = paths.unwrap_or(&empty);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "API - Writ" }
                link rel="stylesheet" href="/assets/writ.css";
            }
            body {
                main {
                    h1 { "The API of this registry" }
                    p { (ABOUT) }
                    p { a href="/api/v1/openapi.json" { "The same as an OpenAPI 3.1 document" } }
                    @for (path, operations) in paths {
                        @for (method, operation) in operations.as_object().unwrap_or(&empty) {
                            (one(path, method, operation))
                        }
                    }
                    h2 { "Problems" }
                    dl {
                        @for sort in Sort::ALL {
                            dt id=(format!("problem-{}", sort.word())) {
                                (sort.status().as_u16()) " " (sort.word())
                            }
                            dd { (sort.title()) }
                        }
                    }
                }
            }
        }
    }
}

fn one(path: &str, method: &str, operation: &Value) -> Markup {
    let word = |name: &str| {
        operation
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let who = operation.get("x-who").and_then(Value::as_array);
    let who: Vec<&str> = who
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let parameters = operation.get("parameters").and_then(Value::as_array);
    html! {
        section id=(word("operationId")) {
            h2 { code { (method.to_uppercase()) " " (super::BASE) (path) } }
            p { (word("summary")) }
            @let more = word("description");
            @if !more.is_empty() { p { (more) } }
            p {
                @if who.is_empty() { "For anybody." } @else { "For: " (who.join(", ")) "." }
            }
            @if let Some(parameters) = parameters {
                ul {
                    @for parameter in parameters {
                        @let text = |name: &str| parameter.get(name).and_then(Value::as_str).unwrap_or_default();
                        li { code { (text("name")) } ": " (text("description")) }
                    }
                }
            }
            @if let Some(body) = operation.pointer("/requestBody/content/application~1json/schema/$ref") {
                @let name = body.as_str().unwrap_or_default();
                p { "Body: " code { (name.rsplit('/').next().unwrap_or_default()) } ", as JSON." }
            }
        }
    }
}
