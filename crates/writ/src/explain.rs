//! `writ explain`: what the registry knows of a person, what the law says, and who asked.

use serde_json::Value;
use writ_registry::{ExplainedMatter, ExplainedQuestion, Explanation, Force, Told, operation};

use crate::moment::{Moment, moment};
use crate::output::{Output, visible};
use crate::position;
use crate::registry::{self, Access, Open, ruled};
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = "\
Examples:
  writ explain --person MADE-UP-1 --registry registry --as oleg
  writ explain --person MADE-UP-1 --at 2023-05-08 --known 2023-05-01 --registry registry --as oleg
  writ explain --person MADE-UP-1 --why-not driving --registry registry --as oleg";

/// Explains a person's position: what is known, what follows, why, and who asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExplainCommand {
    /// The person.
    #[arg(long, value_name = "ID")]
    person: String,
    /// The moment to explain; else now.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Moment>,
    /// Counts only what was recorded by then.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    known: Option<Moment>,
    /// Says rule by rule why a measure is in force, or why not.
    #[arg(long, value_name = "MEASURE")]
    why_not: Option<String>,
    #[command(flatten)]
    access: Access,
}

pub(crate) fn run(command: &ExplainCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(explain(command, output))
}

async fn explain(command: &ExplainCommand, output: &Output) -> Result<Done, Trouble> {
    let open = command.access.open().await?;
    let permit = open.permit(operation::ExplainPerson).await?;
    let zone = open.registry.zone();
    let at = command
        .at
        .map_or_else(|| Ok(open.now()), |at| at.instant(zone))?;
    let known = command.known.map(|known| known.instant(zone)).transpose()?;
    let why_not = command.why_not.as_deref();
    let explained = open
        .registry
        .explain(&permit, &command.person, at, known, why_not)
        .await;
    let explained = ruled(explained)?;
    open.answer(output, || &explained, || text(&explained, &open))?;
    Ok(Done::Well)
}

fn text(explained: &Explanation, open: &Open) -> String {
    let mut text = format!("{}\n\nfacts\n", visible(&explained.person));
    for fact in &explained.facts {
        let value = match serde_json::to_value(&fact.value) {
            Ok(Value::String(word)) => word,
            Ok(other) => other.to_string(),
            Err(_) => String::new(),
        };
        let value = visible(&value);
        let (at, recorded) = (open.local(fact.at), open.local(fact.recorded_at));
        let (name, source) = (visible(&fact.fact), visible(&fact.source));
        text.push_str(&format!(
            "  {name} {value}, {source}, at {at}, recorded {recorded}\n"
        ));
    }
    if explained.matters.is_empty() {
        text.push_str("\nno matter: nothing was issued\n");
    }
    for matter in &explained.matters {
        text.push_str(&matter_text(matter, open));
    }
    text.push_str("\nquestions\n");
    if explained.questions.is_empty() {
        text.push_str("  none\n");
    }
    for question in &explained.questions {
        text.push_str(&question_text(question, open));
    }
    text + "\n"
}

fn matter_text(matter: &ExplainedMatter, open: &Open) -> String {
    let force = match matter.force {
        Force::Test => ", a test",
        Force::Binding => "",
    };
    let named = &matter.matter;
    let mut text = format!(
        "\nmatter {}: {}{force}, issued {}\n",
        named.id,
        named.instrument,
        open.local(named.issued_at)
    );
    for event in &matter.events {
        let (id, kind, at) = (&event.id, event.kind.word(), open.local(event.at));
        let through = event
            .channel
            .as_ref()
            .map_or(String::new(), |it| format!(" through {}", visible(it)));
        let recorded = open.local(event.recorded_at);
        text.push_str(&format!(
            "  {id}: {kind}{through} at {at}, recorded {recorded}\n"
        ));
    }
    let told = match matter.why {
        None => position::Told::Restrictions,
        Some(_) => position::Told::Plainly,
    };
    text.push_str(&position::text(&matter.position, told));
    if let Some(why) = &matter.why {
        why.lines()
            .for_each(|line| text.push_str(&format!("  {line}\n")));
    }
    text
}

fn question_text(question: &ExplainedQuestion, open: &Open) -> String {
    let told = match question.told {
        Told::Answer(answer) => format!("was told {answer}"),
        Told::Refused => "was refused".to_owned(),
    };
    let ExplainedQuestion {
        desk,
        measure,
        purpose,
        ..
    } = question;
    let [desk, measure, purpose] = [desk, measure, purpose].map(|said| visible(said));
    let corrected = question.corrected_at;
    let corrected = corrected.map_or(String::new(), |at| {
        format!(", corrected {}", open.local(at))
    });
    let at = open.local(question.asked_at);
    format!("  {at}: {desk} asked `{measure}` for `{purpose}` and {told}{corrected}\n")
}
