//! The record of an act: what its leaf in the ledger commits to.
//!
//! A record is canonical JSON. It names the stream by its keyed hash, its own number there, which
//! has no gaps, and the commitment of the record before it: whoever holds the records of a person
//! sees which one is missing. Its leaf shows none of this.

use jiff::Timestamp;
use serde_json::{Value, json};
use writ_law::canonical;
use writ_ledger::entry::Leaf;
use writ_store::{StreamId, Version};

use crate::seal::{DataKey, hex};

/// The form of a record.
const RECORD: &str = "writ/record/1";

/// Where an entry stands in its stream.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing<'s> {
    /// The name of the ledger: a record of one registry is none of another.
    pub(crate) origin: &'s str,
    pub(crate) stream: StreamId,
    pub(crate) version: Version,
    pub(crate) recorded_at: Timestamp,
    /// The leaf of the entry before it.
    pub(crate) before: Option<Leaf>,
}

impl Standing<'_> {
    /// The record of an entry that says this.
    pub(crate) fn record(&self, says: Value) -> Vec<u8> {
        let record = json!({
            "before": self.before.map(|leaf| hex(&commitment(leaf))),
            "entry": says,
            "family": self.stream.family.0,
            "form": RECORD,
            "number": self.version.0,
            "recorded_at": self.recorded_at.to_string(),
            "registry": self.origin,
            "stream": hex(&self.stream.key),
        });
        canonical::json(&record).into_bytes()
    }

    /// The leaf of an entry that says this.
    pub(crate) fn leaf(&self, key: &DataKey, says: Value) -> Leaf {
        Leaf::act(&key.leaf(self.version), &self.record(says))
    }
}

/// What a leaf shows of what it stands for.
pub(crate) const fn commitment(leaf: Leaf) -> [u8; 32] {
    match leaf {
        Leaf::Act { commitment, .. } => commitment,
        Leaf::Public { pointer } => pointer,
    }
}
