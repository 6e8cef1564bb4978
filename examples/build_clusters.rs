//! Builds `models/clusters.bin` from a list of words with their clusters.
//!
//! `cargo run --release --example build_clusters -- clusters.txt` where each line is `word TAB coarse TAB fine`.

#![allow(clippy::print_stdout)] // A builder says what it built.

use std::env;
use std::error::Error;
use std::fs;

use article_archive::training::lexicon::tables::clusters::{BUCKET_BITS, MAGIC, hash};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("which file has the clusters?")?;
    let mut buckets: Vec<Vec<(u16, u16)>> = vec![Vec::new(); 1 << BUCKET_BITS];
    for line in fs::read_to_string(path)?.lines() {
        let mut fields = line.split('\t');
        let (Some(word), Some(coarse), Some(fine)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let (coarse, fine): (u16, u16) = (coarse.parse()?, fine.parse()?);
        let (bucket, print) = hash(word);
        if !buckets[bucket].iter().any(|(known, _)| *known == print) {
            buckets[bucket].push((print, coarse << 9 | fine));
        }
    }
    let mut bytes = MAGIC.to_vec();
    let mut start = 0_u32;
    for bucket in &mut buckets {
        bucket.sort_unstable();
        bytes.extend(start.to_le_bytes());
        start += u32::try_from(bucket.len())?;
    }
    bytes.extend(start.to_le_bytes());
    for (print, value) in buckets.iter().flatten() {
        bytes.extend(print.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    fs::write("models/clusters.bin", &bytes)?;
    println!("models/clusters.bin: {start} words, {} bytes", bytes.len());
    Ok(())
}
