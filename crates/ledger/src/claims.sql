-- Which reports are of which story, what they are on, and what is claimed.

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
