//! Scanned issues: an index (METS) with its pages (ALTO) in a folder, in boxes, and apart.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use crate::harness::{Finished, Folder};

const ISSUE: &str = "fixtures/formats/issue";
const FILES: [&str; 4] = ["mets.xml", "alto/0001.xml", "alto/0002.xml", "alto/0003.xml"];

fn bytes(name: &str) -> Vec<u8> {
    fs::read(Path::new(ISSUE).join(name)).unwrap()
}

/// A folder with these files of the issue in `below`.
fn folder(below: &str, files: &[&str]) -> Folder {
    files.iter().fold(Folder::new(), |folder, name| folder.file(&format!("{below}{name}"), bytes(name)))
}

fn zipped(files: &[&str]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in files {
        zip.start_file(format!("1912-03-08/{name}"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes(name)).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The records that were read, each with its headline.
fn records(run: &Finished) -> Vec<String> {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let of = |line: &serde_json::Value| format!("{} {}", text(&line["source"]["record"]), text(&line["headline"]));
    run.lines_of_json().iter().map(of).collect()
}

const QUAY: &str = "Quay under water for a third day";

#[test]
fn issue_in_a_folder_is_its_articles_and_no_page_comes_twice() {
    let folder = folder("in/", &FILES);
    let expected = [format!("ART1 {QUAY}"), "ART2 Ferry to Sandholm".to_owned(), "ALTO3 -".to_owned()];
    assert_eq!(records(&folder.archive(&["extract", "in"]).run().success()), expected);
    assert_eq!(records(&folder.archive(&["extract", "in/mets.xml"]).run().success()), expected);
    let run = folder.archive(&["import", "in"]).run().success();
    run.stderr_has("imported 3, ").stderr_has("passed over 3 (text of a scanned page outside of its articles 3)");
    folder.archive(&["import", "in"]).run().success().stderr_has("imported 0, updated 0, unchanged 3");
    folder.archive(&["rebuild"]).run().success().stderr_has("rebuilt 3, changed 0, skipped 0");
    folder.archive(&["check"]).run().success();
}

#[test]
fn issue_in_a_box_is_read_whatever_comes_first() {
    let mut backwards = FILES;
    backwards.reverse();
    let folder = Folder::new().file("a.zip", zipped(&FILES)).file("b.zip", zipped(&backwards));
    let first = records(&folder.archive(&["extract", "a.zip"]).run().success());
    assert_eq!(first[0], format!("1912-03-08/mets.xml#ART1 {QUAY}"));
    assert_eq!((first.len(), &records(&folder.archive(&["extract", "b.zip"]).run().success())), (3, &first));
}

#[test]
fn pages_without_an_index_are_articles_and_an_index_without_pages_says_so() {
    let pages = folder("", &FILES[1..]);
    assert_eq!(records(&pages.archive(&["extract", "alto"]).run().success()).len(), 3);
    let folder = folder("", &FILES[..1]).file("a.zip", zipped(&FILES[..1])).file("b.zip", zipped(&FILES[..2]));
    let told = "an index of a scanned issue whose pages are not beside it; read the folder or the box that holds both";
    for name in ["mets.xml", "a.zip"] {
        folder.archive(&["import", name]).run().code(3).stderr_has(told).stderr_has("imported 0, ");
    }
    // The second article stands on the one page that is there.
    let run = folder.archive(&["extract", "b.zip"]).run().code(3);
    let errors: Vec<String> =
        run.lines_of_json().iter().filter_map(|line| line["error"]["message"].as_str().map(str::to_owned)).collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0].contains("its page file://./alto/0002.xml is not beside the index"), "{errors:?}");
    assert!(records(&run).contains(&"1912-03-08/mets.xml#ART2 Ferry to Sandholm".to_owned()));
}

#[test]
fn index_never_reads_what_is_outside_of_its_folder() {
    let text = String::from_utf8(bytes("mets.xml")).unwrap();
    let away = text.replace("file://./alto/0001.xml", "../alto/0001.xml").replace("./alto/0002.xml", "/etc/passwd");
    let folder = folder("", &FILES[1..]).file("issue/mets.xml", away);
    let run = folder.archive(&["extract", "issue/mets.xml"]).run().code(3);
    assert!(!run.output().contains("Water stood") && !run.output().contains("root:"), "{}", run.output());
}
