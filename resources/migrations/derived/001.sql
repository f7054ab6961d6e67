-- Everything here can be made again from the catalogue and the pack.

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE columns (
    column INTEGER PRIMARY KEY AUTOINCREMENT, -- also its files' name: never used again, so a mapped file never changes
    name TEXT NOT NULL UNIQUE,
    type INTEGER NOT NULL,
    own INTEGER NOT NULL               -- 1 for Vetrina's own, 0 for a survey's field
);

CREATE TABLE score_models (
    model INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    classes TEXT NOT NULL,             -- a line each
    UNIQUE (name, version)
);

CREATE TABLE scores (
    model INTEGER NOT NULL,
    row INTEGER NOT NULL,
    change INTEGER NOT NULL,           -- grows with every batch: what is new since then
    probabilities BLOB NOT NULL,       -- float32, one a class
    PRIMARY KEY (model, row)
) WITHOUT ROWID;
CREATE INDEX scores_change ON scores (model, change);
