//! Opening a campaign: under which order, for whom, how many, when and where.

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use writ_law::regime::Regime;
use writ_law::tree::{Amount, InstrumentKind, Lead, Unit};

use super::{Campaign, CampaignAct, CampaignEntry, REGION, Terms};
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, retried};
use crate::person::Force;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::hex;

/// When a campaign runs: notices are issued, and people appear, within it. Half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

impl Window {
    pub(crate) fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }
}

/// When people are to appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Appear {
    /// At this instant.
    At(Timestamp),
    /// So many days after the day of issue, at this local time of the regime's zone.
    After {
        /// How many days.
        days: u16,
        /// At what time of that day.
        time: Time,
    },
}

impl Appear {
    /// The instant, for what is issued at another.
    pub(crate) fn instant(self, issued: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::At(at) => Some(at),
            Self::After { days, time } => {
                let day = zone.to_datetime(issued).date();
                let day = day
                    .checked_add(Span::new().try_days(i64::from(days)).ok()?)
                    .ok()?;
                zone.to_ambiguous_timestamp(day.to_datetime(time))
                    .compatible()
                    .ok()
            }
        }
    }
}

/// A campaign to be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCampaign {
    /// Its identifier: small letters, digits and `-`.
    pub id: String,
    /// The order under which it is held, in words.
    pub order: String,
    /// The regime, by name.
    pub regime: String,
    /// The instrument.
    pub instrument: String,
    /// How many may be called up, by office.
    pub quotas: BTreeMap<String, u32>,
    /// When it runs.
    pub window: Window,
    /// When people are to appear.
    pub appear: Appear,
    /// Where, with `{office}` for the office; `office {office}` if absent.
    pub place: Option<String>,
}

impl Registry {
    /// Opens a campaign.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn open_campaign(
        &self,
        permit: &Permit<operation::OpenCampaign>,
        new: NewCampaign,
        now: Timestamp,
    ) -> Result<Ruling<Terms>, RegistryError> {
        retried!(self.try_open_campaign(permit, &new, now))
    }

    async fn try_open_campaign(
        &self,
        permit: &Permit<operation::OpenCampaign>,
        new: &NewCampaign,
        now: Timestamp,
    ) -> Result<Terms, Stop> {
        let regime = self.regime_named(&new.regime)?;
        let stream = self
            .stream::<CampaignEntry>(self.campaign_stream(&new.id))
            .await?;
        if let Some(known) = Campaign::of(stream.clone())? {
            let text = format!("there is a campaign `{}` already", known.terms.id);
            return Err(Refusal::on("campaign-exists", text, "choose another identifier").into());
        }
        new.quotas
            .keys()
            .try_for_each(|office| permit.covers(office))?;
        let mut writing = self.writing();
        let terms = decide(new, regime, now)?;
        let nonces = hex(&writing.chance::<32>()?);
        let act = CampaignAct::Opened {
            terms: terms.clone(),
            nonces,
        };
        let entry = CampaignEntry {
            by: permit.name().to_owned(),
            act,
        };
        writing.append(&stream, &entry, stream.next_instant(now))?;
        writing.commit().await?;
        Ok(terms)
    }

    /// Makes another instrument of a campaign's. It is always refused: what was issued as a test
    /// never gets force, and what was issued as binding ends by withdrawal, which says so.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn relabel(
        &self,
        _permit: &Permit<operation::OpenCampaign>,
        id: &str,
        instrument: &str,
    ) -> Result<Ruling<()>, RegistryError> {
        let campaign = self.campaign(id).await?;
        Ok(campaign.and_then(|campaign| decide_relabel(&campaign.terms, instrument)))
    }
}

fn decide_relabel(terms: &Terms, instrument: &str) -> Ruling<()> {
    let text = format!(
        "campaign `{}` was opened with `{}`",
        terms.id, terms.instrument
    );
    Err(match terms.force {
        Force::Test => Refusal::on(
            "test-stays-test",
            format!("{text}, a test: it has no legal force, and nothing gives it any"),
            format!(
                "open a campaign with `{instrument}`: it needs notices and postings of its own"
            ),
        ),
        Force::Binding => Refusal::on(
            "no-relabel",
            format!("{text}, which binds until it is withdrawn"),
            "withdraw it: the withdrawal relieves everyone at once, from the start",
        ),
    })
}

fn decide(new: &NewCampaign, regime: &Regime, now: Timestamp) -> Ruling<Terms> {
    check_words(new)?;
    check_offices(new, regime)?;
    let tree = regime.tree();
    let found = tree
        .instruments
        .iter()
        .find(|known| known.name.text == new.instrument);
    let Some(instrument) = found else {
        let known: Vec<_> = tree
            .instruments
            .iter()
            .map(|known| known.name.as_str())
            .collect();
        return Err(Refusal::on(
            "unknown-instrument",
            format!(
                "regime `{}` has no instrument `{}`",
                regime.name(),
                new.instrument
            ),
            format!("one of: {}", known.join(", ")),
        ));
    };
    if new.window.from >= new.window.until || new.window.until <= now {
        let text = format!("the window ends at {}", new.window.until);
        return Err(Refusal::on(
            "window",
            text,
            "a window ends after it begins, and after now",
        ));
    }
    let force = match instrument.kind {
        InstrumentKind::Test => Force::Test,
        InstrumentKind::Summons | InstrumentKind::Order | InstrumentKind::Questionnaire => {
            Force::Binding
        }
    };
    Ok(Terms {
        id: new.id.clone(),
        order: new.order.clone(),
        regime: regime.name().to_owned(),
        digest: regime.digest().to_owned(),
        instrument: new.instrument.clone(),
        force,
        quotas: new.quotas.clone(),
        window: new.window,
        appear: new.appear,
        place: new
            .place
            .clone()
            .unwrap_or_else(|| "office {office}".to_owned()),
    })
}

fn check_words(new: &NewCampaign) -> Ruling<()> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if new.id.is_empty() || new.id.len() > 40 || !new.id.chars().all(plain) {
        let text = format!("`{}` identifies no campaign", new.id);
        let cure = "small letters, digits and -, at most 40 of them";
        return Err(Refusal::on("campaign-id", text, cure));
    }
    if new.order.trim().is_empty() {
        return Err(Refusal::on(
            "no-order",
            "nobody is called up without an order",
            "name the order under which the campaign is held",
        ));
    }
    Ok(())
}

fn check_offices(new: &NewCampaign, regime: &Regime) -> Ruling<()> {
    if new.quotas.values().all(|quota| *quota == 0) {
        return Err(Refusal::on(
            "no-quota",
            "the order calls nobody up",
            "give at least one office a quota of at least one",
        ));
    }
    let knows_regions = regime
        .tree()
        .facts
        .iter()
        .any(|fact| fact.name.text == REGION);
    if !knows_regions && new.quotas.len() > 1 {
        return Err(Refusal::on(
            "offices",
            format!(
                "regime `{}` knows no `{REGION}`: nobody belongs to an office",
                regime.name()
            ),
            "give one office the whole quota",
        ));
    }
    Ok(())
}

/// What keeps a campaign from issuing at an instant: its window, the law in force, the lead.
/// Returns when people are to appear.
pub(super) fn check_instant(terms: &Terms, regime: &Regime, now: Timestamp) -> Ruling<Timestamp> {
    let zone = regime.zone();
    let local = zone.to_datetime(now);
    let versions = &regime.tree().versions;
    let in_force =
        |from, until: Option<_>| from <= local && until.is_none_or(|until| local < until);
    if !versions
        .iter()
        .any(|version| in_force(version.from, version.until))
    {
        return Err(Refusal::on(
            "no-law-in-force",
            format!(
                "no version of regime `{}` is in force on {}",
                terms.regime,
                local.date()
            ),
            "what is issued without a law is void: wait until one is in force",
        ));
    }
    let appear = terms
        .appear
        .instant(now, zone)
        .filter(|appear| *appear > now);
    let Some(appear) =
        appear.filter(|appear| terms.window.holds(now) && terms.window.holds(*appear))
    else {
        return Err(Refusal::on(
            "outside-window",
            "issue and appearance would not both lie in the campaign's window, ahead of now",
            format!(
                "it runs from {} until {}",
                terms.window.from, terms.window.until
            ),
        ));
    };
    let lead = regime
        .tree()
        .instruments
        .iter()
        .find(|known| known.name.text == terms.instrument);
    if let Some(lead) = lead.and_then(|instrument| instrument.lead.as_ref()) {
        check_lead(lead, zone, now, appear)?;
    }
    Ok(appear)
}

fn check_lead(lead: &Lead, zone: &TimeZone, now: Timestamp, appear: Timestamp) -> Ruling<()> {
    let after = |amount: Amount| after(amount, zone, now);
    if let Some(least) = lead.min.and_then(after).filter(|least| appear < *least) {
        return Err(Refusal::on(
            "lead-too-short",
            format!("people would have to appear at {appear}, before {least}"),
            "the regime gives them longer: choose a later day",
        ));
    }
    if let Some(most) = lead.max.and_then(after).filter(|most| appear > *most) {
        return Err(Refusal::on(
            "lead-too-long",
            format!("people would have to appear at {appear}, after {most}"),
            "the regime allows less: choose an earlier day",
        ));
    }
    Ok(())
}

fn after(amount: Amount, zone: &TimeZone, from: Timestamp) -> Option<Timestamp> {
    let n = i64::from(amount.n);
    let span = match amount.unit {
        Unit::Minutes => Span::new().try_minutes(n),
        Unit::Hours => Span::new().try_hours(n),
        // A lead is checked at issue, where a day more or less is the officer's choice: working
        // days count as days here, and the service itself is judged by the law.
        Unit::Days | Unit::WorkDays => Span::new().try_days(n),
        Unit::Weeks => Span::new().try_weeks(n),
        Unit::Months => Span::new().try_months(n),
        Unit::Years => Span::new().try_years(n),
    };
    from.to_zoned(zone.clone())
        .checked_add(span.ok()?)
        .ok()
        .map(|zoned| zoned.timestamp())
}
