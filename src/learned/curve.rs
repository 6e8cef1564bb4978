//! Curves that never fall: from a score to how often what had such a score was right.
//!
//! Invariant: a higher score never has the smaller share.

/// Scores and shares, both per mille and rising.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    knots: Vec<(u16, u16)>,
}

impl Curve {
    /// Reads knots, `score:share` each, in rising order; `None` where there is none or one falls below the one before it.
    pub fn read<'t>(knots: impl Iterator<Item = &'t str>) -> Option<Self> {
        let knot = |knot: &str| {
            let (score, share) = knot.split_once(':')?;
            Some((score.parse().ok()?, share.parse().ok()?))
        };
        let knots: Vec<(u16, u16)> = knots.map(knot).collect::<Option<_>>()?;
        let rises = knots.is_sorted() && knots.is_sorted_by_key(|(_, share)| *share);
        (rises && !knots.is_empty()).then_some(Self { knots })
    }

    /// The share at a score, on the straight line between the knots beside it.
    #[must_use]
    pub fn at(&self, score: u16) -> u16 {
        let after = self.knots.partition_point(|(known, _)| *known < score);
        match (after.checked_sub(1).and_then(|before| self.knots.get(before)), self.knots.get(after)) {
            (Some((low, from)), Some((high, to))) => {
                let (width, way) = (u32::from(high - low).max(1), u32::from(score - low));
                let rise = u32::from(to.saturating_sub(*from)) * way / width;
                from + u16::try_from(rise).unwrap_or(0)
            }
            (_, Some((_, share))) | (Some((_, share)), None) => *share,
            (None, None) => score,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Curve> {
        Curve::read(line.split_whitespace())
    }

    #[test]
    fn shares_lie_between_those_of_the_knots() {
        let curve = read("200:400 600:800").expect("a curve");
        let check = |score: u16, expected: u16| assert_eq!(curve.at(score), expected, "{score}");
        check(0, 400);
        check(200, 400);
        check(400, 600);
        check(1000, 800);
    }

    #[test]
    fn what_falls_is_no_curve() {
        assert_eq!(read("200:400 600:300"), None);
        assert_eq!(read("600:400 200:500"), None);
        assert_eq!(read("200:high"), None);
        assert_eq!(read(""), None);
    }
}
