//! What the writer does for one caller, within a transaction.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::failure::{Failure, signed, unsigned};
use super::{ledger, outbox, passing, query};
use crate::{
    Append, Appended, Batch, Cover, Idempotency, Keeping, Leased, NextAttempt, Passing, Sequenced,
    Settled, StoreError, StreamId, Version,
};

/// What a caller asked to be written.
#[derive(Debug)]
pub(super) enum Work {
    /// A batch, and what its caller found wrong with it.
    Append {
        batch: Batch,
        sound: Result<(), StoreError>,
    },
    /// A step of the ledger, and what its caller found wrong with it.
    Sequence {
        step: Sequenced,
        sound: Result<(), StoreError>,
    },
    Cover(Cover),
    ForgetPartialTiles,
    EraseKey(StreamId),
    Done(u64),
    Lease(outbox::Asked),
    Failed {
        lease: Leased,
        why: Vec<u8>,
        next: NextAttempt,
    },
    Retry {
        number: u64,
        due: i64,
    },
    Keep {
        name: [u8; 32],
        passing: Passing,
    },
    KeepNew {
        name: [u8; 32],
        passing: Passing,
        now: i64,
    },
    ForgetPassing([u8; 32]),
    ForgetExpired {
        now: i64,
    },
    Found {
        name: &'static str,
        value: Vec<u8>,
    },
    Forget {
        recorded_before: i64,
    },
    #[cfg(test)]
    Panic,
}

/// What came of it.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    /// What there is to say of a batch, and of all that is in once it is carried out.
    Appended(Appended),
    Leased(Option<Leased>),
    Settled(Settled),
    Kept(Keeping),
}

impl Outcome {
    /// Whether it was in before.
    pub(super) fn appended(self) -> Appended {
        match self {
            Outcome::Appended(appended) => appended,
            Outcome::Leased(_) | Outcome::Settled(_) | Outcome::Kept(_) => Appended::Now,
        }
    }
}

impl Work {
    /// How much of a transaction it fills.
    pub(super) fn weight(&self) -> usize {
        match self {
            Work::Append { batch, .. } => batch.appends.len().saturating_add(1),
            Work::Sequence { step, .. } => {
                let (appends, tiles) = (step.batch.appends.len(), step.tiles.len());
                let parts = [appends, step.numbers.len(), tiles];
                parts.into_iter().fold(1, usize::saturating_add)
            }
            _ => 1,
        }
    }

    pub(super) fn carry_out(&self, connection: &Connection) -> Result<Outcome, Failure> {
        let appended = match self {
            Work::Append { batch, sound } => append(connection, batch, sound)?,
            Work::Sequence { step, sound } => sequence(connection, step, sound)?,
            Work::Lease(asked) => return Ok(Outcome::Leased(outbox::lease(connection, asked)?)),
            Work::Failed { lease, why, next } => {
                let settled = outbox::failed(connection, lease, why, *next)?;
                return Ok(Outcome::Settled(settled));
            }
            Work::Retry { number, due } => {
                return Ok(Outcome::Settled(outbox::retry(connection, *number, *due)?));
            }
            Work::KeepNew { name, passing, now } => {
                let keeping = passing::keep_new(connection, *name, passing, *now)?;
                return Ok(Outcome::Kept(keeping));
            }
            other => {
                other.change(connection)?;
                Appended::Now
            }
        };
        Ok(Outcome::Appended(appended))
    }

    /// Carries out what there is nothing to say of afterwards, and tells how many rows it changed.
    fn change(&self, connection: &Connection) -> Result<usize, Failure> {
        Ok(match self {
            Work::Keep { name, passing } => passing::keep(connection, *name, passing)?,
            Work::ForgetPassing(name) => passing::forget(connection, *name)?,
            Work::ForgetExpired { now } => passing::forget_expired(connection, *now)?,
            Work::Cover(cover) => ledger::cover(connection, cover)?,
            Work::ForgetPartialTiles => ledger::forget_partial_tiles(connection)?,
            Work::EraseKey(stream) => connection
                .prepare_cached(
                    "UPDATE data_key SET wrapped = NULL WHERE wrapped IS NOT NULL AND stream =
                     (SELECT id FROM stream WHERE family = ?1 AND key = ?2)",
                )?
                .execute(params![stream.family.0, stream.key])?,
            Work::Done(number) => connection
                .prepare_cached("UPDATE message SET done = 1 WHERE number = ?1 AND done = 0")?
                .execute([signed(*number)])?,
            Work::Found { name, value } => found(connection, name, value)?,
            Work::Forget { recorded_before } => connection
                .prepare_cached("DELETE FROM idempotency WHERE recorded_at < ?1")?
                .execute([recorded_before])?,
            #[cfg(test)]
            Work::Panic => panic!("as asked"),
            // What has an outcome of its own is carried out above.
            Work::Append { .. }
            | Work::Sequence { .. }
            | Work::Lease(_)
            | Work::Failed { .. }
            | Work::Retry { .. }
            | Work::KeepNew { .. } => 0,
        })
    }
}

fn found(connection: &Connection, name: &'static str, value: &[u8]) -> Result<usize, Failure> {
    match query::founding(connection, name)? {
        Some(fixed) if fixed == value => Ok(0),
        Some(_) => Err(StoreError::founded(name).into()),
        None => Ok(connection
            .prepare_cached("INSERT INTO founding (name, value) VALUES (?1, ?2)")?
            .execute(params![name, value])?),
    }
}

fn append(
    connection: &Connection,
    batch: &Batch,
    sound: &Result<(), StoreError>,
) -> Result<Appended, Failure> {
    if repeats(connection, batch)? {
        return Ok(Appended::Before);
    }
    sound.clone()?;
    put(connection, batch)?;
    Ok(Appended::Now)
}

fn sequence(
    connection: &Connection,
    step: &Sequenced,
    sound: &Result<(), StoreError>,
) -> Result<Appended, Failure> {
    if repeats(connection, &step.batch)? {
        return Ok(Appended::Before);
    }
    sound.clone()?;
    ledger::give_places(connection, step.first, &step.numbers)?;
    put(connection, &step.batch)?;
    ledger::keep_tiles(connection, &step.tiles)?;
    Ok(Appended::Now)
}

/// Whether a batch is in already.
fn repeats(connection: &Connection, batch: &Batch) -> Result<bool, Failure> {
    let Some(asked) = &batch.idempotency else {
        return Ok(false);
    };
    match digest(connection, asked)? {
        Some(before) if before == asked.digest => Ok(true),
        Some(_) => Err(StoreError::KeyReused.into()),
        None => Ok(false),
    }
}

fn put(connection: &Connection, batch: &Batch) -> Result<(), Failure> {
    let mut streams = Streams::prepare(connection)?;
    let mut entries = connection.prepare_cached(
        "INSERT INTO entry (stream, version, recorded_at, content, leaf)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut waiting =
        connection.prepare_cached("INSERT INTO waiting (stream, version) VALUES (?1, ?2)")?;
    let mut ids = HashMap::with_capacity(batch.keys.len());
    for append in &batch.appends {
        let Some((id, mut version)) = streams.admit(append)? else {
            continue;
        };
        for entry in &append.entries {
            version += 1;
            let (at, content, leaf) = (entry.recorded_at, &entry.content, &entry.leaf);
            entries.execute(params![id, version, at, content, leaf])?;
            if leaf.is_some() {
                waiting.execute([id, version])?;
            }
        }
        if !batch.keys.is_empty() {
            ids.insert(append.stream, id);
        }
    }
    put_keys(connection, &mut streams, batch, &ids)?;
    put_messages(connection, batch)?;
    if let Some(asked) = &batch.idempotency {
        connection
            .prepare_cached(
                "INSERT INTO idempotency (key, digest, recorded_at) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![asked.key, asked.digest, batch.recorded_at()])?;
    }
    Ok(())
}

fn digest(connection: &Connection, asked: &Idempotency) -> Result<Option<[u8; 32]>, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT digest FROM idempotency WHERE key = ?1")?;
    Ok(statement
        .query_row([&asked.key], |row| row.get(0))
        .optional()?)
}

fn put_keys(
    connection: &Connection,
    streams: &mut Streams<'_>,
    batch: &Batch,
    ids: &HashMap<StreamId, i64>,
) -> Result<(), Failure> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO data_key (stream, wrapped) VALUES (?1, ?2) ON CONFLICT (stream) DO NOTHING",
    )?;
    for (stream, wrapped) in &batch.keys {
        let id = match ids.get(stream) {
            Some(id) => *id,
            None => streams.find_or_make(*stream)?.0,
        };
        if insert.execute(params![id, wrapped])? == 0 {
            return Err(Failure::Refused(match query::key(connection, *stream)? {
                Some(_) => StoreError::has_key(*stream),
                None => StoreError::erased_key(*stream),
            }));
        }
    }
    Ok(())
}

fn put_messages(connection: &Connection, batch: &Batch) -> Result<(), Failure> {
    let mut insert =
        connection.prepare_cached("INSERT INTO message (topic, content) VALUES (?1, ?2)")?;
    for message in &batch.outbox {
        insert.execute(params![message.topic, message.content])?;
    }
    Ok(())
}

/// The last entry of a stream: its version and when it was recorded.
type Head = Option<(i64, i64)>;

/// Finds streams and their heads, and makes streams.
struct Streams<'c> {
    connection: &'c Connection,
    make: CachedStatement<'c>,
    find: CachedStatement<'c>,
}

impl<'c> Streams<'c> {
    fn prepare(connection: &'c Connection) -> Result<Streams<'c>, Failure> {
        let make = connection.prepare_cached(
            "INSERT INTO stream (family, key) VALUES (?1, ?2) ON CONFLICT (family, key) DO NOTHING",
        )?;
        let find = connection.prepare_cached(
            "SELECT stream.id, entry.version, entry.recorded_at
             FROM stream LEFT JOIN entry ON entry.stream = stream.id
             WHERE stream.family = ?1 AND stream.key = ?2
             ORDER BY entry.version DESC LIMIT 1",
        )?;
        Ok(Streams {
            connection,
            make,
            find,
        })
    }

    /// The number of the stream that an append goes to and the version that it has; nothing if
    /// there is nothing to append.
    fn admit(&mut self, append: &Append) -> Result<Option<(i64, i64)>, Failure> {
        let stream = append.stream;
        let found = match (append.expected, append.entries.first()) {
            // Making it tells at once whether it was there.
            (Version(0), Some(_)) => Some(self.find_or_make(stream)?),
            _ => self.find(stream)?,
        };
        let head = found.and_then(|(_, head)| head);
        let (version, last) = head.unzip();
        let version = version.unwrap_or(0);
        StoreError::at(stream, append.expected, Version(unsigned(version)?))?;
        let (Some(first), Some((id, _))) = (append.entries.first(), found) else {
            return Ok(None);
        };
        StoreError::in_time(stream, last, first.recorded_at)?;
        Ok(Some((id, version)))
    }

    fn find_or_make(&mut self, stream: StreamId) -> Result<(i64, Head), Failure> {
        if self.make.execute(params![stream.family.0, stream.key])? == 1 {
            return Ok((self.connection.last_insert_rowid(), None));
        }
        self.find(stream)?
            .ok_or_else(|| Failure::Odd(format!("stream `{stream:?}` is not found")))
    }

    fn find(&mut self, stream: StreamId) -> Result<Option<(i64, Head)>, Failure> {
        let head = |row: &rusqlite::Row<'_>| {
            let (version, recorded_at): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, version.zip(recorded_at)))
        };
        Ok(self
            .find
            .query_row(params![stream.family.0, stream.key], head)
            .optional()?)
    }
}
