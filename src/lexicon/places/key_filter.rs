//! Tells names that are certainly no key of the gazetteer, so that most words of a text are never looked up in it.
//!
//! A key comes in, hashed; out goes whether it may be one. Method: a Bloom filter whose bits for one key lie in one word (Bloom,
//! Communications of the ACM 13, 1970; Putze, Sanders and Singler, Journal of Experimental Algorithmics 14, 2009), so that a look
//! costs one access to memory. The bits are `models/gazetteer_filter.bin`, made by `examples/build_gazetteer_filter.rs` of
//! the keys in `models/gazetteer.bin`; of other words some four in a hundred pass.
//!
//! Invariant: no key of the table is ever refused (a test asks for all of them).

/// Words of 64 bits: seven and a half bits for each of the 280,000 keys.
const WORDS: usize = 1 << 15;

static BYTES: &[u8] = include_bytes!("../../../models/gazetteer_filter.bin");

const _: () = assert!(BYTES.len() == WORDS * 8);

/// The hash of a key, or of its beginning.
#[derive(Clone, Copy, Debug)]
pub struct KeyHash(u64);

impl KeyHash {
    /// The hash of a whole key or of the beginning of one: FNV-1a.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(0xcbf2_9ce4_8422_2325).and(text)
    }

    /// The hash of what was hashed so far with `text` behind it.
    #[must_use]
    pub fn and(self, text: &str) -> Self {
        Self(text.bytes().fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }

    /// As [`KeyHash::and`] for a text in ASCII, its capitals as small letters.
    #[must_use]
    pub fn and_lower(self, text: &str) -> Self {
        let add = |hash: u64, byte: u8| (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
        Self(text.bytes().fold(self.0, add))
    }

    /// Whether a key with this hash may be in the table.
    #[must_use]
    pub fn may_be_filed(self) -> bool {
        let (word, bits) = self.bits();
        let bytes = BYTES.get(word * 8..).and_then(|bytes| bytes.first_chunk());
        bytes.is_none_or(|bytes| u64::from_le_bytes(*bytes) & bits == bits)
    }

    /// The word in which the key has its bits, and these.
    fn bits(self) -> (usize, u64) {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let bit = |shift: u32| 1_u64 << ((mixed >> shift) & 63);
        #[allow(clippy::cast_possible_truncation)] // fifteen bits
        let word = (mixed >> 49) as usize % WORDS;
        (word, bit(43) | bit(37) | bit(31))
    }
}

/// The bits of a filter that lets `keys` pass, as they are filed in `models/gazetteer_filter.bin`.
#[cfg(any(test, feature = "training"))]
#[must_use]
pub fn filter_of(keys: impl Iterator<Item = String>) -> Vec<u8> {
    let mut words = vec![0_u64; WORDS];
    for key in keys {
        let (word, bits) = KeyHash::of(&key).bits();
        words[word] |= bits;
    }
    words.into_iter().flat_map(u64::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hardly_any_other_word_passes() {
        let passed = (0..10_000).filter(|at| KeyHash::of(&format!("no place {at}")).may_be_filed()).count();
        assert!(passed < 600, "{passed}");
    }

    #[test]
    fn a_key_is_hashed_in_pieces_as_in_whole() {
        assert_eq!(KeyHash::of("al ").and("qusayr").0, KeyHash::of("al qusayr").0);
        assert!(KeyHash::of("al qusayr").may_be_filed());
    }
}
