//! How a door is set up: what the file, the environment and the flags say together.
//!
//! Each setting has a default with which a sandbox runs on one machine. [`Settings::faults`] says
//! what does not go together, by its key and with what to do, before anything listens.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use serde::Deserialize;
use url::Url;
use writ_registry::Kind;

mod network;

pub use network::Network;

/// Everything that can be set.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address by which people reach it, as in `https://summons.example/`; it may have no
    /// path. Without it, the name by which each request came is taken, and nobody can sign in
    /// through a provider.
    pub public_url: Option<Url>,
    /// Proxies whose word counts for the address of a client: addresses or networks.
    pub trusted_proxies: Vec<Network>,
    /// The certificate, where TLS is done here and not by a proxy.
    pub tls: Option<Tls>,
    /// How long a session lasts.
    pub sessions: SessionTimes,
    /// How much and how often.
    pub limits: Limits,
    /// How people sign in.
    pub persons: Option<Provider>,
    /// How officers sign in.
    pub officers: Option<Provider>,
    /// Whose signed tokens desks and systems of the authority may bring.
    pub tokens: Vec<TokenIssuer>,
    /// What only a sandbox has.
    pub sandbox: Sandbox,
    /// What is done beside answering.
    pub jobs: Jobs,
    /// Where metrics are shown: an address of its own, that only the monitoring reaches.
    pub metrics_listen: Option<SocketAddr>,
    /// The folder of the ledger's published files, where they are served.
    pub ledger: Option<PathBuf>,
    /// What is logged.
    pub log: Log,
    /// Where traces are sent, as the base address of an OpenTelemetry collector over HTTP.
    pub traces: Option<Url>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            trusted_proxies: Vec::new(),
            tls: None,
            sessions: SessionTimes::default(),
            limits: Limits::default(),
            persons: None,
            officers: None,
            tokens: Vec::new(),
            sandbox: Sandbox::default(),
            jobs: Jobs::default(),
            metrics_listen: None,
            ledger: None,
            log: Log::default(),
            traces: None,
        }
    }
}

/// Files of a certificate, in PEM.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The chain of certificates, the server's own first.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

/// How long a session lasts.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SessionTimes {
    /// Seconds after which somebody who does nothing is signed out.
    pub idle_seconds: u32,
    /// Seconds after which anybody is.
    pub absolute_seconds: u32,
}

impl Default for SessionTimes {
    fn default() -> Self {
        Self {
            idle_seconds: 30 * 60,
            absolute_seconds: 12 * 60 * 60,
        }
    }
}

/// How much and how often.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// The largest body of a request, in bytes.
    pub body_bytes: usize,
    /// The largest file of a register that is imported, in bytes.
    pub import_bytes: usize,
    /// Seconds after which a request is given up.
    pub seconds: u64,
    /// Requests that one address may make at once.
    pub address_burst: u32,
    /// Requests that one address may make a second, in the long run.
    pub address_per_second: u32,
    /// Requests that one account of the API may make at once.
    pub account_burst: u32,
    /// Requests that one account of the API may make a second, in the long run.
    pub account_per_second: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
            import_bytes: 256 << 20,
            seconds: 30,
            address_burst: 200,
            address_per_second: 50,
            account_burst: 200,
            account_per_second: 50,
        }
    }
}

/// A word that is nobody's business.
#[derive(Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The word.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(word: String) -> Self {
        Self(word)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// An OpenID Connect provider, and what it calls us.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The issuer, as its tokens name it.
    pub issuer: Url,
    /// Our name with it.
    pub client_id: String,
    /// Our word with it; a client without one is public, and has PKCE alone.
    #[serde(default)]
    pub client_secret: Option<Secret>,
    /// A file that holds that word instead.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// The claim that names the account: the identifier in the register, or the officer.
    #[serde(default = "subject")]
    pub claim: String,
    /// What is asked for besides `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// What people read on the button.
    #[serde(default)]
    pub name: Option<String>,
    /// The classes of authentication that are enough (`acr`); empty: any.
    #[serde(default)]
    pub acr: Vec<String>,
}

fn subject() -> String {
    "sub".to_owned()
}

/// Whose signed tokens count, and for whom.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenIssuer {
    /// The issuer, as its tokens name it.
    pub issuer: String,
    /// What its tokens must be meant for.
    pub audience: String,
    /// Where its keys are; else where its discovery document says.
    #[serde(default)]
    pub keys: Option<Url>,
    /// The claim that names the account; `client_id`, `azp` or `sub`, the first there is.
    #[serde(default)]
    pub claim: Option<String>,
    /// The algorithms that are taken, of `RS256`, `PS256`, `ES256`, `ES384` and `EdDSA`.
    #[serde(default = "algorithms")]
    pub algorithms: Vec<String>,
}

fn algorithms() -> Vec<String> {
    ["RS256", "PS256", "ES256", "EdDSA"]
        .map(str::to_owned)
        .to_vec()
}

/// What only a sandbox has.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sandbox {
    /// Made-up people to sign in as, who are listed on the sandbox's own sign-in page.
    pub people: Vec<MadeUp>,
    /// Officers to sign in as.
    pub officers: Vec<MadeUp>,
}

/// Somebody to sign in as in a sandbox.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MadeUp {
    /// The identifier in the register, or the name of the account.
    pub name: String,
    /// What there is to see as them, in a few words.
    #[serde(default)]
    pub about: String,
}

/// What is done beside answering, every so many seconds; 0: not here.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Jobs {
    /// The operator in whose name it is done.
    pub officer: Option<String>,
    /// A turn of the ledger.
    pub ledger_seconds: u32,
    /// A round of the outbox.
    pub outbox_seconds: u32,
    /// A look at which callbacks are due.
    pub callbacks_seconds: u32,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            officer: None,
            ledger_seconds: 1,
            outbox_seconds: 5,
            callbacks_seconds: 60,
        }
    }
}

/// What is logged.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// How.
    pub form: LogForm,
    /// Which: as in `info` or `warn,writ_server=debug`.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            form: LogForm::Json,
            filter: "info".to_owned(),
        }
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogForm {
    /// A JSON object a line.
    Json,
    /// For people.
    Text,
}

/// A setting that cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its key, as in `limits.seconds`.
    pub key: String,
    /// What is wrong.
    pub text: String,
    /// What to do.
    pub cure: String,
}

impl Settings {
    /// Whether people reach it over TLS: then cookies are theirs alone.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        let public = self.public_url.as_ref();
        self.tls.is_some() || public.is_some_and(|url| url.scheme() == "https")
    }

    /// What cannot stand, with what to do.
    #[must_use]
    pub fn faults(&self, kind: Kind) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |key: &str, text: String, cure: &str| {
            faults.push(Fault {
                key: key.to_owned(),
                text,
                cure: cure.to_owned(),
            });
        };
        if let Some(url) = &self.public_url {
            let plain = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
            if !matches!(url.scheme(), "http" | "https") || url.host().is_none() || !plain {
                let text = format!("`{url}` is not the address of a server");
                fault(
                    "public_url",
                    text,
                    "write a scheme and a host, as in https://summons.example/",
                );
            }
        }
        let has_provider = self.persons.is_some() || self.officers.is_some();
        if has_provider && self.public_url.is_none() {
            let text = "a provider cannot send anybody back here".to_owned();
            fault(
                "public_url",
                text,
                "say by which address people reach the door",
            );
        }
        for (key, seconds) in [
            (
                "sessions.idle_seconds",
                u64::from(self.sessions.idle_seconds),
            ),
            (
                "sessions.absolute_seconds",
                u64::from(self.sessions.absolute_seconds),
            ),
            ("limits.seconds", self.limits.seconds),
            ("limits.body_bytes", self.limits.body_bytes as u64),
            ("limits.import_bytes", self.limits.import_bytes as u64),
            ("limits.address_burst", self.limits.address_burst.into()),
            (
                "limits.address_per_second",
                self.limits.address_per_second.into(),
            ),
            ("limits.account_burst", self.limits.account_burst.into()),
            (
                "limits.account_per_second",
                self.limits.account_per_second.into(),
            ),
        ] {
            if seconds == 0 {
                fault(
                    key,
                    "it is 0, and nothing would go through".to_owned(),
                    "write a number from 1",
                );
            }
        }
        self.faults_of_providers(&mut fault);
        if kind == Kind::Live {
            self.faults_of_live(&mut fault);
        }
        faults
    }

    fn faults_of_providers(&self, fault: &mut dyn FnMut(&str, String, &str)) {
        for (key, provider) in [("persons", &self.persons), ("officers", &self.officers)] {
            let Some(provider) = provider else { continue };
            if provider.client_secret.is_some() && provider.client_secret_file.is_some() {
                let key = format!("{key}.client_secret_file");
                let text = "there are two secrets of one client".to_owned();
                fault(&key, text, "leave out client_secret or client_secret_file");
            }
            if !is_safe(&provider.issuer) {
                let text = format!("`{}` is not reached over TLS", provider.issuer);
                fault(
                    &format!("{key}.issuer"),
                    text,
                    "name an https address; http is for providers on this machine alone",
                );
            }
        }
        for (index, issuer) in self.tokens.iter().enumerate() {
            let known = ["RS256", "PS256", "ES256", "ES384", "EdDSA"];
            for name in &issuer.algorithms {
                if !known.contains(&name.as_str()) {
                    fault(
                        &format!("tokens[{index}].algorithms"),
                        format!("`{name}` is not taken"),
                        "name some of RS256, PS256, ES256, ES384 and EdDSA",
                    );
                }
            }
            if issuer.keys.as_ref().is_some_and(|url| !is_safe(url)) {
                fault(
                    &format!("tokens[{index}].keys"),
                    "the keys are not reached over TLS".to_owned(),
                    "name an https address; http is for providers on this machine alone",
                );
            }
        }
    }

    fn faults_of_live(&self, fault: &mut dyn FnMut(&str, String, &str)) {
        if !self.is_secure() {
            fault(
                "tls",
                "a live registry is not shown to people without TLS".to_owned(),
                "give a certificate and a key, or an https public_url behind a proxy",
            );
        }
        if !self.sandbox.people.is_empty() || !self.sandbox.officers.is_empty() {
            fault(
                "sandbox",
                "nobody signs in to a live registry without proof".to_owned(),
                "leave it out; set up `persons` and `officers`",
            );
        }
    }
}

/// Over TLS, or on this very machine.
fn is_safe(url: &Url) -> bool {
    let local = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(url::Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(settings: &Settings, kind: Kind) -> Vec<String> {
        let faults = settings.faults(kind);
        faults.into_iter().map(|fault| fault.key).collect()
    }

    #[test]
    fn what_is_set_by_default_will_do_for_a_sandbox_and_not_for_a_live_registry() {
        let settings = Settings::default();
        assert!(keys(&settings, Kind::Sandbox).is_empty());
        assert_eq!(keys(&settings, Kind::Live), ["tls"]);
    }

    #[test]
    fn each_fault_names_its_key() {
        let provider = |issuer: &str| Provider {
            issuer: issuer.parse().unwrap(),
            client_id: "writ".to_owned(),
            client_secret: None,
            client_secret_file: None,
            claim: subject(),
            scopes: Vec::new(),
            name: None,
            acr: Vec::new(),
        };
        let plain = Settings::default();
        let with_provider = Settings {
            persons: Some(provider("http://id.example/")),
            ..plain.clone()
        };
        assert_eq!(
            keys(&with_provider, Kind::Sandbox),
            ["public_url", "persons.issuer"]
        );
        let on_this_machine = Settings {
            persons: Some(provider("http://127.0.0.1:9000/")),
            public_url: Some("http://127.0.0.1:8080".parse().unwrap()),
            ..plain.clone()
        };
        assert!(keys(&on_this_machine, Kind::Sandbox).is_empty());
        let no_time = Settings {
            limits: Limits {
                seconds: 0,
                ..Limits::default()
            },
            public_url: Some("https://a.example/path".parse().unwrap()),
            ..plain
        };
        assert_eq!(
            keys(&no_time, Kind::Sandbox),
            ["public_url", "limits.seconds"]
        );
    }

    #[test]
    fn a_secret_is_not_printed() {
        let secret = Secret::from("hush".to_owned());
        assert!(!format!("{secret:?}").contains("hush"));
    }
}
