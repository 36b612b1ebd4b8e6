//! Who may call what: a row for every operation of the document.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::{Value, json};
use writ_server::api::document;

use crate::scene::{self, Scene, told};

/// A call, who may make it, who may not, and who may elsewhere alone.
struct Row {
    id: &'static str,
    path: &'static str,
    body: Value,
    right: &'static str,
    wrong: &'static str,
    /// An officer of another office; empty where the operation is of no office.
    elsewhere: &'static str,
    /// What the right one is answered.
    status: u16,
}

fn row(
    (id, path): (&'static str, &'static str),
    body: Value,
    (right, wrong, elsewhere): (&'static str, &'static str, &'static str),
    status: u16,
) -> Row {
    Row {
        id,
        path,
        body,
        right,
        wrong,
        elsewhere,
        status,
    }
}

const OLEG: &str = "officer-oleg";
const OLGA: &str = "officer-olga";
const ANNA: &str = "officer-anna";
const VERA: &str = "officer-vera";
const OMAR: &str = "officer-omar";
const OPERATOR: &str = "officer-operator";
const BORDER: &str = "officer-border";
const ADAM: &str = "person-MADE-UP-1";

/// The calls, in an order in which each finds what it needs.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn rows() -> Vec<Row> {
    let none = || json!({});
    let of = || json!({"person": "MADE-UP-1"});
    let mut rows = vec![
        row(
            ("import-people", "/register/people?form=csv"),
            json!("person,fact,value,at,recorded_at,source\n"),
            (VERA, OLEG, ""),
            200,
        ),
        row(
            ("import-facts", "/register/facts?form=csv"),
            json!("person,fact,value,at,recorded_at,source\n"),
            (VERA, OLEG, ""),
            200,
        ),
        row(
            ("import-matter", "/matters"),
            json!({"person": "MADE-UP-1", "system": "older", "regime": "none", "matter": {"id": "old-1", "instrument": "call-up", "issued_at": "2023-04-01T00:00:00Z"}}),
            (VERA, OLEG, ""),
            422,
        ),
        row(
            ("open-campaign", "/campaigns"),
            Scene::campaign("spring"),
            (OLEG, VERA, OLGA),
            200,
        ),
        row(("campaigns", "/campaigns"), none(), (ANNA, VERA, ""), 200),
        row(
            ("campaign", "/campaigns/spring"),
            none(),
            (OMAR, VERA, ""),
            200,
        ),
        row(
            ("relabel-campaign", "/campaigns/spring/instrument"),
            json!({"instrument": "drill"}),
            (OLEG, VERA, ""),
            422,
        ),
        row(
            ("list-candidates", "/campaigns/spring/candidates"),
            none(),
            (OLEG, ANNA, OLGA),
            200,
        ),
        row(
            ("commit-list", "/campaigns/spring/commitment"),
            none(),
            (OLEG, ANNA, OLGA),
            200,
        ),
        row(
            ("commitments", "/campaigns/spring/commitments"),
            none(),
            (OLEG, VERA, ""),
            200,
        ),
        row(
            ("published-draw", "/campaigns/spring/published"),
            none(),
            (OMAR, VERA, ""),
            200,
        ),
        row(
            ("rank", "/campaigns/spring/ranks"),
            of(),
            (OLEG, VERA, OLGA),
            200,
        ),
        row(
            ("reveal", "/campaigns/spring/reveals"),
            json!({"observer": "nobody", "value": "x"}),
            (OLEG, ANNA, ""),
            422,
        ),
        row(
            ("draw", "/campaigns/spring/draw"),
            json!({"seed": "made up"}),
            (OLEG, ANNA, OLGA),
            200,
        ),
        row(
            ("approve-campaign", "/campaigns/spring/approval"),
            none(),
            (ANNA, OLEG, ""),
            200,
        ),
        row(
            ("issue-notices", "/campaigns/spring/notices"),
            none(),
            (OLEG, ANNA, OLGA),
            200,
        ),
        row(
            ("explain", "/explanations"),
            json!({"person": "MADE-UP-1", "reason": "a made-up case"}),
            (OLEG, VERA, OLGA),
            200,
        ),
        row(("acts", "/proofs/acts"), of(), (OLEG, VERA, OLGA), 200),
        row(("proof", "/proofs"), of(), (OMAR, VERA, OLGA), 422),
        row(
            ("looks", "/looks?from=2023-04-01&until=2023-04-30"),
            none(),
            (OMAR, OLEG, ""),
            200,
        ),
        row(
            ("docket", "/docket?office=A"),
            none(),
            (OLEG, VERA, OLGA),
            200,
        ),
        row(
            ("record", "/events"),
            json!({"person": "MADE-UP-1", "kind": "told"}),
            (OLEG, ANNA, OLGA),
            200,
        ),
        row(
            ("record-outage", "/outages"),
            json!({"channel": "portal", "state": "out"}),
            (OPERATOR, ANNA, OLGA),
            200,
        ),
        row(
            ("ask", "/questions"),
            json!({"person": "MADE-UP-1", "measure": "exit", "purpose": "leaving the country"}),
            (BORDER, OLEG, ""),
            200,
        ),
        row(
            ("leave-callback", "/callbacks"),
            json!({"person": "MADE-UP-1", "answer": "none", "url": "https://border.example/hook"}),
            (BORDER, OLEG, ""),
            404,
        ),
        row(
            ("callback", "/callbacks/find"),
            json!({"person": "MADE-UP-1", "answer": "none"}),
            (BORDER, OLEG, ""),
            404,
        ),
        row(
            ("end-callback", "/callbacks/end"),
            json!({"person": "MADE-UP-1", "answer": "none"}),
            (BORDER, OLEG, ""),
            404,
        ),
        row(("feed", "/feed"), none(), ("officer-feeder", OLEG, ""), 200),
        row(
            ("correction-requests", "/corrections/requests"),
            of(),
            (OLEG, ANNA, OLGA),
            200,
        ),
        row(
            ("answer-correction", "/corrections/answers"),
            json!({"person": "MADE-UP-1", "request": 1, "outcome": "refused", "reason": "made up"}),
            (VERA, ANNA, ""),
            404,
        ),
        row(
            ("withdraw-campaign", "/campaigns/spring/withdrawal"),
            json!({"reason": "made up"}),
            (OLEG, VERA, OLGA),
            200,
        ),
        row(
            ("review-withdrawal", "/campaigns/spring/withdrawal/review"),
            none(),
            (ANNA, OLEG, ""),
            200,
        ),
    ];
    rows.extend(accounts());
    rows.extend(own());
    rows.extend(public());
    rows
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn accounts() -> Vec<Row> {
    let none = || json!({});
    vec![
        row(("officers", "/officers"), none(), (OPERATOR, OLEG, ""), 200),
        row(
            ("add-officer", "/officers"),
            json!({"name": "igor", "roles": ["officer"]}),
            (OPERATOR, OLEG, ""),
            200,
        ),
        row(
            ("end-officer", "/officers/igor"),
            none(),
            (OPERATOR, OLEG, ""),
            200,
        ),
        row(
            ("add-desk", "/desks"),
            json!({"name": "roads", "measure": "driving", "purpose": "driving"}),
            (OPERATOR, OLEG, ""),
            200,
        ),
        row(
            ("issue-key", "/desks/roads/keys"),
            none(),
            (OPERATOR, BORDER, ""),
            200,
        ),
        row(
            ("revoke-keys", "/desks/roads/keys"),
            none(),
            (OPERATOR, BORDER, ""),
            200,
        ),
        row(
            ("set-endpoint", "/desks/roads/endpoint"),
            json!({"url": "https://roads.example/hook"}),
            (OPERATOR, BORDER, ""),
            200,
        ),
        row(("messages", "/messages"), none(), (OPERATOR, OLEG, ""), 200),
        row(
            ("message-done", "/messages/4000/done"),
            none(),
            (OPERATOR, OLEG, ""),
            404,
        ),
        row(
            ("dead-letters", "/dead-letters"),
            none(),
            (OPERATOR, OLEG, ""),
            200,
        ),
        row(
            ("retry-message", "/dead-letters/4000/retry"),
            none(),
            (OPERATOR, OLEG, ""),
            404,
        ),
        row(("recheck", "/rechecks"), none(), (OPERATOR, OLEG, ""), 200),
        row(
            ("publish-aggregates", "/aggregates"),
            json!({"day": "2023-04-16"}),
            (OPERATOR, OLEG, ""),
            409,
        ),
        row(
            ("move-clock", "/sandbox/clock"),
            json!({"to": "2023-04-17T10:00:00Z"}),
            (OPERATOR, ANNA, ""),
            200,
        ),
    ]
}

fn own() -> Vec<Row> {
    let none = || json!({});
    vec![
        row(("own-file", "/own"), none(), (ADAM, OLEG, ""), 200),
        row(("own-acts", "/own/acts"), none(), (ADAM, OLEG, ""), 200),
        row(
            ("own-proof", "/own/acts/4000/proof"),
            none(),
            (ADAM, OLEG, ""),
            404,
        ),
        row(
            ("act", "/own/acts"),
            json!({"act": "opened", "matter": "none"}),
            (ADAM, OLEG, ""),
            404,
        ),
        row(
            ("ask-correction", "/own/corrections"),
            json!({"fact": "address", "says": "confirmed", "should_be": "another", "reason": "moved"}),
            (ADAM, OLEG, ""),
            200,
        ),
        row(
            ("delegates", "/own/delegates"),
            none(),
            (ADAM, OLEG, ""),
            200,
        ),
        row(
            ("appoint-delegate", "/own/delegates"),
            json!({"delegate": "MADE-UP-LAWYER"}),
            (ADAM, OLEG, ""),
            200,
        ),
        row(
            ("end-delegation", "/own/delegates/none"),
            none(),
            (ADAM, OLEG, ""),
            404,
        ),
        row(
            ("acting-for", "/own/principals"),
            none(),
            (ADAM, OLEG, ""),
            200,
        ),
    ]
}

fn public() -> Vec<Row> {
    let none = || json!({});
    let anybody = ("", "", "");
    vec![
        row(("ledger", "/ledger"), none(), anybody, 200),
        row(("checkpoint", "/ledger/checkpoint"), none(), anybody, 404),
        row(("policy", "/ledger/policy"), none(), anybody, 200),
        row(("published", "/ledger/published"), none(), anybody, 200),
        row(
            ("published-proof", "/ledger/published/4000/proof"),
            none(),
            anybody,
            404,
        ),
        row(("aggregates", "/aggregates"), none(), anybody, 200),
        row(("regimes", "/regimes"), none(), anybody, 200),
        row(("regime", "/regimes/guarded"), none(), anybody, 200),
        row(
            ("explain-regime", "/regimes/guarded/explanation?language=fi"),
            none(),
            anybody,
            200,
        ),
        row(
            ("check-regime", "/regimes/none/findings"),
            none(),
            anybody,
            404,
        ),
        row(
            ("position", "/positions"),
            json!({"regime": "guarded", "case": {}}),
            anybody,
            400,
        ),
        row(
            ("deadlines", "/deadlines"),
            json!({"rows": [{"id": "a", "from": "2023-04-17", "n": 20, "unit": "days"}]}),
            anybody,
            200,
        ),
        row(("status", "/status"), none(), anybody, 200),
        row(("session", "/session"), none(), anybody, 200),
    ]
}

/// Each operation of the document, with its method.
fn operations() -> BTreeMap<String, Method> {
    let document = document();
    let paths = document["paths"].as_object().unwrap().clone();
    let each = paths.values().flat_map(|methods| {
        methods
            .as_object()
            .unwrap()
            .iter()
            .map(|(method, operation)| {
                let id = operation["operationId"].as_str().unwrap().to_owned();
                (id, method.to_uppercase().parse().unwrap())
            })
    });
    each.collect()
}

async fn call(scene: &Scene, row: &Row, method: &Method, who: &str) -> (u16, Value) {
    let request = scene.ask(who, method.clone(), &format!("/api/v1{}", row.path));
    let request = match (&row.body, method) {
        (_, &Method::GET | &Method::DELETE) => request,
        (Value::String(text), _) => request.body(text.clone()),
        (body, _) => request.json(body),
    };
    told(request.send().await.unwrap()).await
}

#[test]
fn every_operation_of_the_document_has_its_row() {
    let operations = operations();
    scene::with(scene::settings(), async |scene| {
        scene
            .people(&[("MADE-UP-1", "A"), ("MADE-UP-2", "A")])
            .await;
        let (mut seen, mut differs) = (Vec::new(), Vec::new());
        for row in rows() {
            let id = row.id;
            let method = operations
                .get(id)
                .unwrap_or_else(|| panic!("no operation {id}"));
            seen.push(id);
            if !row.wrong.is_empty() {
                for (caller, who, expected) in
                    [("anonymous", "", 401), ("wrong role", row.wrong, 403)]
                {
                    let (status, body) = call(&scene, &row, method, who).await;
                    if status != expected {
                        differs.push(format!("{id}, {caller}: {status} for {expected}: {body}"));
                    }
                }
            }
            if !row.elsewhere.is_empty() {
                let (status, body) = call(&scene, &row, method, row.elsewhere).await;
                if status != 403 {
                    differs.push(format!("{id}, wrong office: {status} for 403: {body}"));
                }
            }
            let (status, body) = call(&scene, &row, method, row.right).await;
            if status != row.status {
                differs.push(format!(
                    "{id}, right role: {status} for {}: {body}",
                    row.status
                ));
            }
        }
        assert!(differs.is_empty(), "{differs:#?}");
        for id in operations.keys() {
            assert!(seen.contains(&id.as_str()), "operation {id} has no row");
        }
    });
}
