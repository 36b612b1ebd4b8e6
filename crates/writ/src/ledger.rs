//! `writ ledger`: sequences what is recorded, has it witnessed, publishes it, and holds it against
//! the registry.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;
use writ_courier::{HttpWitnesses, Patience, WitnessAddress};
use writ_registry::evidence::sequencer::{Sequencer, SequencerError, Turn};
use writ_registry::evidence::witnesses::{WitnessAnswer, WitnessOutcome};
use writ_registry::{Kind, Registry};

use crate::output::{Output, visible};
use crate::registry::{self, Place};
use crate::trouble::{Done, Trouble};

mod audit;
mod rebuild;
mod records;
pub(crate) mod shelf;
mod stamp;

use shelf::Shelf;

const EXAMPLES: &str = "\
Examples:
  writ ledger turn --registry registry
  writ ledger run --registry registry
  writ ledger status --registry registry
  writ ledger verify registry
  writ ledger verify registry/ledger --policy policy
  writ ledger published --registry registry
  writ ledger aggregates --day 2023-04-17 --registry registry

Everything recorded has a leaf in the ledger. A turn gives each its place, signs a checkpoint, asks
the witnesses and publishes in the folder `ledger`: static files that anybody may copy. In a registry
with witnesses what burdens somebody binds only once a quorum has signed; relief never waits.";

/// Sequences, has witnessed, publishes and verifies the ledger.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum LedgerCommand {
    /// Sequences what waits, once, and asks the witnesses.
    Turn(TurnCommand),
    /// Does so again and again, until it is stopped.
    Run(RunCommand),
    /// Shows how far the ledger is sequenced and witnessed.
    Status(StatusCommand),
    /// Rehashes everything and compares it with what the registry holds; without a registry, the
    /// published files with their checkpoint.
    Verify(audit::VerifyCommand),
    /// Builds a registry anew from the ledger's private records and the key file.
    Rebuild(rebuild::RebuildCommand),
    /// Gives out the checkpoint to be time-stamped (RFC 3161), and keeps the answer.
    Stamp(stamp::StampCommand),
    /// Lists what is published as it is: the founding, draws, aggregates.
    Published(StatusCommand),
    /// Publishes how many acts of each kind were recorded on a day; small numbers are not told.
    Aggregates(AggregatesCommand),
}

/// One turn.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct TurnCommand {
    #[command(flatten)]
    place: Place,
    /// Ends the process right after a step, as a crash would: for tests.
    #[arg(long, env = "WRIT_STOP_AFTER", hide_env_values = true, hide = true)]
    stop_after: Option<Step>,
}

/// A step after which a test has the process end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Step {
    Gather,
    Draft,
    Commit,
    Ask,
    Cover,
}

/// Turn after turn.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RunCommand {
    #[command(flatten)]
    place: Place,
    /// How long to wait between two turns, in milliseconds.
    #[arg(long, value_name = "MS", default_value_t = 1_000)]
    every: u64,
}

/// Which registry.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct StatusCommand {
    #[command(flatten)]
    place: Place,
}

/// Which day.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct AggregatesCommand {
    /// The day, in the registry's zone; it must be over.
    #[arg(long)]
    day: jiff::civil::Date,
    #[command(flatten)]
    place: Place,
}

pub(crate) fn run(command: &LedgerCommand, output: &Output) -> Result<Done, Trouble> {
    match command {
        LedgerCommand::Turn(command) => registry::run(turn(command, output)),
        LedgerCommand::Run(command) => registry::run(go_on(command, output)),
        LedgerCommand::Status(command) => registry::run(status(&command.place, output)),
        LedgerCommand::Verify(command) => audit::run(command, output),
        LedgerCommand::Rebuild(command) => registry::run(rebuild::rebuild(command, output)),
        LedgerCommand::Stamp(command) => registry::run(stamp::stamp(command, output)),
        LedgerCommand::Aggregates(command) => registry::run(aggregates(command, output)),
        LedgerCommand::Published(command) => registry::run(published(&command.place, output)),
    }
}

/// The witnesses of a registry's policy, where it says that they are reached.
pub(crate) fn witnesses(registry: &Registry) -> Result<HttpWitnesses, Trouble> {
    let addresses = registry.witnesses().into_iter();
    let addresses: Vec<WitnessAddress> = addresses
        .map(|(name, url)| WitnessAddress { name, url })
        .collect();
    HttpWitnesses::new(&addresses, Patience::default()).map_err(|error| {
        Trouble::misuse(error.to_string()).with_cure("see the policy in the folder `ledger`")
    })
}

async fn turn(command: &TurnCommand, output: &Output) -> Result<Done, Trouble> {
    let place = &command.place;
    let registry = place.open().await?;
    let shelf = Shelf::take(place)?;
    let now = place.time()?;
    let witnesses = witnesses(&registry)?;
    let mut sequencer = begin(&registry, &shelf).await?;
    if let Some(step) = command.stop_after {
        return stop_after(step, &mut sequencer, &witnesses, now).await;
    }
    let mut turn = cycle(&registry, &shelf, &mut sequencer, &witnesses, now).await?;
    while registry.ledger_status().await?.waiting > 0 {
        turn = cycle(&registry, &shelf, &mut sequencer, &witnesses, now).await?;
    }
    let done = match troubles(&turn).is_empty() {
        true => Done::Well,
        false => Done::Wanting,
    };
    output.answer(|| in_json(&turn), || in_words(&turn, &registry))?;
    Ok(done)
}

/// One turn of a sequencer with its files: what others are asked to sign lies in the private
/// records before they are asked.
pub(crate) async fn cycle(
    registry: &Registry,
    shelf: &Shelf,
    sequencer: &mut Sequencer<'_>,
    witnesses: &HttpWitnesses,
    now: Timestamp,
) -> Result<Turn, Trouble> {
    let stop = |error| stopped_by(shelf, error);
    sequencer
        .remembers(&shelf.remembered()?)
        .await
        .map_err(stop)?;
    sequencer.hear(witnesses).await.map_err(stop)?;
    registry.tell_quorums(now).await?;
    let grown = sequencer.grow(now).await.map_err(stop)?;
    shelf.keep(registry).await?;
    let turn = sequencer.witness(witnesses, grown).await;
    let turn = turn.map_err(stop)?;
    shelf.keep(registry).await?;
    shelf.publish(registry).await?;
    Ok(turn)
}

pub(crate) async fn begin<'r>(
    registry: &'r Registry,
    shelf: &Shelf,
) -> Result<Sequencer<'r>, Trouble> {
    let sequencer = registry.sequencer(None).await.map_err(stopped)?;
    // The private records know most, and are the way out.
    let kept = sequencer.remembers(&shelf.remembered()?).await;
    kept.map_err(stopped)?;
    if let Some(shown) = shelf.shown()? {
        sequencer.continues(&shown).await.map_err(stopped)?;
    }
    Ok(sequencer)
}

/// Walks the steps of a turn and ends the process after one of them, without tidying up.
async fn stop_after(
    step: Step,
    sequencer: &mut Sequencer<'_>,
    witnesses: &HttpWitnesses,
    now: Timestamp,
) -> Result<Done, Trouble> {
    let waiting = sequencer.gather(now).await.map_err(stopped)?;
    if step == Step::Gather {
        std::process::abort();
    }
    let draft = sequencer.draft(&waiting, now).map_err(stopped)?;
    if step == Step::Draft {
        std::process::abort();
    }
    sequencer.commit(draft).await.map_err(stopped)?;
    if step == Step::Commit {
        std::process::abort();
    }
    let asked = sequencer.ask(witnesses).await.map_err(stopped)?;
    if step == Step::Ask {
        std::process::abort();
    }
    sequencer.cover(&asked).await.map_err(stopped)?;
    std::process::abort();
}

async fn go_on(command: &RunCommand, output: &Output) -> Result<Done, Trouble> {
    let place = &command.place;
    let registry = place.open().await?;
    let shelf = Shelf::take(place)?;
    let witnesses = witnesses(&registry)?;
    let mut sequencer = begin(&registry, &shelf).await?;
    let (size, witnessed) = sequencer.sizes();
    output.answer(
        || json!({ "size": size, "witnessed": witnessed }),
        || format!("sequencing {}; {size} entries so far\n", registry.origin()),
    )?;
    let stop = crate::witness::stopped()?;
    tokio::pin!(stop);
    let mut alarm = String::new();
    loop {
        let turn = cycle(&registry, &shelf, &mut sequencer, &witnesses, place.time()?).await?;
        let now = troubles(&turn);
        if now != alarm {
            let text = match (now.is_empty(), alarm.starts_with(NO_QUORUM)) {
                (true, true) => "a quorum signs again",
                (true, false) => "no witness speaks of another ledger any more",
                (false, _) => &now,
            };
            crate::witness::say(text);
            alarm = now;
        }
        tokio::select! {
            () = &mut stop => return Ok(Done::Well),
            () = tokio::time::sleep(Duration::from_millis(command.every)) => {}
        }
    }
}

/// How the alarm begins while no quorum signs.
const NO_QUORUM: &str = "ALARM no quorum of witnesses";

/// The alarm, while what is sequenced waits for a quorum, and while a witness speaks of another
/// past, be there a quorum or not.
fn troubles(turn: &Turn) -> String {
    let each = |of: &mut dyn Iterator<Item = &WitnessAnswer>| {
        let each: Vec<String> = of.map(said).collect();
        each.join("; ")
    };
    if turn.witnessed < turn.size {
        let waits = turn.size - turn.witnessed;
        let each = each(&mut turn.troubles.iter());
        return format!("{NO_QUORUM}: {waits} entries wait and burden nobody; {each}");
    }
    let speaks = |answer: &&WitnessAnswer| answer.outcome.is_of_another_past();
    let each = each(&mut turn.troubles.iter().filter(speaks));
    match each.is_empty() {
        true => String::new(),
        false => format!(
            "ALARM a witness speaks of another ledger, and a quorum signs this one: {each}; have \
             what it holds compared with the published files"
        ),
    }
}

fn said(answer: &WitnessAnswer) -> String {
    let name = &answer.witness;
    match &answer.outcome {
        WitnessOutcome::Cosigned(_) => format!("`{name}` signed"),
        WitnessOutcome::Ahead { size } => format!("`{name}` has signed {size} entries"),
        WitnessOutcome::Contradicts { why } => {
            format!("`{name}` holds another ledger: {}", visible(why))
        }
        WitnessOutcome::Refused { why } => format!("`{name}` refused: {}", visible(why)),
        WitnessOutcome::Unreachable { why } => format!("`{name}`: {}", visible(why)),
    }
}

fn in_json(turn: &Turn) -> serde_json::Value {
    json!({
        "size": turn.size,
        "witnessed": turn.witnessed,
        "quorum_at": turn.quorum_at,
        "published": turn.publish.is_some(),
        "troubles": turn.troubles.iter().map(said).collect::<Vec<_>>(),
    })
}

fn in_words(turn: &Turn, registry: &Registry) -> String {
    let size = turn.size;
    let mut text = format!("{size} entries in the ledger\n");
    match (registry.is_witnessed(), turn.quorum_at) {
        (false, _) => text.push_str("nobody witnesses this ledger: a sandbox may do without\n"),
        (true, Some(at)) => {
            text.push_str(&format!("a quorum has signed for all of them at {at}\n"));
        }
        (true, None) if turn.witnessed == size => {
            text.push_str("a quorum has signed for all of them\n");
        }
        (true, None) => {}
    }
    let alarm = troubles(turn);
    if !alarm.is_empty() {
        text.push_str(&alarm);
        text.push('\n');
    }
    text
}

async fn status(place: &Place, output: &Output) -> Result<Done, Trouble> {
    let registry = place.open().await?;
    let ledger = registry.ledger_status().await?;
    output.answer(
        || json!(ledger),
        || {
            let mut text = format!("ledger {}\n", ledger.origin);
            text.push_str(&format!("{} entries in order, ", ledger.size));
            text.push_str(&format!("{} wait for a place\n", ledger.waiting));
            match (registry.is_witnessed(), ledger.witnessed_at) {
                (false, _) => text.push_str("nobody witnesses this ledger\n"),
                (true, Some(at)) => {
                    let size = ledger.witnessed;
                    text.push_str(&format!("a quorum has signed for {size}, last at {at}\n"));
                }
                (true, None) => text.push_str("no quorum has signed anything yet\n"),
            }
            if registry.kind() == Kind::Sandbox {
                text.push_str("sandbox: no legal force\n");
            }
            text
        },
    )?;
    Ok(Done::Well)
}

async fn aggregates(command: &AggregatesCommand, output: &Output) -> Result<Done, Trouble> {
    let registry = command.place.open().await?;
    let now = command.place.time()?;
    let text = registry.publish_aggregates(command.day, now).await??;
    let json: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    output.answer(|| json, || format!("{}\n", visible(&text)))?;
    Ok(Done::Well)
}

async fn published(place: &Place, output: &Output) -> Result<Done, Trouble> {
    let registry = place.open().await?;
    let published = registry.published().await?;
    output.answer(
        || {
            let lines = published.iter().map(|it| {
                let content: serde_json::Value =
                    serde_json::from_str(&it.content).unwrap_or_default();
                json!({
                    "number": it.number,
                    "place": it.place,
                    "witnessed_at": it.witnessed_at,
                    "content": content,
                })
            });
            lines.collect::<Vec<_>>()
        },
        || {
            let mut text = String::new();
            for it in &published {
                text.push_str(&format!("{} {}\n", it.number, visible(&it.content)));
            }
            text
        },
    )?;
    Ok(Done::Well)
}

/// What stopped a sequencer. What a witness shows of a second ledger is kept.
fn stopped_by(shelf: &Shelf, error: SequencerError) -> Trouble {
    let SequencerError::Forked {
        witness,
        size,
        shown,
        ..
    } = &error
    else {
        return stopped(error);
    };
    match shelf.keep_fork(witness, *size, shown) {
        Ok(path) => Trouble::refused("forked", error.to_string()).with_cure(format!(
            "what the witness showed lies in {}; hold it against the published checkpoint, \
             together with the witnesses",
            path.display()
        )),
        Err(trouble) => trouble,
    }
}

/// What stopped a sequencer, for whoever runs it.
fn stopped(error: SequencerError) -> Trouble {
    match error {
        SequencerError::Registry(error) => error.into(),
        SequencerError::Another { .. } => Trouble::failed(error.to_string())
            .with_cure("run the command again, or leave it to the other process"),
        SequencerError::RolledBack { .. } | SequencerError::Otherwise { .. } => {
            Trouble::refused("rolled-back", error.to_string())
                .with_cure("`writ ledger rebuild` makes the registry anew from the private records")
        }
        other => Trouble::refused("ledger", other.to_string())
            .with_cure("`writ ledger verify` names what is wrong"),
    }
}

/// The folder of a registry's published files.
pub(crate) fn folder(place: &Place) -> PathBuf {
    place.registry.join("ledger")
}
