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
pub mod ledger;
pub mod proof;
pub(crate) mod public;
pub(crate) mod record;
pub mod sequencer;
mod stamp;
pub(crate) mod tiles;
pub mod witnesses;

use writ_law::evidence::Evidence;

use crate::error::RegistryError;
use crate::registry::Registry;
use crate::stream::Nanoseconds;

impl Registry {
    /// The name of its ledger, which every record says.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.ledger.origin
    }

    /// What is proved of an entry that the store says is covered since then. A registry without
    /// witnesses trusts itself, and says so.
    pub(crate) fn evidence(&self, covered_at: Option<i64>) -> Result<Evidence, RegistryError> {
        if self.ledger.policy.is_none() {
            return Ok(Evidence::Trusted);
        }
        match covered_at {
            None => Ok(Evidence::Waiting),
            Some(at) => Ok(Evidence::At(Nanoseconds::counted(at).instant()?)),
        }
    }
}
