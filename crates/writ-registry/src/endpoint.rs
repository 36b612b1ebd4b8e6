//! Endpoints: where a relying desk is told that an answer it was given no longer holds.
//!
//! Each desk has a secret of its own, by which it knows that the registry speaks. It follows from
//! the master key, so that none lies in the store; naming the endpoint anew gives a new one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_store::{Family, StreamId};
use zeroize::Zeroizing;

use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, retried};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::{AsJson, Stream};

pub(crate) const ENDPOINTS: Family = Family("endpoint");

/// Where a desk is told, and what signs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The desk.
    pub desk: String,
    /// The address.
    pub url: String,
    /// The secret, which the desk must have to check the signature.
    pub secret: WebhookSecret,
}

/// A secret that signs what a desk is told, as Standard Webhooks has it.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(Zeroizing<Vec<u8>>);

impl std::fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

impl WebhookSecret {
    /// A secret from its text, `whsec_…`; none if it is shorter than the scheme asks for.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        const SHORTEST: usize = 24;
        let text = text.trim();
        let secret = STANDARD.decode(text.strip_prefix("whsec_").unwrap_or(text));
        let secret = Zeroizing::new(secret.ok()?);
        (secret.len() >= SHORTEST).then_some(Self(secret))
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> Zeroizing<Vec<u8>> {
        self.0.clone()
    }

    /// The text that the desk is given: `whsec_…`.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("whsec_{}", STANDARD.encode(&*self.0)))
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct EndpointEntry {
    by: String,
    /// The address; none, if the desk is told nothing any more.
    url: Option<String>,
}

impl AsJson for EndpointEntry {}

impl Registry {
    fn endpoint_stream(&self, desk: &str) -> StreamId {
        self.keys.stream(ENDPOINTS, &[desk.as_bytes()])
    }

    /// Names where a desk is told of corrections, or that it is not any more. The secret is a new
    /// one each time.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn set_endpoint(
        &self,
        permit: &Permit<operation::AddOfficer>,
        desk: &str,
        url: Option<&str>,
        now: Timestamp,
    ) -> Result<Ruling<Option<Endpoint>>, RegistryError> {
        retried!(self.try_set_endpoint(permit, desk, url, now))
    }

    async fn try_set_endpoint(
        &self,
        permit: &Permit<operation::AddOfficer>,
        desk: &str,
        url: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<Endpoint>, Stop> {
        let officers = self.officers(permit).await?;
        let mut desks = officers.iter().filter(|officer| officer.desk().is_some());
        if !desks.any(|officer| officer.name() == desk) {
            return Err(Refusal::on(
                "unknown-desk",
                format!("there is no desk `{desk}`"),
                "add the desk first, with its measure and purpose",
            )
            .into());
        }
        if let Some(url) = url {
            check_url(url)?;
        }
        let stream = self
            .stream::<EndpointEntry>(self.endpoint_stream(desk))
            .await?;
        let entry = EndpointEntry {
            by: permit.name().to_owned(),
            url: url.map(str::to_owned),
        };
        let at = stream.next_instant(now);
        let mut writing = self.writing();
        writing.append(&stream, &entry, at)?;
        writing.commit().await?;
        let mut after = stream;
        after.push(entry, at);
        Ok(self.endpoint_of(desk, &after))
    }

    /// Where a desk is told of corrections, if it is.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn endpoint(
        &self,
        _permit: &Permit<operation::SendMessages>,
        desk: &str,
    ) -> Result<Option<Endpoint>, RegistryError> {
        let stream = self
            .stream::<EndpointEntry>(self.endpoint_stream(desk))
            .await?;
        Ok(self.endpoint_of(desk, &stream))
    }

    fn endpoint_of(&self, desk: &str, stream: &Stream<EndpointEntry>) -> Option<Endpoint> {
        let said = stream.entries.last()?;
        Some(Endpoint {
            desk: desk.to_owned(),
            url: said.what.url.clone()?,
            secret: WebhookSecret(self.keys.webhook(desk, stream.version.0)),
        })
    }
}

/// Refuses what is no address of the web. Which addresses may be reached is the carrier's to say.
fn check_url(url: &str) -> Ruling<()> {
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let plain = |host: &str| !host.is_empty() && !host.starts_with('/');
    let clean = !url.contains(|c: char| c.is_control() || c.is_whitespace() || c == '@');
    if host.is_some_and(plain) && clean {
        return Ok(());
    }
    Err(Refusal::on(
        "endpoint",
        "that is no address of the web",
        "write one that begins with https:// and has no name and password in it",
    ))
}
