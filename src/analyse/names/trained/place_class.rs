//! Names of places as a small number, for the features of a tagger.

use crate::lexicon::gazetteer;
use crate::model::PlaceKind;

/// The class of the likeliest place called `name`: kind, size and whether the name is also a word or a person.
pub(super) fn place_class(name: &str) -> u8 {
    let Some(prior) = gazetteer::prior(name) else { return 0 };
    let kind = match prior.kind {
        PlaceKind::Country => 0,
        PlaceKind::Region => 1,
        PlaceKind::Feature => 2,
        PlaceKind::Building => 3,
        PlaceKind::City => match prior.population {
            500_000.. => 4,
            50_000.. => 5,
            _ => 6,
        },
    };
    1 + kind * 4 + u8::from(prior.word) * 2 + u8::from(prior.person)
}
