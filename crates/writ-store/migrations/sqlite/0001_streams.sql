-- Streams of opaque entries, their data keys, the outbox, idempotency keys and founding values.
--
-- The skeleton (stream, entry, founding) is append-only. The triggers are there against mistakes:
-- whoever can write to this file can also drop them, and what such a person changed shows in the
-- ledger, not here. Nothing in this file says who a person is: keys are keyed hashes and contents
-- are sealed by the program above the store.

-- One row for each stream that has, or once had, an entry or a data key.
CREATE TABLE stream (
    -- The number by which other tables of this file mean the stream; leaves this file nowhere.
    -- Immutable.
    id     INTEGER PRIMARY KEY,
    -- The family, a short lower-case word such as `person`. Immutable.
    family TEXT NOT NULL,
    -- The key within the family, 32 bytes. Immutable.
    key    BLOB NOT NULL CHECK (length(key) = 32),
    UNIQUE (family, key)
) STRICT;

-- What was appended, in the order of its arrival. There is no row that says how many entries a
-- stream has: the index below answers that, and a head row per stream, changed at every append,
-- halved the speed of bulk issuing.
CREATE TABLE entry (
    -- The stream. Immutable.
    stream      INTEGER NOT NULL REFERENCES stream (id),
    -- The place of the entry within its stream, from 1, without a gap. Immutable.
    version     INTEGER NOT NULL CHECK (version > 0),
    -- When the caller recorded it, in nanoseconds since 1970 (UTC); rises within a stream.
    -- Immutable.
    recorded_at INTEGER NOT NULL,
    -- Opaque bytes. Immutable.
    content     BLOB NOT NULL
) STRICT;

-- The time stands in the index so that compare-and-append need not visit the last entry itself.
-- That versions rise by one, and times with them, is seen to by the writer, which looks and appends
-- under one lock, and seen again at every reading. A trigger that also looked cost SQLite a journal
-- for each row.
CREATE UNIQUE INDEX entry_by_stream ON entry (stream, version, recorded_at);

-- The wrapped data key of a stream.
CREATE TABLE data_key (
    -- The stream. Immutable.
    stream  INTEGER PRIMARY KEY REFERENCES stream (id),
    -- The wrapped key; NULL once it was erased, for good. Mutable: only to NULL.
    wrapped BLOB
) STRICT;

-- The outbox: what is to be sent, at least once, in the order of its number.
CREATE TABLE message (
    -- Rising, in the order of commits. Immutable.
    number  INTEGER PRIMARY KEY,
    -- What it is for: a short word. Immutable.
    topic   TEXT NOT NULL,
    -- Opaque bytes. Immutable.
    content BLOB NOT NULL,
    -- 1 once it was sent. Mutable: only from 0 to 1.
    done    INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
) STRICT;

-- Holds only what is not done, and so stays small.
CREATE INDEX message_open ON message (number) WHERE done = 0;

-- Requests that were carried out, by which a repetition is recognised. Rows may be deleted.
CREATE TABLE idempotency (
    -- The key, 32 bytes. Immutable.
    key         BLOB PRIMARY KEY CHECK (length(key) = 32),
    -- A digest of what was asked, 32 bytes. Immutable.
    digest      BLOB NOT NULL CHECK (length(digest) = 32),
    -- The latest time at which an entry of the batch was recorded, in nanoseconds since 1970
    -- (UTC); NULL if the batch had no entry. Immutable.
    recorded_at INTEGER
) STRICT, WITHOUT ROWID;

-- Values fixed when the store was made.
CREATE TABLE founding (
    -- A short lower-case word. Immutable.
    name  TEXT PRIMARY KEY,
    -- Opaque bytes. Immutable.
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER stream_is_not_changed BEFORE UPDATE ON stream
BEGIN SELECT RAISE(ABORT, 'a stream is never changed'); END;

CREATE TRIGGER stream_is_not_deleted BEFORE DELETE ON stream
BEGIN SELECT RAISE(ABORT, 'a stream is never deleted'); END;

CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;

CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;

CREATE TRIGGER data_key_is_only_erased BEFORE UPDATE ON data_key
WHEN new.stream IS NOT old.stream OR new.wrapped IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a data key is never changed, only erased'); END;

CREATE TRIGGER data_key_leaves_a_trace BEFORE DELETE ON data_key
BEGIN SELECT RAISE(ABORT, 'an erased data key leaves its row behind'); END;

CREATE TRIGGER message_is_only_marked BEFORE UPDATE ON message
WHEN new.number IS NOT old.number OR new.topic IS NOT old.topic
  OR new.content IS NOT old.content OR new.done < old.done
BEGIN SELECT RAISE(ABORT, 'a message is never changed, only marked as done'); END;

CREATE TRIGGER message_is_not_deleted BEFORE DELETE ON message
BEGIN SELECT RAISE(ABORT, 'a message is never deleted'); END;

CREATE TRIGGER idempotency_is_not_changed BEFORE UPDATE ON idempotency
BEGIN SELECT RAISE(ABORT, 'an idempotency key is never changed'); END;

CREATE TRIGGER founding_is_not_changed BEFORE UPDATE ON founding
BEGIN SELECT RAISE(ABORT, 'a founding value is never changed'); END;

CREATE TRIGGER founding_is_not_deleted BEFORE DELETE ON founding
BEGIN SELECT RAISE(ABORT, 'a founding value is never deleted'); END;
