//! `writ explain`: what the registry knows of a person, what the law says, and who asked.

use serde_json::Value;
use writ_notice::Catalogue;
use writ_notice::file::{Asked, File};
use writ_notice::position::{self as notice, Account, Voice};
use writ_registry::{
    ExplainedMatter, ExplainedQuestion, Explanation, Force, Kind, Told, operation,
};

use crate::moment::{Moment, moment};
use crate::output::{Format, Output, visible, visible_lines};
use crate::position;
use crate::registry::{self, Access, Open, ruled};
use crate::trouble::{Done, Trouble};
use crate::voice::{Telling, Wanted};

const EXAMPLES: &str = "\
Examples:
  writ explain --person MADE-UP-1 --registry registry --as oleg
  writ explain --person MADE-UP-1 --at 2023-05-08 --known 2023-05-01 --registry registry --as oleg
  writ explain --person MADE-UP-1 --why-not driving --registry registry --as oleg
  writ explain --person MADE-UP-1 --lang ru --registry registry --as oleg
  writ explain --person MADE-UP-1 --voice court --registry registry --as oleg";

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
    telling: Telling,
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
    let (output, told) = match command.telling.wanted() {
        Wanted::Short => (*output, None),
        Wanted::Json => (Output::new(Format::Json), None),
        Wanted::Account(voice, language) => {
            let catalogue = Catalogue::new(language);
            let told = tell((&explained, why_not), &open, &catalogue, voice)?;
            (*output, Some(told))
        }
    };
    let page = || told.clone().unwrap_or_else(|| text(&explained, &open));
    open.answer(&output, || &explained, page)?;
    Ok(Done::Well)
}

/// The explanation as an account to somebody, in their language.
fn tell(
    (explained, why_not): (&Explanation, Option<&str>),
    open: &Open,
    catalogue: &Catalogue,
    voice: Voice,
) -> Result<String, Trouble> {
    let file = File {
        catalogue,
        zone: open.registry.zone(),
    };
    let force = match explained.kind {
        Kind::Sandbox => notice::Force::Sandbox,
        Kind::Live => notice::Force::Live,
    };
    let mut pages = Vec::new();
    for matter in &explained.matters {
        let untold = |why: &str| {
            let id = &matter.matter.id;
            Trouble::failed(format!(
                "the position of the matter {id} cannot be told: {why}"
            ))
            .with_cure("ask for it without --voice, and tell the makers of Writ")
        };
        let digest = matter.regime.get("digest").and_then(Value::as_str);
        let mut regimes = open.registry.regimes().iter();
        let regime = regimes.find(|regime| Some(regime.digest()) == digest);
        let regime = regime.ok_or_else(|| untold("its law is not at hand"))?;
        let read = notice::Told::read(&matter.position).map_err(|it| untold(&it.to_string()))?;
        let account = Account {
            regime,
            catalogue,
            position: &read,
            matter: &matter.matter,
            events: &matter.events,
            force,
            why_not,
        };
        pages.push(account.tell(voice));
    }
    if pages.is_empty() {
        pages.push(file.nothing_issued(force));
    }
    if voice == Voice::Person && why_not.is_none() {
        let questions: Vec<Asked<'_>> = explained.questions.iter().map(asked).collect();
        pages.push(file.known(&explained.facts) + &file.asked(&questions));
    }
    Ok(visible_lines(&pages.join("\n")))
}

fn asked(question: &ExplainedQuestion) -> Asked<'_> {
    Asked {
        desk: &question.desk,
        measure: &question.measure,
        purpose: &question.purpose,
        at: question.asked_at,
        told: match question.told {
            Told::Answer(answer) => Some(answer),
            Told::Refused => None,
        },
        corrected_at: question.corrected_at,
    }
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
        let witnessed = match matter.witnessed.get(id) {
            None => String::new(),
            Some(None) => ", no quorum has signed for it yet".to_owned(),
            Some(Some(at)) => format!(", witnessed {}", open.local(*at)),
        };
        text.push_str(&format!(
            "  {id}: {kind}{through} at {at}, recorded {recorded}{witnessed}\n"
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
