//! Witnesses, as a port: others who sign that they saw a checkpoint and no other.

use std::fmt::Debug;

use async_trait::async_trait;
use writ_ledger::hash::Hash;

use crate::error::RegistryError;

/// A checkpoint for which cosignatures are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CosignRequest {
    /// The checkpoint as a note, signed by the log.
    pub checkpoint: String,
    /// How many entries it covers.
    pub size: u64,
    /// How many entries the last checkpoint covers that a quorum has signed: what a witness
    /// most likely saw last.
    pub seen: u64,
}

/// What the ledger can show of its past: that a checkpoint continues an older one.
#[async_trait]
pub trait History: Debug + Send + Sync {
    /// The consistency proof from the tree of an older size to the checkpoint asked for. Empty
    /// from size 0.
    ///
    /// # Errors
    ///
    /// When the size is larger than the checkpoint's, or the store fails.
    async fn consistency(&self, old: u64) -> Result<Vec<Hash>, RegistryError>;
}

/// The witnesses of a ledger, however they are reached.
#[async_trait]
pub trait Witnesses: Debug + Send + Sync {
    /// Asks every witness once, and each that has seen another size once more with the proof from
    /// that size. It never fails as a whole: a witness that does not answer is an answer.
    async fn cosign(&self, request: &CosignRequest, history: &dyn History) -> Vec<WitnessAnswer>;
}

/// What came back from one witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessAnswer {
    /// Its name in the policy.
    pub witness: String,
    /// What it said.
    pub outcome: WitnessOutcome,
    /// The checkpoint that it shows for what it says, if it was asked for one and gave it: a note,
    /// which nobody has verified yet.
    pub shown: Option<String>,
}

/// What a witness said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WitnessOutcome {
    /// It signed: the signature lines as they stand in a note.
    Cosigned(String),
    /// It says that it has signed a larger tree than this registry has. If so, the registry was
    /// rolled back.
    Ahead {
        /// The size that it has signed.
        size: u64,
    },
    /// It says that it holds a checkpoint of this log that ours does not continue.
    Contradicts {
        /// What it said.
        why: String,
    },
    /// It refused.
    Refused {
        /// What it said.
        why: String,
    },
    /// It could not be reached, or answered nothing that can be read.
    Unreachable {
        /// What happened.
        why: String,
    },
}

impl WitnessOutcome {
    /// Whether it speaks of another past than this registry's.
    #[must_use]
    pub const fn is_of_another_past(&self) -> bool {
        matches!(self, Self::Ahead { .. } | Self::Contradicts { .. })
    }
}
