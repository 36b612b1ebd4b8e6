//! What programs bring to say who they are: a key of a desk, or a token that their provider signed.
//!
//! A token is looked at as RFC 9068 and RFC 8725 say: its algorithm is one of a list and fits the
//! key, its issuer and whom it is for are those of the settings, and its times hold. The keys of an
//! issuer are fetched once and again when a token names one that is not known, but not more often
//! than twice a minute, so that nobody makes us ask by inventing names.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use axum::http::HeaderValue;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Map, Value};
use tokio::sync::Mutex;
use url::Url;
use writ_registry::Kind;

use crate::account::Account;
use crate::door::Door;
use crate::fetch;
use crate::problem::{Problem, Sort};
use crate::settings::{Settings, TokenIssuer};

/// The longest that anybody may bring.
const LONGEST: usize = 8 << 10;
/// How long the keys of an issuer are believed without asking again.
const KEYS_LIVE: SignedDuration = SignedDuration::from_hours(12);
/// How often they are asked for at most.
const ASKED_EVERY: SignedDuration = SignedDuration::from_secs(30);
/// How far clocks may differ, in seconds.
const LEEWAY: u64 = 30;

/// The account of what was brought.
pub(crate) async fn account(door: &Door, brought: &HeaderValue) -> Result<Account, Problem> {
    let text = brought.to_str().map_err(|_| wrong())?;
    if text.len() > LONGEST {
        return Err(wrong());
    }
    let (scheme, token) = text.split_once(' ').ok_or_else(wrong)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(wrong());
    }
    let token = token.trim();
    if door.kind() == Kind::Sandbox
        && let Some(name) = token.strip_prefix("sandbox-officer-")
    {
        return officer(door, name).await;
    }
    if door.kind() == Kind::Sandbox
        && let Some(id) = token.strip_prefix("sandbox-person-")
    {
        let account = door.registry().person_account(id).await?;
        let account = account.map_err(|_| wrong())?;
        let own = account.id().to_owned();
        return Ok(Account::Person(account, own));
    }
    if token.split('.').count() == 3 {
        let name = signed(door, token).await?;
        return officer(door, &name).await;
    }
    key(door, token).await
}

/// The desk with this key.
async fn key(door: &Door, token: &str) -> Result<Account, Problem> {
    let desk = door.registry().desk_by_key(token).await?;
    desk.map(Account::Officer).map_err(|_| wrong())
}

async fn officer(door: &Door, name: &str) -> Result<Account, Problem> {
    let officer = door.registry().officer(name).await?;
    officer.map(Account::Officer).map_err(|_| wrong())
}

fn wrong() -> Problem {
    Problem::unknown("the key or token is not known here, or does not hold any more")
}

/// The name of the account that a signed token is of.
async fn signed(door: &Door, token: &str) -> Result<String, Problem> {
    let header = decode_header(token).map_err(|_| wrong())?;
    let claimed = jsonwebtoken::dangerous::insecure_decode_claims::<Map<String, Value>>(token)
        .map_err(|_| wrong())?;
    let issuer = claimed.get("iss").and_then(Value::as_str);
    let issuers = door.settings().tokens.iter();
    let issuer = issuers
        .clone()
        .find(|known| Some(known.issuer.as_str()) == issuer);
    let issuer = issuer.ok_or_else(wrong)?;
    if !allowed(issuer).contains(&header.alg) {
        return Err(wrong());
    }
    let key = door.keys().key(door, issuer, header.kid.as_deref()).await?;
    let fits = key.common.public_key_use.as_ref();
    let fits = fits.is_none_or(|usage| *usage == PublicKeyUse::Signature);
    let named = key.common.key_algorithm;
    let fits = fits && named.is_none_or(|named| named.to_string() == format!("{:?}", header.alg));
    let key = DecodingKey::from_jwk(&key).map_err(|_| wrong())?;
    if !fits {
        return Err(wrong());
    }
    let claims = decode::<Map<String, Value>>(token, &key, &validation(issuer, header.alg));
    let claims = claims.map_err(|_| wrong())?.claims;
    let word = |name: &str| claims.get(name).and_then(Value::as_str);
    let name = match &issuer.claim {
        Some(claim) => word(claim),
        None => ["client_id", "azp", "sub"].into_iter().find_map(word),
    };
    name.map(str::to_owned).ok_or_else(wrong)
}

fn allowed(issuer: &TokenIssuer) -> Vec<Algorithm> {
    let names = issuer.algorithms.iter();
    let known = names.filter_map(|name| Algorithm::from_str(name).ok());
    // A secret that both sides have signs nothing here, whatever the settings say.
    known
        .filter(|it| !matches!(it, Algorithm::HS256 | Algorithm::HS384 | Algorithm::HS512))
        .collect()
}

fn validation(issuer: &TokenIssuer, algorithm: Algorithm) -> Validation {
    let mut validation = Validation::new(algorithm);
    validation.leeway = LEEWAY;
    validation.validate_nbf = true;
    validation.set_issuer(&[&issuer.issuer]);
    validation.set_audience(&[&issuer.audience]);
    validation.set_required_spec_claims(&["exp", "iss", "aud"]);
    validation
}

/// The keys of issuers, as they were last fetched.
#[derive(Debug)]
pub(crate) struct Keys(BTreeMap<String, Mutex<Fetched>>);

#[derive(Debug, Default)]
struct Fetched {
    keys: Option<JwkSet>,
    /// When they were fetched.
    at: Option<Timestamp>,
    /// When they were last asked for, got or not.
    asked: Option<Timestamp>,
}

impl Keys {
    pub(crate) fn of(settings: &Settings) -> Self {
        let each = settings.tokens.iter();
        Self(
            each.map(|issuer| (issuer.issuer.clone(), Mutex::default()))
                .collect(),
        )
    }

    /// The key with this name, or the only one where none is named.
    async fn key(
        &self,
        door: &Door,
        issuer: &TokenIssuer,
        kid: Option<&str>,
    ) -> Result<Jwk, Problem> {
        let fetched = self.0.get(&issuer.issuer).ok_or_else(wrong)?;
        let mut fetched = fetched.lock().await;
        let now = door.machine_now();
        let since = |at: Option<Timestamp>| at.map(|at| now.duration_since(at));
        let fresh = since(fetched.at).is_some_and(|age| age < KEYS_LIVE);
        if let (true, Some(key)) = (fresh, fetched.find(kid)) {
            return Ok(key);
        }
        if since(fetched.asked).is_none_or(|age| age >= ASKED_EVERY) {
            fetched.asked = Some(now);
            match fetch_keys(issuer).await {
                Ok(keys) => {
                    fetched.keys = Some(keys);
                    fetched.at = Some(now);
                }
                Err(why) => {
                    tracing::warn!(why, "the keys of a token issuer could not be fetched");
                }
            }
        }
        match (fetched.find(kid), &fetched.keys) {
            (Some(key), _) => Ok(key),
            (None, Some(_)) => Err(wrong()),
            (None, None) => Err(Problem::new(
                Sort::Unavailable,
                "the provider of this token cannot be reached: try again later",
            )
            .retry_after(30)),
        }
    }
}

impl Fetched {
    fn find(&self, kid: Option<&str>) -> Option<Jwk> {
        let keys = self.keys.as_ref()?;
        match (kid, keys.keys.as_slice()) {
            (Some(kid), _) => keys.find(kid).cloned(),
            (None, [only]) => Some(only.clone()),
            (None, _) => None,
        }
    }
}

async fn fetch_keys(issuer: &TokenIssuer) -> Result<JwkSet, String> {
    let address = match &issuer.keys {
        Some(address) => address.clone(),
        None => {
            let base = issuer.issuer.trim_end_matches('/');
            let discovery = format!("{base}/.well-known/openid-configuration");
            let discovery = Url::parse(&discovery).map_err(|error| error.to_string())?;
            let document: Value = fetch::json(&discovery).await?;
            if document.get("issuer").and_then(Value::as_str) != Some(issuer.issuer.as_str()) {
                return Err("its discovery document names another issuer".to_owned());
            }
            let keys = document.get("jwks_uri").and_then(Value::as_str);
            let keys = keys.ok_or("its discovery document names no keys")?;
            Url::parse(keys).map_err(|error| error.to_string())?
        }
    };
    let set: Value = fetch::json(&address).await?;
    let keys = set.get("keys").and_then(Value::as_array);
    let keys = keys.ok_or("there are no keys at its address")?;
    // A key of a kind that is not known here is no reason to take none.
    let keys = keys
        .iter()
        .filter_map(|key| serde_json::from_value(key.clone()).ok());
    Ok(JwkSet {
        keys: keys.collect(),
    })
}
