//! The door in use: a made-up registry behind it, and a real browser and an OpenID provider
//! in front of it.
//!
//! `cargo xtask test --only door` runs these tests, after it has found or installed what they need
//! (`xtask/src/door.rs`). By hand they fail with a line that says so.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops, in what it calls as well"
)]
#![expect(
    dead_code,
    reason = "what a whole page needs is here before the tests that go through all pages"
)]

mod axe;
mod browser;
mod provider;
mod running;
mod tools;
mod town;
mod web;
