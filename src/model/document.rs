//! What the `read` room hands to `normalise`: decoded text and whatever the record itself declares.

use crate::model::{DateOrders, Diagnostic, Source};

/// One record, decoded to Unicode but not yet understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where it came from, original bytes included.
    pub source: Source,
    /// The text to be normalised.
    pub content: Content,
    /// Fields the record states outright.
    pub given: Given,
    /// What was odd about reading it, such as a guessed encoding.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// Notes how dates are to be read that leave open whether day or month comes first.
    #[must_use]
    pub fn with_date_orders(mut self, orders: DateOrders) -> Self {
        self.source.reading.date_orders = orders;
        self.given.date_orders = orders;
        self
    }

    /// Notes the year in which it is read for the first time: no date of it is later than the year after.
    #[must_use]
    pub fn read_in(mut self, year: Option<u16>) -> Self {
        self.source.reading.year = year;
        self
    }
}

/// The text of a document and how much of it is article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Body text to be taken code point for code point: nothing stripped, joined or re-spaced.
    Body(String),
    /// A page dumped as text: with captions, menus and footers between the paragraphs.
    Text(String),
    /// A saved page.
    Html(String),
}

/// Fields that a record states; they are taken as given. An absent field is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Address of the page.
    pub url: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// The language, as the record writes it: a code or a name.
    pub language: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// The byline as printed.
    pub byline: Option<String>,
    /// Names of the authors; `None` where the record does not say, empty where it says there are none.
    pub authors: Option<Vec<String>>,
    /// News agency.
    pub agency: Option<String>,
    /// Dateline.
    pub dateline: Option<String>,
    /// The summary set apart under the headline.
    pub standfirst: Option<String>,
    /// Date of publication, as the record writes it.
    pub published_at: Option<String>,
    /// Date of the last change, as the record writes it.
    pub updated_at: Option<String>,
    /// When the page was fetched, as the record writes it: what dates such as "2 hours ago" are counted back from.
    pub fetched_at: Option<String>,
    /// Whether day or month comes first in those of these dates that leave it open, as other records of the file show.
    pub date_orders: DateOrders,
    /// Captions, in order.
    pub captions: Vec<GivenCaption>,
}

/// A caption a record states, its credit apart where the record keeps it apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenCaption {
    /// The caption; it may still end with its credit.
    pub text: String,
    /// The credit line.
    pub credit: Option<String>,
}
