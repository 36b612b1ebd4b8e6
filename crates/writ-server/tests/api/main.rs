//! The door, over TCP: who may do what, and what is answered.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod document;
mod rows;
mod scene;
mod security;
mod story;
