//! The course of a campaign beside its draw: judged, approved, issued.

use serde_json::json;
use writ_registry::{IssueStep, IssueTally, ListStep, Tally, operation};

use super::{Issue, Named};
use crate::output::{Output, several};
use crate::progress::Progress;
use crate::registry::{Open, counted, ruled};
use crate::trouble::{Done, Trouble};

pub(super) async fn candidates(named: &Named, output: &Output) -> Result<Done, Trouble> {
    let open = named.access.open().await?;
    let permit = open.permit(operation::ListCandidates).await?;
    let mut listing = ruled(open.registry.candidates(&permit, &named.id).await)?;
    let progress = Progress::new(output, "judging", None);
    let tally = loop {
        match listing.step(open.now()).await? {
            ListStep::More(tally) => progress.at(tally.judged),
            ListStep::Finished(tally) => break tally,
        }
    };
    drop(progress);
    open.answer(output, || &tally, || tally_text(&named.id, &tally))?;
    Ok(Done::Well)
}

/// How many were judged how, for people.
pub(super) fn tally_text(id: &str, tally: &Tally) -> String {
    let judged = several(tally.judged, "person", "people");
    let mut text = format!("campaign {id}: {judged} judged\n");
    for (what, counts) in [
        ("eligible", &tally.eligible),
        ("ineligible", &tally.ineligible),
        ("held for an officer", &tally.held),
    ] {
        let all: u64 = counts.values().sum();
        let parts = if counts.is_empty() {
            String::new()
        } else {
            format!(": {}", counted(counts))
        };
        text.push_str(&format!("  {all} {what}{parts}\n"));
    }
    if tally.elsewhere > 0 {
        text.push_str(&format!("  {} of other offices\n", tally.elsewhere));
    }
    text
}

pub(super) async fn approve(named: &Named, output: &Output) -> Result<Done, Trouble> {
    let open = named.access.open().await?;
    let permit = open.permit(operation::ApproveCampaign).await?;
    ruled(open.registry.approve(&permit, &named.id, open.now()).await)?;
    let id = &named.id;
    let text = || format!("campaign {id} is approved: its notices may be issued\n");
    open.answer(output, || json!({"campaign": id, "approved": true}), text)?;
    Ok(Done::Well)
}

pub(super) async fn issue(issue: &Issue, output: &Output) -> Result<Done, Trouble> {
    let open = issue.access.open().await?;
    let permit = open.permit(operation::IssueCampaign).await?;
    if let Some(person) = &issue.person {
        let matter = open
            .registry
            .issue_to(&permit, &issue.id, person, open.now())
            .await;
        let matter = ruled(matter)?;
        let text = || format!("issued: matter {matter}\n");
        open.answer(
            output,
            || json!({"campaign": issue.id, "matter": matter}),
            text,
        )?;
        return Ok(Done::Well);
    }
    let drawn = drawn(&open, &issue.id).await?;
    let mut issuing = ruled(open.registry.issue(&permit, &issue.id).await)?;
    let progress = Progress::new(output, "issuing", Some(drawn));
    let tally = loop {
        match ruled(issuing.step(open.now()).await)? {
            IssueStep::More(tally) => progress.at(tally.issued.values().sum()),
            IssueStep::Finished(tally) => break tally,
        }
    };
    drop(progress);
    open.answer(output, || &tally, || issued_text(&issue.id, &tally))?;
    Ok(Done::Well)
}

/// How many are drawn, for the progress bar.
async fn drawn(open: &Open, id: &str) -> Result<u64, Trouble> {
    let permit = open.permit(operation::SeeCampaign).await?;
    let status = ruled(open.registry.campaign_status(&permit, id).await)?;
    let offices = status.drawn.iter().flat_map(|drawn| drawn.offices.values());
    Ok(offices.map(|office| office.drawn).sum())
}

/// What was issued and what was not, for people.
pub(super) fn issued_text(id: &str, tally: &IssueTally) -> String {
    let issued: u64 = tally.issued.values().sum();
    let issued = several(issued, "notice", "notices");
    let mut text = format!("campaign {id}: {issued} issued\n");
    let mut say = |what: &str, counts: String| text.push_str(&format!("  {what}: {counts}\n"));
    say("by office", counted(&tally.issued));
    say("entered in accounts", tally.posted.to_string());
    for (what, counts) in [
        ("given to carriers", &tally.paper),
        ("not eligible any more", &tally.turned_away),
        ("held for an officer", &tally.held),
        ("refused by name", &tally.refused),
    ] {
        if !counts.is_empty() {
            say(what, counted(counts));
        }
    }
    if tally.open_already > 0 {
        say("with a matter open already", tally.open_already.to_string());
    }
    text
}
