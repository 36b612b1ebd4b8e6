//! The questions that readers ask.

use rusqlite::{Connection, OptionalExtension, params};

use super::failure::{Failure, signed, unsigned};
use crate::{Entry, Family, Message, StreamId, Version};

pub(super) fn version(connection: &Connection, stream: StreamId) -> Result<Version, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(max(version), 0) FROM entry
         WHERE stream = (SELECT id FROM stream WHERE family = ?1 AND key = ?2)",
    )?;
    let version = statement.query_row(params![stream.family.0, stream.key], |row| row.get(0))?;
    Ok(Version(unsigned(version)?))
}

pub(super) fn entries(
    connection: &Connection,
    stream: StreamId,
    after: Version,
) -> Result<Vec<Entry>, Failure> {
    // Without a leaf there is no stream to look for a place with, and SQLite looks for none.
    let mut statement = connection.prepare_cached(
        "SELECT entry.version, entry.recorded_at, entry.content, entry.leaf, place.place,
                (SELECT at FROM cover WHERE size > place.place ORDER BY size LIMIT 1)
         FROM entry LEFT JOIN place
           ON place.stream = iif(entry.leaf IS NULL, NULL, entry.stream)
           AND place.version = entry.version
         WHERE entry.stream = (SELECT id FROM stream WHERE family = ?1 AND key = ?2)
           AND entry.version > ?3
         ORDER BY entry.version",
    )?;
    let mut rows = statement.query(params![stream.family.0, stream.key, signed(after.0)])?;
    let mut entries: Vec<Entry> = Vec::new();
    while let Some(row) = rows.next()? {
        let version = Version(unsigned(row.get(0)?)?);
        let entry = Entry {
            version,
            recorded_at: row.get(1)?,
            content: row.get(2)?,
            leaf: row.get(3)?,
            place: row.get::<_, Option<i64>>(4)?.map(unsigned).transpose()?,
            covered_at: row.get(5)?,
        };
        let (before, time) = match entries.last() {
            Some(last) => (last.version, Some(last.recorded_at)),
            None => (after, None),
        };
        // Evaluation on a stream with a hole in it would be wrong without anybody seeing it.
        if before.0.checked_add(1) != Some(version.0)
            || time.is_some_and(|time| time >= entry.recorded_at)
        {
            return Err(Failure::Odd(format!(
                "in stream `{stream:?}`, entry {} does not follow entry {}",
                version.0, before.0
            )));
        }
        entries.push(entry);
    }
    Ok(entries)
}

pub(super) fn streams(
    connection: &Connection,
    family: Family,
    after: Option<[u8; 32]>,
    limit: usize,
) -> Result<Vec<StreamId>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT key FROM stream
         WHERE family = ?1 AND key > ?2 AND EXISTS (SELECT 1 FROM entry WHERE stream = stream.id)
         ORDER BY key LIMIT ?3",
    )?;
    // No bytes at all come before every key.
    let after = after.as_ref().map_or(&[][..], |key| &key[..]);
    let keys = statement.query_map(params![family.0, after, signed(limit as u64)], |row| {
        Ok(StreamId {
            family,
            key: row.get(0)?,
        })
    })?;
    Ok(keys.collect::<Result<_, _>>()?)
}

pub(super) fn key(connection: &Connection, stream: StreamId) -> Result<Option<Vec<u8>>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT wrapped FROM data_key
         WHERE stream = (SELECT id FROM stream WHERE family = ?1 AND key = ?2)",
    )?;
    let wrapped = statement.query_row(params![stream.family.0, stream.key], |row| row.get(0));
    Ok(wrapped.optional()?.flatten())
}

pub(super) fn outbox(
    connection: &Connection,
    after: u64,
    limit: usize,
) -> Result<Vec<Message>, Failure> {
    // Named, because SQLite would rather walk over everything that was ever sent.
    let mut statement = connection.prepare_cached(
        "SELECT number, topic, content FROM message INDEXED BY message_open
         WHERE done = 0 AND number > ?1 ORDER BY number LIMIT ?2",
    )?;
    let mut rows = statement.query([signed(after), signed(limit as u64)])?;
    let mut messages = Vec::new();
    while let Some(row) = rows.next()? {
        let number = unsigned(row.get(0)?)?;
        messages.push(Message {
            number,
            topic: row.get(1)?,
            content: row.get(2)?,
        });
    }
    Ok(messages)
}

pub(super) fn founding(
    connection: &Connection,
    name: &'static str,
) -> Result<Option<Vec<u8>>, Failure> {
    let mut statement = connection.prepare_cached("SELECT value FROM founding WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}
