//! Opening a file, and bringing its schema up to date.
//!
//! The migrations are numbered files, run by the few lines below and not by `refinery`, although
//! its driver works with this rusqlite: it writes the wall clock into the file, which nothing
//! here may read; it panics over a damaged history table instead of saying so; and it looks
//! and migrates in two transactions, between which another process may do the same.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::failure::Failure;
use super::{Absent, SqliteOptions};

/// The migrations in order; the schema of a file is how many of them it has seen.
const MIGRATIONS: [&str; 3] = [
    include_str!("../../migrations/sqlite/0001_streams.sql"),
    include_str!("../../migrations/sqlite/0002_ledger.sql"),
    include_str!("../../migrations/sqlite/0003_passing.sql"),
];

/// `WRIT`, in SQLite's header field for whose file it is.
const APPLICATION: i32 = 0x5752_4954;

/// Statements that a connection keeps prepared: all that there are.
const STATEMENTS: usize = 64;

/// Opens the connection that writes.
pub(super) fn open(path: &Path, options: &SqliteOptions) -> Result<Connection, Failure> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if options.absent == Absent::Create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let mut connection = connect(path, flags, options)?;
    if let Some(pages) = options.max_pages {
        connection.pragma_update(None, "max_page_count", pages)?;
    }
    // Made for a disk that keeps what it said it kept. What is erased is overwritten, too. A log
    // of up to 64 MiB before it is carried over: index pages that bulk issuing touches again and
    // again are then carried over once.
    connection.execute_batch(
        "PRAGMA page_size = 4096;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32768;
         PRAGMA wal_autocheckpoint = 16384;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    // Asked first whose file it is: what is not ours is left as it was.
    schema_of(&connection)?;
    log_ahead(&connection, options)?;
    migrate(&mut connection)?;
    compare(&connection)?;
    Ok(connection)
}

/// Opens a connection that only reads.
pub(super) fn open_reader(path: &Path, options: &SqliteOptions) -> Result<Connection, Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    connect(path, flags, options)
}

fn connect(path: &Path, flags: OpenFlags, options: &SqliteOptions) -> Result<Connection, Failure> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(options.busy_timeout)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Which schema a file has; none if it is empty.
fn schema_of(connection: &Connection) -> Result<u32, Failure> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let (application, found, tables): (i32, u32, u32) = connection.query_row(
        "SELECT (SELECT application_id FROM pragma_application_id),
                (SELECT user_version FROM pragma_user_version),
                (SELECT count(*) FROM sqlite_schema)",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    match application {
        APPLICATION if (1..=known).contains(&found) => Ok(found),
        APPLICATION => Err(Failure::Schema { found, known }),
        0 if found == 0 && tables == 0 => Ok(0),
        _ => Err(Failure::Unusable(
            "it is a database of another program".to_owned(),
        )),
    }
}

/// Switches the file to a write-ahead log, once and for all.
///
/// SQLite does not wait by itself when two processes do this at the same time.
fn log_ahead(connection: &Connection, options: &SqliteOptions) -> Result<(), Failure> {
    let step = std::time::Duration::from_millis(5);
    let mut waited = std::time::Duration::ZERO;
    loop {
        let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0));
        match mode.map(|mode: String| mode == "wal") {
            Ok(true) => return Ok(()),
            Ok(false) => {
                let why = "its file system does not let SQLite keep a write-ahead log";
                return Err(Failure::Unusable(why.to_owned()));
            }
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && waited < options.busy_timeout =>
            {
                std::thread::sleep(step);
                waited = waited.saturating_add(step);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Runs the migrations that the file has not seen, all or none.
fn migrate(connection: &mut Connection) -> Result<(), Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = schema_of(&transaction)?;
    for (migration, number) in MIGRATIONS.into_iter().zip(1..).skip(found as usize) {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", number)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Compares the tables, indices and triggers of the file with what the migrations make: a trigger
/// that somebody dropped no longer guards anything.
fn compare(connection: &Connection) -> Result<(), Failure> {
    let model = Connection::open_in_memory()?;
    for migration in MIGRATIONS {
        model.execute_batch(migration)?;
    }
    let (expected, found) = (objects(&model)?, objects(connection)?);
    let Some(odd) = expected
        .iter()
        .find(|object| !found.contains(object))
        .or_else(|| found.iter().find(|object| !expected.contains(object)))
    else {
        return Ok(());
    };
    Err(Failure::Odd(format!(
        "its {} `{}` was changed, dropped or added",
        odd.kind, odd.name
    )))
}

#[derive(PartialEq, Eq)]
struct Object {
    kind: String,
    name: String,
    text: Option<String>,
}

fn objects(connection: &Connection) -> Result<Vec<Object>, Failure> {
    // SQLite's own statistics are nobody's mistake.
    let mut statement = connection
        .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'")?;
    let rows = statement.query_map([], |row| {
        Ok(Object {
            kind: row.get(0)?,
            name: row.get(1)?,
            text: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
