//! Writes a query as it was understood.
//!
//! Invariant: what is written is itself a query, and means the same.

use super::checked::{
    ArticleTerm, Centre, Clock, Column, Country, Expr, Name, PersonTerm, PictureTerm, PlaceTerm, Query, QuoteTerm, Same,
};
use super::syntax::Typed;
use super::values::called::Called;
use super::values::limits::Limits;

impl Query {
    /// The query as it was understood, in the language itself; empty where it asks for nothing.
    #[must_use]
    pub fn written(&self) -> String {
        self.parts.iter().map(|part| nested(part, Place::InAll)).collect::<Vec<_>>().join(" ")
    }

    /// Which fields mean the same quote, picture, person or place, in words; `None` where none do.
    #[must_use]
    pub fn bound(&self) -> Option<String> {
        let mut found: Vec<String> = Vec::new();
        for part in &self.parts {
            let (row, written) = match part {
                Expr::Quote(row @ Same::All(_)) => ("quote", fields(row, quote_field)),
                Expr::Picture(row @ Same::All(_)) => ("picture", fields(row, picture_field)),
                Expr::Person(row @ Same::All(_)) => ("person", fields(row, person_field)),
                Expr::Place(row @ Same::All(_)) => ("place", fields(row, place_field)),
                _ => continue,
            };
            if written.contains(' ') {
                found.push(format!("{written} mean the same {row}"));
            }
        }
        (!found.is_empty()).then(|| found.join("; "))
    }

    /// Each part as it is written.
    #[must_use]
    pub fn parts_written(&self) -> Vec<String> {
        self.parts.iter().map(|part| nested(part, Place::InAll)).collect()
    }
}

fn fields<T>(row: &Same<T>, name: fn(&T) -> &'static str) -> String {
    let mut names: Vec<String> = Vec::new();
    row.each(&mut |term| {
        let name = format!("{}:", name(term));
        if !names.contains(&name) {
            names.push(name);
        }
    });
    names.join(" ")
}

fn quote_field(term: &QuoteTerm) -> &'static str {
    match term {
        QuoteTerm::Speaker(_) => "speaker",
        QuoteTerm::Said(_) => "said",
        QuoteTerm::Sure(_) => "sure",
        QuoteTerm::Kind(_) => "kind",
    }
}

fn picture_field(term: &PictureTerm) -> &'static str {
    match term {
        PictureTerm::Photo(_) => "photo",
        PictureTerm::Caption(_) => "caption",
        PictureTerm::Credit(_) => "credit",
    }
}

fn person_field(term: &PersonTerm) -> &'static str {
    match term {
        PersonTerm::Named(_) => "person",
        PersonTerm::Role(_) => "role",
    }
}

fn place_field(term: &PlaceTerm) -> &'static str {
    match term {
        PlaceTerm::Named(_) => "place",
        PlaceTerm::In(_) => "in",
        PlaceTerm::Near(..) => "near",
    }
}

/// What a part stands in, which says whether it needs brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    InAll,
    InNot,
}

fn nested(expr: &Expr, place: Place) -> String {
    let joined =
        |parts: &[Expr], by: &str, inside| parts.iter().map(|part| nested(part, inside)).collect::<Vec<_>>().join(by);
    let bracketed = |text: String, needed: bool| if needed { format!("({text})") } else { text };
    match expr {
        Expr::And(parts) => bracketed(joined(parts, " ", Place::InAll), true),
        Expr::Or(parts) => bracketed(joined(parts, " OR ", Place::InAll), true),
        Expr::Not(part) => format!("-{}", nested(part, Place::InNot)),
        Expr::Loose(part) => {
            let inside = nested(part, Place::InAll);
            let bare = if matches!(**part, Expr::And(_) | Expr::Or(_)) { inside } else { format!("({inside})") };
            format!("any{bare}")
        }
        Expr::Words(typed) => words(typed),
        Expr::Wordless(text) => format!("\"{text}\""),
        Expr::Quote(row) => same(row, place, &quote),
        Expr::Picture(row) => same(row, place, &picture),
        Expr::Person(row) => same(row, place, &person),
        Expr::Place(row) => same(row, place, &where_it_is),
        Expr::Article(term) => article(term),
    }
}

fn same<T>(row: &Same<T>, place: Place, write: &impl Fn(&T) -> String) -> String {
    match row {
        Same::Is(term) => write(term),
        Same::All(parts) => {
            let text = parts.iter().map(|part| same(part, Place::InNot, write)).collect::<Vec<_>>().join(" ");
            if place == Place::InNot { format!("({text})") } else { text }
        }
        Same::Some(parts) => {
            format!("({})", parts.iter().map(|part| same(part, Place::InNot, write)).collect::<Vec<_>>().join(" OR "))
        }
        // A minus before the field would leave out articles; one behind it says what the row is not.
        Same::Not(part) => {
            let inside = same(part, Place::InNot, write);
            match inside.split_once(':') {
                Some((field, value)) if !inside.starts_with('(') => format!("{field}:(-{value})"),
                _ => format!("-{inside}"),
            }
        }
    }
}

/// An article, by its number or its address.
fn called(article: &Called) -> String {
    match article {
        Called::Id(id) => id.to_string(),
        Called::Address(address) => value(address),
    }
}

/// A word or phrase so that it is read as the same again.
fn words(typed: &Typed) -> String {
    let star = if typed.is_prefix { "*" } else { "" };
    let within = typed.within.map_or_else(String::new, |words| format!("~{words}"));
    if typed.quoted || typed.within.is_some() || needs_quotes(&typed.text) {
        return format!("\"{}\"{within}{star}", typed.text.replace('"', " "));
    }
    format!("{}{star}", typed.text)
}

fn needs_quotes(text: &str) -> bool {
    let is_plain = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '.' | '&' | '+' | '#' | '_' | '%' | '@')
    };
    let opens = text.starts_with(|letter: char| letter.is_alphanumeric() || letter == '#');
    !opens || matches!(text, "AND" | "OR" | "NOT") || !text.chars().all(|letter| is_plain(letter) || letter == '-')
}

fn value(text: &str) -> String {
    if needs_quotes(text) { format!("\"{}\"", text.replace('"', " ")) } else { text.to_owned() }
}

fn name(name: &Name) -> String {
    match name.id {
        Some(id) => format!("#{id}"),
        None => format!("{}{}", value(&name.text), if name.is_prefix { "*" } else { "" }),
    }
}

fn share(limits: Limits) -> String {
    limits.written(|number| {
        let digits = format!("{:.3}", f64::from(i32::try_from(number).unwrap_or(0)) / 1000.0);
        digits.trim_end_matches('0').trim_end_matches('.').to_owned()
    })
}

fn quote(term: &QuoteTerm) -> String {
    let text = match term {
        QuoteTerm::Speaker(speaker) => name(speaker),
        QuoteTerm::Said(typed) => words(typed),
        QuoteTerm::Sure(limits) => share(*limits),
        QuoteTerm::Kind(kind) => kind.clone(),
    };
    format!("{}:{text}", quote_field(term))
}

fn picture(term: &PictureTerm) -> String {
    let text = match term {
        PictureTerm::Photo(photographer) => name(photographer),
        PictureTerm::Caption(typed) | PictureTerm::Credit(typed) => words(typed),
    };
    format!("{}:{text}", picture_field(term))
}

fn person(term: &PersonTerm) -> String {
    let text = match term {
        PersonTerm::Named(named) => name(named),
        PersonTerm::Role(typed) => words(typed),
    };
    format!("{}:{text}", person_field(term))
}

fn where_it_is(term: &PlaceTerm) -> String {
    match term {
        PlaceTerm::Named(place) => format!("place:{}", name(place)),
        PlaceTerm::In(Country::Code(code)) => format!("in:{code}"),
        PlaceTerm::In(Country::Named(country)) => format!("in:{}", value(country)),
        PlaceTerm::Near(Centre::Point(latitude, longitude), kilometres) => {
            format!("near:{latitude},{longitude},{kilometres}km")
        }
        PlaceTerm::Near(Centre::Place(place), kilometres) => format!("near:\"{},{kilometres}km\"", place.text),
    }
}

fn article(term: &ArticleTerm) -> String {
    match term {
        ArticleTerm::Words(column, typed) => {
            let field = match column {
                Column::Headline => "headline",
                Column::Standfirst => "standfirst",
                Column::Body => "body",
            };
            format!("{field}:{}", words(typed))
        }
        ArticleTerm::AtLeast(times, typed) => format!("atleast{times}:{}", words(typed)),
        ArticleTerm::About(about) => format!("about:{}", name(about)),
        ArticleTerm::Org(organisation) => format!("org:{}", name(organisation)),
        ArticleTerm::By(author) => format!("by:{}", name(author)),
        ArticleTerm::Agency(agency) => format!("agency:{}", value(agency)),
        ArticleTerm::When(Clock::Published, period) => format!("date:{}", period.written()),
        ArticleTerm::When(Clock::Seen, period) => format!("seen:{}", period.written()),
        ArticleTerm::When(Clock::Changed, period) => format!("changed:{}", period.written()),
        ArticleTerm::Site(site) => format!("site:{}", value(site)),
        ArticleTerm::Lang(code) => format!("lang:{code}"),
        ArticleTerm::Length(limits) => format!("words:{}", limits.written(|number| number.to_string())),
        ArticleTerm::Has(what) => format!("has:{what}"),
        ArticleTerm::Is(what) => format!("is:{what}"),
        ArticleTerm::Tag(tag) => format!("tag:{}", value(tag)),
        ArticleTerm::Story(article) => format!("story:{}", called(article)),
        ArticleTerm::Like(article) => format!("like:{}", called(article)),
        ArticleTerm::Called(article) => format!("id:{}", called(article)),
        ArticleTerm::Ids(ids) => {
            let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
            if ids.len() == 1 { format!("id:{}", ids[0]) } else { format!("id:({})", ids.join(" OR ")) }
        }
    }
}
