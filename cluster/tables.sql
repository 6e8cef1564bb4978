-- The tables of an archive as tables of Parquet, made of the view `given` (month, line). Keys are made of content, so that every
-- run and every partitioning give the same rows: an article goes by the digest of its original, a caption by that of its text, a
-- person, place or organisation by its name (a place on the map by its number in GeoNames). The same bytes found twice are one
-- article, at the first of their places.

-- TABLE lines
SELECT month, article_id, origin, error, page, roles_of FROM (
  SELECT month, said.source.sha256 AS article_id, said.source AS origin, said.error, said AS page,
    zip_with(said.people, said.import.roles, (p, r) -> struct(p AS people, r AS roles)) AS roles_of,
    row_number() OVER (PARTITION BY coalesce(said.source.sha256, line)
                       ORDER BY said.source.path, said.import.position, said.source.record) AS copy
  FROM (SELECT month, line, from_json(line, '
    extractor STRING, source STRUCT<path: STRING, record: STRING, sha256: STRING, media_type: STRING>,
    error STRUCT<kind: STRING, message: STRING>,
    url STRING, site STRING, language STRING, headline STRING, byline STRING, authors ARRAY<STRING>, agency STRING,
    dateline STRING, published_at STRING, updated_at STRING, standfirst STRING, body STRING,
    captions ARRAY<STRUCT<sha256: STRING, text: STRING, credit: STRING, photographer: STRING, agency: STRING, occurrences: INT>>,
    people ARRAY<STRUCT<name: STRING, confidence: DOUBLE, mentions: ARRAY<STRUCT<field: STRING, caption: INT,
      start_char: INT, end_char: INT, text: STRING, confidence: DOUBLE>>>>,
    organisations ARRAY<STRUCT<name: STRING, confidence: DOUBLE, mentions: ARRAY<STRUCT<field: STRING, caption: INT,
      start_char: INT, end_char: INT, text: STRING, confidence: DOUBLE>>>>,
    places ARRAY<STRUCT<name: STRING, kind: STRING, country_code: STRING, latitude: DOUBLE, longitude: DOUBLE,
      geonames_id: INT, confidence: DOUBLE, mentions: ARRAY<STRUCT<field: STRING, caption: INT,
      start_char: INT, end_char: INT, text: STRING, confidence: DOUBLE>>>>,
    quotes ARRAY<STRUCT<field: STRING, caption: INT, start_char: INT, end_char: INT, text: STRING, kind: STRING,
      speaker: STRING, speaker_text: STRING, cue: STRING, `group`: INT, confidence: DOUBLE, reason: STRING>>,
    import STRUCT<models: STRING, position: BIGINT, canonical: STRING, fetched_at: STRING, dump: BOOLEAN,
      roles: ARRAY<ARRAY<STRING>>>') AS said FROM given)
) WHERE copy = 1 OR error IS NOT NULL;

-- TABLE import_problems
SELECT origin.path, origin.record, error.kind, error.message FROM lines WHERE error IS NOT NULL;

-- TABLE sources
SELECT month, article_id AS sha256, origin.path, origin.record, origin.media_type, page.import.position, page.import.fetched_at,
  page.extractor, page.import.models
FROM lines WHERE error IS NULL;

-- TABLE articles
SELECT month, article_id AS id, coalesce(page.import.canonical, page.url) AS address, page.url, page.site, page.headline,
  page.standfirst, page.byline, page.agency, page.dateline, page.language, page.published_at, page.updated_at, page.body
FROM lines WHERE error IS NULL;

-- TABLE authors
SELECT month, article_id, position, name FROM lines LATERAL VIEW posexplode(page.authors) AS position, name;

-- TABLE article_captions
SELECT month, article_id, position, caption.sha256 AS caption_id, caption.occurrences, caption.text, caption.credit,
  caption.photographer, caption.agency
FROM lines LATERAL VIEW posexplode(page.captions) AS position, caption;

-- TABLE captions
-- One row a caption, whoever shows it.
SELECT caption_id AS id, first(text) AS text, count(DISTINCT article_id) AS article_count, sum(occurrences) AS occurrences
FROM article_captions GROUP BY caption_id;

-- TABLE person_mentions
SELECT month, article_id, sha2(lower(person.people.name), 256) AS person_id, person.people.name AS person, one.mention.field,
  page.captions[one.mention.caption].sha256 AS caption_id, one.mention.start_char, one.mention.end_char, one.mention.text, one.role,
  CAST(round(one.mention.confidence * 1000) AS INT) AS confidence
FROM lines LATERAL VIEW explode(roles_of) AS person
  LATERAL VIEW explode(zip_with(person.people.mentions, person.roles, (m, r) -> struct(m AS mention, r AS role))) AS one;

-- TABLE people
-- Who is who across articles is who has the same name; decisions of the owner are made in the archive.
SELECT person_id AS id, min(person) AS name, count(DISTINCT article_id) AS article_count, count(*) AS mention_count
FROM person_mentions GROUP BY person_id;

-- TABLE place_mentions
SELECT month, article_id, coalesce(CAST(place.geonames_id AS STRING), sha2(lower(place.name), 256)) AS place_id,
  place.name AS place, place.kind, place.country_code, place.latitude, place.longitude, place.geonames_id, mention.field,
  page.captions[mention.caption].sha256 AS caption_id, mention.start_char, mention.end_char, mention.text,
  CAST(round(mention.confidence * 1000) AS INT) AS confidence
FROM lines LATERAL VIEW explode(page.places) AS place LATERAL VIEW explode(place.mentions) AS mention;

-- TABLE places
SELECT place_id AS id, min(place) AS name, min(kind) AS kind, min(country_code) AS country_code, min(latitude) AS latitude,
  min(longitude) AS longitude, min(geonames_id) AS geonames_id, count(DISTINCT article_id) AS article_count,
  count(*) AS mention_count
FROM place_mentions GROUP BY place_id;

-- TABLE organisation_mentions
SELECT month, article_id, sha2(lower(organisation.name), 256) AS organisation_id, organisation.name AS organisation, mention.field,
  page.captions[mention.caption].sha256 AS caption_id, mention.start_char, mention.end_char, mention.text,
  CAST(round(mention.confidence * 1000) AS INT) AS confidence
FROM lines LATERAL VIEW explode(page.organisations) AS organisation LATERAL VIEW explode(organisation.mentions) AS mention;

-- TABLE organisations
SELECT organisation_id AS id, min(organisation) AS name, count(DISTINCT article_id) AS article_count, count(*) AS mention_count
FROM organisation_mentions GROUP BY organisation_id;

-- TABLE quotes
SELECT month, article_id, quote.field, page.captions[quote.caption].sha256 AS caption_id, quote.start_char, quote.end_char,
  quote.text, quote.kind, quote.speaker, quote.speaker_text, quote.cue, quote.`group` AS group_id,
  CAST(round(quote.confidence * 1000) AS INT) AS confidence, quote.reason
FROM lines LATERAL VIEW explode(page.quotes) AS quote;
