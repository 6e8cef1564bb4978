//! The shapes in which dates and times of day are printed.
//!
//! Words, numbers and marks of a text come in; a date with what stands beside it of a time and a zone goes out.
//!
//! Invariant: looks at a bounded number of tokens from any one place, so reading a text is linear.

use std::ops::Range;

use crate::lexicon::months::{self, Calendar};
use crate::model::DateOrder;
use crate::model::letters::is_alphabetic;
use crate::normalise::fields::dates::calendars::{digit, from_buddhist, from_solar};

/// A word, a number or a mark, and where it stands.
#[derive(Clone, Debug)]
pub(in crate::normalise) struct Token<'t> {
    pub kind: Kind,
    pub text: &'t str,
    /// How many characters it has; more than 255 count as 255.
    pub chars: u8,
    /// Bytes of the token in the text.
    pub bytes: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::normalise) enum Kind {
    Number(u32),
    Word,
    Mark(char),
}

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

/// Cuts `text` into tokens; white space only separates.
pub(in crate::normalise) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let class = |c: char| (digit(c).is_some(), is_alphabetic(c) || is_mark_of_letter(c));
        let (numeric, letter) = class(first);
        let mut end = start + first.len_utf8();
        let (mut before, mut chars) = (first, 1_u8);
        let mut value = digit(first).unwrap_or(0);
        while let Some(&(place, next)) = rest.peek() {
            // `PressApril` is two words whose space was lost with the markup.
            let glued = next.is_uppercase() && before.is_lowercase();
            if !(numeric || letter) || class(next) != (numeric, letter) || glued {
                break;
            }
            before = next;
            chars = chars.saturating_add(1);
            value = value.saturating_mul(10).saturating_add(digit(next).unwrap_or(0));
            end = place + next.len_utf8();
            rest.next();
        }
        let piece = text.get(start..end).unwrap_or_default();
        let kind = if numeric {
            Kind::Number(if chars <= 4 { value } else { u32::MAX })
        } else if letter {
            Kind::Word
        } else {
            Kind::Mark(first)
        };
        found.push(Token { kind, text: piece, chars, bytes: start..end });
    }
    found
}

/// Vowel signs and accents, which are part of words.
fn is_mark_of_letter(character: char) -> bool {
    // The blocks of the Indic scripts are laid out alike: letters and signs first, then stops and digits.
    let indic = ('\u{900}'..='\u{DFF}').contains(&character) && u32::from(character) & 0x7F < 0x64;
    indic || matches!(character, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{E31}'..='\u{E4E}')
}

/// Whether day or month stands first where a date in numbers could mean both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::normalise) enum Order {
    DayFirst,
    MonthFirst,
    Unknown,
}

impl Order {
    /// An order that is known.
    pub fn of(order: DateOrder) -> Self {
        match order {
            DateOrder::DayFirst => Self::DayFirst,
            DateOrder::MonthFirst => Self::MonthFirst,
        }
    }
}

/// The order of day and month in numbers that one of the dates among `tokens` tells by a number above twelve.
pub(in crate::normalise) fn order_told(tokens: &[Token<'_>]) -> Order {
    let number = |at: usize| match tokens.get(at).map(|token| (token.kind, token.chars)) {
        Some((Kind::Number(value), 1..=2)) => Some(value),
        _ => None,
    };
    let told = (0..tokens.len()).find_map(|at| {
        let (first, second) = (number(at)?, number(at + 2)?);
        let mark = tokens.get(at + 1).map(|token| token.kind).filter(|kind| *kind == Kind::Mark('/'))?;
        let dated = tokens.get(at + 3).is_some_and(|token| token.kind == mark)
            && matches!(tokens.get(at + 4).map(|token| token.kind), Some(Kind::Number(_)));
        match (first, second) {
            (13..=31, 1..=12) if dated => Some(Order::DayFirst),
            (1..=12, 13..=31) if dated => Some(Order::MonthFirst),
            _ => None,
        }
    });
    told.unwrap_or(Order::Unknown)
}

/// How numbers are read where they could mean several days.
#[derive(Clone, Copy, Debug)]
pub(in crate::normalise) struct Custom {
    pub order: Order,
    /// The same where there are points between the numbers.
    pub dotted: Order,
    /// The calendar in which pages of this language count beside the Gregorian one.
    pub calendar: Calendar,
}

impl Custom {
    /// With the order that is known for certain.
    pub fn ordered(self, order: Order) -> Self {
        Self { order, dotted: order, ..self }
    }
}

/// A date at token `at`, with a time before or after it.
pub(in crate::normalise) fn date_at(tokens: &[Token<'_>], at: usize, custom: Custom) -> Option<Match> {
    let grammar = Grammar { tokens, custom };
    if let Some((clock, after)) = grammar.clock(at) {
        let date =
            (after..after + 6).take_while(|place| *place == after || grammar.is_filler(place - 1)).find_map(|place| {
                let (date, end) = grammar.day(place)?;
                Some(Match { iso: format!("{date}{clock}"), has_day: true, end })
            });
        return date;
    }
    let Some((date, after)) = grammar.day(at) else {
        let (iso, end) = grammar.month_and_year(at)?;
        return Some(Match { iso, has_day: false, end });
    };
    if date.contains('T') {
        return Some(Match { iso: date, has_day: true, end: after });
    }
    let (clock, end) = clock_after(tokens, after).unwrap_or((String::new(), after));
    Some(Match { iso: format!("{date}{clock}"), has_day: true, end })
}

/// A time of day from token `after` on, as the time part of ISO 8601, and the token after it.
pub(in crate::normalise) fn clock_after(tokens: &[Token<'_>], after: usize) -> Option<(String, usize)> {
    let grammar = Grammar {
        tokens,
        custom: Custom { order: Order::Unknown, dotted: Order::DayFirst, calendar: Calendar::Gregorian },
    };
    (after..after + 5)
        .take_while(|place| *place == after || grammar.is_filler(place - 1))
        .find_map(|place| grammar.clock(place))
}

/// Words that stand between a date and its time; a zone such as `ET` means two offsets and gives none.
const FILLERS: &str = "t at um à a las alle ore kl klo kello o godz v в о об às om saat uhr hrs on am den le el il h г р года \
    року r the of time mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday \
    saturday sunday del et ct mt pt nachmittags lúc ngày pukul pkl jam เวลา ساعت الساعة בשעה";

struct Grammar<'g, 't> {
    tokens: &'g [Token<'t>],
    custom: Custom,
}

/// A month with the calendar it is of.
type Month = (u32, Calendar);

impl Grammar<'_, '_> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).filter(|token| token.kind == Kind::Word).map(|token| token.text)
    }

    /// A number of one or two digits (`digits` 2) or of exactly four.
    fn number(&self, at: usize, digits: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        let Kind::Number(value) = token.kind else { return None };
        let chars = usize::from(token.chars);
        let fits = if digits == 4 { chars == 4 } else { chars <= digits };
        fits.then_some(value)
    }

    fn mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.kind(at), Some(Kind::Mark(mark)) if marks.contains(&mark))
    }

    /// The place after `at` where one of `marks` stands there, else `at`.
    fn skip(&self, at: usize, marks: &[char]) -> usize {
        if self.mark(at, marks) { at + 1 } else { at }
    }

    fn skip_word(&self, at: usize, words: &[&str]) -> usize {
        match self.word(at) {
            Some(word) if words.contains(&word.to_lowercase().as_str()) => at + 1,
            _ => at,
        }
    }

    /// Whether no white space stands before token `at`.
    fn touches(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.zip(self.tokens.get(at)).is_some_and(|(left, right)| left.bytes.end == right.bytes.start)
    }

    fn is_filler(&self, at: usize) -> bool {
        self.mark(at, &[',', '|', '-', '–', '—', '·', '•', '@', '(', ';', '.', '/', ':'])
            || self
                .word(at)
                .filter(|word| word.len() <= 12)
                .map(str::to_lowercase)
                .is_some_and(|word| FILLERS.split_ascii_whitespace().any(|filler| filler == word))
    }

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
        let other = Grammar { tokens: self.tokens, custom: Custom { calendar: month.1, ..self.custom } };
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

    /// `14:30`, `14:30:05.123 +0200`, `11.05 BST`, `2:30 pm ET`, `14h30`, `2 p.m.` as the time part of ISO 8601.
    fn clock(&self, at: usize) -> Option<(String, usize)> {
        let mut hour = self.number(at, 2)?;
        let mut place = at + 1;
        let mut minute = None;
        let mut second = None;
        let separated =
            self.mark(place, &[':', '.']) || self.word(place).is_some_and(|word| word.eq_ignore_ascii_case("h"));
        if separated
            && self.touches(place)
            && self.touches(place + 1)
            && let Some(value) =
                self.tokens.get(place + 1).filter(|token| token.chars == 2).and_then(|_| self.number(place + 1, 2))
        {
            let dotted = self.mark(place, &['.']);
            let goes_on = self.touches(place + 2) && self.mark(place + 2, &['.', '/', '-']);
            let three = goes_on && self.touches(place + 3) && matches!(self.kind(place + 3), Some(Kind::Number(_)));
            if dotted && three {
                return None;
            }
            minute = Some(value);
            place += 2;
            if self.mark(place, &[':'])
                && self.touches(place)
                && let Some(value) = self.number(place + 1, 2)
            {
                second = Some(value);
                place += 2;
                if self.mark(place, &['.', ','])
                    && self.touches(place)
                    && self.touches(place + 1)
                    && let Some(Kind::Number(_)) = self.kind(place + 1)
                {
                    place += 2;
                }
            }
        }
        let half = self.half_of_day(place);
        if let Some((afternoon, after)) = half {
            if !(1..=12).contains(&hour) {
                return if minute.is_some() && hour < 24 {
                    Some((clock_text(hour, minute, second)?, after))
                } else {
                    None
                };
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            place = after;
        } else {
            minute?;
        }
        let text = clock_text(hour, Some(minute.unwrap_or(0)), second)?;
        let (zone, place) = self.zone(place).unwrap_or((String::new(), self.skip_word(place, &["uhr", "hrs"])));
        Some((text + &zone, place))
    }

    /// Whether `am` or `pm` stands at `at`, and the token after it.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        let word = self.word(at)?;
        let afternoon = match word.len() {
            2 if word.eq_ignore_ascii_case("am") => false,
            2 if word.eq_ignore_ascii_case("pm") => true,
            1 if self.mark(at + 1, &['.']) && self.word(at + 2).is_some_and(|m| m.eq_ignore_ascii_case("m")) => {
                let place = self.skip(at + 3, &['.']);
                return match word {
                    "a" | "A" => Some((false, place)),
                    "p" | "P" => Some((true, place)),
                    _ => None,
                };
            }
            _ => return None,
        };
        Some((afternoon, at + 1))
    }

    /// `GMT`, `(BST)`, `+0200`, `+02:00`, `UTC+3`
    fn zone(&self, at: usize) -> Option<(String, usize)> {
        let at = self.skip_word(at, &["uhr", "hrs", "hours"]);
        let at = self.skip(at, &['(']);
        if let Some(offset) = self.offset(at) {
            return Some(offset);
        }
        let zone = months::zone(self.word(at)?)?;
        if zone == "Z"
            && let Some(offset) = self.offset(at + 1)
        {
            return Some(offset);
        }
        Some((zone.to_owned(), at + 1))
    }

    /// `+0200`, `+02:00`, `+2`
    fn offset(&self, at: usize) -> Option<(String, usize)> {
        let sign = match self.kind(at)? {
            Kind::Mark('+') => '+',
            Kind::Mark('-' | '−') => '-',
            _ => return None,
        };
        if !self.touches(at + 1) {
            return None;
        }
        let (hours, minutes, end) = if let Some(value) = self.number(at + 1, 4) {
            (value / 100, value % 100, at + 2)
        } else {
            let hours = self.number(at + 1, 2)?;
            let minutes = (self.mark(at + 2, &[':']) && self.touches(at + 2)).then(|| self.number(at + 3, 2)).flatten();
            // A bare `-4` after a time is a range or a dash unless a zone stands before it.
            if minutes.is_none() && self.word(at.checked_sub(1)?).is_none() {
                return None;
            }
            (hours, minutes.unwrap_or(0), if minutes.is_some() { at + 4 } else { at + 2 })
        };
        (hours <= 14 && minutes < 60).then(|| (format!("{sign}{hours:02}:{minutes:02}"), end))
    }
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn clock_text(hour: u32, minute: Option<u32>, second: Option<u32>) -> Option<String> {
    let minute = minute?;
    if hour > 23 || minute > 59 || second.is_some_and(|second| second > 60) {
        return None;
    }
    let seconds = second.map_or(String::new(), |second| format!(":{second:02}"));
    Some(format!("T{hour:02}:{minute:02}{seconds}"))
}
