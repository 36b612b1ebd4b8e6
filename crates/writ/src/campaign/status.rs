//! How far campaigns are: counts, never people.

use serde_json::json;
use writ_registry::{CampaignStatus, Phase, operation};

use super::Status;
use super::course::{issued_text, tally_text};
use crate::output::{Output, visible};
use crate::registry::{Open, counted, ruled};
use crate::trouble::{Done, Trouble};

pub(super) async fn run(status: &Status, output: &Output) -> Result<Done, Trouble> {
    let open = status.access.open().await?;
    let permit = open.permit(operation::SeeCampaign).await?;
    match &status.id {
        Some(id) => {
            let campaign = ruled(open.registry.campaign_status(&permit, id).await)?;
            open.answer(output, || &campaign, || text(&campaign, &open))?;
        }
        None => {
            let campaigns = open.registry.campaigns(&permit).await?;
            open.answer(
                output,
                || json!({"campaigns": campaigns}),
                || list(&campaigns),
            )?;
        }
    }
    Ok(Done::Well)
}

fn list(campaigns: &[CampaignStatus]) -> String {
    if campaigns.is_empty() {
        return "no campaign has been opened\n".to_owned();
    }
    let line = |it: &CampaignStatus| {
        let issued: u64 = it.issued.issued.values().sum();
        let quota: u32 = it.terms.quotas.values().sum();
        let (id, instrument, phase) = (&it.terms.id, &it.terms.instrument, word(it.phase));
        format!("{id}: {instrument}, {phase}, {issued} of {quota} issued\n")
    };
    campaigns.iter().map(line).collect()
}

const fn word(phase: Phase) -> &'static str {
    match phase {
        Phase::Open => "open",
        Phase::Listed => "listed",
        Phase::Committed => "committed",
        Phase::Drawn => "drawn",
        Phase::Approved => "approved",
        Phase::Issuing => "issuing",
        Phase::Issued => "issued",
        Phase::Withdrawn => "withdrawn",
    }
}

fn text(campaign: &CampaignStatus, open: &Open) -> String {
    let terms = &campaign.terms;
    let mut lines = vec![
        format!("campaign {}: {}", terms.id, word(campaign.phase)),
        format!(
            "  {} of regime {} under `{}`",
            terms.instrument,
            terms.regime,
            visible(&terms.order)
        ),
        format!("  quota {}", counted(&terms.quotas)),
        format!(
            "  from {} until {}",
            open.local(terms.window.from),
            open.local(terms.window.until)
        ),
        format!("  opened by {}", campaign.opened_by),
    ];
    if let Some(committed) = &campaign.committed {
        lines.push(format!("  committed to list {}", committed.digest));
    }
    if let Some(drawn) = &campaign.drawn {
        let offices = drawn
            .offices
            .iter()
            .map(|(name, office)| (name, office.drawn));
        lines.push(format!(
            "  drawn with seed {}: {}",
            drawn.seed,
            counted(offices)
        ));
    }
    if let Some(approver) = &campaign.approved_by {
        lines.push(format!("  approved by {approver}"));
    }
    if let Some((by, reason)) = &campaign.withdrawn {
        let reason = visible(reason.as_deref().unwrap_or("no reason given"));
        lines.push(format!("  withdrawn by {by}: {reason}"));
        lines.push(match &campaign.reviewed_by {
            Some(reviewer) => format!("  the withdrawal was reviewed by {reviewer}"),
            None => "  the withdrawal waits for its review".to_owned(),
        });
    }
    let mut text = lines.join("\n") + "\n";
    if let Some(tally) = &campaign.candidates {
        text.push_str(&tally_text(&terms.id, tally));
    }
    if matches!(
        campaign.phase,
        Phase::Issuing | Phase::Issued | Phase::Withdrawn
    ) {
        text.push_str(&issued_text(&terms.id, &campaign.issued));
    }
    text
}
