//! `writ witness`: a witness and a monitor, for those who keep the ledger honest from outside.
//!
//! They need no registry and get none: a court, an ombudsman, a university or a newspaper runs
//! them with a folder of its own.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use writ_ledger::note::{KeyName, VerifierKey};
use writ_registry::Chance as _;
use writ_witness::folder::{Folder, FolderError};
use writ_witness::journal::{Happening, Journal};
use writ_witness::memory::Held;
use writ_witness::service::{Limits, serve};
use writ_witness::witness::Witness;
use zeroize::Zeroizing;

use crate::chance::Machine;
use crate::output::{Output, visible};
use crate::trouble::{Done, Trouble};

mod monitor;
mod time;

const EXAMPLES: &str = "\
Examples:
  writ witness init witness --name court.example/witness
  writ witness add-log witness register.example/ledger+1f2e3d4c+AVo...
  writ witness run witness --listen 127.0.0.1:7380
  writ witness show witness
  writ witness monitor copy --from https://register.example/ledger --policy policy --every 60

A witness signs that a ledger has only grown, and when it saw it. It is told sizes and hashes, and
nothing of people. docs/WITNESS.md says how to run one and what each alarm means.";

/// Runs a witness or a monitor of ledgers.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum WitnessCommand {
    /// Makes a witness: its key, and an empty memory.
    #[command(after_help = EXAMPLES)]
    Init(Init),
    /// Follows a log from now on.
    #[command(after_help = EXAMPLES)]
    AddLog(AddLog),
    /// Runs a witness until it is stopped.
    #[command(after_help = EXAMPLES)]
    Run(Run),
    /// Shows a witness: its key, the logs that it follows, what it holds of them.
    #[command(after_help = EXAMPLES)]
    Show(Show),
    /// Copies a log, works out every hash again, and raises an alarm if something is wrong.
    #[command(after_help = EXAMPLES)]
    Monitor(monitor::Monitor),
}

/// What to make.
#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// The folder to put it in.
    dir: PathBuf,
    /// Its name, by custom an address without a scheme: court.example/witness.
    #[arg(long)]
    name: String,
}

/// What to follow.
#[derive(Debug, clap::Args)]
pub(crate) struct AddLog {
    /// The folder of the witness.
    dir: PathBuf,
    /// The public key of the log, `name+id+key`, from whoever runs the log.
    vkey: String,
}

/// How to run.
#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    /// The folder of the witness.
    dir: PathBuf,
    /// Where to listen; port 0 takes one that is free. TLS belongs to a proxy before it.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7380")]
    listen: SocketAddr,
    /// Signs the time in this file instead of the machine's: for sandboxes alone.
    #[arg(long, value_name = "FILE")]
    sandbox_clock: Option<PathBuf>,
}

/// What to show.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The folder of the witness.
    dir: PathBuf,
}

pub(crate) fn run(command: &WitnessCommand, output: &Output) -> Result<Done, Trouble> {
    match command {
        WitnessCommand::Init(init) => found(init, output),
        WitnessCommand::AddLog(add) => follow(add, output),
        WitnessCommand::Run(run) => in_runtime(attend(run, output)),
        WitnessCommand::Show(show) => tell(show, output),
        WitnessCommand::Monitor(monitor) => in_runtime(monitor::run(monitor, output)),
    }
}

impl From<FolderError> for Trouble {
    fn from(error: FolderError) -> Self {
        match error {
            FolderError::Taken(_) => Self::refused("founded", error.to_string()),
            FolderError::File { path, why } => crate::file::unread(&path, &why),
            FolderError::Memory(_) => Self::failed(error.to_string()),
            _ => Self::misuse(error.to_string()),
        }
    }
}

fn found(init: &Init, output: &Output) -> Result<Done, Trouble> {
    let name = KeyName::new(&init.name).map_err(|why| Trouble::misuse(why.to_string()))?;
    let mut seed = Zeroizing::new([0; 32]);
    Machine
        .fill(seed.as_mut_slice())
        .map_err(|error| Trouble::failed(error.to_string()))?;
    let key = Folder::new(&init.dir).found(name, &seed)?;
    let line = policy_line(&key);
    output.answer(
        || json!({"witness": init.dir, "name": init.name, "vkey": key.to_string(), "policy": line}),
        || {
            format!(
                "witness {}\n\
                 public key, for the log and for everybody who verifies:\n  {key}\n\
                 line for a policy, with the address under which the log reaches it:\n  {line} URL\n\
                 keep {} secret; never copy {} or put back an old one\n",
                visible(&init.name),
                init.dir.join(writ_witness::folder::KEY).display(),
                init.dir.join(writ_witness::folder::MEMORY).display(),
            )
        },
    )?;
    Ok(Done::Well)
}

/// The line of a policy that names a witness.
fn policy_line(key: &VerifierKey) -> String {
    format!("witness {} {key}", key.name())
}

fn follow(add: &AddLog, output: &Output) -> Result<Done, Trouble> {
    let folder = Folder::new(&add.dir);
    // A folder that is no witness is told apart from a key that is none.
    folder.public_key()?;
    let key = folder.follow(&add.vkey)?;
    let name = key.name().to_string();
    output.answer(
        || json!({"log": name, "vkey": key.to_string()}),
        || format!("follows {}\n", visible(&name)),
    )?;
    Ok(Done::Well)
}

fn tell(show: &Show, output: &Output) -> Result<Done, Trouble> {
    let folder = Folder::new(&show.dir);
    let (key, following, memory) = (folder.public_key()?, folder.following()?, folder.memory()?);
    let caught = memory.contradictions().map_err(FolderError::from)?;
    let mut logs: Vec<(VerifierKey, Option<Held>)> = Vec::new();
    for log in following.keys() {
        let held = memory
            .held(log.name().as_str())
            .map_err(FolderError::from)?;
        logs.push((log.clone(), held));
    }
    output.answer(
        || {
            let log = |(key, held): &(VerifierKey, Option<Held>)| {
                let held = held.as_ref();
                json!({
                    "vkey": key.to_string(),
                    "size": held.map(|held| held.size),
                    "cosigned_at": held.map(|held| time::text(held.at)),
                })
            };
            let caught: Vec<Value> = caught
                .iter()
                .map(|two| json!({"log": two.origin, "held": two.held, "shown": two.shown}))
                .collect();
            let logs: Vec<Value> = logs.iter().map(log).collect();
            json!({"vkey": key.to_string(), "policy": policy_line(&key), "logs": logs, "forks": caught})
        },
        || {
            let mut text = format!("witness {}\n  {key}\n", visible(key.name().as_str()));
            for (log, held) in &logs {
                let name = visible(log.name().as_str());
                text.push_str(&match held {
                    None => format!("log {name}: nothing cosigned yet\n"),
                    Some(held) => {
                        let at = time::text(held.at);
                        format!("log {name}: size {}, cosigned {at}\n", held.size)
                    }
                });
            }
            for two in &caught {
                text.push_str(&format!(
                    "FORK of {}: signed both of these\n{}---\n{}",
                    visible(&two.origin),
                    two.held,
                    two.shown
                ));
            }
            text
        },
    )?;
    Ok(if caught.is_empty() {
        Done::Well
    } else {
        Done::Wanting
    })
}

async fn attend(run: &Run, output: &Output) -> Result<Done, Trouble> {
    let clock = time::clock(run.sandbox_clock.as_deref())?;
    let witness = Witness::open(&Folder::new(&run.dir), clock, Box::new(Lines))?;
    let stop = stopped()?;
    let listener = TcpListener::bind(run.listen).await;
    let listener = listener.map_err(|error| {
        Trouble::failed(format!("nobody can listen at {}: {error}", run.listen))
            .with_cure("choose another port; port 0 takes one that is free")
    })?;
    let address = listener.local_addr();
    let address = address.map_err(|error| Trouble::failed(error.to_string()))?;
    let url = format!("http://{address}");
    output.answer(|| json!({"listening": url}), || format!("{url}\n"))?;
    serve(listener, Arc::new(witness), Limits::default(), stop).await;
    Ok(Done::Well)
}

/// What happened, line by line on the standard error, each with the machine's time.
#[derive(Debug)]
struct Lines;

impl Journal for Lines {
    fn happened(&self, what: &Happening) {
        say(&what.to_string());
    }
}

pub(crate) fn say(what: &str) {
    let now = crate::clock::now().strftime("%Y-%m-%dT%H:%M:%SZ");
    let line = format!("{now} {}\n", visible(what));
    // Nowhere is left to say that this failed.
    drop(std::io::stderr().lock().write_all(line.as_bytes()));
}

/// Done when the process is asked to stop.
pub(crate) fn stopped() -> Result<impl Future<Output = ()>, Trouble> {
    use tokio::signal::unix::{SignalKind, signal};
    let failed =
        |error: std::io::Error| Trouble::failed(format!("no signal can be taken: {error}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

fn in_runtime(command: impl Future<Output = Result<Done, Trouble>>) -> Result<Done, Trouble> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| {
        Trouble::failed(format!("the machine gives no runtime: {error}"))
            .with_cure("free some memory or threads and run the command again")
    })?;
    runtime.block_on(command)
}

/// Reads a policy from its file.
fn policy(path: &Path) -> Result<writ_ledger::policy::Policy, Trouble> {
    let text = crate::file::text(path)?;
    writ_ledger::policy::Policy::parse(text.as_bytes()).map_err(|why| {
        Trouble::misuse(format!("{}: {why}", path.display()))
            .with_cure("docs/WITNESS.md shows a policy")
    })
}
