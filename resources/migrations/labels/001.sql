-- Label and seen events: added, never changed. The triggers hold against a slip of our own hand.

CREATE TABLE events (
    event INTEGER PRIMARY KEY,
    gesture INTEGER NOT NULL,          -- the first event of the same key press: one undo takes all of them back
    kind INTEGER NOT NULL,             -- 1 label, 2 flag, 3 unflag, 4 skip, 5 note, 6 undo, 7 redo
    survey INTEGER NOT NULL,
    candidate INTEGER NOT NULL,
    object TEXT NOT NULL,
    user TEXT NOT NULL,
    time INTEGER NOT NULL,             -- microseconds since 1970-01-01 UTC
    scheme TEXT NOT NULL,              -- empty where the event is no label
    scheme_version INTEGER NOT NULL,
    label TEXT NOT NULL,               -- empty takes the label away
    undoes INTEGER REFERENCES events (event),
    seconds REAL,                      -- taken by the person; NULL where not known
    scores TEXT NOT NULL,              -- JSON of the scores that were seen; empty where none was
    note TEXT NOT NULL,
    imported INTEGER NOT NULL          -- 1 where it came from a file: undo leaves it alone
);
CREATE INDEX events_of_candidate ON events (candidate, survey);
CREATE INDEX events_of_user ON events (user, event);
CREATE INDEX events_of_scheme ON events (scheme, user, candidate, survey);
CREATE INDEX events_undone ON events (undoes) WHERE undoes IS NOT NULL;

CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'label events are never changed'); END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'label events are never deleted'); END;
CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'label events are never replaced'); END;

CREATE TABLE seen (
    seen INTEGER PRIMARY KEY,
    survey INTEGER NOT NULL,
    candidate INTEGER NOT NULL,
    user TEXT NOT NULL,
    time INTEGER NOT NULL,
    seconds REAL
);
CREATE TRIGGER seen_never_changes BEFORE UPDATE ON seen
BEGIN SELECT RAISE(ABORT, 'seen events are never changed'); END;
CREATE TRIGGER seen_never_goes BEFORE DELETE ON seen
BEGIN SELECT RAISE(ABORT, 'seen events are never deleted'); END;
CREATE TRIGGER seen_is_never_replaced BEFORE INSERT ON seen
WHEN EXISTS (SELECT 1 FROM seen WHERE seen = NEW.seen)
BEGIN SELECT RAISE(ABORT, 'seen events are never replaced'); END;

CREATE TABLE schemes (
    scheme TEXT NOT NULL,
    version INTEGER NOT NULL,
    json TEXT NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (scheme, version)
) WITHOUT ROWID;

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
