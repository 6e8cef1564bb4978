//! What each line of a dump is made of.
//!
//! Invariant: no column here is a number of a row, a time at which a run did something, or the version of the program.

/// The tables, each with its rows by natural keys: an article by its key, a caption by its digest, somebody by their key.
pub(super) const TABLES: [(&str, &str); 24] = [
    (
        "sources",
        "SELECT article.key AS article, source.sha256, source.path, source.record, source.position, source.media_type,
                source.byte_length, source.dated, source.fetched_at, source.format, source.map, source.encoding,
                source.date_orders
         FROM sources AS source JOIN articles AS article ON article.id = source.article_id",
    ),
    (
        "source_locations",
        "SELECT source.sha256 AS source, location.path, location.record
         FROM source_locations AS location JOIN sources AS source ON source.id = location.source_id",
    ),
    (
        "articles",
        "SELECT article.key, source.sha256 AS source, article.url, article.site, article.headline, article.standfirst,
                article.byline, article.agency, article.dateline, article.language, article.published_at,
                article.updated_at, article.word_count, article.sha256, article.fingerprint, article.captions, article.body
         FROM articles AS article JOIN sources AS source ON source.id = article.source_id",
    ),
    (
        "authors",
        "SELECT article.key AS article, author.position, author.name
         FROM authors AS author JOIN articles AS article ON article.id = author.article_id",
    ),
    (
        "article_diagnostics",
        "SELECT article.key AS article, note.position, note.kind, note.message
         FROM article_diagnostics AS note JOIN articles AS article ON article.id = note.article_id",
    ),
    (
        "corrected_fields",
        "SELECT article.key AS article, corrected.field, corrected.original
         FROM corrected_fields AS corrected JOIN articles AS article ON article.id = corrected.article_id",
    ),
    (
        "tags",
        "SELECT article.key AS article, tag.key AS tag
         FROM tags AS tag JOIN articles AS article ON article.id = tag.article_id",
    ),
    (
        "notes",
        "SELECT article.key AS article, note.text
         FROM notes AS note JOIN articles AS article ON article.id = note.article_id",
    ),
    ("captions", "SELECT sha256, text, credit, photographer, agency, article_count, occurrences FROM captions"),
    (
        "article_captions",
        "SELECT article.key AS article, usage.position, caption.sha256 AS caption, usage.occurrences, usage.credit,
                usage.photographer, usage.agency
         FROM article_captions AS usage JOIN articles AS article ON article.id = usage.article_id
         JOIN captions AS caption ON caption.id = usage.caption_id",
    ),
    ("people", "SELECT key, name, article_count, mention_count, quote_count, confidence FROM people"),
    (
        "person_aliases",
        "SELECT person.key AS person, alias.alias, alias.mention_count
         FROM person_aliases AS alias JOIN people AS person ON person.id = alias.person_id",
    ),
    (
        "person_roles",
        "SELECT person.key AS person, role.role, role.mention_count
         FROM person_roles AS role JOIN people AS person ON person.id = role.person_id",
    ),
    (
        "person_mentions",
        "SELECT article.key AS article, mention.ordinal, person.key AS person, named.key AS named, mention.field,
                caption.sha256 AS caption, mention.start_char, mention.end_char, mention.text, mention.role,
                mention.confidence
         FROM person_mentions AS mention JOIN articles AS article ON article.id = mention.article_id
         JOIN people AS person ON person.id = mention.person_id
         LEFT JOIN people AS named ON named.id = mention.named_id
         LEFT JOIN captions AS caption ON caption.id = mention.caption_id",
    ),
    (
        "places",
        "SELECT key, name, kind, country_code, latitude, longitude, geonames_id, article_count, mention_count, confidence
         FROM places",
    ),
    (
        "place_mentions",
        "SELECT article.key AS article, mention.ordinal, place.key AS place, named.key AS named, mention.field,
                caption.sha256 AS caption, mention.start_char, mention.end_char, mention.text, mention.confidence
         FROM place_mentions AS mention JOIN articles AS article ON article.id = mention.article_id
         JOIN places AS place ON place.id = mention.place_id
         LEFT JOIN places AS named ON named.id = mention.named_id
         LEFT JOIN captions AS caption ON caption.id = mention.caption_id",
    ),
    ("organisations", "SELECT key, name, article_count, mention_count, confidence FROM organisations"),
    (
        "organisation_mentions",
        "SELECT article.key AS article, mention.ordinal, organisation.key AS organisation, named.key AS named,
                mention.field, caption.sha256 AS caption, mention.start_char, mention.end_char, mention.text,
                mention.confidence
         FROM organisation_mentions AS mention JOIN articles AS article ON article.id = mention.article_id
         JOIN organisations AS organisation ON organisation.id = mention.organisation_id
         LEFT JOIN organisations AS named ON named.id = mention.named_id
         LEFT JOIN captions AS caption ON caption.id = mention.caption_id",
    ),
    (
        "rejected_mentions",
        "SELECT article.key AS article, mention.kind, mention.ordinal, mention.field, caption.sha256 AS caption,
                mention.start_char, mention.end_char, mention.text, mention.role, mention.confidence
         FROM rejected_mentions AS mention JOIN articles AS article ON article.id = mention.article_id
         LEFT JOIN captions AS caption ON caption.id = mention.caption_id",
    ),
    (
        "quotes",
        "SELECT article.key AS article, quote.field, caption.sha256 AS caption, quote.start_char, quote.end_char,
                quote.text, quote.kind, speaker.key AS speaker, named.key AS named_speaker, quote.speaker_text,
                quote.speaker_start_char, quote.speaker_end_char, quote.cue, quote.group_id, quote.confidence,
                (SELECT text FROM quote_reasons WHERE id = quote.reason_id) AS reason
         FROM quotes AS quote JOIN articles AS article ON article.id = quote.article_id
         LEFT JOIN people AS speaker ON speaker.id = quote.speaker_id
         LEFT JOIN people AS named ON named.id = quote.named_speaker_id
         LEFT JOIN captions AS caption ON caption.id = quote.caption_id",
    ),
    (
        "decisions",
        "SELECT kind, verb, subject_key, field, object_key, object, articles FROM decisions WHERE undone_at IS NULL",
    ),
    ("deleted_digests", "SELECT kind, sha256 FROM deleted_digests"),
    ("import_problems", "SELECT path, record, kind, message FROM import_problems"),
    ("kept_parameters", "SELECT name FROM kept_parameters"),
];
