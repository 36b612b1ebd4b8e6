//! Whether a cosigned checkpoint that the store shows is one: signed by this ledger's key and a
//! quorum of its witnesses, at the time that is claimed, over the very tree that lies in the store.
//!
//! The store believes what it is given, and whoever can write to its file could give it anything.
//! So nothing is taken for witnessed before its cover was looked at; what was, is remembered.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use writ_law::evidence::Evidence;
use writ_ledger::policy::Policy;
use writ_ledger::tile::Edge;
use writ_store::{Cover, Entry};

use super::tiles::Tree;
use crate::error::RegistryError;
use crate::registry::Registry;
use crate::stream::Nanoseconds;

/// Covers that were verified: by size, their times.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verified(Arc<Mutex<BTreeMap<u64, i64>>>);

impl Verified {
    fn remember(&self, size: u64, at: i64) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(size, at);
    }

    /// Whether a cover of this time over this place was verified.
    fn has(&self, place: u64, at: i64) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut over = known.range(place.saturating_add(1)..);
        // Their times only rise.
        over.find(|(_, time)| **time >= at)
            .is_some_and(|(_, time)| *time == at)
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
    /// What is proved of an entry. A registry without witnesses trusts itself, and says so.
    pub(crate) fn evidence(&self, entry: &Entry) -> Result<Evidence, RegistryError> {
        if self.ledger.policy.is_none() {
            return Ok(Evidence::Trusted);
        }
        match self.covered(entry) {
            None => Ok(Evidence::Waiting),
            Some(at) => Ok(Evidence::At(at.instant()?)),
        }
    }

    /// Since when a verified cover lies over an entry.
    fn covered(&self, entry: &Entry) -> Option<Nanoseconds> {
        let (place, at) = (entry.place?, entry.covered_at?);
        self.covers.has(place, at).then(|| Nanoseconds::counted(at))
    }

    /// Since when an entry is witnessed, once its cover was looked at.
    pub(crate) async fn witnessed_at(
        &self,
        entry: &Entry,
    ) -> Result<Option<Timestamp>, RegistryError> {
        self.look_at_covers(std::slice::from_ref(entry)).await?;
        self.covered(entry).map(Nanoseconds::instant).transpose()
    }

    /// What is proved of an entry that is only just recorded.
    pub(crate) fn fresh_evidence(&self) -> Evidence {
        match self.ledger.policy {
            None => Evidence::Trusted,
            Some(_) => Evidence::Waiting,
        }
    }

    /// Looks at the covers over some entries. One that is not what it seems is as if it were not
    /// there: what it should cover waits, and `writ ledger verify` names it.
    pub(crate) async fn look_at_covers(&self, entries: &[Entry]) -> Result<(), RegistryError> {
        if self.ledger.policy.is_none() {
            return Ok(());
        }
        let mut last = None;
        for entry in entries {
            let (Some(place), Some(at)) = (entry.place, entry.covered_at) else {
                continue;
            };
            if last == Some(at) || self.covers.has(place, at) {
                continue;
            }
            last = Some(at);
            let cover = self.store.cover_of(place).await?;
            if let Some(cover) = cover
                && self.verify_cover(&cover).await?.is_ok()
            {
                self.covers.remember(cover.size, cover.at);
            }
        }
        Ok(())
    }

    /// Whether a cover is what it seems, and over the tree in the store.
    pub(crate) async fn verify_cover(
        &self,
        cover: &Cover,
    ) -> Result<Result<(), String>, RegistryError> {
        let tree = match examined(self.ledger.policy.as_ref(), cover) {
            Ok(tree) => tree,
            Err(why) => return Ok(Err(why)),
        };
        let tiles = self.tiles(tree.size, &[]).await?;
        let edge = Edge::restore(tree.size, &tree.root, |path| tiles.read(path));
        Ok(edge.map(|_| ()).map_err(|error| error.to_string()))
    }
}
