//! Where a registry lies on the disk, and how a command gets into it.
//!
//! A registry is a folder: `store.sqlite` with what is recorded, `master.key` with the one key,
//! and in a sandbox that has a time of its own, `clock`. `troubles.log` appears once something
//! fails that a desk is not told of.

use std::fmt::Display;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use writ_registry::{Kind, Operation, Permit, Registry, Ruling, operation};
use writ_store::{Absent, SqliteOptions, SqliteStore, Store};

use crate::chance::Machine;
use crate::file::{self, Readers};
use crate::key_file;
use crate::moment::instant;
use crate::notice::Words;
use crate::output::{Output, visible, visible_lines};
use crate::trouble::{Done, Trouble};

/// The file in the folder that tells operators, and nobody else, what failed inside.
pub(crate) const TROUBLES: &str = "troubles.log";

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
    place: Place,
    officer: String,
    clock: Clock,
    moved: Moved,
}

/// Whether the sandbox's clock is to be moved, once somebody has leave to do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moved {
    No,
    To(Timestamp),
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
        let registry = Registry::open(store, Arc::new(Machine), &key).await?;
        Ok(registry.with_wording(Arc::new(Words)))
    }

    /// Adds a line to the operators' log. What is sealed at which key could be somebody's, so
    /// that keys are left out. If it cannot be written, the answer goes out all the same.
    fn note(&self, trouble: &Trouble) {
        let (text, _) = trouble.first();
        let line = format!("{} {}\n", crate::clock::now(), visible(&without_keys(text)));
        drop(file::append(&self.registry.join(TROUBLES), &line));
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

    /// What time it is in the registry.
    pub(crate) fn time(&self) -> Result<Timestamp, Trouble> {
        Ok(self.clock(None)?.0.now())
    }

    pub(crate) fn set_sandbox_time(&self, now: Timestamp) -> Result<(), Trouble> {
        file::replace(&self.clock_file(), &format!("{now}\n"), Readers::Anyone)
    }

    /// Which clock counts, and whether it is to be moved to the time that is given.
    fn clock(&self, now: Option<Timestamp>) -> Result<(Clock, Moved), Trouble> {
        match (self.sandbox_time()?, now) {
            (None, None) => Ok((Clock::Machine, Moved::No)),
            (None, Some(_)) => Err(Trouble::misuse("this registry goes by the machine's clock")
                .with_cure("leave out --now; `writ init --sandbox --now TIME` makes a clock")),
            (Some(time), None) => Ok((Clock::Sandbox(time), Moved::No)),
            (Some(time), Some(now)) if now < time => Err(Trouble::misuse(format!(
                "it is {time} in this sandbox already, after {now}"
            ))
            .with_cure("its clock goes forward only: name a later time, or none")),
            (Some(time), Some(now)) if now == time => Ok((Clock::Sandbox(now), Moved::No)),
            (Some(_), Some(now)) => Ok((Clock::Sandbox(now), Moved::To(now))),
        }
    }
}

impl Access {
    pub(crate) async fn open(&self) -> Result<Open, Trouble> {
        let registry = self.place.open().await?;
        let (clock, moved) = self.place.clock(self.now)?;
        Ok(Open {
            registry,
            place: self.place.clone(),
            officer: self.officer.clone(),
            clock,
            moved,
        })
    }

    /// Notes for the operators what failed inside, so that nobody else need be told.
    pub(crate) fn note(&self, trouble: &Trouble) {
        self.place.note(trouble);
    }
}

impl Open {
    /// Leave for an operation, to the officer who acts. Only who has leave moves the clock.
    pub(crate) async fn permit<O: Operation>(&self, operation: O) -> Result<Permit<O>, Trouble> {
        let permit = self.registry.permit(&self.officer, operation).await??;
        if let Moved::To(now) = self.moved {
            self.place.set_sandbox_time(now)?;
        }
        Ok(permit)
    }

    /// Leave for a desk to ask. A desk never moves the clock: it would move it for everyone.
    pub(crate) async fn desk_permit(&self) -> Result<Permit<operation::AskQuestion>, Trouble> {
        let asking = self.registry.permit(&self.officer, operation::AskQuestion);
        let permit = asking.await??;
        match self.moved {
            Moved::No => Ok(permit),
            Moved::To(_) => Err(
                Trouble::misuse("a desk does not move the clock of a sandbox")
                    .with_cure("leave out --now; an officer's command moves it"),
            ),
        }
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
            || visible_lines(&format!("{}{}\n", text(), in_words(force))),
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

/// A text without what looks like a key in hexadecimal.
pub(crate) fn without_keys(text: &str) -> String {
    const SHORTEST_KEY: usize = 16;
    let is_digit = |letter: char| letter.is_ascii_hexdigit();
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_digit) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|letter| !is_digit(letter));
        let (digits, after) = from.split_at(end.unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(if digits.len() < SHORTEST_KEY {
            digits
        } else {
            "…"
        });
        rest = after;
    }
    out + rest
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
        .enable_all()
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
