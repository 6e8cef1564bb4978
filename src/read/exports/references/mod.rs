//! Lists of references as catalogues and reference managers write them: read where they hold the text of articles or an abstract.
//!
//! One file a format. A reference without any text is no article, and is named.

mod bibtex;
mod ris;
mod wording;

use std::borrow::Cow;

use super::format::Export;
use crate::read::about::About;
use crate::read::choice::FormatChoice;

/// RIS, of databases and reference managers.
pub(in crate::read) static RIS: Export = Export {
    choice: FormatChoice::Ris,
    about: About {
        what: "RIS, references of databases and reference managers, with the abstract or note as the text; those without one are skipped",
        told_by: "a first line `TY  - ` with a type",
        examples: "references.ris",
    },
    recognises: ris::is_ris,
    carried: |text| Cow::Borrowed(text),
    split: ris::split,
    article: ris::article,
    others_in_word: &[],
    without_articles: "a list of references without a reference in it",
};

/// `BibTeX`, of reference managers.
pub(in crate::read) static BIBTEX: Export = Export {
    choice: FormatChoice::BibTex,
    about: About {
        what: "BibTeX, references of reference managers, with the abstract as the text; those without one are skipped",
        told_by: "a first entry such as `@article{key,`",
        examples: "references.bib",
    },
    recognises: bibtex::is_bibtex,
    carried: |text| Cow::Borrowed(text),
    split: bibtex::split,
    article: bibtex::article,
    others_in_word: &[],
    without_articles: "a list of references without a reference in it",
};
