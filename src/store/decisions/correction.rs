//! Corrections: what a field of an article is to say, whatever its page says.
//!
//! Rows of `decisions` come in; for any article it goes out which of its fields say something else.
//!
//! Invariant: a correction names its article by address or by the digest of its source, so that it survives a re-import, a
//! rebuild, and the way into another archive; of several about one field the last holds.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use rusqlite::{Result, Row, Transaction, params};

use crate::model::{Article, PartialDate};
use crate::store::addresses::keys::Addresses;
use crate::store::seals;
use crate::store::seals::table::Table;

/// A field of an article that can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArticleField {
    /// The headline.
    Headline,
    /// The summary set apart under it.
    Standfirst,
    /// The byline as printed.
    Byline,
    /// The authors; as text joined by `; `.
    Authors,
    /// The publication.
    Site,
    /// The address that is shown. What the article is known by stays.
    Url,
    /// When it was published.
    PublishedAt,
    /// The language, by which names and quotes are looked for.
    Language,
    /// The agency it comes from.
    Agency,
    /// Where it was written, as printed before the text.
    Dateline,
}

/// Between two authors.
const BETWEEN_AUTHORS: &str = "; ";

impl ArticleField {
    /// Every field.
    pub const ALL: [Self; 10] = [
        Self::Headline,
        Self::Standfirst,
        Self::Byline,
        Self::Authors,
        Self::Site,
        Self::Url,
        Self::PublishedAt,
        Self::Language,
        Self::Agency,
        Self::Dateline,
    ];

    /// Its name in `decisions.field`, which is that of its column.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Authors => "authors",
            Self::Site => "site",
            Self::Url => "url",
            Self::PublishedAt => "published_at",
            Self::Language => "language",
            Self::Agency => "agency",
            Self::Dateline => "dateline",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// What gives its text in a query over `articles AS article`.
    pub(in crate::store) fn in_sql(self) -> &'static str {
        match self {
            Self::Authors => {
                "(SELECT group_concat(name, '; ') FROM
                  (SELECT name FROM authors WHERE article_id = article.id ORDER BY position))"
            }
            field => field.name(),
        }
    }

    /// What the field says in `article`.
    fn read(self, article: &Article) -> Option<String> {
        match self {
            Self::Headline => article.headline.clone(),
            Self::Standfirst => article.standfirst.clone(),
            Self::Byline => article.byline.clone(),
            Self::Authors => (!article.authors.is_empty()).then(|| article.authors.join(BETWEEN_AUTHORS)),
            Self::Site => article.site.clone(),
            Self::Url => article.url.clone(),
            Self::PublishedAt => article.published_at.as_ref().map(|date| date.as_str().to_owned()),
            Self::Language => article.language.clone(),
            Self::Agency => article.agency.clone(),
            Self::Dateline => article.dateline.clone(),
        }
    }

    fn write(self, article: &mut Article, value: Option<&str>) {
        let text = value.map(str::to_owned);
        match self {
            Self::Headline => article.headline = text,
            Self::Standfirst => article.standfirst = text,
            Self::Byline => article.byline = text,
            Self::Authors => {
                let names = value.unwrap_or_default().split(';').map(str::trim);
                article.authors = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
            }
            Self::Site => article.site = text,
            Self::Url => article.url = text,
            Self::PublishedAt => article.published_at = value.and_then(PartialDate::parse),
            Self::Language => article.language = value.and_then(language_code),
            Self::Agency => article.agency = text,
            Self::Dateline => article.dateline = text,
        }
    }

    /// `value` as it is kept: white space folded; `None` where nothing is left, or no date or language.
    pub(in crate::store) fn folded(self, value: &str) -> Option<String> {
        let folded = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut article = Article::default();
        self.write(&mut article, Some(&folded).filter(|text| !text.is_empty()).map(String::as_str));
        self.read(&article)
    }
}

/// The language that `text` names by its code of two or three letters (ISO 639), whatever region stands behind it.
fn language_code(text: &str) -> Option<String> {
    let code = text.split(['-', '_']).next().unwrap_or_default();
    let is_code = (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code.then(|| code.to_ascii_lowercase())
}

/// What one field of an article is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The number of the decision; 0 before it is stored.
    pub id: i64,
    /// When it was made, ISO 8601.
    pub made_at: String,
    /// What the article is called: `url https://…` or `sha256 …`.
    pub article: String,
    /// Which field.
    pub field: ArticleField,
    /// What it is to say; `None` where it is to be empty.
    pub value: Option<String>,
}

impl Correction {
    /// The correction as a sentence about what is called `article`.
    #[must_use]
    pub fn sentence(&self, article: &str) -> String {
        let field = match self.field {
            ArticleField::PublishedAt => "date",
            field => field.name(),
        };
        match &self.value {
            Some(value) => format!("{field} of {article}: {value}"),
            None => format!("{field} of {article}: none"),
        }
    }
}

impl fmt::Display for Correction {
    /// The correction as a sentence.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.sentence(self.article.strip_prefix("url ").unwrap_or(&self.article)))
    }
}

/// A field that says something else than its page: a row of `corrected_fields`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Corrected {
    pub(in crate::store) field: ArticleField,
    pub(in crate::store) original: Option<String>,
    pub(in crate::store) decision_id: i64,
}

/// The corrections that hold, by what articles are called.
#[derive(Debug, Default)]
pub(in crate::store) struct Corrections(HashMap<String, Vec<Correction>>);

const COLUMNS: &str = "id, made_at, subject, field, object";

fn read_row(row: &Row<'_>) -> Result<Correction> {
    Ok(Correction {
        id: row.get(0)?,
        made_at: row.get(1)?,
        article: row.get(2)?,
        field: ArticleField::of(&row.get::<_, String>(3)?).unwrap_or(ArticleField::Headline),
        value: row.get(4)?,
    })
}

/// Of several corrections of one field of an article the last, in the order in which they were made.
pub(in crate::store) fn latest(corrections: Vec<Correction>) -> Vec<Correction> {
    let last: HashMap<(String, ArticleField), i64> =
        corrections.iter().map(|one| ((one.article.clone(), one.field), one.id)).collect();
    let is_last = |one: &Correction| last.get(&(one.article.clone(), one.field)) == Some(&one.id);
    corrections.into_iter().filter(is_last).collect()
}

/// The corrections that hold, in the order in which they were made.
pub(in crate::store) fn load(transaction: &Transaction<'_>) -> Result<Vec<Correction>> {
    let sql = format!("SELECT {COLUMNS} FROM decisions WHERE verb = 'correct' AND undone_at IS NULL ORDER BY id");
    transaction.prepare_cached(&sql)?.query_map([], read_row)?.collect()
}

impl Corrections {
    /// Those of this archive.
    pub(in crate::store) fn in_force(transaction: &Transaction<'_>) -> Result<Self> {
        let addresses = Addresses::of(transaction)?;
        let mut all: HashMap<String, Vec<Correction>> = HashMap::new();
        for correction in load(transaction)? {
            all.entry(addresses.reference(&correction.article)).or_default().push(correction);
        }
        Ok(Self(all))
    }

    /// Whether there are none.
    pub(in crate::store) fn are_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of the article that is called by each of `references`: one a field.
    pub(in crate::store) fn of(&self, references: &[String]) -> Vec<&Correction> {
        let mut last: BTreeMap<ArticleField, &Correction> = BTreeMap::new();
        for correction in references.iter().filter_map(|reference| self.0.get(reference)).flatten() {
            let known = last.entry(correction.field).or_insert(correction);
            if known.id < correction.id {
                *known = correction;
            }
        }
        last.into_values().collect()
    }
}

/// Corrects the fields of `article`; gives those that say something else now.
pub(in crate::store) fn apply(article: &mut Article, corrections: &[&Correction]) -> Vec<Corrected> {
    let mut corrected = Vec::new();
    for correction in corrections {
        let original = correction.field.read(article);
        if original != correction.value {
            correction.field.write(article, correction.value.as_deref());
            corrected.push(Corrected { field: correction.field, original, decision_id: correction.id });
        }
    }
    corrected
}

/// Stores a correction and gives its number.
pub(in crate::store) fn insert(transaction: &Transaction<'_>, correction: &Correction) -> Result<i64> {
    let Correction { made_at, article, field, value, .. } = correction;
    let id = transaction
        .prepare_cached(
            "INSERT INTO decisions (made_at, kind, verb, subject, subject_key, object, field)
             VALUES (?1, 'article', 'correct', ?2, ?2, ?3, ?4) RETURNING id",
        )?
        .query_row(params![made_at, article, value, field.name()], |row| row.get(0))?;
    seals::seal(transaction, Table::Decisions, id)?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correction(id: i64, article: &str, field: ArticleField, value: Option<&str>) -> Correction {
        let (made_at, value) = (String::new(), value.map(str::to_owned));
        Correction { id, made_at, article: article.to_owned(), field, value }
    }

    #[test]
    fn the_last_correction_of_a_field_holds_whatever_the_article_is_called() {
        let by_address = correction(1, "url https://a.example/1", ArticleField::Headline, Some("One"));
        let by_digest = correction(2, "sha256 00ff", ArticleField::Headline, Some("Two"));
        let all = [("url https://a.example/1", by_address), ("sha256 00ff", by_digest)];
        let all = Corrections(all.map(|(name, one)| (name.to_owned(), vec![one])).into());
        let of = |references: &[&str]| {
            let references: Vec<String> = references.iter().map(|reference| (*reference).to_owned()).collect();
            all.of(&references).iter().map(|correction| correction.id).collect::<Vec<_>>()
        };
        assert_eq!(of(&["url https://a.example/1", "sha256 00ff"]), [2]);
        assert_eq!(of(&["sha256 00ff", "url https://a.example/1"]), [2]);
        assert_eq!(of(&["url https://a.example/1"]), [1]);
        assert_eq!(of(&["sha256 aa"]), [0; 0]);
    }

    #[test]
    fn what_a_page_said_is_kept_and_what_it_says_already_is_no_correction() {
        let mut article = Article {
            headline: Some("Quay floods".to_owned()),
            authors: vec!["Ida Moe".to_owned()],
            ..Article::default()
        };
        let corrections = [
            correction(1, "", ArticleField::Headline, Some("Quay is dry")),
            correction(2, "", ArticleField::Authors, Some("Per Holm; Ida Moe")),
            correction(3, "", ArticleField::Site, None),
        ];
        let corrected = apply(&mut article, &corrections.iter().collect::<Vec<_>>());
        let kept: Vec<_> = corrected.iter().map(|one| (one.field.name(), one.original.as_deref())).collect();
        assert_eq!(kept, [("headline", Some("Quay floods")), ("authors", Some("Ida Moe"))]);
        assert_eq!(article.authors, ["Per Holm", "Ida Moe"]);
    }

    #[test]
    fn values_are_folded_and_a_date_that_is_none_is_nothing() {
        let check = |field: ArticleField, value: &str, expected: Option<&str>| {
            assert_eq!(field.folded(value).as_deref(), expected, "{value}");
        };
        check(ArticleField::Headline, " Quay\n floods ", Some("Quay floods"));
        check(ArticleField::Headline, " ", None);
        check(ArticleField::PublishedAt, "2031-05-10", Some("2031-05-10"));
        check(ArticleField::PublishedAt, "yesterday", None);
        check(ArticleField::Language, "PT-br", Some("pt"));
        check(ArticleField::Language, "Portuguese", None);
        check(ArticleField::Authors, "Ida Moe;  Per Holm; ", Some("Ida Moe; Per Holm"));
    }
    #[test]
    fn an_older_archive_keeps_its_corrections_when_more_fields_can_be_corrected() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let old = crate::store::schema::older(&path, 19);
        old.execute_batch(
            "BEGIN;
             INSERT INTO imports (id, started_at, extractor) VALUES (1, '2026-01-02T03:04:05Z', '0');
             INSERT INTO sources (id, sha256, article_id, import_id, imported_at, path, media_type, byte_length, compression, content)
             VALUES (1, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 1, 1, '2026-01-02T03:04:05Z', 'a.txt',
                     'text/plain', 0, 'none', x'');
             INSERT INTO articles (id, source_id, key, headline, word_count, sha256, extractor, body)
             VALUES (1, 1, 'a.txt', 'Rye', 1, 'b83f1dc5c9d9e3c2f9a1f7e1c0f6c3a7a1f7b7c1d0e2f3a4b5c6d7e8f9a0b1c2', '0', 'Bread.');
             INSERT INTO decisions (id, made_at, kind, verb, subject, subject_key, object, field)
             VALUES (7, '2026-01-02T03:04:05Z', 'article', 'correct', 'url a', 'url a', 'Rye', 'headline');
             INSERT INTO corrected_fields (article_id, field, original, decision_id) VALUES (1, 'headline', 'Oats', 7);
             COMMIT;",
        )
        .unwrap();
        drop(old);
        let archive = crate::store::Archive::create_or_open(&path, crate::store::Journal::Rollback).unwrap();
        let connection = &archive.connection;
        let sql = "SELECT original || ' ' || decision.object FROM corrected_fields JOIN decisions AS decision
                   ON decision.id = decision_id";
        assert_eq!(connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap(), "Oats Rye");
        assert_eq!(connection.execute("UPDATE decisions SET field = 'agency'", []), Ok(1));
        assert!(connection.execute("UPDATE corrected_fields SET decision_id = 8", []).is_err());
        assert!(connection.execute("UPDATE decisions SET field = 'body'", []).is_err());
    }
}
