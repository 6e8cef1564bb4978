//! Gathers the names of organisations: one entry for one organisation, under its fullest name.
//!
//! Names come in, organisations go out. The same words are the same organisation, whatever their case and article; an
//! acronym is the full name whose initials it has or after which it is in brackets; a name that opens exactly one longer name is short for it,
//! and so is one that closes a longer name whose beginning only says where it is at home: the `Rams` of `Cleveland Rams`.
//!
//! Invariant: an acronym or short form that fits two full names stays an organisation of its own.

use rustc_hash::FxHashMap;

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::Page;
use crate::lexicon::organisation_words::{self, KINDS};
use crate::lexicon::public_bodies::in_full;
use crate::lexicon::{common_words, gazetteer, nationalities};
use crate::model::{Mention, Organisation};

/// Gathers the organisations among the names of a page.
pub trait Registrar: Sync {
    /// The organisations that `names` name, each with all its mentions, in the order of their first mention.
    fn gather(&self, page: &Page<'_>, names: &[Name]) -> Vec<Organisation>;
}

/// Gathering under the fullest name a page gives.
#[derive(Clone, Copy, Debug, Default)]
pub struct FullOrganisations;

/// An organisation while it is gathered.
struct Entry {
    name: String,
    words: Vec<String>,
    mentions: Vec<(usize, Mention)>,
}

impl Registrar for FullOrganisations {
    fn gather(&self, page: &Page<'_>, names: &[Name]) -> Vec<Organisation> {
        let mut entries = entries(page, names);
        join_introduced(page, names, &mut entries);
        join_short_forms(&mut entries);
        join_by_language(page.language, &mut entries);
        entries.retain(|entry| !entry.mentions.is_empty());
        for entry in &mut entries {
            entry.mentions.sort_by_key(|(order, _)| *order);
        }
        entries.sort_by_key(|entry| entry.mentions.first().map(|(order, _)| *order));
        entries
            .into_iter()
            .map(|entry| Organisation {
                name: entry.name,
                mentions: entry.mentions.into_iter().map(|(_, mention)| mention).collect(),
            })
            .collect()
    }
}

/// One entry for each wording, in the order of first mention.
fn entries(page: &Page<'_>, names: &[Name]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for (order, name) in names.iter().enumerate() {
        if name.kind != NameKind::Organisation || name.field >= page.fields.len() {
            continue;
        }
        let mention = page.mention(name.field, &name.tokens, name.confidence);
        let words: Vec<String> = mention
            .text
            .split_whitespace()
            .map(|word| word.replace('.', "").to_lowercase())
            .skip_while(|word| word == "the")
            .collect();
        let place = *known.entry(words.join(" ")).or_insert_with(|| {
            let name = mention.text.split_whitespace().collect::<Vec<_>>().join(" ");
            entries.push(Entry { name, words, mentions: Vec::new() });
            entries.len() - 1
        });
        entries[place].mentions.push((order, mention));
    }
    entries
}

/// Moves the mentions of an acronym to the name it comes after in brackets, whatever its letters stand for: those of a
/// name that was translated are still those of the original.
fn join_introduced(page: &Page<'_>, names: &[Name], entries: &mut [Entry]) {
    for pair in names.windows(2) {
        let [long, short] = pair else { continue };
        let Some(text) = page.fields.get(long.field).filter(|_| long.field == short.field) else { continue };
        let both = long.kind == NameKind::Organisation && short.kind == NameKind::Organisation;
        let (open, close) = (long.tokens.end, short.tokens.end);
        let bracketed = open + 1 == short.tokens.start && text.word(open) == "(" && text.word(close) == ")";
        let acronym = text.slice(&short.tokens);
        // Several languages write `Norad` as a word, and its letters are those of another language.
        let is_word = page.language.is_some_and(|language| language != "en") && short.tokens.len() == 1;
        let as_word = is_word && long.tokens.len() > 2 && acronym.chars().count() <= AS_WORD;
        if !both || !bracketed || long.tokens.len() < 2 || !as_word && !abbreviates(acronym, text.slice(&long.tokens)) {
            continue;
        }
        let place = |words: &str| {
            let key: Vec<String> = words
                .split_whitespace()
                .map(|word| word.replace('.', "").to_lowercase())
                .skip_while(|word| word == "the")
                .collect();
            entries.iter().position(|entry| entry.words == key)
        };
        let Some((from, to)) = place(acronym).zip(place(text.slice(&long.tokens))) else { continue };
        if from != to {
            let mentions = std::mem::take(&mut entries[from].mentions);
            entries[to].mentions.extend(mentions);
        }
    }
}

/// Letters of an acronym that is written as a word, at most.
const AS_WORD: usize = 7;

/// Whether one word may be short for a name it comes after in brackets: all capitals, or with the initials of the name for its
/// capitals (`DonNTU` of the Donetsk National Technology University).
fn abbreviates(short: &str, long: &str) -> bool {
    let initials =
        |words: &str| -> String { words.split_whitespace().filter_map(|word| word.chars().next()).collect() };
    let capitals = |letters: &str| -> String { letters.chars().filter(|letter| letter.is_uppercase()).collect() };
    let own = capitals(short);
    short.chars().all(char::is_uppercase) || own.chars().count() > 2 && own == capitals(&initials(long))
}

/// Moves the mentions of what is short for a name in the page's language (`ONU` for the Naciones Unidas), and of what is in the
/// possessive there: `Natos` is Nato's.
fn join_by_language(language: Option<&str>, entries: &mut [Entry]) {
    let Some(language) = language.filter(|language| *language != "en") else { return };
    let places: FxHashMap<String, usize> =
        entries.iter().enumerate().map(|(place, entry)| (entry.words.join(" "), place)).collect();
    for from in 0..entries.len() {
        let Some(words) = entries.get(from).map(|entry| entry.words.join(" ")) else { continue };
        let long = in_full(&words, language).find_map(|long| places.get(long)).copied();
        let owner = || {
            let base = words.strip_suffix('s').filter(|_| matches!(language, "da" | "de" | "nb" | "nn" | "no" | "sv"));
            base.filter(|base| base.chars().count() > 2).and_then(|base| places.get(base)).copied()
        };
        let Some(to) = long.or_else(owner).filter(|to| *to != from) else { continue };
        let mentions = entries.get_mut(from).map(|entry| std::mem::take(&mut entry.mentions)).unwrap_or_default();
        entries.get_mut(to).into_iter().for_each(|entry| entry.mentions.extend(mentions.iter().cloned()));
    }
}

/// Moves the mentions of acronyms and short forms to the one full name they fit.
fn join_short_forms(entries: &mut [Entry]) {
    // Where each acronym and each opening word leads; `None` where it leads to two.
    let mut full: FxHashMap<String, Option<usize>> = FxHashMap::default();
    for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.words.len() > 1) {
        let mut forms = acronyms(&entry.words);
        forms.push(entry.words[0].clone());
        for len in 2..entry.words.len().min(6) {
            forms.push(entry.words[..len].join(" "));
        }
        forms.extend(without_home(entry));
        forms.sort_unstable();
        forms.dedup();
        for form in forms {
            full.entry(form).and_modify(|known| *known = known.filter(|&other| other == place)).or_insert(Some(place));
        }
    }
    // The longest name is joined last, so that a chain of short forms ends at it.
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&place| entries[place].words.len());
    for place in order {
        let target = full.get(&entries[place].words.join(" ")).copied().flatten();
        let Some(target) = target.filter(|&target| target != place && short_for(&entries[place], &entries[target]))
        else {
            continue;
        };
        let mentions = std::mem::take(&mut entries[place].mentions);
        entries[target].mentions.extend(mentions);
    }
}

/// An everyday word that opens a longer name (`National`) is not short for it; a name or an acronym is.
fn short_for(short: &Entry, full: &Entry) -> bool {
    let acronym = short.name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    full.words.len() > short.words.len()
        && (acronym
            || short.words.iter().any(|word| !common_words::contains(word))
            || without_home(full).is_some_and(|bare| bare == short.words.join(" ")))
}

/// What is left of a name once the place, the country or the acronym is taken off that says where it is at home: `supreme court`
/// of `US Supreme Court`, `red sox` of `Boston Red Sox`.
fn without_home(entry: &Entry) -> Option<String> {
    let words: Vec<&str> = entry.name.split_whitespace().skip_while(|word| matches!(*word, "the" | "The")).collect();
    let is_home = |words: &[&str]| {
        let home = words.join(" ");
        gazetteer::prior(&home).is_some() || nationalities::NATIONALITIES.contains(home.to_lowercase().as_str())
    };
    let acronym = |word: &&&str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let homes = (1..words.len().min(4)).rev().find(|len| is_home(&words[..*len]));
    let home = homes.or_else(|| words.first().filter(acronym).filter(|_| words.len() > 1).map(|_| 1))?;
    let bare = entry.words.get(home..)?;
    let is_name = bare.len() > 1 || bare.first().is_some_and(|word| word.ends_with('s') && !KINDS.contains(word));
    is_name.then(|| bare.join(" "))
}

/// The initials of `words`, with and without the small ones.
fn acronyms(words: &[String]) -> Vec<String> {
    let small = |word: &str| organisation_words::SMALL_WORDS.contains(word);
    let initials = |skip_small: bool| -> String {
        words.iter().filter(|word| !(skip_small && small(word))).filter_map(|word| word.chars().next()).collect()
    };
    [initials(true), initials(false)].into_iter().filter(|initials| initials.chars().count() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::names::Tagger;
    use crate::analyse::names::rules::RuleTagger;
    use crate::model::Article;

    fn check(body: &str, expected: &[(&str, usize)]) {
        let article = Article { body: body.to_owned(), ..Article::default() };
        let page = Page::new(&article);
        let found = FullOrganisations.gather(&page, &RuleTagger.tag(&page));
        let found: Vec<(&str, usize)> = found.iter().map(|found| (found.name.as_str(), found.mentions.len())).collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn acronyms_and_short_forms_join_the_full_name() {
        check("The World Health Organization met. The WHO agreed.", &[("World Health Organization", 2)]);
        check("She left Brannagh Holdings. Now Brannagh Holdings is sold.", &[("Brannagh Holdings", 2)]);
        check("NBC News called. NBC said so.", &[("NBC News", 2)]);
    }

    #[test]
    fn an_acronym_of_another_language_joins_the_name_it_stands_behind() {
        check("The Fisheries Commission (KPI) met. The KPI agreed.", &[("Fisheries Commission", 3)]);
    }

    #[test]
    fn what_is_short_for_a_name_in_the_language_of_the_page_joins_it() {
        let check = |language: &str, body: &str, tagged: &[&str], expected: &[(&str, usize)]| {
            let article = Article { body: body.to_owned(), language: Some(language.to_owned()), ..Article::default() };
            let page = Page::new(&article);
            let tokens = &page.fields[0].tokens;
            let name = |words: &&str| {
                let from = body.rfind(words).expect("the words are there");
                let start = tokens.iter().position(|token| token.range().start == from).expect("a start");
                let end = tokens.iter().position(|token| token.range().end == from + words.len()).expect("an end");
                Name { field: 0, tokens: start..end + 1, kind: NameKind::Organisation, confidence: 800 }
            };
            let found = FullOrganisations.gather(&page, &tagged.iter().map(name).collect::<Vec<_>>());
            let found: Vec<_> = found.iter().map(|found| (found.name.as_str(), found.mentions.len())).collect();
            assert_eq!(found, expected, "{body}");
        };
        let both = ["ONU", "Naciones Unidas"];
        check("es", "La ONU calla. Las Naciones Unidas callan.", &both, &[("Naciones Unidas", 2)]);
        let both = ["Comando del Nord Sud", "Noras"];
        check("it", "Il Comando del Nord Sud (Noras) tace.", &both, &[("Comando del Nord Sud", 2)]);
        check("sv", "Velmos chef kom. Velmo teg.", &["Velmos", "Velmo teg"], &[("Velmos", 1), ("Velmo teg", 1)]);
        check("sv", "Velmos chef kom till Velmo.", &["Velmos", "Velmo"], &[("Velmo", 2)]);
    }

    #[test]
    fn a_name_without_its_home_is_the_same_organisation() {
        check("The US Supreme Court met. The Supreme Court ruled.", &[("US Supreme Court", 2)]);
        check(
            "The London Fisheries Board and the Leeds Fisheries Board met the Fisheries Board.",
            &[("London Fisheries Board", 1), ("Leeds Fisheries Board", 1), ("Fisheries Board", 1)],
        );
    }

    #[test]
    fn an_abbreviation_with_small_letters_has_the_initials_of_its_name() {
        assert!(abbreviates("VarNTU", "Varna National Technology University"));
        assert!(abbreviates("KPI", "Fisheries Commission"));
        assert!(!abbreviates("FishNet", "Fisheries Commission of Norway"));
    }

    #[test]
    fn an_acronym_of_two_stays_alone() {
        check(
            "The National Trade Commission and the Northern Trains Company met the NTC.",
            &[("National Trade Commission", 1), ("Northern Trains Company", 1), ("NTC", 1)],
        );
    }
}
