//! The hash of signatures, written down here so that no library can change it.
//!
//! Letters come in one by one, a number of 64 bits goes out: FNV-1a over the code points of a word
//! (<https://www.rfc-editor.org/rfc/rfc9923>), then the last step of `MurmurHash3` (Appleby 2011), which spreads what two words differ
//! in over all bits.
//!
//! Invariant: no state, no seed, no width of a machine word.

/// FNV-1a of 64 bits.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const FACTOR: u64 = 0x0000_0100_0000_01b3;

/// The hash of a word while its letters come in.
#[derive(Clone, Copy)]
pub(super) struct WordHash(u64);

impl WordHash {
    pub(super) const fn new() -> Self {
        Self(START)
    }

    pub(super) fn add(&mut self, letter: u32) {
        self.0 = (self.0 ^ u64::from(letter)).wrapping_mul(FACTOR);
    }

    pub(super) fn get(self) -> u64 {
        spread(self.0)
    }
}

/// The hash of words that stand behind each other.
pub(super) fn joined(words: &[u64]) -> u64 {
    spread(words.iter().fold(START, |hash, word| (hash.rotate_left(23) ^ word).wrapping_mul(FACTOR)))
}

/// `fmix64`.
const fn spread(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}
