//! Campaigns: opened under an order, judged, committed, drawn, approved by a second officer, issued.
//!
//! A campaign's own stream holds its few acts and is small, so that a position can take a
//! withdrawal en masse into account by reading it. Lists and progress lie in streams beside it.

mod approve;
mod claims;
mod commitment;
mod decide;
mod draw;
mod eligible;
mod issue;
mod issuing;
mod list;
mod open;
mod outcome;
mod randomness;
mod rank;
mod route;
mod says;
mod seed;
mod status;
mod transcript;
mod withdraw;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::case::Event;
use writ_law::evidence::Evidence;
use writ_store::{Family, StreamId};

use crate::account::{Official, Permit};
use crate::error::RegistryError;
use crate::person::Force;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::unhex;
use crate::stream::AsJson;
use crate::stream::Stream;

pub use commitment::{DrawCommitment, ListRoot, OfficeList, RegimeName, VolunteersCome};
pub use draw::{Committed, Revealed};
pub(crate) use eligible::regime_person;
pub use issue::IssueTally;
pub use issuing::{IssueStep, Issuing};
pub use list::{ListStep, Listing, Tally};
pub use open::{Appear, NewCampaign, Window};
pub use outcome::{Drawn, DrawnOffice, LastPlace};
pub use randomness::{
    Fallback, NamedRandomness, NamedRound, Pledge, Randomness, Reveal, read_round,
};
pub use rank::{CheckedRank, OwnRank, RankFile, check_rank};
pub(crate) use route::PORTAL;
pub use status::{CampaignStatus, Phase};
pub use transcript::{CheckedDraw, PUBLISHED_LISTS, PUBLISHED_PAGES, PublishedDraw, check_draw};

pub(crate) const CAMPAIGNS: Family = Family("campaign");
pub(crate) const LISTINGS: Family = Family("listing");
pub(crate) const CHUNKS: Family = Family("candidates");
pub(crate) const ISSUINGS: Family = Family("issuing");
/// What the registry has used as randomness, one stream for each: nothing is used twice.
pub(crate) const RANDOMNESS: Family = Family("randomness");

/// The fact that says to which office a person belongs.
pub(crate) const REGION: &str = "region";

/// The fact that says whether a person volunteers, where the law draws volunteers first, and what
/// it says then.
const VOLUNTEER: (&str, &str) = ("volunteer", "yes");

/// The terms of a campaign, fixed when it is opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    /// Its identifier.
    pub id: String,
    /// The order under which it is held, in words.
    pub order: String,
    /// The regime, by name.
    pub regime: String,
    /// The regime, by digest.
    pub digest: String,
    /// The instrument.
    pub instrument: String,
    /// Whether its notices can have force.
    pub force: Force,
    /// How many may be called up, by office.
    pub quotas: BTreeMap<String, u32>,
    /// When it runs.
    pub window: Window,
    /// When people are to appear.
    pub appear: Appear,
    /// Where, with `{office}` for the office.
    pub place: String,
}

/// An act in the life of a campaign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct CampaignEntry {
    pub(crate) by: String,
    pub(crate) act: CampaignAct,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CampaignAct {
    Opened {
        terms: Terms,
        /// From it follow the nonces of the candidates' commitments, in hexadecimal.
        nonces: String,
    },
    Listed(list::Listed),
    Committed(Committed),
    Revealed(Reveal),
    Drawn(Drawn),
    Approved,
    Issued,
    Withdrawn(Event),
    Reviewed,
}

impl AsJson for CampaignEntry {}

/// A campaign, as its acts add up.
#[derive(Clone, Debug)]
pub(crate) struct Campaign {
    pub(crate) stream: Stream<CampaignEntry>,
    pub(crate) terms: Terms,
    nonces: [u8; 32],
    pub(crate) opened_by: String,
    pub(crate) listed: Option<list::Listed>,
    pub(crate) committed: Option<Committed>,
    /// Digests of commitments that came to nothing.
    void: Vec<String>,
    /// What was revealed under the last commitment.
    /// The reveals that count.
    reveals: Vec<Reveal>,
    /// Those that no quorum of witnesses has signed for yet, or only after their time.
    late_reveals: Vec<Reveal>,
    pub(crate) drawn: Option<Drawn>,
    pub(crate) approved_by: Option<String>,
    pub(crate) issued: Option<Timestamp>,
    pub(crate) withdrawn: Option<(String, Event)>,
    pub(crate) reviewed_by: Option<String>,
}

impl Campaign {
    pub(crate) fn of(stream: Stream<CampaignEntry>) -> Result<Option<Self>, RegistryError> {
        let Some(first) = stream.entries.first() else {
            return Ok(None);
        };
        let damaged = |why: &str| RegistryError::Damaged {
            what: "a campaign".to_owned(),
            why: why.to_owned(),
        };
        let CampaignAct::Opened { terms, nonces } = &first.what.act else {
            return Err(damaged("it does not begin with its opening"));
        };
        let mut campaign = Self {
            terms: terms.clone(),
            nonces: unhex(nonces).ok_or_else(|| damaged("its nonces are malformed"))?,
            opened_by: first.what.by.clone(),
            listed: None,
            committed: None,
            void: Vec::new(),
            reveals: Vec::new(),
            late_reveals: Vec::new(),
            drawn: None,
            approved_by: None,
            issued: None,
            withdrawn: None,
            reviewed_by: None,
            stream,
        };
        for said in campaign.stream.entries.clone() {
            let by = said.what.by;
            match said.what.act {
                CampaignAct::Opened { .. } => {}
                CampaignAct::Listed(listed) => campaign.listed = Some(listed),
                CampaignAct::Committed(committed) => campaign.recommitted(committed),
                CampaignAct::Revealed(reveal) => campaign.revealed(reveal, said.evidence),
                CampaignAct::Drawn(drawn) => campaign.drawn = Some(drawn),
                CampaignAct::Approved => campaign.approved_by = Some(by),
                CampaignAct::Issued => campaign.issued = Some(said.recorded_at),
                CampaignAct::Withdrawn(event) => campaign.withdrawn = Some((by, event)),
                CampaignAct::Reviewed => campaign.reviewed_by = Some(by),
            }
        }
        Ok(Some(campaign))
    }

    /// A reveal counts if it can be proved that it was there in time: the clock of whoever records
    /// it could be set back once the beacon is known. Witnesses count whole seconds, so that one
    /// signed for in the very second in which it had to be there may have come after it.
    fn revealed(&mut self, reveal: Reveal, evidence: Evidence) {
        let committed = self.committed.as_ref();
        let by = committed.and_then(|it| it.commitment.randomness.reveal_by);
        let is_timely = match evidence {
            Evidence::Trusted => true,
            Evidence::Waiting => false,
            Evidence::At(at) => by.is_none_or(|by| at < by),
        };
        if is_timely {
            self.reveals.push(reveal);
        } else {
            self.late_reveals.push(reveal);
        }
    }

    /// A later commitment stands in place of one that came to nothing, whose reveals are past.
    fn recommitted(&mut self, committed: Committed) {
        let before = self.committed.replace(committed);
        self.void.extend(before.map(|before| before.digest));
        self.reveals.clear();
        self.late_reveals.clear();
    }

    /// Refused where the officer does not act for every office of the campaign.
    pub(crate) fn covered<O: Official>(&self, permit: &Permit<O>) -> Ruling<()> {
        self.terms
            .quotas
            .keys()
            .try_for_each(|office| permit.covers(office))
    }

    /// Refused once it is withdrawn.
    pub(crate) fn standing(&self) -> Ruling<()> {
        if self.withdrawn.is_none() {
            return Ok(());
        }
        Err(Refusal::on(
            "withdrawn",
            format!("campaign `{}` was withdrawn", self.terms.id),
            "a withdrawal is never taken back; open a new campaign",
        ))
    }
}

impl Registry {
    pub(crate) fn campaign_stream(&self, id: &str) -> StreamId {
        self.keys.stream(CAMPAIGNS, &[id.as_bytes()])
    }

    /// A campaign, or a refusal if there is none.
    pub(crate) async fn campaign(&self, id: &str) -> Result<Ruling<Campaign>, RegistryError> {
        let campaign = Campaign::of(self.stream(self.campaign_stream(id)).await?)?;
        Ok(campaign.ok_or_else(|| {
            Refusal::on(
                "unknown-campaign",
                format!("there is no campaign `{id}`"),
                "see `writ campaign status`",
            )
        }))
    }

    /// Records one act of a campaign, as it was read.
    async fn act(
        &self,
        campaign: &Campaign,
        by: &str,
        act: CampaignAct,
        now: Timestamp,
    ) -> Result<(), RegistryError> {
        let mut writing = self.writing();
        let entry = CampaignEntry {
            by: by.to_owned(),
            act,
        };
        writing.append(&campaign.stream, &entry, campaign.stream.next_instant(now))?;
        writing.commit().await?;
        Ok(())
    }
}
