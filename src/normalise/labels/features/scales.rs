//! Counts and shares as the small whole numbers that features are.

pub(in crate::normalise) fn capped(count: usize) -> u32 {
    u32::try_from(count.min(255)).unwrap_or(255)
}

/// A share in hundredths.
pub(in crate::normalise) fn share(part: usize, whole: usize) -> u32 {
    u32::try_from((part.saturating_mul(100) / whole.max(1)).min(100)).unwrap_or(100)
}

/// How far after (above 128) or before.
pub(in crate::normalise) fn signed(from: usize, to: usize) -> u32 {
    if to >= from { 128 + capped(to - from).min(127) } else { 128 - capped(from - to).min(127) }
}
