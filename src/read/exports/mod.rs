//! Exports of the databases that newspapers are searched in: many articles in a file.
//!
//! A carrier (one file of `carriers` each) turns the file into paragraphs; the file of each database finds the
//! documents in it and reads headline, date, authors and text off the labels and the layout; `format` is what they share.

mod article;
mod authors;
mod carriers;
mod corpora;
mod date;
mod europresse;
mod factiva;
mod factiva_head;
mod factiva_text;
mod format;
mod nexis;
mod proquest;
mod references;
mod windows;

use std::borrow::Cow;
use std::io::Read as _;
use std::path::Path;

use crate::read::about::About;
use crate::read::choice::FormatChoice;
pub(super) use carriers::docx::is_office_file;
use format::{EXPORT_LEN, Export};
pub(super) use references::{BIBTEX, RIS};

use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::longer_than;
use crate::read::stream::HEAD_LEN;

/// The paragraphs of the Word file at `path`, whatever it is about; `None` where it is no Word file.
///
/// # Errors
/// Where it cannot be read, or is a damaged one.
pub fn word_text(path: &Path) -> Result<Option<String>, ReadError> {
    let shown = path.display().to_string();
    if shown == "-" {
        return Ok(None);
    }
    let refused = |error: std::io::Error| ReadError::of_io(&shown, &error);
    let mut file = std::fs::File::open(path).map_err(refused)?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD_LEN as u64).read_to_end(&mut bytes).map_err(refused)?;
    if !is_office_file(&bytes) {
        return Ok(None);
    }
    file.take((EXPORT_LEN + 1 - bytes.len()) as u64).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() > EXPORT_LEN {
        return Err(ReadError::of_file(&shown, ReadErrorKind::TooLarge, longer_than(EXPORT_LEN)));
    }
    carriers::docx::text_of_docx(&bytes)
        .map(Some)
        .map_err(|message| ReadError::of_file(&shown, ReadErrorKind::Unsupported, message))
}

/// Nexis (`LexisNexis`), as text, HTML, RTF or a Word file.
pub(super) static NEXIS: Export = Export {
    choice: FormatChoice::Nexis,
    about: About {
        what: "Nexis (LexisNexis): an export as text, HTML, RTF or a Word file",
        told_by: "lines that count documents, and the labels `LENGTH:`, `LOAD-DATE:` in any of its languages",
        examples: "nexis.txt nexis.rtf",
    },
    recognises: nexis::is_nexis,
    carried: |text| Cow::Borrowed(text),
    split: nexis::split,
    article: nexis::article,
    others_in_word: &[&FACTIVA],
    without_articles: "an export of Nexis without a document in it",
};

/// Factiva, as HTML, text, RTF or a Word file.
pub(super) static FACTIVA: Export = Export {
    choice: FormatChoice::Factiva,
    about: About {
        what: "Factiva: an export as HTML in any of its three layouts, text, RTF or a Word file",
        told_by: "the names of its styles and anchors; in text the codes of its fields, or the lines from length to copyright",
        examples: "factiva.html factiva.rtf",
    },
    recognises: factiva::is_factiva,
    carried: |text| Cow::Borrowed(text),
    split: factiva::split,
    article: factiva::article,
    others_in_word: &[],
    without_articles: "a page of Factiva without an article in it",
};

/// `ProQuest`, as text, HTML or mail.
pub(super) static PROQUEST: Export = Export {
    choice: FormatChoice::ProQuest,
    about: About {
        what: "ProQuest: an export as text or HTML, or the mail that carries one",
        told_by: "rules of underscores with labels such as `Full text:`, or anchors `DocID_`",
        examples: "proquest.txt",
    },
    recognises: proquest::is_proquest,
    carried: proquest::carried,
    split: proquest::split,
    article: proquest::article,
    others_in_word: &[],
    without_articles: "an export of ProQuest without a document in it",
};

/// Corpora of news in SGML.
pub(super) static SGML: Export = Export {
    choice: FormatChoice::Sgml,
    about: About {
        what: "Corpora of news in SGML: TREC, Gigaword, Reuters-21578",
        told_by: "the roots `DOC` and `REUTERS`, with `DOCNO`, `TEXT` or `BODY`",
        examples: "corpus.sgm",
    },
    recognises: corpora::is_corpus,
    carried: |text| Cow::Borrowed(text),
    split: corpora::split,
    article: corpora::article,
    others_in_word: &[],
    without_articles: "a corpus without a document in it",
};

/// Europresse, as HTML.
pub(super) static EUROPRESSE: Export = Export {
    choice: FormatChoice::Europresse,
    about: About {
        what: "Europresse: an export as HTML",
        told_by: "the names of its styles",
        examples: "europresse.html",
    },
    recognises: europresse::is_europresse,
    carried: |text| Cow::Borrowed(text),
    split: europresse::split,
    article: europresse::article,
    others_in_word: &[],
    without_articles: "an export of Europresse without a document in it",
};

#[cfg(test)]
mod tests;
