//! What holds for any input: nothing panics, every span slices to its text, importing twice changes nothing and the
//! order of files does not matter.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};

use article_archive::analyse::analyse;
use article_archive::model::{Analysis, Article, Content, Document, Field, Given, Source, Span};
use article_archive::normalise::normalise;
use proptest::prelude::*;

use crate::dump::dump;

/// Pieces of news pages, sound and broken, that make interesting texts when strung together.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "By Anna Berg, AFP", "Last updated: May 10, 2013", "\n", "\n\n", "\"", "“", "”", "‘", "’", "''", "``", "«", "»", "„", "「", "'s",
            " said ", " told reporters", "Prime Minister ", "Anna Berg", "Berg", "al-Hadidi", "Paris", "Reuters", "BEIRUT (Reuters) - ",
            ", ", ". ", "? ", "We will come back. ", "the ministry ", "© Anna Berg - AFP/Pool", "(right)", "Photo: ", "U.S. ", "he ", "she ",
            "according to ", "日本語。", "مرحبا ", "e\u{301}", "\u{ad}", "\u{200b}", "\u{feff}", "\u{202e}", "😀", "<p>", "</div>", "<figure>",
            "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"x\"", "</script>", "<h1>", "&amp;", "&#0;", "\0", "\r\n",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>(),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

fn document(content: Content) -> Document {
    Document {
        source: Source::new("page".to_owned(), None, "text/plain", Vec::new()),
        content,
        given: Given::default(),
        diagnostics: Vec::new(),
    }
}

fn field_text(article: &Article, field: Field) -> Option<&str> {
    match field {
        Field::Headline => article.headline.as_deref(),
        Field::Standfirst => article.standfirst.as_deref(),
        Field::Byline => article.byline.as_deref(),
        Field::Dateline => article.dateline.as_deref(),
        Field::Body => Some(&article.body),
        Field::Caption(place) => article.captions.get(place as usize).map(|caption| caption.text.as_str()),
        Field::Credit(place) => article.captions.get(place as usize)?.credit.as_deref(),
    }
}

fn assert_spans_slice(article: &Article, analysis: &Analysis) {
    let check = |field: Field, span: Span, text: &str| {
        assert_eq!(field_text(article, field).and_then(|whole| span.slice(whole)), Some(text), "{field:?} {span:?}");
    };
    let people = analysis.people.iter().flat_map(|person| &person.mentions);
    let places = analysis.places.iter().flat_map(|place| &place.mentions);
    let organisations = analysis.organisations.iter().flat_map(|organisation| &organisation.mentions);
    for mention in people.chain(places).chain(organisations) {
        check(mention.field, mention.span, &mention.text);
    }
    for quote in &analysis.quotes {
        check(quote.field, quote.span, &quote.text);
        if let (Some(span), Some(text)) = (quote.speaker_span, &quote.speaker_text) {
            check(quote.field, span, text);
        }
        assert!(quote.speaker.is_none_or(|place| place < analysis.people.len()));
    }
}

fn import(db: &Path, paths: &[std::path::PathBuf], threads: &str) {
    let status = Command::new(env!("CARGO_BIN_EXE_archive"))
        .arg("--db")
        .arg(db)
        .args(["import", "--threads", threads])
        .args(paths)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("archive runs");
    assert!(matches!(status.code(), Some(0 | 3)), "{status}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_an_analysis_whose_spans_slice(text in text()) {
        for content in [Content::Body(text.clone()), Content::Text(text.clone()), Content::Html(text.clone())] {
            let (article, _) = normalise(&document(content));
            assert_spans_slice(&article, &analyse(&article));
        }
    }

    #[test]
    fn given_body_is_kept_code_point_for_code_point(text in text()) {
        let (article, _) = normalise(&document(Content::Body(text.clone())));
        prop_assert_eq!(article.body, text);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("page");
        fs::write(&page, &bytes).expect("a page");
        let request = article_archive::read::Request { paths: vec![page], ..Default::default() };
        article_archive::read::read(&request, &mut |read| {
            if let Ok(document) = read {
                let (article, _) = normalise(&document);
                assert_spans_slice(&article, &analyse(&article));
            }
            ControlFlow::Continue(())
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_threads_and_repetition_change_nothing(texts in prop::collection::vec(text(), 1..12), seed in any::<u64>()) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut pages = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let page = folder.path().join(format!("{number}.txt"));
            fs::write(&page, text).expect("a page");
            pages.push(page);
        }
        let (first, second) = (folder.path().join("first.db"), folder.path().join("second.db"));
        import(&first, &pages, "1");
        let once = dump(&first);
        import(&first, &pages, "2");
        prop_assert_eq!(&dump(&first), &once);
        // The same pages one run each, in another order.
        let count = pages.len();
        pages.rotate_left(usize::try_from(seed % count as u64).unwrap_or(0));
        pages.reverse();
        for page in &pages {
            import(&second, std::slice::from_ref(page), "2");
        }
        prop_assert_eq!(&dump(&second), &once);
    }
}

#[test]
fn texts_that_once_broke_the_analysis_are_read() {
    for text in ["told Mary Potter,", "said,", "\"", "according to"] {
        let (article, _) = normalise(&document(Content::Body(text.to_owned())));
        assert_spans_slice(&article, &analyse(&article));
    }
}
