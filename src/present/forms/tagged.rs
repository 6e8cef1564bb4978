//! Where the names and quotes of an article stand in one of its texts.
//!
//! Invariant: stretches come with what they are, doubtful or not; whoever writes them says how that looks.

use crate::present::forms::spans::Stretch;
use crate::query::rows::{ArticleWhole, MentionRow, QuoteUse};

/// Of what a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
}

impl Named {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
        }
    }
}

/// What a stretch of text is.
#[derive(Clone, Copy)]
pub enum Tag<'a> {
    /// The name of something by its number; the last says whether it is doubtful.
    Name(Named, i64, bool),
    /// Something said.
    Said(&'a QuoteUse),
}

/// Names and quotes of a field; `caption` says of which caption, for the fields of captions.
#[must_use]
pub fn stretches<'a>(article: &'a ArticleWhole, field: &str, caption: Option<usize>) -> Vec<Stretch<Tag<'a>>> {
    let offset = |number: i64| usize::try_from(number).unwrap_or(0);
    let mut found = Vec::new();
    let mut name = |kind: Named, id: i64, doubtful: bool, mentions: &[MentionRow]| {
        for mention in mentions.iter().filter(|mention| mention.field == field && mention.caption == caption) {
            let what = Tag::Name(kind, id, doubtful);
            found.push(Stretch { start: offset(mention.start_char), end: offset(mention.end_char), what });
        }
    };
    for person in &article.people {
        name(Named::Person, person.id, person.doubtful, &person.mentions);
    }
    for place in &article.places {
        name(Named::Place, place.id, place.doubtful, &place.mentions);
    }
    for organisation in &article.organisations {
        name(Named::Organisation, organisation.id, organisation.doubtful, &organisation.mentions);
    }
    for quote in article.quotes.iter().filter(|quote| quote.field == field && quote.caption == caption) {
        found.push(Stretch { start: offset(quote.start_char), end: offset(quote.end_char), what: Tag::Said(quote) });
    }
    found
}
