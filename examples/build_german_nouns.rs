//! Builds `models/german_nouns.bin` from the table of the package `german-nouns`.
//!
//! `cargo run --release --example build_german_nouns -- german_nouns/nouns.csv`

#![allow(clippy::print_stdout)] // A builder says what it built.

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::fs;

use article_archive::training::lexicon::german_nouns::{BUCKET_BITS, MAGIC, hash};

/// Parts of speech that are names, or no words.
const LEFT_OUT: [&str; 5] = ["name", "Toponym", "fix", "Abkürzung", "Wortverbindung"];

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("which file has the nouns?")?;
    let mut reader = csv::Reader::from_path(path)?;
    let forms: Vec<usize> = reader
        .headers()?
        .iter()
        .enumerate()
        .filter(|(_, name)| !matches!(*name, "pos" | "") && !name.starts_with("genus"))
        .map(|(at, _)| at)
        .collect();
    let mut words = BTreeSet::new();
    for row in reader.records() {
        let row = row?;
        if LEFT_OUT.iter().any(|part| row[1].contains(part)) {
            continue;
        }
        words.extend(forms.iter().filter_map(|at| row.get(*at)).filter(|word| is_noun(word)).map(str::to_lowercase));
    }
    let mut buckets: Vec<BTreeSet<u16>> = vec![BTreeSet::new(); 1 << BUCKET_BITS];
    for word in &words {
        let (bucket, print) = hash(word);
        buckets[bucket].insert(print);
    }
    let mut bytes = MAGIC.to_vec();
    let mut start = 0_u32;
    for bucket in &buckets {
        bytes.extend(start.to_le_bytes());
        start += u32::try_from(bucket.len())?;
    }
    bytes.extend(start.to_le_bytes());
    buckets.iter().flatten().for_each(|print| bytes.extend(print.to_le_bytes()));
    fs::write("models/german_nouns.bin", &bytes)?;
    println!("models/german_nouns.bin: {} words, {} bytes", words.len(), bytes.len());
    Ok(())
}

/// Whether a form is one word with a capital and small letters behind.
fn is_noun(form: &str) -> bool {
    let mut letters = form.chars();
    letters.next().is_some_and(char::is_uppercase)
        && form.chars().count() > 2
        && letters.all(|c| c.is_alphabetic() && c.is_lowercase())
}
