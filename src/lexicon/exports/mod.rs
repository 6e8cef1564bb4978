//! Words of the databases that newspapers are searched in: the labels of their exports.

pub mod export_labels;
