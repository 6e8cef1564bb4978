-- Dates whose order the rest of their file tells, full-text indexes in plain letters, and articles known by one form of
-- their address.

ALTER TABLE sources ADD COLUMN date_orders TEXT /* -- whether day or month stands first in dates of the record that leave it open, as the rest of its file shows: published_at=month-first; NULL where nothing is open or known
*/;

CREATE TABLE kept_parameters (
    -- Parameters of addresses that choose a page here although they are known to say only how a reader came to it.
    name         TEXT PRIMARY KEY                   -- in lower case
) STRICT, WITHOUT ROWID;

-- The indexes are given the letters of a to z for those that Unicode does not take apart (l for ł, ss for ß, ae for æ), and
-- show the text as it stands: they read it from these views. `search_text` is a function of this program.

CREATE VIEW article_search_texts AS
    -- What article_search shows: headline, standfirst, body and captions of articles.
    SELECT id, headline, standfirst, body, captions FROM articles;

CREATE VIEW quote_search_texts AS
    -- What quote_search shows: the words of quotes.
    SELECT id, text FROM quotes;

CREATE VIEW caption_search_texts AS
    -- What caption_search shows: captions and credits.
    SELECT id, text, credit, photographer, agency FROM captions;

DROP TABLE article_search;

CREATE VIRTUAL TABLE article_search
    -- Words of headline, standfirst, body and captions of `articles`, case and accents aside, ł as l, ß as ss:
    -- SELECT headline FROM article_search WHERE article_search MATCH 'ceasefire' ORDER BY rank LIMIT 20;
    -- A phrase is asked for in plain letters: MATCH '"Lukasz of Lodz"'.
    USING fts5 (
        headline, standfirst, body, captions,
        content="article_search_texts", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
    );

-- One batch of articles fits into the index's memory and is written once.
INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 67108864);

INSERT INTO article_search (rowid, headline, standfirst, body, captions)
    SELECT id, search_text(headline), search_text(standfirst), search_text(body), search_text(captions)
    FROM articles ORDER BY id;

DROP TABLE quote_search;

CREATE VIRTUAL TABLE quote_search
    -- Words of `quotes`.text, as in article_search.
    USING fts5 (text, content="quote_search_texts", content_rowid="id", tokenize='unicode61 remove_diacritics 2');

INSERT INTO quote_search (rowid, text) SELECT id, search_text(text) FROM quotes ORDER BY id;

DROP TABLE caption_search;

CREATE VIRTUAL TABLE caption_search
    -- Words of `captions`, as in article_search.
    USING fts5 (
        text, credit, photographer, agency,
        content="caption_search_texts", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
    );

INSERT INTO caption_search (rowid, text, credit, photographer, agency)
    SELECT id, search_text(text), search_text(credit), search_text(photographer), search_text(agency)
    FROM captions ORDER BY id;
