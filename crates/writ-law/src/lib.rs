//! The law as data: regimes, periods, facts, events, positions and their reasons.
//!
//! This crate is pure. It reads no file, opens no connection, asks no clock and draws no chance:
//! time, identifiers and randomness come in as parameters, and time zones are bundled.

pub mod case;
pub mod event;
pub mod finding;
pub mod tree;
