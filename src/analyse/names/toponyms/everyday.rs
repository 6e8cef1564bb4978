//! Countries that are everyday words at the start of a sentence: `Turkey prices rise`, `China was broken`.

use crate::analyse::names::toponyms::edit::opens;
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::Page;
use crate::lexicon::demonyms;
use crate::lexicon::places::gazetteer;
use crate::lexicon::places::{everyday_words, territories, toponym_words};

/// Drops places that have their capital from the sentence alone and are an everyday word there.
pub(super) fn drop_words(page: &Page<'_>, names: &mut Vec<Name>) {
    if let Some(language) = page.language.filter(|language| *language != "en") {
        return drop_foreign(page, names, language);
    }
    let mut drop = Vec::new();
    for (at, name) in
        names.iter().enumerate().filter(|(_, name)| name.kind == NameKind::Place && name.tokens.len() == 1)
    {
        let Some(text) = page.fields.get(name.field) else { continue };
        let word = text.word(name.tokens.start);
        let lower = word.to_lowercase();
        let Some(behind) = toponym_words::everyday(&lower).filter(|_| opens(text, name.tokens.start)) else { continue };
        let next = text.word(name.tokens.end);
        let pair = || format!("{next} {}", text.word(name.tokens.end + 1));
        let goods = behind.contains(&next) || behind.contains(&pair().as_str());
        if (goods || written_small(page, &lower, behind)) && !means_the_country(page, names, word) {
            drop.push(at);
        }
    }
    for at in drop.into_iter().rev() {
        names.remove(at);
    }
}

/// Drops everyday words of the language: `Ende`, and `Man` that opens a sentence of a page that writes `man` elsewhere.
fn drop_foreign(page: &Page<'_>, names: &mut Vec<Name>, language: &str) {
    let everyday = |name: &Name| {
        let Some(text) = page.fields.get(name.field) else { return false };
        let word = text.word(name.tokens.start);
        let lower = word.to_lowercase();
        let listed = everyday_words::contains(language, &lower);
        let opens = opens(text, name.tokens.start);
        let common = listed || opens && written_small(page, &lower, &[]);
        // The Isle of Man is `Man` in Norwegian, but hardly where a sentence opens with it.
        common && (listed && opens || territories::find(word, language).is_none())
    };
    names.retain(|name| name.kind != NameKind::Place || name.tokens.len() != 1 || !everyday(name));
}

/// Whether the page has the word, or its plural, with a small letter.
fn written_small(page: &Page<'_>, lower: &str, behind: &[&str]) -> bool {
    let plural = behind.first().copied().unwrap_or_default();
    page.fields.iter().any(|text| {
        (0..text.tokens.len()).any(|at| {
            text.word(at) == lower || !plural.is_empty() && plural.starts_with(lower) && text.word(at) == plural
        })
    })
}

/// Whether the page speaks of the country elsewhere: by its name inside a sentence, by its people, or by a town there.
fn means_the_country(page: &Page<'_>, names: &[Name], word: &str) -> bool {
    let country = gazetteer::candidates(word).first().and_then(|place| place.country_code);
    let mentioned = names.iter().filter(|name| name.kind == NameKind::Place).any(|name| {
        let Some(text) = page.fields.get(name.field) else { return false };
        let surface = text.slice(&name.tokens);
        if surface == word {
            return !opens(text, name.tokens.start);
        }
        gazetteer::candidates(surface).first().is_some_and(|place| place.country_code == country && country.is_some())
    });
    mentioned
        || page.fields.iter().any(|text| {
            (0..text.tokens.len()).any(|at| {
                let word = text.word(at);
                word.starts_with(char::is_uppercase) && country.is_some() && demonyms::country_of(word) == country
            })
        })
}
