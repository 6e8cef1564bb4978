//! Trains the weights of `models/speakers.bin`: `cargo run --release --features training --example train_speakers -- polnear_train.jsonl seed.jsonl`.
//!
//! The shipped tagger reads the articles, so that the features see what they will see. Options: `--folds` prints figures
//! by cross-validation over articles, `--publishers` with each publisher left out, `--tenth` with a tenth of the
//! articles, `--ablate` without each group of features. Without an option the weights are written. One thread, no
//! randomness: the same articles give the same weights bit for bit.

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::pedantic)]

#[path = "training/pronouns.rs"]
mod pronouns;
#[path = "training/reports.rs"]
mod reports;
#[path = "training/tally.rs"]
mod tally;
#[path = "training/trees.rs"]
mod trees;

use std::collections::HashMap;
use std::sync::Mutex;

use article_archive::model::{Article, Field, Span};
use article_archive::training::analyse::STAGES;
use article_archive::training::analyse::names::Name;
use article_archive::training::analyse::people::cast::Cast;
use article_archive::training::analyse::quotes::Attributor;
use article_archive::training::analyse::quotes::cues::english::find_cues;
use article_archive::training::analyse::quotes::reported::features;
use article_archive::training::analyse::quotes::reported::features::{CueContext, lemma};
use article_archive::training::analyse::quotes::speakers::antecedents;
use article_archive::training::analyse::quotes::speakers::antecedents::AntecedentRanker;
use article_archive::training::analyse::quotes::speakers::features::{GROUPS, WIDTH, rows};
use article_archive::training::analyse::quotes::speakers::model::{KEEP_WIDTH, Parts, SpeakerModel, Steps, plain_case};
use article_archive::training::analyse::quotes::speakers::ranking::{Choice, QuotationContext, Ranker};
use article_archive::training::analyse::quotes::{Attribution, no_grammar};
use article_archive::training::analyse::text::Page;
use article_archive::training::learned::trees::Trees;
use pronouns::{learn_pronouns, only_pronouns};
use reports::{Report, fit_reports, report_leads, report_on_reports};
use tally::Tally;
use trees::{Rows, Settings, train};

/// Plain cases, wrong and right.
static PLAIN: Mutex<[usize; 2]> = Mutex::new([0; 2]);

#[derive(Clone)]
struct Gold {
    span: (usize, usize),
    sources: Vec<(usize, usize)>,
}

/// What is known to be reported, with marks or without: the stretches of each attribution.
type Reported = Vec<Vec<(usize, usize)>>;

#[derive(Clone)]
struct Text {
    reported: Reported,
    article: Article,
    names: Vec<Name>,
    cast: Cast,
    publisher: String,
    gold: Vec<Gold>,
}

/// One quotation as the trainer sees it.
struct Example {
    text: usize,
    cells: Vec<u8>,
    by_rules: usize,
    /// The row that says quote or not.
    keep: Vec<u8>,
    /// Decided without the trees.
    plain: bool,
    /// Which candidates are right.
    right: Vec<bool>,
    quote: bool,
    /// The quotation where it stands, and what each candidate is, for reading errors.
    shown: String,
    candidates: Vec<String>,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let data = args.iter().find(|arg| !arg.starts_with("--")).expect("a file of articles");
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let mut texts = read(data);
    // A page of ours counts as many articles: it is the only one written elsewhere.
    if let Some(page) = args.iter().filter(|arg| !arg.starts_with("--")).nth(1) {
        let own = read(page);
        texts.extend((0..REPEATED).flat_map(|_| own.iter().cloned()));
    }
    let pronouns = learn_pronouns(&texts);
    let referring = only_pronouns(&pronouns);
    let referring = SpeakerModel::read(&referring).unwrap();
    let (examples, reports) = study(&texts, &referring, &[]);
    let (examples, reports) = if has("--forced") {
        (examples, reports)
    } else {
        let (bytes, ..) = out_of_fold(&examples, &pronouns);
        let guides: Vec<SpeakerModel> = bytes.iter().map(|bytes| SpeakerModel::read(bytes).unwrap()).collect();
        study(&texts, &referring, &guides)
    };
    let quotes: Vec<&Example> = examples.iter().filter(|example| example.quote).collect();
    let reachable = quotes.iter().filter(|example| example.right.contains(&true)).count();
    let candidates: usize = examples.iter().map(|example| example.right.len()).sum();
    eprintln!(
        "{} texts, {} quotations, {} quotes, {} with the speaker among the candidates, {} candidates",
        texts.len(),
        examples.len(),
        quotes.len(),
        reachable,
        candidates
    );
    eprintln!("plain cases, wrong and right: {:?}", PLAIN.lock().unwrap());
    if has("--folds") {
        let (bytes, ..) = out_of_fold(&examples, &pronouns);
        let mut all = Tally::default();
        for (fold, bytes) in bytes.iter().enumerate() {
            let model = SpeakerModel::read(bytes).unwrap();
            let own = texts.iter().skip(fold).step_by(FOLDS).filter(|text| !text.publisher.is_empty());
            own.for_each(|text| all.judge(text, &model));
        }
        println!("as it runs: {all}");
        report_on_reports(&reports, 4);
    }
    if has("--ablate") {
        for (name, first, count) in GROUPS {
            let without = std::iter::once(*first..first + count).collect::<Vec<_>>();
            report(&format!("without {name}"), &examples, 4, &|text| text % 4, &without);
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
        let (_, [steps, kept], sure) = out_of_fold(&examples, &pronouns);
        let (ranks, keeps) = fit(&some, &[]);
        let of: Vec<&Report> = reports.iter().filter(|report| !has("--tenth") || report.text % 10 == 0).collect();
        let (governs, rates) = fit_reports(&of);
        let leads = report_leads(&reports, FOLDS);
        let reported = steps_of(leads);
        eprintln!("steps: speakers {steps:?}\nquotes {kept:?}\nreports {reported:?}");
        let steps: [&[(i32, u16)]; 3] = [&steps, &reported, &kept];
        let (keeps, ranks) = (keeps.as_slice(), ranks.as_slice());
        let parts = Parts { ranks, keeps, pronouns: &pronouns, reports: &governs, steps, sure, rates: &rates };
        let bytes = SpeakerModel::write(&parts);
        std::fs::write("models/speakers.bin", &bytes).unwrap();
        eprintln!("models/speakers.bin: {} bytes, sure from {sure:?}", bytes.len());
    }
}

fn read(path: &str) -> Vec<Text> {
    let lines = std::fs::read_to_string(path).expect("readable articles");
    let pair = |span: &serde_json::Value| (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
    let mut reported = HashMap::new();
    for line in std::fs::read_to_string(path.replace(".jsonl", ".indirect.jsonl")).unwrap_or_default().lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let spans = |item: &serde_json::Value| item["content"].as_array().unwrap().iter().map(pair).collect();
        let all: Reported = record["attributions"].as_array().unwrap().iter().map(spans).collect();
        reported.insert(record["doc_id"].as_str().unwrap().to_owned(), all);
    }
    let mut texts: Vec<Text> = lines
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let gold = record["quotes"].as_array().unwrap().iter().map(|quote| Gold {
                span: (quote["start"].as_u64().unwrap() as usize, quote["end"].as_u64().unwrap() as usize),
                sources: quote["source"].as_array().map(|spans| spans.iter().map(pair).collect()).unwrap_or_default(),
            });
            let article = Article { body: record["text"].as_str().unwrap().to_owned(), ..Article::default() };
            let page = Page::new(&article);
            let names = STAGES.tagger.tag(&page);
            let cast = STAGES.casting.cast(&page, &names);
            drop(page);
            Text {
                // Quotes whose speaker is open to dispute are quotes all the same.
                gold: gold
                    .chain(
                        record["ignore"]
                            .as_array()
                            .into_iter()
                            .flatten()
                            .map(|span| Gold { span: pair(span), sources: vec![(0, 0)] }),
                    )
                    .collect(),
                publisher: record["publisher"].as_str().unwrap_or_default().to_owned(),
                reported: reported.remove(record["doc_id"].as_str().unwrap()).unwrap_or_default(),
                names,
                cast,
                article,
            }
        })
        .collect();
    // Neighbours of one publisher must not share a fold: the order is by a hash of the text's length and beginning.
    texts.sort_by_key(|text| {
        text.article.body.bytes().take(400).fold(0_u32, |hash, byte| hash.wrapping_mul(16_777_619) ^ u32::from(byte))
    });
    texts
}

/// Keeps the rows of every quotation and answers from the gold, so that later quotations see the truth.
struct Student<'t> {
    number: usize,
    text: &'t Text,
    pronouns: &'t SpeakerModel,
    /// Weights that never saw the text, whose answers later quotations see; without them they see the truth.
    guide: Option<&'t SpeakerModel>,
    seen: Mutex<Vec<Example>>,
    reports: Mutex<Vec<Report>>,
}

fn shared(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

impl AntecedentRanker for Student<'_> {
    fn choose_antecedent(&self, rows: &[u8]) -> usize {
        self.pronouns.choose_antecedent(rows)
    }
}

impl Ranker for Student<'_> {
    fn choose(&self, context: &QuotationContext<'_>) -> Choice {
        let clauses = context.scene.clauses;
        let field = clauses.field;
        let span = |bytes| {
            let Span { start_char, end_char } = field.span(bytes);
            (start_char, end_char)
        };
        let own = span(field.bytes(&context.scene.quotations[context.place].words));
        let gold =
            self.text.gold.iter().max_by_key(|gold| shared(gold.span, own)).filter(|gold| shared(gold.span, own) > 0);
        let right: Vec<bool> = context
            .candidates
            .iter()
            .map(|candidate| {
                let Some(gold) = gold else { return false };
                match &candidate.source {
                    None => gold.sources.is_empty(),
                    Some(source) => {
                        let words = span(field.bytes(&clauses.tokens(&source.nodes)));
                        gold.sources.iter().any(|source| shared(*source, words) > 0)
                    }
                }
            })
            .collect();
        let around: String =
            self.text.article.body.chars().skip(own.0.saturating_sub(220)).take(own.1 - own.0 + 360).collect();
        let sources: Vec<String> = gold.map_or_else(Vec::new, |gold| {
            gold.sources
                .iter()
                .map(|source| self.text.article.body.chars().skip(source.0).take(source.1 - source.0).collect())
                .collect()
        });
        let shown =
            format!("[{}] gold {sources:?} in {around:?}", field.slice(&context.scene.quotations[context.place].words));
        let candidates = context
            .candidates
            .iter()
            .map(|candidate| {
                let words = candidate.source.as_ref().map_or("", |source| field.slice(&clauses.tokens(&source.nodes)));
                format!("{:?} {words}", candidate.relation)
            })
            .collect();
        let (cells, by_rules) = rows(context);
        let chosen = if right[by_rules] { by_rules } else { right.iter().position(|right| *right).unwrap_or(by_rules) };
        let plain = plain_case(context);
        if let Some(plain) = plain {
            PLAIN.lock().unwrap()[usize::from(gold.is_some() && right[plain])] += 1;
        }
        let keep = match self.guide {
            Some(guide) => guide.rank_and_describe(&cells, by_rules).2,
            None => {
                let mut row = cells[by_rules * WIDTH..(by_rules + 1) * WIDTH].to_vec();
                row.resize(KEEP_WIDTH, 0);
                row
            }
        };
        let (plain, quote) = (plain.is_some(), gold.is_some());
        let example = Example { text: self.number, cells, by_rules, keep, plain, right, quote, shown, candidates };
        if field.field == Field::Body {
            self.seen.lock().unwrap().push(example);
        }
        match self.guide {
            Some(guide) => guide.choose(context),
            None => Choice { chosen, kept: gold.is_some(), confidence: 1000 },
        }
    }

    fn choose_content(&self, context: &CueContext<'_>) -> (usize, u16) {
        let field = context.scene.clauses.field;
        let words = |spans: &[(usize, usize)]| spans.iter().map(|span| span.1 - span.0).sum::<usize>() as f64;
        let alike: Vec<f64> = context
            .proposals
            .iter()
            .map(|proposal| {
                let own: Vec<(usize, usize)> = proposal
                    .nodes
                    .iter()
                    .map(|nodes| field.span(field.bytes(&context.scene.whole_tokens(nodes))))
                    .map(|span| (span.start_char, span.end_char))
                    .collect();
                let best = self.text.reported.iter().map(|gold| {
                    let both: usize =
                        own.iter().map(|own| gold.iter().map(|gold| shared(*own, *gold)).sum::<usize>()).sum();
                    both as f64 / (words(&own) + words(gold) - both as f64).max(1.0)
                });
                best.fold(0.0, f64::max)
            })
            .collect();
        let most = alike.iter().copied().fold(0.0, f64::max);
        let right: Vec<bool> = alike
            .iter()
            .enumerate()
            .map(|(at, alike)| if most < 0.5 { at == 0 } else { *alike > most - 0.02 })
            .collect();
        let chosen = right.iter().position(|right| *right).unwrap_or(0);
        if field.field == Field::Body && !self.text.reported.is_empty() {
            let lemma = lemma(context.scene, context.cue).to_owned();
            let cells = features::rows(context, &[]);
            self.reports.lock().unwrap().push(Report { text: self.number, lemma, cells, right, alike });
        }
        (chosen, 1000)
    }
}

fn study(texts: &[Text], pronouns: &SpeakerModel, guides: &[SpeakerModel]) -> (Vec<Example>, Vec<Report>) {
    let mut examples = Vec::new();
    let mut reports = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let page = Page::new(&text.article);
        let (names, cast) = (&text.names, &text.cast);
        let attribution = Attribution {
            find_cues,
            grammar: no_grammar,
            ranker: Student {
                number,
                text,
                pronouns,
                guide: guides.get(number % guides.len().max(1)),
                seen: Mutex::default(),
                reports: Mutex::default(),
            },
        };
        let _ = attribution.attribute(&page, names, cast);
        examples.extend(attribution.ranker.seen.into_inner().unwrap());
        reports.extend(attribution.ranker.reports.into_inner().unwrap());
    }
    (examples, reports)
}

/// Weights for each fold that never saw it, and from which lead its choices are how likely.
fn out_of_fold(examples: &[Example], pronouns: &[u8]) -> (Vec<Vec<u8>>, [Steps; 2], [i32; 2]) {
    let (mut leads, mut ranked, mut kept, mut quotes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let parts: Vec<(Vec<u8>, Vec<u8>)> = (0..FOLDS)
        .map(|fold| {
            let (own, rest): (Vec<&Example>, Vec<&Example>) =
                examples.iter().partition(|example| example.text % FOLDS == fold);
            let (ranks, keeps) = fit(&rest, &[]);
            let bytes = bare(&ranks, &keeps);
            let model = SpeakerModel::read(&bytes).unwrap();
            for example in own.iter().filter(|example| !example.plain) {
                let (chosen, lead, at_first) = model.rank(&example.cells);
                if example.quote {
                    leads.push((lead, example.right[chosen]));
                    ranked.push((at_first, chosen == model.first_choice(&example.cells)));
                }
                let (first, last) = (model.keep_at_first(&example.keep), model.keep(&example.keep));
                kept.push((first.abs(), (first > 0) == (last > 0)));
                if last > 0 {
                    quotes.push((last, example.quote));
                }
            }
            (ranks, keeps)
        })
        .collect();
    let sure = [sure_from(ranked), sure_from(kept)];
    let steps = [steps_of(leads), steps_of(quotes)];
    let none = empty();
    let whole = |(ranks, keeps): (Vec<u8>, Vec<u8>)| {
        let tables: [&[(i32, u16)]; 3] = [&steps[0], &[], &steps[1]];
        let (ranks, keeps) = (ranks.as_slice(), keeps.as_slice());
        SpeakerModel::write(&Parts { ranks, keeps, pronouns, reports: &none, steps: tables, sure, rates: &[] })
    };
    (parts.into_iter().map(whole).collect(), steps.clone(), sure)
}

/// No lead is large enough.
const NEVER: [i32; 2] = [i32::MAX; 2];

/// The least lead at the first look from which at most two choices in a thousand are another in the end.
fn sure_from(mut looks: Vec<(i32, bool)>) -> i32 {
    looks.sort_unstable_by_key(|(lead, _)| std::cmp::Reverse(*lead));
    let (mut least, mut other) = (i32::MAX, 0);
    for (place, (lead, same)) in looks.iter().enumerate() {
        other += usize::from(!same);
        if other * 500 <= place {
            least = *lead;
        }
    }
    least
}

/// Parts of the articles for cross-validation.
const FOLDS: usize = 4;

/// How often an extra page is repeated.
const REPEATED: usize = 12;

const RANKS: Settings =
    Settings { trees: 240, leaves: 20, rate: 0.07, penalty: 4.0, least: 2.0, features: 1.0, rows: 1.0 };
const KEEPS: Settings =
    Settings { trees: 200, leaves: 14, rate: 0.05, penalty: 4.0, least: 3.0, features: 1.0, rows: 1.0 };

fn masked(cells: &[u8], without: &[std::ops::Range<usize>]) -> Vec<u8> {
    let mut cells = cells.to_vec();
    for row in cells.chunks_exact_mut(WIDTH) {
        without.iter().for_each(|range| row[range.clone()].fill(0));
    }
    cells
}

fn fit(examples: &[&Example], without: &[std::ops::Range<usize>]) -> (Vec<u8>, Vec<u8>) {
    let mut ranks = Rows { width: WIDTH, ..Rows::default() };
    let mut keeps = Rows { width: KEEP_WIDTH, ..Rows::default() };
    for example in examples.iter().filter(|example| !example.plain) {
        let cells = masked(&example.cells, without);
        let mut row = example.keep.clone();
        without.iter().for_each(|range| row[range.clone()].fill(0));
        keeps.features.extend(row);
        keeps.right.push(f32::from(u8::from(example.quote)));
        if example.quote && example.right.contains(&true) {
            ranks.features.extend(&cells);
            ranks.right.extend(example.right.iter().map(|right| f32::from(u8::from(*right))));
            ranks.group_ends.push(ranks.right.len());
        }
    }
    (train(&ranks, RANKS), train(&keeps, KEEPS))
}

/// A model that ranks and keeps and does nothing else.
fn bare(ranks: &[u8], keeps: &[u8]) -> Vec<u8> {
    let (pronouns, reports) = (no_pronouns(), empty());
    let parts =
        Parts { ranks, keeps, pronouns: &pronouns, reports: &reports, steps: [&[]; 3], sure: NEVER, rates: &[] };
    SpeakerModel::write(&parts)
}

/// Trees that weigh no antecedent.
fn no_pronouns() -> Vec<u8> {
    Trees::write(antecedents::WIDTH as u8, &[])
}

/// Trees that score no report.
fn empty() -> Vec<u8> {
    Trees::write(features::WIDTH as u8, &[])
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
        let bytes = bare(&ranks, &keeps);
        let model = SpeakerModel::read(&bytes).unwrap();
        for example in own {
            let cells = masked(&example.cells, without);
            let (place, _, row) = model.rank_and_describe(&cells, example.by_rules);
            let keep = model.keep(&row) > 0;
            let chosen = example.right[place];
            if std::env::args().any(|arg| arg == "--errors") && (keep != example.quote || keep && !chosen) {
                let what = match (keep, example.quote, example.right.contains(&true)) {
                    (false, ..) => "MISSED",
                    (_, false, _) => "NO QUOTE",
                    (.., false) => "UNREACHABLE",
                    _ => "SPEAKER",
                };
                println!("{what} chose {} | {}", example.candidates[place], example.shown);
            }
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
        f1(hits),
        f1(right),
        speaker as f64 / gold as f64,
        rules as f64 / gold as f64
    );
}

/// From which lead a choice is how likely.
fn steps_of(mut leads: Vec<(i32, bool)>) -> Steps {
    leads.sort_unstable();
    // Pools neighbours until no step falls below the one before it (isotonic regression: Barlow et al., Statistical
    // Inference under Order Restrictions, 1972).
    let mut pools: Vec<(i32, usize, usize)> = Vec::new();
    for chunk in leads.chunks(leads.len().div_ceil(24).max(1)) {
        pools.push((chunk[0].0, chunk.iter().filter(|(_, right)| *right).count(), chunk.len()));
        while let [.., (_, right, all), (_, next, others)] = pools.as_slice()
            && right * others > next * all
        {
            let (_, next, others) = pools.pop().unwrap();
            let last = pools.last_mut().unwrap();
            *last = (last.0, last.1 + next, last.2 + others);
        }
    }
    pools.into_iter().map(|(lead, right, all)| (lead, (right * 1000 / all) as u16)).collect()
}
