//! What carries a registry's word out of the house: for now its checkpoints, to witnesses.
//!
//! The registry knows its witnesses as a port ([`writ_registry::evidence::witnesses::Witnesses`]);
//! this crate reaches them over HTTP, in the published protocol, so that any witness of anybody's
//! make will do.

pub mod exchange;
pub mod witnesses;

pub use exchange::Patience;
pub use witnesses::{AddressError, HttpWitnesses, WitnessAddress};
