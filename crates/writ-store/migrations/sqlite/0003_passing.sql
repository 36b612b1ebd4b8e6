-- Values that pass, and the outbox as work that is leased.

-- What may be lost and expires: sessions, remembered answers. No part of the record, and evidence
-- of nothing. Rows are replaced and deleted.
CREATE TABLE passing (
    -- A keyed hash of its name, 32 bytes. Immutable.
    name    BLOB PRIMARY KEY CHECK (length(name) = 32),
    -- Until when it is worth anything, in nanoseconds since 1970 (UTC). Mutable.
    until   INTEGER NOT NULL,
    -- Opaque bytes. Mutable.
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What has expired, for housekeeping.
CREATE INDEX passing_until ON passing (until);

-- When the message may next be given to a worker, in nanoseconds since 1970 (UTC). A lease moves
-- it to its own end, so that a message whose worker died comes back by itself. Mutable.
ALTER TABLE message ADD COLUMN due INTEGER NOT NULL DEFAULT 0;

-- How often it was given to a worker since it was put in or last retried by hand. Mutable.
ALTER TABLE message ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0);

-- Who holds it until it is due; NULL if nobody does. Mutable.
ALTER TABLE message ADD COLUMN worker TEXT;

-- 1 if it is not tried any more unless somebody asks by hand. Mutable.
ALTER TABLE message ADD COLUMN dead INTEGER NOT NULL DEFAULT 0 CHECK (dead IN (0, 1));

-- Why the last attempt failed, opaque bytes; NULL if none did. Mutable.
ALTER TABLE message ADD COLUMN why BLOB;

-- What can be given to a worker, the longest due first.
CREATE INDEX message_due ON message (topic, due, number) WHERE done = 0 AND dead = 0;

-- The dead letters.
CREATE INDEX message_dead ON message (number) WHERE done = 0 AND dead = 1;
