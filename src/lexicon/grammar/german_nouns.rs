//! Everyday nouns of German, which writes them all with a capital.
//!
//! The table is `models/german_nouns.bin`, made by `examples/build_german_nouns.rs`: words by hash, two bytes a word. One
//! unknown word in some three thousand is taken for a known one, which a tagger can live with.

use std::sync::LazyLock;

use crate::lexicon::clusters;
use crate::model::BrokenData;
use crate::model::built_in::whole;

/// First bytes of the table; the last of them is its version.
pub const MAGIC: &[u8; 4] = b"DEN1";
/// log2 of the number of buckets that words are spread over.
pub const BUCKET_BITS: u32 = 14;

/// The shortest noun that closes a compound.
const LEAST_HEAD: usize = 5;
/// The shortest word that opens one.
const LEAST_MODIFIER: usize = 3;

static BYTES: &[u8] = include_bytes!("../../../models/german_nouns.bin");
static TABLE: LazyLock<Result<Table, BrokenData>> = LazyLock::new(|| read(BYTES));

/// The table: where each bucket starts, and the fingerprints of all buckets.
struct Table {
    starts: &'static [u8],
    prints: &'static [u8],
}

fn read(bytes: &'static [u8]) -> Result<Table, BrokenData> {
    Table::parse(bytes).ok_or(BrokenData { file: "models/german_nouns.bin" })
}

/// Reads the table that is compiled in.
///
/// # Errors
/// Where it is broken.
pub fn load() -> Result<(), BrokenData> {
    TABLE.as_ref().map(|_| ()).map_err(|broken| *broken)
}

/// What is known of a word as a noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noun {
    /// Nothing.
    #[default]
    Unknown,
    /// It closes with a noun, as compounds do: `Hafenverwaltung`.
    Closes,
    /// It is one, in some form.
    Listed,
}

/// The bucket and the fingerprint of a word in lower case.
#[must_use]
pub fn hash(word: &str) -> (usize, u16) {
    let (bucket, print) = clusters::hash(word);
    (bucket & ((1 << BUCKET_BITS) - 1), print)
}

/// What is known of `word`, in lower case, as a noun.
#[must_use]
pub fn find(word: &str) -> Noun {
    if is_listed(word) {
        return Noun::Listed;
    }
    let heads =
        word.char_indices().map(|(at, _)| at).skip(LEAST_MODIFIER).take_while(|at| at + LEAST_HEAD <= word.len());
    let closes = heads.take(40).any(|at| is_listed(&word[at..]));
    if closes { Noun::Closes } else { Noun::Unknown }
}

fn is_listed(word: &str) -> bool {
    whole(&TABLE).has(word).unwrap_or(false)
}

impl Table {
    fn parse(bytes: &'static [u8]) -> Option<Self> {
        let (starts, prints) = bytes.strip_prefix(MAGIC)?.split_at_checked(((1 << BUCKET_BITS) + 1) * 4)?;
        let table = Self { starts, prints };
        (table.start(1 << BUCKET_BITS)? * 2 == prints.len()).then_some(table)
    }

    /// The number of the first word of a bucket.
    fn start(&self, bucket: usize) -> Option<usize> {
        Some(u32::from_le_bytes(self.starts.get(bucket * 4..bucket * 4 + 4)?.try_into().ok()?) as usize)
    }

    fn has(&self, word: &str) -> Option<bool> {
        let (bucket, print) = hash(word);
        let prints = self.prints.get(self.start(bucket)? * 2..self.start(bucket + 1)? * 2)?;
        Some(prints.chunks_exact(2).any(|known| known == print.to_le_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_tables_are_an_error() {
        assert_eq!(load(), Ok(()));
        for bytes in [&BYTES[..BYTES.len() - 1], &BYTES[1..], b"DEN1", b""] {
            assert_eq!(read(bytes).err(), Some(BrokenData { file: "models/german_nouns.bin" }));
        }
    }

    #[test]
    fn nouns_and_their_compounds_are_told_from_names() {
        assert_eq!(find("ende"), Noun::Listed);
        assert_eq!(find("hafenverwaltungsleiterin"), Noun::Closes);
        assert_eq!(find("grubwald-zqx"), Noun::Unknown);
    }
}
