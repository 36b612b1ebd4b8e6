//! What only a store in a file can get wrong.
#![cfg(feature = "sqlite")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a step of a test that fails ends the test"
)]

mod files;
mod given;
mod killed;
mod neighbours;
mod skeleton;
mod space;
mod steps;
