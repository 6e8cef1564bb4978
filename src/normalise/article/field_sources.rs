//! Says where each field of an article came from.
//!
//! A page, its labels, what its record gives and the article that was read off them come in; a diagnostic goes out for
//! each field that has a value: every kind of evidence that says the same. A field with one witness deserves a second look.
//!
//! Invariant: looks at what was decided and decides nothing.

use crate::model::{Article, Diagnostic, Given, PartialDate};
use crate::normalise::article::dates::shown::shown_dates;
use crate::normalise::blocks::{BlockPage, Labels};
use crate::normalise::fields::byline::parse_byline;
use crate::normalise::fields::dates::parse_date;
use crate::normalise::text::titles::bare_words;

const RECORD: &str = "given by the record";
const SHOWN: &str = "shown on the page";
const TITLE: &str = "in the page's title";
const LINKED: &str = "linked under the headline";
const JSON_LD: &str = "declared as json-ld";
const META: &str = "declared in meta tags";

/// One diagnostic for each of headline, authors and dates that has a value.
pub(in crate::normalise) fn field_sources(
    page: &BlockPage,
    labels: &[Labels],
    given: &Given,
    article: &Article,
) -> Vec<Diagnostic> {
    let declared = &page.declared;
    let shown = |wanted: Labels| {
        page.blocks.iter().zip(labels).filter(move |(_, label)| label.any(wanted)).map(|(block, _)| block.text.as_str())
    };
    let language = declared.language.as_deref().or(article.language.as_deref());
    let mut found = Vec::new();
    if let Some(headline) = article.headline.as_deref().map(bare_words) {
        let title = declared.title.as_deref().or_else(|| shown(Labels::TITLE).next());
        let says = |text: &str| bare_words(text) == headline;
        let said = [
            (RECORD, given.headline.is_some()),
            (SHOWN, shown(Labels::HEADLINE).any(|text| bare_words(text).starts_with(&headline))),
            (JSON_LD, declared.headlines.iter().take(declared.json_ld.headlines).any(|text| says(text))),
            (META, declared.headlines.iter().skip(declared.json_ld.headlines).any(|text| says(text))),
            (TITLE, title.is_some_and(|title| bare_words(title).starts_with(&headline))),
        ];
        found.extend(diagnostic("headline", &said));
    }
    if let Some(first) = article.authors.first() {
        let holds = |text: &String| bare_words(text).contains(&bare_words(first));
        let said = [
            (RECORD, given.authors.is_some() || given.byline.is_some()),
            (SHOWN, shown(Labels::BYLINE).filter_map(parse_byline).any(|line| line.authors.contains(first))),
            (LINKED, declared.linked_authors.iter().any(holds)),
            (JSON_LD, declared.authors.iter().take(declared.json_ld.authors).any(holds)),
            (META, declared.authors.iter().skip(declared.json_ld.authors).any(holds)),
        ];
        found.extend(diagnostic("authors", &said));
    }
    let dates = [
        ("published_at", &article.published_at, &given.published_at, &declared.published, declared.json_ld.published),
        ("updated_at", &article.updated_at, &given.updated_at, &declared.updated, declared.json_ld.updated),
    ];
    let printed = shown_dates(page, labels, language);
    for (field, date, given, declared, linked) in dates {
        let Some(date) = date else { continue };
        // A page shows the day where it declares the minute.
        let same = |other: &PartialDate| date.as_str().starts_with(other.as_str()) || other == date;
        let says = |text: &String| parse_date(text, language).as_ref() == Some(date);
        let said = [
            (RECORD, given.is_some()),
            (SHOWN, printed.iter().any(|found| same(&found.date))),
            (JSON_LD, declared.iter().take(linked).any(says)),
            (META, declared.iter().skip(linked).any(says)),
        ];
        found.extend(diagnostic(field, &said));
    }
    found
}

fn diagnostic(field: &str, said: &[(&str, bool)]) -> Option<Diagnostic> {
    // What the record gives stands, whatever else says so.
    let given = said.iter().find(|(source, holds)| *source == RECORD && *holds);
    let sources: Vec<&str> = match given {
        Some((record, _)) => vec![record],
        None => said.iter().filter(|(_, holds)| *holds).map(|(source, _)| *source).collect(),
    };
    (!sources.is_empty()).then(|| Diagnostic::new("field-source", format!("{field}: {}", sources.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::article::fetched::Fetched;
    use crate::normalise::article::read_off;
    use crate::normalise::html::html_page;

    fn check(html: &str, labels: &[Labels], given: &Given, expected: &[&str]) {
        let page = html_page(html, None);
        let mut diagnostics = Vec::new();
        let _article = read_off(&page, labels, given, &Fetched::default(), &mut diagnostics);
        let sources = diagnostics.iter().filter(|diagnostic| diagnostic.kind == "field-source");
        assert_eq!(sources.map(|diagnostic| diagnostic.message.as_str()).collect::<Vec<_>>(), expected, "{html}");
    }

    #[test]
    fn every_witness_of_a_field_is_named() {
        let html = r#"<title>Ferry late again - Gull</title><meta name=author content="Anna Berg">
            <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry late again",
            "datePublished":"2013-05-10T08:00Z"}</script><h1>Ferry late again</h1><p>By Anna Berg</p><p>May 10, 2013</p>"#;
        let labels = [Labels::HEADLINE, Labels::BYLINE, Labels::DATE];
        check(
            html,
            &labels,
            &Given::default(),
            &[
                "headline: shown on the page, declared as json-ld, in the page's title",
                "authors: shown on the page, declared in meta tags",
                "published_at: shown on the page, declared as json-ld",
            ],
        );
    }

    #[test]
    fn what_the_record_gives_stands() {
        let given = Given {
            headline: Some("As given".to_owned()),
            published_at: Some("2013-05-10".to_owned()),
            ..Given::default()
        };
        let labels = [Labels::HEADLINE];
        let expected = ["headline: given by the record", "published_at: given by the record"];
        check("<h1>Another</h1>", &labels, &given, &expected);
        check("<p>no field at all", &[Labels::BODY], &Given::default(), &[]);
    }
}
