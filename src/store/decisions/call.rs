//! From what was typed to decisions: finds whom a word means and puts the decision into names.
//!
//! Invariant: a word that means nobody, or more than one, decides nothing.

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::model::Identifier;
use crate::store::articles::folding;
use crate::store::decisions::decision::{Decision, Verb, id_of_key};
use crate::store::decisions::error::{Candidate, DecisionError};
use crate::store::decisions::rulings::{Rulings, references};
use crate::store::kind::Kind;

/// A decision as it is asked for. Things are called by number or by full name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// The others are the one that stays.
    Merge {
        /// Who stays.
        stays: String,
        /// Who is the same.
        others: Vec<String>,
    },
    /// In these articles it is another one.
    Split {
        /// Who is split.
        subject: String,
        /// Numbers of the articles.
        articles: Vec<i64>,
        /// Who it is there; a new one of the same name where nothing is said.
        name: Option<String>,
    },
    /// It has another name.
    Rename {
        /// Who.
        subject: String,
        /// The name.
        name: String,
    },
    /// It is none of its kind.
    Reject {
        /// Who.
        subject: String,
    },
    /// It goes by another name, too.
    Alias {
        /// Who.
        subject: String,
        /// The other name.
        alias: String,
    },
    /// They are two, however alike.
    Distinct {
        /// One of them.
        subject: String,
        /// The other.
        other: String,
    },
    /// It is a record of an authority file.
    Identify {
        /// Who.
        subject: String,
        /// What the authorities call it.
        identifiers: Vec<Identifier>,
    },
}

/// Somebody or something of the archive, by the name decisions use.
struct Found {
    id: i64,
    name: String,
    key: String,
}

/// How many candidates are named.
const MOST_CANDIDATES: i64 = 10;

/// The decisions that `call` comes to.
pub(in crate::store) fn interpret(
    transaction: &Transaction<'_>,
    rulings: &Rulings,
    kind: Kind,
    call: &Call,
    made_at: &str,
) -> std::result::Result<Vec<Decision>, DecisionError> {
    let finder = Finder { transaction, rulings, kind };
    let draft = Draft { kind, made_at };
    match call {
        Call::Merge { stays, others } => merge(&finder, draft, stays, others),
        Call::Split { subject, articles, name } => split(&finder, draft, (subject, name.as_deref()), articles),
        Call::Rename { subject, name } => {
            let subject = finder.find(subject)?;
            let name = sound_name(name)?;
            let key = kind.key_of_name(&name);
            Ok(vec![draft.decision(Verb::Rename, &subject, Some((name, key)))])
        }
        Call::Reject { subject } => Ok(vec![draft.decision(Verb::Reject, &finder.find(subject)?, None)]),
        Call::Alias { subject, alias } => {
            let subject = finder.find(subject)?;
            let alias = sound_name(alias)?;
            let key = kind.key_of_name(&alias);
            if key == subject.key {
                return Err(DecisionError::Senseless(format!("{alias} is the name already")));
            }
            Ok(vec![draft.decision(Verb::Alias, &subject, Some((alias, key)))])
        }
        Call::Distinct { subject, other } => {
            let subject = finder.find(subject)?;
            let (subject, other) = two(&subject, finder.find(other)?)?;
            Ok(vec![draft.decision(Verb::Distinct, subject, Some(other))])
        }
        Call::Identify { subject, identifiers } => {
            let subject = finder.find(subject)?;
            let identified = |identifier: &Identifier| Decision {
                object: Some(identifier.to_string()),
                ..draft.decision(Verb::Identify, &subject, None)
            };
            Ok(identifiers.iter().map(identified).collect())
        }
    }
}

/// What every decision of a call has.
#[derive(Clone, Copy)]
struct Draft<'m> {
    kind: Kind,
    made_at: &'m str,
}

impl Draft<'_> {
    /// A decision about `subject` and, where there is one, another name with its key.
    fn decision(self, verb: Verb, subject: &Found, object: Option<(String, String)>) -> Decision {
        let (object, object_key) = object.unzip();
        Decision {
            id: 0,
            made_at: self.made_at.to_owned(),
            kind: self.kind,
            verb,
            subject: subject.name.clone(),
            subject_key: subject.key.clone(),
            object,
            object_key,
            articles: Vec::new(),
            undone_at: None,
        }
    }
}

/// One decision for each name that is merged.
fn merge(
    finder: &Finder<'_>,
    draft: Draft<'_>,
    stays: &str,
    others: &[String],
) -> std::result::Result<Vec<Decision>, DecisionError> {
    let stays = finder.find(stays)?;
    let mut decisions = Vec::new();
    for other in others {
        let (stays, other) = two(&stays, finder.find(other)?)?;
        decisions.push(draft.decision(Verb::Merge, stays, Some(other)));
    }
    Ok(decisions)
}

/// The subject is another one in `articles`.
fn split(
    finder: &Finder<'_>,
    draft: Draft<'_>,
    (subject, name): (&str, Option<&str>),
    articles: &[i64],
) -> std::result::Result<Vec<Decision>, DecisionError> {
    let subject = finder.find(subject)?;
    let object = match name {
        Some(name) => finder.known_or_new(name)?,
        None => finder.another_of_the_name(&subject)?,
    };
    if object.1 == subject.key {
        return Err(DecisionError::Senseless(format!("{} cannot be split from itself", subject.name)));
    }
    let articles = finder.references_to(&subject, articles)?;
    Ok(vec![Decision { articles, ..draft.decision(Verb::Split, &subject, Some(object)) }])
}

/// The subject with name and key of the other one; refused where both are one.
fn two(subject: &Found, other: Found) -> std::result::Result<(&Found, (String, String)), DecisionError> {
    if other.key == subject.key {
        return Err(DecisionError::Senseless(format!("{} is one already", subject.name)));
    }
    Ok((subject, (other.name, other.key)))
}

/// The name with its white space folded; refused where nothing is left.
fn sound_name(name: &str) -> std::result::Result<String, DecisionError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if folding::fold(&name).is_empty() {
        return Err(DecisionError::Senseless(format!("`{name}` is no name")));
    }
    Ok(name)
}

/// Finds whom words mean.
struct Finder<'t> {
    transaction: &'t Transaction<'t>,
    rulings: &'t Rulings,
    kind: Kind,
}

impl Finder<'_> {
    /// Whom `word`, a number or a full name, means.
    fn find(&self, word: &str) -> std::result::Result<Found, DecisionError> {
        let candidates = match word.trim().parse::<i64>() {
            Ok(id) => self.candidates("id = ?1", params![id])?,
            Err(_) => self.called(word)?,
        };
        match candidates.as_slice() {
            [] => Err(DecisionError::Unknown {
                noun: self.kind.noun(),
                name: word.to_owned(),
                candidates: self.partly_called(word)?,
            }),
            [one] => self.found(one.id),
            _ => Err(DecisionError::Ambiguous { noun: self.kind.noun(), name: word.to_owned(), candidates }),
        }
    }

    /// All whose full name is `name`: as it is shown, as it stands in articles, or as it was before a merge.
    fn called(&self, name: &str) -> Result<Vec<Candidate>> {
        let noun = self.kind.noun();
        let folded = folding::fold(name);
        let mut called: Vec<Candidate> = self
            .candidates(&format!("id IN (SELECT {noun}_id FROM {noun}_names WHERE folded = ?1)"), params![folded])?
            .into_iter()
            .filter(|candidate| folding::fold(&candidate.name) == folded)
            .collect();
        if called.is_empty() {
            let key = self.kind.key_of_name(name);
            called = self.candidates("key = ?1", params![self.rulings.root(self.kind, &key)])?;
        }
        Ok(called)
    }

    /// Some who have `name` as an alias or a part of their name.
    fn partly_called(&self, name: &str) -> Result<Vec<Candidate>> {
        let noun = self.kind.noun();
        let condition = format!("id IN (SELECT {noun}_id FROM {noun}_names WHERE folded = ?1)");
        self.candidates(&condition, params![folding::fold(name)])
    }

    fn candidates(&self, condition: &str, values: impl rusqlite::Params) -> Result<Vec<Candidate>> {
        let facts = match self.kind {
            Kind::Place => "concat_ws(', ', kind, country_code)",
            Kind::Person => {
                "ifnull((SELECT role FROM person_roles WHERE person_id = people.id
                                     ORDER BY mention_count DESC, role LIMIT 1), '')"
            }
            Kind::Organisation => "''",
        };
        let sql = format!(
            "SELECT id, name, {facts}, article_count FROM {}
             WHERE {condition} AND EXISTS (SELECT 1 FROM {}_mentions AS mention WHERE mention.{}_id = {0}.id)
             ORDER BY article_count DESC, id LIMIT {MOST_CANDIDATES}",
            self.kind.table(),
            self.kind.noun(),
            self.kind.noun(),
        );
        self.transaction
            .prepare(&sql)?
            .query_map(values, |row| {
                Ok(Candidate { id: row.get(0)?, name: row.get(1)?, facts: row.get(2)?, articles: row.get(3)? })
            })?
            .collect()
    }

    /// The name by which decisions know the thing of this number: one that has its key, however it is shown.
    fn found(&self, id: i64) -> std::result::Result<Found, DecisionError> {
        let sql = format!("SELECT name, key FROM {} WHERE id = ?1", self.kind.table());
        let (shown, key): (String, String) =
            self.transaction.query_row(&sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let is_renamed = self.rulings.chosen_name(self.kind, &key).is_some();
        let name = if is_renamed { self.rulings.spelling(self.kind, &key).to_owned() } else { shown };
        Ok(Found { id, name, key })
    }

    /// Name and key of a thing that may be new.
    fn known_or_new(&self, word: &str) -> std::result::Result<(String, String), DecisionError> {
        match self.find(word) {
            Ok(found) => Ok((found.name, found.key)),
            Err(DecisionError::Unknown { .. }) if word.trim().parse::<i64>().is_err() => {
                let name = sound_name(word)?;
                let key = self.kind.key_of_name(&name);
                Ok((name, key))
            }
            Err(error) => Err(error),
        }
    }

    /// A name nobody has yet: the name with a number behind it.
    fn another_of_the_name(&self, subject: &Found) -> Result<(String, String)> {
        for number in 2_u32.. {
            let name = format!("{} ({number})", subject.name);
            let key = self.kind.key_of_name(&name);
            let is_taken = self.rulings.speaks_of(self.kind, &key)
                || self.rulings.splits_off(self.kind, &key)
                || id_of_key(self.transaction, self.kind, &key)?.is_some();
            if !is_taken {
                return Ok((name, key));
            }
        }
        Ok((subject.name.clone(), subject.key.clone()))
    }

    /// What decisions call the articles of these numbers, all of which must mention `subject`.
    fn references_to(&self, subject: &Found, articles: &[i64]) -> std::result::Result<Vec<String>, DecisionError> {
        let noun = self.kind.noun();
        let sql = format!("SELECT 1 FROM {noun}_mentions WHERE {noun}_id = ?1 AND article_id = ?2 LIMIT 1");
        let mut names = Vec::new();
        for article in articles {
            let is_mentioned =
                self.transaction.query_row(&sql, params![subject.id, article], |_| Ok(())).optional()?.is_some();
            if !is_mentioned {
                return Err(DecisionError::Senseless(format!("article {article} does not mention {}", subject.name)));
            }
            // The address, else the bytes that are shown now.
            let references = references(self.transaction, *article)?;
            let reference = match references.first() {
                Some(url) if url.starts_with("url ") => url.clone(),
                _ => {
                    let sql = "SELECT sha256 FROM sources WHERE id = (SELECT source_id FROM articles WHERE id = ?1)";
                    let sha256: String = self.transaction.query_row(sql, [article], |row| row.get(0))?;
                    format!("sha256 {sha256}")
                }
            };
            names.push(reference);
        }
        names.sort();
        names.dedup();
        Ok(names)
    }
}
