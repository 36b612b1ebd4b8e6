//! The OpenID provider of `peers/oidc`, and somebody who signs in there.

use std::process::Command;

use serde_json::{Value, json};

use crate::running::{Running, after};
use crate::tools;
use crate::web::{Web, attribute};

/// A provider with made-up accounts.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    _running: Running,
    _dir: tempfile::TempDir,
}

impl Provider {
    pub(crate) fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut command = Command::new(tools::node());
        command.arg(tools::provider());
        let running = Running::start("oidc-provider", dir.path(), &command);
        let port = running.says(|line| after(line, "127.0.0.1:").map(str::to_owned));
        Self {
            issuer: format!("http://127.0.0.1:{port}"),
            _running: running,
            _dir: dir,
        }
    }

    /// A token of a desk, got as OAuth 2.0 has it.
    pub(crate) async fn desk_token(&self, desk: &str) -> String {
        use base64::Engine as _;
        let word = format!("{desk}:made-up-secret-of-{desk}");
        let word = base64::engine::general_purpose::STANDARD.encode(word);
        let basic = format!("Basic {word}");
        let headers = [
            ("authorization", basic.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let body = b"grant_type=client_credentials&scope=ask".to_vec();
        let web = Web::before(&self.issuer);
        let answer = web
            .send(reqwest::Method::POST, "/token", &headers, body)
            .await;
        answer.well()["access_token"].as_str().unwrap().to_owned()
    }

    /// A token that the provider would never give, signed with its key or another.
    pub(crate) async fn made_up_token(&self, claims: &Value, key: &str) -> String {
        let asked = json!({"claims": claims, "key": key});
        let answer = Web::before(&self.issuer)
            .json("/made-up/token", &asked)
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text()
    }

    /// From now on its ID tokens say this besides, and are signed with this key.
    pub(crate) async fn spoils(&self, spoiled: &Value) {
        let answer = Web::before(&self.issuer)
            .json("/made-up/spoil", spoiled)
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
}

/// Signs in at the provider as anybody, from the address to which the door has sent the browser,
/// and gives the address to which the provider sends it back.
pub(crate) async fn sign_in(authorisation: &str, name: &str) -> String {
    let web = Web::before("");
    let answer = web.get(authorisation).await;
    let (mut at, mut page) = web.follow(answer, authorisation).await;
    // First who one is, then whether one agrees.
    for _ in 0..2 {
        assert_eq!(page.status, 200, "{at}: {}", page.text());
        let text = page.text();
        let action = attribute(&text, "<form".trim_start_matches('<'), "action").unwrap();
        let prompt = attribute(&text, "name=\"prompt\"", "value").unwrap();
        let fields = [
            ("prompt", prompt.as_str()),
            ("login", name),
            ("password", "made up"),
        ];
        let answer = web.form(&action, &fields).await;
        let mut location = joined(&at, answer.header("location"));
        // To the provider's own pages, and no further.
        let home = origin(&at);
        let mut next = answer;
        while (300..400).contains(&next.status) {
            if origin(&location) != home {
                return location;
            }
            next = web.get(&location).await;
            if (300..400).contains(&next.status) {
                location = joined(&location, next.header("location"));
            }
        }
        (at, page) = (location, next);
    }
    panic!("the provider asks again and again: {}", page.text())
}

fn joined(at: &str, to: &str) -> String {
    let at = reqwest::Url::parse(at).unwrap();
    at.join(to).unwrap().into()
}

fn origin(at: &str) -> String {
    reqwest::Url::parse(at)
        .unwrap()
        .origin()
        .ascii_serialization()
}

#[tokio::test]
async fn a_desk_and_a_person_get_their_tokens_from_the_provider() {
    let provider = Provider::start();
    let token = provider.desk_token("border").await;
    assert_eq!(token.split('.').count(), 3, "{token} is no JWT");
    let back = sign_in(
        &format!(
            "{}/auth?client_id=writ&response_type=code&scope=openid&state=s&nonce=n\
             &redirect_uri=http://127.0.0.1:1/sign-in/persons/back&code_challenge_method=S256\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            provider.issuer
        ),
        "MADE-UP-00001",
    )
    .await;
    assert!(
        back.starts_with("http://127.0.0.1:1/sign-in/persons/back?code="),
        "{back}"
    );
    let other = provider
        .made_up_token(&json!({"sub": "border"}), "other")
        .await;
    assert_eq!(other.split('.').count(), 3, "{other} is no JWT");
}
