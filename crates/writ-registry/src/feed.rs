//! The feed: what happened, in the order of the ledger, for the authority's own systems.
//!
//! A cursor is a place in the ledger: places are given one after the other and never twice, so that
//! nothing is missed between two pages. People are named by handles, which differ from one system
//! to the next. What was imposed on anybody, and what they say against it, is not told at all: no
//! list of who is restricted can be made of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_store::{Family, Placed, StreamId};

use crate::account::{Permit, operation};
use crate::campaign::{CAMPAIGNS, Campaign, CampaignAct, CampaignEntry};
use crate::error::{RegistryError, Stop, ruled};
use crate::person::{Act, Force, Holding, OwnMatter, PERSONS, PersonEntry};
use crate::refusal::Ruling;
use crate::registry::Registry;
use crate::seal::hex;
use crate::stream::{Legible, Nanoseconds};

/// Names handles, and nothing in the store.
const HANDLES: Family = Family("handle");
/// The most events of one page.
const MOST_EVENTS: usize = 1_000;
/// How many entries of the ledger are read for one page.
const ENTRIES_A_PAGE: usize = 4_000;
/// How many are read at once.
const AT_ONCE: usize = 1_000;

/// A page of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Feed {
    /// What happened, in the order of the ledger.
    pub events: Vec<FeedEvent>,
    /// Where the next page begins: the first place that was not looked at.
    pub next: u64,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeedEvent {
    /// Its place in the ledger. What was recorded in one act has one place.
    pub place: u64,
    /// What happened: `issued`, the kind of an event, `closed`, or `campaign-…`.
    pub kind: String,
    /// When it was so.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// The offices whose it is: of a matter one, of a campaign all.
    pub offices: Vec<String>,
    /// A handle of the person, the same in all pages of one system.
    pub person: Option<String>,
    /// A handle of the matter.
    pub matter: Option<String>,
    /// The instrument.
    pub instrument: Option<String>,
    /// Whether the instrument can have force.
    pub force: Option<Force>,
    /// The channel of a copy.
    pub channel: Option<String>,
    /// The campaign.
    pub campaign: Option<String>,
}

/// What a feed says of an event of a matter; nothing of what is imposed, or said against it.
fn told(event: &Event) -> Option<&'static str> {
    match event.kind {
        EventKind::Queued
        | EventKind::Dispatched
        | EventKind::Posted
        | EventKind::AlertSent
        | EventKind::AlertFailed
        | EventKind::Opened
        | EventKind::Delivered
        | EventKind::Refused
        | EventKind::Absent
        | EventKind::Returned
        | EventKind::Rebutted
        | EventKind::Appeared
        | EventKind::Replied
        | EventKind::ExcuseClaimed
        | EventKind::ExcuseAccepted
        | EventKind::ExcuseRefused
        | EventKind::CauseEnded
        | EventKind::NonReceiptClaimed
        | EventKind::AppearanceClaimed
        | EventKind::Withdrawn => Some(event.kind.word()),
        // Why it is over is the person's own affair.
        EventKind::FoundIneligible
        | EventKind::Died
        | EventKind::BroughtIn
        | EventKind::ObjectionUpheld => Some("closed"),
        _ => None,
    }
}

const fn of_campaign(act: &CampaignAct) -> Option<&'static str> {
    match act {
        CampaignAct::Opened { .. } => Some("campaign-opened"),
        CampaignAct::Drawn(_) => Some("campaign-drawn"),
        CampaignAct::Approved => Some("campaign-approved"),
        CampaignAct::Issued => Some("campaign-issued"),
        CampaignAct::Withdrawn(_) => Some("campaign-withdrawn"),
        CampaignAct::Reviewed => Some("campaign-reviewed"),
        CampaignAct::Listed(_) | CampaignAct::Committed(_) | CampaignAct::Revealed(_) => None,
    }
}

/// What is needed to tell what some entries say.
struct Around {
    people: BTreeMap<StreamId, Holding>,
    campaigns: BTreeMap<StreamId, Campaign>,
}

impl Registry {
    /// What happened from a place in the ledger on, in the offices for which the system acts: begin
    /// with 0, go on with what the page before named. What waits for its place comes once it has one.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn feed(
        &self,
        permit: &Permit<operation::ReadFeed>,
        after: u64,
        limit: usize,
    ) -> Result<Ruling<Feed>, RegistryError> {
        ruled(self.try_feed(permit, after, limit).await)
    }

    async fn try_feed(
        &self,
        permit: &Permit<operation::ReadFeed>,
        after: u64,
        limit: usize,
    ) -> Result<Feed, Stop> {
        let limit = limit.clamp(1, MOST_EVENTS);
        let mut feed = Feed {
            events: Vec::new(),
            next: after,
        };
        let end = after.saturating_add(u64::try_from(ENTRIES_A_PAGE).unwrap_or(u64::MAX));
        while feed.next < end && feed.events.len() < limit {
            let part = self.store.placed(feed.next, AT_ONCE).await?;
            if part.is_empty() {
                break;
            }
            let around = self.around_entries(&part).await?;
            for entry in &part {
                // What was recorded in one act stays together, whatever the limit.
                if feed.events.len() >= limit {
                    break;
                }
                feed.events
                    .extend(self.feed_events(permit, entry, &around)?);
                feed.next = entry.place + 1;
            }
        }
        Ok(feed)
    }

    async fn around_entries(&self, part: &[Placed]) -> Result<Around, RegistryError> {
        let of = |family: Family| {
            let ids = part.iter().map(|entry| entry.stream);
            let ids: BTreeSet<StreamId> = ids.filter(|id| id.family == family).collect();
            ids.into_iter().collect::<Vec<StreamId>>()
        };
        let (people, campaigns) = (of(PERSONS), of(CAMPAIGNS));
        let holdings = self.holdings(&people).await?;
        let mut around = Around {
            people: people.into_iter().zip(holdings).collect(),
            campaigns: BTreeMap::new(),
        };
        for stream in self.streams::<CampaignEntry>(&campaigns).await? {
            let id = stream.id;
            let campaign = Campaign::of(stream)?;
            around.campaigns.extend(campaign.map(|it| (id, it)));
        }
        Ok(around)
    }

    fn feed_events(
        &self,
        permit: &Permit<operation::ReadFeed>,
        entry: &Placed,
        around: &Around,
    ) -> Result<Vec<FeedEvent>, RegistryError> {
        let mut events = Vec::new();
        if let Some(holding) = around.people.get(&entry.stream) {
            let Some(read) = self.entry::<PersonEntry>(entry, &holding.stream.sealing)? else {
                return Ok(events);
            };
            for act in &read.acts {
                events.extend(self.of_person(permit, (entry, act), holding)?);
            }
        } else if let Some(campaign) = around.campaigns.get(&entry.stream) {
            let read = self.entry::<CampaignEntry>(entry, &campaign.stream.sealing)?;
            let kind = read.as_ref().and_then(|read| of_campaign(&read.act));
            if let Some(kind) = kind.filter(|_| campaign.covered(permit).is_ok()) {
                let recorded_at = Nanoseconds::counted(entry.recorded_at).instant()?;
                events.push(FeedEvent {
                    place: entry.place,
                    kind: kind.to_owned(),
                    at: recorded_at,
                    recorded_at,
                    offices: campaign.terms.quotas.keys().cloned().collect(),
                    person: None,
                    matter: None,
                    instrument: Some(campaign.terms.instrument.clone()),
                    force: Some(campaign.terms.force),
                    channel: None,
                    campaign: Some(campaign.terms.id.clone()),
                });
            }
        }
        Ok(events)
    }

    fn of_person(
        &self,
        permit: &Permit<operation::ReadFeed>,
        (entry, act): (&Placed, &Act),
        holding: &Holding,
    ) -> Result<Option<FeedEvent>, RegistryError> {
        let recorded_at = Nanoseconds::counted(entry.recorded_at).instant()?;
        let (matter, kind, at, channel) = match act {
            Act::Issued(issued) => (&issued.matter.id, "issued", recorded_at, None),
            Act::Happened { matter, event, .. } => match told(event) {
                Some(kind) => (matter, kind, event.at, event.channel.clone()),
                None => return Ok(None),
            },
            Act::Registered { .. }
            | Act::Fact(_)
            | Act::Apart(_)
            | Act::DelegateAppointed(_)
            | Act::DelegationEnded { .. } => return Ok(None),
        };
        let Ok(of) = holding.matter(Some(matter)) else {
            return Ok(None);
        };
        let office = of.issued.matter.region.clone();
        let covers = office.as_deref().map(|office| permit.covers(office));
        if covers.unwrap_or_else(|| permit.covers_all()).is_err() {
            return Ok(None);
        }
        Ok(Some(FeedEvent {
            place: entry.place,
            kind: kind.to_owned(),
            at,
            recorded_at,
            offices: office.into_iter().collect(),
            person: Some(self.handle(permit.name(), holding, None)),
            matter: Some(self.handle(permit.name(), holding, Some(of))),
            instrument: Some(of.issued.matter.instrument.clone()),
            force: Some(of.issued.force),
            channel,
            campaign: of.campaign().map(str::to_owned),
        }))
    }

    /// What names a person, or a matter of theirs, to one system and to no other.
    fn handle(&self, system: &str, holding: &Holding, matter: Option<&OwnMatter>) -> String {
        let person = holding.stream.id.key;
        let matter = matter.map_or("", OwnMatter::id);
        let parts: [&[u8]; 3] = [system.as_bytes(), &person, matter.as_bytes()];
        let key = self.keys.stream(HANDLES, &parts).key;
        key.first_chunk::<16>()
            .map_or_else(String::new, |it| hex(it))
    }

    /// What an entry says; `None` once its key was erased.
    fn entry<T: Legible>(
        &self,
        entry: &Placed,
        sealing: &crate::stream::Sealing,
    ) -> Result<Option<T>, RegistryError> {
        let crate::stream::Sealing::Kept(key) = sealing else {
            return Ok(None);
        };
        let content = key.open(entry.stream, entry.version, &entry.content)?;
        let read = T::read(&content).map_err(|_| RegistryError::Damaged {
            what: format!("{:?}", entry.stream),
            why: "an entry cannot be read".to_owned(),
        })?;
        Ok(Some(read))
    }
}
