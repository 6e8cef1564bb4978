//! What is said beside an answer, on standard error.

use crate::cli::ui;
use crate::present::answer::envelope::Told;
use crate::present::terminal::one_line;
use crate::query::answers::Ambiguous;
use crate::query::{Query, Window};

/// Candidates that are named.
const MOST_NAMED: usize = 4;

/// Says how the query was understood, where somebody looks on.
pub(super) fn understood(asked: &Query) {
    if !asked.is_empty() && ui::somebody_looks_on() {
        let bound = asked.bound().map_or_else(String::new, |bound| format!(" ({bound})"));
        ui::say(&format!("query: {}{bound}", one_line(&asked.written())));
    }
}

/// Says under the rows which they are, and whom the names of the query mean: where somebody looks on.
pub(super) fn under(told: &Told, window: Window, rows: u64) {
    if !ui::somebody_looks_on() {
        return;
    }
    let first = u64::from(window.offset) + 1;
    let last = u64::from(window.offset) + rows;
    if let Some(all) = told.count.filter(|all| *all > last || window.offset > 0) {
        let next = match &told.next {
            Some(next) if window.offset == 0 => format!("; --after {next} shows the next"),
            _ if all > last => format!("; --offset {last} shows the next"),
            _ => String::new(),
        };
        ui::say(&format!("{} to {} of {}{next}", grouped(first), grouped(last), grouped(all)));
    }
    told.ambiguous.iter().for_each(say_several);
}

fn say_several(ambiguous: &Ambiguous) {
    let Ambiguous { field, name, candidates } = ambiguous;
    let named = candidates.iter().take(MOST_NAMED).map(|candidate| {
        let detail = candidate.detail.as_deref().map_or_else(String::new, |detail| format!("{detail}, "));
        format!(
            "{} (#{}, {detail}{})",
            candidate.name,
            candidate.id,
            grouped(u64::try_from(candidate.articles).unwrap_or(0))
        )
    });
    let named: Vec<String> = named.collect();
    let more = if candidates.len() > MOST_NAMED { " …" } else { "" };
    let first = candidates.first().map_or(0, |candidate| candidate.id);
    let text =
        format!("{field}:{name} means {}: {}{more}; {field}:#{first} asks for one", candidates.len(), named.join(", "));
    ui::say(&one_line(&text));
}

/// A number with commas between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A hint where a shell may have taken the quotation marks of a value: `person:Ada Quill`.
pub(super) fn lost_quotes(typed: &str) -> Option<String> {
    let (field, rest) = typed.split_once(':')?;
    let is_field = !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut words = rest.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|letter| letter.is_alphabetic() || letter == '-')
    };
    (is_field && words.next().is_none() && is_name(first) && is_name(second))
        .then(|| format!("for a name of two words quote it twice: '{field}:\"{first} {second}\"'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (number, expected) in [(0, "0"), (999, "999"), (1164, "1,164"), (1_000_000, "1,000,000")] {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn quotes_that_a_shell_took_are_missed() {
        assert!(lost_quotes("person:Ada Quill").is_some_and(|hint| hint.contains("'person:\"Ada Quill\"'")));
        for fine in ["person:\"Ada Quill\"", "person:Quill ferry", "ferry", "http://a b"] {
            assert_eq!(lost_quotes(fine), None, "{fine}");
        }
    }
}
