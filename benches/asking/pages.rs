//! What the pages of `archive serve` cost: the thread time of the server between a request and the end of its answer.
//!
//! Each page is asked for twice, because some keep what they found. The server is one process for all of them.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rusqlite::{Connection, OpenFlags};

/// Asks for every page of the archive that has `word`, and prints what each costs, how long it is, and its status.
pub fn measure(archive: &Path, word: &str) {
    let mut server = Server::start(archive);
    println!("{:<34} {:>9} {:>9} {:>9}  status", "page", "first ms", "second ms", "KB");
    for address in addresses(archive, word) {
        let (first, status, length) = server.get(&address);
        let (second, ..) = server.get(&address);
        println!("{address:<34} {first:>9.1} {second:>9.1} {:>9.1}  {status}", length as f64 / 1e3);
    }
}

/// Every sort of page: of whom and what the archive has most of.
fn addresses(archive: &Path, word: &str) -> Vec<String> {
    let connection = Connection::open_with_flags(archive, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("an archive");
    let first = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).ok();
    let of = |kind: &str, sql: &str| first(sql).map(|id| format!("/{kind}/{id}"));
    let mut addresses: Vec<String> = [
        "/",
        "/articles",
        "/people",
        "/places",
        "/organisations",
        "/quotes",
        "/captions",
        "/map",
        "/time",
        "/decisions",
        "/doubts",
        "/index.json",
        "/articles.json",
        "/quotes.json",
        "/people.csv",
    ]
    .map(str::to_owned)
    .to_vec();
    for list in ["articles", "articles?sort=relevance", "quotes", "people", "time"] {
        let mark = if list.contains('?') { '&' } else { '?' };
        addresses.push(format!("/{list}{mark}q={word}"));
    }
    addresses.extend(of("person", "SELECT id FROM people ORDER BY article_count DESC LIMIT 1"));
    addresses.extend(of("place", "SELECT id FROM places ORDER BY article_count DESC LIMIT 1"));
    addresses.extend(of("organisation", "SELECT id FROM organisations ORDER BY article_count DESC LIMIT 1"));
    addresses.extend(of("article", "SELECT max(id) FROM articles"));
    addresses.extend(of("quote", "SELECT max(id) FROM quotes"));
    addresses.extend(of("caption", "SELECT id FROM captions ORDER BY occurrences DESC LIMIT 1"));
    addresses
}

struct Server {
    process: Child,
    host: String,
}

impl Server {
    fn start(archive: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
        command.arg("--no-config").arg("--db").arg(archive).args(["serve", "--port", "0"]).stdout(Stdio::piped());
        let mut process = command.spawn().expect("the binary runs");
        let mut line = String::new();
        let out = process.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut line).expect("the server says where it is");
        let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { process, host }
    }

    /// CPU milliseconds, status and bytes of an answer.
    fn get(&mut self, address: &str) -> (f64, String, usize) {
        let before = self.thread_ms();
        let mut stream = TcpStream::connect(&self.host).expect("the server listens");
        write!(stream, "GET {address} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host)
            .expect("it is asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let status = answer.split(|byte| *byte == b' ').nth(1).unwrap_or_default();
        (self.thread_ms() - before, String::from_utf8_lossy(status).into_owned(), answer.len())
    }

    /// Nanoseconds are kept for each thread, hundredths of a second for the process.
    fn thread_ms(&self) -> f64 {
        let threads = fs::read_dir(format!("/proc/{}/task", self.process.id())).expect("the server runs");
        let spent = threads.flatten().filter_map(|thread| fs::read_to_string(thread.path().join("schedstat")).ok());
        spent.filter_map(|line| line.split(' ').next()?.parse::<f64>().ok()).sum::<f64>() / 1e6
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
