//! How an article, or a passage of it, is cited: BibTeX, RIS, and the JSON of the Citation Style Language.
//!
//! A whole article and perhaps a passage come in, an entry goes out. Sources: BibTeX's own manual; the RIS specification of
//! 2011; CSL-JSON 1.0.2.
//!
//! Invariant: no text of a page ends a field or is a command of TeX; offsets are code points of the text they name.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::present::json::write_indented;
use crate::present::terminal::one_line;
use crate::query::rows::ArticleWhole;

/// A passage of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The text it stands in.
    pub field: String,
    /// Code points before it.
    pub start_char: usize,
    /// Code points up to its end.
    pub end_char: usize,
    /// Its characters.
    pub text: String,
    /// Who says it, where it is a quote.
    pub speaker: Option<String>,
}

/// The forms of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationForm {
    /// An entry of `BibTeX`.
    Bibtex,
    /// A record of RIS.
    Ris,
    /// An array of CSL-JSON with one item.
    CslJson,
}

/// Writes the entry.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_citation(
    out: &mut impl Write,
    article: &ArticleWhole,
    passage: Option<&Cited>,
    form: CitationForm,
) -> io::Result<()> {
    match form {
        CitationForm::Bibtex => write_bibtex(out, article, passage),
        CitationForm::Ris => write_ris(out, article, passage),
        CitationForm::CslJson => write_indented(out, &json!([csl(article, passage)])),
    }
}

/// The name of the entry: the same for the same article and passage.
fn key(article: &ArticleWhole, passage: Option<&Cited>) -> String {
    match passage {
        Some(passage) => format!("archive-{}-{}-{}", article.id, passage.field, passage.start_char),
        None => format!("archive-{}", article.id),
    }
}

/// What an entry says of the passage and of the original.
fn note(article: &ArticleWhole, passage: Option<&Cited>) -> String {
    let original = format!("SHA-256 of the original: {}", article.source.sha256);
    let Some(Cited { field, start_char, end_char, text, speaker }) = passage else { return original };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let speaker = speaker.as_deref().map(|name| format!(" ({name})")).unwrap_or_default();
    format!("“{text}”{speaker}, {field}, characters {start_char} to {end_char}. {original}")
}

/// Year, month and day of publication, as far as they are known.
fn date(article: &ArticleWhole) -> Vec<u32> {
    let date = article.published_at.as_deref().or(article.updated_at.as_deref()).unwrap_or_default();
    date.get(..10).unwrap_or(date).split('-').map_while(|part| part.parse().ok()).collect()
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn write_bibtex(out: &mut impl Write, article: &ArticleWhole, passage: Option<&Cited>) -> io::Result<()> {
    let sort = if article.site.is_some() { "article" } else { "misc" };
    write!(out, "@{sort}{{{}", key(article, passage))?;
    let mut field = |name: &str, value: &str| write!(out, ",\n  {name} = {value}");
    if !article.authors.is_empty() {
        // Braces keep an `and` inside a name from parting it.
        let names: Vec<String> = article
            .authors
            .iter()
            .map(|name| if name.to_lowercase().contains(" and ") { format!("{{{}}}", tex(name)) } else { tex(name) })
            .collect();
        field("author", &format!("{{{}}}", names.join(" and ")))?;
    }
    field("title", &format!("{{{{{}}}}}", tex(article.headline.as_deref().unwrap_or("Article without a headline"))))?;
    if let Some(site) = &article.site {
        field("journal", &format!("{{{}}}", tex(site)))?;
    }
    let date = date(article);
    if let Some(year) = date.first() {
        field("year", &format!("{{{year}}}"))?;
    }
    if let Some(month) = date.get(1).and_then(|month| MONTHS.get(usize::try_from(*month).ok()?.checked_sub(1)?)) {
        field("month", month)?;
    }
    if let Some(day) = date.get(2) {
        field("day", &format!("{{{day}}}"))?;
    }
    if let Some(url) = &article.url {
        field("url", &format!("{{{}}}", address(url)))?;
    }
    if let Some(language) = &article.language {
        field("language", &format!("{{{}}}", tex(language)))?;
    }
    field("note", &format!("{{{}}}", tex(&note(article, passage))))?;
    writeln!(out, "\n}}")
}

/// `text` with every sign that TeX would obey written out.
fn tex(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 8);
    for letter in one_line(text).chars() {
        match letter {
            '\\' => plain.push_str("\\textbackslash{}"),
            '~' => plain.push_str("\\textasciitilde{}"),
            '^' => plain.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                plain.push('\\');
                plain.push(letter);
            }
            _ => plain.push(letter),
        }
    }
    plain
}

/// An address in a field that is printed as it is: what would end the field is encoded, as addresses may be.
fn address(url: &str) -> String {
    one_line(url).replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(' ', "%20")
}

fn write_ris(out: &mut impl Write, article: &ArticleWhole, passage: Option<&Cited>) -> io::Result<()> {
    let mut line = |tag: &str, value: &str| write!(out, "{tag}  - {}\r\n", one_line(value));
    line("TY", "NEWS")?;
    line("ID", &key(article, passage))?;
    line("TI", article.headline.as_deref().unwrap_or("Article without a headline"))?;
    for author in &article.authors {
        // A name of two words is turned; of others nobody can tell where the surname begins.
        let turned = match author.split(' ').collect::<Vec<_>>().as_slice() {
            [given, surname] => format!("{surname}, {given}"),
            _ => author.clone(),
        };
        line("AU", &turned)?;
    }
    if let Some(site) = &article.site {
        line("T2", site)?;
    }
    let date = date(article);
    if let Some(year) = date.first() {
        line("PY", &year.to_string())?;
        let two = |place: usize| date.get(place).map(|number| format!("{number:02}")).unwrap_or_default();
        line("DA", &format!("{year}/{}/{}/", two(1), two(2)))?;
    }
    if let Some(url) = &article.url {
        line("UR", url)?;
    }
    if let Some(language) = &article.language {
        line("LA", language)?;
    }
    line("N1", &note(article, passage))?;
    write!(out, "ER  - \r\n")
}

fn csl(article: &ArticleWhole, passage: Option<&Cited>) -> Value {
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| item.insert(name.to_owned(), value);
    put("id", json!(key(article, passage)));
    put("type", json!("article-newspaper"));
    if let Some(headline) = &article.headline {
        put("title", json!(headline));
    }
    if !article.authors.is_empty() {
        put("author", article.authors.iter().map(|name| json!({ "literal": name })).collect());
    }
    if let Some(site) = &article.site {
        put("container-title", json!(site));
    }
    let date = date(article);
    if !date.is_empty() {
        put("issued", json!({ "date-parts": [date] }));
    }
    if let Some(url) = &article.url {
        put("URL", json!(url));
    }
    if let Some(language) = &article.language {
        put("language", json!(language));
    }
    put("note", json!(note(article, passage)));
    if let Some(Cited { field, start_char, end_char, text, .. }) = passage {
        put(
            "custom",
            json!({
                "field": field, "start_char": start_char, "end_char": end_char, "text": text, "sha256": article.source.sha256,
            }),
        );
    }
    Value::Object(item)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_command_of_tex() {
        let check = |text: &str, expected: &str| assert_eq!(tex(text), expected);
        check("Rain & wind, 50% #1_a", "Rain \\& wind, 50\\% \\#1\\_a");
        check("}, evil = {\\input{x}", "\\}, evil = \\{\\textbackslash{}input\\{x\\}");
        check("a\nb\u{202e}", "a b\u{fffd}");
        assert_eq!(address("https://x.example/a}b c"), "https://x.example/a%7Db%20c");
    }
}
