//! Candidates: every person of the register is judged, a thousand at a time.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::draw::{self, Group, Lot};
use writ_law::regime::Regime;
use writ_store::{StoreError, StreamId, Version};

use super::eligible::{Judged, judge};
use super::{CHUNKS, Campaign, CampaignAct, CampaignEntry, LISTINGS};
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, ruled};
use crate::person::{Holding, PERSONS};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::{hex, keyed, unhex};
use crate::spread::spread;
use crate::stream::AsJson;
use crate::stream::Stream;

/// How many people are judged in one step.
const PEOPLE_AT_ONCE: usize = if cfg!(test) { 50 } else { 1_000 };

/// How often a part is decided anew when others record in the same streams.
const TRIES: u32 = 8;

/// Counts of a list, with grounds: never people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// People judged.
    pub judged: u64,
    /// Eligible, by office.
    pub eligible: BTreeMap<String, u64>,
    /// Not eligible, by ground.
    pub ineligible: BTreeMap<String, u64>,
    /// Held for an officer because it cannot be told, by ground.
    pub held: BTreeMap<String, u64>,
    /// Of offices that the campaign does not call from.
    pub elsewhere: u64,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.judged += other.judged;
        self.elsewhere += other.elsewhere;
        add_counts(&mut self.eligible, &other.eligible);
        add_counts(&mut self.ineligible, &other.ineligible);
        add_counts(&mut self.held, &other.held);
    }
}

pub(super) fn add_counts(to: &mut BTreeMap<String, u64>, from: &BTreeMap<String, u64>) {
    for (name, count) in from {
        *to.entry(name.clone()).or_default() += count;
    }
}

/// A finished list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// Which attempt it is: a list can be made anew until it is committed.
    pub(crate) generation: u32,
    /// The first key of each chunk, in hexadecimal.
    pub(crate) chunks: Vec<String>,
    pub(crate) tally: Tally,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct ListingEntry {
    by: String,
    generation: u32,
    chunk: u32,
    /// The first and the last person judged in this chunk, as keys in hexadecimal.
    first: String,
    last: String,
    tally: Tally,
}

impl AsJson for ListingEntry {}

/// The candidates of one chunk, in the order of their keys.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Chunk {
    offices: Vec<String>,
    grounds: Vec<String>,
    /// Office, then key and commitment in hexadecimal.
    eligible: Vec<(u16, String)>,
    /// Which of the eligible volunteer, by their places, rising.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    volunteers: Vec<u16>,
    /// Ground, then key.
    ineligible: Vec<(u16, String)>,
    held: Vec<(u16, String)>,
}

impl AsJson for Chunk {}

/// Someone on the list who may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate<'c> {
    pub(super) office: &'c str,
    pub(super) key: [u8; 32],
    pub(super) lot: Lot,
}

impl Chunk {
    pub(super) fn eligible(&self) -> impl Iterator<Item = Option<Candidate<'_>>> {
        self.eligible
            .iter()
            .zip(0u16..)
            .map(|((office, text), place)| {
                let both: [u8; 64] = unhex(text)?;
                let (key, commitment) = both.split_first_chunk::<32>()?;
                let office = self.offices.get(usize::from(*office))?;
                let volunteers = self.volunteers.binary_search(&place).is_ok();
                let lot = Lot {
                    commitment: commitment.try_into().ok()?,
                    group: if volunteers {
                        Group::Volunteer
                    } else {
                        Group::Other
                    },
                };
                let key = *key;
                Some(Candidate { office, key, lot })
            })
    }

    /// On what ground somebody of this chunk is not eligible, or is held.
    pub(super) fn ground_of(&self, key: &[u8; 32]) -> Option<(&'static str, &str)> {
        let key = hex(key);
        let lists = [("ineligible", &self.ineligible), ("held", &self.held)];
        lists.into_iter().find_map(|(which, list)| {
            let (ground, _) = list.iter().find(|(_, known)| *known == key)?;
            Some((which, self.grounds.get(usize::from(*ground))?.as_str()))
        })
    }
}

/// A list in the making.
#[derive(Debug)]
pub struct Listing<'r> {
    registry: &'r Registry,
    by: String,
    campaign: Campaign,
    generation: u32,
    progress: Stream<ListingEntry>,
}

/// What a step of a list did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListStep {
    /// So many are judged, and there are more.
    More(Tally),
    /// Everyone is judged.
    Finished(Tally),
}

impl Registry {
    /// Begins to judge everyone in the register, or goes on where it stopped. A finished list is
    /// made anew, until the campaign has committed to one.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn candidates(
        &self,
        permit: &Permit<operation::ListCandidates>,
        id: &str,
    ) -> Result<Ruling<Listing<'_>>, RegistryError> {
        ruled(self.try_candidates(permit, id).await)
    }

    async fn try_candidates(
        &self,
        permit: &Permit<operation::ListCandidates>,
        id: &str,
    ) -> Result<Listing<'_>, Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        campaign.standing()?;
        decide_open(&campaign)?;
        let stream = self.keys.stream(LISTINGS, &[id.as_bytes()]);
        let progress = self.stream::<ListingEntry>(stream).await?;
        let generation = campaign
            .listed
            .as_ref()
            .map_or(1, |listed| listed.generation + 1);
        let by = permit.name().to_owned();
        Ok(Listing {
            registry: self,
            by,
            campaign,
            generation,
            progress,
        })
    }

    pub(super) fn chunk_stream(&self, id: &str, generation: u32, chunk: u32) -> StreamId {
        let parts = [
            id.as_bytes(),
            &generation.to_be_bytes(),
            &chunk.to_be_bytes(),
        ];
        self.keys.stream(CHUNKS, &parts)
    }

    /// Some chunks of a finished list, from one on.
    pub(super) async fn chunks(
        &self,
        campaign: &Campaign,
        from: u32,
        count: u32,
    ) -> Result<Vec<Chunk>, RegistryError> {
        let Some(listed) = &campaign.listed else {
            return Ok(Vec::new());
        };
        let all = u32::try_from(listed.chunks.len()).unwrap_or(u32::MAX);
        let ids: Vec<_> = (from..all.min(from.saturating_add(count)))
            .map(|chunk| self.chunk_stream(&campaign.terms.id, listed.generation, chunk))
            .collect();
        let streams = self.streams::<Chunk>(&ids).await?;
        streams
            .into_iter()
            .map(|stream| {
                stream
                    .entries
                    .into_iter()
                    .next()
                    .map(|said| said.what)
                    .ok_or_else(|| RegistryError::Damaged {
                        what: format!("the list of campaign `{}`", campaign.terms.id),
                        why: "a part of it is missing".to_owned(),
                    })
            })
            .collect()
    }
}

fn decide_open(campaign: &Campaign) -> Ruling<()> {
    if campaign.committed.is_none() {
        return Ok(());
    }
    Err(Refusal::on(
        "committed",
        format!("campaign `{}` has committed to its list", campaign.terms.id),
        "nobody is added to a list or taken off it once it is committed",
    ))
}

impl Listing<'_> {
    fn of_generation(&self) -> impl Iterator<Item = &ListingEntry> {
        self.progress
            .says()
            .filter(|entry| entry.generation == self.generation)
    }

    /// What was counted so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.of_generation()
            .for_each(|entry| tally.add(&entry.tally));
        tally
    }

    /// Judges the next thousand.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn step(&mut self, now: Timestamp) -> Result<ListStep, RegistryError> {
        for _ in 0..TRIES {
            match self.try_step(now).await {
                Err(error) if error.is_conflict() => self.read_anew().await?,
                other => return other,
            }
        }
        Err(RegistryError::Contended { times: TRIES })
    }

    /// Reads what somebody else did who makes the same list.
    async fn read_anew(&mut self) -> Result<(), RegistryError> {
        let id = self.campaign.terms.id.clone();
        if let Ok(campaign) = self.registry.campaign(&id).await? {
            self.campaign = campaign;
        }
        self.progress = self.registry.stream(self.progress.id).await?;
        Ok(())
    }

    async fn try_step(&mut self, now: Timestamp) -> Result<ListStep, RegistryError> {
        let committed = self.campaign.committed.is_some();
        let listed = self.campaign.listed.as_ref();
        // Of this generation or a later one; or there is nothing more to list.
        if let Some(listed) = listed.filter(|it| committed || it.generation >= self.generation) {
            return Ok(ListStep::Finished(listed.tally.clone()));
        }
        let registry = self.registry;
        let after = self
            .of_generation()
            .last()
            .and_then(|entry| unhex(&entry.last));
        let people = registry
            .store
            .streams(PERSONS, after, PEOPLE_AT_ONCE)
            .await?;
        let (Some(first), Some(last)) = (people.first(), people.last()) else {
            return self.finish(now).await;
        };
        let regime = registry.regime_of(&self.campaign.terms.digest)?;
        let holdings = registry.holdings(&people).await?;
        let campaign = &self.campaign;
        let judged = spread(&holdings, |part| judge_all(regime, campaign, part, now));
        let (chunk, tally) = decide(judged)?;
        let number = u32::try_from(self.of_generation().count()).unwrap_or(u32::MAX);
        let id = registry.chunk_stream(&self.campaign.terms.id, self.generation, number);
        let place = registry.stream::<Chunk>(id).await?;
        if place.version > Version(0) {
            // Somebody else has judged these people since the progress was read.
            let (stream, expected, actual) = (id, Version(0), place.version);
            let conflict = StoreError::Conflict {
                stream,
                expected,
                actual,
            };
            return Err(conflict.into());
        }
        let entry = ListingEntry {
            by: self.by.clone(),
            generation: self.generation,
            chunk: number,
            first: hex(&first.key),
            last: hex(&last.key),
            tally,
        };
        let mut writing = registry.writing();
        let at = self.progress.next_instant(now);
        writing.append(&place, &chunk, at)?;
        writing.append(&self.progress, &entry, at)?;
        writing.unless_changed(&self.campaign.stream);
        writing.commit().await?;
        registry.grown(&mut self.progress, entry, at).await?;
        Ok(ListStep::More(self.tally()))
    }

    async fn finish(&mut self, now: Timestamp) -> Result<ListStep, RegistryError> {
        let listed = Listed {
            generation: self.generation,
            chunks: self
                .of_generation()
                .map(|entry| entry.first.clone())
                .collect(),
            tally: self.tally(),
        };
        let act = CampaignAct::Listed(listed.clone());
        let entry = CampaignEntry {
            by: self.by.clone(),
            act,
        };
        let mut writing = self.registry.writing();
        let at = self.campaign.stream.next_instant(now);
        writing.append(&self.campaign.stream, &entry, at)?;
        writing.commit().await?;
        self.campaign.listed = Some(listed.clone());
        self.registry
            .grown(&mut self.campaign.stream, entry, at)
            .await?;
        Ok(ListStep::Finished(listed.tally))
    }
}

/// Somebody judged: a key and, of those who are eligible, a commitment. Nobody's name.
type JudgedOne = ([u8; 32], Judged, Option<[u8; 32]>);

/// Judges some people.
fn judge_all(
    regime: &Regime,
    campaign: &Campaign,
    holdings: &[Holding],
    now: Timestamp,
) -> Result<Vec<JudgedOne>, RegistryError> {
    let mut all = Vec::with_capacity(holdings.len());
    for holding in holdings {
        let Some(person) = holding.person() else {
            continue;
        };
        let key = holding.stream.id.key;
        let judged = judge(regime, &campaign.terms, holding, now)?;
        let commitment = matches!(judged, Judged::Eligible { .. })
            .then(|| draw::commitment(&nonce(&campaign.nonces, &key), person.as_bytes()));
        all.push((key, judged, commitment));
    }
    Ok(all)
}

/// Puts what was judged into a chunk of the list, and counts it.
fn decide(
    parts: Vec<Result<Vec<JudgedOne>, RegistryError>>,
) -> Result<(Chunk, Tally), RegistryError> {
    let (mut chunk, mut tally) = (Chunk::default(), Tally::default());
    for part in parts {
        for (key, judged, commitment) in part? {
            tally.judged += 1;
            match judged {
                Judged::Elsewhere => tally.elsewhere += 1,
                Judged::Eligible { office, group } => {
                    if group == Group::Volunteer {
                        // At most a thousand people.
                        let place = u16::try_from(chunk.eligible.len()).unwrap_or(u16::MAX);
                        chunk.volunteers.push(place);
                    }
                    let text = hex(&key) + &hex(&commitment.unwrap_or_default());
                    chunk
                        .eligible
                        .push((index(&mut chunk.offices, &office), text));
                    *tally.eligible.entry(office).or_default() += 1;
                }
                Judged::Ineligible { ground } => {
                    chunk
                        .ineligible
                        .push((index(&mut chunk.grounds, &ground), hex(&key)));
                    *tally.ineligible.entry(ground).or_default() += 1;
                }
                Judged::Held { ground } => {
                    chunk
                        .held
                        .push((index(&mut chunk.grounds, &ground), hex(&key)));
                    *tally.held.entry(ground).or_default() += 1;
                }
            }
        }
    }
    Ok((chunk, tally))
}

/// The nonce of a candidate's commitment.
pub(super) fn nonce(nonces: &[u8; 32], key: &[u8; 32]) -> [u8; 32] {
    keyed(nonces, &[b"nonce", key])
}

fn index(words: &mut Vec<String>, word: &str) -> u16 {
    let place = words
        .iter()
        .position(|known| known == word)
        .unwrap_or_else(|| {
            words.push(word.to_owned());
            words.len() - 1
        });
    // At most a thousand people, so at most a thousand words.
    u16::try_from(place).unwrap_or(u16::MAX)
}
