//! Where pages are: in a server by address, in a folder of files by name.
//!
//! Invariant: no text from a page is part of an address unencoded.

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in an address: the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How a page links to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Links {
    /// What leads from the page to the first of all.
    up: &'static str,
    /// What the name of a page ends in.
    end: &'static str,
    /// Whether somebody answers: files cannot be asked.
    answered: bool,
}

impl Links {
    /// Pages of a server.
    pub const SERVED: Self = Self { up: "/", end: "", answered: true };

    /// Pages that are files of a folder, `depth` folders below the first.
    #[must_use]
    pub fn files(depth: u8) -> Self {
        Self { up: if depth == 0 { "" } else { "../" }, end: ".html", answered: false }
    }

    /// A page of a list by its number, from 1.
    #[must_use]
    pub fn nth(self, name: &str, number: u32) -> String {
        if number <= 1 { self.page(name) } else { self.page(&format!("{name}-{number}")) }
    }

    /// A list for a query, where somebody answers.
    #[must_use]
    pub fn found(self, name: &str, query: &str) -> Option<String> {
        self.answered.then(|| self.list(name, query))
    }

    /// Whether there is somebody who answers queries.
    #[must_use]
    pub fn answered(self) -> bool {
        self.answered
    }

    /// The first page.
    #[must_use]
    pub fn home(self) -> String {
        if self.answered { self.up.to_owned() } else { format!("{}index{}", self.up, self.end) }
    }

    /// The page about one thing: `/article/7`.
    #[must_use]
    pub fn one(self, kind: &str, id: impl Display) -> String {
        format!("{}{kind}/{id}{}", self.up, self.end)
    }

    /// Characters of the body of an article. Files cannot be asked for any stretch, only for names and quotes.
    #[must_use]
    pub fn characters(self, article: impl Display, start: impl Display, end: impl Display) -> String {
        let asked = if self.answered { format!("?at={start}-{end}") } else { String::new() };
        format!("{}{asked}#c{start}-{end}", self.one("article", article))
    }

    /// A page of its own: `/articles`, `/look.css`.
    #[must_use]
    pub fn page(self, name: &str) -> String {
        let end = if name.contains('.') { "" } else { self.end };
        format!("{}{name}{end}", self.up)
    }

    /// A list for a query: `/articles?q=ferry`. Files show the whole list instead.
    #[must_use]
    pub fn list(self, name: &str, query: &str) -> String {
        let page = self.page(name);
        if self.answered && !query.is_empty() { format!("{page}?q={}", encoded(query)) } else { page }
    }

    /// The list of the articles with a tag.
    #[must_use]
    pub fn tagged(self, tag: &str) -> String {
        self.list("articles", &format!("tag:\"{}\"", tag.replace('"', " ")))
    }

    /// The form that takes a tag off an article.
    #[must_use]
    pub fn without_tag(self, article: impl Display, tag: &str) -> String {
        format!("{}?do=untag&article={article}&name={}", self.page("decide"), encoded(tag))
    }
}

/// `text` as the value of a parameter of an address.
#[must_use]
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_no_sign_of_a_query() {
        let check = |query: &str, expected: &str| assert_eq!(Links::SERVED.list("articles", query), expected);
        check("", "/articles");
        check("person:\"Ida & Søn\" #1+2", "/articles?q=person%3A%22Ida%20%26%20S%C3%B8n%22%20%231%2B2");
        assert_eq!(Links::SERVED.one("article", 7), "/article/7");
        assert_eq!(Links::SERVED.characters(7, 120, 134), "/article/7?at=120-134#c120-134");
        assert_eq!(Links::SERVED.page("look.css"), "/look.css");
    }

    #[test]
    fn files_lead_to_files() {
        let (first, below) = (Links::files(0), Links::files(1));
        assert_eq!((first.home(), below.home()), ("index.html".to_owned(), "../index.html".to_owned()));
        assert_eq!(
            (first.one("article", 7), below.one("person", 7)),
            ("article/7.html".to_owned(), "../person/7.html".to_owned())
        );
        assert_eq!(
            (first.nth("people", 1), first.nth("people", 2)),
            ("people.html".to_owned(), "people-2.html".to_owned())
        );
        assert_eq!(
            (first.list("articles", "ferry"), first.found("articles", "ferry")),
            ("articles.html".to_owned(), None)
        );
        assert_eq!(below.page("look.css"), "../look.css");
    }
}
