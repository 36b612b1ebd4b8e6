//! What passes: what readers ask and what the writer does.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::failure::Failure;
use crate::{Keeping, Passing};

pub(super) fn kept(connection: &Connection, name: [u8; 32]) -> Result<Option<Passing>, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT content, until FROM passing WHERE name = ?1")?;
    let passing = statement.query_row([name], |row| {
        Ok(Passing {
            content: row.get(0)?,
            until: row.get(1)?,
        })
    });
    Ok(passing.optional()?)
}

pub(super) fn keep(
    connection: &Connection,
    name: [u8; 32],
    passing: &Passing,
) -> Result<usize, Failure> {
    Ok(connection
        .prepare_cached(
            "INSERT INTO passing (name, until, content) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET until = excluded.until, content = excluded.content",
        )?
        .execute(params![name, passing.until, passing.content])?)
}

/// Keeps it unless another is kept that has not expired by an instant.
pub(super) fn keep_new(
    connection: &Connection,
    name: [u8; 32],
    passing: &Passing,
    now: i64,
) -> Result<Keeping, Failure> {
    let changed = connection
        .prepare_cached(
            "INSERT INTO passing (name, until, content) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET until = excluded.until, content = excluded.content
             WHERE passing.until <= ?4",
        )?
        .execute(params![name, passing.until, passing.content, now])?;
    Ok(match changed {
        0 => Keeping::Already,
        _ => Keeping::Kept,
    })
}

pub(super) fn forget(connection: &Connection, name: [u8; 32]) -> Result<usize, Failure> {
    Ok(connection
        .prepare_cached("DELETE FROM passing WHERE name = ?1")?
        .execute([name])?)
}

pub(super) fn forget_expired(connection: &Connection, now: i64) -> Result<usize, Failure> {
    Ok(connection
        .prepare_cached("DELETE FROM passing WHERE until <= ?1")?
        .execute([now])?)
}
