//! Whether day or month comes first in dates that are written in numbers.
//!
//! The text of a date comes in; what it tells of the order goes out.
//!
//! Invariant: a date both of whose numbers could be the month tells nothing, and neither does one that begins with its year.

use std::fmt;
use std::str::FromStr;

/// Which of day and month comes first: `28/3/2019` or `3/28/2019`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `31/12/2019`.
    DayFirst,
    /// `12/31/2019`.
    MonthFirst,
}

/// What a date in numbers tells of its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderTold {
    /// One of its numbers is greater than twelve.
    Told(DateOrder),
    /// It could be read both ways.
    Either,
}

impl OrderTold {
    /// What the first date in `text` that has day, month and year, in this place or the other, tells; `None` where there
    /// is none, and where day and month are the same number.
    #[must_use]
    pub fn by(text: &str) -> Option<Self> {
        let numbers: Vec<Number> = numbers(text).take(MOST_NUMBERS).collect();
        let (at, mark) = (0..numbers.len()).find_map(|at| Some((at, date_mark(&numbers, at)?)))?;
        let [first, second, year] = numbers.get(at..at + 3)? else { return None };
        let dated = match year.digits {
            4 => (1600..=2100).contains(&year.value),
            2 => mark != b'-',
            _ => false,
        };
        match (first.value, second.value) {
            _ if !dated => None,
            (13..=31, 1..=12) => Some(Self::Told(DateOrder::DayFirst)),
            (1..=12, 13..=31) => Some(Self::Told(DateOrder::MonthFirst)),
            (first, second) if first != second && (1..=12).contains(&first) && (1..=12).contains(&second) => {
                Some(Self::Either)
            }
            _ => None,
        }
    }
}

/// So many numbers of a text are looked at: a date with its time has seven.
const MOST_NUMBERS: usize = 16;

/// A run of digits and what comes after it.
struct Number {
    value: u32,
    digits: usize,
    /// The mark between this number and the next, white space aside; `None` where anything else is.
    mark: Option<u8>,
}

fn numbers(text: &str) -> impl Iterator<Item = Number> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let from = rest.find(|c: char| c.is_ascii_digit())?;
        let run = rest.get(from..)?;
        let digits = run.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = run.split_at_checked(digits)?;
        rest = behind;
        let next = behind.find(|c: char| c.is_ascii_digit());
        let mark = match next.and_then(|next| behind.get(..next)).map(|between| between.trim().as_bytes()) {
            Some([mark @ (b'/' | b'-' | b'.')]) => Some(*mark),
            _ => None,
        };
        Some(Number { value: number.parse().unwrap_or(u32::MAX), digits, mark })
    })
}

/// The mark between the numbers of a date that begins at number `at`.
fn date_mark(numbers: &[Number], at: usize) -> Option<u8> {
    let [first, second, year] = numbers.get(at..at + 3)? else { return None };
    let mark = first.mark.filter(|mark| second.mark == Some(*mark) && year.mark != Some(*mark))?;
    let goes_on =
        at.checked_sub(1).and_then(|before| numbers.get(before)).is_some_and(|before| before.mark == Some(mark));
    (!goes_on && first.digits <= 2 && second.digits <= 2).then_some(mark)
}

impl DateOrder {
    /// Its name, as kept in an archive.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }
}

/// The orders that the date columns of a file have, where one of a record's dates could be read both ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DateOrders {
    /// That of the dates of publication.
    pub published: Option<DateOrder>,
    /// That of the dates of the last change.
    pub updated: Option<DateOrder>,
    /// That of the dates of the fetch.
    pub fetched: Option<DateOrder>,
}

impl DateOrders {
    /// The orders as text, such as `published_at=month-first`; `None` where there is none.
    #[must_use]
    pub fn to_text(&self) -> Option<String> {
        Some(self.to_string()).filter(|text| !text.is_empty())
    }

    fn named(self) -> [(&'static str, Option<DateOrder>); 3] {
        [("published_at", self.published), ("updated_at", self.updated), ("fetched_at", self.fetched)]
    }
}

impl fmt::Display for DateOrders {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let orders = self.named().into_iter().filter_map(|(name, order)| Some((name, order?)));
        for (place, (name, order)) in orders.enumerate() {
            write!(out, "{}{name}={}", if place > 0 { " " } else { "" }, order.name())?;
        }
        Ok(())
    }
}

impl FromStr for DateOrders {
    type Err = std::convert::Infallible;

    /// Reads what [`to_text`](Self::to_text) wrote; what means nothing any more is left out.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let order = |name: &str| {
            let said = text.split(' ').filter_map(|part| part.split_once('=')).find(|(column, _)| *column == name)?.1;
            [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find(|order| order.name() == said)
        };
        Ok(Self { published: order("published_at"), updated: order("updated_at"), fetched: order("fetched_at") })
    }
}

#[cfg(test)]
mod tests {
    use crate::model::dates::order::*;

    #[test]
    fn order_is_told_by_a_number_above_twelve() {
        let check = |text: &str, expected: Option<OrderTold>| assert_eq!(OrderTold::by(text), expected, "{text}");
        let day = Some(OrderTold::Told(DateOrder::DayFirst));
        let month = Some(OrderTold::Told(DateOrder::MonthFirst));
        for text in ["28/3/2019", "28-03-2019 10:00", "Thu 28. 3. 2019", "28/3/19", "10:05, 28/3/2019"] {
            check(text, day);
        }
        for text in ["3/28/2019", "03-28-2019T10:00", "3.28.2019", "3/28/19 4:05 PM"] {
            check(text, month);
        }
        for text in ["3/4/2019", "03.04.2019 13:45", "3/4/19"] {
            check(text, Some(OrderTold::Either));
        }
        for text in ["3/3/2019", "2019/3/4", "2019-03-04T10:05", "3/4", "1.2.3.4", "0/4/2019", "32/4/2019", "10-05-19"]
        {
            check(text, None);
        }
        for text in ["", "3 April 2019", "3/4-2019", "43560", "3/4/9999"] {
            check(text, None);
        }
    }

    #[test]
    fn orders_are_read_as_they_were_written() {
        let orders =
            DateOrders { published: Some(DateOrder::MonthFirst), fetched: Some(DateOrder::DayFirst), updated: None };
        assert_eq!(orders.to_text().as_deref(), Some("published_at=month-first fetched_at=day-first"));
        assert_eq!(orders.to_string().parse(), Ok(orders));
        assert_eq!(DateOrders::default().to_text(), None);
        assert_eq!("published_at=sideways x".parse(), Ok(DateOrders::default()));
    }
}
