//! Sending what waits in the outbox: one worker at a time, again after a while, and a dead letter
//! after many attempts. Nothing is dropped.

use jiff::Timestamp;
use serde::Serialize;
use writ_store::{Leased, NextAttempt, Settled, Version};

use crate::account::{Permit, operation};
use crate::error::RegistryError;
use crate::outbox::{Message, split};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::{Pool, hex};
use crate::stream::Nanoseconds;

/// How often a message is tried before it is a dead letter.
pub const MOST_ATTEMPTS: u32 = 12;

/// Why a message failed is sealed for this place in a stream, which no entry has.
const WHY: Version = Version(u64::MAX - 1);

/// What a worker asks for.
#[derive(Clone, Copy, Debug)]
pub struct TakeAsked<'a> {
    /// The topics it can send, by the words of [`Message::topic`].
    pub topics: &'a [&'a str],
    /// Its name.
    pub worker: &'a str,
    /// When the message comes back if nothing is heard of it.
    pub until: Timestamp,
}

/// A message that one worker holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// By which whoever gets it recognises a repetition.
    pub id: String,
    /// What it says.
    pub message: Message,
    lease: Leased,
}

impl Taken {
    /// Its number in the outbox.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.lease.message.number
    }

    /// Which attempt this is, from 1.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.lease.attempt
    }
}

/// What is to become of a message that could not be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// It is tried again from this instant on, unless it was tried [`MOST_ATTEMPTS`] times.
    From(Timestamp),
    /// It is a dead letter: trying again as it is would not help.
    ByHand,
}

/// A message that nobody tries any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeadLetter {
    /// Its number in the outbox.
    pub number: u64,
    /// What it says; `None` if the key of whom it was about is erased.
    pub message: Option<Message>,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last attempt failed.
    pub why: String,
}

impl Registry {
    /// Gives a worker the message that has been due for the longest time, and nobody else until
    /// then. What is about somebody whose key is erased is done with; what was begun time and again
    /// and never heard of again is a dead letter.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn take_message(
        &self,
        _permit: &Permit<operation::SendMessages>,
        asked: TakeAsked<'_>,
        now: Timestamp,
    ) -> Result<Option<Taken>, RegistryError> {
        let asked = writ_store::LeaseAsked {
            topics: asked.topics,
            worker: asked.worker,
            now: Nanoseconds::of(now)?.count(),
            until: Nanoseconds::of(asked.until)?.count(),
        };
        loop {
            let Some(lease) = self.store.lease(asked).await? else {
                return Ok(None);
            };
            if lease.attempt > MOST_ATTEMPTS {
                let why = "it was begun many times, and nothing was heard of it";
                self.put_back(&lease, why, NextAttempt::ByHand).await?;
                continue;
            }
            let read = self.read_messages(vec![lease.message.clone()]).await?;
            match read.into_iter().next().and_then(|one| one.message) {
                Some(message) => {
                    let id = self.message_id(lease.message.number);
                    return Ok(Some(Taken { id, message, lease }));
                }
                None => self.store.done(lease.message.number).await?,
            }
        }
    }

    /// Takes down that a message was sent.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn message_sent(
        &self,
        _permit: &Permit<operation::SendMessages>,
        taken: &Taken,
    ) -> Result<(), RegistryError> {
        Ok(self.store.done(taken.number()).await?)
    }

    /// Takes down why a message could not be sent. Moot where somebody else holds it by now.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn message_failed(
        &self,
        _permit: &Permit<operation::SendMessages>,
        taken: &Taken,
        why: &str,
        again: Again,
    ) -> Result<Again, RegistryError> {
        let again = match again {
            Again::From(_) if taken.attempt() >= MOST_ATTEMPTS => Again::ByHand,
            other => other,
        };
        let next = match again {
            Again::From(due) => NextAttempt::At(Nanoseconds::of(due)?.count()),
            Again::ByHand => NextAttempt::ByHand,
        };
        self.put_back(&taken.lease, why, next).await?;
        Ok(again)
    }

    /// The messages that nobody tries any more, in the order of their numbers, after a number.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn dead_letters(
        &self,
        _permit: &Permit<operation::SendMessages>,
        after: u64,
        limit: usize,
    ) -> Result<Vec<DeadLetter>, RegistryError> {
        let dead = self.store.dead_letters(after, limit).await?;
        let messages = dead.iter().map(|one| one.message.clone()).collect();
        let mut letters = Vec::with_capacity(dead.len());
        for (dead, read) in dead.iter().zip(self.read_messages(messages).await?) {
            letters.push(DeadLetter {
                number: read.number,
                message: read.message,
                attempts: dead.attempts,
                why: self.why(&dead.message, &dead.why).await?,
            });
        }
        Ok(letters)
    }

    /// Lets a dead letter be tried again from now on.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn retry_message(
        &self,
        _permit: &Permit<operation::SendMessages>,
        number: u64,
        now: Timestamp,
    ) -> Result<Ruling<()>, RegistryError> {
        let due = Nanoseconds::of(now)?.count();
        Ok(match self.store.retry(number, due).await? {
            Settled::Now => Ok(()),
            Settled::Moot => Err(Refusal::on(
                "no-dead-letter",
                format!("message {number} is no dead letter"),
                "see which ones are: it may be sent already, or be tried by itself",
            )),
        })
    }

    /// By what whoever gets a message recognises a repetition: the same for ever, and another in
    /// every registry.
    fn message_id(&self, number: u64) -> String {
        let id = self.keys.idempotency(&[b"message", &number.to_be_bytes()]);
        let id = hex(&id);
        format!("msg_{}", id.get(..24).unwrap_or_default())
    }

    /// Puts a message back, with the reason sealed as the message is: a carrier's words may be
    /// about somebody.
    async fn put_back(
        &self,
        lease: &Leased,
        why: &str,
        next: NextAttempt,
    ) -> Result<Settled, RegistryError> {
        let mut sealed = Vec::new();
        if let Some((id, _)) = split(&lease.message.content)
            && let Some(wrapped) = self.store.key(id).await?
        {
            let key = self.keys.unwrap(id, Some(&wrapped))?;
            let mut pool = Pool::of(&*self.chance);
            sealed = key.seal(id, WHY, &mut pool, |kept| {
                kept.extend_from_slice(why.as_bytes());
                Ok::<_, RegistryError>(())
            })?;
        }
        Ok(self.store.failed(lease, sealed, next).await?)
    }

    async fn why(
        &self,
        message: &writ_store::Message,
        sealed: &[u8],
    ) -> Result<String, RegistryError> {
        let Some((id, _)) = split(&message.content) else {
            return Ok(String::new());
        };
        match self.store.key(id).await? {
            Some(wrapped) if !sealed.is_empty() => {
                let key = self.keys.unwrap(id, Some(&wrapped))?;
                let why = key.open(id, WHY, sealed)?;
                Ok(String::from_utf8_lossy(&why).into_owned())
            }
            _ => Ok(String::new()),
        }
    }
}
