//! Everything `analyse` says about one article.

use crate::model::{Organisation, Person, Place, Quote};

/// The people, places, organisations and quotes of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// In the order of their first mention.
    pub people: Vec<Person>,
    /// In the order of their first mention.
    pub places: Vec<Place>,
    /// In the order of their first mention.
    pub organisations: Vec<Organisation>,
    /// In the order of the text.
    pub quotes: Vec<Quote>,
}
