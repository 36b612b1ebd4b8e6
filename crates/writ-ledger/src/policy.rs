//! Policies: which logs are believed, which witnesses count, and how many of them it takes, in the
//! format of <https://c2sp.org/tlog-policy>.
//!
//! A policy is the only thing that a verifier must have beforehand. Everything else comes with the
//! proof and is checked against it.

mod quorum;
mod read;

use sha2::{Digest as _, Sha256};

use crate::checkpoint::{Checkpoint, CheckpointError, Origin, SignedCheckpoint};
use crate::cosignature::CosignedAt;
use crate::hash::Hash;
use crate::note::{KeyKind, KeyName, Note, NoteError, VerifierKey};

pub use quorum::{Gap, Missing, Quorum};
pub use read::PolicyError;

/// The most bytes that a policy may have.
pub const MAX_BYTES: usize = 1_000_000;

/// A name within a policy: of a witness or a group. Any octets but blanks and control characters;
/// two names are the same if their octets are.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(Vec<u8>);

impl Label {
    /// The octets.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Display for Label {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&String::from_utf8_lossy(&self.0))
    }
}

impl std::fmt::Debug for Label {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "`{self}`")
    }
}

/// A log that is believed once it is witnessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// The key that signs its checkpoints; its name is the log's origin.
    pub key: VerifierKey,
    /// Where it is reached, for those who want to; its meaning is theirs.
    pub url: Option<Label>,
}

/// A witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// What the policy calls it.
    pub name: Label,
    /// The key that it cosigns with.
    pub key: VerifierKey,
    /// Where it is reached, for those who want to; its meaning is theirs.
    pub url: Option<Label>,
}

/// A group of witnesses and groups that has witnessed once enough of its members have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What the policy calls it.
    pub name: Label,
    /// How many members it takes, from 1 to all.
    pub threshold: usize,
    members: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Named {
    Witness(Box<Witness>),
    Group(Group),
}

/// A policy, read and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    text: Vec<u8>,
    logs: Vec<Log>,
    /// In the order of their definition, so that members stand before their groups.
    named: Vec<Named>,
    /// Which of `named` is the quorum; none if no cosignature is asked for.
    quorum: Option<usize>,
}

/// A checkpoint as a policy sees it: signed by a log that it believes, with the cosignatures that
/// verified. Whether they are enough is [`Policy::quorum`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    signed: SignedCheckpoint,
    log: VerifierKey,
    cosigned: Vec<CosignedAt>,
    unknown: Vec<KeyName>,
}

/// Why a note is not a checkpoint that a policy can weigh.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unfit {
    /// Not a signed note.
    #[error(transparent)]
    Note(NoteError),
    /// A signed note of something else.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// No log of the policy has this origin.
    #[error("the checkpoint is of the log `{0}`, which the policy does not name")]
    UnknownLog(Origin),
    /// The log is named, but none of its named keys signed.
    #[error("the checkpoint of `{0}` is not signed with a key that the policy names for this log")]
    UnknownLogKey(Origin),
    /// The log's signature does not verify.
    #[error("the log's signature under the checkpoint of `{0}` does not verify")]
    LogSignature(Origin),
    /// A signature that claims to be of a witness of the policy does not verify.
    #[error("the cosignature of the witness `{0}` does not verify")]
    Cosignature(Label),
}

impl Policy {
    /// Reads a policy.
    ///
    /// ```
    /// use writ_ledger::policy::Policy;
    /// let keys = |kind, seed| -> Result<String, Box<dyn std::error::Error>> {
    ///     use writ_ledger::note::{KeyName, SigningKey};
    ///     let name = KeyName::new("made-up.example")?;
    ///     Ok(SigningKey::from_seed(name, kind, &[seed; 32])?.verifier().to_string())
    /// };
    /// use writ_ledger::note::KeyKind::{Cosignature, Ed25519};
    /// let text = format!(
    ///     "log {}\nwitness court {}\nwitness bar {}\ngroup both all court bar\nquorum both\n",
    ///     keys(Ed25519, 1)?, keys(Cosignature, 2)?, keys(Cosignature, 3)?,
    /// );
    /// let policy = Policy::parse(text.as_bytes())?;
    /// assert_eq!(policy.to_bytes(), text.as_bytes());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It is not a policy; which line, and what is wrong with it.
    pub fn parse(text: &[u8]) -> Result<Self, PolicyError> {
        read::policy(text)
    }

    /// The text as it was read, comments and all.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// SHA-256 of [`Policy::text`]: what any program that hashes files says of the policy's file.
    #[must_use]
    pub fn digest(&self) -> Hash {
        Hash(Sha256::digest(&self.text).into())
    }

    /// The policy without comments and spare blanks: logs first, then witnesses and groups in
    /// their order, then the quorum. Reading it gives the same policy.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        read::print(self)
    }

    /// The logs that are believed.
    #[must_use]
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// The witnesses that are known, whether or not the quorum needs them.
    pub fn witnesses(&self) -> impl Iterator<Item = &Witness> {
        self.named.iter().filter_map(|named| match named {
            Named::Witness(witness) => Some(witness.as_ref()),
            Named::Group(_) => None,
        })
    }

    /// The witness with this key, if the policy knows it.
    #[must_use]
    pub fn witness(&self, key: &VerifierKey) -> Option<&Witness> {
        self.witnesses().find(|witness| witness.key == *key)
    }

    /// Whether checkpoints must be witnessed at all: not with `quorum none`.
    #[must_use]
    pub fn asks_witnesses(&self) -> bool {
        self.quorum.is_some()
    }

    /// Examines a checkpoint: its log, the log's signature, and each cosignature that claims to be
    /// of a witness of this policy. Signatures of others are passed over.
    ///
    /// # Errors
    /// It is no checkpoint of a log of this policy, or a signature that should hold does not.
    pub fn examine(&self, note: &str) -> Result<Examined, Unfit> {
        let note = Note::parse(note).map_err(Unfit::Note)?;
        let checkpoint = Checkpoint::parse(note.text())?;
        let origin = &checkpoint.origin;
        let keys: Vec<VerifierKey> = self.keys_of(origin.as_str()).cloned().collect();
        if keys.is_empty() {
            return Err(Unfit::UnknownLog(origin.clone()));
        }
        let signed = note.verify(&keys).map_err(|why| match why {
            NoteError::Unknown => Unfit::UnknownLogKey(origin.clone()),
            NoteError::Forged { .. } => Unfit::LogSignature(origin.clone()),
            why => Unfit::Note(why),
        })?;
        let log = signed.into_iter().next();
        let log = log.ok_or_else(|| Unfit::UnknownLogKey(origin.clone()))?;
        let log = log.key;
        let signed = SignedCheckpoint::verified(checkpoint, note);
        self.cosigned(signed, log)
    }

    /// The keys that are believed for the log of this origin.
    fn keys_of<'p>(&'p self, origin: &'p str) -> impl Iterator<Item = &'p VerifierKey> {
        let keys = self.logs.iter().map(|log| &log.key);
        keys.filter(move |key| key.name().as_str() == origin)
    }

    /// Sorts the signature lines of a checkpoint: the log's, the witnesses', those of others.
    fn cosigned(&self, signed: SignedCheckpoint, log: VerifierKey) -> Result<Examined, Unfit> {
        let (mut cosigned, mut unknown) = (Vec::new(), Vec::new());
        let (note, origin) = (signed.note(), &signed.checkpoint().origin);
        let logs: Vec<&VerifierKey> = self.keys_of(origin.as_str()).collect();
        for line in note.signatures() {
            let witness = self.witnesses().find(|known| line.claims(&known.key));
            match witness {
                Some(witness) => {
                    let at = CosignedAt::verify(line, &witness.key, note.text());
                    let at = at.map_err(|_| Unfit::Cosignature(witness.name.clone()))?;
                    cosigned.push(at);
                }
                // Verified already.
                None if logs.iter().any(|known| line.claims(known)) => {}
                None => unknown.push(line.name().clone()),
            }
        }
        Ok(Examined {
            signed,
            log,
            cosigned,
            unknown,
        })
    }

    /// The note of a checkpoint with those signature lines only that this policy can weigh: of the
    /// log that it is of, and of witnesses.
    #[must_use]
    pub fn prune(&self, note: &Note) -> Note {
        let origin = note.text().lines().next().unwrap_or_default();
        let witnesses = self.witnesses().map(|witness| &witness.key);
        let keys: Vec<&VerifierKey> = self.keys_of(origin).chain(witnesses).collect();
        note.keep(|line| keys.iter().any(|key| line.claims(key)))
    }
}

impl Examined {
    /// What the log says.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        self.signed.checkpoint()
    }

    /// The checkpoint with the note it came in.
    #[must_use]
    pub fn signed(&self) -> &SignedCheckpoint {
        &self.signed
    }

    /// The key that the log signed with.
    #[must_use]
    pub fn log(&self) -> &VerifierKey {
        &self.log
    }

    /// The cosignatures of witnesses of the policy. One that cosigned twice is there twice.
    #[must_use]
    pub fn cosigned(&self) -> &[CosignedAt] {
        &self.cosigned
    }

    /// Whom the other signature lines claim to be of: nobody the policy knows, so that they were
    /// not checked and prove nothing.
    #[must_use]
    pub fn unknown(&self) -> &[KeyName] {
        &self.unknown
    }
}

/// The kinds of key that logs and witnesses of a policy have here.
const LOG: KeyKind = KeyKind::Ed25519;
const WITNESS: KeyKind = KeyKind::Cosignature;
