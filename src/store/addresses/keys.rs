//! What an article is known by: the address of its page, else the place of its record.
//!
//! Addresses come in, keys go out. Two addresses of one page give one key, whichever of them a record has; what does not
//! choose a page (see `tracking_parameters`) is left out of it, but for the parameters that the owner of the archive keeps.
//!
//! Invariant: the key hangs on the article and the kept parameters alone, and those on nothing but what was asked for.

use std::collections::BTreeSet;

use rusqlite::{Connection, Result};

use crate::lexicon::pages::tracking_parameters::is_tracking;
use crate::model::{Article, Source, host_of, is_front_page, page_form};

/// How addresses become keys in one archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Addresses {
    /// Parameters that choose a page here, in lower case.
    kept: BTreeSet<String>,
}

impl Addresses {
    /// Those of the archive behind `connection`.
    pub(crate) fn of(connection: &Connection) -> Result<Self> {
        let mut statement = connection.prepare_cached("SELECT name FROM kept_parameters")?;
        let kept = statement.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
        Ok(Self { kept })
    }

    /// The key of an article that was read from `source`.
    pub(crate) fn key_of(&self, article: &Article, source: &Source) -> String {
        self.key_at(article, (&source.path, source.record.as_deref()))
    }

    /// The key of an article that was read from a record of the file at a path.
    pub(in crate::store) fn key_at(&self, article: &Article, (path, record): (&str, Option<&str>)) -> String {
        let place = || key_of_place(path, record);
        self.form_of(article).as_deref().and_then(key_of_form).unwrap_or_else(place)
    }

    /// The key that an address stands for; `None` for one that says nothing.
    pub(crate) fn key(&self, address: &str) -> Option<String> {
        key_of_form(&self.form(address))
    }

    /// What a decision calls an article, as it would call it today.
    pub(in crate::store) fn reference(&self, reference: &str) -> String {
        let address = reference.strip_prefix("url ");
        address.and_then(|address| self.key(address)).unwrap_or_else(|| reference.to_owned())
    }

    /// The form of the address that says which page the article is: the canonical one where it is one of the same host and
    /// not that of the whole site.
    fn form_of(&self, article: &Article) -> Option<String> {
        let (Some(url), Some(canonical)) = (&article.url, &article.canonical) else {
            return article.url.as_deref().map(|url| self.form(url));
        };
        let form = self.form(canonical);
        if url == canonical {
            // Nobody but the page itself says where it is from.
            return Some(form).filter(|form| !is_front_page(form));
        }
        let counts = host_of(url) == host_of(canonical) && !is_front_page(&form);
        Some(if counts { form } else { self.form(url) })
    }

    /// As [`form`](Self::form) where no parameter is kept.
    pub(in crate::store) fn common_form(address: &str) -> String {
        page_form(address, &is_tracking)
    }

    fn form(&self, address: &str) -> String {
        page_form(address, &|name| is_tracking(name) && !self.kept.contains(name))
    }
}

fn key_of_form(form: &str) -> Option<String> {
    (!form.is_empty()).then(|| format!("url {form}"))
}

/// The key of an article without an address. JSON keeps path and record apart whatever they hold.
pub(in crate::store) fn key_of_place(path: &str, record: Option<&str>) -> String {
    format!("file {}", serde_json::json!([path, record]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(url: Option<&str>, canonical: Option<&str>, record: Option<&str>) -> String {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let article = Article { url: own(url), canonical: own(canonical), ..Article::default() };
        let source = Source::new("a \"b\".jsonl".to_owned(), own(record), "text/plain", Vec::new());
        Addresses::default().key_of(&article, &source)
    }

    #[test]
    fn article_is_known_by_its_address_else_by_its_place() {
        assert_eq!(key(Some(" http://news.example/1?b=A&fbclid=x#top "), None, None), "url https://news.example/1?b=A");
        assert_eq!(key(Some("#top"), None, Some("4")), r#"file ["a \"b\".jsonl","4"]"#);
        assert_eq!(key(None, None, None), r#"file ["a \"b\".jsonl",null]"#);
    }

    #[test]
    fn canonical_address_counts_where_it_is_one_of_the_same_site() {
        let check = |url: &str, canonical: &str, expected: &str| {
            assert_eq!(key(Some(url), Some(canonical), None), expected, "{url} {canonical}");
        };
        check("https://post.example/amp/a", "https://www.post.example/a", "url https://www.post.example/a");
        check("https://post.example/a", "https://other.example/a", "url https://post.example/a");
        check("https://post.example/a", "https://post.example/", "url https://post.example/a");
        check("https://post.example/a", "https://post.example/a", "url https://post.example/a");
        check("https://post.example/", "https://post.example/", r#"file ["a \"b\".jsonl",null]"#);
    }

    #[test]
    fn kept_parameter_makes_another_article() {
        let addresses = Addresses { kept: ["cmp".to_owned()].into() };
        assert_eq!(
            addresses.key("https://a.example/x?CMP=7&utm_id=1").as_deref(),
            Some("url https://a.example/x?CMP=7")
        );
        assert_eq!(addresses.reference("url http://a.example/x?utm_id=1"), "url https://a.example/x");
        assert_eq!(addresses.reference("sha256 00ff"), "sha256 00ff");
    }
}
