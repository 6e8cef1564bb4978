-- What lists count is in the indexes that they count with, so that no row of the tables is read for it.

DROP INDEX articles_by_site;

CREATE INDEX articles_by_site ON articles (site COLLATE NOCASE, language, date);

CREATE INDEX articles_without_site ON articles (host COLLATE NOCASE, language, date) WHERE site IS NULL;

CREATE INDEX authors_by_name ON authors (name COLLATE NOCASE);

CREATE INDEX people_by_quotes ON people (quote_count DESC) WHERE quote_count > 0;

DROP INDEX quotes_by_speaker;

CREATE INDEX quotes_by_speaker ON quotes (speaker_id, article_id, confidence);
