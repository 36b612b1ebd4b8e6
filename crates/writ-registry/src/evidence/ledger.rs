//! The ledger of a registry: its name, the key that signs its checkpoints, and the policy that
//! says whose signatures count. All of it is fixed at the founding.
//!
//! A sandbox's ledger has a name that no live one may have, and a key that follows from another
//! label: no proof of a sandbox passes as one of a live registry.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use writ_law::regime::Regime;
use writ_ledger::note::{KeyKind, KeyName, SigningKey, VerifierKey};
use writ_ledger::policy::Policy;

use super::tiles::SHARD;
use crate::error::RegistryError;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Kind;
use crate::seal::{Keys, hex};

/// How a registry's ledger is to be named and watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// The name of the ledger, such as `register.example/ledger/2027a`. A sandbox that is given
    /// none makes one from its key; a live registry must be given one.
    pub origin: Option<String>,
    /// The policy of witnesses, as C2SP `tlog-policy` text: `witness`, `group` and `quorum` lines.
    /// The `log` line is added here. Without one a sandbox runs unwitnessed and says so.
    pub witnesses: Option<String>,
}

/// What is fixed of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FixedLedger {
    pub(crate) origin: String,
    /// The whole policy, with its `log` line.
    pub(crate) policy: Option<String>,
}

/// The ledger of an open registry.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    pub(crate) origin: String,
    pub(crate) signer: Arc<SigningKey>,
    pub(crate) policy: Option<Policy>,
    pub(crate) policy_text: Option<String>,
}

/// What the name of a sandbox's ledger begins with, and that of a live one does not.
const SANDBOX: &str = "sandbox.invalid/";

/// The form of the first entry of a ledger.
const GENESIS: &str = "writ/genesis/1";

/// What is fixed of a ledger that is watched like this.
pub(crate) fn decide(kind: Kind, watch: &Watch, keys: &Keys) -> Ruling<FixedLedger> {
    let origin = decide_origin(kind, watch.origin.as_deref(), keys)?;
    let Some(witnesses) = &watch.witnesses else {
        return match kind {
            Kind::Sandbox => Ok(FixedLedger {
                origin,
                policy: None,
            }),
            Kind::Live => Err(Refusal::on(
                "no-witnesses",
                "a live registry needs a policy of witnesses: what nobody else has signed for \
                 binds nobody",
                "name a policy with --witnesses; docs/WITNESS.md says how courts and others run \
                 one",
            )),
        };
    };
    let signer = signer(kind, keys, &origin)?;
    let text = format!("log {}\n{}\n", signer.verifier(), witnesses.trim_end());
    let policy = Policy::parse(text.as_bytes()).map_err(|error| {
        Refusal::on(
            "witness-policy",
            format!("the policy of witnesses cannot be used: {error}"),
            "write `witness NAME KEY URL` lines, `group` lines and one `quorum` line, without a \
             `log` line",
        )
    })?;
    decide_quorum(kind, &policy)?;
    let policy = Some(text);
    Ok(FixedLedger { origin, policy })
}

fn decide_origin(kind: Kind, given: Option<&str>, keys: &Keys) -> Ruling<String> {
    let from_key = || {
        let digits: String = hex(&keys.check()).chars().take(16).collect();
        digits
    };
    let origin = match (kind, given) {
        (Kind::Sandbox, given) => {
            let name = given.map_or_else(from_key, str::to_owned);
            let bare = name.strip_prefix(SANDBOX).unwrap_or(&name);
            format!("{SANDBOX}{bare}")
        }
        (Kind::Live, Some(given)) => given.to_owned(),
        (Kind::Live, None) => {
            return Err(Refusal::on(
                "no-origin",
                "a live registry needs a name for its ledger, which every proof will bear",
                "give one with --origin, such as register.example/ledger/2027a",
            ));
        }
    };
    if kind == Kind::Live && origin.starts_with("sandbox") {
        return Err(Refusal::on(
            "sandbox-origin",
            format!("`{origin}` is the name of a sandbox's ledger"),
            "give a live registry a name of the authority's own",
        ));
    }
    Ok(origin)
}

/// A quorum that one witness makes alone is none: that one could date everything as it liked.
fn decide_quorum(kind: Kind, policy: &Policy) -> Ruling<()> {
    let alone = policy.lone_quorum().map(|witness| witness.name.to_string());
    let text = match (policy.asks_witnesses(), alone) {
        (false, _) => "this policy asks for no witness at all".to_owned(),
        (true, Some(alone)) if kind == Kind::Live => {
            format!("witness `{alone}` alone makes the quorum of this policy")
        }
        (true, _) => return Ok(()),
    };
    let cure = "let the quorum need at least two witnesses in different hands";
    Err(Refusal::on("lone-witness", text, cure))
}

fn signer(kind: Kind, keys: &Keys, origin: &str) -> Ruling<SigningKey> {
    let refused = |error: &dyn std::fmt::Display| {
        Refusal::on(
            "origin",
            format!("`{origin}` cannot name a ledger: {error}"),
            "use a host and a path without spaces or `+`, such as register.example/ledger/2027a",
        )
    };
    let name = KeyName::new(origin).map_err(|error| refused(&error))?;
    let seed = keys.log(kind.word(), SHARD);
    SigningKey::from_seed(name, KeyKind::Ed25519, &seed).map_err(|error| refused(&error))
}

impl Ledger {
    /// The ledger as it was founded.
    pub(crate) fn of(kind: Kind, fixed: &FixedLedger, keys: &Keys) -> Result<Self, RegistryError> {
        let damaged = |why: String| RegistryError::Damaged {
            what: "the ledger's founding".to_owned(),
            why,
        };
        let signer =
            signer(kind, keys, &fixed.origin).map_err(|refusal| damaged(refusal.to_string()))?;
        let parse = |text: &String| {
            Policy::parse(text.as_bytes()).map_err(|error| damaged(error.to_string()))
        };
        Ok(Self {
            origin: fixed.origin.clone(),
            signer: Arc::new(signer),
            policy: fixed.policy.as_ref().map(parse).transpose()?,
            policy_text: fixed.policy.clone(),
        })
    }

    /// The key by which its checkpoints verify.
    pub(crate) fn verifier(&self) -> &VerifierKey {
        self.signer.verifier()
    }

    /// What the first entry of the ledger says, for everyone to read.
    pub(crate) fn genesis(&self, kind: Kind, regimes: &[&Regime], founded_at: Timestamp) -> Value {
        let regime = |regime: &&Regime| {
            json!({
                "digest": regime.digest(),
                "name": regime.name(),
                "version": regime.version(),
            })
        };
        json!({
            "form": GENESIS,
            "founded_at": founded_at.to_string(),
            "kind": kind.word(),
            "log_key": self.verifier().to_string(),
            "origin": self.origin,
            "policy": self.policy_text,
            "regimes": regimes.iter().map(regime).collect::<Vec<_>>(),
        })
    }
}
