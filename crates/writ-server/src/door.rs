//! The door itself: an open registry, the time, chance, and the settings.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::{Value, json};
use writ_law::finding::Finding;
use writ_law::regime::Regime;
use writ_registry::{Chance, Kind, Registry};

use crate::jobs::Watch;
use crate::settings::Settings;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// What time it is.
    fn now(&self) -> Timestamp;
}

/// The clock of a sandbox, which stands still until somebody moves it.
pub trait SandboxClock: Clock {
    /// Moves it forward.
    ///
    /// # Errors
    ///
    /// When the time is an earlier one, or cannot be kept.
    fn set(&self, to: Timestamp) -> Result<(), ClockError>;
}

/// Why a sandbox's clock was not moved.
#[derive(Debug, thiserror::Error)]
pub enum ClockError {
    /// It goes forward only.
    #[error("it is {now} already, after {to}: name a later time")]
    Earlier {
        /// What time it is.
        now: Timestamp,
        /// What it was to be.
        to: Timestamp,
    },
    /// It could not be written down.
    #[error("the time could not be kept: {why}")]
    Unkept {
        /// What the system said.
        why: String,
    },
}

/// What a door is made of.
pub struct Parts {
    /// The registry behind it.
    pub registry: Registry,
    /// The machine's clock: sessions, tokens and limits go by it, and the registry unless it has
    /// a clock of its own.
    pub machine: Arc<dyn Clock>,
    /// A sandbox's own clock.
    pub sandbox: Option<Arc<dyn SandboxClock>>,
    /// Where identifiers of sessions, tokens against forgery and nonces come from.
    pub chance: Arc<dyn Chance>,
    /// How it is set up.
    pub settings: Settings,
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts").finish_non_exhaustive()
    }
}

/// A registry that answers over HTTP. Cheap to clone.
#[derive(Clone)]
pub struct Door(Arc<Inner>);

struct Inner {
    parts: Parts,
    /// What throws away what is not needed any more, from time to time.
    sweeps: Mutex<Vec<Box<dyn Fn() + Send + Sync>>>,
    watch: Watch,
    keys: crate::bearer::Keys,
    providers: crate::sign_in::Providers,
    /// What the checks find in each regime, once somebody has asked.
    findings: Mutex<BTreeMap<String, Arc<Value>>>,
}

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Door")
            .field("kind", &self.kind())
            .finish_non_exhaustive()
    }
}

impl Door {
    /// A door of these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Inner {
            keys: crate::bearer::Keys::of(&parts.settings),
            providers: crate::sign_in::Providers::of(&parts.settings),
            parts,
            sweeps: Mutex::default(),
            watch: Watch::default(),
            findings: Mutex::default(),
        }))
    }

    /// Throws something away from time to time.
    pub(crate) fn sweep_with(&self, sweep: impl Fn() + Send + Sync + 'static) {
        let sweeps = self.0.sweeps.lock();
        sweeps
            .unwrap_or_else(PoisonError::into_inner)
            .push(Box::new(sweep));
    }

    /// Throws away what is not needed any more.
    pub(crate) fn sweep(&self) {
        let sweeps = self.0.sweeps.lock();
        let sweeps = sweeps.unwrap_or_else(PoisonError::into_inner);
        sweeps.iter().for_each(|sweep| sweep());
    }

    /// What the checks find wrong with a regime as law. Each is looked through once.
    pub(crate) async fn findings(&self, regime: &Arc<Regime>) -> Option<Arc<Value>> {
        let known = |door: &Self| {
            let all = door.0.findings.lock();
            let all = all.unwrap_or_else(PoisonError::into_inner);
            all.get(regime.digest()).cloned()
        };
        if let Some(found) = known(self) {
            return Some(found);
        }
        let looked = Arc::clone(regime);
        // It takes a while, and others are answered meanwhile.
        let found = tokio::task::spawn_blocking(move || looked.check())
            .await
            .ok()?;
        let found: Vec<Value> = found.iter().map(finding).collect();
        let found = Arc::new(Value::Array(found));
        let all = self.0.findings.lock();
        let mut all = all.unwrap_or_else(PoisonError::into_inner);
        all.insert(regime.digest().to_owned(), Arc::clone(&found));
        Some(found)
    }

    /// How the jobs beside answering go.
    pub(crate) fn watch(&self) -> &Watch {
        &self.0.watch
    }

    /// The keys of those whose signed tokens count.
    pub(crate) fn keys(&self) -> &crate::bearer::Keys {
        &self.0.keys
    }

    /// Asks the providers of sign-in who they are, so that the first who signs in need not wait.
    /// That one is down keeps nobody from being served.
    pub async fn greet(&self) {
        self.0.providers.greet(self).await;
    }

    /// Through whom people and officers sign in.
    pub(crate) fn providers(&self) -> &crate::sign_in::Providers {
        &self.0.providers
    }

    /// The registry behind it.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.0.parts.registry
    }

    /// What time it is in the registry.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.0.parts.sandbox {
            None => self.0.parts.machine.now(),
            Some(clock) => clock.now(),
        }
    }

    /// What time it is outside: how old a session or a token is.
    #[must_use]
    pub fn machine_now(&self) -> Timestamp {
        self.0.parts.machine.now()
    }

    /// The clock that may be moved, if this is a sandbox with a clock of its own.
    #[must_use]
    pub fn sandbox_clock(&self) -> Option<&dyn SandboxClock> {
        self.0.parts.sandbox.as_deref()
    }

    /// How it is set up.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.parts.settings
    }

    /// Where chance comes from.
    #[must_use]
    pub fn chance(&self) -> &dyn Chance {
        &*self.0.parts.chance
    }

    /// Whether what it says has legal force.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.registry().kind()
    }
}

fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "class": format!("{:?}", finding.class).to_lowercase(),
        "text": finding.text,
        "help": finding.help,
        "counterexample": finding.counterexample,
    })
}
