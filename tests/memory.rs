//! Hostile records: memory stays within a small multiple of their length, and what is too long is named and skipped.
//!
//! Each run gets no more memory than is said, so that one that takes more ends in an abort and not in a slow test.

use std::io::Write as _;

use crate::harness::Folder;

/// `piece` again and again, `byte_len` bytes of it.
fn repeated(piece: &str, byte_len: usize) -> String {
    let mut text = piece.repeat(byte_len / piece.len() + 1);
    text.truncate(byte_len);
    text
}

const MB: usize = 1 << 20;

#[cfg(target_os = "linux")]
#[test]
fn records_of_sixteen_megabytes_take_eight_times_their_length() {
    let check = |name: &str, content: String| {
        let folder = Folder::new().file(name, content);
        folder.archive(&["extract", "--threads", "1", name]).memory(8 * 16).run().success();
        folder.archive(&["import", "--threads", "1", name]).memory(200).run().success();
    };
    check("letters.txt", repeated("a\n", 16 * MB));
    check("words.txt", repeated("word ", 16 * MB));
    check("names.txt", repeated("Anna Berg said. ", 16 * MB));
    check("paragraphs.html", repeated("<p>a", 16 * MB));
    check("items.html", repeated("<li><a href=x>a</a>", 16 * MB));
    check("body.jsonl", format!("{{\"body\":\"{}\"}}", repeated("a\\n\\n", 15 * MB)));
}

#[cfg(target_os = "linux")]
#[test]
fn memory_and_output_of_half_a_record_are_half() {
    let folder = Folder::new().file("paragraphs.html", repeated("<p>a", 4 * MB));
    folder.archive(&["extract", "--threads", "1", "paragraphs.html"]).memory(8 * 8).run().success();
}

#[test]
fn a_record_that_is_too_long_is_named_and_the_run_goes_on() {
    let lines = format!("{{\"body\":\"One.\"}}\n{{\"body\":\"{}\"}}\n{{\"body\":\"Three.\"}}\n", "x".repeat(2000));
    let folder = Folder::new().file("pages/a.txt", "x ".repeat(1000)).file("pages/b.jsonl", lines);
    let run = folder.archive(&["import", "--max-record-bytes", "1K", "pages"]).run().code(3);
    let told = "longer than 1024 bytes; --max-record-bytes sets the longest that is read";
    let run = run.stderr_has(&format!("archive: pages/a.txt: {told}\n"));
    let run = run.stderr_has(&format!("archive: pages/b.jsonl:2: {told}\n"));
    run.stderr_has("\nimported 2, updated 0, unchanged 0, skipped 2\n");
    let run = folder.archive(&["import", "pages"]).run().success();
    run.stderr("imported 2, updated 0, unchanged 2, skipped 0\n");
    folder
        .archive(&["import", "--max-record-bytes", "none", "pages"])
        .run()
        .code(2)
        .stderr_has("`none` is no number of bytes");
}

/// `count` records of two megabytes around a short text, with what stands before and behind them.
fn large(folder: &Folder, name: &str, ends: [&str; 2], record: impl Fn(usize, &str) -> String) {
    let ballast = repeated("UmFpbiBmZWxsIG9uIHRoZSBxdWF5IGZvciBhIHRoaXJkIGRheS4gICAgICAgICAg\n", 2 * MB);
    let mut file = std::io::BufWriter::new(std::fs::File::create(folder.path(name)).unwrap());
    file.write_all(ends[0].as_bytes()).unwrap();
    (0..LARGE).for_each(|number| file.write_all(record(number, &ballast).as_bytes()).unwrap());
    file.write_all(ends[1].as_bytes()).unwrap();
}

/// How many of them: 160 MB.
const LARGE: usize = 80;

#[cfg(target_os = "linux")]
#[test]
fn file_of_many_records_takes_no_more_memory_than_a_few_of_them() {
    let folder = Folder::new();
    large(&folder, "a.mbox", ["", ""], |number, ballast| {
        let kind = "Content-Type: multipart/mixed; boundary=\"q\"\n\n--q\nContent-Type: text/plain";
        let attached = "--q\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64";
        format!(
            "From a@x Fri May  8 09:12:33 2015\nMessage-ID: <{number}@x>\nSubject: Rain\n{kind}\n\nRain fell {number}.\n{attached}\n\n\
             {ballast}\n--q--\n\n"
        )
    });
    let channel = "<rss xmlns:wp='x' xmlns:c='c'><channel><title>Fen</title>";
    large(&folder, "a.xml", [channel, "</channel></rss>"], |number, ballast| {
        format!(
            "<item><title>Rain</title><link>https://fen.example/{number}</link><c:encoded>Rain fell {number}.</c:encoded>\
             <wp:post_id>{number}</wp:post_id><wp:status>publish</wp:status><wp:meta>{ballast}</wp:meta></item>"
        )
    });
    large(&folder, "a.jsonl", ["", ""], |number, ballast| {
        format!("{{\"body\":\"Rain fell {number}.\",\"x\":\"{}\"}}\n", ballast.replace('\n', " "))
    });
    large(&folder, "a.html", ["<html><title>Factiva</title>", ""], |number, ballast| {
        format!(
            "<div class=\"article enArticle\"><span class=enHeadline>Rain {number}</span><div>4 May 2019</div><!--{ballast}-->\
             <p class=\"articleParagraph\">Rain fell {number}.</p></div>\n"
        )
    });
    for name in ["a.mbox", "a.xml", "a.jsonl", "a.html"] {
        let run = folder.archive(&["import", "--threads", "1", name]).memory(128).run().success();
        run.stderr_has(&format!("imported {LARGE}, "));
        std::fs::remove_file(folder.path(name)).unwrap();
    }
}
