//! Trained models as tables of small integers: reads the weights and runs them.
//!
//! Features come in as hashes, labels and scores go out. What the features mean is up to the calling room;
//! `models/README.md` says how the weights were made, and the trainers are in `examples/`.
//!
//! Invariant: integer arithmetic only once the features are hashed, so the same features give the same labels on every
//! machine.

pub mod crf;
pub mod curve;
pub mod trees;

/// Hashes the parts of a feature to 32 bits: FNV-1a, finished as in `MurmurHash3` so that low bits are usable alone.
#[derive(Clone, Copy, Debug)]
pub struct FeatureHash(u32);

impl FeatureHash {
    /// Starts a feature of template number `template`.
    #[must_use]
    #[inline]
    pub const fn new(template: u32) -> Self {
        Self(0x811c_9dc5 ^ template.wrapping_mul(0x9e37_79b9))
    }

    /// Mixes in the bytes of `text` and an end mark.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        let mixed = text.bytes().fold(self.0, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Self((mixed ^ 0xff).wrapping_mul(0x0100_0193))
    }

    /// Mixes in a number.
    #[must_use]
    #[inline]
    pub const fn number(self, number: u32) -> Self {
        let hash = (self.0 ^ number).wrapping_mul(0x85eb_ca6b);
        Self(hash ^ (hash >> 13))
    }

    /// The finished hash.
    #[must_use]
    #[inline]
    pub const fn finish(self) -> u32 {
        let mut hash = self.0;
        hash ^= hash >> 16;
        hash = hash.wrapping_mul(0x85eb_ca6b);
        hash ^= hash >> 13;
        hash = hash.wrapping_mul(0xc2b2_ae35);
        hash ^ (hash >> 16)
    }
}
