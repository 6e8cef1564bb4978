//! What was read of an article, in short: a digest of each part.
//!
//! An entry comes in; a line of short digests goes out, in the order of [`PARTS`].
//!
//! Invariant: two entries have the same fingerprint where, and but for chance only where, the same rows are stored of
//! them. Nothing of the program's version goes into it.

use crate::model::{Analysis, Article, Caption, Digest, Field, Mention, PartialDate, PlaceKind, Span};
use crate::store::entry::Entry;

/// The parts of an article, as a rebuild counts what changed.
pub(in crate::store) const PARTS: [&str; 8] =
    ["text", "authors", "captions", "people", "places", "organisations", "quotes", "notes"];

/// Bytes of each digest that are kept: chance makes one change in four thousand million look like none.
const KEPT: usize = 4;

/// The fingerprint of `entry`.
pub(in crate::store) fn of(entry: &Entry) -> String {
    let (article, analysis) = (&entry.article, &entry.analysis);
    let mut authors = Part::default();
    article.authors.iter().for_each(|name| authors.add(Some(name)));
    let mut captions = Part::default();
    article.captions.iter().for_each(|caption| captions.add_caption(caption));
    let mut people = Part::default();
    for person in &analysis.people {
        people.add(Some(&person.name));
        people.add_mentions(&person.mentions);
    }
    let mut organisations = Part::default();
    for organisation in &analysis.organisations {
        organisations.add(Some(&organisation.name));
        organisations.add_mentions(&organisation.mentions);
    }
    let mut notes = Part::default();
    for note in &entry.diagnostics {
        notes.add(Some(&note.kind));
        notes.add(Some(&note.message));
    }
    let (text, places, quotes) = (text(article), places(analysis), quotes(analysis));
    [text, authors, captions, people, places, organisations, quotes, notes].map(|part| part.digest()).join(" ")
}

/// The fields that are text.
fn text(article: &Article) -> Part {
    let mut part = Part::default();
    for field in [
        article.url.as_deref(),
        article.site.as_deref(),
        article.headline.as_deref(),
        article.byline.as_deref(),
        article.agency.as_deref(),
        article.dateline.as_deref(),
        article.language.as_deref(),
        article.published_at.as_ref().map(PartialDate::as_str),
        article.updated_at.as_ref().map(PartialDate::as_str),
        article.standfirst.as_deref(),
        Some(&article.body),
    ] {
        part.add(field);
    }
    part
}

fn places(analysis: &Analysis) -> Part {
    let mut part = Part::default();
    for place in &analysis.places {
        part.add(Some(&place.name));
        part.add(place.kind.map(PlaceKind::name));
        part.add(place.country_code.as_deref());
        for degrees in [place.latitude, place.longitude] {
            part.add_number(degrees.map(f64::to_bits));
        }
        part.add_number(place.geonames_id.map(u64::from));
        part.add_mentions(&place.mentions);
    }
    part
}

fn quotes(analysis: &Analysis) -> Part {
    let mut part = Part::default();
    for quote in &analysis.quotes {
        part.add_field(quote.field);
        part.add_span(Some(quote.span));
        part.add(Some(&quote.text));
        part.add(Some(quote.kind.name()));
        part.add_number(quote.speaker.map(|place| place as u64));
        // The same place in another list is another speaker.
        part.add(quote.speaker.and_then(|place| analysis.people.get(place)).map(|person| person.name.as_str()));
        part.add(quote.speaker_text.as_deref());
        part.add_span(quote.speaker_span);
        part.add(quote.cue.as_deref());
        part.add_number(quote.group.map(|group| group as u64));
    }
    part
}

/// The parts in which two fingerprints differ; all of them where there was none before.
pub(in crate::store) fn differences(before: Option<&str>, after: &str) -> Vec<&'static str> {
    let Some(before) = before else { return PARTS.to_vec() };
    let mut before = before.split(' ');
    PARTS
        .into_iter()
        .zip(after.split(' '))
        .filter(|(_, after)| before.next() != Some(after))
        .map(|(part, _)| part)
        .collect()
}

/// The bytes of one part, put down so that no two parts look alike.
#[derive(Default)]
struct Part(Vec<u8>);

impl Part {
    /// A text with its length before it.
    fn add(&mut self, text: Option<&str>) {
        self.add_number(text.map(|text| text.len() as u64));
        self.0.extend_from_slice(text.unwrap_or_default().as_bytes());
    }

    fn add_number(&mut self, number: Option<u64>) {
        self.0.push(u8::from(number.is_some()));
        self.0.extend_from_slice(&number.unwrap_or_default().to_le_bytes());
    }

    fn add_field(&mut self, field: Field) {
        self.add(Some(field.name()));
        self.add_number(field.caption().map(|place| place as u64));
    }

    fn add_span(&mut self, span: Option<Span>) {
        self.add_number(span.map(|span| span.start_char as u64));
        self.add_number(span.map(|span| span.end_char as u64));
    }

    fn add_mentions(&mut self, mentions: &[Mention]) {
        self.add_number(Some(mentions.len() as u64));
        for mention in mentions {
            self.add_field(mention.field);
            self.add_span(Some(mention.span));
            self.add(Some(&mention.text));
            self.add(mention.role.as_deref());
            self.add_number(Some(u64::from(mention.confidence)));
        }
    }

    fn add_caption(&mut self, caption: &Caption) {
        self.add(Some(&caption.text));
        for credit in [&caption.credit, &caption.photographer, &caption.agency] {
            self.add(credit.as_deref());
        }
        self.add_number(Some(caption.occurrences as u64));
    }

    fn digest(&self) -> String {
        let digest = Digest::of(&self.0);
        let mut text = digest.to_string();
        text.truncate(2 * KEPT);
        text
    }
}

#[cfg(test)]
mod tests {
    use crate::store::sources::fingerprint::*;
    use crate::store::tests::entry;

    #[test]
    fn a_change_shows_in_its_part_alone() {
        let before = entry("a.txt", None, "2020-01-01", "rye", Some("Ida Lund/AP"));
        let check = |change: &dyn Fn(&mut Entry), expected: &[&str]| {
            let mut after = before.clone();
            change(&mut after);
            assert_eq!(differences(Some(&of(&before)), &of(&after)), expected);
        };
        check(&|_| {}, &[]);
        check(&|entry| entry.source.path = "b.txt".to_owned(), &[]);
        check(&|entry| entry.article.headline = None, &["text"]);
        check(&|entry| entry.article.authors.clear(), &["authors"]);
        check(&|entry| entry.article.captions[0].occurrences = 3, &["captions"]);
        check(&|entry| entry.analysis.people[0].mentions[0].role = None, &["people"]);
        check(&|entry| entry.analysis.places[0].latitude = None, &["places"]);
        check(&|entry| entry.analysis.organisations.clear(), &["organisations"]);
        check(&|entry| entry.analysis.quotes[0].group = None, &["quotes"]);
        check(&|entry| entry.diagnostics.clear(), &["notes"]);
        assert_eq!(differences(None, &of(&before)), PARTS);
    }
}
