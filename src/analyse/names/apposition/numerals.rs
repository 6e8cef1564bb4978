//! Roman numerals, which count rulers, wars and parliaments and are nobody by themselves: `II. Theodosius`, `II. svjetskog rata`.
//!
//! Invariant: `X`, which a company is called, is left alone.

use crate::analyse::names::Name;
use crate::analyse::text::{FieldText, Page};

/// Drops names that are a numeral.
pub(super) fn drop(page: &Page<'_>, names: &mut Vec<Name>) {
    names.retain(|name| page.fields.get(name.field).is_none_or(|text| !is_numeral(text, name)));
}

fn is_numeral(text: &FieldText<'_>, name: &Name) -> bool {
    let word = text.word(name.tokens.start);
    name.tokens.len() == 1 && word.len() > 1 && word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'))
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn a_numeral_is_nobody() {
        check("hr", "Bilo je to tijekom II. svjetskog rata.", &["P II"], &[]);
        check("tr", "Sonra kral II. Grelos geldi.", &["P II", "P Grelos"], &["P Grelos"]);
        check("en", "He posts on X daily.", &["O X"], &["O X"]);
    }
}
