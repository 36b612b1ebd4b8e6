//! `writ ledger rebuild`: a registry from the ledger's private records and the key file.

use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;
use writ_registry::evidence::copy::Rebuilding;
use writ_store::Absent;

use super::shelf::PrivateRecords;
use crate::chance::Machine;
use crate::output::Output;
use crate::progress::Progress;
use crate::registry::Place;
use crate::trouble::{Done, Trouble};
use crate::{file, key_file};

const EXAMPLES: &str = "\
Example:
  writ ledger rebuild anew --records registry/records --key-file registry/master.key

Makes the folder `anew` with a registry that holds everything that was in the ledger, and compares it
with the ledger to the byte. What had not yet been sequenced when the database was lost is lost with
it, as are messages that waited to be sent. The key file and the published files stay where they are:
copy them into the new folder.";

/// Builds a registry anew.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RebuildCommand {
    /// The folder to make.
    dir: PathBuf,
    /// The private records: the folder `records` of the registry that was lost.
    #[arg(long, value_name = "DIR")]
    records: PathBuf,
    /// The key file of the registry that was lost.
    #[arg(
        long,
        env = "WRIT_KEY_FILE",
        hide_env_values = true,
        value_name = "FILE"
    )]
    key_file: PathBuf,
}

pub(super) async fn rebuild(command: &RebuildCommand, output: &Output) -> Result<Done, Trouble> {
    let records = PrivateRecords::open(&command.records)?;
    let key = key_file::read(&command.key_file)?;
    let dir = &command.dir;
    let mut made = fs::DirBuilder::new();
    made.mode(0o700)
        .create(dir)
        .map_err(|error| file::unwritten(dir, &error))?;
    let place = Place::new(dir, Some(&command.key_file), None);
    let store = place.store(Absent::Create)?;
    let mut rebuilding = Rebuilding::begin(store, records.copy()?).await?;
    let progress = Progress::new(output, "rebuilding", Some(records.size()));
    for number in 0..records.parts() {
        for line in records.part(number)? {
            rebuilding.take(&line).await?;
        }
        progress.at(number.saturating_mul(256));
    }
    drop(progress);
    let registry = rebuilding.finish(Arc::new(Machine), &key).await?;
    let audit = registry.audit(&[], &mut |_, _| ()).await?;
    let text = |what: &str| format!("{}: {what}\n", dir.display());
    output.answer(
        || json!({ "registry": dir, "audit": audit }),
        || match audit.findings.first() {
            None => text(&format!("{} entries, all as in the ledger", audit.entries)),
            Some(first) => text(&format!("not as in the ledger: {first}")),
        },
    )?;
    Ok(if audit.is_sound() {
        Done::Well
    } else {
        Done::Wanting
    })
}
