//! Whether the ledger and the registry say the same: everything is hashed anew, every row is held
//! against the leaf that stands for it, and nothing may lie there beside what the ledger accounts
//! for.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use serde_json::Value;
use writ_ledger::entry::Leaf;
use writ_ledger::hash::leaf_hash;
use writ_ledger::tile::{Edge, Kind as TileKind, TilePath};
use writ_store::{Family, Placed, StreamId, Version};

use self::quorums::{Quorums, named};
use self::tiles::{Rows, Sizes};
use super::cover::examined;
use super::public::PUBLIC;
use super::quorum::{QUORUMS, QuorumEntry};
use super::record::{Standing, commitment};
use super::sequencer::{CHECKPOINTS, PADDING};
use crate::account::DELEGATES;
use crate::attachment::{ATTACHMENTS, AttachmentEntry};
use crate::callback::CALLBACKS;
use crate::campaign::{CAMPAIGNS, CHUNKS, ISSUINGS, LISTINGS, RANDOMNESS};
use crate::endpoint::ENDPOINTS;
use crate::error::RegistryError;
use crate::letter::LETTERS;
use crate::look::{ACCESSES, LOOKS};
use crate::officer::OFFICERS;
use crate::person::{PERSONS, PersonEntry};
use crate::question::QUESTIONS;
use crate::register::IMPORTS;
use crate::registry::Registry;
use crate::request::REQUESTS;
use crate::seal::hex;
use crate::stream::{Content as _, Legible as _, Nanoseconds};
use crate::summons::OUTAGES;

mod made;
mod quorums;
mod streams;
mod tiles;

pub use self::made::MadeFiles;

/// Every family whose entries have leaves.
pub(crate) const FAMILIES: [Family; 21] = [
    PERSONS,
    DELEGATES,
    CAMPAIGNS,
    LISTINGS,
    CHUNKS,
    ISSUINGS,
    RANDOMNESS,
    QUESTIONS,
    OFFICERS,
    IMPORTS,
    OUTAGES,
    ATTACHMENTS,
    REQUESTS,
    LOOKS,
    ACCESSES,
    CALLBACKS,
    LETTERS,
    ENDPOINTS,
    QUORUMS,
    PUBLIC.family,
    PADDING.family,
];

/// How many entries are read at once.
const AT_ONCE: usize = 4_096;
/// How many findings are kept: who has more than these knows enough.
const MOST_FINDINGS: usize = 100;

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Audit {
    /// How many entries of the ledger were hashed.
    pub entries: u64,
    /// How many of them were opened and held against what they commit to.
    pub opened: u64,
    /// How many are of people whose key was erased: only their place is checked.
    pub erased: u64,
    /// The streams whose key is gone. The store does not say why: whoever audits holds them against
    /// the private records, which say of which stream the key was erased.
    #[serde(skip)]
    pub erased_streams: Vec<ErasedStream>,
    /// How many tiles were compared to the byte, earlier ones that were not full among them.
    pub tiles: u64,
    /// How many checkpoints were verified, and how many of them with a quorum of witnesses.
    pub checkpoints: u64,
    /// How many were verified with a quorum of witnesses.
    pub witnessed: u64,
    /// How many entries wait for a place.
    pub waiting: u64,
    /// What does not agree, in the order in which it was found; at most a hundred.
    pub findings: Vec<Mismatch>,
}

/// A stream that cannot be opened any more, as the private records name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ErasedStream {
    /// Its family.
    pub family: String,
    /// The stream, in hexadecimal: a keyed hash.
    pub stream: String,
}

/// Something on which ledger and registry do not agree.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Mismatch {
    /// The row, tile or checkpoint.
    pub what: String,
    /// What is wrong with it.
    pub why: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.why)
    }
}

impl Audit {
    /// Whether everything agrees.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    fn find(&mut self, what: impl fmt::Display, why: impl fmt::Display) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(Mismatch {
                what: what.to_string(),
                why: why.to_string(),
            });
        }
    }
}

/// Where a stream has come to.
#[derive(Clone, Copy, Debug, Default)]
struct Reached {
    version: u64,
    leaf: Option<Leaf>,
}

/// An audit under way.
struct Auditor<'r> {
    registry: &'r Registry,
    /// How many places were given when it began.
    places: u64,
    audit: Audit,
    edge: Edge,
    /// The last tile of each level, while it is not full.
    partial: BTreeMap<TileKind, (TilePath, Vec<u8>)>,
    streams: HashMap<StreamId, Reached>,
    /// Checkpoints that are still to be reached: size, and the note.
    checkpoints: Vec<(u64, String)>,
    /// How many entries each of them covers.
    sizes: Sizes,
    /// The tiles in the store.
    rows: Rows,
    /// What others have signed or seen.
    quorums: Quorums,
}

impl Registry {
    /// Hashes the whole ledger anew and compares it with everything that is recorded, and with
    /// checkpoints that were shown to others. What is given a place meanwhile is left to the next
    /// audit. `progress` is told how many entries are done, and of how many.
    ///
    /// # Errors
    ///
    /// When the store fails. What does not agree is no error: it stands in the audit.
    pub async fn audit(
        &self,
        shown: &[String],
        progress: &mut (dyn FnMut(u64, u64) + Send),
    ) -> Result<Audit, RegistryError> {
        let places = self.store.places().await?;
        let mut auditor = Auditor {
            registry: self,
            places,
            audit: Audit::default(),
            edge: Edge::new(),
            partial: BTreeMap::new(),
            streams: HashMap::new(),
            checkpoints: Vec::new(),
            sizes: Sizes::default(),
            rows: Rows::new(),
            quorums: Quorums::default(),
        };
        auditor.read_checkpoints().await?;
        auditor.read_covers(shown).await?;
        auditor.set_later_aside().await?;
        loop {
            let from = auditor.edge.size();
            let left = usize::try_from(places.saturating_sub(from)).unwrap_or(usize::MAX);
            let part = self.store.placed(from, left.min(AT_ONCE)).await?;
            if part.is_empty() {
                break;
            }
            auditor.part(&part).await?;
            progress(auditor.edge.size(), places);
        }
        if auditor.edge.size() != places {
            let (found, held) = (auditor.edge.size(), places);
            let why =
                format!("{held} places were given, and the entry at place {found} is missing");
            auditor.audit.find("the ledger", why);
        }
        auditor.end().await?;
        Ok(auditor.audit)
    }
}

impl Registry {
    /// Opens everything that has a place in the ledger and compares nothing: whether the key file
    /// fits all of it. Says how many entries were opened.
    ///
    /// # Errors
    ///
    /// When the store fails or something does not open.
    pub async fn open_records(&self) -> Result<u64, RegistryError> {
        let (mut from, mut opened) = (0, 0);
        loop {
            let part = self.store.placed(from, AT_ONCE).await?;
            let Some(last) = part.last() else {
                return Ok(opened);
            };
            from = last.place + 1;
            let unique: BTreeSet<StreamId> = part.iter().map(|entry| entry.stream).collect();
            let unique: Vec<StreamId> = unique.into_iter().collect();
            let keys = self.store.keys(&unique).await?;
            let keys: HashMap<StreamId, Option<Vec<u8>>> = unique.into_iter().zip(keys).collect();
            for entry in &part {
                let wrapped = keys.get(&entry.stream).and_then(Option::as_deref);
                if let Some(wrapped) = wrapped {
                    let key = self.keys.unwrap(entry.stream, Some(wrapped))?;
                    key.open(entry.stream, entry.version, &entry.content)?;
                    opened += 1;
                }
            }
        }
    }
}

impl Auditor<'_> {
    async fn read_checkpoints(&mut self) -> Result<(), RegistryError> {
        let store = &self.registry.store;
        let mut last = 0;
        for entry in store.read(CHECKPOINTS, Version(0)).await? {
            let what = format!("checkpoint {}", entry.version.0);
            let opened = String::from_utf8(entry.content)
                .map_err(|_| "it is no text".to_owned())
                .and_then(|note| {
                    let tree = self.registry.tree_of(&note).map_err(|it| it.to_string())?;
                    Ok((tree.size, note))
                });
            match opened {
                Ok((size, note)) if size > last => {
                    last = size;
                    self.sizes.push(size);
                    self.checkpoints.push((size, note));
                }
                Ok((size, _)) => {
                    let why = format!("it covers {size} entries, and the one before {last}");
                    self.audit.find(what, why);
                }
                Err(why) => self.audit.find(what, why),
            }
        }
        self.checkpoints.reverse();
        Ok(())
    }

    /// Leaves what the ledger has grown by since the audit began to the next one. What was signed
    /// over more entries than have a place by now stays, and is found.
    async fn set_later_aside(&mut self) -> Result<(), RegistryError> {
        let later = self.places.saturating_add(1)..=self.registry.store.places().await?;
        self.checkpoints.retain(|(size, _)| !later.contains(size));
        self.quorums.set_aside(&later);
        Ok(())
    }

    async fn part(&mut self, part: &[Placed]) -> Result<(), RegistryError> {
        let ids: Vec<StreamId> = part.iter().map(|entry| entry.stream).collect();
        let unique: BTreeSet<StreamId> = ids.into_iter().collect();
        let unique: Vec<StreamId> = unique.into_iter().collect();
        let keys = self.registry.store.keys(&unique).await?;
        let keys: HashMap<StreamId, Option<Vec<u8>>> = unique.into_iter().zip(keys).collect();
        for entry in part {
            let expected = self.edge.size();
            if entry.place != expected {
                let why = format!("the entry at place {expected} is missing");
                self.audit.find("the ledger", why);
                return Ok(());
            }
            let key = keys.get(&entry.stream).and_then(Option::as_deref);
            self.entry(entry, key);
            self.edge.push(leaf_hash(&entry.leaf));
            self.audit.entries += 1;
            self.checkpoint();
            self.others();
        }
        self.tiles().await
    }

    /// Holds one entry against its leaf and against the one before it in its stream.
    fn entry(&mut self, entry: &Placed, key: Option<&[u8]>) {
        let what = format!(
            "place {}: {:?} entry {}",
            entry.place, entry.stream, entry.version.0
        );
        let leaf = match Leaf::parse(&entry.leaf) {
            Ok(leaf) => leaf,
            Err(error) => return self.audit.find(what, error),
        };
        let before = self.streams.entry(entry.stream).or_default();
        let (expected, previous) = (before.version + 1, before.leaf);
        *before = Reached {
            version: entry.version.0,
            leaf: Some(leaf),
        };
        if entry.version.0 != expected {
            let why = format!("entry {expected} of this stream should stand here");
            return self.audit.find(what, why);
        }
        let opened = self.agrees(entry, leaf, previous, key);
        match &opened {
            Ok(Opened::Yes | Opened::Quorums(_)) => self.audit.opened += 1,
            Ok(Opened::Erased) => self.audit.erased += 1,
            Err(_) => {}
        }
        self.weigh(entry, what, opened);
    }

    /// What follows from an entry that was looked at, whether it has a place or waits for one.
    fn weigh(&mut self, entry: &Placed, what: String, opened: Result<Opened, String>) {
        match opened {
            Ok(Opened::Yes) => {}
            Ok(Opened::Quorums(says)) => match serde_json::from_value::<QuorumEntry>(says) {
                Ok(told) => self.quorums.tell(&told, &mut self.audit),
                Err(_) => self.audit.find(what, "it cannot be read"),
            },
            Ok(Opened::Erased) if entry.version == Version(1) => {
                self.audit.erased_streams.push(ErasedStream {
                    family: entry.stream.family.0.to_owned(),
                    stream: hex(&entry.stream.key),
                });
            }
            Ok(Opened::Erased) => {}
            Err(why) => self.audit.find(what, why),
        }
    }

    fn agrees(
        &self,
        entry: &Placed,
        leaf: Leaf,
        before: Option<Leaf>,
        key: Option<&[u8]>,
    ) -> Result<Opened, String> {
        if entry.stream == PADDING {
            return match (leaf, entry.content.is_empty()) {
                (Leaf::Act { .. }, true) => Ok(Opened::Yes),
                _ => Err("padding stands for something".to_owned()),
            };
        }
        if entry.stream == PUBLIC {
            let shown = leaf.shows(&entry.content);
            return shown.map(|()| Opened::Yes).map_err(|it| it.to_string());
        }
        let Some(wrapped) = key else {
            return Ok(Opened::Erased);
        };
        let said = |error: &dyn fmt::Display| error.to_string();
        let key = self.registry.keys.unwrap(entry.stream, Some(wrapped));
        let key = key.map_err(|error| said(&error))?;
        let content = key.open(entry.stream, entry.version, &entry.content);
        let content = content.map_err(|error| said(&error))?;
        let recorded_at = Nanoseconds::counted(entry.recorded_at).instant();
        let standing = Standing {
            origin: self.registry.origin(),
            stream: entry.stream,
            version: entry.version,
            recorded_at: recorded_at.map_err(|error| said(&error))?,
            before,
        };
        let says = says(entry.stream.family, &content).ok_or("it cannot be read")?;
        let opened = match entry.stream == self.registry.quorum_stream() {
            true => Opened::Quorums(says.clone()),
            false => Opened::Yes,
        };
        if standing.leaf(&key, says) == leaf {
            return Ok(opened);
        }
        let shown = hex(&commitment(leaf));
        let shown = shown.get(..16).unwrap_or_default();
        Err(format!("it is not what its leaf {shown}… commits to"))
    }

    /// Compares the root with those that others have signed or seen at just this size.
    fn others(&mut self) {
        let root = self.edge.root();
        for (what, theirs) in self.quorums.reached(self.edge.size()) {
            if theirs != root {
                self.audit
                    .find(what, "the entries do not make the root that it signs");
            }
        }
    }

    /// Compares the root with that of a checkpoint of just this size.
    fn checkpoint(&mut self) {
        let size = self.edge.size();
        let Some((_, note)) = self.checkpoints.pop_if(|(next, _)| *next <= size) else {
            return;
        };
        let what = format!("the checkpoint over {size} entries");
        match self.registry.tree_of(&note) {
            Ok(tree) if tree.size == size && tree.root == self.edge.root() => {
                self.audit.checkpoints += 1;
            }
            Ok(_) => self
                .audit
                .find(what, "the entries do not make the root that it signs"),
            Err(error) => self.audit.find(what, error),
        }
    }

    /// Compares the tiles that have become full, and keeps those that have not.
    async fn tiles(&mut self) -> Result<(), RegistryError> {
        for (path, made) in self.edge.take_tiles() {
            if path.is_full() {
                self.tile(&path, &made).await?;
            } else {
                self.partial.insert(path.kind(), (path, made));
            }
        }
        Ok(())
    }

    /// Compares the tiles at the right edge.
    async fn last_tiles(&mut self) -> Result<(), RegistryError> {
        let edge: Vec<TilePath> = TilePath::edge(self.edge.size()).collect();
        let partial = std::mem::take(&mut self.partial);
        for (path, made) in partial
            .into_values()
            .filter(|(path, _)| edge.contains(path))
        {
            self.tile(&path, &made).await?;
        }
        Ok(())
    }

    async fn tile(&mut self, path: &TilePath, made: &[u8]) -> Result<(), RegistryError> {
        let store = &*self.registry.store;
        let tile = (path, made);
        let (sizes, audit) = (&self.sizes, &mut self.audit);
        self.rows.compare(store, tile, sizes, audit).await
    }

    /// Names every tile that no checkpoint makes. One that is signed meanwhile may.
    async fn other_tiles(&mut self) -> Result<(), RegistryError> {
        let store = &*self.registry.store;
        let others = self.rows.others(store).await?;
        let now = self.registry.made_files().await;
        for (what, path) in others {
            let is_new = match (&now, path) {
                (Ok(now), Some(path)) => now.sizes.has(&path) && !self.sizes.has(&path),
                _ => false,
            };
            if !is_new {
                self.audit
                    .find(what, "no checkpoint makes it: it was added");
            }
        }
        Ok(())
    }

    async fn end(&mut self) -> Result<(), RegistryError> {
        self.last_tiles().await?;
        if let Some((size, _)) = self.checkpoints.first() {
            let why = format!("a checkpoint covers {size} entries, and there are fewer");
            self.audit.find("the ledger", why);
        }
        let signed = self.sizes.last_up_to(self.places);
        if signed != self.edge.size() {
            let why = format!(
                "{} entries have a place, and the last checkpoint covers {signed}",
                self.edge.size()
            );
            self.audit.find("the ledger", why);
        }
        for what in self.quorums.beyond() {
            self.audit.find(what, "the ledger has fewer entries");
        }
        self.other_tiles().await?;
        let mut waiting = HashMap::new();
        let mut after = 0;
        loop {
            let part = self.registry.store.waiting(after, AT_ONCE).await?;
            let Some(last) = part.last() else { break };
            after = last.number;
            for entry in part {
                waiting.insert((entry.stream, entry.version), ());
                self.audit.waiting += 1;
            }
        }
        for family in FAMILIES {
            self.family(family, &waiting).await?;
        }
        self.quorums.untold(&mut self.audit);
        self.beside().await
    }

    /// Verifies what the witnesses signed, and what was shown.
    async fn read_covers(&mut self, shown: &[String]) -> Result<(), RegistryError> {
        let mut after = 0;
        loop {
            let part = self.registry.store.covers(after, AT_ONCE).await?;
            let Some(last) = part.last() else { break };
            after = last.size;
            for cover in part {
                let what = named(cover.size);
                self.quorums.hold(&cover);
                match examined(self.registry.ledger.policy.as_ref(), &cover) {
                    Ok(tree) => {
                        self.audit.witnessed += 1;
                        self.quorums.expect(tree.size, what, tree.root);
                    }
                    Err(why) => self.audit.find(what, why),
                }
            }
        }
        for note in shown {
            match self.registry.tree_of(note) {
                Ok(tree) => {
                    let what = format!("the published checkpoint over {} entries", tree.size);
                    self.quorums.expect(tree.size, what, tree.root);
                }
                Err(error) => self.audit.find("the published checkpoint", error),
            }
        }
        Ok(())
    }
}

/// Whether the content of an entry could be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Opened {
    Yes,
    /// It tells what a quorum has signed.
    Quorums(Value),
    Erased,
}

/// What the content of an entry says, for its record.
fn says(family: Family, content: &[u8]) -> Option<Value> {
    if family == PERSONS {
        return PersonEntry::read(content).ok()?.says().ok();
    }
    if family == ATTACHMENTS {
        return AttachmentEntry::read(content).ok()?.says().ok();
    }
    let mut envelope: Value = serde_json::from_slice(content).ok()?;
    envelope.get_mut("e").map(Value::take)
}
