//! Trains the weights of `models/speakers.bin`: `cargo run --release --example train_speakers -- polnear_train.jsonl`.
//!
//! The shipped tagger reads the articles, so that the features see what they will see. Options: `--folds` prints figures
//! by cross-validation over articles, `--publishers` with each publisher left out, `--tenth` with a tenth of the
//! articles, `--ablate` without each group of features. Without an option the weights are written. One thread, no
//! randomness: the same articles give the same weights bit for bit.

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::pedantic)]

#[path = "training/trees.rs"]
mod trees;

use std::sync::Mutex;

use article_archive::analyse::STAGES;
use article_archive::analyse::Attributor;
use article_archive::analyse::attribution::Attribution;
use article_archive::analyse::page::Page;
use article_archive::analyse::ranking::{Hearing, Ranker, Verdict, keeps, most_trusted};
use article_archive::analyse::speaker_features::{GROUPS, WIDTH, rows};
use article_archive::analyse::speaker_model::SpeakerModel;
use article_archive::model::{Article, Field, Span};
use trees::{Rows, Settings, train};

struct Gold {
    span: (usize, usize),
    sources: Vec<(usize, usize)>,
}

struct Text {
    article: Article,
    publisher: String,
    gold: Vec<Gold>,
}

/// One quotation as the trainer sees it.
struct Example {
    text: usize,
    cells: Vec<u8>,
    by_rules: usize,
    /// Which candidates are right.
    right: Vec<bool>,
    quote: bool,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let data = args.iter().find(|arg| !arg.starts_with("--")).expect("a file of articles");
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let texts = read(data);
    let examples = study(&texts);
    let quotes: Vec<&Example> = examples.iter().filter(|example| example.quote).collect();
    let reachable = quotes.iter().filter(|example| example.right.contains(&true)).count();
    let contenders: usize = examples.iter().map(|example| example.right.len()).sum();
    eprintln!(
        "{} texts, {} quotations, {} quotes, {} with the speaker among the candidates, {} candidates",
        texts.len(), examples.len(), quotes.len(), reachable, contenders
    );
    if has("--folds") {
        report("cross-validated", &examples, 4, &|text| text % 4, &[]);
    }
    if has("--ablate") {
        for (name, first, count) in GROUPS {
            report(&format!("without {name}"), &examples, 4, &|text| text % 4, &[*first..first + count]);
        }
    }
    let mut publishers: Vec<&str> = texts.iter().map(|text| text.publisher.as_str()).collect();
    publishers.sort_unstable();
    publishers.dedup();
    if has("--publishers") {
        let of = |text: usize| publishers.iter().position(|name| *name == texts[text].publisher).unwrap();
        report("publisher left out", &examples, publishers.len(), &of, &[]);
    }
    if has("--tenth") || args.iter().all(|arg| !arg.starts_with("--")) {
        let some: Vec<&Example> = examples.iter().filter(|example| !has("--tenth") || example.text % 10 == 0).collect();
        let steps = confidence(&examples);
        let (ranks, keeps) = fit(&some, &[]);
        let bytes = SpeakerModel::write(&ranks, &keeps, &steps);
        std::fs::write("models/speakers.bin", &bytes).unwrap();
        eprintln!("models/speakers.bin: {} bytes", bytes.len());
    }
}

fn read(path: &str) -> Vec<Text> {
    let lines = std::fs::read_to_string(path).expect("readable articles");
    let pair = |span: &serde_json::Value| (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
    let mut texts: Vec<Text> = lines
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let gold = record["quotes"].as_array().unwrap().iter().map(|quote| Gold {
                span: (quote["start"].as_u64().unwrap() as usize, quote["end"].as_u64().unwrap() as usize),
                sources: quote["source"].as_array().map(|spans| spans.iter().map(pair).collect()).unwrap_or_default(),
            });
            Text {
                gold: gold.collect(),
                publisher: record["publisher"].as_str().unwrap_or_default().to_owned(),
                article: Article { body: record["text"].as_str().unwrap().to_owned(), ..Article::default() },
            }
        })
        .collect();
    // Neighbours of one publisher must not share a fold: the order is by a hash of the text's length and beginning.
    texts.sort_by_key(|text| {
        text.article.body.bytes().take(400).fold(0_u32, |hash, byte| hash.wrapping_mul(16_777_619) ^ u32::from(byte))
    });
    texts
}

/// Writes down what every hearing looks like and answers from the gold, so that later hearings see the truth.
struct Student<'t> {
    number: usize,
    text: &'t Text,
    seen: Mutex<Vec<Example>>,
}

fn shared(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

impl Ranker for Student<'_> {
    fn decide(&self, hearing: &Hearing<'_>) -> Verdict {
        let clauses = hearing.scene.clauses;
        let field = clauses.field;
        let span = |bytes| {
            let Span { start_char, end_char } = field.span(bytes);
            (start_char, end_char)
        };
        let own = span(field.bytes(&hearing.scene.quotations[hearing.place].words));
        let gold = self.text.gold.iter().max_by_key(|gold| shared(gold.span, own)).filter(|gold| shared(gold.span, own) > 0);
        let right: Vec<bool> = hearing
            .contenders
            .iter()
            .map(|contender| {
                let Some(gold) = gold else { return false };
                match &contender.source {
                    None => gold.sources.is_empty(),
                    Some(source) => {
                        let words = span(field.bytes(&clauses.tokens(&source.nodes)));
                        gold.sources.iter().any(|source| shared(*source, words) > 0)
                    }
                }
            })
            .collect();
        let (cells, by_rules) = rows(hearing);
        let chosen = if right[by_rules] { by_rules } else { right.iter().position(|right| *right).unwrap_or(by_rules) };
        let example = Example { text: self.number, cells, by_rules, right, quote: gold.is_some() };
        if field.field == Field::Body {
            self.seen.lock().unwrap().push(example);
        }
        let _ = (keeps, most_trusted);
        Verdict { chosen, kept: gold.is_some(), confidence: 1000 }
    }
}

fn study(texts: &[Text]) -> Vec<Example> {
    let mut examples = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let page = Page::new(&text.article);
        let names = STAGES.tagger.tag(&page);
        let cast = STAGES.casting.cast(&page, &names);
        let attribution = Attribution { ranker: Student { number, text, seen: Mutex::default() } };
        let _ = attribution.attribute(&page, &names, &cast);
        examples.extend(attribution.ranker.seen.into_inner().unwrap());
    }
    examples
}

const RANKS: Settings = Settings { trees: 160, leaves: 20, rate: 0.1, penalty: 4.0, least: 2.0 };
const KEEPS: Settings = Settings { trees: 120, leaves: 16, rate: 0.08, penalty: 4.0, least: 3.0 };

fn masked(cells: &[u8], without: &[std::ops::Range<usize>]) -> Vec<u8> {
    let mut cells = cells.to_vec();
    for row in cells.chunks_exact_mut(WIDTH) {
        without.iter().for_each(|range| row[range.clone()].fill(0));
    }
    cells
}

fn fit(examples: &[&Example], without: &[std::ops::Range<usize>]) -> (Vec<u8>, Vec<u8>) {
    let mut ranks = Rows { width: WIDTH, ..Rows::default() };
    let mut keeps = Rows { width: WIDTH, ..Rows::default() };
    for example in examples {
        let cells = masked(&example.cells, without);
        keeps.features.extend(&cells[example.by_rules * WIDTH..(example.by_rules + 1) * WIDTH]);
        keeps.right.push(f32::from(u8::from(example.quote)));
        if example.quote && example.right.contains(&true) {
            ranks.features.extend(&cells);
            ranks.right.extend(example.right.iter().map(|right| f32::from(u8::from(*right))));
            ranks.group_ends.push(ranks.right.len());
        }
    }
    (train(&ranks, RANKS), train(&keeps, KEEPS))
}

/// Trains on all folds but one and counts on that one.
fn report(
    title: &str,
    examples: &[Example],
    folds: usize,
    of: &dyn Fn(usize) -> usize,
    without: &[std::ops::Range<usize>],
) {
    let (mut gold, mut kept, mut hits, mut right, mut speaker, mut rules) = (0, 0, 0, 0, 0, 0);
    for fold in 0..folds {
        let (own, rest): (Vec<&Example>, Vec<&Example>) = examples.iter().partition(|example| of(example.text) == fold);
        let (ranks, keeps) = fit(&rest, without);
        let bytes = SpeakerModel::write(&ranks, &keeps, &[]);
        let model = SpeakerModel::read(&bytes).unwrap();
        for example in own {
            let cells = masked(&example.cells, without);
            let keep = model.keep(&cells[example.by_rules * WIDTH..(example.by_rules + 1) * WIDTH]) > 0;
            let chosen = example.right[model.rank(&cells).0];
            gold += usize::from(example.quote);
            kept += usize::from(keep);
            hits += usize::from(keep && example.quote);
            right += usize::from(keep && example.quote && chosen);
            speaker += usize::from(example.quote && chosen);
            rules += usize::from(example.quote && example.right[example.by_rules]);
        }
    }
    let f1 = |hits: usize| 2.0 * hits as f64 / (gold + kept) as f64;
    println!(
        "{title}: quotes {:.4} joint {:.4} speaker {:.4} (rules {:.4})",
        f1(hits), f1(right), speaker as f64 / gold as f64, rules as f64 / gold as f64
    );
}

/// From which lead a verdict is how likely, by cross-validation.
fn confidence(examples: &[Example]) -> Vec<(i32, u16)> {
    let mut leads: Vec<(i32, bool)> = Vec::new();
    for fold in 0..2 {
        let (own, rest): (Vec<&Example>, Vec<&Example>) = examples.iter().partition(|example| example.text % 2 == fold);
        let (ranks, keeps) = fit(&rest, &[]);
        let bytes = SpeakerModel::write(&ranks, &keeps, &[]);
        let model = SpeakerModel::read(&bytes).unwrap();
        for example in own.iter().filter(|example| example.quote) {
            let (chosen, lead) = model.rank(&example.cells);
            leads.push((lead, example.right[chosen]));
        }
    }
    leads.sort_unstable();
    let mut steps: Vec<(i32, u16)> = Vec::new();
    for chunk in leads.chunks(leads.len().div_ceil(16).max(1)) {
        let likely = chunk.iter().filter(|(_, right)| *right).count() * 1000 / chunk.len();
        let likely = (likely as u16).max(steps.last().map_or(0, |(_, before)| *before));
        steps.push((chunk[0].0, likely));
    }
    steps
}
