//! Words of English that hold a sentence together. A closed list, from any grammar.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a word does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordRole {
    /// `the`, `his`, `several`.
    Determiner,
    /// `of`, `after`, `despite`.
    Preposition,
    /// `and`, `but`, `or`.
    Coordinator,
    /// `because`, `while`, `if`, `that`.
    Subordinator,
    /// `has`, `would`, `does`.
    Auxiliary,
    /// Forms of `be`: with a participle they make a passive.
    Be,
    /// `also`, `later`; words in -ly are adverbs too.
    Adverb,
    /// `who`, `which`.
    Relative,
    /// `Monday`, `yesterday`: times that stand without a preposition.
    Time,
    /// `he`.
    He,
    /// `she`.
    She,
    /// `they`, and other words for several people.
    They,
    /// `I`.
    I,
    /// `we`.
    We,
    /// `you`, `it` and pronouns that are objects.
    OtherPronoun,
    /// Everything else.
    Other,
}

/// The words of each role.
const ROLES: &[(WordRole, &str)] = &[
    (
        WordRole::Determiner,
        "the a an this these those his her their its my our your some many several most few other another \
         one two three four five six seven eight nine ten both each every any all no hundreds dozens \
         thousands",
    ),
    (
        WordRole::Preposition,
        "of in on at to for from with by about after before during under over against between among \
         through into onto despite toward towards upon within without via near outside inside across \
         behind amid around like than regarding concerning along alongside beyond following including per \
         versus throughout beside",
    ),
    (WordRole::Coordinator, "and but or nor yet &"),
    (
        WordRole::Subordinator,
        "because while if that as when whether although though since until unless once where how why what \
         so",
    ),
    (
        WordRole::Auxiliary,
        "has have had will would could should may might can must did does do shall didn't doesn't don't \
         won't wouldn't couldn't can't hasn't haven't hadn't didn’t doesn’t don’t won’t wouldn’t couldn’t \
         hasn’t haven’t hadn’t",
    ),
    (WordRole::Be, "is are was were be been being isn't wasn't aren't weren't isn’t wasn’t aren’t weren’t"),
    (
        WordRole::Adverb,
        "also later then often again still now even just never not always soon further instead perhaps \
         too first previously ever sometimes meanwhile however moreover earlier afterward afterwards thus \
         only already there here almost",
    ),
    (WordRole::Relative, "who which whom"),
    (WordRole::Time, "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow"),
    (WordRole::He, "he"),
    (WordRole::She, "she"),
    (WordRole::They, "they"),
    (WordRole::I, "i"),
    (WordRole::We, "we"),
    (WordRole::OtherPronoun, "you it him them us me himself herself themselves"),
];

static ROLE_OF: LazyLock<FxHashMap<&str, WordRole>> = LazyLock::new(|| {
    let words = |(role, words): &(WordRole, &'static str)| words.split_whitespace().map(|word| (word, *role)).collect();
    ROLES.iter().flat_map::<Vec<_>, _>(words).collect()
});

/// The role of `word`, in lower case.
#[must_use]
pub fn role_of(word: &str) -> WordRole {
    match ROLE_OF.get(word) {
        Some(role) => *role,
        None if word.len() > 4 && word.ends_with("ly") && !NOT_ADVERBS.contains(&word) => WordRole::Adverb,
        None => WordRole::Other,
    }
}

/// Nouns, verbs and adjectives in -ly.
const NOT_ADVERBS: &[&str] = &[
    "ally",
    "anomaly",
    "apply",
    "assembly",
    "bully",
    "butterfly",
    "comply",
    "costly",
    "daily",
    "deadly",
    "elderly",
    "family",
    "friendly",
    "imply",
    "italy",
    "july",
    "lovely",
    "monopoly",
    "monthly",
    "rally",
    "rely",
    "reply",
    "supply",
    "ugly",
    "weekly",
    "yearly",
];
