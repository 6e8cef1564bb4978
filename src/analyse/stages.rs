//! The list of stages: which implementation does each job, and the order in which they run.
//!
//! An article and the stages come in, an [`Analysis`] goes out.
//!
//! Invariant: a later stage sees what earlier ones found, never the other way round.

use crate::analyse::names::{self, Tagger, apposition, bodies, floor, toponyms};
use crate::analyse::organisations::{self, Registrar};
use crate::analyse::people;
use crate::analyse::people::cast::Casting;
use crate::analyse::places::{self, Geocoder};
use crate::analyse::quotes::{self, Attributor};
use crate::analyse::sureness;
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

/// Analyses `article` with the stages given.
#[must_use]
pub fn analyse_with(stages: &Stages, article: &Article) -> Analysis {
    sureness::apply(article.language.as_deref(), analyse_unmapped(stages, article))
}

/// The same, each row as sure as the stages say and not yet as such rows were right.
#[must_use]
pub fn analyse_unmapped(stages: &Stages, article: &Article) -> Analysis {
    let page = Page::new(article);
    let names = toponyms::settle(&page, stages.tagger.tag(&page));
    let names = bodies::settle(&page, names);
    let names = apposition::settle(&page, names);
    let names = floor::apply(&page, names);
    let names = people::whole_names::settle(&page, names);
    let cast = stages.casting.cast(&page, &names);
    let places = stages.geocoder.locate(&page, &names);
    let organisations = stages.registrar.gather(&page, &names);
    let quotes = stages.attributor.attribute(&page, &names, &cast);
    Analysis { people: cast.into_people(&page), places, organisations, quotes }
}
