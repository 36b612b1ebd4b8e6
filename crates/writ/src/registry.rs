//! Where a registry lies on the disk, and how a command gets into it.
//!
//! A registry is a folder: `store.sqlite` with what is recorded, `master.key` with the one key,
//! and in a sandbox that has a time of its own, `clock`.

use std::fmt::Display;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use writ_registry::{Kind, Operation, Permit, Registry, Ruling};
use writ_store::{Absent, SqliteOptions, SqliteStore, Store};

use crate::chance::Machine;
use crate::file::{self, Readers};
use crate::key_file;
use crate::moment::instant;
use crate::output::Output;
use crate::trouble::{Done, Trouble};

/// Where the registry is.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Registry")]
pub(crate) struct Place {
    /// The folder of the registry.
    #[arg(
        long,
        env = "WRIT_REGISTRY",
        hide_env_values = true,
        value_name = "DIR"
    )]
    pub(crate) registry: PathBuf,
    /// Its key file, if it does not lie in the folder.
    #[arg(
        long,
        env = "WRIT_KEY_FILE",
        hide_env_values = true,
        value_name = "FILE"
    )]
    pub(crate) key_file: Option<PathBuf>,
    /// How large the store may grow, in pages of 4096 bytes: for tests of full disks.
    #[arg(long, env = "WRIT_MAX_PAGES", hide_env_values = true, hide = true)]
    pub(crate) max_pages: Option<u32>,
}

/// Where the registry is, and who goes into it when.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Registry")]
pub(crate) struct Access {
    #[command(flatten)]
    place: Place,
    /// The officer or desk who acts.
    #[arg(
        long = "as",
        env = "WRIT_OFFICER",
        hide_env_values = true,
        value_name = "OFFICER"
    )]
    officer: String,
    /// Moves the clock of a sandbox that has its own; it goes forward only.
    #[arg(long, value_name = "TIME", value_parser = instant)]
    now: Option<Timestamp>,
}

/// Where the time of a registry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// From the machine.
    Machine,
    /// From the sandbox's own clock, which stands still until a command moves it.
    Sandbox(Timestamp),
}

impl Clock {
    pub(crate) fn now(self) -> Timestamp {
        match self {
            Self::Machine => crate::clock::now(),
            Self::Sandbox(now) => now,
        }
    }
}

/// A registry that somebody is in.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) registry: Registry,
    officer: String,
    clock: Clock,
}

impl Place {
    pub(crate) fn new(dir: &Path, key_file: Option<&Path>, max_pages: Option<u32>) -> Self {
        let key_file = key_file.map(Path::to_owned);
        Self {
            registry: dir.to_owned(),
            key_file,
            max_pages,
        }
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.key_file
            .clone()
            .unwrap_or_else(|| self.registry.join("master.key"))
    }

    pub(crate) fn store_file(&self) -> PathBuf {
        self.registry.join("store.sqlite")
    }

    pub(crate) fn clock_file(&self) -> PathBuf {
        self.registry.join("clock")
    }

    /// Opens the store.
    pub(crate) fn store(&self, absent: Absent) -> Result<Arc<dyn Store>, Trouble> {
        let path = self.store_file();
        if absent == Absent::Refuse && !path.exists() {
            let dir = self.registry.display();
            return Err(Trouble::misuse(format!("there is no registry in {dir}"))
                .with_cure("name its folder with --registry, or found one with `writ init`"));
        }
        let options = SqliteOptions {
            absent,
            max_pages: self.max_pages,
            ..SqliteOptions::default()
        };
        Ok(Arc::new(SqliteStore::open(path, options)?))
    }

    /// Opens the registry.
    pub(crate) async fn open(&self) -> Result<Registry, Trouble> {
        let store = self.store(Absent::Refuse)?;
        let key = key_file::read(&self.key_file())?;
        Ok(Registry::open(store, Arc::new(Machine), &key).await?)
    }

    /// The time on the sandbox's own clock, if it has one.
    pub(crate) fn sandbox_time(&self) -> Result<Option<Timestamp>, Trouble> {
        let path = self.clock_file();
        if !path.exists() {
            return Ok(None);
        }
        let text = file::text(&path)?;
        text.trim().parse().map(Some).map_err(|_| {
            Trouble::misuse(format!("{} holds no time", path.display()))
                .with_cure("write the time it stood at, as in 2023-04-17T10:00:00Z")
        })
    }

    pub(crate) fn set_sandbox_time(&self, now: Timestamp) -> Result<(), Trouble> {
        file::replace(&self.clock_file(), &format!("{now}\n"), Readers::Anyone)
    }

    /// Which clock counts, moved to a time if one is given.
    fn clock(&self, now: Option<Timestamp>) -> Result<Clock, Trouble> {
        match (self.sandbox_time()?, now) {
            (None, None) => Ok(Clock::Machine),
            (None, Some(_)) => Err(Trouble::misuse("this registry goes by the machine's clock")
                .with_cure("leave out --now; `writ init --sandbox --now TIME` makes a clock")),
            (Some(time), None) => Ok(Clock::Sandbox(time)),
            (Some(time), Some(now)) if now < time => Err(Trouble::misuse(format!(
                "it is {time} in this sandbox already, after {now}"
            ))
            .with_cure("its clock goes forward only: name a later time, or none")),
            (Some(time), Some(now)) => {
                if now > time {
                    self.set_sandbox_time(now)?;
                }
                Ok(Clock::Sandbox(now))
            }
        }
    }
}

impl Access {
    pub(crate) async fn open(&self) -> Result<Open, Trouble> {
        let registry = self.place.open().await?;
        let clock = self.place.clock(self.now)?;
        Ok(Open {
            registry,
            officer: self.officer.clone(),
            clock,
        })
    }
}

impl Open {
    /// Leave for an operation, to the officer who acts.
    pub(crate) async fn permit<O: Operation>(&self, operation: O) -> Result<Permit<O>, Trouble> {
        Ok(self.registry.permit(&self.officer, operation).await??)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// An instant in the registry's zone, for people.
    pub(crate) fn local(&self, at: Timestamp) -> String {
        let zone = self.registry.zone();
        at.display_with_offset(zone.to_offset(at)).to_string()
    }

    /// Prints an answer, which says of itself whether it has legal force.
    pub(crate) fn answer<J: Serialize>(
        &self,
        output: &Output,
        json: impl FnOnce() -> J,
        text: impl FnOnce() -> String,
    ) -> Result<(), Trouble> {
        let force = self.registry.kind();
        output.answer(
            || Forced {
                force: force.word(),
                answer: json(),
            },
            || format!("{}{}\n", text(), in_words(force)),
        )
    }
}

/// An answer with its force in it.
#[derive(Serialize)]
struct Forced<J> {
    force: &'static str,
    #[serde(flatten)]
    answer: J,
}

/// The force of an answer, for people.
pub(crate) const fn in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Sandbox => "sandbox: no legal force",
        Kind::Live => "live",
    }
}

/// What a use case answered, once the world has not failed: the outer error is the world's, the
/// inner a refusal.
pub(crate) fn ruled<T, E: Into<Trouble>>(answer: Result<Ruling<T>, E>) -> Result<T, Trouble> {
    Ok(answer.map_err(Into::into)??)
}

/// Runs what waits for a registry.
pub(crate) fn run(command: impl Future<Output = Result<Done, Trouble>>) -> Result<Done, Trouble> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let runtime = runtime.map_err(|error| {
        Trouble::failed(format!("the machine gives no runtime: {error}"))
            .with_cure("free some memory or threads and run the command again")
    })?;
    runtime.block_on(command)
}

/// Counts by name, in one line for people.
pub(crate) fn counted<K: Display, N: Display>(counts: impl IntoIterator<Item = (K, N)>) -> String {
    let parts: Vec<String> = counts
        .into_iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    if parts.is_empty() {
        "none".to_owned()
    } else {
        parts.join(", ")
    }
}
