-- What other programs ask of a file that they open: DuckDB, Datasette, sqlite-utils.

-- DuckDB counts the rows of a table by their `rowid` and splits them up by it; tables without one cannot be counted. A column of that
-- name that SQLite works out costs no byte. It is the same in every row, because by numbers that tell rows apart DuckDB would
-- split a table into parts and read all of it for each of them.

ALTER TABLE authors ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE author_names ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE article_captions ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE article_diagnostics ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE person_aliases ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE person_roles ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE person_names ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE person_mentions ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE place_aliases ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE place_names ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE place_mentions ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE organisation_aliases ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE organisation_names ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE organisation_mentions ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE unplaced_mentions ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE rejected_mentions ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE appearances ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE corrected_fields ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE kept_parameters ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

ALTER TABLE seals ADD COLUMN rowid INTEGER GENERATED ALWAYS AS (1) VIRTUAL /* -- always 1, for programs that ask every table for one; rows are told apart by the primary key
*/;

-- DuckDB does not hand `count(*)` of a view back to SQLite as it stands.

DROP VIEW article_people;

CREATE VIEW article_people AS
    -- Who is mentioned where: one row an article and person, where that is sure.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           person.id AS person_id, person.name,
           count(mention.ordinal) AS mentions,              -- mentions of the person in the article
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
           count(mention.ordinal) AS mentions,              -- mentions of the place in the article
           max(mention.confidence) AS confidence            -- of the surest mention, per mille
    FROM place_mentions AS mention
    JOIN articles AS article ON article.id = mention.article_id
    JOIN places AS place ON place.id = mention.place_id
    WHERE ifnull(mention.confidence, 1000) >= (SELECT least FROM bar)
    GROUP BY mention.place_id, mention.article_id;

CREATE VIEW article_organisations AS
    -- Which organisations are mentioned where: one row an article and organisation, where that is sure.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           organisation.id AS organisation_id, organisation.name,
           count(mention.ordinal) AS mentions,              -- mentions of the organisation in the article
           max(mention.confidence) AS confidence            -- of the surest mention, per mille
    FROM organisation_mentions AS mention
    JOIN articles AS article ON article.id = mention.article_id
    JOIN organisations AS organisation ON organisation.id = mention.organisation_id
    WHERE ifnull(mention.confidence, 1000) >= (SELECT least FROM bar)
    GROUP BY mention.organisation_id, mention.article_id;

-- Programs that list columns by `PRAGMA table_info` do not see those that SQLite works out, such as `date`.

CREATE VIEW article_list AS
    -- One row an article, without its text: what a list shows, with the date that counts.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           article.host,                                    -- host of `url` in lower case, without `www.`
           article.byline, article.agency, article.language, article.word_count
    FROM articles AS article;

-- Datasette and sqlite-utils take a full-text index for that of a table where its definition says content="articles", wherever
-- that stands, and tell its kind by the words that follow its name. The indexes stay as they are, and so do the views from which they
-- read: only their definitions are rewritten, as the manual of SQLite shows for changes that leave the stored rows alone
-- (lang_altertable, section 8).

PRAGMA writable_schema = ON;

UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE article_search USING fts5 (
    -- Words of body, headline, standfirst and captions of `articles`, case and accents aside, ł as l, ß as ss, ä also as ae:
    -- SELECT headline FROM article_search WHERE article_search MATCH ''ceasefire'' ORDER BY rank LIMIT 20;
    -- A phrase is asked for in plain letters: MATCH ''"Lukasz of Lodz"''; Chinese, Japanese and Thai a letter at a time: ''"東 京"''.
    -- For programs that look for the index of a table: content="articles".
    body, headline, standfirst, captions,
    content="article_search_texts", content_rowid="id", tokenize=''unicode61 remove_diacritics 2''
)' WHERE type = 'table' AND name = 'article_search';

UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE quote_search USING fts5 (
    -- Words of `quotes`.text, as in article_search; it keeps no lengths, so that `rank` is slow here.
    -- For programs that look for the index of a table: content="quotes".
    text, content="quote_search_texts", content_rowid="id", tokenize=''unicode61 remove_diacritics 2'', columnsize=0
)' WHERE type = 'table' AND name = 'quote_search';

UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE caption_search USING fts5 (
    -- Words of `captions`, as in article_search.
    -- For programs that look for the index of a table: content="captions".
    text, credit, photographer, agency,
    content="caption_search_texts", content_rowid="id", tokenize=''unicode61 remove_diacritics 2''
)' WHERE type = 'table' AND name = 'caption_search';

PRAGMA writable_schema = RESET;
