//! Campaigns: from the order to the notices, and back.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::{Path, Query, State};
use jiff::Timestamp;
use jiff::civil::Time;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use writ_registry::{
    Appear, IssueStep, ListStep, NamedRandomness, NamedRound, NewCampaign, Pledge, Reveal, Window,
    operation, read_round,
};

use super::answer::{CampaignTold, Done, PageTold, Paging, Progress, Told, forced, page_of};
use crate::caller::May;
use crate::door::Door;
use crate::problem::Problem;

/// How long one request goes on with something long.
const AT_ONCE: Duration = Duration::from_secs(5);

/// A campaign to open.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Opening {
    /// Its identifier: small letters, digits and `-`.
    #[schema(min_length = 1, max_length = 64, example = "spring")]
    id: String,
    /// The order under which it is held, in words.
    #[schema(min_length = 1, max_length = 1000)]
    order: String,
    /// The regime, by name.
    #[schema(max_length = 64)]
    regime: String,
    /// The instrument.
    #[schema(max_length = 64)]
    instrument: String,
    /// How many may be called up, by office.
    quotas: BTreeMap<String, u32>,
    /// From when notices may be issued.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// Until when people may be called to appear.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// When people are to appear.
    appear: Appearing,
    /// Where; `{office}` stands for their office.
    #[schema(max_length = 1000)]
    place: Option<String>,
}

/// When people are to appear.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) enum Appearing {
    /// All at one instant.
    #[schema(value_type = String, format = DateTime)]
    At(Timestamp),
    /// So many days after the day of issue.
    After(After),
}

/// So many days after the day of issue.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct After {
    /// How many.
    days: u16,
    /// At what local time, as in `09:00`.
    #[schema(value_type = String, example = "09:00")]
    time: Time,
}

/// A reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    /// Why, in a few words: everyone concerned will read it.
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
}

/// Where the randomness of a draw will come from. Where nothing is named, a sandbox takes a seed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Committing {
    #[serde(default)]
    /// Observers, each with the SHA-256 of what they will reveal.
    observers: Vec<Observer>,
    /// By when they reveal; else when the round of the beacon comes.
    #[schema(value_type = Option<String>, format = DateTime)]
    reveal_by: Option<Timestamp>,
    /// A public beacon.
    beacon: Option<Beacon>,
}

/// An observer and their pledge.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Observer {
    /// Who.
    #[schema(max_length = 200)]
    name: String,
    /// The SHA-256 of what they will reveal, in hexadecimal.
    #[schema(max_length = 64)]
    commitment: String,
}

/// A round of a public beacon that is still to come.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Beacon {
    /// The terms of the beacon, as its network publishes them.
    #[schema(value_type = Object)]
    terms: Value,
    /// Which round decides.
    round: u64,
}

/// What an observer reveals.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Revealing {
    /// The observer, as named at the commitment.
    #[schema(max_length = 200)]
    observer: String,
    /// What they pledged to reveal, to the letter.
    #[schema(max_length = 1000)]
    value: String,
}

/// From what to draw: a round of the beacon that was named, what observers revealed, or, in a
/// sandbox where nothing was named, a seed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Drawing {
    /// The round, as the beacon's network publishes it.
    #[schema(value_type = Option<Object>)]
    round: Option<Value>,
    /// The seed, as text.
    #[schema(max_length = 1000)]
    seed: Option<String>,
}

/// To whom to issue.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Issuing {
    /// Only to this person, who must be drawn.
    #[schema(max_length = 128)]
    person: Option<String>,
}

/// A person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfPerson {
    /// By their exact identifier.
    #[schema(min_length = 1, max_length = 128)]
    person: String,
}

/// An instrument.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfInstrument {
    /// By its name.
    #[schema(max_length = 64)]
    instrument: String,
}

/// Lists campaigns: counts, never people.
#[utoipa::path(get, path = "/campaigns", tag = "campaigns", operation_id = "campaigns",
    params(Paging), responses((status = 200, body = PageTold)))]
pub(super) async fn list(
    State(door): State<Door>,
    May(permit): May<operation::SeeCampaign>,
    Query(paging): Query<Paging>,
) -> Told {
    let all = door.registry().campaigns(&permit).await?;
    page_of(&door, &all, &paging, |status| status.terms.id.clone())
}

/// Opens a campaign under an order.
#[utoipa::path(post, path = "/campaigns", tag = "campaigns", operation_id = "open-campaign",
    request_body = Opening, responses((status = 200, body = CampaignTold)))]
pub(super) async fn open(
    State(door): State<Door>,
    May(permit): May<operation::OpenCampaign>,
    Json(opening): Json<Opening>,
) -> Told {
    let new = NewCampaign {
        id: opening.id,
        order: opening.order,
        regime: opening.regime,
        instrument: opening.instrument,
        quotas: opening.quotas,
        window: Window {
            from: opening.from,
            until: opening.until,
        },
        appear: match opening.appear {
            Appearing::At(at) => Appear::At(at),
            Appearing::After(After { days, time }) => Appear::After { days, time },
        },
        place: opening.place,
    };
    let terms = door.registry().open_campaign(&permit, new, door.now());
    forced(&door, &terms.await??)
}

/// Says how far a campaign is: counts, never people.
#[utoipa::path(get, path = "/campaigns/{campaign}", tag = "campaigns", operation_id = "campaign",
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = CampaignTold)))]
pub(super) async fn status(
    State(door): State<Door>,
    May(permit): May<operation::SeeCampaign>,
    Path(id): Path<String>,
) -> Told {
    forced(
        &door,
        &door.registry().campaign_status(&permit, &id).await??,
    )
}

/// Judges who in the register is eligible, ineligible or held for an officer.
///
/// It goes on for some seconds; while the answer says `more`, send it again.
#[utoipa::path(post, path = "/campaigns/{campaign}/candidates", tag = "campaigns",
    operation_id = "list-candidates",
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = Progress)))]
pub(super) async fn candidates(
    State(door): State<Door>,
    May(permit): May<operation::ListCandidates>,
    Path(id): Path<String>,
) -> Told {
    let mut listing = door.registry().candidates(&permit, &id).await??;
    let began = Instant::now();
    let (more, tally) = loop {
        match listing.step(door.now()).await? {
            ListStep::Finished(tally) => break (false, tally),
            ListStep::More(tally) if began.elapsed() >= AT_ONCE => break (true, tally),
            ListStep::More(_) => {}
        }
    };
    forced(&door, &json!({ "more": more, "tally": tally }))
}

/// Commits to the list and to where the randomness will come from, before there is any.
#[utoipa::path(post, path = "/campaigns/{campaign}/commitment", tag = "campaigns",
    operation_id = "commit-list", request_body = Committing,
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = CampaignTold)))]
pub(super) async fn commit(
    State(door): State<Door>,
    May(permit): May<operation::CommitList>,
    Path(id): Path<String>,
    Json(committing): Json<Committing>,
) -> Told {
    let beacon = committing.beacon.map(|beacon| {
        let terms = beacon.terms.to_string();
        NamedRound::read(&terms, beacon.round)
    });
    let pledges = committing.observers.into_iter();
    let named = NamedRandomness {
        observers: pledges
            .map(|observer| Pledge {
                commitment: observer.commitment,
                name: observer.name,
            })
            .collect(),
        reveal_by: committing.reveal_by,
        beacon: beacon.transpose()?,
    };
    let committed = door
        .registry()
        .commit_draw(&permit, &id, &named, door.now());
    forced(&door, &committed.await??)
}

/// Every commitment of the list, by office: it tells nobody's name.
#[utoipa::path(get, path = "/campaigns/{campaign}/commitments", tag = "campaigns",
    operation_id = "commitments",
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = CampaignTold)))]
pub(super) async fn commitments(
    State(door): State<Door>,
    May(permit): May<operation::SeeCampaign>,
    Path(id): Path<String>,
) -> Told {
    let offices = door.registry().commitments(&permit, &id).await??;
    let offices: BTreeMap<String, Vec<String>> = offices
        .into_iter()
        .map(|(office, list)| (office, list.iter().map(|one| hex(one)).collect()))
        .collect();
    forced(&door, &json!({ "campaign": id, "commitments": offices }))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Takes in what an observer reveals.
#[utoipa::path(post, path = "/campaigns/{campaign}/reveals", tag = "campaigns",
    operation_id = "reveal", request_body = Revealing,
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = CampaignTold)))]
pub(super) async fn reveal(
    State(door): State<Door>,
    May(permit): May<operation::DrawCampaign>,
    Path(id): Path<String>,
    Json(revealing): Json<Revealing>,
) -> Told {
    let reveal = Reveal {
        observer: revealing.observer,
        value: revealing.value,
    };
    let revealed = door.registry().reveal(&permit, &id, &reveal, door.now());
    forced(&door, &revealed.await??)
}

/// Draws from the list, office by office, up to the quota.
#[utoipa::path(post, path = "/campaigns/{campaign}/draw", tag = "campaigns",
    operation_id = "draw", request_body = Drawing,
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = CampaignTold)))]
pub(super) async fn draw(
    State(door): State<Door>,
    May(permit): May<operation::DrawCampaign>,
    Path(id): Path<String>,
    Json(drawing): Json<Drawing>,
) -> Told {
    let (registry, now) = (door.registry(), door.now());
    let drawn = match (&drawing.seed, &drawing.round) {
        (Some(_), Some(_)) => {
            return Err(Problem::malformed("name a round or a seed, and not both"));
        }
        (Some(seed), None) => registry.draw(&permit, &id, seed.as_bytes(), now).await,
        (None, round) => {
            let round = round.as_ref().map(|round| read_round(&round.to_string()));
            let round = round.transpose()?;
            registry
                .draw_public(&permit, &id, round.as_ref(), now)
                .await
        }
    };
    forced(&door, &drawn??)
}

/// The draw as it is published, file by file: anybody can work it out anew. It names nobody.
#[utoipa::path(get, path = "/campaigns/{campaign}/published", tag = "campaigns",
    operation_id = "published-draw",
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = CampaignTold)))]
pub(super) async fn published(
    State(door): State<Door>,
    May(permit): May<operation::SeeCampaign>,
    Path(id): Path<String>,
) -> Told {
    let files = door.registry().publish_draw(&permit, &id).await??;
    let files: BTreeMap<_, _> = files.into_iter().collect();
    forced(&door, &json!({ "campaign": id, "files": files }))
}

/// Approves a campaign, as its second officer.
#[utoipa::path(post, path = "/campaigns/{campaign}/approval", tag = "campaigns",
    operation_id = "approve-campaign",
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = Done)))]
pub(super) async fn approve(
    State(door): State<Door>,
    May(permit): May<operation::ApproveCampaign>,
    Path(id): Path<String>,
) -> Told {
    door.registry().approve(&permit, &id, door.now()).await??;
    forced(&door, &json!({ "campaign": id, "approved": true }))
}

/// Issues the notices, or one of them. While the answer says `more`, send it again.
#[utoipa::path(post, path = "/campaigns/{campaign}/notices", tag = "campaigns",
    operation_id = "issue-notices", request_body = Issuing,
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = Progress)))]
pub(super) async fn issue(
    State(door): State<Door>,
    May(permit): May<operation::IssueCampaign>,
    Path(id): Path<String>,
    Json(wanted): Json<Issuing>,
) -> Told {
    let registry = door.registry();
    if let Some(person) = &wanted.person {
        let matter = registry
            .issue_to(&permit, &id, person, door.now())
            .await??;
        return forced(&door, &json!({ "more": false, "matter": matter }));
    }
    let mut issuing = registry.issue(&permit, &id).await??;
    let began = Instant::now();
    let (more, tally) = loop {
        match issuing.step(door.now()).await?? {
            IssueStep::Finished(tally) => break (false, tally),
            IssueStep::More(tally) if began.elapsed() >= AT_ONCE => break (true, tally),
            IssueStep::More(_) => {}
        }
    };
    forced(&door, &json!({ "more": more, "tally": tally }))
}

/// Makes another instrument of a campaign's, which is always refused.
#[utoipa::path(post, path = "/campaigns/{campaign}/instrument", tag = "campaigns",
    operation_id = "relabel-campaign", request_body = OfInstrument,
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = Done)))]
pub(super) async fn relabel(
    State(door): State<Door>,
    May(permit): May<operation::OpenCampaign>,
    Path(id): Path<String>,
    Json(wanted): Json<OfInstrument>,
) -> Told {
    let registry = door.registry();
    registry.relabel(&permit, &id, &wanted.instrument).await??;
    forced(&door, &json!({ "campaign": id }))
}

/// Withdraws a campaign: everyone in it is relieved at once.
#[utoipa::path(post, path = "/campaigns/{campaign}/withdrawal", tag = "campaigns",
    operation_id = "withdraw-campaign", request_body = Reason,
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = Done)))]
pub(super) async fn withdraw(
    State(door): State<Door>,
    May(permit): May<operation::WithdrawCampaign>,
    Path(id): Path<String>,
    Json(why): Json<Reason>,
) -> Told {
    let registry = door.registry();
    let done = registry.withdraw_campaign(&permit, &id, &why.reason, door.now());
    done.await??;
    forced(&door, &json!({ "campaign": id, "withdrawn": true }))
}

/// Reviews a withdrawal, as another officer, after it.
#[utoipa::path(post, path = "/campaigns/{campaign}/withdrawal/review", tag = "campaigns",
    operation_id = "review-withdrawal",
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = Done)))]
pub(super) async fn review(
    State(door): State<Door>,
    May(permit): May<operation::ReviewWithdrawal>,
    Path(id): Path<String>,
) -> Told {
    let done = door.registry().review_withdrawal(&permit, &id, door.now());
    done.await??;
    forced(&door, &json!({ "campaign": id, "reviewed": true }))
}

/// What somebody on the list needs to check their own rank.
#[utoipa::path(post, path = "/campaigns/{campaign}/ranks", tag = "campaigns",
    operation_id = "rank", request_body = OfPerson,
    params(("campaign" = String, Path, description = "The campaign.")),
    responses((status = 200, body = CampaignTold)))]
pub(super) async fn rank(
    State(door): State<Door>,
    May(permit): May<operation::ExplainPerson>,
    Path(id): Path<String>,
    Json(of): Json<OfPerson>,
) -> Told {
    let own = door.registry().own_rank(&permit, &id, &of.person).await??;
    forced(&door, &own)
}
