-- What people decided: a log of which nothing is overwritten. What a decision is on is told by the contents of reports
-- and by places in their text, not by the numbers of rows, claims or stories, so that it outlasts another reading.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    -- row, report, story or claim.
    target TEXT NOT NULL,
    -- On rows accept, reject, correct or withdraw (what was decided on the row before); on reports edit or remove; on
    -- stories merge or move; on claims status, merge or split; on a decision undo.
    act TEXT NOT NULL,
    -- The content of the report that it is on, and the kind and the bytes of the row.
    content BLOB,
    kind TEXT,
    start INTEGER,
    end INTEGER,
    undoes INTEGER REFERENCES decision(id),
    -- What was so before, and what is to be so from then on, as JSON objects.
    was TEXT NOT NULL,
    becomes TEXT,
    note TEXT,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    -- What made the row: the model's id or the rule.
    rule TEXT
) STRICT;
CREATE INDEX decision_row ON decision(content, kind, start, end, id);
CREATE INDEX decision_undoes ON decision(undoes) WHERE undoes IS NOT NULL;

-- Those on rows that were not undone.
CREATE VIEW review AS
    SELECT id, content, kind, start, end, act AS decision, was, becomes AS corrected, note, who, at, rule FROM decision
    WHERE target = 'row' AND NOT EXISTS (SELECT 1 FROM decision AS later WHERE later.undoes = decision.id);

-- Rows as Sayso read them, where people decided otherwise: the tables of rows have what people decided.
CREATE TABLE as_read (
    report INTEGER NOT NULL REFERENCES report(id),
    -- The table, or report for what a report tells of itself.
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    -- NULL where there was none: an entity that a person named.
    row TEXT,
    -- The columns beside it.
    id INTEGER,
    sentence_start INTEGER,
    sentence_end INTEGER,
    PRIMARY KEY (report, kind, number)
) STRICT, WITHOUT ROWID;

-- Which decisions a claim follows.
CREATE TABLE claim_decided (
    claim INTEGER NOT NULL REFERENCES claim(id),
    decision INTEGER NOT NULL REFERENCES decision(id),
    PRIMARY KEY (claim, decision)
) STRICT, WITHOUT ROWID;

-- Reports that a person took out, with all that was held of them (JSON, packed), so that they can be put back.
CREATE TABLE removed (
    content BLOB PRIMARY KEY,
    report INTEGER NOT NULL,
    held BLOB NOT NULL
) STRICT, WITHOUT ROWID;
