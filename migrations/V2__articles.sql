-- The articles and their pictures' captions. Rebuilt from `sources` whenever the extractor changes.

CREATE TABLE articles (
    -- One row an article, as its current source has it.
    id           INTEGER PRIMARY KEY,               -- number of the article
    source_id    INTEGER NOT NULL REFERENCES sources (id), -- the version shown here; older ones stay in `sources`
    key          TEXT    NOT NULL UNIQUE,           -- what makes two sources versions of one article: the address, else path and record
    url          TEXT,                              -- address of the page
    site         TEXT,                              -- name of the publication
    headline     TEXT,                              -- headline
    byline       TEXT,                              -- byline as printed, names, agencies and all
    agency       TEXT,                              -- news agency named by byline or dateline
    dateline     TEXT,                              -- where and by whom it was filed, such as BEIRUT (Reuters); not part of `body`
    language     TEXT,                              -- ISO 639-1 code of the body's language
    published_at TEXT,                              -- when published, ISO 8601 as precise as the page is
    updated_at   TEXT,                              -- when last changed, ISO 8601 as precise as the page is
    date         TEXT GENERATED ALWAYS AS (coalesce(published_at, updated_at)) VIRTUAL, -- published_at, else updated_at
    word_count   INTEGER NOT NULL CHECK (word_count >= 0), -- words of `body`, counted between spaces
    sha256       TEXT    NOT NULL CHECK (length(sha256) = 64), -- SHA-256 of the UTF-8 bytes of `body`: equal texts have equal digests
    extractor    TEXT    NOT NULL,                  -- version of the program that made this row and all that hangs on it
    body         TEXT    NOT NULL,                  -- paragraphs, separated by one empty line
    captions     TEXT                               -- captions with their credits, one a line, for article_search; see article_captions
) STRICT;

CREATE INDEX articles_by_date ON articles (date DESC);

CREATE INDEX articles_by_source ON articles (source_id);

CREATE INDEX articles_by_url ON articles (url);

CREATE INDEX articles_by_site ON articles (site COLLATE NOCASE);

CREATE INDEX articles_by_language ON articles (language, word_count);

CREATE INDEX articles_by_sha256 ON articles (sha256);

CREATE TABLE authors (
    -- The people who wrote an article, in the order of the byline.
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- what they wrote
    position     INTEGER NOT NULL,                  -- place in the byline, from 0
    name         TEXT    NOT NULL,                  -- name as printed
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE author_names (
    -- What an author can be asked for by: the whole name and each ending of it (surname), without case and accents.
    folded       TEXT    NOT NULL,                  -- lower case, no accents, words apart by one space
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- what the author wrote
    PRIMARY KEY (folded, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX author_names_by_article ON author_names (article_id);

CREATE TABLE captions (
    -- One row a caption, however often and wherever it is shown; see article_captions for the uses.
    id           INTEGER PRIMARY KEY,               -- number of the caption
    sha256       TEXT    NOT NULL UNIQUE            -- SHA-256 of the UTF-8 bytes of `text`
                         CHECK (length(sha256) = 64),
    text         TEXT    NOT NULL,                  -- the caption without its credit, white space folded
    credit       TEXT,                              -- fullest credit printed anywhere, such as © Anna Berg - AFP/Pool
    photographer TEXT,                              -- who took the picture, according to that credit
    agency       TEXT,                              -- who owns it, according to that credit
    article_count INTEGER NOT NULL DEFAULT 0,       -- articles that show it
    occurrences  INTEGER NOT NULL DEFAULT 0         -- times it is shown in all
) STRICT;

CREATE INDEX captions_by_occurrences ON captions (occurrences DESC);

CREATE TABLE article_captions (
    -- Which article shows which caption.
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    position     INTEGER NOT NULL,                  -- place among the article's captions, from 0
    caption_id   INTEGER NOT NULL REFERENCES captions (id), -- the caption
    occurrences  INTEGER NOT NULL CHECK (occurrences >= 1), -- how often the page shows it
    credit       TEXT,                              -- credit as this article prints it
    photographer TEXT,                              -- as this article prints it
    agency       TEXT,                              -- as this article prints it
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_captions_by_caption ON article_captions (caption_id);

CREATE TABLE article_diagnostics (
    -- What was odd about reading an article, without stopping it.
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    position     INTEGER NOT NULL,                  -- order of the notes, from 0
    kind         TEXT    NOT NULL,                  -- short name such as encoding-guessed
    message      TEXT    NOT NULL,                  -- one sentence
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
