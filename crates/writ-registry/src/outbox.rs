//! The outbox: what is to be sent once it is recorded, at least once, in order.
//!
//! A message goes in with what caused it, in one batch. It is sealed under the key of whom it is
//! about: when that key is erased, the message is gone as well.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::truth::Truth;
use writ_store::{Family, StreamId};

use crate::account::{Permit, operation};
use crate::campaign::CAMPAIGNS;
use crate::error::RegistryError;
use crate::person::{Force, PERSONS};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::{MESSAGES, Stream, Writing};
use crate::summons::OUTAGES;

/// The topic of messages that ask for a recheck.
const RECHECK: &str = "recheck";
/// How many messages are looked through at once.
const MESSAGES_AT_ONCE: usize = 1_000;

/// What is to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "message")]
pub enum Message {
    /// A notice goes to a carrier.
    Paper {
        /// Whom it is for.
        person: String,
        /// The matter.
        matter: String,
        /// The channel of the carrier.
        channel: String,
        /// Whether it can have force.
        force: Force,
    },
    /// A desk was told `yes`, and that was wrong.
    Correction {
        /// The desk.
        desk: String,
        /// The person it asked about.
        person: String,
        /// The measure.
        measure: String,
        /// When it asked.
        asked_at: Timestamp,
        /// From when within the life of that answer it was not `yes`.
        not_since: Timestamp,
        /// What it was from then.
        answer: Truth,
    },
    /// A desk that left a callback is told that a restriction has ended.
    Ended {
        /// The desk.
        desk: String,
        /// The answer for which it was left, by its identifier: nobody else is named.
        answer: String,
        /// The measure.
        measure: String,
        /// Where the desk wants to be told.
        url: String,
        /// Since when the restriction is not in force any more.
        ended_at: Timestamp,
    },
    /// The person is told something.
    Person {
        /// Whom.
        person: String,
        /// The matter it is about, if it is about one.
        matter: Option<String>,
        /// What about.
        about: About,
    },
    /// Answers given before must be looked at again: `writ` calls [`Registry::recheck`].
    Recheck {
        /// Why.
        because: String,
    },
}

/// What a person is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// Something was wrong, and everyone who was told of it is told so.
    Correction,
    /// Being taken there by force can be complained about.
    Complaint,
    /// The matter is over.
    Closed,
    /// A notice is in the account.
    Notice,
}

impl Message {
    /// The word by which the outbox sorts messages.
    #[must_use]
    pub const fn topic(&self) -> &'static str {
        match self {
            Self::Paper { .. } => "paper",
            Self::Correction { .. } => "correction",
            Self::Ended { .. } => "ended",
            Self::Person { .. } => "person",
            Self::Recheck { .. } => RECHECK,
        }
    }
}

/// A message that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutMessage {
    /// Its number, rising.
    pub number: u64,
    /// What it says; `None` if the key of whom it was about is erased: it is done.
    pub message: Option<Message>,
}

impl Writing<'_> {
    /// Puts a message about the holder of a stream in the outbox.
    pub(crate) fn message_about<S>(
        &mut self,
        about: &Stream<S>,
        message: &Message,
    ) -> Result<(), RegistryError> {
        let content = serde_json::to_vec(message).map_err(|error| unreadable(&error))?;
        self.message(message.topic(), about, &content)
    }
}

fn unreadable(error: &serde_json::Error) -> RegistryError {
    let why = format!("it is malformed at byte {}", error.column());
    RegistryError::Damaged {
        what: "a message of the outbox".to_owned(),
        why,
    }
}

impl Registry {
    /// Messages that wait, oldest first, after a number.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn messages(
        &self,
        _permit: &Permit<operation::SendMessages>,
        after: u64,
        limit: usize,
    ) -> Result<Vec<OutMessage>, RegistryError> {
        let waiting = self.store.outbox(after, limit).await?;
        self.read_messages(waiting).await
    }

    /// Opens messages, in the order given.
    pub(crate) async fn read_messages(
        &self,
        waiting: Vec<writ_store::Message>,
    ) -> Result<Vec<OutMessage>, RegistryError> {
        let mut parts = Vec::with_capacity(waiting.len());
        for message in &waiting {
            parts.push(
                split(&message.content).ok_or_else(|| RegistryError::Damaged {
                    what: format!("message {} of the outbox", message.number),
                    why: "it does not say whom it is about".to_owned(),
                })?,
            );
        }
        let ids: Vec<_> = parts.iter().map(|(id, _)| *id).collect();
        let keys = self.store.keys(&ids).await?;
        let mut messages = Vec::with_capacity(waiting.len());
        for ((waiting, (id, sealed)), wrapped) in waiting.iter().zip(parts).zip(keys) {
            let number = waiting.number;
            let Some(wrapped) = wrapped else {
                messages.push(OutMessage {
                    number,
                    message: None,
                });
                continue;
            };
            let content = self
                .keys
                .unwrap(id, Some(&wrapped))?
                .open(id, MESSAGES, sealed)?;
            let message = serde_json::from_slice(&content).map_err(|error| unreadable(&error))?;
            messages.push(OutMessage {
                number,
                message: Some(message),
            });
        }
        Ok(messages)
    }

    /// Marks a message as sent. Refused for one that does not wait, and for a `Recheck`: only the
    /// recheck itself, finished, closes that.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn message_done(
        &self,
        _permit: &Permit<operation::SendMessages>,
        number: u64,
    ) -> Result<Ruling<()>, RegistryError> {
        let waiting = match number.checked_sub(1) {
            Some(before) => self.store.outbox(before, 1).await?,
            None => Vec::new(),
        };
        let found = waiting.iter().find(|message| message.number == number);
        if let Err(refusal) = decide_done(number, found.map(|message| message.topic.as_str())) {
            return Ok(Err(refusal));
        }
        Ok(Ok(self.store.done(number).await?))
    }

    /// The messages that ask for a recheck and wait.
    pub(crate) async fn rechecks(&self) -> Result<Vec<u64>, RegistryError> {
        let mut numbers = Vec::new();
        let mut after = 0;
        loop {
            let waiting = self.store.outbox(after, MESSAGES_AT_ONCE).await?;
            let asks = waiting.iter().filter(|message| message.topic == RECHECK);
            numbers.extend(asks.map(|message| message.number));
            match waiting.last() {
                Some(last) if waiting.len() == MESSAGES_AT_ONCE => after = last.number,
                _ => return Ok(numbers),
            }
        }
    }
}

fn decide_done(number: u64, topic: Option<&str>) -> Ruling<()> {
    match topic {
        None => Err(Refusal::on(
            "unknown-message",
            format!("no message {number} waits in the outbox"),
            "see which ones wait: it may be done already",
        )),
        Some(RECHECK) => Err(Refusal::on(
            "recheck-not-run",
            format!("message {number} asks for a recheck, and only a finished one closes it"),
            "run the recheck to its end",
        )),
        Some(_) => Ok(()),
    }
}

/// Whose key seals a message, and the sealed rest.
pub(crate) fn split(content: &[u8]) -> Option<(StreamId, &[u8])> {
    const FAMILIES: [Family; 3] = [PERSONS, CAMPAIGNS, OUTAGES];
    FAMILIES.into_iter().find_map(|family| {
        let rest = content
            .strip_prefix(family.0.as_bytes())?
            .strip_prefix(&[0])?;
        let (key, sealed) = rest.split_first_chunk::<32>()?;
        Some((StreamId { family, key: *key }, sealed))
    })
}
