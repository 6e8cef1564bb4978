//! Trains the tagger's model.
//!
//! `cargo run --release --example train_tagger -- <folder with ner/train> [--out FILE] [--eval FILE.conll]…`
//!
//! The model learns to correct the rules: it sees their labels beside everything else.

// A trainer reports on its output, and its small numbers fit.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::cast_possible_truncation)]
// The trainer's formulas stand as they do on paper, index by index.
#![allow(clippy::needless_range_loop, clippy::needless_for_each, clippy::too_many_lines)]

#[path = "training/conll.rs"]
mod conll;
#[path = "training/crf.rs"]
mod crf;
#[path = "training/invented.rs"]
mod invented;
#[path = "training/news.rs"]
mod news;
#[path = "training/sports.rs"]
mod sports;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use article_archive::model::Field;
use article_archive::training::analyse::names::rules::RuleTagger;
use article_archive::training::analyse::names::trained::consistency;
use article_archive::training::analyse::names::trained::view::View;
use article_archive::training::analyse::names::trained::words::Looks;
use article_archive::training::analyse::names::trained::{LABELS, ballot, label, labels_of, names};
use article_archive::training::analyse::names::{NameKind, Tagger};
use article_archive::training::analyse::text::{FieldText, Page};
use article_archive::training::learned::crf::{Crf, Scratch};

use conll::Annotated;
use crf::{Sequence, Settings, Trainer};

/// What is trained on, and how much each counts. Corpora marked for evaluation only are not among them.
const CORPORA: &[(&str, f32)] = &[
    ("gmb_train.conll", 0.3),
    ("wikigold.conll", 1.0),
    ("gum_perm_train.conll", 1.0),
    ("gum_perm_dev.conll", 1.0),
    ("uner_ewt_dev.conll", 1.0),
    ("uner_ewt_test.conll", 1.0),
    ("crossner_politics_train.conll", 1.0),
    ("crossner_politics_dev.conll", 1.0),
    ("crossner_politics_test.conll", 1.0),
    ("sec_train.conll", 0.3),
    ("btc_train.conll", 0.5),
    ("btc_test.conll", 0.5),
    ("wnut17_train.conll", 0.5),
];

/// One in so many documents is trained on in capitals too, so that headlines work.
const UPPER_CASED: usize = 33;

struct Options {
    folder: PathBuf,
    out: PathBuf,
    evaluate: Vec<PathBuf>,
    bits: u32,
    epochs: usize,
    rate: f32,
    penalty: f32,
    dropout: f32,
    silver: f32,
    seeds: u64,
    average_from: usize,
    skip: Vec<String>,
    reports: usize,
    news: usize,
    invented: f32,
    bias: f32,
    hold_out: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let documents = documents(&options)?;
    let mut looks = Looks::default();
    let settings = Settings {
        labels: LABELS,
        bits: options.bits,
        epochs: options.epochs,
        rate: options.rate,
        penalty: options.penalty,
        word_dropout: options.dropout,
        bias: options.bias,
        average_from: options.average_from,
        seed: 0,
    };
    eprintln!("{} documents", documents.len());

    let bytes = train(settings, options.seeds, &documents, &mut looks);
    fs::write(&options.out, &bytes)?;
    println!("{}: {} bytes", options.out.display(), bytes.len());

    let model = Crf::read(&bytes).ok_or("the trainer wrote something it cannot read")?;
    for path in &options.evaluate {
        evaluate(&model, path, &mut looks)?;
    }
    Ok(())
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        folder: PathBuf::new(),
        out: PathBuf::from("models/tagger.bin"),
        evaluate: Vec::new(),
        bits: 18,
        epochs: 7,
        rate: 0.01,
        penalty: 1e-4,
        dropout: 0.6,
        silver: 0.1,
        bias: 0.35,
        seeds: 2,
        average_from: 4,
        skip: Vec::new(),
        reports: 300,
        news: 500,
        invented: 0.3,
        hold_out: false,
    };
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} wants a value"));
        match argument.as_str() {
            "--out" => options.out = value()?.into(),
            "--eval" => options.evaluate.push(value()?.into()),
            "--bits" => options.bits = value()?.parse()?,
            "--epochs" => options.epochs = value()?.parse()?,
            "--rate" => options.rate = value()?.parse()?,
            "--penalty" => options.penalty = value()?.parse()?,
            "--bias" => options.bias = value()?.parse()?,
            "--hold-out" => options.hold_out = true,
            "--seeds" => options.seeds = value()?.parse()?,
            "--average-from" => options.average_from = value()?.parse()?,
            "--reports" => options.reports = value()?.parse()?,
            "--invented" => options.invented = value()?.parse()?,
            "--news" => options.news = value()?.parse()?,
            "--skip" => options.skip.push(value()?),
            "--silver" => options.silver = value()?.parse()?,
            "--dropout" => options.dropout = value()?.parse()?,
            _ => options.folder = argument.into(),
        }
    }
    if options.folder.as_os_str().is_empty() {
        return Err("which folder holds the training data?".into());
    }
    Ok(options)
}

/// All documents with their weights. A corpus without document marks is cut into documents of its paragraphs.
fn documents(options: &Options) -> Result<Vec<(Annotated, f32)>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (name, weight) in CORPORA {
        if options.hold_out && name.ends_with("_dev.conll") {
            continue;
        }
        if options.skip.iter().any(|skip| name.starts_with(skip.as_str())) {
            continue;
        }
        let weight = if name.starts_with("gmb") { &options.silver } else { weight };
        for document in conll::read(&options.folder.join("ner/train").join(name))? {
            if all.len() % UPPER_CASED == 0 {
                all.push((upper_cased(&document), *weight));
            }
            all.push((document, *weight));
        }
    }
    for (genre, count) in [(&sports::SPORTS, options.reports), (&news::NEWS, options.news)] {
        all.extend(invented::articles(genre, count).into_iter().map(|article| (article, options.invented)));
    }
    Ok(all)
}

/// The document in capitals; left as it is where that would move a byte.
fn upper_cased(document: &Annotated) -> Annotated {
    let text: String = document
        .text
        .chars()
        .map(|c| {
            let mut upper = c.to_uppercase();
            match (upper.next(), upper.next()) {
                (Some(single), None) if single.len_utf8() == c.len_utf8() => single,
                _ => c,
            }
        })
        .collect();
    Annotated { text, names: document.names.clone() }
}

fn train(settings: Settings, seeds: u64, documents: &[(Annotated, f32)], looks: &mut Looks) -> Vec<u8> {
    let mut sequences = Vec::new();
    for (document, weight) in documents {
        let page = page(&document.text);
        let view = View::new(&page, looks);
        let by_rules = labels_of(&page, &RuleTagger.tag(&page));
        let ballot = ballot(&page, &view, &by_rules);
        let gold = gold_labels(&page.fields[0], document);
        for (place, sentence) in page.fields[0].sentences.iter().enumerate() {
            if !view.has_capital(0, sentence) {
                continue;
            }
            let mut sequence = Sequence { weight: *weight, ..Sequence::default() };
            let votes = Some((&ballot, by_rules[0][place].as_slice()));
            view.sentence(0, sentence, votes, &mut |at, features| {
                if features.outside {
                    sequence.push_outside();
                } else {
                    sequence.push(&features.active, features.lexical, gold[at]);
                }
            });
            sequences.push(sequence);
        }
    }
    let mut trainer = Trainer::new(settings);
    trainer.train(&sequences);
    for seed in 1..seeds {
        let mut other = Trainer::new(Settings { seed, ..settings });
        other.train(&sequences);
        trainer.join(&other);
    }
    trainer.settle();
    trainer.quantise()
}

fn page(text: &str) -> Page<'_> {
    Page { fields: vec![FieldText::new(Field::Body, text)], language: None, signatures: Vec::new() }
}

fn label_of(kind: &str) -> Option<u8> {
    match kind {
        "PER" => Some(1),
        "LOC" => Some(3),
        "ORG" => Some(5),
        _ => None,
    }
}

/// The label of every token; a place after a comma inside a name of places is a place of its own.
fn gold_labels(text: &FieldText<'_>, document: &Annotated) -> Vec<u8> {
    let mut labels = vec![0; text.tokens.len()];
    for (range, kind) in &document.names {
        let Some(label) = label_of(kind) else { continue };
        let mut begins = true;
        let first = text.tokens.partition_point(|token| token.range().end <= range.start);
        for at in first..text.tokens.len() {
            if text.tokens[at].range().start >= range.end {
                break;
            }
            if label == 3 && text.word(at) == "," {
                begins = true;
                continue;
            }
            if begins && matches!(text.word(at), "the" | "The" | "a" | "an") {
                continue;
            }
            labels[at] = if begins { label } else { label + 1 };
            begins = false;
        }
    }
    labels
}

/// Prints precision, recall and F1 over exact token spans.
fn evaluate(model: &Crf<'_>, path: &Path, looks: &mut Looks) -> Result<(), Box<dyn Error>> {
    let kinds = [NameKind::Person, NameKind::Place, NameKind::Organisation];
    let mut counts = [[0_usize; 3]; 3];
    let mut scratch = Scratch::default();
    for document in conll::read(path)? {
        let page = page(&document.text);
        let view = View::new(&page, looks);
        let found = names(&page, &label(model, &page, &view, &labels_of(&page, &RuleTagger.tag(&page)), &mut scratch));
        let found = consistency::settle(&page, found);
        let gold = gold_labels(&page.fields[0], &document);
        let gold: Vec<Vec<u8>> =
            page.fields[0].sentences.iter().map(|sentence| gold[sentence.clone()].to_vec()).collect();
        let gold = names(&page, &[gold]);
        for (place, kind) in kinds.iter().enumerate() {
            counts[place][0] += found.iter().filter(|name| name.kind == *kind && gold.contains(name)).count();
            counts[place][1] += found.iter().filter(|name| name.kind == *kind).count();
            counts[place][2] += gold.iter().filter(|name| name.kind == *kind).count();
        }
    }
    print!("{}", path.file_name().unwrap_or_default().to_string_lossy());
    for (name, [hits, found, gold]) in ["PER", "LOC", "ORG"].iter().zip(counts) {
        let (precision, recall) = (hits as f64 / found.max(1) as f64, hits as f64 / gold.max(1) as f64);
        print!(
            "  {name} P {precision:.3} R {recall:.3} F1 {:.3}",
            2.0 * precision * recall / (precision + recall).max(1e-9)
        );
    }
    println!();
    Ok(())
}
