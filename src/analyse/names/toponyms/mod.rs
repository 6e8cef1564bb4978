//! Settles which of a page's names are places, with what the gazetteer and the page itself say.
//!
//! The tagger's names come in, names go out. The tagger looks at a sentence at a time and knows few names outside English.
//! The steps, a file each: `letters` drops degrees (`Ng, M.D.`), `long_names` takes names of countries whole, `stated` reads
//! `Gary, Ind.`, `said` reads `towns such as Gary`, `saints` drops possessives of institutions (`St Mary's Hospital`), `people` distinguishes Washington from
//! Denzel Washington, `everyday` drops everyday words (`Turkey prices`), `spoken` drops languages, `territories` adds
//! countries and capitals in the language of the page, and `adjectives` drops those made of countries (`Bugarska vojska`). `edit` changes the list of names for all of them.
//!
//! Invariant: names stay sorted and apart, as [`Tagger`](crate::analyse::names::Tagger) demands.

mod adjectives;
pub(in crate::analyse::names) mod edit;
mod everyday;
mod letters;
mod long_names;
mod people;
mod said;
mod saints;
mod spoken;
mod stated;
mod territories;

use crate::analyse::names::Name;
use crate::analyse::text::Page;

/// The names of `page`, once what is known of places has had its say.
#[must_use]
pub fn settle(page: &Page<'_>, mut names: Vec<Name>) -> Vec<Name> {
    letters::drop_degrees(page, &mut names);
    long_names::take_whole(page, &mut names);
    stated::settle(page, &mut names);
    said::settle(page, &mut names);
    saints::drop_possessives(page, &mut names);
    people::tell_apart(page, &mut names);
    everyday::drop_words(page, &mut names);
    spoken::settle(page, &mut names);
    territories::add(page, &mut names);
    adjectives::drop(page, &mut names);
    names
}

#[cfg(test)]
mod tests;
