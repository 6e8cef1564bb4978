-- How sure each quote is and why, and which quotes are one saying. The table is built anew so that each column keeps its
-- description; quotes of older versions of the extractor have none of it until they are analysed again.

CREATE TABLE quotes_with_reasons (
    -- One row a stretch of reported speech.
    id           INTEGER PRIMARY KEY,               -- number of the quote
    article_id   INTEGER NOT NULL REFERENCES articles (id), -- the article
    field        TEXT    NOT NULL                   -- the text the offsets count in; caption is a column of `captions`
                 CHECK (field IN ('headline', 'byline', 'dateline', 'body', 'caption', 'credit')),
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
    reason       TEXT,                              -- what decided who spoke, in plain words
    saying_key   INTEGER                            -- digest of the words alone: quotes of the same words share it
) STRICT;

INSERT INTO quotes_with_reasons (id, article_id, field, caption_id, start_char, end_char, text, kind, speaker_id,
                                 speaker_text, speaker_start_char, speaker_end_char, cue, group_id)
SELECT id, article_id, field, caption_id, start_char, end_char, text, kind, speaker_id,
       speaker_text, speaker_start_char, speaker_end_char, cue, group_id
FROM quotes ORDER BY id;

DROP VIEW article_quotes;

DROP TABLE quotes;

ALTER TABLE quotes_with_reasons RENAME TO quotes;

CREATE INDEX quotes_by_article ON quotes (article_id);

CREATE INDEX quotes_by_speaker ON quotes (speaker_id, article_id);

CREATE INDEX quotes_by_caption ON quotes (caption_id) WHERE caption_id IS NOT NULL;

CREATE INDEX quotes_by_saying ON quotes (saying_key) WHERE saying_key IS NOT NULL;

CREATE VIEW article_quotes AS
    -- Who said what where: one row a quote.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           quote.id AS quote_id, person.name AS speaker,    -- full name, NULL where not known
           quote.speaker_text, quote.cue, quote.kind, quote.text, quote.confidence, quote.reason
    FROM quotes AS quote
    JOIN articles AS article ON article.id = quote.article_id
    LEFT JOIN people AS person ON person.id = quote.speaker_id;
