-- For people who open the file by hand: one row a fact, with headline, date and name beside it.

CREATE VIEW article_people AS
    -- Who is mentioned where: one row an article and person.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           person.id AS person_id, person.name,
           count(*) AS mentions,                            -- mentions of the person in the article
           group_concat(DISTINCT mention.role) AS roles     -- roles the article gives, joined by commas
    FROM person_mentions AS mention
    JOIN articles AS article ON article.id = mention.article_id
    JOIN people AS person ON person.id = mention.person_id
    GROUP BY mention.person_id, mention.article_id;

CREATE VIEW article_places AS
    -- Which places are mentioned where: one row an article and place.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           place.id AS place_id, place.name, place.kind, place.country_code, place.latitude, place.longitude,
           count(*) AS mentions                             -- mentions of the place in the article
    FROM place_mentions AS mention
    JOIN articles AS article ON article.id = mention.article_id
    JOIN places AS place ON place.id = mention.place_id
    GROUP BY mention.place_id, mention.article_id;

CREATE VIEW article_quotes AS
    -- Who said what where: one row a quote.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           quote.id AS quote_id, person.name AS speaker,    -- full name, NULL where not known
           quote.speaker_text, quote.cue, quote.kind, quote.text
    FROM quotes AS quote
    JOIN articles AS article ON article.id = quote.article_id
    LEFT JOIN people AS person ON person.id = quote.speaker_id;

CREATE VIEW caption_uses AS
    -- Which caption is shown where: one row an article and caption.
    SELECT article.id AS article_id, article.date, article.headline, article.site, article.url,
           caption.id AS caption_id, caption.text, usage.credit, usage.photographer, usage.agency,
           usage.position, usage.occurrences                -- place in the article, times shown there
    FROM article_captions AS usage
    JOIN articles AS article ON article.id = usage.article_id
    JOIN captions AS caption ON caption.id = usage.caption_id;
