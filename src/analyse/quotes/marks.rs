//! Where quotation marks open and close.
//!
//! One field comes in, the outermost stretches between marks go out, whoever spoke and whether or not it is a quote.
//! Each mark is read from what touches it first and from its shape second, so a mark that faces the wrong way is still
//! read right; each paragraph starts afresh, so a mark that is missing costs one quotation and never the next ones.
//!
//! Invariant: quotations are in order, do not overlap, stay inside one paragraph and hold at least one word.

use std::ops::Range;

use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::{TokenKind, is_quotation_mark};
use crate::lexicon::cue_words;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::speech_verbs::{SpeechKind, VerbForm, find_speech_verb};
use crate::steps::took;

/// A stretch between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its tokens with the marks, as far as they are there.
    pub marked: Range<usize>,
    /// Its tokens without the marks.
    pub words: Range<usize>,
    /// Whether a mark closes it.
    pub closed: bool,
    /// Whether it goes on with what the quotation before it left open at the end of the paragraph before.
    pub continues: bool,
    /// What shows where it begins and ends.
    pub shown: Shown,
}

/// What shows where a quotation begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Quotation marks.
    Marks,
    /// A dash before the words, and a verb of saying that stands by them.
    Dash,
    /// A dash before the words, and speech of that kind in the paragraph before or after.
    Neighbour,
}

/// Kinds of marks that pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
    Corner,
}

const FAMILIES: usize = 4;

/// Which way a mark faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Facing {
    Opens,
    Closes,
    /// Closes, unless it is the apostrophe of a plural or of a dropped letter.
    MayClose,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    token: usize,
    family: Family,
    facing: Facing,
}

/// The outermost quotations of `field`.
#[must_use]
pub fn find_quotations(field: &FieldText<'_>) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open_family = None;
    for paragraph in &field.paragraphs {
        let marks: Vec<Mark> = paragraph.clone().filter_map(|at| read_mark(field, paragraph, at)).collect();
        let before = found.len();
        let left_open = pair_marks(field, paragraph, &marks, &mut found);
        if let (Some(family), Some(first)) = (open_family, found.get_mut(before)) {
            first.continues =
                first.marked.start == paragraph.start && marks.first().map(|mark| mark.family) == Some(family);
        }
        open_family = left_open;
    }
    found
}

/// Pairs the marks of one paragraph; the family of the quotation that is still open at its end.
fn pair_marks(
    field: &FieldText<'_>,
    paragraph: &Range<usize>,
    marks: &[Mark],
    found: &mut Vec<Quotation>,
) -> Option<Family> {
    let last_closer = last_closers(marks);
    let mut at = 0;
    while let Some(mark) = marks.get(at) {
        let opens = match mark.facing {
            Facing::Opens => true,
            Facing::Either => last_closer[mark.family as usize].is_some_and(|last| last > at),
            Facing::Closes | Facing::MayClose => false,
        };
        if !opens {
            if at == 0 && mark.facing == Facing::Closes && closes_speech(field, paragraph, mark) {
                found.push(from_start(paragraph, mark));
            }
            at += 1;
            continue;
        }
        let closer = match mark.family {
            Family::Single => find_single_closer(field, marks, at),
            _ => find_closer(marks, at),
        };
        match closer {
            Closer::At(end) => {
                push(found, field, mark.token, marks[end].token, true);
                at = end + 1;
            }
            Closer::CutBefore(next) => {
                push(found, field, mark.token, end_before(field, mark.token, marks[next].token), false);
                at = next;
            }
            Closer::None if goes_on(field, paragraph, mark, found) || may_stay_open(field, paragraph, mark) => {
                let end = end_of_unclosed(field, mark.token + 1..paragraph.end);
                push(found, field, mark.token, end, false);
                return (end == paragraph.end).then_some(mark.family);
            }
            Closer::None => at += 1,
        }
    }
    None
}

/// The last mark of each family that can close: what opens after it is never closed.
fn last_closers(marks: &[Mark]) -> [Option<usize>; FAMILIES] {
    let mut last = [None; FAMILIES];
    for (place, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.facing != Facing::Opens) {
        last[mark.family as usize] = Some(place);
    }
    last
}

/// `We shall go,” said Ann.`: the paragraph begins with what the mark closes.
fn from_start(paragraph: &Range<usize>, mark: &Mark) -> Quotation {
    let marked = paragraph.start..mark.token + 1;
    Quotation { marked, words: paragraph.start..mark.token, closed: true, continues: false, shown: Shown::Marks }
}

/// Where a quotation that opens at token `open` ends, its closing mark missing and another one opening at token `limit`:
/// with its first sentence.
fn end_before(field: &FieldText<'_>, open: usize, limit: usize) -> usize {
    let sentence = field.sentence_of((open + 1).min(limit)).and_then(|place| field.sentences.get(place));
    let end = sentence.map_or(limit, |sentence| sentence.end.min(limit));
    end_of_unclosed(field, open + 1..end)
}

/// `"We shall go," said Ann. "Nobody has to swim.`: what was quoted before in the paragraph goes on.
fn goes_on(field: &FieldText<'_>, paragraph: &Range<usize>, mark: &Mark, found: &[Quotation]) -> bool {
    mark.facing == Facing::Opens
        && mark.family != Family::Single
        && starts_afresh(field, mark.token)
        && found.last().is_some_and(|before| before.closed && before.marked.start >= paragraph.start)
}

enum Closer {
    At(usize),
    CutBefore(usize),
    None,
}

/// What closes the double mark, guillemet or corner bracket at place `open` of `marks`.
fn find_closer(marks: &[Mark], open: usize) -> Closer {
    let family = marks[open].family;
    let mut depth = 0_usize;
    let mut reopened = None;
    for (place, mark) in marks.iter().enumerate().skip(open + 1) {
        took(1);
        if mark.family != family {
            continue;
        }
        match mark.facing {
            Facing::Opens => {
                if depth == 0 {
                    reopened = Some(place);
                }
                depth += 1;
                // Marks of one family inside each other are rare: more of them are missing closers.
                if depth > 1 {
                    return Closer::CutBefore(reopened.unwrap_or(place));
                }
            }
            _ if depth == 0 => return Closer::At(place),
            _ => {
                depth -= 1;
                if depth == 0 {
                    // Closed once: a second closer in the paragraph before the next opener means it was nested.
                    let next = marks[place + 1..].iter().inspect(|_| took(1)).position(|mark| mark.family == family);
                    let next = next.map(|offset| place + 1 + offset);
                    match (next, reopened) {
                        (Some(next), _) if marks[next].facing != Facing::Opens => return Closer::At(next),
                        (_, Some(reopened)) => return Closer::CutBefore(reopened),
                        _ => return Closer::At(place),
                    }
                }
            }
        }
    }
    reopened.map_or(Closer::None, Closer::CutBefore)
}

/// Single marks that open before one closes, as dropped beginnings do; more of them close nothing.
const REOPENED: usize = 4;

/// What closes the single mark at place `open`: plurals' apostrophes and dropped letters stand aside for better ones.
fn find_single_closer(field: &FieldText<'_>, marks: &[Mark], open: usize) -> Closer {
    let mut fallback = None;
    let mut reopened = 0;
    for (place, mark) in marks.iter().enumerate().skip(open + 1) {
        took(1);
        match (mark.family, mark.facing) {
            (Family::Single, Facing::Closes) => return Closer::At(place),
            (Family::Single, Facing::Opens) => {
                // Only one that starts a sentence of its own shows that this one was never closed.
                reopened += 1;
                if fallback.is_some() || reopened > REOPENED || starts_afresh(field, mark.token) {
                    break;
                }
            }
            (Family::Single, _) => fallback = Some(place),
            _ => {}
        }
    }
    fallback.map_or(Closer::None, Closer::At)
}

fn starts_afresh(field: &FieldText<'_>, token: usize) -> bool {
    token.checked_sub(1).is_none_or(|before| matches!(field.word(before), "." | "?" | "!"))
}

/// Whether a comma or the like comes before the mark and a word of saying right after it.
fn closes_speech(field: &FieldText<'_>, paragraph: &Range<usize>, mark: &Mark) -> bool {
    let handed_on = mark.token > paragraph.start + 1 && matches!(field.word(mark.token - 1), "," | "?" | "!");
    let says = |at: usize| {
        find_speech_verb(&lower_case(field.word(at)))
            .is_some_and(|verb| verb.kind == SpeechKind::Say && matches!(verb.form, VerbForm::Past | VerbForm::Present))
    };
    let near =
        (mark.token + 1..paragraph.end.min(mark.token + 5)).take_while(|at| field.kind(*at) == Some(TokenKind::Word));
    handed_on && mark.family != Family::Single && near.into_iter().any(says)
}

/// Where a quotation that nothing closes ends: before the first comma that a word of saying follows, since there the text
/// is the reporter's again (`"I saw it, said Berg.`); else with the paragraph.
fn end_of_unclosed(field: &FieldText<'_>, words: Range<usize>) -> usize {
    let says = |at: usize| {
        find_speech_verb(&lower_case(field.word(at)))
            .is_some_and(|verb| verb.kind == SpeechKind::Say && verb.form == VerbForm::Past)
    };
    // "…, said Berg", "…, he said", "…, Ann Berg said".
    let speaks = |at: usize| says(at) || matches!(field.word(at), "he" | "she" | "they") && says(at + 1);
    let named = |at: usize| {
        let name = (at..words.end.min(at + 4)).take_while(|at| field.word(*at).starts_with(char::is_uppercase)).count();
        name > 0 && says(at + name)
    };
    let comma =
        words.clone().find(|at| field.word(*at) == "," && at + 1 < words.end && (speaks(at + 1) || named(at + 1)));
    comma.map_or(words.end, |comma| comma + 1)
}

/// Whether a quotation that nothing closes may run to the end of its paragraph.
fn may_stay_open(field: &FieldText<'_>, paragraph: &Range<usize>, mark: &Mark) -> bool {
    let starts = mark.token == paragraph.start;
    let next_opens = field.tokens.get(paragraph.end).is_some()
        && field
            .paragraph_of(paragraph.end)
            .and_then(|place| field.paragraphs.get(place))
            .and_then(|next| read_mark(field, next, next.start))
            .is_some_and(|next| next.family == mark.family && next.facing == Facing::Opens);
    if mark.family == Family::Single {
        return next_opens && (starts || introduced(field, mark.token));
    }
    starts || next_opens || introduced(field, mark.token)
}

/// Whether a colon or comma leads up to the mark.
fn introduced(field: &FieldText<'_>, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|before| matches!(field.word(before), ":" | ","))
}

fn push(found: &mut Vec<Quotation>, field: &FieldText<'_>, open: usize, end: usize, closed: bool) {
    let words = open + 1..end;
    let says = words.clone().any(|at| !matches!(field.kind(at), Some(TokenKind::Mark | TokenKind::Sign)));
    if says {
        let marked = open..end + usize::from(closed);
        found.push(Quotation { marked, words, closed, continues: false, shown: Shown::Marks });
    }
}

/// Reads the token at `at` as a quotation mark; `None` where it is something else, apostrophes included.
fn read_mark(field: &FieldText<'_>, paragraph: &Range<usize>, at: usize) -> Option<Mark> {
    let token = field.tokens.get(at).filter(|token| token.kind == TokenKind::Mark)?;
    let word = field.word(at);
    let family = match word {
        "'" | "‘" | "’" | "‚" | "‛" | "`" | "‹" | "›" => Family::Single,
        "«" | "»" => Family::Guillemet,
        "「" | "」" | "『" | "』" => Family::Corner,
        _ => Family::Double,
    };
    if family == Family::Corner {
        let facing = if matches!(word, "「" | "『") { Facing::Opens } else { Facing::Closes };
        return Some(Mark { token: at, family, facing });
    }
    let left = before(field, paragraph, token.range().start);
    let right = after(field, paragraph, token.range().end);
    let open_side =
        left.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '/' | '-' | '¿' | '¡'));
    let starts_word = right.is_some_and(|c| !c.is_whitespace() && !is_stop(c) || matches!(c, '…' | '[' | '.'));
    let close_side = right.is_none_or(|c| c.is_whitespace() || is_stop(c) || c == '/' || c == '-');
    let ends_word = left.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{'));
    let facing = match (open_side && starts_word, close_side && ends_word) {
        (true, false) => Facing::Opens,
        (false, true) => Facing::Closes,
        _ => match word {
            "“" | "„" | "‟" | "``" | ",," | "«" | "‘" | "‚" | "‛" | "`" | "‹" => Facing::Opens,
            "”" | "»" | "›" => Facing::Closes,
            // Glued to letters on both sides: an apostrophe.
            "'" | "’" if !open_side && !close_side => return None,
            _ => Facing::Either,
        },
    };
    if word == ",," && facing != Facing::Opens {
        return None;
    }
    match family {
        Family::Single => read_single(field, at, facing, left, right),
        Family::Double if facing != Facing::Opens && is_inches(field, at) => None,
        _ => Some(Mark { token: at, family, facing }),
    }
}

/// A single mark, unless it is an apostrophe.
fn read_single(
    field: &FieldText<'_>,
    at: usize,
    facing: Facing,
    left: Option<char>,
    right: Option<char>,
) -> Option<Mark> {
    let word = field.word(at);
    let guillemet = matches!(word, "‹" | "›");
    let facing = match facing {
        Facing::Opens if guillemet => Facing::Opens,
        Facing::Opens => {
            let next = field.word(at + 1);
            let elided = is_elision(next) && !matches!(word, "‚" | "`");
            // 'n' and '80s: nothing opens there.
            if elided {
                return None;
            }
            Facing::Opens
        }
        Facing::Closes if guillemet => Facing::Closes,
        Facing::Closes => {
            let glued = at.checked_sub(1).map_or("", |before| field.word(before));
            let followed_by_word =
                right.is_some_and(char::is_whitespace) && field.word(at + 1).starts_with(char::is_alphanumeric);
            let plural = left.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x'));
            let dropped = glued.len() > 3 && glued.ends_with("in");
            let prime = field.kind(at.wrapping_sub(1)) == Some(TokenKind::Number) && !glued.ends_with('s');
            if glued == "n" || glued == "o" || prime && field.kind(at + 1) == Some(TokenKind::Number) {
                return None;
            }
            if (plural || dropped || prime) && followed_by_word { Facing::MayClose } else { Facing::Closes }
        }
        other => other,
    };
    if facing == Facing::Either {
        return None;
    }
    Some(Mark { token: at, family: Family::Single, facing })
}

/// Words that lost their beginning: `'80s`, `'em`, `'til`.
fn is_elision(next: &str) -> bool {
    if next.starts_with(|c: char| c.is_ascii_digit()) {
        return next.ends_with('s') && next.len() <= 5 || next.len() == 2;
    }
    cue_words::ELISIONS.contains(&next.to_ascii_lowercase())
}

/// `6'2"`, `5 ft 2"`: inches after a number that feet come before.
fn is_inches(field: &FieldText<'_>, at: usize) -> bool {
    let glued = |at: usize| {
        at.checked_sub(1).is_some_and(|before| {
            field.tokens.get(before).map(|token| token.end) == field.tokens.get(at).map(|token| token.start)
        })
    };
    let Some(feet) = at.checked_sub(2) else { return false };
    glued(at)
        && field.kind(at - 1) == Some(TokenKind::Number)
        && matches!(field.word(feet), "'" | "’" | "′" | "ft" | "feet")
        && feet > 0
        && field.kind(feet - 1) == Some(TokenKind::Number)
}

/// The character before byte `at` in its paragraph, past other marks.
fn before(field: &FieldText<'_>, paragraph: &Range<usize>, at: usize) -> Option<char> {
    let start = field.bytes(paragraph).start;
    field.text.get(start..at)?.chars().rev().take(NEIGHBOURS).find(|c| !is_quotation_mark(*c))
}

/// The character after byte `at` in its paragraph, past other marks.
fn after(field: &FieldText<'_>, paragraph: &Range<usize>, at: usize) -> Option<char> {
    let end = field.bytes(paragraph).end;
    field.text.get(at..end)?.chars().take(NEIGHBOURS).find(|c| !is_quotation_mark(*c))
}

/// Marks in a row that are looked past: a megabyte of marks must not be read once for each of them.
const NEIGHBOURS: usize = 6;

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '…' | '—' | '–' | '。' | '、')
}

#[cfg(test)]
mod tests {
    use crate::analyse::quotes::marks::*;
    use crate::model::Field;
    use crate::steps::assert_linear;

    fn check(text: &str, expected: &[&str]) {
        let field = FieldText::new(Field::Body, text);
        let found: Vec<&str> = find_quotations(&field).iter().map(|quotation| field.slice(&quotation.words)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_kind_of_mark_is_paired() {
        check("\"We lost,\" she said.", &["We lost,"]);
        check("“We lost,” she said.", &["We lost,"]);
        check("``We lost,'' she said. ``Badly.''", &["We lost,", "Badly."]);
        check("''We lost,'' she said. ''Badly.''", &["We lost,", "Badly."]);
        check("Er sagte: „Wir gehen.“ Dann ging er.", &["Wir gehen."]);
        check("Er sagte: »Wir gehen.« Dann ging er.", &["Wir gehen."]);
        check("Il dit : « On part. » Puis il part.", &["On part."]);
        check("Hon sa: ”Vi går.” Sen gick hon.", &["Vi går."]);
        check("彼は「行く」と言った。", &["行く"]);
        check("‹Nein›, sagte er.", &["Nein"]);
    }

    #[test]
    fn british_single_marks_are_told_from_apostrophes() {
        check("'It's a lads' club,' he said.", &["It's a lads' club,"]);
        check("‘It’s a lads’ club,’ he said.", &["It’s a lads’ club,"]);
        check("The dogs' dinner of the '80s was rock 'n' roll.", &[]);
        check("Nobody came in the ’90s, the girls’ coach said.", &[]);
        check("He called it 'a mess' and 'a shame'.", &["a mess", "a shame"]);
        check("'Get 'em out,' the owners' lawyer said. 'Now.'", &["Get 'em out,", "Now."]);
        check("She said 'the workers' and left.", &["the workers"]);
        check("'We're talkin' about it,' he said.", &["We're talkin' about it,"]);
    }

    #[test]
    fn inner_quotations_stay_inside_the_outer_one() {
        check("\"He said 'never' twice,\" she said.", &["He said 'never' twice,"]);
        check("'He said \"never\" twice,' she said.", &["He said \"never\" twice,"]);
        check("“‘Never,’ he told me,” she said.", &["‘Never,’ he told me,"]);
        check("“He told me “never” twice,” she said.", &["He told me “never” twice,"]);
    }

    #[test]
    fn paragraphs_left_open_go_on_in_the_next() {
        let text = "“We lost.\n\n“We lost badly,” she said.";
        check(text, &["We lost.", "We lost badly,"]);
        let field = FieldText::new(Field::Body, text);
        let continues: Vec<bool> = find_quotations(&field).iter().map(|quotation| quotation.continues).collect();
        assert_eq!(continues, [false, true]);
    }

    #[test]
    fn an_odd_mark_costs_no_other_quotation() {
        check("It was odd.” Then “fine,” he said.\n\n“Good,” she said.", &["fine,", "Good,"]);
        check("An odd \" mark.\n\n\"Good,\" she said.", &["Good,"]);
        check("“We lost“ she said. “Badly.”", &["We lost", "Badly."]);
        check("”We lost,” she said.", &["We lost,"]);
        check("\"We lost, she said. \"It was bad,\" he said.", &["We lost,", "It was bad,"]);
        check("\"We lost, Ann Berg said. \"It was bad,\" he said.", &["We lost,", "It was bad,"]);
    }

    #[test]
    fn measures_are_not_quotations() {
        check("He is 6'2\" tall and she is 5'9\" tall.", &[]);
        check("\"He is 6'2\" tall,\" she said.", &["He is 6'2\" tall,"]);
    }

    #[test]
    fn a_heap_of_marks_takes_linear_time() {
        for mark in ["\"", "“", "'", " '", " \"a", "« ", "\"\n", " 'a s' "] {
            assert_linear(mark, 5_000, |n| {
                let text = mark.repeat(n);
                let _ = find_quotations(&FieldText::new(Field::Body, &text));
            });
        }
    }
}
