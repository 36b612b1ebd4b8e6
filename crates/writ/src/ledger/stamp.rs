//! `writ ledger stamp`: an RFC 3161 time stamp over a checkpoint.

use std::path::PathBuf;

use serde_json::json;

use crate::file::{self, Readers};
use crate::output::Output;
use crate::registry::Place;
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = "\
Examples:
  writ ledger stamp --registry registry --checkpoint checkpoint.txt
  openssl ts -query -data checkpoint.txt -sha256 -cert -out query.tsq
  writ ledger stamp --registry registry --keep answer.tsr

The first writes out the bytes of the last witnessed checkpoint. Whatever time-stamp authority answers
the query, the last keeps its answer with the checkpoint that it is over, also when the ledger has
grown by then; proofs of what that checkpoint was the first to cover carry it from then on.";

/// Time-stamps a checkpoint.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[command(group = clap::ArgGroup::new("way").required(true))]
pub(crate) struct StampCommand {
    #[command(flatten)]
    place: Place,
    /// How many entries the checkpoint covers; if absent, the last witnessed one is written out, and
    /// an answer is kept with the checkpoint that it is over.
    #[arg(long)]
    size: Option<u64>,
    /// Where to write the checkpoint that is to be stamped.
    #[arg(long, value_name = "FILE", group = "way")]
    checkpoint: Option<PathBuf>,
    /// The answer of a time-stamp authority, to be kept.
    #[arg(long, value_name = "FILE", group = "way")]
    keep: Option<PathBuf>,
}

pub(super) async fn stamp(command: &StampCommand, output: &Output) -> Result<Done, Trouble> {
    let registry = command.place.open().await?;
    let size = match (&command.checkpoint, &command.keep) {
        (_, Some(path)) => {
            let answer = file::bytes(path)?;
            let now = command.place.time()?;
            registry
                .keep_time_stamp(command.size, answer, now)
                .await??
        }
        (to, None) => {
            let size = match command.size {
                Some(size) => size,
                None => registry.ledger_status().await?.witnessed,
            };
            let note = registry.stamped_note(size).await??;
            if let Some(path) = to {
                file::replace(path, &note, Readers::Anyone)?;
            }
            size
        }
    };
    output.answer(
        || json!({ "size": size }),
        || format!("checkpoint over {size} entries\n"),
    )?;
    Ok(Done::Well)
}
