-- What networks see in candidates, and maps of it.

CREATE TABLE embedding_models (
    model INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    dimensions INTEGER NOT NULL,
    UNIQUE (name, version)
);

CREATE TABLE embeddings (
    model INTEGER NOT NULL,
    row INTEGER NOT NULL,
    vector BLOB NOT NULL,              -- float16
    PRIMARY KEY (model, row)
);

CREATE TABLE embedding_maps (
    model INTEGER NOT NULL,
    kind TEXT NOT NULL,                -- pca, umap
    recipe TEXT NOT NULL,              -- JSON: what it was made with
    rows BLOB NOT NULL,                -- int64, ascending
    points BLOB NOT NULL,              -- float32, x and y of each
    PRIMARY KEY (model, kind)
);
