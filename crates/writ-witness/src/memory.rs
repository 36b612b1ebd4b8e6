//! What a witness remembers: for each log the last checkpoint that it cosigned.
//!
//! A witness is worth what its memory is worth. Each step reads, decides and writes in one
//! transaction that no other can be within, and it is on the disk before anybody is answered.
//! Triggers refuse what no honest step does. A memory that is lost or put back from a copy makes
//! the key worthless: the witness could sign what contradicts what it signed before.

use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, TransactionBehavior, params};
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use writ_ledger::hash::Hash;

const SCHEMA: &str = include_str!("memory.sql");

/// How long a step waits for another process on the same folder.
const PATIENCE: Duration = Duration::from_secs(5);

/// The last checkpoint of a log that the witness cosigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which log.
    pub origin: String,
    /// The size of the tree.
    pub size: u64,
    /// Its root.
    pub root: Hash,
    /// The checkpoint, signed by the log and cosigned by the witness.
    pub note: String,
    /// When it was cosigned last, in seconds since 1970.
    pub at: u64,
}

/// Two notes of one log that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Which log signed both.
    pub origin: String,
    /// What the witness held.
    pub held: String,
    /// What it was then shown.
    pub shown: String,
    /// When it was shown first, in seconds since 1970.
    pub at: u64,
}

/// What a step makes of what is held.
#[derive(Debug)]
pub enum Step<T> {
    /// Nothing changes.
    Keep(T),
    /// The witness now holds this.
    Hold(Held, T),
    /// The log is caught, and both notes are kept.
    Caught(Contradiction, T),
}

/// What a step may look at.
#[derive(Clone, Debug, Default)]
pub struct Now {
    /// What is held of the log, if anything.
    pub held: Option<Held>,
    /// The latest time that the witness ever signed, for any log, in seconds since 1970.
    pub signed_last: Option<u64>,
}

/// Why the memory could not be used.
#[derive(Debug, Error)]
pub enum MemoryError {
    /// SQLite failed.
    #[error("the memory of the witness failed: {0}; look after the disk, and restore no copy")]
    Sqlite(#[from] rusqlite::Error),
    /// A row holds what no step wrote.
    #[error("the memory of the witness is damaged: {what}; retire the key and make another")]
    Damaged {
        /// What is wrong.
        what: &'static str,
    },
    /// Another thread failed while it held the memory.
    #[error("a step before this one broke off; start the witness again")]
    BrokenOff,
}

/// The memory, in one file.
#[derive(Debug)]
pub struct Memory {
    connection: Mutex<Connection>,
}

impl Memory {
    /// Makes a new memory, which must not be there.
    ///
    /// # Errors
    /// [`MemoryError::Sqlite`] if the file cannot be made.
    pub fn create(path: &Path) -> Result<(), MemoryError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let connection = Connection::open_with_flags(path, flags)?;
        prepare(&connection)?;
        connection.execute_batch(&format!("BEGIN IMMEDIATE; {SCHEMA} COMMIT;"))?;
        Ok(())
    }

    /// Opens a memory that is there. It never makes one: a witness that has forgotten must not
    /// go on as if it had never signed.
    ///
    /// # Errors
    /// [`MemoryError`] if it is not there or not whole.
    pub fn open(path: &Path) -> Result<Self, MemoryError> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        prepare(&connection)?;
        let is_whole: String = connection.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
        if is_whole != "ok" {
            return Err(MemoryError::Damaged {
                what: "the file is not whole",
            });
        }
        is_as_made(&connection)?;
        let connection = Mutex::new(connection);
        Ok(Self { connection })
    }

    /// Reads what is held of a log, decides, and writes what was decided, with nobody in between.
    /// When it returns, what it wrote is on the disk.
    ///
    /// # Errors
    /// [`MemoryError`]; nothing has changed then.
    pub fn step<T>(
        &self,
        origin: &str,
        decide: impl FnOnce(Now) -> Step<T>,
    ) -> Result<T, MemoryError> {
        let mut connection = self.connection.lock().map_err(|_| MemoryError::BrokenOff)?;
        let turn = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let held = held(&turn, "origin", origin)?;
        let signed_last: Option<i64> =
            turn.query_row("SELECT MAX(at) FROM head", [], |row| row.get(0))?;
        let signed_last = signed_last.map(|at| at.cast_unsigned());
        let answer = match decide(Now { held, signed_last }) {
            Step::Keep(answer) => answer,
            Step::Hold(head, answer) => {
                hold(&turn, &head)?;
                answer
            }
            Step::Caught(two, answer) => {
                keep(&turn, &two)?;
                answer
            }
        };
        turn.commit()?;
        Ok(answer)
    }

    /// What is held of the log whose origin has this SHA-256, in lower hexadecimal digits.
    ///
    /// # Errors
    /// [`MemoryError`] if the memory fails.
    pub fn held_by_hash(&self, hash: &str) -> Result<Option<Held>, MemoryError> {
        let connection = self.connection.lock().map_err(|_| MemoryError::BrokenOff)?;
        held(&connection, "hash", hash)
    }

    /// What is held of a log.
    ///
    /// # Errors
    /// [`MemoryError`] if the memory fails.
    pub fn held(&self, origin: &str) -> Result<Option<Held>, MemoryError> {
        let connection = self.connection.lock().map_err(|_| MemoryError::BrokenOff)?;
        held(&connection, "origin", origin)
    }

    /// Every contradiction that a log was caught in, oldest first.
    ///
    /// # Errors
    /// [`MemoryError`] if the memory fails.
    pub fn contradictions(&self) -> Result<Vec<Contradiction>, MemoryError> {
        let connection = self.connection.lock().map_err(|_| MemoryError::BrokenOff)?;
        let mut all = connection
            .prepare_cached("SELECT origin, held, shown, at FROM contradiction ORDER BY number")?;
        let rows = all.query_map([], |row| {
            Ok(Contradiction {
                origin: row.get(0)?,
                held: row.get(1)?,
                shown: row.get(2)?,
                at: row.get::<_, i64>(3)?.cast_unsigned(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The name under which a log's last checkpoint is asked for: the SHA-256 of its origin, in lower
/// hexadecimal digits.
///
/// ```
/// let name = writ_witness::memory::origin_hash("ledger.example/a");
/// assert_eq!(name.len(), 64);
/// ```
#[must_use]
pub fn origin_hash(origin: &str) -> String {
    Hash(Sha256::digest(origin.as_bytes()).into()).to_string()
}

fn prepare(connection: &Connection) -> Result<(), MemoryError> {
    connection.busy_timeout(PATIENCE)?;
    // Each commit is on the disk when it returns, also after the power fails. FULL would not do: a
    // journal whose removal was not synced comes back, and takes the last commit away again.
    connection.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;")?;
    Ok(())
}

/// Whether the tables and triggers are those that were made: somebody who drops a trigger is seen.
fn is_as_made(connection: &Connection) -> Result<(), MemoryError> {
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(SCHEMA)?;
    if schema(connection)? == schema(&fresh)? {
        Ok(())
    } else {
        Err(MemoryError::Damaged {
            what: "its tables are not those that were made",
        })
    }
}

fn schema(connection: &Connection) -> Result<Vec<Option<String>>, MemoryError> {
    let mut all = connection.prepare("SELECT sql FROM sqlite_schema ORDER BY type, name")?;
    let rows = all.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn held(connection: &Connection, by: &str, value: &str) -> Result<Option<Held>, MemoryError> {
    let sql = format!("SELECT origin, size, root, note, at FROM head WHERE {by} = ?1");
    let row = connection
        .prepare_cached(&sql)?
        .query_row([value], |row| {
            let root: Vec<u8> = row.get(2)?;
            Ok((
                row.get(0)?,
                row.get::<_, i64>(1)?,
                root,
                row.get(3)?,
                row.get::<_, i64>(4)?,
            ))
        })
        .optional()?;
    let Some((origin, size, root, note, at)) = row else {
        return Ok(None);
    };
    let root = <[u8; 32]>::try_from(root.as_slice()).map_err(|_| MemoryError::Damaged {
        what: "a root is not 32 bytes",
    })?;
    Ok(Some(Held {
        origin,
        size: size.cast_unsigned(),
        root: Hash(root),
        note,
        at: at.cast_unsigned(),
    }))
}

fn hold(turn: &Connection, head: &Held) -> Result<(), MemoryError> {
    // What is above what SQLite can count was refused before.
    turn.prepare_cached(
        "INSERT INTO head (origin, hash, size, root, note, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (origin) DO UPDATE SET size = ?3, root = ?4, note = ?5, at = ?6",
    )?
    .execute(params![
        head.origin,
        origin_hash(&head.origin),
        head.size.cast_signed(),
        head.root.0.as_slice(),
        head.note,
        head.at.cast_signed(),
    ])?;
    Ok(())
}

fn keep(turn: &Connection, two: &Contradiction) -> Result<(), MemoryError> {
    // One contradiction convicts; a log that makes more does not fill the disk with them.
    turn.prepare_cached(
        "INSERT INTO contradiction (origin, held, shown, at) SELECT ?1, ?2, ?3, ?4 \
         WHERE (SELECT COUNT(*) FROM contradiction WHERE origin = ?1) < 100 \
         ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        two.origin,
        two.held,
        two.shown,
        two.at.cast_signed()
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(size: u64, root: u8, at: u64) -> Held {
        Held {
            origin: "made.example/a".to_owned(),
            size,
            root: Hash([root; 32]),
            note: format!("note of {size}"),
            at,
        }
    }

    fn memory() -> (tempfile::TempDir, Memory) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("witness.sqlite");
        Memory::create(&path).unwrap();
        let memory = Memory::open(&path).unwrap();
        (dir, memory)
    }

    fn try_hold(memory: &Memory, head: Held) -> Result<(), MemoryError> {
        memory.step("made.example/a", |_| Step::Hold(head, ()))
    }

    #[test]
    fn what_is_held_is_there_after_opening_again() {
        let (dir, memory) = memory();
        try_hold(&memory, head(5, 1, 100)).unwrap();
        drop(memory);
        let memory = Memory::open(&dir.path().join("witness.sqlite")).unwrap();
        assert_eq!(
            memory.held("made.example/a").unwrap(),
            Some(head(5, 1, 100))
        );
        let hash = origin_hash("made.example/a");
        assert_eq!(memory.held_by_hash(&hash).unwrap(), Some(head(5, 1, 100)));
        assert_eq!(memory.held("made.example/b").unwrap(), None);
        let last = memory.step("made.example/b", |now| Step::Keep(now.signed_last));
        assert_eq!(last.unwrap(), Some(100));
    }

    #[test]
    fn the_file_itself_refuses_what_no_honest_step_does() {
        let (_dir, memory) = memory();
        try_hold(&memory, head(5, 1, 100)).unwrap();
        for (wrong, why) in [
            (head(4, 1, 101), "smaller"),
            (head(5, 2, 101), "another root at the same size"),
            (head(6, 2, 99), "an earlier time"),
        ] {
            assert!(try_hold(&memory, wrong).is_err(), "{why}");
        }
        let deleted = memory
            .connection
            .lock()
            .unwrap()
            .execute("DELETE FROM head", []);
        assert!(deleted.is_err());
        try_hold(&memory, head(5, 1, 100)).unwrap();
        try_hold(&memory, head(6, 2, 100)).unwrap();
    }

    #[test]
    fn a_memory_that_is_not_there_is_not_made_by_opening_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("witness.sqlite");
        assert!(Memory::open(&path).is_err());
        assert!(!path.exists());
    }

    #[test]
    fn a_commit_outlasts_a_power_cut() {
        let (_dir, memory) = memory();
        let connection = memory.connection.lock().unwrap();
        let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        assert_eq!(
            ask("PRAGMA synchronous").unwrap(),
            3,
            "EXTRA: the folder is synced too"
        );
    }

    #[test]
    fn a_dropped_trigger_is_seen() {
        let (dir, memory) = memory();
        let sql = "DROP TRIGGER head_only_grows";
        memory
            .connection
            .lock()
            .unwrap()
            .execute_batch(sql)
            .unwrap();
        let error = Memory::open(&dir.path().join("witness.sqlite")).unwrap_err();
        assert!(
            error.to_string().contains("not those that were made"),
            "{error}"
        );
    }

    #[test]
    fn a_contradiction_is_kept_once() {
        let (_dir, memory) = memory();
        let two = Contradiction {
            origin: "made.example/a".to_owned(),
            held: "one".to_owned(),
            shown: "two".to_owned(),
            at: 7,
        };
        for at in [7, 8] {
            let again = Contradiction { at, ..two.clone() };
            memory
                .step("made.example/a", |_| Step::Caught(again, ()))
                .unwrap();
        }
        assert_eq!(memory.contradictions().unwrap(), [two]);
    }
}
