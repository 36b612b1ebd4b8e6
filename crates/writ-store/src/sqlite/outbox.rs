//! The outbox as work: what readers ask and what the writer does.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::failure::{Failure, signed, unsigned};
use crate::{DeadLetter, LeaseAsked, Leased, Message, NextAttempt, Settled};

/// What a worker asks for, kept until the writer comes to it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) topics: Vec<String>,
    pub(super) worker: String,
    pub(super) now: i64,
    pub(super) until: i64,
}

impl Asked {
    pub(super) fn of(asked: LeaseAsked<'_>) -> Asked {
        Asked {
            topics: asked.topics.iter().map(|&topic| topic.to_owned()).collect(),
            worker: asked.worker.to_owned(),
            now: asked.now,
            until: asked.until,
        }
    }
}

/// The message that is due for the longest time.
pub(super) fn lease(connection: &Connection, asked: &Asked) -> Result<Option<Leased>, Failure> {
    // One short walk for each topic: a single statement for all of them would sort what is due.
    let mut find = connection.prepare_cached(
        "SELECT due, number FROM message INDEXED BY message_due
         WHERE done = 0 AND dead = 0 AND topic = ?1 AND due <= ?2 ORDER BY due, number LIMIT 1",
    )?;
    let mut first: Option<(i64, i64)> = None;
    for topic in &asked.topics {
        let found = find.query_row(params![topic, asked.now], |row| {
            Ok((row.get(0)?, row.get(1)?))
        });
        first = [first, found.optional()?].into_iter().flatten().min();
    }
    let Some((_, number)) = first else {
        return Ok(None);
    };
    let leased = connection
        .prepare_cached(
            "UPDATE message SET due = ?2, worker = ?3, attempts = attempts + 1 WHERE number = ?1
             RETURNING number, topic, content, attempts",
        )?
        .query_row(params![number, asked.until, asked.worker], |row| {
            Ok((message(row)?, row.get(3)?))
        })?;
    let ((number, topic, content), attempt) = leased;
    Ok(Some(Leased {
        message: Message {
            number: unsigned(number)?,
            topic,
            content,
        },
        attempt,
        worker: asked.worker.clone(),
        until: asked.until,
    }))
}

fn message(row: &Row<'_>) -> rusqlite::Result<(i64, String, Vec<u8>)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

/// Takes down that a message could not be sent, if whoever says so still holds it.
pub(super) fn failed(
    connection: &Connection,
    lease: &Leased,
    why: &[u8],
    next: NextAttempt,
) -> Result<Settled, Failure> {
    let (due, dead) = match next {
        NextAttempt::At(due) => (due, 0),
        NextAttempt::ByHand => (lease.until, 1),
    };
    let changed = connection
        .prepare_cached(
            "UPDATE message SET due = ?5, dead = ?6, why = ?7, worker = NULL
             WHERE number = ?1 AND done = 0 AND dead = 0 AND worker = ?2 AND attempts = ?3
               AND due = ?4",
        )?
        .execute(params![
            signed(lease.message.number),
            lease.worker,
            lease.attempt,
            lease.until,
            due,
            dead,
            why
        ])?;
    Ok(settled(changed))
}

/// Lets a dead letter be tried again.
pub(super) fn retry(connection: &Connection, number: u64, due: i64) -> Result<Settled, Failure> {
    let changed = connection
        .prepare_cached(
            "UPDATE message SET dead = 0, attempts = 0, due = ?2
             WHERE number = ?1 AND done = 0 AND dead = 1",
        )?
        .execute(params![signed(number), due])?;
    Ok(settled(changed))
}

fn settled(changed: usize) -> Settled {
    match changed {
        0 => Settled::Moot,
        _ => Settled::Now,
    }
}

pub(super) fn dead(
    connection: &Connection,
    after: u64,
    limit: usize,
) -> Result<Vec<DeadLetter>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT number, topic, content, attempts, why FROM message INDEXED BY message_dead
         WHERE done = 0 AND dead = 1 AND number > ?1 ORDER BY number LIMIT ?2",
    )?;
    let mut rows = statement.query([signed(after), signed(limit as u64)])?;
    let mut letters = Vec::new();
    while let Some(row) = rows.next()? {
        let (number, topic, content) = message(row)?;
        letters.push(DeadLetter {
            message: Message {
                number: unsigned(number)?,
                topic,
                content,
            },
            attempts: row.get(3)?,
            why: row.get::<_, Option<Vec<u8>>>(4)?.unwrap_or_default(),
        });
    }
    Ok(letters)
}
