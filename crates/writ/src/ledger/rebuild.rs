//! `writ ledger rebuild`: a registry from the ledger's private records and the key file.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;
use writ_registry::MasterKey;
use writ_registry::evidence::audit::Audit;
use writ_registry::evidence::copy::Rebuilding;
use writ_store::Absent;

use super::records::PrivateRecords;
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
with the ledger to the byte. Where lines of the records are missing, or a key that is not said to be
erased, it is refused and nothing is made. What had not yet been sequenced when the database was lost is lost with
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
    if dir.exists() {
        let error = ErrorKind::AlreadyExists.into();
        return Err(file::unwritten(dir, &error));
    }
    // Built beside and put in place at the end: what is half of a registry must not look like one.
    let beside = Beside::make(dir)?;
    let place = Place::new(&beside.path, Some(&command.key_file), None);
    let audit = fill(&place, &records, &key, output).await?;
    let done = match audit.is_sound() {
        true => {
            beside.put(dir)?;
            Done::Well
        }
        false => Done::Wanting,
    };
    output.answer(
        || json!({ "registry": dir, "audit": audit, "left_out": records.beyond() }),
        || in_words(dir, &audit, &records),
    )?;
    Ok(done)
}

/// Fills the store of a new registry with what the records hold, and holds it against the ledger.
async fn fill(
    place: &Place,
    records: &PrivateRecords,
    key: &MasterKey,
    output: &Output,
) -> Result<Audit, Trouble> {
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
    let registry = rebuilding.finish(Arc::new(Machine), key).await?;
    Ok(registry.audit(&[], &mut |_, _| ()).await?)
}

fn in_words(dir: &Path, audit: &Audit, records: &PrivateRecords) -> String {
    let dir = dir.display();
    if let Some(first) = audit.findings.first() {
        return format!("{dir}: not made, for it would not be as in the ledger: {first}\n");
    }
    let (entries, erased) = (audit.entries, audit.erased);
    let mut text = format!("{dir}: {entries} entries, all as in the ledger\n");
    match erased {
        0 => text.push_str("none of them is erased\n"),
        _ => text.push_str(&format!(
            "{erased} of them cannot be read: they are erased\n"
        )),
    }
    match records.witnessed() {
        0 => text.push_str("no quorum of witnesses has signed for any of them\n"),
        witnessed => text.push_str(&format!(
            "a quorum of witnesses has signed for {witnessed} of them\n"
        )),
    }
    if records.beyond() > 0 {
        text.push_str(&format!(
            "{} entries after these were still being written and are left out\n",
            records.beyond()
        ));
    }
    text
}

/// A folder beside the one that is to be made, deleted with what is in it unless it takes its place.
#[derive(Debug)]
struct Beside {
    path: PathBuf,
}

impl Beside {
    fn make(dir: &Path) -> Result<Self, Trouble> {
        let mut name = OsString::from(".");
        name.push(dir.file_name().unwrap_or_default());
        name.push(format!(".{}.new", std::process::id()));
        let path = dir.with_file_name(name);
        let mut made = fs::DirBuilder::new();
        let made = made.mode(0o700).create(&path);
        made.map_err(|error| file::unwritten(&path, &error))?;
        Ok(Self { path })
    }

    fn put(&self, dir: &Path) -> Result<(), Trouble> {
        fs::rename(&self.path, dir).map_err(|error| file::unwritten(dir, &error))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Where it is in its place there is nothing left to delete.
        drop(fs::remove_dir_all(&self.path));
    }
}
