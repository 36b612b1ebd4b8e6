//! Checkpoints: the signed statement of a log that its tree had this root at this size, in the
//! format of <https://c2sp.org/tlog-checkpoint>.

pub mod fork;

use crate::hash::Hash;
use crate::note::{KeyError, KeyKind, KeyName, Note, NoteError, SigningKey, VerifierKey};

/// Which log a checkpoint is of: its first line, any that is not empty. The log's key should bear
/// the same name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin(String);

impl Origin {
    /// Reads an origin line, without its line end.
    ///
    /// # Errors
    /// The line is empty or has a control character.
    pub fn parse(line: &str) -> Result<Self, CheckpointError> {
        if line.is_empty() || line.bytes().any(|byte| byte < 0x20) {
            return Err(CheckpointError::Origin);
        }
        Ok(Self(line.to_owned()))
    }

    /// The line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The log whose key bears this name.
impl From<&KeyName> for Origin {
    fn from(name: &KeyName) -> Self {
        Self(name.as_str().to_owned())
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

/// What a log says of itself: how many entries it has, and the root of the tree over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: Origin,
    /// How many entries it has.
    pub size: u64,
    /// The root over all of them (RFC 6962).
    pub root: Hash,
    extensions: Vec<String>,
}

/// Why a text is not a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// The text lacks lines.
    #[error("a checkpoint has at least three lines, each with a line end; line {0} is missing")]
    Missing(usize),
    /// A line is empty.
    #[error("line {0} of the checkpoint is empty")]
    Empty(usize),
    /// An origin that is no line.
    #[error("an origin is one line that is not empty and has no control characters")]
    Origin,
    /// The second line is no size.
    #[error("the checkpoint's second line is no tree size: `{0}`")]
    Size(String),
    /// The third line is no root.
    #[error("the checkpoint's third line is no root hash: `{0}`")]
    Root(String),
    /// A control character in an extension line, or too long a text.
    #[error(transparent)]
    Text(NoteError),
}

impl Checkpoint {
    /// A checkpoint without extension lines, as this log makes them.
    #[must_use]
    pub fn new(origin: Origin, size: u64, root: Hash) -> Self {
        let extensions = Vec::new();
        Self {
            origin,
            size,
            root,
            extensions,
        }
    }

    /// Reads the text of a checkpoint, without its signatures.
    ///
    /// # Errors
    /// It is not a checkpoint, byte for byte.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        Note::unsigned(text).map_err(|why| match why {
            NoteError::TextUnfinished => CheckpointError::Missing(text.matches('\n').count() + 1),
            why => CheckpointError::Text(why),
        })?;
        let body = text.strip_suffix('\n').unwrap_or(text);
        let mut lines = body.split('\n').enumerate();
        let mut line = |number: usize| match lines.next() {
            Some((_, "")) => Err(CheckpointError::Empty(number)),
            Some((_, line)) => Ok(line),
            None => Err(CheckpointError::Missing(number)),
        };
        let origin = Origin::parse(line(1)?)?;
        let size = line(2)?;
        let size = decimal(size).ok_or_else(|| CheckpointError::Size(size.to_owned()))?;
        let root = line(3)?;
        let root = Hash::from_base64(root).map_err(|_| CheckpointError::Root(root.to_owned()))?;
        let extensions = lines.map(|(at, line)| match line {
            "" => Err(CheckpointError::Empty(at.saturating_add(1))),
            line => Ok(line.to_owned()),
        });
        Ok(Self {
            origin,
            size,
            root,
            extensions: extensions.collect::<Result<_, _>>()?,
        })
    }

    /// Lines after the third, which others may write and this log never does. They say nothing
    /// that a witness or monitor has checked.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    /// The text that is signed: what [`Checkpoint::parse`] reads back.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            self.root.to_base64()
        );
        for line in &self.extensions {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// The checkpoint under the log's signature.
    ///
    /// # Errors
    /// The key is not the log's: it has another name than the origin, or cosigns.
    pub fn sign(&self, key: &SigningKey) -> Result<SignedCheckpoint, OpenError> {
        is_of(&Origin::from(key.verifier().name()), &self.origin)?;
        let note = key.sign_note(&self.to_text()).map_err(|why| match why {
            crate::note::SignError::Key(why) => OpenError::Key(why),
            crate::note::SignError::Text(why) => OpenError::Note(why),
        })?;
        let checkpoint = self.clone();
        Ok(SignedCheckpoint { checkpoint, note })
    }
}

/// A checkpoint whose log's signature verified, with all signature lines that came with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

/// Why a note is not the checkpoint of a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Not a note, or not signed by the log.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A note, but of something else.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A key that cannot be a log's.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The checkpoint of another log.
    #[error("the checkpoint is of the log `{found}`, not of `{expected}`")]
    Origin {
        /// Whose checkpoint it should be.
        expected: Origin,
        /// Whose it says it is.
        found: Origin,
    },
}

impl SignedCheckpoint {
    /// Opens the checkpoint of the log that bears its key's name, as each log should.
    ///
    /// Cosignatures stay in the note, unchecked: a [`crate::policy::Policy`] knows whose count.
    ///
    /// # Errors
    /// It is not a note, not a checkpoint, of another log, or not signed by it.
    pub fn open(note: &str, log: &VerifierKey) -> Result<Self, OpenError> {
        Self::open_as(note, &Origin::from(log.name()), log)
    }

    /// Opens the checkpoint of a log whose key bears another name than the log.
    ///
    /// # Errors
    /// It is not a note, not a checkpoint, of another log, or not signed by it.
    pub fn open_as(note: &str, origin: &Origin, log: &VerifierKey) -> Result<Self, OpenError> {
        log.for_signing(KeyKind::Ed25519)?;
        let note = Note::parse(note)?;
        let checkpoint = Checkpoint::parse(note.text())?;
        is_of(origin, &checkpoint.origin)?;
        note.verify(std::slice::from_ref(log))?;
        Ok(Self { checkpoint, note })
    }

    /// A checkpoint whose log's signature has just verified.
    pub(crate) fn verified(checkpoint: Checkpoint, note: Note) -> Self {
        Self { checkpoint, note }
    }

    /// What the log says.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note it says it in.
    #[must_use]
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// The note, to add cosignatures to.
    #[must_use]
    pub fn into_note(self) -> Note {
        self.note
    }
}

fn is_of(expected: &Origin, found: &Origin) -> Result<(), OpenError> {
    if expected == found {
        return Ok(());
    }
    let (expected, found) = (expected.clone(), found.clone());
    Err(OpenError::Origin { expected, found })
}

/// A whole number in ASCII digits without leading zeros; nothing else.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = text.len() > 1 && text.starts_with('0');
    (digits && !zeros).then(|| text.parse().ok()).flatten()
}
