//! What a time stamp (RFC 3161) says that it is over.
//!
//! Of the answer of a time-stamp authority nothing is read here but the digest that was stamped, so
//! that a stamp is never filed under something else. Whether the authority's signature holds, and
//! whether anybody should believe the authority, is for `openssl ts -verify` and the certificate of
//! the reader's own choice.

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Decode, Reader, SliceReader, Tag, TagNumber, Tagged};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// The longest answer that is read, in bytes: they are some kilobytes with their certificates.
const LONGEST: usize = 64 * 1024;

/// `id-signedData`, RFC 5652.
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
/// `id-ct-TSTInfo`, RFC 3161.
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");

/// The digest that a time stamp is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    kind: Kind,
    digest: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sha256,
    Sha384,
    Sha512,
}

/// Why the answer of a time-stamp authority cannot be filed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StampError {
    /// It is too long.
    #[error("it has {0} bytes, and the answer of a time-stamp authority at most {LONGEST}")]
    Length(usize),
    /// It is something else.
    #[error("it is not the answer of a time-stamp authority (RFC 3161) in DER: {0}")]
    Form(String),
    /// The authority has refused to stamp.
    #[error("the authority has not granted a time stamp: its status is {0}")]
    NotGranted(u8),
    /// There is no time stamp in the answer.
    #[error("the answer holds no time stamp")]
    NoToken,
    /// What is signed is not a time stamp.
    #[error("what the answer holds is of the type {0}, which is no time stamp")]
    Other(String),
    /// It is over a digest that is not read here.
    #[error("it is over a digest of the kind {0}; SHA-256, SHA-384 and SHA-512 are read")]
    Digest(String),
    /// The digest has another length than its kind has.
    #[error("it is over a digest of {0} bytes, which is not the length of its kind")]
    DigestLength(usize),
}

impl From<der::Error> for StampError {
    fn from(error: der::Error) -> Self {
        Self::Form(error.to_string())
    }
}

impl Imprint {
    /// Reads what the answer of a time-stamp authority is over.
    ///
    /// # Errors
    /// It is no such answer, the authority refused, or it is over a digest of another kind.
    pub fn read(answer: &[u8]) -> Result<Self, StampError> {
        if answer.len() > LONGEST {
            return Err(StampError::Length(answer.len()));
        }
        let token = AnyRef::from_der(answer)?.sequence(granted)?;
        let signed = content(token, SIGNED_DATA)?;
        let info = signed.sequence(|signed| {
            AnyRef::decode(signed)?; // version
            AnyRef::decode(signed)?; // digestAlgorithms
            let info = content(AnyRef::decode(signed)?, TST_INFO)?;
            rest(signed)?; // certificates, crls, signerInfos
            Ok::<_, StampError>(info)
        })?;
        let info = info.decode_as::<&OctetStringRef>()?;
        AnyRef::from_der(info.as_bytes())?.sequence(|info| {
            AnyRef::decode(info)?; // version
            AnyRef::decode(info)?; // policy
            let imprint = AnyRef::decode(info)?.sequence(imprint)?;
            rest(info)?; // serialNumber, genTime and what may follow
            Ok(imprint)
        })
    }

    /// Whether it is the digest of these bytes.
    #[must_use]
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        let digest = match self.kind {
            Kind::Sha256 => Sha256::digest(bytes).to_vec(),
            Kind::Sha384 => Sha384::digest(bytes).to_vec(),
            Kind::Sha512 => Sha512::digest(bytes).to_vec(),
        };
        digest == self.digest
    }
}

/// The token of an answer that grants one (with status 0, or 1: with changes).
fn granted<'t>(answer: &mut SliceReader<'t>) -> Result<AnyRef<'t>, StampError> {
    let status = AnyRef::decode(answer)?.sequence(|status| {
        let code = u8::decode(status)?;
        rest(status)?;
        Ok::<_, StampError>(code)
    })?;
    if status > 1 {
        return Err(StampError::NotGranted(status));
    }
    if answer.is_finished() {
        return Err(StampError::NoToken);
    }
    Ok(AnyRef::decode(answer)?)
}

/// What is in a container that says of which type it is, behind the tag `[0]`.
fn content(container: AnyRef<'_>, expected: ObjectIdentifier) -> Result<AnyRef<'_>, StampError> {
    container.sequence(|container| {
        let found: ObjectIdentifier = container.decode()?;
        if found != expected {
            return Err(StampError::Other(found.to_string()));
        }
        if container.is_finished() {
            return Err(StampError::NoToken);
        }
        let within = AnyRef::decode(container)?;
        let explicit = Tag::ContextSpecific {
            constructed: true,
            number: TagNumber(0),
        };
        within.tag().assert_eq(explicit)?;
        Ok(AnyRef::from_der(within.value())?)
    })
}

fn imprint(imprint: &mut SliceReader<'_>) -> Result<Imprint, StampError> {
    let kind = AnyRef::decode(imprint)?.sequence(|algorithm| {
        let kind: ObjectIdentifier = algorithm.decode()?;
        rest(algorithm)?;
        Ok::<_, StampError>(kind)
    })?;
    let digest = <&OctetStringRef>::decode(imprint)?.as_bytes().to_vec();
    let (kind, length) = match kind {
        SHA_256 => (Kind::Sha256, 32),
        SHA_384 => (Kind::Sha384, 48),
        SHA_512 => (Kind::Sha512, 64),
        other => return Err(StampError::Digest(other.to_string())),
    };
    if digest.len() != length {
        return Err(StampError::DigestLength(digest.len()));
    }
    Ok(Imprint { kind, digest })
}

/// Reads over what follows, which must be DER as well.
fn rest(reader: &mut SliceReader<'_>) -> Result<(), StampError> {
    while !reader.is_finished() {
        AnyRef::decode(reader)?;
    }
    Ok(())
}
