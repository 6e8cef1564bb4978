//! ALTO: the text of one scanned page, line by line.
//!
//! Source: Library of Congress, ALTO 2 to 4. A word that a line end cuts stands once, as `SUBS_CONTENT` says it. A page has
//! no articles: it comes as one.

use super::format::{Article, Xml};
use crate::model::{Diagnostic, Given};
use crate::read::about::About;
use crate::read::choice::FormatChoice;
use crate::read::markup::{Element, Shape};

/// The format.
pub(in crate::read) static ALTO: Xml = Xml {
    choice: FormatChoice::Alto,
    about: About { what: "ALTO, the text of one scanned page", told_by: "the root `alto`", examples: "page.alto.xml" },
    roots: &["alto"],
    marks: &[],
    shape: Shape { records: &["alto"], context: &[] },
    without_records: "no page in it",
    article,
};

#[allow(clippy::unnecessary_wraps)] // the form that every format has
fn article(alto: &Element) -> Option<Article> {
    let mut text = ScannedText::default();
    let paragraphs = text.paragraphs(in_reading_order(alto).into_iter());
    let id = alto.find("filename").and_then(Element::text);
    let diagnostics = text.note().into_iter().collect();
    Some(Article { id, given: Given::default(), body: paragraphs.join("\n\n"), diagnostics })
}

/// The blocks of text, in the order the file states, else in that of the file.
fn in_reading_order(alto: &Element) -> Vec<&Element> {
    let mut blocks = alto.all("textblock");
    if let Some(order) = alto.find("readingorder") {
        let named: Vec<&str> =
            order.all("elementref").into_iter().filter_map(|element| element.attribute("ref")).collect();
        let place = |block: &&Element| {
            let id = block.attribute("id");
            named.iter().position(|name| Some(*name) == id).unwrap_or(usize::MAX)
        };
        blocks.sort_by_cached_key(place);
    }
    blocks
}

/// How sure the words of a page were to whoever recognised them, below which the article says so: half of the words of such pages have a
/// wrong letter. Chosen by eye on a few public samples.
const UNSURE: f64 = 0.8;

/// Text that a program recognised on a scanned page.
#[derive(Debug, Default)]
pub(in crate::read::formats) struct ScannedText {
    /// How sure its words are, together, and how many say so.
    sure: f64,
    words: u32,
}

impl ScannedText {
    /// The paragraphs of `blocks`: each is one, but for a word that the end of a block cuts.
    pub fn paragraphs<'e>(&mut self, blocks: impl Iterator<Item = &'e Element>) -> Vec<String> {
        let mut paragraphs: Vec<String> = Vec::new();
        let mut cut = Cut::Not;
        for block in blocks {
            // A word that the end of a block cuts goes on in the next one, and its paragraph with it.
            let mut words = paragraphs.pop_if(|_| cut != Cut::Not).unwrap_or_default();
            for line in block.all("textline") {
                for element in line.elements() {
                    if element.name == "hyp" && cut == Cut::Not {
                        cut = Cut::Hyphen;
                    }
                    if element.name != "string" {
                        continue;
                    }
                    self.count(element);
                    cut = add(&mut words, element, &cut);
                }
            }
            paragraphs.extend(Some(words.trim().to_owned()).filter(|words| !words.is_empty()));
        }
        paragraphs
    }

    fn count(&mut self, string: &Element) {
        if let Some(sure) = string.attribute("wc").and_then(|sure| sure.parse::<f64>().ok())
            && (0.0..=1.0).contains(&sure)
        {
            self.sure += sure;
            self.words += 1;
        }
    }

    /// What a reader should know of text that was hard to recognise.
    pub fn note(&self) -> Option<Diagnostic> {
        let mean = self.sure / f64::from(self.words.max(1));
        let message = || format!("the words were recognised with a mean confidence of {mean:.2}");
        (self.words > 0 && mean < UNSURE).then(|| Diagnostic::new("scan-unsure", message()))
    }
}

/// How the word before a line end goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cut {
    /// It is whole.
    Not,
    /// It stands there whole already, as this; its second part is still to come.
    Whole(String),
    /// Its second part follows.
    Half,
    /// A hyphen stands behind it.
    Hyphen,
}

/// Adds the word of `string` to `words`, which end as `cut` says; how they end afterwards.
fn add(words: &mut String, string: &Element, cut: &Cut) -> Cut {
    let content = string.attribute("content").unwrap_or_default();
    let whole = string.attribute("subs_content");
    let part = string.attribute("subs_type").unwrap_or_default();
    let is_second = part.eq_ignore_ascii_case("HypPart2");
    let mut push = |word: &str| {
        if !words.is_empty() && !word.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    };
    if part.eq_ignore_ascii_case("HypPart1") {
        push(whole.unwrap_or(content));
        return whole.map_or(Cut::Half, |whole| Cut::Whole(whole.to_owned()));
    }
    match cut {
        Cut::Whole(before) if is_second && whole.is_none_or(|whole| whole == before) => {}
        Cut::Half if is_second => {
            words.truncate(words.trim_end_matches(HYPHENS).len());
            words.push_str(content);
        }
        Cut::Hyphen if content.starts_with(char::is_lowercase) => {
            words.truncate(words.trim_end_matches(HYPHENS).len());
            words.push_str(content);
        }
        Cut::Hyphen => {
            words.truncate(words.trim_end_matches(HYPHENS).len());
            words.push('-');
            words.push_str(content);
        }
        // A second part whose first is not here says what the word was.
        _ => push(if is_second { whole.unwrap_or(content) } else { content }),
    }
    Cut::Not
}

/// What stands at the end of a line where a word goes on.
const HYPHENS: [char; 5] = ['-', '\u{ad}', '\u{ac}', '\u{2e17}', '\u{2010}'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_word_stands_once() {
        let xml = "<alto><TextBlock ID='b'><TextLine><String CONTENT='The'/><SP/>\
                   <String CONTENT='har' SUBS_TYPE='HypPart1' SUBS_CONTENT='harbour'/><HYP CONTENT='-'/></TextLine>\
                   <TextLine><String CONTENT='bour' SUBS_TYPE='HypPart2' SUBS_CONTENT='harbour'/><String CONTENT='froze.'/>\
                   </TextLine></TextBlock><TextBlock ID='a'><TextLine><String CONTENT='Ice.'/></TextLine></TextBlock></alto>";
        assert_eq!(article(&Element::parse(xml).unwrap()).unwrap().body, "The harbour froze.\n\nIce.");
    }

    #[test]
    fn word_goes_on_behind_the_end_of_a_line_or_a_block() {
        let check = |first: &str, second: &str, expected: &str| {
            let xml = format!(
                "<alto><TextBlock><TextLine><String CONTENT='The'/>{first}</TextLine></TextBlock>\
                 <TextBlock><TextLine>{second}<String CONTENT='froze.'/></TextLine></TextBlock></alto>"
            );
            assert_eq!(article(&Element::parse(&xml).unwrap()).unwrap().body, expected);
        };
        let of = |content: &str, more: &str| format!("<String CONTENT='{content}' {more}/>");
        let whole = "SUBS_CONTENT='harbour'";
        check(
            &of("har", &format!("SUBS_TYPE='HypPart1' {whole}")),
            &of("bour", &format!("SUBS_TYPE='HypPart2' {whole}")),
            "The harbour froze.",
        );
        check(&of("har-", "SUBS_TYPE='HypPart1'"), &of("bour", "SUBS_TYPE='HypPart2'"), "The harbour froze.");
        check(&(of("har", "") + "<HYP CONTENT='-'/>"), &of("bour", ""), "The harbour froze.");
        check(&(of("Fen", "") + "<HYP CONTENT='-'/>"), &of("Quay", ""), "The Fen-Quay froze.");
        check("", &of("bour", &format!("SUBS_TYPE='HypPart2' {whole}")), "The\n\nharbour froze.");
    }

    #[test]
    fn text_that_was_hard_to_recognise_says_so() {
        let xml = |sure: &str| {
            let string = format!("<String CONTENT='a' WC='{sure}'/>");
            format!("<alto><TextBlock><TextLine>{string}{string}</TextLine></TextBlock></alto>")
        };
        let check = |sure: &str, expected: Option<&str>| {
            let diagnostics = article(&Element::parse(&xml(sure)).unwrap()).unwrap().diagnostics;
            assert_eq!(diagnostics.first().map(|it| it.message.as_str()), expected, "{sure}");
        };
        check("0.55", Some("the words were recognised with a mean confidence of 0.55"));
        check("0.95", None);
        check("x", None);
    }
}
