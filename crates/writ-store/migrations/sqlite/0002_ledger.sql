-- What the ledger needs: leaves, the entries that wait for a place in it, their places, the tiles
-- of the tree, and the covers that others signed.
--
-- Places and covers belong to the skeleton: append-only, with triggers against mistakes. Nothing
-- here is looked into, and nothing here says who a person is.

-- What stands for an entry in the ledger, opaque bytes; NULL if nothing does, as in every entry
-- from before this migration. Immutable, like the rest of an entry.
ALTER TABLE entry ADD COLUMN leaf BLOB;

-- The entries with a leaf that have no place yet. Holds only those, and so stays small. Rows are
-- deleted once they are placed.
CREATE TABLE waiting (
    -- Rising in the order of commits, and never given twice. Immutable.
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The stream of the entry. Immutable.
    stream  INTEGER NOT NULL REFERENCES stream (id),
    -- The version of the entry. Immutable.
    version INTEGER NOT NULL
) STRICT;

-- The entries that have a place.
CREATE TABLE place (
    -- From 0, without a gap. Immutable.
    place   INTEGER PRIMARY KEY CHECK (place >= 0),
    -- The stream of the entry. Immutable.
    stream  INTEGER NOT NULL REFERENCES stream (id),
    -- The version of the entry. Immutable.
    version INTEGER NOT NULL,
    UNIQUE (stream, version)
) STRICT;

-- Tiles of the tree. Those that are not full may be deleted once the full one is there.
CREATE TABLE tile (
    -- The tree that it belongs to. Immutable.
    shard   INTEGER NOT NULL CHECK (shard >= 0),
    -- What it holds: a level of hashes, or what the program above says otherwise. Immutable.
    level   INTEGER NOT NULL CHECK (level >= 0),
    -- Its number within the level, from 0. Immutable.
    number  INTEGER NOT NULL CHECK (number >= 0),
    -- How much it holds; 256 is full. Immutable.
    width   INTEGER NOT NULL CHECK (width BETWEEN 1 AND 256),
    -- Opaque bytes. Immutable.
    content BLOB NOT NULL,
    PRIMARY KEY (shard, level, number, width)
) STRICT, WITHOUT ROWID;

-- What may be forgotten, once it is full.
CREATE INDEX tile_partial ON tile (shard, level, number, width) WHERE width < 256;

-- What others signed over the first places.
CREATE TABLE cover (
    -- How many places it covers; rises. Immutable.
    size    INTEGER PRIMARY KEY CHECK (size > 0),
    -- Since when, in nanoseconds since 1970 (UTC); never falls. Immutable.
    at      INTEGER NOT NULL,
    -- Opaque bytes. Immutable.
    content BLOB NOT NULL
) STRICT;

CREATE TRIGGER waiting_is_not_changed BEFORE UPDATE ON waiting
BEGIN SELECT RAISE(ABORT, 'an entry that waits is never changed'); END;

CREATE TRIGGER waiting_ends_with_a_place BEFORE DELETE ON waiting
WHEN NOT EXISTS (SELECT 1 FROM place WHERE stream = old.stream AND version = old.version)
BEGIN SELECT RAISE(ABORT, 'an entry waits until it has a place'); END;

CREATE TRIGGER place_is_the_next BEFORE INSERT ON place
WHEN new.place IS NOT (SELECT coalesce(max(place) + 1, 0) FROM place)
BEGIN SELECT RAISE(ABORT, 'places are given in order'); END;

CREATE TRIGGER place_is_not_changed BEFORE UPDATE ON place
BEGIN SELECT RAISE(ABORT, 'a place is never changed'); END;

CREATE TRIGGER place_is_not_deleted BEFORE DELETE ON place
BEGIN SELECT RAISE(ABORT, 'a place is never deleted'); END;

CREATE TRIGGER tile_is_written_once BEFORE INSERT ON tile
WHEN EXISTS (SELECT 1 FROM tile WHERE shard = new.shard AND level = new.level
               AND number = new.number AND width = new.width)
BEGIN SELECT RAISE(ABORT, 'a tile is written once'); END;

CREATE TRIGGER tile_is_not_changed BEFORE UPDATE ON tile
BEGIN SELECT RAISE(ABORT, 'a tile is never changed'); END;

CREATE TRIGGER tile_is_deleted_only_for_a_full_one BEFORE DELETE ON tile
WHEN old.width = 256 OR NOT EXISTS (
    SELECT 1 FROM tile WHERE shard = old.shard AND level = old.level
      AND number = old.number AND width = 256)
BEGIN SELECT RAISE(ABORT, 'a tile is deleted only if the full one is there'); END;

CREATE TRIGGER cover_follows_the_last BEFORE INSERT ON cover
WHEN EXISTS (SELECT 1 FROM cover WHERE size >= new.size)
  OR new.size > (SELECT coalesce(max(place) + 1, 0) FROM place)
  OR new.at < (SELECT at FROM cover ORDER BY size DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'a cover follows the last one and covers what has a place'); END;

CREATE TRIGGER cover_is_not_changed BEFORE UPDATE ON cover
BEGIN SELECT RAISE(ABORT, 'a cover is never changed'); END;

CREATE TRIGGER cover_is_not_deleted BEFORE DELETE ON cover
BEGIN SELECT RAISE(ABORT, 'a cover is never deleted'); END;
