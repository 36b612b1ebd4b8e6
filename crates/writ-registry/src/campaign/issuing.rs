//! Issuing in bulk: batch after batch, the next one put together while the last one is written.

use std::collections::VecDeque;

use jiff::Timestamp;
use writ_store::{Appended, StreamId};

use super::decide::{self, Judgement};
use super::issue::{IssueEntry, IssueTally, decide_begin, total, write_notice};
use super::{Campaign, CampaignAct, CampaignEntry};
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, ruled};
use crate::person::{Holding, PERSONS};
use crate::refusal::Ruling;
use crate::registry::Registry;
use crate::spread::spread;
use crate::stream::{Stream, Writing};
use crate::summons::Around;

/// How many notices go into one batch, about: a batch is made of whole chunks of the list.
const NOTICES_AT_ONCE: usize = if cfg!(test) { 40 } else { 1_000 };
/// How many chunks of the list are read at once, and how many at most go into one batch.
const CHUNKS_AT_ONCE: u32 = 16;
const CHUNKS_A_BATCH: usize = 64;
/// How often a batch is decided anew when others record of the same people.
const TRIES: u32 = 8;

/// Someone drawn.
#[derive(Clone, Debug)]
struct Due {
    office: String,
    key: [u8; 32],
}

/// Issuing under way.
///
/// While one batch is being written, the next is put together. What goes in is decided by the
/// streams as they were read then, and goes in only if they still are.
#[derive(Debug)]
pub struct Issuing<'r> {
    registry: &'r Registry,
    by: String,
    campaign: Campaign,
    progress: Stream<IssueEntry>,
    /// Chunks that were read ahead, with who of them is drawn.
    ahead: VecDeque<(u32, Vec<Due>)>,
    /// The batch that was put together while the last one was being written.
    prepared: Option<Prepared<'r>>,
}

/// A batch that is put together, and not written yet.
#[derive(Debug)]
struct Prepared<'r> {
    from: u32,
    next: u32,
    now: Timestamp,
    writing: Writing<'r>,
    tally: IssueTally,
}

/// How old a batch may be that was put together ahead, in seconds: people are judged by the time
/// of day as well as by what is recorded.
const PREPARED_SECONDS: u64 = 60;

/// What a step of issuing did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssueStep {
    /// A batch is in, and there is more.
    More(IssueTally),
    /// Everything is issued.
    Finished(IssueTally),
}

impl Registry {
    /// Begins to issue, or goes on where it stopped.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn issue(
        &self,
        permit: &Permit<operation::IssueCampaign>,
        id: &str,
    ) -> Result<Ruling<Issuing<'_>>, RegistryError> {
        ruled(self.try_issue(permit, id).await)
    }

    async fn try_issue(
        &self,
        permit: &Permit<operation::IssueCampaign>,
        id: &str,
    ) -> Result<Issuing<'_>, Stop> {
        let campaign = self.campaign(id).await??;
        campaign.covered(permit)?;
        decide_begin(&campaign)?;
        let progress = self.stream(self.issuing_stream(id)).await?;
        let by = permit.name().to_owned();
        Ok(Issuing {
            registry: self,
            by,
            campaign,
            progress,
            ahead: VecDeque::new(),
            prepared: None,
        })
    }
}

impl<'r> Issuing<'r> {
    /// What was counted so far.
    #[must_use]
    pub fn tally(&self) -> IssueTally {
        total(&self.progress)
    }

    fn next_chunk(&self) -> u32 {
        self.progress
            .says()
            .filter_map(|entry| entry.next_chunk)
            .next_back()
            .unwrap_or(0)
    }

    fn chunks(&self) -> u32 {
        let chunks = self
            .campaign
            .listed
            .as_ref()
            .map_or(0, |listed| listed.chunks.len());
        u32::try_from(chunks).unwrap_or(u32::MAX)
    }

    /// Issues the next batch. Refused where the campaign was withdrawn meanwhile, or people would
    /// have to appear too soon.
    ///
    /// # Errors
    ///
    /// When the store fails. Nothing of the batch is in then.
    pub async fn step(&mut self, now: Timestamp) -> Result<Ruling<IssueStep>, RegistryError> {
        for _ in 0..TRIES {
            match self.try_step(now).await {
                Err(Stop::Failed(error)) if error.is_conflict() => {
                    let id = self.campaign.terms.id.clone();
                    match self.registry.campaign(&id).await? {
                        Ok(campaign) => self.campaign = campaign,
                        Err(refusal) => return Ok(Err(refusal)),
                    }
                    self.read_progress().await?;
                }
                other => return ruled(other),
            }
        }
        Err(RegistryError::Contended { times: TRIES })
    }

    async fn read_progress(&mut self) -> Result<(), RegistryError> {
        self.progress = self.registry.stream(self.progress.id).await?;
        self.prepared = None;
        Ok(())
    }

    async fn try_step(&mut self, now: Timestamp) -> Result<IssueStep, Stop> {
        decide_begin(&self.campaign)?;
        let from = self.next_chunk();
        if from >= self.chunks() {
            return Ok(self.finish(now).await?);
        }
        let age = |prepared: &Prepared<'_>| now.as_second().abs_diff(prepared.now.as_second());
        let ready = self
            .prepared
            .take()
            .filter(|prepared| prepared.from == from && age(prepared) <= PREPARED_SECONDS);
        let ready = match ready {
            Some(ready) => ready,
            None => self.prepare(from, now).await?,
        };
        let next = ready.next;
        let at = self.progress.next_instant(now);
        let entry = IssueEntry {
            by: self.by.clone(),
            next_chunk: Some(next),
            tally: ready.tally,
        };
        let mut writing = ready.writing;
        writing.append(&self.progress, &entry, at)?;
        writing.unless_changed(&self.campaign.stream);
        let id = self.campaign.terms.id.as_bytes();
        let keys = &self.registry.keys;
        writing.once(
            keys.idempotency(&[b"issue", id, &from.to_be_bytes()]),
            keys.idempotency(&[b"issue to", id, &next.to_be_bytes()]),
        );
        let more = next < self.chunks();
        let prepare = async {
            if more {
                self.prepare(next, now).await.ok()
            } else {
                None
            }
        };
        let (written, prepared) = tokio::join!(writing.commit(), prepare);
        match written? {
            Appended::Now => self.registry.grown(&mut self.progress, entry, at).await?,
            // Whoever put the batch in: what is recorded says where to go on.
            Appended::Before => self.read_progress().await?,
        }
        let next = self.next_chunk();
        self.ahead.retain(|(number, _)| *number >= next);
        self.prepared = prepared;
        Ok(IssueStep::More(self.tally()))
    }

    /// Puts a batch together: from a chunk on, whole chunks until there are enough notices.
    async fn prepare(&mut self, from: u32, now: Timestamp) -> Result<Prepared<'r>, Stop> {
        let registry = self.registry;
        let (next, due) = self.due(from).await?;
        let ids: Vec<_> = due
            .iter()
            .map(|due| StreamId {
                family: PERSONS,
                key: due.key,
            })
            .collect();
        let holdings = registry.holdings(&ids).await?;
        let around = registry.around(&holdings).await?;
        let terms = decide::Terms::of(registry, &self.campaign, &self.by, now)?;
        let people: Vec<_> = due.iter().zip(&holdings).collect();
        let parts = spread(&people, |part| notices(registry, &terms, part, &around));
        let mut prepared = Prepared {
            from,
            next,
            now,
            writing: registry.writing(),
            tally: IssueTally::default(),
        };
        for part in parts {
            let (writing, tally) = part?;
            prepared.writing.absorb(writing);
            prepared.tally.add(&tally);
        }
        Ok(prepared)
    }

    /// Who is due in the next batch, and the chunk after it.
    async fn due(&mut self, from: u32) -> Result<(u32, Vec<Due>), RegistryError> {
        let mut due = Vec::new();
        let mut next = from;
        for _ in 0..CHUNKS_A_BATCH {
            if due.len() >= NOTICES_AT_ONCE || next >= self.chunks() {
                break;
            }
            if !self.ahead.iter().any(|(number, _)| *number == next) {
                self.read_ahead(next).await?;
            }
            let found = self.ahead.iter().find(|(number, _)| *number == next);
            let Some((_, people)) = found else { break };
            due.extend(people.iter().cloned());
            next += 1;
        }
        Ok((next, due))
    }

    async fn read_ahead(&mut self, from: u32) -> Result<(), RegistryError> {
        let Some(drawn) = &self.campaign.drawn else {
            return Ok(());
        };
        let cutoffs = drawn.cutoffs();
        let chunks = self
            .registry
            .chunks(&self.campaign, from, CHUNKS_AT_ONCE)
            .await?;
        for (number, chunk) in (from..).zip(chunks) {
            let drawn = chunk.eligible().flatten().filter(|it| cutoffs.has(it));
            let due = drawn.map(|it| Due {
                office: it.office.to_owned(),
                key: it.key,
            });
            self.ahead.push_back((number, due.collect()));
        }
        Ok(())
    }

    async fn finish(&mut self, now: Timestamp) -> Result<IssueStep, RegistryError> {
        if self.campaign.issued.is_none() {
            let entry = CampaignEntry {
                by: self.by.clone(),
                act: CampaignAct::Issued,
            };
            let at = self.campaign.stream.next_instant(now);
            let mut writing = self.registry.writing();
            writing.append(&self.campaign.stream, &entry, at)?;
            writing.commit().await?;
            self.campaign.issued = Some(at);
            self.registry
                .grown(&mut self.campaign.stream, entry, at)
                .await?;
        }
        Ok(IssueStep::Finished(self.tally()))
    }
}

/// Judges some people, and writes the notices of those to whom one is issued.
fn notices<'r>(
    registry: &'r Registry,
    terms: &decide::Terms<'_>,
    people: &[(&Due, &Holding)],
    around: &Around,
) -> Result<(Writing<'r>, IssueTally), RegistryError> {
    let mut writing = registry.writing();
    let mut tally = IssueTally::default();
    for (due, holding) in people {
        let judgement = decide::judge(terms, &due.office, holding, around)?;
        if let Judgement::Issue(notice) = &judgement {
            write_notice(&mut writing, holding, notice)?;
        }
        tally.count(&due.office, &judgement);
    }
    Ok((writing, tally))
}
