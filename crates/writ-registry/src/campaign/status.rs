//! How far a campaign is: counts with their grounds, never people.

use serde::Serialize;

use super::issue::total;
use super::{CAMPAIGNS, Campaign, CampaignEntry, Committed, Drawn, IssueTally, Tally, Terms};
use crate::account::{Permit, operation};
use crate::error::RegistryError;
use crate::refusal::Ruling;
use crate::registry::{Kind, Registry};

/// How far a campaign is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Opened.
    Open,
    /// Everyone is judged.
    Listed,
    /// The list is fixed.
    Committed,
    /// Drawn.
    Drawn,
    /// A second officer has approved it.
    Approved,
    /// Some of its notices are issued.
    Issuing,
    /// All of its notices are issued.
    Issued,
    /// Withdrawn.
    Withdrawn,
}

/// Where a campaign stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CampaignStatus {
    /// Whether anything in this registry has legal force.
    pub kind: Kind,
    /// Its terms.
    pub terms: Terms,
    /// How far it is.
    pub phase: Phase,
    /// Who opened it.
    pub opened_by: String,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// Who withdrew it, and why.
    pub withdrawn: Option<(String, Option<String>)>,
    /// Who reviewed the withdrawal.
    pub reviewed_by: Option<String>,
    /// How many were judged how.
    pub candidates: Option<Tally>,
    /// The commitment to the list.
    pub committed: Option<Committed>,
    /// The draw.
    pub drawn: Option<Drawn>,
    /// What was issued, and what was not.
    pub issued: IssueTally,
}

impl Registry {
    /// Where a campaign stands.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn campaign_status(
        &self,
        _permit: &Permit<operation::SeeCampaign>,
        id: &str,
    ) -> Result<Ruling<CampaignStatus>, RegistryError> {
        match self.campaign(id).await? {
            Ok(campaign) => Ok(Ok(self.status(&campaign).await?)),
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// Where every campaign stands, in the order of opening.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn campaigns(
        &self,
        _permit: &Permit<operation::SeeCampaign>,
    ) -> Result<Vec<CampaignStatus>, RegistryError> {
        const AT_ONCE: usize = 100;
        let mut all = Vec::new();
        let mut after = None;
        loop {
            let ids = self.store.streams(CAMPAIGNS, after, AT_ONCE).await?;
            for stream in self.streams::<CampaignEntry>(&ids).await? {
                all.extend(Campaign::of(stream)?);
            }
            after = ids.last().map(|id| id.key);
            if ids.len() < AT_ONCE {
                break;
            }
        }
        all.sort_by_key(|campaign| campaign.stream.entries.first().map(|said| said.recorded_at));
        let mut statuses = Vec::with_capacity(all.len());
        for campaign in &all {
            statuses.push(self.status(campaign).await?);
        }
        Ok(statuses)
    }

    async fn status(&self, campaign: &Campaign) -> Result<CampaignStatus, RegistryError> {
        let issued = total(&self.stream(self.issuing_stream(&campaign.terms.id)).await?);
        let phase = phase(campaign, &issued);
        let listed = campaign.listed.as_ref();
        Ok(CampaignStatus {
            kind: self.kind(),
            terms: campaign.terms.clone(),
            phase,
            opened_by: campaign.opened_by.clone(),
            approved_by: campaign.approved_by.clone(),
            withdrawn: campaign
                .withdrawn
                .clone()
                .map(|(by, event)| (by, event.reason)),
            reviewed_by: campaign.reviewed_by.clone(),
            candidates: listed.map(|listed| listed.tally.clone()),
            committed: campaign.committed.clone(),
            drawn: campaign.drawn.clone(),
            issued,
        })
    }
}

fn phase(campaign: &Campaign, issued: &IssueTally) -> Phase {
    if campaign.withdrawn.is_some() {
        Phase::Withdrawn
    } else if campaign.issued.is_some() {
        Phase::Issued
    } else if !issued.issued.is_empty() {
        Phase::Issuing
    } else if campaign.approved_by.is_some() {
        Phase::Approved
    } else if campaign.drawn.is_some() {
        Phase::Drawn
    } else if campaign.committed.is_some() {
        Phase::Committed
    } else if campaign.listed.is_some() {
        Phase::Listed
    } else {
        Phase::Open
    }
}
