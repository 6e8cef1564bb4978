//! The people of a page: who is who, under which names, in which roles.
//!
//! Names come in, a [`Cast`] goes out, on which quotes are later attributed.
//!
//! Invariant: every sighting of one individual is a name of kind `Person`, and no name is a sighting of two.

use std::ops::Range;

use crate::analyse::names::Name;
use crate::analyse::text::Page;
use crate::model::{Mention, Person};

/// The people of a page in the order of their first sighting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// In the order in which `Analysis::people` lists them.
    pub people: Vec<Individual>,
}

/// One person of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Individual {
    /// The fullest name the page gives.
    pub name: String,
    /// What the page shows of the person's gender, for pronouns.
    pub gender: Gender,
    /// Never empty; sorted by field and token.
    pub sightings: Vec<Sighting>,
}

/// One place where a person is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The place of the field in `Page::fields`.
    pub field: usize,
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The role the text gives right here.
    pub role: Option<Box<str>>,
    /// How often sightings as clear as this one are right, per mille: the name is one, and this individual bears it.
    pub confidence: u16,
}

/// Which pronouns can stand for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Not known: any of them.
    #[default]
    Unknown,
    /// She, her.
    Female,
    /// He, him.
    Male,
}

/// Tells people apart.
pub trait Casting: Sync {
    /// The people that `names` name.
    fn cast(&self, page: &Page<'_>, names: &[Name]) -> Cast;
}

impl Cast {
    /// The people as the model has them: offsets in code points, roles gathered.
    #[must_use]
    pub fn into_people(self, page: &Page<'_>) -> Vec<Person> {
        self.people.into_iter().map(|individual| individual.into_person(page)).collect()
    }
}

impl Individual {
    fn into_person(self, page: &Page<'_>) -> Person {
        let mut roles: Vec<String> = Vec::new();
        let mut mentions = Vec::with_capacity(self.sightings.len());
        for sighting in self.sightings {
            let role = sighting.role.map(String::from);
            if let Some(role) = role.as_ref().filter(|role| !roles.contains(role)) {
                roles.push(role.clone());
            }
            let mention = page.mention(sighting.field, &sighting.tokens, sighting.confidence);
            mentions.push(Mention { role, ..mention });
        }
        Person { name: self.name, roles, mentions }
    }
}

impl Page<'_> {
    /// The mention that is on `tokens` of the field at place `field`, without a role.
    #[must_use]
    pub fn mention(&self, field: usize, tokens: &Range<usize>, confidence: u16) -> Mention {
        let text = &self.fields[field];
        let bytes = text.bytes(tokens);
        Mention {
            field: text.field,
            span: text.span(bytes.clone()),
            text: text.text[bytes].to_owned(),
            role: None,
            confidence,
        }
    }
}
