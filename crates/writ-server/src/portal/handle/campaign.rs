//! What is asked of campaigns.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use maud::Markup;
use serde::Deserialize;
use writ_registry::{Appear, IssueStep, ListStep, NewCampaign, Window, operation};

use crate::door::Door;
use crate::form::SafeForm;
use crate::portal::answer::{Here, as_wrong};
use crate::portal::component::Wrong;
use crate::portal::office::{approvals, campaign};

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/office/campaigns", get(list))
        .route("/office/campaigns/new", get(form).post(open))
        .route("/office/campaigns/{id}", get(one))
        .route("/office/campaigns/{id}/candidates", post(candidates))
        .route("/office/campaigns/{id}/commit", post(commit))
        .route("/office/campaigns/{id}/draw", post(draw))
        .route("/office/campaigns/{id}/issue", post(issue))
        .route("/office/campaigns/{id}/withdraw", post(withdraw))
        .route("/approvals", get(waits))
        .route("/approvals/{id}/approve", post(approve))
        .route("/approvals/{id}/review", post(review))
}

/// How many batches of about a thousand one press does: what is left is done by the next.
const BATCHES: usize = 5;

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn list(here: Here) -> Result<Markup, Response> {
    let permit = here.permit(operation::SeeCampaign).await?;
    let all = here.held(here.door.registry().campaigns(&permit).await)?;
    Ok(campaign::list(&here.frame, &all))
}

async fn one(here: Here, Path(id): Path<String>) -> Result<Markup, Response> {
    let permit = here.permit(operation::SeeCampaign).await?;
    let registry = here.door.registry();
    let status = here.ruled(registry.campaign_status(&permit, &id).await)?;
    Ok(campaign::page(&here.frame, &status))
}

async fn form(here: Here) -> Result<Markup, Response> {
    here.permit(operation::OpenCampaign).await?;
    let written = campaign::Written::default();
    let regimes = here.door.registry().regimes();
    Ok(campaign::form(&here.frame, regimes, (&written, &[])))
}

async fn open(
    here: Here,
    SafeForm(written): SafeForm<campaign::Written>,
) -> Result<Response, Response> {
    let permit = here.permit(operation::OpenCampaign).await?;
    let registry = here.door.registry();
    let wrong = match read(&here, &written) {
        Err(wrong) => wrong,
        Ok(new) => match here.held(registry.open_campaign(&permit, new, here.frame.now).await)? {
            Ok(terms) => return Ok(here.to(&format!("/office/campaigns/{}", terms.id))),
            Err(refusal) => as_wrong(&here.frame, &refusal),
        },
    };
    let page = campaign::form(&here.frame, registry.regimes(), (&written, &wrong));
    Ok(page.into_response())
}

/// A campaign as it was written into the form.
fn read(here: &Here, written: &campaign::Written) -> Result<NewCampaign, Vec<Wrong>> {
    let frame = &here.frame;
    let mut wrong = Vec::new();
    let begins = |day: Option<Date>| -> Option<Timestamp> {
        let day = day?.to_zoned(frame.zone.clone()).ok()?;
        Some(day.timestamp())
    };
    let from = begins(written.from.trim().parse().ok());
    let last = written.until.trim().parse::<Date>().ok();
    let until = begins(last.and_then(|day| day.tomorrow().ok()));
    let quotas = quotas(&written.quotas);
    let days = written.days.trim().parse::<u16>().ok();
    let time = written.time.trim().parse::<Time>().ok();
    let what = written.what.rsplit_once(' ');
    let needs = [
        ("id", written.id.trim().is_empty(), "wrong-id"),
        ("order", written.order.trim().is_empty(), "wrong-order"),
        ("what", what.is_none(), "wrong-choice"),
        ("quotas", quotas.is_none(), "wrong-quotas"),
        ("from", from.is_none(), "wrong-day"),
        ("until", until.is_none(), "wrong-day"),
        ("days", days.is_none(), "wrong-number"),
        ("time", time.is_none(), "wrong-clock-time"),
    ];
    for (field, is_wrong, key) in needs {
        if is_wrong {
            wrong.push(Wrong::new(field, frame.word(key)));
        }
    }
    let all = (what, quotas, from, until, days.zip(time));
    let (Some((regime, instrument)), Some(quotas), Some(from), Some(until), Some((days, time))) =
        all
    else {
        return Err(wrong);
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let place = written.place.trim();
    Ok(NewCampaign {
        id: written.id.trim().to_owned(),
        order: written.order.trim().to_owned(),
        regime: regime.to_owned(),
        instrument: instrument.to_owned(),
        quotas,
        window: Window { from, until },
        appear: Appear::After { days, time },
        place: (!place.is_empty()).then(|| place.to_owned()),
    })
}

/// Quotas as they are written: `office = number`, one a line.
fn quotas(text: &str) -> Option<BTreeMap<String, u32>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let quotas: Option<BTreeMap<String, u32>> = lines
        .map(|line| {
            let (office, n) = line.rsplit_once(['=', ':'])?;
            Some((office.trim().to_owned(), n.trim().parse().ok()?))
        })
        .collect();
    quotas.filter(|quotas| !quotas.is_empty())
}

impl Here {
    fn campaign(&self, id: &str) -> Response {
        self.to(&format!("/office/campaigns/{id}"))
    }
}

async fn candidates(
    here: Here,
    Path(id): Path<String>,
    SafeForm(Nothing {}): SafeForm<Nothing>,
) -> Result<Response, Response> {
    let permit = here.permit(operation::ListCandidates).await?;
    let registry = here.door.registry();
    let mut listing = here.ruled(registry.candidates(&permit, &id).await)?;
    for _ in 0..BATCHES {
        if let ListStep::Finished(_) = here.held(listing.step(here.frame.now).await)? {
            break;
        }
    }
    Ok(here.campaign(&id))
}

async fn commit(
    here: Here,
    Path(id): Path<String>,
    SafeForm(Nothing {}): SafeForm<Nothing>,
) -> Result<Response, Response> {
    let permit = here.permit(operation::CommitList).await?;
    let registry = here.door.registry();
    here.ruled(registry.commit_list(&permit, &id, here.frame.now).await)?;
    Ok(here.campaign(&id))
}

#[derive(Debug, Deserialize)]
struct Drawing {
    #[serde(default)]
    seed: String,
}

async fn draw(
    here: Here,
    Path(id): Path<String>,
    SafeForm(form): SafeForm<Drawing>,
) -> Result<Response, Response> {
    let permit = here.permit(operation::DrawCampaign).await?;
    let registry = here.door.registry();
    let seed = form.seed.trim().as_bytes();
    here.ruled(registry.draw(&permit, &id, seed, here.frame.now).await)?;
    Ok(here.campaign(&id))
}

async fn issue(
    here: Here,
    Path(id): Path<String>,
    SafeForm(Nothing {}): SafeForm<Nothing>,
) -> Result<Response, Response> {
    let permit = here.permit(operation::IssueCampaign).await?;
    let registry = here.door.registry();
    let mut issuing = here.ruled(registry.issue(&permit, &id).await)?;
    for _ in 0..BATCHES {
        if let IssueStep::Finished(_) = here.ruled(issuing.step(here.frame.now).await)? {
            break;
        }
    }
    Ok(here.campaign(&id))
}

#[derive(Debug, Deserialize)]
struct Withdrawing {
    #[serde(default)]
    reason: String,
}

async fn withdraw(
    here: Here,
    Path(id): Path<String>,
    SafeForm(form): SafeForm<Withdrawing>,
) -> Result<Response, Response> {
    let permit = here.permit(operation::WithdrawCampaign).await?;
    let registry = here.door.registry();
    let reason = form.reason.trim();
    let done = registry.withdraw_campaign(&permit, &id, reason, here.frame.now);
    here.ruled(done.await)?;
    Ok(here.campaign(&id))
}

async fn waits(here: Here) -> Result<Markup, Response> {
    here.permit(operation::ApproveCampaign).await?;
    let permit = here.permit(operation::SeeCampaign).await?;
    let all = here.held(here.door.registry().campaigns(&permit).await)?;
    Ok(approvals::page(&here.frame, &all))
}

async fn approve(
    here: Here,
    Path(id): Path<String>,
    SafeForm(Nothing {}): SafeForm<Nothing>,
) -> Result<Response, Response> {
    let permit = here.permit(operation::ApproveCampaign).await?;
    let registry = here.door.registry();
    here.ruled(registry.approve(&permit, &id, here.frame.now).await)?;
    Ok(here.to("/approvals"))
}

async fn review(
    here: Here,
    Path(id): Path<String>,
    SafeForm(Nothing {}): SafeForm<Nothing>,
) -> Result<Response, Response> {
    let permit = here.permit(operation::ReviewWithdrawal).await?;
    let registry = here.door.registry();
    here.ruled(
        registry
            .review_withdrawal(&permit, &id, here.frame.now)
            .await,
    )?;
    Ok(here.to("/approvals"))
}
