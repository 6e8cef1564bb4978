//! Dates as precise as a page is, and the order of day and month in those that leave it open.

pub mod date;
pub mod order;
