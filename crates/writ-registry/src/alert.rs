//! Alerts: that a message about a notice was sent, or could not be, where the law has a channel for
//! such messages. Whether it reckons from them is the law's to say.

use jiff::Timestamp;
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_law::regime::Regime;
use writ_law::tree::ServiceNeed;

use crate::account::{Permit, operation};
use crate::carrier::Way;
use crate::contact::Alerts;
use crate::error::{RegistryError, Stop, retried};
use crate::refusal::Ruling;
use crate::registry::Registry;

/// An alert, for the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Whom it was for.
    pub person: String,
    /// The matter it was about.
    pub matter: String,
    /// Which way it went.
    pub way: Way,
    /// What became of it.
    pub outcome: AlertOutcome,
}

/// What became of an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlertOutcome {
    /// It was sent.
    Sent,
    /// It could not be sent, for this reason.
    Failed(String),
}

/// Whether an alert is on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertRecord {
    /// It is.
    Recorded,
    /// The law of the matter has no channel for it: it was a courtesy, and leaves no trace.
    NoChannel,
}

impl Registry {
    /// Records that an alert was sent or failed, where the law of the matter has a channel for it.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn record_alert(
        &self,
        permit: &Permit<operation::SendMessages>,
        alert: &Alert,
        now: Timestamp,
    ) -> Result<Ruling<AlertRecord>, RegistryError> {
        retried!(self.try_record_alert(permit, alert, now))
    }

    async fn try_record_alert(
        &self,
        permit: &Permit<operation::SendMessages>,
        alert: &Alert,
        now: Timestamp,
    ) -> Result<AlertRecord, Stop> {
        let holding = self.holding(&alert.person).await?;
        holding.known()?;
        let matter = holding.matter(Some(&alert.matter))?;
        let regime = self.regime_of(&matter.issued.regime)?;
        let Some(channel) = channel(regime, alert.way) else {
            return Ok(AlertRecord::NoChannel);
        };
        let sent = matter.events.iter();
        let sent = sent.filter(|event| event.kind == EventKind::AlertSent);
        let kind = match alert.outcome {
            AlertOutcome::Sent => EventKind::AlertSent,
            AlertOutcome::Failed(_) => EventKind::AlertFailed,
        };
        let mut event = Event::new("", kind, now);
        event.channel = Some(channel.to_owned());
        // One more than were sent, so that what failed is none of those.
        event.attempt = u32::try_from(sent.count() + 1).ok();
        if let AlertOutcome::Failed(why) = &alert.outcome {
            event.reason = Some(why.clone());
        }
        let mut writing = self.writing();
        let by = permit.name();
        self.happen(by, (&holding, matter, event), now, &mut writing)
            .await?;
        writing.commit().await?;
        Ok(AlertRecord::Recorded)
    }

    /// Whether a regime reckons from alerts.
    pub(crate) fn alerts_of(&self, digest: &str) -> Result<Alerts, RegistryError> {
        let regime = self.regime_of(digest)?;
        let mut services = regime.tree().services.iter();
        let counts = services.any(|service| {
            let mut needs = service.needs.iter();
            let mut grounds = service.grounds.iter();
            needs.any(|need| matches!(need, ServiceNeed::Alerts { .. }))
                || grounds.any(|ground| ground.event == EventKind::AlertSent)
        });
        Ok(if counts {
            Alerts::Count
        } else {
            Alerts::DoNotCount
        })
    }
}

/// The channel that a regime has for messages of a way, by the names that packs give it.
fn channel(regime: &Regime, way: Way) -> Option<&str> {
    let names: &[&str] = match way {
        Way::Mail => &["e-mail"],
        Way::Text => &["text", "sms"],
        Way::Webhook => &[],
    };
    let mut channels = regime.tree().channels.iter();
    let channel = channels.find(|channel| names.contains(&channel.name.as_str()))?;
    Some(channel.name.as_str())
}
