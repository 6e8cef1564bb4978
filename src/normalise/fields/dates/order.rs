//! Whether day or month comes first in dates of numbers alone, and what else depends on the page.

use crate::lexicon::months::Calendar;
use crate::model::DateOrder;
use crate::normalise::fields::dates::tokens::{Kind, Token};

/// Which of day and month comes first where a date in numbers could mean both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::normalise) enum Order {
    DayFirst,
    MonthFirst,
    Unknown,
}

impl Order {
    /// An order that is known.
    pub fn of(order: DateOrder) -> Self {
        match order {
            DateOrder::DayFirst => Self::DayFirst,
            DateOrder::MonthFirst => Self::MonthFirst,
        }
    }
}

/// The order of day and month in numbers that one of the dates among `tokens` tells by a number above twelve.
pub(in crate::normalise) fn order_told(tokens: &[Token<'_>]) -> Order {
    let number = |at: usize| match tokens.get(at).map(|token| (token.kind, token.chars)) {
        Some((Kind::Number(value), 1..=2)) => Some(value),
        _ => None,
    };
    let told = (0..tokens.len()).find_map(|at| {
        let (first, second) = (number(at)?, number(at + 2)?);
        let mark = tokens.get(at + 1).map(|token| token.kind).filter(|kind| *kind == Kind::Mark('/'))?;
        let dated = tokens.get(at + 3).is_some_and(|token| token.kind == mark)
            && matches!(tokens.get(at + 4).map(|token| token.kind), Some(Kind::Number(_)));
        match (first, second) {
            (13..=31, 1..=12) if dated => Some(Order::DayFirst),
            (1..=12, 13..=31) if dated => Some(Order::MonthFirst),
            _ => None,
        }
    });
    told.unwrap_or(Order::Unknown)
}

/// How numbers are read where they could mean several days.
#[derive(Clone, Copy, Debug)]
pub(in crate::normalise) struct Custom {
    pub order: Order,
    /// The same where there are points between the numbers.
    pub dotted: Order,
    /// The calendar in which pages of this language use besides the Gregorian one.
    pub calendar: Calendar,
}

impl Custom {
    /// With the order that is known for certain.
    pub fn ordered(self, order: Order) -> Self {
        Self { order, dotted: order, ..self }
    }
}
