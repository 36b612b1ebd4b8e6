//! Notes, checkpoints, cosignatures, policies and proofs: against what is published, against two
//! other implementations, and against whoever changes a bit.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod bits;
mod checkpoints;
mod forgeries;
mod forks;
mod given;
mod go;
mod keys;
mod notes;
mod oracle;
mod policies;
mod postings;
mod proofs;
mod published;
mod quorums;
