//! Every page of an archive as a file of a folder, which opens from a disk or from any web server.
//!
//! Invariant: what a page links to is there.

use std::collections::BTreeSet;

use crate::query::{
    self, ArticleKey, CaptionFilter, EntityFilter, Query, QuoteFilter, Sort, Sureness, Window, count_articles,
    count_captions, count_names, count_quotes,
};
use crate::serve::asked::{Asked, Form};
use crate::serve::links::Links;
use crate::serve::pages::{LOOK, page};
use crate::serve::reply::Fault;
use crate::serve::site::Site;
use crate::store::{Archive, EntityKind};

/// Rows of a page of a list.
const ROWS: u32 = 200;

/// Takes a page by the name of its file.
pub type Put<'p, E> = &'p mut dyn FnMut(&str, &[u8]) -> Result<(), E>;

/// Makes every page of `site` and hands each to `put`.
///
/// # Errors
/// Where the archive cannot be read, and where `put` fails.
pub fn each_page<E: From<Fault>>(site: &Site, archive: &Archive, put: Put<'_, E>) -> Result<(), E> {
    put("look.css", LOOK.as_bytes())?;
    let mut folder = Folder { site, archive, put };
    for name in ["index", "map", "time"] {
        folder.write(&[name], &format!("{name}.html"), 0, Vec::new())?;
    }
    folder.list("articles", count_articles(archive, &Query::default()).map_err(Fault::from)?)?;
    folder.list("quotes", count_quotes(archive, &QuoteFilter::default()).map_err(Fault::from)?)?;
    folder.list("captions", count_captions(archive, &CaptionFilter::default()).map_err(Fault::from)?)?;
    let sure = EntityFilter { min_articles: 1, ..EntityFilter::default() };
    for kind in [EntityKind::Person, EntityKind::Place, EntityKind::Organisation] {
        folder.list(kind.table(), count_names(archive, kind, &sure).map_err(Fault::from)?)?;
        for id in ids_of(archive, kind)? {
            folder.one(kind.noun(), id)?;
        }
    }
    let (mut quotes, mut captions) = (BTreeSet::new(), BTreeSet::new());
    for id in query::article_ids(archive, &Query::default(), Sort::Date.into(), Window::ALL).map_err(Fault::from)? {
        folder.one("article", id)?;
        let article = query::article(archive, ArticleKey::Id(id), Sureness::AtLeast(0)).map_err(Fault::from)?;
        quotes.extend(article.iter().flat_map(|article| article.quotes.iter().map(|quote| quote.id)));
    }
    let shown = query::captions(archive, &CaptionFilter::default(), Window::ALL).map_err(Fault::from)?;
    captions.extend(shown.iter().map(|caption| caption.id));
    for (kind, ids) in [("quote", quotes), ("caption", captions)] {
        for id in ids {
            folder.one(kind, id)?;
        }
    }
    Ok(())
}

/// The numbers of all people, places or organisations, the doubtful ones too: articles lead to them.
fn ids_of(archive: &Archive, kind: EntityKind) -> Result<Vec<i64>, Fault> {
    let every = EntityFilter { sureness: Sureness::AtLeast(0), ..EntityFilter::default() };
    Ok(match kind {
        EntityKind::Person => query::people(archive, &every, Window::ALL)?.iter().map(|row| row.id).collect(),
        EntityKind::Place => query::places(archive, &every, Window::ALL)?.iter().map(|row| row.id).collect(),
        EntityKind::Organisation => {
            query::organisations(archive, &every, Window::ALL)?.iter().map(|row| row.id).collect()
        }
    })
}

/// The folder that is filled.
struct Folder<'f, E> {
    site: &'f Site,
    archive: &'f Archive,
    put: Put<'f, E>,
}

impl<E: From<Fault>> Folder<'_, E> {
    /// All pages of a list of `count` rows, its first even where it has none.
    fn list(&mut self, name: &str, count: u64) -> Result<(), E> {
        let mut offset = 0;
        loop {
            let parameters = vec![("limit".to_owned(), ROWS.to_string()), ("offset".to_owned(), offset.to_string())];
            let file = Links::files(0).nth(name, offset / ROWS + 1);
            self.write(&[name], &file, 0, parameters)?;
            offset += ROWS;
            if u64::from(offset) >= count {
                return Ok(());
            }
        }
    }

    /// The page about one thing.
    fn one(&mut self, kind: &str, id: i64) -> Result<(), E> {
        self.write(&[kind, &id.to_string()], &format!("{kind}/{id}.html"), 1, Vec::new())
    }

    fn write(&mut self, path: &[&str], file: &str, depth: u8, parameters: Vec<(String, String)>) -> Result<(), E> {
        let site = Site { links: Links::files(depth), ..self.site.clone() };
        let asked = Asked { path: path.iter().map(|part| (*part).to_owned()).collect(), form: Form::Page, parameters };
        let reply = page(&site, self.archive, &asked, path)?;
        (self.put)(file, &reply.body)
    }
}
