//! What a draft says that an archive can be asked about: quotations, names, places, days.
//!
//! An analysed draft comes in, its claims go out in the order of the text.
//!
//! Invariant: every claim is some characters of the draft's text.

use crate::lexicon::dates::months;
use crate::model::{Field, Mention, QuoteKind};
use crate::store::Entry;

/// What sort of thing a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Words that somebody is said to have said, or that stand in quotation marks.
    Quotation,
    /// A person, perhaps with a role.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// A day.
    Day,
}

/// Something that a draft says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it is about.
    pub about: About,
    /// The words; for a day its ISO form.
    pub text: String,
    /// The text of the draft in which they stand: headline, standfirst or body.
    pub field: &'static str,
    /// Code points before them.
    pub start_char: usize,
    /// Code points up to their end.
    pub end_char: usize,
    /// Who is said to speak, or in which roles somebody appears.
    pub says: Vec<String>,
}

/// Words in quotation marks that nobody is said to have said are looked up from this number on: fewer are titles and terms.
const LEAST_WORDS: usize = 4;

/// The texts of a draft that are looked at, in their order.
fn texts(draft: &Entry) -> [(Field, &str); 3] {
    let article = &draft.article;
    [
        (Field::Headline, article.headline.as_deref().unwrap_or_default()),
        (Field::Standfirst, article.standfirst.as_deref().unwrap_or_default()),
        (Field::Body, article.body.as_str()),
    ]
}

/// The claims of a draft, in the order of its text.
#[must_use]
pub fn claims(draft: &Entry) -> Vec<Claim> {
    let texts = texts(draft);
    let mut claims: Vec<Claim> = texts.iter().flat_map(|(field, text)| quotations(draft, *field, text)).collect();
    for person in &draft.analysis.people {
        claims.extend(name(About::Person, &person.name, &person.mentions, person.roles.clone()));
    }
    for one in &draft.analysis.organisations {
        claims.extend(name(About::Organisation, &one.name, &one.mentions, Vec::new()));
    }
    for place in &draft.analysis.places {
        claims.extend(name(About::Place, &place.name, &place.mentions, Vec::new()));
    }
    claims.extend(texts.iter().flat_map(|(field, text)| days(*field, text)));
    let place = |claim: &Claim| texts.iter().position(|(field, _)| field.name() == claim.field);
    claims.sort_by_key(|claim| (place(claim), claim.start_char, claim.end_char));
    claims
}

fn quotations(draft: &Entry, field: Field, text: &str) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for quote in &draft.analysis.quotes {
        if quote.field != field || quote.kind == QuoteKind::Indirect {
            continue;
        }
        let speaker = quote.speaker.and_then(|place| draft.analysis.people.get(place));
        let says = speaker.map(|person| person.name.clone()).or_else(|| quote.speaker_text.clone());
        claims.push(Claim {
            about: About::Quotation,
            text: quote.text.clone(),
            field: field.name(),
            start_char: quote.span.start_char,
            end_char: quote.span.end_char,
            says: says.into_iter().collect(),
        });
    }
    let quoted: Vec<(usize, usize)> = claims.iter().map(|claim| (claim.start_char, claim.end_char)).collect();
    for (start, end, text) in in_marks(text) {
        let is_new = quoted.iter().all(|(from, to)| end <= *from || start >= *to);
        if is_new && text.split_whitespace().count() >= LEAST_WORDS {
            let (start_char, end_char, says) = (start, end, Vec::new());
            claims.push(Claim { about: About::Quotation, text, field: field.name(), start_char, end_char, says });
        }
    }
    claims
}

/// What stands in quotation marks within one paragraph, with its characters.
fn in_marks(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize, String)> = None;
    for (at, letter) in text.chars().enumerate() {
        let closes = |mark: char| match mark {
            '“' => letter == '”',
            '„' => matches!(letter, '“' | '”'),
            '«' => letter == '»',
            '»' => letter == '«',
            _ => letter == mark,
        };
        match &mut open {
            Some((mark, start, words)) => {
                if closes(*mark) {
                    found.push((*start, at, std::mem::take(words)));
                    open = None;
                } else if letter == '\n' {
                    open = None;
                } else {
                    words.push(letter);
                }
            }
            None if matches!(letter, '“' | '„' | '«' | '»' | '"') => open = Some((letter, at + 1, String::new())),
            None => {}
        }
    }
    found
}

/// A name at its first mention in a text; names that only the byline gives are no claims.
fn name(about: About, name: &str, mentions: &[Mention], says: Vec<String>) -> Option<Claim> {
    let is_text = |field: Field| matches!(field, Field::Headline | Field::Standfirst | Field::Body);
    let first = mentions.iter().find(|mention| is_text(mention.field))?;
    let (start_char, end_char) = (first.span.start_char, first.span.end_char);
    Some(Claim { about, text: name.to_owned(), field: first.field.name(), start_char, end_char, says })
}

/// Days that the text gives with their year, in figures or with the name of a month.
fn days(field: Field, text: &str) -> Vec<Claim> {
    let mut words: Vec<(usize, usize, String)> = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let length = word.chars().count();
        let front = word.chars().take_while(|letter| !letter.is_alphanumeric()).count();
        let back = word.chars().rev().take_while(|letter| !letter.is_alphanumeric()).count();
        let bare: String = word.chars().skip(front).take(length.saturating_sub(front + back)).collect();
        words.push((at + front, at + length.saturating_sub(back), bare.to_lowercase()));
        at += piece.chars().count();
    }
    let number = |place: usize| -> Option<u32> {
        let word = &words.get(place)?.2;
        let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic());
        digits.parse().ok().filter(|_| word.len() - digits.len() <= 2)
    };
    let month = |place: usize| months::month(&words.get(place)?.2);
    let mut found = Vec::new();
    for place in 0..words.len() {
        let (day, month, length) = match (number(place), month(place)) {
            (Some(day), _) if month(place + 1).is_some() => (Some(day), month(place + 1), 3),
            (_, Some(name)) => (number(place + 1), Some(name), 3),
            _ => (None, None, 1),
        };
        let iso = words.get(place).map(|(_, _, word)| word.clone()).filter(|word| is_iso_day(word));
        let year = number(place + 2).filter(|year| (1000..3000).contains(year));
        let spelt = match (year, month, day.filter(|day| (1..=31).contains(day))) {
            (Some(year), Some(month), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
            _ => None,
        };
        let (Some(text), length) = iso.map_or((spelt, length), |iso| (Some(iso), 1)) else { continue };
        let (Some(first), Some(last)) = (words.get(place), words.get(place + length - 1)) else { continue };
        let (start_char, end_char) = (first.0, last.1);
        found.push(Claim { about: About::Day, text, field: field.name(), start_char, end_char, says: Vec::new() });
    }
    found
}

fn is_iso_day(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number) && parts.iter().map(|part| part.len()).eq([4, 2, 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_however_they_are_written() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let found: Vec<(String, String)> = days(Field::Body, text)
                .into_iter()
                .map(|claim| {
                    let slice = text.chars().skip(claim.start_char).take(claim.end_char - claim.start_char).collect();
                    (claim.text, slice)
                })
                .collect();
            let expected: Vec<(String, String)> =
                expected.iter().map(|(day, slice)| ((*day).to_owned(), (*slice).to_owned())).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("On 10 May 2013, he left.", &[("2013-05-10", "10 May 2013")]);
        check("It was May 10th, 2013.", &[("2013-05-10", "May 10th, 2013")]);
        check("Am 3. Oktober 2019 kam er.", &[("2019-10-03", "3. Oktober 2019")]);
        check("(2013-05-10)", &[("2013-05-10", "2013-05-10")]);
        check("In May 2013 and 12 people may", &[]);
        check("", &[]);
    }

    #[test]
    fn what_stands_in_marks_is_found_within_a_paragraph() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> = in_marks(text).into_iter().map(|(_, _, words)| words).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("He said “no way” and \"never\".", &["no way", "never"]);
        check("„Nie“, sagte er, «jamais».", &["Nie", "jamais"]);
        check("“left open\n\nnext” paragraph", &[]);
    }
}
