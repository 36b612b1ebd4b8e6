//! `writ outbox`: what waits to be sent, and what has to be looked at again.

use serde_json::{Value, json};
use writ_registry::{About, DeadLetter, Message, OutMessage, operation};

mod send;

use send::Send;

use crate::output::{Output, several, visible};
use crate::progress::Progress;
use crate::registry::{self, Access, Open, ruled};
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = "\
Examples:
  writ outbox list --registry registry --as operator
  writ outbox recheck --registry registry --as operator
  writ outbox send --once --account-url https://writ.example/ --registry registry --as operator
  writ outbox list --dead --registry registry --as operator
  writ outbox retry 17 --registry registry --as operator
  writ outbox done 17 --registry registry --as operator

After a withdrawal en masse or an outage, `recheck` looks through the answers that desks were given
and tells those that were wrong. Nobody's relief waits for it.";

/// Shows and works through what waits to be sent.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum OutboxCommand {
    /// Lists what waits to be sent.
    #[command(after_help = EXAMPLES)]
    List(List),
    /// Looks again at answers given before, where something asked for it.
    #[command(after_help = EXAMPLES)]
    Recheck(Recheck),
    /// Sends what is due: corrections to desks, and to people that something waits for them.
    #[command(after_help = EXAMPLES)]
    Send(Box<Send>),
    /// Has a dead letter tried again.
    #[command(after_help = EXAMPLES)]
    Retry(Sent),
    /// Marks a message as sent.
    #[command(after_help = EXAMPLES)]
    Done(Sent),
}

/// What to list.
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// How many at most.
    #[arg(long, default_value_t = 100)]
    limit: usize,
    /// Only the dead letters: what nobody tries any more, and why.
    #[arg(long)]
    dead: bool,
    #[command(flatten)]
    access: Access,
}

/// Where to look again.
#[derive(Debug, clap::Args)]
pub(crate) struct Recheck {
    #[command(flatten)]
    access: Access,
}

/// Which message.
#[derive(Debug, clap::Args)]
pub(crate) struct Sent {
    /// The number of the message.
    number: u64,
    #[command(flatten)]
    access: Access,
}

/// How many messages are read at once.
const AT_ONCE: usize = 500;

pub(crate) fn run(command: &OutboxCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(async {
        match command {
            OutboxCommand::List(list) if list.dead => show_dead(list, output).await,
            OutboxCommand::List(list) => show(list, output).await,
            OutboxCommand::Send(sending) => send::run(sending, output).await,
            OutboxCommand::Retry(retried) => retry(retried, output).await,
            OutboxCommand::Recheck(again) => recheck(again, output).await,
            OutboxCommand::Done(sent) => done(sent, output).await,
        }
    })
}

async fn show(list: &List, output: &Output) -> Result<Done, Trouble> {
    let open = list.access.open().await?;
    let permit = open.permit(operation::SendMessages).await?;
    let waiting = open.registry.messages(&permit, 0, list.limit).await?;
    let as_json = |one: &OutMessage| json!({"number": one.number, "message": one.message});
    open.answer(
        output,
        || json!({"messages": waiting.iter().map(as_json).collect::<Value>()}),
        || match waiting.as_slice() {
            [] => "nothing waits\n".to_owned(),
            some => some.iter().map(text).collect(),
        },
    )?;
    Ok(Done::Well)
}

async fn show_dead(list: &List, output: &Output) -> Result<Done, Trouble> {
    let open = list.access.open().await?;
    let permit = open.permit(operation::SendMessages).await?;
    let dead = open.registry.dead_letters(&permit, 0, list.limit).await?;
    let as_text = |one: &DeadLetter| {
        let times = several(u64::from(one.attempts), "attempt", "attempts");
        let (what, why) = (said(one.message.as_ref()), &one.why);
        format!(
            "{}: {} ({times}: {})\n",
            one.number,
            visible(&what),
            visible(why)
        )
    };
    open.answer(
        output,
        || json!({"dead_letters": dead}),
        || match dead.as_slice() {
            [] => "no dead letters\n".to_owned(),
            some => some.iter().map(as_text).collect(),
        },
    )?;
    Ok(Done::Well)
}

async fn retry(retried: &Sent, output: &Output) -> Result<Done, Trouble> {
    let open = retried.access.open().await?;
    let permit = open.permit(operation::SendMessages).await?;
    let number = retried.number;
    ruled(
        open.registry
            .retry_message(&permit, number, open.now())
            .await,
    )?;
    open.answer(
        output,
        || json!({"number": number, "retried": true}),
        || format!("message {number} is tried again\n"),
    )?;
    Ok(Done::Well)
}

fn text(one: &OutMessage) -> String {
    let what = said(one.message.as_ref());
    format!("{}: {}\n", one.number, visible(&what))
}

fn said(message: Option<&Message>) -> String {
    match message {
        None => "erased".to_owned(),
        Some(Message::Paper {
            person,
            matter,
            channel,
            ..
        }) => {
            format!("paper to {person} by {channel}, matter {matter}")
        }
        Some(Message::Correction {
            desk,
            person,
            measure,
            answer,
            ..
        }) => {
            format!("correction to {desk}: `{measure}` of {person} is {answer}")
        }
        Some(Message::Ended {
            desk,
            answer,
            measure,
            ..
        }) => format!("end of `{measure}` to {desk}, for answer {answer}"),
        Some(Message::Person { person, about, .. }) => {
            let about = match about {
                About::Correction => "what was wrong about them",
                About::Complaint => "how to complain of being taken there by force",
                About::Closed => "that the matter is over",
                About::Notice => "that a notice is in the account",
            };
            format!("word to {person}: {about}")
        }
        Some(Message::Recheck { because }) => format!("recheck: {because}"),
    }
}

async fn recheck(again: &Recheck, output: &Output) -> Result<Done, Trouble> {
    let open = again.access.open().await?;
    let permit = open.permit(operation::SendMessages).await?;
    let mut corrections = 0u64;
    if is_recheck_asked_for(&open).await? {
        let progress = Progress::new(output, "looking again", None);
        let mut after = None;
        loop {
            // The last step closes what asked for it: stopped before, all is looked at once more,
            // which does no harm.
            let step = open.registry.recheck(&permit, after, open.now()).await?;
            corrections = corrections.saturating_add(step.corrections);
            progress.at(corrections);
            after = step.next;
            if after.is_none() {
                break;
            }
        }
    }
    let answers = several(corrections, "answer", "answers");
    let text = || format!("corrected: {answers} to desks\n");
    open.answer(output, || json!({"corrections": corrections}), text)?;
    Ok(Done::Well)
}

async fn is_recheck_asked_for(open: &Open) -> Result<bool, Trouble> {
    let permit = open.permit(operation::SendMessages).await?;
    let mut after = 0;
    loop {
        let waiting = open.registry.messages(&permit, after, AT_ONCE).await?;
        let asks = |one: &OutMessage| matches!(one.message, Some(Message::Recheck { .. }));
        if waiting.iter().any(asks) {
            return Ok(true);
        }
        match waiting.last() {
            Some(last) if waiting.len() == AT_ONCE => after = last.number,
            _ => return Ok(false),
        }
    }
}

async fn done(sent: &Sent, output: &Output) -> Result<Done, Trouble> {
    let open = sent.access.open().await?;
    let permit = open.permit(operation::SendMessages).await?;
    ruled(open.registry.message_done(&permit, sent.number).await)?;
    let text = || format!("message {} is done\n", sent.number);
    open.answer(
        output,
        || json!({"number": sent.number, "done": true}),
        text,
    )?;
    Ok(Done::Well)
}
