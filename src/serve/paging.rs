//! Which rows of a list are shown, and where the others are.

use crate::serve::asked::Asked;
use crate::serve::site::Site;

/// How many rows a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::serve) enum Total {
    /// So many.
    Exactly(u64),
    /// More than so many; they were counted no further.
    MoreThan(u64),
}

impl Total {
    /// The number, where it is known.
    pub(in crate::serve) fn known(self) -> Option<u64> {
        match self {
            Self::Exactly(count) => Some(count),
            Self::MoreThan(_) => None,
        }
    }
}

impl From<u64> for Total {
    fn from(count: u64) -> Self {
        Self::Exactly(count)
    }
}

/// The place of a page in its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::serve) struct Paging {
    /// In words: `31 to 60 of 1,164`.
    pub(in crate::serve) range: String,
    /// The page before.
    pub(in crate::serve) earlier: Option<String>,
    /// The page behind.
    pub(in crate::serve) later: Option<String>,
}

impl Paging {
    /// Of `shown` rows of the list `name`, which has `count`.
    pub(in crate::serve) fn new(site: &Site, asked: &Asked, name: &str, shown: usize, total: impl Into<Total>) -> Self {
        let window = asked.window();
        let step = window.limit.unwrap_or(0);
        let last = u64::from(window.offset) + shown as u64;
        let at = |offset: u32| {
            if site.links.answered() {
                format!("{}?{}offset={offset}", site.links.page(name), asked.without(&["offset"]))
            } else {
                site.links.nth(name, offset / step.max(1) + 1)
            }
        };
        let (of, is_last) = match total.into() {
            Total::Exactly(count) => (grouped(count), last >= count),
            Total::MoreThan(counted) => (format!("more than {}", grouped(counted)), shown as u64 != u64::from(step)),
        };
        let range = match shown {
            0 => format!("none of {of}"),
            _ => format!("{} to {} of {of}", grouped(u64::from(window.offset) + 1), grouped(last)),
        };
        Self {
            range,
            earlier: (window.offset > 0).then(|| at(window.offset.saturating_sub(step))),
            later: (!is_last && shown > 0).then(|| at(window.offset.saturating_add(step))),
        }
    }
}

/// A number with commas between thousands.
pub(in crate::serve) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::site::tests_site;

    #[test]
    fn pages_follow_each_other() {
        let site = tests_site("archive.db");
        let check = |parameters: &str, shown: usize, count: u64, expected: (&str, Option<&str>, Option<&str>)| {
            let asked = Asked::new("/people", parameters);
            let paging = Paging::new(&site, &asked, "people", shown, count);
            assert_eq!((paging.range.as_str(), paging.earlier.as_deref(), paging.later.as_deref()), expected);
        };
        check("", 12, 12, ("1 to 12 of 12", None, None));
        check("q=a", 30, 1164, ("1 to 30 of 1,164", None, Some("/people?q=a&offset=30")));
        check("offset=30", 4, 34, ("31 to 34 of 34", Some("/people?offset=0"), None));
        let asked = Asked::new("/quotes", "offset=60");
        let paging = Paging::new(&site, &asked, "quotes", 30, Total::MoreThan(1000));
        assert_eq!(
            (paging.range.as_str(), paging.later.as_deref()),
            ("61 to 90 of more than 1,000", Some("/quotes?offset=90"))
        );
        check("offset=90", 0, 34, ("none of 34", Some("/people?offset=60"), None));
    }
}
