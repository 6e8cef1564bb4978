//! The labels that databases print before the fields of an article, in the languages of their interfaces.

use crate::lexicon::tables::sections::{Phrases, Values, Words};

const TEXT: &str = include_str!("export_labels.txt");

/// Labels of Nexis, lower case, and the field that follows.
pub static NEXIS: Values = Values::new(TEXT, "nexis");

/// Lines of Nexis that stand alone above a part of an article, lower case, and the part.
pub static NEXIS_PARTS: Values = Values::new(TEXT, "nexis-parts");

/// Lines that end an article of Nexis, lower case.
pub static NEXIS_ENDS: Words = Words::new(TEXT, "nexis-ends");

/// What Nexis prints in place of an article that it cannot show, lower case.
pub static NOT_SHOWN: Phrases = Phrases::new(TEXT, "not-shown");

/// The word between the number of a document and their count, lower case.
pub static OF: Words = Words::new(TEXT, "of");

/// The word after the count of documents, lower case.
pub static DOCUMENTS: Words = Words::new(TEXT, "documents");

/// What opens a line of copyright, lower case.
pub static COPYRIGHT: Phrases = Phrases::new(TEXT, "copyright");

/// What closes a notice of copyright, lower case.
pub static RESERVED: Phrases = Phrases::new(TEXT, "reserved");

/// What opens the line with the number of a Factiva or Europresse document, lower case.
pub static NUMBERS: Phrases = Phrases::new(TEXT, "numbers");

/// What counts are counts of: words, characters; lower case.
pub static COUNTED: Phrases = Phrases::new(TEXT, "counted");

/// Labels of `ProQuest`, lower case, and the field that follows.
pub static PROQUEST: Values = Values::new(TEXT, "proquest");

/// Codes of Factiva's indexed layout, lower case, and the field.
pub static FACTIVA_CODES: Values = Values::new(TEXT, "factiva-codes");

/// All codes of that layout, lower case, and their places in its order.
pub static FACTIVA_ORDER: Values = Values::new(TEXT, "factiva-order");

/// What opens a paragraph that is the caption of a picture, lower case.
pub static CAPTION_LEADS: Phrases = Phrases::new(TEXT, "caption-leads");
