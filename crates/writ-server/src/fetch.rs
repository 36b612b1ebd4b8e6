//! What is fetched from providers: small, soon, and from the address that was named alone.

use std::time::Duration;

use reqwest::Client;
use reqwest::redirect::Policy;
use serde::de::DeserializeOwned;
use url::Url;

/// The largest answer that is read.
const LARGEST: usize = 256 << 10;

/// A client that goes where it is sent and nowhere else.
pub(crate) fn client() -> Result<Client, String> {
    Client::builder()
        .redirect(Policy::none())
        .connect_timeout(Duration::from_secs(3))
        .timeout(Duration::from_secs(10))
        .build()
        .map_err(|error| error.to_string())
}

/// Fetches a JSON document.
pub(crate) async fn json<T: DeserializeOwned>(address: &Url) -> Result<T, String> {
    let answer = client()?.get(address.as_str()).send().await;
    let mut answer = answer.map_err(|error| error.without_url().to_string())?;
    if !answer.status().is_success() {
        return Err(format!("it answered {}", answer.status().as_u16()));
    }
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|error| error.to_string())? {
        body.extend_from_slice(&part);
        if body.len() > LARGEST {
            return Err("its answer is too long".to_owned());
        }
    }
    serde_json::from_slice(&body).map_err(|error| error.to_string())
}
