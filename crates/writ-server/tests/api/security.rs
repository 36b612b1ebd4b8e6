//! What stands before every page and every operation.

use reqwest::Method;
use serde_json::json;

use crate::scene::{self, Scene, told};

async fn signed_in(scene: &Scene, kind: &str, name: &str) -> String {
    let request = scene.ask("", Method::POST, "/sign-in/sandbox");
    let form = format!("kind={kind}&name={name}&next=/");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let response = request.body(form).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 303);
    let cookie = response.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    cookie.split(';').next().unwrap().to_owned()
}

#[test]
fn every_answer_has_its_headers() {
    scene::with(scene::settings(), async |scene| {
        for path in [
            "/",
            "/sign-in",
            "/nothing",
            "/api/v1/status",
            "/healthz",
            "/api/v1/none",
        ] {
            let response = scene.ask("", Method::GET, path).send().await.unwrap();
            let headers = response.headers();
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(policy.starts_with("default-src 'none'"), "{path}");
            assert!(!policy.contains("unsafe"), "{path}");
            assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
            assert!(headers.contains_key("cache-control"), "{path}");
            assert!(headers.contains_key("x-request-id"), "{path}");
        }
    });
}

#[test]
fn what_is_wrong_is_told_as_a_problem() {
    scene::with(scene::settings(), async |scene| {
        let url = |path: &str| format!("{}{path}", scene.url);
        let client = &scene.client;
        let rows = [
            (client.get(url("/api/v1/none")), 404),
            (client.delete(url("/api/v1/status")), 405),
            (
                client
                    .get(url("/api/v1/status"))
                    .header("accept", "image/png"),
                406,
            ),
            (client.post(url("/api/v1/deadlines")).body("rows"), 415),
            (
                client
                    .post(url("/api/v1/deadlines"))
                    .header("content-type", "application/json")
                    .body("{"),
                400,
            ),
            (
                client
                    .post(url("/api/v1/deadlines"))
                    .json(&json!({"row": 1})),
                400,
            ),
            (
                client
                    .post(url("/api/v1/deadlines"))
                    .header("content-type", "application/json")
                    .body(" ".repeat(2 << 20)),
                413,
            ),
            (
                client.get(url("/api/v1/officers")).bearer_auth("no-key"),
                401,
            ),
            (client.get(url("/api/v1/regimes?limit=0")), 400),
            (client.get(url("/api/v1/regimes?after=!")), 400),
            (client.get(url("/ledger/../master.key")), 404),
        ];
        for (request, expected) in rows {
            let response = request.send().await.unwrap();
            let media = response.headers()["content-type"]
                .to_str()
                .unwrap()
                .to_owned();
            let (status, body) = told(response).await;
            assert_eq!(status, expected, "{body}");
            assert_eq!(media, "application/problem+json", "{expected}");
            assert_eq!(body["status"], expected);
        }
    });
}

#[test]
fn a_page_of_another_site_does_nothing_here() {
    scene::with(scene::settings(), async |scene| {
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let request = scene.ask("", Method::POST, "/sign-in/sandbox");
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            let request = request.header(name, value).body("kind=officer&name=oleg");
            let response = request.send().await.unwrap();
            assert_eq!(response.status().as_u16(), 403, "{name}: {value}");
        }
    });
}

#[test]
fn a_session_writes_only_with_its_token_and_ends_when_it_is_told_to() {
    scene::with(scene::settings(), async |scene| {
        let cookie = signed_in(&scene, "officer", "oleg").await;
        let session = |method: Method, path: &str| {
            let request = scene.ask("", method, path);
            request.header("cookie", &cookie)
        };
        let (_, who) = told(
            session(Method::GET, "/api/v1/session")
                .send()
                .await
                .unwrap(),
        )
        .await;
        assert_eq!(who["account"]["name"], "oleg");
        let csrf = who["csrf"].as_str().unwrap();
        let open = || session(Method::POST, "/api/v1/campaigns").json(&Scene::campaign("spring"));
        let (status, _) = told(open().send().await.unwrap()).await;
        assert_eq!(status, 403, "without the token");
        let (status, _) = told(
            open()
                .header("x-csrf-token", "another")
                .send()
                .await
                .unwrap(),
        )
        .await;
        assert_eq!(status, 403, "with another token");
        let (status, _) = told(open().header("x-csrf-token", csrf).send().await.unwrap()).await;
        assert_eq!(status, 200, "with the token");
        let out = |body: String| {
            let request = session(Method::POST, "/sign-out");
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            request.body(body).send()
        };
        assert_eq!(out("_csrf=wrong".to_owned()).await.unwrap().status(), 403);
        assert_eq!(out(format!("_csrf={csrf}")).await.unwrap().status(), 303);
        let (_, who) = told(
            session(Method::GET, "/api/v1/session")
                .send()
                .await
                .unwrap(),
        )
        .await;
        assert_eq!(who["account"]["kind"], "nobody");
    });
}

#[test]
fn a_session_ends_after_a_while() {
    use writ_server::SandboxClock as _;
    scene::with(scene::settings(), async |scene| {
        let cookie = signed_in(&scene, "officer", "oleg").await;
        let kind = async || {
            let request = scene
                .ask("", Method::GET, "/api/v1/session")
                .header("cookie", &cookie);
            let (_, who) = told(request.send().await.unwrap()).await;
            who["account"]["kind"].as_str().unwrap().to_owned()
        };
        for (minutes, expected) in [(29, "officer"), (58, "officer"), (89, "nobody")] {
            let now = scene::BEGIN.parse::<jiff::Timestamp>().unwrap();
            scene
                .machine
                .set(now + jiff::SignedDuration::from_mins(minutes))
                .unwrap();
            assert_eq!(kind().await, expected, "after {minutes} minutes");
        }
    });
}

#[test]
fn who_asks_too_often_waits() {
    let mut settings = scene::settings();
    settings.limits.account_burst = 3;
    settings.limits.account_per_second = 1;
    scene::with(settings, async |scene| {
        let mut last = 0;
        for _ in 0..5 {
            let request = scene.ask("officer-oleg", Method::GET, "/api/v1/campaigns");
            let response = request.send().await.unwrap();
            last = response.status().as_u16();
            if last == 429 {
                assert!(response.headers().contains_key("retry-after"));
            }
        }
        assert_eq!(last, 429);
        let (status, _) = scene.get("officer-anna", "/campaigns").await;
        assert_eq!(status, 200, "another account");
    });
}

#[test]
fn a_call_with_a_key_is_done_once() {
    scene::with(scene::settings(), async |scene| {
        let send = async |key: &str, name: &str| {
            let request = scene.ask("officer-operator", Method::POST, "/api/v1/officers");
            let body = json!({"name": name, "roles": ["officer"]});
            let response = request
                .header("idempotency-key", key)
                .json(&body)
                .send()
                .await
                .unwrap();
            let again = response.headers().contains_key("idempotency-replayed");
            let (status, body) = told(response).await;
            (status, again, body)
        };
        let first = send("key-1", "igor").await;
        assert_eq!((first.0, first.1), (200, false), "{}", first.2);
        let second = send("key-1", "igor").await;
        assert_eq!((second.0, second.1, &second.2), (200, true, &first.2));
        assert_eq!(send("key-1", "ivan").await.0, 422);
        assert_eq!(
            send("key-2", "igor").await.0,
            409,
            "a new call finds the name taken"
        );
    });
}

#[test]
fn who_has_an_answer_is_not_given_it_again() {
    scene::with(scene::settings(), async |scene| {
        let get = |tag: &str| {
            let request = scene.ask("", Method::GET, "/api/v1/regimes/guarded");
            request.header("if-none-match", tag).send()
        };
        let tag = get("\"x\"").await.unwrap().headers()["etag"]
            .to_str()
            .unwrap()
            .to_owned();
        let same = get(&tag).await.unwrap();
        assert_eq!(same.status(), 304);
        assert!(same.bytes().await.unwrap().is_empty());
    });
}

#[test]
fn a_desk_comes_with_its_key_until_that_is_taken_back() {
    scene::with(scene::settings(), async |scene| {
        let operator = "officer-operator";
        let told_key = scene.done(operator, "/desks/border/keys", &json!({})).await;
        let key = told_key["key"].as_str().unwrap();
        let ask = || {
            let question = json!({
                "person": "MADE-UP-NOBODY", "measure": "exit", "purpose": "leaving the country",
            });
            let request = scene.client.post(format!("{}/api/v1/questions", scene.url));
            request.bearer_auth(key).json(&question).send()
        };
        let (status, answer) = told(ask().await.unwrap()).await;
        assert_eq!((status, &answer["answer"]), (200, &json!("no")));
        let request = scene.ask(operator, Method::DELETE, "/api/v1/desks/border/keys");
        assert_eq!(request.send().await.unwrap().status(), 200);
        assert_eq!(ask().await.unwrap().status(), 401);
    });
}
