-- What the fields of the query language are found by.

CREATE INDEX articles_by_agency ON articles (agency COLLATE NOCASE) WHERE agency IS NOT NULL;

CREATE INDEX articles_by_update ON articles (updated_at) WHERE updated_at IS NOT NULL;

CREATE INDEX sources_by_sight ON sources (coalesce(fetched_at, imported_at));

-- The indexes are given scripts without spaces a letter at a time, and words with `ä`, `ø` and the like in two letters beside
-- their own: what they hold is learned again. `search_text` is a function of this program.
--
-- The body comes first: the place of a word says which column it is in, unless that is the first. That is a quarter of the index.
-- Sixteen runs of a size are merged at once instead of four: a word is written half as often. Nobody asks for quotes by relevance, for
-- which their lengths would be needed.

DROP TABLE article_search;

CREATE VIRTUAL TABLE article_search
    -- Words of body, headline, standfirst and captions of `articles`, case and accents aside, ł as l, ß as ss, ä also as ae:
    -- SELECT headline FROM article_search WHERE article_search MATCH 'ceasefire' ORDER BY rank LIMIT 20;
    -- A phrase is asked for in plain letters: MATCH '"Lukasz of Lodz"'; Chinese, Japanese and Thai a letter at a time: '"東 京"'.
    USING fts5 (
        body, headline, standfirst, captions,
        content="article_search_texts", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
    );

-- One batch of articles fits into the index's memory and is written once.
INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 67108864);

INSERT INTO article_search (article_search, rank) VALUES ('automerge', 16);

INSERT INTO article_search (rowid, body, headline, standfirst, captions)
    SELECT id, search_text(body), search_text(headline), search_text(standfirst), search_text(captions)
    FROM articles ORDER BY id;

DROP TABLE quote_search;

CREATE VIRTUAL TABLE quote_search
    -- Words of `quotes`.text, as in article_search; it keeps no lengths, so that `rank` is slow here.
    USING fts5 (
        text, content="quote_search_texts", content_rowid="id", tokenize='unicode61 remove_diacritics 2', columnsize=0
    );

INSERT INTO quote_search (quote_search, rank) VALUES ('hashsize', 67108864);

INSERT INTO quote_search (quote_search, rank) VALUES ('automerge', 16);

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
