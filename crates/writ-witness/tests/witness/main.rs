//! A witness asked over HTTP, and a monitor at a log's files.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod clock;
mod codes;
mod concurrent;
mod limits;
mod log;
mod monitor;
mod peers;
mod scene;
mod wire;
