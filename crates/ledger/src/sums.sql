
-- SHA-256 of what is stored of a report, its text and its rows, and of a story's claims.
CREATE TABLE sealed (
    report INTEGER PRIMARY KEY,
    sum BLOB NOT NULL
) STRICT;
CREATE TABLE sealed_story (
    story INTEGER PRIMARY KEY,
    sum BLOB NOT NULL
) STRICT;
