//! Credits of pictures: the credit apart from the caption, photographer and agency apart from each other.
//!
//! A caption as printed comes in; caption, credit, photographer and agency go out. `cut` finds where the credit begins,
//! `openers` knows the words that open one, and `read` takes a credit apart.
//!
//! Invariant: a caption and its credit are stretches of what was printed.

mod cut;
mod openers;
mod read;

use std::sync::LazyLock;

use crate::lexicon::credit_words::LABELS;
use crate::lexicon::openings::{ByFirst, Openings};
use crate::normalise::fields::credits::cut::{sourced, without_note};
use crate::normalise::fields::credits::openers::LONGEST_CREDIT;
use crate::normalise::fields::credits::read::names_only;
use crate::normalise::fields::person_names::person;
use crate::normalise::text::unicode::clean;

pub(in crate::normalise) use cut::{credit_behind, cut_credit};
pub(in crate::normalise) use openers::opens_credit;
pub(in crate::normalise) use read::{is_sure_credit, read_credit};

/// A caption, its credit apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SplitCaption {
    /// The caption without its credit; empty where the whole is a credit.
    pub text: String,
    /// The credit as printed, without brackets around it.
    pub credit: Option<String>,
    /// The person who took the picture.
    pub photographer: Option<String>,
    /// The agency or archive that owns it.
    pub agency: Option<String>,
}

/// Splits the credit off the end (or the beginning) of a caption.
#[must_use]
pub fn split_credit(text: &str) -> SplitCaption {
    let cleaned = clean(text);
    let whole = without_label(without_note(&cleaned));
    let Some((caption, credit)) = cut_credit(whole).or_else(|| sourced(whole)) else {
        return SplitCaption { text: whole.to_owned(), ..SplitCaption::default() };
    };
    let (photographer, agency) = read_credit(credit);
    SplitCaption { text: caption.to_owned(), credit: Some(credit.to_owned()), photographer, agency }
}

/// Whether a text is a credit from end to end, be it a person's name alone.
pub(in crate::normalise) fn is_credit(text: &str) -> bool {
    let text = without_note(text);
    text.len() <= LONGEST_CREDIT
        && (names_only(text)
            || cut_credit(text).is_some_and(|(caption, _)| caption.is_empty())
            || person(text).is_some())
}

/// The text without the label that screen readers get before a caption: `Image caption, `.
fn without_label(text: &str) -> &str {
    LABEL_OPENINGS.of(text).next().and_then(|label| text.get(label.len()..)).map_or(text, str::trim_start)
}

static LABEL_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&LABELS));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_of_scripts_without_spaces_are_cut_off() {
        let check = |text: &str, caption: &str, credit: &str| {
            let split = split_credit(text);
            assert_eq!((split.text.as_str(), split.credit.as_deref()), (caption, Some(credit)), "{text}");
        };
        check("港に泊まる船＝五月（代表撮影）", "港に泊まる船＝五月", "代表撮影");
        check("항구에 정박한 배. [사진 출처 = 연합뉴스]", "항구에 정박한 배.", "사진 출처 = 연합뉴스");
        check("Con tàu ở cảng. Ảnh: Anna Berg", "Con tàu ở cảng.", "Ảnh: Anna Berg");
    }

    #[test]
    fn credits_are_split_off() {
        let check =
            |text: &str, caption: &str, credit: Option<&str>, photographer: Option<&str>, agency: Option<&str>| {
                let found = split_credit(text);
                assert_eq!(found.text, caption, "{text}");
                assert_eq!(found.credit.as_deref(), credit, "{text}");
                assert_eq!(found.photographer.as_deref(), photographer, "{text}");
                assert_eq!(found.agency.as_deref(), agency, "{text}");
            };
        let plain = "A ferry leaves the harbour of Lund.";
        check(plain, plain, None, None, None);
        check(
            "A ferry leaves the harbour. © Anna Berg - AFP/Pool",
            "A ferry leaves the harbour.",
            Some("© Anna Berg - AFP/Pool"),
            Some("Anna Berg"),
            Some("AFP"),
        );
        check(
            "A ferry leaves (Anna Berg/Reuters)",
            "A ferry leaves",
            Some("Anna Berg/Reuters"),
            Some("Anna Berg"),
            Some("Reuters"),
        );
        check("A ferry leaves (Image: GETTY )", "A ferry leaves", Some("Image: GETTY"), None, Some("Getty"));
        check(
            "A ferry leaves. Photo: Anna Berg/AFP",
            "A ferry leaves.",
            Some("Photo: Anna Berg/AFP"),
            Some("Anna Berg"),
            Some("AFP"),
        );
        check(
            "A ferry leaves. AP Photo/Anna Berg",
            "A ferry leaves.",
            Some("AP Photo/Anna Berg"),
            Some("Anna Berg"),
            Some("AP"),
        );
        check(
            "A ferry leaves. REUTERS/Anna Berg",
            "A ferry leaves.",
            Some("REUTERS/Anna Berg"),
            Some("Anna Berg"),
            Some("Reuters"),
        );
        check(
            "Eine Fähre im Hafen. Foto: Anna Berg",
            "Eine Fähre im Hafen.",
            Some("Foto: Anna Berg"),
            Some("Anna Berg"),
            None,
        );
        check("Eine Fähre im Hafen | dpa", "Eine Fähre im Hafen", Some("dpa"), None, Some("dpa"));
        check(
            "Un ferry au port. Crédit photo : Anna Berg",
            "Un ferry au port.",
            Some("Crédit photo : Anna Berg"),
            Some("Anna Berg"),
            None,
        );
        check(
            "Photograph: Anna Berg/The Guardian",
            "",
            Some("Photograph: Anna Berg/The Guardian"),
            Some("Anna Berg"),
            None,
        );
        check("Getty Images", "", Some("Getty Images"), None, Some("Getty Images"));
        check("Bild: imago/Anna Berg", "", Some("Bild: imago/Anna Berg"), Some("Anna Berg"), Some("imago"));
        check(
            "A ferry leaves. Photo by Anna Berg/Getty Images",
            "A ferry leaves.",
            Some("Photo by Anna Berg/Getty Images"),
            Some("Anna Berg"),
            Some("Getty Images"),
        );
        check("The mayor (right) and the captain (left)", "The mayor (right) and the captain (left)", None, None, None);
        check("", "", None, None, None);
    }

    #[test]
    fn first_name_before_a_slash_and_an_agency_begins_the_credit() {
        let check = |text: &str, caption: &str, credit: &str| {
            let split = split_credit(text);
            assert_eq!((split.text.as_str(), split.credit.as_deref()), (caption, Some(credit)), "{text}");
        };
        check("Players gather in Tampere Alice Weidmann / AP", "Players gather in Tampere", "Alice Weidmann / AP");
        check("The harbour on May 18, 2021 Amira Haddad / AFP", "The harbour on May 18, 2021", "Amira Haddad / AFP");
        check("A talk with Alice Weidmann / AP", "A talk with Alice Weidmann", "AP");
        check("A talk with Mayor Alice Weidmann / AP", "A talk with Mayor Alice Weidmann", "AP");
    }

    #[test]
    fn picture_that_was_passed_on_names_who_took_it() {
        let check = |credit: &str, photographer: Option<&str>, agency: Option<&str>| {
            for caption in ["A ferry leaves the harbour of Lund.", "A ferry leaves the harbour of Lund"] {
                let text = format!("{caption} {credit}");
                let found = split_credit(&text);
                assert_eq!(found.text, caption, "{text}");
                assert_eq!((found.photographer.as_deref(), found.agency.as_deref()), (photographer, agency), "{text}");
            }
        };
        check("Seaphoto/Anna Berg via REUTERS/File Photo", Some("Anna Berg"), Some("Reuters"));
        check("Anna Berg/Handout via REUTERS", Some("Anna Berg"), Some("Reuters"));
        check("(Anna Berg via AP)", Some("Anna Berg"), Some("AP"));
        check(
            "REUTERS/Anna Berg ATTENTION EDITORS - THIS IMAGE WAS PROVIDED BY A THIRD PARTY.",
            Some("Anna Berg"),
            Some("Reuters"),
        );
        check("(Courtesy of Anna Berg)", Some("Anna Berg"), None);
        check("© Anna Berg, AFP", Some("Anna Berg"), Some("AFP"));
        check("[Anna Berg/AP]", Some("Anna Berg"), Some("AP"));
        check("| Foto: Anna Berg/dpa", Some("Anna Berg"), Some("dpa"));
        check("(Anna Berg / AFP)", Some("Anna Berg"), Some("AFP"));
    }

    #[test]
    fn names_before_the_mark_of_a_credit_belong_to_it() {
        let check = |text: &str, credit: &str| {
            let found = split_credit(text);
            assert_eq!((found.text.as_str(), found.credit.as_deref()), ("A ferry leaves.", Some(credit)), "{text}");
        };
        check(
            "A ferry leaves. Anna Berg/Copyright 2026 The AP. All rights reserved.",
            "Anna Berg/Copyright 2026 The AP. All rights reserved.",
        );
        check("A ferry leaves. EFE/EPA/Anna Berg", "EFE/EPA/Anna Berg");
        check("A ferry leaves. (Lund Museum)", "Lund Museum");
    }

    #[test]
    fn word_for_a_picture_in_a_sentence_opens_no_credit() {
        for text in
            ["First picture: what the new bridge will look like", "Erstes Bild: So wird die neue Brücke aussehen"]
        {
            assert_eq!(split_credit(text).credit, None, "{text}");
        }
    }
}
