//! Inputs that nobody would write: fixtures of every format cut, joined and changed at random, words for queries, archives
//! with wrong bytes. Nothing panics and nothing takes long.
//!
//! The numbers come from a seed, which is printed. An input that fails is made as small as it fails still, and written to the
//! folder that is named; kept in `fixtures/fuzz/`, it is tried in every run. `just fuzz SECONDS` is the long form.

use std::fs;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use article_archive::import::understand;
use article_archive::query::language::fields::FieldKind;
use article_archive::query::language::query as read_query;
use article_archive::query::{self, Flag, Query, Sort, Window};
use article_archive::read::{self, Request};
use article_archive::store::{Access, Archive, Journal, check};

/// The longest that one input may take; a second on a machine with nothing else to do.
const MOST: Duration = Duration::from_secs(20);

/// What formats are made of, to be put where it does not belong.
const TOKENS: [&[u8]; 32] = [
    b"<",
    b">",
    b"</",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"&#x110000;",
    b"&#0;",
    b"\"",
    b"\\u",
    b"{\"",
    b"}",
    b"[",
    b",",
    b"\r\n\r\n",
    b"\n\n",
    b"WARC/1.0\r\n",
    b"Content-Length: 18446744073709551615\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Type: multipart/mixed; boundary=\"a\"\r\n",
    b"--a\r\n",
    b"=?utf-8?B?",
    b"=3D",
    b"\\'e9",
    b"{\\rtf1",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe2\x80\x9c",
    b"9999999999999999999",
];

/// Random numbers (`SplitMix64`, Steele and others 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 where that is 0.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }

    /// A piece of `bytes`.
    fn piece(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let start = self.below(bytes.len() + 1);
        let longest = (bytes.len() - start).min(1 << self.below(10));
        start..start + self.below(longest + 1)
    }
}

/// `bytes` with one to eight changes; `others` are what pieces may come from.
fn changed(mut bytes: Vec<u8>, others: &[(PathBuf, Vec<u8>)], numbers: &mut Numbers) -> Vec<u8> {
    for _ in 0..=numbers.below(8) {
        let at = numbers.below(bytes.len() + 1);
        let piece = numbers.piece(&bytes);
        match numbers.below(8) {
            0 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] ^= 1 << numbers.below(8);
            }
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(piece)),
            3 => {
                let copy = bytes[piece].repeat(1 + numbers.below(40));
                bytes.splice(at..at, copy);
            }
            4 => {
                let other = &others[numbers.below(others.len())].1;
                let piece = numbers.piece(other);
                bytes.splice(at..at, other[piece].to_vec());
            }
            5 => {
                let digits = bytes.iter().position(u8::is_ascii_digit).unwrap_or(at).max(at);
                let end = bytes[digits.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                bytes.splice(digits..digits + end, b"4294967296".to_vec());
            }
            _ => drop(bytes.splice(at..at, TOKENS[numbers.below(TOKENS.len())].to_vec())),
        }
    }
    bytes
}

/// What a file comes to: documents that were understood, and errors.
fn understood(file: &Path) -> (u64, u64) {
    let request = Request { paths: vec![file.to_owned()], ..Request::default() };
    let (mut documents, mut errors) = (0, 0);
    read::read(&request, &mut |outcome| {
        match outcome {
            Ok(document) => {
                let entry = understand(document);
                documents += u64::from(entry.article.body.len() < usize::MAX);
            }
            Err(_) => errors += 1,
        }
        ControlFlow::Continue(())
    });
    (documents, errors)
}

/// Whether reading these bytes under this name panics.
fn panics(file: &Path, bytes: &[u8]) -> bool {
    fs::write(file, bytes).unwrap();
    catch_unwind(AssertUnwindSafe(|| understood(file))).is_err()
}

/// The smallest piece of a failing input that fails still, by leaving out ever smaller parts.
fn minimised(file: &Path, mut bytes: Vec<u8>) -> Vec<u8> {
    let mut part = bytes.len() / 2;
    while part > 0 {
        let mut at = 0;
        while at < bytes.len() {
            let mut shorter = bytes.clone();
            shorter.drain(at..(at + part).min(bytes.len()));
            if panics(file, &shorter) { bytes = shorter } else { at += part }
        }
        part /= 2;
    }
    bytes
}

/// Every fixture with its bytes, but for what is longer than an input needs to be.
fn seeds() -> Vec<(PathBuf, Vec<u8>)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut seeds = Vec::new();
    for folder in ["formats", "odd", "broken", "forms", "fuzz"] {
        let Ok(listing) = fs::read_dir(top.join(folder)) else { continue };
        let mut files: Vec<PathBuf> =
            listing.map(|member| member.unwrap().path()).filter(|path| path.is_file()).collect();
        files.sort();
        seeds.extend(files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())));
    }
    seeds.retain(|(_, bytes)| bytes.len() < 100_000);
    seeds
}

/// How long a run is.
enum Form {
    /// So many inputs.
    Inputs(usize),
    /// As many as go into this time.
    Time(Duration),
}

fn is_over(form: &Form, tried: usize, began: Instant) -> bool {
    match form {
        Form::Inputs(most) => tried >= *most,
        Form::Time(most) => began.elapsed() >= *most,
    }
}

/// Reads changed fixtures.
fn fuzz_readers(form: &Form, seed: u64) {
    let (seeds, mut numbers) = (seeds(), Numbers(seed));
    let folder = tempfile::tempdir().unwrap();
    let (mut tried, mut documents, mut errors, mut slowest) = (0, 0, 0, Duration::ZERO);
    let began = Instant::now();
    while !is_over(form, tried, began) {
        let (path, bytes) = &seeds[numbers.below(seeds.len())];
        let bytes = changed(bytes.clone(), &seeds, &mut numbers);
        let file = folder.path().join(path.file_name().unwrap());
        fs::write(&file, &bytes).unwrap();
        let started = Instant::now();
        let Ok((read, failed)) = catch_unwind(AssertUnwindSafe(|| understood(&file))) else {
            let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file.file_name().unwrap());
            fs::write(&kept, minimised(&file, bytes)).unwrap();
            panic!("input {tried} of seed {seed} panics: {}", kept.display());
        };
        (documents, errors) = (documents + read, errors + failed);
        slowest = slowest.max(started.elapsed());
        assert!(slowest < MOST, "input {tried} of seed {seed} took {slowest:?}: {}", path.display());
        fs::remove_file(&file).unwrap();
        tried += 1;
    }
    assert!(documents > 0 && errors > 0, "{documents} documents, {errors} errors");
    eprintln!(
        "fuzz, readers: seed {seed}, {tried} inputs, {documents} documents, {errors} errors, slowest {slowest:?}; failures 0"
    );
}

/// A small archive.
fn archive_of_pages(file: &Path) {
    let mut archive = Archive::create_or_open(file, Journal::Rollback).unwrap();
    let mut import = archive.begin_import("2031-05-02T10:15:00Z").unwrap();
    let request =
        Request { paths: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tour")], ..Request::default() };
    read::read(&request, &mut |document| {
        if let Ok(document) = document {
            import.put(understand(document)).unwrap();
        }
        ControlFlow::Continue(())
    });
    import.finish("2031-05-02T10:15:01Z").unwrap();
}

/// Asks an archive with words and names that are made of all sorts of signs.
fn fuzz_words(form: &Form, seed: u64) {
    const PARTS: [&str; 24] = [
        "Putin",
        "\"",
        "'",
        "*",
        "(",
        ")",
        "-",
        "+",
        "NEAR",
        "AND",
        "OR",
        "NOT",
        ":",
        "headline:",
        "^",
        "%",
        "_",
        "é",
        "日本",
        "\u{200b}",
        "\0",
        " ",
        "\\",
        "{}",
    ];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("archive.db");
    archive_of_pages(&file);
    let archive = Archive::open_to_read(&file, Access::default()).unwrap();
    let mut numbers = Numbers(seed);
    let (mut tried, mut refused, mut found) = (0, 0, 0);
    let began = Instant::now();
    while !is_over(form, tried, began) {
        let mut word = || (0..numbers.below(9)).map(|_| PARTS[numbers.below(PARTS.len())]).collect::<String>();
        let (text, person) = (format!("{} {}", word(), word()), word());
        let people = if tried % 2 == 0 { Vec::new() } else { vec![person] };
        tried += 1;
        let Ok(asked) = read_query(&text, &[Flag::All(FieldKind::Person, people)]) else {
            refused += 1;
            continue;
        };
        // What cannot be asked is an error in words; that SQLite refuses a query made of them would be a fault of ours.
        let rows = query::articles(&archive, &asked, Sort::Date.into(), Window { limit: Some(5), offset: 0 });
        let rows = rows.unwrap_or_else(|error| panic!("{text:?} of seed {seed}: {error}"));
        found += usize::from(!rows.is_empty());
    }
    eprintln!("fuzz, words: seed {seed}, {tried} queries, {refused} refused, {found} with rows; failures 0");
}

/// Reads archives in which bytes are wrong.
fn fuzz_archives(form: &Form, seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("archive.db");
    archive_of_pages(&file);
    let whole = fs::read(&file).unwrap();
    let mut numbers = Numbers(seed);
    let (mut tried, mut refused, mut found) = (0, 0, 0);
    let began = Instant::now();
    while !is_over(form, tried, began) {
        let mut bytes = whole.clone();
        for _ in 0..=numbers.below(20) {
            // Zeros are mostly room that nothing stands in yet.
            let at = (0..10_000).map(|_| numbers.below(whole.len())).find(|at| whole[*at] != 0).unwrap();
            let length = (1 << numbers.below(8)).min(bytes.len() - at);
            bytes[at..at + length].iter_mut().for_each(|byte| *byte ^= u8::try_from(1 + numbers.below(255)).unwrap());
        }
        if numbers.below(4) == 0 {
            bytes.truncate(numbers.below(bytes.len()));
        }
        let damaged = folder.path().join("damaged.db");
        fs::write(&damaged, bytes).unwrap();
        let started = Instant::now();
        match Archive::open_to_read(&damaged, Access::default()) {
            Err(_) => refused += 1,
            Ok(archive) => {
                let faults = check(&archive).map_or(1, |report| report.findings.len());
                let window = Window { limit: Some(5), offset: 0 };
                drop(query::articles(&archive, &Query::default(), Sort::Date.into(), window));
                found += usize::from(faults > 0);
            }
        }
        assert!(started.elapsed() < MOST, "input {tried} of seed {seed} took {:?}", started.elapsed());
        tried += 1;
    }
    assert!(refused + found > 0, "no damage was seen");
    eprintln!("fuzz, archives: seed {seed}, {tried} archives, {refused} refused, {found} with findings; failures 0");
}

#[test]
fn inputs_that_nobody_would_write_are_read_or_refused() {
    fuzz_readers(&Form::Inputs(150), 7);
}

#[test]
fn words_that_nobody_would_ask_are_asked() {
    fuzz_words(&Form::Inputs(300), 7);
}

#[test]
fn archives_with_wrong_bytes_are_refused_or_reported() {
    fuzz_archives(&Form::Inputs(30), 7);
}

#[test]
#[ignore = "long form: FUZZ_SECONDS, and FUZZ_SEED to repeat a run"]
fn long_run_of_inputs_that_nobody_would_write() {
    let number =
        |name: &str, otherwise: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let (seconds, seed) = (number("FUZZ_SECONDS", 60), number("FUZZ_SEED", 1));
    fuzz_readers(&Form::Time(Duration::from_secs(seconds * 8 / 10)), seed);
    fuzz_words(&Form::Time(Duration::from_secs(seconds / 10)), seed);
    fuzz_archives(&Form::Time(Duration::from_secs(seconds / 10)), seed);
}
