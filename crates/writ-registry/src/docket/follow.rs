//! The follower: it reads anew what has changed since it looked last, in the order of arrival, and
//! what changes by time alone once that time has come.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::{Mutex, MutexGuard};
use writ_store::{StreamId, Version};

use super::line::{DocketLine, Lines};
use crate::campaign::{CAMPAIGNS, Campaign, CampaignEntry};
use crate::error::RegistryError;
use crate::person::{Holding, OwnMatter, PERSONS};
use crate::registry::Registry;
use crate::request::{REQUESTS, RequestEntry, requests};
use crate::spread::spread;
use crate::summons::OUTAGES;

/// How many streams are read at once.
const AT_ONCE: usize = 1_000;

/// The docket as it was last looked at, shared by all clones of a registry.
#[derive(Clone, Debug, Default)]
pub(crate) struct Following(Arc<Mutex<Kept>>);

impl Following {
    pub(super) async fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().await
    }

    /// Forgets everything: the next look builds it from nothing.
    #[cfg(test)]
    pub(crate) async fn forget(&self) {
        *self.0.lock().await = Kept::default();
    }
}

/// What is kept between two looks, if anything is.
#[derive(Debug, Default)]
pub(super) struct Kept(Option<Follower>);

impl Kept {
    /// The lines as of an instant. What fails leaves nothing behind that is half done.
    pub(super) async fn follow(
        &mut self,
        registry: &Registry,
        now: Timestamp,
    ) -> Result<(), RegistryError> {
        let before = self.0.take();
        // Time goes forward; where it was set back, what was worked out is of no use.
        let before = before.filter(|it| it.now <= now);
        let follower = match before {
            Some(mut follower) => {
                follower.catch_up(registry, now).await?;
                follower
            }
            None => Follower::build(registry, now).await?,
        };
        self.0 = Some(follower);
        Ok(())
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &DocketLine> {
        self.0.iter().flat_map(Follower::lines)
    }

    /// Forgets people who were erased.
    pub(super) fn drop_people(&mut self, registry: &Registry, people: &[String]) {
        if let Some(follower) = &mut self.0 {
            for person in people {
                follower.forget(registry.person_stream(person));
                follower.asked.remove(&registry.request_stream(person));
            }
        }
    }
}

/// What is known of one person.
#[derive(Debug)]
struct Person {
    version: Version,
    lines: Lines,
    /// The campaigns of their matters.
    campaigns: Vec<String>,
    /// Their stream of requests.
    requests: StreamId,
}

/// The lines of everybody, and how far the ledger was followed.
#[derive(Debug)]
pub(super) struct Follower {
    /// The instant of which the lines are.
    now: Timestamp,
    /// The first place that was not looked at.
    places: u64,
    /// The last number of what waits for a place that was looked at.
    waited: u64,
    /// How many entries a quorum had signed for.
    covered: u64,
    people: HashMap<StreamId, Person>,
    /// What people asked to be corrected, by the stream of it.
    asked: HashMap<StreamId, Vec<DocketLine>>,
    campaigns: BTreeMap<StreamId, (String, Option<DocketLine>)>,
    /// When which people are to be looked at again.
    wakes: BTreeSet<(Timestamp, StreamId)>,
    /// Of whom something waits for the witnesses.
    unproven: BTreeSet<StreamId>,
}

/// What changed since the last look.
#[derive(Debug, Default)]
struct Changed {
    people: BTreeSet<StreamId>,
    asked: BTreeSet<StreamId>,
    campaigns: BTreeSet<StreamId>,
    outages: bool,
}

impl Changed {
    fn take(&mut self, id: StreamId) {
        if id.family == PERSONS {
            self.people.insert(id);
        } else if id.family == REQUESTS {
            self.asked.insert(id);
        } else if id.family == CAMPAIGNS {
            self.campaigns.insert(id);
        } else if id.family == OUTAGES {
            self.outages = true;
        }
    }
}

impl Follower {
    pub(super) fn lines(&self) -> impl Iterator<Item = &DocketLine> {
        let people = self.people.values().flat_map(|it| &it.lines.lines);
        let asked = self.asked.values().flatten();
        let campaigns = self
            .campaigns
            .values()
            .filter_map(|(_, line)| line.as_ref());
        people.chain(asked).chain(campaigns)
    }

    /// Everything from nothing.
    async fn build(registry: &Registry, now: Timestamp) -> Result<Self, RegistryError> {
        let mut follower = Self {
            now,
            places: 0,
            waited: 0,
            covered: covered(registry).await?,
            people: HashMap::new(),
            asked: HashMap::new(),
            campaigns: BTreeMap::new(),
            wakes: BTreeSet::new(),
            unproven: BTreeSet::new(),
        };
        // How far things are is asked before they are read: what comes in between is read twice.
        follower.waited = waited(registry).await?;
        follower.places = registry.store.places().await?;
        let mut after = None;
        loop {
            let ids = registry.store.streams(PERSONS, after, AT_ONCE).await?;
            follower.read_people(registry, &ids).await?;
            after = ids.last().map(|id| id.key);
            if ids.len() < AT_ONCE {
                break;
            }
        }
        for family in [REQUESTS, CAMPAIGNS] {
            let mut after = None;
            loop {
                let ids = registry.store.streams(family, after, AT_ONCE).await?;
                match family == REQUESTS {
                    true => follower.read_asked(registry, &ids).await?,
                    false => follower.read_campaigns(registry, &ids).await?,
                }
                after = ids.last().map(|id| id.key);
                if ids.len() < AT_ONCE {
                    break;
                }
            }
        }
        Ok(follower)
    }

    async fn catch_up(&mut self, registry: &Registry, now: Timestamp) -> Result<(), RegistryError> {
        self.now = now;
        let mut changed = self.arrived(registry).await?;
        self.read_campaigns(registry, &listed(&changed.campaigns))
            .await?;
        let withdrawn: BTreeSet<&str> = changed
            .campaigns
            .iter()
            .filter_map(|id| Some(self.campaigns.get(id)?.0.as_str()))
            .collect();
        for (id, person) in &self.people {
            let named = |it: &String| withdrawn.contains(it.as_str());
            if changed.outages || person.campaigns.iter().any(named) {
                changed.people.insert(*id);
            }
        }
        let covered = covered(registry).await?;
        if covered != self.covered {
            self.covered = covered;
            changed.people.extend(self.unproven.iter().copied());
        }
        let woken = self.wakes.iter().take_while(|(at, _)| *at <= now);
        changed.people.extend(woken.map(|(_, id)| *id));
        // Where somebody belongs to tells whose request it is.
        for id in &changed.people {
            let asked = self.people.get(id).map(|it| it.requests);
            changed
                .asked
                .extend(asked.filter(|id| self.asked.contains_key(id)));
        }
        for part in listed(&changed.people).chunks(AT_ONCE) {
            self.read_people(registry, part).await?;
        }
        for part in listed(&changed.asked).chunks(AT_ONCE) {
            self.read_asked(registry, part).await?;
        }
        Ok(())
    }

    /// What came in since the last look. What waits is asked for first: what gets its place between
    /// the two questions is seen in the answer to the second.
    async fn arrived(&mut self, registry: &Registry) -> Result<Changed, RegistryError> {
        let mut changed = Changed::default();
        loop {
            let part = registry.store.waiting(self.waited, AT_ONCE).await?;
            let Some(last) = part.last() else { break };
            self.waited = last.number;
            for it in &part {
                changed.take(it.stream);
            }
        }
        loop {
            let part = registry.store.placed(self.places, AT_ONCE).await?;
            let Some(last) = part.last() else { break };
            self.places = last.place + 1;
            for it in &part {
                let known = self.people.get(&it.stream);
                if known.is_none_or(|known| known.version < it.version) {
                    changed.take(it.stream);
                }
            }
        }
        Ok(changed)
    }

    async fn read_people(
        &mut self,
        registry: &Registry,
        ids: &[StreamId],
    ) -> Result<(), RegistryError> {
        let holdings = registry.holdings(ids).await?;
        let around = registry.around(&holdings).await?;
        let now = self.now;
        let parts = spread(&holdings, |part| {
            let each = part.iter().map(|it| registry.lines_of(it, &around, now));
            each.collect::<Result<Vec<_>, _>>()
        });
        let mut all = Vec::with_capacity(holdings.len());
        for part in parts {
            all.append(&mut part?);
        }
        for (holding, lines) in holdings.iter().zip(all) {
            self.put(registry, holding, lines);
        }
        Ok(())
    }

    fn forget(&mut self, id: StreamId) {
        if let Some(before) = self.people.remove(&id) {
            let wake = before.lines.wake;
            wake.map(|at| self.wakes.remove(&(at, id)));
        }
        self.unproven.remove(&id);
    }

    fn put(&mut self, registry: &Registry, holding: &Holding, lines: Lines) {
        let id = holding.stream.id;
        self.forget(id);
        let Some(person) = holding.person() else {
            return;
        };
        if lines.unproven {
            self.unproven.insert(id);
        }
        self.wakes.extend(lines.wake.map(|at| (at, id)));
        let requests = registry.request_stream(person);
        // Of who has no matter nothing is kept but where their requests are.
        if holding.matters.is_empty() && !self.asked.contains_key(&requests) {
            return;
        }
        let campaigns = holding.matters.iter().filter_map(OwnMatter::campaign);
        let kept = Person {
            version: holding.stream.version,
            lines,
            campaigns: campaigns.map(str::to_owned).collect(),
            requests,
        };
        self.people.insert(id, kept);
    }

    async fn read_asked(
        &mut self,
        registry: &Registry,
        ids: &[StreamId],
    ) -> Result<(), RegistryError> {
        for stream in registry.streams::<RequestEntry>(ids).await? {
            let id = stream.id;
            self.asked.remove(&id);
            let Some(person) = stream.says().find_map(RequestEntry::person) else {
                continue;
            };
            let holding = registry.holding(person).await?;
            let all = requests(&stream, registry.zone());
            let lines = registry.request_lines(&holding, &all);
            if lines.is_empty() {
                continue;
            }
            self.asked.insert(id, lines);
            if !self.people.contains_key(&holding.stream.id) {
                self.put(registry, &holding, Lines::default());
            }
        }
        Ok(())
    }

    async fn read_campaigns(
        &mut self,
        registry: &Registry,
        ids: &[StreamId],
    ) -> Result<(), RegistryError> {
        for stream in registry.streams::<CampaignEntry>(ids).await? {
            let id = stream.id;
            if let Some(campaign) = Campaign::of(stream)? {
                let line = registry.campaign_line(&campaign);
                self.campaigns.insert(id, (campaign.terms.id.clone(), line));
            }
        }
        Ok(())
    }
}

fn listed(ids: &BTreeSet<StreamId>) -> Vec<StreamId> {
    ids.iter().copied().collect()
}

/// How many entries a quorum has signed for.
async fn covered(registry: &Registry) -> Result<u64, RegistryError> {
    if !registry.is_witnessed() {
        return Ok(0);
    }
    let cover = registry.store.last_cover().await?;
    Ok(cover.map_or(0, |cover| cover.size))
}

/// The number of the last entry that waits for a place.
async fn waited(registry: &Registry) -> Result<u64, RegistryError> {
    let mut after = 0;
    loop {
        let part = registry.store.waiting(after, AT_ONCE).await?;
        match part.last() {
            Some(last) => after = last.number,
            None => return Ok(after),
        }
    }
}
