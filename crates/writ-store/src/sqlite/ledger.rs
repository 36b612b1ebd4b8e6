//! Places, tiles and covers: what readers ask and what the writer does.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::failure::{Failure, signed, unsigned};
use crate::ledger::TileKey;
use crate::{Cover, Family, NewTile, Placed, StoreError, StreamId, TileAt, Version, Waiting};

/// The families that were read from any file, as long as the program runs. A file has few, each
/// fixed in the code of some program.
static FAMILIES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

fn family(word: &str) -> Family {
    let mut known = FAMILIES.lock().unwrap_or_else(PoisonError::into_inner);
    Family(known.get(word).copied().unwrap_or_else(|| {
        let word: &'static str = Box::leak(word.into());
        known.insert(word);
        word
    }))
}

/// Every family of which a stream has an entry.
pub(super) fn families(connection: &Connection) -> Result<Vec<Family>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT family FROM stream
         WHERE EXISTS (SELECT 1 FROM entry WHERE stream = stream.id) ORDER BY family",
    )?;
    let mut rows = statement.query([])?;
    let mut families = Vec::new();
    while let Some(row) = rows.next()? {
        let word = row.get_ref(0)?.as_str();
        families.push(family(word.map_err(rusqlite::Error::from)?));
    }
    Ok(families)
}

/// The stream whose family and key stand in a row from a column on.
fn stream(row: &Row<'_>, column: usize) -> Result<StreamId, Failure> {
    let word = row.get_ref(column)?.as_str();
    Ok(StreamId {
        family: family(word.map_err(rusqlite::Error::from)?),
        key: row.get(column.saturating_add(1))?,
    })
}

pub(super) fn waiting(
    connection: &Connection,
    after: u64,
    limit: usize,
) -> Result<Vec<Waiting>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT waiting.number, stream.family, stream.key, waiting.version, entry.leaf
         FROM waiting
           LEFT JOIN stream ON stream.id = waiting.stream
           LEFT JOIN entry ON entry.stream = waiting.stream AND entry.version = waiting.version
         WHERE waiting.number > ?1 ORDER BY waiting.number LIMIT ?2",
    )?;
    let mut rows = statement.query([signed(after), signed(limit as u64)])?;
    let mut waiting = Vec::new();
    while let Some(row) = rows.next()? {
        waiting.push(Waiting {
            number: unsigned(row.get(0)?)?,
            stream: stream(row, 1)?,
            version: Version(unsigned(row.get(3)?)?),
            leaf: row.get(4)?,
        });
    }
    Ok(waiting)
}

pub(super) fn places(connection: &Connection) -> Result<u64, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT coalesce(max(place) + 1, 0) FROM place")?;
    unsigned(statement.query_row([], |row| row.get(0))?)
}

pub(super) fn placed(
    connection: &Connection,
    from: u64,
    limit: usize,
) -> Result<Vec<Placed>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT place.place, stream.family, stream.key, place.version, entry.recorded_at,
                entry.leaf, entry.content
         FROM place
           LEFT JOIN stream ON stream.id = place.stream
           LEFT JOIN entry ON entry.stream = place.stream AND entry.version = place.version
         WHERE place.place >= ?1 ORDER BY place.place LIMIT ?2",
    )?;
    let mut rows = statement.query([signed(from), signed(limit as u64)])?;
    let mut placed = Vec::new();
    let mut next = from;
    while let Some(row) = rows.next()? {
        let place = unsigned(row.get(0)?)?;
        // A tree grown over a hole would have another root, and every proof would fail.
        if place != next {
            return Err(Failure::Odd(format!("nothing has place {next}")));
        }
        next = next.saturating_add(1);
        placed.push(Placed {
            place,
            stream: stream(row, 1)?,
            version: Version(unsigned(row.get(3)?)?),
            recorded_at: row
                .get::<_, Option<i64>>(4)?
                .ok_or_else(|| Failure::Odd(format!("the entry at place {place} is missing")))?,
            leaf: row.get(5)?,
            content: row.get(6)?,
        });
    }
    Ok(placed)
}

pub(super) fn place_of(
    connection: &Connection,
    (stream, version): (StreamId, Version),
) -> Result<Option<u64>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT place FROM place
         WHERE stream = (SELECT id FROM stream WHERE family = ?1 AND key = ?2) AND version = ?3",
    )?;
    let place = statement.query_row(
        params![stream.family.0, stream.key, signed(version.0)],
        |row| row.get(0),
    );
    place.optional()?.map(unsigned).transpose()
}

pub(super) fn tile(
    connection: &Connection,
    (shard, level, number, width): TileKey,
) -> Result<Option<Vec<u8>>, Failure> {
    let Ok(number) = i64::try_from(number) else {
        return Ok(None);
    };
    let mut statement = connection.prepare_cached(
        "SELECT content FROM tile WHERE shard = ?1 AND level = ?2 AND number = ?3 AND width = ?4",
    )?;
    let content = statement.query_row(params![shard, level, number, width], |row| row.get(0));
    Ok(content.optional()?)
}

/// The tiles after one, in order.
pub(super) fn tiles(
    connection: &Connection,
    after: Option<TileAt>,
    limit: usize,
) -> Result<Vec<NewTile>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT shard, level, number, width, content FROM tile
         WHERE (shard, level, number, width) > (?1, ?2, ?3, ?4)
         ORDER BY shard, level, number, width LIMIT ?5",
    )?;
    // No tile has a width of 0.
    let (shard, level, number, width) = after.map_or((0, 0, 0, 0), TileAt::key);
    let after = params![shard, level, signed(number), width, signed(limit as u64)];
    let mut rows = statement.query(after)?;
    let mut tiles = Vec::new();
    while let Some(row) = rows.next()? {
        tiles.push(NewTile {
            shard: row.get(0)?,
            level: row.get(1)?,
            number: unsigned(row.get(2)?)?,
            width: row.get(3)?,
            content: row.get(4)?,
        });
    }
    Ok(tiles)
}

pub(super) fn covers(
    connection: &Connection,
    after_size: u64,
    limit: usize,
) -> Result<Vec<Cover>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT size, at, content FROM cover WHERE size > ?1 ORDER BY size LIMIT ?2",
    )?;
    let mut rows = statement.query([signed(after_size), signed(limit as u64)])?;
    let mut covers = Vec::new();
    while let Some(row) = rows.next()? {
        covers.push(Cover {
            size: unsigned(row.get(0)?)?,
            at: row.get(1)?,
            content: row.get(2)?,
        });
    }
    Ok(covers)
}

/// The largest cover of at most so many places.
pub(super) fn cover_up_to(connection: &Connection, size: u64) -> Result<Option<Cover>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT size, at, content FROM cover WHERE size <= ?1 ORDER BY size DESC LIMIT 1",
    )?;
    let mut rows = statement.query([signed(size)])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(Cover {
        size: unsigned(row.get(0)?)?,
        at: row.get(1)?,
        content: row.get(2)?,
    }))
}

/// Gives places, one after the other, to entries that wait.
pub(super) fn give_places(
    connection: &Connection,
    first: u64,
    numbers: &[u64],
) -> Result<(), Failure> {
    StoreError::next_place(first, places(connection)?)?;
    // Numbers mostly follow one another, and a run of them takes two statements instead of two
    // for each.
    let mut give = connection.prepare_cached(
        "INSERT INTO place (place, stream, version)
         SELECT ?1 + (number - ?2), stream, version FROM waiting
         WHERE number BETWEEN ?2 AND ?3 ORDER BY number",
    )?;
    let mut end =
        connection.prepare_cached("DELETE FROM waiting WHERE number BETWEEN ?1 AND ?2")?;
    let mut place = first;
    for run in numbers.chunk_by(|one, next| one.checked_add(1) == Some(*next)) {
        let (Some(from), Some(to)) = (run.first().copied(), run.last().copied()) else {
            continue;
        };
        let given = give.execute([signed(place), signed(from), signed(to)])?;
        if given != run.len() {
            let waits = |number: &&u64| is_waiting(connection, **number).map(|waits| !waits);
            let missing = run.iter().find(|it| waits(it).unwrap_or(true));
            return Err(StoreError::not_waiting(missing.copied().unwrap_or(from)).into());
        }
        end.execute([signed(from), signed(to)])?;
        place += run.len() as u64;
    }
    Ok(())
}

fn is_waiting(connection: &Connection, number: u64) -> Result<bool, Failure> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM waiting WHERE number = ?1")?;
    Ok(statement.exists([signed(number)])?)
}

pub(super) fn keep_tiles(connection: &Connection, tiles: &[NewTile]) -> Result<(), Failure> {
    let mut keep = connection.prepare_cached(
        "INSERT INTO tile (shard, level, number, width, content) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for new in tiles {
        let (shard, level, number, width) = new.key();
        match tile(connection, new.key())? {
            Some(kept) if kept == new.content => {}
            Some(_) => return Err(StoreError::tile_differs(new).into()),
            None => {
                keep.execute(params![shard, level, signed(number), width, new.content])?;
            }
        }
    }
    Ok(())
}

pub(super) fn forget_partial_tiles(connection: &Connection) -> Result<usize, Failure> {
    // Named, because SQLite would rather walk over every tile.
    let mut statement = connection.prepare_cached(
        "DELETE FROM tile AS narrow INDEXED BY tile_partial WHERE width < 256 AND EXISTS (
           SELECT 1 FROM tile WHERE shard = narrow.shard AND level = narrow.level
             AND number = narrow.number AND width = 256)",
    )?;
    Ok(statement.execute([])?)
}

pub(super) fn cover(connection: &Connection, cover: &Cover) -> Result<usize, Failure> {
    let last = cover_up_to(connection, u64::MAX)?.map(|last| (last.size, last.at));
    cover.follows(last, places(connection)?)?;
    Ok(connection
        .prepare_cached("INSERT INTO cover (size, at, content) VALUES (?1, ?2, ?3)")?
        .execute(params![signed(cover.size), cover.at, cover.content])?)
}
