//! Which columns each sort of row has, and which of them fit a table for people.
//!
//! Rows of `query` come in, named cells go out; JSON needs none of this, as rows say themselves how they serialise.
//!
//! Invariant: the columns of a row carry the names and the order of its fields in JSON.

use serde::Serialize;

use crate::query::rows::{
    ArticleRow, AuditRow, AuthorRow, CaptionRow, CopyRow, DecisionRow, DoubtRow, GroupRow, NearRow, OrganisationRow,
    PersonRow, PlaceRow, ProblemRow, QuotePart, QuoteRow, ScreenRow, Share, SiteRow, TimelineRow, UnquotedRow,
    VariantRow, VerifyRow,
};
use crate::query::versions::rows::{VanishedRow, VersionRow};

/// The value of one column in one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Not known: shown as an empty cell.
    Empty,
    /// Text from a page, never to be trusted.
    Text(&'r str),
    /// A number or a count.
    Integer(i64),
    /// A latitude or longitude.
    Degrees(f64),
    /// A confidence, from 0 to 1.
    Share(f64),
    /// The row is what the column is called.
    Mark,
}

/// One column of a row of type `R`.
pub struct Column<R> {
    /// Its name, as in JSON.
    pub name: &'static str,
    /// Its value.
    pub cell: for<'r> fn(&'r R) -> Cell<'r>,
    /// Its place in a table for people; `None` leaves it to the other formats. The longest text comes last.
    pub place_in_table: Option<u8>,
}

impl<R> Column<R> {
    /// Whether it only ever marks rows.
    #[must_use]
    pub fn is_mark(&self) -> bool {
        ["doubtful", "shown", "thin"].contains(&self.name)
    }

    /// Whether it draws a number, and is never parted.
    #[must_use]
    pub fn is_bar(&self) -> bool {
        self.name == "bar"
    }

    /// Whether it says when an article was published: a table shows the day of it.
    #[must_use]
    pub fn is_date(&self) -> bool {
        self.name.ends_with("date")
    }
}

/// A row that every format can write.
pub trait Row: Serialize + Sized + 'static {
    /// All columns, in the order of the fields.
    const COLUMNS: &'static [Column<Self>];
}

/// The columns of `R` that a table for people shows, in their order there.
#[must_use]
pub fn table_columns<R: Row>() -> Vec<&'static Column<R>> {
    let mut columns: Vec<_> = R::COLUMNS.iter().filter(|column| column.place_in_table.is_some()).collect();
    columns.sort_by_key(|column| column.place_in_table);
    columns
}

/// A field that can be shown in a cell.
trait Show {
    fn cell(&self) -> Cell<'_>;
}

impl Show for String {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Show for &'static str {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Show for i64 {
    fn cell(&self) -> Cell<'_> {
        Cell::Integer(*self)
    }
}

impl Show for f64 {
    fn cell(&self) -> Cell<'_> {
        Cell::Degrees(*self)
    }
}

impl Show for Share {
    fn cell(&self) -> Cell<'_> {
        Cell::Share(self.value())
    }
}

/// The parts themselves are for JSON; elsewhere stands how many there are.
impl Show for Vec<QuotePart> {
    fn cell(&self) -> Cell<'_> {
        Cell::Integer(i64::try_from(self.len()).unwrap_or(i64::MAX))
    }
}

/// A mark that most rows do not have.
impl Show for bool {
    fn cell(&self) -> Cell<'_> {
        if *self { Cell::Mark } else { Cell::Empty }
    }
}

impl<T: Show> Show for Option<T> {
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Empty, Show::cell)
    }
}

/// Declares the columns of a row: each field by name, with its place in a table for people where it has one.
macro_rules! columns {
    ($row:ty { $($field:ident $(@ $place:literal)?),* $(,)? }) => {
        impl Row for $row {
            const COLUMNS: &'static [Column<Self>] = &[$(Column {
                name: stringify!($field),
                cell: |row| row.$field.cell(),
                place_in_table: columns!(@place $($place)?),
            }),*];
        }
    };
    (@place $place:literal) => { Some($place) };
    (@place) => { None };
}

columns!(VerifyRow {
    what @ 0,
    status @ 1,
    draft,
    draft_field,
    draft_start_char,
    draft_end_char,
    draft_says,
    archive_says @ 2,
    differences,
    article_id @ 3,
    date,
    headline,
    field,
    start_char,
    end_char,
    articles,
    sha256,
});
columns!(ScreenRow {
    listed @ 0,
    line,
    how @ 1,
    name @ 2,
    person_id,
    articles @ 3,
    article_id @ 4,
    date,
    headline,
    sentence @ 5,
});
columns!(AuditRow { group @ 4, people @ 0, quotes @ 1, share @ 2, articles @ 3 });
columns!(UnquotedRow { id @ 0, name @ 3, role @ 4, articles @ 1, mentions @ 2 });
columns!(ArticleRow {
    id @ 0,
    date @ 1,
    site @ 2,
    headline @ 5,
    authors @ 4,
    url,
    language,
    word_count,
    tags,
    stands_for @ 3,
    doubtful @ 7,
    snippet @ 6,
});
columns!(CopyRow {
    id @ 0,
    date @ 1,
    site @ 2,
    headline @ 7,
    url,
    word_count,
    shared_words @ 5,
    of_this @ 3,
    of_copy @ 4,
    longest_passage @ 6,
    passage,
});
columns!(VersionRow {
    version @ 0,
    shown @ 1,
    date @ 2,
    fetched_at @ 3,
    imported_at,
    kind @ 4,
    path @ 6,
    record @ 7,
    word_count @ 5,
    change @ 8,
});
columns!(VanishedRow {
    article_id @ 0,
    date @ 1,
    version,
    gone @ 2,
    site @ 3,
    speaker @ 4,
    speaker_text,
    kind,
    text @ 5,
    headline,
    url,
    confidence,
});
columns!(PersonRow { id @ 0, name @ 4, articles @ 1, mentions @ 2, quotes @ 3, role @ 5, aliases, confidence, doubtful @ 6, identifiers });
columns!(PlaceRow {
    id @ 0,
    name @ 7,
    kind @ 3,
    country_code @ 4,
    latitude @ 5,
    longitude @ 6,
    geonames_id,
    articles @ 1,
    mentions @ 2,
    confidence,
    doubtful @ 8,
    identifiers,
});
columns!(OrganisationRow { id @ 0, name @ 3, articles @ 1, mentions @ 2, confidence, doubtful @ 4, identifiers });
columns!(AuthorRow { name @ 3, articles @ 0, first_date @ 1, last_date @ 2, sites @ 4 });
columns!(SiteRow { site @ 4, articles @ 0, first_date @ 1, last_date @ 2, languages @ 3 });
columns!(NearRow {
    id @ 0,
    km @ 1,
    name @ 6,
    kind @ 4,
    country_code @ 5,
    latitude,
    longitude,
    articles @ 2,
    mentions @ 3,
});
columns!(DecisionRow {
    id @ 0,
    made_at @ 1,
    kind @ 2,
    verb @ 3,
    subject @ 4,
    field @ 5,
    object @ 6,
    articles,
    undone_at,
});
columns!(DoubtRow {
    id @ 0,
    person_id,
    other_id,
    name @ 1,
    other @ 2,
    articles,
    other_articles,
    points,
    evidence @ 3,
    merge @ 4,
    distinct,
});
columns!(QuoteRow {
    id,
    date @ 1,
    speaker @ 2,
    speaker_text,
    cue,
    kind,
    text @ 4,
    article_id @ 0,
    headline,
    confidence,
    doubtful @ 3,
    parts,
});
columns!(VariantRow {
    id @ 0,
    date @ 1,
    site @ 2,
    speaker @ 3,
    speaker_text,
    differences @ 5,
    text,
    article_id @ 4,
    headline,
});
columns!(ProblemRow { id, occurred_at @ 0, kind @ 1, path @ 2, record @ 3, message @ 4 });
columns!(TimelineRow { group @ 0, query @ 1, count @ 2, of @ 3, share @ 4, thin @ 5 });
columns!(GroupRow { group @ 0, count @ 1, of @ 2, share @ 3, thin @ 4 });
columns!(CaptionRow { id @ 0, text @ 4, credit @ 3, photographer, agency, articles @ 1, occurrences @ 2, sha256 });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_json() {
        let row = OrganisationRow {
            id: 1,
            name: "Harbour Board".into(),
            articles: 2,
            mentions: 3,
            confidence: Some(Share::per_mille(950)),
            doubtful: false,
            identifiers: None,
        };
        let json = serde_json::to_value(&row).unwrap();
        let names: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(OrganisationRow::COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>(), names);
    }

    #[test]
    fn a_table_shows_the_counts_before_the_name() {
        let names: Vec<_> = table_columns::<PersonRow>().iter().map(|column| column.name).collect();
        assert_eq!(names, ["id", "articles", "mentions", "quotes", "name", "role", "doubtful"]);
    }
}
