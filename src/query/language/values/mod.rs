//! Values of fields: dates, numbers, names.

pub(in crate::query::language) mod called;
pub(in crate::query::language) mod dates;
pub(in crate::query::language) mod limits;
pub(in crate::query::language) mod value;
