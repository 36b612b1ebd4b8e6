//! A made-up log: it signs what it is told to, good or bad.

use writ_ledger::checkpoint::{Checkpoint, Origin};
use writ_ledger::hash::{Hash, leaf_hash};
use writ_ledger::note::{KeyKind, KeyName, SigningKey};
use writ_ledger::tree::{Leaves, consistency, root};

pub(crate) const ORIGIN: &str = "made.example/log";

/// A log with so many entries, all of which it knows.
#[derive(Debug)]
pub(crate) struct Log {
    pub(crate) key: SigningKey,
    pub(crate) entries: Vec<Vec<u8>>,
    pub(crate) leaves: Leaves,
}

impl Log {
    pub(crate) fn new(entries: usize) -> Self {
        Self::parting_at(entries, entries)
    }

    /// A log whose entries are others from `part` on.
    pub(crate) fn parting_at(part: usize, entries: usize) -> Self {
        let entry = |n: usize| {
            let word = if n < part { "entry" } else { "forged" };
            format!("{word} {n}").into_bytes()
        };
        let entries: Vec<Vec<u8>> = (0..entries).map(entry).collect();
        let leaves = entries.iter().map(|entry| leaf_hash(entry)).collect();
        let key = log_key(ORIGIN, 1);
        Self {
            key,
            entries,
            leaves,
        }
    }

    pub(crate) fn root(&self, size: u64) -> Hash {
        root(&self.leaves, size).unwrap()
    }

    pub(crate) fn text(&self, size: u64) -> String {
        Checkpoint::new(Origin::parse(ORIGIN).unwrap(), size, self.root(size)).to_text()
    }

    pub(crate) fn note(&self, size: u64) -> String {
        self.key.sign_note(&self.text(size)).unwrap().to_string()
    }

    /// The body of an honest request.
    pub(crate) fn request(&self, old: u64, size: u64) -> String {
        let proof = consistency(&self.leaves, old, size).unwrap_or_default();
        body(old, &proof, &self.note(size))
    }
}

pub(crate) fn log_key(name: &str, seed: u8) -> SigningKey {
    key(name, KeyKind::Ed25519, seed)
}

pub(crate) fn key(name: &str, kind: KeyKind, seed: u8) -> SigningKey {
    SigningKey::from_seed(KeyName::new(name).unwrap(), kind, &[seed; 32]).unwrap()
}

/// The body of a request, whatever it says.
pub(crate) fn body(old: u64, proof: &[Hash], note: &str) -> String {
    let lines: String = proof
        .iter()
        .map(|hash| format!("{}\n", hash.to_base64()))
        .collect();
    format!("old {old}\n{lines}\n{note}")
}
