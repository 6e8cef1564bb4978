//! The fields of the language: their names, what they take, and what they ask for.
//!
//! One table; the parser knows names by it, `archive help query` and `docs/query.md` are written from it.
//!
//! Invariant: a name means one field, and every field says what it asks for and shows an example that is a sound query.

use super::edits::edits;

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Words of the headline.
    Headline,
    /// Words of the standfirst.
    Standfirst,
    /// Words of the body.
    Body,
    /// A word so many times.
    AtLeast,
    /// Who is mentioned.
    Person,
    /// The role of who is mentioned.
    Role,
    /// What the article is about.
    About,
    /// Who is quoted.
    Speaker,
    /// Words inside a quote.
    Said,
    /// How sure a quote is.
    Sure,
    /// What sort of quote.
    Kind,
    /// An author.
    By,
    /// A photographer.
    Photo,
    /// Words of a caption.
    Caption,
    /// Words of a credit.
    Credit,
    /// An organisation that is mentioned.
    Org,
    /// The news agency of the article.
    Agency,
    /// A place that is mentioned.
    Place,
    /// The country of a place that is mentioned.
    In,
    /// How near a place lies to another.
    Near,
    /// When it was published.
    Date,
    /// When it was fetched.
    Seen,
    /// When it was last changed.
    Changed,
    /// The publication.
    Site,
    /// The language.
    Lang,
    /// The number of words.
    Words,
    /// What the article has.
    Has,
    /// What the article is.
    Is,
    /// A tag of the owner.
    Tag,
    /// Copies of an article.
    Story,
    /// Articles that share names with one.
    Like,
    /// The number of an article.
    Id,
}

/// One field.
#[derive(Debug)]
pub struct Field {
    /// What it is called.
    pub name: &'static str,
    /// Other names that lead to it.
    pub others: &'static [&'static str],
    /// What it asks for.
    pub kind: FieldKind,
    /// What it asks for, in words for the manual.
    pub asks: &'static str,
    /// Terms of one query with fields of the same family mean the same quote, picture, person or place.
    pub family: &'static str,
    /// A query with it.
    pub example: &'static str,
}

/// What `has:` takes.
pub const HAS: [&str; 11] = [
    "quotes",
    "pictures",
    "people",
    "places",
    "organisations",
    "authors",
    "date",
    "headline",
    "standfirst",
    "tags",
    "notes",
];

/// What `is:` takes.
pub const IS: [&str; 6] = ["unsigned", "undated", "tagged", "noted", "corrected", "changed"];

/// What `kind:` takes.
pub const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

macro_rules! fields {
    ($($name:literal $others:expr, $kind:ident, $family:literal, $example:literal, $asks:literal;)*) => {
        &[$(Field { name: $name, others: &$others, kind: FieldKind::$kind, asks: $asks, family: $family, example: $example }),*]
    };
}

/// All fields, in the order of the manual.
pub static FIELDS: &[Field] = fields! {
    "headline" ["title"], Headline, "", "headline:ferry", "words of the headline";
    "standfirst" ["summary", "deck", "lead"], Standfirst, "", "standfirst:(strike OR walkout)", "words of the summary under the headline";
    "body" ["text"], Body, "", "body:\"ferry strike\"", "words of the body";
    "atleast3" [], AtLeast, "", "atleast3:ferry", "the word three times or more, headline, standfirst, body and captions together; any number";
    "person" ["people", "who"], Person, "person", "person:quill", "somebody who is mentioned, also as author or photographer";
    "role" [], Role, "person", "person:quill role:\"harbour master\"", "words of the role that the article gives a person";
    "about" [], About, "", "about:quill", "a person, an organisation or a place that the article is about: named in headline or standfirst, or three times";
    "speaker" ["said-by", "from"], Speaker, "quote", "speaker:quill", "somebody who is quoted";
    "said" ["quote", "says"], Said, "quote", "speaker:quill said:parking", "words inside a quote";
    "sure" ["confidence"], Sure, "quote", "speaker:quill sure:>.8", "how sure the quote and its speaker are, from 0 to 1";
    "kind" [], Kind, "quote", "kind:direct said:ferry", "the sort of quote: direct, mixed or indirect";
    "by" ["author"], By, "", "by:vale", "an author";
    "photo" ["photographer"], Photo, "picture", "photo:lund", "who took a picture";
    "caption" ["captions"], Caption, "picture", "photo:lund caption:ferry", "words of a caption";
    "credit" [], Credit, "picture", "credit:reuters", "words of a credit: photographer, agency or whatever else it names";
    "org" ["organisation", "organization"], Org, "", "org:\"harbour board\"", "an organisation that is mentioned";
    "agency" [], Agency, "", "agency:reuters", "the news agency of the article";
    "place" ["where"], Place, "place", "place:porto", "a place that is mentioned";
    "in" ["country"], In, "place", "in:PT", "a place in that country, by its code or name";
    "near" [], Near, "place", "near:Porto,50km", "a place within so many kilometres of one that the archive knows, or of a point: near:41.1,-8.6,50km";
    "date" ["published", "on"], Date, "", "date:2013-05..2013-06", "when it was published, else last changed";
    "seen" ["fetched"], Seen, "", "seen:>2013", "when the page was fetched, else imported";
    "changed" ["updated", "modified"], Changed, "", "changed:2013", "when the page says that it was last changed";
    "site" ["publication", "source"], Site, "", "site:example.org", "the publication, by its name or the host of its addresses";
    "lang" ["language"], Lang, "", "lang:en", "the language, by its code";
    "words" ["length"], Words, "", "words:>500", "the number of words of the body";
    "has" [], Has, "", "has:quotes", "what the article has: quotes, pictures, people, places, organisations, authors, date, headline, standfirst, tags, notes";
    "is" [], Is, "", "is:unsigned", "what the article is: unsigned, undated, tagged, noted, corrected (by you), changed (kept in several versions)";
    "tag" ["tags"], Tag, "", "tag:inquiry", "a tag of yours";
    "story" ["copies"], Story, "", "story:12", "article 12 and its copies; an address does as well";
    "like" [], Like, "", "like:12", "articles that share the rarer names of article 12; an address does as well";
    "id" ["article"], Id, "", "id:12", "article 12; an address does as well";
};

/// Field of a name in any case, with the number of an `atleast…`.
pub(super) fn find(name: &str) -> Option<(&'static Field, u32)> {
    let name = name.to_ascii_lowercase();
    if let Some(number) = name.strip_prefix("atleast").filter(|number| !number.is_empty()) {
        let times = number.parse().ok().filter(|times| (1..=1000).contains(times))?;
        return FIELDS.iter().find(|field| field.kind == FieldKind::AtLeast).map(|field| (field, times));
    }
    let is_called = |field: &&Field| field.name == name || field.others.contains(&&*name);
    FIELDS.iter().find(is_called).filter(|field| field.kind != FieldKind::AtLeast).map(|field| (field, 0))
}

/// The field whose name is most like `name`, if any is.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let names = || FIELDS.iter().flat_map(|field| field.others.iter().copied().chain([field.name]));
    let begun = names().filter(|known| name.len() > 2 && known.starts_with(&name)).min_by_key(|known| known.len());
    let alike = || {
        let near = names().map(|known| (edits(&name, known), known)).min();
        near.filter(|(distance, _)| *distance <= 1 + name.len() / 4).map(|(_, known)| known)
    };
    let known = begun.or_else(alike)?;
    find(known).map(|(field, _)| field.name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_name_means_one_field() {
        let mut seen = HashSet::new();
        for name in FIELDS.iter().flat_map(|field| field.others.iter().copied().chain([field.name])) {
            assert!(seen.insert(name), "{name}");
        }
    }

    #[test]
    fn fields_are_found_by_their_names_and_near_names() {
        assert_eq!(find("Speaker").map(|(field, _)| field.name), Some("speaker"));
        assert_eq!(find("atleast12").map(|(_, times)| times), Some(12));
        assert!(find("atleast0").is_none() && find("atleast").is_none() && find("foo").is_none());
        let check = |name: &str, expected: Option<&str>| assert_eq!(nearest(name), expected, "{name}");
        check("speeker", Some("speaker"));
        check("titel", Some("headline"));
        check("organi", Some("org"));
        check("zzz", None);
    }
}
