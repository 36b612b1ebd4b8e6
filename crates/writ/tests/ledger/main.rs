//! A ledger as an authority runs it: witnesses that are other processes, commands that are killed,
//! disks that are full, rows that somebody changed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod full_disk;
mod gate;
mod killed;
mod live;
mod notices;
mod proofs;
#[path = "../registry/scene.rs"]
#[expect(dead_code, reason = "the tests of the registry use the rest")]
mod registry;
mod rolled_back;
mod scene;
mod stamp;
mod story;
mod tampered;
