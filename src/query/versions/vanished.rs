//! Quotes that stood in an older version of an article and do not in the newest.
//!
//! Invariant: a quote of which the newest version still has the words, or nearly the same ones, has not vanished.

use std::collections::BTreeSet;

use crate::model::{Article, PartialDate};
use crate::query::error::QueryError;
use crate::query::filter::Sureness;
use crate::query::rows::Share;
use crate::query::sayings::is_reworded;
use crate::query::sql::statement::Conditions;
use crate::query::versions::parts::{Sure, Text, said_of};
use crate::query::versions::rows::{Said, VanishedRow};
use crate::store::articles::folding;
use crate::store::sayings;
use crate::store::{Archive, Entry, Version, bar};

/// Which vanished quotes are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VanishedFilter {
    /// Publications, by name or by host; any of them.
    pub sites: Vec<String>,
    /// Speakers: a full name, a surname or an alias; any of them.
    pub people: Vec<String>,
    /// First day wanted of the article.
    pub from: Option<PartialDate>,
    /// Last day wanted of the article.
    pub to: Option<PartialDate>,
    /// How sure the quotes must be.
    pub sureness: Sureness,
}

/// What the quotes of the older versions of an article are compared by.
pub struct Vanished {
    sure: Sure,
    /// What the speakers wanted may be called; `None` for any.
    names: Option<BTreeSet<String>>,
}

/// Prepares to look for the quotes that `filter` asks for.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn vanished(archive: &Archive, filter: &VanishedFilter) -> Result<Vanished, QueryError> {
    let bar = bar::read(&archive.connection).map_err(|cause| QueryError(archive.refused(cause)))?;
    let mut names = BTreeSet::new();
    for name in &filter.people {
        let mut conditions = Conditions::default();
        let is_asked = conditions.is_name(name);
        // All that somebody of that name is called, as decided.
        let sql = format!(
            "SELECT folded FROM person_names WHERE person_id IN (SELECT person_id FROM person_names WHERE {is_asked})"
        );
        names.extend(conditions.rows(archive, &sql, |row| row.get::<_, String>(0))?);
        names.insert(folding::fold(name));
    }
    Ok(Vanished { sure: Sure { sureness: filter.sureness, bar }, names: (!filter.people.is_empty()).then_some(names) })
}

impl Vanished {
    /// The quotes of one article that have vanished, in the order of its versions. `versions` come the oldest first, each
    /// with what was read of it.
    #[must_use]
    pub fn of_article(&self, article_id: i64, versions: &[(Version, Option<Entry>)]) -> Vec<VanishedRow> {
        let shown = versions.iter().find(|(version, _)| version.is_shown);
        let Some(newest) = shown.and_then(|(_, entry)| entry.as_ref()) else { return Vec::new() };
        let text = Text::of(&newest.article);
        let kept: Vec<Vec<String>> = newest.analysis.quotes.iter().map(|quote| sayings::words(&quote.text)).collect();
        let mut rows: Vec<(Vec<String>, VanishedRow)> = Vec::new();
        for (number, (version, entry)) in (1_i64..).zip(versions) {
            let Some(entry) = entry.as_ref().filter(|_| !version.is_shown) else { continue };
            for quote in entry.analysis.quotes.iter().filter(|quote| self.sure.admits(quote.confidence)) {
                let said = said_of(quote, &entry.analysis);
                let words = sayings::words(&said.text);
                let stands = || text.holds(&words) || kept.iter().any(|other| is_reworded(&words, other));
                if words.is_empty() || !self.is_wanted(&said) || stands() {
                    continue;
                }
                let after = versions.get(usize::try_from(number).unwrap_or(usize::MAX));
                let row = VanishedRow {
                    article_id,
                    date: version.date.clone(),
                    version: number,
                    gone: after.and_then(|(version, _)| version.date.clone()),
                    site: entry.article.site.clone(),
                    speaker: said.speaker,
                    speaker_text: said.speaker_text,
                    kind: said.kind,
                    text: said.text,
                    headline: entry.article.headline.clone(),
                    url: entry.article.url.clone(),
                    confidence: Share::per_mille(quote.confidence.min(1000)),
                };
                // The last version that has it tells.
                match rows.iter_mut().find(|(other, _)| *other == words) {
                    Some((_, earlier)) => *earlier = row,
                    None => rows.push((words, row)),
                }
            }
        }
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Whether somebody who is wanted may be quoted in `article`: whoever is asked for is named there, by the last name at least.
    #[must_use]
    pub fn may_be_said_in(&self, article: &Article) -> bool {
        let Some(names) = &self.names else { return true };
        let captions = article.captions.iter().map(|caption| caption.text.as_str());
        let parts = [&article.headline, &article.standfirst].into_iter().flatten().map(String::as_str);
        let text: Vec<&str> = parts.chain(captions).chain([article.body.as_str()]).collect();
        let text = folding::fold(&text.join("\n"));
        names.iter().filter_map(|name| name.rsplit(' ').next()).any(|name| text.contains(name))
    }

    fn is_wanted(&self, said: &Said) -> bool {
        let Some(names) = &self.names else { return true };
        let Some(speaker) = said.speaker.as_ref().or(said.speaker_text.as_ref()) else { return false };
        let speaker = folding::fold(speaker);
        // A surname finds the person.
        names.contains(&speaker) || names.iter().any(|name| speaker.ends_with(&format!(" {name}")))
    }
}
