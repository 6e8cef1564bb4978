//! The forms in which times of day and their zones are printed.
//!
//! Tokens come in; the time part of ISO 8601 goes out, with the token after it.
//!
//! Invariant: looks at a bounded number of tokens from any one place.

use crate::lexicon::months;
use crate::lexicon::months::Calendar;
use crate::normalise::fields::dates::order::{Custom, Order};
use crate::normalise::fields::dates::reader::Reader;
use crate::normalise::fields::dates::tokens::{Kind, Token};

/// A time of day from token `after` on, as the time part of ISO 8601, and the token after it.
pub(in crate::normalise) fn clock_after(tokens: &[Token<'_>], after: usize) -> Option<(String, usize)> {
    let reader = Reader {
        tokens,
        custom: Custom { order: Order::Unknown, dotted: Order::DayFirst, calendar: Calendar::Gregorian },
    };
    (after..after + 5)
        .take_while(|place| *place == after || reader.is_filler(place - 1))
        .find_map(|place| reader.clock(place))
}

impl Reader<'_, '_> {
    /// `14:30`, `14:30:05.123 +0200`, `11.05 BST`, `2:30 pm ET`, `14h30`, `2 p.m.` as the time part of ISO 8601.
    pub(super) fn clock(&self, at: usize) -> Option<(String, usize)> {
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

    /// Whether `am` or `pm` is at `at`, and the token after it.
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
            // A bare `-4` after a time is a range or a dash unless a zone comes before it.
            if minutes.is_none() && self.word(at.checked_sub(1)?).is_none() {
                return None;
            }
            (hours, minutes.unwrap_or(0), if minutes.is_some() { at + 4 } else { at + 2 })
        };
        (hours <= 14 && minutes < 60).then(|| (format!("{sign}{hours:02}:{minutes:02}"), end))
    }
}

fn clock_text(hour: u32, minute: Option<u32>, second: Option<u32>) -> Option<String> {
    let minute = minute?;
    if hour > 23 || minute > 59 || second.is_some_and(|second| second > 60) {
        return None;
    }
    let seconds = second.map_or(String::new(), |second| format!(":{second:02}"));
    Some(format!("T{hour:02}:{minute:02}{seconds}"))
}
