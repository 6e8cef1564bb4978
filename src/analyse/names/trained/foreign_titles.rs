//! Takes titles off the names of people in languages that write them with a capital before the name.
//!
//! Invariant: what is left of a name is its end, and at least one word.

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::FieldText;
use crate::lexicon::foreign_titles::{ARTICLES, is_title};
use crate::lexicon::given_names;
use crate::lexicon::lower_case::lower_case;

/// Takes off what stands before the name of a person in `language`: `Ulaştırma Bakanı Ayşe Yıldırım`, `Bundeskanzler Falkner`.
pub(super) fn take_off(text: &FieldText<'_>, name: &mut Name, language: &str) {
    let tokens = &mut name.tokens;
    if name.kind != NameKind::Person {
        return;
    }
    // `M. Renard` is Monsieur Renard, and nobody with a first name that begins so.
    if language == "fr" && tokens.len() > 1 && matches!(text.word(tokens.start), "M." | "MM.") {
        tokens.start += 1;
    }
    // The last word is the name's, whatever else it means. Turkish says first what the office is.
    while tokens.len() > 1 {
        let last = tokens.end - 1;
        let mut open = tokens.start..if language == "tr" { last } else { tokens.start + 1 };
        let Some(title) = open.rfind(|at| is_title(language, &lower_case(text.word(*at)))) else { break };
        // Whose office it is may follow: `Burmistrz Gdyni Paweł Nowicki`.
        let known = |at: &usize| given_names::find(&lower_case(text.word(*at))).is_some();
        tokens.start = (title + 1..last).find(known).unwrap_or(title + 1);
    }
}

/// Whether what was taken for a person is an office: `Leiter der Abteilung Klimaforschung`, or `İzmir Belediye Başkanı` before
/// `Mehmet Kaya`.
pub(super) fn is_office(text: &FieldText<'_>, name: &Name, language: &str) -> bool {
    let title = |at: usize| is_title(language, &lower_case(text.word(at)));
    let article = |at: usize| ARTICLES.contains(text.word(at));
    let of_something = || {
        let start = name.tokens.start;
        let opens = if article(start) { start.checked_sub(1) } else { Some(start) };
        name.tokens.len() > 1 && opens.is_some_and(|opens| title(opens) && article(opens + 1))
    };
    let of_somebody =
        || title(name.tokens.end.saturating_sub(1)) && text.word(name.tokens.end).starts_with(char::is_uppercase);
    name.kind == NameKind::Person && (of_something() || of_somebody())
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::prior;
    use crate::analyse::names::trained::foreign_titles::*;
    use crate::model::Field;

    #[test]
    fn titles_are_no_part_of_a_name() {
        let check = |language: &str, name: &str, expected: &str| {
            let text = FieldText::new(Field::Body, name);
            let mut found =
                Name { field: 0, tokens: 0..text.tokens.len(), kind: NameKind::Person, confidence: prior::RULE };
            take_off(&text, &mut found, language);
            assert_eq!(text.slice(&found.tokens), expected, "{name}");
        };
        check("tr", "Ulaştırma Bakanı Ayşe Yıldırım", "Ayşe Yıldırım");
        check("tr", "İzmir Belediye Başkanı Mehmet Kaya", "Mehmet Kaya");
        check("tr", "Başkan Kaya", "Kaya");
        check("tr", "Mehmet Başkan", "Mehmet Başkan");
        check("pl", "Burmistrz Gdyni Paweł Nowicki", "Paweł Nowicki");
        check("pl", "Minister Anna Kowalik", "Anna Kowalik");
        check("en", "Minister Anna Kowalik", "Minister Anna Kowalik");
        check("de", "Bundeskanzler Friedrich Falkner", "Friedrich Falkner");
        check("de", "Anna Richter", "Anna Richter");
        check("de", "Anna Richter Berg", "Anna Richter Berg");
        check("fr", "M. Renard", "Renard");
        check("fr", "M.", "M.");
        check("en", "M. Renard", "M. Renard");
    }

    #[test]
    fn an_office_is_nobody() {
        let person = |tokens| Name { field: 0, tokens, kind: NameKind::Person, confidence: prior::RULE };
        let text = FieldText::new(Field::Body, "Leiter der Abteilung Klima");
        assert!(is_office(&text, &person(0..4), "de") && !is_office(&text, &person(0..4), "en"));
        let text = FieldText::new(Field::Body, "İzmir Belediye Başkanı Mehmet Kaya");
        assert!(is_office(&text, &person(0..3), "tr") && !is_office(&text, &person(0..3), "en"));
        assert!(!is_office(&text, &person(3..5), "tr") && !is_office(&text, &person(0..2), "tr"));
    }
}
