-- How unusual candidates are. A run of a scorer takes the place of the one before it that has the same name.

CREATE TABLE anomaly_scorers (
    scorer INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: whoever has its values need not look whether they are another's
    name TEXT NOT NULL UNIQUE,
    recipe TEXT NOT NULL,              -- JSON
    state BLOB NOT NULL                -- what was fitted
);

CREATE TABLE anomaly_values (
    scorer INTEGER NOT NULL,
    chunk INTEGER NOT NULL,            -- the candidates of rows 4096 * chunk and on
    change INTEGER NOT NULL,           -- grows with every batch: what is new since then
    numbers BLOB NOT NULL,             -- float32, NaN where a candidate was not scored
    PRIMARY KEY (scorer, chunk)
);
CREATE INDEX anomaly_values_change ON anomaly_values (scorer, change);
