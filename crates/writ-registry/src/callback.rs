//! Callbacks: a desk that was told `yes` can leave word where it wants to be told of the end of that
//! restriction, and of nothing else.
//!
//! It is left for one answer, within the life of that answer or while the restriction holds. It ends
//! with the restriction, when the desk ends it, or after a year: no desk watches anybody for ever.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use writ_law::truth::Truth;
use writ_store::{Family, StreamId};

use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, TRIES, retried};
use crate::outbox::Message;
use crate::person::Holding;
use crate::question::{AskedRow, QuestionEntry, Told};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::{AsJson, Stream};

pub(crate) const CALLBACKS: Family = Family("callback");

/// For how long a callback waits at most.
pub const CALLBACK_WAITS: SignedDuration = SignedDuration::from_hours(365 * 24);
/// How many people's callbacks are looked at in one step.
const AT_ONCE: usize = 200;
/// How long an address may be.
const URL_BYTES: usize = 2_000;

/// An answer, as the desk that got it names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerReference<'a> {
    /// The person that was asked about.
    pub person: &'a str,
    /// The answer, by its identifier.
    pub answer: &'a str,
}

/// A callback, as the desk that left it sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Callback {
    /// The answer that it was left for.
    pub answer: String,
    /// The measure.
    pub measure: String,
    /// Where the desk is told.
    pub url: String,
    /// When it was left.
    pub left_at: Timestamp,
    /// Until when it waits at most.
    pub until: Timestamp,
}

/// How far a step over all callbacks has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallbackCursor {
    key: [u8; 32],
}

/// What a step over the callbacks did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallbacksStepped {
    /// How many desks are told that a restriction has ended.
    pub ended: u64,
    /// How many callbacks ran out, or are of people who were erased.
    pub lapsed: u64,
    /// Where to go on; `None` when everything was looked through.
    pub next: Option<CallbackCursor>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CallbackEntry {
    Left(Left),
    Over {
        /// The answer.
        answer: String,
        because: Over,
    },
}

/// A callback as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Left {
    person: String,
    desk: String,
    answer: String,
    measure: String,
    url: String,
    until: Timestamp,
}

/// Why a callback is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Over {
    /// The restriction ended, and the desk is told.
    Ended,
    /// The desk ended it.
    Taken,
    /// It waited for as long as one may.
    Lapsed,
}

impl AsJson for CallbackEntry {}

/// The callbacks that wait, each with when it was left.
fn waiting(stream: &Stream<CallbackEntry>) -> Vec<(Timestamp, &Left)> {
    let over = |of: &str| {
        stream
            .says()
            .any(|it| matches!(it, CallbackEntry::Over { answer, .. } if answer == of))
    };
    let left = stream.entries.iter().filter_map(|said| match &said.what {
        CallbackEntry::Left(left) => Some((said.recorded_at, left)),
        CallbackEntry::Over { .. } => None,
    });
    left.filter(|(_, left)| !over(&left.answer)).collect()
}

/// Refused where it is no address at which somebody else can be told, safely.
fn check_url(url: &str) -> Ruling<()> {
    let rest = url.strip_prefix("https://");
    let host = rest.map(|rest| rest.split(['/', '?']).next().unwrap_or_default());
    let host = host.map(|host| host.split(':').next().unwrap_or_default());
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let named = |host: &str| {
        let last = host.rsplit('.').next().unwrap_or_default();
        // A name, and not a number of a machine that only this one can reach.
        host.contains('.')
            && host.chars().all(letter)
            && !host.starts_with('.')
            && last.chars().any(|c| c.is_ascii_alphabetic())
            && !["localhost", "local", "internal"].contains(&last)
    };
    let plain = url.len() <= URL_BYTES && url.chars().all(|c| c.is_ascii_graphic());
    if plain && !url.contains(['#', '@', '\\']) && host.is_some_and(named) {
        return Ok(());
    }
    Err(Refusal::on(
        "callback-url",
        "the address is not one at which the desk can be told",
        "give an https address with the name of a host, without a user, a password or a fragment",
    ))
}

impl Registry {
    fn callback_stream(&self, person: &str) -> StreamId {
        self.keys.stream(CALLBACKS, &[person.as_bytes()])
    }

    /// Leaves word for the end of the restriction that an answer told of. Refused for a `no` or an
    /// `unknown`, for what is over, and a second time.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn leave_callback(
        &self,
        permit: &Permit<operation::AskQuestion>,
        of: AnswerReference<'_>,
        url: &str,
        now: Timestamp,
    ) -> Result<Ruling<Callback>, RegistryError> {
        retried!(self.try_leave_callback(permit, of, url, now))
    }

    async fn try_leave_callback(
        &self,
        permit: &Permit<operation::AskQuestion>,
        of: AnswerReference<'_>,
        url: &str,
        now: Timestamp,
    ) -> Result<Callback, Stop> {
        check_url(url)?;
        let log = self
            .stream::<QuestionEntry>(self.question_stream(of.person))
            .await?;
        let row = answered(&log, permit.name(), of.answer)?;
        let holding = self.holding(of.person).await?;
        let around = self.around(std::slice::from_ref(&holding)).await?;
        let holds = self.weigh(&holding, &around)?.answer(&row.measure, now) == Truth::Yes;
        if now >= row.expires_at && !holds {
            return Err(Refusal::on(
                "answer-over",
                "the answer has expired, and what it told of is over",
                "ask anew",
            )
            .into());
        }
        let stream = self
            .stream::<CallbackEntry>(self.callback_stream(of.person))
            .await?;
        let left = |it: &CallbackEntry| matches!(it, CallbackEntry::Left(left) if left.answer == of.answer);
        if stream.says().any(left) {
            return Err(Refusal::on(
                "callback-left",
                "a callback was left for this answer",
                "one is enough: it comes at the end of the restriction",
            )
            .into());
        }
        let at = stream.next_instant(now);
        let until = at.checked_add(CALLBACK_WAITS).unwrap_or(Timestamp::MAX);
        let entry = Left {
            person: of.person.to_owned(),
            desk: permit.name().to_owned(),
            answer: of.answer.to_owned(),
            measure: row.measure.clone(),
            url: url.to_owned(),
            until,
        };
        let callback = seen(at, &entry);
        let mut writing = self.writing();
        writing.append(&stream, &CallbackEntry::Left(entry), at)?;
        writing.unless_changed(&log);
        writing.unless_changed(&holding.stream);
        writing.commit().await?;
        Ok(callback)
    }

    /// The callback that a desk left for an answer, while it waits.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn callback(
        &self,
        permit: &Permit<operation::ManageCallbacks>,
        of: AnswerReference<'_>,
    ) -> Result<Ruling<Callback>, RegistryError> {
        let stream = self
            .stream::<CallbackEntry>(self.callback_stream(of.person))
            .await?;
        let found = own(&stream, permit.name(), of.answer);
        Ok(found.map(|(at, left)| seen(at, left)))
    }

    /// Takes a callback back.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn end_callback(
        &self,
        permit: &Permit<operation::ManageCallbacks>,
        of: AnswerReference<'_>,
        now: Timestamp,
    ) -> Result<Ruling<()>, RegistryError> {
        retried!(self.try_end_callback(permit, of, now))
    }

    async fn try_end_callback(
        &self,
        permit: &Permit<operation::ManageCallbacks>,
        of: AnswerReference<'_>,
        now: Timestamp,
    ) -> Result<(), Stop> {
        let stream = self
            .stream::<CallbackEntry>(self.callback_stream(of.person))
            .await?;
        own(&stream, permit.name(), of.answer)?;
        let over = CallbackEntry::Over {
            answer: of.answer.to_owned(),
            because: Over::Taken,
        };
        let mut writing = self.writing();
        writing.append(&stream, &over, stream.next_instant(now))?;
        writing.commit().await?;
        Ok(())
    }

    /// Looks through the callbacks that wait, some people at a time: whose restriction is no longer
    /// in force, is told so, once. What waited for a year, or is of somebody who was erased, is over.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn callbacks_due(
        &self,
        _permit: &Permit<operation::SendMessages>,
        after: Option<CallbackCursor>,
        now: Timestamp,
    ) -> Result<CallbacksStepped, RegistryError> {
        let after = after.map(|cursor| cursor.key);
        let ids = self.store.streams(CALLBACKS, after, AT_ONCE).await?;
        let mut stepped = CallbacksStepped {
            ended: 0,
            lapsed: 0,
            next: None,
        };
        for stream in self.streams::<CallbackEntry>(&ids).await? {
            if !waiting(&stream).is_empty() {
                let (ended, lapsed) = self.callbacks_of(stream.id, now).await?;
                stepped.ended += ended;
                stepped.lapsed += lapsed;
            }
        }
        let more = ids.len() == AT_ONCE;
        let last = ids.last().filter(|_| more);
        stepped.next = last.map(|id| CallbackCursor { key: id.key });
        Ok(stepped)
    }

    async fn callbacks_of(
        &self,
        id: StreamId,
        now: Timestamp,
    ) -> Result<(u64, u64), RegistryError> {
        for _ in 0..TRIES {
            match self.try_callbacks_of(id, now).await {
                Err(error) if error.is_conflict() => {}
                other => return other,
            }
        }
        Err(RegistryError::Contended { times: TRIES })
    }

    async fn try_callbacks_of(
        &self,
        id: StreamId,
        now: Timestamp,
    ) -> Result<(u64, u64), RegistryError> {
        let stream = self.stream::<CallbackEntry>(id).await?;
        let all = waiting(&stream);
        let Some((_, first)) = all.first() else {
            return Ok((0, 0));
        };
        let holding = self.holding(&first.person).await?;
        let around = self.around(std::slice::from_ref(&holding)).await?;
        let weighed = self.weigh(&holding, &around)?;
        let mut writing = self.writing();
        let (mut over, mut ended) = (Vec::new(), 0);
        for (left_at, left) in all {
            let holds = weighed.answer(&left.measure, now) == Truth::Yes;
            let because = match gone(&holding) || now >= left.until {
                true => Over::Lapsed,
                false if holds => continue,
                false => Over::Ended,
            };
            if because == Over::Ended {
                ended += 1;
                let ended_at = weighed.first_not_yes(&left.measure, left_at, now);
                let message = Message::Ended {
                    desk: left.desk.clone(),
                    answer: left.answer.clone(),
                    measure: left.measure.clone(),
                    url: left.url.clone(),
                    ended_at: ended_at.unwrap_or(now),
                };
                writing.message_about(&holding.stream, &message)?;
            }
            over.push(CallbackEntry::Over {
                answer: left.answer.clone(),
                because,
            });
        }
        if over.is_empty() {
            return Ok((0, 0));
        }
        let count = u64::try_from(over.len()).unwrap_or(u64::MAX);
        let nanosecond = SignedDuration::from_nanos(1);
        let first = Some(stream.next_instant(now));
        let instants = std::iter::successors(first, |at| at.checked_add(nanosecond).ok());
        writing.append_all(&stream, instants.zip(&over))?;
        writing.unless_changed(&holding.stream);
        around.guard(&mut writing);
        writing.commit().await?;
        Ok((ended, count - ended))
    }
}

/// Whether there is nobody any more of whom anything could be told.
fn gone(holding: &Holding) -> bool {
    holding.person().is_none()
}

/// The answer `yes` that a desk got, by its identifier.
fn answered<'l>(log: &'l Stream<QuestionEntry>, desk: &str, answer: &str) -> Ruling<&'l AskedRow> {
    let rows = log.says().filter_map(|entry| match entry {
        QuestionEntry::Asked(row) => Some(row),
        QuestionEntry::Corrected { .. } => None,
    });
    let mut own = rows.filter(|row| row.desk == desk);
    let row = own.find(|row| row.id.as_deref() == Some(answer));
    let row = row.ok_or_else(|| {
        Refusal::on(
            "unknown-answer",
            "this desk got no such answer about this person",
            "name the person and the answer, by the identifier that it came with",
        )
    })?;
    if row.told == Told::Answer(Truth::Yes) {
        return Ok(row);
    }
    Err(Refusal::on(
        "not-restricted",
        "the answer was not `yes`, and a callback is for the end of a restriction alone",
        "nothing: nobody is watched for the beginning of one",
    ))
}

/// A callback of this desk that waits.
fn own<'s>(
    stream: &'s Stream<CallbackEntry>,
    desk: &str,
    answer: &str,
) -> Ruling<(Timestamp, &'s Left)> {
    let mut waiting = waiting(stream).into_iter();
    let found = waiting.find(|(_, left)| left.desk == desk && left.answer == answer);
    found.ok_or_else(|| {
        Refusal::on(
            "unknown-callback",
            "this desk has no callback that waits for this answer",
            "it may have come, or be over",
        )
    })
}

fn seen(left_at: Timestamp, left: &Left) -> Callback {
    Callback {
        answer: left.answer.clone(),
        measure: left.measure.clone(),
        url: left.url.clone(),
        left_at,
        until: left.until,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_of_somebody_else() {
        let fine = [
            "https://desk.example/ended",
            "https://desk.example:8443/a?b=c",
            "https://xn--e1afmkfd.example/",
        ];
        for url in fine {
            assert!(check_url(url).is_ok(), "{url}");
        }
        let long = format!("https://desk.example/{}", "a".repeat(URL_BYTES));
        let wrong = [
            "",
            "http://desk.example/",
            "https://",
            "https://localhost/",
            "https://desk.internal/",
            "https://127.0.0.1/",
            "https://10.1/",
            "https://[::1]/",
            "https://user:word@desk.example/",
            "https://desk.example/#part",
            "https://desk.example/a b",
            "https://desk.example\\@other.example/",
            long.as_str(),
        ];
        for url in wrong {
            assert!(check_url(url).is_err(), "{url}");
        }
    }
}
