//! Prints how often what the archive says is right, by how sure it says it is: a reliability table.
//!
//! `cargo run --release --example reliability -- FACTS.jsonl`
//!
//! A file of whole articles annotated by hand comes in, one object a line: `id`, `lang`, `headline`, `body` and the lists
//! `people`, `places` and `organisations`, each item with its `name` and other `forms`; what stands in `ignore` is neither right
//! nor wrong. For each language and sort a line a tenth of confidence goes out: how many were said, how many of them are
//! right, and how many of all at least so sure.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a program of its own, and this is its output

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use article_archive::analyse::analyse;
use article_archive::model::{Article, Mention};
use serde_json::Value;

const TENTHS: usize = 10;

/// Said and right, for each tenth of confidence.
type Bins = [(u32, u32); TENTHS + 1];

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: reliability FACTS.jsonl");
        return ExitCode::from(2);
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut tables: BTreeMap<(String, &str), Bins> = BTreeMap::new();
    for line in text.lines() {
        let Ok(gold) = serde_json::from_str::<Value>(line) else { continue };
        count(&gold, &mut tables);
    }
    println!(
        "{:<10} {:<14} {:>5} {:>6} {:>6} {:>6} {:>9}",
        "language", "sort", "sure", "said", "right", "share", "from here"
    );
    for ((language, sort), bins) in &tables {
        print(language, sort, bins);
    }
    ExitCode::SUCCESS
}

/// Adds what one article says to the tables.
fn count(gold: &Value, tables: &mut BTreeMap<(String, &str), Bins>) {
    let string = |key: &str| gold[key].as_str().map(str::to_owned);
    let article = Article {
        headline: string("headline"),
        body: string("body").unwrap_or_default(),
        language: string("lang"),
        ..Article::default()
    };
    let analysis = analyse(&article);
    let language = gold["lang"].as_str().filter(|language| ["en", "de"].contains(language)).unwrap_or("other");
    let mut say =
        |sort: &'static str, name: &str, mentions: &[Mention], confidence: u16, taken: &mut BTreeSet<usize>| {
            let shown: Vec<String> =
                [name].into_iter().chain(mentions.iter().map(|one| one.text.as_str())).map(fold).collect();
            let is_right = match find(&gold[sort], &shown, taken) {
                Some(place) => taken.insert(place),
                None if ignored(&gold["ignore"][sort], &shown) => return,
                None => false,
            };
            let bins = tables.entry((language.to_owned(), sort)).or_default();
            if let Some((said, right)) = bins.get_mut(usize::from(confidence / 100)) {
                *said += 1;
                *right += u32::from(is_right);
            }
        };
    let mut taken = BTreeSet::new();
    analysis.people.iter().for_each(|one| say("people", &one.name, &one.mentions, one.confidence(), &mut taken));
    taken.clear();
    analysis.places.iter().for_each(|one| say("places", &one.name, &one.mentions, one.confidence(), &mut taken));
    taken.clear();
    analysis
        .organisations
        .iter()
        .for_each(|one| say("organisations", &one.name, &one.mentions, one.confidence(), &mut taken));
}

/// The item that one of the names is a form of, and that nothing took before.
fn find(items: &Value, shown: &[String], taken: &BTreeSet<usize>) -> Option<usize> {
    let items = items.as_array()?;
    let is_form = |item: &Value, name: &String| {
        let forms = item["forms"].as_array().into_iter().flatten().chain([&item["name"]]);
        forms.filter_map(Value::as_str).any(|form| fold(form) == *name)
    };
    (0..items.len())
        .filter(|place| !taken.contains(place))
        .find(|place| shown.iter().any(|name| is_form(&items[*place], name)))
}

fn ignored(forms: &Value, shown: &[String]) -> bool {
    forms.as_array().into_iter().flatten().filter_map(Value::as_str).any(|form| shown.contains(&fold(form)))
}

/// Letters and digits in lower case, an article at the start left out.
fn fold(name: &str) -> String {
    let lower = name.to_lowercase().replace("’s", "").replace("'s", "");
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let article =
        words.len() > 1 && matches!(words[0], "the" | "a" | "an" | "der" | "die" | "das" | "le" | "la" | "les" | "el");
    words[usize::from(article)..].join(" ")
}

fn print(language: &str, sort: &str, bins: &Bins) {
    let share = |said: u32, right: u32| {
        if said == 0 { "–".to_owned() } else { format!("{:.3}", f64::from(right) / f64::from(said)) }
    };
    let (mut all_said, mut all_right) = (0, 0);
    for (tenth, (said, right)) in bins.iter().enumerate().rev().filter(|(_, (said, _))| *said > 0) {
        all_said += said;
        all_right += right;
        println!(
            "{language:<10} {sort:<14} {:>5.1} {said:>6} {right:>6} {:>6} {:>9}",
            f64::from(u32::try_from(tenth).unwrap_or(0)) / 10.0,
            share(*said, *right),
            share(all_said, all_right),
        );
    }
}
