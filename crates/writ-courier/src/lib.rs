//! What carries a registry's word out of the house: its checkpoints to witnesses, corrections to
//! desks, letters to a carrier, and to people the courtesy of a message that something waits.
//!
//! The registry knows all of these as ports ([`writ_registry::Carrier`],
//! [`writ_registry::evidence::witnesses::Witnesses`]); this crate has what stands behind them. What
//! is sent, and how often, is decided by the [`messenger`]; what becomes of it, by the registry.
//!
//! | way | module | tested against |
//! |---|---|---|
//! | e-mail | [`mail`] | a real server of SMTP, `aiosmtpd` |
//! | a text to a telephone | [`text`] | a gateway that checks the signature |
//! | a desk's webhook | [`webhook`] | a receiver that checks the signature |
//! | paper | [`letter`] | the files themselves |
//! | witnesses | [`witnesses`] | `writ-witness`, and Go's own |

pub mod exchange;
pub mod letter;
pub mod mail;
pub mod messenger;
pub mod pause;
pub mod reach;
pub mod text;
pub mod webhook;
pub mod witnesses;

pub use exchange::Patience;
pub use witnesses::{AddressError, HttpWitnesses, WitnessAddress};
