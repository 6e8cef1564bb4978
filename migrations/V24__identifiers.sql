-- A decision may say which record of an authority file somebody or something is: Wikidata, VIAF and their like. A rule of a table is
-- changed by making the table anew, and with it the one that points at it.

CREATE TABLE new_decisions (
    -- One row a decision about people, places or organisations, or about a field of an article; those that were undone
    -- stay as history.
    id           INTEGER PRIMARY KEY,               -- number of the decision, the later one holding where two disagree
    made_at      TEXT    NOT NULL,                  -- when it was made, ISO 8601
    kind         TEXT    NOT NULL CHECK (kind IN ('person', 'place', 'organisation', 'article')), -- what it is about
    verb         TEXT    NOT NULL CHECK (verb IN ('merge', 'split', 'rename', 'reject', 'alias', 'distinct', 'identify', 'correct')), -- what was decided
    subject      TEXT    NOT NULL,                  -- name of whom it is about: who stays, is split, renamed, rejected or given an alias; an article by its address or the digest of its source
    subject_key  TEXT    NOT NULL,                  -- the key of that name, as in people.key; for an article as subject
    object       TEXT,                              -- name of the other one: who is merged, split off or somebody else, the new name, the alias; for identify the authority and its identifier, as in wikidata:Q42; what a field is to say; NULL for reject and for a field that is to be empty
    object_key   TEXT,                              -- the key of that name; NULL for identify and correct
    articles     TEXT,                              -- for split: JSON array of the articles, each by its address or by the digest of its source
    field        TEXT CHECK (field IN ('headline', 'standfirst', 'byline', 'authors', 'site', 'url', 'published_at', 'language', 'agency', 'dateline')), -- for correct: which column of the article, or its authors
    undone_at    TEXT,                              -- when it was undone, ISO 8601; NULL while it holds
    digest       INTEGER,                           -- digest of the row; NULL in older rows
    CHECK ((articles IS NOT NULL) = (verb = 'split')),
    CHECK ((kind = 'article') = (verb = 'correct') AND (field IS NOT NULL) = (verb = 'correct')),
    CHECK (verb = 'correct' OR (object IS NULL) = (verb = 'reject'))
) STRICT;

INSERT INTO new_decisions (id, made_at, kind, verb, subject, subject_key, object, object_key, articles, field, undone_at, digest)
SELECT id, made_at, kind, verb, subject, subject_key, object, object_key, articles, field, undone_at, digest
FROM decisions ORDER BY id;

CREATE TABLE new_corrected_fields (
    -- Fields of articles that a decision corrects, with what the page itself says.
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    field        TEXT    NOT NULL,                  -- as decisions.field
    original     TEXT,                              -- what was read from the page, authors joined by `; `; NULL where it says nothing
    decision_id  INTEGER NOT NULL REFERENCES new_decisions (id), -- the decision that corrects it
    rowid        INTEGER GENERATED ALWAYS AS (1) VIRTUAL, -- always 1, for programs that ask every table for one; rows are told apart by the primary key
    PRIMARY KEY (article_id, field)
) STRICT, WITHOUT ROWID;

INSERT INTO new_corrected_fields (article_id, field, original, decision_id)
SELECT article_id, field, original, decision_id FROM corrected_fields;

DROP TABLE corrected_fields;

DROP TABLE decisions;

ALTER TABLE new_decisions RENAME TO decisions;

ALTER TABLE new_corrected_fields RENAME TO corrected_fields;

CREATE INDEX corrected_fields_by_decision ON corrected_fields (decision_id);
