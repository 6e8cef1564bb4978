//! The frame around every page: its title, the way to the other pages, and how to get the same elsewhere.

use crate::serve::asked::Asked;
use crate::serve::links::Links;
use crate::serve::site::Site;

/// What the template of the frame is filled with.
#[derive(Clone, Debug)]
pub(in crate::serve) struct Frame {
    /// What the page is called.
    pub(in crate::serve) title: String,
    /// What the archive is called.
    pub(in crate::serve) archive: String,
    /// Where pages are.
    pub(in crate::serve) links: Links,
    /// Which of the parts of the archive it belongs to: `articles`, `people`; empty for none.
    pub(in crate::serve) part: &'static str,
    /// The list that the box searches.
    pub(in crate::serve) searched: &'static str,
    /// The query in the box.
    pub(in crate::serve) query: String,
    /// The command that gives the same; empty where there is none.
    pub(in crate::serve) command: String,
    /// The statement that gives the same; empty where there is none.
    pub(in crate::serve) sql: String,
    /// The address of the same as JSON and as CSV; empty where there is none.
    pub(in crate::serve) json: String,
    /// See `json`.
    pub(in crate::serve) csv: String,
}

impl Frame {
    /// The frame of a page of this title.
    pub(in crate::serve) fn new(site: &Site, part: &'static str, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            archive: site.name(),
            links: site.links,
            part,
            searched: match part {
                "people" | "places" | "organisations" | "quotes" | "captions" | "map" | "time" => part,
                _ => "articles",
            },
            query: String::new(),
            command: String::new(),
            sql: String::new(),
            json: String::new(),
            csv: String::new(),
        }
    }

    /// With the query of the box.
    #[must_use]
    pub(in crate::serve) fn asking(mut self, query: &str) -> Self {
        query.clone_into(&mut self.query);
        self
    }

    /// With the command and the statement that give the same.
    #[must_use]
    pub(in crate::serve) fn found_by(mut self, command: String, sql: impl Into<String>) -> Self {
        self.command = command;
        self.sql = sql.into();
        self
    }

    /// With twins in these forms, of what was asked for.
    #[must_use]
    pub(in crate::serve) fn with_twins(mut self, asked: &Asked, forms: &[&str]) -> Self {
        if !self.links.answered() {
            return self;
        }
        let path: Vec<String> = asked.path.iter().map(|part| crate::serve::links::encoded(part)).collect();
        let path = if path.is_empty() { "index".to_owned() } else { path.join("/") };
        let parameters = asked.without(&["offset", "limit"]);
        let parameters = parameters.trim_end_matches('&');
        let mark = if parameters.is_empty() { "" } else { "?" };
        let twin = |form: &str| {
            if forms.contains(&form) { format!("/{path}.{form}{mark}{parameters}") } else { String::new() }
        };
        self.json = twin("json");
        self.csv = twin("csv");
        self
    }
}
