//! What asking costs, as whole processes, by the size of the archive.
//!
//! `cargo bench --bench asking [-- --articles N | --archive FILE] [--pages]` imports N invented articles of 400 words (15,000 unless said; those of
//! `--bench storing`), or takes an archive that is there, and prints the CPU milliseconds of the release binary for each way to ask, start-up
//! included: the median of five processes that write twenty rows to a pipe. Whom and what it asks for is what the archive has most of, so
//! that the figures are those of the dearest questions. With `--pages` it is the pages of `archive serve` that are asked for.

#![allow(clippy::print_stdout)] // What a bench measures is its output.

#[path = "storing/corpus.rs"]
mod corpus;
#[path = "asking/pages.rs"]
mod pages;

use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::sys::resource::{UsageWho, getrusage};
use rusqlite::{Connection, OpenFlags};

/// Processes for each way to ask.
const ROUNDS: usize = 5;
/// Letters of the shortest word that is asked for.
const LETTERS: usize = 4;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let archive = option("--archive").map_or_else(|| import(folder.path()), PathBuf::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let asked = Asked::of(&archive);
    println!("{} articles; load average {}", asked.articles, load.split(' ').next().unwrap_or("unknown"));
    if std::env::args().any(|argument| argument == "--pages") {
        pages::measure(&archive, &asked.words[0]);
        return;
    }
    for (name, arguments) in asked.questions() {
        let mut times: Vec<f64> = (0..ROUNDS).map(|_| cpu_ms(&archive, &arguments)).collect();
        times.sort_by(f64::total_cmp);
        println!("{name:<34} {:>8.1} ms", times[ROUNDS / 2]);
    }
}

/// An archive of invented articles.
fn import(folder: &Path) -> PathBuf {
    let count = option("--articles").and_then(|count| count.parse().ok()).unwrap_or(15_000);
    let (input, archive) = (folder.join("made.jsonl"), folder.join("made.db"));
    let mut out = BufWriter::new(fs::File::create(&input).expect("a file"));
    corpus::Corpus::new().write(&mut out, count).expect("the articles are written");
    drop(out);
    let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
    let status = command.arg("--db").arg(&archive).arg("import").arg(&input).stderr(Stdio::null()).status();
    assert!(status.expect("the binary runs").success(), "the import failed");
    archive
}

/// What an archive has most of.
struct Asked {
    articles: i64,
    person: String,
    speaker: String,
    place: String,
    /// Words of the first article, the one that most articles have first.
    words: Vec<String>,
}

impl Asked {
    fn of(archive: &Path) -> Self {
        let connection = Connection::open_with_flags(archive, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("an archive");
        let first = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap_or_default();
        let body = first("SELECT body FROM articles ORDER BY id LIMIT 1");
        let mut words: Vec<String> = body
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| word.chars().count() >= LETTERS && word.chars().all(char::is_lowercase))
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words.dedup();
        let count = |word: &String| {
            let sql =
                "SELECT count(*) FROM (SELECT body FROM articles ORDER BY id LIMIT 2000) WHERE instr(body, ?1) > 0";
            connection.query_row(sql, [word], |row| row.get::<_, i64>(0)).unwrap_or_default()
        };
        words.sort_by_cached_key(|word| std::cmp::Reverse(count(word)));
        assert!(words.len() > 1, "the first article of the archive has no two words");
        Self {
            articles: connection.query_row("SELECT count(*) FROM articles", [], |row| row.get(0)).unwrap_or_default(),
            person: first("SELECT name FROM people WHERE name LIKE '% %' ORDER BY article_count DESC LIMIT 1"),
            speaker: first("SELECT name FROM people WHERE name LIKE '% %' ORDER BY quote_count DESC LIMIT 1"),
            place: first("SELECT name FROM places ORDER BY article_count DESC LIMIT 1"),
            words,
        }
    }

    /// Ways to ask, each with its name.
    fn questions(&self) -> Vec<(&'static str, Vec<String>)> {
        let (one, other) = (self.words[0].as_str(), self.words[1].as_str());
        let two = format!("{one} {other}");
        let phrase = format!("\"{}\"", self.person);
        let mut questions: Vec<(&str, Vec<&str>)> = vec![
            ("two words", vec!["query", &two]),
            ("a phrase", vec!["query", &phrase]),
            ("a word of most, ranked", vec!["query", one, "--sort", "relevance"]),
            ("a word of most, counted", vec!["query", one, "--count"]),
            ("a word of most, by month", vec!["query", one, "--group-by", "month"]),
            ("a person", vec!["query", "--person", &self.person]),
            ("a place", vec!["query", "--place", &self.place]),
            ("a speaker's quotes", vec!["quotes", "--speaker", &self.speaker]),
            ("quotes with a word", vec!["quotes", one]),
            ("articles by month", vec!["query", "--group-by", "month"]),
            ("articles by speaker", vec!["query", "--group-by", "speaker"]),
            ("timeline of two words", vec!["timeline", one, other]),
        ];
        questions.extend(["people", "places", "organisations"].map(|list| (list, vec![list])));
        questions.extend([
            ("a person's page", vec!["people", &self.person]),
            ("a place's page", vec!["places", &self.place]),
            ("near a place", vec!["near", &self.place]),
        ]);
        questions.push(("quotes, counted", vec!["quotes", "--count"]));
        questions.extend([
            ("a word of most, by person", vec!["query", one, "--group-by", "person", "--limit", "20"]),
            ("a word of most, by speaker", vec!["query", one, "--group-by", "speaker", "--limit", "20"]),
        ]);
        questions.extend(["authors", "sites", "doubts", "audit"].map(|list| (list, vec![list])));
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        questions.into_iter().map(|(name, words)| (name, owned(words))).collect()
    }
}

/// CPU milliseconds of one process. Where nothing is found, that is an answer as well.
fn cpu_ms(archive: &Path, arguments: &[String]) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
    command.arg("--no-config").arg("--db").arg(archive).args(arguments);
    let is_list = arguments[0] != "timeline";
    let is_whole = arguments.iter().any(|word| word == "--group-by" || word == "--count");
    if is_list && !is_whole {
        command.args(["--limit", "20"]);
    }
    let before = children_seconds();
    let ended = command.stdout(Stdio::null()).stderr(Stdio::piped()).output().expect("the binary runs");
    assert_ne!(ended.status.code(), Some(2), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
    (children_seconds() - before) * 1e3
}

fn option(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}

fn children_seconds() -> f64 {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the kernel counts");
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    seconds(usage.user_time()) + seconds(usage.system_time())
}
