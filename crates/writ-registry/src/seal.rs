//! Sealing: what is recorded of people lies under a key per stream, wrapped under the master key.
//!
//! The store sees keyed hashes and sealed bytes. Whoever has the store without the key file can
//! neither read what is recorded of a person nor find the person; erasing the wrapped key of a
//! stream is the only erasure there is. The additional data of every seal name the stream and the
//! place in it, so that no entry can be moved to another person or another time.

use std::fmt;

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::aead::{AeadInOut, KeyInit as _};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use writ_ledger::entry::EntryKey;
use writ_store::{Family, StreamId, Version};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::chance::{Chance, ChanceError};

/// What can go wrong with keys and seals.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The text is not that of a key file.
    #[error("this is not a key file of Writ ({why}): use the file that `writ init` made")]
    KeyText {
        /// What is wrong with it.
        why: &'static str,
    },
    /// Sealed bytes that do not open.
    #[error("what is sealed at `{place}` does not open: it was changed, or the key is another one")]
    Broken {
        /// The stream and the place in it.
        place: String,
    },
    /// The key of a stream is not there: what it sealed is gone.
    #[error("the key of `{place}` was erased: what it sealed is gone")]
    Erased {
        /// The stream.
        place: String,
    },
}

const HEADER: &str = "writ master key 1";
const SEAL_VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;
const PLACE_BYTES: usize = 16 + 32 + 8;

/// The one key from which all others of a registry follow. It lies in a file of its own, outside
/// the store and its backups.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// Draws a new key.
    ///
    /// # Errors
    ///
    /// When no random bytes can be had.
    pub fn generate(chance: &dyn Chance) -> Result<Self, ChanceError> {
        let mut key = Self([0; 32]);
        chance.fill(&mut key.0)?;
        Ok(key)
    }

    /// The text of its file: a line that says what it is, and the key in hexadecimal.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{HEADER}\n{}\n", *Zeroizing::new(hex(&self.0))))
    }

    /// Reads the text of a key file.
    ///
    /// # Errors
    ///
    /// When the text is not what [`MasterKey::to_text`] writes.
    pub fn from_text(text: &str) -> Result<Self, SealError> {
        let mut lines = text.lines();
        if lines.next().map(str::trim_end) != Some(HEADER) {
            return Err(SealError::KeyText {
                why: "the first line is another one",
            });
        }
        let line = lines.next().unwrap_or_default().trim_end();
        let Some(key) = unhex(line) else {
            return Err(SealError::KeyText {
                why: "the second line is not 64 hexadecimal digits",
            });
        };
        if lines.any(|line| !line.trim().is_empty()) {
            return Err(SealError::KeyText {
                why: "something follows the key",
            });
        }
        Ok(Self(key))
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

/// The keyed hash of some bytes.
pub(crate) fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    hash_parts(mac(key), parts)
}

fn mac(key: &[u8; 32]) -> Hmac<Sha256> {
    // A key shorter than a block is padded with zeros by the standard, so this is HMAC itself.
    let mut block = Zeroizing::new([0u8; 64]);
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    Hmac::new((&*block).into())
}

/// Each part goes in with its length, so that no two lists of parts look the same.
fn hash_parts(mut mac: Hmac<Sha256>, parts: &[&[u8]]) -> [u8; 32] {
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// The keys that follow from the master key, each for one use.
#[derive(Clone)]
pub(crate) struct Keys {
    find: Hmac<Sha256>,
    wrap: XChaCha20Poly1305,
    idempotency: Hmac<Sha256>,
    founding: Hmac<Sha256>,
    passing: Hmac<Sha256>,
    webhook: Hmac<Sha256>,
    check: [u8; 32],
    log: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    pub(crate) fn of(master: &MasterKey) -> Self {
        let derive = |label: &[u8]| Zeroizing::new(keyed(&master.0, &[b"writ/1", label]));
        Self {
            find: mac(&derive(b"find")),
            wrap: XChaCha20Poly1305::new((&*derive(b"wrap")).into()),
            idempotency: mac(&derive(b"idempotency")),
            founding: mac(&derive(b"founding")),
            passing: mac(&derive(b"passing")),
            webhook: mac(&derive(b"webhook")),
            check: *derive(b"check"),
            log: derive(b"log"),
        }
    }

    /// The seed of the key that signs the checkpoints of a shard of the ledger, in a registry of
    /// this kind.
    pub(crate) fn log(&self, kind: &str, shard: u32) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(keyed(&self.log, &[kind.as_bytes(), &shard.to_be_bytes()]))
    }

    /// What tells a right key from a wrong one, and nothing else of it.
    pub(crate) const fn check(&self) -> [u8; 32] {
        self.check
    }

    /// What only who has the key can say of a founding.
    pub(crate) fn founding(&self, text: &[u8]) -> [u8; 32] {
        hash_parts(self.founding.clone(), &[text])
    }

    /// The stream of a family that belongs to a name. Without the key nobody can tell which.
    pub(crate) fn stream(&self, family: Family, name: &[&[u8]]) -> StreamId {
        let mut mac = self.find.clone();
        mac.update(family.0.as_bytes());
        mac.update(&[0]);
        StreamId {
            family,
            key: hash_parts(mac, name),
        }
    }

    /// The idempotency key of a request.
    pub(crate) fn idempotency(&self, parts: &[&[u8]]) -> [u8; 32] {
        hash_parts(self.idempotency.clone(), parts)
    }

    /// Where a value that passes lies in the store, and the key that seals it. Neither tells the
    /// other, nor the name.
    pub(crate) fn passing(&self, name: &str) -> ([u8; 32], Zeroizing<[u8; 32]>) {
        let of = |use_of: &[u8]| hash_parts(self.passing.clone(), &[use_of, name.as_bytes()]);
        (of(b"name"), Zeroizing::new(of(b"key")))
    }

    /// The secret that signs what a desk is told, from the nth time on that its endpoint was named.
    pub(crate) fn webhook(&self, desk: &str, nth: u64) -> Zeroizing<Vec<u8>> {
        let parts: &[&[u8]] = &[desk.as_bytes(), &nth.to_be_bytes()];
        Zeroizing::new(hash_parts(self.webhook.clone(), parts).to_vec())
    }

    /// A new data key for a stream, and the same wrapped for the store.
    pub(crate) fn new_data_key(
        &self,
        stream: StreamId,
        pool: &mut Pool<'_>,
    ) -> Result<(DataKey, Vec<u8>), ChanceError> {
        let bytes = Zeroizing::new(pool.draw::<32>()?);
        let key = DataKey::of(&bytes);
        let nonce = pool.draw()?;
        let wrapped = seal(&self.wrap, &place(stream, Version(0)), nonce, |kept| {
            kept.extend_from_slice(bytes.as_slice());
            Ok::<_, ChanceError>(())
        })?;
        Ok((key, wrapped))
    }

    /// The data key of a stream, from what the store holds of it.
    pub(crate) fn unwrap(
        &self,
        stream: StreamId,
        wrapped: Option<&[u8]>,
    ) -> Result<DataKey, SealError> {
        let Some(wrapped) = wrapped else {
            return Err(SealError::Erased {
                place: format!("{stream:?}"),
            });
        };
        let bytes = Zeroizing::new(open(&self.wrap, stream, Version(0), wrapped)?);
        let Ok(bytes) = <&[u8; 32]>::try_from(bytes.as_slice()) else {
            return Err(SealError::Broken {
                place: format!("{stream:?}"),
            });
        };
        Ok(DataKey::of(bytes))
    }
}

/// The key that seals one stream, and from which the keys of its leaves in the ledger follow: with
/// it goes what opens them.
#[derive(Clone)]
pub(crate) struct DataKey {
    cipher: XChaCha20Poly1305,
    bytes: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}

impl DataKey {
    pub(crate) fn of(bytes: &[u8; 32]) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(bytes.into()),
            bytes: Zeroizing::new(*bytes),
        }
    }

    /// The key of the leaf at a place in the stream: it opens that one commitment and no other.
    pub(crate) fn leaf(&self, version: Version) -> EntryKey {
        EntryKey(keyed(
            &self.bytes,
            &[b"writ/leaf/1", &version.0.to_be_bytes()],
        ))
    }

    /// Seals what is written for a place in a stream.
    pub(crate) fn seal<E: From<ChanceError>>(
        &self,
        stream: StreamId,
        version: Version,
        pool: &mut Pool<'_>,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<Vec<u8>, E> {
        seal(&self.cipher, &place(stream, version), pool.draw()?, write)
    }

    /// Opens what was sealed for a place in a stream.
    pub(crate) fn open(
        &self,
        stream: StreamId,
        version: Version,
        sealed: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        open(&self.cipher, stream, version, sealed)
    }
}

/// The additional data of a seal: which stream, and where in it.
fn place(stream: StreamId, version: Version) -> [u8; PLACE_BYTES] {
    let mut place = [0; PLACE_BYTES];
    // A family is a short word of this crate; two of them differ within its first 16 bytes.
    let family = stream.family.0.bytes().chain(std::iter::repeat(0)).take(16);
    let parts = family.chain(stream.key).chain(version.0.to_be_bytes());
    place
        .iter_mut()
        .zip(parts)
        .for_each(|(to, from)| *to = from);
    place
}

/// Seals what is written straight into the bytes that will be kept.
fn seal<E>(
    cipher: &XChaCha20Poly1305,
    place: &[u8],
    nonce: [u8; NONCE_BYTES],
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
) -> Result<Vec<u8>, E> {
    let mut sealed = Vec::with_capacity(1024);
    sealed.push(SEAL_VERSION);
    sealed.extend_from_slice(&nonce);
    write(&mut sealed)?;
    let text = sealed.get_mut(1 + NONCE_BYTES..).unwrap_or_default();
    // INVARIANT: sealing fails only for content above 256 GiB, which no memory holds. Were it to
    // fail, nothing readable is kept: the bytes are dropped, and opening them says `Broken`.
    match cipher.encrypt_inout_detached(&XNonce::from(nonce), place, InOutBuf::from(text)) {
        Ok(tag) => sealed.extend_from_slice(&tag),
        Err(_) => sealed = Vec::new(),
    }
    Ok(sealed)
}

fn open(
    cipher: &XChaCha20Poly1305,
    stream: StreamId,
    version: Version,
    sealed: &[u8],
) -> Result<Vec<u8>, SealError> {
    let broken = || SealError::Broken {
        place: format!("{stream:?} entry {}", version.0),
    };
    let (head, rest) = sealed.split_first().ok_or_else(broken)?;
    let (nonce, rest) = rest.split_first_chunk::<NONCE_BYTES>().ok_or_else(broken)?;
    let (text, tag) = rest.split_last_chunk::<TAG_BYTES>().ok_or_else(broken)?;
    if *head != SEAL_VERSION {
        return Err(broken());
    }
    let mut content = text.to_vec();
    let buffer = InOutBuf::from(content.as_mut_slice());
    cipher
        .decrypt_inout_detached(
            &XNonce::from(*nonce),
            &place(stream, version),
            buffer,
            &Tag::from(*tag),
        )
        .map_err(|_| broken())?;
    Ok(content)
}

/// Random bytes drawn many at a time: a batch of notices needs thousands of nonces.
#[derive(Debug)]
pub(crate) struct Pool<'c> {
    chance: &'c dyn Chance,
    bytes: Zeroizing<Vec<u8>>,
    used: usize,
}

impl<'c> Pool<'c> {
    const DRAWN_AT_ONCE: usize = 4096;

    pub(crate) fn of(chance: &'c dyn Chance) -> Self {
        Self {
            chance,
            bytes: Zeroizing::new(Vec::new()),
            used: 0,
        }
    }

    /// The next bytes, each given out once.
    pub(crate) fn draw<const N: usize>(&mut self) -> Result<[u8; N], ChanceError> {
        loop {
            let next = self
                .bytes
                .get(self.used..)
                .and_then(<[u8]>::first_chunk::<N>)
                .copied();
            if let Some(next) = next {
                self.used += N;
                return Ok(next);
            }
            self.bytes.resize(Self::DRAWN_AT_ONCE.max(N), 0);
            self.chance.fill(&mut self.bytes)?;
            self.used = 0;
        }
    }
}

/// Bytes in hexadecimal, lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(if nibble < 10 { b'0' } else { b'a' - 10 } + nibble);
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// Bytes from exactly as many hexadecimal digits.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        b'A'..=b'F' => Some(letter - b'A' + 10),
        _ => None,
    };
    let mut bytes = [0u8; N];
    let mut letters = text.bytes();
    for byte in &mut bytes {
        *byte = (digit(letters.next()?)? << 4) | digit(letters.next()?)?;
    }
    letters.next().is_none().then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::Dice;

    const STREAM: StreamId = StreamId {
        family: Family("person"),
        key: [7; 32],
    };

    #[test]
    fn the_key_file_reads_back() {
        let key = MasterKey::generate(&Dice::seeded(1)).unwrap();
        let text = key.to_text();
        assert!(text.starts_with("writ master key 1\n"));
        assert_eq!(MasterKey::from_text(&text).unwrap().0, key.0);
        for wrong in [
            "",
            "writ master key 1",
            "writ master key 2\n00",
            "writ master key 1\nzz\n",
        ] {
            assert!(MasterKey::from_text(wrong).is_err(), "{wrong}");
        }
        assert!(MasterKey::from_text(&format!("{}more\n", *text)).is_err());
    }

    #[test]
    fn a_seal_opens_only_at_its_place_and_unchanged() {
        let dice = Dice::seeded(2);
        let mut pool = Pool::of(&dice);
        let keys = Keys::of(&MasterKey::generate(&dice).unwrap());
        let (key, wrapped) = keys.new_data_key(STREAM, &mut pool).unwrap();
        let write = |kept: &mut Vec<u8>| {
            kept.extend_from_slice(b"made up");
            Ok::<_, ChanceError>(())
        };
        let sealed = key.seal(STREAM, Version(3), &mut pool, write).unwrap();
        let again = keys.unwrap(STREAM, Some(&wrapped)).unwrap();
        assert_eq!(
            again.open(STREAM, Version(3), &sealed).unwrap().as_slice(),
            b"made up"
        );
        assert!(again.open(STREAM, Version(4), &sealed).is_err());
        let other = StreamId {
            key: [8; 32],
            ..STREAM
        };
        assert!(again.open(other, Version(3), &sealed).is_err());
        assert!(keys.unwrap(other, Some(&wrapped)).is_err());
        assert!(matches!(
            keys.unwrap(STREAM, None),
            Err(SealError::Erased { .. })
        ));
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert!(
                again.open(STREAM, Version(3), &changed).is_err(),
                "byte {index}"
            );
            assert!(
                again.open(STREAM, Version(3), &sealed[..index]).is_err(),
                "{index} bytes"
            );
        }
    }

    #[test]
    fn hexadecimal_reads_back() {
        assert_eq!(hex(&[0, 0xa5, 0xff]), "00a5ff");
        assert_eq!(unhex::<3>("00a5FF"), Some([0, 0xa5, 0xff]));
        assert_eq!(unhex::<3>("00a5"), None);
        assert_eq!(unhex::<1>("00a5"), None);
        assert_eq!(unhex::<1>("0€"), None);
    }
}
