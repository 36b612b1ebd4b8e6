//! Signing in through a real OpenID provider, and tokens that it gave or never would.

use std::net::TcpListener;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::browser::{Browser, PHONE};
use crate::provider::{Provider, sign_in};
use crate::server::Server;
use crate::town::{self, Town, person};
use crate::web::{Answer, Web};

/// A door at which people and officers sign in through a provider, and desks bring its tokens.
fn door(provider: &Provider) -> Server {
    // The provider must know where it sends people back to before the door is open.
    let port = {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        free.local_addr().unwrap().port()
    };
    let issuer = &provider.issuer;
    let client = format!(
        "issuer = \"{issuer}\"\nclient_id = \"writ\"\nclient_secret = \"made-up-secret-of-writ\"\n"
    );
    let settings = format!(
        "public_url = \"http://127.0.0.1:{port}\"\n[persons]\n{client}[officers]\n{client}\
         [[tokens]]\nissuer = \"{issuer}\"\naudience = \"urn:writ\"\n"
    );
    let listen = format!("127.0.0.1:{port}");
    Server::with(Town::lived_in(), &listen, &settings)
}

/// Goes to the provider and back, and gives what the door then answers.
async fn signed_in(web: &Web, door: &Server, (way, name): (&str, &str)) -> Answer {
    let sent = web.get(&format!("/sign-in/{way}?next=/after")).await;
    let to = sent.header("location");
    assert!(
        to.contains("code_challenge_method=S256"),
        "without PKCE: {to}"
    );
    let back = sign_in(to, name).await;
    assert!(back.starts_with(&door.url), "{back}");
    let answer = web.get(&back).await;
    let again = web.get(&back).await;
    assert_eq!(again.status, 403, "a code counts once: {}", again.text());
    answer
}

#[tokio::test]
async fn a_person_and_an_officer_sign_in_through_a_provider() {
    let provider = Provider::start();
    let door = door(&provider);
    for (way, name, page) in [
        ("persons", person(town::RESTRICTED), "/notices"),
        ("officers", "oleg".to_owned(), "/office"),
    ] {
        let web = Web::before(&door.url);
        assert_eq!(web.get(page).await.status, 303, "nobody has signed in yet");
        let answer = signed_in(&web, &door, (way, &name)).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/after"));
        let answer = web.get(page).await;
        assert_eq!(answer.status, 200, "{page}: {}", answer.text());
        assert!(
            answer.text().contains(&name),
            "{page} does not say who has signed in"
        );
    }
}

#[tokio::test]
async fn a_person_signs_in_through_a_provider_in_a_browser() {
    let provider = Provider::start();
    let door = door(&provider);
    let browser = Browser::open(PHONE, &door.url).await;
    browser.goes_to("/sign-in/persons?next=/notices").await;
    browser.fills("login", &person(town::RESTRICTED)).await;
    browser.fills("password", "made up").await;
    browser.presses("button[type='submit']").await;
    browser.presses("button[type='submit']").await;
    assert_eq!(browser.path().await, "/notices");
    browser.reads(&person(town::RESTRICTED)).await;
    browser.close().await;
}

#[tokio::test]
async fn a_word_of_the_provider_that_does_not_hold_signs_nobody_in() {
    let provider = Provider::start();
    let door = door(&provider);
    let name = person(town::RESTRICTED);
    for spoiled in [
        json!({"claims": {"aud": "somebody-else"}}),
        json!({"claims": {"exp": 1_700_000_000}}),
        json!({"claims": {"iss": "http://127.0.0.1:1"}}),
        json!({"claims": {"nonce": "of another sign-in"}}),
        json!({"claims": {}, "key": "other"}),
    ] {
        provider.spoils(&spoiled).await;
        let web = Web::before(&door.url);
        let answer = signed_in(&web, &door, ("persons", &name)).await;
        assert_eq!(answer.status, 503, "{spoiled}: {}", answer.text());
        assert_eq!(web.get("/notices").await.status, 303, "{spoiled}");
    }
    provider.spoils(&json!({})).await;
    let web = Web::before(&door.url);
    let answer = signed_in(&web, &door, ("persons", "MADE-UP-09999")).await;
    assert!((400..500).contains(&answer.status), "{}", answer.text());
    assert_eq!(
        web.get("/notices").await.status,
        303,
        "nobody of that name is registered"
    );
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap().as_secs()
}

/// A question of the border about somebody who may not leave.
async fn asks(door: &Server, token: &str) -> Answer {
    let question = json!({
        "person": person(town::RESTRICTED), "measure": "exit", "purpose": "leaving the country",
    });
    let web = Web::before(&door.url).bearing(token);
    web.json("/api/v1/questions", &question).await
}

#[tokio::test]
async fn a_desk_asks_with_a_token_that_the_provider_gave_it() {
    let provider = Provider::start();
    let door = door(&provider);
    let answer = asks(&door, &provider.desk_token("border").await)
        .await
        .well();
    assert_eq!(answer["answer"], "yes", "{answer}");
    let holds = json!({
        "iss": provider.issuer, "aud": "urn:writ", "client_id": "border", "exp": now() + 300,
    });
    let with = |name: &str, value: Value| {
        let mut claims = holds.clone();
        claims[name] = value;
        claims
    };
    let token = provider.made_up_token(&holds, "own").await;
    assert_eq!(
        asks(&door, &token).await.status,
        200,
        "made as the provider makes them"
    );
    for (claims, key) in [
        (with("aud", json!("urn:another")), "own"),
        (with("exp", json!(now() - 300)), "own"),
        (with("nbf", json!(now() + 300)), "own"),
        (with("iss", json!("http://127.0.0.1:1")), "own"),
        (with("client_id", json!("nobody")), "own"),
        (holds.clone(), "other"),
    ] {
        let token = provider.made_up_token(&claims, key).await;
        let answer = asks(&door, &token).await;
        assert_eq!(answer.status, 401, "{claims} by {key}: {}", answer.text());
    }
    // Another desk is bound to another measure.
    let answer = asks(&door, &provider.desk_token("licensing").await).await;
    assert_eq!(answer.status, 403, "{}", answer.text());
}
