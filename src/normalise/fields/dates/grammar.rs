//! The forms in which dates are printed.
//!
//! Tokens come in; a date goes out, with the time and the zone next to it.
//!
//! Invariant: looks at a bounded number of tokens from any one place, so reading a text is linear.

use crate::lexicon::months::{self, Calendar};
use crate::normalise::fields::dates::calendars::{from_buddhist, from_solar};
use crate::normalise::fields::dates::clock::clock_after;
use crate::normalise::fields::dates::order::{Custom, Order};
use crate::normalise::fields::dates::reader::Reader;
use crate::normalise::fields::dates::tokens::{Kind, Token};

/// A date as far as it is printed, ready for [`crate::model::PartialDate::parse`].
#[derive(Clone, Debug, PartialEq)]
pub(in crate::normalise) struct Match {
    /// ISO 8601.
    pub iso: String,
    /// Whether the day is named.
    pub has_day: bool,
    /// The token after the last one of the date.
    pub end: usize,
}

/// A date at token `at`, with a time before or after it.
pub(in crate::normalise) fn date_at(tokens: &[Token<'_>], at: usize, custom: Custom) -> Option<Match> {
    let reader = Reader { tokens, custom };
    if let Some((clock, after)) = reader.clock(at) {
        let date =
            (after..after + 6).take_while(|place| *place == after || reader.is_filler(place - 1)).find_map(|place| {
                let (date, end) = reader.day(place)?;
                Some(Match { iso: format!("{date}{clock}"), has_day: true, end })
            });
        return date;
    }
    let Some((date, after)) = reader.day(at) else {
        let (iso, end) = reader.month_and_year(at)?;
        return Some(Match { iso, has_day: false, end });
    };
    if date.contains('T') {
        return Some(Match { iso: date, has_day: true, end: after });
    }
    let (clock, end) = clock_after(tokens, after).unwrap_or((String::new(), after));
    Some(Match { iso: format!("{date}{clock}"), has_day: true, end })
}

/// A month with the calendar it is of.
type Month = (u32, Calendar);

impl Reader<'_, '_> {
    /// A year of the calendar of pages like this, or of the Gregorian one.
    fn year(&self, at: usize) -> Option<u32> {
        self.number(at, 4).filter(|year| match self.custom.calendar {
            Calendar::Solar if (1278..=1478).contains(year) => true,
            Calendar::Buddhist if from_buddhist(*year).is_some() => true,
            _ => (1600..=2100).contains(year),
        })
    }

    /// A year that may be of the calendar that a month before it is of.
    fn year_of(&self, at: usize, month: Month) -> Option<u32> {
        let other = Reader { tokens: self.tokens, custom: Custom { calendar: month.1, ..self.custom } };
        self.year(at).or_else(|| other.year(at))
    }

    /// The month at token `at` and the token after it: `May`, `tháng 3`, `มี.ค.`, `كانون الثاني`.
    fn month(&self, at: usize) -> Option<(Month, usize)> {
        let word = self.word(at).filter(|word| word.len() <= 60)?.to_lowercase();
        if let Some((month, calendar)) = months::month_of(&word) {
            return Some(((u32::from(month), calendar), at + 1));
        }
        if months::is_numbered_month(&word) {
            let numbered = self.number(at + 1, 2).or_else(|| months::vietnamese(self.word(at + 1)?).map(u32::from));
            return numbered.map(|month| ((month, Calendar::Gregorian), at + 2));
        }
        if !months::opens_month(&word) {
            return None;
        }
        let dotted = self.mark(at + 1, &['.']);
        let second = self.word(at + 1 + usize::from(dotted))?;
        let (month, calendar) = months::month_of(&format!("{word} {}", second.to_lowercase()))?;
        let end = at + 2 + usize::from(dotted);
        Some(((u32::from(month), calendar), if dotted { self.skip(end, &['.']) } else { end }))
    }

    /// The Gregorian day, as ISO 8601, of a day of the calendar that its month and its year say.
    fn iso(&self, year: u32, month: Month, day: u32) -> Option<String> {
        if month.1 == Calendar::Solar || self.custom.calendar == Calendar::Solar && year < 1600 {
            let (year, month, day) = from_solar(year, month.0, day)?;
            return iso(year, month, day);
        }
        iso(from_buddhist(year).unwrap_or(year), month.0, day)
    }

    fn day_number(&self, at: usize) -> Option<u32> {
        self.number(at, 2).filter(|day| (1..=31).contains(day))
    }

    /// Year, month and day in any order, and the token after them.
    fn day(&self, at: usize) -> Option<(String, usize)> {
        // A number that goes on to the left is part of something else: a version, an address, a score.
        if at > 0
            && self.touches(at)
            && self.mark(at - 1, &['.', '/', '-', ':'])
            && at > 1
            && self.touches(at - 1)
            && let Some(Kind::Number(_)) = self.kind(at - 2)
        {
            return None;
        }
        self.year_first(at).or_else(|| self.day_first(at)).or_else(|| self.numbers(at)).or_else(|| self.month_first(at))
    }

    /// `2013-05-10`, `2013/5/10`, `2013. 5. 10.`, `2013年5月10日`, `2013 May 10`, `2013. május 10.`
    fn year_first(&self, at: usize) -> Option<(String, usize)> {
        let year = self.year(at)?;
        if self.word(at + 1).is_some_and(|word| word.starts_with(['年', '년'])) {
            let month = self.number(at + 2, 2)?;
            self.word(at + 3).filter(|word| word.starts_with(['月', '월']))?;
            let day = self.day_number(at + 4)?;
            self.word(at + 5).filter(|word| word.starts_with(['日', '일']))?;
            return Some((iso(year, month, day)?, at + 6));
        }
        let separators = ['-', '/', '.'];
        if self.mark(at + 1, &separators)
            && let (Some(month), Some(day)) = (self.number(at + 2, 2), self.day_number(at + 4))
        {
            let same = self.kind(at + 1) == self.kind(at + 3);
            let month = (month, Calendar::Gregorian);
            return same.then(|| self.iso(year, month, day))?.map(|date| (date, self.skip(at + 5, &['.'])));
        }
        let place = self.skip(at + 1, &['.', ',', '-', '/']);
        let (month, place) = self.month(place)?;
        let place = self.skip(place, &['.', '-', '/']);
        let day = self.day_number(place)?;
        Some((self.iso(year, month, day)?, place + 1))
    }

    /// `10 May 2013`, `10. Mai 2013`, `10th of May, 2013`, `10 de mayo de 2013`, `10-May-2013`
    fn day_first(&self, at: usize) -> Option<(String, usize)> {
        let day = self.day_number(at)?;
        let place = self.ordinal(at + 1);
        let place = self.skip(place, &['.', '-', '/']);
        let place = self.skip_word(place, &["de", "of", "di"]);
        let (month, place) = self.month(place)?;
        let place = self.skip(place, &['.', '-', '/']);
        let place = self.skip(place, &[',', '،']);
        let place = self.skip_word(place, &["de", "del", "of", "năm", "พ"]);
        // `14 มี.ค. พ.ศ. 2562`: the era is named.
        let place = if self.mark(place, &['.']) && self.word(place + 1) == Some("ศ") {
            self.skip(place + 2, &['.'])
        } else {
            place
        };
        if let Some(year) = self.year_of(place, month) {
            return Some((self.iso(year, month, day)?, place + 1));
        }
        let two = self.tokens.get(place).filter(|token| token.chars == 2)?;
        let Kind::Number(short) = two.kind else { return None };
        // `10-May-13`, but not `10 May 13:30` nor `10 May 13 people`.
        (self.mark(place - 1, &['-', '/']) && short < 70)
            .then(|| iso(2000 + short, month.0, day))?
            .map(|iso| (iso, place + 1))
    }

    /// `May 10, 2013`, `Fri May 10 14:30:05 2013`
    fn month_first(&self, at: usize) -> Option<(String, usize)> {
        let (month, place) = self.month(at)?;
        let place = self.skip(place, &['.', '-', '/']);
        let day = self.day_number(place)?;
        let place = self.skip(self.ordinal(place + 1), &[',', '-', '/']);
        if let Some(year) = self.year_of(place, month) {
            return Some((self.iso(year, month, day)?, place + 1));
        }
        let (clock, place) = self.clock(place)?;
        let place = self.skip(place, &[',']);
        let year = self.year_of(place, month)?;
        Some((self.iso(year, month, day)? + &clock, place + 1))
    }

    /// `10.05.2013`, `10/05/2013`, `5/10/2013`, `10.05.13`
    fn numbers(&self, at: usize) -> Option<(String, usize)> {
        let (first, second) = (self.number(at, 2)?, self.number(at + 2, 2)?);
        if !self.mark(at + 1, &['.', '/', '-']) || self.kind(at + 1) != self.kind(at + 3) {
            return None;
        }
        // A number that goes on to the right is a version or an address.
        if self.mark(at + 5, &['.']) && self.touches(at + 6) && matches!(self.kind(at + 6), Some(Kind::Number(_))) {
            return None;
        }
        let dotted = self.mark(at + 1, &['.']);
        let year = match self.year(at + 4) {
            Some(year) => year,
            None if !self.mark(at + 1, &['-']) && self.touches(at + 4) => {
                let token = self.tokens.get(at + 4).filter(|token| token.chars == 2)?;
                let Kind::Number(short) = token.kind else { return None };
                Some(2000 + short).filter(|year| *year < 2060)?
            }
            None => return None,
        };
        let order = match (first, second) {
            _ if first == second => Order::DayFirst,
            (13.., _) => Order::DayFirst,
            (_, 13..) => Order::MonthFirst,
            _ if dotted => self.custom.dotted,
            _ => self.custom.order,
        };
        let (month, day) = match order {
            Order::DayFirst => (second, first),
            Order::MonthFirst => (first, second),
            Order::Unknown => return None,
        };
        Some((self.iso(year, (month, Calendar::Gregorian), day)?, at + 5))
    }

    /// `May 2013`, `mayo de 2013`, `2013年5月`
    fn month_and_year(&self, at: usize) -> Option<(String, usize)> {
        if let Some(year) = self.year(at) {
            let named = self.word(at + 1).is_some_and(|word| word.starts_with(['年', '년']));
            let month = self.number(at + 2, 2).filter(|month| named && (1..=12).contains(month))?;
            return Some((format!("{year:04}-{month:02}"), at + 4));
        }
        // After a number it is what is left of a day that the calendar lacks.
        let numbered = (1..=2).any(|back| at.checked_sub(back).is_some_and(|before| self.number(before, 2).is_some()));
        if numbered {
            return None;
        }
        let (month, place) = self.month(at)?;
        let place = self.skip(place, &['.', ',']);
        let place = self.skip_word(place, &["de", "del", "of", "năm"]);
        let year = self.year_of(place, month)?;
        // A month of the solar calendar lies in two of the Gregorian one.
        let year = (month.1 != Calendar::Solar && year >= 1600).then(|| from_buddhist(year).unwrap_or(year))?;
        Some((format!("{year:04}-{:02}", month.0), place + 1))
    }

    /// The endings of `1st`, `2nd`, `1er`, `1º`.
    fn ordinal(&self, at: usize) -> usize {
        let place =
            if self.touches(at) { self.skip_word(at, &["st", "nd", "rd", "th", "er", "º", "re", "ter"]) } else { at };
        self.skip(place, &['°'])
    }
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}
