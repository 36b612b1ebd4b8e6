//! The outbox as work: a message is leased to one worker for a while, and comes back unless it was
//! sent.

use crate::Message;

/// What a worker asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaseAsked<'a> {
    /// The topics it can send.
    pub topics: &'a [&'a str],
    /// Its name. Two workers with one name are one worker.
    pub worker: &'a str,
    /// What time it is, in nanoseconds since 1970 (UTC).
    pub now: i64,
    /// When the message comes back if nothing is heard of it, in nanoseconds since 1970 (UTC).
    pub until: i64,
}

/// A message that one worker holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leased {
    /// The message.
    pub message: Message,
    /// Which attempt this is, from 1, since the message was put in or last retried by hand.
    pub attempt: u32,
    /// Who holds it.
    pub worker: String,
    /// Until when.
    pub until: i64,
}

/// What is to become of a message that could not be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextAttempt {
    /// It is due again at this instant, in nanoseconds since 1970 (UTC).
    At(i64),
    /// It is a dead letter: it stays, and nobody is given it until somebody asks for that by hand.
    ByHand,
}

/// What became of a word about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It was taken down.
    Now,
    /// It came too late, or is about nothing: the message is done, is held by somebody else, or
    /// was never there. Nothing changed.
    Moot,
}

/// A message that nobody tries any more, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// The message.
    pub message: Message,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last attempt failed; opaque bytes.
    pub why: Vec<u8>,
}
