//! What passes: values that may be lost and that expire, such as sessions and remembered answers.
//!
//! They are no part of the record: they have no stream, no version and no leaf, and none of them
//! is ever evidence of anything.

/// A value that passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    /// Opaque bytes.
    pub content: Vec<u8>,
    /// Until when it is worth anything, in nanoseconds since 1970 (UTC). The store has no clock:
    /// it gives out what has expired as well, until it is told to forget it.
    pub until: i64,
}

/// What became of a value that was to be kept only if nobody had kept one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It is kept.
    Kept,
    /// Another is kept under that name and has not expired; nothing changed.
    Already,
}
