-- The standfirst: the summary set apart under the headline. It is searched, and names and quotes are found in it, as in
-- the body. Tables whose offsets may count in it are built anew, for SQLite cannot change what a column allows.

ALTER TABLE articles ADD COLUMN standfirst TEXT /* -- summary or deck set apart under the headline; not part of `body`
*/;

DROP VIEW article_people;

DROP VIEW article_places;

DROP VIEW article_quotes;

CREATE TABLE new_person_mentions (
    -- Each stretch of text that names a person, title, article and possessive left out.
    article_id  INTEGER NOT NULL REFERENCES articles (id), -- the article
    ordinal     INTEGER NOT NULL,                   -- number of the mention in the article, from 0
    person_id   INTEGER NOT NULL REFERENCES people (id), -- the person
    field       TEXT    NOT NULL                    -- the text the offsets count in; caption and credit are columns of `captions`
                CHECK (field IN ('headline', 'standfirst', 'byline', 'dateline', 'body', 'caption', 'credit')),
    caption_id  INTEGER REFERENCES captions (id)    -- which caption, for caption and credit
                CHECK ((caption_id IS NOT NULL) = (field IN ('caption', 'credit'))),
    start_char  INTEGER NOT NULL CHECK (start_char >= 0), -- code points before the mention
    end_char    INTEGER NOT NULL CHECK (end_char > start_char), -- code points up to its end
    text        TEXT    NOT NULL,                   -- the characters of the mention
    role        TEXT,                               -- role the text gives the person right here, such as Russian President
    named_id    INTEGER REFERENCES people (id),    -- whose name it is, where that is not person_id
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

INSERT INTO new_person_mentions (article_id, ordinal, person_id, field, caption_id, start_char, end_char, text, role,
    named_id)
SELECT article_id, ordinal, person_id, field, caption_id, start_char, end_char, text, role, named_id
FROM person_mentions ORDER BY article_id, ordinal;

DROP TABLE person_mentions;

ALTER TABLE new_person_mentions RENAME TO person_mentions;

CREATE INDEX person_mentions_by_person ON person_mentions (person_id, article_id);

CREATE INDEX person_mentions_by_caption ON person_mentions (caption_id) WHERE caption_id IS NOT NULL;

CREATE INDEX person_mentions_by_named ON person_mentions (named_id, article_id) WHERE named_id IS NOT NULL;

CREATE TABLE new_place_mentions (
    -- Each stretch of text that names a place, title, article and possessive left out.
    article_id  INTEGER NOT NULL REFERENCES articles (id), -- the article
    ordinal     INTEGER NOT NULL,                   -- number of the mention in the article, from 0
    place_id    INTEGER NOT NULL REFERENCES places (id), -- the place
    field       TEXT    NOT NULL                    -- the text the offsets count in; caption and credit are columns of `captions`
                CHECK (field IN ('headline', 'standfirst', 'byline', 'dateline', 'body', 'caption', 'credit')),
    caption_id  INTEGER REFERENCES captions (id)    -- which caption, for caption and credit
                CHECK ((caption_id IS NOT NULL) = (field IN ('caption', 'credit'))),
    start_char  INTEGER NOT NULL CHECK (start_char >= 0), -- code points before the mention
    end_char    INTEGER NOT NULL CHECK (end_char > start_char), -- code points up to its end
    text        TEXT    NOT NULL,                   -- the characters of the mention
    role        TEXT,                               -- always NULL; there so that the three tables of mentions are alike
    named_id    INTEGER REFERENCES places (id),    -- whose name it is, where that is not place_id
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

INSERT INTO new_place_mentions (article_id, ordinal, place_id, field, caption_id, start_char, end_char, text, role,
    named_id)
SELECT article_id, ordinal, place_id, field, caption_id, start_char, end_char, text, role, named_id
FROM place_mentions ORDER BY article_id, ordinal;

DROP TABLE place_mentions;

ALTER TABLE new_place_mentions RENAME TO place_mentions;

CREATE INDEX place_mentions_by_place ON place_mentions (place_id, article_id);

CREATE INDEX place_mentions_by_caption ON place_mentions (caption_id) WHERE caption_id IS NOT NULL;

CREATE INDEX place_mentions_by_named ON place_mentions (named_id, article_id) WHERE named_id IS NOT NULL;

CREATE TABLE new_organisation_mentions (
    -- Each stretch of text that names an organisation, title, article and possessive left out.
    article_id  INTEGER NOT NULL REFERENCES articles (id), -- the article
    ordinal     INTEGER NOT NULL,                   -- number of the mention in the article, from 0
    organisation_id INTEGER NOT NULL REFERENCES organisations (id), -- the organisation
    field       TEXT    NOT NULL                    -- the text the offsets count in; caption and credit are columns of `captions`
                CHECK (field IN ('headline', 'standfirst', 'byline', 'dateline', 'body', 'caption', 'credit')),
    caption_id  INTEGER REFERENCES captions (id)    -- which caption, for caption and credit
                CHECK ((caption_id IS NOT NULL) = (field IN ('caption', 'credit'))),
    start_char  INTEGER NOT NULL CHECK (start_char >= 0), -- code points before the mention
    end_char    INTEGER NOT NULL CHECK (end_char > start_char), -- code points up to its end
    text        TEXT    NOT NULL,                   -- the characters of the mention
    role        TEXT,                               -- always NULL; there so that the three tables of mentions are alike
    named_id    INTEGER REFERENCES organisations (id), -- whose name it is, where that is not organisation_id
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

INSERT INTO new_organisation_mentions (article_id, ordinal, organisation_id, field, caption_id, start_char, end_char,
    text, role, named_id)
SELECT article_id, ordinal, organisation_id, field, caption_id, start_char, end_char, text, role, named_id
FROM organisation_mentions ORDER BY article_id, ordinal;

DROP TABLE organisation_mentions;

ALTER TABLE new_organisation_mentions RENAME TO organisation_mentions;

CREATE INDEX organisation_mentions_by_organisation ON organisation_mentions (organisation_id, article_id);

CREATE INDEX organisation_mentions_by_caption ON organisation_mentions (caption_id) WHERE caption_id IS NOT NULL;

CREATE INDEX organisation_mentions_by_named ON organisation_mentions (named_id, article_id) WHERE named_id IS NOT NULL;

CREATE TABLE new_rejected_mentions (
    -- Mentions of what was rejected: kept apart, so that undoing the decision gives them back.
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    kind         TEXT    NOT NULL CHECK (kind IN ('person', 'place', 'organisation')), -- which table of mentions it belongs to
    ordinal      INTEGER NOT NULL,                  -- as in person_mentions
    named_id     INTEGER NOT NULL,                  -- the person, place or organisation of that name
    field        TEXT    NOT NULL                   -- as in person_mentions
                 CHECK (field IN ('headline', 'standfirst', 'byline', 'dateline', 'body', 'caption', 'credit')),
    caption_id   INTEGER REFERENCES captions (id),  -- as in person_mentions
    start_char   INTEGER,                           -- as in person_mentions; NULL in a credit, which may be replaced by a fuller one
    end_char     INTEGER,                           -- as in person_mentions
    text         TEXT    NOT NULL,                  -- the characters of the mention
    role         TEXT,                              -- as in person_mentions
    PRIMARY KEY (article_id, kind, ordinal)
) STRICT, WITHOUT ROWID;

INSERT INTO new_rejected_mentions (article_id, kind, ordinal, named_id, field, caption_id, start_char, end_char, text,
    role)
SELECT article_id, kind, ordinal, named_id, field, caption_id, start_char, end_char, text, role
FROM rejected_mentions ORDER BY article_id, kind, ordinal;

DROP TABLE rejected_mentions;

ALTER TABLE new_rejected_mentions RENAME TO rejected_mentions;

CREATE INDEX rejected_mentions_by_name ON rejected_mentions (named_id, kind);

CREATE INDEX rejected_mentions_by_caption ON rejected_mentions (caption_id) WHERE caption_id IS NOT NULL;

CREATE TABLE new_quotes (
    -- One row a stretch of reported speech.
    id           INTEGER PRIMARY KEY,               -- number of the quote
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    field        TEXT    NOT NULL                   -- the text the offsets count in; caption is a column of `captions`
                 CHECK (field IN ('headline', 'standfirst', 'byline', 'dateline', 'body', 'caption', 'credit')),
    caption_id   INTEGER REFERENCES captions (id)   -- which caption, for caption and credit
                 CHECK ((caption_id IS NOT NULL) = (field IN ('caption', 'credit'))),
    start_char   INTEGER NOT NULL CHECK (start_char >= 0), -- code points before the words said, quotation mark included
    end_char     INTEGER NOT NULL CHECK (end_char > start_char), -- code points up to their end
    text         TEXT    NOT NULL,                  -- the words said, quotation marks left out
    kind         TEXT    NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')), -- whole clause in marks, fragment in marks, no marks
    speaker_id   INTEGER REFERENCES people (id),    -- who spoke; NULL where that is not a known person
    speaker_text TEXT,                              -- what the text calls the speaker: a name, a pronoun, a group, a document
    speaker_start_char INTEGER,                     -- code points of the same field before speaker_text
    speaker_end_char   INTEGER,                     -- code points up to its end
    cue          TEXT,                              -- word of saying: said, according to
    group_id     INTEGER,                           -- parts of one utterance share a number within the article
    confidence   INTEGER CHECK (confidence BETWEEN 0 AND 1000), -- how often decisions as clear as this one are right, per mille
    reason       TEXT,                              -- what decided who spoke, in plain words
    saying_key   INTEGER,                           -- digest of the words alone: quotes of the same words share it
    named_speaker_id INTEGER REFERENCES people (id) -- whose name the article gives as the speaker, where that is not speaker_id
) STRICT;

INSERT INTO new_quotes (id, article_id, field, caption_id, start_char, end_char, text, kind, speaker_id, speaker_text,
    speaker_start_char, speaker_end_char, cue, group_id, confidence, reason, saying_key, named_speaker_id)
SELECT id, article_id, field, caption_id, start_char, end_char, text, kind, speaker_id, speaker_text,
    speaker_start_char, speaker_end_char, cue, group_id, confidence, reason, saying_key, named_speaker_id
FROM quotes ORDER BY id;

DROP TABLE quotes;

ALTER TABLE new_quotes RENAME TO quotes;

CREATE INDEX quotes_by_article ON quotes (article_id);

CREATE INDEX quotes_by_speaker ON quotes (speaker_id, article_id);

CREATE INDEX quotes_by_caption ON quotes (caption_id) WHERE caption_id IS NOT NULL;

CREATE INDEX quotes_by_saying ON quotes (saying_key) WHERE saying_key IS NOT NULL;

CREATE INDEX quotes_by_named_speaker ON quotes (named_speaker_id) WHERE named_speaker_id IS NOT NULL;

CREATE VIEW article_people AS
    -- Who is mentioned where: one row an article and person.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           person.id AS person_id, person.name,
           count(*) AS mentions,                            -- mentions of the person in the article
           group_concat(DISTINCT mention.role) AS roles     -- roles the article gives, joined by commas
    FROM person_mentions AS mention
    JOIN articles AS article ON article.id = mention.article_id
    JOIN people AS person ON person.id = mention.person_id
    GROUP BY mention.person_id, mention.article_id;

CREATE VIEW article_places AS
    -- Which places are mentioned where: one row an article and place.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           place.id AS place_id, place.name, place.kind, place.country_code, place.latitude, place.longitude,
           count(*) AS mentions                             -- mentions of the place in the article
    FROM place_mentions AS mention
    JOIN articles AS article ON article.id = mention.article_id
    JOIN places AS place ON place.id = mention.place_id
    GROUP BY mention.place_id, mention.article_id;

CREATE VIEW article_quotes AS
    -- Who said what where: one row a quote.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           quote.id AS quote_id, person.name AS speaker,    -- full name, NULL where not known
           quote.speaker_text, quote.cue, quote.kind, quote.text, quote.confidence, quote.reason
    FROM quotes AS quote
    JOIN articles AS article ON article.id = quote.article_id
    LEFT JOIN people AS person ON person.id = quote.speaker_id;

-- The index holds no text of its own: it is learned again from the tables.
DROP TABLE article_search;

CREATE VIRTUAL TABLE article_search
    -- Words of headline, standfirst, body and captions of `articles`, case and accents aside:
    -- SELECT headline FROM article_search WHERE article_search MATCH 'ceasefire' ORDER BY rank LIMIT 20;
    USING fts5 (
        headline, standfirst, body, captions,
        content="articles", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
    );

INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 67108864);

INSERT INTO article_search (article_search) VALUES ('rebuild');
