//! A client of HTTP that keeps cookies and follows nothing by itself.

use std::collections::BTreeMap;
use std::sync::{Mutex, Once};

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Method, redirect};
use serde_json::Value;

static TLS: Once = Once::new();

/// Somebody who asks over HTTP.
pub(crate) struct Web {
    client: reqwest::Client,
    base: String,
    cookies: Mutex<BTreeMap<String, String>>,
    bearer: Option<String>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: impl reqwest::header::AsHeaderName) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// The JSON of an answer that did what was asked.
    #[track_caller]
    pub(crate) fn well(&self) -> Value {
        assert!(
            (200..300).contains(&self.status),
            "{self:?} {}",
            self.text()
        );
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

impl Web {
    pub(crate) fn before(base: &str) -> Self {
        // Nothing here is asked over TLS, and the client wants to know how all the same.
        TLS.call_once(|| {
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let client = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build();
        Self {
            client: client.unwrap(),
            base: base.to_owned(),
            cookies: Mutex::default(),
            bearer: None,
        }
    }

    /// With a key or token in every request.
    pub(crate) fn bearing(mut self, token: &str) -> Self {
        self.bearer = Some(format!("Bearer {token}"));
        self
    }

    /// With the cookies of a browser.
    pub(crate) fn with_cookies(self, line: &str) -> Self {
        let pairs = line.split("; ").filter_map(|pair| pair.split_once('='));
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        self.cookies.lock().unwrap().extend(pairs);
        self
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Vec::new()).await
    }

    /// Sends a form.
    pub(crate) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect::<Vec<_>>()
            .join("&");
        let kind = [(CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, &kind, body.into_bytes())
            .await
    }

    /// Sends JSON.
    pub(crate) async fn json(&self, path: &str, body: &Value) -> Answer {
        let kind = [(CONTENT_TYPE.as_str(), "application/json")];
        self.send(Method::POST, path, &kind, body.to_string().into_bytes())
            .await
    }

    /// Asks, and keeps the cookies of the answer.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        let mut request = self.client.request(method, &url).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(bearer) = &self.bearer {
            request = request.header(AUTHORIZATION, bearer);
        }
        let cookies = self.cookies.lock().unwrap().clone();
        if !cookies.is_empty() {
            let pairs = cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            request = request.header(COOKIE, pairs.collect::<Vec<_>>().join("; "));
        }
        let response = request
            .send()
            .await
            .unwrap_or_else(|error| panic!("{url}: {error}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            cookies.insert(name.to_owned(), value.to_owned());
        }
        let body = response.bytes().await.unwrap().to_vec();
        Answer {
            status,
            headers,
            body,
        }
    }

    /// Follows redirections from here until there is a page, and gives its address as well.
    pub(crate) async fn follow(&self, mut answer: Answer, from: &str) -> (String, Answer) {
        let mut at = reqwest::Url::parse(from).unwrap();
        for _ in 0..10 {
            if !(300..400).contains(&answer.status) {
                return (at.into(), answer);
            }
            at = at.join(answer.header(LOCATION)).unwrap();
            answer = self.get(at.as_str()).await;
        }
        panic!("{from} leads round and round")
    }
}

/// A text as it stands in a form.
fn escaped(text: &str) -> String {
    let mut url = reqwest::Url::parse("http://made.example").unwrap();
    url.query_pairs_mut().append_pair("", text);
    url.query().unwrap().trim_start_matches('=').to_owned()
}

/// What an attribute says in the first tag that holds some words.
pub(crate) fn attribute(page: &str, tag_with: &str, name: &str) -> Option<String> {
    let tag = page.split('<').find(|tag| tag.contains(tag_with))?;
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(rest.split('"').next()?.replace("&amp;", "&"))
}
