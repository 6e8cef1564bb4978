-- What was imported, when and from where. These tables are state: they cannot be rebuilt from anything else.

CREATE TABLE imports (
    -- One row a run of `archive import`.
    id          INTEGER PRIMARY KEY,                -- number of the run, counting up
    started_at  TEXT    NOT NULL,                   -- when it began, ISO 8601
    finished_at TEXT,                               -- when it ended, ISO 8601; NULL while it runs and where it was cut short
    extractor   TEXT    NOT NULL,                   -- version of the program that read the pages
    imported    INTEGER NOT NULL DEFAULT 0,         -- new articles
    updated     INTEGER NOT NULL DEFAULT 0,         -- new versions of known articles
    unchanged   INTEGER NOT NULL DEFAULT 0,         -- records whose bytes were here already
    skipped     INTEGER NOT NULL DEFAULT 0          -- records that could not be imported, see import_problems
) STRICT;

CREATE TABLE sources (
    -- The original bytes of every record ever imported, each once, old versions of articles included.
    id           INTEGER PRIMARY KEY,               -- number of the source
    sha256       TEXT    NOT NULL UNIQUE            -- SHA-256 of the original bytes, lower-case hexadecimal
                         CHECK (length(sha256) = 64),
    article_id   INTEGER NOT NULL                   -- the article these bytes are a version of
                         REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
    import_id    INTEGER NOT NULL REFERENCES imports (id), -- the run that found them first
    imported_at  TEXT    NOT NULL,                  -- when that run began, ISO 8601
    path         TEXT    NOT NULL,                  -- where they were found, as given on the command line; `-` is standard input
    record       TEXT,                              -- which record of that file: its id or line number; NULL where the file is the record
    media_type   TEXT    NOT NULL,                  -- such as text/html
    dated        TEXT,                              -- date this version states of itself, the later of two versions being the current one
    byte_length  INTEGER NOT NULL CHECK (byte_length >= 0), -- length of the original bytes
    compression  TEXT    NOT NULL CHECK (compression IN ('zstd', 'none')), -- how `content` is packed
    content      BLOB    NOT NULL                   -- the original bytes, packed
) STRICT;

CREATE INDEX sources_by_article ON sources (article_id);

CREATE INDEX sources_by_import ON sources (import_id);

CREATE TABLE source_locations (
    -- Every place where the bytes of a source were found; the first by path and record is the one in `sources`.
    source_id    INTEGER NOT NULL REFERENCES sources (id), -- the bytes
    path         TEXT    NOT NULL,                  -- as sources.path
    record       TEXT,                              -- as sources.record
    import_id    INTEGER NOT NULL REFERENCES imports (id)  -- the run that first found them there
) STRICT;

CREATE UNIQUE INDEX source_locations_by_source ON source_locations (source_id, path, ifnull(record, ''), record IS NULL);

CREATE INDEX source_locations_by_import ON source_locations (import_id);

CREATE TABLE import_problems (
    -- Records that could not be imported. The same failure of the same record is one row however often it is met.
    id           INTEGER PRIMARY KEY,               -- number of the problem
    import_id    INTEGER NOT NULL REFERENCES imports (id), -- the run that met it first
    path         TEXT    NOT NULL,                  -- as sources.path
    record       TEXT,                              -- as sources.record
    kind         TEXT    NOT NULL,                  -- short name of the sort of problem
    message      TEXT    NOT NULL,                  -- one sentence
    occurred_at  TEXT    NOT NULL                   -- when it was first met, ISO 8601
) STRICT;

CREATE UNIQUE INDEX import_problems_by_record
    ON import_problems (path, ifnull(record, ''), record IS NULL, kind, message);

CREATE INDEX import_problems_by_import ON import_problems (import_id);
