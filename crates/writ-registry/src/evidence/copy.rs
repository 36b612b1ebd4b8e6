//! The ledger's private records: a copy of everything recorded, in the order of the ledger, from
//! which a registry is built anew when its database is lost.
//!
//! What is copied is sealed as it lies in the store; the key file opens it. The wrapped keys of
//! streams are copied apart: whoever erases one must erase it there too. A line stays for it, so
//! that a key that is missing is not taken for one that was erased.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use writ_ledger::hash::leaf_hash;
use writ_ledger::tile::Edge;
use writ_store::{Append, Batch, Cover, Family, NewEntry, Sequenced, Store, StreamId, Version};

use super::audit::FAMILIES;
use super::public::PUBLIC;
use super::sequencer::{CHECKPOINTS, PADDING, new_tile};
use super::tiles::Tree;
use crate::chance::Chance;
use crate::error::RegistryError;
use crate::registry::{FOUNDING, Registry};
use crate::seal::{MasterKey, hex, unhex};

/// One entry of the ledger with what stands behind it, as a line of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordLine {
    /// Its place in the ledger, from 0.
    pub place: u64,
    /// The family of its stream.
    pub family: String,
    /// Its stream, in hexadecimal: a keyed hash.
    pub stream: String,
    /// Its number in the stream, from 1.
    pub number: u64,
    /// When it was recorded, in nanoseconds since 1970 (UTC), as a string.
    pub recorded_at: String,
    /// Its leaf, in base64.
    pub leaf: String,
    /// What it says, sealed, in base64.
    pub content: String,
}

/// The wrapped key of a stream, or that it was erased, as a line of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyLine {
    /// The family of the stream.
    pub family: String,
    /// The stream, in hexadecimal.
    pub stream: String,
    /// Its key, wrapped under the master key, in base64; `null` once it was erased.
    pub wrapped: Option<String>,
}

/// A checkpoint, as a line of a file: as the log signed it, or with its cosignatures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckpointLine {
    /// How many entries it covers.
    pub size: u64,
    /// When it was made, or since when it is witnessed, in nanoseconds since 1970, as a string.
    pub at: String,
    /// Its note.
    pub note: String,
}

/// A part of the private records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopiedPart {
    /// The entries, in the order of the ledger.
    pub records: Vec<RecordLine>,
    /// The keys of streams that begin in this part, or that they were erased.
    pub keys: Vec<KeyLine>,
}

/// Everything from which a registry is built anew.
#[derive(Clone, Debug, Default)]
pub struct Copy {
    /// The founding, as it lay in the store.
    pub founding: Vec<u8>,
    /// The keys of streams. Of one that was erased, that it was.
    pub keys: Vec<KeyLine>,
    /// The checkpoints that the log signed, in order.
    pub checkpoints: Vec<CheckpointLine>,
    /// Those that a quorum has signed, in order.
    pub covers: Vec<CheckpointLine>,
}

impl Registry {
    /// What stands behind some entries of the ledger, from a place on.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn copy(&self, from: u64, limit: usize) -> Result<CopiedPart, RegistryError> {
        let placed = self.store.placed(from, limit).await?;
        let new = placed.iter().filter(|entry| entry.version == Version(1));
        let new = new.map(|entry| entry.stream);
        let new: BTreeSet<StreamId> = new.filter(|id| is_sealed(*id)).collect();
        let new: Vec<StreamId> = new.into_iter().collect();
        let keys = self.store.keys(&new).await?;
        let record = |entry: writ_store::Placed| RecordLine {
            place: entry.place,
            family: entry.stream.family.0.to_owned(),
            stream: hex(&entry.stream.key),
            number: entry.version.0,
            recorded_at: entry.recorded_at.to_string(),
            leaf: STANDARD.encode(&entry.leaf),
            content: STANDARD.encode(&entry.content),
        };
        let key = |(stream, wrapped): (&StreamId, Option<Vec<u8>>)| KeyLine {
            family: stream.family.0.to_owned(),
            stream: hex(&stream.key),
            wrapped: wrapped.map(|wrapped| STANDARD.encode(wrapped)),
        };
        Ok(CopiedPart {
            keys: new.iter().zip(keys).map(key).collect(),
            records: placed.into_iter().map(record).collect(),
        })
    }

    /// The founding as it lies in the store, for the copy.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn founding_copy(&self) -> Result<Vec<u8>, RegistryError> {
        let founding = self.store.founding(FOUNDING).await?;
        founding.ok_or(RegistryError::NotFounded)
    }

    /// The checkpoints that the log signed after so many of them, and those that a quorum has
    /// signed after one of a size.
    ///
    /// # Errors
    ///
    /// When the store fails or holds something else.
    pub async fn checkpoints_after(
        &self,
        number: u64,
        covered: u64,
    ) -> Result<(Vec<CheckpointLine>, Vec<CheckpointLine>), RegistryError> {
        let mut signed = Vec::new();
        for entry in self.store.read(CHECKPOINTS, Version(number)).await? {
            signed.push(line(self, entry.recorded_at, entry.content)?);
        }
        let covers = self.store.covers(covered, usize::MAX >> 1).await?;
        let covers = covers.into_iter();
        let covers = covers.map(|cover| line(self, cover.at, cover.content));
        Ok((signed, covers.collect::<Result<_, _>>()?))
    }
}

fn line(registry: &Registry, at: i64, content: Vec<u8>) -> Result<CheckpointLine, RegistryError> {
    let note = String::from_utf8(content).map_err(|_| damaged("a checkpoint is no text"))?;
    let Tree { size, .. } = registry.tree_of(&note)?;
    let at = at.to_string();
    Ok(CheckpointLine { size, at, note })
}

/// Whether the entries of a stream are sealed: all but what is published, and padding, which says
/// nothing.
fn is_sealed(stream: StreamId) -> bool {
    stream.family != PUBLIC.family && stream.family != PADDING.family
}

/// A registry that is being built anew, part by part. Until it is finished its store holds no
/// founding, so that nobody opens a part of it.
#[derive(Debug)]
pub struct Rebuilding {
    store: Arc<dyn Store>,
    founding: Vec<u8>,
    /// The keys of streams that have not come yet; none where it was erased.
    keys: BTreeMap<StreamId, Option<Vec<u8>>>,
    checkpoints: std::vec::IntoIter<CheckpointLine>,
    next: Option<CheckpointLine>,
    covers: Vec<CheckpointLine>,
    edge: Edge,
    taken: Vec<Taken>,
}

#[derive(Debug)]
struct Taken {
    place: u64,
    stream: StreamId,
    version: u64,
    entry: NewEntry,
}

impl Rebuilding {
    /// Begins in an empty store.
    ///
    /// # Errors
    ///
    /// When the store fails or holds a registry already, or the copy is malformed.
    pub async fn begin(store: Arc<dyn Store>, copy: Copy) -> Result<Self, RegistryError> {
        if store.founding(FOUNDING).await?.is_some() || store.places().await? > 0 {
            return Err(RegistryError::Founded);
        }
        let mut keys = BTreeMap::new();
        for line in copy.keys {
            let wrapped = line.wrapped.map(|wrapped| STANDARD.decode(wrapped));
            let wrapped = wrapped.transpose();
            let wrapped = wrapped.map_err(|_| damaged("a key is no base64"))?;
            let id = stream(&line.family, &line.stream)?;
            if keys.insert(id, wrapped).is_some() {
                return Err(damaged(&format!("it has two keys for {id:?}")));
            }
        }
        let mut checkpoints = copy.checkpoints.into_iter();
        Ok(Self {
            store,
            founding: copy.founding,
            keys,
            next: checkpoints.next(),
            checkpoints,
            covers: copy.covers,
            edge: Edge::new(),
            taken: Vec::new(),
        })
    }

    /// Takes the next entry of the ledger.
    ///
    /// # Errors
    ///
    /// When the store fails, an entry is missing, or it is not what a checkpoint was signed over.
    pub async fn take(&mut self, line: &RecordLine) -> Result<(), RegistryError> {
        let expected = self.edge.size() + u64::try_from(self.taken.len()).unwrap_or(u64::MAX);
        if line.place != expected {
            let why = format!(
                "place {expected} should come, and place {} does",
                line.place
            );
            return Err(damaged(&why));
        }
        let decode = |what: &str| {
            let bytes = STANDARD.decode(what);
            bytes.map_err(|_| damaged(&format!("place {expected} is no base64")))
        };
        let recorded_at = line.recorded_at.parse();
        self.taken.push(Taken {
            place: line.place,
            stream: stream(&line.family, &line.stream)?,
            version: line.number,
            entry: NewEntry {
                recorded_at: recorded_at.map_err(|_| damaged("a time is no number"))?,
                leaf: Some(decode(&line.leaf)?),
                content: decode(&line.content)?,
            },
        });
        if self.next.as_ref().map(|next| next.size) == Some(expected + 1) {
            self.checkpoint().await?;
        }
        Ok(())
    }

    /// Puts in what a checkpoint covers, once its entries make the root that it signs.
    async fn checkpoint(&mut self) -> Result<(), RegistryError> {
        let Some(checkpoint) = self.next.take() else {
            return Ok(());
        };
        self.next = self.checkpoints.next();
        let first = self.edge.size();
        let taken = std::mem::take(&mut self.taken);
        let leaves = taken.iter().filter_map(|taken| taken.entry.leaf.as_deref());
        self.edge.extend(leaves.map(leaf_hash));
        let why = format!(
            "the entries do not make the root signed over {}",
            checkpoint.size
        );
        let note = writ_ledger::note::Note::parse(&checkpoint.note).ok();
        let signed =
            note.and_then(|note| writ_ledger::checkpoint::Checkpoint::parse(note.text()).ok());
        if signed.is_none_or(|it| it.size != self.edge.size() || it.root != self.edge.root()) {
            return Err(damaged(&why));
        }
        let count = taken.len();
        for taken in taken {
            self.put(taken).await?;
        }
        let waiting = self.store.waiting(0, count.saturating_add(1)).await?;
        let recorded_at = checkpoint.at.parse();
        let append = Append {
            stream: CHECKPOINTS,
            expected: self.store.version(CHECKPOINTS).await?,
            entries: vec![NewEntry {
                recorded_at: recorded_at.map_err(|_| damaged("a time is no number"))?,
                content: checkpoint.note.into_bytes(),
                leaf: None,
            }],
        };
        let step = Sequenced {
            batch: Batch {
                appends: vec![append],
                ..Batch::default()
            },
            first,
            numbers: waiting.into_iter().map(|entry| entry.number).collect(),
            tiles: self.edge.take_tiles().into_iter().map(new_tile).collect(),
        };
        self.store.sequence(step).await?;
        Ok(())
    }

    async fn put(&mut self, taken: Taken) -> Result<(), RegistryError> {
        let key = match is_sealed(taken.stream) && taken.version == 1 {
            true => self.keys.remove(&taken.stream).ok_or_else(|| {
                let id = taken.stream;
                damaged(&format!(
                    "{id:?} begins at place {}, and there is neither its key nor a line that says \
                     that it was erased",
                    taken.place
                ))
            })?,
            false => None,
        };
        let append = Append {
            stream: taken.stream,
            expected: Version(taken.version.saturating_sub(1)),
            entries: vec![taken.entry],
        };
        let batch = Batch {
            appends: vec![append],
            keys: key.map(|key| (taken.stream, key)).into_iter().collect(),
            ..Batch::default()
        };
        self.store.append(batch).await?;
        Ok(())
    }

    /// Puts in the covers and the founding, and opens the registry.
    ///
    /// # Errors
    ///
    /// When the store fails, entries are left over, or the key is another one.
    pub async fn finish(
        mut self,
        chance: Arc<dyn Chance>,
        master: &MasterKey,
    ) -> Result<Registry, RegistryError> {
        if !self.taken.is_empty() || self.next.is_some() {
            return Err(damaged(
                "it ends before its last checkpoint, or goes on after it",
            ));
        }
        for cover in std::mem::take(&mut self.covers) {
            let at = cover
                .at
                .parse()
                .map_err(|_| damaged("a time is no number"))?;
            let cover = Cover {
                size: cover.size,
                at,
                content: cover.note.into_bytes(),
            };
            self.store.cover(cover).await?;
        }
        self.store.found(FOUNDING, self.founding).await?;
        Registry::open(self.store, chance, master).await
    }
}

fn stream(family: &str, key: &str) -> Result<StreamId, RegistryError> {
    let known = FAMILIES.into_iter().find(|known| known.0 == family);
    let family: Family = known.ok_or_else(|| damaged("it names a family that nobody knows"))?;
    let key = unhex(key).ok_or_else(|| damaged("it names a stream that is no number"))?;
    Ok(StreamId { family, key })
}

fn damaged(why: &str) -> RegistryError {
    RegistryError::Damaged {
        what: "the copy of the ledger's private records".to_owned(),
        why: why.to_owned(),
    }
}
