//! The law as data: regimes, periods, facts, events, positions and their reasons.
//!
//! This crate is pure. It reads no file, opens no connection, asks no clock and draws no chance:
//! time, identifiers and randomness come in as parameters, and time zones are bundled.

pub mod because;
pub mod calendar;
pub mod canonical;
pub mod case;
pub mod check;
mod compile;
pub mod deadline;
pub mod diff;
pub mod draw;
pub mod eligibility;
pub mod event;
pub mod evidence;
pub mod example;
mod explore;
mod fact;
pub mod finding;
pub mod format;
pub mod life;
mod literate;
pub mod live;
mod machine;
pub mod misread;
pub mod near;
pub mod pack;
pub mod period;
pub mod position;
mod proof;
#[cfg(test)]
mod properties;
mod reading;
pub mod regime;
pub mod schema;
pub mod skeleton;
pub mod syntax;
pub mod timeline;
mod trace;
pub mod tree;
pub mod truth;
pub mod zone;
