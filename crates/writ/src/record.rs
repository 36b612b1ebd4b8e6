//! `writ record` and `writ correct`: what happened in a matter, and what was wrong about it.

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use jiff::Timestamp;
use serde_json::json;
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_registry::{Happened, Recording, operation};

use crate::moment::{Moment, moment};
use crate::output::{Output, several};
use crate::registry::{self, Access, Open, ruled};
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = "\
Examples:
  writ record opened --person MADE-UP-1 --channel portal --at 2023-04-17T10:00:00+03:00 \\
    --registry registry --as oleg
  writ record appeared --person MADE-UP-1 --matter spring-1 --at 2023-04-25 \\
    --registry registry --as oleg
  writ record outage-started --channel portal --registry registry --as oleg

A date without a time is its beginning where the event relieves, and its end where it burdens.";

const CORRECT_EXAMPLES: &str = "\
Example:
  writ correct --person MADE-UP-1 --event e3 --reason \"another person of that name\" \\
    --registry registry --as oleg

The wrong event stays visible; from now on the correction stands beside it.";

/// Records what happened in a matter, or that a channel was out.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RecordCommand {
    /// What happened.
    #[arg(value_parser = kind_parser())]
    kind: EventKind,
    /// The person; nobody for an outage.
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// The matter; may be left out where the person has only one.
    #[arg(long, value_name = "ID")]
    matter: Option<String>,
    /// When it happened; else now.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Moment>,
    #[command(flatten)]
    attributes: Attributes,
    #[command(flatten)]
    access: Access,
}

/// What an event carries, each on the kinds that use it.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What the event carries")]
pub(crate) struct Attributes {
    /// The channel of the copy.
    #[arg(long)]
    channel: Option<String>,
    /// By whom.
    #[arg(long)]
    by: Option<String>,
    /// To whom.
    #[arg(long)]
    to: Option<String>,
    /// Where.
    #[arg(long)]
    place: Option<String>,
    /// The carrier's mark.
    #[arg(long)]
    mark: Option<String>,
    /// Which attempt, from 1.
    #[arg(long)]
    attempt: Option<u32>,
    /// Why.
    #[arg(long)]
    reason: Option<String>,
    /// The measure it is about.
    #[arg(long)]
    effect: Option<String>,
    /// The remedy it is about.
    #[arg(long)]
    remedy: Option<String>,
    /// The excuse it is about.
    #[arg(long)]
    excuse: Option<String>,
    /// What was decided: imposed, refused, ended or extended.
    #[arg(long)]
    outcome: Option<String>,
    /// The event it corrects.
    #[arg(long, value_name = "EVENT")]
    supersedes: Option<String>,
    /// Until when.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    until: Option<Moment>,
}

/// Corrects an event that was recorded wrongly.
#[derive(Debug, clap::Args)]
#[command(after_help = CORRECT_EXAMPLES)]
pub(crate) struct CorrectCommand {
    /// The person.
    #[arg(long, value_name = "ID")]
    person: String,
    /// The matter; may be left out where the person has only one.
    #[arg(long, value_name = "ID")]
    matter: Option<String>,
    /// The event that was wrong, as `writ explain` names it.
    #[arg(long, value_name = "EVENT")]
    event: String,
    /// Why it was wrong.
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    access: Access,
}

/// The kinds of events by their words, so that a misspelt one is answered with the right one.
fn kind_parser() -> impl clap::builder::TypedValueParser<Value = EventKind> {
    let words = EventKind::ALL.iter().map(|kind| kind.word());
    PossibleValuesParser::new(words)
        .try_map(|word| EventKind::from_word(&word).ok_or("there is no such kind of event"))
}

pub(crate) fn run(command: &RecordCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(async {
        let open = command.access.open().await?;
        let event = event(command, &open)?;
        if matches!(
            command.kind,
            EventKind::OutageStarted | EventKind::OutageEnded
        ) {
            return outage(command, &open, &event, output).await;
        }
        let Some(person) = command.person.clone() else {
            let text = format!(
                "`{}` happens in the matter of a person",
                command.kind.word()
            );
            return Err(Trouble::misuse(text).with_cure("say whose with --person"));
        };
        happened(
            &open,
            Recording {
                person,
                matter: command.matter.clone(),
                event,
            },
            output,
        )
        .await
    })
}

pub(crate) fn correct(command: &CorrectCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(async {
        let open = command.access.open().await?;
        let mut event = Event::new("", EventKind::Corrected, open.now());
        event.supersedes = Some(command.event.clone());
        event.reason = Some(command.reason.clone());
        let (person, matter) = (command.person.clone(), command.matter.clone());
        happened(
            &open,
            Recording {
                person,
                matter,
                event,
            },
            output,
        )
        .await
    })
}

fn event(command: &RecordCommand, open: &Open) -> Result<Event, Trouble> {
    let zone = open.registry.zone();
    let at: Timestamp = match command.at {
        Some(at) => at.of_event(command.kind.side(), zone)?,
        None => open.now(),
    };
    let said = &command.attributes;
    Ok(Event {
        channel: said.channel.clone(),
        by: said.by.clone(),
        to: said.to.clone(),
        place: said.place.clone(),
        mark: said.mark.clone(),
        attempt: said.attempt,
        reason: said.reason.clone(),
        effect: said.effect.clone(),
        remedy: said.remedy.clone(),
        excuse: said.excuse.clone(),
        outcome: said.outcome.clone(),
        supersedes: said.supersedes.clone(),
        until: said.until.map(|until| until.instant(zone)).transpose()?,
        ..Event::new("", command.kind, at)
    })
}

async fn outage(
    command: &RecordCommand,
    open: &Open,
    event: &Event,
    output: &Output,
) -> Result<Done, Trouble> {
    if command.person.is_some() || command.matter.is_some() {
        return Err(
            Trouble::misuse("an outage is nobody's matter: it concerns a channel")
                .with_cure("leave out --person and --matter"),
        );
    }
    let permit = open.permit(operation::RecordOutage).await?;
    let event = ruled(
        open.registry
            .record_outage(&permit, event, open.now())
            .await,
    )?;
    let text = || {
        let (id, kind, at) = (&event.id, event.kind.word(), open.local(event.at));
        format!("recorded {id}: {kind} at {at}\n")
    };
    open.answer(output, || json!({"event": event}), text)?;
    Ok(Done::Well)
}

async fn happened(open: &Open, recording: Recording, output: &Output) -> Result<Done, Trouble> {
    let permit = open.permit(operation::RecordEvent).await?;
    let happened: Happened = ruled(open.registry.record(&permit, &recording, open.now()).await)?;
    let text = || {
        let Happened {
            matter,
            event,
            corrections,
        } = &happened;
        let (id, kind, at) = (&event.id, event.kind.word(), open.local(event.at));
        let mut text = format!("recorded {id} in matter {matter}: {kind} at {at}\n");
        if *corrections > 0 {
            let answers = several(*corrections, "answer", "answers");
            text.push_str(&format!("corrected: {answers} to desks\n"));
        }
        text
    };
    open.answer(output, || &happened, text)?;
    Ok(Done::Well)
}
