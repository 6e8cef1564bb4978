//! Counts and shares as the small whole numbers that features are, in whichever type a row has.

/// A count, of which all above 255 are 255.
pub(in crate::normalise) fn capped<N: From<u8>>(count: usize) -> N {
    N::from(u8::try_from(count).unwrap_or(u8::MAX))
}

/// A share in hundredths.
pub(in crate::normalise) fn share<N: From<u8>>(part: usize, whole: usize) -> N {
    N::from(u8::try_from((part.saturating_mul(100) / whole.max(1)).min(100)).unwrap_or(100))
}

/// How far after (above 128) or before.
pub(in crate::normalise) fn signed(from: usize, to: usize) -> u32 {
    if to >= from { 128 + capped::<u32>(to - from).min(127) } else { 128 - capped::<u32>(from - to).min(127) }
}
