//! What finding quotes adds to the cost of an article.
//!
//! `cargo bench --bench stages -- ARTICLES.jsonl`: each record has its body in `body` or `text`. Prints the CPU seconds
//! of `archive extract --format jsonl` over all of them as a whole process, those of the analysis with and without
//! quotes inside this process, and the share that quotes add to everything else. The least of several rounds counts,
//! as nothing but the load of the machine makes one slower than another.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)] // What a bench measures is its output.

use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};

use article_archive::model::{Article, Quote};
use article_archive::training::analyse::names::Name;
use article_archive::training::analyse::people::cast::Cast;
use article_archive::training::analyse::quotes::Attributor;
use article_archive::training::analyse::text::Page;
use article_archive::training::analyse::{STAGES, Stages, analyse_with};
use nix::sys::resource::{UsageWho, getrusage};

struct Deaf;

impl Attributor for Deaf {
    fn attribute(&self, _: &Page<'_>, _: &[Name], _: &Cast) -> Vec<Quote> {
        Vec::new()
    }
}

const ROUNDS: usize = 5;

fn main() {
    let path = std::env::args().skip(1).find(|arg| !arg.starts_with("--")).expect("a file of articles");
    let lines = std::fs::read_to_string(path).expect("readable articles");
    let bodies: Vec<String> = lines
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
            record["body"].as_str().or(record["text"].as_str()).unwrap_or_default().to_owned()
        })
        .collect();
    let records: String = bodies.iter().map(|body| serde_json::json!({ "body": body }).to_string() + "\n").collect();
    let articles: Vec<Article> = bodies.into_iter().map(|body| Article { body, ..Article::default() }).collect();
    let deaf = Stages { attributor: &Deaf, ..STAGES };
    let least = |seconds: &mut dyn FnMut() -> f64| (0..ROUNDS).map(|_| seconds()).fold(f64::MAX, f64::min);
    let whole = least(&mut || {
        let before = spent(UsageWho::RUSAGE_CHILDREN);
        extract(&records);
        spent(UsageWho::RUSAGE_CHILDREN) - before
    });
    let analysed = |stages: &Stages| {
        let before = spent(UsageWho::RUSAGE_SELF);
        for article in &articles {
            drop(black_box(analyse_with(stages, article)));
        }
        spent(UsageWho::RUSAGE_SELF) - before
    };
    let with = least(&mut || analysed(&STAGES));
    let without = least(&mut || analysed(&deaf));
    println!("extract {whole:.2} s, analysis {with:.2} s, without quotes {without:.2} s");
    println!("quotes add {:.0} % to the rest", (with - without) / (whole - with + without) * 100.0);
}

fn extract(records: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_archive"))
        .args(["extract", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the release binary");
    child.stdin.take().expect("its input").write_all(records.as_bytes()).expect("written");
    child.wait().expect("its end");
}

fn spent(who: UsageWho) -> f64 {
    let usage = getrusage(who).expect("usage");
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    seconds(usage.user_time()) + seconds(usage.system_time())
}
