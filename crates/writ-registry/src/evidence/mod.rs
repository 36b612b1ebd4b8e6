//! Evidence: everything that is recorded has a leaf in the ledger, and a burden binds only once
//! others have signed for it.
//!
//! - [`record`]: what a leaf commits to. `public`: what is published as it is.
//! - `ledger`: the name of the ledger, its key and the policy that names its witnesses.
//! - [`sequencer`]: puts what waits in order, signs a checkpoint, has it witnessed.
//! - [`witnesses`]: the port to them.
//! - `proof`: what a person takes away. `audit`: whether ledger and registry agree. `rebuild`: the
//!   registry from the ledger's private records.
//!
//! Relief waits for nobody: it has force when it is recorded, and its leaf follows.

mod aggregates;
pub mod audit;
pub mod copy;
pub(crate) mod cover;
pub mod ledger;
pub mod proof;
pub(crate) mod public;
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
