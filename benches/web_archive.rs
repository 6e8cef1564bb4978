//! How fast the reader goes through a web archive, without what is made of its pages.
//!
//! `cargo bench --bench web_archive [-- --megabytes N]` writes N MB (120 unless said) of invented records into a temporary folder,
//! as WARC and as WARC in gzip, one member a record, and prints uncompressed MB a CPU second of `read` over each: two pages of 60 KB,
//! one of them chunked, to a picture of 30 KB that is passed over. The bar is 120. The least of three rounds counts.

#![allow(clippy::print_stdout)] // What a bench measures is its output.

use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use article_archive::read::{Request, read};
use nix::sys::resource::{UsageWho, getrusage};

const ROUNDS: usize = 3;

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--megabytes").skip(1);
    let megabytes: usize = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(120);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (plain, packed) = (folder.path().join("crawl.warc"), folder.path().join("crawl.warc.gz"));
    let total = write(&plain, &packed, megabytes << 20);
    for path in [&plain, &packed] {
        let least = (0..ROUNDS).map(|_| seconds_of(path)).fold(f64::MAX, f64::min);
        let speed = total as f64 / f64::from(1 << 20) / least;
        let name = path.extension().unwrap_or_default().to_string_lossy();
        println!("{name:<5} {speed:>7.0} MB/CPU s   {least:.2} CPU s for {} MB", total >> 20);
    }
}

/// CPU seconds of reading the file at `path`.
fn seconds_of(path: &Path) -> f64 {
    let before = spent();
    let (mut pages, mut others) = (0, 0);
    read(&Request { paths: vec![path.to_owned()], ..Request::default() }, &mut |outcome| {
        match black_box(outcome) {
            Ok(_) => pages += 1,
            Err(_) => others += 1,
        }
        ControlFlow::Continue(())
    });
    assert!(pages == 2 * others && pages > 0, "{pages} pages, {others} others");
    spent() - before
}

/// Writes records up to `len` bytes, and says how many bytes they are.
fn write(plain: &Path, packed: &Path, len: usize) -> usize {
    let (mut whole, mut members) =
        (fs::File::create(plain).expect("a file"), fs::File::create(packed).expect("a file"));
    let (mut total, mut number) = (0, 0);
    while total < len {
        for kind in 0..3 {
            let bytes = record(number, kind);
            number += 1;
            total += bytes.len();
            whole.write_all(&bytes).expect("written");
            let mut member = flate2::write::GzEncoder::new(&members, flate2::Compression::fast());
            member.write_all(&bytes).expect("written");
            member.finish().expect("written");
        }
    }
    members.flush().expect("written");
    total
}

/// A page as it is, a page in chunks, or a picture.
fn record(number: usize, kind: usize) -> Vec<u8> {
    let (media_type, extra) = match kind {
        0 => ("text/html; charset=utf-8", ""),
        1 => ("text/html", "Transfer-Encoding: chunked\r\n"),
        _ => ("image/jpeg", ""),
    };
    let body = match kind {
        0 => page(number).into_bytes(),
        1 => chunked(page(number).as_bytes()),
        _ => (0..30_000_usize)
            .map(|place| u8::try_from((place.wrapping_mul(2_654_435_761) >> 13) % 256).unwrap_or_default())
            .collect(),
    };
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n{extra}\r\n");
    let mut bytes = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2026-03-06T18:00:00Z\r\n\
         WARC-Target-URI: https://fen-echo.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n{head}",
        head.len() + body.len()
    )
    .into_bytes();
    bytes.extend(body);
    bytes.extend(b"\r\n\r\n");
    bytes
}

fn chunked(page: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for chunk in page.chunks(4096) {
        body.extend(format!("{:x}\r\n", chunk.len()).bytes());
        body.extend_from_slice(chunk);
        body.extend(b"\r\n");
    }
    body.extend(b"0\r\n\r\n");
    body
}

/// A page of some 60 KB with umlauts in it, of which a tenth is text.
fn page(number: usize) -> String {
    let mut page = format!("<!DOCTYPE html><html><head><title>Quay {number}</title></head><body>");
    for line in 0..600 {
        page += &format!("<div class=\"teaser\"><a href=\"/{line}\">Küste {line}</a></div>\n");
        if line % 10 == 0 {
            page += &format!("<p>Water stood knee deep on the quay of Fenmouth, report {number}, part {line}.</p>\n");
        }
    }
    page + "</body></html>"
}

fn spent() -> f64 {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("the kernel counts");
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    seconds(usage.user_time()) + seconds(usage.system_time())
}
