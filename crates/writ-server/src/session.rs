//! Sessions: who has signed in, since when, and what their pages' forms must carry.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tower_sessions::Expiry;
use tower_sessions::cookie::time::OffsetDateTime;
use writ_registry::{Officer, Registry};

use crate::account::Account;
use crate::door::Door;
use crate::problem::Problem;
use crate::reader::CsrfToken;

pub(crate) mod store;

/// Under which name a session keeps who has signed in.
const SIGNED_IN: &str = "signed-in";
/// How stale it may be when somebody was last seen, so that reading a page seldom writes.
const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Who has signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Who {
    /// A person, and on whose file they are.
    Person { person: String, on: String },
    /// An officer, by the name of the account.
    Officer { name: String },
}

/// What a session holds of who has signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SignedIn {
    pub(crate) who: Who,
    /// What the forms of its pages carry.
    pub(crate) csrf: String,
    /// When they signed in, by the machine's clock.
    pub(crate) at: Timestamp,
    /// When they were last seen, to the minute.
    pub(crate) seen: Timestamp,
    /// What the provider wants back when they sign out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id_token: Option<String>,
}

/// The session of a request, if there is one.
#[derive(Clone, Debug)]
pub(crate) struct Session(Option<tower_sessions::Session>);

impl FromRequestParts<Door> for Session {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _door: &Door) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

impl Session {
    pub(crate) fn of(parts: &Parts) -> Self {
        Self(parts.extensions.get().cloned())
    }

    fn inner(&self) -> Result<&tower_sessions::Session, Problem> {
        self.0.as_ref().ok_or_else(Problem::failed)
    }

    /// A value of the session.
    pub(crate) async fn get<T: serde::de::DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, Problem> {
        self.inner()?.get(name).await.map_err(failed)
    }

    /// Keeps a value in the session.
    pub(crate) async fn put<T: Serialize + Sync>(
        &self,
        name: &str,
        value: &T,
    ) -> Result<(), Problem> {
        self.inner()?.insert(name, value).await.map_err(failed)
    }

    /// Takes a value out of the session.
    pub(crate) async fn take<T: serde::de::DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, Problem> {
        self.inner()?.remove(name).await.map_err(failed)
    }

    /// Who has signed in, unless that was too long ago.
    pub(crate) async fn signed_in(&self, door: &Door) -> Result<Option<SignedIn>, Problem> {
        if self.0.is_none() {
            return Ok(None);
        }
        let Some(mut signed_in) = self.get::<SignedIn>(SIGNED_IN).await? else {
            return Ok(None);
        };
        let now = door.machine_now();
        let times = &door.settings().sessions;
        let old = now.duration_since(signed_in.at) >= seconds(times.absolute_seconds);
        let idle = now.duration_since(signed_in.seen) >= seconds(times.idle_seconds);
        if old || idle {
            self.end().await?;
            return Ok(None);
        }
        if now.duration_since(signed_in.seen) >= SEEN_EVERY {
            signed_in.seen = now;
            self.keep(door, &signed_in).await?;
        }
        Ok(Some(signed_in))
    }

    /// Signs somebody in, under a new identifier of the session.
    pub(crate) async fn begin(
        &self,
        door: &Door,
        who: Who,
        id_token: Option<String>,
    ) -> Result<(), Problem> {
        let inner = self.inner()?;
        inner.clear().await;
        inner.cycle_id().await.map_err(failed)?;
        let now = door.machine_now();
        let signed_in = SignedIn {
            who,
            csrf: token(door)?,
            at: now,
            seen: now,
            id_token,
        };
        self.keep(door, &signed_in).await
    }

    /// Goes on as somebody else within the same session: another file of the same person.
    pub(crate) async fn keep(&self, door: &Door, signed_in: &SignedIn) -> Result<(), Problem> {
        self.put(SIGNED_IN, signed_in).await?;
        let times = &door.settings().sessions;
        let last = signed_in.at + seconds(times.absolute_seconds);
        let idle = signed_in.seen + seconds(times.idle_seconds);
        let until = OffsetDateTime::from_unix_timestamp(last.min(idle).as_second());
        let until = until.map_err(|_| Problem::failed())?;
        self.inner()?.set_expiry(Some(Expiry::AtDateTime(until)));
        Ok(())
    }

    /// Signs out.
    pub(crate) async fn end(&self) -> Result<(), Problem> {
        self.inner()?.flush().await.map_err(failed)
    }
}

fn seconds(seconds: u32) -> SignedDuration {
    SignedDuration::from_secs(i64::from(seconds))
}

fn failed(error: tower_sessions::session::Error) -> Problem {
    // What a session holds tells who somebody is: only that it failed is logged.
    drop(error);
    tracing::error!("a session could not be read or kept");
    Problem::failed()
}

/// Chance, as a word for addresses and forms.
pub(crate) fn token(door: &Door) -> Result<String, Problem> {
    use base64::Engine as _;
    let mut bytes = [0u8; 32];
    door.chance()
        .fill(&mut bytes)
        .map_err(|_| Problem::failed())?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}

/// The account of who has signed in, as the registry knows it now: an account that is not there
/// any more is nobody's.
pub(crate) async fn account(
    door: &Door,
    signed_in: Option<SignedIn>,
) -> Result<(Account, CsrfToken), Problem> {
    let Some(signed_in) = signed_in else {
        return Ok((Account::Nobody, CsrfToken::default()));
    };
    let csrf = CsrfToken(signed_in.csrf);
    let account = match signed_in.who {
        Who::Person { person, on } => {
            let found = door.registry().person_account(&person).await?;
            found.map_or(Account::Nobody, |account| Account::Person(account, on))
        }
        Who::Officer { name } => {
            let found = officer(door.registry(), &name).await?;
            found.map_or(Account::Nobody, Account::Officer)
        }
    };
    Ok((account, csrf))
}

/// The officer with this name, if there is one.
pub(crate) async fn officer(registry: &Registry, name: &str) -> Result<Option<Officer>, Problem> {
    Ok(registry.officer(name).await?.ok())
}
