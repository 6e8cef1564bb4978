-- How sure the archive is of each mention, and how sure it must be to show it. Mentions of older versions of the extractor
-- have no confidence until they are analysed again, and are shown.
--
-- A surname alone no longer stands for somebody whom only other articles name in full: such names mean themselves again.

ALTER TABLE person_mentions ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 0 AND 1000) /* -- how often mentions as clear as this one are right, per mille
*/;

ALTER TABLE place_mentions ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 0 AND 1000) /* -- as in person_mentions; the place on the map included
*/;

ALTER TABLE organisation_mentions ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 0 AND 1000) /* -- as in person_mentions
*/;

ALTER TABLE unplaced_mentions ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 0 AND 1000) /* -- as in person_mentions
*/;

ALTER TABLE rejected_mentions ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 0 AND 1000) /* -- as in person_mentions
*/;

ALTER TABLE people ADD COLUMN confidence INTEGER /* -- that of the surest mention, per mille; NULL where none has any
*/;

ALTER TABLE places ADD COLUMN confidence INTEGER /* -- that of the surest mention, per mille; NULL where none has any
*/;

ALTER TABLE organisations ADD COLUMN confidence INTEGER /* -- that of the surest mention, per mille; NULL where none has any
*/;

CREATE TABLE bar (
    -- One row: how sure a mention or quote must be to be listed and counted. What is less sure is doubtful: kept, found by
    -- name and shown on request.
    least        INTEGER NOT NULL CHECK (least BETWEEN 0 AND 1000) -- confidence per mille that the counts and views ask for
) STRICT;

DROP INDEX person_mentions_by_person;

CREATE INDEX person_mentions_by_person ON person_mentions (person_id, article_id, confidence);

DROP INDEX place_mentions_by_place;

CREATE INDEX place_mentions_by_place ON place_mentions (place_id, article_id, confidence);

DROP INDEX organisation_mentions_by_organisation;

CREATE INDEX organisation_mentions_by_organisation ON organisation_mentions (organisation_id, article_id, confidence);

-- Surnames mean themselves again.

UPDATE person_mentions SET person_id = named_id, named_id = NULL
WHERE named_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM appearances WHERE kind = 'person' AND appearances.named_id = person_mentions.named_id
        AND appearances.article_id = person_mentions.article_id AND reason = 'surname');

UPDATE unplaced_mentions SET entity_id = named_id, named_id = NULL
WHERE named_id IS NOT NULL AND kind = 'person' AND EXISTS (
    SELECT 1 FROM appearances WHERE appearances.kind = 'person' AND appearances.named_id = unplaced_mentions.named_id
        AND appearances.article_id = unplaced_mentions.article_id AND reason = 'surname');

UPDATE quotes SET speaker_id = named_speaker_id, named_speaker_id = NULL
WHERE named_speaker_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM appearances WHERE kind = 'person' AND appearances.named_id = quotes.named_speaker_id
        AND appearances.article_id = quotes.article_id AND reason = 'surname');

-- The digests of these articles cover rows that are no more; a rebuild gives them others.
DELETE FROM article_digests WHERE article_id IN (SELECT article_id FROM appearances WHERE surname IS NOT NULL);

DROP VIEW person_links;

CREATE TABLE new_appearances (
    -- Names in articles that mean somebody else than the name alone says, as decided. Derived: rebuilt from the mentions
    -- and the decisions. A name without a row here means itself.
    kind         TEXT    NOT NULL CHECK (kind IN ('person', 'place', 'organisation')), -- which tables the numbers belong to
    named_id     INTEGER NOT NULL,                  -- the person, place or organisation of exactly that name
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article that gives the name
    entity_id    INTEGER,                           -- who is meant; NULL where that was rejected
    PRIMARY KEY (kind, named_id, article_id)
) STRICT, WITHOUT ROWID;

INSERT INTO new_appearances (kind, named_id, article_id, entity_id)
SELECT kind, named_id, article_id, entity_id FROM appearances WHERE reason = 'decision';

DROP TABLE appearances;

ALTER TABLE new_appearances RENAME TO appearances;

CREATE INDEX appearances_by_article ON appearances (article_id, kind);

CREATE INDEX appearances_by_entity ON appearances (entity_id, kind) WHERE entity_id IS NOT NULL;

CREATE VIEW person_links AS
    -- Names in articles that mean somebody else than the name alone says, as decided.
    SELECT article.id AS article_id, article.date, article.headline,
           named.id AS named_id, named.name AS named,       -- the name the article gives
           person.id AS person_id, person.name              -- who is meant, NULL where it is nobody
    FROM appearances AS appearance
    JOIN articles AS article ON article.id = appearance.article_id
    JOIN people AS named ON named.id = appearance.named_id
    LEFT JOIN people AS person ON person.id = appearance.entity_id
    WHERE appearance.kind = 'person';

DROP VIEW article_people;

CREATE VIEW article_people AS
    -- Who is mentioned where: one row an article and person, where that is sure.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           person.id AS person_id, person.name,
           count(*) AS mentions,                            -- mentions of the person in the article
           group_concat(DISTINCT mention.role) AS roles,    -- roles the article gives, joined by commas
           max(mention.confidence) AS confidence            -- of the surest mention, per mille
    FROM person_mentions AS mention
    JOIN articles AS article ON article.id = mention.article_id
    JOIN people AS person ON person.id = mention.person_id
    WHERE ifnull(mention.confidence, 1000) >= (SELECT least FROM bar)
    GROUP BY mention.person_id, mention.article_id;

DROP VIEW article_places;

CREATE VIEW article_places AS
    -- Which places are mentioned where: one row an article and place, where that is sure.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           place.id AS place_id, place.name, place.kind, place.country_code, place.latitude, place.longitude,
           count(*) AS mentions,                            -- mentions of the place in the article
           max(mention.confidence) AS confidence            -- of the surest mention, per mille
    FROM place_mentions AS mention
    JOIN articles AS article ON article.id = mention.article_id
    JOIN places AS place ON place.id = mention.place_id
    WHERE ifnull(mention.confidence, 1000) >= (SELECT least FROM bar)
    GROUP BY mention.place_id, mention.article_id;

DROP VIEW article_quotes;

CREATE VIEW article_quotes AS
    -- Who said what where: one row a quote, where that is sure.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           quote.id AS quote_id, person.name AS speaker,    -- full name, NULL where not known
           quote.speaker_text, quote.cue, quote.kind, quote.text, quote.confidence, quote.reason
    FROM quotes AS quote
    JOIN articles AS article ON article.id = quote.article_id
    LEFT JOIN people AS person ON person.id = quote.speaker_id
    WHERE ifnull(quote.confidence, 1000) >= (SELECT least FROM bar);

-- Two of a kind may be decided to be two.

CREATE TABLE new_decisions (
    -- One row a decision about people, places or organisations; those that were undone stay as history.
    id           INTEGER PRIMARY KEY,               -- number of the decision, the later one holding where two disagree
    made_at      TEXT    NOT NULL,                  -- when it was made, ISO 8601
    kind         TEXT    NOT NULL CHECK (kind IN ('person', 'place', 'organisation')), -- what it is about
    verb         TEXT    NOT NULL CHECK (verb IN ('merge', 'split', 'rename', 'reject', 'alias', 'distinct')), -- what was decided
    subject      TEXT    NOT NULL,                  -- name of whom it is about: who stays, is split, renamed, rejected or given an alias
    subject_key  TEXT    NOT NULL,                  -- the key of that name, as in people.key
    object       TEXT,                              -- name of the other one: who is merged, split off or somebody else, the new name, the alias; NULL for reject
    object_key   TEXT,                              -- the key of that name
    articles     TEXT,                              -- for split: JSON array of the articles, each by its address or by the digest of its source
    undone_at    TEXT,                              -- when it was undone, ISO 8601; NULL while it holds
    digest       INTEGER,                           -- digest of the row; NULL in older rows
    CHECK ((object IS NULL) = (verb = 'reject') AND (articles IS NOT NULL) = (verb = 'split'))
) STRICT;

INSERT INTO new_decisions (id, made_at, kind, verb, subject, subject_key, object, object_key, articles, undone_at, digest)
SELECT id, made_at, kind, verb, subject, subject_key, object, object_key, articles, undone_at, digest
FROM decisions ORDER BY id;

DROP TABLE decisions;

ALTER TABLE new_decisions RENAME TO decisions;
