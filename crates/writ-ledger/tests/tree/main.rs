//! The tree and its files: against the texts, against two other implementations, and against
//! whoever changes a bit.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod attack;
mod files;
mod given;
mod go;
mod grows;
mod large;
mod paths;
mod proofs;
mod published;
mod tampered;
