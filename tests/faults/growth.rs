//! Twice the input takes at most 2.3 times as much: counted are memory and bytes read, which a busy machine does not change;
//! steps of the parsers are counted beside them.
//!
//! A line of two gigabytes is refused by name within the memory that any record may take.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use super::bench::{Form, left};
use super::shim;

const MB: usize = 1 << 20;

/// The memory that a run may have, in MB.
const MOST: usize = 200;

/// What a run used, beyond what one on a single sentence does.
#[derive(Clone, Copy, Debug)]
struct Used {
    kib: u64,
    bytes_read: u64,
}

/// Imports `content` and gives what that used.
fn used(folder: &Path, name: &str, content: &[u8]) -> Used {
    let (tally, db) = (folder.join("used"), folder.join("archive.db"));
    let _ = (fs::remove_file(&tally), fs::remove_file(&db));
    fs::write(folder.join(name), content).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
    command.arg("--db").arg(&db).args(["import", "--threads", "1", name]).current_dir(folder);
    command.env_clear().env("LD_PRELOAD", shim::library()).env("FAULT_USED", &tally);
    let run = left(&command.output().unwrap());
    assert!(matches!(run.code, Some(0 | 3)), "{name}: {:?} {}", run.code, run.said);
    let line = fs::read_to_string(&tally).unwrap();
    let numbers: Vec<u64> = line.split_whitespace().map(|number| number.parse().unwrap()).collect();
    Used { kib: numbers[0], bytes_read: numbers[1] }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(bytes: &[u8]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    file.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    file.write_all(bytes).unwrap();
    file.finish().unwrap().into_inner()
}

/// A story whose entities mean two with twenty-nine noughts letters each.
fn entities(count: usize) -> Vec<u8> {
    let entity = |number: usize| format!("<!ENTITY a{number} \"{}\">", format!("&a{};", number - 1).repeat(10));
    let declared: String = (1..30).map(entity).collect();
    let text = "Rain &a29; fell on the quay. ".repeat(count);
    format!(
        "<?xml version='1.0'?><!DOCTYPE nitf [<!ENTITY a0 \"ha\">{declared}]><nitf><body><body.content><p>{text}</p></body.content>\
         </body></nitf>"
    )
    .into_bytes()
}

/// A bomb: the name of its file, and what is in it, for a size in sixteenths of a megabyte.
type Bomb = (&'static str, fn(usize) -> Vec<u8>);

const BOMBS: [Bomb; 6] = [
    ("a.txt.gz", |size| gzip(&vec![b' '; 128 * size * MB / 16])),
    ("a.zip", |size| zip(&vec![b' '; 128 * size * MB / 16])),
    ("entities.xml", |size| entities(size * 1_000)),
    ("open.html", |size| format!("{}Rain fell on the quay.", "<div>".repeat(size * MB / 16)).into_bytes()),
    ("flat.html", |size| "<p>Rain fell on the quay.</p>".repeat(size * MB / 64).into_bytes()),
    ("deep.jsonl", |size| {
        let (open, close) = ("[".repeat(size * MB / 16), "]".repeat(size * MB / 16));
        format!("{{\"body\":\"Rain fell on the quay.\",\"x\":{open}1{close}}}\n").into_bytes()
    }),
];

fn grow(form: Form) {
    let folder = tempfile::tempdir().unwrap();
    let floor = used(folder.path(), "base.txt", b"Rain fell on the quay of Fenmouth on Friday.");
    let sizes: &[usize] = if form == Form::Long { &[1, 2, 4, 8, 16] } else { &[1, 2, 4] };
    for (name, bomb) in BOMBS {
        let mut before: Option<Used> = None;
        for size in sizes {
            let content = bomb(*size);
            let now = used(folder.path(), name, &content);
            // What is about as little as nothing grows as it likes.
            let above = Used {
                kib: now.kib.saturating_sub(floor.kib).max(4 << 10),
                bytes_read: now.bytes_read.saturating_sub(floor.bytes_read).max(1 << 18),
            };
            eprintln!("{name}: {} bytes take {} KiB, {} bytes read", content.len(), now.kib, now.bytes_read);
            if let Some(before) = before {
                assert!(10 * above.kib <= 23 * before.kib, "{name}, {size}: {before:?}, then {above:?}");
                assert!(10 * above.bytes_read <= 23 * before.bytes_read, "{name}, {size}: {before:?}, then {above:?}");
            }
            before = Some(above);
        }
    }
}

/// Feeds a line of so many bytes, and a short one after it; the line is never on a disk and never in memory.
fn feed(format: &str, byte_len: usize) -> super::bench::Left {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(format!("ulimit -d {} && exec \"$0\" \"$@\"", MOST * 1024));
    command.arg(env!("CARGO_BIN_EXE_archive")).args(["import", "--threads", "1", "--format", format, "-"]);
    command.current_dir(folder.path()).env_clear();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let feeder = std::thread::spawn(move || {
        let block = "x ".repeat(MB / 2);
        // A reader that has seen enough closes its end.
        let fed = input.write_all(b"{\"body\":\"").and_then(|()| {
            (0..byte_len / MB).try_for_each(|_| input.write_all(block.as_bytes()))?;
            input.write_all(b"\"}\n{\"body\":\"Rain fell on the quay.\"}\n")
        });
        drop(fed);
    });
    let run = left(&child.wait_with_output().unwrap());
    feeder.join().unwrap();
    run
}

fn read_long_line(byte_len: usize) {
    let run = feed("jsonl", byte_len);
    assert_eq!(run.code, Some(3), "{}", run.said);
    assert!(run.said.contains("-:1: longer than 16 MB"), "{}", run.said);
    assert!(run.said.contains("imported 1, "), "the record after it: {}", run.said);
    for format in ["auto", "text", "html"] {
        let run = feed(format, byte_len);
        assert_eq!(run.code, Some(3), "{format}: {}", run.said);
        assert!(run.said.contains("longer than 16 MB"), "{format}: {}", run.said);
    }
}

#[test]
fn twice_the_bomb_takes_about_twice_as_much() {
    grow(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_twice_the_bomb_takes_about_twice_as_much() {
    grow(Form::Long);
}

#[test]
fn line_that_is_longer_than_memory_is_refused_by_name() {
    read_long_line(MOST * MB + MB);
}

#[test]
#[ignore = "long form"]
fn long_line_of_two_gigabytes_is_refused_by_name() {
    read_long_line(2 << 30);
}
