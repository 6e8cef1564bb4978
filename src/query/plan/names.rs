//! Whom a name means: the people, places and organisations of the archive that are called so.
//!
//! A name comes in, candidates with their counts go out: exactly so called, by surname, by an alias, by one part of a double
//! name, in the other spelling of `ä` and `ae`.
//!
//! Invariant: a name is looked up by index, however many names the archive holds.

use std::collections::BTreeSet;

use crate::model::Identifier;
use crate::model::folding::doubled;
use crate::query::error::QueryError;
use crate::query::language::Name;
use crate::query::rows::NameRow;
use crate::query::sql::statement::Conditions;
use crate::store::articles::folding::{fold, is_unspaced};
use crate::store::decisions::identify::identified;
use crate::store::{Archive, EntityKind};

/// Whose names are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::query) enum NameOf {
    /// People.
    Person,
    /// Places.
    Place,
    /// Organisations.
    Organisation,
}

impl From<EntityKind> for NameOf {
    fn from(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Place => Self::Place,
            EntityKind::Organisation => Self::Organisation,
        }
    }
}

impl From<NameOf> for EntityKind {
    fn from(of: NameOf) -> Self {
        match of {
            NameOf::Person => Self::Person,
            NameOf::Place => Self::Place,
            NameOf::Organisation => Self::Organisation,
        }
    }
}

impl NameOf {
    /// The word in the names of its tables, and the table itself.
    pub(in crate::query) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Person => ("person", "people"),
            Self::Place => ("place", "places"),
            Self::Organisation => ("organisation", "organisations"),
        }
    }
}

/// Names that begin with a word are read up to so many when a part of a double name is looked for.
const MOST_READ: i64 = 500;

/// Who or what is called `name`, those of most articles first.
pub(in crate::query) fn candidates(archive: &Archive, of: NameOf, name: &Name) -> Result<Vec<NameRow>, QueryError> {
    let (noun, table) = of.words();
    let mut conditions = Conditions::default();
    let ids = if let Some(id) = name.id {
        conditions.bind(id)
    } else {
        let called = called(&mut conditions, of, name);
        format!("SELECT {noun}_id FROM {noun}_names WHERE {called}")
    };
    let mut condition = format!("entity.id IN ({ids})");
    let folded = fold(&name.text);
    if name.id.is_none() && !name.is_prefix && of == NameOf::Person && !folded.is_empty() && !folded.contains(' ') {
        condition += &format!(" OR entity.id IN ({})", of_double_names(&mut conditions, &folded));
    }
    if let Some(identifier) = Identifier::parse(&name.text).filter(|_| name.id.is_none() && !name.is_prefix) {
        let identified = identified(&archive.connection, of.into(), &identifier);
        let ids = identified.map_err(|cause| QueryError(archive.refused(cause)))?;
        condition += &format!(" OR {}", one_of(&mut conditions, "entity.id", &ids));
    }
    if of == NameOf::Place && name.id.is_none() && is_code(&name.text) {
        let code = conditions.bind(name.text.clone());
        condition += &format!(" OR entity.country_code = {code}");
    }
    let detail = match of {
        NameOf::Person => {
            "(SELECT role FROM person_roles WHERE person_id = entity.id ORDER BY mention_count DESC, role LIMIT 1)"
        }
        NameOf::Place => "concat_ws(', ', entity.kind, entity.country_code)",
        NameOf::Organisation => "NULL",
    };
    let sql = format!(
        "SELECT entity.id, entity.name, entity.article_count, {detail} FROM {table} AS entity WHERE {condition}
         ORDER BY entity.article_count DESC, entity.id"
    );
    conditions.rows(archive, &sql, |row| {
        Ok(NameRow { id: row.get(0)?, name: row.get(1)?, articles: row.get(2)?, detail: row.get(3)? })
    })
}

/// Two capitals are the code of a country.
fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// The condition on `folded` that something is called `name`.
fn called(conditions: &mut Conditions, of: NameOf, name: &Name) -> String {
    let forms: Vec<String> = forms(&name.text).into_iter().collect();
    let mut terms: Vec<String> =
        forms.iter().map(|form| format!("folded = {}", conditions.bind(form.clone()))).collect();
    // Every ending of a name is there, so that a name which begins so is found anywhere in it.
    if of == NameOf::Organisation && !name.is_prefix {
        for form in forms.iter().filter(|form| !form.is_empty()) {
            let (low, high) = (conditions.bind(format!("{form} ")), conditions.bind(format!("{form}!")));
            terms.push(format!("(folded >= {low} AND folded < {high})"));
        }
    }
    // A surname of Chinese or Japanese stands first, and no space behind it.
    if name.is_prefix || name.text.chars().any(is_unspaced) {
        for form in forms.iter().filter(|form| !form.is_empty()) {
            let (low, high) = (conditions.bind(form.clone()), conditions.bind(format!("{form}\u{10ffff}")));
            terms.push(format!("(folded >= {low} AND folded < {high})"));
        }
    }
    format!("({})", terms.join(" OR "))
}

/// People who have `part` as one half of a double surname: Strauss of Strauss-Kahn.
fn of_double_names(conditions: &mut Conditions, part: &str) -> String {
    let (low, high) = (conditions.bind(format!("{part} ")), conditions.bind(format!("{part}!")));
    let hyphenated = conditions.bind(format!("% {part}-%"));
    format!(
        "SELECT double.id FROM people AS double WHERE double.name LIKE {hyphenated} AND double.id IN
             (SELECT person_id FROM person_names WHERE folded >= {low} AND folded < {high} LIMIT {MOST_READ})"
    )
}

/// The folded forms of a name: as typed, with `ä` written `ae`, and with `ae` meant as `ä`.
pub(in crate::query) fn forms(text: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([fold(text)]);
    if text.chars().any(|letter| letter.to_lowercase().any(|small| doubled(small).is_some())) {
        let two: String = text
            .chars()
            .flat_map(char::to_lowercase)
            .map(|letter| doubled(letter).map_or_else(|| letter.to_string(), str::to_owned))
            .collect();
        forms.insert(fold(&two));
    }
    let folded = fold(text);
    let single = [("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")]
        .into_iter()
        .fold(folded.clone(), |text, (two, one)| text.replace(two, one));
    if single != folded {
        forms.insert(single);
    }
    // The last letters that Arabic is typed with and without care.
    for (one, other) in [('ة', 'ه'), ('ى', 'ي'), ('ی', 'ي'), ('ک', 'ك')] {
        if folded.contains([one, other]) {
            forms.insert(folded.replace(one, &other.to_string()));
            forms.insert(folded.replace(other, &one.to_string()));
        }
    }
    forms
}

/// A condition that `column` is one of `ids`.
pub(in crate::query) fn one_of(conditions: &mut Conditions, column: &str, ids: &[i64]) -> String {
    match ids {
        [] => "0".to_owned(),
        [id] => format!("{column} = {}", conditions.bind(*id)),
        _ => {
            let ids = conditions.bind(crate::store::articles::search::json_list(ids));
            format!("{column} IN (SELECT value FROM json_each({ids}))")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_forms_of_both_spellings() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(forms(text).iter().map(String::as_str).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Quill", &["quill"]);
        check("Müller", &["mueller", "muller"]);
        check("Mueller", &["mueller", "muller"]);
        check("Ødegård", &["odegard", "oedegaard"]);
    }
}
