//! The fields of a record and the names they go by.
//!
//! Keys of JSON records and headers of tables come in, fields go out. Names carried over from the output of news-please
//! (`maintext`, `date_publish`), trafilatura (`raw_text`, `hostname`, `source-hostname`), the news dumps made of Common
//! Crawl (`requested_url`, `published_date`, `domain`), schema.org (`articleBody`, `datePublished`), goose (`cleaned_text`) and
//! the search interfaces of news (`publishedAt`, `dateTime`); the plain words of tables in German, French, Spanish, Italian and
//! Dutch (`Titel`, `Texte`) are among them, too.
//!
//! Invariant: a column the user named holds that field and no other.

use std::borrow::Cow;
use std::str::FromStr;

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordField {
    /// What the record is called by its maker.
    Id,
    /// Address of the page.
    Url,
    /// Name of the publication.
    Site,
    /// Headline.
    Headline,
    /// The byline as printed.
    Byline,
    /// Names of the authors.
    Authors,
    /// News agency.
    Agency,
    /// Dateline.
    Dateline,
    /// The summary set apart under the headline.
    Standfirst,
    /// Date of publication.
    PublishedAt,
    /// Date of the last change.
    UpdatedAt,
    /// When the page was fetched.
    FetchedAt,
    /// The language: an ISO 639 code or its English name.
    Language,
    /// The body, taken code point for code point.
    Body,
    /// A page dumped as text; the body, beside a headline or what an extractor leaves.
    Text,
    /// A saved page.
    Html,
    /// Captions.
    Captions,
}

impl RecordField {
    /// Every field, in the order of the manual.
    pub const ALL: [Self; 17] = [
        Self::Id,
        Self::Url,
        Self::Site,
        Self::Headline,
        Self::Byline,
        Self::Authors,
        Self::Agency,
        Self::Dateline,
        Self::Standfirst,
        Self::PublishedAt,
        Self::UpdatedAt,
        Self::FetchedAt,
        Self::Language,
        Self::Body,
        Self::Text,
        Self::Html,
        Self::Captions,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// Its own name, then the names others give it, best first, in the form of [`plain_key`].
    pub(in crate::read) fn names(self) -> &'static [&'static str] {
        NAMES.iter().find(|(field, _)| *field == self).map_or(&[], |(_, names)| *names)
    }
}

/// For each field its own name, then the names others give it.
const NAMES: [(RecordField, &[&str]); 17] = [
    (RecordField::Id, &["id"]),
    (
        RecordField::Url,
        &[
            "url",
            "requested_url",
            "responded_url",
            "canonical_url",
            "canonical_link",
            "warc_target_uri",
            "link",
            "permalink",
            "web_url",
            "article_url",
            "page_url",
            "pageurl",
        ],
    ),
    (
        RecordField::Site,
        &[
            "site",
            "site_name",
            "sitename",
            "source_hostname",
            "publication",
            "publisher",
            "source_domain",
            "hostname",
            "domain",
            "source_name",
            "media_name",
            "newspaper",
            "zeitung",
            "quelle",
            "journal",
            "fuente",
            "fonte",
            "krant",
        ],
    ),
    (
        RecordField::Headline,
        &[
            "headline",
            "title",
            "article_title",
            "titel",
            "überschrift",
            "schlagzeile",
            "titre",
            "título",
            "titulo",
            "titular",
            "titolo",
            "kop",
        ],
    ),
    (RecordField::Byline, &["byline"]),
    (
        RecordField::Authors,
        &["authors", "author", "author_name", "autor", "autoren", "auteur", "auteurs", "autore", "autori", "creator"],
    ),
    (RecordField::Agency, &["agency", "news_agency"]),
    (RecordField::Dateline, &["dateline"]),
    (RecordField::Standfirst, &["standfirst"]),
    (
        RecordField::PublishedAt,
        &[
            "published_at",
            "date_publish",
            "published_date",
            "date_published",
            "datepublished",
            "publish_date",
            "publication_date",
            "published",
            "pub_date",
            "pubdate",
            "date",
            "publishedat",
            "published_time",
            "publishedtime",
            "publishdate",
            "datum",
            "fecha",
            "erscheinungsdatum",
            "datetime",
            "date_time",
        ],
    ),
    (
        RecordField::UpdatedAt,
        &["updated_at", "date_modify", "modified_date", "date_modified", "datemodified", "updated"],
    ),
    (
        RecordField::FetchedAt,
        &[
            "fetched_at",
            "date_download",
            "download_date",
            "downloaded_at",
            "crawled_at",
            "crawl_date",
            "date_crawled",
            "retrieved_at",
            "retrieved",
            "date_retrieved",
            "scraped_at",
            "scrape_date",
            "date_scraped",
            "accessed_at",
            "warc_date",
            "fetch_time",
        ],
    ),
    (RecordField::Language, &["language", "lang", "meta_lang", "humanlanguage", "sprache", "langue", "idioma"]),
    (
        RecordField::Body,
        &[
            "body",
            "maintext",
            "article_body",
            "articlebody",
            "article_text",
            "article_content",
            "cleaned_text",
            "full_text",
            "fulltext",
            "plain_text",
            "plaintext",
            "content",
            "volltext",
            "article",
        ],
    ),
    (RecordField::Text, &["text", "texte", "texto", "testo", "tekst", "inhalt", "contenu", "contenido"]),
    (RecordField::Html, &["html", "raw_html"]),
    (RecordField::Captions, &["captions"]),
];

/// Keys that stand beside `text` where an extractor has already made a body of it: trafilatura, CC-News.
pub(in crate::read) const EXTRACTED: [&str; 6] =
    ["fingerprint", "hostname", "sitename", "source_hostname", "raw_text", "domain"];

/// A key that is an address in one tool's output and a publisher in another's.
pub(in crate::read) const SOURCE: &str = "source";

/// The name of the file that news-please stored the record in: it serves as an id.
pub(in crate::read) const FILE_NAME: &str = "filename";

/// A key in the form names are compared in: trimmed, in lower case, `_` for `-` and for a space.
pub(in crate::read) fn plain_key(key: &str) -> Cow<'_, str> {
    let key = key.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let plain = |c: char| !c.is_uppercase() && c != '-' && c != ' ';
    if key.chars().all(plain) {
        return Cow::Borrowed(key);
    }
    Cow::Owned(key.to_lowercase().replace(['-', ' '], "_"))
}

/// Which column holds a field: `--map body=Volltext`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMapping {
    /// The field.
    pub field: RecordField,
    /// The column's name, as in the file; letter case does not count.
    pub column: String,
}

impl FromStr for FieldMapping {
    type Err = String;

    /// Reads `field=column`.
    fn from_str(text: &str) -> Result<Self, String> {
        let Some((name, column)) = text.split_once('=') else {
            return Err(format!("`{text}` is not of the form field=column"));
        };
        let field = RecordField::ALL.into_iter().find(|field| field.name() == name.trim()).ok_or_else(|| {
            let names = RecordField::ALL.map(RecordField::name).join(", ");
            format!("there is no field `{name}`; the fields are {names}")
        })?;
        if column.trim().is_empty() {
            return Err(format!("no column is named for the field `{name}`"));
        }
        Ok(Self { field, column: column.to_owned() })
    }
}

/// The columns a user named; where two are named for one field, the last holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMap(Vec<(RecordField, String)>);

impl FieldMap {
    /// The column named for `field`, in the form of [`plain_key`].
    pub(in crate::read) fn column(&self, field: RecordField) -> Option<&str> {
        self.0.iter().rev().find(|(mapped, _)| *mapped == field).map(|(_, column)| column.as_str())
    }

    /// The columns as a JSON array of `field=column`, which [`from_json`](Self::from_json) reads; `None` for none.
    pub(in crate::read) fn to_json(&self) -> Option<String> {
        let mappings: Vec<String> = self.0.iter().map(|(field, column)| format!("{}={column}", field.name())).collect();
        if mappings.is_empty() { None } else { serde_json::to_string(&mappings).ok() }
    }

    /// Reads what [`to_json`](Self::to_json) wrote; what means nothing any more is left out.
    pub(in crate::read) fn from_json(text: &str) -> Self {
        let mappings: Vec<String> = serde_json::from_str(text).unwrap_or_default();
        mappings.iter().filter_map(|mapping| mapping.parse::<FieldMapping>().ok()).collect()
    }

    /// Whether `key` is a column the user named.
    pub(in crate::read) fn names(&self, key: &str) -> bool {
        self.0.iter().any(|(_, column)| column == key)
    }

    /// Whether anything is known of `key`.
    pub(in crate::read) fn knows(&self, key: &str) -> bool {
        self.names(key)
            || key == SOURCE
            || key == FILE_NAME
            || RecordField::ALL.iter().any(|field| field.names().contains(&key))
    }

    /// Whether a column called `key` holds the text of an article.
    pub(in crate::read) fn names_content(&self, key: &str) -> bool {
        let content = [RecordField::Body, RecordField::Text, RecordField::Html];
        content.iter().any(|field| field.names().contains(&key) || self.column(*field) == Some(key))
    }
}

impl FromIterator<FieldMapping> for FieldMap {
    fn from_iter<I: IntoIterator<Item = FieldMapping>>(mappings: I) -> Self {
        Self(mappings.into_iter().map(|mapping| (mapping.field, plain_key(&mapping.column).into_owned())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mapping_is_read_or_refused_in_words() {
        let check = |text: &str, expected: Result<(RecordField, &str), &str>| {
            let read = text.parse::<FieldMapping>();
            match expected {
                Ok((field, column)) => assert_eq!(read, Ok(FieldMapping { field, column: column.into() })),
                Err(message) => assert!(read.unwrap_err().contains(message), "{text}"),
            }
        };
        check("body=Full Text", Ok((RecordField::Body, "Full Text")));
        check("published_at=a=b", Ok((RecordField::PublishedAt, "a=b")));
        check("body", Err("field=column"));
        check("boddy=x", Err("the fields are id, url"));
        check("body= ", Err("no column"));
    }

    #[test]
    fn keys_are_compared_without_regard_to_case_and_dashes() {
        assert_eq!(plain_key("\u{feff}Source-Hostname "), "source_hostname");
        assert_eq!(plain_key("WARC-Target-URI"), "warc_target_uri");
        assert!(matches!(plain_key("body"), Cow::Borrowed("body")));
    }

    #[test]
    fn names_are_written_in_the_form_they_are_compared_in() {
        for name in RecordField::ALL.iter().flat_map(|field| field.names()).chain(&EXTRACTED) {
            assert_eq!(plain_key(name), *name);
        }
    }
}
