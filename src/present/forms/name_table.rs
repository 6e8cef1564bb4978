//! Names as a table that OpenRefine reconciles.
//!
//! Invariant: a row says by kind and number which name of the archive it is, so that it can come back, and has a column for each
//! authority whose identifiers may come with it.

use std::io::{self, Write};

use crate::model::AUTHORITIES;
use crate::present::csv::{harmless, plain};
use crate::query::export::NameRow;

/// The columns before those of the authorities.
const COLUMNS: [&str; 9] = ["kind", "id", "name", "also", "roles", "country_code", "latitude", "longitude", "articles"];

/// A file of names.
pub struct NameTable<W: Write>(csv::Writer<W>);

impl<W: Write> NameTable<W> {
    /// Begins with the header line.
    ///
    /// # Errors
    /// Whatever `out` refuses.
    pub fn begin(out: W) -> io::Result<Self> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let authorities = AUTHORITIES.iter().map(|(authority, _)| *authority);
        writer.write_record(COLUMNS.into_iter().chain(authorities)).map_err(plain)?;
        Ok(Self(writer))
    }

    /// Writes a name.
    ///
    /// # Errors
    /// Whatever the file refuses.
    pub fn row(&mut self, name: &NameRow) -> io::Result<()> {
        let number = |degrees: Option<f64>| degrees.map(|number| number.to_string()).unwrap_or_default();
        let record = [
            name.kind.noun().to_owned(),
            name.id.to_string(),
            harmless(&name.name).into_owned(),
            harmless(&name.aliases.join("; ")).into_owned(),
            harmless(&name.roles.join("; ")).into_owned(),
            name.country_code.clone().unwrap_or_default(),
            number(name.coordinates.map(|(latitude, _)| latitude)),
            number(name.coordinates.map(|(_, longitude)| longitude)),
            name.articles.len().to_string(),
        ];
        let identifier = |(authority, _): &(&str, _)| name.identifiers.get(*authority).cloned().unwrap_or_default();
        self.0.write_record(record.into_iter().chain(AUTHORITIES.iter().map(identifier))).map_err(plain)
    }

    /// Writes what still waits.
    ///
    /// # Errors
    /// Whatever the file refuses.
    pub fn end(mut self) -> io::Result<()> {
        self.0.flush()
    }
}
