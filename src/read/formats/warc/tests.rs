//! Web archives that are whole, and such as are not.

use std::ops::ControlFlow;

use super::*;
use crate::read::FieldMap;

const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Rain fell on Friday.</p>";

fn record(kind: &str, id: u32, block: &str) -> String {
    let len = block.len();
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:{id}>\r\nWARC-Date: 2024-05-08T09:00:00Z\r\n\
         WARC-Target-URI: https://harbour.example/rain\r\nContent-Type: text/plain\r\nContent-Length: {len}\r\n\r\n{block}\r\n\r\n"
    )
}

/// What came of each record: its id, or the kind of error with its place.
fn read(bytes: &[u8]) -> Vec<String> {
    read_as(&Warc, bytes)
}

fn read_as(format: &dyn Format, bytes: &[u8]) -> Vec<String> {
    let map = FieldMap::default();
    let input = Input {
        path: "a.warc",
        head: Vec::new(),
        rest: Box::new(bytes),
        map: &map,
        limit: 4000,
        encoding: None,
        beside: None,
    };
    let mut found = Vec::new();
    let _ = format.read(input, &mut |outcome| {
        found.push(match outcome {
            Ok(document) => document.source.record.unwrap_or_default(),
            Err(error) => format!("{} {}", error.kind, error.record.unwrap_or_default()),
        });
        ControlFlow::Continue(())
    });
    found
}

#[test]
fn pages_are_read_and_what_is_none_is_passed_over() {
    let file = [
        record("warcinfo", 1, "software: none"),
        record("response", 2, PAGE),
        record("revisit", 3, ""),
        record("response", 4, "HTTP/1.1 301 Moved\r\n\r\n"),
        record("conversion", 5, "Rain fell on Friday."),
        record("continuation", 6, "and on Saturday"),
    ];
    assert_eq!(
        read(file.concat().as_bytes()),
        ["urn:2", "passed-over urn:3", "passed-over urn:4", "urn:5", "passed-over urn:6"]
    );
}

#[test]
fn records_behind_a_break_are_found_again() {
    let file = [record("response", 1, PAGE), record("response", 2, PAGE), record("response", 3, PAGE)].concat();
    // Bytes are missing in the middle of the second.
    let place = file.len() / 2;
    let short = [&file.as_bytes()[..place], &file.as_bytes()[place + 9..]].concat();
    let found = read(&short);
    assert_eq!((found.first().map(String::as_str), found.last().map(String::as_str)), (Some("urn:1"), Some("urn:3")));
    assert_eq!(found.len(), 3, "{found:?}");
    let between = [record("response", 1, PAGE), "rubbish\n".to_owned(), record("response", 2, PAGE)].concat();
    assert_eq!(read(between.as_bytes()).len(), 3);
}

#[test]
fn no_truncation_gives_half_a_record() {
    let one = record("response", 1, PAGE);
    let file = [one.clone(), record("response", 2, PAGE)].concat();
    for cut in 0..file.len() {
        let found = read(&file.as_bytes()[..cut]);
        let whole = found.iter().filter(|what| what.starts_with("urn:")).count();
        assert!(whole <= 1 + usize::from(cut + 4 >= file.len()), "{cut}: {found:?}");
        assert!(cut < one.len() - 4 || whole >= 1, "{cut}: {found:?}");
    }
}

#[test]
fn front_pages_are_told_by_their_address() {
    let check = |url: &str, expected: bool| assert_eq!(is_front_page(url), expected, "{url}");
    check("https://harbour.example/", true);
    check("https://harbour.example", true);
    check("https://harbour.example/quay-floods", false);
    check("https://harbour.example/?p=7", false);
}

fn of_arc(url: &str, block: &str) -> String {
    format!("{url} 10.0.0.1 20040508091011 text/html {}\n{block}\n", block.len())
}

/// A file with two pages, an address of a name, and a front page.
fn arc_file() -> String {
    let version = "1 0 Harbour\nURL IP-address Archive-date Content-type Archive-length\n";
    let page = |name: &str| of_arc(&format!("http://harbour.example/{name}"), PAGE);
    of_arc("filedesc://a.arc", version) + &page("1") + &of_arc("dns:harbour.example", "x") + &page("") + &page("2")
}

#[test]
fn pages_of_arc_are_read_and_what_is_none_is_passed_over() {
    let file = arc_file();
    let places: Vec<usize> =
        ["http://harbour.example/1 ", "dns:", "http://harbour.example/ ", "http://harbour.example/2 "]
            .iter()
            .map(|line| file.find(line).unwrap())
            .collect();
    let expected = [
        places[0].to_string(),
        format!("passed-over {}", places[1]),
        format!("passed-over {}", places[2]),
        places[3].to_string(),
    ];
    assert_eq!(read_as(&Arc, file.as_bytes()), expected);
}

#[test]
fn records_of_arc_behind_a_break_are_found_again() {
    let file = arc_file();
    let last = file.find("http://harbour.example/2 ").unwrap();
    let place = file.find("Rain fell").unwrap();
    let short = [&file.as_bytes()[..place], &file.as_bytes()[place + 5..]].concat();
    let found = read_as(&Arc, &short);
    assert!(found[0].starts_with("malformed"), "{found:?}");
    assert_eq!(found.last(), Some(&(last - 5).to_string()));
    for cut in 0..file.len() {
        let whole = read_as(&Arc, &file.as_bytes()[..cut]).into_iter().filter(|found| !found.contains(' ')).count();
        assert!(whole <= 1 + usize::from(cut + 1 >= file.len()), "{cut}");
    }
}
