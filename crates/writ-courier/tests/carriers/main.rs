//! What goes out of a registry and comes back, with people who never were and machines that listen.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a step of a test that fails ends the test"
)]

mod letters;
mod messenger;
mod outbox;
mod webhooks;
mod world;
