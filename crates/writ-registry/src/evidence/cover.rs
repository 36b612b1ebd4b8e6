//! Whether an entry was witnessed: whether a checkpoint that the store shows over it is signed by
//! this ledger's key and a quorum of its witnesses, at the time that is claimed, and whether the
//! tree that they signed has the entry's own leaf at the entry's place.
//!
//! The store believes what it is given, and whoever can write to its file could give it anything:
//! another cover, another time, another place. So nothing is taken for witnessed before all of it
//! was looked at. What was, is remembered: a signed tree does not change, and so neither does what
//! it has at a place. That the content of an entry makes its leaf is seen where it is opened.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use writ_law::evidence::Evidence;
use writ_ledger::entry::Leaf;
use writ_ledger::hash::{Hash, leaf_hash};
use writ_ledger::policy::Policy;
use writ_ledger::tile::{Authentic, FULL, TilePath};
use writ_store::{Cover, Entry};

use super::tiles::Tree;
use crate::error::RegistryError;
use crate::registry::Registry;
use crate::stream::Nanoseconds;

/// How many tiles are remembered, of at most 8 KiB each: enough for two million entries. Of more,
/// those that were looked at first are forgotten and looked at again.
const MOST_TILES: usize = 8_192;

/// What was seen to be witnessed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verified(Arc<Mutex<Seen>>);

#[derive(Debug, Default)]
struct Seen {
    /// Checkpoints that a quorum has signed: by size, since when.
    covers: BTreeMap<u64, i64>,
    /// What a signed tree has for its entries: by the number of the tile and the size of the tree.
    tiles: BTreeMap<(u64, u64), Vec<Hash>>,
    /// The tiles in the order in which they came.
    order: VecDeque<(u64, u64)>,
}

impl Seen {
    /// The size of the smallest checkpoint over a place that a quorum had signed at just this time.
    fn cover(&self, place: u64, at: i64) -> Option<u64> {
        let mut over = self.covers.range(place.checked_add(1)?..);
        over.find(|(_, time)| **time == at).map(|(size, _)| *size)
    }

    fn leaf(&self, place: u64, size: u64) -> Option<Hash> {
        let tile = self.tiles.get(&(place / u64::from(FULL), size))?;
        let within = usize::try_from(place % u64::from(FULL)).ok()?;
        tile.get(within).copied()
    }

    fn take(&mut self, tile: (u64, u64), hashes: Vec<Hash>) {
        if self.tiles.insert(tile, hashes).is_some() {
            return;
        }
        self.order.push_back(tile);
        if self.order.len() > MOST_TILES
            && let Some(first) = self.order.pop_front()
        {
            self.tiles.remove(&first);
        }
    }
}

impl Verified {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a tree that a quorum had signed at this time has at a place.
    fn leaf(&self, place: u64, at: i64) -> Option<Hash> {
        let seen = self.seen();
        seen.leaf(place, seen.cover(place, at)?)
    }
}

/// The tree of which a cosigned checkpoint speaks.
///
/// # Errors
///
/// What is wrong with it, as the end of a sentence.
pub(crate) fn examined(policy: Option<&Policy>, cover: &Cover) -> Result<Tree, String> {
    let note = std::str::from_utf8(&cover.content).map_err(|_| "it is no text")?;
    let policy = policy.ok_or("nobody was to sign it")?;
    let examined = policy.examine(note).map_err(|error| error.to_string())?;
    let checkpoint = examined.checkpoint();
    if checkpoint.size != cover.size {
        return Err("it is of another size".to_owned());
    }
    let quorum = policy.quorum_time(examined.cosigned());
    let quorum = quorum.ok_or("no quorum has signed it")?;
    let seconds = i64::try_from(quorum.get()).ok();
    let at = seconds.and_then(|seconds| seconds.checked_mul(1_000_000_000));
    if at != Some(cover.at) {
        return Err("its time is not the one at which the quorum had signed".to_owned());
    }
    Ok(Tree {
        size: checkpoint.size,
        root: checkpoint.root,
    })
}

impl Registry {
    /// What is proved of an entry, once it was seen since when others have signed for it. A
    /// registry without witnesses trusts itself, and says so.
    pub(crate) fn evidence(
        &self,
        witnessed: Option<Nanoseconds>,
    ) -> Result<Evidence, RegistryError> {
        match (&self.ledger.policy, witnessed) {
            (None, _) => Ok(Evidence::Trusted),
            (Some(_), None) => Ok(Evidence::Waiting),
            (Some(_), Some(at)) => Ok(Evidence::At(at.instant()?)),
        }
    }

    /// What is proved of an entry that is only just recorded.
    pub(crate) fn fresh_evidence(&self) -> Evidence {
        match self.ledger.policy {
            None => Evidence::Trusted,
            Some(_) => Evidence::Waiting,
        }
    }

    /// Since when others have signed for something published, if its content is what they signed.
    pub(crate) async fn published_since(
        &self,
        entry: &Entry,
    ) -> Result<Option<Timestamp>, RegistryError> {
        let leaf = entry.leaf.as_deref().map(Leaf::parse);
        if !leaf.is_some_and(|leaf| leaf.is_ok_and(|leaf| leaf.shows(&entry.content).is_ok())) {
            return Ok(None);
        }
        let witnessed = self.witnessed_since(entry).await?;
        witnessed.map(Nanoseconds::instant).transpose()
    }

    /// Since when others have signed for the leaves of some entries, each at its place. One of
    /// which that cannot be shown is as if nobody had: it waits, and `writ ledger verify` names
    /// what is wrong.
    pub(crate) async fn witnessed(
        &self,
        entries: &[Entry],
    ) -> Result<Vec<Option<Nanoseconds>>, RegistryError> {
        if self.ledger.policy.is_none() {
            return Ok(vec![None; entries.len()]);
        }
        let mut witnessed = Vec::with_capacity(entries.len());
        for entry in entries {
            witnessed.push(self.witnessed_since(entry).await?);
        }
        Ok(witnessed)
    }

    async fn witnessed_since(&self, entry: &Entry) -> Result<Option<Nanoseconds>, RegistryError> {
        let (Some(place), Some(at), Some(leaf)) = (entry.place, entry.covered_at, &entry.leaf)
        else {
            return Ok(None);
        };
        let signed = match self.covers.leaf(place, at) {
            Some(known) => Some(known),
            None => self.signed_leaf(place, at).await?,
        };
        let is_signed = signed.is_some_and(|signed| signed == leaf_hash(leaf));
        Ok(is_signed.then(|| Nanoseconds::counted(at)))
    }

    /// What the tree that a quorum had signed at this time has at a place, read from the store and
    /// believed only as far as the signatures go.
    async fn signed_leaf(&self, place: u64, at: i64) -> Result<Option<Hash>, RegistryError> {
        let Some(cover) = self.store.cover_of(place).await?.filter(|it| it.at == at) else {
            return Ok(None);
        };
        let Ok(tree) = examined(self.ledger.policy.as_ref(), &cover) else {
            return Ok(None);
        };
        let tiles = self.tiles(tree.size, &[place]).await?;
        let number = place / u64::from(FULL);
        let nodes = Authentic::new(tree.size, tree.root, |path: &TilePath| tiles.read(path));
        let Ok(tile) = nodes.tile(0, number) else {
            return Ok(None);
        };
        let mut seen = self.covers.seen();
        seen.covers.insert(tree.size, at);
        seen.take((number, tree.size), tile.hashes().to_vec());
        Ok(seen.leaf(place, tree.size))
    }
}
