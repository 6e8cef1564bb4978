//! Words of the databases that newspapers are searched in: the labels of their exports; and the parts of scanned newspapers.

pub mod export_labels;
pub mod scan_divisions;
