//! Exports of the databases of newspapers in a layout that no reader knows: many articles in one text or page, which must not become one.

use super::family::Family;
use crate::read::about::Refusal;

/// What to do with an export.
const EACH_ALONE: &str = "export each article as a file of its own";

static NEXIS: Refusal = Refusal::new("an export of Nexis in a layout that is not known", EACH_ALONE);
static FACTIVA: Refusal = Refusal::new("an export of Factiva in a layout that is not known", EACH_ALONE);
static EUROPRESSE: Refusal = Refusal::new("an export of Europresse in a layout that is not known", EACH_ALONE);
static PROQUEST: Refusal = Refusal::new("an export of ProQuest in a layout that is not known", EACH_ALONE);

/// The exports that are refused.
pub(super) static TEXTS: Family = Family { refusals: &[&NEXIS, &PROQUEST], look: of_text };

/// The exports that are refused, as pages.
pub(super) static PAGES: Family = Family { refusals: &[&FACTIVA, &EUROPRESSE], look: of_markup };

/// An export as text.
fn of_text(text: &str) -> Option<&'static Refusal> {
    if text.starts_with('<') {
        return None;
    }
    if text.lines().any(counts_documents) || opens_line(text, "Time Of Request:") || has_load_date(text) {
        return Some(&NEXIS);
    }
    let ruled = text.starts_with("____________________");
    let linked = text.contains("proquest.com/");
    (ruled && (linked || opens_line(text, "Publication info:"))).then_some(&PROQUEST)
}

/// An export as a page.
fn of_markup(text: &str) -> Option<&'static Refusal> {
    if !text.starts_with('<') {
        return None;
    }
    if text.contains("<DOCFULL>") || text.contains("NAME=\"DOC_ID_0_") {
        return Some(&NEXIS);
    }
    if text.contains("<title>Factiva</title>") || text.contains("id=\"article-") && text.contains("Article\"><p>\n<d") {
        return Some(&FACTIVA);
    }
    if text.contains("cedrom-sni.com/schema/") {
        return Some(&EUROPRESSE);
    }
    text.contains("<a name=\"DocID_").then_some(&PROQUEST)
}

/// Whether `line` says which document of how many begins: `3 of 161 DOCUMENTS`.
fn counts_documents(line: &str) -> bool {
    let words: Vec<_> = line.split_whitespace().collect();
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        [number, "of" | "de" | "von", count, "DOCUMENTS" | "DOCUMENT" | "DOKUMENTEN" | "DOCUMENTOS"] => {
            is_number(number) && is_number(count)
        }
        _ => false,
    }
}

/// Whether a line of `text` opens with `label`.
fn opens_line(text: &str, label: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with(label))
}

/// Whether `text` has the two labels that stand in every article of Nexis.
fn has_load_date(text: &str) -> bool {
    opens_line(text, "LOAD-DATE:") && opens_line(text, "LENGTH:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_told_from_pages() {
        let check = |text: &str, expected: Option<&Refusal>| {
            assert_eq!(of_text(text).or_else(|| of_markup(text)), expected, "{text}");
        };
        check("                    3 of 161 DOCUMENTS\n\n  The Harbour Post", Some(&NEXIS));
        check("LENGTH: 120 words\n\nRain fell.\n\nLOAD-DATE: May 8, 2015", Some(&NEXIS));
        check("<HTML><!-- Hide XML section from browser\n<DOCFULL> -->", Some(&NEXIS));
        check("<html><head><title>Factiva</title></head>", Some(&FACTIVA));
        check("<html xmlns:n1='http://www.cedrom-sni.com/schema/newsv1.xsd'>", Some(&EUROPRESSE));
        check("______________________________\n\nRain falls\n\nPublication info: May 8", Some(&PROQUEST));
        check("The court read 3 of 161 documents.", None);
        check("<html><head><title>Factiva is sold</title></head>", None);
        check("LENGTH: 4 metres\nRain fell.", None);
    }
}
