//! Fits how often rows of each confidence are right, and shows it.
//!
//! `cargo run --release --features training --example calibrate -- DATA --english WEIGHTS --others WEIGHTS`
//!
//! `DATA` is the folder with `ner/`; the weights are of taggers that did not learn from the documents held out, as
//! `train_tagger --hold-out` leaves them. Of the held-out documents every other one makes `models/confidence.txt`, the rest make
//! the reliability table `docs/reliability.md`. Quotes of articles that no weight was learned from are rows of the table too; the steps in
//! `models/speakers.bin`, which the trainer of those weights leaves there, say how sure they are.

#[path = "training/conll.rs"]
mod conll;
#[path = "training/corpora.rs"]
mod corpora;
#[path = "training/isotonic.rs"]
mod isotonic;
#[path = "training/quotations.rs"]
mod quotations;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use article_archive::model::{Article, Mention, QuoteKind};
use article_archive::training::analyse::names::rules::RuleTagger;
use article_archive::training::analyse::names::trained::confidence::{calibrate, group, word};
use article_archive::training::analyse::names::trained::view::View;
use article_archive::training::analyse::names::trained::words::Looks;
use article_archive::training::analyse::names::trained::{read, tag_with};
use article_archive::training::analyse::names::{Name, NameKind, Tagger};
use article_archive::training::analyse::text::Page;
use article_archive::training::analyse::{STAGES, Stages, analyse_unmapped};
use article_archive::training::learned::crf::{Crf, Scratch};
use article_archive::training::learned::curve::Curve;

use conll::Annotated;
use corpora::{ENGLISH, OTHERS};

/// So many bins hold as many rows each: few, so that a curve says no more than its rows can.
const BINS: usize = 8;
const GROUPS: [&str; 3] = ["en", "de", "other"];
const KINDS: [(NameKind, &str); 3] =
    [(NameKind::Person, "PER"), (NameKind::Place, "LOC"), (NameKind::Organisation, "ORG")];
/// The bars of the table, per mille.
const BARS: [u16; 7] = [0, 500, 600, 700, 800, 900, 950];

/// What was annotated and is neither learned from nor kept as a test, by language: it says how sure names are.
const DEV: &[(&str, &str)] = &[
    ("en", "dev/gmb_dev.conll"),
    ("da", "multi/da/uner_danish_ddt_dev.conll"),
    ("fi", "multi/fi/turku_dev.conll"),
    ("hr", "multi/hr/uner_croatian_set_dev.conll"),
    ("hu", "multi/hu/nerkor_dev.conll"),
    ("no", "multi/no/norne_nob_dev.conll"),
    ("no", "multi/no/norne_nno_dev.conll"),
    ("pt", "multi/pt/uner_bosque_dev.conll"),
    ("ro", "multi/ro/ronec2_dev.conll"),
    ("sr", "multi/sr/uner_serbian_set_dev.conll"),
    ("sk", "multi/sk/uner_slovak_snk_dev.conll"),
    ("sv", "multi/sv/uner_swedish_talbanken_dev.conll"),
    ("tr", "multi/tr/turkish_wiki_dev.conll"),
];

/// A row, how sure it was said to be, and whether it is right.
type Judged = (&'static str, NameKind, u16, bool);

/// Two taggers that did not see what they are judged on.
struct HeldOut {
    english: Crf<'static>,
    others: Crf<'static>,
}

thread_local! {
    static DESK: RefCell<(Looks, Scratch)> = RefCell::default();
}

impl Tagger for HeldOut {
    fn tag(&self, page: &Page<'_>) -> Vec<Name> {
        let by_rules = RuleTagger.tag(page);
        DESK.with_borrow_mut(|(looks, scratch)| {
            let view = View::new(page, looks);
            let is_english = view.is_english();
            let model = if is_english { &self.english } else { &self.others };
            let mut names = tag_with(model, page, &view, by_rules, scratch);
            calibrate(page, is_english, &mut names);
            names
        })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut folder, mut english, mut others) = (None, None, None);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--english" => english = arguments.next(),
            "--others" => others = arguments.next(),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let (Some(folder), Some(english), Some(others)) = (folder, english, others) else {
        return Err("usage: calibrate DATA --english WEIGHTS --others WEIGHTS".into());
    };
    let weights = |path: &str| -> Result<Crf<'static>, Box<dyn Error>> {
        Ok(read(Box::leak(fs::read(path)?.into_boxed_slice()), "the weights of --hold-out")?)
    };
    let tagger: &'static HeldOut =
        Box::leak(Box::new(HeldOut { english: weights(&english)?, others: weights(&others)? }));
    let stages = Stages { tagger, ..STAGES };
    let mut halves: [Vec<Judged>; 2] = [Vec::new(), Vec::new()];
    for (number, (language, document)) in held_out(&folder)?.iter().enumerate() {
        judge(&stages, language, document, &mut halves[number % 2]);
    }
    let [fitted, shown] = halves;
    let table = curves(&fitted);
    fs::write("models/confidence.txt", &table)?;
    let quotes = quotations::judge(&folder)?;
    fs::write("docs/reliability.md", reliability(&table, &shown) + &quoted(&quotes))?;
    Ok(())
}

/// The documents that no tagger learned from.
fn held_out(folder: &Path) -> Result<Vec<(&'static str, Annotated)>, Box<dyn Error>> {
    let mut documents = Vec::new();
    for corpus in ENGLISH.iter().chain(OTHERS) {
        let all = conll::read(&folder.join("ner").join(corpus.file), corpus.language)?.into_iter().enumerate();
        documents.extend(
            all.filter(|(number, _)| corpus.holds_out(*number)).map(|(_, document)| (corpus.language, document)),
        );
    }
    for (language, file) in DEV.iter().copied() {
        let all = conll::read(&folder.join("ner").join(file), language)?;
        documents.extend(all.into_iter().map(|document| (language, document)));
    }
    Ok(documents)
}

/// Adds the rows of a document: one is right if it or one of its mentions has the words of a name of its kind.
fn judge(stages: &Stages, language: &'static str, document: &Annotated, judged: &mut Vec<Judged>) {
    let body = document.text.clone();
    let article = Article { body, language: Some(language.to_owned()), ..Article::default() };
    let analysis = analyse_unmapped(stages, &article);
    for (kind, tag) in KINDS {
        let of_kind = document.names.iter().filter(|(_, of)| of == tag);
        let gold: BTreeSet<String> = of_kind.map(|(range, _)| fold(&document.text[range.clone()])).collect();
        let mut say = |name: &str, mentions: &[Mention]| {
            let sure = mentions.iter().map(|mention| mention.confidence).max().unwrap_or_default();
            let mut shown = mentions.iter().map(|mention| mention.text.as_str()).chain([name]);
            judged.push((group(Some(language)), kind, sure, shown.any(|shown| gold.contains(&fold(shown)))));
        };
        match kind {
            NameKind::Person => analysis.people.iter().for_each(|one| say(&one.name, &one.mentions)),
            NameKind::Place => analysis.places.iter().for_each(|one| say(&one.name, &one.mentions)),
            NameKind::Organisation => analysis.organisations.iter().for_each(|one| say(&one.name, &one.mentions)),
        }
    }
}

/// Words in lower case, without an article before or a possessive behind.
fn fold(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    let bare = lower.trim_end_matches("'s");
    bare.strip_prefix("the ").unwrap_or(bare).to_owned()
}

/// The curves that ship, a line for each group and kind.
fn curves(judged: &[Judged]) -> String {
    let mut table = String::from(
        "# How often rows were right on held-out pages, per mille: group of languages, kind, then confidence:share. Made by\n\
         # `cargo run --release --features training --example calibrate`; docs/reliability.md shows what it comes to.\n",
    );
    for group in GROUPS {
        for (kind, _) in KINDS {
            let own = judged.iter().filter(|(of, what, ..)| *of == group && *what == kind);
            let knots = isotonic::curve(own.map(|(.., sure, right)| (*sure, *right)).collect(), BINS);
            let knots: String = knots.iter().map(|(sure, share)| format!(" {sure}:{share}")).collect();
            table.push_str(&format!("{group} {}{knots}\n", word(kind)));
        }
    }
    table
}

/// The page that shows what the curves come to on the other half of the documents.
fn reliability(table: &str, judged: &[Judged]) -> String {
    let mut curves: BTreeMap<(&str, &str), Curve> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split_whitespace();
        if let (Some(group), Some(kind), Some(curve)) = (fields.next(), fields.next(), Curve::read(fields.clone())) {
            curves.insert((group, kind), curve);
        }
    }
    let mapped: Vec<Judged> = judged
        .iter()
        .map(|(group, kind, sure, right)| {
            let sure = curves.get(&(*group, word(*kind))).map_or(*sure, |curve| curve.at(*sure));
            (*group, *kind, sure, *right)
        })
        .collect();
    let mut page = String::from(HEAD);
    for group in GROUPS {
        let whole = |_: NameKind| true;
        page.push_str(&line(group, "all", &mapped, &whole));
        for (kind, _) in KINDS {
            page.push_str(&line(group, word(kind), &mapped, &|of| of == kind));
        }
    }
    page
}

const HEAD: &str = "# Reliability\n\nOf people, places and organisations that are at least so sure, this share is right, and this share of all right ones that were\n\
    found is shown: half of the documents that were held out of training, in the corpora that `models/DATA.md` names. The other half made\n\
    the curves (`models/confidence.txt`). Both are made by one command, which `models/README.md` gives. Corpora have single sentences\n\
    and names that their annotators saw otherwise; of whole articles more is right (`examples/reliability.rs` counts that). A quote is right\n\
    if its words are somebody's (of reported speech, four fifths of them) and whoever is named said them, in articles that nothing was\n\
    learned from (PolNeAR's dev part, German Wikinews; both were looked at while rules were written).\n\n\
    | languages | rows | any | .5 | .6 | .7 | .8 | .9 | .95 |\n|---|---|---|---|---|---|---|---|---|\n";

/// The lines of quotes.
fn quoted(judged: &[quotations::Judged]) -> String {
    let kinds: [(&str, &[QuoteKind]); 5] = [
        ("quote in marks", &[QuoteKind::Direct, QuoteKind::Mixed]),
        ("direct", &[QuoteKind::Direct]),
        ("mixed", &[QuoteKind::Mixed]),
        ("reported", &[QuoteKind::Indirect]),
        ("quote, all", &[QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect]),
    ];
    let mut lines = String::new();
    for group in GROUPS {
        for (title, kinds) in kinds {
            let of_kind = judged.iter().filter(|(of, kind, ..)| *of == group && kinds.contains(kind));
            let own: Vec<(u16, bool)> = of_kind.map(|(.., sure, right)| (*sure, *right)).collect();
            if !own.is_empty() {
                lines.push_str(&cells(group, title, &own));
            }
        }
    }
    lines
}

/// A line of the page: right of what is shown, and shown of what is right, at each bar.
fn line(group: &str, title: &str, rows: &[Judged], wants: &dyn Fn(NameKind) -> bool) -> String {
    let own: Vec<(u16, bool)> = rows
        .iter()
        .filter(|(of, kind, ..)| *of == group && wants(*kind))
        .map(|(.., sure, right)| (*sure, *right))
        .collect();
    cells(group, title, &own)
}

fn cells(group: &str, title: &str, own: &[(u16, bool)]) -> String {
    let all_right = own.iter().filter(|(_, right)| *right).count().max(1);
    let cells: String = BARS
        .iter()
        .map(|bar| {
            let shown = own.iter().filter(|(sure, _)| sure >= bar);
            let (said, right) = shown.fold((0, 0), |(said, right), (_, is)| (said + 1, right + usize::from(*is)));
            let share = |part: usize, of: usize| format!("{:.3}", part as f64 / of.max(1) as f64);
            format!(" {} ({}) |", share(right, said).trim_start_matches('0'), &share(right, all_right)[..4])
        })
        .collect();
    format!("| {group} | {title} |{cells}\n")
}
