//! An article, and a list of articles, as pages that a browser shows, with nothing to fetch and nothing to run.
//!
//! Invariant: no text from a page is markup, and no address is a link that is not of the web.

use std::io::{self, Write};

use crate::present::forms::escape::{web_address, xml};
use crate::present::forms::spans::{Piece, Stretch, paragraphs};
use crate::present::forms::tagged::{Tag, stretches};
use crate::query::rows::ArticleWhole;

/// How pages look: as the reader's system does, in light and dark.
const STYLE: &str = "
:root { color-scheme: light dark }
body { font: 1.1rem/1.6 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
h1 { line-height: 1.2 } dt { float: left; clear: left; width: 7rem } dd { margin-left: 8rem }
dl, figcaption, ul { font: .95rem/1.5 system-ui, sans-serif } figure { margin: 1rem 0 }
.person { border-bottom: 2px solid #c60 } .place { border-bottom: 2px solid #084 }
.organisation { border-bottom: 2px solid #06c } .doubtful { border-bottom-style: dotted }
q { quotes: none; background: #8882; } ";

/// Writes the page of an article.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_page(out: &mut impl Write, article: &ArticleWhole) -> io::Result<()> {
    let title = article.headline.as_deref().unwrap_or("Article without a headline");
    begin(out, title, article.language.as_deref())?;
    writeln!(
        out,
        "<article>\n<h1 dir=\"auto\">{}</h1>",
        marked(title, &stretches(article, "headline", None)).join("")
    )?;
    if let Some(standfirst) = &article.standfirst {
        for paragraph in marked(standfirst, &stretches(article, "standfirst", None)) {
            writeln!(out, "<p dir=\"auto\"><strong>{paragraph}</strong></p>")?;
        }
    }
    writeln!(out, "<dl>")?;
    let authors = (!article.authors.is_empty()).then(|| article.authors.join("; "));
    for (name, value) in [
        ("By", authors.as_deref()),
        ("Agency", article.agency.as_deref()),
        ("Dateline", article.dateline.as_deref()),
        ("Published", article.published_at.as_deref()),
        ("Updated", article.updated_at.as_deref()),
        ("Site", article.site.as_deref()),
    ] {
        if let Some(value) = value {
            writeln!(out, "<dt>{name}</dt><dd dir=\"auto\">{}</dd>", xml(value))?;
        }
    }
    if let Some(url) = &article.url {
        let shown = xml(url);
        match web_address(url) {
            Some(_) => writeln!(out, "<dt>Address</dt><dd><a rel=\"noreferrer\" href=\"{shown}\">{shown}</a></dd>")?,
            None => writeln!(out, "<dt>Address</dt><dd>{shown}</dd>")?,
        }
    }
    writeln!(out, "<dt>Original</dt><dd>SHA-256 {}</dd>\n</dl>", xml(&article.source.sha256))?;
    for paragraph in marked(&article.body, &stretches(article, "body", None)) {
        writeln!(out, "<p dir=\"auto\">{paragraph}</p>")?;
    }
    for caption in &article.captions {
        let credit = caption.credit.as_deref().map(|credit| format!(" <small>{}</small>", xml(credit)));
        let credit = credit.unwrap_or_default();
        writeln!(out, "<figure><figcaption dir=\"auto\">{}{credit}</figcaption></figure>", xml(&caption.text))?;
    }
    writeln!(out, "</article>\n</body>\n</html>")
}

/// The paragraphs of a text with names and quotes marked.
fn marked(text: &str, stretches: &[Stretch<Tag<'_>>]) -> Vec<String> {
    let piece = |piece| match piece {
        Piece::Text(text) => xml(text).into_owned(),
        Piece::Open(Tag::Name(named, _, doubtful), _) => {
            format!("<span class=\"{}{}\">", named.word(), if doubtful { " doubtful" } else { "" })
        }
        Piece::Open(Tag::Said(quote), _) => {
            let speaker = quote.speaker.as_deref().or(quote.speaker_text.as_deref());
            let title = speaker.map(|speaker| format!(" title=\"{}\"", xml(speaker))).unwrap_or_default();
            format!("<q{title}{}>", if quote.doubtful { " class=\"doubtful\"" } else { "" })
        }
        Piece::Close(Tag::Name(..)) => "</span>".to_owned(),
        Piece::Close(Tag::Said(_)) => "</q>".to_owned(),
    };
    paragraphs(text, stretches).into_iter().map(|pieces| pieces.into_iter().map(piece).collect()).collect()
}

fn begin(out: &mut impl Write, title: &str, language: Option<&str>) -> io::Result<()> {
    let language = language.map(|code| format!(" lang=\"{}\"", xml(code))).unwrap_or_default();
    writeln!(out, "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">")?;
    // Whatever slipped through would have nothing it may run or fetch.
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>", xml(title))?;
    writeln!(out, "<style>{STYLE}</style>\n</head>\n<body>")
}

/// Begins the list of the articles.
///
/// # Errors
/// Whatever `out` refuses.
pub fn begin_list(out: &mut impl Write, count: usize) -> io::Result<()> {
    begin(out, "Articles", None)?;
    writeln!(out, "<h1>{count} {}</h1>\n<ul>", if count == 1 { "article" } else { "articles" })
}

/// Writes a line of the list: date, headline and site of the article in the file `file`.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_entry(out: &mut impl Write, file: &str, [date, headline, site]: [Option<&str>; 3]) -> io::Result<()> {
    let [date, site] = [date, site].map(|text| text.map(xml).unwrap_or_default());
    let headline = xml(headline.unwrap_or("Article without a headline"));
    writeln!(out, "<li dir=\"auto\">{date} <a href=\"{}\">{headline}</a> <small>{site}</small></li>", xml(file))
}

/// Ends the list.
///
/// # Errors
/// Whatever `out` refuses.
pub fn end_list(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "</ul>\n</body>\n</html>")
}
