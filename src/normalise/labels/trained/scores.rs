//! What trees say of the blocks of a page, and which block they think most of.

/// What trees say of each block; nothing of those that are out of the question.
pub(in crate::normalise) type Scores = Vec<Option<i32>>;

/// The block with the highest score above `least`; of equals the first.
pub(in crate::normalise) fn best(scores: &Scores, least: i32) -> Option<usize> {
    let found = scores.iter().enumerate().filter_map(|(at, score)| score.map(|score| (score, at)));
    found.max_by_key(|(score, at)| (*score, usize::MAX - at)).filter(|(score, _)| *score > least).map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_of_the_highest_counts() {
        let scores = vec![None, Some(3), Some(5), Some(5)];
        assert_eq!((best(&scores, 4), best(&scores, 5), best(&Vec::new(), 0)), (Some(2), None, None));
    }
}
