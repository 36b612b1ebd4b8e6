//! Evidence: everything that is recorded has a leaf in the ledger, and a burden binds only once
//! others have signed for it.
//!
//! - `record`: what a leaf commits to. `public`: what is published as it is.
//! - `ledger`: the name of the ledger, its key and the policy that names its witnesses.
//! - [`sequencer`]: puts what waits in order, signs a checkpoint, has it witnessed.
//! - [`witnesses`]: the port to them.
//! - `quorum`: what the ledger itself tells of that.
//! - `cover`: whether what the store shows as witnessed is.
//! - `proof`: what a person takes away, with a time stamp (`stamp`) where there is one.
//! - `audit`: whether ledger and registry agree. `copy`: the one from the other.
//! - `aggregates`: what is told of a day.
//!
//! Relief waits for nobody: it has force when it is recorded, and its leaf follows.

mod aggregates;
pub mod audit;
pub mod copy;
pub(crate) mod cover;
pub mod ledger;
pub mod proof;
pub(crate) mod public;
pub(crate) mod quorum;
pub(crate) mod record;
pub mod sequencer;
mod stamp;
pub(crate) mod tiles;
pub mod witnesses;

use crate::registry::Registry;

impl Registry {
    /// The name of its ledger, which every record says.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.ledger.origin
    }
}
