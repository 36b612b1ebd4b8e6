//! Chance, drawn from the machine. No other module draws it, so that all else can be repeated.

use writ_registry::{Chance, ChanceError};

/// Random bytes of the operating system.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine;

impl Chance for Machine {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), ChanceError> {
        getrandom::fill(bytes).map_err(|error| ChanceError {
            why: error.to_string(),
        })
    }
}
