//! Signed notes: a text and the lines of those who signed it, in the format of
//! <https://c2sp.org/signed-note>.
//!
//! A note is read strictly: what two readers could take for two things is refused, and what is
//! printed is what was read, byte for byte. Signatures by keys that nobody named are kept and
//! prove nothing; one by a key that was named must verify, or the whole note is refused.

mod key;

pub use key::{KeyError, KeyKind, KeyName, SignError, SigningKey, VerifierKey};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::cosignature::UnixSeconds;

/// The most bytes that a note may have, signatures included.
pub const MAX_BYTES: usize = 1_000_000;

/// The most signatures that a note may carry. The format asks for at least 16.
pub const MAX_SIGNATURES: usize = 100;

/// What every signature line begins with: an em dash and a space.
const MARK: &str = "\u{2014} ";

/// A text and its signatures, well formed but not yet believed: see [`Note::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// One signature line of a note: whose it says it is, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    name: KeyName,
    id: u32,
    bytes: Vec<u8>,
}

/// A signature of a note that verified, by a key that was named beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Whose signature it is.
    pub key: VerifierKey,
    /// When it was made, as the signer says under the signature; cosignatures alone say it.
    pub at: Option<UnixSeconds>,
}

/// Why a text is not a signed note, or not by whom it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoteError {
    /// More than [`MAX_BYTES`].
    #[error("the note has {0} bytes; at most {MAX_BYTES} are read")]
    TooLong(usize),
    /// A character that a note may not contain.
    #[error(
        "the note has the control character U+{code:04X} at byte {at}; only line ends are allowed"
    )]
    Control {
        /// Its code point.
        code: u32,
        /// Where it stands, in bytes from the start.
        at: usize,
    },
    /// No empty line between text and signatures, or the text is missing.
    #[error("the note has no signature block: after its text come an empty line and signatures")]
    NoSignatures,
    /// The last line has no line end.
    #[error("the note does not end with a line end; it may have been cut off")]
    Unfinished,
    /// The text to be signed does not end with a line end.
    #[error("the text to be signed does not end with a line end")]
    TextUnfinished,
    /// A line after the last empty line is not of the form of a signature.
    #[error("signature line {line} of the note is malformed: {why}")]
    Line {
        /// Which signature line, from 1.
        line: usize,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The same signature line stands there twice.
    #[error("signature line {line} of the note repeats an earlier one")]
    Repeated {
        /// Which signature line, from 1.
        line: usize,
    },
    /// More than [`MAX_SIGNATURES`].
    #[error("the note has more than {MAX_SIGNATURES} signatures")]
    TooMany,
    /// Two of the keys to check against cannot be told apart in a note.
    #[error("two keys are both named `{name}` with the same key id; give one of them another name")]
    Ambiguous {
        /// The name they share.
        name: KeyName,
    },
    /// A signature by a known key does not verify.
    #[error("the signature by `{name}` does not verify: the text or the signature was changed")]
    Forged {
        /// Whose key it claims.
        name: KeyName,
    },
    /// No signature is by a key that was named.
    #[error("none of the note's signatures is by a known key")]
    Unknown,
}

impl Note {
    /// A text without signatures yet. It is no note until it is signed.
    ///
    /// # Errors
    /// The text is too long, has a control character, or does not end with a line end.
    pub fn unsigned(text: &str) -> Result<Note, NoteError> {
        plain(text)?;
        if !text.ends_with('\n') {
            return Err(NoteError::TextUnfinished);
        }
        let text = text.to_owned();
        let signatures = Vec::new();
        Ok(Note { text, signatures })
    }

    /// Reads a note. Whether its signatures hold is another question: [`Note::verify`].
    ///
    /// # Errors
    /// It is not a signed note, byte for byte.
    pub fn parse(note: &str) -> Result<Note, NoteError> {
        plain(note)?;
        if !note.ends_with('\n') {
            return Err(NoteError::Unfinished);
        }
        let (text, lines) = note.rsplit_once("\n\n").ok_or(NoteError::NoSignatures)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::NoSignatures)?;
        let mut read = Note::unsigned(&format!("{text}\n"))?;
        for (number, line) in lines.split('\n').enumerate() {
            let number = number.saturating_add(1);
            let signature = Signature::read(line, number)?;
            if read.signatures.contains(&signature) {
                return Err(NoteError::Repeated { line: number });
            }
            read.push(signature)?;
        }
        Ok(read)
    }

    /// The text that was signed, with its last line end.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, in their order, believed or not.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds a signature line; one that is there already stays once.
    ///
    /// # Errors
    /// There are [`MAX_SIGNATURES`] already.
    pub fn push(&mut self, signature: Signature) -> Result<(), NoteError> {
        if self.signatures.contains(&signature) {
            return Ok(());
        }
        if self.signatures.len() >= MAX_SIGNATURES {
            return Err(NoteError::TooMany);
        }
        self.signatures.push(signature);
        Ok(())
    }

    /// The same note with only those signature lines that are wanted.
    #[must_use]
    pub fn keep(&self, wanted: impl Fn(&Signature) -> bool) -> Note {
        let signatures = self.signatures.iter().filter(|line| wanted(line));
        Note {
            text: self.text.clone(),
            signatures: signatures.cloned().collect(),
        }
    }

    /// Checks every signature that claims one of these keys; the others are passed over.
    ///
    /// # Errors
    /// One that claims a key does not verify, or none claims any, or two keys look alike.
    pub fn verify(&self, keys: &[VerifierKey]) -> Result<Vec<Verified>, NoteError> {
        let mut verified = Vec::new();
        for signature in &self.signatures {
            let mut claimed = keys.iter().filter(|key| signature.claims(key));
            let Some(key) = claimed.next() else { continue };
            if claimed.any(|other| other != key) {
                let name = signature.name.clone();
                return Err(NoteError::Ambiguous { name });
            }
            verified.push(signature.verify(key, &self.text)?);
        }
        if verified.is_empty() {
            return Err(NoteError::Unknown);
        }
        Ok(verified)
    }
}

/// The note as a text: what [`Note::parse`] reads back.
impl std::fmt::Display for Note {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "{}", self.text)?;
        for signature in &self.signatures {
            writeln!(out, "{signature}")?;
        }
        Ok(())
    }
}

impl Signature {
    pub(crate) fn new(name: KeyName, id: u32, bytes: Vec<u8>) -> Self {
        Self { name, id, bytes }
    }

    /// Reads one signature line, without its line end.
    ///
    /// # Errors
    /// It is not of the form of a signature.
    pub fn parse_line(line: &str) -> Result<Signature, NoteError> {
        plain(line)?;
        Signature::read(line, 1)
    }

    /// Reads the signature line of this number in its note.
    fn read(line: &str, number: usize) -> Result<Signature, NoteError> {
        let malformed = |why| NoteError::Line { line: number, why };
        let line = line
            .strip_prefix(MARK)
            .ok_or(malformed("it does not begin with an em dash and a space"))?;
        let (name, base64) = line
            .split_once(' ')
            .ok_or(malformed("it has no space after a name"))?;
        let name = KeyName::new(name)
            .map_err(|_| malformed("its key name is empty or has a space or `+`"))?;
        let bytes = STANDARD
            .decode(base64)
            .map_err(|_| malformed("its signature is not canonical base64"))?;
        let (id, bytes) = bytes
            .split_first_chunk::<4>()
            .filter(|(_, rest)| !rest.is_empty())
            .ok_or(malformed("its signature is too short"))?;
        let id = u32::from_be_bytes(*id);
        Ok(Signature::new(name, id, bytes.to_vec()))
    }

    /// The name of the key that it claims.
    #[must_use]
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// The id of the key that it claims. Four bytes: enough to tell keys apart, no proof.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// What follows the key id.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether it claims to be by this key: same name and same key id.
    #[must_use]
    pub fn claims(&self, key: &VerifierKey) -> bool {
        self.name == *key.name() && self.id == key.id()
    }

    /// Checks it against the key that it claims and the text of the note.
    ///
    /// # Errors
    /// It claims another key, or does not verify.
    pub fn verify(&self, key: &VerifierKey, text: &str) -> Result<Verified, NoteError> {
        if !self.claims(key) {
            return Err(NoteError::Unknown);
        }
        let forged = || NoteError::Forged {
            name: self.name.clone(),
        };
        let at = key.verify(text, &self.bytes).ok_or_else(forged)?;
        let key = key.clone();
        Ok(Verified { key, at })
    }
}

/// The signature line, without its line end.
impl std::fmt::Display for Signature {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = self.id.to_be_bytes().to_vec();
        bytes.extend_from_slice(&self.bytes);
        write!(out, "{MARK}{} {}", self.name, STANDARD.encode(bytes))
    }
}

/// Refuses what no note may contain.
fn plain(text: &str) -> Result<(), NoteError> {
    if text.len() > MAX_BYTES {
        return Err(NoteError::TooLong(text.len()));
    }
    let control = |byte: &u8| *byte < 0x20 && *byte != b'\n';
    match text.bytes().enumerate().find(|(_, byte)| control(byte)) {
        Some((at, byte)) => Err(NoteError::Control {
            code: u32::from(byte),
            at,
        }),
        None => Ok(()),
    }
}
