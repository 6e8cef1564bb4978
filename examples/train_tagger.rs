//! Trains the tagger's model.
//!
//! `cargo run --release --features training --example train_tagger -- <folder with ner/train> [--out FILE] [--eval FILE.conll]…`
//!
//! This makes `models/tagger_foreign.bin`; with `--english` before all else it makes `models/tagger.bin`. With `--hold-out --calibrate
//! FILE` a tenth of the documents say how sure names are.
//!
//! The model learns to correct the rules: it sees their labels beside everything else.

// A trainer reports on its output, and its small numbers fit.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::cast_possible_truncation)]
// The trainer's formulas stand as they do on paper, index by index.
#![allow(clippy::needless_range_loop, clippy::needless_for_each, clippy::too_many_lines)]

#[path = "training/calibration.rs"]
mod calibration;
#[path = "training/conll.rs"]
mod conll;
#[path = "training/corpora.rs"]
mod corpora;
#[path = "training/crf.rs"]
mod crf;
#[path = "training/invented.rs"]
mod invented;
#[path = "training/isotonic.rs"]
mod isotonic;
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
use article_archive::training::analyse::names::trained::confidence::group;
use article_archive::training::analyse::names::trained::view::View;
use article_archive::training::analyse::names::trained::words::Looks;
use article_archive::training::analyse::names::trained::{LABELS, ballot, labels_of, names, tag_with};
use article_archive::training::analyse::names::{Name, NameKind, Tagger};
use article_archive::training::analyse::text::{FieldText, Page};
use article_archive::training::learned::crf::{Crf, Scratch};

use calibration::Judged;
use conll::Annotated;
use corpora::{Corpus, ENGLISH, OTHERS};
use crf::{Sequence, Settings, Trainer};

/// A document, its language and how much it counts.
struct Example {
    document: Annotated,
    language: &'static str,
    weight: f32,
}

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
    tongue_dropout: f32,
    seeds: u64,
    least: u8,
    average_from: usize,
    skip: Vec<String>,
    reports: usize,
    news: usize,
    invented: f32,
    bias: f32,
    hold_out: bool,
    calibration: Option<PathBuf>,
    load: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let (documents, held_out) = documents(&options)?;
    let mut looks = Looks::default();
    let settings = Settings {
        labels: LABELS,
        bits: options.bits,
        epochs: options.epochs,
        rate: options.rate,
        penalty: options.penalty,
        word_dropout: options.dropout,
        tongue_dropout: options.tongue_dropout,
        bias: options.bias,
        average_from: options.average_from,
        seed: 0,
    };
    eprintln!("{} documents", documents.len());

    let bytes = if let Some(path) = &options.load {
        fs::read(path)?
    } else {
        let bytes = train(settings, (options.seeds, options.least), &documents, &mut looks);
        fs::write(&options.out, &bytes)?;
        println!("{}: {} bytes", options.out.display(), bytes.len());
        bytes
    };

    let model = Crf::read(&bytes).ok_or("the trainer wrote something it cannot read")?;
    let mut judged = Vec::new();
    let mut languages: Vec<&str> = held_out.iter().map(|example| example.language).collect();
    languages.dedup();
    for language in languages {
        let of_language = held_out.iter().filter(|example| example.language == language);
        evaluate(&model, language, of_language.map(|example| (&example.document, language)), &mut looks, &mut judged);
    }
    if let Some(path) = &options.calibration {
        fs::write(path, calibration::table(&judged))?;
    }
    for path in &options.evaluate {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Other languages lie in folders of their own.
        let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let language = if folder.len() == 2 { folder } else { "en".to_owned() };
        let documents = conll::read(path, &language)?;
        evaluate(
            &model,
            &name,
            documents.iter().map(|document| (document, language.as_str())),
            &mut looks,
            &mut Vec::new(),
        );
    }
    Ok(())
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        folder: PathBuf::new(),
        out: PathBuf::from("models/tagger_foreign.bin"),
        evaluate: Vec::new(),
        bits: 20,
        epochs: 7,
        rate: 0.01,
        penalty: 1e-4,
        dropout: 0.6,
        tongue_dropout: 0.15,
        bias: 0.6,
        seeds: 1,
        least: 2,
        average_from: 3,
        skip: Vec::new(),
        reports: 300,
        news: 500,
        invented: 0.3,
        hold_out: false,
        calibration: None,
        load: None,
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
            "--english" => {
                options.skip.push("multi".to_owned());
                options.out = PathBuf::from("models/tagger.bin");
                (options.bits, options.least, options.bias) = (18, 1, 0.35);
                (options.seeds, options.average_from) = (2, 4);
            }
            "--load" => options.load = Some(value()?.into()),
            "--calibrate" => options.calibration = Some(value()?.into()),
            "--hold-out" => options.hold_out = true,
            "--seeds" => options.seeds = value()?.parse()?,
            "--least" => options.least = value()?.parse()?,
            "--average-from" => options.average_from = value()?.parse()?,
            "--reports" => options.reports = value()?.parse()?,
            "--invented" => options.invented = value()?.parse()?,
            "--news" => options.news = value()?.parse()?,
            "--skip" => options.skip.push(value()?),
            "--tongue-dropout" => options.tongue_dropout = value()?.parse()?,
            "--dropout" => options.dropout = value()?.parse()?,
            _ => options.folder = argument.into(),
        }
    }
    if options.folder.as_os_str().is_empty() {
        return Err("which folder holds the training data?".into());
    }
    Ok(options)
}

/// All documents with their weights, and those held out. A corpus without document marks is cut into documents of its
/// paragraphs.
fn documents(options: &Options) -> Result<(Vec<Example>, Vec<Example>), Box<dyn Error>> {
    let (mut all, mut held_out) = (Vec::new(), Vec::new());
    for corpus in ENGLISH.iter().chain(OTHERS).copied() {
        let Corpus { language, file, weight } = corpus;
        if options.skip.iter().any(|skip| file.contains(skip.as_str())) {
            continue;
        }
        for (number, document) in conll::read(&options.folder.join("ner").join(file), language)?.into_iter().enumerate()
        {
            if options.hold_out && corpus.holds_out(number) {
                held_out.push(Example { document, language, weight });
                continue;
            }
            if all.len() % UPPER_CASED == 0 {
                all.push(Example { document: upper_cased(&document), language, weight });
            }
            all.push(Example { document, language, weight });
        }
    }
    for (genre, count) in [(&sports::SPORTS, options.reports), (&news::NEWS, options.news)] {
        all.extend(invented::articles(genre, count).into_iter().map(|document| Example {
            document,
            language: "en",
            weight: options.invented,
        }));
    }
    Ok((all, held_out))
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

fn train(settings: Settings, (seeds, least): (u64, u8), documents: &[Example], looks: &mut Looks) -> Vec<u8> {
    let mut sequences = Vec::new();
    for Example { document, language, weight } in documents {
        let page = page(&document.text, language);
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
                    let own = (features.own_first, features.own_last);
                    sequence.push(&features.active, features.lexical, own, gold[at]);
                }
            });
            sequences.push(sequence);
        }
    }
    forget_rare(&mut sequences, least);
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

/// log2 of how many counters tell rare features from others.
const COUNTERS: u32 = 26;

/// Takes out the features that occur less than `least` times: there is not room for all, and what was seen once is hardly seen
/// again.
fn forget_rare(sequences: &mut [Sequence], least: u8) {
    let counter = |feature: u32| (feature & ((1 << COUNTERS) - 1)) as usize;
    let mut counts = vec![0_u8; 1 << COUNTERS];
    for feature in sequences.iter().flat_map(|sequence| &sequence.features) {
        let count = &mut counts[counter(*feature)];
        *count = count.saturating_add(1);
    }
    let distinct = counts.iter().filter(|count| **count > 0).count();
    let kept = counts.iter().filter(|count| **count >= least).count();
    eprintln!("{distinct} features, {kept} of them often enough");
    sequences.iter_mut().for_each(|sequence| sequence.retain(|feature| counts[counter(feature)] >= least));
}

fn page<'a>(text: &'a str, language: &'a str) -> Page<'a> {
    let text = FieldText::in_language(Field::Body, text, Some(language));
    Page { fields: vec![text], language: Some(language), signatures: Vec::new() }
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
fn evaluate<'d>(
    model: &Crf<'_>,
    title: &str,
    documents: impl Iterator<Item = (&'d Annotated, &'d str)>,
    looks: &mut Looks,
    judged: &mut Vec<Judged>,
) {
    let kinds = [NameKind::Person, NameKind::Place, NameKind::Organisation];
    let mut counts = [[0_usize; 3]; 3];
    let mut scratch = Scratch::default();
    for (document, language) in documents {
        let page = page(&document.text, language);
        let view = View::new(&page, looks);
        let found = tag_with(model, &page, &view, RuleTagger.tag(&page), &mut scratch);
        let gold = gold_labels(&page.fields[0], document);
        let gold: Vec<Vec<u8>> =
            page.fields[0].sentences.iter().map(|sentence| gold[sentence.clone()].to_vec()).collect();
        let gold = names(&page, &[gold]);
        let is_right = |name: &Name| {
            gold.iter().any(|right| (right.field, &right.tokens, right.kind) == (name.field, &name.tokens, name.kind))
        };
        judged.extend(found.iter().map(|name| Judged {
            group: group(Some(language)),
            kind: name.kind,
            clearness: name.confidence,
            right: is_right(name),
        }));
        for (place, kind) in kinds.iter().enumerate() {
            counts[place][0] += found.iter().filter(|name| name.kind == *kind && is_right(name)).count();
            counts[place][1] += found.iter().filter(|name| name.kind == *kind).count();
            counts[place][2] += gold.iter().filter(|name| name.kind == *kind).count();
        }
    }
    print!("{title:30}");
    for (name, [hits, found, gold]) in ["PER", "LOC", "ORG"].iter().zip(counts) {
        let (precision, recall) = (hits as f64 / found.max(1) as f64, hits as f64 / gold.max(1) as f64);
        print!(
            "  {name} P {precision:.3} R {recall:.3} F1 {:.3}",
            2.0 * precision * recall / (precision + recall).max(1e-9)
        );
    }
    println!();
}
