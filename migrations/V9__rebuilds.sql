-- Reading the stored originals again with a newer extractor.

ALTER TABLE sources ADD COLUMN format TEXT /* -- input format it was read in: text, plain, html, jsonl, csv; NULL in older rows
*/;

ALTER TABLE sources ADD COLUMN map TEXT /* -- columns named on the command line, as a JSON array of field=column; NULL where there were none
*/;

ALTER TABLE sources ADD COLUMN encoding TEXT /* -- encoding told from the whole file that the record is a part of; NULL where the record alone tells it
*/;

ALTER TABLE articles ADD COLUMN fingerprint TEXT /* -- short digests of what was read, part by part; a rebuild compares them; NULL in older rows
*/;

CREATE TABLE rebuilds (
    -- One row a run of `archive rebuild`.
    id           INTEGER PRIMARY KEY,               -- number of the run
    started_at   TEXT    NOT NULL,                  -- when it began, ISO 8601
    finished_at  TEXT,                              -- when it ended, ISO 8601; NULL where it was cut short, and then the next run goes on from there
    extractor    TEXT    NOT NULL,                  -- version of the program that read the originals again
    last_article INTEGER NOT NULL DEFAULT 0,        -- articles up to this number are done
    rebuilt      INTEGER NOT NULL DEFAULT 0,        -- articles read again
    changed      INTEGER NOT NULL DEFAULT 0,        -- articles that came out differently
    skipped      INTEGER NOT NULL DEFAULT 0         -- articles whose original could not be read again, and that stay as they were
) STRICT;
