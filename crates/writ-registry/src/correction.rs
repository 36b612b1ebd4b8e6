//! Corrections: whoever was told `yes`, and should not have been, is told so.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_store::{StreamId, Version};

use crate::account::{Permit, operation};
use crate::error::RegistryError;
use crate::outbox::{About, Message};
use crate::person::{Holding, PERSONS};
use crate::question::{QUESTIONS, QuestionEntry, standing};
use crate::registry::Registry;
use crate::seal::unhex;
use crate::stream::{Stream, Writing};
use crate::summons::Weighed;

/// How many logs are looked through in one step.
const LOGS_AT_ONCE: usize = 200;
/// How often one person is looked at anew when others record of them meanwhile.
const TRIES: u32 = 8;

/// How far a recheck has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The log that was looked through last.
    key: [u8; 32],
    /// The last message that asked for a recheck when it began: those after it ask for another.
    asked: u64,
}

/// What a step of a recheck did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rechecked {
    /// How many desks are told that an answer of theirs was wrong.
    pub corrections: u64,
    /// Where to go on; `None` when everything was looked through.
    pub next: Option<Cursor>,
}

/// An answer that was wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Wrong {
    entry: QuestionEntry,
    message: Message,
}

impl Registry {
    /// Puts corrections of earlier answers about a person into a batch that changes what is known
    /// of them. `after` is what will be known. Each answer is corrected at most once.
    pub(crate) async fn correct(
        &self,
        after: &Holding,
        now: Timestamp,
        writing: &mut Writing<'_>,
    ) -> Result<u64, RegistryError> {
        let Some(person) = after.person() else {
            return Ok(0);
        };
        let log = self
            .stream::<QuestionEntry>(self.question_stream(person))
            .await?;
        self.correct_log(after, &log, now, writing).await
    }

    async fn correct_log(
        &self,
        after: &Holding,
        log: &Stream<QuestionEntry>,
        now: Timestamp,
        writing: &mut Writing<'_>,
    ) -> Result<u64, RegistryError> {
        // A question asked meanwhile would not know of this, nor this of the question.
        writing.unless_changed(log);
        let asked = standing(log);
        if asked.is_empty() {
            return Ok(0);
        }
        let around = self.around(std::slice::from_ref(after)).await?;
        around.guard(writing);
        let wrong = decide(after, log, &self.weigh(after, &around)?);
        if wrong.is_empty() {
            return Ok(0);
        }
        let first = log.next_instant(now);
        let entries = instants(first).zip(wrong.iter().map(|wrong| &wrong.entry));
        writing.append_all(log, entries)?;
        for wrong in &wrong {
            writing.message_about(&after.stream, &wrong.message)?;
        }
        let person = after.person().unwrap_or_default().to_owned();
        let told = Message::Person {
            person,
            matter: None,
            about: About::Correction,
        };
        writing.message_about(&after.stream, &told)?;
        Ok(u64::try_from(wrong.len()).unwrap_or(u64::MAX))
    }

    /// Looks through the answers given before, some people at a time: after a withdrawal en masse
    /// or an outage, which change positions without touching anybody's own stream. It can be run
    /// at any time; once it comes to its end, the messages that asked for it are done.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn recheck(
        &self,
        _permit: &Permit<operation::SendMessages>,
        after: Option<Cursor>,
        now: Timestamp,
    ) -> Result<Rechecked, RegistryError> {
        let asked = match after {
            Some(cursor) => cursor.asked,
            None => self.rechecks().await?.into_iter().next_back().unwrap_or(0),
        };
        let after = after.map(|cursor| cursor.key);
        let ids = self.store.streams(QUESTIONS, after, LOGS_AT_ONCE).await?;
        let mut corrections = 0;
        for log in self.streams::<QuestionEntry>(&ids).await? {
            if !standing(&log).is_empty() {
                corrections += self.recheck_one(log.id, now).await?;
            }
        }
        let more = ids.len() == LOGS_AT_ONCE;
        let next = ids
            .last()
            .filter(|_| more)
            .map(|id| Cursor { key: id.key, asked });
        if next.is_none() {
            self.recheck_done(asked).await?;
        }
        Ok(Rechecked { corrections, next })
    }

    /// Closes the messages that asked for a recheck before it began.
    async fn recheck_done(&self, asked: u64) -> Result<(), RegistryError> {
        if asked == 0 {
            return Ok(());
        }
        for number in self.rechecks().await? {
            if number <= asked {
                self.store.done(number).await?;
            }
        }
        Ok(())
    }

    async fn recheck_one(&self, log: StreamId, now: Timestamp) -> Result<u64, RegistryError> {
        for _ in 0..TRIES {
            let log = self.stream::<QuestionEntry>(log).await?;
            let keys: BTreeSet<[u8; 32]> = standing(&log)
                .iter()
                .filter_map(|(_, row)| unhex(&row.person))
                .collect();
            let Some(key) = keys.first() else {
                return Ok(0);
            };
            let person = StreamId {
                family: PERSONS,
                key: *key,
            };
            let holding = Holding::of(self.stream(person).await?)?;
            if holding.person().is_none() {
                return Ok(0);
            }
            let mut writing = self.writing();
            let corrections = self.correct_log(&holding, &log, now, &mut writing).await?;
            if corrections == 0 {
                return Ok(0);
            }
            writing.unless_changed(&holding.stream);
            match writing.commit().await {
                Err(error) if error.is_conflict() => {}
                Err(error) => return Err(error),
                Ok(_) => return Ok(corrections),
            }
        }
        Err(RegistryError::Contended { times: TRIES })
    }
}

fn instants(first: Timestamp) -> impl Iterator<Item = Timestamp> {
    let nanosecond = jiff::SignedDuration::from_nanos(1);
    std::iter::successors(Some(first), move |at| at.checked_add(nanosecond).ok())
}

/// Which answers were wrong: not `yes` at some instant of their life, by what is known now.
fn decide(after: &Holding, log: &Stream<QuestionEntry>, weighed: &Weighed<'_>) -> Vec<Wrong> {
    let person = after.person().unwrap_or_default().to_owned();
    let wrong = |(version, row): (Version, &crate::question::AskedRow)| {
        let not_since = weighed.first_not_yes(&row.measure, row.asked_at, row.expires_at)?;
        let answer = weighed.answer(&row.measure, not_since);
        Some(Wrong {
            entry: QuestionEntry::Corrected {
                of: version.0,
                not_since,
                answer,
            },
            message: Message::Correction {
                desk: row.desk.clone(),
                person: person.clone(),
                measure: row.measure.clone(),
                asked_at: row.asked_at,
                not_since,
                answer,
            },
        })
    };
    standing(log).into_iter().filter_map(wrong).collect()
}
