//! `writ ask`: one question about one person for one purpose.

use writ_law::truth::Truth;
use writ_registry::{Answer, Basis, RegistryError};

use crate::output::{Output, visible, visible_lines};
use crate::registry::{self, Access, Open, in_words};
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = "\
Example:
  writ ask --person MADE-UP-1 --measure exit --purpose \"leaving the country\" \\
    --registry registry --as border

The answer is yes, no or unknown; only yes is a restriction, and only until it expires. Every
question is logged and shown to the person. Somebody unknown to the register gets a no.";

/// Whatever fails inside, a desk is told this and no more: it could tell something of somebody.
const NO_ANSWER: &str = "no answer can be given now";

/// Asks whether a measure holds against a person, as a relying desk.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct AskCommand {
    /// The person.
    #[arg(long, value_name = "ID")]
    person: String,
    /// The measure the desk asks about.
    #[arg(long)]
    measure: String,
    /// What it asks for.
    #[arg(long)]
    purpose: String,
    #[command(flatten)]
    access: Access,
}

pub(crate) fn run(command: &AskCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(ask(command, output))
}

async fn ask(command: &AskCommand, output: &Output) -> Result<Done, Trouble> {
    let (open, answer) = answer(command).await.map_err(|trouble| {
        if trouble.is_failure() {
            command.access.note(&trouble);
            Trouble::failed(NO_ANSWER).with_cure("ask again later; until then restrict nobody")
        } else {
            trouble
        }
    })?;
    output.answer(
        || &answer,
        || visible_lines(&(text(&answer, &open) + in_words(open.registry.kind()))),
    )?;
    Ok(Done::Well)
}

async fn answer(command: &AskCommand) -> Result<(Open, Answer), Trouble> {
    let open = command.access.open().await?;
    let permit = open.desk_permit().await?;
    let (person, measure, purpose) = (&command.person, &command.measure, &command.purpose);
    let asked = open
        .registry
        .ask(&permit, person, measure, purpose, open.now())
        .await?;
    // What failed is for the operators: to the desk the answer is an `unknown` like any other.
    match asked.trouble {
        None => {}
        // Why it cannot be read may repeat what stands there about somebody.
        Some(RegistryError::Damaged { what, .. }) => {
            let text = format!("{what} cannot be read: restore the store from a backup");
            command.access.note(&Trouble::failed(text));
        }
        Some(trouble) => command.access.note(&trouble.into()),
    }
    Ok((open, asked.answer))
}

fn text(answer: &Answer, open: &Open) -> String {
    let mut text = format!("{}: {}\n", answer.measure, answer.answer);
    if answer.answer == Truth::Yes {
        text.push_str(&format!(
            "until {} at the latest; then ask again\n",
            open.local(answer.expires_at)
        ));
    }
    if answer.answer == Truth::Unknown {
        text.push_str("it cannot be told now, and restricts nobody\n");
    }
    let Some(basis) = &answer.basis else {
        return text;
    };
    let Basis {
        regime,
        version,
        rule,
        reason,
        ..
    } = basis;
    text.push_str(&format!(
        "{rule} of regime {regime} version {version}: {}\n",
        visible(reason)
    ));
    for (what, value) in [
        ("cited", &basis.cite),
        ("since", &basis.since),
        ("until", &basis.until),
        ("ends with", &basis.ends_on),
        ("remedies", &basis.remedies),
    ] {
        if let Some(words) = words(value) {
            text.push_str(&format!("  {what}: {}\n", visible(&words)));
        }
    }
    text
}

/// A part of the basis in one line.
fn words(value: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) if parts.is_empty() => Some("none".to_owned()),
        Value::Array(parts) => Some(
            parts
                .iter()
                .filter_map(words)
                .collect::<Vec<_>>()
                .join(", "),
        ),
        Value::Object(parts) => {
            let name = parts.get("remedy").and_then(words).unwrap_or_default();
            let until = parts.get("until").and_then(words);
            Some(until.map_or(name.clone(), |until| format!("{name} until {until}")))
        }
        other => Some(other.to_string()),
    }
}
