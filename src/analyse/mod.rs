//! Finds the people, places, organisations and quotes of an article.
//!
//! An [`Article`] comes in, an [`Analysis`] goes out. Each stage stands behind a trait, and [`STAGES`] is the one list
//! that says which implementation does each job.
//!
//! Invariant: pure and total. No I/O, no clock, no error; the same article gives the same analysis.

pub mod names;
pub mod organisations;
pub mod people;
pub mod places;
pub mod quotes;
pub mod text;

use crate::analyse::names::{Name, Tagger};
use crate::analyse::people::cast::{Cast, Casting};
use crate::analyse::text::Page;
use crate::model::{Analysis, Article, Organisation, Place, Quote};

/// Puts the places among the names of a page on the map.
pub trait Geocoder: Sync {
    /// The places that `names` name, each with all its mentions, in the order of their first mention.
    fn locate(&self, page: &Page<'_>, names: &[Name]) -> Vec<Place>;
}

/// Gathers the organisations among the names of a page.
pub trait Registrar: Sync {
    /// The organisations that `names` name, each with all its mentions, in the order of their first mention.
    fn gather(&self, page: &Page<'_>, names: &[Name]) -> Vec<Organisation>;
}

/// Finds reported speech and who spoke.
pub trait Attributor: Sync {
    /// The quotes of the page in the order of the text; `Quote::speaker` is a place in `cast.people`.
    fn attribute(&self, page: &Page<'_>, names: &[Name], cast: &Cast) -> Vec<Quote>;
}

/// Which implementation does each job.
#[derive(Clone, Copy)]
pub struct Stages {
    /// Finds names and says what they name.
    pub tagger: &'static dyn Tagger,
    /// Tells people apart and reads their roles.
    pub casting: &'static dyn Casting,
    /// Puts places on the map.
    pub geocoder: &'static dyn Geocoder,
    /// Gathers organisations.
    pub registrar: &'static dyn Registrar,
    /// Finds quotes and speakers.
    pub attributor: &'static dyn Attributor,
}

/// The stages that run.
pub static STAGES: Stages = Stages {
    tagger: &crate::analyse::names::trained::TrainedTagger,
    casting: &crate::analyse::people::FullNames,
    geocoder: &places::GazetteerGeocoder,
    registrar: &organisations::FullOrganisations,
    attributor: &crate::analyse::quotes::ByLanguage,
};

/// Analyses `article` with [`STAGES`].
#[must_use]
pub fn analyse(article: &Article) -> Analysis {
    analyse_with(&STAGES, article)
}

/// Analyses `article` with the stages given.
#[must_use]
pub fn analyse_with(stages: &Stages, article: &Article) -> Analysis {
    let page = Page::new(article);
    let names = stages.tagger.tag(&page);
    let cast = stages.casting.cast(&page, &names);
    let places = stages.geocoder.locate(&page, &names);
    let organisations = stages.registrar.gather(&page, &names);
    let quotes = stages.attributor.attribute(&page, &names, &cast);
    Analysis { people: cast.into_people(&page), places, organisations, quotes }
}
