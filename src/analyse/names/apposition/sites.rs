//! Sites whose names hold their addresses: `Lenta.ru`. The ending belongs to the name, and what has one is no person or place.
//!
//! Invariant: the ending touches the name, and the names that follow stay apart.

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::organisation_words::SITE_ENDINGS;

/// Takes the names of sites whole.
pub(super) fn take_whole(page: &Page<'_>, names: &mut [Name]) {
    for at in 0..names.len() {
        let next = names.get(at + 1).map(|next| (next.field, next.tokens.start));
        let Some(name) = names.get_mut(at) else { continue };
        let Some(text) = page.fields.get(name.field) else { continue };
        let end = name.tokens.end + 2;
        if has_ending(text, name.tokens.end) && next.is_none_or(|next| next >= (name.field, end)) {
            name.tokens.end = end;
            name.kind = NameKind::Organisation;
        }
    }
}

/// Whether a point and the ending of an address touch the token before `at`.
fn has_ending(text: &FieldText<'_>, at: usize) -> bool {
    let touches = |left: usize| {
        let pair = text.tokens.get(left).zip(text.tokens.get(left + 1));
        pair.is_some_and(|(left, right)| left.range().end == right.range().start)
    };
    text.word(at) == "."
        && SITE_ENDINGS.contains(text.word(at + 1))
        && at.checked_sub(1).is_some_and(touches)
        && touches(at)
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn the_ending_of_an_address_belongs_to_the_name() {
        check("ru", "Об этом пишет «Грелта.ру» в среду.", &["P Грелта"], &["O Грелта.ру"]);
        check("ru", "Об этом пишет Грелта. Ру молчит.", &["O Грелта"], &["O Грелта"]);
    }
}
