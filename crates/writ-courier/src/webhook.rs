//! Webhooks, by the scheme of Standard Webhooks: an identifier, a time, and a signature over both
//! and the text. Sent again, a message has the same identifier and the same text.

use async_trait::async_trait;
use futures_util::FutureExt as _;
use jiff::Timestamp;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode, redirect};
use standardwebhooks::{
    HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook as Signer,
};
use writ_registry::{Carried, Carrier, Parcel, Way};

use crate::exchange::{Patience, Unreachable, lost};
use crate::reach::{PublicNames, Reach, Unreached};

/// Calls the webhooks of desks.
#[derive(Clone, Debug)]
pub struct Webhook {
    client: Client,
    reach: Reach,
}

impl Webhook {
    /// A client that follows nobody elsewhere and waits as long as it is told.
    ///
    /// # Errors
    /// [`Unreachable`] if the machine's certificates cannot be read.
    pub fn new(reach: Reach, patience: Patience) -> Result<Self, Unreachable> {
        // One for the whole process; if there is one already, it stays.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut client = Client::builder()
            .connect_timeout(patience.connect)
            .timeout(patience.request)
            .redirect(redirect::Policy::none())
            // A proxy would be called instead, and would look up the name itself.
            .no_proxy()
            .user_agent(concat!("writ-courier/", env!("CARGO_PKG_VERSION")));
        if reach == Reach::Public {
            client = client.dns_resolver(PublicNames);
        }
        let client = client.build().map_err(|error| lost(&error))?;
        Ok(Self { client, reach })
    }

    /// Posts a text to an address, signed.
    pub(crate) async fn post(&self, parcel: &Parcel, now: Timestamp) -> Carried {
        let url = match self.reach.check(&parcel.to) {
            Ok(url) => url,
            Err(unreached) => return never(unreached),
        };
        let Some(secret) = &parcel.secret else {
            return never("there is no secret to sign it with");
        };
        let signed = Signer::from_bytes(secret.to_vec())
            .and_then(|signer| signer.sign(&parcel.id, now.as_second(), parcel.text.as_bytes()));
        let signature = match signed {
            Ok(signature) => signature,
            Err(error) => return never(error),
        };
        let request = self
            .client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header(HEADER_WEBHOOK_ID, &parcel.id)
            .header(HEADER_WEBHOOK_TIMESTAMP, now.as_second())
            .header(HEADER_WEBHOOK_SIGNATURE, signature)
            .body(parcel.text.clone());
        match request.send().boxed().await {
            Ok(answer) => outcome(answer.status()),
            Err(error) => match inside(&error) {
                Some(unreached) => never(unreached),
                None => later(lost(&error)),
            },
        }
    }
}

/// Whether nobody was called because the name stands for a machine inside.
fn inside(error: &reqwest::Error) -> Option<&Unreached> {
    let mut behind = std::error::Error::source(error);
    while let Some(cause) = behind {
        if let Some(unreached) = cause.downcast_ref() {
            return Some(unreached);
        }
        behind = cause.source();
    }
    None
}

/// What an answer means: all that is not taken may be taken another time, unless the other side
/// says that it is gone for good.
fn outcome(status: StatusCode) -> Carried {
    match status {
        _ if status.is_success() => Carried::Sent,
        StatusCode::GONE => never(format!("{status}: the address is given up")),
        _ if status.is_redirection() => later(format!("{status}: it is followed nowhere else")),
        _ => later(status),
    }
}

pub(crate) fn later(why: impl ToString) -> Carried {
    let why = why.to_string();
    Carried::Later { why }
}

pub(crate) fn never(why: impl ToString) -> Carried {
    let why = why.to_string();
    Carried::Never { why }
}

#[async_trait]
impl Carrier for Webhook {
    fn way(&self) -> Way {
        Way::Webhook
    }

    async fn carry(&self, parcel: &Parcel, now: Timestamp) -> Carried {
        self.post(parcel, now).await
    }
}
