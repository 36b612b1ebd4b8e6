CREATE TABLE head (
    origin TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    root BLOB NOT NULL CHECK (length(root) = 32),
    note TEXT NOT NULL,
    at INTEGER NOT NULL CHECK (at > 0)
) STRICT;

CREATE TRIGGER head_only_grows BEFORE UPDATE ON head
WHEN new.origin IS NOT old.origin
    OR new.hash IS NOT old.hash
    OR new.size < old.size
    OR (new.size = old.size AND new.root IS NOT old.root)
    OR new.at < old.at
BEGIN
    SELECT RAISE(ABORT, 'a witness never signs what contradicts what it signed');
END;

CREATE TRIGGER head_stays BEFORE DELETE ON head
BEGIN
    SELECT RAISE(ABORT, 'a witness does not forget');
END;

CREATE TABLE contradiction (
    number INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    held TEXT NOT NULL,
    shown TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (origin, shown)
) STRICT;

CREATE TRIGGER contradiction_stays_as_it_is BEFORE UPDATE ON contradiction
BEGIN
    SELECT RAISE(ABORT, 'evidence is not edited');
END;

CREATE TRIGGER contradiction_stays BEFORE DELETE ON contradiction
BEGIN
    SELECT RAISE(ABORT, 'evidence is not taken away');
END;
