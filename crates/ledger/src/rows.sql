-- What was read in the reports: each row as the JSON that `sayso read` prints of it, with its spans in code points and
-- without what is null, and beside it what the ledger knows of it. What is asked by is a column that is worked out.
CREATE TABLE entity (
    report INTEGER NOT NULL REFERENCES report(id),
    number INTEGER NOT NULL,
    row TEXT NOT NULL,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE name (
    report INTEGER NOT NULL REFERENCES report(id),
    number INTEGER NOT NULL,
    row TEXT NOT NULL,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE time (
    report INTEGER NOT NULL REFERENCES report(id),
    number INTEGER NOT NULL,
    row TEXT NOT NULL,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
    report INTEGER NOT NULL REFERENCES report(id),
    number INTEGER NOT NULL,
    row TEXT NOT NULL,
    name TEXT AS (row ->> 'name'),
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_name ON place(name COLLATE NOCASE);

CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report(id),
    number INTEGER NOT NULL,
    row TEXT NOT NULL,
    -- When it was said: the day that the words at the cue tell, else that of publication.
    day TEXT,
    day_basis TEXT,
    stance TEXT AS (row ->> 'stance'),
    UNIQUE (report, number)
) STRICT;
CREATE INDEX statement_day ON statement(day);
CREATE INDEX statement_stance ON statement(stance, day);

CREATE TABLE figure (
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report(id),
    number INTEGER NOT NULL,
    row TEXT NOT NULL,
    -- The sentence it stands in, in code points.
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    -- The day that it is true of, else on which it was said, else that of publication.
    day TEXT,
    day_basis TEXT,
    UNIQUE (report, number)
) STRICT;

-- Who did what to whom, by PLOVER type.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report(id),
    number INTEGER NOT NULL,
    row TEXT NOT NULL,
    -- The sentence that tells it, in code points.
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    -- The day that its clause tells, else on which it was said, else that of publication.
    day TEXT,
    day_basis TEXT,
    kind TEXT AS (row ->> 'type'),
    mode TEXT AS (row ->> 'mode'),
    status TEXT AS (row ->> 'status'),
    UNIQUE (report, number)
) STRICT;
CREATE INDEX event_day ON event(day);
CREATE INDEX event_kind ON event(kind, day);
CREATE INDEX event_status ON event(status, day);
CREATE INDEX event_mode ON event(mode, day) WHERE mode IS NOT NULL;

-- Which agencies a report credits, as the JSON of the row.
CREATE TABLE credit (
    report INTEGER NOT NULL REFERENCES report(id),
    agency TEXT NOT NULL,
    row TEXT NOT NULL,
    PRIMARY KEY (report, agency)
) STRICT, WITHOUT ROWID;

-- What each report tells, clause by clause, as sayso-claims takes it apart: JSON, packed (zlib), since nobody asks
-- by it.
CREATE TABLE testimony (
    report INTEGER PRIMARY KEY REFERENCES report(id),
    told BLOB NOT NULL
) STRICT;
