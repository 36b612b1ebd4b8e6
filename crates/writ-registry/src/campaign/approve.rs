//! The second officer, without whom nothing is issued; and why somebody is outside a list.

use jiff::Timestamp;

use super::{Campaign, CampaignAct};
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, retried};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;

impl Registry {
    /// Approves a campaign: the second officer, without whom nothing is issued.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn approve(
        &self,
        permit: &Permit<operation::ApproveCampaign>,
        id: &str,
        now: Timestamp,
    ) -> Result<Ruling<()>, RegistryError> {
        retried!(self.try_approve(permit, id, now))
    }

    async fn try_approve(
        &self,
        permit: &Permit<operation::ApproveCampaign>,
        id: &str,
        now: Timestamp,
    ) -> Result<(), Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        decide_approve(&campaign, permit.name())?;
        self.act(&campaign, permit.name(), CampaignAct::Approved, now)
            .await?;
        Ok(())
    }
}

fn decide_approve(campaign: &Campaign, approver: &str) -> Ruling<()> {
    campaign.standing()?;
    let id = &campaign.terms.id;
    if campaign.approved_by.is_some() {
        let text = format!("campaign `{id}` is approved already");
        return Err(Refusal::on("approved", text, "issue it"));
    }
    if campaign.drawn.is_none() {
        let text = format!("campaign `{id}` is not drawn yet: there is nothing to approve");
        return Err(Refusal::on("not-drawn-yet", text, "draw first"));
    }
    if campaign.opened_by == approver {
        return Err(Refusal::on(
            "two-pairs-of-eyes",
            format!("`{approver}` opened campaign `{id}` and cannot approve it as well"),
            "another officer with the role approver may",
        ));
    }
    Ok(())
}

/// Refused for someone who is not among the candidates; says why not where that is known.
pub(super) fn outside(campaign: &Campaign, ground: Option<(&str, &str)>) -> Refusal {
    let id = &campaign.terms.id;
    match ground {
        Some(("held", ground)) => Refusal::on(
            "held",
            format!("this person is held for an officer in campaign `{id}`: {ground}"),
            "record what is missing, or let the ledger's witnesses sign for what is unproved; a later \
             campaign may then call them",
        ),
        Some((_, ground)) => Refusal::on(
            "ineligible",
            format!("this person is not eligible in campaign `{id}`: {ground}"),
            "nobody may issue to them",
        ),
        None => Refusal::on(
            "outside-the-list",
            format!("this person is not on the committed list of campaign `{id}`"),
            "nobody outside the list can be issued anything in this campaign",
        ),
    }
}
