//! The shapes in which dates and times of day are printed.
//!
//! Words, numbers and marks of a text come in; a date with what stands beside it of a time and a zone goes out.
//!
//! Invariant: looks at a bounded number of tokens from any one place, so reading a text is linear.

use std::ops::Range;

use crate::lexicon::months;

/// A word, a number or a mark, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub kind: Kind,
    pub text: &'t str,
    /// Bytes of the token in the text.
    pub bytes: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Number(u32),
    Word,
    Mark(char),
}

/// A date as far as it is printed, ready for [`crate::model::PartialDate::parse`].
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    /// ISO 8601.
    pub iso: String,
    /// Whether the day is named.
    pub has_day: bool,
    /// The token after the last one of the date.
    pub end: usize,
}

/// Cuts `text` into tokens; white space only separates.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let class = |c: char| (c.is_ascii_digit(), c.is_alphabetic() || is_mark_of_letter(c));
        let (digit, letter) = class(first);
        let mut end = start + first.len_utf8();
        let mut before = first;
        while let Some(&(place, next)) = rest.peek() {
            // `PressApril` is two words whose space was lost with the markup.
            let glued = next.is_uppercase() && before.is_lowercase();
            if !(digit || letter) || class(next) != (digit, letter) || glued {
                break;
            }
            before = next;
            end = place + next.len_utf8();
            rest.next();
        }
        let piece = text.get(start..end).unwrap_or_default();
        let kind = if digit {
            Kind::Number(if piece.len() <= 4 { piece.parse().unwrap_or(u32::MAX) } else { u32::MAX })
        } else if letter {
            Kind::Word
        } else {
            Kind::Mark(first)
        };
        found.push(Token { kind, text: piece, bytes: start..end });
    }
    found
}

/// Vowel signs and accents, which are part of words.
fn is_mark_of_letter(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{94F}' | '\u{64B}'..='\u{65F}')
}

/// Whether day or month stands first where a date in numbers could mean both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    Unknown,
}

/// A date at token `at`, with a time before or after it.
pub(super) fn date_at(tokens: &[Token<'_>], at: usize, order: Order) -> Option<Match> {
    let grammar = Grammar { tokens, order };
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
pub(super) fn clock_after(tokens: &[Token<'_>], after: usize) -> Option<(String, usize)> {
    let grammar = Grammar { tokens, order: Order::Unknown };
    (after..after + 5)
        .take_while(|place| *place == after || grammar.is_filler(place - 1))
        .find_map(|place| grammar.clock(place))
}

/// Words that stand between a date and its time; a zone such as `ET` means two offsets and gives none.
const FILLERS: &str = "t at um à a las alle ore kl klo kello o godz v в о об às om saat uhr hrs on am den le el il h г р года \
    року r the of time mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday \
    saturday sunday del et ct mt pt nachmittags";

struct Grammar<'g, 't> {
    tokens: &'g [Token<'t>],
    order: Order,
}

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
        let fits = if digits == 4 { token.text.len() == 4 } else { token.text.len() <= digits };
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

    fn year(&self, at: usize) -> Option<u32> {
        self.number(at, 4).filter(|year| (1600..=2100).contains(year))
    }

    fn month(&self, at: usize) -> Option<u32> {
        let word = self.word(at)?;
        (word.len() <= 40).then(|| months::month(&word.to_lowercase()))?.map(u32::from)
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
            return same.then(|| iso(year, month, day))?.map(|date| (date, self.skip(at + 5, &['.'])));
        }
        let place = self.skip(at + 1, &['.', ',', '-', '/']);
        let month = self.month(place)?;
        let place = self.skip(place + 1, &['.', '-', '/']);
        let day = self.day_number(place)?;
        Some((iso(year, month, day)?, place + 1))
    }

    /// `10 May 2013`, `10. Mai 2013`, `10th of May, 2013`, `10 de mayo de 2013`, `10-May-2013`
    fn day_first(&self, at: usize) -> Option<(String, usize)> {
        let day = self.day_number(at)?;
        let place = self.ordinal(at + 1);
        let place = self.skip(place, &['.', '-', '/']);
        let place = self.skip_word(place, &["de", "of", "di"]);
        let month = self.month(place)?;
        let place = self.skip(place + 1, &['.', '-', '/']);
        let place = self.skip(place, &[',']);
        let place = self.skip_word(place, &["de", "del", "of"]);
        if let Some(year) = self.year(place) {
            return Some((iso(year, month, day)?, place + 1));
        }
        let two = self.tokens.get(place).filter(|token| token.text.len() == 2)?;
        let Kind::Number(short) = two.kind else { return None };
        // `10-May-13`, but not `10 May 13:30` nor `10 May 13 people`.
        (self.mark(place - 1, &['-', '/']) && short < 70)
            .then(|| iso(2000 + short, month, day))?
            .map(|iso| (iso, place + 1))
    }

    /// `May 10, 2013`, `Fri May 10 14:30:05 2013`
    fn month_first(&self, at: usize) -> Option<(String, usize)> {
        let month = self.month(at)?;
        let place = self.skip(at + 1, &['.', '-', '/']);
        let day = self.day_number(place)?;
        let place = self.skip(self.ordinal(place + 1), &[',', '-', '/']);
        if let Some(year) = self.year(place) {
            return Some((iso(year, month, day)?, place + 1));
        }
        let (clock, place) = self.clock(place)?;
        let place = self.skip(place, &[',']);
        let year = self.year(place)?;
        Some((iso(year, month, day)? + &clock, place + 1))
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
                let token = self.tokens.get(at + 4).filter(|token| token.text.len() == 2)?;
                let Kind::Number(short) = token.kind else { return None };
                Some(2000 + short).filter(|year| *year < 2060)?
            }
            None => return None,
        };
        let order = match (first, second) {
            _ if dotted || first == second => Order::DayFirst,
            (13.., _) => Order::DayFirst,
            (_, 13..) => Order::MonthFirst,
            _ => self.order,
        };
        let (month, day) = match order {
            Order::DayFirst => (second, first),
            Order::MonthFirst => (first, second),
            Order::Unknown => return None,
        };
        Some((iso(year, month, day)?, at + 5))
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
        let month = self.month(at)?;
        let place = self.skip(at + 1, &['.', ',']);
        let place = self.skip_word(place, &["de", "del", "of"]);
        let year = self.year(place)?;
        Some((format!("{year:04}-{month:02}"), place + 1))
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
                self.tokens.get(place + 1).filter(|token| token.text.len() == 2).and_then(|_| self.number(place + 1, 2))
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
