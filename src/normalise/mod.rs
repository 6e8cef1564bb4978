//! Turns a document into an article.
//!
//! Responsible for everything between decoded text and clean fields. The steps:
//!
//! 1. `html` or `blocks::text` cuts the page into blocks and collects what it declares about itself.
//! 2. `labels` says what each block is.
//! 3. `article` reads the fields off the labelled blocks, with the line parsers of `fields`.
//!
//! `text` has what all of them ask of a line or a title. Body text that a record gives as such skips the first two steps.
//!
//! Invariant: pure and total. No I/O, no clock, no error: odd input gives a [`Diagnostic`].

pub(crate) mod article;
pub(crate) mod blocks;
pub(crate) mod fields;
pub(crate) mod html;
pub(crate) mod labels;
pub(crate) mod text;

use std::borrow::Cow;

use crate::lexicon::language_names;
use crate::model::{Article, Content, Diagnostic, Document, Given, host_of};
use crate::normalise::article::dates::DateReading;
use crate::normalise::article::fetched::Fetched;
use crate::normalise::blocks::{BlockPage, Labeller, MOST_BLOCKS};
use crate::normalise::labels::trained::TrainedLabeller;

/// Reads the article off `document`; the diagnostics begin with those of reading it.
#[must_use]
pub fn normalise(document: &Document) -> (Article, Vec<Diagnostic>) {
    let mut diagnostics = document.diagnostics.clone();
    let given = &*in_codes(&document.given);
    let mut article = match &document.content {
        Content::Body(body) => {
            let fetched = Fetched::of(document, None, &mut diagnostics);
            given_article(body, given, &fetched, &mut diagnostics)
        }
        Content::Text(text) => {
            if crate::normalise::blocks::text::is_too_long(text) {
                diagnostics.push(too_long());
            }
            let blocks = crate::normalise::blocks::text::blocks_of_text(text);
            let page = BlockPage { blocks, url: given.url.clone(), ..BlockPage::default() };
            let fetched = Fetched::of(document, None, &mut diagnostics);
            read(&page, &TrainedLabeller, given, &fetched, &mut diagnostics)
        }
        Content::Html(html) => {
            let page = crate::normalise::html::html_page(html, given.url.as_deref());
            if page.blocks.len() >= MOST_BLOCKS {
                diagnostics.push(too_long());
            }
            let fetched = Fetched::of(document, page.declared.saved_at.as_deref(), &mut diagnostics);
            read(&page, &TrainedLabeller, given, &fetched, &mut diagnostics)
        }
    };
    if let Some(agency) = &given.agency {
        article.agency = Some(agency.clone());
    }
    // Where nobody names the publication, its address does.
    article.site = article.site.or_else(|| article.url.as_deref().and_then(host_of));
    (article, diagnostics)
}

/// What a record gives, its language as a code.
fn in_codes(given: &Given) -> Cow<'_, Given> {
    match given.language.as_deref().and_then(language_names::code_of) {
        Some(code) => Cow::Owned(Given { language: Some(code.to_owned()), ..given.clone() }),
        None => Cow::Borrowed(given),
    }
}

/// Says that the end of a page was read as one paragraph.
fn too_long() -> Diagnostic {
    let message = format!("the page has more than {MOST_BLOCKS} lines or paragraphs; those behind were read as one");
    Diagnostic::new("page-too-long", message)
}

/// Labels the blocks of a page and reads the article off them: the same for every kind of page.
fn read(
    page: &BlockPage,
    labeller: &dyn Labeller,
    given: &Given,
    fetched: &Fetched,
    diagnostics: &mut Vec<Diagnostic>,
) -> Article {
    let labels = labeller.label(page);
    article::read_off(page, &labels, given, fetched, diagnostics)
}

/// The article of a record that gives its body: nothing but the language is read off the text.
fn given_article(body: &str, given: &Given, fetched: &Fetched, diagnostics: &mut Vec<Diagnostic>) -> Article {
    let byline = given.byline.as_deref().and_then(crate::normalise::fields::byline::parse_byline);
    let (found_authors, agency) = byline.map(|line| (line.authors, line.agency)).unwrap_or_default();
    let language = given.language.clone().or_else(|| crate::normalise::text::language::language_of(body));
    let (published_at, updated_at) =
        DateReading { given, fetched, language: language.as_deref(), diagnostics }.given_dates();
    Article {
        url: given.url.clone(),
        canonical: None,
        site: given.site.clone(),
        language,
        headline: given.headline.clone(),
        byline: given.byline.clone(),
        authors: given.authors.clone().unwrap_or(found_authors),
        agency,
        dateline: given.dateline.clone(),
        published_at,
        updated_at,
        standfirst: given.standfirst.clone(),
        fetched_at: fetched.at().cloned(),
        body: body.to_owned(),
        captions: article::given_captions(given).into_captions(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Digest, GivenCaption, PartialDate, Source};
    use crate::steps::assert_linear;

    fn document(content: Content, given: Given) -> Document {
        let source = Source::new("page".to_owned(), None, "text/plain", Vec::new());
        Document { source, content, given, diagnostics: Vec::new() }
    }

    fn dump(text: &str) -> Article {
        normalise(&document(Content::Text(text.to_owned()), Given::default())).0
    }

    const PARAGRAPHS: [&str; 3] = [
        "The ferry to Lund stayed in port on Monday because of the storm, said Anna Berg, who runs the harbour.",
        "\"We let nobody out before the wind drops,\" she told reporters, adding that the bridge was closed as well.",
        "The town expects the road to open again on Wednesday, when the wind is said to turn to the west.",
    ];

    #[test]
    fn copied_page_becomes_an_article() {
        let text = format!(
            "A ferry in the harbour (left) of Lund\nA ferry in the harbour (left) of Lund\nCarl Dahl, AFP\nLast updated: \
             May 10, 2013\n\nFerry stays in port as storm closes the bridge\n\n{}\n\nblog comments powered by Disqus",
            PARAGRAPHS.join("\n\n")
        );
        let article = dump(&text);
        assert_eq!(article.headline.as_deref(), Some("Ferry stays in port as storm closes the bridge"));
        assert_eq!(article.byline.as_deref(), Some("Carl Dahl, AFP"));
        assert_eq!(article.authors, ["Carl Dahl"]);
        assert_eq!(article.agency.as_deref(), Some("AFP"));
        assert_eq!(article.published_at, None);
        assert_eq!(article.updated_at.as_ref().map(PartialDate::as_str), Some("2013-05-10"));
        assert_eq!(article.language.as_deref(), Some("en"));
        assert_eq!(article.body, PARAGRAPHS.join("\n\n"));
        let captions: Vec<_> =
            article.captions.iter().map(|caption| (caption.text.as_str(), caption.occurrences)).collect();
        assert_eq!(captions, [("A ferry in the harbour (left) of Lund", 2)]);
    }

    #[test]
    fn a_saved_page_never_loses_its_only_text() {
        let read = |html: String| normalise(&document(Content::Html(html), Given::default())).0;
        let declared = format!(
            r#"<title>Ferry stays in port</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":
            "Ferry stays in port","articleBody":"{}\n{}\n{0}"}}</script><h1>Ferry stays in port</h1><div id=app></div>"#,
            PARAGRAPHS[0], PARAGRAPHS[2]
        );
        assert_eq!(read(declared).body, format!("{}\n\n{}\n\n{0}", PARAGRAPHS[0], PARAGRAPHS[2]));
        let alone =
            read(format!("<h1>Ferry stays in port</h1><h2>{}</h2><nav><a href=/>Home</a></nav>", PARAGRAPHS[0]));
        assert_eq!((alone.body.as_str(), alone.standfirst), (PARAGRAPHS[0], None));
        let twice = read(format!(
            "<title>Ferry stays in port</title><div>Ferry stays in port</div><div><p>{}</p></div>",
            PARAGRAPHS.join("<p>")
        ));
        assert_eq!(twice.headline.as_deref(), Some("Ferry stays in port"));
        assert_eq!(twice.body, PARAGRAPHS.join("\n\n"));
    }

    #[test]
    fn crawled_page_becomes_an_article() {
        let text = format!(
            "Ferry stays in port as storm closes the bridge - The Lund Post\nHome\nSport\nWeather\nFerry stays in port as \
             storm closes the bridge\nBy Carl Dahl\n10 May 2013 14:30 GMT\nShare\nLUND (Reuters) - {}\nRelated articles\nThe \
             last bus to Malmo\nComments\n© 2013 The Lund Post. All rights reserved.",
            PARAGRAPHS.join("\n")
        );
        let article = dump(&text);
        assert_eq!(article.headline.as_deref(), Some("Ferry stays in port as storm closes the bridge"));
        assert_eq!(article.site.as_deref(), Some("The Lund Post"));
        assert_eq!(article.authors, ["Carl Dahl"]);
        assert_eq!(article.agency.as_deref(), Some("Reuters"));
        assert_eq!(article.dateline.as_deref(), Some("LUND (Reuters)"));
        assert_eq!(article.published_at.as_ref().map(PartialDate::as_str), Some("2013-05-10T14:30Z"));
        assert_eq!(article.body, PARAGRAPHS.join("\n\n"));
    }

    #[test]
    fn page_without_an_article_stays_empty() {
        for text in ["", "Home\nNews\nSport\n\nSubscribe to our newsletter\n© 2013 The Lund Post", "   \n\n"] {
            let (article, diagnostics) = normalise(&document(Content::Text(text.to_owned()), Given::default()));
            assert_eq!(article.body, "", "{text}");
            assert!(diagnostics.iter().any(|diagnostic| diagnostic.kind == "no-article"), "{text}");
        }
    }

    #[test]
    fn given_body_and_fields_stand() {
        let body = "  Two  spaces\u{AD},\r\n\u{FEFF}a line (AP) - and no end";
        let given = Given {
            headline: Some(" As given ".to_owned()),
            published_at: Some("10 May 2013".to_owned()),
            updated_at: Some("soon".to_owned()),
            captions: vec![GivenCaption { text: "A  ferry. Photo: Anna Berg/AFP".to_owned(), credit: None }],
            ..Given::default()
        };
        let (article, diagnostics) = normalise(&document(Content::Body(body.to_owned()), given));
        assert_eq!(article.body, body);
        assert_eq!(article.headline.as_deref(), Some(" As given "));
        assert_eq!((article.byline, article.dateline, article.agency), (None, None, None));
        assert_eq!(article.published_at.as_ref().map(PartialDate::as_str), Some("2013-05-10"));
        assert_eq!(article.updated_at, None);
        assert_eq!(diagnostics.iter().map(|diagnostic| &*diagnostic.kind).collect::<Vec<_>>(), ["date-refused"]);
        let caption = article.captions.first().unwrap();
        assert_eq!((caption.text.as_str(), caption.photographer.as_deref()), ("A ferry.", Some("Anna Berg")));
    }

    #[test]
    fn language_agency_and_site_of_a_record_are_read() {
        let given = Given {
            language: Some("English".to_owned()),
            agency: Some("Lund News".to_owned()),
            url: Some("https://www.post.example/ferry".to_owned()),
            ..Given::default()
        };
        for content in [Content::Body(PARAGRAPHS.join("\n")), Content::Text(PARAGRAPHS.join("\n"))] {
            let article = normalise(&document(content, given.clone())).0;
            assert_eq!(article.language.as_deref(), Some("en"));
            assert_eq!(article.agency.as_deref(), Some("Lund News"));
            assert_eq!(article.site.as_deref(), Some("post.example"));
        }
    }

    #[test]
    fn hostile_pages_are_read_in_linear_time() {
        for piece in ["a ", "word. ", "(", "By ", "1.", "| ", "© ", "Photo: ", "May 10, ", "é\u{301}", ") - "] {
            assert_linear(piece, 2_000, |n| drop(dump(&piece.repeat(n))));
            assert_linear(piece, 1_000, |n| drop(dump(&format!("{piece}\n").repeat(n))));
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_clean_fields(lines in prop::collection::vec("\\PC{0,120}|[A-Z][a-z ,.]{20,90}\\.|(Photo|By|©|[0-9]{1,2} May 2013)[ :/].{0,30}", 0..30)) {
            let article = dump(&lines.join("\n"));
            for text in article.body.split("\n\n").filter(|text| !text.is_empty()) {
                prop_assert_eq!(crate::normalise::text::unicode::clean(text), text);
            }
            for caption in &article.captions {
                prop_assert_eq!(caption.sha256, Digest::of(caption.text.as_bytes()));
                prop_assert_eq!(crate::normalise::text::unicode::clean(&caption.text), caption.text.as_str());
            }
        }

        #[test]
        fn any_line_is_read_without_panic(text in "\\PC{0,200}|((vor|in|il y a|yesterday|gestern|at|[0-9]{1,4}|hours?|Tagen|ago|fa|:|[0-9]{2}) ?){0,12}") {
            let _ = crate::normalise::fields::byline::parse_byline(&text);
            let _ = crate::normalise::fields::credits::split_credit(&text);
            let _ = crate::normalise::fields::dates::parse_date(&text, Some("en-US"));
            let _ = crate::normalise::fields::dates::find_dates(&text);
            let _ = crate::normalise::fields::dateline::find_dateline(&text);
            let _ = crate::normalise::html::saved_copy::saved_by(&text);
            let fetched = crate::model::PartialDate::parse("2024-02-29T00:30Z").unwrap();
            for found in crate::normalise::fields::dates::relative::find_relative(&text, Some("de")) {
                prop_assert!(text.get(found.bytes.clone()).is_some_and(|said| !said.is_empty()));
                let _ = crate::normalise::fields::dates::relative::counted_back(&found.age, &fetched);
            }
        }
    }
}
