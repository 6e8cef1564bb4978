//! Dates and spans of time as people type them.
//!
//! `2013`, `2013-05`, `May 2013`, `10 May 2013`, `May 10, 2013`, `10.05.2013`, `2013/5/10`; `2013-05..2013-06`, `2013..`,
//! `..2013`, `<2014`, `>=2013-05`. Names of months may be those of any language that pages are read in.
//!
//! Invariant: `10/05/2013` is two dates, and is refused with both.

use crate::lexicon::dates::months;
use crate::model::PartialDate;

/// A span of time; each end as precise as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day, or what everything comes after.
    pub from: Option<Edge>,
    /// The last day, or what everything comes before.
    pub to: Option<Edge>,
}

/// An end of a span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The date.
    pub date: PartialDate,
    /// Whether the span holds what the date means.
    pub included: bool,
}

impl Period {
    /// From the beginning of `from` to the end of `to`.
    #[must_use]
    pub fn between(from: Option<PartialDate>, to: Option<PartialDate>) -> Self {
        let edge = |date| Edge { date, included: true };
        Self { from: from.map(edge), to: to.map(edge) }
    }

    /// As it is written in a query.
    pub(in crate::query::language) fn written(&self) -> String {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if from == to => from.date.to_string(),
            (Some(from), None) => format!(">{}{}", if from.included { "=" } else { "" }, from.date),
            (None, Some(to)) => format!("<{}{}", if to.included { "=" } else { "" }, to.date),
            (from, to) => {
                let text = |edge: &Option<Edge>| edge.as_ref().map_or_else(String::new, |edge| edge.date.to_string());
                format!("{}..{}", text(from), text(to))
            }
        }
    }
}

/// Why a text is no span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// It is no date.
    Unknown,
    /// A month or a day without a year.
    NoYear,
    /// It may be either of two dates.
    Ambiguous(PartialDate, PartialDate),
    /// It ends before it begins.
    Backwards,
}

/// Words of the longest span of time that stands at the beginning of `text`, where that is more than one word.
pub(in crate::query::language) fn length(text: &str) -> Option<usize> {
    let ends =
        text.char_indices().zip(text.chars().skip(1).map(Some).chain([None])).filter_map(|((at, letter), next)| {
            (!letter.is_whitespace() && next.is_none_or(char::is_whitespace)).then_some(at + letter.len_utf8())
        });
    let ends: Vec<usize> = ends.take(MOST_WORDS).collect();
    ends.into_iter().skip(1).rev().find(|end| {
        let candidate = text.get(..*end).unwrap_or_default();
        matches!(period(candidate), Ok(_) | Err(DateFault::Ambiguous(..)))
    })
}

/// Words of the longest span: `10 May 2013 .. 12 June 2013`.
const MOST_WORDS: usize = 7;

/// Reads a span of time.
///
/// # Errors
///
/// Where it is none, or two.
pub fn period(text: &str) -> Result<Period, DateFault> {
    let text = text.trim();
    let edge = |text: &str, included| Ok(Some(Edge { date: date(text)?, included }));
    for (sign, is_from, included) in [
        ("<=", false, true),
        (">=", true, true),
        ("<", false, false),
        (">", true, false),
        ("≤", false, true),
        ("≥", true, true),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            let edge = edge(rest, included)?;
            return Ok(if is_from { Period { from: edge, to: None } } else { Period { from: None, to: edge } });
        }
    }
    let Some((from, to)) = text.split_once("..").or_else(|| text.split_once('…')) else {
        let date = date(text)?;
        return Ok(Period::between(Some(date.clone()), Some(date)));
    };
    let end = |text: &str| if text.trim().is_empty() { Ok(None) } else { edge(text, true) };
    let period = Period { from: end(from)?, to: end(to.trim_start_matches('.'))? };
    match (&period.from, &period.to) {
        (None, None) => Err(DateFault::Unknown),
        (Some(from), Some(to)) if from.date.is_of_later_day(&to.date) => Err(DateFault::Backwards),
        _ => Ok(period),
    }
}

/// Reads one date.
fn date(text: &str) -> Result<PartialDate, DateFault> {
    let text = text.trim();
    if let Some(date) = PartialDate::parse(text) {
        return Ok(date);
    }
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '/' | '.' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    if words.iter().all(|word| is_number(word)) {
        return numeric(text, &words);
    }
    named(&words)
}

/// A date of which one word is the name of a month.
fn named(words: &[&str]) -> Result<PartialDate, DateFault> {
    let month = words.iter().position(|word| month(word).is_some()).ok_or(DateFault::Unknown)?;
    let number = month_number(words[month])?;
    let ordinal = |word: &str| -> Option<u32> {
        let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic());
        let suffix = word.get(digits.len()..)?;
        matches!(suffix, "" | "st" | "nd" | "rd" | "th").then(|| digits.parse().ok())?
    };
    let others: Vec<&str> = words.iter().enumerate().filter(|(at, _)| *at != month).map(|(_, word)| *word).collect();
    let iso = match others.as_slice() {
        [year] if year.len() == 4 => format!("{year}-{number:02}"),
        [day, year] | [year, day] if year.len() == 4 && day.len() < 5 => {
            format!("{year}-{number:02}-{:02}", ordinal(day).ok_or(DateFault::Unknown)?)
        }
        [] => return Err(DateFault::NoYear),
        [day] if ordinal(day).is_some_and(|day| (1..=31).contains(&day)) => return Err(DateFault::NoYear),
        _ => return Err(DateFault::Unknown),
    };
    PartialDate::parse(&iso).ok_or(DateFault::Unknown)
}

fn month(word: &str) -> Option<u8> {
    months::month(&word.to_lowercase())
}

fn month_number(word: &str) -> Result<u8, DateFault> {
    month(word).ok_or(DateFault::Unknown)
}

/// A date of numbers alone. Points stand between them where the day comes first; strokes may mean either.
fn numeric(text: &str, words: &[&str]) -> Result<PartialDate, DateFault> {
    let iso = |year: &str, month: &str, day: &str| {
        let (month, day): (u32, u32) = (month.parse().ok()?, day.parse().ok()?);
        PartialDate::parse(&format!("{year}-{month:02}-{day:02}"))
    };
    match words {
        [year, month, day] if year.len() == 4 => iso(year, month, day).ok_or(DateFault::Unknown),
        [year, month] if year.len() == 4 => {
            let month: u32 = month.parse().map_err(|_| DateFault::Unknown)?;
            PartialDate::parse(&format!("{year}-{month:02}")).ok_or(DateFault::Unknown)
        }
        [month, year] if year.len() == 4 => {
            let month: u32 = month.parse().map_err(|_| DateFault::Unknown)?;
            PartialDate::parse(&format!("{year}-{month:02}")).ok_or(DateFault::Unknown)
        }
        [first, second, year] if year.len() == 4 => match (iso(year, second, first), iso(year, first, second)) {
            (Some(day_first), Some(month_first)) if day_first != month_first && !text.contains('.') => {
                Err(DateFault::Ambiguous(day_first, month_first))
            }
            (Some(date), _) | (None, Some(date)) => Ok(date),
            (None, None) => Err(DateFault::Unknown),
        },
        _ => Err(DateFault::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let check = |text: &str, expected: &str| assert_eq!(period(text).unwrap().written(), expected, "{text}");
        check("2013", "2013");
        check("2013-05", "2013-05");
        check("May 2013", "2013-05");
        check("10 May 2013", "2013-05-10");
        check("May 10, 2013", "2013-05-10");
        check("10th may 2013", "2013-05-10");
        check("3 mai 2013", "2013-05-03");
        check("10.05.2013", "2013-05-10");
        check("25/12/2013", "2013-12-25");
        check("12/25/2013", "2013-12-25");
        check("05/05/2013", "2013-05-05");
        check("2013/5/1", "2013-05-01");
        check("5/2013", "2013-05");
        check("2013-05..2013-06", "2013-05..2013-06");
        check("2013..", ">=2013");
        check("..10 May 2013", "<=2013-05-10");
        check("<2014", "<2014");
        check(">= May 2013", ">=2013-05");
    }

    #[test]
    fn what_is_no_date_or_two_is_refused() {
        let check = |text: &str, expected: DateFault| assert_eq!(period(text), Err(expected), "{text}");
        let both =
            |one, other| DateFault::Ambiguous(PartialDate::parse(one).unwrap(), PartialDate::parse(other).unwrap());
        check("10/05/2013", both("2013-05-10", "2013-10-05"));
        check("10-05-2013", both("2013-05-10", "2013-10-05"));
        check("May", DateFault::NoYear);
        check("10 May", DateFault::NoYear);
        check("soon", DateFault::Unknown);
        check("..", DateFault::Unknown);
        check("", DateFault::Unknown);
        check("2013-13", DateFault::Unknown);
        check("2014..2013", DateFault::Backwards);
    }

    #[test]
    fn a_date_of_several_words_is_taken_whole() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(length(text).and_then(|len| text.get(..len)), expected, "{text}");
        };
        check("May 2013 ferry", Some("May 2013"));
        check("10 May 2013 .. 12 June 2013 ferry", Some("10 May 2013 .. 12 June 2013"));
        check("2013 ferry", None);
        check("ferry", None);
    }
}
