//! The public draw: ranks that anyone can check, of people whom nobody can read off them.
//!
//! The list of candidates is committed to first. Then comes the seed. Each rank is an HMAC of the
//! candidate's commitment under the seed; the lowest ranks are drawn, up to the quota.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

type HmacSha256 = Hmac<Sha256>;

/// A candidate's commitment: HMAC-SHA256 of their handle under a nonce known to them alone.
///
/// ```
/// use writ_law::draw::{commitment, rank};
/// let mine = commitment(&[7; 32], b"made-up person 1");
/// let others = commitment(&[8; 32], b"made-up person 2");
/// assert_ne!(rank(b"seed", &mine), rank(b"seed", &others));
/// ```
#[must_use]
pub fn commitment(nonce: &[u8; 32], handle: &[u8]) -> [u8; 32] {
    mac(nonce, b"writ/candidate/v1\0", handle)
}

/// The rank of a commitment under a seed. Lower is drawn first.
#[must_use]
pub fn rank(seed: &[u8], commitment: &[u8; 32]) -> [u8; 32] {
    mac(seed, b"writ/rank/v1\0", commitment)
}

/// The places of the drawn, lowest rank first, at most `quota` of them.
#[must_use]
pub fn draw(seed: &[u8], commitments: &[[u8; 32]], quota: usize) -> Vec<usize> {
    let ranks = commitments.iter().enumerate();
    let mut ranks: Vec<([u8; 32], usize)> = ranks
        .map(|(place, commitment)| (rank(seed, commitment), place))
        .collect();
    ranks.sort_unstable();
    ranks
        .into_iter()
        .take(quota)
        .map(|(_, place)| place)
        .collect()
}

/// The digest of a committed list: SHA-256 over its commitments in sorted order.
#[must_use]
pub fn list_digest(commitments: &[[u8; 32]]) -> [u8; 32] {
    let mut sorted = commitments.to_vec();
    sorted.sort_unstable();
    let mut hash = Sha256::new_with_prefix(b"writ/candidates/v1\0");
    for commitment in &sorted {
        hash.update(commitment);
    }
    hash.finalize().into()
}

fn mac(key: &[u8], label: &[u8], message: &[u8]) -> [u8; 32] {
    // HMAC takes a key of any length, so that this cannot fail; an all-zero block key would be
    // the same function of an empty key.
    let mut mac =
        HmacSha256::new_from_slice(key).unwrap_or_else(|_| HmacSha256::new(&[0; 64].into()));
    mac.update(label);
    mac.update(message);
    mac.finalize().into_bytes().into()
}
