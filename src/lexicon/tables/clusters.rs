//! Word clusters: words that occur in the same company share a number, at a coarse and a fine grain.
//!
//! The table is `models/clusters.bin`, made by `examples/build_clusters.rs`: words by hash, so that it takes four bytes a
//! word. One unknown word in about ten thousand is taken for a known one, which a tagger can live with.

/// First bytes of the table; the last of them is its version.
pub const MAGIC: &[u8; 4] = b"CLU1";
/// log2 of the number of buckets that words are spread over.
pub const BUCKET_BITS: u32 = 16;
/// Bytes of one word: 16 bits of hash, 16 bits of clusters.
pub const ENTRY_LEN: usize = 4;

static BYTES: &[u8] = include_bytes!("../../../models/clusters.bin");

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
    look_up(word).unwrap_or_default()
}

fn look_up(word: &str) -> Option<Clusters> {
    let rest = BYTES.strip_prefix(MAGIC)?;
    let (starts, entries) = rest.split_at_checked(((1 << BUCKET_BITS) + 1) * 4)?;
    let (bucket, print) = hash(word);
    let start = |at: usize| Some(u32::from_le_bytes(starts.get(at * 4..at * 4 + 4)?.try_into().ok()?) as usize);
    let entries = entries.get(start(bucket)? * ENTRY_LEN..start(bucket + 1)? * ENTRY_LEN)?;
    let entry = entries.chunks_exact(ENTRY_LEN).find(|entry| entry[..2] == print.to_le_bytes())?;
    let value = u16::from_le_bytes([entry[2], entry[3]]);
    Some(Clusters { coarse: (value >> 9) + 1, fine: (value & 0x1ff) + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_kind_share_a_cluster() {
        assert_eq!(find("tuesday"), find("wednesday"));
        assert_ne!(find("tuesday").fine, find("minister").fine);
        assert_eq!(find("qqzzxxyyqq"), Clusters::default());
    }
}
