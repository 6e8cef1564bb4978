-- The owner's hand: what was deleted, corrected, tagged and noted. All of it is state but for corrected_fields, which is
-- made of the originals and the decisions.

CREATE TABLE deleted_digests (
    -- Digests of articles that were deleted, by which an import knows them again and leaves them out. Nothing else of them
    -- is in this file.
    id           INTEGER PRIMARY KEY,               -- number of the row
    sha256       TEXT    NOT NULL UNIQUE            -- SHA-256 in lower-case hexadecimal
                         CHECK (length(sha256) = 64),
    kind         TEXT    NOT NULL CHECK (kind IN ('source', 'address', 'text')), -- of what: the original bytes, the address in the form of articles.key, the body
    deletion     INTEGER NOT NULL,                  -- digests of one article share a number
    deleted_at   TEXT    NOT NULL,                  -- when it was deleted, ISO 8601
    digest       INTEGER                            -- digest of the row
) STRICT;

CREATE INDEX deleted_digests_by_deletion ON deleted_digests (deletion);

CREATE TABLE tags (
    -- Words that the owner of the archive put on articles.
    id           INTEGER PRIMARY KEY,               -- number of the row
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    name         TEXT    NOT NULL,                  -- the tag as it was first written for the article
    key          TEXT    NOT NULL,                  -- the tag in lower case: tags of the same key are one
    tagged_at    TEXT    NOT NULL,                  -- when it was put there, ISO 8601
    digest       INTEGER                            -- digest of the row
) STRICT;

CREATE UNIQUE INDEX tags_by_article ON tags (article_id, key);

CREATE INDEX tags_by_key ON tags (key, article_id);

CREATE TABLE notes (
    -- What the owner of the archive wrote about articles.
    id           INTEGER PRIMARY KEY,               -- number of the note
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    text         TEXT    NOT NULL,                  -- the note
    noted_at     TEXT    NOT NULL,                  -- when it was written, ISO 8601
    digest       INTEGER                            -- digest of the row
) STRICT;

CREATE INDEX notes_by_article ON notes (article_id);

-- Fields of articles may be corrected by a decision.

CREATE TABLE new_decisions (
    -- One row a decision about people, places or organisations, or about a field of an article; those that were undone
    -- stay as history.
    id           INTEGER PRIMARY KEY,               -- number of the decision, the later one holding where two disagree
    made_at      TEXT    NOT NULL,                  -- when it was made, ISO 8601
    kind         TEXT    NOT NULL CHECK (kind IN ('person', 'place', 'organisation', 'article')), -- what it is about
    verb         TEXT    NOT NULL CHECK (verb IN ('merge', 'split', 'rename', 'reject', 'alias', 'distinct', 'correct')), -- what was decided
    subject      TEXT    NOT NULL,                  -- name of whom it is about: who stays, is split, renamed, rejected or given an alias; an article by its address or the digest of its source
    subject_key  TEXT    NOT NULL,                  -- the key of that name, as in people.key; for an article as subject
    object       TEXT,                              -- name of the other one: who is merged, split off or somebody else, the new name, the alias; what a field is to say; NULL for reject and for a field that is to be empty
    object_key   TEXT,                              -- the key of that name; NULL for correct
    articles     TEXT,                              -- for split: JSON array of the articles, each by its address or by the digest of its source
    field        TEXT CHECK (field IN ('headline', 'standfirst', 'byline', 'authors', 'site', 'url', 'published_at')), -- for correct: which column of the article, or its authors
    undone_at    TEXT,                              -- when it was undone, ISO 8601; NULL while it holds
    digest       INTEGER,                           -- digest of the row; NULL in older rows
    CHECK ((articles IS NOT NULL) = (verb = 'split')),
    CHECK ((kind = 'article') = (verb = 'correct') AND (field IS NOT NULL) = (verb = 'correct')),
    CHECK (verb = 'correct' OR (object IS NULL) = (verb = 'reject'))
) STRICT;

INSERT INTO new_decisions (id, made_at, kind, verb, subject, subject_key, object, object_key, articles, undone_at, digest)
SELECT id, made_at, kind, verb, subject, subject_key, object, object_key, articles, undone_at, digest
FROM decisions ORDER BY id;

DROP TABLE decisions;

ALTER TABLE new_decisions RENAME TO decisions;

CREATE TABLE corrected_fields (
    -- Fields of articles that a decision corrects, with what the page itself says.
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    field        TEXT    NOT NULL,                  -- as decisions.field
    original     TEXT,                              -- what was read from the page, authors joined by `; `; NULL where it says nothing
    decision_id  INTEGER NOT NULL REFERENCES decisions (id), -- the decision that corrects it
    PRIMARY KEY (article_id, field)
) STRICT, WITHOUT ROWID;

CREATE INDEX corrected_fields_by_decision ON corrected_fields (decision_id);

-- A file that failed before and has not changed is not worth another word, and what was read since is no problem any more.

ALTER TABLE import_problems ADD COLUMN file_state TEXT /* -- length of the file in bytes and time of its last change when it failed last; NULL for standard input and in older rows
*/;

ALTER TABLE import_problems ADD COLUMN met_by INTEGER /* -- the run that met it last; NULL in older rows
*/;
