-- Version 2. Days are YYYY-MM-DD, lists JSON arrays. Spans in the JSON of a row are code points of report.text, as
-- substr counts them; those in columns of their own are bytes of it, where they are not said to be code points.

CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    -- SHA-256 of what was published: address, outlet, title, day, authors and text.
    content BLOB NOT NULL UNIQUE,
    -- The first version of this report (itself where there is one only), and the version before this one.
    first INTEGER NOT NULL REFERENCES report(id),
    previous INTEGER REFERENCES report(id),
    path TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    title TEXT,
    published TEXT,
    published_basis TEXT,
    authors TEXT NOT NULL,
    language TEXT,
    encoding TEXT NOT NULL,
    body_start INTEGER NOT NULL,
    body_end INTEGER NOT NULL,
    words INTEGER NOT NULL,
    share_read REAL NOT NULL,
    warnings TEXT NOT NULL,
    model TEXT NOT NULL,
    version TEXT NOT NULL,
    added TEXT,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX report_versions ON report(first);
CREATE INDEX report_published ON report(published, id);
CREATE INDEX report_outlet ON report(outlet COLLATE NOCASE);

-- Under which addresses and paths a report came: how its later versions are known.
CREATE TABLE known_as (
    key TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report(id),
    PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;

-- Text that a report has in common with one added before it.
CREATE TABLE copy (
    report INTEGER NOT NULL REFERENCES report(id),
    earlier INTEGER NOT NULL REFERENCES report(id),
    -- exact, near, reprint, reuse or quotation.
    kind TEXT NOT NULL,
    -- Share of the words of each that stand in the other.
    share REAL NOT NULL,
    earlier_share REAL NOT NULL,
    PRIMARY KEY (report, earlier)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_earlier ON copy(earlier);

CREATE TABLE passage (
    report INTEGER NOT NULL REFERENCES report(id),
    earlier INTEGER NOT NULL REFERENCES report(id),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    earlier_start INTEGER NOT NULL,
    earlier_end INTEGER NOT NULL,
    -- Words of it, and how many of them are somebody's in quotation marks.
    words INTEGER NOT NULL,
    quoted INTEGER NOT NULL,
    PRIMARY KEY (report, earlier, start)
) STRICT, WITHOUT ROWID;

-- Samples of the runs of words in each report, for finding those that share some.
CREATE TABLE fingerprint (
    hash INTEGER NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (hash, report)
) STRICT, WITHOUT ROWID;

-- What a version changed in the one before: a stretch taken out of that, one put into this, or both.
CREATE TABLE change (
    report INTEGER NOT NULL REFERENCES report(id),
    number INTEGER NOT NULL,
    -- text, title, published, outlet, url or authors.
    what TEXT NOT NULL,
    removed_start INTEGER,
    removed_end INTEGER,
    added_start INTEGER,
    added_end INTEGER,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

-- Reports on the same happening.
CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    reports INTEGER NOT NULL,
    first_day TEXT,
    last_day TEXT
) STRICT;

-- Full-text search. The words of statements, figures and events are those of report.text, so they are not kept again.
CREATE VIRTUAL TABLE report_words USING fts5(
    title, text,
    content = 'report', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_words USING fts5(
    speaker, content,
    content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE figure_words USING fts5(
    counted, sentence,
    content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE event_words USING fts5(
    actor, recipient, place, sentence,
    content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
