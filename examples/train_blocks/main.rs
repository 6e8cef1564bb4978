//! Trains the weights of the block labeller, `models/blocks.bin`.
//!
//! ```sh
//! cargo run --release --example train_blocks -- DATA                # DATA/{html,dumps}_dev.jsonl.gz -> models/blocks.bin
//! cargo run --release --example train_blocks -- DATA --folds 5 OUT  # OUT/{html,dumps}.jsonl, rows by weights of other publishers
//! ```
//!
//! Articles of saved pages are laid out as dumps that show their captions again, and learned from too (`family.rs`).
//! With `--folds` `OUT/family.jsonl` has the rows of `DATA/family_dev.jsonl.gz`, which is never learned from, and the pages are split by publisher, and each page is labelled by weights that never saw its publisher.
//! `--reuse` takes the weights of the folds from an earlier run in OUT; `--rules` writes the rows of the rules alone;
//! `--only-dumps` leaves the saved pages out, for a quick look.
//! OUT/blocks.tsv lists every block of the saved pages with what it is, what the rules said and what came out.
//! The same data gives the same bytes.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, missing_docs)]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

#[path = "../training/crf.rs"]
mod crf_training;
mod family;
mod gold;
#[path = "../training/trees.rs"]
mod trees_training;

use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crf_training::{Sequence, Trainer};
use serde_json::{Value, json};
use trees_training::{Random, Rows, train_scaled};

use article_archive::model::{Digest, Given, PartialDate};
use article_archive::training::normalise::article::fetched::Fetched;
use article_archive::training::normalise::article::read_off;
use article_archive::training::normalise::blocks::text::blocks_of_text;
use article_archive::training::normalise::blocks::{Block, BlockPage, Labels};
use article_archive::training::normalise::html::html_page;
use article_archive::training::normalise::labels::features::chain::Chain;
use article_archive::training::normalise::labels::features::classes::{CLASSES, RuleLabels, class_of};
use article_archive::training::normalise::labels::features::{DATED, PageFeatures, SIGNS, WIDTH, features_of};
use article_archive::training::normalise::labels::rules::rule_labels;
use article_archive::training::normalise::labels::trained::html::html_rows;
use article_archive::training::normalise::labels::trained::label_with;
use article_archive::training::normalise::labels::trained::model::{
    BlockModel, HTML_PARTS, HTML_WIDTH, KINDS, LOG_ODDS, TEXT_PARTS,
};
use article_archive::training::normalise::labels::trained::text::may_be_headline;
use article_archive::training::normalise::text::unicode::clean;

type Fallible<T> = Result<T, Box<dyn Error>>;

const TREES: trees_training::Settings =
    trees_training::Settings { trees: 60, leaves: 12, rate: 0.12, penalty: 2.0, least: 3.0, features: 1.0, rows: 1.0 };

/// For the text of dumps each tree sees half of the features and seven tenths of the blocks (body F1 .937 to .939, the mean of
/// three drawings), and steps are smaller (.939 to .941, one drawing) on `dumps_dev`, cross-validated (November 2026). Headlines,
/// bylines, captions and saved pages gain nothing.
const STORY_TREES: trees_training::Settings =
    trees_training::Settings { trees: 120, rate: 0.06, features: 0.5, rows: 0.7, ..TREES };

const PART_TREES: trees_training::Settings =
    trees_training::Settings { trees: 180, leaves: 16, rate: 0.08, penalty: 4.0, least: 6.0, features: 1.0, rows: 1.0 };

/// One page with what is right for it.
#[allow(clippy::struct_field_names)]
struct Page {
    id: String,
    publisher: String,
    saved: bool,
    /// Only to learn from: a saved page whose markup was taken away.
    stripped: bool,
    /// Only to learn from: an article laid out as a dump that shows its captions again.
    family: bool,
    page: BlockPage,
    rules: RuleLabels,
    features: PageFeatures,
    classes: Vec<u8>,
}

fn main() -> Fallible<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name);
        at.map(|at| arguments.remove(at)).is_some()
    };
    let (reuse, only_rules, folded) = (flag("--reuse"), flag("--rules"), flag("--folds"));
    let only_dumps = flag("--only-dumps");
    let mut pages = Vec::new();
    let data = PathBuf::from(arguments.first().ok_or("which folder has the pages?")?);
    for file in ["dumps_dev.jsonl.gz", "html_dev.jsonl.gz"] {
        read_pages(&data.join(file), only_dumps, &mut pages)?;
    }
    eprintln!("{} pages, {} blocks", pages.len(), pages.iter().map(|page| page.rules.labels.len()).sum::<usize>());
    if !folded {
        let bytes = train(&pages.iter().collect::<Vec<_>>());
        println!("models/blocks.bin {} bytes, sha256 {}", bytes.len(), Digest::of(&bytes));
        fs::write("models/blocks.bin", bytes)?;
        return Ok(());
    }
    let folds: u64 = arguments.get(1).ok_or("how many folds?")?.parse()?;
    let out = PathBuf::from(arguments.get(2).ok_or("where do the rows go?")?);
    fs::create_dir_all(&out)?;
    let mut dumps = fs::File::create(out.join("dumps.jsonl"))?;
    let mut saved = fs::File::create(out.join("html.jsonl"))?;
    let (mut family, held_out) = (fs::File::create(out.join("family.jsonl"))?, read_family(&data)?);
    let mut listed = BufWriter::new(fs::File::create(out.join("blocks.tsv"))?);
    for fold in 0..folds {
        let held = |page: &&Page| fold_of(&page.publisher, folds) == fold;
        let path = out.join(format!("fold-{fold}.bin"));
        let bytes = if reuse || only_rules {
            fs::read(&path).unwrap_or_default()
        } else {
            train(&pages.iter().filter(|page| !held(page)).collect::<Vec<_>>())
        };
        fs::write(&path, &bytes)?;
        let model = BlockModel::read(&bytes);
        for page in held_out.iter().filter(held) {
            let labels = model.as_ref().filter(|_| !only_rules).map(|model| label_with(model, &page.page, &page.rules));
            writeln!(family, "{}", row(page, &labels.unwrap_or_else(|| page.rules.labels.clone())))?;
        }
        for page in pages.iter().filter(held).filter(|page| !page.stripped && !page.family) {
            let labels = match &model {
                Some(model) if !only_rules => label_with(model, &page.page, &page.rules),
                _ => page.rules.labels.clone(),
            };
            writeln!(if page.saved { &mut saved } else { &mut dumps }, "{}", row(page, &labels))?;
            if page.saved {
                list_blocks(page, &labels, &mut listed)?;
            }
        }
    }
    Ok(())
}

/// The blocks of a page, a line each: what is right, what the rules say, what came out, and the markup.
fn list_blocks(page: &Page, labels: &[Labels], out: &mut impl Write) -> Fallible<()> {
    for (at, block) in page.page.blocks.iter().enumerate() {
        let markup = block.markup.clone().unwrap_or_default();
        let (right, rule, found) = (page.classes[at], class_of(page.rules.labels[at]), class_of(labels[at]));
        let (hints, tag, parent) = (markup.hints.0, markup.tag, markup.parent);
        writeln!(
            out,
            "{}\t{right}\t{rule}\t{found}\t{tag}\t{parent}\t{hints}\t{}\t{}",
            page.id, markup.link_chars, block.text
        )?;
    }
    Ok(())
}

/// The row that the scorer reads.
fn row(page: &Page, labels: &[Labels]) -> Value {
    let given = Given { url: page.page.url.clone(), ..Given::default() };
    let article = read_off(&page.page, labels, &given, &Fetched::default(), &mut Vec::new());
    let captions: Vec<Value> = article.captions.iter().map(|caption| json!({"text": caption.text, "occurrences": caption.occurrences, "photographer": caption.photographer})).collect();
    json!({
        "schema": 1,
        "source": {"record": page.id},
        "headline": article.headline,
        "authors": article.authors,
        "published_at": article.published_at.as_ref().map(PartialDate::as_str),
        "updated_at": article.updated_at.as_ref().map(PartialDate::as_str),
        "body": article.body,
        "captions": captions,
        "dateline": article.dateline,
    })
}

fn fold_of(publisher: &str, folds: u64) -> u64 {
    let hash = publisher
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 20) % folds
}

const CHAIN: crf_training::Settings = crf_training::Settings {
    labels: CLASSES.len(),
    bits: 15,
    epochs: 6,
    rate: 0.02,
    penalty: 3e-4,
    word_dropout: 0.3,
    tongue_dropout: 0.0,
    average_from: usize::MAX,
    seed: 0,
    bias: 0.0,
};
/// Copies of each page the chain learns from, each with another share of its features left out.
const COPIES: u64 = 3;
const LEFT_OUT: f32 = 0.4;

/// All weights in the form of `models/blocks.bin`.
fn train(pages: &[&Page]) -> Vec<u8> {
    let (chain, trees) = std::thread::scope(|scope| {
        let trees = scope.spawn(|| {
            // The lines of the header stand out on laid-out pages, which teaches little of other dumps: authors' F1 .792 with, .809 without,
            // though the two runs differed in the saved pages too.
            let found: Vec<&Page> = pages.iter().filter(|page| !page.family).copied().collect();
            let mut trees = KINDS.map(|kind| grow(&rows_of(&found, kind), TREES)).to_vec();
            let dumps: Vec<&Page> = pages.iter().filter(|page| !page.saved && !page.stripped).copied().collect();
            let [story, captions] = TEXT_PARTS.map(|part| rows_of(&dumps, part));
            trees.extend([grow(&story, STORY_TREES), grow(&captions, TREES)]);
            trees.extend(HTML_PARTS.map(|part| grow(&rows_of_saved(pages, part), PART_TREES)));
            trees
        });
        (train_chain(pages), trees.join().expect("trees"))
    });
    let mut bytes = Vec::new();
    let (chain, scale) = chain;
    for part in trees.into_iter().chain([scale.to_le_bytes().to_vec(), chain]) {
        bytes.extend(u32::try_from(part.len()).unwrap().to_le_bytes());
        bytes.extend(part);
    }
    bytes
}

/// Trees whose scores are log odds.
fn grow(rows: &Rows, settings: trees_training::Settings) -> Vec<u8> {
    train_scaled(rows, settings, Some(LOG_ODDS))
}

fn train_chain(pages: &[&Page]) -> (Vec<u8>, f32) {
    let told: Vec<(&Page, Chain)> =
        pages.iter().filter(|page| !page.stripped).map(|page| (*page, page.features.chain())).collect();
    let sequences: Vec<Sequence> = (0..COPIES)
        .flat_map(|copy| told.iter().map(move |(page, chain)| thinned(page, chain, copy, LEFT_OUT)))
        .collect();
    let mut trainer = Trainer::new(CHAIN);
    trainer.train(&sequences);
    trainer.quantise_scaled()
}

/// A page for the chain with a share of its features left out, so that no feature carries a label alone.
fn thinned(page: &Page, chain: &Chain, copy: u64, share: f32) -> Sequence {
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (copy + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9));
    let mut thin = Sequence { weight: 1.0, ..Sequence::default() };
    let mut start = 0;
    for (end, class) in chain.ends.iter().zip(&page.classes) {
        let mut kept = Vec::new();
        let mut lexical = 0;
        for (at, feature) in chain.hashes[start..*end as usize].iter().enumerate() {
            if random.chance() >= share {
                kept.push(*feature);
                lexical += u8::from(at == 0);
            }
        }
        thin.push(&kept, lexical, (0, 0), *class);
        start = *end as usize;
    }
    thin
}

/// The rows that the trees of one kind learn from. Headlines, dates and bylines are few: they are learned from saved pages
/// without their markup too. Captions and the edges of bodies stand otherwise in dumps: learning everything from such
/// pages cost .07 of caption F1.
fn rows_of(pages: &[&Page], kind: Labels) -> Rows {
    let mut rows = Rows { width: WIDTH, ..Rows::default() };
    for page in pages {
        for (at, (row, class)) in page.features.rows.chunks_exact(WIDTH).zip(&page.classes).enumerate() {
            let label = CLASSES[usize::from(*class)];
            let right = label.any(kind);
            if kind == Labels::HEADLINE && (page.saved || !may_be_headline(&page.page.blocks[at].text)) {
                continue;
            }
            if kind == Labels::BYLINE && (page.saved || row[SIGNS] == 0) || kind == Labels::DATE && row[DATED] == 0 {
                continue;
            }
            // Of what nobody would take for part of the article a quarter is enough.
            let far = kind.any(Labels::BODY)
                && !right
                && page.rules.labels[at].0 == Labels::BOILERPLATE.0
                && row[16..23].iter().all(|near| *near <= 1);
            if far && at % 4 != 0 {
                continue;
            }
            rows.features.extend(row);
            rows.right.push(f32::from(u8::from(right)));
            rows.weights.push(if far { 4.0 } else { 1.0 });
        }
        if kind == Labels::HEADLINE {
            rows.group_ends.push(rows.right.len());
        }
    }
    rows
}

/// The rows of saved pages that the trees for one part of the article learn from. A block counts by its length, since the
/// text is scored by its words.
fn rows_of_saved(pages: &[&Page], part: Labels) -> Rows {
    let mut rows = Rows { width: HTML_WIDTH, ..Rows::default() };
    for page in pages.iter().filter(|page| page.saved) {
        let narrow: Vec<&[u8]> = page.features.rows.chunks_exact(WIDTH).collect();
        let wide = html_rows(&page.page, &narrow, &page.rules.labels);
        for (at, (row, class)) in wide.chunks_exact(HTML_WIDTH).zip(&page.classes).enumerate() {
            let right = CLASSES[usize::from(*class)].any(part);
            let far = !right && page.rules.labels[at].0 == Labels::BOILERPLATE.0;
            if far && at % 3 != 0 && row[16..23].iter().all(|near| *near <= 1) {
                continue;
            }
            rows.features.extend(row);
            rows.right.push(f32::from(u8::from(right)));
            let words = page.page.blocks[at].text.split_whitespace().count() as f32;
            rows.weights.push((words.min(60.0) / 15.0).sqrt().max(0.4));
        }
    }
    rows
}

/// Dumps that show captions again, to be scored only: `DATA/family_dev.jsonl.gz`, where it is there. They are laid out from the
/// saved pages and bear their publishers, so weights that label one have seen none of its publisher's.
fn read_family(data: &Path) -> Fallible<Vec<Page>> {
    let mut pages = Vec::new();
    let path = data.join("family_dev.jsonl.gz");
    if path.exists() {
        let unpacked = Command::new("gzip").arg("-dc").arg(path).stdout(Stdio::piped()).output()?;
        for line in String::from_utf8(unpacked.stdout)?.lines() {
            let record: Value = serde_json::from_str(line)?;
            let text = |key: &str| record[key].as_str().unwrap_or_default();
            let page = BlockPage { blocks: blocks_of_text(text("text")), ..BlockPage::default() };
            let rules = rule_labels(&page);
            let (id, publisher) = (text("doc_id").to_owned(), text("publisher").to_owned());
            let (features, classes) = (features_of(&page, &rules), vec![0; page.blocks.len()]);
            pages.push(Page {
                id,
                publisher,
                saved: false,
                stripped: false,
                family: true,
                page,
                rules,
                features,
                classes,
            });
        }
    }
    Ok(pages)
}

fn read_pages(path: &Path, only_dumps: bool, pages: &mut Vec<Page>) -> Fallible<()> {
    let unpacked = Command::new("gzip").arg("-dc").arg(path).stdout(Stdio::piped()).output()?;
    for line in String::from_utf8(unpacked.stdout)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let text = |key: &str| record[key].as_str();
        let url = text("url").map(str::to_owned);
        let saved = record["html"].is_string();
        let page = match text("html") {
            Some(html) => html_page(html, url.as_deref()),
            None => BlockPage { blocks: blocks_of_text(text("text").unwrap_or_default()), url, ..BlockPage::default() },
        };
        let rules = rule_labels(&page);
        let classes = if saved {
            gold::of_saved_page(&page, &rules.labels, &record["gold"])
        } else {
            gold::of_text(&page, &rules.labels, &record)
        };
        let features = features_of(&page, &rules);
        assert_eq!(features.rows.len(), rules.labels.len() * WIDTH, "the width of a row");
        let publisher =
            text("publisher").filter(|name| !name.is_empty()).map_or_else(|| host(text("url")), str::to_owned);
        let id = text("doc_id").unwrap_or_default().to_owned();
        if saved {
            let laid_out = family::dumps_of(&id, &record["gold"], LAYOUTS);
            pages.extend(laid_out.iter().filter_map(|dump| family_page(dump, &id, &publisher)));
            for titled in [true, false] {
                pages.push(stripped(&page, &classes, &id, &publisher, titled));
            }
        }
        if saved && only_dumps {
            continue;
        }
        pages.push(Page { id, publisher, saved, stripped: false, family: false, page, rules, features, classes });
    }
    Ok(())
}

/// So many dumps are laid out of each saved page with captions.
const LAYOUTS: u64 = 2;

/// An article laid out as a dump; `None` where its lines do not come out as they went in.
fn family_page(dump: &family::Dump, id: &str, publisher: &str) -> Option<Page> {
    let page = BlockPage { blocks: blocks_of_text(&dump.text), ..BlockPage::default() };
    if page.blocks.len() != dump.classes.len() {
        return None;
    }
    let rules = rule_labels(&page);
    let features = features_of(&page, &rules);
    let (id, publisher, classes) = (id.to_owned(), publisher.to_owned(), dump.classes.clone());
    Some(Page { id, publisher, saved: false, stripped: false, family: true, page, rules, features, classes })
}

/// A saved page as a dump of one line a block, its title first where it is `titled`.
fn stripped(page: &BlockPage, classes: &[u8], id: &str, publisher: &str, titled: bool) -> Page {
    let mut blocks: Vec<Block> =
        page.blocks.iter().map(|block| Block { markup: None, indent: 0, ..block.clone() }).collect();
    let mut classes = classes.to_vec();
    if let Some(title) = page.declared.title.as_deref().map(clean).filter(|title| titled && !title.is_empty()) {
        blocks.insert(0, Block { text: title, ..Block::default() });
        classes.insert(0, class_of(Labels::TITLE));
    }
    let page = BlockPage { blocks, url: page.url.clone(), ..BlockPage::default() };
    let rules = rule_labels(&page);
    let features = features_of(&page, &rules);
    Page {
        id: id.to_owned(),
        publisher: publisher.to_owned(),
        saved: false,
        stripped: true,
        family: false,
        page,
        rules,
        features,
        classes,
    }
}

fn host(url: Option<&str>) -> String {
    let host = url.and_then(|url| url.split('/').nth(2)).unwrap_or_default();
    host.trim_start_matches("www.").to_owned()
}
