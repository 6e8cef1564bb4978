//! Records of JSON and of tables: where one ends, and which of its fields say what.
//!
//! Invariant: nothing here holds more than one record at a time.

pub(super) mod fields;
pub(super) mod json_grammar;
pub(super) mod json_mend;
pub mod json_shape;
pub(super) mod json_split;
pub(super) mod json_values;
pub(super) mod record;
pub(super) mod table_split;
