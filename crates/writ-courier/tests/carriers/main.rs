//! What goes out of a registry and comes back, with people who never were and machines that listen.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a step of a test that fails ends the test"
)]

mod letters;
mod messenger;
mod outbox;
mod webhooks;
mod world;
