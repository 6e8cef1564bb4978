//! Answers beyond plain rows: chosen columns, rows of several archives, rows as they come, bars, time lines, and one object with all
//! that is known of the answer.

pub(crate) mod bars;
pub(crate) mod chosen;
pub(crate) mod envelope;
pub(crate) mod placed;
pub(crate) mod stream;
pub(crate) mod timeline;
