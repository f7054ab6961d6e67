-- Candidates in order of arrival, where their original bytes lie, and what was made of them.

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE schemas (
    schema INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE INDEX schemas_checksum ON schemas (checksum);

CREATE TABLE candidates (
    row INTEGER PRIMARY KEY,           -- dense from 0
    survey INTEGER NOT NULL,
    id INTEGER NOT NULL,
    object TEXT NOT NULL,
    jd REAL, ra REAL, dec REAL,        -- NULL is NaN
    band TEXT NOT NULL,
    positive INTEGER NOT NULL,
    magnitude REAL, magnitude_error REAL, survey_score REAL,
    schema INTEGER NOT NULL,
    offset INTEGER NOT NULL, length INTEGER NOT NULL, checksum INTEGER NOT NULL,
    fields_begin INTEGER NOT NULL, fields_length INTEGER NOT NULL, fields_checksum INTEGER NOT NULL
);
CREATE UNIQUE INDEX candidates_key ON candidates (id, survey);
CREATE INDEX candidates_object ON candidates (object);

CREATE TABLE models (
    model INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    card TEXT NOT NULL,
    time INTEGER NOT NULL,
    UNIQUE (name, version)
);

CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,                -- ingest, score, train, ...
    user TEXT NOT NULL,
    begun INTEGER NOT NULL,
    ended INTEGER,
    detail TEXT NOT NULL               -- JSON
);
