//! Chambers of parliaments of states, which are bodies and no buildings: `the North Velm House`, `the Velm Senate`. English
//! alone has these.

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::Page;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::organisation_words::CHAMBERS;
use crate::lexicon::places::gazetteer;
use crate::model::PlaceKind;

/// Makes bodies of places that are the chamber of a state.
pub(super) fn settle(page: &Page<'_>, language: &str, names: &mut [Name]) {
    if language != "en" {
        return;
    }
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Place && name.tokens.len() > 1) {
        let Some(text) = page.fields.get(name.field) else { continue };
        let last = name.tokens.end - 1;
        let state = || {
            let found = gazetteer::candidates(text.slice(&(name.tokens.start..last)));
            found.iter().any(|place| place.kind == PlaceKind::Region && place.division == Some(place.id))
        };
        if CHAMBERS.contains(&lower_case(text.word(last))) && state() {
            name.kind = NameKind::Organisation;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn the_chamber_of_a_state_is_a_body() {
        check("en", "Then the Texas House voted.", &["L Texas House"], &["O Texas House"]);
        check("en", "Then the Velm House burned.", &["L Velm House"], &["L Velm House"]);
    }
}
