//! The door in use: a real server over a made-up registry, and real browsers, an OpenID provider,
//! schemathesis and a reader of PDF in front of it.
//!
//! `cargo xtask test --only door` runs these tests, after it has found or installed what they need
//! (`xtask/src/door.rs`). By hand they fail with a line that says so.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops, in what it calls as well"
)]

mod axe;
mod browser;
mod contract;
mod crawl;
mod lives;
mod pictures;
mod provider;
mod running;
mod server;
mod signing;
mod tools;
mod town;
mod visit;
mod ways;
mod web;
