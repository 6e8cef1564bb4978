//! Tells lines that a site adds to its articles from the articles' own text: prompts to read on, to subscribe, to share.
//!
//! Invariant: looks at the words of one block only, and never at a publisher's name.

use std::sync::LazyLock;

use crate::lexicon::openings::{ByFirst, Openings};

static POINTER_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&POINTERS));
static PROMPT_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&PROMPTS));

/// Openings of lines that point to other articles, lower case.
const POINTERS: [&str; 75] = [
    "read more",
    "read also",
    "also read",
    "read next",
    "read the full",
    "related:",
    "see also",
    "more:",
    "more on this",
    "watch:",
    "watch |",
    "listen:",
    "explained:",
    "recommended",
    "click here",
    "must read",
    "lesen sie auch",
    "lesen sie",
    "mehr zum thema",
    "mehr dazu",
    "lies auch",
    "auch interessant",
    "siehe auch",
    "zum thema",
    "à lire aussi",
    "lire aussi",
    "a lire",
    "lee también",
    "lea también",
    "ver también",
    "leer más",
    "te puede interesar",
    "leggi anche",
    "leia também",
    "ayrıca okuyun",
    "ilgili haber",
    "czytaj też",
    "čtěte také",
    "les også",
    "läs också",
    "lesen sie hier",
    "lesen sie mehr",
    "mehr lesen",
    "weiterlesen",
    "passend dazu",
    "das könnte sie auch interessieren",
    "lee además",
    "lea además",
    "puedes ver",
    "mira también",
    "vea también",
    "le puede interesar",
    "te recomendamos",
    "ver más",
    "leer también",
    "lire également",
    "sur le même sujet",
    "voir aussi",
    "potrebbe interessarti",
    "approfondisci",
    "veja também",
    "saiba mais",
    "zobacz też",
    "zobacz również",
    "przeczytaj",
    "lees ook",
    "læs også",
    "lue myös",
    "читайте также",
    "читайте також",
    "related article",
    "related story",
    "related stories",
    "more from",
    "you may also like",
];

/// Lines a site puts under or into every article, lower case; they count wherever the line begins with them.
const PROMPTS: [&str; 59] = [
    "sign up for",
    "sign up to",
    "subscribe to our",
    "subscribe now",
    "subscribe for",
    "already a subscriber",
    "follow us on",
    "follow us",
    "get the latest",
    "download the app",
    "download our app",
    "share this",
    "advertisement",
    "story continues below",
    "article continues below",
    "this article was amended",
    "copyright ©",
    "© ",
    "all rights reserved",
    "support our journalism",
    "join our",
    "click to share",
    "thank you for reading",
    "have a story",
    "got a tip",
    "the views expressed",
    "by signing up",
    "this story was originally published",
    "newsletter abonnieren",
    "jetzt abonnieren",
    "folgen sie uns",
    "hier klicken",
    "alle rechte vorbehalten",
    "suscríbete",
    "síguenos",
    "inscrivez-vous",
    "abonnez-vous",
    "bizi takip",
    "anzeige",
    "werbung",
    "publicidad",
    "publicité",
    "reklama",
    "an error occurred",
    "empfohlener redaktioneller inhalt",
    "an dieser stelle find",
    "ich bin damit einverstanden",
    "externer inhalt",
    "we apologize, but this video",
    "try refreshing your browser",
    "watch |",
    "listen |",
    "this website uses cookies",
    "dieses thema im programm",
    "story continued below",
    "to post a comment",
    "loading...",
    "loading…",
    "正在加载",
];

/// Whether the block asks its reader to go elsewhere. `linked`: a good part of it is a link.
#[must_use]
pub fn is_prompt(text: &str, linked: bool) -> bool {
    if text.len() > 400 {
        return false;
    }
    let end = text.char_indices().nth(40).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or(text).trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    (linked || text.len() < 160) && PROMPT_OPENINGS.of(head).next().is_some()
        || POINTER_OPENINGS.of(head).any(|pointer| linked || head.to_lowercase().len() < pointer.len() + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_told_by_their_opening() {
        let check = |text: &str, linked: bool, expected: bool| assert_eq!(is_prompt(text, linked), expected, "{text}");
        check("Read more: Eels return to the canal", true, true);
        check("Read more", false, true);
        check("Read more than one book a year, the mayor tells pupils.", false, false);
        check("Lesen Sie auch: Aale im Kanal", true, true);
        check("Sign up for our morning letter", false, true);
        check("»À lire aussi : les anguilles", true, true);
        check("PUEDES VER: Las anguilas vuelven al canal", true, true);
        check("Related article: Eels return to the canal", true, true);
        check("Related articles of the law were changed in spring.", false, false);
        check("Advertisement", false, true);
        check("The advertisement cost the town a year's rent.", false, false);
        check("", false, false);
    }
}
