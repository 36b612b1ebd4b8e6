//! Public beacons: randomness that nobody knew before an instant, and that anyone can check after it.
//!
//! A drand network publishes one signature for each round, at an instant that is known long before.
//! Nobody can make the signature earlier, and there is only one that is right, so that its hash is
//! a public lottery ball. What is read here are the two forms that the League of Entropy publishes:
//! `pedersen-bls-chained` (its default chain: each round signs the one before) and
//! `bls-unchained-g1-rfc9380` (quicknet). Everything is checked offline.
//!
//! Source: the drand protocol as `drand/drand` implements it (`crypto/schemes.go`,
//! `common/chain/info.go`); signatures are BLS over BLS12-381 with the suites of RFC 9380.

use blst::{BLST_ERROR, min_pk, min_sig};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The suite of signatures in the larger group, under keys in the smaller one.
const SUITE_G2: &[u8] = b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_";
/// The suite of signatures in the smaller group, under keys in the larger one.
const SUITE_G1: &[u8] = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

/// The chains of the League of Entropy, by the hash of their terms.
const KNOWN: [(&str, &str); 2] = [
    (
        "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
        "the default chain of the League of Entropy",
    ),
    (
        "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
        "quicknet of the League of Entropy",
    ),
];

/// Why a beacon, or a round of it, is not what it is said to be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BeaconError {
    /// The text is not the JSON that a drand network publishes.
    #[error(
        "{what} cannot be read ({why}): save what the network publishes, as in \
         https://api.drand.sh/<chain hash>/info and …/public/<round>"
    )]
    Text {
        /// What was to be read.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// A scheme that is not checked here.
    #[error(
        "the beacon signs by `{scheme}`, which is not checked here: name one that signs by \
         `pedersen-bls-chained` or `bls-unchained-g1-rfc9380`"
    )]
    Scheme {
        /// Its name.
        scheme: String,
    },
    /// The hash of the chain is not that of its terms.
    #[error(
        "the chain says its hash is {said}, and its terms have the hash {found}: \
         somebody changed one or the other"
    )]
    ChainHash {
        /// As written.
        said: String,
        /// As computed.
        found: String,
    },
    /// The public key is no key of the scheme.
    #[error("the public key of chain {chain} is no key of its scheme")]
    Key {
        /// The chain.
        chain: String,
    },
    /// Rounds are counted from 1.
    #[error("there is no round {round}: rounds are counted from 1")]
    NoRound {
        /// What was asked for.
        round: u64,
    },
    /// The signature before this one is missing where it is signed, or there where it is not.
    #[error("round {round} {fault}")]
    Previous {
        /// The round.
        round: u64,
        /// What is wrong.
        fault: &'static str,
    },
    /// The signature is not that of the network over this round.
    #[error(
        "the signature of round {round} is not that of chain {chain}: \
         it was changed, or is of another round or another chain"
    )]
    Signature {
        /// The round.
        round: u64,
        /// The chain.
        chain: String,
    },
    /// The randomness that is written beside the signature is not its hash.
    #[error("round {round} says randomness {said}, and its signature has the hash {found}")]
    Randomness {
        /// The round.
        round: u64,
        /// As written.
        said: String,
        /// As computed.
        found: String,
    },
}

/// How a network signs its rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    /// Each signature is over the one before and the number of the round.
    #[serde(rename = "pedersen-bls-chained")]
    Chained,
    /// Each signature is over the number of the round alone, in the smaller group.
    #[serde(rename = "bls-unchained-g1-rfc9380")]
    UnchainedG1,
}

impl Scheme {
    /// Its name, as the networks write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chained => "pedersen-bls-chained",
            Self::UnchainedG1 => "bls-unchained-g1-rfc9380",
        }
    }

    fn named(name: &str) -> Result<Self, BeaconError> {
        [Self::Chained, Self::UnchainedG1]
            .into_iter()
            .find(|scheme| scheme.name() == name)
            .ok_or_else(|| BeaconError::Scheme {
                scheme: name.to_owned(),
            })
    }
}

/// The terms of a chain of rounds: under which key, from when, how often. Its hash names it.
///
/// ```
/// use writ_ledger::beacon::Chain;
/// let quicknet = Chain::from_json(include_str!("../tests/beacon/quicknet.json"))?;
/// assert_eq!(quicknet.known(), Some("quicknet of the League of Entropy"));
/// // Round 1 came when the chain began, and one more every three seconds.
/// assert_eq!(quicknet.seconds(1)?, 1_692_803_367);
/// assert_eq!(quicknet.seconds(101)?, 1_692_803_667);
/// # Ok::<_, writ_ledger::beacon::BeaconError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Info", into = "Info")]
pub struct Chain {
    scheme: Scheme,
    public_key: Vec<u8>,
    /// In seconds.
    period: u32,
    /// When round 1 came, in seconds since 1970 (UTC).
    genesis: i64,
    group: Vec<u8>,
    id: String,
    hash: [u8; 32],
}

/// The terms as networks publish them. The fields stand in alphabetical order, so that what is
/// written is the same to the byte wherever it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Info {
    #[serde(default, skip_serializing)]
    beacon_id: Option<String>,
    genesis_time: i64,
    #[serde(rename = "groupHash", alias = "genesis_seed")]
    group_hash: String,
    #[serde(alias = "chain_hash")]
    hash: String,
    #[serde(default)]
    metadata: Option<Metadata>,
    period: u32,
    public_key: String,
    // The first chain was published before there were others.
    #[serde(rename = "schemeID", alias = "scheme", default = "first_scheme")]
    scheme_id: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Metadata {
    #[serde(rename = "beaconID")]
    beacon_id: String,
}

/// The name of the chain that is hashed without its name, because it had none at first.
const DEFAULT_ID: &str = "default";

fn first_scheme() -> String {
    Scheme::Chained.name().to_owned()
}

impl TryFrom<Info> for Chain {
    type Error = BeaconError;

    fn try_from(info: Info) -> Result<Self, BeaconError> {
        let bytes = |text: &str, what: &str| {
            unhex(text).ok_or_else(|| BeaconError::Text {
                what: "the terms of the beacon",
                why: format!("{what} is not hexadecimal"),
            })
        };
        let id = info.metadata.map(|metadata| metadata.beacon_id);
        let mut chain = Self {
            scheme: Scheme::named(&info.scheme_id)?,
            public_key: bytes(&info.public_key, "the public key")?,
            period: info.period,
            genesis: info.genesis_time,
            group: bytes(&info.group_hash, "the group hash")?,
            id: id
                .or(info.beacon_id)
                .unwrap_or_else(|| DEFAULT_ID.to_owned()),
            hash: [0; 32],
        };
        chain.hash = chain.computed_hash();
        if hex(&chain.hash) != info.hash {
            return Err(BeaconError::ChainHash {
                said: info.hash,
                found: hex(&chain.hash),
            });
        }
        chain.key_is_valid()?;
        Ok(chain)
    }
}

impl From<Chain> for Info {
    fn from(chain: Chain) -> Self {
        Self {
            beacon_id: None,
            genesis_time: chain.genesis,
            group_hash: hex(&chain.group),
            hash: hex(&chain.hash),
            metadata: Some(Metadata {
                beacon_id: chain.id,
            }),
            period: chain.period,
            public_key: hex(&chain.public_key),
            scheme_id: chain.scheme.name().to_owned(),
        }
    }
}

impl Chain {
    /// Reads the terms as a network publishes them at `/<chain hash>/info`, and checks that the
    /// hash is theirs.
    ///
    /// # Errors
    ///
    /// When the text is something else, the scheme is not checked here, the key is no key, or the
    /// hash is not that of the terms.
    pub fn from_json(text: &str) -> Result<Self, BeaconError> {
        let info: Info = serde_json::from_str(text).map_err(|error| BeaconError::Text {
            what: "the terms of the beacon",
            why: error.to_string(),
        })?;
        info.try_into()
    }

    /// The hash of its terms, in hexadecimal: its name among chains.
    #[must_use]
    pub fn hash(&self) -> String {
        hex(&self.hash)
    }

    /// How it signs.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// What this program knows the chain as. Whoever is shown another chain has to find out who
    /// holds its keys.
    #[must_use]
    pub fn known(&self) -> Option<&'static str> {
        let hash = self.hash();
        let known = KNOWN.iter().find(|(known, _)| *known == hash)?;
        Some(known.1)
    }

    /// When a round comes, in seconds since 1970 (UTC). Nobody knows its randomness before.
    ///
    /// # Errors
    ///
    /// When there is no such round: rounds are counted from 1.
    pub fn seconds(&self, round: u64) -> Result<i64, BeaconError> {
        let none = || BeaconError::NoRound { round };
        let after = round.checked_sub(1).ok_or_else(none)?;
        let after = after.checked_mul(u64::from(self.period)).ok_or_else(none)?;
        let after = i64::try_from(after).map_err(|_| none())?;
        self.genesis.checked_add(after).ok_or_else(none)
    }

    /// The first round that comes after an instant, in seconds since 1970 (UTC).
    #[must_use]
    pub fn round_after(&self, seconds: i64) -> u64 {
        let since = seconds.saturating_sub(self.genesis);
        let Ok(since) = u64::try_from(since) else {
            return 1;
        };
        since / u64::from(self.period).max(1) + 2
    }

    fn computed_hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.period.to_be_bytes());
        hash.update(self.genesis.to_be_bytes());
        hash.update(&self.public_key);
        hash.update(&self.group);
        if self.id != DEFAULT_ID && !self.id.is_empty() {
            hash.update(self.id.as_bytes());
        }
        hash.finalize().into()
    }

    fn key_is_valid(&self) -> Result<(), BeaconError> {
        let valid = match self.scheme {
            Scheme::Chained => {
                self.public_key.len() == 48
                    && min_pk::PublicKey::key_validate(&self.public_key).is_ok()
            }
            Scheme::UnchainedG1 => {
                self.public_key.len() == 96
                    && min_sig::PublicKey::key_validate(&self.public_key).is_ok()
            }
        };
        if valid && self.period > 0 {
            return Ok(());
        }
        Err(BeaconError::Key { chain: self.hash() })
    }

    /// Whether a signature is that of this chain over a message.
    fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let outcome = match self.scheme {
            Scheme::Chained if signature.len() == 96 => min_pk::Signature::uncompress(signature)
                .and_then(|signature| {
                    let key = min_pk::PublicKey::uncompress(&self.public_key)?;
                    Ok(signature.verify(true, message, SUITE_G2, &[], &key, true))
                }),
            Scheme::UnchainedG1 if signature.len() == 48 => {
                min_sig::Signature::uncompress(signature).and_then(|signature| {
                    let key = min_sig::PublicKey::uncompress(&self.public_key)?;
                    Ok(signature.verify(true, message, SUITE_G1, &[], &key, true))
                })
            }
            Scheme::Chained | Scheme::UnchainedG1 => Err(BLST_ERROR::BLST_BAD_ENCODING),
        };
        outcome == Ok(BLST_ERROR::BLST_SUCCESS)
    }
}

/// One round of a chain, as it was published. What a network says beside this is passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The signature before it, in hexadecimal, where the chain signs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_signature: Option<String>,
    /// The hash of the signature, in hexadecimal, if it is written beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub randomness: Option<String>,
    /// Its number, from 1.
    pub round: u64,
    /// The signature, in hexadecimal.
    pub signature: String,
}

impl Round {
    /// Reads a round as a network publishes it at `/<chain hash>/public/<round>`.
    ///
    /// # Errors
    ///
    /// When the text is something else.
    pub fn from_json(text: &str) -> Result<Self, BeaconError> {
        serde_json::from_str(text).map_err(|error| BeaconError::Text {
            what: "the round of the beacon",
            why: error.to_string(),
        })
    }

    /// Checks the signature under the key of the chain, and returns the randomness of the round:
    /// SHA-256 of the signature.
    ///
    /// ```
    /// use writ_ledger::beacon::{Chain, Round};
    /// let quicknet = Chain::from_json(include_str!("../tests/beacon/quicknet.json"))?;
    /// let round = Round::from_json(include_str!("../tests/beacon/quicknet-657413.json"))?;
    /// assert_eq!(round.randomness(&quicknet)?[..4], [0xfc, 0x18, 0x73, 0xa1]);
    /// # Ok::<_, writ_ledger::beacon::BeaconError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the signature is not that of the chain over this round, or what is written beside it
    /// does not fit it.
    pub fn randomness(&self, chain: &Chain) -> Result<[u8; 32], BeaconError> {
        if self.round == 0 {
            return Err(BeaconError::NoRound { round: 0 });
        }
        let wrong = || BeaconError::Signature {
            round: self.round,
            chain: chain.hash(),
        };
        let signature = unhex(&self.signature).ok_or_else(wrong)?;
        let mut message = Sha256::new();
        message.update(self.previous(chain)?);
        message.update(self.round.to_be_bytes());
        if !chain.signed(&message.finalize(), &signature) {
            return Err(wrong());
        }
        let randomness: [u8; 32] = Sha256::digest(&signature).into();
        match &self.randomness {
            Some(said) if *said != hex(&randomness) => Err(BeaconError::Randomness {
                round: self.round,
                said: said.clone(),
                found: hex(&randomness),
            }),
            _ => Ok(randomness),
        }
    }

    /// What is signed before the number of the round.
    fn previous(&self, chain: &Chain) -> Result<Vec<u8>, BeaconError> {
        let round = self.round;
        let fault = |fault| BeaconError::Previous { round, fault };
        match (chain.scheme, &self.previous_signature) {
            (Scheme::Chained, Some(previous)) => unhex(previous)
                .filter(|previous| !previous.is_empty())
                .ok_or_else(|| fault("has a signature before it that is not hexadecimal")),
            (Scheme::Chained, None) => Err(fault(
                "does not say the signature before it, which its chain signs",
            )),
            (Scheme::UnchainedG1, None) => Ok(Vec::new()),
            (Scheme::UnchainedG1, Some(_)) => Err(fault(
                "says a signature before it, which its chain does not sign",
            )),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes from pairs of small hexadecimal digits: there is one way to write them.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |letter: &u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    };
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some((digit(high)? << 4) | digit(low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}
