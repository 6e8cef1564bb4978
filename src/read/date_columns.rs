//! The order of day and month in the date columns of a file of records.
//!
//! The given fields of its records come in; the order in which a date goes out that leaves it open: the one that the
//! other values of its column show, or, where they show none, the other date columns of the file.
//!
//! The file is read ahead for it, once, and only when a date leaves its order open: what was told so far would make the
//! answer hang on where in the file a row stands. An input that comes once is read ahead as far as it is kept; from
//! there on what came before counts.
//!
//! Invariant: counts are kept and no records; the answer depends on the bytes of the file alone.

use crate::model::{DateOrder, DateOrders, Given, OrderTold};

/// So many values that agree are needed for one that does not to be taken for a slip.
const SLIP: u32 = 20;

/// The date columns of a record, by number: published, updated, fetched.
const COLUMNS: usize = 3;

/// How often the values of each column show either order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Votes([Count; COLUMNS]);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    day_first: u32,
    month_first: u32,
}

impl Count {
    fn and(self, other: Self) -> Self {
        Self {
            day_first: self.day_first.saturating_add(other.day_first),
            month_first: self.month_first.saturating_add(other.month_first),
        }
    }

    fn order(self) -> Option<DateOrder> {
        let beats = |more: u32, fewer: u32| more > fewer.saturating_mul(SLIP);
        match self {
            Self { day_first, month_first } if beats(day_first, month_first) => Some(DateOrder::DayFirst),
            Self { day_first, month_first } if beats(month_first, day_first) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

/// What each date of a record tells.
fn told(given: &Given) -> [Option<OrderTold>; COLUMNS] {
    [&given.published_at, &given.updated_at, &given.fetched_at].map(|date| date.as_deref().and_then(OrderTold::by))
}

impl Votes {
    /// Counts what the dates of a record show.
    pub fn note(&mut self, given: &Given) {
        self.count(told(given));
    }

    fn count(&mut self, told: [Option<OrderTold>; COLUMNS]) {
        for (count, told) in self.0.iter_mut().zip(told) {
            let one = match told {
                Some(OrderTold::Told(DateOrder::DayFirst)) => &mut count.day_first,
                Some(OrderTold::Told(DateOrder::MonthFirst)) => &mut count.month_first,
                _ => continue,
            };
            *one = one.saturating_add(1);
        }
    }

    /// The order of a column, by itself or by the others.
    fn order(&self, column: Count) -> Option<DateOrder> {
        if column == Count::default() { self.0.into_iter().fold(column, Count::and).order() } else { column.order() }
    }
}

/// Reads the file ahead and counts.
type Scan<'s> = Box<dyn FnOnce(&mut Votes) + 's>;

/// The date columns of one file.
pub(super) struct DateColumns<'s> {
    votes: Votes,
    /// Reads ahead; `None` where that was done, or cannot be.
    scan: Option<Scan<'s>>,
    /// Whether records count as they come, because not all of them could be read ahead.
    counts_on: bool,
}

impl<'s> DateColumns<'s> {
    /// Columns of a file that `scan` reads ahead: all of it, or less where the rest `counts_on`.
    pub fn new(scan: Option<Scan<'s>>, counts_on: bool) -> Self {
        Self { votes: Votes::default(), scan, counts_on }
    }

    /// The orders for those dates of the next record that leave theirs open.
    pub fn orders_of(&mut self, given: &Given) -> DateOrders {
        let told = told(given);
        if self.counts_on {
            self.votes.count(told);
        }
        if told.contains(&Some(OrderTold::Either))
            && let Some(scan) = self.scan.take()
        {
            scan(&mut self.votes);
        }
        let mut orders = told
            .into_iter()
            .zip(self.votes.0)
            .map(|(told, column)| (told == Some(OrderTold::Either)).then(|| self.votes.order(column)).flatten());
        let mut next = || orders.next().flatten();
        DateOrders { published: next(), updated: next(), fetched: next() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(published: &str, updated: &str) -> Given {
        let date = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Given { published_at: date(published), updated_at: date(updated), ..Given::default() }
    }

    /// The orders of a record `asked` in a file that has `rows`.
    #[track_caller]
    fn check(rows: &[(&str, &str)], asked: (&str, &str), expected: (Option<DateOrder>, Option<DateOrder>)) {
        let scan =
            |votes: &mut Votes| rows.iter().for_each(|(published, updated)| votes.note(&given(published, updated)));
        let orders = DateColumns::new(Some(Box::new(scan)), false).orders_of(&given(asked.0, asked.1));
        assert_eq!((orders.published, orders.updated), expected, "{rows:?} {asked:?}");
    }

    #[test]
    fn column_is_read_in_the_order_that_it_shows() {
        use DateOrder::{DayFirst, MonthFirst};
        let open = ("3/4/2019", "3/4/2019");
        check(&[("3/28/2019", "28/3/2019")], open, (Some(MonthFirst), Some(DayFirst)));
        check(&[("3/28/2019", "")], open, (Some(MonthFirst), Some(MonthFirst)));
        check(&[("3/28/2019", "")], ("2019-03-04", "4 March 2019"), (None, None));
        check(&[("3/28/2019", "")], ("3/28/2019", ""), (None, None));
        check(&[("1/2/2019", "")], open, (None, None));
    }

    #[test]
    fn column_of_two_orders_shows_none_but_for_a_slip() {
        let mixed = [("3/28/2019", ""), ("28/3/2019", "")];
        check(&mixed, ("3/4/2019", ""), (None, None));
        let mut slip = vec![("3/28/2019", ""); 21];
        slip.push(("28/3/2019", ""));
        check(&slip, ("3/4/2019", ""), (Some(DateOrder::MonthFirst), None));
    }

    #[test]
    fn what_comes_once_is_read_by_what_came_before() {
        let mut columns = DateColumns::new(None, true);
        assert_eq!(columns.orders_of(&given("3/4/2019", "")).published, None);
        assert_eq!(columns.orders_of(&given("28/3/2019", "")), DateOrders::default());
        assert_eq!(columns.orders_of(&given("3/4/2019", "")).published, Some(DateOrder::DayFirst));
    }
}
