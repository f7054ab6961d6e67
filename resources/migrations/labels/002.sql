-- Filters that people of the project gave a name.

CREATE TABLE filters (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    user TEXT NOT NULL,                -- who saved it last
    time INTEGER NOT NULL              -- microseconds since 1970-01-01 UTC
) WITHOUT ROWID;
