-- Who and what the articles name, and the exact characters that name them. Rebuilt with the articles.
--
-- Offsets count Unicode code points from 0, half-open, so that
-- substr(articles.body, start_char + 1, end_char - start_char) gives a mention of the field `body` back.

CREATE TABLE people (
    -- One row a full name; the same name in two articles is the same row.
    id            INTEGER PRIMARY KEY,              -- number of the person
    name          TEXT    NOT NULL,                 -- fullest name the articles give
    key           TEXT    NOT NULL UNIQUE,          -- the name without regard to case and spacing
    article_count INTEGER NOT NULL DEFAULT 0,       -- articles that mention the person
    mention_count INTEGER NOT NULL DEFAULT 0,       -- mentions in all
    quote_count   INTEGER NOT NULL DEFAULT 0        -- quotes by this person
) STRICT;

CREATE INDEX people_by_articles ON people (article_count DESC);

CREATE TABLE person_aliases (
    -- What the articles call a person.
    person_id   INTEGER NOT NULL REFERENCES people (id), -- the person
    alias       TEXT    NOT NULL,                   -- the characters of a mention
    mention_count INTEGER NOT NULL,                 -- mentions in these words
    PRIMARY KEY (person_id, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_roles (
    -- Which roles the articles give a person.
    person_id   INTEGER NOT NULL REFERENCES people (id), -- the person
    role        TEXT    NOT NULL,                   -- such as Russian President
    mention_count INTEGER NOT NULL,                 -- mentions beside which it stands
    PRIMARY KEY (person_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_names (
    -- What a person can be asked for by: name and aliases and each ending of them, without case and accents.
    folded      TEXT    NOT NULL,                   -- lower case, no accents, words apart by one space
    person_id   INTEGER NOT NULL REFERENCES people (id), -- the person
    PRIMARY KEY (folded, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_names_by_person ON person_names (person_id);

CREATE TABLE person_mentions (
    -- Each stretch of text that names a person, title, article and possessive left out.
    article_id  INTEGER NOT NULL REFERENCES articles (id), -- the article
    ordinal     INTEGER NOT NULL,                   -- number of the mention in the article, from 0
    person_id   INTEGER NOT NULL REFERENCES people (id), -- the person
    field       TEXT    NOT NULL                    -- the text the offsets count in; caption and credit are columns of `captions`
                CHECK (field IN ('headline', 'byline', 'dateline', 'body', 'caption', 'credit')),
    caption_id  INTEGER REFERENCES captions (id)    -- which caption, for caption and credit
                CHECK ((caption_id IS NOT NULL) = (field IN ('caption', 'credit'))),
    start_char  INTEGER NOT NULL CHECK (start_char >= 0), -- code points before the mention
    end_char    INTEGER NOT NULL CHECK (end_char > start_char), -- code points up to its end
    text        TEXT    NOT NULL,                   -- the characters of the mention
    role        TEXT,                               -- role the text gives the person right here, such as Russian President
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_mentions_by_person ON person_mentions (person_id, article_id);

CREATE INDEX person_mentions_by_caption ON person_mentions (caption_id) WHERE caption_id IS NOT NULL;

CREATE TABLE places (
    -- One row a place on the map, or a name that could not be put there.
    id            INTEGER PRIMARY KEY,              -- number of the place
    name          TEXT    NOT NULL,                 -- the gazetteer's name, else the name as printed
    key           TEXT    NOT NULL UNIQUE,          -- GeoNames number, else name, kind and country
    kind          TEXT CHECK (kind IN ('country', 'region', 'city', 'feature', 'building')), -- NULL where not known
    country_code  TEXT,                             -- ISO 3166-1 alpha-2, upper case
    latitude      REAL,                             -- WGS 84, degrees north
    longitude     REAL,                             -- WGS 84, degrees east
    geonames_id   INTEGER UNIQUE,                   -- number in GeoNames, geonames.org
    article_count INTEGER NOT NULL DEFAULT 0,       -- articles that mention the place
    mention_count INTEGER NOT NULL DEFAULT 0        -- mentions in all
) STRICT;

CREATE INDEX places_by_articles ON places (article_count DESC);

CREATE INDEX places_by_country ON places (country_code);

CREATE TABLE place_aliases (
    -- What the articles call a place.
    place_id    INTEGER NOT NULL REFERENCES places (id), -- the place
    alias       TEXT    NOT NULL,                   -- the characters of a mention
    mention_count INTEGER NOT NULL,                 -- mentions in these words
    PRIMARY KEY (place_id, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE place_names (
    -- What a place can be asked for by: name and aliases and each ending of them, without case and accents.
    folded      TEXT    NOT NULL,                   -- lower case, no accents, words apart by one space
    place_id    INTEGER NOT NULL REFERENCES places (id), -- the place
    PRIMARY KEY (folded, place_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX place_names_by_place ON place_names (place_id);

CREATE TABLE place_mentions (
    -- Each stretch of text that names a place, title, article and possessive left out.
    article_id  INTEGER NOT NULL REFERENCES articles (id), -- the article
    ordinal     INTEGER NOT NULL,                   -- number of the mention in the article, from 0
    place_id    INTEGER NOT NULL REFERENCES places (id), -- the place
    field       TEXT    NOT NULL                    -- the text the offsets count in; caption and credit are columns of `captions`
                CHECK (field IN ('headline', 'byline', 'dateline', 'body', 'caption', 'credit')),
    caption_id  INTEGER REFERENCES captions (id)    -- which caption, for caption and credit
                CHECK ((caption_id IS NOT NULL) = (field IN ('caption', 'credit'))),
    start_char  INTEGER NOT NULL CHECK (start_char >= 0), -- code points before the mention
    end_char    INTEGER NOT NULL CHECK (end_char > start_char), -- code points up to its end
    text        TEXT    NOT NULL,                   -- the characters of the mention
    role        TEXT,                               -- always NULL; there so that the three tables of mentions are alike
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX place_mentions_by_place ON place_mentions (place_id, article_id);

CREATE INDEX place_mentions_by_caption ON place_mentions (caption_id) WHERE caption_id IS NOT NULL;

CREATE TABLE organisations (
    -- One row a full name of an organisation.
    id            INTEGER PRIMARY KEY,              -- number of the organisation
    name          TEXT    NOT NULL,                 -- fullest name the articles give
    key           TEXT    NOT NULL UNIQUE,          -- the name without regard to case and spacing
    article_count INTEGER NOT NULL DEFAULT 0,       -- articles that mention the organisation
    mention_count INTEGER NOT NULL DEFAULT 0        -- mentions in all
) STRICT;

CREATE INDEX organisations_by_articles ON organisations (article_count DESC);

CREATE TABLE organisation_aliases (
    -- What the articles call an organisation.
    organisation_id INTEGER NOT NULL REFERENCES organisations (id), -- the organisation
    alias       TEXT    NOT NULL,                   -- the characters of a mention
    mention_count INTEGER NOT NULL,                 -- mentions in these words
    PRIMARY KEY (organisation_id, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE organisation_names (
    -- What an organisation can be asked for by: name and aliases and each ending of them, without case and accents.
    folded      TEXT    NOT NULL,                   -- lower case, no accents, words apart by one space
    organisation_id INTEGER NOT NULL REFERENCES organisations (id), -- the organisation
    PRIMARY KEY (folded, organisation_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX organisation_names_by_organisation ON organisation_names (organisation_id);

CREATE TABLE organisation_mentions (
    -- Each stretch of text that names an organisation, title, article and possessive left out.
    article_id  INTEGER NOT NULL REFERENCES articles (id), -- the article
    ordinal     INTEGER NOT NULL,                   -- number of the mention in the article, from 0
    organisation_id INTEGER NOT NULL REFERENCES organisations (id), -- the organisation
    field       TEXT    NOT NULL                    -- the text the offsets count in; caption and credit are columns of `captions`
                CHECK (field IN ('headline', 'byline', 'dateline', 'body', 'caption', 'credit')),
    caption_id  INTEGER REFERENCES captions (id)    -- which caption, for caption and credit
                CHECK ((caption_id IS NOT NULL) = (field IN ('caption', 'credit'))),
    start_char  INTEGER NOT NULL CHECK (start_char >= 0), -- code points before the mention
    end_char    INTEGER NOT NULL CHECK (end_char > start_char), -- code points up to its end
    text        TEXT    NOT NULL,                   -- the characters of the mention
    role        TEXT,                               -- always NULL; there so that the three tables of mentions are alike
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX organisation_mentions_by_organisation ON organisation_mentions (organisation_id, article_id);

CREATE INDEX organisation_mentions_by_caption ON organisation_mentions (caption_id) WHERE caption_id IS NOT NULL;

CREATE TABLE unplaced_mentions (
    -- Names in a credit that the credit kept in `captions` (the fullest printed anywhere) does not hold. They are
    -- waiting: when another credit takes its place, those that it holds become mentions.
    article_id  INTEGER NOT NULL REFERENCES articles (id), -- the article whose credit names it
    caption_id  INTEGER NOT NULL REFERENCES captions (id), -- the caption
    ordinal     INTEGER NOT NULL,                   -- number the mention would have in its table
    kind        TEXT    NOT NULL CHECK (kind IN ('person', 'place', 'organisation')), -- which table of mentions it would be in
    entity_id   INTEGER NOT NULL,                   -- number of the person, place or organisation
    text        TEXT    NOT NULL,                   -- the characters of the name
    role        TEXT,                               -- as in person_mentions
    PRIMARY KEY (article_id, kind, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX unplaced_mentions_by_caption ON unplaced_mentions (caption_id);

CREATE INDEX unplaced_mentions_by_entity ON unplaced_mentions (entity_id, kind);
