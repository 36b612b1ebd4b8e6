//! Witnesses and monitors as others run them: real processes, real connections, files, signals.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod courier;
mod killed;
#[path = "../../../writ-witness/tests/witness/log.rs"]
mod log;
mod process;
mod scene;
mod watch;
#[path = "../../../writ-witness/tests/witness/wire.rs"]
mod wire;
