//! What a browser asks for: a path cut into its parts, the form of the answer, and the parameters.
//!
//! Invariant: pure and total; what is no page leads to none.

use percent_encoding::percent_decode_str;

use crate::query::{Sureness, Window};

/// In which form the answer is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A page to read.
    #[default]
    Page,
    /// The same as JSON.
    Json,
    /// The rows of it as CSV.
    Csv,
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The parts of the path, without the ending that says the form.
    pub path: Vec<String>,
    /// The form of the answer.
    pub form: Form,
    /// The parameters behind the question mark, in order.
    pub parameters: Vec<(String, String)>,
}

/// Rows of one page of a list.
const ROWS_OF_A_PAGE: u32 = 30;
/// Rows of one part of a list for programs: a few megabytes, made in a few tenths of a second.
const ROWS_OF_A_PART: u32 = 10_000;

impl Asked {
    /// Reads the path and the parameters of an address.
    #[must_use]
    pub fn new(path: &str, parameters: &str) -> Self {
        let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
        let mut parts: Vec<String> = path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
            .collect();
        let mut form = Form::Page;
        if let Some(last) = parts.last_mut() {
            for (ending, named) in [(".json", Form::Json), (".csv", Form::Csv)] {
                if let Some(stem) = last.strip_suffix(ending) {
                    form = named;
                    *last = stem.to_owned();
                    break;
                }
            }
        }
        let parameters = parameters
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect();
        Self { path: parts, form, parameters }
    }

    /// The value of a parameter, trimmed; empty where it is not there.
    #[must_use]
    pub fn parameter(&self, name: &str) -> &str {
        self.parameters.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// All values of a parameter that are not empty.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.parameters
            .iter()
            .filter(move |(known, value)| known == name && !value.trim().is_empty())
            .map(|(_, value)| value.trim())
    }

    /// The query in the box.
    #[must_use]
    pub fn query(&self) -> &str {
        self.parameter("q")
    }

    /// The rows wanted: a page of them, and a part where a program asks.
    #[must_use]
    pub fn window(&self) -> Window {
        let offset = self.parameter("offset").parse().unwrap_or(0);
        let limit = self.parameter("limit").parse().ok().filter(|limit| *limit > 0);
        match self.form {
            Form::Page => Window { limit: Some(limit.unwrap_or(ROWS_OF_A_PAGE).min(200)), offset },
            Form::Json | Form::Csv => {
                Window { limit: Some(limit.unwrap_or(ROWS_OF_A_PART).min(ROWS_OF_A_PART)), offset }
            }
        }
    }

    /// The address of the part behind the one that was asked for.
    #[must_use]
    pub fn next_part(&self) -> String {
        let Window { limit, offset } = self.window();
        let path: Vec<String> = self.path.iter().map(|part| super::links::encoded(part)).collect();
        let form = match self.form {
            Form::Page => "",
            Form::Json => ".json",
            Form::Csv => ".csv",
        };
        let next = offset.saturating_add(limit.unwrap_or(0));
        format!("/{}{form}?{}offset={next}", path.join("/"), self.without(&["offset"]))
    }

    /// How sure what is shown must be.
    #[must_use]
    pub fn sureness(&self) -> Sureness {
        match self.parameter("sure") {
            "all" => Sureness::AtLeast(0),
            "doubtful" => Sureness::Doubtful,
            _ => Sureness::Bar,
        }
    }

    /// The parameters, those that are named left out, written for an address that goes on with others; ends in `&` where it has any.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> String {
        let kept = self.parameters.iter().filter(|(name, value)| !names.contains(&name.as_str()) && !value.is_empty());
        kept.map(|(name, value)| format!("{}={}&", super::links::encoded(name), super::links::encoded(value))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cut_and_their_ending_is_the_form() {
        let check = |path: &str, parts: &[&str], form: Form| {
            let asked = Asked::new(path, "");
            assert_eq!((asked.path.iter().map(String::as_str).collect::<Vec<_>>(), asked.form), (parts.to_vec(), form));
        };
        check("/", &[], Form::Page);
        check("/article/7", &["article", "7"], Form::Page);
        check("//article//7.json", &["article", "7"], Form::Json);
        check("/people.csv", &["people"], Form::Csv);
        check("/%2e%2e/%2Fetc", &["..", "/etc"], Form::Page);
    }

    #[test]
    fn parameters_are_decoded() {
        let asked = Asked::new("/articles", "q=person%3AQuill+ferry&offset=30&sure=all&x&&site=a&site=b");
        assert_eq!(asked.query(), "person:Quill ferry");
        assert_eq!(asked.window(), Window { limit: Some(ROWS_OF_A_PAGE), offset: 30 });
        assert_eq!(asked.sureness(), Sureness::AtLeast(0));
        assert_eq!(asked.all("site").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(asked.without(&["offset", "site"]), "q=person%3AQuill%20ferry&sure=all&");
        let part = Window { limit: Some(ROWS_OF_A_PART), offset: 0 };
        assert_eq!(Asked::new("/articles.csv", "offset=x").window(), part);
        assert_eq!(Asked::new("/articles.csv", "limit=4000000000").window(), part);
        assert_eq!(Asked::new("/quotes.json", "q=a+b").next_part(), "/quotes.json?q=a%20b&offset=10000");
        assert_eq!(Asked::new("/quotes.csv", "limit=7&offset=7").next_part(), "/quotes.csv?limit=7&offset=14");
    }
}
