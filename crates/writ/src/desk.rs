//! `writ desk`: relying desks and their keys.

use serde_json::json;
use writ_registry::{Desk, DeskKey, NewOfficer, Offices, Revoke, Role, operation};

use crate::officer::{as_json, as_text};
use crate::output::{Output, several, visible};
use crate::registry::{self, Access, Open, ruled};
use crate::trouble::{Done, Trouble};

const ADD_EXAMPLES: &str = "\
Example:
  writ desk add border --measure exit --purpose \"leaving the country\" \\
    --registry registry --as operator";

const KEY_EXAMPLES: &str = "\
Example: a new key without a break. The old one goes on until it is taken back.
  writ desk key border --registry registry --as operator
  writ desk revoke border --older --registry registry --as operator";

/// Makes the accounts of relying desks, and their keys.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = ADD_EXAMPLES)]
pub(crate) enum DeskCommand {
    /// Adds a desk, which asks one measure for one purpose, and prints its key, once.
    #[command(after_help = ADD_EXAMPLES)]
    Add(Add),
    /// Gives a desk, or another system, one more key, and prints it, once.
    #[command(after_help = KEY_EXAMPLES)]
    Key(Key),
    /// Takes the keys of a desk, or of another system, back.
    #[command(after_help = KEY_EXAMPLES)]
    Revoke(RevokeKeys),
}

/// What desk to add.
#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// The name of the account.
    name: String,
    /// The one measure it asks about.
    #[arg(long)]
    measure: String,
    /// The one purpose it asks for, as the regime words it.
    #[arg(long)]
    purpose: String,
    #[command(flatten)]
    access: Access,
}

/// Who gets a key.
#[derive(Debug, clap::Args)]
pub(crate) struct Key {
    /// The name of the account.
    name: String,
    #[command(flatten)]
    access: Access,
}

/// Whose keys are taken back.
#[derive(Debug, clap::Args)]
pub(crate) struct RevokeKeys {
    /// The name of the account.
    name: String,
    /// All but the last one.
    #[arg(long)]
    older: bool,
    #[command(flatten)]
    access: Access,
}

pub(crate) fn run(command: &DeskCommand, output: &Output) -> Result<Done, Trouble> {
    match command {
        DeskCommand::Add(add) => registry::run(add_desk(add, output)),
        DeskCommand::Key(key) => registry::run(new_key(key, output)),
        DeskCommand::Revoke(revoke) => registry::run(take_back(revoke, output)),
    }
}

async fn add_desk(add: &Add, output: &Output) -> Result<Done, Trouble> {
    let open = add.access.open().await?;
    let permit = open.permit(operation::AddOfficer).await?;
    let account = NewOfficer {
        name: add.name.clone(),
        roles: [Role::Desk].into(),
        offices: Offices::All,
        desk: Some(Desk {
            measure: add.measure.clone(),
            purpose: add.purpose.clone(),
        }),
    };
    let adding = open.registry.add_officer(&permit, account, open.now());
    let added = ruled(adding.await)?;
    let issuing = open.registry.issue_desk_key(&permit, &add.name, open.now());
    let key = ruled(issuing.await)?;
    let before = format!("added {}\n", as_text(&added));
    let mut account = as_json(&added);
    if let Some(fields) = account.as_object_mut() {
        fields.insert("key".to_owned(), json!(key.text()));
    }
    open.answer(output, || account, || before + &shown(&key))?;
    Ok(Done::Well)
}

async fn new_key(command: &Key, output: &Output) -> Result<Done, Trouble> {
    let open = command.access.open().await?;
    let permit = open.permit(operation::AddOfficer).await?;
    let name = &command.name;
    let key = ruled(
        open.registry
            .issue_desk_key(&permit, name, open.now())
            .await,
    )?;
    print_key(&open, output, name, &key)?;
    Ok(Done::Well)
}

fn print_key(open: &Open, output: &Output, name: &str, key: &DeskKey) -> Result<(), Trouble> {
    open.answer(
        output,
        || json!({"key": key.text(), "name": name}),
        || format!("{}: {}", visible(name), shown(key)),
    )
}

fn shown(key: &DeskKey) -> String {
    format!(
        "key {}\nit is shown this once: the registry keeps no more than its digest\n",
        key.text()
    )
}

async fn take_back(command: &RevokeKeys, output: &Output) -> Result<Done, Trouble> {
    let open = command.access.open().await?;
    let permit = open.permit(operation::AddOfficer).await?;
    let which = if command.older {
        Revoke::Older
    } else {
        Revoke::All
    };
    let name = &command.name;
    let revoking = open
        .registry
        .revoke_desk_keys(&permit, name, which, open.now());
    let count = ruled(revoking.await)?;
    let keys = several(u64::try_from(count).unwrap_or(u64::MAX), "key", "keys");
    open.answer(
        output,
        || json!({"name": name, "revoked": count}),
        || format!("{}: {keys} taken back\n", visible(name)),
    )?;
    Ok(Done::Well)
}
