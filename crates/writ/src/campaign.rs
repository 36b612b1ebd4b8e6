//! `writ campaign`: from the order to the notices, and back.

use std::path::PathBuf;

use jiff::civil::Time;
use writ_registry::{Pledge, operation};

use crate::moment::{Moment, moment};
use crate::output::Output;
use crate::registry::{self, Access, ruled};
use crate::trouble::{Done, Trouble};

mod course;
mod drawing;
mod open;
mod published;
mod status;

const EXAMPLES: &str = r#"Examples, in the order of a campaign's life:
  writ campaign open spring --order "order 12 of 1 April" --regime guarded --instrument call-up \
    --quota A=100 --quota B=50 --from 2023-04-14 --until 2023-07-16 \
    --appear-after 10 --appear-time 09:00 --registry registry --as oleg
  writ campaign candidates spring --registry registry --as oleg
  writ campaign commit spring --observer "the bar association=9f86d081…" \
    --beacon quicknet.json --round 24680000 --registry registry --as oleg
  writ campaign publish spring --out spring-draw --registry registry --as oleg
  writ campaign reveal spring "the bar association" VALUE --registry registry --as oleg
  writ campaign draw spring --beacon-round 24680000.json --registry registry --as oleg
  writ campaign publish spring --out spring-draw --registry registry --as oleg
  writ campaign approve spring --registry registry --as anna
  writ campaign issue spring --registry registry --as oleg
  writ campaign status spring --registry registry --as oleg
  writ campaign withdraw spring --reason "the order was set aside" --registry registry --as oleg
  writ campaign review spring --registry registry --as anna

WRIT_REGISTRY and WRIT_OFFICER stand for --registry and --as. What stops half way goes on where it
stopped: run the same command again."#;

const COMMIT_EXAMPLES: &str = r#"Examples:
  curl https://api.drand.sh/52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971/info     > quicknet.json
  writ campaign commit spring --beacon quicknet.json --round 24680000 --registry registry --as oleg
  writ campaign commit spring --observer "the bar association=9f86d081…" --reveal-by 2023-04-15     --registry registry --as oleg
  writ campaign commit practice --publish commitments.json --registry registry --as oleg

An observer draws a secret (`openssl rand -hex 32`), keeps it, and gives its digest
(`printf %s SECRET | sha256sum`). A round is one that is still to come. Where nothing is named, a
sandbox takes the seed from an officer; a live registry refuses. docs/DRAW.md says why."#;

const DRAW_EXAMPLES: &str = r#"Examples:
  curl https://api.drand.sh/52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971/public/24680000     > 24680000.json
  writ campaign draw spring --beacon-round 24680000.json --registry registry --as oleg
  writ campaign draw spring --registry registry --as oleg
  writ campaign draw practice --seed 8f1c… --registry registry --as oleg

The second draws from what observers have revealed, where no beacon was named; the third is for
sandboxes alone."#;

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
    /// Commits to the list and to where the randomness will come from, before there is any.
    #[command(after_help = COMMIT_EXAMPLES)]
    Commit(Commit),
    /// Takes in what an observer reveals.
    #[command(
        after_help = "Example:\n  writ campaign reveal spring \"the bar association\" 5f2b… \
                            --registry registry --as oleg"
    )]
    Reveal(Revealing),
    /// Draws from the list, office by office, up to the quota.
    #[command(after_help = DRAW_EXAMPLES)]
    Draw(Draw),
    /// Writes the draw into a folder for everyone: it names nobody.
    #[command(
        after_help = "Example, after the commitment and again after the draw:\n  \
                            writ campaign publish spring --out spring-draw \
                            --registry registry --as oleg"
    )]
    Publish(Publish),
    /// Works a published draw out anew, from its folder alone: for anyone, without a registry.
    #[command(after_help = "Examples:\n  writ campaign verify-draw spring-draw\n  \
                            writ campaign verify-draw spring-draw --mine MADE-UP-1.writ-rank")]
    VerifyDraw(VerifyDraw),
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
        after_help = "Examples:\n  writ campaign rank spring --person MADE-UP-1 \
                            --registry registry --as oleg\n  \
                            writ campaign rank spring --person MADE-UP-1 \
                            --out MADE-UP-1.writ-rank --registry registry --as oleg"
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

/// What to commit to, where the randomness will come from, and where to publish it.
#[derive(Debug, clap::Args)]
pub(crate) struct Commit {
    /// The campaign.
    id: String,
    /// An observer, and the SHA-256 of what they will reveal.
    #[arg(long, value_name = "NAME=DIGEST", value_parser = drawing::observer)]
    observer: Vec<Pledge>,
    /// By when the observers reveal; else when the round of the beacon comes.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    reveal_by: Option<Moment>,
    /// The terms of a public beacon, as its network publishes them.
    #[arg(long, value_name = "FILE", requires = "round")]
    beacon: Option<PathBuf>,
    /// Which round of it decides: one that is still to come.
    #[arg(long, value_name = "N", requires = "beacon")]
    round: Option<u64>,
    /// Writes every commitment to this file, to be published: it tells nobody's name.
    #[arg(long, value_name = "FILE")]
    publish: Option<PathBuf>,
    #[command(flatten)]
    access: Access,
}

/// What an observer reveals.
#[derive(Debug, clap::Args)]
pub(crate) struct Revealing {
    /// The campaign.
    id: String,
    /// The observer, as named at the commitment.
    name: String,
    /// What they pledged to reveal, to the letter.
    value: String,
    #[command(flatten)]
    access: Access,
}

/// What to publish, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Publish {
    /// The campaign.
    id: String,
    /// The folder, which is made if it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    access: Access,
}

/// Which published draw to work out anew.
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyDraw {
    /// The folder.
    dir: PathBuf,
    /// The file of one's own rank, as the registry gives it to each candidate.
    #[arg(long, value_name = "FILE")]
    mine: Option<PathBuf>,
}

/// What to draw, with which randomness.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("chance"))]
pub(crate) struct Draw {
    /// The campaign.
    id: String,
    /// The round of the beacon that was named, as its network publishes it.
    #[arg(long, value_name = "FILE", group = "chance")]
    beacon_round: Option<PathBuf>,
    /// In a sandbox: the seed that was drawn in public after the commitment, in hexadecimal.
    #[arg(long, value_name = "HEX", group = "chance", value_parser = drawing::seed)]
    seed: Option<drawing::Seed>,
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
    /// Writes what the person needs to check it into this file, which is for them alone.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
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
            CampaignCommand::Commit(commit) => drawing::commit(commit, output).await,
            CampaignCommand::Reveal(revealing) => drawing::reveal(revealing, output).await,
            CampaignCommand::Draw(draw) => drawing::draw(draw, output).await,
            CampaignCommand::Publish(publish) => published::publish(publish, output).await,
            CampaignCommand::VerifyDraw(verify) => published::verify(verify, output),
            CampaignCommand::Approve(named) => course::approve(named, output).await,
            CampaignCommand::Issue(issue) => course::issue(issue, output).await,
            CampaignCommand::Status(status) => status::run(status, output).await,
            CampaignCommand::Rank(rank) => drawing::rank(rank, output).await,
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
