//! Credits of pictures: the credit apart from the caption, photographer and agency apart from each other.
//!
//! A caption as printed comes in; caption, credit, photographer and agency go out.
//!
//! Invariant: a caption and its credit are stretches of what was printed.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::lexicon::agencies::agency;
use crate::lexicon::credit_words::{CLOSERS, LABELS, NOT_PEOPLE, NOTES, OPENERS, PHRASES};
use crate::lexicon::given_names;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::openings::{ByFirst, Openings};
use crate::lexicon::titles::{HONORIFICS, ROLES};
use crate::model::letters::{is_alphabetic, is_alphanumeric};
use crate::normalise::fields::person_names::person;
use crate::normalise::text::parts::parts;
use crate::normalise::text::unicode::clean;
use crate::steps::took;

/// A caption, its credit apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SplitCaption {
    /// The caption without its credit; empty where the whole is a credit.
    pub text: String,
    /// The credit as printed, without brackets around it.
    pub credit: Option<String>,
    /// The person who took the picture.
    pub photographer: Option<String>,
    /// The agency or archive that owns it.
    pub agency: Option<String>,
}

static LABEL_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&LABELS));
static PHRASE_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&PHRASES));

/// Finds the first of [`NOTES`]: one look for all of them, which hardly any text has.
static NOTE_FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(&*NOTES).ok());

/// A credit is no longer than this many bytes.
const LONGEST_CREDIT: usize = 160;

/// What opens a credit ends within this many bytes.
const LONGEST_OPENER: usize = 43;

/// Splits the credit off the end (or the beginning) of a caption.
#[must_use]
pub fn split_credit(text: &str) -> SplitCaption {
    let cleaned = clean(text);
    let whole = without_label(without_note(&cleaned));
    let Some((caption, credit)) = cut_credit(whole).or_else(|| sourced(whole)) else {
        return SplitCaption { text: whole.to_owned(), ..SplitCaption::default() };
    };
    let (photographer, agency) = read_credit(credit);
    SplitCaption { text: caption.to_owned(), credit: Some(credit.to_owned()), photographer, agency }
}

/// Whether a text is a credit from end to end, be it a person's name alone.
pub(in crate::normalise) fn is_credit(text: &str) -> bool {
    let text = without_note(text);
    text.len() <= LONGEST_CREDIT
        && (names_only(text)
            || cut_credit(text).is_some_and(|(caption, _)| caption.is_empty())
            || person(text).is_some())
}

/// The text without what an agency tells editors behind it.
fn without_note(text: &str) -> &str {
    let note = NOTE_FINDER.as_ref().and_then(|finder| finder.find(text));
    note.and_then(|note| text.get(..note.start())).map_or(text, str::trim_end)
}

/// The text without the label that screen readers get before a caption: `Image caption, `.
fn without_label(text: &str) -> &str {
    LABEL_OPENINGS.of(text).next().and_then(|label| text.get(label.len()..)).map_or(text, str::trim_start)
}

/// Photographer and agency of a credit line.
#[must_use]
pub fn read_credit(credit: &str) -> (Option<String>, Option<String>) {
    took(credit.len());
    let mut photographer = None;
    let mut found_agency = None;
    let pieces = credit.split(['/', ',', ';', '|', '(', ')', '[', ']', '©', ':', '•', '·', '–', '—']);
    for piece in pieces.flat_map(|piece| parts(piece, " - ")).flat_map(|piece| parts(piece, " via ")) {
        let piece = piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '"' | '\''));
        if piece.is_empty() {
            continue;
        }
        if let Some(name) = agency(piece) {
            let name = if let "AP Photo" | "AFP Photo" | "Reuters Photo" = name {
                name.split(' ').next().unwrap_or(name)
            } else {
                name
            };
            found_agency.get_or_insert_with(|| name.to_owned());
            continue;
        }
        let lower = piece.to_lowercase();
        if NOT_PEOPLE.contains(&lower) || OPENERS.contains(&lower.as_str()) || photographer.is_some() {
            continue;
        }
        photographer = person(after_opener(piece)).or_else(|| {
            let piece = after_opener(piece);
            let (left, right) =
                piece.split_once(" for ").or_else(|| piece.split_once(" by ")).or_else(|| piece.split_once(" von "))?;
            person(left).or_else(|| person(right))
        });
    }
    (photographer, found_agency)
}

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

/// A caption of whole sentences with whoever gave the picture in brackets behind it: `… of the storm. (Lund Museum)`.
fn sourced(text: &str) -> Option<(&str, &str)> {
    let (caption, source) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let short = source.len() <= LONGEST_SOURCE && !source.contains(|c: char| c.is_ascii_digit());
    (short && caption.ends_with('.') && is_list_of_names(source)).then_some((caption, source))
}

/// The name of a source in brackets has at most so many bytes.
const LONGEST_SOURCE: usize = 40;

/// Whether a text is a few names: words with capitals, parted by slashes and commas.
fn is_list_of_names(text: &str) -> bool {
    let mut words = text.split([' ', '/']).filter(|word| !word.is_empty());
    text.split(' ').count() <= MOST_WORDS_GIVEN
        && words.clone().next().is_some()
        && words.all(|word| word.starts_with(char::is_uppercase))
}

/// Who passed a picture on to an agency is named in so many words at most.
const MOST_WORDS_GIVEN: usize = 7;

/// The credit that a line has behind the words `key` of the same caption shown bare: `Anna Berg / AP`; `None` where it goes on
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

/// Whether a credit names who took the picture or says that it is one. The bare name of an agency may be part of a title.
pub(in crate::normalise) fn is_sure_credit(credit: &str) -> bool {
    opens_credit(credit) || read_credit(credit).0.is_some()
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

/// Whether a text opens with an agency in capitals and a slash, `EFE/Anna Berg`, which no sentence does.
fn opens_with_agency(text: &str) -> bool {
    text.split_once('/')
        .is_some_and(|(head, _)| head.len() >= 2 && head.chars().all(char::is_uppercase) && agency(head).is_some())
}

/// Whether a credit starts here: `Photo:`, `© `, `Photo by `, `REUTERS/`.
pub(in crate::normalise) fn opens_credit(text: &str) -> bool {
    after_opener(text).len() < text.len()
}

/// The text after what opens a credit; the whole where nothing does.
fn after_opener(text: &str) -> &str {
    if let Some(phrase) = PHRASE_OPENINGS.of(text).next() {
        let behind = text.char_indices().nth(phrase.chars().count());
        return behind.and_then(|(at, _)| text.get(at..)).unwrap_or_default();
    }
    let near = text.get(..text.floor_char_boundary(LONGEST_OPENER)).unwrap_or(text);
    if let Some(at) = has_mark_of_opener(near).then(|| near.find([':', '：', '=', '＝'])).flatten() {
        let opener = text.get(..at).unwrap_or_default().trim().to_lowercase();
        let last_words = OPENERS.iter().any(|known| {
            opener.strip_suffix(known).is_some_and(|before| {
                before.is_empty() || before.ends_with(['-', '/']) || agency(&before.trim_end().to_uppercase()).is_some()
            })
        });
        if last_words {
            return text.get(at..).unwrap_or_default().trim_start_matches([':', '：', '=', '＝', ' ']);
        }
    }
    text
}

/// Whether a text may have a mark that ends an opener, which hardly any has: a colon, an equals sign, or a wide character
/// that begins with the same byte as theirs.
fn has_mark_of_opener(text: &str) -> bool {
    memchr::memchr3(b':', b'=', 0xEF, text.as_bytes()).is_some()
}

/// Whether what follows an opener may be a credit: short and no sentence.
fn is_credit_body(body: &str) -> bool {
    let words = body.split_whitespace().count();
    let small = body.split_whitespace().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
    !body.trim().is_empty() && words <= 14 && (words <= 4 || small * 2 <= words)
}

/// Whether most words of what follows an opener are names: they begin with capitals.
fn no_sentence(body: &str) -> bool {
    let words = || body.split_whitespace().filter(|word| word.starts_with(is_alphabetic));
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    small * 3 <= words().count()
}

/// Whether a text without an opener is a credit: an agency, or people beside an agency, and nothing else.
fn names_only(text: &str) -> bool {
    if text.is_empty() || text.len() > LONGEST_CREDIT || memchr::memchr_iter(b' ', text.as_bytes()).count() >= 12 {
        return false;
    }
    let mut agencies = 0;
    let mut others = 0;
    let pieces = text.split(['/', ',', ';', '|', '(', ')', '©', '•', '·', '–', '—']);
    for piece in pieces
        .flat_map(|piece| parts(piece, " - "))
        .flat_map(|piece| parts(piece, " via "))
        .flat_map(|piece| parts(piece, " for "))
    {
        let piece = piece.trim().trim_end_matches('.');
        if piece.is_empty() {
            continue;
        }
        if agency(piece).is_some() {
            agencies += 1;
        } else if person(piece).is_some() || is_mark_of_house(piece) || NOT_PEOPLE.contains(&lower_case(piece)) {
            others += 1;
        } else {
            return false;
        }
    }
    agencies > 0 && others <= 3
}

/// One or two capitalised words beside an agency: a service, a client, a short name of a photographer.
fn is_mark_of_house(piece: &str) -> bool {
    let mut words = piece.split_whitespace();
    words.by_ref().take(3).all(|word| word.starts_with(char::is_uppercase)) && words.next().is_none()
}

fn trim_caption(caption: &str) -> &str {
    caption.trim().trim_end_matches([' ', '|', '-', '–', '—', '/', '•', '(', '[', ',', ';', ':']).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_of_scripts_without_spaces_are_cut_off() {
        let check = |text: &str, caption: &str, credit: &str| {
            let split = split_credit(text);
            assert_eq!((split.text.as_str(), split.credit.as_deref()), (caption, Some(credit)), "{text}");
        };
        check("港に泊まる船＝五月（代表撮影）", "港に泊まる船＝五月", "代表撮影");
        check("항구에 정박한 배. [사진 출처 = 연합뉴스]", "항구에 정박한 배.", "사진 출처 = 연합뉴스");
        check("Con tàu ở cảng. Ảnh: Anna Berg", "Con tàu ở cảng.", "Ảnh: Anna Berg");
    }

    #[test]
    fn credits_are_split_off() {
        let check =
            |text: &str, caption: &str, credit: Option<&str>, photographer: Option<&str>, agency: Option<&str>| {
                let found = split_credit(text);
                assert_eq!(found.text, caption, "{text}");
                assert_eq!(found.credit.as_deref(), credit, "{text}");
                assert_eq!(found.photographer.as_deref(), photographer, "{text}");
                assert_eq!(found.agency.as_deref(), agency, "{text}");
            };
        let plain = "A ferry leaves the harbour of Lund.";
        check(plain, plain, None, None, None);
        check(
            "A ferry leaves the harbour. © Anna Berg - AFP/Pool",
            "A ferry leaves the harbour.",
            Some("© Anna Berg - AFP/Pool"),
            Some("Anna Berg"),
            Some("AFP"),
        );
        check(
            "A ferry leaves (Anna Berg/Reuters)",
            "A ferry leaves",
            Some("Anna Berg/Reuters"),
            Some("Anna Berg"),
            Some("Reuters"),
        );
        check("A ferry leaves (Image: GETTY )", "A ferry leaves", Some("Image: GETTY"), None, Some("Getty"));
        check(
            "A ferry leaves. Photo: Anna Berg/AFP",
            "A ferry leaves.",
            Some("Photo: Anna Berg/AFP"),
            Some("Anna Berg"),
            Some("AFP"),
        );
        check(
            "A ferry leaves. AP Photo/Anna Berg",
            "A ferry leaves.",
            Some("AP Photo/Anna Berg"),
            Some("Anna Berg"),
            Some("AP"),
        );
        check(
            "A ferry leaves. REUTERS/Anna Berg",
            "A ferry leaves.",
            Some("REUTERS/Anna Berg"),
            Some("Anna Berg"),
            Some("Reuters"),
        );
        check(
            "Eine Fähre im Hafen. Foto: Anna Berg",
            "Eine Fähre im Hafen.",
            Some("Foto: Anna Berg"),
            Some("Anna Berg"),
            None,
        );
        check("Eine Fähre im Hafen | dpa", "Eine Fähre im Hafen", Some("dpa"), None, Some("dpa"));
        check(
            "Un ferry au port. Crédit photo : Anna Berg",
            "Un ferry au port.",
            Some("Crédit photo : Anna Berg"),
            Some("Anna Berg"),
            None,
        );
        check(
            "Photograph: Anna Berg/The Guardian",
            "",
            Some("Photograph: Anna Berg/The Guardian"),
            Some("Anna Berg"),
            None,
        );
        check("Getty Images", "", Some("Getty Images"), None, Some("Getty Images"));
        check("Bild: imago/Anna Berg", "", Some("Bild: imago/Anna Berg"), Some("Anna Berg"), Some("imago"));
        check(
            "A ferry leaves. Photo by Anna Berg/Getty Images",
            "A ferry leaves.",
            Some("Photo by Anna Berg/Getty Images"),
            Some("Anna Berg"),
            Some("Getty Images"),
        );
        check("The mayor (right) and the captain (left)", "The mayor (right) and the captain (left)", None, None, None);
        check("", "", None, None, None);
    }

    #[test]
    fn first_name_before_a_slash_and_an_agency_begins_the_credit() {
        let check = |text: &str, caption: &str, credit: &str| {
            let split = split_credit(text);
            assert_eq!((split.text.as_str(), split.credit.as_deref()), (caption, Some(credit)), "{text}");
        };
        check("Players gather in Tampere Alice Weidmann / AP", "Players gather in Tampere", "Alice Weidmann / AP");
        check("The harbour on May 18, 2021 Amira Haddad / AFP", "The harbour on May 18, 2021", "Amira Haddad / AFP");
        check("A talk with Alice Weidmann / AP", "A talk with Alice Weidmann", "AP");
        check("A talk with Mayor Alice Weidmann / AP", "A talk with Mayor Alice Weidmann", "AP");
    }

    #[test]
    fn picture_that_was_passed_on_names_who_took_it() {
        let check = |credit: &str, photographer: Option<&str>, agency: Option<&str>| {
            for caption in ["A ferry leaves the harbour of Lund.", "A ferry leaves the harbour of Lund"] {
                let text = format!("{caption} {credit}");
                let found = split_credit(&text);
                assert_eq!(found.text, caption, "{text}");
                assert_eq!((found.photographer.as_deref(), found.agency.as_deref()), (photographer, agency), "{text}");
            }
        };
        check("Seaphoto/Anna Berg via REUTERS/File Photo", Some("Anna Berg"), Some("Reuters"));
        check("Anna Berg/Handout via REUTERS", Some("Anna Berg"), Some("Reuters"));
        check("(Anna Berg via AP)", Some("Anna Berg"), Some("AP"));
        check(
            "REUTERS/Anna Berg ATTENTION EDITORS - THIS IMAGE WAS PROVIDED BY A THIRD PARTY.",
            Some("Anna Berg"),
            Some("Reuters"),
        );
        check("(Courtesy of Anna Berg)", Some("Anna Berg"), None);
        check("© Anna Berg, AFP", Some("Anna Berg"), Some("AFP"));
        check("[Anna Berg/AP]", Some("Anna Berg"), Some("AP"));
        check("| Foto: Anna Berg/dpa", Some("Anna Berg"), Some("dpa"));
        check("(Anna Berg / AFP)", Some("Anna Berg"), Some("AFP"));
    }

    #[test]
    fn names_before_the_mark_of_a_credit_belong_to_it() {
        let check = |text: &str, credit: &str| {
            let found = split_credit(text);
            assert_eq!((found.text.as_str(), found.credit.as_deref()), ("A ferry leaves.", Some(credit)), "{text}");
        };
        check(
            "A ferry leaves. Anna Berg/Copyright 2026 The AP. All rights reserved.",
            "Anna Berg/Copyright 2026 The AP. All rights reserved.",
        );
        check("A ferry leaves. EFE/EPA/Anna Berg", "EFE/EPA/Anna Berg");
        check("A ferry leaves. (Lund Museum)", "Lund Museum");
    }

    #[test]
    fn word_for_a_picture_in_a_sentence_opens_no_credit() {
        for text in
            ["First picture: what the new bridge will look like", "Erstes Bild: So wird die neue Brücke aussehen"]
        {
            assert_eq!(split_credit(text).credit, None, "{text}");
        }
    }
}
