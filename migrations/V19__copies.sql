-- What copies of an article are found by, and which originals are texts dumped from a page.

ALTER TABLE sources ADD COLUMN dump INTEGER CHECK (dump = 1) /* -- 1 where it is a page dumped as text, which a saved page of the same date is shown before; NULL where it is not, or in older rows not known
*/;

CREATE TABLE copy_signatures (
    -- What copies of an article are found by: the least hashes of three words from all over its body. Derived from `body`.
    id           INTEGER PRIMARY KEY REFERENCES articles (id), -- the article
    signature    BLOB    NOT NULL                   -- up to 64 marks of four bytes each, ascending; empty where the body has no long word
) STRICT;

CREATE VIEW copy_search_texts AS
    -- What copy_search reads: the signatures.
    SELECT id, signature FROM copy_signatures;

CREATE VIRTUAL TABLE copy_search
    -- The marks of `copy_signatures`, each as eight hexadecimal digits: articles that share one may share a passage.
    USING fts5 (
        signature, content="copy_search_texts", content_rowid="id", detail='none', tokenize='ascii'
    );

INSERT INTO copy_search (copy_search, rank) VALUES ('hashsize', 16777216);
