//! Reads the bytes of a stored source again.
//!
//! A source with its bytes and how they were read comes in, the document they make goes out.
//!
//! Invariant: the source of the document is the source that came in, to the last byte: only what was read of it may
//! differ.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};
use std::ops::ControlFlow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use crate::model::{Document, Source};
use crate::read::encoding::charset::Charset;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::input::Manner;
use crate::read::stream::Stream;
use crate::read::{FieldMap, FormatChoice, encoding, input};

/// What is said of a stored source whose bytes are not those that were found.
#[must_use]
pub fn damaged(path: &str, record: Option<String>) -> ReadError {
    let message = "the original kept in the archive is damaged";
    ReadError { record, ..ReadError::of_file(path, ReadErrorKind::Malformed, message) }
}

/// Reads `source` again, as it was read when it was found.
///
/// A source of which only the media type is known is read by that; plain text is taken for a page dumped as text.
///
/// # Errors
/// Where the bytes give no document any more.
pub fn reread(source: Source) -> Result<Document, ReadError> {
    let choice =
        source.reading.format.as_deref().and_then(|name| name.parse().ok()).unwrap_or(match source.media_type {
            "text/html" => FormatChoice::Html,
            "application/json" => FormatChoice::Jsonl,
            "text/csv" => FormatChoice::Csv,
            _ => FormatChoice::Text,
        });
    let map = source.reading.map.as_deref().map_or_else(FieldMap::default, FieldMap::from_json);
    let charset = source.reading.encoding.as_deref().and_then(|name| Charset::for_label(name.as_bytes()));
    // A record of a file in UTF-16 is read as the text that it is.
    let wide = match charset {
        Some(Charset::Web(wide)) if wide == UTF_16LE || wide == UTF_16BE => Some(wide),
        _ => None,
    };
    let bytes = wide.map_or(Cow::Borrowed(source.bytes.as_slice()), |wide| {
        Cow::Owned(wide.decode_without_bom_handling(&source.bytes).0.into_owned().into_bytes())
    });
    // A record of several lines was a member of an array, and only in one is it a record again.
    let is_member = choice == FormatChoice::Jsonl && bytes.contains(&b'\n');
    let (before, after): (&[u8], &[u8]) = if is_member { (b"[", b"]") } else { (b"", b"") };
    let stream = Cursor::new(before).chain(Cursor::new(bytes.as_ref())).chain(Cursor::new(after));
    // What is stored was not too long when it was found, whatever the limit is now.
    let manner = Manner { format: choice, map, limit: usize::MAX / 2, records_alone: false };
    let mut outcome = None;
    // The first document is the only one: a source is one record.
    let _ = input::read_opened(
        &source.path,
        Stream::of_record(stream),
        &manner,
        if wide.is_some() { Some(Charset::Web(UTF_8)) } else { charset },
        &mut |document| {
            outcome = Some(document);
            ControlFlow::Break(())
        },
    );
    match outcome {
        Some(Ok(mut document)) => {
            document.diagnostics.splice(0..0, wide.map(encoding::note_of_wide));
            let orders = source.reading.date_orders;
            Ok(Document { source, ..document }.with_date_orders(orders))
        }
        Some(Err(error)) => Err(ReadError { record: source.record, ..error }),
        None => Err(ReadError {
            record: source.record,
            ..ReadError::of_file(&source.path, ReadErrorKind::Empty, "nothing to read")
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::read::read;
    use crate::read::request::Request;

    /// Every record of a file is the same document when it is read again from its own bytes.
    #[track_caller]
    fn check(name: &str, format: FormatChoice, map: &[&str], content: &[u8], records: usize) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        let map = map.iter().map(|mapping| mapping.parse::<crate::read::FieldMapping>().unwrap()).collect();
        let request = Request { paths: vec![path], format, map, ..Request::default() };
        let mut count = 0;
        read(&request, &mut |outcome| {
            let document = outcome.unwrap();
            assert_eq!(reread(document.source.clone()).unwrap(), document);
            count += 1;
            ControlFlow::Continue(())
        });
        assert_eq!(count, records, "{name}");
    }

    #[test]
    fn every_format_is_read_again_from_its_own_bytes() {
        let auto = FormatChoice::Auto;
        check("page.txt", auto, &[], b"Quay floods\n\nThe quay was under water.\n", 1);
        check("body.txt", FormatChoice::Plain, &[], b"  The quay was\n under water.", 1);
        check("page.html", auto, &[], b"<html><meta charset=latin1><p>Caf\xe9 by the quay</p></html>", 1);
        check("lines.jsonl", auto, &[], b"{\"id\":\"a\",\"body\":\"One.\"}\n\n{\"body\":\"Two.\"}\n", 2);
        check("list.json", auto, &[], b"[\n {\"body\":\n \"One.\"},\n {\"html\":\"<p>Two.\"}\n]", 2);
        check("map.jsonl", FormatChoice::Jsonl, &["body=Volltext"], b"{\"Volltext\":\"Eins.\",\"body\":\"No.\"}", 1);
        check("table.csv", auto, &[], b"id,headline,body\n7,Quay,\"One,\ntwo.\"\n8,Tide,Three.\n", 2);
        check("table.tsv", auto, &["body=Text, ganz"], b"Text, ganz\tid\nEins.\ta\n", 1);
        check("story.xml", auto, &[], b"<nitf><body><body.content><p>One.</p></body.content></body></nitf>", 1);
        let item = |text: &str| {
            format!(
                "<NewsItem><NewsComponent><ContentItem><DataContent>{text}</DataContent></ContentItem></NewsComponent></NewsItem>"
            )
        };
        check("a.xml", auto, &[], format!("<NewsML>{}{}</NewsML>", item("One."), item("Two.")).as_bytes(), 2);
        let item =
            |text: &str| format!("<newsItem><contentSet><inlineData>{text}</inlineData></contentSet></newsItem>");
        let message =
            format!("<newsMessage><header><sender>xna.org</sender></header>{}{}</newsMessage>", item("A."), item("B."));
        check("a.xml", auto, &[], message.as_bytes(), 2);
        let entry = "<entry><title>T</title><summary>Caf\u{e9}.</summary></entry>";
        let feed = format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Fen</title>{entry}{entry}</feed>");
        check("a.xml", auto, &[], feed.as_bytes(), 2);
        let item = "<item><title>T</title><description>One.</description></item>";
        check(
            "a.xml",
            auto,
            &[],
            format!("<rss><channel><title>Fen</title>{item}{item}</channel></rss>").as_bytes(),
            2,
        );
        let export = "<rss xmlns:wp='x'><channel><item><wp:status>publish</wp:status><e:encoded>One.</e:encoded></item></channel></rss>";
        check("a.xml", auto, &[], export.as_bytes(), 1);
        let page = b"<?xml version='1.0' encoding='iso-8859-1'?><alto><TextBlock><TextLine><String CONTENT='Caf\xe9'/></TextLine></TextBlock></alto>";
        check("a.xml", auto, &[], page, 1);
        let numbered = |n: u32| {
            format!(
                "{n} of 2 DOCUMENTS\n\nFen Echo\n\nMay 4, 2019\n\nQuay {n}\n\nBYLINE: Moe, Ida\n\nLENGTH: 9 words\n\nRain f\u{e9}ll.\n\nLOAD-DATE: May 5, 2019\n\n"
            )
        };
        check("a.txt", auto, &[], format!("Terms: quay\n\n{}{}", numbered(1), numbered(2)).as_bytes(), 2);
        let shown = "<div class=\"article enArticle\"><div id=hd><span class=enHeadline>Quay</span></div><div>9 words</div>\
                     <div>4 May 2019</div><div>Fen Echo</div><p class=\"articleParagraph\">Rain fell.</p></div>";
        check("a.html", auto, &[], format!("<html><title>Factiva</title>{shown}{shown}</html>").as_bytes(), 2);
        let labelled = "_".repeat(60)
            + "\n\nQuay\n\nFull text: Rain fell.\nMore rain.\n\nTitle: Quay\n\nProQuest document ID: 7\n\n";
        check("a.txt", auto, &[], format!("{labelled}{labelled}").as_bytes(), 2);
        let paper = "<span class=\"DocPublicationName\">Fen</span><br><span class=\"TitreArticleVisu\">Quay</span><br><br>Rain.<p></p>";
        check("a.html", auto, &[], format!("<table><tr><td>{paper}{paper}</table>").as_bytes(), 2);
        let rtf = numbered(1).replace('\n', "\\par ").replace('\u{e9}', "\\'e9");
        check("a.doc", auto, &[], format!("{{\\rtf1\\ansi {rtf}}}").as_bytes(), 1);
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n<p>Un caf\u{e9} noir.</p>";
        let record = |name: &str| {
            let head = "WARC-Type: response\r\nWARC-Target-URI: https://harbour.example/cafe\r\nWARC-Date: 2024-05-08T09:00:00Z";
            format!(
                "WARC/1.0\r\n{head}\r\nWARC-Record-ID: <urn:{name}>\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
                page.len()
            )
        };
        let message = |id: &str| {
            format!("From a@x Fri May  8 09:12:33 2015\nMessage-ID: <{id}@x>\nSubject: Rain\n\nRain fell.\n\n")
        };
        check("a.mbox", auto, &[], (message("1") + &message("2")).as_bytes(), 2);
        check("a.md", auto, &[], b"---\nid: q7\ntitle: Quay\n---\nRain *fell*.\n", 1);
        let block = |url: &str, text: &str| format!("{url} 0.0.0.0 20040508091011 text/html {}\n{text}\n", text.len());
        let arc =
            block("filedesc://a", "1 0 x\n") + &block("http://x.example/1", page) + &block("http://x.example/2", page);
        check("a.arc", auto, &[], arc.as_bytes(), 2);
        check("a.warc", auto, &[], (record("1") + &record("2")).as_bytes(), 2);
        let latin =
            b"{\"body\":\"Un caf\xe9 noir, un th\xe9 vert, un caf\xe9 au lait.\"}\n{\"body\":\"\xe0 Paris.\"}\n";
        check("latin.jsonl", auto, &[], latin, 2);
        let list = "{\"response\":{\"results\":[{\"webTitle\":\"Quay\",\"fields\":{\"bodyText\":\"Caf\u{e9}.\"}},{\"text\":\"Two.\",\"title\":\"T\"}]}}";
        check("a.json", auto, &[], list.as_bytes(), 2);
        let latin: Vec<u8> = list.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
        check("latin.json", auto, &[], &latin, 2);
        let feed = "{\n\"version\":\"https://jsonfeed.org/version/1\",\n\"items\":[{\"content_text\":\"One.\"}ITEM]}";
        check("a.json", auto, &[], feed.replace("ITEM", "").as_bytes(), 1);
        check("a.json", auto, &[], feed.replace("ITEM", ",{\"summary\":\"Two.\"}").as_bytes(), 2);
        let export = "{\"db\":[{\"data\":{\"users\":[{\"id\":1,\"name\":\"Anna Quill\"}],\"posts\":[{\"title\":\"A\",\"html\":\"<p>One.\",\"author_id\":1}ITEM]}}]}";
        check("a.json", auto, &[], export.replace("ITEM", "").as_bytes(), 1);
        check("a.json", auto, &[], export.replace("ITEM", ",{\"title\":\"B\",\"html\":\"<p>Two.\"}").as_bytes(), 2);
        check(
            "a.jsonl",
            auto,
            &[],
            b"{\"_id\":\"e\",\"_source\":{\"content\":\"One.\"}}\n{\"_source\":{\"content\":\"Two.\"}}\n",
            2,
        );
        check("a.xml", auto, &[], b"<TEI><title>Fen</title><div><p>One.</p></div><div><p>Two.</p></div></TEI>", 2);
        check("a.xml", auto, &[], b"<text><title>Fen</title><p>One.</p></text>", 1);
        let wire = "\u{1}xna062 4 i 21 xna 061\r\n\u{2}Quay =\r\nWater stood.\r\n\u{3}131137 GMT Nov 26\r\n";
        check("a.txt", auto, &[], wire.repeat(2).as_bytes(), 2);
        let wire = "\u{16}\u{16}\u{1}W2607_x\nr a\n\u{2}^BC-Quay,9<\n^Quay<\n\tWater stood.<\n\u{3}XN-WF-11-13-26 0745GMT<\n\u{4}";
        check("a.txt", auto, &[], wire.repeat(2).as_bytes(), 2);
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        check("wide.jsonl", auto, &[], &utf_16("\u{feff}{\"body\":\"Мост.\"}\n{\"body\":\"Ворота.\"}\n"), 2);
        check("wide.json", auto, &[], &utf_16("[\n {\"body\":\n \"One.\"},\n {\"html\":\"<p>Two.\"}\n]"), 2);
        check("wide.csv", auto, &[], &utf_16("\u{feff}id,headline,body\n7,Quay,\"One,\ntwo.\"\n8,Tide,Three.\n"), 2);
    }

    #[test]
    fn article_of_a_scanned_issue_is_read_again_from_its_extract() {
        let embedded = "<mets><fileSec><file ID='p'><FContent><xmlData><alto><TextBlock ID='b'><TextLine><String CONTENT='Rain.'/>\
                        </TextLine></TextBlock></alto></xmlData></FContent></file></fileSec><structMap TYPE='LOGICAL'><div TYPE='ARTICLE'>\
                        <fptr FILEID='p'/></div><div TYPE='ARTICLE'><fptr><area FILEID='p' BEGIN='b'/></fptr></div></structMap></mets>";
        check("a.xml", FormatChoice::Auto, &[], embedded.as_bytes(), 2);
    }

    #[test]
    fn bytes_of_which_little_is_known_are_read_by_their_media_type() {
        let check = |media_type, bytes: &[u8], expected: bool| {
            let source = Source::new("x".to_owned(), Some("4".to_owned()), media_type, bytes.to_vec());
            assert_eq!(reread(source).is_ok(), expected, "{media_type}");
        };
        check("text/plain", b"Quay floods", true);
        check("text/html", b"<p>Quay floods", true);
        check("application/json", b"{\"body\":\"Quay floods\"}", true);
        check("application/json", b"{", false);
        check("text/csv", b"body\nQuay floods", true);
        check("text/csv", b"body\n", false);
    }
}
