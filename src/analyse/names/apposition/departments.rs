//! What a minister is in charge of, which the press writes with a capital: `ministro de Asuntos Exteriores`.

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::organisations::no_bodies::{DEPARTMENTS, JOINTS, MINISTERS};

/// Small words between the minister and the department, at most.
const BETWEEN: usize = 2;

/// Drops departments behind their ministers, and takes them off the names of people.
pub(super) fn drop(page: &Page<'_>, language: &str, names: &mut Vec<Name>) {
    names.retain_mut(|name| {
        let Some(text) = page.fields.get(name.field) else { return true };
        let first = lower_case(text.word(name.tokens.start));
        if !DEPARTMENTS.contains_in(language, &first) || !behind_minister(text, name, language) {
            return true;
        }
        // `ministro degli Esteri Antonio Tajani`
        let is_person = name.kind == NameKind::Person && name.tokens.len() > 2;
        name.tokens.start += usize::from(is_person);
        is_person
    });
}

/// Whether a minister and small words stand before the name.
fn behind_minister(text: &FieldText<'_>, name: &Name, language: &str) -> bool {
    let before =
        |back: usize| name.tokens.start.checked_sub(back).map(|at| lower_case(text.word(at))).unwrap_or_default();
    let small = (1..=BETWEEN).take_while(|back| JOINTS.contains_in(language, &before(*back))).count();
    MINISTERS.contains_in(language, &before(small + 1))
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn departments_are_no_bodies() {
        check("es", "El ministro de Asuntos Exteriores calló.", &["O Asuntos Exteriores"], &[]);
        check("es", "El consejero de Sanidad calló.", &["P Sanidad"], &[]);
        check("ro", "Ministrul Sănătății a tăcut.", &["P Sănătății"], &[]);
        check("es", "El ministerio de Sanidad calló.", &["O Sanidad"], &["O Sanidad"]);
    }

    #[test]
    fn a_department_is_taken_off_the_minister() {
        check("it", "Il ministro degli Esteri Anna Grelli tace.", &["P Esteri Anna Grelli"], &["P Anna Grelli"]);
    }
}
