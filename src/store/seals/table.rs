//! The tables whose rows have digests, and what each digest covers.

/// A table each of whose rows has a digest of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Table {
    Imports,
    Sources,
    Problems,
    Articles,
    People,
    Places,
    Organisations,
    Decisions,
    Rebuilds,
    Deleted,
    Tags,
    Notes,
}

impl Table {
    pub(in crate::store) const ALL: [Self; 12] = [
        Self::Imports,
        Self::Sources,
        Self::Problems,
        Self::Articles,
        Self::People,
        Self::Places,
        Self::Organisations,
        Self::Decisions,
        Self::Rebuilds,
        Self::Deleted,
        Self::Tags,
        Self::Notes,
    ];

    pub(in crate::store) fn name(self) -> &'static str {
        match self {
            Self::Imports => "imports",
            Self::Sources => "sources",
            Self::Problems => "import_problems",
            Self::Articles => "articles",
            Self::People => "people",
            Self::Places => "places",
            Self::Organisations => "organisations",
            Self::Decisions => "decisions",
            Self::Rebuilds => "rebuilds",
            Self::Deleted => "deleted_digests",
            Self::Tags => "tags",
            Self::Notes => "notes",
        }
    }

    /// The query for the number of every row and the digest beside it.
    pub(in crate::store) fn digests(self) -> String {
        match self {
            Self::Articles => "SELECT article.id, kept.digest FROM articles AS article
                 LEFT JOIN article_digests AS kept ON kept.article_id = article.id"
                .to_owned(),
            _ => format!("SELECT id, digest FROM {}", self.name()),
        }
    }

    /// Whether `rebuild --repair` makes its rows anew; the others are state, which nothing else holds.
    pub(in crate::store) fn is_derived(self) -> bool {
        matches!(self, Self::Articles | Self::People | Self::Places | Self::Organisations)
    }

    /// Columns with digests of their own, and those that decisions and later articles change.
    pub(super) fn left_out(self) -> &'static [&'static str] {
        match self {
            Self::Sources => &["id", "digest", "content"],
            // What SQLite works out from other columns is left out: a later version may add more of that kind.
            Self::Articles => &["body", "date", "host"],
            Self::People => &["digest", "article_count", "mention_count", "quote_count", "confidence"],
            Self::Places | Self::Organisations => &["digest", "article_count", "mention_count", "confidence"],
            _ => &["digest"],
        }
    }

    /// The statement that reads the columns of a row, those left out included where that costs little.
    pub(super) fn row(self) -> String {
        match self {
            // SQLite would copy the body and work out the host of every article that is stored.
            Self::Articles => format!("SELECT {} FROM articles WHERE id = ?1", ARTICLE_COLUMNS.join(", ")),
            _ => format!("SELECT * FROM {} WHERE id = ?1", self.name()),
        }
    }

    /// What hangs on a row and is covered by its digest.
    pub(super) fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Sources => &["SELECT path, record, import_id FROM source_locations WHERE source_id = ?1"],
            Self::Articles => &ARTICLE_PARTS,
            _ => &[],
        }
    }
}

/// The columns of an article that its digest covers, in the order of the table.
pub(in crate::store) const ARTICLE_COLUMNS: [&str; 18] = [
    "id",
    "source_id",
    "key",
    "url",
    "site",
    "headline",
    "byline",
    "agency",
    "dateline",
    "language",
    "published_at",
    "updated_at",
    "word_count",
    "sha256",
    "extractor",
    "captions",
    "fingerprint",
    "standfirst",
];

/// Mentions with the name they give, wherever they are kept: whose they are now, and where in a credit, may change.
const ARTICLE_PARTS: [&str; 10] = [
    "SELECT position, name FROM authors WHERE article_id = ?1",
    "SELECT folded FROM author_names WHERE article_id = ?1",
    "SELECT position, kind, message FROM article_diagnostics WHERE article_id = ?1",
    "SELECT position, caption_id, occurrences, credit, photographer, agency
     FROM article_captions WHERE article_id = ?1",
    "SELECT ordinal, ifnull(named_id, person_id), field, caption_id, iif(field = 'credit', NULL, start_char),
            iif(field = 'credit', NULL, end_char), text, role FROM person_mentions WHERE article_id = ?1
     UNION ALL SELECT ordinal, ifnull(named_id, entity_id), 'credit', caption_id, NULL, NULL, text, role
     FROM unplaced_mentions WHERE article_id = ?1 AND kind = 'person'
     UNION ALL SELECT ordinal, named_id, field, caption_id, start_char, end_char, text, role
     FROM rejected_mentions WHERE article_id = ?1 AND kind = 'person'",
    "SELECT ordinal, ifnull(named_id, place_id), field, caption_id, iif(field = 'credit', NULL, start_char),
            iif(field = 'credit', NULL, end_char), text, role FROM place_mentions WHERE article_id = ?1
     UNION ALL SELECT ordinal, ifnull(named_id, entity_id), 'credit', caption_id, NULL, NULL, text, role
     FROM unplaced_mentions WHERE article_id = ?1 AND kind = 'place'
     UNION ALL SELECT ordinal, named_id, field, caption_id, start_char, end_char, text, role
     FROM rejected_mentions WHERE article_id = ?1 AND kind = 'place'",
    "SELECT ordinal, ifnull(named_id, organisation_id), field, caption_id, iif(field = 'credit', NULL, start_char),
            iif(field = 'credit', NULL, end_char), text, role FROM organisation_mentions WHERE article_id = ?1
     UNION ALL SELECT ordinal, ifnull(named_id, entity_id), 'credit', caption_id, NULL, NULL, text, role
     FROM unplaced_mentions WHERE article_id = ?1 AND kind = 'organisation'
     UNION ALL SELECT ordinal, named_id, field, caption_id, start_char, end_char, text, role
     FROM rejected_mentions WHERE article_id = ?1 AND kind = 'organisation'",
    "SELECT field, caption_id, start_char, end_char, text, kind, ifnull(named_speaker_id, speaker_id), speaker_text,
            speaker_start_char, speaker_end_char, cue, group_id, confidence,
            (SELECT text FROM quote_reasons WHERE id = reason_id), saying_key
     FROM quotes WHERE article_id = ?1",
    "SELECT 'person', ordinal, confidence FROM person_mentions WHERE article_id = ?1 AND confidence IS NOT NULL
     UNION ALL SELECT 'place', ordinal, confidence FROM place_mentions WHERE article_id = ?1 AND confidence IS NOT NULL
     UNION ALL SELECT 'organisation', ordinal, confidence FROM organisation_mentions
     WHERE article_id = ?1 AND confidence IS NOT NULL
     UNION ALL SELECT kind, ordinal, confidence FROM unplaced_mentions WHERE article_id = ?1 AND confidence IS NOT NULL
     UNION ALL SELECT kind, ordinal, confidence FROM rejected_mentions WHERE article_id = ?1 AND confidence IS NOT NULL",
    "SELECT field, original, decision_id FROM corrected_fields WHERE article_id = ?1",
];
