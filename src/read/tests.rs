//! The room as a whole: bytes in, documents and errors out.

use std::cell::Cell;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::{fs, io};

use proptest::prelude::*;

use super::*;
use crate::model::{Content, Document};

/// Bytes that come once, as through a pipe.
fn once<'r>(reader: impl Read + 'r) -> stream::Stream<'r> {
    stream::Stream { reader: Box::new(reader), again: stream::Again::Kept, file: None, depth: 0, beside: None }
}

fn read_bytes(name: &str, bytes: &[u8], choice: FormatChoice, limit: usize) -> Vec<Result<Document, ReadError>> {
    let mut outcomes = Vec::new();
    let map = ["html=Seite".parse::<FieldMapping>().unwrap()].into_iter().collect();
    let manner = input::Manner { format: choice, map, limit, records_alone: false };
    let flow = input::read_opened(name, once(Cursor::new(bytes)), &manner, None, &mut |outcome| {
        outcomes.push(outcome);
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    outcomes
}

/// One line a result: record, sort of content or kind of error, text or message, diagnostics.
fn shown(outcomes: &[Result<Document, ReadError>]) -> Vec<String> {
    let show = |outcome: &Result<Document, ReadError>| match outcome {
        Ok(document) => {
            let (sort, text) = match &document.content {
                Content::Body(text) => ("body", text),
                Content::Text(text) => ("text", text),
                Content::Html(text) => ("html", text),
            };
            let record = document.source.record.as_deref().unwrap_or("whole");
            let parts = [record, sort, text].map(str::to_owned).into_iter();
            let notes = document.diagnostics.iter().map(|note| format!("+{}", note.kind));
            parts.chain(notes).collect::<Vec<_>>().join(" ")
        }
        Err(error) => format!("{} {} {}", error.record.as_deref().unwrap_or("whole"), error.kind, error.message),
    };
    outcomes.iter().map(show).collect()
}

#[test]
fn format_is_told_from_the_content() {
    let check = |name: &str, bytes: &[u8], expected: &[&str]| {
        assert_eq!(shown(&read_bytes(name, bytes, FormatChoice::Auto, 1000)), expected, "{name}");
    };
    check("a.html", b"Rain, text.\n\nMore rain.", &["whole text Rain, text.\n\nMore rain."]);
    check("a.txt", b"<!DOCTYPE html><p>x", &["whole html <!DOCTYPE html><p>x"]);
    check("a.txt", b"{\"body\": \"x\"}", &["1 body x"]);
    check("a.txt", b"[{\"id\": 5, \"text\": \"x\"}, 1]", &["5 text x", "2 malformed not a JSON object"]);
    check("a.json", b"{\n  \"url\": \"u\",\n  \"html\": \"x\"\n}\n", &["1 html x"]);
    check("a.txt", b"title;maintext\nT;x\n", &["2 body x"]);
    check("a.txt", b"title\tSeite\nT\tx\n", &["2 html x"]);
    check("a.txt", b",title,text\n0,T,x\n", &["2 body x"]);
    let menu = "Home | News | Text | Sport\n\nBridge closed after rain\nBy Ida Moe";
    check("a.txt", menu.as_bytes(), &[&format!("whole text {menu}")]);
    check("a.txt", b"body,id\n\"one\n\ntwo\",7\n", &["7 body one\n\ntwo"]);
    let prose = "The text, the whole text,\nand nothing, they say, but text";
    check("a.txt", prose.as_bytes(), &[&format!("whole text {prose}")]);
}

#[test]
fn what_is_no_page_is_refused_in_words() {
    let check = |bytes: &[u8], expected: &str| {
        assert_eq!(shown(&read_bytes("a.txt", bytes, FormatChoice::Auto, 1000)), [expected]);
    };
    check(
        b"%PDF-1.7\n%\xe2\xe3",
        "whole unsupported not text: looks like a PDF; save the pages it was made of, or its text (pdftotext)",
    );
    check(b"", "whole empty nothing to read");
    check(b" \r\n\t", "whole empty nothing to read");
    check("\u{feff}".as_bytes(), "whole empty nothing to read");
    check(b"<rss version='2.0'>", "whole malformed not valid XML: the file ends before `</rss>`");
    check(
        b"<?xml version='1.0'?><urlset></urlset>",
        "whole unsupported not a page: looks like a sitemap, which holds addresses and no text; fetch the pages it names",
    );
    check(
        "rain fell on ".repeat(90).as_bytes(),
        "whole too-large longer than 1000 bytes; --max-record-bytes sets the longest that is read",
    );
}

#[test]
fn plain_text_is_taken_as_it_is() {
    let outcomes = read_bytes("a", b" <p>{\"a\r\n\n", FormatChoice::Plain, 1000);
    assert_eq!(shown(&outcomes), ["whole body  <p>{\"a\r\n\n"]);
    let source = &outcomes[0].as_ref().unwrap().source;
    assert_eq!((source.media_type, source.bytes.as_slice()), ("text/plain", b" <p>{\"a\r\n\n".as_slice()));
}

#[test]
fn page_is_decoded_as_it_declares() {
    let page = b"<meta charset=windows-1251><p>\xcc\xee\xf1\xf2";
    let expected = ["whole html <meta charset=windows-1251><p>Мост +encoding-declared"];
    assert_eq!(shown(&read_bytes("a", page, FormatChoice::Auto, 1000)), expected);
}

#[test]
fn every_line_gives_one_result() {
    let lines: &[(&[u8], &str)] = &[
        (br#"{"id": "d1", "body": " a\n\nb ", "headline": null}"#, "d1 body  a\n\nb "),
        (br#"{"id": 7, "text": "t"}"#, "7 text t"),
        (br#"{"html": "<p>"}"#, "3 html <p>"),
        (br#"{"id": "e4"}"#, "e4 no-text the record has no body, text or html"),
        (b"{\"id\": \"e5\", \"body\"", "5 malformed not valid JSON: EOF while parsing an object at column 19"),
        (b"[1]", "6 malformed not a JSON object"),
        (br#"{"body": "half \ud83d pair"}"#, "7 body half \u{fffd} pair +json-mended"),
        (br#"{"body": "x", "score": NaN}"#, "8 body x +json-mended"),
        (b"{\"body\": \"caf\xe9 noir\"}", "9 body caf\u{e9} noir +encoding-guessed"),
        (b"{\"body\": \"s\xc3\xbc\xc3\x9fe \xe2\x80\"}", "10 body s\u{fc}\u{df}e \u{fffd} +encoding-malformed"),
        (br#"{"body": "x"} {"body": "y"}"#, "11 malformed not valid JSON: trailing characters at column 15"),
        (br#"{"body": ""}"#, "12 body "),
        (b"x", "13 malformed not valid JSON: expected value at column 1"),
    ];
    let bytes = lines.iter().map(|(line, _)| *line).collect::<Vec<_>>().join(b"\n".as_slice());
    let outcomes = read_bytes("a", &bytes, FormatChoice::Jsonl, 1000);
    assert_eq!(shown(&outcomes), lines.iter().map(|(_, expected)| *expected).collect::<Vec<_>>());
    let first = &outcomes[0].as_ref().unwrap().source;
    assert_eq!((first.bytes.as_slice(), first.media_type), (lines[0].0, "application/json"));
    let offset = lines[..3].iter().map(|(line, _)| line.len() as u64 + 1).sum();
    assert_eq!(outcomes[3].as_ref().unwrap_err().byte_offset, Some(offset));
}

/// A program that writes its next record only after it got the answer to the last.
struct Dialogue<'d> {
    lines: std::slice::Iter<'d, &'static str>,
    asked: usize,
    answered: &'d Cell<usize>,
}

impl Read for Dialogue<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        assert_eq!(self.asked, self.answered.get(), "read on before the record was answered");
        let Some(line) = self.lines.next() else { return Ok(0) };
        self.asked += 1;
        room[..line.len()].copy_from_slice(line.as_bytes());
        Ok(line.len())
    }
}

#[test]
fn record_is_answered_before_the_next_is_read() {
    let answered = Cell::new(0);
    let lines = ["{\"body\": \"one\"}\n", "{\"body\": \"two\"}\n", "broken\n"];
    let dialogue = Dialogue { lines: lines.iter(), asked: 0, answered: &answered };
    let manner =
        input::Manner { format: FormatChoice::Jsonl, map: FieldMap::default(), limit: 1000, records_alone: false };
    let flow = input::read_opened("-", once(dialogue), &manner, None, &mut |_| {
        answered.set(answered.get() + 1);
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    assert_eq!(answered.get(), 3);
}

#[test]
fn deep_json_does_not_overflow_the_stack() {
    let deep = "[".repeat(200_000) + &"]".repeat(200_000);
    let unknown = format!("{{\"body\": \"x\", \"meta\": {deep}}}");
    let known = format!("{{\"body\": {deep}}}");
    let outcomes = read_bytes("a", format!("{unknown}\n{known}\n{deep}").as_bytes(), FormatChoice::Jsonl, 1 << 20);
    let shown = shown(&outcomes);
    assert_eq!(shown.len(), 3);
    assert_eq!(shown[0], "1 body x");
    assert!(shown[1].starts_with("2 malformed not valid JSON: recursion limit exceeded"), "{}", shown[1]);
}

#[test]
fn json_of_windows_tools_is_read() {
    let text = "\u{feff}{\"body\": \"Мост\"}\r\n{\"body\": \"x\"}\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let expected = ["1 body Мост +encoding-of-file", "2 body x +encoding-of-file"];
    for choice in [FormatChoice::Auto, FormatChoice::Jsonl] {
        assert_eq!(shown(&read_bytes("a", &bytes, choice, 1000)), expected);
    }
    assert_eq!(shown(&read_bytes("a", b"", FormatChoice::Jsonl, 1000)).len(), 0);
}

#[test]
fn table_gives_one_result_a_row() {
    let table = b"\xef\xbb\xbfid,Title,body,authors\r\n1,T,\"one\n\n\"\"two\"\"\",\"Ida Moe; Per Lie\"\r\n\r\n,U,caf\xe9 noir\r\n3,only a title\r\n";
    let outcomes = read_bytes("a.csv", table, FormatChoice::Auto, 1000);
    let expected = [
        "1 body one\n\n\"two\"",
        "6 body caf\u{e9} noir +encoding-guessed",
        "3 no-text the row has no body, text or html",
    ];
    assert_eq!(shown(&outcomes), expected);
    let first = outcomes[0].as_ref().unwrap();
    assert_eq!(first.given.headline.as_deref(), Some("T"));
    assert_eq!(first.given.authors, Some(vec!["Ida Moe".to_owned(), "Per Lie".to_owned()]));
    let again = read_bytes("a.csv", &first.source.bytes, FormatChoice::Csv, 1000);
    assert_eq!(again[0].as_ref().unwrap().content, first.content);
    let error = outcomes[2].as_ref().unwrap_err();
    let start = usize::try_from(error.byte_offset.unwrap()).unwrap();
    assert!(table[start..].starts_with(b"3,only"));
}

#[test]
fn table_without_text_or_end_is_one_error() {
    let check = |bytes: &[u8], expected: &[&str]| {
        assert_eq!(shown(&read_bytes("a.csv", bytes, FormatChoice::Csv, 100)), expected);
    };
    let message = "whole no-text no column is named body, text or html; name one with --map body=COLUMN";
    check(b"title,words\nT,x\n", &[message]);
    check(b"", &[]);
    let open = [b"id,body\n1,\"".as_slice(), &[b'x'; 9000]].concat();
    check(&open, &["2 too-large longer than 100 bytes; --max-record-bytes sets the longest that is read"]);
}

#[test]
fn row_with_an_open_mark_costs_no_other_row() {
    let unclosed = "not a valid row: a quotation mark is not closed where its cell ends";
    let check = |table: &str, expected: &[&str]| {
        let expected: Vec<_> = expected.iter().map(|line| line.replace("UNCLOSED", unclosed)).collect();
        assert_eq!(shown(&read_bytes("a.csv", table.as_bytes(), FormatChoice::Auto, 1000)), expected, "{table}");
    };
    let rest = "4,T,four\n5,T,\"five,\nfive\"\n6,T,six\n";
    let found = ["4 body four", "5 body five,\nfive", "6 body six"];
    let with = |row: &str| format!("id,title,body\n1,T,one\n{row}\n{rest}");
    // Swallowing a quoted cell, up to the end, and over more lines of its own.
    check(&with("3,\"T,three"), &[&["1 body one", "3 malformed UNCLOSED"], &found[..]].concat());
    check(&with("3,T,\"three\nand, more,\nof it"), &[&["1 body one", "3 malformed UNCLOSED"], &found[..]].concat());
    check("id,title,body\n1,T,\"one\n2,T,two\n", &["2 malformed UNCLOSED", "2 body two"]);
    // A mark inside a line is the writer's, not a fault of the row.
    check("id,title,body\n1,T,\"say \"so\" now\"\n2,T,5\" wide\n", &["1 body say so\" now\"", "2 body 5\" wide"]);
    // Lines of a lost body look like rows, but their first cell is no number.
    let numbered = "id,title,body\n1,T,one\n2,T,two\n3,T,three\n4,T,\"four\nred, green, blue\n5,T,five\n";
    check(numbered, &["1 body one", "2 body two", "3 body three", "5 malformed UNCLOSED", "5 body five"]);
    let long = format!("id,body\n1,\"{}\n2,two\n", "word\n".repeat(300));
    let too_long = "2 too-large longer than 1000 bytes; a quotation mark may never be closed";
    check(&long, &[too_long, "2 body two"]);
}

#[test]
fn first_line_may_name_the_delimiter() {
    for (first, delimiter) in [("sep=;", ";"), ("\"sep=,\"", ","), ("SEP=|", "|"), ("sep=\t", "\t")] {
        let table = format!("\u{feff}{first}\r\ntitle{delimiter}body\r\nT{delimiter}\"one; two\"\r\n");
        for choice in [FormatChoice::Auto, FormatChoice::Csv] {
            let outcomes = read_bytes("a.csv", table.as_bytes(), choice, 1000);
            assert_eq!(shown(&outcomes), ["3 body one; two"], "{first}");
            let again = read_bytes("a.csv", &outcomes[0].as_ref().unwrap().source.bytes, FormatChoice::Csv, 1000);
            assert_eq!(again[0].as_ref().unwrap().content, outcomes[0].as_ref().unwrap().content);
        }
    }
}

#[test]
fn lost_braces_and_comments_leave_the_other_records() {
    let check = |name: &str, text: &str, expected: &[&str]| {
        assert_eq!(shown(&read_bytes(name, text.as_bytes(), FormatChoice::Auto, 1000)), expected, "{text}");
    };
    let missing = "b malformed not valid JSON: a brace, bracket or quotation mark is missing";
    let array = r#"[{"id":"a","body":"x"},{"id":"b","body":"y",{"id":"c","body":"z"}]"#;
    check("a.json", array, &["a body x", missing, "c body z"]);
    let first = "1 malformed not valid JSON: expected value at column 1";
    let lines = "{\"id\":2,\"body\":\"x\"}\n{\"id\":3,\"body\":\"y\"}\n";
    check("a.txt", &format!("# dump of May\n{lines}"), &[first, "2 body x", "3 body y"]);
    check("a.txt", &format!("\"body\":\"w\"}}\n{lines}"), &["1 malformed not a JSON object", "2 body x", "3 body y"]);
    check("a.txt", &format!("// dump of May\n{array}"), &["a body x", missing, "c body z"]);
    let page = "Ferry stays in port\n\n{\"id\":2,\"body\":\"x\"}\nThe ferry stayed.\nIt was late.\n";
    check("a.txt", page, &[&format!("whole text {page}")]);
}

#[test]
fn run_goes_on_past_errors_and_counts_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a.txt", "One."), ("b.txt", ""), ("c.jsonl", "{\"body\":\"x\"}\n?\n")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let paths = vec!["/nothing/here".into(), folder.path().to_owned()];
    let request = Request { paths, ..Request::default() };
    let mut outcomes = Vec::new();
    let mut last = Progress::default();
    plan(&request).read(&mut |outcome, progress| {
        outcomes.push(outcome);
        last = progress;
        ControlFlow::Continue(())
    });
    let expected = [
        "whole not-found no such file or folder",
        "whole text One.",
        "whole empty nothing to read",
        "1 body x",
        "2 malformed not valid JSON: expected value at column 1",
    ];
    assert_eq!(shown(&outcomes), expected);
    assert_eq!((last.bytes, last.files), (19, 2));
    let mut seen = 0;
    read(&request, &mut |_| {
        seen += 1;
        if seen == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(seen, 2);
}

/// Bytes that meet the paths a reader takes more often than random bytes do.
fn input_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..20),
        prop::sample::select(vec![
            "{\"body\":\"",
            "\"}",
            "\\ud800",
            "\n",
            "\r\n",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\"",
            "\t",
            ";",
            "id,body\n",
            "<meta charset=",
            "utf-16",
            "<p>",
            "\u{feff}",
            "é",
            "NaN",
            ":",
            "{\n\"text\":",
            "\0",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_bytes_under_any_format_panic(bytes in input_bytes(), limit in 0_usize..200) {
        for choice in FormatChoice::ALL {
            for outcome in read_bytes("a.csv", &bytes, choice, limit) {
                match outcome {
                    Ok(document) => prop_assert_eq!(document.source.sha256, crate::model::Digest::of(&document.source.bytes)),
                    Err(error) => prop_assert!(!error.message.is_empty() && !error.message.ends_with('.')),
                }
            }
        }
    }

    #[test]
    fn lines_and_results_are_as_many(lines in prop::collection::vec(input_bytes(), 0..8)) {
        let mut bytes = b"{\"body\":\"first\"}\n".to_vec();
        let mut count = 1;
        for line in &lines {
            let line: Vec<u8> = line.iter().copied().filter(|byte| *byte != b'\n').collect();
            count += usize::from(!line.iter().all(u8::is_ascii_whitespace));
            bytes.extend(line);
            bytes.push(b'\n');
        }
        prop_assume!(encoding::wide(&bytes).is_none());
        prop_assert_eq!(read_bytes("a", &bytes, FormatChoice::Jsonl, 10_000).len(), count);
    }

    #[test]
    fn body_survives_json_code_point_for_code_point(body in any::<String>()) {
        let line = serde_json::json!({ "body": &body }).to_string();
        let outcomes = read_bytes("a", line.as_bytes(), FormatChoice::Jsonl, 10_000);
        prop_assert_eq!(&outcomes[0].as_ref().unwrap().content, &Content::Body(body));
    }
}

#[test]
fn no_cut_or_damage_of_a_makers_file_stops_the_reader() {
    let files = [
        "{\"response\":{\"results\":[{\"webTitle\":\"Quay\",\"fields\":{\"bodyText\":\"Caf\u{e9}.\"}}]}}",
        "{\"posts\":[{\"title\":\"Quay\",\"mobiledoc\":\"{\\\"sections\\\":[[1,\\\"p\\\",[[0,[],0,\\\"One\\\"]]]]}\"}]}",
        "\u{1}xna062 4 i 21 xna 061\r\n\u{2}Quay =\r\nWater stood.\r\n# Notebook\r\n\u{3}131137 GMT Nov 26\r\n",
        "\u{16}\u{16}\u{1}W2607_x\nr a\n\u{2}*9< ^BC-Quay,9<\n^By A=\n\tCaf\u{e9}.<\n\u{3}XN-WF-11-13-26 0745GMT<\n",
        "<TEI xml:lang='de'><title>Fen 1756-01-03</title><div type='article'><head>Qu=</head><p>ay=</p></div></TEI>",
        "<text><title>Fen</title><p>Caf\u{e9} &amp; x</p></text>",
    ];
    for file in files {
        let bytes = file.as_bytes();
        assert!(read_bytes("whole", bytes, FormatChoice::Auto, 1000)[0].is_ok(), "{file}");
        for cut in (0..bytes.len()).step_by(7) {
            assert!(read_bytes("cut", &bytes[..cut], FormatChoice::Auto, 1000).len() <= 2);
            let mut damaged = bytes.to_vec();
            damaged[cut] ^= 0x21;
            assert!(read_bytes("damaged", &damaged, FormatChoice::Auto, 1000).len() <= 3);
        }
    }
}

#[test]
fn list_in_an_object_is_read_however_long_the_object_is() {
    let members: Vec<String> = (0..200)
        .map(|number| format!("{{\"title\":\"Quay\",\"body\":\"{number} {}\"}}", "rain ".repeat(100)))
        .collect();
    let file = format!("{{\"status\":\"ok\",\"articles\":[{}],\"total\":[{{\"a\":1}}]}}", members.join(","));
    let long = read_bytes("a.json", file.as_bytes(), FormatChoice::Auto, 2000);
    assert_eq!((long.len(), long.iter().filter(|outcome| outcome.is_ok()).count()), (200, 200));
    let whole = read_bytes("a.json", file.as_bytes(), FormatChoice::Auto, 1 << 20);
    assert!(shown(&long) == shown(&whole));
}
