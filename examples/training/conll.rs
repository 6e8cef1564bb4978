//! Annotated names from files of `token TAB tag` lines, as running text again.
//!
//! Text is rebuilt with the plain spacing rules of news: no space before closing punctuation or after opening brackets,
//! quotation marks by turns, four sentences a paragraph, a line without a full stop on its own. What a model is trained
//! on then looks like what it will read.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

/// One document: its text and the names in it.
#[derive(Clone, Debug, Default)]
pub struct Annotated {
    /// Running text.
    pub text: String,
    /// Byte ranges and types (`PER`, `LOC`, `ORG`, others as the corpus has them).
    pub names: Vec<(Range<usize>, String)>,
}

type Sentence = Vec<(String, String)>;

const SENTENCES_A_PARAGRAPH: usize = 4;

/// Reads a file of a language (ISO 639-1); a corpus without `-DOCSTART-` lines is one document.
///
/// # Errors
/// Whatever opening the file says.
pub fn read(path: &Path, language: &str) -> io::Result<Vec<Annotated>> {
    let content = fs::read_to_string(path)?;
    let mut documents: Vec<Vec<Sentence>> = vec![Vec::new()];
    let mut sentence = Sentence::new();
    for line in content.lines().chain([""]) {
        let token = line.rsplit_once('\t').filter(|(token, _)| !token.is_empty() && !token.starts_with("-DOCSTART-"));
        if let Some((token, tag)) = token {
            // A printer's long s, in old German.
            sentence.push((token.replace('ſ', "s"), tag.to_owned()));
            continue;
        }
        let last = documents.last_mut().expect("there is always one document");
        if !sentence.is_empty() {
            last.push(std::mem::take(&mut sentence));
        }
        if line.starts_with("-DOCSTART-") && !last.is_empty() {
            documents.push(Vec::new());
        }
    }
    documents.retain(|document| !document.is_empty());
    let glue = splits_hyphens(&documents);
    Ok(documents.iter().map(|document| running_text(document, glue, language)).collect())
}

/// Whether the corpus writes `well - known` for well-known.
fn splits_hyphens(documents: &[Vec<Sentence>]) -> bool {
    let tokens = || documents.iter().flatten().flatten().map(|(token, _)| token);
    let inside = tokens().filter(|token| {
        token.starts_with(char::is_alphabetic)
            && token.len() > 2
            && token.get(1..token.len() - 1).is_some_and(|inner| inner.contains('-'))
    });
    tokens().filter(|token| *token == "-").count() > inside.count()
}

fn running_text(document: &[Sentence], glue: bool, language: &str) -> Annotated {
    let mut page = Annotated::default();
    let (mut in_paragraph, mut open_double) = (0, false);
    for sentence in document {
        if !page.text.is_empty() {
            let stopped = page.text.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '!', '?', ':', '…']);
            let new = in_paragraph >= SENTENCES_A_PARAGRAPH || !stopped;
            page.text.push_str(if new { "\n\n" } else { " " });
            in_paragraph = if new { 0 } else { in_paragraph };
        }
        in_paragraph += 1;
        add_sentence(&mut page, sentence, (glue, language), &mut open_double);
    }
    page
}

fn add_sentence(page: &mut Annotated, sentence: &Sentence, (glue, language): (bool, &str), open_double: &mut bool) {
    let (mut space, mut open_single) = (false, false);
    for (at, (token, tag)) in sentence.iter().enumerate() {
        let mut before = space && !clings_left(token, language);
        let mut after = !clings_right(token, language);
        let open = match token.as_str() {
            "\"" => Some(&mut *open_double),
            "'" => Some(&mut open_single),
            _ => None,
        };
        if let Some(open) = open {
            let later = sentence[at + 1..].iter().any(|(other, _)| other == token);
            let opens = at == 0 || (!*open && (token == "\"" || later));
            (before, after, *open) = (space && opens, !opens, opens);
        } else if glue && matches!(token.as_str(), "-" | "/") && at > 0 && at + 1 < sentence.len() {
            let joined = sentence[at - 1].0.ends_with(char::is_alphanumeric)
                && sentence[at + 1].0.starts_with(char::is_alphanumeric);
            (before, after) = if joined { (false, false) } else { (before, after) };
        }
        if before {
            page.text.push(' ');
        }
        let start = page.text.len();
        page.text.push_str(token);
        let end = page.text.len();
        match tag.split_once('-') {
            Some(("B", kind)) => page.names.push((start..end, kind.to_owned())),
            Some(("I", _)) => {
                if let Some((range, _)) = page.names.last_mut() {
                    range.end = end;
                }
            }
            _ => {}
        }
        space = after;
    }
}

fn clings_left(token: &str, language: &str) -> bool {
    let closing = |c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '%' | ')' | ']' | '}' | '…' | '’' | '”' | '»');
    if token.chars().all(closing) || token == "''" {
        return true;
    }
    let lower = token.to_lowercase().replace('’', "'");
    // Turkish endings: `Ankara 'da`.
    if language == "tr" && lower.strip_prefix('\'').is_some_and(|end| end.chars().all(char::is_alphabetic)) {
        return true;
    }
    matches!(lower.as_str(), "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "'t" | "n't")
}

fn clings_right(token: &str, language: &str) -> bool {
    // French articles: `l' Europe`.
    let article = token.strip_suffix(['\'', '’']).filter(|article| language == "fr" && !article.is_empty());
    if article.is_some_and(|article| article.chars().all(char::is_alphabetic)) {
        return true;
    }
    token.chars().all(|c| matches!(c, '(' | '[' | '{' | '$' | '£' | '€' | '“' | '‘' | '«' | '#')) || token == "``"
}
