//! `writ ledger verify`: everything is hashed anew and compared.

use std::path::{Path, PathBuf};

use serde_json::json;
use writ_ledger::policy::{Policy, Quorum};
use writ_ledger::tile::{Audit as Files, Audited, TilePath};
use writ_registry::evidence::audit::Audit;
use writ_registry::evidence::proof::LedgerStatus;
use writ_registry::{Registry, RegistryError};
use writ_store::StoreError;

use self::files::{Accounted, Folder};
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
compares both with each other, with the private records and with the published files. Every tile,
stream, cosigned checkpoint and file must be accounted for. With a folder of published files alone it
needs the policy, and nothing else; take the policy from somebody whom you trust, and not from the
folder. Changes nothing. Ends with 1 if anything does not agree.";

mod files;
mod records;

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
    let accounted = files::of_folder(dir, &list(dir)?, &found);
    if let Some(first) = accounted.findings.first() {
        return Err(wrong(dir, first));
    }
    output.answer(
        || {
            json!({
                "entries": found.entries,
                "tiles": found.tiles,
                "root": found.root.to_base64(),
                "other_files": accounted.compared,
                "passed_over": accounted.passed_over,
            })
        },
        || {
            let mut text = in_words(&found);
            if accounted.passed_over > 0 {
                text.push_str(&format!(
                    "{} files are not covered by it, and were passed over\n",
                    accounted.passed_over
                ));
            }
            text
        },
    )?;
    Ok(Done::Well)
}

fn list(dir: &Path) -> Result<Folder, Trouble> {
    Folder::list(dir).map_err(|error| file::unread(dir, &error))
}

fn wrong(dir: &Path, why: &str) -> Trouble {
    Trouble::refused("ledger-files", format!("{}: {why}", dir.display()))
        .with_cure("keep these files as they are, and have somebody compare them with another copy")
}

fn in_words(found: &Audited) -> String {
    format!(
        "{} entries and {} tiles are what the checkpoint says\n",
        found.entries, found.tiles
    )
}

/// Published files against their checkpoint, and the checkpoint against a policy.
fn published(dir: &Path, policy: &Policy) -> Result<Audited, Trouble> {
    let wrong = |why: String| wrong(dir, &why);
    let note = files::text(dir, "checkpoint")
        .ok_or_else(|| wrong("checkpoint is no regular file with a text".to_owned()))?;
    let examined = policy
        .examine(&note)
        .map_err(|error| wrong(error.to_string()))?;
    if let Quorum::Missing(missing) = policy.quorum(examined.cosigned()) {
        return Err(wrong(missing.to_string()));
    }
    let checkpoint = examined.checkpoint();
    let read = |path: &TilePath| files::tile(dir, path);
    Files::files(checkpoint.size, checkpoint.root, read).map_err(|error| wrong(error.to_string()))
}

async fn whole(command: &VerifyCommand, output: &Output) -> Result<Done, Trouble> {
    let place = Place::new(&command.dir, command.key_file.as_deref(), None);
    let registry = place.open().await?;
    let status = registry.ledger_status().await?;
    let progress = Progress::new(output, "hashing", Some(status.size));
    let folder = super::folder(&place);
    // A checkpoint that cannot be read is found with the files.
    let shown: Vec<String> = files::text(&folder, "checkpoint").into_iter().collect();
    let mut at = |done, _| progress.at(done);
    let audit = registry.audit(&shown, &mut at).await.map_err(damaged)?;
    let records = place.registry.join("records");
    let records = match records::compare(&records, &registry, &audit.erased_streams).await {
        Err(error) if is_damage(&error) => Some(records::unreadable(&error)),
        compared => compared?,
    };
    let beside = match beside(&folder, &registry, &status).await {
        Err(error) if is_damage(&error) => Beside {
            trouble: Some(damaged(error)),
            ..Beside::default()
        },
        beside => beside?,
    };
    drop(progress);
    let erased = match records {
        None => audit.erased_streams.iter().map(records::gone).collect(),
        Some(_) => Vec::new(),
    };
    let wrong = wrong_with(records.as_ref(), &beside, &erased);
    output.answer(
        || {
            json!({
                "audit": audit,
                "published": beside.wrong().next(),
                "wrong": wrong,
            })
        },
        || {
            let mut text = report(&audit);
            match &records {
                None => text.push_str("there are no private records here to compare\n"),
                Some(compared) => text.push_str(&format!(
                    "{} entries equal to the private records\n",
                    compared.entries
                )),
            }
            text.push_str(&beside.in_words());
            for finding in &wrong {
                text.push_str(&format!("WRONG {finding}\n"));
            }
            if audit.is_sound() && wrong.is_empty() {
                text.push_str("ledger and registry agree\n");
            }
            text
        },
    )?;
    Ok(match audit.is_sound() && wrong.is_empty() {
        true => Done::Well,
        false => Done::Wanting,
    })
}

/// What is wrong with the files that lie beside the database.
fn wrong_with(
    records: Option<&records::Compared>,
    beside: &Beside,
    erased: &[String],
) -> Vec<String> {
    let records = records.into_iter().flat_map(|compared| &compared.findings);
    let records = records.map(|finding| format!("the private records: {finding}"));
    let published = beside
        .wrong()
        .map(|finding| format!("published: {finding}"));
    let all = records.chain(published);
    all.chain(erased.iter().cloned()).collect()
}

/// The published files of a registry.
#[derive(Debug, Default)]
struct Beside {
    found: Option<Audited>,
    /// What is wrong with the tree, or with its checkpoint.
    trouble: Option<Trouble>,
    accounted: Accounted,
}

impl Beside {
    fn wrong(&self) -> impl Iterator<Item = &str> {
        let trouble = self.trouble.iter().map(|trouble| trouble.first().0);
        trouble.chain(self.accounted.findings.iter().map(String::as_str))
    }

    fn in_words(&self) -> String {
        let mut text = match &self.found {
            Some(found) => format!(
                "published: {}published: {} other files are what the registry makes\n",
                in_words(found),
                self.accounted.compared
            ),
            None if self.trouble.is_none() => "nothing is published here\n".to_owned(),
            None => String::new(),
        };
        if self.accounted.passed_over > 0 {
            text.push_str(&format!(
                "published: {} files were left by a writer that was stopped\n",
                self.accounted.passed_over
            ));
        }
        text
    }
}

/// Looks at the published files of a registry, if there are any.
async fn beside(
    dir: &Path,
    registry: &Registry,
    status: &LedgerStatus,
) -> Result<Beside, RegistryError> {
    let mut beside = Beside::default();
    let due = match registry.is_witnessed() {
        true => status.witnessed,
        false => status.size,
    };
    let listed = match dir.exists() {
        false => Ok(Folder::default()),
        true => list(dir),
    };
    let folder = match listed {
        Ok(folder) => folder,
        Err(trouble) => {
            beside.trouble = Some(trouble);
            return Ok(beside);
        }
    };
    // As in a registry that was only just made, or made anew.
    if folder.is_empty() {
        return Ok(beside);
    }
    let policy = Policy::parse(registry.policy_text().as_bytes());
    let found = match policy {
        Ok(policy) => published(dir, &policy),
        Err(error) => Err(Trouble::failed(error.to_string())),
    };
    beside.trouble = match &found {
        Ok(found) => as_signed(dir, found, registry, due).await?,
        Err(trouble) => Some(trouble.clone()),
    };
    beside.found = found.ok();
    let covered = beside.found.as_ref().map_or(0, |found| found.entries);
    beside.accounted = files::of_registry(dir, &folder, registry, covered).await?;
    Ok(beside)
}

/// Published files must be those of this ledger, and the last that were to be published; and their
/// checkpoint the very one that was kept, with the times of its cosignatures.
async fn as_signed(
    dir: &Path,
    found: &Audited,
    registry: &Registry,
    due: u64,
) -> Result<Option<Trouble>, RegistryError> {
    if found.entries < due {
        let text = format!(
            "{} entries are published, and {due} should be: the files are older than the ledger",
            found.entries
        );
        return Ok(Some(
            Trouble::refused("ledger-files", text)
                .with_cure("`writ ledger turn` publishes the last checkpoint"),
        ));
    }
    if !registry.is_witnessed() {
        return Ok(None);
    }
    let before = found.entries.saturating_sub(1);
    let (_, covers) = registry.checkpoints_after(u64::MAX, before).await?;
    let kept = covers.into_iter().next().map(|line| line.note);
    if kept.is_some() && kept == files::text(dir, "checkpoint") {
        return Ok(None);
    }
    let text = "the published checkpoint is none of those that this registry has kept";
    Ok(Some(Trouble::refused("ledger-files", text).with_cure(
        "keep both as they are, and have somebody compare them",
    )))
}

/// Damage is what an audit looks for: who meets it has found something, and the machine did not fail.
fn damaged(error: RegistryError) -> Trouble {
    match is_damage(&error) {
        true => Trouble::refused("ledger", error.to_string()).with_cure(
            "keep this database as it is; `writ ledger rebuild` makes the registry anew from the \
             private records",
        ),
        false => error.into(),
    }
}

fn is_damage(error: &RegistryError) -> bool {
    matches!(
        error,
        RegistryError::Damaged { .. } | RegistryError::Store(StoreError::Damaged { .. })
    )
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
    for finding in &audit.findings {
        text.push_str(&format!("WRONG {finding}\n"));
    }
    text
}
