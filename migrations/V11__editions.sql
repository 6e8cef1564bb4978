-- Which version of an article is the newest, and digests by which a check sees what was changed behind the program's back.
--
-- Rows of older versions have none of either until `archive rebuild` has read their originals again.

ALTER TABLE sources ADD COLUMN fetched_at TEXT /* -- when the page was fetched, as far as it says so, ISO 8601; NULL also in older rows
*/;

ALTER TABLE sources ADD COLUMN position INTEGER /* -- how many records stand before it in the file of `path`; NULL in older rows
*/;

ALTER TABLE sources ADD COLUMN placed_by INTEGER /* -- the run that found it in that place, or found it there again in the place of other bytes; NULL in older rows
*/;

ALTER TABLE sources ADD COLUMN digest INTEGER /* -- digest of this row but for its content, and of its rows in source_locations; NULL in older rows
*/;

ALTER TABLE imports ADD COLUMN digest INTEGER /* -- digest of this row; NULL in older rows
*/;

ALTER TABLE import_problems ADD COLUMN digest INTEGER /* -- digest of this row; NULL in older rows
*/;

ALTER TABLE people ADD COLUMN digest INTEGER /* -- digest of number, name and key; NULL in older rows
*/;

ALTER TABLE places ADD COLUMN digest INTEGER /* -- digest of number, name, key and place on the map; NULL in older rows
*/;

ALTER TABLE organisations ADD COLUMN digest INTEGER /* -- digest of number, name and key; NULL in older rows
*/;

ALTER TABLE decisions ADD COLUMN digest INTEGER /* -- digest of this row; NULL in older rows
*/;

ALTER TABLE rebuilds ADD COLUMN digest INTEGER /* -- digest of this row; NULL in older rows
*/;

ALTER TABLE rebuilds ADD COLUMN repair INTEGER NOT NULL DEFAULT 0 /* -- 1 where every row was made anew, whether or not it had changed
*/;

CREATE TABLE article_digests (
    -- Digests of articles with all that was read of them. A table of its own: the row of an article is long to write twice.
    article_id   INTEGER PRIMARY KEY REFERENCES articles (id), -- the article
    digest       INTEGER NOT NULL                   -- digest of its row and of what hangs on it, whoever is meant
) STRICT;

CREATE TABLE seals (
    -- Digests of what has no row of its own to keep one in.
    name         TEXT PRIMARY KEY,                  -- what it is the digest of: schema, settings
    digest       INTEGER NOT NULL                   -- the digest
) STRICT, WITHOUT ROWID;
