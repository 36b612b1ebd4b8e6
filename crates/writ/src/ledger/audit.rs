//! `writ ledger verify`: everything is hashed anew and compared.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use writ_ledger::checkpoint::Checkpoint;
use writ_ledger::note::Note;
use writ_ledger::policy::{Policy, Quorum};
use writ_ledger::tile::{Audit as Files, Audited, TilePath};
use writ_registry::evidence::audit::Audit;
use writ_registry::evidence::proof::LedgerStatus;
use writ_registry::{Registry, RegistryError};
use writ_store::StoreError;

use crate::file;
use crate::output::Output;
use crate::progress::Progress;
use crate::registry::{self, Place};
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = "\
Examples:
  writ ledger verify registry
  writ ledger verify registry/ledger --policy policy

With the folder of a registry it rehashes the ledger, opens every record with the key file, and
compares both with each other and with the published files. With a folder of published files alone it
needs the policy, and nothing else. Changes nothing. Ends with 1 if anything does not agree.";

/// Verifies a ledger.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct VerifyCommand {
    /// The folder of a registry, or a folder of published files.
    dir: PathBuf,
    /// The policy that names the log and its witnesses, for a folder of published files.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The key file of the registry, if it does not lie in the folder.
    #[arg(
        long,
        env = "WRIT_KEY_FILE",
        hide_env_values = true,
        value_name = "FILE"
    )]
    key_file: Option<PathBuf>,
}

pub(super) fn run(command: &VerifyCommand, output: &Output) -> Result<Done, Trouble> {
    let dir = &command.dir;
    if dir.join("store.sqlite").exists() {
        return registry::run(whole(command, output));
    }
    let Some(path) = &command.policy else {
        let text = format!("{} is no registry, and no policy is named", dir.display());
        return Err(Trouble::misuse(text)
            .with_cure("name the folder of a registry, or give the policy with --policy"));
    };
    let policy = crate::proof::policy(path)?;
    let found = published(dir, &policy)?;
    output.answer(
        || json!({ "entries": found.entries, "tiles": found.tiles, "root": found.root.to_base64() }),
        || in_words(&found),
    )?;
    Ok(Done::Well)
}

fn in_words(found: &Audited) -> String {
    format!(
        "{} entries and {} tiles are what the checkpoint says\n",
        found.entries, found.tiles
    )
}

/// Published files against their checkpoint, and the checkpoint against a policy.
fn published(dir: &Path, policy: &Policy) -> Result<Audited, Trouble> {
    let wrong = |why: String| {
        Trouble::refused("ledger-files", format!("{}: {why}", dir.display())).with_cure(
            "keep these files as they are, and have somebody compare them with another copy",
        )
    };
    let note = file::text(&dir.join("checkpoint"))?;
    let examined = policy
        .examine(&note)
        .map_err(|error| wrong(error.to_string()))?;
    if let Quorum::Missing(missing) = policy.quorum(examined.cosigned()) {
        return Err(wrong(missing.to_string()));
    }
    let checkpoint = examined.checkpoint();
    let read = |path: &TilePath| fs::read(dir.join(path.to_path())).ok();
    Files::files(checkpoint.size, checkpoint.root, read).map_err(|error| wrong(error.to_string()))
}

async fn whole(command: &VerifyCommand, output: &Output) -> Result<Done, Trouble> {
    let place = Place::new(&command.dir, command.key_file.as_deref(), None);
    let registry = place.open().await?;
    let status = registry.ledger_status().await?;
    let progress = Progress::new(output, "hashing", Some(status.size));
    let folder = super::folder(&place);
    let checkpoint = folder.join("checkpoint");
    let shown: Vec<String> = match checkpoint.exists() {
        true => vec![file::text(&checkpoint)?],
        false => Vec::new(),
    };
    let mut at = |done, _| progress.at(done);
    let audit = registry.audit(&shown, &mut at).await.map_err(damaged)?;
    drop(progress);
    let policy = Policy::parse(registry.policy_text().as_bytes());
    let policy = policy.map_err(|error| Trouble::failed(error.to_string()))?;
    let files = match folder.join("checkpoint").exists() {
        false => None,
        true => match published(&folder, &policy) {
            Ok(found) => Some(as_signed(&found, &registry, &status).await?.map(|()| found)),
            Err(trouble) => Some(Err(trouble)),
        },
    };
    let shown = files.as_ref().and_then(|files| files.as_ref().err());
    output.answer(
        || {
            json!({
                "audit": audit,
                "published": shown.map(|trouble| trouble.first().0),
            })
        },
        || {
            let mut text = report(&audit);
            match &files {
                None => text.push_str("nothing is published yet\n"),
                Some(Ok(found)) => text.push_str(&format!("published: {}", in_words(found))),
                Some(Err(trouble)) => text.push_str(&format!("published: {}\n", trouble.first().0)),
            }
            text
        },
    )?;
    Ok(match audit.is_sound() && shown.is_none() {
        true => Done::Well,
        false => Done::Wanting,
    })
}

/// Published files must be those of this ledger, and the last that were to be published.
async fn as_signed(
    found: &Audited,
    registry: &Registry,
    status: &LedgerStatus,
) -> Result<Result<(), Trouble>, Trouble> {
    let due = match registry.is_witnessed() {
        true => status.witnessed,
        false => status.size,
    };
    if found.entries < due {
        let text = format!(
            "{} entries are published, and {due} should be: the files are older than the ledger",
            found.entries
        );
        return Ok(Err(Trouble::refused("ledger-files", text)
            .with_cure("`writ ledger turn` publishes the last checkpoint")));
    }
    if !registry.is_witnessed() {
        return Ok(Ok(()));
    }
    let kept = registry.stamped_note(found.entries).await?.ok();
    let kept = kept.and_then(|note| Note::parse(&note).ok());
    let kept = kept.and_then(|note| Checkpoint::parse(note.text()).ok());
    if kept.is_some_and(|kept| kept.root == found.root) {
        return Ok(Ok(()));
    }
    let text = "the published checkpoint is none of those that this registry has kept";
    Ok(Err(Trouble::refused("ledger-files", text).with_cure(
        "keep both as they are, and have somebody compare them",
    )))
}

/// Damage is what an audit looks for: who meets it has found something, and the machine did not fail.
fn damaged(error: RegistryError) -> Trouble {
    match &error {
        RegistryError::Damaged { .. } | RegistryError::Store(StoreError::Damaged { .. }) => {
            Trouble::refused("ledger", error.to_string()).with_cure(
                "keep this database as it is; `writ ledger rebuild` makes the registry anew from \
                 the private records",
            )
        }
        _ => error.into(),
    }
}

fn report(audit: &Audit) -> String {
    let mut text = format!(
        "{} entries hashed, {} opened and equal to what their leaves commit to, {} erased, {} wait\n\
         {} tiles equal to the byte, {} checkpoints signed by the log, {} by a quorum of witnesses\n",
        audit.entries,
        audit.opened,
        audit.erased,
        audit.waiting,
        audit.tiles,
        audit.checkpoints,
        audit.witnessed
    );
    if audit.is_sound() {
        text.push_str("ledger and registry agree\n");
    }
    for finding in &audit.findings {
        text.push_str(&format!("WRONG {finding}\n"));
    }
    text
}
