//! Files that are small and mean to be large: each ends with a clear error, having read little of what it claims to hold.
//!
//! What is asserted is the outcome, and that the run keeps within a limit of memory which the kernel holds (`ulimit -d`): one that
//! took more would end in an abort. Linear time of the parsers is asserted beside them, by counted work.

use std::io::{Cursor, Write as _};

use crate::harness::Folder;

const MB: usize = 1 << 20;

/// The memory that a run may have, in MB: ten times less than the bombs would take.
const MOST: u32 = 200;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// `len` blanks in gzip, without holding them.
fn gzipped_blanks(len: usize) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![b' '; MB];
    for _ in 0..len / MB {
        encoder.write_all(&block).unwrap();
    }
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        file.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        file.write_all(bytes).unwrap();
    }
    file.finish().unwrap().into_inner()
}

/// Reads `content` with little memory and expects `said` on standard error, exit code 3 and no article.
#[track_caller]
fn refused(name: &str, content: impl AsRef<[u8]>, said: &str) {
    let folder = Folder::new().file(name, content);
    let run = folder.archive(&["import", "--threads", "1", name]).memory(MOST).run();
    run.code(3).stderr_has(said).stderr_has("imported 0, ");
}

/// Reads `content` with little memory, whatever comes of it.
#[track_caller]
fn survived(name: &str, content: impl AsRef<[u8]>) {
    let folder = Folder::new().file(name, content);
    folder.archive(&["import", "--threads", "1", name]).memory(MOST).run().success();
}

#[test]
fn gzip_that_grows_a_thousand_times_is_refused() {
    let told = "unpacks to more than 250 times its length";
    refused("a.txt.gz", gzipped_blanks(256 * MB), told);
    // A page of markup that repeats itself is none.
    let page = format!(
        "<html><body><h1>Quay</h1>{}</body></html>",
        "<p>Water stood on the quay of Fenmouth.</p>".repeat(20_000)
    );
    survived("a.html.gz", gzip(page.as_bytes()));
}

#[test]
fn zip_that_grows_a_thousand_times_is_refused_with_the_name_of_the_file() {
    let blanks = vec![b' '; 40 * MB];
    let told = "unpacks to more than 250 times its length";
    refused(
        "flat.zip",
        zip(&[("a.txt", &blanks), ("b.txt", &blanks)]),
        &format!("flat.zip:a.txt: cannot be read: {told}"),
    );
    let inner = zip(&[("a.txt", &blanks)]);
    refused("outer.zip", zip(&[("inner.zip", &inner)]), told);
}

#[test]
fn boxes_in_boxes_end_at_the_fifth() {
    let nested = (0..9).fold(b"Rain fell on Friday.".to_vec(), |bytes, _| gzip(&bytes));
    refused("a.gz", nested, "more than 5 boxes in each other");
    let nested = (0..9).fold(b"Rain fell on Friday.".to_vec(), |bytes, _| zip(&[("a.zip", &bytes)]));
    refused("a.zip", nested, "more than 5 boxes in each other");
}

#[test]
fn entities_are_never_expanded() {
    let mut entities = "<!ENTITY a0 \"ha\">".to_owned();
    for number in 1..30 {
        entities += &format!("<!ENTITY a{number} \"{}\">", format!("&a{};", number - 1).repeat(10));
    }
    let story = |doctype: &str, text: &str| {
        format!(
            "<?xml version='1.0'?><!DOCTYPE nitf [{doctype}]><nitf><body><body.content><p>{text}</p></body.content></body></nitf>"
        )
    };
    let folder = Folder::new().file("a.xml", story(&entities, "Rain &a29; fell on the quay."));
    let run = folder.archive(&["extract", "--threads", "1", "a.xml"]).memory(MOST).run();
    assert!(run.output().len() < 10_000);
    let outside = "<!ENTITY b SYSTEM \"file:///etc/passwd\">";
    let folder = Folder::new().file("b.xml", story(outside, "Rain &b; fell on the quay."));
    assert!(!folder.archive(&["extract", "b.xml"]).run().output().contains("root:"));
}

#[test]
fn a_million_tags_are_read_or_refused() {
    survived("open.html", "<div>".repeat(MB) + "Rain fell on the quay of Fenmouth.");
    survived("flat.html", "<p>Rain fell on the quay.</p>".repeat(MB / 4));
    let deep = format!("<nitf><body><body.content>{}", "<p>".repeat(MB));
    refused("deep.xml", deep, "elements more than 200 deep");
    let nodes = format!("<nitf><body><body.content>{}</body.content></body></nitf>", "<b/>".repeat(MB));
    refused("nodes.xml", nodes, "more than 1000000 elements in one record");
}

#[test]
fn deep_json_is_passed_over_or_refused() {
    let deep = |name: &str, open: &str, close: &str| {
        format!("{{\"{name}\":\"Rain fell.\",\"x\":{}1{}}}", open.repeat(MB), close.repeat(MB))
    };
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        survived("a.json", deep("body", open, close));
        refused("b.json", deep("title", open, close), "b.json:1: the record has no body, text or html");
    }
}

#[test]
fn one_very_long_line_is_named_and_skipped() {
    let line = format!("{{\"body\":\"{}\"}}\n{{\"body\":\"Rain fell.\"}}\n", "x ".repeat(40 * MB));
    let folder = Folder::new().file("a.jsonl", line);
    let run = folder.archive(&["import", "--threads", "1", "a.jsonl"]).memory(MOST).run().code(3);
    run.stderr_has("a.jsonl:1: longer than 16 MB").stderr_has("imported 1, ");
    refused("a.txt", "x ".repeat(40 * MB), "a.txt: longer than 16 MB");
}
