//! TEI: editions of historical newspapers. Each outermost division is an article.
//!
//! Source: TEI P5. A division without a heading and paragraphs is a masthead; one that holds several articles is not taken for one.
//! In old prints `=` at the end of a line is a hyphen.

use super::format::{Article, Xml, language};
use crate::model::Given;
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Shape, prose_of};

/// The format.
pub(in crate::read) static TEI: Xml = Xml {
    choice: FormatChoice::Tei,
    about: About {
        what: "TEI, editions of historical newspapers",
        told_by: "the roots `TEI`, `teiCorpus`",
        examples: "edition.tei.xml",
    },
    roots: &["tei", "tei.2", "teicorpus", "teicorpus.2"],
    marks: &[],
    shape: Shape { records: &["div", "div1"], context: &["teiheader"] },
    without_records: "no division in it",
    article,
};

fn article(root: &Element) -> Option<Article> {
    let outer = root.find("div").or_else(|| root.find("div1"))?;
    let inner: Vec<&Element> =
        outer.all("div").into_iter().filter(|div| div.attribute("type") == Some("article")).collect();
    let div = match inner.as_slice() {
        [] => outer,
        [one] => one,
        _ => return None,
    };
    if div.find("p").and_then(Element::text).is_none() && div.find("l").is_none() {
        return None;
    }
    let headline = div.child("head").and_then(Element::text).map(|head| joined(&head));
    let mut paragraphs: Vec<String> = Vec::new();
    for paragraph in prose_of(div).paragraphs {
        match paragraphs.last_mut().filter(|last| last.ends_with(HYPHENS) && paragraph.starts_with(char::is_lowercase))
        {
            // A column or a page ends inside the word.
            Some(last) => {
                last.pop();
                last.push_str(&joined(&paragraph));
            }
            None => paragraphs.push(joined(&paragraph)),
        }
    }
    if headline.is_some() && paragraphs.first() == headline.as_ref() {
        paragraphs.remove(0);
    }
    // A corpus has a header of its own before that of each edition.
    let header = root.all("teiheader").pop();
    let title = header.and_then(title);
    let source_date = header
        .and_then(|header| header.find("sourcedesc")?.find("date"))
        .and_then(|date| date.attribute("when").map(str::to_owned).or_else(|| date.text()));
    let given = Given {
        site: title.as_deref().map(without_date).filter(|site| !site.is_empty()),
        language: div.attribute("lang").or_else(|| root.find("text")?.attribute("lang")).map(language),
        headline,
        published_at: source_date.or_else(|| title.as_deref().and_then(iso_day).map(str::to_owned)),
        ..Given::default()
    };
    Some(Article {
        id: div.attribute("id").map(str::to_owned),
        given,
        body: paragraphs.join("\n\n"),
        diagnostics: Vec::new(),
    })
}

/// The name of what was edited.
fn title(header: &Element) -> Option<String> {
    let titles = header.all("title");
    let journal = titles.iter().find(|title| title.attribute("level") == Some("j"));
    let source = header.find("sourcedesc").and_then(|source| source.find("title"));
    journal.copied().or(source).or_else(|| titles.first().copied()).and_then(Element::text)
}

/// A date such as `1756-01-03` in a title.
fn iso_day(title: &str) -> Option<&str> {
    title.split_whitespace().find(|word| {
        word.len() == 10
            && word.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    })
}

/// A title without the date in it.
fn without_date(title: &str) -> String {
    iso_day(title).map_or_else(|| title.to_owned(), |day| title.replace(day, "").trim().to_owned())
}

/// The marks that cut a word at the end of a line.
const HYPHENS: [char; 2] = ['=', '¬'];

/// Text with the words put together that a line end cuts: `wo= rinnen`.
fn joined(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for word in text.split(' ') {
        if whole.ends_with(HYPHENS) && word.starts_with(char::is_lowercase) {
            whole.pop();
        } else if !whole.is_empty() {
            whole.push(' ');
        }
        whole.push_str(word);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::Records;

    #[test]
    fn cut_words_are_whole_within_and_across_paragraphs() {
        let xml = "<TEI><teiHeader><title>Fenbote 1756-01-03</title></teiHeader><text xml:lang='de'><div><head>Von der See=\n<lb/>kante</head>\
                   <p><lb/>Das Was=\n<lb/>ser stand, das Erd=reich bebte, die Gas=</p><pb/><p>sen auch.</p></div></text></TEI>";
        let article = article(&Element::parse(xml).unwrap()).unwrap();
        assert_eq!(article.body, "Das Wasser stand, das Erd=reich bebte, die Gassen auch.");
        assert_eq!(article.given.headline.as_deref(), Some("Von der Seekante"));
        assert_eq!(
            (article.given.site.as_deref(), article.given.published_at.as_deref()),
            (Some("Fenbote"), Some("1756-01-03"))
        );
        assert_eq!(article.given.language.as_deref(), Some("de"));
    }

    #[test]
    fn each_division_is_read_with_the_header_of_the_file() {
        let header =
            "<teiHeader><fileDesc><titleStmt><title>Fenbote 1756-01-03</title></titleStmt></fileDesc></teiHeader>";
        let text = "<text xml:lang='de'><body><div><p>Wasser.</p></div><div><p>Mehr.</p></div></body></text>";
        let file = format!("<TEI>{header}{text}</TEI>");
        let mut records = Records::new(file.as_bytes(), TEI.shape, 4000);
        for _ in 0..2 {
            let xml = records.next_piece().unwrap().unwrap().xml.unwrap();
            let given = article(&Element::parse(&xml).unwrap()).unwrap().given;
            assert_eq!((given.site.as_deref(), given.published_at.as_deref()), (Some("Fenbote"), Some("1756-01-03")));
        }
    }

    #[test]
    fn masthead_and_column_of_several_articles_are_none() {
        let none = |xml: &str| article(&Element::parse(xml).unwrap()).is_none();
        assert!(none("<TEI><div><ab>Num. 1</ab></div></TEI>"));
        let one = "<div type='article'><p>One.</p></div>";
        assert!(none(&format!("<TEI><div>{one}{one}</div></TEI>")));
        assert!(!none(&format!("<TEI><div>{one}</div></TEI>")));
    }
}
