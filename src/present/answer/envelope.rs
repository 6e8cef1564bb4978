//! One object with all that is known of an answer, for programs that page through it or show how it was understood.
//!
//! | key | what it is |
//! |---|---|
//! | `version` | of this form: 1; keys may be added, none changes its meaning |
//! | `query` | as it was typed, words and flags of words |
//! | `understood` | the query in the language itself, flags included |
//! | `bound` | which fields mean the same quote, picture, person or place; `null` where none do |
//! | `ambiguous` | names that mean several, with the candidates and their numbers |
//! | `count` | rows in all, without the window; `null` where that is not counted |
//! | `next` | what `--after` takes for the next page, from a server the address of the next part; `null` where there is none |
//! | `rows` | the rows, as `--format json` has them |

use std::io::{self, Write};

use serde::Serialize;

use crate::present::json::write_object;
use crate::query::answers::Ambiguous;

/// The version of the form.
const VERSION: u32 = 1;

/// What is told beside the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// As typed.
    pub query: Option<String>,
    /// As understood.
    pub understood: Option<String>,
    /// Which fields mean the same row.
    pub bound: Option<String>,
    /// Names that mean several.
    pub ambiguous: Vec<Ambiguous>,
    /// Rows in all.
    pub count: Option<u64>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// Writes the object.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_envelope(out: &mut impl Write, told: &Told, rows: &impl Serialize) -> io::Result<()> {
    #[derive(Serialize)]
    struct Envelope<'t, R: Serialize> {
        version: u32,
        query: Option<&'t str>,
        understood: Option<&'t str>,
        bound: Option<&'t str>,
        ambiguous: &'t [Ambiguous],
        count: Option<u64>,
        next: Option<&'t str>,
        rows: &'t R,
    }
    let envelope = Envelope {
        version: VERSION,
        query: told.query.as_deref(),
        understood: told.understood.as_deref(),
        bound: told.bound.as_deref(),
        ambiguous: &told.ambiguous,
        count: told.count,
        next: told.next.as_deref(),
        rows,
    };
    write_object(out, &envelope)?;
    out.write_all(b"\n")
}
