//! People, places and organisations of one article, and the exact characters that name them.

use crate::model::Span;

/// Which text of an article a span counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// `Article::headline`.
    Headline,
    /// `Article::standfirst`.
    Standfirst,
    /// `Article::byline`.
    Byline,
    /// `Article::dateline`.
    Dateline,
    /// `Article::body`.
    Body,
    /// `text` of the caption at this place in `Article::captions`.
    Caption(u32),
    /// `credit` of the caption at this place in `Article::captions`.
    Credit(u32),
}

impl Field {
    /// The name of the field in JSON and SQL.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Body => "body",
            Self::Caption(_) => "caption",
            Self::Credit(_) => "credit",
        }
    }

    /// The field of this name, `caption` being the place in `Article::captions`.
    #[must_use]
    pub fn named(name: &str, caption: Option<u32>) -> Option<Self> {
        let plain = [Self::Headline, Self::Standfirst, Self::Byline, Self::Dateline, Self::Body];
        let of_caption = caption.map(|place| [Self::Caption(place), Self::Credit(place)]);
        plain.into_iter().chain(of_caption.into_iter().flatten()).find(|field| field.name() == name)
    }

    /// The place in `Article::captions`, for the two fields of a caption.
    #[must_use]
    pub fn caption(self) -> Option<usize> {
        match self {
            Self::Caption(place) | Self::Credit(place) => Some(place as usize),
            _ => None,
        }
    }
}

/// One stretch of text that names an entity, title, article and possessive left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The text the span counts in.
    pub field: Field,
    /// The characters of the name.
    pub span: Span,
    /// The characters of the span.
    pub text: String,
    /// The role the text gives the person right here, such as `Russian President`. People only.
    pub role: Option<String>,
    /// How often mentions as clear as this one are right, per mille: these characters name this very thing.
    pub confidence: u16,
}

/// How sure something is that `mentions` name: as sure as the surest of them.
fn surest(mentions: &[Mention]) -> u16 {
    mentions.iter().map(|mention| mention.confidence).max().unwrap_or_default()
}

/// A person of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The fullest name the article gives.
    pub name: String,
    /// Distinct roles in order of appearance.
    pub roles: Vec<String>,
    /// In the order of the fields and of the text; never empty.
    pub mentions: Vec<Mention>,
}

impl Person {
    /// How often people as clear as this one are right, per mille: that of the surest mention.
    #[must_use]
    pub fn confidence(&self) -> u16 {
        surest(&self.mentions)
    }
}

/// An organisation of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The fullest name the article gives.
    pub name: String,
    /// In the order of the fields and of the text; never empty.
    pub mentions: Vec<Mention>,
}

impl Organisation {
    /// How often organisations as clear as this one are right, per mille: that of the surest mention.
    #[must_use]
    pub fn confidence(&self) -> u16 {
        surest(&self.mentions)
    }
}

/// A place of the article, put on the map where that can be done without guessing.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The gazetteer's name, else the name as printed.
    pub name: String,
    /// What sort of place; `None` where it is not known.
    pub kind: Option<PlaceKind>,
    /// ISO 3166-1 alpha-2, upper case.
    pub country_code: Option<String>,
    /// WGS 84 degrees north.
    pub latitude: Option<f64>,
    /// WGS 84 degrees east.
    pub longitude: Option<f64>,
    /// Its number in `GeoNames`.
    pub geonames_id: Option<u32>,
    /// How far it is ahead of the next place of that name that lies elsewhere, in powers of ten; `None` where there is no
    /// such place.
    pub margin: Option<f64>,
    /// The runners-up, best first: which other places of that name may be meant. Where none was chosen, all that may be.
    pub candidates: Vec<Namesake>,
    /// In the order of the fields and of the text; never empty.
    pub mentions: Vec<Mention>,
}

impl Place {
    /// How often places as clear as this one are right, name and pin, per mille: that of the surest mention.
    #[must_use]
    pub fn confidence(&self) -> u16 {
        surest(&self.mentions)
    }
}

/// A place that a name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Namesake {
    /// The gazetteer's name.
    pub name: String,
    /// What sort of place.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2, upper case.
    pub country_code: Option<String>,
    /// WGS 84 degrees north.
    pub latitude: Option<f64>,
    /// WGS 84 degrees east.
    pub longitude: Option<f64>,
    /// Its number in `GeoNames`.
    pub geonames_id: Option<u32>,
}

/// What sort of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A state, or a territory with an ISO code of its own.
    Country,
    /// A part of a country, or a part of the world made of several.
    Region,
    /// A city, town or village.
    City,
    /// A sea, river, mountain, desert, island.
    Feature,
    /// A building or compound used as a place.
    Building,
}

impl PlaceKind {
    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let kinds = [Self::Country, Self::Region, Self::City, Self::Feature, Self::Building];
        kinds.into_iter().find(|kind| kind.name() == name)
    }

    /// The name of the kind in JSON and SQL.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::City => "city",
            Self::Feature => "feature",
            Self::Building => "building",
        }
    }
}
