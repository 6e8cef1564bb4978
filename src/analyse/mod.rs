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

use crate::analyse::names::{Tagger, toponyms};
use crate::analyse::organisations::Registrar;
use crate::analyse::people::cast::Casting;
use crate::analyse::places::Geocoder;
use crate::analyse::quotes::Attributor;
use crate::analyse::text::Page;
use crate::model::{Analysis, Article};

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
    tagger: &names::trained::TrainedTagger,
    casting: &people::FullNames,
    geocoder: &places::GazetteerGeocoder,
    registrar: &organisations::FullOrganisations,
    attributor: &quotes::ByLanguage,
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
    let names = toponyms::settle(&page, stages.tagger.tag(&page));
    let cast = stages.casting.cast(&page, &names);
    let places = stages.geocoder.locate(&page, &names);
    let organisations = stages.registrar.gather(&page, &names);
    let quotes = stages.attributor.attribute(&page, &names, &cast);
    Analysis { people: cast.into_people(&page), places, organisations, quotes }
}
