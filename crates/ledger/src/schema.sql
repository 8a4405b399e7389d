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

CREATE TABLE in_story (
    report INTEGER PRIMARY KEY REFERENCES report(id),
    story INTEGER NOT NULL REFERENCES story(id),
    -- How sure it is that the report is of this story: its mean likeness to the story's other reports.
    likeness REAL NOT NULL
) STRICT;
CREATE INDEX in_story_reports ON in_story(story);

-- In how many reports of the ledger a word stands that tells what they are on.
CREATE TABLE topic (
    term INTEGER PRIMARY KEY,
    reports INTEGER NOT NULL
) STRICT;

-- What each report is on: term (4 bytes, little endian) and count (1 byte), in the order of the terms.
CREATE TABLE on_topics (
    report INTEGER PRIMARY KEY REFERENCES report(id),
    topics BLOB NOT NULL
) STRICT;

-- The same by its terms, for finding reports that are alike.
CREATE TABLE of_topic (
    term INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report(id),
    PRIMARY KEY (term, report)
) STRICT, WITHOUT ROWID;

-- The claims of a story, worked out anew whenever a report comes to it.
CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story(id),
    number INTEGER NOT NULL,
    -- happening or figure.
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    reasons TEXT NOT NULL,
    -- How many support it: reports, publishers, publisher families, independent origins.
    reports INTEGER NOT NULL,
    publishers INTEGER NOT NULL,
    families INTEGER NOT NULL,
    -- The least number of independent origins, and the most.
    origins INTEGER NOT NULL,
    origins_most INTEGER NOT NULL,
    -- What a figure claim is of, and the bounds that stand now; empty for happenings and where a bound is open.
    measure TEXT,
    value_low REAL,
    value_high REAL,
    -- The terms of its propositions, for finding it by words.
    terms TEXT NOT NULL,
    UNIQUE (story, number)
) STRICT;
CREATE INDEX claim_status ON claim(status, reports);
CREATE INDEX claim_reports ON claim(reports);

CREATE TABLE attestation (
    claim INTEGER NOT NULL REFERENCES claim(id),
    number INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report(id),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    -- supports, denies or corrects.
    role TEXT NOT NULL,
    -- Whose word it rests on, the rule that told, and whether that counts as an origin.
    origin INTEGER NOT NULL,
    origin_name TEXT NOT NULL,
    rule TEXT NOT NULL,
    counts INTEGER NOT NULL,
    -- The numbers of the statement and the figure in the report.
    statement INTEGER,
    figure INTEGER,
    PRIMARY KEY (claim, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX attestation_report ON attestation(report);

-- What a person decided on a row. It is tied to the report's content and to the row's kind and words, not to the
-- row's number, so that it outlasts another reading. Nothing is overwritten: the last decision on a row holds.
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    content BLOB NOT NULL,
    -- statement, figure, time, place or event.
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    -- accept, reject, correct, or withdraw what was decided before.
    decision TEXT NOT NULL,
    -- What the row said then, and the values that should stand instead, as JSON objects.
    was TEXT NOT NULL,
    corrected TEXT,
    note TEXT,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    -- What made the row: the model's id or the rule.
    rule TEXT NOT NULL
) STRICT;
CREATE INDEX review_row ON review(content, kind, start, end, id);

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
