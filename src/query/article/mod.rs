//! One article with everything that hangs on it.
//!
//! Invariant: the parts come in the order in which the article was read, whatever their numbers in the archive.

mod annotations;

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _, Result, Row};

use crate::model::host_of;
use crate::query::error::QueryError;
use crate::query::filter::{ArticleKey, Sureness};
use crate::query::rows::{
    ArticleWhole, CaptionUse, DiagnosticRow, MentionRow, OrganisationUse, PersonUse, PlaceUse, QuoteUse, Share,
    SourceRow,
};
use crate::store::addresses::keys::Addresses;
use crate::store::{Archive, bar};

/// One article with everybody and everything in it that is as sure as asked for; `None` where there is none of that key.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn article(
    archive: &Archive,
    key: ArticleKey<'_>,
    sureness: Sureness,
) -> std::result::Result<Option<ArticleWhole>, QueryError> {
    find(archive, key, sureness).map_err(|cause| QueryError(archive.refused(cause)))
}

/// The number of the article of this number or address; `None` where there is none.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn article_id(archive: &Archive, key: ArticleKey<'_>) -> std::result::Result<Option<i64>, QueryError> {
    let connection = &archive.connection;
    let id = match key {
        ArticleKey::Id(id) => {
            connection.query_row("SELECT id FROM articles WHERE id = ?1", [id], |row| row.get(0)).optional()
        }
        ArticleKey::Url(url) => id_of_address(connection, url),
    };
    id.map_err(|cause| QueryError(archive.refused(cause)))
}

fn find(archive: &Archive, key: ArticleKey<'_>, sureness: Sureness) -> Result<Option<ArticleWhole>> {
    // One reading transaction, so that an import at the same time cannot change half of it.
    let transaction = archive.connection.unchecked_transaction()?;
    let id = match key {
        ArticleKey::Id(id) => Some(id),
        ArticleKey::Url(url) => id_of_address(&transaction, url)?,
    };
    let Some(id) = id else { return Ok(None) };
    let sql = "SELECT article.id, article.extractor, article.url, article.site, article.language, article.headline,
                      article.byline, article.agency, article.dateline, article.published_at, article.updated_at,
                      article.word_count, article.body, article.standfirst,
                      source.path, source.record, source.sha256, source.media_type, source.byte_length,
                      source.imported_at, (SELECT count(*) FROM sources WHERE article_id = article.id)
               FROM articles AS article JOIN sources AS source ON source.id = article.source_id
               WHERE article.id = ?1";
    let Some(mut article) = transaction.query_row(sql, [id], read_article).optional()? else { return Ok(None) };
    article.authors =
        all(&transaction, "SELECT name FROM authors WHERE article_id = ?1 ORDER BY position", id, |row| row.get(0))?;
    article.captions = captions(&transaction, id)?;
    let places: HashMap<i64, usize> =
        article.captions.iter().enumerate().rev().map(|(place, caption)| (caption.id, place)).collect();
    article.people = people(&transaction, id, &places)?;
    article.organisations = organisations(&transaction, id, &places)?;
    article.places = places_named(&transaction, id, &places)?;
    article.quotes = quotes(&transaction, id, &places)?;
    let sql = "SELECT kind, message FROM article_diagnostics WHERE article_id = ?1 ORDER BY position";
    article.diagnostics =
        all(&transaction, sql, id, |row| Ok(DiagnosticRow { kind: row.get(0)?, message: row.get(1)? }))?;
    article.tags = annotations::tags(&transaction, id)?;
    article.notes = annotations::notes(&transaction, id)?;
    article.corrected = annotations::corrected(&transaction, id)?;
    keep(&mut article, sureness, bar::read(&transaction)?);
    Ok(Some(article))
}

/// The article of this address: the one known by it, else one that was found there and is known by its canonical one.
pub(in crate::query) fn id_of_address(connection: &Connection, url: &str) -> Result<Option<i64>> {
    let known = match Addresses::of(connection)?.key(url) {
        Some(key) => {
            connection.query_row("SELECT id FROM articles WHERE key = ?1", [key], |row| row.get(0)).optional()?
        }
        None => None,
    };
    if known.is_some() {
        return Ok(known);
    }
    let sql = "SELECT min(id) FROM articles WHERE host = ?1 AND url = ?2";
    connection.query_row(sql, (host_of(url), url.trim()), |row| row.get(0))
}

/// Leaves out what is not as sure as asked for, and marks what the bar would leave out.
fn keep(article: &mut ArticleWhole, sureness: Sureness, bar: u16) {
    let admits = |confidence: Option<Share>| sureness.admits(confidence.map(Share::as_per_mille), bar);
    let is_doubtful = |confidence: Option<Share>| !Sureness::Bar.admits(confidence.map(Share::as_per_mille), bar);
    macro_rules! keep_things {
        ($($list:ident),*) => {$(
            for thing in &mut article.$list {
                thing.confidence = surest(&thing.mentions);
                thing.doubtful = is_doubtful(thing.confidence);
            }
            article.$list.retain(|thing| admits(thing.confidence));
        )*};
    }
    keep_things!(people, organisations, places);
    for quote in &mut article.quotes {
        quote.doubtful = is_doubtful(quote.confidence);
    }
    // What is said in one go is one thing: a part that is less sure stays with the others, marked.
    let groups: HashSet<i64> = match sureness {
        Sureness::Doubtful => HashSet::new(),
        _ => article.quotes.iter().filter(|quote| admits(quote.confidence)).filter_map(|quote| quote.group).collect(),
    };
    let is_kept =
        |quote: &QuoteUse| admits(quote.confidence) || quote.group.is_some_and(|group| groups.contains(&group));
    article.quotes.retain(is_kept);
}

/// That of the surest of `mentions`; `None` where one has none.
fn surest(mentions: &[MentionRow]) -> Option<Share> {
    let confidences: Option<Vec<Share>> = mentions.iter().map(|mention| mention.confidence).collect();
    confidences?.into_iter().max_by_key(|share| share.as_per_mille())
}

fn all<T>(
    connection: &rusqlite::Connection,
    sql: &str,
    id: i64,
    read: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    connection.prepare(sql)?.query_map([id], read)?.collect()
}

fn read_article(row: &Row<'_>) -> Result<ArticleWhole> {
    Ok(ArticleWhole {
        id: row.get(0)?,
        extractor: row.get(1)?,
        url: row.get(2)?,
        site: row.get(3)?,
        language: row.get(4)?,
        headline: row.get(5)?,
        byline: row.get(6)?,
        agency: row.get(7)?,
        dateline: row.get(8)?,
        published_at: row.get(9)?,
        updated_at: row.get(10)?,
        word_count: row.get(11)?,
        body: row.get(12)?,
        standfirst: row.get(13)?,
        source: SourceRow {
            path: row.get(14)?,
            record: row.get(15)?,
            sha256: row.get(16)?,
            media_type: row.get(17)?,
            byte_length: row.get(18)?,
            imported_at: row.get(19)?,
        },
        versions: row.get(20)?,
        authors: Vec::new(),
        captions: Vec::new(),
        people: Vec::new(),
        organisations: Vec::new(),
        places: Vec::new(),
        quotes: Vec::new(),
        tags: Vec::new(),
        notes: Vec::new(),
        corrected: Vec::new(),
        diagnostics: Vec::new(),
    })
}

fn captions(connection: &rusqlite::Connection, id: i64) -> Result<Vec<CaptionUse>> {
    let sql = "SELECT caption.id, caption.sha256, caption.text, caption.credit, caption.photographer, caption.agency,
                      usage.occurrences
               FROM article_captions AS usage JOIN captions AS caption ON caption.id = usage.caption_id
               WHERE usage.article_id = ?1 ORDER BY usage.position";
    all(connection, sql, id, |row| {
        Ok(CaptionUse {
            id: row.get(0)?,
            sha256: row.get(1)?,
            text: row.get(2)?,
            credit: row.get(3)?,
            photographer: row.get(4)?,
            agency: row.get(5)?,
            occurrences: row.get(6)?,
        })
    })
}

/// Reads field, caption, offsets, text and confidence from the first six columns.
fn read_mention(row: &Row<'_>, places: &HashMap<i64, usize>) -> Result<MentionRow> {
    let caption_id: Option<i64> = row.get(1)?;
    Ok(MentionRow {
        field: row.get(0)?,
        caption: caption_id.and_then(|id| places.get(&id)).copied(),
        start_char: row.get(2)?,
        end_char: row.get(3)?,
        text: row.get(4)?,
        confidence: row.get::<_, Option<u16>>(5)?.map(Share::per_mille),
    })
}

/// The place of a thing in the list of those an article names, where it is entered at its first mention.
struct Roll<T> {
    uses: Vec<T>,
    places: HashMap<i64, usize>,
}

impl<T> Roll<T> {
    fn new() -> Self {
        Self { uses: Vec::new(), places: HashMap::new() }
    }

    fn of(&mut self, id: i64, new: T) -> Option<&mut T> {
        let place = *self.places.entry(id).or_insert(self.uses.len());
        if place == self.uses.len() {
            self.uses.push(new);
        }
        self.uses.get_mut(place)
    }
}

fn people(connection: &rusqlite::Connection, id: i64, places: &HashMap<i64, usize>) -> Result<Vec<PersonUse>> {
    let sql = "SELECT mention.field, mention.caption_id, mention.start_char, mention.end_char, mention.text,
                      mention.confidence,
                      person.id, person.name, mention.role, named.name
               FROM person_mentions AS mention JOIN people AS person ON person.id = mention.person_id
                    LEFT JOIN people AS named ON named.id = mention.named_id
               WHERE mention.article_id = ?1 ORDER BY mention.ordinal";
    let mut people = Roll::new();
    let rows = all(connection, sql, id, |row| {
        let person = PersonUse {
            id: row.get(6)?,
            name: row.get(7)?,
            roles: Vec::new(),
            named: Vec::new(),
            confidence: None,
            doubtful: false,
            mentions: Vec::new(),
        };
        let named = row.get::<_, Option<String>>(9)?;
        Ok((person, read_mention(row, places)?, row.get::<_, Option<String>>(8)?, named))
    })?;
    for (person, mention, role, named) in rows {
        let Some(person) = people.of(person.id, person) else { continue };
        person.mentions.push(mention);
        person.roles.extend(role.filter(|role| !person.roles.contains(role)));
        person.named.extend(named.filter(|named| !person.named.contains(named)));
    }
    Ok(people.uses)
}

fn organisations(
    connection: &rusqlite::Connection,
    id: i64,
    places: &HashMap<i64, usize>,
) -> Result<Vec<OrganisationUse>> {
    let sql = "SELECT mention.field, mention.caption_id, mention.start_char, mention.end_char, mention.text,
                      mention.confidence,
                      organisation.id, organisation.name
               FROM organisation_mentions AS mention
                    JOIN organisations AS organisation ON organisation.id = mention.organisation_id
               WHERE mention.article_id = ?1 ORDER BY mention.ordinal";
    let mut organisations = Roll::new();
    let rows = all(connection, sql, id, |row| {
        let organisation = OrganisationUse {
            id: row.get(6)?,
            name: row.get(7)?,
            confidence: None,
            doubtful: false,
            mentions: Vec::new(),
        };
        Ok((organisation, read_mention(row, places)?))
    })?;
    for (organisation, mention) in rows {
        organisations.of(organisation.id, organisation).into_iter().for_each(|one| one.mentions.push(mention.clone()));
    }
    Ok(organisations.uses)
}

fn places_named(connection: &rusqlite::Connection, id: i64, captions: &HashMap<i64, usize>) -> Result<Vec<PlaceUse>> {
    let sql = "SELECT mention.field, mention.caption_id, mention.start_char, mention.end_char, mention.text,
                      mention.confidence,
                      place.id, place.name, place.kind, place.country_code, place.latitude, place.longitude,
                      place.geonames_id
               FROM place_mentions AS mention JOIN places AS place ON place.id = mention.place_id
               WHERE mention.article_id = ?1 ORDER BY mention.ordinal";
    let mut places = Roll::new();
    let rows = all(connection, sql, id, |row| {
        let place = PlaceUse {
            id: row.get(6)?,
            name: row.get(7)?,
            kind: row.get(8)?,
            country_code: row.get(9)?,
            latitude: row.get(10)?,
            longitude: row.get(11)?,
            geonames_id: row.get(12)?,
            confidence: None,
            doubtful: false,
            mentions: Vec::new(),
        };
        Ok((place, read_mention(row, captions)?))
    })?;
    for (place, mention) in rows {
        places.of(place.id, place).into_iter().for_each(|one| one.mentions.push(mention.clone()));
    }
    Ok(places.uses)
}

fn quotes(connection: &rusqlite::Connection, id: i64, places: &HashMap<i64, usize>) -> Result<Vec<QuoteUse>> {
    let sql = "SELECT quote.field, quote.caption_id, quote.start_char, quote.end_char, quote.text,
                      quote.confidence, quote.id,
                      quote.kind, person.name, quote.speaker_text, quote.speaker_start_char, quote.speaker_end_char,
                      quote.cue, quote.group_id
               FROM quotes AS quote LEFT JOIN people AS person ON person.id = quote.speaker_id
               WHERE quote.article_id = ?1 ORDER BY quote.id";
    all(connection, sql, id, |row| {
        let MentionRow { field, caption, start_char, end_char, text, confidence } = read_mention(row, places)?;
        Ok(QuoteUse {
            id: row.get(6)?,
            field,
            caption,
            start_char,
            end_char,
            text,
            kind: row.get(7)?,
            speaker: row.get(8)?,
            speaker_text: row.get(9)?,
            speaker_start_char: row.get(10)?,
            speaker_end_char: row.get(11)?,
            cue: row.get(12)?,
            group: row.get(13)?,
            confidence,
            doubtful: false,
        })
    })
}
