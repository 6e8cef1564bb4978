//! Cuts the credit off a caption: at its beginning, in brackets, after an opener, or as the names that end it.
//!
//! A clean text comes in, caption and credit go out; `None` where there is no credit.
//!
//! Invariant: both are stretches of the text.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::lexicon::agencies::agency;
use crate::lexicon::credit_words::{CLOSERS, NOT_PEOPLE, NOTES};
use crate::lexicon::given_names;
use crate::lexicon::titles::{HONORIFICS, ROLES};
use crate::model::letters::is_alphanumeric;
use crate::normalise::fields::credits::openers::{
    LONGEST_CREDIT, PHRASE_OPENINGS, after_opener, has_mark_of_opener, is_credit_body, no_sentence, opens_credit,
    opens_with_agency,
};
use crate::normalise::fields::credits::read::{is_list_of_names, names_only};
use crate::normalise::fields::person_names::person;
use crate::steps::took;

/// The caption and the credit in a clean text.
pub(in crate::normalise) fn cut_credit(text: &str) -> Option<(&str, &str)> {
    took(text.len());
    // `Foto: Anna Berg (AFP)` is a credit from its first word.
    if text.len() <= LONGEST_CREDIT && opens_credit(text) && is_credit_body(after_opener(text)) {
        return Some(("", text));
    }
    let text = without_note(text);
    bracketed(text)
        .or_else(|| passed_on(text))
        .or_else(|| opened(text).map(|(caption, credit)| longer(trailing(text), with_owner(text, caption, credit))))
        .or_else(|| trailing(text))
        .map(|(caption, credit)| with_photographer(text, caption, credit))
        .map(|(caption, credit)| (trim_caption(caption), credit))
}

/// Finds the first of [`NOTES`]: one look for all of them, which hardly any text has.
static NOTE_FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(&*NOTES).ok());

/// The text without what an agency tells editors after it.
pub(super) fn without_note(text: &str) -> &str {
    let note = NOTE_FINDER.as_ref().and_then(|finder| finder.find(text));
    note.and_then(|note| text.get(..note.start())).map_or(text, str::trim_end)
}

/// `… the harbour. Harbour Office/Anna Berg via REUTERS/File Photo`, `… the harbour. Anna Berg/Handout via Reuters`
fn passed_on(text: &str) -> Option<(&str, &str)> {
    let at = memchr::memmem::rfind(text.as_bytes(), b" via ")?;
    let owner = text.get(at + " via ".len()..)?;
    let first = owner.split(['/', ',']).next()?.trim().trim_end_matches(['.', ')', ']']);
    agency(first).filter(|_| owner.len() <= LONGEST_CREDIT)?;
    let before = text.get(..at)?;
    let ends = before.char_indices().rev().take(LONGEST_CREDIT);
    let mut ends =
        ends.filter(|(_, mark)| matches!(mark, '.' | '!' | '?' | '"' | '”' | '»' | '|' | '–' | '—' | '(' | '['));
    let sentence = ends.find_map(|(end, mark)| {
        let from = end + mark.len_utf8();
        let given = text.get(from..at)?;
        let apart = given.starts_with(' ') || matches!(mark, '|' | '(' | '[');
        (apart && is_list_of_names(given.trim())).then_some(from)
    });
    // Without a full stop before it the word with the slash in it begins the credit.
    let slashed = || {
        let slash = before.rfind('/')?;
        let (giver, owner) = (before.get(..slash)?, before.get(slash + 1..)?);
        // `Anna Berg/Handout`: before what is no name stands one of two words.
        let words = if NOT_PEOPLE.contains(&owner.trim().to_lowercase()) { 2 } else { 1 };
        let from = giver.rmatch_indices(' ').nth(words - 1)?.0 + 1;
        is_list_of_names(before.get(from..)?).then_some(from)
    };
    let from = sentence.or_else(slashed)?;
    let credit = text.get(from..)?.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    Some((text.get(..from)?, credit))
}

/// A credit with the names that a slash joins to its front: `… the harbour. Anna Berg/Copyright 2026 AP`, `EFE/EPA/Anna Berg`.
fn with_owner<'t>(text: &'t str, caption: &'t str, credit: &'t str) -> (&'t str, &'t str) {
    let joined = || {
        let names = caption.trim_end().strip_suffix('/')?;
        let from = names.rfind(". ").map(|at| at + ". ".len())?;
        is_list_of_names(names.get(from..)?).then(|| Some((text.get(..from)?, text.get(from..)?.trim())))?
    };
    joined().unwrap_or((caption, credit))
}

/// A credit that is an agency after a slash, with the photographer before it: `… the harbour in Bergen Anna Lind / AP`. Where no
/// full stop ends the caption, a first name after a capitalised word or a number begins the credit, unless that word is a title.
fn with_photographer<'t>(text: &'t str, caption: &'t str, credit: &'t str) -> (&'t str, &'t str) {
    let named = || {
        let names = caption.trim_end().strip_suffix('/')?.trim_end();
        let (before, last) = names.rsplit_once(' ')?;
        let (before, first) = before.rsplit_once(' ')?;
        let word = before.rsplit(' ').next()?;
        let parted = word.ends_with(|c: char| c.is_ascii_digit()) || word.starts_with(char::is_uppercase);
        let lower = word.to_lowercase();
        let is_title = HONORIFICS.contains(&lower) || ROLES.contains(&lower);
        person(text.get(before.len() + 1..names.len())?)?;
        let is_name = given_names::find(&first.to_lowercase()).is_some() && last.starts_with(char::is_uppercase);
        (parted && !is_title && is_name).then(|| Some((before, text.get(before.len() + 1..)?)))?
    };
    named().unwrap_or((caption, credit))
}

/// A caption of whole sentences with whoever gave the picture in brackets after it: `… of the storm. (Lund Museum)`.
pub(super) fn sourced(text: &str) -> Option<(&str, &str)> {
    let (caption, source) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let short = source.len() <= LONGEST_SOURCE && !source.contains(|c: char| c.is_ascii_digit());
    (short && caption.ends_with('.') && is_list_of_names(source)).then_some((caption, source))
}

/// The name of a source in brackets has at most this many bytes.
const LONGEST_SOURCE: usize = 40;

/// The credit that a line has after the words `key` of the same caption shown bare: `Anna Berg / AP`; `None` where it goes on
/// with anything else. Repetition tells where a caption without a full stop ends.
pub(in crate::normalise) fn credit_behind<'t>(text: &'t str, key: &str) -> Option<(&'t str, &'t str)> {
    took(text.len());
    let mut left = key.chars().filter(|c| *c != ' ').count();
    let mut chars = text.char_indices().filter(|(_, c)| is_alphanumeric(*c));
    let end = loop {
        if left == 0 {
            break chars.next()?.0;
        }
        left = left.checked_sub(chars.next()?.1.to_lowercase().count())?;
    };
    let before = text.get(..end)?;
    let caption = trim_caption(before.trim_end_matches(['©', ' ']));
    let tail = text.get(caption.len()..)?.trim_start_matches([' ', '|', '-', '–', '—', '/', '•', ',', ';', '.']);
    let inner = tail.trim_matches(['(', ')', '[', ']', ' ']);
    let credit = (inner.len() <= LONGEST_CREDIT)
        && (names_only(inner)
            || opens_credit(inner) && is_credit_body(after_opener(inner))
            || tail.starts_with(['(', '[']) && person(inner).is_some());
    credit.then_some((caption, inner))
}

/// Of two credits of one text the longer: `Scanfoto/Anna Berg via REUTERS/File Photo` holds another that opens at the agency.
fn longer<'t>(one: Option<(&'t str, &'t str)>, found: (&'t str, &'t str)) -> (&'t str, &'t str) {
    one.filter(|(caption, _)| !caption.is_empty() && caption.len() < found.0.len()).unwrap_or(found)
}

/// `… (Anna Berg/Reuters)`, `… [AFP]`
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let shorter = text.trim_end_matches(['.', ' ']);
    let inner = shorter.strip_suffix([')', ']', '）', '］', '】'])?;
    let open = inner.rfind(['(', '[', '（', '［', '【'])?;
    let credit = inner.get(open..)?.trim_start_matches(['(', '[', '（', '［', '【']).trim();
    (credit.len() <= LONGEST_CREDIT
        && (opens_credit(credit) || names_only(credit) || CLOSERS.iter().any(|closer| credit.ends_with(closer))))
    .then_some((text.get(..open)?, credit))
}

/// `… conflict. © Anna Berg - AFP/Pool`, `Foto: Anna Berg`, `… in Paris. Photo by Anna Berg/AFP`
fn opened(text: &str) -> Option<(&str, &str)> {
    let from = text.len().saturating_sub(LONGEST_CREDIT);
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at))?;
    let tail = text.get(from..)?;
    // Most words open no credit, which their first byte tells.
    let marked = has_mark_of_opener(tail);
    let may = |at: usize| marked || tail.as_bytes().get(at).is_some_and(|byte| PHRASE_OPENINGS.may_open_with(*byte));
    // Before the first character of the text stands a space, so to speak; a tail may begin inside a word.
    let mut before = if from == 0 { ' ' } else { 'a' };
    let mut starts = tail.char_indices().filter(|(at, first)| {
        let before = std::mem::replace(&mut before, *first);
        matches!(before, ' ' | '.' | '|' | '/' | ')' | '"' | '”' | '»' | '-')
            || *first == '©'
            || *first == '（' && tail.get(*at..).is_some_and(|rest| rest.starts_with("（Ｃ）"))
    });
    // The first place from which the rest is a credit: an opener later in the same credit belongs to it.
    starts.find_map(|(at, _)| {
        let rest = tail.get(at..).filter(|_| may(at))?;
        let cut = from + at;
        let body = after_opener(rest);
        if body.len() == rest.len() {
            return None;
        }
        let ends = text.get(..cut)?.trim_end();
        let free = ends.is_empty()
            || ends.ends_with(['.', '!', '?', '…', '|', '-', '–', '—', '"', '”', '»', ')', ',', ':', ';', '/']);
        // After running text a lower-case word is part of the sentence: `a photo: it shows`. A word with a colon may be a part of
        // one too, `First picture: what the bridge will be`, unless it says whose the picture is.
        let large = rest.chars().next().is_some_and(|first| !first.is_lowercase());
        ((free || large && no_sentence(body)) && is_credit_body(body)).then_some((text.get(..cut)?, rest.trim()))
    })
}

/// `… in Paris. REUTERS/Anna Berg`, `… | dpa`, `… - AFP`
fn trailing(text: &str) -> Option<(&str, &str)> {
    let slashed = text.contains('/');
    let cut = text.char_indices().rev().take(LONGEST_CREDIT).filter_map(|(at, mark)| {
        // Most characters part nothing.
        if is_alphanumeric(mark) || mark == ' ' && !slashed {
            return None;
        }
        let after = at + mark.len_utf8();
        let rest = text.get(after..)?;
        let parts = match mark {
            '|' | '•' => true,
            // Where the markup was taken away the space may be gone: `… the storm.Getty Images`.
            '.' | '!' | '?' => rest.starts_with(' ') || rest.chars().next().is_some_and(char::is_uppercase),
            '…' | '"' | '”' | '»' | '-' | '–' | '—' | ')' => rest.starts_with(' '),
            ' ' => opens_with_agency(rest),
            '/' => rest.starts_with(' ') && text.get(..at).is_some_and(|before| before.ends_with(' ')),
            _ => false,
        };
        (parts && names_only(rest.trim())).then_some(after)
    });
    let after = cut.last();
    if after.is_none() && names_only(text) {
        return Some(("", text));
    }
    let after = after?;
    Some((text.get(..after)?, text.get(after..)?.trim()))
}

fn trim_caption(caption: &str) -> &str {
    caption.trim().trim_end_matches([' ', '|', '-', '–', '—', '/', '•', '(', '[', ',', ';', ':']).trim_end()
}
