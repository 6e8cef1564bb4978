//! How sure rows of quotes are, and whether they are right, in articles that no weight was learned from.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::Path;

use article_archive::model::{Article, Field, Quote, QuoteKind, Span};
use article_archive::training::analyse::{STAGES, analyse_unmapped};
use serde_json::Value;

/// What is judged: language, file below `quotes/`, and the file beside it of what is reported without marks.
const FILES: [(&str, &str, Option<&str>); 2] =
    [("en", "polnear_dev.jsonl", Some("polnear_dev.indirect.jsonl")), ("de", "de_wikinews_dev.jsonl", None)];

/// A row of quotes: language, kind, how sure it is, and whether its words are somebody's and whoever is named said them.
pub type Judged = (&'static str, QuoteKind, u16, bool);

type Stretch = Range<usize>;

/// What somebody said: the stretches of it, and where whoever said it is named.
struct Said {
    words: Vec<Stretch>,
    sources: Vec<Stretch>,
}

/// Every row of the articles, judged.
///
/// # Errors
/// Where a file cannot be read.
pub fn judge(folder: &Path) -> Result<Vec<Judged>, Box<dyn Error>> {
    let mut judged = Vec::new();
    for (language, file, reported) in FILES {
        let mut unmarked: BTreeMap<String, Value> = BTreeMap::new();
        if let Some(reported) = reported {
            for record in read(&folder.join("quotes").join(reported))? {
                unmarked.insert(record["doc_id"].to_string(), record);
            }
        }
        for record in read(&folder.join("quotes").join(file))? {
            let body = record["text"].as_str().unwrap_or_default().to_owned();
            let article = Article { body, language: Some(language.to_owned()), ..Article::default() };
            let marked: Vec<Said> = items(&record["quotes"]).map(said_in_marks).collect();
            let reported = unmarked.get(&record["doc_id"].to_string()).map_or(&Value::Null, |own| &own["attributions"]);
            let reported: Vec<Said> = items(reported).map(said_without).collect();
            let aside = spans(&record["ignore"]);
            for quote in analyse_unmapped(&STAGES, &article).quotes {
                let words = chars(quote.span);
                let is_marked = quote.kind != QuoteKind::Indirect;
                let disputed = is_marked && aside.iter().any(|aside| shared(aside, &words) > 0);
                if quote.field != Field::Body || disputed || !is_marked && reported.is_empty() {
                    continue;
                }
                let of = if is_marked { &marked } else { &reported };
                judged.push((language, quote.kind, quote.confidence, is_right(&quote, &words, of)));
            }
        }
    }
    Ok(judged)
}

/// Whether the words are those of the first thing said that they are like, and whoever is named said it.
fn is_right(quote: &Quote, words: &Stretch, of: &[Said]) -> bool {
    let alike = |said: &&Said| match quote.kind {
        // One row of what is reported may be the piece before or behind a quotation.
        QuoteKind::Indirect => said.words.iter().map(|gold| shared(gold, words)).sum::<usize>() * 5 >= words.len() * 4,
        _ => said.words.iter().any(|gold| shared(gold, words) * 2 >= covered(gold, words)),
    };
    let names = |said: &Said| match quote.speaker_span.map(chars) {
        Some(named) => said.sources.iter().any(|source| shared(source, &named) > 0),
        None => said.sources.is_empty(),
    };
    of.iter().filter(alike).any(names)
}

fn said_in_marks(quote: &Value) -> Said {
    let edge = |key: &str| usize::try_from(quote[key].as_u64().unwrap_or_default()).unwrap_or_default();
    Said { words: std::iter::once(edge("start")..edge("end")).collect(), sources: spans(&quote["source"]) }
}

fn said_without(attribution: &Value) -> Said {
    Said { words: spans(&attribution["content"]), sources: spans(&attribution["source"]) }
}

fn read(path: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
    Ok(fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn spans(list: &Value) -> Vec<Stretch> {
    let edge = |value: &Value| usize::try_from(value.as_u64().unwrap_or_default()).unwrap_or_default();
    items(list).map(|span| edge(&span[0])..edge(&span[1])).collect()
}

fn chars(span: Span) -> Stretch {
    span.start_char..span.end_char
}

fn shared(a: &Stretch, b: &Stretch) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// How much either of two stretches covers.
fn covered(a: &Stretch, b: &Stretch) -> usize {
    a.len() + b.len() - shared(a, b)
}
