//! Answers beyond plain rows: chosen columns, bars, and one object with all that is known of the answer.

pub(crate) mod bars;
pub(crate) mod chosen;
pub(crate) mod envelope;
pub(crate) mod timeline;
