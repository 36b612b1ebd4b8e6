//! `writ serve`: the door of a registry, over HTTP.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use writ_registry::{Kind, Registry};
use writ_server::health::Counters;
use writ_server::serve::{Listening, serve};
use writ_server::{Clock, ClockError, Door, Parts, SandboxClock, Settings};

use crate::chance::Machine;
use crate::output::Output;
use crate::registry::{self, Place};
use crate::trouble::{Done, Trouble};

mod jobs;
mod settings;
mod telemetry;

const EXAMPLES: &str = "\
Examples:
  writ serve --registry registry --listen 127.0.0.1:8080
  writ serve --registry registry --config serve.toml --check
  WRIT_SERVE_LIMITS__SECONDS=10 writ serve --registry registry --config serve.toml

A setting comes from the file, then from the environment (WRIT_SERVE_, with __ between the parts of
its name), then from a flag; the last one counts. `--check` says whether all of it can stand. The
service stops when it is interrupted or terminated, after the answers it has begun.";

/// Serves the portal, the API and the ledger's published files.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ServeCommand {
    /// A file with settings, in TOML.
    #[arg(long, env = "WRIT_CONFIG", hide_env_values = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where to listen; port 0 takes one that is free.
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// The address by which people reach the door, as in `https://summons.example/`.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// The operator in whose name the jobs beside answering are done.
    #[arg(
        long = "as",
        env = "WRIT_OFFICER",
        hide_env_values = true,
        value_name = "OFFICER"
    )]
    officer: Option<String>,
    /// Says whether the settings can stand, and serves nothing.
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    place: Place,
}

pub(crate) fn run(command: &ServeCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(attend(command, output))
}

async fn attend(command: &ServeCommand, output: &Output) -> Result<Done, Trouble> {
    let mut settings = settings::read(command)?;
    let place = &command.place;
    let registry = place.open().await?;
    settings::complete(&mut settings, place)?;
    settings::stand(&settings, registry.kind())?;
    if command.check {
        let text = || "the settings can stand\n".to_owned();
        output.answer(|| json!({"settings": "can stand"}), text)?;
        return Ok(Done::Well);
    }
    let force = registry.kind();
    let told = |url: &str| {
        output.answer(
            || json!({"listening": url, "force": force.word()}),
            || format!("{url}\n{}\n", registry::in_words(force)),
        )
    };
    until_stopped(place, registry, settings, told).await
}

/// Serves an open registry until somebody interrupts, and tells where once it listens.
pub(crate) async fn until_stopped(
    place: &Place,
    registry: Registry,
    settings: Settings,
    tell: impl FnOnce(&str) -> Result<(), Trouble>,
) -> Result<Done, Trouble> {
    // It may have been done already, which is as good.
    drop(rustls::crypto::ring::default_provider().install_default());
    let traces = telemetry::begin(&settings)?;
    let door = door(place, registry, settings)?;
    let stop = crate::witness::stopped()?;
    let counters = listen_for_counters(&door)?;
    let listening = listen(door.settings().listen)?;
    let listening = match &door.settings().tls {
        None => listening,
        Some(tls) => listening.with_tls(tls).await.map_err(|error| {
            Trouble::misuse(format!("tls: {error}"))
                .with_cure("name a certificate and its key, in PEM, that this process may read")
        })?,
    };
    let scheme = match door.settings().tls {
        Some(_) => "https",
        None => "http",
    };
    tell(&format!("{scheme}://{}", listening.address()))?;
    let serving = serve(listening, writ_server::router::of(door.clone()), stop);
    let jobs = writ_server::jobs::run(&door, jobs::of(&door, place));
    let tracing = async {
        match traces {
            Some(traces) => traces.send().await,
            None => std::future::pending().await,
        }
    };
    let counting = async {
        match counters {
            Some((listening, counters)) => {
                let router = counters.router();
                serve(listening, router, std::future::pending()).await.ok();
            }
            None => std::future::pending().await,
        }
    };
    let reloading = reload(&door);
    tokio::select! {
        served = serving => {
            served.map_err(|error| Trouble::failed(format!("the service ended: {error}")))?;
        }
        // None of these ends.
        () = jobs => {}
        () = tracing => {}
        () = counting => {}
        () = reloading => {}
    }
    Ok(Done::Well)
}

/// Asks the providers who they are, and then waits.
async fn reload(door: &Door) {
    door.greet().await;
    std::future::pending::<()>().await;
}

fn listen(address: SocketAddr) -> Result<Listening, Trouble> {
    Listening::on(address).map_err(|error| {
        Trouble::failed(format!("nobody can listen at {address}: {error}"))
            .with_cure("choose another port; port 0 takes one that is free")
    })
}

/// What is counted, for an address that only the monitoring reaches.
fn listen_for_counters(door: &Door) -> Result<Option<(Listening, Counters)>, Trouble> {
    let Some(address) = door.settings().metrics_listen else {
        return Ok(None);
    };
    let counters = Counters::install()
        .map_err(|error| Trouble::failed(format!("nothing can be counted: {error}")))?;
    Ok(Some((listen(address)?, counters)))
}

fn door(place: &Place, registry: Registry, settings: Settings) -> Result<Door, Trouble> {
    let sandbox = match place.sandbox_time()? {
        Some(_) if registry.kind() == Kind::Sandbox => {
            let clock = OwnClock {
                place: place.clone(),
            };
            Some(Arc::new(clock) as Arc<dyn SandboxClock>)
        }
        _ => None,
    };
    Ok(Door::new(Parts {
        registry,
        machine: Arc::new(MachineClock),
        sandbox,
        chance: Arc::new(Machine),
        settings,
    }))
}

/// The machine's clock.
#[derive(Debug)]
struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Timestamp {
        crate::clock::now()
    }
}

/// The clock of a sandbox, in its file: a command may move it as well.
#[derive(Debug)]
struct OwnClock {
    place: Place,
}

impl Clock for OwnClock {
    fn now(&self) -> Timestamp {
        // A clock file that is gone or spoilt stops nobody: the machine's time is a time too, and
        // nothing that is recorded goes back behind what was.
        let own = self.place.sandbox_time().ok().flatten();
        own.unwrap_or_else(crate::clock::now)
    }
}

impl SandboxClock for OwnClock {
    fn set(&self, to: Timestamp) -> Result<(), ClockError> {
        let now = self.now();
        if to < now {
            return Err(ClockError::Earlier { now, to });
        }
        self.place.set_sandbox_time(to).map_err(|trouble| {
            let (why, _) = trouble.first();
            ClockError::Unkept {
                why: why.to_owned(),
            }
        })
    }
}
