//! Withdrawal en masse: one act relieves everyone at once; a second officer reviews it after.

use jiff::Timestamp;
use writ_law::case::Event;
use writ_law::event::EventKind;

use super::{Campaign, CampaignAct, CampaignEntry};
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, retried};
use crate::outbox::Message;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;

/// The identifier of a withdrawal en masse, in every matter of its campaign.
pub(crate) const WITHDRAWAL: &str = "campaign-withdrawn";

impl Registry {
    /// Withdraws a campaign: everyone who was issued a notice in it is relieved from this instant,
    /// and as the regime says from the start. It holds at this first officer's act.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn withdraw_campaign(
        &self,
        permit: &Permit<operation::WithdrawCampaign>,
        id: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<Ruling<()>, RegistryError> {
        retried!(self.try_withdraw_campaign(permit, id, reason, now))
    }

    async fn try_withdraw_campaign(
        &self,
        permit: &Permit<operation::WithdrawCampaign>,
        id: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        campaign.standing()?;
        let at = campaign.stream.next_instant(now);
        let event = decide(permit.name(), reason, at)?;
        let entry = CampaignEntry {
            by: permit.name().to_owned(),
            act: CampaignAct::Withdrawn(event),
        };
        let mut writing = self.writing();
        writing.append(&campaign.stream, &entry, at)?;
        // Desks that were told `yes` are told of it after: the relief does not wait for that.
        let message = Message::Recheck {
            because: format!("campaign `{id}` was withdrawn"),
        };
        writing.message_about(&campaign.stream, &message)?;
        writing.commit().await?;
        Ok(())
    }

    /// Reviews a withdrawal: by another officer, after.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn review_withdrawal(
        &self,
        permit: &Permit<operation::ReviewWithdrawal>,
        id: &str,
        now: Timestamp,
    ) -> Result<Ruling<()>, RegistryError> {
        retried!(self.try_review_withdrawal(permit, id, now))
    }

    async fn try_review_withdrawal(
        &self,
        permit: &Permit<operation::ReviewWithdrawal>,
        id: &str,
        now: Timestamp,
    ) -> Result<(), Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        decide_review(&campaign, permit.name())?;
        self.act(&campaign, permit.name(), CampaignAct::Reviewed, now)
            .await?;
        Ok(())
    }
}

fn decide(by: &str, reason: &str, at: Timestamp) -> Ruling<Event> {
    if reason.trim().is_empty() {
        return Err(Refusal::on(
            "no-reason",
            "the withdrawal has no reason",
            "say why, in a few words: everyone concerned will read it",
        ));
    }
    let mut event = Event::new(WITHDRAWAL, EventKind::Withdrawn, at);
    event.by = Some(by.to_owned());
    event.reason = Some(reason.to_owned());
    Ok(event)
}

fn decide_review(campaign: &Campaign, reviewer: &str) -> Ruling<()> {
    let id = &campaign.terms.id;
    let Some((by, _)) = &campaign.withdrawn else {
        let text = format!("campaign `{id}` was not withdrawn");
        return Err(Refusal::on(
            "not-withdrawn",
            text,
            "there is nothing to review",
        ));
    };
    if let Some(before) = &campaign.reviewed_by {
        let text = format!("`{before}` has reviewed the withdrawal of campaign `{id}`");
        return Err(Refusal::on("reviewed", text, "one review is enough"));
    }
    if by == reviewer {
        return Err(Refusal::on(
            "two-pairs-of-eyes",
            format!("`{reviewer}` withdrew campaign `{id}` and cannot review it as well"),
            "another officer with the role approver may",
        ));
    }
    Ok(())
}

impl Campaign {
    /// What the campaign adds to each of its matters.
    pub(crate) fn events(&self) -> Vec<Event> {
        self.withdrawn
            .iter()
            .map(|(_, event)| event.clone())
            .collect()
    }
}
