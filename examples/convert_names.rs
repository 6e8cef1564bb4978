//! Turns corpora of annotated names into the `token TAB tag` files that `train_tagger` reads.
//!
//! `cargo run --release --example convert_names -- FILE… > corpus.conll`
//!
//! Reads what the corpora of `models/DATA.md` are published as: CoNLL columns, parted by tabs or spaces, the token first and
//! the tag last (`WikiGold`, WNUT 17, the Broad Twitter Corpus, SEC filings), and the `.iob2` of Universal NER, whose columns are a
//! number, the token, the tag and notes. `# newdoc` begins a document; a file without it or `-DOCSTART-` is one document.
//! Tags come out as IOB2 with the types PER, LOC, ORG and MISC.

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::{env, fs};

/// What corpora call the types. A type in no row is MISC; `O` and `OTH` (nationalities in Universal NER) are no name.
const TYPES: &[(&str, &[&str])] = &[
    ("PER", &["PER", "PERSON", "POLITICIAN"]),
    ("LOC", &["LOC", "LOCATION", "GPE", "FAC", "COUNTRY", "GEO-LOC"]),
    ("ORG", &["ORG", "ORGANISATION", "ORGANIZATION", "CORPORATION", "COMPANY", "GROUP", "POLITICALPARTY"]),
    ("O", &["O", "OTH", ""]),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(io::stdout().lock());
    for path in env::args().skip(1) {
        let text = fs::read_to_string(&path).map_err(|cause| format!("{path}: {cause}"))?;
        convert(&text, &mut out)?;
    }
    Ok(out.flush()?)
}

/// Writes the documents of one file. A sentence ends with an empty line.
fn convert(text: &str, out: &mut impl Write) -> io::Result<()> {
    let numbered = text.lines().any(|line| line.starts_with("# sent_id"));
    if !text.contains("# newdoc") && !text.contains("-DOCSTART-") {
        write!(out, "-DOCSTART-\tO\n\n")?;
    }
    let mut before = "O".to_owned();
    let mut inside = false;
    for line in text.lines().map(str::trim_end).chain([""]) {
        if line.starts_with("# newdoc") || line.starts_with("-DOCSTART-") {
            write!(out, "-DOCSTART-\tO\n\n")?;
        } else if line.is_empty() {
            if inside {
                writeln!(out)?;
            }
            (before, inside) = ("O".to_owned(), false);
        } else if let Some((token, tag)) = columns(line, numbered) {
            let tag = iob2(tag, &before);
            writeln!(out, "{token}\t{tag}")?;
            (before, inside) = (tag, true);
        }
    }
    Ok(())
}

/// The token and the tag of a line; nothing for a comment.
fn columns(line: &str, numbered: bool) -> Option<(&str, &str)> {
    if numbered {
        let mut columns = line.split('\t').skip(1);
        return (!line.starts_with("# ")).then(|| Some((columns.next()?, columns.next()?)))?;
    }
    let mut columns = line.split(['\t', ' ']);
    Some((columns.next()?, columns.next_back()?))
}

/// A tag of any of the corpora as IOB2: a name that only has `I-` begins with `B-`.
fn iob2(tag: &str, before: &str) -> String {
    let (place, kind) = tag.split_once('-').unwrap_or(("B", tag));
    let kind = kind.to_uppercase();
    let kind = TYPES.iter().find(|(_, names)| names.contains(&kind.as_str())).map_or("MISC", |(own, _)| own);
    if kind == "O" {
        return kind.to_owned();
    }
    let goes_on = place == "I" && before.get(2..) == Some(kind);
    format!("{}-{kind}", if goes_on { "I" } else { "B" })
}
