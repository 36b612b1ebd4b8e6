//! Issuing: to the drawn and approved, each judged again. What was issued, counted, and one notice
//! to one named person.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_store::StreamId;

use super::approve::outside;
use super::decide::{self, Judgement, Notice};
use super::list::add_counts;
use super::{Campaign, ISSUINGS, list::Chunk};
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, ruled};
use crate::outbox::{About, Message};
use crate::person::Holding;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::{AsJson, Stream, Writing};
use crate::summons::Around;

/// How often a batch is decided anew when others record of the same people.
const TRIES: u32 = 8;

/// Counts of what was issued, with grounds: never people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueTally {
    /// Issued, by office.
    pub issued: BTreeMap<String, u64>,
    /// Of these, entered in the account at once.
    pub posted: u64,
    /// Of these, given to a carrier, by channel.
    pub paper: BTreeMap<String, u64>,
    /// Drawn and not issued, because they are not eligible now, by ground.
    pub turned_away: BTreeMap<String, u64>,
    /// Drawn and not issued, because it cannot be told now, by ground: for an officer to look at.
    pub held: BTreeMap<String, u64>,
    /// Drawn, with a matter of this kind open or in this campaign already.
    pub open_already: u64,
    /// Attempts to issue to somebody by name that were refused, by code.
    pub refused: BTreeMap<String, u64>,
}

impl IssueTally {
    pub(super) fn add(&mut self, other: &Self) {
        add_counts(&mut self.issued, &other.issued);
        self.posted += other.posted;
        add_counts(&mut self.paper, &other.paper);
        add_counts(&mut self.turned_away, &other.turned_away);
        add_counts(&mut self.held, &other.held);
        self.open_already += other.open_already;
        add_counts(&mut self.refused, &other.refused);
    }

    pub(super) fn count(&mut self, office: &str, judgement: &Judgement) {
        let one = |counts: &mut BTreeMap<String, u64>, name: &str| {
            *counts.entry(name.to_owned()).or_default() += 1;
        };
        match judgement {
            Judgement::Issue(notice) => {
                one(&mut self.issued, office);
                match &notice.paper {
                    None => self.posted += 1,
                    Some(channel) => one(&mut self.paper, channel),
                }
            }
            Judgement::TurnedAway { ground } => one(&mut self.turned_away, ground),
            Judgement::Held { ground } => one(&mut self.held, ground),
            Judgement::OpenAlready => self.open_already += 1,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct IssueEntry {
    pub(super) by: String,
    /// The chunk that comes next; absent for a notice to one named person.
    pub(super) next_chunk: Option<u32>,
    pub(super) tally: IssueTally,
}

impl AsJson for IssueEntry {}

impl Registry {
    pub(super) fn issuing_stream(&self, id: &str) -> StreamId {
        self.keys.stream(ISSUINGS, &[id.as_bytes()])
    }

    /// Issues to one named person of the list, who must be drawn. A refusal is counted.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn issue_to(
        &self,
        permit: &Permit<operation::IssueCampaign>,
        id: &str,
        person: &str,
        now: Timestamp,
    ) -> Result<Ruling<String>, RegistryError> {
        for _ in 0..TRIES {
            match ruled(self.try_issue_to(permit, id, person, now).await) {
                Err(error) if error.is_conflict() => {}
                other => return other,
            }
        }
        Err(RegistryError::Contended { times: TRIES })
    }

    async fn try_issue_to(
        &self,
        permit: &Permit<operation::IssueCampaign>,
        id: &str,
        person: &str,
        now: Timestamp,
    ) -> Result<String, Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        decide_begin(&campaign)?;
        let terms = decide::Terms::of(self, &campaign, permit.name(), now)?;
        let progress = self.stream::<IssueEntry>(self.issuing_stream(id)).await?;
        let key = self.person_stream(person).key;
        let chunk = self.chunk_of(&campaign, &key).await?;
        let holding = self.holding(person).await?;
        let around = self.around(std::slice::from_ref(&holding)).await?;
        let decided = decide_one(
            &terms,
            &campaign,
            chunk.as_ref(),
            &progress,
            &holding,
            &around,
        )?;
        let mut writing = self.writing();
        let mut tally = IssueTally::default();
        let answer = match decided {
            Ok((office, notice)) => {
                let matter = notice.matter.clone();
                write_notice(&mut writing, &holding, &notice)?;
                tally.count(&office, &Judgement::Issue(notice));
                Ok(matter)
            }
            Err(refusal) => {
                for ground in &refusal.grounds {
                    *tally.refused.entry(ground.code.clone()).or_default() += 1;
                }
                Err(refusal)
            }
        };
        let entry = IssueEntry {
            by: permit.name().to_owned(),
            next_chunk: None,
            tally,
        };
        writing.append(&progress, &entry, progress.next_instant(now))?;
        writing.unless_changed(&campaign.stream);
        writing.commit().await?;
        Ok(answer?)
    }

    /// The chunk of the list in which a person stands, if they stand in it.
    pub(super) async fn chunk_of(
        &self,
        campaign: &Campaign,
        key: &[u8; 32],
    ) -> Result<Option<Chunk>, RegistryError> {
        let Some(listed) = &campaign.listed else {
            return Ok(None);
        };
        let key = crate::seal::hex(key);
        let after = listed.chunks.partition_point(|first| *first <= key);
        let Some(number) = after.checked_sub(1) else {
            return Ok(None);
        };
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        Ok(self.chunks(campaign, number, 1).await?.into_iter().next())
    }
}

pub(super) fn decide_begin(campaign: &Campaign) -> Ruling<()> {
    campaign.standing()?;
    if campaign.approved_by.is_none() {
        return Err(Refusal::on(
            "not-approved",
            format!(
                "campaign `{}` has no second officer behind it",
                campaign.terms.id
            ),
            "an approver who did not open it may approve it",
        ));
    }
    Ok(())
}

/// Decides on one named person: on the list, drawn, within the quota, eligible now.
fn decide_one(
    terms: &decide::Terms<'_>,
    campaign: &Campaign,
    chunk: Option<&Chunk>,
    progress: &Stream<IssueEntry>,
    holding: &Holding,
    around: &Around,
) -> Result<Ruling<(String, Notice)>, RegistryError> {
    let key = holding.stream.id.key;
    let candidate = chunk.and_then(|chunk| {
        chunk
            .eligible()
            .flatten()
            .find(|candidate| candidate.key == key)
    });
    let Some(candidate) = candidate else {
        let ground = chunk.and_then(|chunk| chunk.ground_of(&key));
        return Ok(Err(outside(campaign, ground)));
    };
    let office = candidate.office.to_owned();
    let quota = u64::from(campaign.terms.quotas.get(&office).copied().unwrap_or(0));
    let drawn = campaign
        .drawn
        .as_ref()
        .is_some_and(|drawn| drawn.cutoffs().has(&candidate));
    let issued = total(progress).issued.get(&office).copied().unwrap_or(0);
    if !drawn || issued >= quota {
        return Ok(Err(Refusal::on(
            "quota",
            format!("the quota of office `{office}` is {quota}, and this person is beyond it"),
            "the order calls up no more; nobody who was not drawn can be issued anything",
        )));
    }
    let id = &campaign.terms.id;
    Ok(match decide::judge(terms, &office, holding, around)? {
        Judgement::Issue(notice) => Ok((office, notice)),
        Judgement::OpenAlready => Err(Refusal::on(
            "matter-open",
            format!("this person has a matter of campaign `{id}`, or one of this kind open"),
            "one open matter per person and instrument",
        )),
        Judgement::Held { ground } => Err(outside(campaign, Some(("held", ground.as_str())))),
        Judgement::TurnedAway { ground } => {
            Err(outside(campaign, Some(("ineligible", ground.as_str()))))
        }
    })
}

pub(super) fn total(progress: &Stream<IssueEntry>) -> IssueTally {
    let mut tally = IssueTally::default();
    progress.says().for_each(|entry| tally.add(&entry.tally));
    tally
}

pub(super) fn write_notice(
    writing: &mut Writing<'_>,
    holding: &Holding,
    notice: &Notice,
) -> Result<(), RegistryError> {
    writing.append(&holding.stream, &notice.entry, notice.at)?;
    let Some(channel) = &notice.paper else {
        if !holding.has_contact() {
            return Ok(());
        }
        let message = Message::Person {
            person: holding.person().unwrap_or_default().to_owned(),
            matter: Some(notice.matter.clone()),
            about: About::Notice,
        };
        return writing.message_about(&holding.stream, &message);
    };
    let message = Message::Paper {
        person: holding.person().unwrap_or_default().to_owned(),
        matter: notice.matter.clone(),
        channel: channel.clone(),
        force: notice.force,
    };
    writing.message_about(&holding.stream, &message)
}
