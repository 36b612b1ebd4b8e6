//! The sequencer: gives each leaf its place, signs a checkpoint over them, has it witnessed.
//!
//! Its work is cut into steps, so that it can be stopped between any two of them and begun again:
//!
//! 1. [`Sequencer::gather`] reads what waits, and pads it: from outside nobody sees how many acts
//!    there were.
//! 2. [`Sequencer::draft`] makes the tiles and signs the checkpoint. Nothing is written.
//! 3. [`Sequencer::commit`] puts places, tiles and checkpoint in at once, and only if the last
//!    checkpoint is still the one it began from. Two sequencers cannot both get through.
//! 4. [`Sequencer::ask`] asks the witnesses.
//! 5. [`Sequencer::cover`] keeps the cosigned checkpoint with its quorum time, once and for all.
//!
//! Only what step 3 has put in is ever shown to anybody. On any doubt a sequencer stops; a new one
//! looks at everything before it goes on.

use jiff::Timestamp;
use writ_ledger::checkpoint::{Checkpoint, Origin, SignedCheckpoint};
use writ_ledger::cosignature::{CosignedAt, UnixSeconds};
use writ_ledger::entry::Leaf;
use writ_ledger::hash::leaf_hash;
use writ_ledger::note::{Note, Signature};
use writ_ledger::tile::{Edge, Kind as TileKind, TilePath};
use writ_store::{
    Append, Batch, Cover, Family, NewEntry, NewTile, Sequenced, StoreError, StreamId, Version,
    Waiting,
};

use super::tiles::{SHARD, Tree};
use super::witnesses::{CosignRequest, History, WitnessAnswer, WitnessOutcome, Witnesses};
use crate::error::RegistryError;
use crate::registry::Registry;
use crate::stream::Nanoseconds;

mod held;

pub use held::Remembered;

/// The checkpoints of the ledger, in order.
pub(crate) const CHECKPOINTS: StreamId = StreamId {
    family: Family("checkpoint"),
    key: [0; 32],
};

/// Padding: leaves that stand for nothing, and look like all others.
pub(crate) const PADDING: StreamId = StreamId {
    family: Family("padding"),
    key: [0; 32],
};

/// A ledger grows by multiples of this.
const STEP: usize = 16;

/// The most leaves in one checkpoint.
const MOST_AT_ONCE: usize = 65_536;

/// Why a sequencer stopped. Nothing that it had not finished is shown to anybody.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SequencerError {
    /// The registry failed it.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// Somebody else sequences the same ledger.
    #[error(
        "another process sequences this ledger: {why}; let one of the two do it, nothing is lost"
    )]
    Another {
        /// What was seen.
        why: String,
    },
    /// What was shown to others is newer than what the store holds.
    #[error(
        "the ledger was signed up to entry {shown}, and the store holds only {held}: it was \
         restored from an old backup. Do not go on with it: rebuild the registry from the \
         ledger's private records with `writ ledger rebuild`"
    )]
    RolledBack {
        /// How many entries others have seen, or the private records hold.
        shown: u64,
        /// How many the store holds.
        held: u64,
    },
    /// What was shown to others is not what the store holds.
    #[error(
        "the ledger that was shown to others is not the one in the store, at entry {size}: {why}. \
         Stop, keep both, and have them compared"
    )]
    Contradicts {
        /// The size of the tree that was shown.
        size: u64,
        /// What differs.
        why: String,
    },
    /// What the private records hold is not what the store holds.
    #[error(
        "the private records hold another ledger than the store, at entry {size}: {why}. The store \
         was restored from an old backup and gone on with, or was changed. Do not go on with it: \
         rebuild the registry from the private records with `writ ledger rebuild`"
    )]
    Otherwise {
        /// Up to where the records go that differ.
        size: u64,
        /// What differs.
        why: String,
    },
    /// A witness shows a checkpoint with the log's own signature that is of another ledger than
    /// the one in the store: there are two.
    #[error(
        "witness `{witness}` shows a checkpoint over {size} entries that this registry has signed \
         and that is not of the ledger in the store: {why}. There are two ledgers under one key. \
         Stop, keep both, and have them compared"
    )]
    Forked {
        /// Its name in the policy.
        witness: String,
        /// How many entries its checkpoint covers.
        size: u64,
        /// What differs.
        why: String,
        /// Its checkpoint.
        shown: String,
    },
    /// What the store holds of the ledger is not sound.
    #[error("the ledger in the store is not sound: {why}; see `writ ledger verify`")]
    Unsound {
        /// What is wrong.
        why: String,
    },
}

impl From<StoreError> for SequencerError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { .. } | StoreError::Placed { .. } => Self::Another {
                why: error.to_string(),
            },
            other => Self::Registry(other.into()),
        }
    }
}

/// The last checkpoint, as the store has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many entries it covers.
    pub size: u64,
    /// Its note, signed by the log.
    pub note: String,
    version: Version,
    recorded_at: i64,
}

/// A checkpoint in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    step: Sequenced,
    edge: Edge,
    head: Head,
}

/// What the witnesses answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The checkpoint with every cosignature that verified.
    pub note: String,
    /// Since when a quorum has signed it, if one has.
    pub quorum_at: Option<Timestamp>,
    /// Who did not sign, and why.
    pub troubles: Vec<WitnessAnswer>,
}

/// What one turn of a sequencer did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// How many entries the last checkpoint covers.
    pub size: u64,
    /// How many entries a quorum has signed for; the same as `size` without witnesses.
    pub witnessed: u64,
    /// Since when, if it was reached in this turn.
    pub quorum_at: Option<Timestamp>,
    /// The note to be published now: cosigned by a quorum, or signed by the log where there is no
    /// policy of witnesses.
    pub publish: Option<String>,
    /// Which witnesses did not sign, and why. Whoever speaks of another past stands here until it
    /// was asked again and no longer does.
    pub troubles: Vec<WitnessAnswer>,
}

/// Whether a sequencer gave places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grown {
    /// Nothing waited.
    No,
    /// The ledger has grown.
    Yes,
}

/// One sequencer of one ledger.
#[derive(Debug)]
pub struct Sequencer<'r> {
    registry: &'r Registry,
    edge: Edge,
    head: Option<Head>,
    /// How many entries a quorum has signed for.
    covered: u64,
    covered_at: i64,
    /// Whether the witnesses were asked since it began: they may know of more than is here.
    heard: Heard,
    /// Who spoke of another past when they were last asked, and could not show it.
    alarms: Vec<WitnessAnswer>,
}

/// Whether the witnesses were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heard {
    No,
    Yes,
}

impl Registry {
    /// A sequencer, once everything at the edge of the ledger is seen to be sound. `shown` is the
    /// checkpoint that was last published, if any: the store must hold at least as much.
    ///
    /// # Errors
    ///
    /// When the store fails, is older than what was published, or is damaged.
    pub async fn sequencer(&self, shown: Option<&str>) -> Result<Sequencer<'_>, SequencerError> {
        let head = self.head().await?;
        let tree = match &head {
            Some(head) => self.tree_of(&head.note)?,
            None => Tree {
                size: 0,
                root: Edge::new().root(),
            },
        };
        let places = self.store.places().await?;
        if places != tree.size {
            return Err(SequencerError::Unsound {
                why: format!(
                    "{places} entries have a place, and the last checkpoint covers {}",
                    tree.size
                ),
            });
        }
        let tiles = self.tiles(tree.size, &[]).await?;
        let edge = Edge::restore(tree.size, &tree.root, |path| tiles.read(path));
        let edge = edge.map_err(|error| SequencerError::Unsound {
            why: error.to_string(),
        })?;
        let cover = self.store.last_cover().await?;
        let sequencer = Sequencer {
            registry: self,
            edge,
            head,
            covered: cover.as_ref().map_or(0, |cover| cover.size),
            covered_at: cover.map_or(i64::MIN, |cover| cover.at),
            heard: Heard::No,
            alarms: Vec::new(),
        };
        if let Some(shown) = shown {
            sequencer.continues(shown).await?;
        }
        Ok(sequencer)
    }

    /// The last checkpoint.
    ///
    /// # Errors
    ///
    /// When the store fails or holds something else.
    pub async fn head(&self) -> Result<Option<Head>, RegistryError> {
        let version = self.store.version(CHECKPOINTS).await?;
        let before = Version(version.0.saturating_sub(1));
        let entries = self.store.read(CHECKPOINTS, before).await?;
        let Some(last) = entries.into_iter().next_back() else {
            return Ok(None);
        };
        let note = String::from_utf8(last.content).map_err(|_| damaged("it is no text"))?;
        let size = self.tree_of(&note)?.size;
        Ok(Some(Head {
            size,
            note,
            version: last.version,
            recorded_at: last.recorded_at,
        }))
    }

    /// The tree of which a note of this ledger speaks.
    pub(crate) fn tree_of(&self, note: &str) -> Result<Tree, RegistryError> {
        let opened = SignedCheckpoint::open(note, self.ledger.verifier());
        let opened = opened.map_err(|error| damaged(&error.to_string()))?;
        let Checkpoint { size, root, .. } = *opened.checkpoint();
        Ok(Tree { size, root })
    }
}

fn damaged(why: &str) -> RegistryError {
    RegistryError::Damaged {
        what: "a checkpoint of the ledger".to_owned(),
        why: why.to_owned(),
    }
}

impl Sequencer<'_> {
    /// How many entries the last checkpoint covers, and how many of them a quorum has signed for.
    #[must_use]
    pub fn sizes(&self) -> (u64, u64) {
        let size = self.edge.size();
        match self.registry.ledger.policy {
            Some(_) => (size, self.covered),
            None => (size, size),
        }
    }

    /// All steps, one after the other.
    ///
    /// # Errors
    ///
    /// What made it stop. It is of no further use then: begin anew.
    pub async fn turn(
        &mut self,
        witnesses: &dyn Witnesses,
        now: Timestamp,
    ) -> Result<Turn, SequencerError> {
        self.hear(witnesses).await?;
        let grown = self.grow(now).await?;
        self.witness(witnesses, grown).await
    }

    /// Steps 1 to 3, once: gives places to what waits, and signs a checkpoint over it.
    ///
    /// # Errors
    ///
    /// What made it stop. It is of no further use then: begin anew.
    pub async fn grow(&mut self, now: Timestamp) -> Result<Grown, SequencerError> {
        let waiting = self.gather(now).await?;
        if waiting.is_empty() {
            return Ok(Grown::No);
        }
        let draft = self.draft(&waiting, now)?;
        self.commit(draft).await?;
        Ok(Grown::Yes)
    }

    /// Asks the witnesses about the last checkpoint before anything new is signed, until one of
    /// them has answered: they may have seen more than the database holds, or something else.
    ///
    /// # Errors
    ///
    /// When they have, and no quorum says otherwise.
    pub async fn hear(&mut self, witnesses: &dyn Witnesses) -> Result<(), SequencerError> {
        if self.heard == Heard::Yes || self.head.is_none() || !self.registry.is_witnessed() {
            return Ok(());
        }
        let asked = self.ask(witnesses).await?;
        self.agreed(&asked).await
    }

    /// Steps 4 and 5: has the last checkpoint witnessed.
    ///
    /// # Errors
    ///
    /// What made it stop. It is of no further use then: begin anew.
    pub async fn witness(
        &mut self,
        witnesses: &dyn Witnesses,
        grown: Grown,
    ) -> Result<Turn, SequencerError> {
        let mut turn = Turn {
            size: self.edge.size(),
            witnessed: self.sizes().1,
            quorum_at: None,
            publish: None,
            troubles: self.alarms.clone(),
        };
        if self.registry.ledger.policy.is_none() {
            turn.publish = self
                .head
                .as_ref()
                .map(|head| head.note.clone())
                .filter(|_| grown == Grown::Yes);
            return Ok(turn);
        }
        if self.covered == turn.size {
            return Ok(turn);
        }
        let asked = self.ask(witnesses).await?;
        self.agreed(&asked).await?;
        if self.cover(&asked).await? {
            turn.quorum_at = asked.quorum_at;
            turn.publish = Some(asked.note.clone());
        }
        turn.witnessed = self.covered;
        turn.troubles = asked.troubles;
        Ok(turn)
    }

    /// Step 1: what waits for a place, padded to a full step.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn gather(&self, now: Timestamp) -> Result<Vec<Waiting>, SequencerError> {
        let store = &self.registry.store;
        let mut waiting = store.waiting(0, MOST_AT_ONCE).await?;
        let over = waiting.len() % STEP;
        if over != 0 {
            self.pad(STEP - over, now).await?;
            waiting = store.waiting(0, MOST_AT_ONCE).await?;
        }
        // What came in between the two readings goes with the next step, in its turn.
        waiting.truncate(waiting.len() - waiting.len() % STEP);
        Ok(waiting)
    }

    async fn pad(&self, count: usize, now: Timestamp) -> Result<(), SequencerError> {
        let store = &self.registry.store;
        let version = store.version(PADDING).await?;
        let last = store
            .read(PADDING, Version(version.0.saturating_sub(1)))
            .await?;
        let last = last.last().map_or(i64::MIN, |entry| entry.recorded_at);
        let mut at = Nanoseconds::of(now)?.count().max(last.saturating_add(1));
        let mut chance = self.registry.writing();
        let mut entries = Vec::with_capacity(count);
        for _ in 0..count {
            let (slot, commitment) = (chance.chance()?, chance.chance()?);
            let leaf = Leaf::Act { slot, commitment };
            entries.push(NewEntry {
                recorded_at: at,
                content: Vec::new(),
                leaf: Some(leaf.to_bytes().to_vec()),
            });
            at = at.saturating_add(1);
        }
        let append = Append {
            stream: PADDING,
            expected: version,
            entries,
        };
        let batch = Batch {
            appends: vec![append],
            ..Batch::default()
        };
        store.append(batch).await?;
        Ok(())
    }

    /// Step 2: the places, the tiles and the signed checkpoint. Nothing is written.
    ///
    /// # Errors
    ///
    /// When the checkpoint cannot be signed, or the clock is out of the years that can be kept.
    pub fn draft(&self, waiting: &[Waiting], now: Timestamp) -> Result<Draft, SequencerError> {
        let mut edge = self.edge.clone();
        edge.extend(waiting.iter().map(|entry| leaf_hash(&entry.leaf)));
        let signer = &*self.registry.ledger.signer;
        let origin = Origin::from(signer.verifier().name());
        let note = Checkpoint::new(origin, edge.size(), edge.root()).sign(signer);
        let note = note.map_err(|error| SequencerError::Unsound {
            why: error.to_string(),
        })?;
        let note = note.note().to_string();
        let (expected, last) = match &self.head {
            Some(head) => (head.version, head.recorded_at),
            None => (Version(0), i64::MIN),
        };
        let recorded_at = Nanoseconds::of(now)?.count().max(last.saturating_add(1));
        let entry = NewEntry {
            recorded_at,
            content: note.clone().into_bytes(),
            leaf: None,
        };
        let append = Append {
            stream: CHECKPOINTS,
            expected,
            entries: vec![entry],
        };
        let tiles = edge.take_tiles().into_iter().map(new_tile).collect();
        let step = Sequenced {
            batch: Batch {
                appends: vec![append],
                ..Batch::default()
            },
            first: self.edge.size(),
            numbers: waiting.iter().map(|entry| entry.number).collect(),
            tiles,
        };
        let head = Head {
            size: edge.size(),
            note,
            version: Version(expected.0 + 1),
            recorded_at,
        };
        Ok(Draft { step, edge, head })
    }

    /// Step 3: puts a draft in, if the ledger is still as it was when it was made.
    ///
    /// # Errors
    ///
    /// When somebody else was first, or the store fails.
    pub async fn commit(&mut self, draft: Draft) -> Result<(), SequencerError> {
        self.registry.store.sequence(draft.step).await?;
        self.edge = draft.edge;
        self.head = Some(draft.head);
        Ok(())
    }

    /// Step 4: asks the witnesses for cosignatures, and checks each.
    ///
    /// # Errors
    ///
    /// When there is nothing to be signed.
    pub async fn ask(&self, witnesses: &dyn Witnesses) -> Result<Asked, SequencerError> {
        let ledger = &self.registry.ledger;
        let (Some(head), Some(policy)) = (&self.head, &ledger.policy) else {
            return Err(SequencerError::Unsound {
                why: "there is no checkpoint to be witnessed, or nobody to do it".to_owned(),
            });
        };
        let request = CosignRequest {
            checkpoint: head.note.clone(),
            size: head.size,
            seen: self.covered,
        };
        let answers = witnesses.cosign(&request, self).await;
        let damaged = |error: &dyn std::fmt::Display| SequencerError::Unsound {
            why: error.to_string(),
        };
        let mut note = Note::parse(&head.note).map_err(|error| damaged(&error))?;
        let mut cosigned = Vec::new();
        let mut troubles = Vec::new();
        for answer in answers {
            let WitnessOutcome::Cosigned(lines) = &answer.outcome else {
                troubles.push(answer);
                continue;
            };
            let verified = lines.lines().find_map(|line| {
                let signature = Signature::parse_line(line).ok()?;
                let mut witnesses = policy.witnesses();
                let witness = witnesses.find(|known| signature.claims(&known.key))?;
                let at = CosignedAt::verify(&signature, &witness.key, note.text()).ok()?;
                Some((signature, at))
            });
            match verified {
                Some((signature, at)) => {
                    note.push(signature).map_err(|error| damaged(&error))?;
                    cosigned.push(at);
                }
                None => troubles.push(WitnessAnswer {
                    witness: answer.witness,
                    outcome: WitnessOutcome::Refused {
                        why: "its signature does not verify under the policy".to_owned(),
                    },
                    shown: None,
                }),
            }
        }
        let quorum_at = policy.quorum_time(&cosigned).map(instant).transpose()?;
        Ok(Asked {
            note: note.to_string(),
            quorum_at,
            troubles,
        })
    }

    /// Step 5: keeps the cosigned checkpoint, with the time at which a quorum had signed. Says
    /// whether it did: without a quorum, or with one that says it is earlier than the last, what
    /// the checkpoint covers goes on waiting.
    ///
    /// # Errors
    ///
    /// When the store fails, or somebody else was first.
    pub async fn cover(&mut self, asked: &Asked) -> Result<bool, SequencerError> {
        let Some(quorum_at) = asked.quorum_at else {
            return Ok(false);
        };
        let at = Nanoseconds::of(quorum_at)?.count();
        if at < self.covered_at {
            return Ok(false);
        }
        let cover = Cover {
            size: self.edge.size(),
            at,
            content: asked.note.clone().into_bytes(),
        };
        match self.registry.store.cover(cover).await {
            Ok(()) => {}
            Err(error @ StoreError::Cover { .. }) => {
                return Err(SequencerError::Another {
                    why: error.to_string(),
                });
            }
            Err(error) => return Err(error.into()),
        }
        self.covered = self.edge.size();
        self.covered_at = at;
        Ok(true)
    }
}

#[async_trait::async_trait]
impl History for Sequencer<'_> {
    async fn consistency(&self, old: u64) -> Result<Vec<writ_ledger::hash::Hash>, RegistryError> {
        let tree = Tree {
            size: self.edge.size(),
            root: self.edge.root(),
        };
        self.registry.continues(old, tree).await
    }
}

pub(crate) fn new_tile((path, content): (TilePath, Vec<u8>)) -> NewTile {
    NewTile {
        shard: SHARD,
        level: match path.kind() {
            TileKind::Hashes { level } => level,
            TileKind::Entries => u8::MAX,
        },
        number: path.number(),
        width: path.width(),
        content,
    }
}

/// A time of witnesses, who count whole seconds.
fn instant(at: UnixSeconds) -> Result<Timestamp, SequencerError> {
    let seconds = i64::try_from(at.get()).ok();
    let instant = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    instant.ok_or_else(|| SequencerError::Unsound {
        why: format!("a witness says that it is {} s after 1970", at.get()),
    })
}
