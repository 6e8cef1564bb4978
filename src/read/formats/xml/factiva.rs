//! Factiva's XML: what its programming interface answers, many articles in a file.
//!
//! The count that the answer states is not believed: the elements are.

use super::format::{Article, Xml, iso_date, language};
use super::wire_text::unwrapped;
use crate::lexicon::agencies::agency;
use crate::model::Given;
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Shape, prose_of};

/// The format.
pub(in crate::read) static FACTIVA_XML: Xml = Xml {
    choice: FormatChoice::FactivaXml,
    about: About {
        what: "Factiva: articles as XML",
        told_by: "the roots `PPSResponse`, `PPSArticleResponse`",
        examples: "factiva.xml",
    },
    roots: &["ppsresponse", "ppsarticleresponse"],
    marks: &[],
    shape: Shape { records: &["article"], context: &[] },
    without_records: "no article in it",
    article,
};

fn article(root: &Element) -> Option<Article> {
    let article = root.find("article")?;
    let text = |name: &str| article.child(name).and_then(Element::text);
    let mut paragraphs = Vec::new();
    for part in ["leadparagraph", "tailparagraphs"] {
        if let Some(part) = article.child(part) {
            match part.elements().next() {
                Some(_) => paragraphs.extend(prose_of(part).paragraphs),
                None => paragraphs.extend(unwrapped(&part.raw_text())),
            }
        }
    }
    let date = article.child("publicationdate");
    let day = date.and_then(|date| date.text_at(&["date"])).map(|day| iso_date(&day));
    let time = date.and_then(|date| date.text_at(&["time"])).filter(|time| time.contains(':'));
    let holder = text("copyright");
    let given = Given {
        headline: text("headline"),
        byline: text("byline"),
        site: text("sourcename"),
        language: text("baselanguage").as_deref().map(language),
        published_at: day.map(|day| time.map_or_else(|| day.clone(), |time| format!("{day}T{time}"))),
        agency: holder.and_then(|holder| agency(holder.rsplit(' ').next()?)).map(str::to_owned),
        ..Given::default()
    };
    Some(Article { id: text("accessionno"), given, body: paragraphs.join("\n\n"), diagnostics: Vec::new() })
}
