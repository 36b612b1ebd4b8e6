//! Signing in through an OpenID Connect provider: an authorisation code with PKCE, a state and a
//! nonce, each drawn for one attempt and kept in the session that began it.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreJwsSigningAlgorithm, CoreProviderMetadata,
};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope, TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::sync::Mutex;
use url::Url;

use crate::door::Door;
use crate::fetch;
use crate::problem::{Problem, Sort};
use crate::session;
use crate::settings::Provider as Terms;

/// How long what a provider says of itself is believed without asking again.
const BELIEVED: SignedDuration = SignedDuration::from_hours(1);
/// How long somebody may take to sign in.
const ATTEMPT: SignedDuration = SignedDuration::from_mins(15);

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider, and what it says of itself.
#[derive(Debug)]
pub(crate) struct Provider {
    terms: Terms,
    known: Mutex<Option<(Arc<CoreProviderMetadata>, Timestamp)>>,
}

/// An attempt to sign in, as the session that began it keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Attempt {
    state: String,
    nonce: String,
    verifier: String,
    pub(crate) next: String,
    began: Timestamp,
}

/// What a provider sends somebody back with.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    iss: Option<String>,
    #[serde(default)]
    error: Option<String>,
}

/// Who a provider says that somebody is.
#[derive(Clone, Debug)]
pub(crate) struct Vouched {
    pub(crate) name: String,
    pub(crate) id_token: String,
}

impl Provider {
    pub(crate) fn of(terms: Terms) -> Self {
        Self {
            terms,
            known: Mutex::new(None),
        }
    }

    pub(crate) fn name(&self) -> Option<&str> {
        self.terms.name.as_deref()
    }

    /// What the provider says of itself.
    pub(crate) async fn known(&self, door: &Door) -> Result<Arc<CoreProviderMetadata>, Problem> {
        let mut known = self.known.lock().await;
        let now = door.machine_now();
        if let Some((metadata, at)) = &*known
            && now.duration_since(*at) < BELIEVED
        {
            return Ok(Arc::clone(metadata));
        }
        let issuer = IssuerUrl::from_url(self.terms.issuer.clone());
        let issuer = match self.terms.issuer.path() {
            // An issuer without a path is written without a slash, and read with one.
            "/" => IssuerUrl::new(self.terms.issuer.as_str().trim_end_matches('/').to_owned())
                .unwrap_or(issuer),
            _ => issuer,
        };
        match CoreProviderMetadata::discover_async(issuer, &send).await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                *known = Some((Arc::clone(&metadata), now));
                Ok(metadata)
            }
            Err(error) => {
                tracing::warn!(why = %error, "a provider of sign-in cannot be reached");
                // What it said before is better than nobody signing in.
                let before = known.as_ref().map(|(metadata, _)| Arc::clone(metadata));
                before.ok_or_else(|| {
                    Problem::new(
                        Sort::Unavailable,
                        "the provider through which you sign in cannot be reached: try again later",
                    )
                    .retry_after(30)
                })
            }
        }
    }

    fn client(
        &self,
        door: &Door,
        metadata: &CoreProviderMetadata,
        back: &str,
    ) -> Result<Client, Problem> {
        let public = door.settings().public_url.as_ref();
        let back = public.and_then(|url| url.join(back).ok());
        let back = back.ok_or_else(Problem::failed)?;
        let id = ClientId::new(self.terms.client_id.clone());
        let secret = self.terms.client_secret.as_ref();
        let secret = secret.map(|secret| ClientSecret::new(secret.reveal().to_owned()));
        Ok(
            CoreClient::from_provider_metadata(metadata.clone(), id, secret)
                .set_redirect_uri(RedirectUrl::from_url(back)),
        )
    }

    /// Where somebody goes to sign in, and what their session keeps meanwhile.
    pub(crate) async fn begin(
        &self,
        door: &Door,
        back: &str,
        next: &str,
    ) -> Result<(Url, Attempt), Problem> {
        let metadata = self.known(door).await?;
        let client = self.client(door, &metadata, back)?;
        let attempt = Attempt {
            state: session::token(door)?,
            nonce: session::token(door)?,
            verifier: session::token(door)?,
            next: next.to_owned(),
            began: door.machine_now(),
        };
        let verifier = PkceCodeVerifier::new(attempt.verifier.clone());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        let (state, nonce) = (attempt.state.clone(), attempt.nonce.clone());
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(state),
                || Nonce::new(nonce),
            )
            .set_pkce_challenge(challenge);
        for scope in &self.terms.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        if !self.terms.acr.is_empty() {
            request = request.add_extra_param("acr_values", self.terms.acr.join(" "));
        }
        let (address, _, _) = request.url();
        Ok((address, attempt))
    }

    /// Who came back, by the provider's signed word.
    pub(crate) async fn end(
        &self,
        door: &Door,
        back_to: &str,
        (back, attempt): (Back, &Attempt),
    ) -> Result<Vouched, Problem> {
        let late = door.machine_now().duration_since(attempt.began) > ATTEMPT;
        if late || !crate::form::same(&attempt.state, &back.state) {
            return Err(not_here());
        }
        if let Some(error) = &back.error {
            let known = error == "access_denied" || error == "login_required";
            tracing::info!(known, "a provider sent somebody back unsigned");
            return Err(Problem::new(
                Sort::Forbidden,
                "the provider did not sign you in: begin again if you want to",
            ));
        }
        let metadata = self.known(door).await?;
        let issuer = metadata.issuer().as_str();
        if back.iss.is_some_and(|named| named != issuer) {
            return Err(not_here());
        }
        let client = self.client(door, &metadata, back_to)?;
        let exchange = client
            .exchange_code(AuthorizationCode::new(back.code))
            .map_err(|_| Problem::failed())?
            .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()));
        let tokens = exchange.request_async(&send).await.map_err(|error| {
            let what = match error {
                openidconnect::RequestTokenError::ServerResponse(_) => "it refused the code",
                openidconnect::RequestTokenError::Request(_) => "it cannot be reached",
                _ => "its answer cannot be read",
            };
            tracing::warn!(what, "a provider did not give tokens");
            unvouched()
        })?;
        let id_token = tokens.id_token().ok_or_else(unvouched)?;
        let verifier = client.id_token_verifier().set_allowed_algs([
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            CoreJwsSigningAlgorithm::RsaSsaPssSha256,
            CoreJwsSigningAlgorithm::EcdsaP256Sha256,
            CoreJwsSigningAlgorithm::EdDsa,
        ]);
        let nonce = Nonce::new(attempt.nonce.clone());
        id_token.claims(&verifier, &nonce).map_err(|_| {
            tracing::warn!("the signed word of a provider does not hold");
            unvouched()
        })?;
        self.named(&id_token.to_string())
    }

    /// The account that a verified token names.
    fn named(&self, id_token: &str) -> Result<Vouched, Problem> {
        let payload = id_token.split('.').nth(1).ok_or_else(unvouched)?;
        let payload = URL_SAFE_NO_PAD.decode(payload).map_err(|_| unvouched())?;
        let claims: Map<String, Value> =
            serde_json::from_slice(&payload).map_err(|_| unvouched())?;
        let word = |name: &str| claims.get(name).and_then(Value::as_str);
        let enough = &self.terms.acr;
        if !enough.is_empty() && !word("acr").is_some_and(|acr| enough.iter().any(|it| it == acr)) {
            return Err(Problem::new(
                Sort::Forbidden,
                "sign in by a stronger means: what you used is not enough here",
            ));
        }
        let name = word(&self.terms.claim).ok_or_else(|| {
            tracing::warn!("a provider's word lacks the claim that names the account");
            unvouched()
        })?;
        Ok(Vouched {
            name: name.to_owned(),
            id_token: id_token.to_owned(),
        })
    }
}

fn not_here() -> Problem {
    Problem::new(
        Sort::Forbidden,
        "this sign-in was not begun here, or too long ago: begin again",
    )
}

fn unvouched() -> Problem {
    Problem::new(
        Sort::Unavailable,
        "the provider did not say who you are: begin again, or try later",
    )
    .retry_after(30)
}

/// Why a provider was not reached.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unreached(String);

/// Sends what the protocol needs, without following anybody elsewhere.
async fn send(request: HttpRequest) -> Result<HttpResponse, Unreached> {
    const LARGEST: usize = 256 << 10;
    let failed = |error: reqwest::Error| Unreached(error.without_url().to_string());
    let (parts, body) = request.into_parts();
    let client = fetch::client().map_err(Unreached)?;
    let answer = client
        .request(parts.method, parts.uri.to_string())
        .headers(parts.headers)
        .body(body)
        .send()
        .await;
    let mut answer = answer.map_err(failed)?;
    let mut response = HttpResponse::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    while let Some(part) = answer.chunk().await.map_err(failed)? {
        response.body_mut().extend_from_slice(&part);
        if response.body().len() > LARGEST {
            return Err(Unreached("its answer is too long".to_owned()));
        }
    }
    Ok(response)
}
