//! Committing to a list, drawing from it, and the second officer.
//!
//! The list is fixed first; only then comes the seed. What is recorded of a draw is a seed and one
//! rank for each office: everyone at or below it is drawn. So anyone can check the draw from the
//! published commitments, and each candidate their own rank, and no identity is published.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::draw;

use super::list::{Candidate, nonce};
use super::{Campaign, CampaignAct};
use crate::error::{RegistryError, Stop, retried, ruled};
use crate::officer::{Permit, operation};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::{hex, unhex};

/// How many chunks of a list are read at once.
const CHUNKS_AT_ONCE: u32 = 16;

/// The commitment to a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    /// The digest of the whole list, in hexadecimal.
    pub digest: String,
    /// By office.
    pub offices: BTreeMap<String, CommittedOffice>,
}

/// The commitment to the list of one office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommittedOffice {
    /// How many candidates.
    pub candidates: u64,
    /// The digest of its list, in hexadecimal.
    pub digest: String,
}

/// A draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The seed, in hexadecimal.
    pub seed: String,
    /// By office.
    pub offices: BTreeMap<String, DrawnOffice>,
}

/// The draw of one office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawnOffice {
    /// How many are drawn: never more than the quota.
    pub drawn: u64,
    /// The highest rank drawn, in hexadecimal; `None` where nobody is.
    pub last_rank: Option<String>,
}

/// What a candidate needs to check their own rank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRank {
    /// Their office.
    pub office: String,
    /// The nonce of their commitment, in hexadecimal: theirs to keep.
    pub nonce: String,
    /// Their commitment, which stands in the published list.
    pub commitment: String,
    /// Their rank, once there is a seed.
    pub rank: Option<String>,
    /// Whether they are drawn, once there is a seed.
    pub drawn: Option<bool>,
}

/// A draw, read once to be asked about many candidates.
#[derive(Debug)]
pub(super) struct Cutoffs {
    seed: Vec<u8>,
    last: BTreeMap<String, [u8; 32]>,
}

impl Cutoffs {
    /// Whether a candidate is drawn.
    pub(super) fn has(&self, candidate: &Candidate<'_>) -> bool {
        let last = self.last.get(candidate.office);
        last.is_some_and(|last| draw::rank(&self.seed, &candidate.commitment) <= *last)
    }
}

impl Drawn {
    pub(super) fn cutoffs(&self) -> Cutoffs {
        let last = self.offices.iter().filter_map(|(name, office)| {
            Some((name.clone(), unhex(office.last_rank.as_deref()?)?))
        });
        Cutoffs {
            seed: self.seed(),
            last: last.collect(),
        }
    }

    /// The bytes of the seed.
    #[must_use]
    pub fn seed(&self) -> Vec<u8> {
        let digits: Vec<char> = self.seed.chars().collect();
        let byte = |pair: &[char]| {
            let mut digits = pair.iter().filter_map(|digit| digit.to_digit(16));
            let byte = digits.next()? * 16 + digits.next()?;
            u8::try_from(byte).ok()
        };
        digits.chunks(2).filter_map(byte).collect()
    }
}

impl Registry {
    /// Commits to the list: from now on nobody is added to it or taken off it.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn commit_list(
        &self,
        permit: &Permit<operation::CommitList>,
        id: &str,
        now: Timestamp,
    ) -> Result<Ruling<Committed>, RegistryError> {
        retried!(self.try_commit_list(permit, id, now))
    }

    async fn try_commit_list(
        &self,
        permit: &Permit<operation::CommitList>,
        id: &str,
        now: Timestamp,
    ) -> Result<Committed, Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        decide_commit(&campaign)?;
        let committed = committed(&self.all_commitments(&campaign).await?);
        let act = CampaignAct::Committed(committed.clone());
        self.act(&campaign, permit.name(), act, now).await?;
        Ok(committed)
    }

    async fn all_commitments(
        &self,
        campaign: &Campaign,
    ) -> Result<BTreeMap<String, Vec<[u8; 32]>>, RegistryError> {
        let chunks = campaign
            .listed
            .as_ref()
            .map_or(0, |listed| listed.chunks.len());
        let chunks = u32::try_from(chunks).unwrap_or(u32::MAX);
        let mut offices: BTreeMap<String, Vec<[u8; 32]>> = campaign
            .terms
            .quotas
            .keys()
            .map(|office| (office.clone(), Vec::new()))
            .collect();
        let mut from = 0;
        while from < chunks {
            for chunk in self.chunks(campaign, from, CHUNKS_AT_ONCE).await? {
                for candidate in chunk.eligible() {
                    let candidate = candidate.ok_or_else(|| malformed(campaign))?;
                    let office = offices.entry(candidate.office.to_owned()).or_default();
                    office.push(candidate.commitment);
                }
            }
            from += CHUNKS_AT_ONCE;
        }
        // In their own order, which tells nothing about who they are.
        offices
            .values_mut()
            .for_each(|office| office.sort_unstable());
        Ok(offices)
    }

    /// The commitments of a committed list by office, to be published: they name nobody.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn commitments(
        &self,
        _permit: &Permit<operation::SeeCampaign>,
        id: &str,
    ) -> Result<Ruling<BTreeMap<String, Vec<[u8; 32]>>>, RegistryError> {
        let campaign = match self.campaign(id).await? {
            Ok(campaign) => campaign,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if campaign.committed.is_none() {
            return Ok(Err(not_committed(&campaign)));
        }
        Ok(Ok(self.all_commitments(&campaign).await?))
    }

    /// Draws, office by office, up to the quota.
    ///
    /// # Errors
    ///
    /// When the store fails, or the list is not the one committed to.
    pub async fn draw(
        &self,
        permit: &Permit<operation::DrawCampaign>,
        id: &str,
        seed: &[u8],
        now: Timestamp,
    ) -> Result<Ruling<Drawn>, RegistryError> {
        retried!(self.try_draw(permit, id, seed, now))
    }

    async fn try_draw(
        &self,
        permit: &Permit<operation::DrawCampaign>,
        id: &str,
        seed: &[u8],
        now: Timestamp,
    ) -> Result<Drawn, Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        decide_draw(&campaign, seed)?;
        let list = self.all_commitments(&campaign).await?;
        if campaign.committed.as_ref() != Some(&committed(&list)) {
            return Err(malformed(&campaign).into());
        }
        let drawn = drawn(&campaign.terms.quotas, &list, seed);
        self.act(
            &campaign,
            permit.name(),
            CampaignAct::Drawn(drawn.clone()),
            now,
        )
        .await?;
        Ok(drawn)
    }

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

    /// What somebody on the list needs to check their own rank.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn own_rank(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        id: &str,
        person: &str,
    ) -> Result<Ruling<OwnRank>, RegistryError> {
        ruled(self.try_own_rank(permit, id, person).await)
    }

    async fn try_own_rank(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        id: &str,
        person: &str,
    ) -> Result<OwnRank, Stop> {
        let campaign = self.campaign(id).await??;
        let holding = self.holding(person).await?;
        self.covers_file(permit, &holding)?;
        let key = holding.stream.id.key;
        let chunk = self.chunk_of(&campaign, &key).await?;
        let found = chunk.as_ref().and_then(|chunk| {
            chunk
                .eligible()
                .flatten()
                .find(|candidate| candidate.key == key)
        });
        let Some(candidate) = found else {
            return Err(
                outside(&campaign, chunk.as_ref().and_then(|it| it.ground_of(&key))).into(),
            );
        };
        let rank = campaign.drawn.as_ref().map(|drawn| {
            let rank = draw::rank(&drawn.seed(), &candidate.commitment);
            (hex(&rank), drawn.cutoffs().has(&candidate))
        });
        Ok(OwnRank {
            office: candidate.office.to_owned(),
            nonce: hex(&nonce(&campaign.nonces, &key)),
            commitment: hex(&candidate.commitment),
            rank: rank.as_ref().map(|(rank, _)| rank.clone()),
            drawn: rank.map(|(_, drawn)| drawn),
        })
    }
}

/// Refused for someone who is not among the candidates; says why not where that is known.
pub(super) fn outside(campaign: &Campaign, ground: Option<(&str, &str)>) -> Refusal {
    let id = &campaign.terms.id;
    match ground {
        Some(("held", ground)) => Refusal::on(
            "held",
            format!("this person is held for an officer in campaign `{id}`: {ground}"),
            "record what is missing; a later campaign may then call them",
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

fn malformed(campaign: &Campaign) -> RegistryError {
    RegistryError::Damaged {
        what: format!("the list of campaign `{}`", campaign.terms.id),
        why: "it is not the list that was committed to".to_owned(),
    }
}

fn not_committed(campaign: &Campaign) -> Refusal {
    Refusal::on(
        "not-committed",
        format!(
            "campaign `{}` has not committed to a list",
            campaign.terms.id
        ),
        "commit to the list first: only then comes the seed",
    )
}

fn decide_commit(campaign: &Campaign) -> Ruling<()> {
    campaign.standing()?;
    let id = &campaign.terms.id;
    if campaign.committed.is_some() {
        let text = format!("campaign `{id}` has committed to its list already");
        return Err(Refusal::on("committed", text, "draw from it"));
    }
    if campaign.listed.is_none() {
        let text = format!("campaign `{id}` has no finished list of candidates");
        return Err(Refusal::on("not-listed", text, "list the candidates first"));
    }
    Ok(())
}

fn committed(list: &BTreeMap<String, Vec<[u8; 32]>>) -> Committed {
    let all: Vec<[u8; 32]> = list.values().flatten().copied().collect();
    let office = |(name, list): (&String, &Vec<[u8; 32]>)| {
        let candidates = u64::try_from(list.len()).unwrap_or(u64::MAX);
        (
            name.clone(),
            CommittedOffice {
                candidates,
                digest: hex(&draw::list_digest(list)),
            },
        )
    };
    Committed {
        digest: hex(&draw::list_digest(&all)),
        offices: list.iter().map(office).collect(),
    }
}

fn decide_draw(campaign: &Campaign, seed: &[u8]) -> Ruling<()> {
    campaign.standing()?;
    if campaign.committed.is_none() {
        return Err(not_committed(campaign));
    }
    if campaign.drawn.is_some() {
        let text = format!("campaign `{}` was drawn already", campaign.terms.id);
        return Err(Refusal::on("drawn", text, "a draw is made once"));
    }
    if seed.is_empty() || seed.len() > 1024 {
        let text = "the seed is empty, or longer than 1024 bytes";
        return Err(Refusal::on(
            "seed",
            text,
            "give the seed that was drawn in public",
        ));
    }
    Ok(())
}

fn drawn(
    quotas: &BTreeMap<String, u32>,
    list: &BTreeMap<String, Vec<[u8; 32]>>,
    seed: &[u8],
) -> Drawn {
    let office = |(name, quota): (&String, &u32)| {
        let list = list.get(name).map_or(&[][..], Vec::as_slice);
        let places = draw::draw(seed, list, usize::try_from(*quota).unwrap_or(usize::MAX));
        let last = places.last().and_then(|place| list.get(*place));
        let drawn = DrawnOffice {
            drawn: u64::try_from(places.len()).unwrap_or(u64::MAX),
            last_rank: last.map(|commitment| hex(&draw::rank(seed, commitment))),
        };
        (name.clone(), drawn)
    };
    Drawn {
        seed: hex(seed),
        offices: quotas.iter().map(office).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draw_stops_at_the_quota_however_many_there_are() {
        let list: Vec<[u8; 32]> = (0..1_471u64)
            .map(|n| draw::commitment(&[1; 32], &n.to_be_bytes()))
            .collect();
        let quotas = BTreeMap::from([("A".to_owned(), 1_470), ("B".to_owned(), 5)]);
        let lists = BTreeMap::from([("A".to_owned(), list.clone())]);
        let drawn = drawn(&quotas, &lists, b"made up");
        assert_eq!(
            (drawn.offices["A"].drawn, drawn.offices["B"].drawn),
            (1_470, 0)
        );
        assert_eq!(drawn.seed(), b"made up");
        let cutoffs = drawn.cutoffs();
        let is = |commitment: &&[u8; 32]| {
            let (key, commitment) = ([0; 32], **commitment);
            cutoffs.has(&Candidate {
                office: "A",
                key,
                commitment,
            })
        };
        assert_eq!(list.iter().filter(is).count(), 1_470);
        let elsewhere = Candidate {
            office: "B",
            key: [0; 32],
            commitment: list[0],
        };
        assert!(!cutoffs.has(&elsewhere));
    }
}
