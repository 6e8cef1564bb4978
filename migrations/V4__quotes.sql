-- What people are reported to have said. Rebuilt with the articles.

CREATE TABLE quotes (
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
    group_id     INTEGER                            -- parts of one utterance share a number within the article
) STRICT;

CREATE INDEX quotes_by_article ON quotes (article_id);

CREATE INDEX quotes_by_speaker ON quotes (speaker_id, article_id);

CREATE INDEX quotes_by_caption ON quotes (caption_id) WHERE caption_id IS NOT NULL;
