//! Word clusters: words that occur in the same company share a number, at a coarse and a fine grain.
//!
//! The table is `models/clusters.bin`, made by `examples/build_clusters.rs`: words by hash, so that it takes four bytes a
//! word. One unknown word in about ten thousand is taken for a known one, which a tagger can live with.

use std::sync::LazyLock;

use crate::model::BrokenData;
use crate::model::built_in::whole;

/// First bytes of the table; the last of them is its version.
pub const MAGIC: &[u8; 4] = b"CLU1";
/// log2 of the number of buckets that words are spread over.
pub const BUCKET_BITS: u32 = 16;
/// Bytes of one word: 16 bits of hash, 16 bits of clusters.
pub const ENTRY_LEN: usize = 4;

static BYTES: &[u8] = include_bytes!("../../../models/clusters.bin");
static TABLE: LazyLock<Result<Table, BrokenData>> = LazyLock::new(|| read(BYTES));

/// The table: where each bucket starts, and the words of all buckets.
struct Table {
    starts: &'static [u8],
    entries: &'static [u8],
}

fn read(bytes: &'static [u8]) -> Result<Table, BrokenData> {
    Table::parse(bytes).ok_or(BrokenData { file: "models/clusters.bin" })
}

/// Reads the table that is compiled in.
///
/// # Errors
/// Where it is broken.
pub fn load() -> Result<(), BrokenData> {
    TABLE.as_ref().map(|_| ()).map_err(|broken| *broken)
}

/// The clusters of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    /// Of 64; 0 where the word is not known.
    pub coarse: u16,
    /// Of 512; 0 where the word is not known.
    pub fine: u16,
}

/// The bucket and the fingerprint of a word in lower case.
#[must_use]
pub fn hash(word: &str) -> (usize, u16) {
    let hash = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = mixed ^ (mixed >> 32);
    #[allow(clippy::cast_possible_truncation)] // the low bits are what is wanted
    ((mixed as usize) & ((1 << BUCKET_BITS) - 1), (mixed >> 16) as u16)
}

/// The clusters of `word`, which must be in lower case.
#[must_use]
pub fn find(word: &str) -> Clusters {
    whole(&TABLE).find(word).unwrap_or_default()
}

impl Table {
    fn parse(bytes: &'static [u8]) -> Option<Self> {
        let (starts, entries) = bytes.strip_prefix(MAGIC)?.split_at_checked(((1 << BUCKET_BITS) + 1) * 4)?;
        let table = Self { starts, entries };
        (table.start(1 << BUCKET_BITS)? * ENTRY_LEN == entries.len()).then_some(table)
    }

    /// The number of the first word of a bucket.
    fn start(&self, bucket: usize) -> Option<usize> {
        Some(u32::from_le_bytes(self.starts.get(bucket * 4..bucket * 4 + 4)?.try_into().ok()?) as usize)
    }

    fn find(&self, word: &str) -> Option<Clusters> {
        let (bucket, print) = hash(word);
        let entries = self.entries.get(self.start(bucket)? * ENTRY_LEN..self.start(bucket + 1)? * ENTRY_LEN)?;
        let entry = entries.chunks_exact(ENTRY_LEN).find(|entry| entry[..2] == print.to_le_bytes())?;
        let value = u16::from_le_bytes([entry[2], entry[3]]);
        Some(Clusters { coarse: (value >> 9) + 1, fine: (value & 0x1ff) + 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_table_is_read() {
        assert_eq!(load(), Ok(()));
    }

    #[test]
    fn broken_tables_are_an_error() {
        for bytes in [&BYTES[..BYTES.len() - 1], &BYTES[1..], b"CLU1", b""] {
            assert_eq!(read(bytes).err(), Some(BrokenData { file: "models/clusters.bin" }));
        }
    }

    #[test]
    fn words_of_a_kind_share_a_cluster() {
        assert_eq!(find("tuesday"), find("wednesday"));
        assert_ne!(find("tuesday").fine, find("minister").fine);
        assert_eq!(find("qqzzxxyyqq"), Clusters::default());
    }
}
