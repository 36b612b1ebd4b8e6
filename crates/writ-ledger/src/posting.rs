//! The proof of posting that a person is given: one text file, `*.writ-proof`, that shows years
//! later, without a network and with software of anybody's choice, that a record was posted, and
//! between which two times.
//!
//! The file is a [`Proof`] whose extra line holds what opens the entry: the record, its key, the
//! entry itself, and a checkpoint from before the posting. Nothing there is believed. The entry
//! must lie in the log under a checkpoint of a witness quorum, record and key must open it, and the
//! earlier checkpoint must be as well witnessed as the later one.
//!
//! Every line under either checkpoint must be of a signer whom the policy knows, and hold. So nothing
//! in a file is passed over: what its keeper takes away proves less, and what anybody adds or
//! changes is refused.

mod bracket;
mod stamp;
mod wire;

use crate::checkpoint::Origin;
use crate::cosignature::UnixSeconds;
use crate::entry::{EntryError, EntryKey, Leaf};
use crate::hash::{Hash, leaf_hash};
use crate::note::{KeyName, Note, NoteError};
use crate::policy::{Examined, Policy};
use crate::proof::{FormError, Proof, ProofError, Proved, Unaccepted};

pub use bracket::{Bearing, Bracket};
pub use stamp::{Imprint, StampError};
pub use wire::ExtraError;

/// What the file adds to the proof of inclusion.
#[derive(Clone, PartialEq, Eq)]
pub struct Posting {
    /// The record, as it was committed to.
    pub record: Vec<u8>,
    /// The key of its entry; none for something published, which anyone may read.
    pub key: Option<EntryKey>,
    /// A checkpoint of the same log from before the posting: signed, witnessed, and of at most as
    /// many entries as the place of the posting.
    pub before: Option<String>,
    /// A time stamp (RFC 3161) over the bytes of the covering checkpoint as they stand in the file.
    /// That it is over them is checked; its signature is for `openssl ts -verify` to check.
    pub time_stamp: Option<Vec<u8>>,
}

/// What a file shows, all of it checked but the signature of the time stamp.
#[derive(Clone, PartialEq, Eq)]
pub struct Shown {
    /// The record, as it was committed to.
    pub record: Vec<u8>,
    /// The entry that the public sees.
    pub leaf: Leaf,
    /// Its place in the log, from 0.
    pub index: u64,
    /// The log.
    pub origin: Origin,
    /// How many entries the log had at the covering checkpoint.
    pub size: u64,
    /// Between which times it was posted.
    pub bracket: Bracket,
    /// Who witnessed the covering checkpoint, by the names of the policy, and when; the earliest
    /// first.
    pub witnesses: Vec<(String, UnixSeconds)>,
    /// Who witnessed the checkpoint from before, likewise.
    pub before: Vec<(String, UnixSeconds)>,
    /// The time stamp, as it came. It says that it is over the covering checkpoint; nobody has
    /// checked whose signature it bears.
    pub time_stamp: Option<Vec<u8>>,
}

/// Does not show the record: it is about somebody.
impl std::fmt::Debug for Posting {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Posting")
            .field("record", &format_args!("{} bytes", self.record.len()))
            .field("key", &self.key)
            .field("before", &self.before)
            .finish_non_exhaustive()
    }
}

/// Does not show the record: it is about somebody.
impl std::fmt::Debug for Shown {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Shown")
            .field("record", &format_args!("{} bytes", self.record.len()))
            .field("index", &self.index)
            .field("origin", &self.origin)
            .field("size", &self.size)
            .field("bracket", &self.bracket)
            .field("witnesses", &self.witnesses)
            .field("before", &self.before)
            .finish_non_exhaustive()
    }
}

/// One of the two checkpoints of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one that covers the posting.
    Covering,
    /// The one from before the posting.
    Before,
}

impl std::fmt::Display for Which {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Which::Covering => "covering checkpoint",
            Which::Before => "checkpoint from before the posting",
        })
    }
}

/// Why a file does not show that something was posted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// Not text.
    #[error("the file is not text (UTF-8), so it is no proof of posting")]
    NotText,
    /// Not a proof.
    #[error("the file is no proof of posting: {0}")]
    NotAProof(#[from] FormError),
    /// A proof, but not of a posting.
    #[error("the file is a proof, but not of a posting: {0}")]
    NotAPosting(#[from] ExtraError),
    /// A checkpoint does not count under the policy: of an unknown log, badly signed, or without a
    /// quorum.
    #[error("the {which} does not count: {why}")]
    Checkpoint {
        /// Which of the two.
        which: Which,
        /// Why not.
        why: Unaccepted,
    },
    /// A line under a checkpoint is of nobody whom the policy knows.
    #[error(
        "the {which} has a line of `{name}` with a key that the policy does not name: whoever wrote \
         the file left no such line in it, so that it was changed or is for another policy"
    )]
    Stranger {
        /// Which of the two.
        which: Which,
        /// Whose line it says it is.
        name: KeyName,
    },
    /// The entry does not lie under the covering checkpoint.
    #[error(transparent)]
    Inclusion(ProofError),
    /// The entry is none that this version can read.
    #[error("the entry in the log cannot be read: {0}")]
    Leaf(EntryError),
    /// Record and key do not open the entry.
    #[error("the record is not what was posted: {0}")]
    Commitment(EntryError),
    /// The checkpoint from before is of another log.
    #[error("the checkpoint from before is of the log `{before}`; the posting is in `{covering}`")]
    OtherLog {
        /// The log of the checkpoint from before.
        before: Origin,
        /// The log of the posting.
        covering: Origin,
    },
    /// The checkpoint from before has the posting in it.
    #[error("the checkpoint from before has {size} entries, and so the one at place {index} too")]
    NotBefore {
        /// Its size.
        size: u64,
        /// The place of the posting.
        index: u64,
    },
    /// The covering checkpoint was witnessed before the one from before.
    #[error(
        "the times run backwards: the covering checkpoint was witnessed at {covering}, the one \
         from before the posting only at {before}"
    )]
    Backwards {
        /// The quorum time of the checkpoint from before.
        before: UnixSeconds,
        /// The quorum time of the covering one.
        covering: UnixSeconds,
    },
    /// The time stamp cannot be read.
    #[error("the time stamp that comes with it: {0}")]
    TimeStamp(StampError),
    /// The time stamp is over something else.
    #[error("the time stamp that comes with it is not over the covering checkpoint")]
    OtherStamp,
    /// A checkpoint that was to be put into a file is no note.
    #[error("the {which} is not a signed note: {why}")]
    Note {
        /// Which of the two.
        which: Which,
        /// Why not.
        why: NoteError,
    },
}

impl Posting {
    /// The entry of this posting.
    #[must_use]
    pub fn leaf(&self) -> Leaf {
        match &self.key {
            Some(key) => Leaf::act(key, &self.record),
            None => Leaf::public(&self.record),
        }
    }

    /// The text of the file, checked like everybody else will check it. Signature lines that the
    /// policy knows nothing of are left out, so that every byte of the file counts.
    ///
    /// `inclusion` leads from the entry at `index` to the root of `checkpoint`, which should be the
    /// first one that covers the entry and was witnessed.
    ///
    /// # Errors
    /// What [`verify_file`] would say of the file.
    pub fn to_file(
        &self,
        index: u64,
        inclusion: Vec<Hash>,
        checkpoint: &str,
        policy: &Policy,
    ) -> Result<String, Refused> {
        let prune = |which, note: &str| -> Result<String, Refused> {
            let note = Note::parse(note).map_err(|why| Refused::Note { which, why })?;
            Ok(policy.prune(&note).to_string())
        };
        let before = self.before.as_deref();
        let posting = Posting {
            before: before.map(|note| prune(Which::Before, note)).transpose()?,
            ..self.clone()
        };
        let checkpoint = prune(Which::Covering, checkpoint)?;
        let extra = Some(wire::write(&posting)?);
        let file = Proof {
            extra,
            index,
            inclusion,
            checkpoint,
        };
        let file = file.to_string();
        verify_file(file.as_bytes(), policy)?;
        Ok(file)
    }
}

/// Checks a file under a policy, and tells what it shows.
///
/// What a record claims of its own time is not looked at here, where a record is bytes; ask the
/// [`Bracket`] whether it bears the claim out.
///
/// # Errors
/// The first reason why the file shows nothing.
pub fn verify_file(file: &[u8], policy: &Policy) -> Result<Shown, Refused> {
    let text = std::str::from_utf8(file).map_err(|_| Refused::NotText)?;
    let proof = Proof::parse(text)?;
    let extra = proof.extra.as_deref().ok_or(ExtraError::Missing)?;
    let (posting, leaf) = wire::read(extra)?;
    let covering = covered(&proof, &leaf, policy)?;
    let leaf = Leaf::parse(&leaf).map_err(Refused::Leaf)?;
    let opened = match &posting.key {
        Some(key) => leaf.opens(key, &posting.record),
        None => leaf.shows(&posting.record),
    };
    opened.map_err(Refused::Commitment)?;
    let before = posting.before.as_deref();
    let before = before
        .map(|note| earlier(note, proof.index, &covering, policy))
        .transpose()?;
    if let Some(token) = &posting.time_stamp {
        let imprint = Imprint::read(token).map_err(Refused::TimeStamp)?;
        if !imprint.is_of(proof.checkpoint.as_bytes()) {
            return Err(Refused::OtherStamp);
        }
    }
    Ok(shown(posting, leaf, proof.index, covering, before, policy))
}

/// The covering checkpoint, once the entry is shown to lie under it.
fn covered(proof: &Proof, leaf: &[u8], policy: &Policy) -> Result<Proved, Refused> {
    let leaf = leaf_hash(leaf);
    let which = Which::Covering;
    let proved = proof.verify(leaf, policy).map_err(|why| match why {
        ProofError::Checkpoint(why) => Refused::Checkpoint { which, why },
        why @ ProofError::Inclusion { .. } => Refused::Inclusion(why),
    })?;
    no_stranger(which, &proved)?;
    Ok(proved)
}

/// Every line is of somebody whom the policy knows, and was verified with the others.
fn no_stranger(which: Which, proved: &Proved) -> Result<(), Refused> {
    match proved.examined.unknown().first().cloned() {
        Some(name) => Err(Refused::Stranger { which, name }),
        None => Ok(()),
    }
}

/// The checkpoint from before, once it is shown to be that.
fn earlier(note: &str, index: u64, covering: &Proved, policy: &Policy) -> Result<Proved, Refused> {
    let which = Which::Before;
    let before = policy
        .accept(note)
        .map_err(|why| Refused::Checkpoint { which, why })?;
    no_stranger(which, &before)?;
    let (early, late) = (before.examined.checkpoint(), covering.examined.checkpoint());
    if early.origin != late.origin {
        let (before, covering) = (early.origin.clone(), late.origin.clone());
        return Err(Refused::OtherLog { before, covering });
    }
    if early.size > index {
        let size = early.size;
        return Err(Refused::NotBefore { size, index });
    }
    match (before.quorum.time(), covering.quorum.time()) {
        (Some(before), Some(covering)) if covering < before => {
            Err(Refused::Backwards { before, covering })
        }
        _ => Ok(before),
    }
}

fn shown(
    posting: Posting,
    leaf: Leaf,
    index: u64,
    covering: Proved,
    before: Option<Proved>,
    policy: &Policy,
) -> Shown {
    let checkpoint = covering.examined.checkpoint();
    Shown {
        record: posting.record,
        leaf,
        index,
        origin: checkpoint.origin.clone(),
        size: checkpoint.size,
        bracket: Bracket {
            not_before: before.as_ref().and_then(|before| before.quorum.time()),
            not_after: covering.quorum.time(),
        },
        witnesses: witnesses(&covering.examined, policy),
        before: before.map_or_else(Vec::new, |before| witnesses(&before.examined, policy)),
        time_stamp: posting.time_stamp,
    }
}

/// Who cosigned, each once with the earliest time, in the order of the times.
fn witnesses(examined: &Examined, policy: &Policy) -> Vec<(String, UnixSeconds)> {
    let mut found: Vec<(String, UnixSeconds)> = Vec::new();
    for witness in policy.witnesses() {
        let own = examined.cosigned().iter();
        let own = own.filter(|one| *one.witness() == witness.key);
        if let Some(at) = own.map(|one| one.at()).min() {
            found.push((witness.name.to_string(), at));
        }
    }
    found.sort_by_key(|(_, at)| *at);
    found
}
