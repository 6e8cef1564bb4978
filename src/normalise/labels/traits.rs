//! What can be told of one block of a dump from its text alone.
//!
//! A block comes in; its traits go out: how much it reads as prose, whether it is furniture, a date line, a byline, a
//! caption.
//!
//! Invariant: a long block is looked at in bounded time for each of its characters; nothing is decided here.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;

use crate::lexicon::agencies::agency;
use crate::lexicon::byline_words::LEADS;
use crate::lexicon::furniture::{COMMENTS, HEADINGS, PHRASES};
use crate::lexicon::openings::{ByFirst, Openings};
use crate::lexicon::{common_words, given_names};
use crate::model::letters::{is_alphabetic, is_alphanumeric};
use crate::normalise::blocks::Block;
use crate::normalise::fields::byline::{Byline, byline_between};
use crate::normalise::fields::credits::cut_credit;
use crate::normalise::fields::dates::{DateRole, find_dates};
use crate::normalise::fields::person_names::is_made_of_words;
use crate::normalise::text::prompts::is_prompt;
use crate::normalise::text::scripts::is_dense;
use crate::steps::took;

static COMMENT_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&COMMENTS));
static LIST_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&HEADINGS));
/// The words of [`LEADS`] without their colons.
static BARE_LEADS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| LEADS.iter().map(|lead| lead.trim_end_matches([':', ' '])).collect());
static PHRASE_FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(&*PHRASES).ok());

/// The traits of one block.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // independent findings, not the states of one thing
pub(in crate::normalise) struct Traits {
    /// Code points.
    pub chars: usize,
    /// White space plus one; scripts without spaces count two code points a word.
    word_count: usize,
    /// How much it reads as prose; 0 for what does not.
    pub prose: f64,
    /// What it adds to a stretch of body text; below 0 for furniture.
    pub weight: f64,
    /// Menus, sharing, promotion, legal lines.
    pub furniture: bool,
    /// Opens a list of other stories.
    pub opens_list: bool,
    /// Opens the readers' comments.
    pub opens_comments: bool,
    /// A short line with a date.
    pub is_date: bool,
    /// Its dates are named as published or updated.
    pub dates_with_role: bool,
    /// Names people or an agency and little else.
    pub is_byline: bool,
    /// A byline that opens with `By` or its like.
    pub led_byline: bool,
    /// What opens a byline whose names stand on lines of their own: `By`, `Von`.
    pub is_lead: bool,
    /// The caption of a picture.
    pub is_caption: bool,
    /// Ends in a credit.
    pub has_credit: bool,
    /// Is a credit and nothing else.
    pub credit_only: bool,
    /// Whom it names: nobody, an agency, people, people whose first names are known, the same after `By`.
    pub signs: u8,
    /// How many people it names.
    pub people: u8,
    /// The first person it names; empty for nobody.
    pub name: String,
    /// The words of that name are everyday English words and no first name.
    pub everyday: bool,
    /// It holds a date.
    pub dated: bool,
    /// It ends in a day of a year, as captions of agencies do.
    pub ends_in_day: bool,
    /// No words: figures, marks, a single letter.
    pub is_noise: bool,
}

impl Traits {
    /// Words of the block.
    pub(in crate::normalise) fn words(&self) -> usize {
        self.word_count
    }

    /// Makes it a caption that the page shows again: whatever else it parses as, it is no prose, and dates and signs nothing.
    pub(in crate::normalise) fn make_caption(&mut self) {
        self.is_caption = true;
        (self.furniture, self.opens_list, self.opens_comments, self.credit_only) = (false, false, false, false);
        (self.is_date, self.dates_with_role, self.dated) = (false, false, false);
        (self.is_byline, self.led_byline, self.is_lead, self.signs, self.people) = (false, false, false, 0, 0);
        (self.prose, self.weight) = (0.0, CAPTION_WEIGHT);
    }

    /// The last word of the first person it names; empty for nobody.
    pub(in crate::normalise) fn surname(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or_default()
    }
}

/// A text as it is looked at here.
struct Line<'t> {
    text: &'t str,
    /// The text in lower case; empty where it is long.
    lower: String,
    /// Its length in Latin letters: dense scripts say two and a half times as much with each.
    size: usize,
    /// It ends as a sentence does.
    ends: bool,
}

/// Looks at one block.
pub(in crate::normalise) fn traits_of(block: &Block) -> Traits {
    took(block.text.len());
    let text = block.text.as_str();
    let mut traits = Traits { chars: text.chars().count(), ..Traits::default() };
    if text.len() < 3 {
        return Traits { is_noise: true, word_count: 1, weight: -0.4, ..traits };
    }
    let dense = if text.is_ascii() { 0 } else { text.chars().filter(|c| is_dense(*c)).count() };
    let gaps = text.bytes().filter(|byte| *byte == b' ').count();
    traits.word_count = gaps + 1 + dense / 2;
    traits.is_noise = text.chars().filter(|c| is_alphabetic(*c)).nth(1).is_none();
    let size = traits.chars + dense * 3 / 2;
    let lower = if traits.chars <= 400 { text.to_lowercase() } else { String::new() };
    let line = Line { text, lower, size, ends: ends_sentence(text) };
    traits.read_furniture(&line, block.markup.is_none());
    if size <= 200 {
        traits.read_dates_and_names(&line);
    }
    traits.ends_in_day = (30..=400).contains(&text.len()) && ends_in_day(text);
    if size <= 900 {
        traits.read_credit(&line);
    }
    traits.settle(&line);
    traits.prose = if traits.furniture || traits.is_caption || traits.is_date {
        0.0
    } else {
        prose(text, size, gaps + dense / 3, line.ends)
    };
    traits.weight = weight(&traits, size, block.bullet);
    traits
}

impl Traits {
    /// What is part of the site: menus, lists of other stories, the readers' comments.
    fn read_furniture(&mut self, line: &Line<'_>, is_dump: bool) {
        let Line { text, ref lower, size, ends } = *line;
        let longest = if lower.starts_with("there are ") { 160 } else { 60 };
        self.opens_comments = size <= longest && opens_with(lower, &COMMENT_OPENINGS);
        self.opens_list = size <= 90 && opens_with(lower, &LIST_OPENINGS);
        let phrases = PHRASE_FINDER.as_ref().map_or(0, |finder| finder.find_overlapping_iter(lower).take(2).count());
        self.furniture = self.opens_comments
            || is_dump && is_prompt(text, false)
            || self.opens_list && !(ends && size > 70)
            || phrases > 0 && (size <= 160 || phrases > 1 && size <= 400);
    }

    /// The dates of a line, and whom it names.
    fn read_dates_and_names(&mut self, line: &Line<'_>) {
        let Line { text, size, ends, .. } = *line;
        let dates = find_dates(text);
        let date_bytes: usize = dates.iter().map(|date| date.bytes.len()).sum();
        let roles = dates.iter().any(|date| date.role != DateRole::Unknown);
        self.dated = !dates.is_empty();
        self.is_date = !dates.is_empty() && (size <= 70 && !ends || date_bytes * 3 >= text.len() || roles && !ends);
        self.dates_with_role = self.is_date && roles;
        // `Try Squarespace`, `Download Report`: nobody signs with it unless `By` stands before it.
        let byline = byline_between(text, &dates).filter(|line| {
            line.led
                || line.authors.iter().any(|name| is_sure(name))
                || !line.authors.iter().any(|name| is_unlikely(name))
        });
        if let Some(byline) = &byline {
            self.read_names(byline);
        }
        if let Some(byline) = byline.filter(|_| !ends && size <= 140) {
            let named: usize =
                byline.authors.iter().map(String::len).sum::<usize>() + byline.agency.map_or(0, |agency| agency.len());
            self.led_byline = byline.led && !byline.authors.is_empty();
            self.is_byline = self.led_byline || named * 10 >= byline.text.len() * 4;
        }
    }

    /// Whom a byline names.
    fn read_names(&mut self, byline: &Byline) {
        let known = byline.authors.iter().any(|name| is_sure(name));
        self.signs = match (byline.authors.is_empty(), known) {
            (true, _) => 1,
            (false, known) => 2 + u8::from(known) + 2 * u8::from(byline.led),
        };
        if let Some(name) = byline.authors.first() {
            name.clone_into(&mut self.name);
            self.everyday =
                given_names::find(&first_of(name)).is_none() && common_words::contains(&self.surname().to_lowercase());
        }
        self.people = u8::try_from(byline.authors.len()).unwrap_or(u8::MAX);
    }

    /// The credit of a picture, and whether there is a caption before it.
    fn read_credit(&mut self, line: &Line<'_>) {
        let Line { text, ref lower, size, .. } = *line;
        let caption = cut_credit(text).map(|(caption, _)| caption);
        self.has_credit = caption.is_some();
        let little = caption.is_some_and(|caption| caption.chars().count() < 4);
        self.credit_only = little && !self.furniture && size <= 120;
        self.is_caption = self.has_credit && !self.credit_only && size <= 600
            || size <= 400 && shows_someone(lower)
            || size <= LONGEST_WITH_SOURCE && ends_in_source(text);
    }

    /// What a line is that reads as more than one thing.
    fn settle(&mut self, line: &Line<'_>) {
        // `Anna Berg, AFP` and `Anna Berg | AFP` sign a story, `Anna Berg/AFP` a picture.
        if self.is_byline && self.people > 0 && !line.text.contains(['/', '©', ':', '[', '(']) {
            self.credit_only = false;
            if self.has_credit {
                (self.has_credit, self.is_caption) = (false, false);
            }
        }
        if self.credit_only {
            self.is_byline = false;
        }
        if line.size <= 24 && !self.is_byline {
            let bare = line.lower.trim_matches(|c: char| !is_alphanumeric(c));
            self.is_lead = BARE_LEADS.contains(bare);
        }
    }
}

/// The first word of a name, in lower case.
fn first_of(name: &str) -> String {
    name.split([' ', '-']).next().map(str::to_lowercase).unwrap_or_default()
}

/// Whether the first name is a known one.
fn is_sure(name: &str) -> bool {
    name.starts_with(is_dense) || given_names::find(&first_of(name)).is_some() && !is_made_of_words(name)
}

/// Whether it is an everyday word.
fn is_unlikely(name: &str) -> bool {
    given_names::find(&first_of(name)).is_none() && common_words::contains(&first_of(name)) || is_made_of_words(name)
}

/// What a caption adds to a stretch of body text.
const CAPTION_WEIGHT: f64 = -0.1;

fn weight(traits: &Traits, size: usize, bullet: bool) -> f64 {
    if traits.opens_comments {
        return -4.0;
    }
    if traits.furniture {
        return -1.2;
    }
    if traits.is_caption || traits.credit_only {
        return CAPTION_WEIGHT;
    }
    if traits.prose > 0.0 {
        return traits.prose;
    }
    if traits.is_date || traits.is_noise {
        return -0.4;
    }
    let base = if size <= 25 {
        -0.55
    } else if size <= 90 {
        -0.45
    } else {
        -0.2
    };
    if bullet { base - 0.05 } else { base }
}

/// Whether a text is one sentence with the name of whoever gave the picture behind it in brackets: `The harbour at night. (Lund
/// Museum)`. Agencies end the last sentence of a story so too and are no sign.
fn ends_in_source(text: &str) -> bool {
    let Some((sentence, source)) = text.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) else { return false };
    let named = source.starts_with(char::is_uppercase)
        && source.contains(char::is_lowercase)
        && source.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '&'))
        && !source.ends_with(['.', '!', '?'])
        && source.len() <= LONGEST_SOURCE
        && agency(source).is_none();
    named
        && sentence.ends_with('.')
        && sentence.len() >= LEAST_SENTENCE
        && !sentence.trim_end_matches('.').contains(". ")
}

/// A caption that ends in its source has at most so many code points.
const LONGEST_WITH_SOURCE: usize = 300;
/// The name of a source has at most so many bytes.
const LONGEST_SOURCE: usize = 40;
/// What stands before it has so many at least.
const LEAST_SENTENCE: usize = 30;

/// Whether a text closes with a day of a year; nothing but marks may follow it.
fn ends_in_day(text: &str) -> bool {
    let tail = text.get(text.ceil_char_boundary(text.len().saturating_sub(LONGEST_DAY))..).unwrap_or_default();
    let bare = tail.trim_end_matches(|c: char| !is_alphanumeric(c));
    if !bare.bytes().rev().take(5).any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    find_dates(bare).last().is_some_and(|found| found.bytes.end == bare.len() && found.date.as_str().len() >= 10)
}

/// A day with its month and year has at most so many bytes.
const LONGEST_DAY: usize = 40;

/// How much a block reads as prose.
fn prose(text: &str, size: usize, words: usize, ends: bool) -> f64 {
    let commas = text.chars().filter(|c| matches!(c, ',' | '、' | '，' | ';' | '،')).count();
    let scale = f64::from(u32::try_from(size.min(600)).unwrap_or(600)) / 150.0;
    if words < 3 && size < 60 {
        return 0.0;
    }
    if ends {
        if size >= 45 {
            0.4 + scale
        } else if words >= 3 {
            // "She will appeal." ends a story as well as any longer sentence.
            0.2
        } else {
            0.0
        }
    } else if size >= 140 && (commas > 0 || inner_stop(text)) {
        0.3 + scale * 0.8
    } else {
        0.0
    }
}

/// Whether a full stop stands inside.
fn inner_stop(text: &str) -> bool {
    text.contains(". ") || text.contains(['。', '।', '؟', '！', '？'])
}

/// Whether the text ends as a sentence does, closing marks aside.
fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '“', '’', '\'', '»', '«', ')', ']', '」', '』', ' ', '*', '›', '‹']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔', ':']) && !bare.ends_with("...")
        || bare.ends_with("...") && text.len() > 200
}

fn opens_with(lower: &str, openings: &ByFirst) -> bool {
    let lower = lower.trim_start_matches(|c: char| !is_alphanumeric(c));
    // A count before the word: `12 comments`, `There are 12 comments on`.
    let counted = lower.strip_prefix("there are ").unwrap_or(lower);
    let counted = counted.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let opens = |text: &str| {
        openings
            .of(text)
            .filter_map(|phrase| text.get(phrase.len()..))
            .any(|rest| !rest.starts_with(|c: char| is_alphanumeric(c) || c == '\'' || c == '’'))
    };
    opens(lower) || counted.len() < lower.len() && opens(counted)
}

/// Signs that a line describes a picture.
const CUES: &[&str] = &[
    "(right)",
    "(left)",
    "(l)",
    "(r)",
    "(c)",
    "(centre)",
    "(center)",
    "(l-r)",
    "(pictured)",
    "pictured above",
    "pictured:",
    "pictured from left",
    "pictured at the back",
    "pictured in front",
    "from left to right",
    ", from left,",
    "(from left",
    "von links nach rechts",
    "(v. l. n. r.",
    "(v.l.",
    "(v. l.",
    "de izquierda a derecha",
    "de gauche à droite",
    "da sinistra a destra",
    "(archivbild)",
    "(symbolbild)",
    "(archivo)",
    "(imagen de archivo)",
    "(archives)",
    "seen here",
    "in this file photo",
    "file photo",
    "in this undated photo",
    "(l.)",
    "(r.)",
    "(links)",
    "(rechts)",
    "(mitte)",
    "(à droite)",
    "(à gauche)",
    "(izq.)",
    "(der.)",
    "(izquierda)",
    "(derecha)",
    "im bild:",
    "auf dem foto",
    "archivfoto",
    "archivbild",
    "symbolbild",
    "sur la photo",
    "en la foto",
    "na foto",
    "nella foto",
    "na zdjęciu",
    "na snímku",
    "на фото",
];

static CUE_FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(CUES).ok());

/// Whether a line describes a picture: `(right)`, `(L)`, `pictured`. Speech may point to somebody too, but not call itself a
/// picture from the archive.
fn shows_someone(lower: &str) -> bool {
    let speech = lower.starts_with(['"', '“', '„', '«']);
    CUE_FINDER.as_ref().is_some_and(|finder| finder.is_match(lower))
        && (!speech || OF_PICTURES.iter().any(|cue| lower.contains(cue)))
}

/// Those of the signs that only a picture bears.
const OF_PICTURES: &[&str] = &["(archivbild)", "(symbolbild)", "(imagen de archivo)", "in this file photo"];

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(text: &str) -> Traits {
        traits_of(&Block { text: text.to_owned(), ..Block::default() })
    }

    #[test]
    fn sentence_with_its_source_in_brackets_is_a_caption() {
        let check = |text: &str, expected: bool| assert_eq!(traits(text).is_caption, expected, "{text}");
        check("The harbour of Lund on the night of the storm. (Lund Museum)", true);
        check("The harbour of Lund is closed for the night, she said. (Anyone can see it.)", false);
        check("The harbour is closed. The ferry to Malmo stays in port until Monday. (Lund Museum)", false);
        check("The harbour of Lund was closed on Monday (and still is)", false);
    }

    #[test]
    fn day_at_the_end_is_seen() {
        let check = |text: &str, expected: bool| assert_eq!(traits(text).ends_in_day, expected, "{text}");
        check("Ann Dahl speaks to fishermen at the harbour of Lund, Tuesday, Aug. 6, 2024.", true);
        check("Der Hafen von Lund nach dem Sturm am 3. Januar 2026.", true);
        check("She has run the harbour of Lund since the spring of 1998.", false);
        check("The ferry carried 3,500 passengers.", false);
    }

    #[test]
    fn count_of_comments_opens_them() {
        for line in ["12 comments", "There are 12 comments on \"Ferry stays in port\".", "Comments (3)"] {
            assert!(traits(line).opens_comments, "{line}");
        }
        assert!(!traits("There are 12 ferries on the lake this summer.").opens_comments);
    }
}
