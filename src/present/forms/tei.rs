//! An article as a TEI document: names and quotes are elements of its text.
//!
//! A whole article comes in, a document goes out. Source: TEI P5, <https://tei-c.org/release/doc/tei-p5-doc/en/html/>.
//!
//! Invariant: the text of the paragraphs, tags aside, is the text of the article.

use std::collections::HashMap;
use std::io::{self, Write};

use crate::present::forms::escape::xml;
use crate::present::forms::spans::{Piece, Stretch, paragraphs};
use crate::present::forms::tagged::{Named, Tag, stretches};
use crate::query::rows::{ArticleWhole, QuoteUse};

/// Writes it.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_tei(out: &mut impl Write, article: &ArticleWhole) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let language = article.language.as_deref().map(|code| format!(" xml:lang=\"{}\"", xml(code))).unwrap_or_default();
    writeln!(out, "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:id=\"article-{}\"{language}>", article.id)?;
    write_header(out, article)?;
    write_names(out, article)?;
    writeln!(out, "  <text>\n    <body>\n      <div type=\"article\">")?;
    let said_by: HashMap<&str, i64> = article.people.iter().map(|person| (person.name.as_str(), person.id)).collect();
    if let Some(headline) = &article.headline {
        write_field(out, "head", headline, &stretches(article, "headline", None), &said_by)?;
    }
    if let Some(byline) = &article.byline {
        write_field(out, "byline", byline, &stretches(article, "byline", None), &said_by)?;
    }
    if let Some(dateline) = &article.dateline {
        write_field(out, "dateline", dateline, &stretches(article, "dateline", None), &said_by)?;
    }
    if let Some(standfirst) = &article.standfirst {
        write_field(out, "p type=\"standfirst\"", standfirst, &stretches(article, "standfirst", None), &said_by)?;
    }
    write_field(out, "p", &article.body, &stretches(article, "body", None), &said_by)?;
    for caption in &article.captions {
        writeln!(out, "        <figure><figDesc>{}</figDesc>", xml(&caption.text))?;
        if let Some(credit) = &caption.credit {
            writeln!(out, "          <note type=\"credit\">{}</note>", xml(credit))?;
        }
        writeln!(out, "        </figure>")?;
    }
    writeln!(out, "      </div>\n    </body>\n  </text>\n</TEI>")
}

fn write_header(out: &mut impl Write, article: &ArticleWhole) -> io::Result<()> {
    let title = article.headline.as_deref().unwrap_or("Article without a headline");
    writeln!(out, "  <teiHeader>\n    <fileDesc>\n      <titleStmt>\n        <title>{}</title>", xml(title))?;
    for author in &article.authors {
        writeln!(out, "        <author>{}</author>", xml(author))?;
    }
    writeln!(
        out,
        "      </titleStmt>\n      <publicationStmt>\n        <p>Article {} of an archive of news pages.</p>",
        article.id
    )?;
    writeln!(
        out,
        "      </publicationStmt>\n      <sourceDesc>\n        <bibl>\n          <title level=\"a\">{}</title>",
        xml(title)
    )?;
    if let Some(site) = &article.site {
        writeln!(out, "          <title level=\"j\">{}</title>", xml(site))?;
    }
    if let Some(agency) = &article.agency {
        writeln!(out, "          <distributor>{}</distributor>", xml(agency))?;
    }
    for (kind, date) in [("published", &article.published_at), ("updated", &article.updated_at)] {
        if let Some(date) = date {
            let day = date.get(..10).unwrap_or(date);
            writeln!(out, "          <date type=\"{kind}\" when=\"{}\">{}</date>", xml(day), xml(date))?;
        }
    }
    if let Some(url) = &article.url {
        writeln!(out, "          <idno type=\"URI\">{}</idno>", xml(url))?;
    }
    writeln!(out, "          <idno type=\"sha256\">{}</idno>", xml(&article.source.sha256))?;
    writeln!(out, "        </bibl>\n      </sourceDesc>\n    </fileDesc>\n    <encodingDesc>\n      <appInfo>")?;
    writeln!(
        out,
        "        <application ident=\"archive\" version=\"{}\"><label>archive</label></application>",
        xml(&article.extractor)
    )?;
    writeln!(out, "      </appInfo>\n    </encodingDesc>\n  </teiHeader>")
}

/// Everybody and everything that the text points to.
fn write_names(out: &mut impl Write, article: &ArticleWhole) -> io::Result<()> {
    if article.people.is_empty() && article.places.is_empty() && article.organisations.is_empty() {
        return Ok(());
    }
    writeln!(out, "  <standOff>")?;
    if !article.people.is_empty() {
        writeln!(out, "    <listPerson>")?;
        for person in &article.people {
            write!(out, "      <person xml:id=\"person-{}\"><persName>{}</persName>", person.id, xml(&person.name))?;
            for role in &person.roles {
                write!(out, "<occupation>{}</occupation>", xml(role))?;
            }
            writeln!(out, "</person>")?;
        }
        writeln!(out, "    </listPerson>")?;
    }
    if !article.places.is_empty() {
        writeln!(out, "    <listPlace>")?;
        for place in &article.places {
            write!(out, "      <place xml:id=\"place-{}\"><placeName>{}</placeName>", place.id, xml(&place.name))?;
            if let Some(country) = &place.country_code {
                write!(out, "<country key=\"{0}\">{0}</country>", xml(country))?;
            }
            if let Some((latitude, longitude)) = place.latitude.zip(place.longitude) {
                write!(out, "<location><geo>{latitude} {longitude}</geo></location>")?;
            }
            if let Some(number) = place.geonames_id {
                write!(out, "<idno type=\"geonames\">{number}</idno>")?;
            }
            writeln!(out, "</place>")?;
        }
        writeln!(out, "    </listPlace>")?;
    }
    if !article.organisations.is_empty() {
        writeln!(out, "    <listOrg>")?;
        for one in &article.organisations {
            writeln!(out, "      <org xml:id=\"organisation-{}\"><orgName>{}</orgName></org>", one.id, xml(&one.name))?;
        }
        writeln!(out, "    </listOrg>")?;
    }
    writeln!(out, "  </standOff>")
}

fn write_field(
    out: &mut impl Write,
    element: &str,
    text: &str,
    stretches: &[Stretch<Tag<'_>>],
    said_by: &HashMap<&str, i64>,
) -> io::Result<()> {
    let name = element.split(' ').next().unwrap_or(element);
    for pieces in paragraphs(text, stretches) {
        write!(out, "        <{element}>")?;
        for piece in pieces {
            match piece {
                Piece::Text(text) => write!(out, "{}", xml(text))?,
                Piece::Open(Tag::Name(named, id, doubtful), _) => {
                    let (tag, list) = (element_of(named), named.word());
                    let sure = if doubtful { " cert=\"low\"" } else { "" };
                    write!(out, "<{tag} ref=\"#{list}-{id}\"{sure}>")?;
                }
                Piece::Open(Tag::Said(quote), goes_on) => write_said(out, quote, goes_on, said_by)?,
                Piece::Close(Tag::Name(named, ..)) => write!(out, "</{}>", element_of(named))?,
                Piece::Close(Tag::Said(_)) => write!(out, "</said>")?,
            }
        }
        writeln!(out, "</{name}>")?;
    }
    Ok(())
}

/// The element of a name.
fn element_of(named: Named) -> &'static str {
    match named {
        Named::Person => "persName",
        Named::Place => "placeName",
        Named::Organisation => "orgName",
    }
}

fn write_said(out: &mut impl Write, quote: &QuoteUse, goes_on: bool, said_by: &HashMap<&str, i64>) -> io::Result<()> {
    let direct = quote.kind != "indirect";
    write!(out, "<said direct=\"{direct}\" aloud=\"true\"")?;
    if let Some(id) = quote.speaker.as_deref().and_then(|name| said_by.get(name)) {
        write!(out, " who=\"#person-{id}\"")?;
    }
    if goes_on {
        write!(out, " prev=\"#quote-{}\"", quote.id)?;
    } else {
        write!(out, " xml:id=\"quote-{}\"", quote.id)?;
    }
    write!(out, "{}>", if quote.doubtful { " cert=\"low\"" } else { "" })
}
