//! Words of dates: months, zones, and what is printed before a date or instead of one.

pub mod date_words;
pub mod months;
pub mod relative_date_words;
