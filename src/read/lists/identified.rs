//! The table of names that went out to be reconciled and comes back with identifiers.
//!
//! A path comes in; each row with an identifier goes out, with its line.
//!
//! Invariant: a column is an authority's when its header begins with the authority's name; a cell there that is no identifier is
//! told of and never taken for another one.

use std::path::Path;

use crate::model::{AUTHORITIES, Identifier};
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::input::read_text;
use crate::read::lists::table::table;

/// A row with identifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentifiedRow {
    /// Its line.
    pub line: u64,
    /// `person`, `place`, `organisation`, as the row has it.
    pub kind: String,
    /// The number in the archive from which it went out.
    pub id: Option<i64>,
    /// The name.
    pub name: String,
    /// The identifiers, one or more.
    pub identifiers: Vec<Identifier>,
}

/// What a table holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentifiedTable {
    /// The rows that have an identifier.
    pub rows: Vec<IdentifiedRow>,
    /// Cells that are none, with their lines.
    pub refused: Vec<(u64, String)>,
}

/// Reads the table at `path`, or on standard input for `-`; `columns` says of further columns whose identifiers they hold.
///
/// # Errors
/// Where the file cannot be read, and where a column that is needed is not there.
pub fn read_identified(path: &Path, columns: &[(String, String)]) -> Result<IdentifiedTable, ReadError> {
    let text = read_text(path)?;
    let failed = |message: String| ReadError::of_file(&path.display().to_string(), ReadErrorKind::Malformed, message);
    let mut reader = table(&text);
    let headers = reader.headers().map_err(|error| failed(error.to_string()))?.clone();
    let place = |name: &str| headers.iter().position(|header| header.to_lowercase() == name.to_lowercase());
    let needed = |name: &str| place(name).ok_or_else(|| failed(format!("no column `{name}` among {}", list(&headers))));
    let (kind, name, id) = (needed("kind")?, needed("name")?, place("id"));
    let mut authorities = authorities(&headers);
    for (column, authority) in columns {
        let place = needed(column)?;
        authorities.retain(|(known, _)| *known != place);
        authorities.push((place, authority.clone()));
    }
    if authorities.is_empty() {
        return Err(failed(format!("no column is called like an authority: {}", list(&headers))));
    }
    let mut read = IdentifiedTable::default();
    for record in reader.records() {
        let record = record.map_err(|error| failed(error.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |place: usize| record.get(place).unwrap_or_default();
        let mut identifiers: Vec<Identifier> = Vec::new();
        for (place, authority) in &authorities {
            match Identifier::of(authority, cell(*place)) {
                _ if cell(*place).is_empty() => {}
                // Of two columns of an authority the later one was filled in by whoever reconciled.
                Some(identifier) => {
                    identifiers.retain(|other| other.authority != identifier.authority);
                    identifiers.push(identifier);
                }
                None => read.refused.push((line, format!("`{}` is no identifier of {authority}", cell(*place)))),
            }
        }
        if !identifiers.is_empty() {
            // The export puts an apostrophe before what a spreadsheet would run.
            let without = cell(name).strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
            let name = without.unwrap_or_else(|| cell(name)).to_owned();
            let id = id.and_then(|place| cell(place).parse().ok());
            read.rows.push(IdentifiedRow { line, kind: cell(kind).to_lowercase(), id, name, identifiers });
        }
    }
    Ok(read)
}

/// The columns whose headers begin with the name of an authority, or are called as Wikidata calls its numbers.
fn authorities(headers: &csv::StringRecord) -> Vec<(usize, String)> {
    let authority_of = |header: &str| {
        let header = header.to_lowercase();
        let word = header.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty())?.to_owned();
        let known = AUTHORITIES.iter().any(|(authority, _)| *authority == word);
        if word == "qid" { Some("wikidata".to_owned()) } else { Some(word).filter(|_| known) }
    };
    headers.iter().enumerate().filter_map(|(place, header)| Some((place, authority_of(header)?))).collect()
}

fn list(headers: &csv::StringRecord) -> String {
    headers.iter().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_with_the_columns_that_were_filled_in() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.csv");
        let text = "kind,id,name,wikidata,VIAF ID,Ours\r\n\
                    person,7,Ida Lund,https://www.wikidata.org/wiki/Q7,12,a1\r\n\
                    person,8,Per Holm,,,\r\n\
                    Place,9,'=Quay,Quay,,b2\r\n";
        std::fs::write(&path, text).unwrap();
        let read = read_identified(&path, &[]).unwrap();
        assert_eq!(read.refused, [(4, "`Quay` is no identifier of wikidata".to_owned())]);
        let said = |read: &IdentifiedTable| -> Vec<String> {
            let row = |row: &IdentifiedRow| {
                let identifiers: Vec<String> = row.identifiers.iter().map(ToString::to_string).collect();
                format!("{} {} {:?} {} {}", row.line, row.kind, row.id, row.name, identifiers.join(" "))
            };
            read.rows.iter().map(row).collect()
        };
        assert_eq!(said(&read), ["2 person Some(7) Ida Lund wikidata:Q7 viaf:12"]);
        let read = read_identified(&path, &[("ours".to_owned(), "ours".to_owned())]).unwrap();
        assert_eq!(said(&read)[1], "4 place Some(9) =Quay ours:b2");
        std::fs::write(&path, "kind,id,name\nperson,7,Ida Lund\n").unwrap();
        assert!(read_identified(&path, &[]).unwrap_err().message.contains("kind, id, name"));
        std::fs::write(&path, "name,wikidata\nIda Lund,Q7\n").unwrap();
        assert!(read_identified(&path, &[]).unwrap_err().message.starts_with("no column `kind`"));
    }
}
