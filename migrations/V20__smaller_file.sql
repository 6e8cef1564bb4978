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

-- Nobody asks for signatures by relevance, for which their lengths would be needed. Sixteen runs of a size are merged at once instead of
-- four: a word is written half as often.

DROP TABLE copy_search;

CREATE VIRTUAL TABLE copy_search
    -- The marks of `copy_signatures`, each as eight hexadecimal digits: articles that share one may share a passage.
    USING fts5 (
        signature, content="copy_search_texts", content_rowid="id", detail='none', tokenize='ascii', columnsize=0
    );

INSERT INTO copy_search (copy_search, rank) VALUES ('hashsize', 16777216);

INSERT INTO copy_search (copy_search, rank) VALUES ('automerge', 16);

INSERT INTO copy_search (rowid, signature) SELECT id, signature_words(signature) FROM copy_signatures ORDER BY id;
