//! The keys of notes: their names, their ids, and the texts they are handed on as.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature as Ed25519, Signer as _, VerifyingKey};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{Note, NoteError, Signature};
use crate::cosignature::{self, UnixSeconds};

/// What the text of a secret key begins with, as the Go module `sumdb/note` writes it.
const SECRET: &str = "PRIVATE+KEY+";

/// The name of a key: not empty, without spaces, `+` and control characters. By custom an address
/// without a scheme, such as `register.example/ledger/2027a`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyName(String);

impl KeyName {
    /// A name, if it can be one.
    ///
    /// # Errors
    /// It is empty, or has a space, a `+` or a control character.
    pub fn new(name: &str) -> Result<Self, KeyError> {
        let bad = |c: char| c.is_whitespace() || c == '+' || u32::from(c) < 0x20;
        if name.is_empty() || name.contains(bad) {
            return Err(KeyError::Name(name.to_owned()));
        }
        Ok(Self(name.to_owned()))
    }

    /// The name as a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for KeyName {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// What a key signs, and how. Part of the key's id, so that one key never does for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyKind {
    /// Ed25519 over the text of the note: type 1, what a log signs with.
    Ed25519,
    /// Ed25519 over a time and the text of a checkpoint: type 4, what a witness cosigns with.
    Cosignature,
}

impl KeyKind {
    /// The identifier byte of the format.
    #[must_use]
    pub fn byte(self) -> u8 {
        match self {
            KeyKind::Ed25519 => 0x01,
            KeyKind::Cosignature => 0x04,
        }
    }

    fn from_byte(byte: u8) -> Result<Self, KeyError> {
        match byte {
            0x01 => Ok(KeyKind::Ed25519),
            0x04 => Ok(KeyKind::Cosignature),
            other => Err(KeyError::Kind(other)),
        }
    }
}

/// Why a text is not a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// A name that no key may have.
    #[error("`{0}` cannot name a key: a name is not empty and has no space, `+` or control")]
    Name(String),
    /// Not of the form of a key.
    #[error("not a key: {0}")]
    Form(&'static str),
    /// A kind of key that is not read here.
    #[error("the key is of type {0:#04x}; read are 0x01 (Ed25519) and 0x04 (cosignature/v1)")]
    Kind(u8),
    /// The id does not belong to the name and key beside it.
    #[error("the key id {given:08x} does not fit the key of `{name}`, whose id is {due:08x}")]
    Id {
        /// The name in the text.
        name: KeyName,
        /// The id in the text.
        given: u32,
        /// The id as it must be.
        due: u32,
    },
    /// Not a point of the curve, or one under which anything verifies.
    #[error("the key of `{0}` is not a usable Ed25519 key")]
    Unusable(KeyName),
    /// A key of the wrong kind for what it was to sign.
    #[error("the key of `{name}` signs {has}; what is needed here is a key that signs {needs}")]
    Purpose {
        /// Whose key it is.
        name: KeyName,
        /// What it signs.
        has: KeyKind,
        /// What it should sign.
        needs: KeyKind,
    },
}

impl std::fmt::Display for KeyKind {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            KeyKind::Ed25519 => "notes (type 0x01)",
            KeyKind::Cosignature => "cosignatures (type 0x04)",
        })
    }
}

/// A public key with its name: who must have signed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct VerifierKey {
    name: KeyName,
    kind: KeyKind,
    id: u32,
    key: VerifyingKey,
}

impl VerifierKey {
    /// A key from its name, kind and the 32 bytes of RFC 8032.
    ///
    /// # Errors
    /// The bytes are no usable key.
    pub fn new(name: KeyName, kind: KeyKind, key: &[u8; 32]) -> Result<Self, KeyError> {
        let usable = VerifyingKey::from_bytes(key)
            .ok()
            .filter(|key| !key.is_weak() && key.to_edwards().compress().0 == key.to_bytes());
        let key = usable.ok_or_else(|| KeyError::Unusable(name.clone()))?;
        let id = id(&name, kind, key.as_bytes());
        Ok(Self {
            name,
            kind,
            id,
            key,
        })
    }

    /// Reads a key in the form `name+id+key`: the id as eight small hexadecimal digits, the key
    /// as base64 of its type byte and its 32 bytes.
    ///
    /// # Errors
    /// It is of another form or kind, or the id does not fit.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (name, given, bytes) = parts(text)?;
        let (kind, key) = bytes
            .split_first()
            .ok_or(KeyError::Form("it has no type"))?;
        let kind = KeyKind::from_byte(*kind)?;
        let key = <&[u8; 32]>::try_from(key);
        let key = key.map_err(|_| KeyError::Form("an Ed25519 key has 32 bytes"))?;
        let read = Self::new(name, kind, key)?;
        read.bears(given)
    }

    fn bears(self, given: u32) -> Result<Self, KeyError> {
        if self.id == given {
            return Ok(self);
        }
        let (name, due) = (self.name, self.id);
        Err(KeyError::Id { name, given, due })
    }

    /// The name of the key.
    #[must_use]
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// What the key signs.
    #[must_use]
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The first four bytes of SHA-256 over name, line end, type byte and key.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The 32 bytes of the key.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Refuses a key of another kind.
    ///
    /// # Errors
    /// The key signs something else.
    pub fn for_signing(&self, needs: KeyKind) -> Result<(), KeyError> {
        purpose(&self.name, self.kind, needs)
    }

    /// The time of a signature that verifies over this text: none for a plain one. Nothing if it
    /// does not verify.
    pub(super) fn verify(&self, text: &str, signature: &[u8]) -> Option<Option<UnixSeconds>> {
        match self.kind {
            KeyKind::Ed25519 => {
                self.strictly(text.as_bytes(), signature)?;
                Some(None)
            }
            KeyKind::Cosignature => {
                let (at, signature) = cosignature::split(signature)?;
                let message = cosignature::message(at, text);
                self.strictly(message.as_bytes(), signature)?;
                Some(Some(at))
            }
        }
    }

    fn strictly(&self, message: &[u8], signature: &[u8]) -> Option<()> {
        let signature = Ed25519::from_slice(signature).ok()?;
        self.key.verify_strict(message, &signature).ok()
    }
}

/// The key as a text: what [`VerifierKey::parse`] reads back.
impl std::fmt::Display for VerifierKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = STANDARD.encode(typed(self.kind, self.key.as_bytes()));
        write!(out, "{}+{:08x}+{key}", self.name, self.id)
    }
}

impl std::fmt::Debug for VerifierKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "VerifierKey({self})")
    }
}

impl std::str::FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::parse(text)
    }
}

/// A secret key with its name. It is wiped from memory when it is dropped, and never printed but
/// by [`SigningKey::secret_text`].
pub struct SigningKey {
    secret: ed25519_dalek::SigningKey,
    public: VerifierKey,
}

impl SigningKey {
    /// The key of a seed of 32 bytes. Drawing the seed is the caller's business: there is no
    /// chance in this crate.
    ///
    /// ```
    /// use writ_ledger::note::{KeyKind, KeyName, Note, SigningKey, VerifierKey};
    /// let name = KeyName::new("register.example/ledger")?;
    /// let key = SigningKey::from_seed(name, KeyKind::Ed25519, &[7; 32])?;
    /// let note = key.sign_note("posted\n")?.to_string();
    ///
    /// let known = VerifierKey::parse(&key.verifier().to_string())?;
    /// assert!(Note::parse(&note)?.verify(&[known.clone()]).is_ok());
    /// assert!(Note::parse(&note.replace("posted", "pasted"))?.verify(&[known]).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The seed gives no usable key; no seed is known that does.
    pub fn from_seed(name: KeyName, kind: KeyKind, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let public = VerifierKey::new(name, kind, secret.verifying_key().as_bytes())?;
        Ok(Self { secret, public })
    }

    /// Reads what [`SigningKey::secret_text`] writes.
    ///
    /// # Errors
    /// It is of another form or kind, or the id does not fit.
    pub fn parse_secret(text: &str) -> Result<Self, KeyError> {
        let rest = text.strip_prefix(SECRET);
        let rest = rest.ok_or(KeyError::Form("a secret key begins with `PRIVATE+KEY+`"))?;
        let (name, given, bytes) = parts(rest)?;
        let (kind, seed) = bytes
            .split_first()
            .ok_or(KeyError::Form("it has no type"))?;
        let kind = KeyKind::from_byte(*kind)?;
        let seed = <&[u8; 32]>::try_from(seed);
        let seed = seed.map_err(|_| KeyError::Form("an Ed25519 seed has 32 bytes"))?;
        let Self { secret, public } = Self::from_seed(name, kind, seed)?;
        let public = public.bears(given)?;
        Ok(Self { secret, public })
    }

    /// The secret key as a text, `PRIVATE+KEY+name+id+key`, as Go's `sumdb/note` writes it.
    #[must_use]
    pub fn secret_text(&self) -> Zeroizing<String> {
        let typed = Zeroizing::new(typed(self.public.kind, self.secret.as_bytes()));
        let key = Zeroizing::new(STANDARD.encode(typed.as_slice()));
        let (name, id) = (&self.public.name, self.public.id);
        Zeroizing::new(format!("{SECRET}{name}+{id:08x}+{}", key.as_str()))
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.public
    }

    /// A note of this text with this key's signature.
    ///
    /// # Errors
    /// The text cannot be that of a note, or the key cosigns ([`crate::cosignature::cosign`]).
    pub fn sign_note(&self, text: &str) -> Result<Note, SignError> {
        let mut note = Note::unsigned(text)?;
        let signature = self.sign(text)?;
        note.push(signature)?;
        Ok(note)
    }

    /// This key's signature line for the text of a note.
    ///
    /// # Errors
    /// The text cannot be that of a note, or the key cosigns ([`crate::cosignature::cosign`]).
    pub fn sign(&self, text: &str) -> Result<Signature, SignError> {
        self.public.for_signing(KeyKind::Ed25519)?;
        let note = Note::unsigned(text)?;
        Ok(self.line(self.raw(note.text().as_bytes()).to_vec()))
    }

    pub(crate) fn raw(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }

    pub(crate) fn line(&self, bytes: Vec<u8>) -> Signature {
        Signature::new(self.public.name.clone(), self.public.id, bytes)
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "SigningKey({})", self.public)
    }
}

/// Why something was not signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The key is not one for this.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The text cannot be that of a note.
    #[error(transparent)]
    Text(#[from] NoteError),
}

fn purpose(name: &KeyName, has: KeyKind, needs: KeyKind) -> Result<(), KeyError> {
    if has == needs {
        return Ok(());
    }
    let name = name.clone();
    Err(KeyError::Purpose { name, has, needs })
}

/// Name, id and bytes of `name+id+base64`.
fn parts(text: &str) -> Result<(KeyName, u32, Zeroizing<Vec<u8>>), KeyError> {
    let (name, rest) = text
        .split_once('+')
        .ok_or(KeyError::Form("it has no `+`"))?;
    let name = KeyName::new(name)?;
    let (id, base64) = rest
        .split_once('+')
        .ok_or(KeyError::Form("it has one `+` only"))?;
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if id.len() != 8 || !id.bytes().all(hex) {
        return Err(KeyError::Form(
            "its id is not eight small hexadecimal digits",
        ));
    }
    let id = u32::from_str_radix(id, 16).map_err(|_| KeyError::Form("its id is no number"))?;
    let bytes = STANDARD.decode(base64);
    let bytes = bytes.map_err(|_| KeyError::Form("it is not canonical base64"))?;
    Ok((name, id, Zeroizing::new(bytes)))
}

fn typed(kind: KeyKind, key: &[u8; 32]) -> Vec<u8> {
    let mut typed = vec![kind.byte()];
    typed.extend_from_slice(key);
    typed
}

fn id(name: &KeyName, kind: KeyKind, key: &[u8; 32]) -> u32 {
    let mut hash = Sha256::new_with_prefix(name.as_str());
    hash.update(b"\n");
    hash.update(typed(kind, key));
    let [a, b, c, d, ..] = <[u8; 32]>::from(hash.finalize());
    u32::from_be_bytes([a, b, c, d])
}
