//! The evidence ledger: an append-only tree of commitments, in formats that others publish and
//! read, so that what was posted can be proved years later with software of anybody's choice.
//!
//! This crate is pure: it reads no file, opens no connection, asks no clock and draws no chance.
//! It knows nothing of summonses: what is committed to is bytes.

pub mod beacon;
pub mod checkpoint;
pub mod cosignature;
pub mod entry;
pub mod hash;
pub mod note;
pub mod policy;
pub mod posting;
pub mod proof;
pub mod tile;
pub mod tree;
