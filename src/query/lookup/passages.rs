//! Where words that somebody quotes stand in the archive: as they are, or nearly.
//!
//! Words come in; the passages of articles that hold them go out, each with its characters and whoever is said to have spoken there.
//!
//! Invariant: a passage is verbatim where its words are the same in the same order, whatever marks, capitals and accents say;
//! otherwise at least half the pairs of neighbouring words are the same.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, Result, params};

use crate::query::error::QueryError;
use crate::store::Archive;
use crate::store::articles::folding::plain_letters;
use crate::store::sayings;

/// Articles that are looked at for the same words.
const SAME: i64 = 200;
/// Articles that are looked at for nearly the same words, the likeliest first.
const NEAR: i64 = 40;
/// Words in a run that two passages share.
const RUN: usize = 2;
/// Words in a run that is looked up, where there are enough: shorter ones are in many articles.
const LOOKED_UP_RUN: usize = 3;
/// From so many words on they are enough.
const ENOUGH: usize = 8;
/// Runs that are looked up, spread over the words.
const LOOKED_UP: usize = 24;
/// How far apart runs may have moved and still belong to one passage.
const MOVED: usize = 8;

/// A passage of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Number of the article.
    pub article_id: i64,
    /// Its date.
    pub date: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// SHA-256 of its original.
    pub sha256: String,
    /// The text the offsets count in.
    pub field: &'static str,
    /// Code points before it.
    pub start_char: usize,
    /// Code points up to its end.
    pub end_char: usize,
    /// Its characters.
    pub text: String,
    /// Whether the words are the same.
    pub is_verbatim: bool,
    /// Runs of words that it shares, of a thousand.
    pub shared: usize,
    /// Whoever is said to have spoken there: the full name, else what the text calls them.
    pub speaker: Option<String>,
    /// The number of the speaker, where that is a known person.
    pub speaker_id: Option<i64>,
}

/// The passages of the archive that hold `text`, the oldest first; where there is none, the one that is most like it.
///
/// # Errors
/// Where the archive cannot be read.
pub fn passages(archive: &Archive, text: &str) -> std::result::Result<Vec<Passage>, QueryError> {
    find(&archive.connection, text).map_err(|cause| QueryError(archive.refused(cause)))
}

fn find(connection: &Connection, text: &str) -> Result<Vec<Passage>> {
    let words = sayings::words(text);
    let spelt: Vec<String> = text.split_whitespace().map(quoted).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || spelt.is_empty() {
        return Ok(Vec::new());
    }
    let phrase = format!("\"{}\"", spelt.join(" "));
    let mut found = Vec::new();
    for article_id in candidates(connection, &phrase, "rowid", SAME)? {
        found.extend(in_article(connection, article_id, &words)?.filter(|passage| passage.is_verbatim));
    }
    if found.is_empty() && words.len() > RUN {
        let length = if spelt.len() < ENOUGH { RUN } else { LOOKED_UP_RUN };
        let runs: Vec<String> = spelt.windows(length).map(|run| format!("\"{}\"", run.join(" "))).collect();
        let step = runs.len().div_ceil(LOOKED_UP).max(1);
        let any: Vec<String> = runs.into_iter().step_by(step).collect();
        if !any.is_empty() {
            let mut best: Option<Passage> = None;
            for article_id in candidates(connection, &any.join(" OR "), "rank", NEAR)? {
                let Some(passage) = in_article(connection, article_id, &words)? else { continue };
                if best.as_ref().is_none_or(|best| passage.shared > best.shared) {
                    best = Some(passage);
                }
            }
            found.extend(best);
        }
    }
    found.sort_by(|a, b| (a.date.is_none(), &a.date, a.article_id).cmp(&(b.date.is_none(), &b.date, b.article_id)));
    Ok(found)
}

/// A word for the full-text index: letters as the index has them, without the mark that would end the phrase.
fn quoted(word: &str) -> String {
    let plain = plain_letters(word).replace(['"', '\0'], " ");
    if plain.chars().any(char::is_alphanumeric) { plain } else { String::new() }
}

fn candidates(connection: &Connection, expression: &str, order: &str, most: i64) -> Result<Vec<i64>> {
    let sql = format!("SELECT rowid FROM article_search WHERE article_search MATCH ?1 ORDER BY {order} LIMIT ?2");
    connection.prepare_cached(&sql)?.query_map(params![expression, most], |row| row.get(0))?.collect()
}

/// Headline, standfirst, body, date, and the digest of the original.
type Texts = (Option<String>, Option<String>, String, Option<String>, String);

/// The best passage of one article.
fn in_article(connection: &Connection, article_id: i64, words: &[String]) -> Result<Option<Passage>> {
    let sql = "SELECT article.headline, article.standfirst, article.body, article.date, source.sha256
               FROM articles AS article JOIN sources AS source ON source.id = article.source_id WHERE article.id = ?1";
    let texts: Option<Texts> = connection
        .prepare_cached(sql)?
        .query_row([article_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        .optional()?;
    let Some((headline, standfirst, body, date, sha256)) = texts else { return Ok(None) };
    let mut fields: Vec<(&'static str, Option<i64>, String)> = vec![("body", None, body)];
    fields.extend(headline.clone().map(|text| ("headline", None, text)));
    fields.extend(standfirst.map(|text| ("standfirst", None, text)));
    let sql = "SELECT caption.id, caption.text FROM article_captions AS usage
               JOIN captions AS caption ON caption.id = usage.caption_id WHERE usage.article_id = ?1";
    let captions: Vec<(i64, String)> = connection
        .prepare_cached(sql)?
        .query_map([article_id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    fields.extend(captions.into_iter().map(|(id, text)| ("caption", Some(id), text)));
    let mut best: Option<(Place, usize)> = None;
    for (number, (_, _, text)) in fields.iter().enumerate() {
        if let Some(place) = locate(text, words)
            && best.as_ref().is_none_or(|(best, _)| place.shared > best.shared)
        {
            best = Some((place, number));
        }
    }
    let Some((place, (field, caption, text))) = best.and_then(|(place, number)| Some((place, fields.get(number)?)))
    else {
        return Ok(None);
    };
    let (speaker_id, speaker) = speaker_at(connection, article_id, (field, *caption), &place)?;
    let text = text.chars().skip(place.start).take(place.end - place.start).collect();
    Ok(Some(Passage {
        article_id,
        date,
        headline,
        sha256,
        field,
        start_char: place.start,
        end_char: place.end,
        text,
        is_verbatim: place.is_exact,
        shared: place.shared,
        speaker,
        speaker_id,
    }))
}

/// Who is said to have spoken the words there: of several quotes the one that shares most with them.
fn speaker_at(
    connection: &Connection,
    article_id: i64,
    (field, caption): (&str, Option<i64>),
    place: &Place,
) -> Result<(Option<i64>, Option<String>)> {
    let sql = "SELECT quote.speaker_id, ifnull(person.name, quote.speaker_text)
               FROM quotes AS quote LEFT JOIN people AS person ON person.id = quote.speaker_id
               WHERE quote.article_id = ?1 AND quote.field = ?2 AND quote.caption_id IS ?3
                 AND quote.start_char < ?5 AND quote.end_char > ?4
               ORDER BY min(quote.end_char, ?5) - max(quote.start_char, ?4) DESC, quote.id LIMIT 1";
    let (start, end) = (i64::try_from(place.start).unwrap_or(i64::MAX), i64::try_from(place.end).unwrap_or(i64::MAX));
    let found = connection
        .prepare_cached(sql)?
        .query_row(params![article_id, field, caption, start, end], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.unwrap_or((None, None)))
}

/// Where words stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    start: usize,
    end: usize,
    is_exact: bool,
    shared: usize,
}

/// A word of a text, folded, with its characters.
struct Word {
    folded: String,
    start: usize,
    end: usize,
}

/// The words of `text`; those of one run of letters share its characters.
fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let length = piece.chars().count();
        let bare = piece.trim_end();
        let front = bare.chars().take_while(|letter| !letter.is_alphanumeric()).count();
        let back = bare.chars().rev().take_while(|letter| !letter.is_alphanumeric()).count();
        let (start, end) = (at + front, (at + bare.chars().count()).saturating_sub(back));
        for folded in sayings::words(bare) {
            words.push(Word { folded, start, end });
        }
        at += length;
    }
    words
}

/// Where `wanted` stands in `text`: as it is, or else where at least half its runs do.
fn locate(text: &str, wanted: &[String]) -> Option<Place> {
    let words = words_of(text);
    let same =
        words.windows(wanted.len()).find(|window| window.iter().zip(wanted).all(|(word, want)| word.folded == *want));
    if let Some((first, last)) = same.and_then(|window| window.first().zip(window.last())) {
        return Some(Place { start: first.start, end: last.end, is_exact: true, shared: 1000 });
    }
    if wanted.len() <= RUN {
        return None;
    }
    let mut runs: HashMap<[&str; RUN], usize> = HashMap::new();
    for (at, run) in wanted.windows(RUN).enumerate() {
        if let [a, b] = run {
            runs.entry([a, b]).or_insert(at);
        }
    }
    // The runs of one passage have moved by about as many words.
    let mut hits: Vec<(usize, usize, usize)> = Vec::new();
    for (at, run) in words.windows(RUN).enumerate() {
        if let [a, b] = run
            && let Some(own) = runs.get(&[a.folded.as_str(), &b.folded])
        {
            hits.push((at + wanted.len() - own, at, *own));
        }
    }
    hits.sort_unstable();
    let mut best: &[(usize, usize, usize)] = &[];
    let mut from = 0;
    for to in 0..hits.len() {
        while hits[to].0 - hits[from].0 > MOVED {
            from += 1;
        }
        if to + 1 - from > best.len() {
            best = &hits[from..=to];
        }
    }
    let count = wanted.len() + 1 - RUN;
    if best.is_empty() || best.len() * 2 < count {
        return None;
    }
    let (first, own_first) = best.iter().map(|(_, at, own)| (*at, *own)).min()?;
    let (last, own_last) = best.iter().map(|(_, at, own)| (*at, *own)).max()?;
    let before = first.saturating_sub(own_first);
    let after = (last + RUN - 1 + wanted.len() - own_last - RUN).min(words.len() - 1);
    let (first, last) = (words.get(before)?, words.get(after)?);
    Some(Place { start: first.start, end: last.end, is_exact: false, shared: best.len().min(count) * 999 / count })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_they_are_or_nearly() {
        let text = "He came late. “We shall mend the old quay, Peña said, by spring at the latest.” Rain fell.";
        let check = |wanted: &str, expected: Option<(&str, bool)>| {
            let found = locate(text, &sayings::words(wanted));
            let found = found.map(|place| {
                let slice: String = text.chars().skip(place.start).take(place.end - place.start).collect();
                (slice, place.is_exact)
            });
            assert_eq!(found, expected.map(|(slice, exact)| (slice.to_owned(), exact)), "{wanted}");
        };
        check("we shall mend the old quay", Some(("We shall mend the old quay", true)));
        check("quay, pena", Some(("quay, Peña", true)));
        check("We shall mend the new old quay", Some(("We shall mend the old quay", false)));
        check("shall mend the old pier", Some(("shall mend the old quay", false)));
        check("we shall sell the new quay", None);
        check("spring rain", None);
        check("the latest rain fell again", Some(("the latest.” Rain fell", false)));
    }
}
