-- Full-text indexes. They hold no text of their own: the words stand in the tables they are named after, and
-- the writer keeps both in step a batch at a time.

CREATE VIRTUAL TABLE article_search
    -- Words of headline, body and captions of `articles`, case and accents aside:
    -- SELECT headline FROM article_search WHERE article_search MATCH 'ceasefire' ORDER BY rank LIMIT 20;
    USING fts5 (
        headline, body, captions,
        content="articles", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
    );

CREATE VIRTUAL TABLE quote_search
    -- Words of `quotes`.text.
    USING fts5 (text, content="quotes", content_rowid="id", tokenize='unicode61 remove_diacritics 2');

CREATE VIRTUAL TABLE caption_search
    -- Words of `captions`.
    USING fts5 (
        text, credit, photographer, agency,
        content="captions", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
    );

-- One batch of articles fits into the index's memory and is written once.
INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 67108864);
