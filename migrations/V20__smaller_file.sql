-- What makes the file smaller and storing cheaper: why a quote is whose it is stands once for all quotes of which it is said, and
-- the full-text indexes hold what is asked of them.

CREATE TABLE quote_reasons (
    -- What decided who spoke, in plain words; each once. Derived: rows that no quote needs any more may stay.
    id           INTEGER PRIMARY KEY,               -- number of the reason
    text         TEXT    NOT NULL UNIQUE            -- the reason, such as “said” follows right behind the words
) STRICT;

INSERT INTO quote_reasons (text) SELECT reason FROM quotes WHERE reason IS NOT NULL GROUP BY reason ORDER BY min(id);

CREATE TABLE new_quotes (
    -- One row a stretch of reported speech.
    id           INTEGER PRIMARY KEY,               -- number of the quote
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    field        TEXT    NOT NULL                   -- the text the offsets count in; caption is a column of `captions`
                 CHECK (field IN ('headline', 'standfirst', 'byline', 'dateline', 'body', 'caption', 'credit')),
    caption_id   INTEGER REFERENCES captions (id)   -- which caption, for caption and credit
                 CHECK ((caption_id IS NOT NULL) = (field IN ('caption', 'credit'))),
    start_char   INTEGER NOT NULL CHECK (start_char >= 0), -- code points before the words said, quotation mark included
    end_char     INTEGER NOT NULL CHECK (end_char > start_char), -- code points up to their end
    text         TEXT    NOT NULL,                  -- the words said, quotation marks left out
    kind         TEXT    NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')), -- whole clause in marks, fragment in marks, no marks
    speaker_id   INTEGER REFERENCES people (id),    -- who spoke; NULL where that is not a known person
    speaker_text TEXT,                              -- what the text calls the speaker: a name, a pronoun, a group, a document
    speaker_start_char INTEGER,                     -- code points of the same field before speaker_text
    speaker_end_char   INTEGER,                     -- code points up to its end
    cue          TEXT,                              -- word of saying: said, according to
    group_id     INTEGER,                           -- parts of one utterance share a number within the article
    confidence   INTEGER CHECK (confidence BETWEEN 0 AND 1000), -- how often decisions as clear as this one are right, per mille
    reason_id    INTEGER REFERENCES quote_reasons (id), -- what decided who spoke
    saying_key   INTEGER,                           -- digest of the words alone: quotes of the same words share it
    named_speaker_id INTEGER REFERENCES people (id) -- whose name the article gives as the speaker, where that is not speaker_id
) STRICT;

INSERT INTO new_quotes (id, article_id, field, caption_id, start_char, end_char, text, kind, speaker_id, speaker_text,
    speaker_start_char, speaker_end_char, cue, group_id, confidence, reason_id, saying_key, named_speaker_id)
SELECT id, article_id, field, caption_id, start_char, end_char, text, kind, speaker_id, speaker_text,
    speaker_start_char, speaker_end_char, cue, group_id, confidence, (SELECT id FROM quote_reasons WHERE quote_reasons.text = reason), saying_key, named_speaker_id
FROM quotes ORDER BY id;

DROP VIEW article_quotes;

DROP VIEW quote_search_texts;

DROP TABLE quotes;

ALTER TABLE new_quotes RENAME TO quotes;

CREATE INDEX quotes_by_article ON quotes (article_id);

CREATE INDEX quotes_by_speaker ON quotes (speaker_id, article_id);

CREATE INDEX quotes_by_caption ON quotes (caption_id) WHERE caption_id IS NOT NULL;

CREATE INDEX quotes_by_saying ON quotes (saying_key) WHERE saying_key IS NOT NULL;

CREATE INDEX quotes_by_named_speaker ON quotes (named_speaker_id) WHERE named_speaker_id IS NOT NULL;

CREATE VIEW article_quotes AS
    -- Who said what where: one row a quote.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           quote.id AS quote_id, person.name AS speaker,    -- full name, NULL where not known
           quote.speaker_text, quote.cue, quote.kind, quote.text, quote.confidence,
           (SELECT text FROM quote_reasons WHERE id = quote.reason_id) AS reason -- what decided who spoke
    FROM quotes AS quote
    JOIN articles AS article ON article.id = quote.article_id
    LEFT JOIN people AS person ON person.id = quote.speaker_id
    WHERE ifnull(quote.confidence, 1000) >= (SELECT least FROM bar);

CREATE VIEW quote_search_texts AS
    -- What quote_search shows: the words of quotes.
    SELECT id, text FROM quotes;

-- The body comes first: the place of a word says which column it is in, unless that is the first. That is a quarter of the index.
-- Sixteen runs of a size are merged at once instead of four: a word is written half as often.

DROP TABLE article_search;

CREATE VIRTUAL TABLE article_search
    -- Words of body, headline, standfirst and captions of `articles`, case and accents aside, ł as l, ß as ss:
    -- SELECT headline FROM article_search WHERE article_search MATCH 'ceasefire' ORDER BY rank LIMIT 20;
    -- A phrase is asked for in plain letters: MATCH '"Lukasz of Lodz"'.
    USING fts5 (
        body, headline, standfirst, captions,
        content="article_search_texts", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
    );

INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 67108864);

INSERT INTO article_search (article_search, rank) VALUES ('automerge', 16);

INSERT INTO article_search (rowid, body, headline, standfirst, captions)
    SELECT id, search_text(body), search_text(headline), search_text(standfirst), search_text(captions)
    FROM articles ORDER BY id;

-- Nobody asks for quotes or signatures by relevance, for which their lengths would be needed.

DROP TABLE quote_search;

CREATE VIRTUAL TABLE quote_search
    -- Words of `quotes`.text, as in article_search; it keeps no lengths, so that `rank` is slow here.
    USING fts5 (
        text, content="quote_search_texts", content_rowid="id", tokenize='unicode61 remove_diacritics 2', columnsize=0
    );

INSERT INTO quote_search (quote_search, rank) VALUES ('hashsize', 67108864);

INSERT INTO quote_search (quote_search, rank) VALUES ('automerge', 16);

INSERT INTO quote_search (rowid, text) SELECT id, search_text(text) FROM quotes ORDER BY id;

DROP TABLE copy_search;

CREATE VIRTUAL TABLE copy_search
    -- The marks of `copy_signatures`, each as eight hexadecimal digits: articles that share one may share a passage.
    USING fts5 (
        signature, content="copy_search_texts", content_rowid="id", detail='none', tokenize='ascii', columnsize=0
    );

INSERT INTO copy_search (copy_search, rank) VALUES ('hashsize', 16777216);

INSERT INTO copy_search (copy_search, rank) VALUES ('automerge', 16);

INSERT INTO copy_search (rowid, signature) SELECT id, signature_words(signature) FROM copy_signatures ORDER BY id;
