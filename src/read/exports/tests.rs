//! Whole exports: bytes in, articles out.

use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;

use super::*;
use crate::model::{Content, Document};
use crate::read::error::ReadError;
use crate::read::format::{Format as _, Input};
use crate::read::records::fields::FieldMap;

const NEXIS_TEXT: &str = "Download Request: All Documents: 1-3\nTerms: quay\n\n\n                 1 of 3 DOCUMENTS\n\n\n\
    Copyright 2019 Fen Papers, d/b/a\n   Fen Digital\n All Rights Reserved\n\n        The Fen Echo\n\n   May 4, 2019 Saturday\n   \
    Met 2 Edition\n\nSECTION: NEWS; Pg. 1\n\nLENGTH: 20 words\n\nHEADLINE: Quay under water for\nthree days\n\nBYLINE: Ida \
    Moe;Peter Berg; Staff\n\nBODY:\n\nThe quay was under\nwater.\n\nPOLICE: Two boats are missing.\n\nLOAD-DATE: May 6, \
    2019\n\nLANGUAGE: ENGLISH\n\n\n                 2 of 3 DOCUMENTS\n\nThe Fen Echo\n\nMay 5, 2019\n\nLENGTH: 2 words\n\n\
    We are sorry but there is an error in this document and it is not possible to display it.\n";

/// A Word file with one document of Nexis after a cover page.
fn word_file() -> Vec<u8> {
    let lines = [
        "User Name: I. Moe",
        "Job Number: 1",
        "Documents (1)",
        "1. Quay under water",
        "Search Terms: quay",
        "Quay under water",
        "The Fen Echo",
        "May 4, 2019 Saturday",
        "Copyright 2019 Fen Papers",
        "Length:\u{a0}9 words",
        "Byline:\u{a0}Moe, Ida",
        "Body",
        "The quay &amp; the boats.",
        "Classification",
        "Language:\u{a0}ENGLISH",
        "Load-Date:\u{a0}May 6, 2019",
        "End of Document",
    ];
    word_file_of(&lines)
}

/// A Word file with these paragraphs.
fn word_file_of(lines: &[&str]) -> Vec<u8> {
    let body: String = lines.iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    file.start_file("word/document.xml", options).unwrap();
    file.write_all(format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes()).unwrap();
    file.finish().unwrap().into_inner()
}

const FACTIVA_CODES: &str = "<html><title>Factiva</title><div class=\"article frArticle\"><table><tr><td class=\"index\"><b>HD</b>&nbsp;</td>\
    <td><b class='frHeadline'>Le quai</b></td></tr><tr><td class=\"index\"><b>PD</b></td><td>29 décembre 2011</td></tr><tr>\
    <td class=\"index\"><b>ET</b></td><td>15:32</td></tr><tr><td class=\"index\"><b>LA</b></td><td>Français</td></tr><tr>\
    <td class=\"index\"><p><b>LP</b></p></td><td><p>Un.</p><p>Deux.</p></td></tr><tr><td class=\"index\"><b>AN</b></td>\
    <td>Document FENFR0020111229e7ct0001r</td></tr></table></div></html>";

const FACTIVA_SHOWN: &str = "<html><title>Factiva</title><div class=\"article deArticle\"><p></p><div>Lokales</div><div id=\"hd\">\
    <span class=\"deHeadline\">Der Kai</span></div><div class=\"author\">Von Ida Moe </div><div>40 Wörter</div><div>1 April 2017</div>\
    <div>Der Fenbote</div><div>FENB</div><div>Deutsch</div><div>Copyright 2017. Fenbote</div><p class=\"articleParagraph \
    dearticleParagraph\">Der Kai[http://fen.example] stand unter Wasser.</p><p>Der Kai am Morgen, von der Brücke aus.</p><p>Fenbote GmbH</p>\
    <p>Dokument FENB000020170401ed4100001</p></div></html>";

fn read(export: &Export, bytes: &[u8]) -> Vec<Result<Document, ReadError>> {
    let map = FieldMap::default();
    let rest = Box::new(Cursor::new(Vec::new()));
    let input =
        Input { path: "x", head: bytes.to_vec(), rest, map: &map, limit: 1 << 20, encoding: None, beside: None };
    let mut outcomes = Vec::new();
    let _ = export.read(input, &mut |outcome| {
        outcomes.push(outcome);
        ControlFlow::Continue(())
    });
    outcomes
}

/// Record, headline, date, paper, authors and text of a document.
fn shown(document: &Document) -> String {
    let given = &document.given;
    let Content::Body(text) = &document.content else { return String::new() };
    let or_none = |field: &Option<String>| field.clone().unwrap_or_default();
    let authors = given.authors.clone().unwrap_or_default().join("+");
    let parts = [
        or_none(&document.source.record),
        or_none(&given.headline),
        or_none(&given.published_at),
        or_none(&given.site),
        authors,
        text.clone(),
    ];
    parts.join(" | ").replace("\n\n", " / ")
}

#[track_caller]
fn check(export: &Export, bytes: &[u8], expected: &str) {
    let outcomes = read(export, bytes);
    assert_eq!(shown(outcomes[0].as_ref().unwrap()), expected);
}

#[test]
fn nexis_text_gives_fields_and_skips_cover_and_labels() {
    let expected = "1 | Quay under water for three days | 2019-05-04 | The Fen Echo | Ida Moe+Peter Berg | \
                    The quay was under water. / POLICE: Two boats are missing.";
    check(&NEXIS, NEXIS_TEXT.as_bytes(), expected);
    let outcomes = read(&NEXIS, NEXIS_TEXT.as_bytes());
    assert_eq!(outcomes.len(), 2);
    assert!(outcomes[1].as_ref().unwrap_err().to_string().contains("could not show"));
}

#[test]
fn count_that_lies_is_noted() {
    let text = NEXIS_TEXT.replace("We are sorry but there is an error in this document", "Rain fell. This document");
    let outcomes = read(&NEXIS, text.as_bytes());
    let last = outcomes.last().unwrap().as_ref().unwrap();
    assert_eq!(last.diagnostics[0].kind, "count-differs");
}

#[test]
fn word_file_of_nexis_is_read() {
    let expected = "1 | Quay under water | 2019-05-04 | The Fen Echo | Ida Moe | The quay & the boats.";
    check(&NEXIS, &word_file(), expected);
}

#[test]
fn both_layouts_of_factiva_give_the_fields() {
    check(
        &FACTIVA,
        FACTIVA_CODES.as_bytes(),
        "FENFR0020111229e7ct0001r | Le quai | 2011-12-29T15:32:00 |  |  | Un. / Deux.",
    );
    let expected =
        "FENB000020170401ed4100001 | Der Kai | 2017-04-01 | Der Fenbote | Ida Moe | Der Kai stand unter Wasser.";
    check(&FACTIVA, FACTIVA_SHOWN.as_bytes(), expected);
    let outcomes = read(&FACTIVA, FACTIVA_SHOWN.as_bytes());
    assert_eq!(outcomes[0].as_ref().unwrap().given.captions[0].text, "Der Kai am Morgen, von der Brücke aus.");
}

#[test]
fn certificate_of_europresse_is_no_text() {
    let html = "<span class=\"DocPublicationName\">Le Fen, no. 12</span><br><span class=\"DocHeader\">Ville, </span><span class=\"DocHeader\">\
                jeudi 5 octobre 2013</span><br><br><span class=\"TitreArticleVisu\">Le <span>quai</span></span><br><br>Ida Moe<br><p></p>\
                Sous l'eau.<p></p><b>© 2013 Le Fen.</b><p></p>Numéro de document : news·20131005·LF·7<br><br>Ce certificat est émis";
    check(&EUROPRESSE, html.as_bytes(), "news·20131005·LF·7 | Le quai | 2013-10-05 | Le Fen | Ida Moe | Sous l'eau.");
}

#[test]
fn every_cut_ends_in_documents_or_words() {
    let word = word_file();
    let files: [(&Export, &[u8]); 4] = [
        (&NEXIS, NEXIS_TEXT.as_bytes()),
        (&NEXIS, &word),
        (&FACTIVA, FACTIVA_CODES.as_bytes()),
        (&FACTIVA, FACTIVA_SHOWN.as_bytes()),
    ];
    for (export, bytes) in files {
        for end in (0..bytes.len()).step_by(7) {
            assert!(!read(export, &bytes[..end]).is_empty());
        }
    }
}

#[test]
fn factiva_is_read_from_rtf_and_from_word_files() {
    let cells = [
        ("HD", "Quay floods"),
        ("BY", "By Ida Moe"),
        ("WC", "40 words"),
        ("PD", "4 May 2019"),
        ("SN", "The Fen Echo"),
        ("LA", "English"),
        ("LP", "The quay stood."),
        ("TD", "Boats lay.\\par Nobody came."),
        ("NS", "gcat : News"),
        ("AN", "Document FENECH0020190504ef5400012"),
    ];
    let row = |(code, value): &(&str, &str)| format!("\\trowd\\intbl\\b {code}\\b0\\cell {value}\\cell\\row\n");
    let article: String = cells.iter().map(row).collect();
    let rtf = format!("{{\\rtf1\\ansi {article}\\pard\\par {article}}}");
    assert!((FACTIVA.recognises)(&rtf) && !(NEXIS.recognises)(&rtf));
    let expected = "The quay stood.\n\nBoats lay.\n\nNobody came.";
    let bodies = |outcomes: Vec<Result<Document, ReadError>>| -> Vec<(Content, Option<String>)> {
        outcomes.into_iter().map(Result::unwrap).map(|document| (document.content, document.given.headline)).collect()
    };
    let one = (Content::Body(expected.to_owned()), Some("Quay floods".to_owned()));
    assert_eq!(bodies(read(&FACTIVA, rtf.as_bytes())), [one.clone(), one.clone()]);
    let paragraphs = cells.iter().flat_map(|(code, value)| [*code].into_iter().chain(value.split("\\par ")));
    let word = word_file_of(&paragraphs.collect::<Vec<_>>());
    let outcomes = read(&NEXIS, &word);
    assert_eq!(outcomes[0].as_ref().unwrap().source.reading.format.as_deref(), Some("factiva"));
    assert_eq!(bodies(outcomes), [one]);
}

#[test]
fn nexis_is_read_where_hard_spaces_became_common_ones() {
    let text = "Quay under water\n\nThe Fen Echo\n\nMay 4, 2019 Saturday\n\nCopyright 2019 Fen Papers\n\nSection: NEWS\n\nLength: 9 \
        words\n\nByline: Ida Moe\n\nBody\n\nThe quay.\n\nLoad-Date: May 6, 2019\n\nEnd of Document\n\n";
    assert!((NEXIS.recognises)(text));
    let outcomes = read(&NEXIS, text.repeat(2).as_bytes());
    assert_eq!(outcomes.len(), 2);
    let document = outcomes[1].as_ref().unwrap();
    assert_eq!(document.content, Content::Body("The quay.".to_owned()));
    assert_eq!(document.given.byline.as_deref(), Some("Ida Moe"));
}
