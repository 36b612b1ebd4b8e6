//! `writ campaign`: from the order to the notices, and back.

use std::path::PathBuf;

use jiff::civil::Time;
use writ_registry::operation;

use crate::moment::{Moment, moment};
use crate::output::Output;
use crate::registry::{self, Access, ruled};
use crate::trouble::{Done, Trouble};

mod course;
mod open;
mod status;

const EXAMPLES: &str = r#"Examples, in the order of a campaign's life:
  writ campaign open spring --order "order 12 of 1 April" --regime guarded --instrument call-up \
    --quota A=100 --quota B=50 --from 2023-04-14 --until 2023-07-16 \
    --appear-after 10 --appear-time 09:00 --registry registry --as oleg
  writ campaign candidates spring --registry registry --as oleg
  writ campaign commit spring --publish commitments.json --registry registry --as oleg
  writ campaign draw spring --seed 8f1c…  --registry registry --as oleg
  writ campaign approve spring --registry registry --as anna
  writ campaign issue spring --registry registry --as oleg
  writ campaign status spring --registry registry --as oleg
  writ campaign withdraw spring --reason "the order was set aside" --registry registry --as oleg
  writ campaign review spring --registry registry --as anna

WRIT_REGISTRY and WRIT_OFFICER stand for --registry and --as. What stops half way goes on where it
stopped: run the same command again."#;

/// Calls people up by a public draw, under an order, with a second officer behind it.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum CampaignCommand {
    /// Opens a campaign under an order.
    #[command(after_help = EXAMPLES)]
    Open(Box<Opening>),
    /// Judges who in the register is eligible, ineligible or held for an officer.
    #[command(after_help = EXAMPLES)]
    Candidates(Named),
    /// Commits to the list, before the seed is known.
    #[command(after_help = EXAMPLES)]
    Commit(Commit),
    /// Draws from the list, office by office, up to the quota.
    #[command(after_help = EXAMPLES)]
    Draw(Draw),
    /// Approves a campaign, as its second officer.
    #[command(after_help = EXAMPLES)]
    Approve(Named),
    /// Issues the notices.
    #[command(after_help = EXAMPLES)]
    Issue(Issue),
    /// Says how far a campaign is, or all of them: counts, never people.
    #[command(after_help = EXAMPLES)]
    Status(Status),
    /// Shows what somebody on the list needs to check their own rank.
    #[command(
        after_help = "Example:\n  writ campaign rank spring --person MADE-UP-1 \
                            --registry registry --as oleg"
    )]
    Rank(Rank),
    /// Makes another instrument of a campaign's, which is always refused.
    #[command(
        after_help = "Example:\n  writ campaign relabel spring --instrument call-up \
                            --registry registry --as oleg"
    )]
    Relabel(Relabel),
    /// Withdraws a campaign: everyone is relieved at once.
    #[command(after_help = EXAMPLES)]
    Withdraw(Withdraw),
    /// Reviews a withdrawal, as another officer, after it.
    #[command(after_help = EXAMPLES)]
    Review(Named),
}

/// What campaign to open.
#[derive(Debug, clap::Args)]
pub(crate) struct Opening {
    /// Its identifier: small letters, digits and `-`.
    id: String,
    /// The order under which it is held, in words.
    #[arg(long)]
    order: String,
    /// The regime, by name; may be left out where the registry has only one.
    #[arg(long)]
    regime: Option<String>,
    /// The instrument.
    #[arg(long)]
    instrument: String,
    /// How many may be called up from an office.
    #[arg(long, value_name = "OFFICE=N", required = true, value_parser = open::quota)]
    quota: Vec<(String, u32)>,
    /// From when notices may be issued.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    from: Moment,
    /// Until when people may be called to appear.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    until: Moment,
    /// When people are to appear.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    #[arg(
        required_unless_present = "appear_after",
        conflicts_with = "appear_after"
    )]
    appear_at: Option<Moment>,
    /// How many days after the day of issue people are to appear.
    #[arg(long, value_name = "DAYS", requires = "appear_time")]
    appear_after: Option<u16>,
    /// At what local time of that day.
    #[arg(long, value_name = "HH:MM", requires = "appear_after")]
    appear_time: Option<Time>,
    /// Where people are to appear; `{office}` stands for their office.
    #[arg(long)]
    place: Option<String>,
    #[command(flatten)]
    access: Access,
}

/// Names a campaign.
#[derive(Debug, clap::Args)]
pub(crate) struct Named {
    /// The campaign.
    id: String,
    #[command(flatten)]
    access: Access,
}

/// What to commit to, and where to publish it.
#[derive(Debug, clap::Args)]
pub(crate) struct Commit {
    /// The campaign.
    id: String,
    /// Writes every commitment to this file, to be published: it tells nobody's name.
    #[arg(long, value_name = "FILE")]
    publish: Option<PathBuf>,
    #[command(flatten)]
    access: Access,
}

/// What to draw, by which seed.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("chance").required(true))]
pub(crate) struct Draw {
    /// The campaign.
    id: String,
    /// The seed that was drawn in public after the commitment, in hexadecimal.
    #[arg(long, value_name = "HEX", group = "chance", value_parser = course::seed)]
    seed: Option<course::Seed>,
    /// The same in words, where what was drawn in public is a text.
    #[arg(long, value_name = "TEXT", group = "chance")]
    seed_text: Option<String>,
    #[command(flatten)]
    access: Access,
}

/// What to issue.
#[derive(Debug, clap::Args)]
pub(crate) struct Issue {
    /// The campaign.
    id: String,
    /// Only to this person, who must be drawn.
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    #[command(flatten)]
    access: Access,
}

/// Which campaign to look at.
#[derive(Debug, clap::Args)]
pub(crate) struct Status {
    /// The campaign; without it, every one.
    id: Option<String>,
    #[command(flatten)]
    access: Access,
}

/// Whose rank to show.
#[derive(Debug, clap::Args)]
pub(crate) struct Rank {
    /// The campaign.
    id: String,
    /// The person.
    #[arg(long, value_name = "ID")]
    person: String,
    #[command(flatten)]
    access: Access,
}

/// What to make of a campaign.
#[derive(Debug, clap::Args)]
pub(crate) struct Relabel {
    /// The campaign.
    id: String,
    /// The instrument it should be.
    #[arg(long)]
    instrument: String,
    #[command(flatten)]
    access: Access,
}

/// What to withdraw, and why.
#[derive(Debug, clap::Args)]
pub(crate) struct Withdraw {
    /// The campaign.
    id: String,
    /// Why, in a few words: everyone concerned will read it.
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    access: Access,
}

pub(crate) fn run(command: &CampaignCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(async {
        match command {
            CampaignCommand::Open(opening) => open::run(opening, output).await,
            CampaignCommand::Candidates(named) => course::candidates(named, output).await,
            CampaignCommand::Commit(commit) => course::commit(commit, output).await,
            CampaignCommand::Draw(draw) => course::draw(draw, output).await,
            CampaignCommand::Approve(named) => course::approve(named, output).await,
            CampaignCommand::Issue(issue) => course::issue(issue, output).await,
            CampaignCommand::Status(status) => status::run(status, output).await,
            CampaignCommand::Rank(rank) => course::rank(rank, output).await,
            CampaignCommand::Relabel(relabel) => open::relabel(relabel, output).await,
            CampaignCommand::Withdraw(withdraw) => self::withdraw(withdraw, output).await,
            CampaignCommand::Review(named) => review(named, output).await,
        }
    })
}

async fn withdraw(withdraw: &Withdraw, output: &Output) -> Result<Done, Trouble> {
    let open = withdraw.access.open().await?;
    let permit = open.permit(operation::WithdrawCampaign).await?;
    let (id, reason) = (&withdraw.id, &withdraw.reason);
    ruled(
        open.registry
            .withdraw_campaign(&permit, id, reason, open.now())
            .await,
    )?;
    let text = || {
        format!(
            "campaign {id} is withdrawn: everyone in it is relieved\n\
             another officer with the role approver reviews this with `writ campaign review {id}`\n"
        )
    };
    open.answer(
        output,
        || serde_json::json!({"campaign": id, "withdrawn": true}),
        text,
    )?;
    Ok(Done::Well)
}

async fn review(named: &Named, output: &Output) -> Result<Done, Trouble> {
    let open = named.access.open().await?;
    let permit = open.permit(operation::ReviewWithdrawal).await?;
    ruled(
        open.registry
            .review_withdrawal(&permit, &named.id, open.now())
            .await,
    )?;
    let id = &named.id;
    let text = || format!("the withdrawal of campaign {id} is reviewed\n");
    open.answer(
        output,
        || serde_json::json!({"campaign": id, "reviewed": true}),
        text,
    )?;
    Ok(Done::Well)
}
