-- Who is who across articles: what the owner of the archive decided, and what follows from it.
--
-- Decisions are state. What follows from them is derived: each row of mentions says who is meant (person_id) and, where
-- that is somebody else than the name alone says, whose name it is (named_id).

CREATE TABLE decisions (
    -- One row a decision about people, places or organisations; those that were undone stay as history.
    id           INTEGER PRIMARY KEY,               -- number of the decision, the later one holding where two disagree
    made_at      TEXT    NOT NULL,                  -- when it was made, ISO 8601
    kind         TEXT    NOT NULL CHECK (kind IN ('person', 'place', 'organisation')), -- what it is about
    verb         TEXT    NOT NULL CHECK (verb IN ('merge', 'split', 'rename', 'reject', 'alias')), -- what was decided
    subject      TEXT    NOT NULL,                  -- name of whom it is about: who stays, is split, renamed, rejected or given an alias
    subject_key  TEXT    NOT NULL,                  -- the key of that name, as in people.key
    object       TEXT,                              -- name of the other one: who is merged or split off, the new name, the alias; NULL for reject
    object_key   TEXT,                              -- the key of that name
    articles     TEXT,                              -- for split: JSON array of the articles, each by its address or by the digest of its source
    undone_at    TEXT,                              -- when it was undone, ISO 8601; NULL while it holds
    CHECK ((object IS NULL) = (verb = 'reject') AND (articles IS NOT NULL) = (verb = 'split'))
) STRICT;

CREATE TABLE appearances (
    -- Names in articles that mean, or might mean, somebody else than the name alone says. Derived: rebuilt from the
    -- mentions and the decisions. A name without a row here means itself.
    kind         TEXT    NOT NULL CHECK (kind IN ('person', 'place', 'organisation')), -- which tables the numbers belong to
    named_id     INTEGER NOT NULL,                  -- the person, place or organisation of exactly that name
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article that gives the name
    entity_id    INTEGER,                           -- who is meant; NULL where that was rejected
    reason       TEXT    NOT NULL CHECK (reason IN ('name', 'surname', 'decision')), -- why: the name itself, the only one of that surname, a decision
    surname      TEXT,                              -- for a person called by one word: that word in lower case without accents
    year         INTEGER,                           -- for a person called by one word: year of the article
    PRIMARY KEY (kind, named_id, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX appearances_by_article ON appearances (article_id, kind);

CREATE INDEX appearances_by_entity ON appearances (entity_id, kind) WHERE entity_id IS NOT NULL;

CREATE INDEX appearances_by_surname ON appearances (surname, year) WHERE surname IS NOT NULL;

CREATE TABLE rejected_mentions (
    -- Mentions of what was rejected: kept apart, so that undoing the decision gives them back.
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    kind         TEXT    NOT NULL CHECK (kind IN ('person', 'place', 'organisation')), -- which table of mentions it belongs to
    ordinal      INTEGER NOT NULL,                  -- as in person_mentions
    named_id     INTEGER NOT NULL,                  -- the person, place or organisation of that name
    field        TEXT    NOT NULL                   -- as in person_mentions
                 CHECK (field IN ('headline', 'byline', 'dateline', 'body', 'caption', 'credit')),
    caption_id   INTEGER REFERENCES captions (id),  -- as in person_mentions
    start_char   INTEGER,                           -- as in person_mentions; NULL in a credit, which may be replaced by a fuller one
    end_char     INTEGER,                           -- as in person_mentions
    text         TEXT    NOT NULL,                  -- the characters of the mention
    role         TEXT,                              -- as in person_mentions
    PRIMARY KEY (article_id, kind, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX rejected_mentions_by_name ON rejected_mentions (named_id, kind);

CREATE INDEX rejected_mentions_by_caption ON rejected_mentions (caption_id) WHERE caption_id IS NOT NULL;

ALTER TABLE person_mentions ADD COLUMN named_id INTEGER REFERENCES people (id) /* -- whose name it is, where that is not person_id
*/;

ALTER TABLE place_mentions ADD COLUMN named_id INTEGER REFERENCES places (id) /* -- whose name it is, where that is not place_id
*/;

ALTER TABLE organisation_mentions ADD COLUMN named_id INTEGER REFERENCES organisations (id) /* -- whose name it is, where that is not organisation_id
*/;

ALTER TABLE unplaced_mentions ADD COLUMN named_id INTEGER /* -- whose name it is, where that is not entity_id
*/;

ALTER TABLE quotes ADD COLUMN named_speaker_id INTEGER REFERENCES people (id) /* -- whose name the article gives as the speaker, where that is not speaker_id
*/;

CREATE INDEX person_mentions_by_named ON person_mentions (named_id, article_id) WHERE named_id IS NOT NULL;

CREATE INDEX place_mentions_by_named ON place_mentions (named_id, article_id) WHERE named_id IS NOT NULL;

CREATE INDEX organisation_mentions_by_named ON organisation_mentions (named_id, article_id) WHERE named_id IS NOT NULL;

CREATE INDEX quotes_by_named_speaker ON quotes (named_speaker_id) WHERE named_speaker_id IS NOT NULL;

-- People called by one word in what was imported before.
INSERT INTO appearances (kind, named_id, article_id, entity_id, reason, surname, year)
    SELECT 'person', person.id, article.id, person.id, 'name',
           (SELECT folded FROM person_names WHERE person_id = person.id ORDER BY length(folded) DESC, folded LIMIT 1),
           CAST(substr(article.date, 1, 4) AS INTEGER)
    FROM people AS person
    JOIN (SELECT DISTINCT person_id, article_id FROM person_mentions
          UNION SELECT entity_id, article_id FROM unplaced_mentions WHERE kind = 'person') AS mention
         ON mention.person_id = person.id
    JOIN articles AS article ON article.id = mention.article_id
    WHERE instr(person.key, ' ') = 0
      AND EXISTS (SELECT 1 FROM person_names WHERE person_id = person.id);

CREATE VIEW person_links AS
    -- Names in articles that mean somebody else than the name alone says, and why.
    SELECT article.id AS article_id, article.date, article.headline,
           named.id AS named_id, named.name AS named,       -- the name the article gives
           person.id AS person_id, person.name,             -- who is meant, NULL where it is nobody
           appearance.reason                                -- surname: the only one so called in those years; decision: see decisions
    FROM appearances AS appearance
    JOIN articles AS article ON article.id = appearance.article_id
    JOIN people AS named ON named.id = appearance.named_id
    LEFT JOIN people AS person ON person.id = appearance.entity_id
    WHERE appearance.kind = 'person' AND appearance.reason <> 'name';
