//! `writ officer`: accounts, made and ended by an operator.

use serde_json::{Value, json};
use writ_registry::{NewOfficer, Officer, Offices, Role, operation};

use crate::output::{Output, visible};
use crate::registry::{self, Access, Open, ruled};
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = "\
Examples:
  writ officer add vera --role registrar --registry registry --as operator
  writ officer add oleg --role officer --office A --office B --registry registry --as operator
  writ officer end vera --registry registry --as operator
  writ officer list --registry registry --as operator";

/// Makes, ends and shows the accounts of officers.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum OfficerCommand {
    /// Adds an officer.
    #[command(after_help = EXAMPLES)]
    Add(Add),
    /// Ends the account of an officer, a desk or a system: nothing is permitted to it any more.
    #[command(after_help = EXAMPLES)]
    End(End),
    /// Lists every officer and desk.
    #[command(after_help = EXAMPLES)]
    List(List),
}

/// What officer to add.
#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// The name of the account.
    name: String,
    /// What the officer is: registrar, officer, approver, operator, oversight or system.
    #[arg(long, required = true, value_parser = role)]
    role: Vec<Role>,
    /// The offices for which the officer acts; without it, all of them.
    #[arg(long)]
    office: Vec<String>,
    #[command(flatten)]
    access: Access,
}

/// Which account to end.
#[derive(Debug, clap::Args)]
pub(crate) struct End {
    /// The name of the account.
    name: String,
    #[command(flatten)]
    access: Access,
}

/// Whom to ask for the list.
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    #[command(flatten)]
    access: Access,
}

fn role(word: &str) -> Result<Role, String> {
    let officers = Role::ALL.into_iter().filter(|role| *role != Role::Desk);
    let words: Vec<&str> = officers.map(Role::word).collect();
    match Role::from_word(word) {
        Some(Role::Desk) => Err("a desk is added with `writ desk add`".to_owned()),
        Some(role) => Ok(role),
        None => Err(writ_law::near::help(word, words).unwrap_or_default()),
    }
}

pub(crate) fn run(command: &OfficerCommand, output: &Output) -> Result<Done, Trouble> {
    match command {
        OfficerCommand::Add(add) => registry::run(add_officer(add, output)),
        OfficerCommand::End(end) => registry::run(end_officer(end, output)),
        OfficerCommand::List(list) => registry::run(show(list, output)),
    }
}

async fn add_officer(add: &Add, output: &Output) -> Result<Done, Trouble> {
    let open = add.access.open().await?;
    let offices = match add.office.as_slice() {
        [] => Offices::All,
        some => Offices::Only(some.iter().cloned().collect()),
    };
    let roles = add.role.iter().copied().collect();
    let account = NewOfficer {
        name: add.name.clone(),
        roles,
        offices,
        desk: None,
    };
    enter(&open, account, output).await
}

async fn enter(open: &Open, account: NewOfficer, output: &Output) -> Result<Done, Trouble> {
    let permit = open.permit(operation::AddOfficer).await?;
    let adding = open.registry.add_officer(&permit, account, open.now());
    let added = ruled(adding.await)?;
    open.answer(
        output,
        || as_json(&added),
        || format!("added {}\n", as_text(&added)),
    )?;
    Ok(Done::Well)
}

async fn end_officer(end: &End, output: &Output) -> Result<Done, Trouble> {
    let open = end.access.open().await?;
    let permit = open.permit(operation::AddOfficer).await?;
    let ending = open.registry.end_officer(&permit, &end.name, open.now());
    let ended = ruled(ending.await)?;
    open.answer(
        output,
        || as_json(&ended),
        || format!("ended {}\n", visible(ended.name())),
    )?;
    Ok(Done::Well)
}

async fn show(list: &List, output: &Output) -> Result<Done, Trouble> {
    let open = list.access.open().await?;
    let permit = open.permit(operation::AddOfficer).await?;
    let officers = open.registry.officers(&permit).await?;
    open.answer(
        output,
        || json!({"officers": officers.iter().map(as_json).collect::<Value>()}),
        || {
            officers
                .iter()
                .map(|officer| as_text(officer) + "\n")
                .collect()
        },
    )?;
    Ok(Done::Well)
}

fn words(officer: &Officer) -> Vec<&'static str> {
    officer.roles().iter().map(|role| role.word()).collect()
}

pub(crate) fn as_json(officer: &Officer) -> Value {
    let offices = match officer.offices() {
        Offices::All => Value::Null,
        Offices::Only(offices) => json!(offices),
    };
    let desk = officer
        .desk()
        .map(|desk| json!({"measure": desk.measure, "purpose": desk.purpose}));
    let mut account =
        json!({"name": officer.name(), "roles": words(officer), "offices": offices, "desk": desk});
    if let (Some(at), Some(fields)) = (officer.ended_at(), account.as_object_mut()) {
        fields.insert("ended_at".to_owned(), json!(at));
    }
    account
}

pub(crate) fn as_text(officer: &Officer) -> String {
    let roles = words(officer).join(", ");
    let text = match (officer.desk(), officer.offices()) {
        (Some(desk), _) => {
            let name = officer.name();
            format!(
                "{name}: desk, asks `{}` for `{}`",
                desk.measure, desk.purpose
            )
        }
        (None, Offices::All) => format!("{}: {roles}, all offices", officer.name()),
        (None, Offices::Only(offices)) => {
            let offices: Vec<&str> = offices.iter().map(String::as_str).collect();
            format!(
                "{}: {roles}, offices {}",
                officer.name(),
                offices.join(", ")
            )
        }
    };
    let ended = officer.ended_at().map(|at| format!("; ended at {at}"));
    visible(&(text + &ended.unwrap_or_default()))
}
