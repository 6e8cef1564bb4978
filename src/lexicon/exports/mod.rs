//! Words of the databases that newspapers are searched in: the labels of their exports; the elements of news corpora; and the parts of scanned newspapers.

pub mod corpus_elements;
pub mod export_labels;
pub mod scan_divisions;
