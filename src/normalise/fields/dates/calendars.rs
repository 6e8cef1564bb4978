//! Digits of other scripts, and years and months of other calendars.
//!
//! A character or a printed date comes in; its value or the Gregorian day goes out.
//!
//! Invariant: arithmetic only; whether a year is of another calendar is for the grammar to tell from the words next to it.

/// What is added to a Gregorian year to give the Buddhist one.
const BUDDHIST: u32 = 543;

/// Code points of the digit nought of scripts whose digits news pages print besides the ASCII ones.
const NOUGHTS: [u32; 14] =
    [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xFF10];

/// The value of a decimal digit of any of the scripts that news pages print dates in.
pub(in crate::normalise) fn digit(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    let code = u32::from(character);
    NOUGHTS.iter().find(|nought| (**nought..**nought + 10).contains(&code)).map(|nought| code - nought)
}

/// The Gregorian year that a year of the Buddhist era is, where it is one of the last two centuries.
pub(in crate::normalise) fn from_buddhist(year: u32) -> Option<u32> {
    (1800 + BUDDHIST..=2100 + BUDDHIST).contains(&year).then(|| year - BUDDHIST)
}

/// The Gregorian day of a day of the Solar Hijri calendar, for the years 1244 to 1479.
///
/// Leap years by the cycle of 33 years, which agrees with the astronomical rule from 1244 to 1472 and beyond it is off by a
/// day at the most.
pub(in crate::normalise) fn from_solar(year: u32, month: u32, day: u32) -> Option<(u32, u32, u32)> {
    let longest = match month {
        1..=6 => 31,
        7..=12 => 30,
        _ => return None,
    };
    if !(1244..=1479).contains(&year) || !(1..=longest).contains(&day) {
        return None;
    }
    let before = |year: u32| {
        let (cycles, rest) = (year / 33, year % 33);
        // The leap years of a cycle are the 1st, 5th, 9th, 13th, 17th, 22nd, 26th and 30th.
        let leaps = [1, 5, 9, 13, 17, 22, 26, 30].iter().filter(|leap| **leap < rest).count();
        year * 365 + cycles * 8 + u32::try_from(leaps).unwrap_or(0)
    };
    let in_year = if month <= 7 { (month - 1) * 31 } else { 186 + (month - 7) * 30 };
    // 1 Farvardin 1398 was 21 March 2019.
    let new_year = jiff::civil::Date::new(2019, 3, 21).ok()?;
    let apart = i64::from(before(year)) - i64::from(before(1398)) + i64::from(in_year) + i64::from(day) - 1;
    let date = new_year.checked_add(jiff::Span::new().try_days(apart).ok()?).ok()?;
    let part = |value: i8| u32::try_from(value).ok();
    Some((u32::try_from(date.year()).ok()?, part(date.month())?, part(date.day())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solar_days_are_turned_into_gregorian_ones() {
        let check = |solar: (u32, u32, u32), expected: Option<(u32, u32, u32)>| {
            assert_eq!(from_solar(solar.0, solar.1, solar.2), expected, "{solar:?}");
        };
        check((1398, 1, 1), Some((2019, 3, 21)));
        check((1397, 12, 29), Some((2019, 3, 20)));
        check((1399, 12, 30), Some((2021, 3, 20)));
        check((1400, 1, 1), Some((2021, 3, 21)));
        check((1403, 1, 1), Some((2024, 3, 20)));
        check((1404, 1, 1), Some((2025, 3, 21)));
        check((1357, 11, 22), Some((1979, 2, 11)));
        check((1398, 7, 31), None);
        check((2019, 1, 1), None);
    }

    #[test]
    fn digits_of_many_scripts_have_a_value() {
        for text in ["2019", "٢٠١٩", "۲۰۱۹", "२०१९", "২০১৯", "๒๐๑๙", "２０１９"] {
            let value = text.chars().fold(0, |value, character| value * 10 + digit(character).unwrap());
            assert_eq!(value, 2019, "{text}");
        }
        assert_eq!(digit('x'), None);
        assert_eq!(from_buddhist(2562), Some(2019));
        assert_eq!(from_buddhist(2019), None);
    }
}
