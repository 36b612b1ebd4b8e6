//! Committing to a list, revealing, and drawing from it.
//!
//! The list is fixed first, and where the randomness will come from is named with it. Only then
//! comes the randomness: what observers reveal, and a round of a public beacon. The seed follows
//! from all of it, and nobody chooses it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use writ_law::evidence::Evidence;
use writ_ledger::beacon::Round;

use super::commitment::{self, DrawCommitment, Lists, OfficeList};
use super::outcome::{self, Drawn, malformed};
use super::randomness::{self, NamedRandomness, Reveal};
use super::seed;
use super::transcript;
use super::{Campaign, CampaignAct};
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, retried};
use crate::refusal::{Refusal, Ruling};
use crate::registry::{Kind, Registry};
use crate::seal::hex;

/// How many chunks of a list are read at once.
const CHUNKS_AT_ONCE: u32 = 16;

/// The commitment to a draw, and its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    /// The SHA-256 of the text of the commitment, in hexadecimal.
    pub digest: String,
    /// By office.
    pub offices: BTreeMap<String, OfficeList>,
    /// The commitment itself.
    pub commitment: DrawCommitment,
}

impl Committed {
    fn of(commitment: DrawCommitment) -> Self {
        Self {
            digest: hex(&commitment.digest()),
            offices: commitment.offices.clone(),
            commitment,
        }
    }
}

/// What was revealed, and who is still to reveal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revealed {
    /// Observers who have not revealed yet.
    pub missing: Vec<String>,
    /// By when they do.
    pub reveal_by: Option<Timestamp>,
}

/// Where the seed of a draw comes from.
#[derive(Clone, Copy, Debug)]
enum Source<'s> {
    /// What was named at the commitment; with the round of the beacon, if one was.
    Named(Option<&'s Round>),
    /// An officer, in a sandbox.
    Hand(&'s [u8]),
}

impl Registry {
    /// Commits to the list, naming nothing that its randomness comes from: an officer gives the
    /// seed later. For sandboxes alone.
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
        let named = NamedRandomness::default();
        self.commit_draw(permit, id, &named, now).await
    }

    /// Commits to the list and to where the randomness will come from: from now on nobody is added
    /// to the list or taken off it.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn commit_draw(
        &self,
        permit: &Permit<operation::CommitList>,
        id: &str,
        named: &NamedRandomness,
        now: Timestamp,
    ) -> Result<Ruling<Committed>, RegistryError> {
        retried!(self.try_commit(permit, id, named, now))
    }

    async fn try_commit(
        &self,
        permit: &Permit<operation::CommitList>,
        id: &str,
        named: &NamedRandomness,
        now: Timestamp,
    ) -> Result<Committed, Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        let now = campaign.stream.next_instant(now);
        let evidenced = self.commitment_evidenced(&campaign).await?;
        decide_commit(&campaign, evidenced, now)?;
        let randomness = randomness::decide(named, self.kind(), now)?;
        let claims = self.claims(&randomness);
        let claims = self.unclaimed(claims, id).await?;
        let regime = self.regime_of(&campaign.terms.digest)?;
        let lists = self.all_lots(&campaign).await?;
        let terms = (&campaign.terms, &**regime, self.kind());
        let mut after = campaign.void.clone();
        after.extend(campaign.committed.as_ref().map(|it| it.digest.clone()));
        let commitment = commitment::commitment(terms, &lists, randomness, after, now);
        let committed = Committed::of(commitment);
        let act = CampaignAct::Committed(committed.clone());
        let published = committed.commitment.json();
        self.act_publicly(&campaign, (permit.name(), act), claims, published, now)
            .await?;
        Ok(committed)
    }

    /// Whether, and since when, others have signed for the commitment as it was published.
    async fn commitment_evidenced(&self, campaign: &Campaign) -> Result<Evidence, RegistryError> {
        if !self.is_witnessed() {
            return Ok(Evidence::Trusted);
        }
        let Some(committed) = &campaign.committed else {
            return Ok(Evidence::Waiting);
        };
        let text = committed.commitment.text();
        let published = self.published().await?;
        let published = published.iter().find(|published| published.content == text);
        let witnessed_at = published.and_then(|published| published.witnessed_at);
        Ok(witnessed_at.map_or(Evidence::Waiting, Evidence::At))
    }

    /// The lots of a list by office, in the order of their commitments, which tells nothing about
    /// who they are.
    pub(super) async fn all_lots(&self, campaign: &Campaign) -> Result<Lists, RegistryError> {
        let listed = campaign.listed.as_ref();
        let chunks = listed.map_or(0, |listed| listed.chunks.len());
        let chunks = u32::try_from(chunks).unwrap_or(u32::MAX);
        let offices = campaign.terms.quotas.keys();
        let mut lists: Lists = offices.map(|office| (office.clone(), Vec::new())).collect();
        let mut from = 0;
        while from < chunks {
            for chunk in self.chunks(campaign, from, CHUNKS_AT_ONCE).await? {
                for candidate in chunk.eligible() {
                    let candidate = candidate.ok_or_else(|| malformed(&campaign.terms.id))?;
                    let list = lists.entry(candidate.office.to_owned()).or_default();
                    list.push(candidate.lot);
                }
            }
            from += CHUNKS_AT_ONCE;
        }
        lists.values_mut().for_each(|list| list.sort_unstable());
        Ok(lists)
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
        let lists = self.all_lots(&campaign).await?;
        let commitments = lists.into_iter().map(|(office, list)| {
            let list = list.into_iter().map(|lot| lot.commitment);
            (office, list.collect())
        });
        Ok(Ok(commitments.collect()))
    }

    /// Takes in what an observer reveals. It counts only if it is what they pledged, in time.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn reveal(
        &self,
        permit: &Permit<operation::DrawCampaign>,
        id: &str,
        reveal: &Reveal,
        now: Timestamp,
    ) -> Result<Ruling<Revealed>, RegistryError> {
        retried!(self.try_reveal(permit, id, reveal, now))
    }

    async fn try_reveal(
        &self,
        permit: &Permit<operation::DrawCampaign>,
        id: &str,
        reveal: &Reveal,
        now: Timestamp,
    ) -> Result<Revealed, Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        let now = campaign.stream.next_instant(now);
        let evidenced = self.commitment_evidenced(&campaign).await?;
        decide_reveal(&campaign, reveal, evidenced, now)?;
        let act = CampaignAct::Revealed(reveal.clone());
        let published = json!({
            "campaign": id,
            "commitment": campaign.committed.as_ref().map(|it| &it.digest),
            "form": "writ/draw-reveal/1",
            "observer": reveal.observer,
            "value": reveal.value,
        });
        let claims = Vec::new();
        self.act_publicly(&campaign, (permit.name(), act), claims, published, now)
            .await?;
        let mut reveals = campaign.reveals.clone();
        reveals.extend(campaign.late_reveals.iter().cloned());
        reveals.push(reveal.clone());
        let named = campaign.committed.map(|it| it.commitment.randomness);
        Ok(Revealed {
            missing: named.as_ref().map_or(Vec::new(), |it| it.missing(&reveals)),
            reveal_by: named.and_then(|it| it.reveal_by),
        })
    }

    /// Draws with a seed that an officer gives. For sandboxes alone, and only where nothing else
    /// was named.
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
        retried!(self.try_draw(permit, id, Source::Hand(seed), now))
    }

    /// Draws with the randomness that was named at the commitment: what observers have revealed,
    /// and the round of the beacon, if one was named.
    ///
    /// # Errors
    ///
    /// When the store fails, or the list is not the one committed to.
    pub async fn draw_public(
        &self,
        permit: &Permit<operation::DrawCampaign>,
        id: &str,
        round: Option<&Round>,
        now: Timestamp,
    ) -> Result<Ruling<Drawn>, RegistryError> {
        retried!(self.try_draw(permit, id, Source::Named(round), now))
    }

    async fn try_draw(
        &self,
        permit: &Permit<operation::DrawCampaign>,
        id: &str,
        source: Source<'_>,
        now: Timestamp,
    ) -> Result<Drawn, Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        let now = campaign.stream.next_instant(now);
        let evidenced = self.commitment_evidenced(&campaign).await?;
        let drawing = decide_draw(&campaign, source, (self.kind(), evidenced), now)?;
        let lists = self.all_lots(&campaign).await?;
        drawing.commitment.check_lists(&lists)?;
        let claims = vec![self.claim_of_seed(&drawing.seed)];
        let claims = self.unclaimed(claims, id).await?;
        let drawn = Drawn {
            missing: drawing.missing,
            offices: outcome::offices(drawing.commitment, &lists, &drawing.seed),
            round: match source {
                Source::Named(round) => round.cloned(),
                Source::Hand(_) => None,
            },
            seed: hex(&drawing.seed),
        };
        let act = CampaignAct::Drawn(drawn.clone());
        let published = transcript::result(&campaign, &drawn);
        self.act_publicly(&campaign, (permit.name(), act), claims, published, now)
            .await?;
        Ok(drawn)
    }
}

pub(super) fn not_committed(campaign: &Campaign) -> Refusal {
    Refusal::on(
        "not-committed",
        format!(
            "campaign `{}` has not committed to a list",
            campaign.terms.id
        ),
        "commit to the list first: only then comes the seed",
    )
}

fn drawn_already(campaign: &Campaign) -> Refusal {
    let text = format!("campaign `{}` was drawn already", campaign.terms.id);
    Refusal::on("drawn", text, "a draw is made once")
}

/// Why a commitment can never be drawn from, if it cannot.
fn came_to_nothing(campaign: &Campaign, evidenced: Evidence, now: Timestamp) -> Option<Refusal> {
    let commitment = &campaign.committed.as_ref()?.commitment;
    if let Evidence::At(_) = evidenced
        && let Err(late) = randomness::check_evidenced(commitment, evidenced)
    {
        return Some(late);
    }
    let randomness = &commitment.randomness;
    let missing = randomness.missing(&campaign.reveals);
    let void = randomness.fallback == super::Fallback::Void
        && !missing.is_empty()
        && randomness.closed(now);
    void.then(|| seed::void(randomness, &missing))
}

fn decide_commit(campaign: &Campaign, evidenced: Evidence, now: Timestamp) -> Ruling<()> {
    campaign.standing()?;
    let id = &campaign.terms.id;
    if campaign.drawn.is_some() {
        return Err(drawn_already(campaign));
    }
    if campaign.committed.is_some() && came_to_nothing(campaign, evidenced, now).is_none() {
        let text = format!("campaign `{id}` has committed to its list already");
        return Err(Refusal::on("committed", text, "draw from it"));
    }
    if campaign.listed.is_none() {
        let text = format!("campaign `{id}` has no finished list of candidates");
        return Err(Refusal::on("not-listed", text, "list the candidates first"));
    }
    Ok(())
}

fn decide_reveal(
    campaign: &Campaign,
    reveal: &Reveal,
    evidenced: Evidence,
    now: Timestamp,
) -> Ruling<()> {
    campaign.standing()?;
    let Some(committed) = &campaign.committed else {
        return Err(not_committed(campaign));
    };
    if campaign.drawn.is_some() {
        return Err(drawn_already(campaign));
    }
    let randomness = &committed.commitment.randomness;
    randomness::check_reveal(randomness, reveal)?;
    let mut known = campaign.reveals.iter().chain(&campaign.late_reveals);
    if known.any(|known| known.observer == reveal.observer) {
        let text = format!("`{}` has revealed already", reveal.observer);
        return Err(Refusal::on("revealed", text, "nothing more is needed"));
    }
    if randomness.closed(now) {
        let by = randomness
            .reveal_by
            .map_or(String::new(), |by| by.to_string());
        return Err(Refusal::on(
            "late-reveal",
            format!("the time to reveal was over at {by}, and it is {now}"),
            "a reveal that comes late does not count, whoever is to blame",
        ));
    }
    randomness::check_evidenced(&committed.commitment, evidenced)
}

/// What a draw is made from.
#[derive(Debug)]
struct Drawing<'c> {
    commitment: &'c DrawCommitment,
    seed: Vec<u8>,
    missing: Vec<String>,
}

fn decide_draw<'c>(
    campaign: &'c Campaign,
    source: Source<'_>,
    (kind, evidenced): (Kind, Evidence),
    now: Timestamp,
) -> Ruling<Drawing<'c>> {
    campaign.standing()?;
    let Some(committed) = &campaign.committed else {
        return Err(not_committed(campaign));
    };
    if campaign.drawn.is_some() {
        return Err(drawn_already(campaign));
    }
    let commitment = &committed.commitment;
    let randomness = &commitment.randomness;
    let round = match source {
        Source::Hand(seed) => {
            check_hand(randomness, kind, seed)?;
            return Ok(Drawing {
                commitment,
                seed: seed.to_vec(),
                missing: Vec::new(),
            });
        }
        Source::Named(round) => round,
    };
    if randomness.is_by_hand() {
        let text = "the commitment names nothing that the randomness comes from";
        return Err(Refusal::on("seed", text, "in a sandbox, give a seed"));
    }
    randomness::check_evidenced(commitment, evidenced)?;
    let missing = randomness.missing(&campaign.reveals);
    if !missing.is_empty() && !randomness.closed(now) {
        let by = randomness
            .reveal_by
            .map_or(String::new(), |by| by.to_string());
        return Err(Refusal::on(
            "reveals-awaited",
            format!("not revealed yet: {}", missing.join(", ")),
            format!("they have until {by}"),
        ));
    }
    if let Some(beacon) = &randomness.beacon {
        let at = beacon.comes_at()?;
        if now < at {
            return Err(Refusal::on(
                "round-to-come",
                format!(
                    "round {} of the beacon comes at {at}, and it is {now}",
                    beacon.round
                ),
                "wait for it: nobody knows it before",
            ));
        }
    }
    let seeded = seed::seed(commitment, &campaign.reveals, round)?;
    Ok(Drawing {
        commitment,
        seed: seeded.seed.to_vec(),
        missing: seeded.missing,
    })
}

/// Refused where an officer may not give the seed.
fn check_hand(randomness: &randomness::Randomness, kind: Kind, seed: &[u8]) -> Ruling<()> {
    if kind == Kind::Live || !randomness.is_by_hand() {
        return Err(Refusal::on(
            "seed-by-hand",
            "the seed of this draw follows from what was named at the commitment",
            "leave the seed out; only a sandbox that named nothing takes one from an officer",
        ));
    }
    if seed.is_empty() || seed.len() > 1024 {
        let text = "the seed is empty, or longer than 1024 bytes";
        let cure = "give the seed that was drawn in public";
        return Err(Refusal::on("seed", text, cure));
    }
    Ok(())
}
