//! Verbs of saying and of naming, with all their forms. Compiled by hand from grammars and style guides of English.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a verb does with words that stand beside it in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeechKind {
    /// Governs what was said: `say`, `tell`, `write`, `warn`.
    Say,
    /// Gives something a name or a description: `call`, `describe`, `label`.
    Call,
    /// Takes a stand in words: `denounce`, `praise`, `accuse`.
    Judge,
}

/// The grammatical form a verb was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// `say`.
    Base,
    /// `says`.
    Present,
    /// `said`; past tense and past participle are not told apart.
    Past,
    /// `saying`.
    Participle,
}

/// A verb of speech as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpeechVerb {
    /// What it does with the words beside it.
    pub kind: SpeechKind,
    /// The form.
    pub form: VerbForm,
    /// The base form.
    pub lemma: &'static str,
    /// Whether the form is a common noun or adjective as well: `reports`, `state`, `charges`.
    pub noun: bool,
}

/// Verbs that govern what was said.
const SAY: &[&str] = &[
    "acknowledge",
    "add",
    "admit",
    "advise",
    "affirm",
    "agree",
    "allege",
    "announce",
    "answer",
    "argue",
    "ask",
    "assert",
    "assure",
    "attest",
    "bark",
    "beg",
    "begin",
    "bellow",
    "bemoan",
    "blog",
    "boast",
    "brag",
    "caution",
    "chant",
    "charge",
    "chime",
    "claim",
    "clarify",
    "comment",
    "complain",
    "concede",
    "conclude",
    "confess",
    "confide",
    "confirm",
    "contend",
    "continue",
    "counter",
    "crow",
    "cry",
    "deadpan",
    "declare",
    "demand",
    "deny",
    "disclose",
    "elaborate",
    "email",
    "emphasise",
    "emphasize",
    "enthuse",
    "estimate",
    "exclaim",
    "explain",
    "fret",
    "fume",
    "growl",
    "grumble",
    "gush",
    "hint",
    "holler",
    "implore",
    "imply",
    "indicate",
    "inform",
    "inquire",
    "insist",
    "instruct",
    "interject",
    "intone",
    "joke",
    "lament",
    "maintain",
    "mention",
    "mumble",
    "murmur",
    "muse",
    "mutter",
    "note",
    "object",
    "observe",
    "opine",
    "order",
    "plead",
    "pledge",
    "point",
    "posit",
    "post",
    "predict",
    "proclaim",
    "promise",
    "pronounce",
    "propose",
    "protest",
    "query",
    "question",
    "quip",
    "quote",
    "rage",
    "rant",
    "read",
    "reason",
    "reassure",
    "recall",
    "recite",
    "recommend",
    "recount",
    "reflect",
    "reiterate",
    "remark",
    "remember",
    "remind",
    "repeat",
    "reply",
    "report",
    "request",
    "respond",
    "retort",
    "reveal",
    "roar",
    "say",
    "scoff",
    "scream",
    "shout",
    "shriek",
    "sigh",
    "signal",
    "snap",
    "sneer",
    "speculate",
    "state",
    "stress",
    "suggest",
    "swear",
    "sing",
    "tell",
    "testify",
    "text",
    "thunder",
    "tweet",
    "retweet",
    "urge",
    "vent",
    "venture",
    "volunteer",
    "vow",
    "warn",
    "whisper",
    "wonder",
    "write",
    "yell",
    "add",
    "theorise",
    "theorize",
    "marvel",
    "summarise",
    "summarize",
    "underscore",
    "underline",
    "preach",
    "argue",
];

/// Verbs that give something a name or a description.
const CALL: &[&str] = &[
    "brand",
    "call",
    "characterise",
    "characterize",
    "compare",
    "decry",
    "deem",
    "denounce",
    "depict",
    "deride",
    "describe",
    "dismiss",
    "dub",
    "hail",
    "label",
    "liken",
    "mock",
    "nickname",
    "portray",
    "refer",
    "ridicule",
    "term",
];

/// Verbs that take a stand in words.
const JUDGE: &[&str] = &[
    "accuse",
    "address",
    "applaud",
    "assail",
    "attack",
    "bash",
    "blame",
    "blast",
    "brush",
    "castigate",
    "chide",
    "commend",
    "condemn",
    "credit",
    "criticise",
    "criticize",
    "cite",
    "defend",
    "discuss",
    "endorse",
    "express",
    "fault",
    "hammer",
    "issue",
    "lambast",
    "lambaste",
    "mention",
    "offer",
    "oppose",
    "praise",
    "quote",
    "raise",
    "rail",
    "rebuke",
    "reject",
    "rip",
    "scold",
    "slam",
    "slap",
    "speak",
    "stress",
    "talk",
    "taunt",
    "tease",
    "thank",
    "threaten",
    "tout",
    "trumpet",
    "vouch",
    "vilify",
    "welcome",
    "advocate",
    "apologise",
    "apologize",
    "boo",
    "bemoan",
    "champion",
    "challenge",
    "congratulate",
    "deplore",
    "echo",
    "impugn",
    "invoke",
    "laud",
    "press",
    "ridicule",
    "salute",
    "seethe",
    "shoot",
    "fire",
    "unload",
    "voice",
];

/// Past forms that no rule makes.
const IRREGULAR: &[(&str, &str)] = &[
    ("said", "say"),
    ("told", "tell"),
    ("wrote", "write"),
    ("written", "write"),
    ("read", "read"),
    ("began", "begin"),
    ("begun", "begin"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("sang", "sing"),
    ("sung", "sing"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("shot", "shoot"),
    ("pled", "plead"),
];

/// Forms that are nouns or adjectives at least as often.
const NOUNS: &[&str] = &[
    "address",
    "addresses",
    "agree",
    "answer",
    "answers",
    "attack",
    "attacks",
    "blog",
    "blogs",
    "brand",
    "brands",
    "call",
    "calls",
    "champion",
    "champions",
    "challenge",
    "challenges",
    "charge",
    "charged",
    "charges",
    "claim",
    "claims",
    "comment",
    "comments",
    "counter",
    "credit",
    "credits",
    "cry",
    "cries",
    "demand",
    "demands",
    "email",
    "emails",
    "estimate",
    "estimates",
    "fault",
    "faults",
    "fire",
    "fires",
    "fired",
    "hammer",
    "hint",
    "hints",
    "issue",
    "issued",
    "issues",
    "joke",
    "jokes",
    "label",
    "labels",
    "mention",
    "mentions",
    "note",
    "notes",
    "object",
    "objects",
    "offer",
    "offers",
    "order",
    "orders",
    "plead",
    "pledge",
    "pledges",
    "point",
    "points",
    "post",
    "posts",
    "posted",
    "praise",
    "press",
    "pressed",
    "promise",
    "promises",
    "protest",
    "protests",
    "query",
    "question",
    "questions",
    "quip",
    "quote",
    "quotes",
    "rage",
    "raise",
    "raises",
    "raised",
    "rant",
    "rants",
    "reason",
    "reasons",
    "report",
    "reports",
    "request",
    "requests",
    "remark",
    "remarks",
    "shot",
    "sign",
    "signal",
    "signals",
    "slap",
    "snap",
    "state",
    "states",
    "stress",
    "talk",
    "talks",
    "term",
    "terms",
    "text",
    "texts",
    "thunder",
    "tweet",
    "tweets",
    "vent",
    "venture",
    "ventures",
    "voice",
    "voices",
    "volunteer",
    "volunteers",
    "vow",
    "vows",
    "welcome",
    "wonder",
    "wonders",
];

static FORMS: LazyLock<FxHashMap<String, SpeechVerb>> = LazyLock::new(|| {
    let mut forms = FxHashMap::default();
    // What is listed first wins: `quote` is a verb of saying before it is one of judging.
    for (kind, verbs) in [(SpeechKind::Say, SAY), (SpeechKind::Call, CALL), (SpeechKind::Judge, JUDGE)] {
        for lemma in verbs {
            for (word, form) in inflect(lemma) {
                let noun = NOUNS.contains(&word.as_str());
                forms.entry(word).or_insert(SpeechVerb { kind, form, lemma, noun });
            }
        }
    }
    // "The letter read": past and base form look alike, and in print it is the past.
    if let Some(read) = forms.get_mut("read") {
        read.form = VerbForm::Past;
    }
    forms
});

/// The verb of speech that `word`, in lower case, is a form of.
#[must_use]
pub fn find_speech_verb(word: &str) -> Option<SpeechVerb> {
    FORMS.get(word).copied()
}

/// All forms of the verb `lemma`.
fn inflect(lemma: &str) -> Vec<(String, VerbForm)> {
    let mut forms = vec![(lemma.to_owned(), VerbForm::Base)];
    let irregular: Vec<&str> = IRREGULAR.iter().filter(|(_, base)| *base == lemma).map(|(past, _)| *past).collect();
    let consonant_y = lemma.ends_with('y') && !lemma.ends_with(['a', 'e', 'o', 'u']) && !ends_in_vowel_y(lemma);
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let doubled = match lemma {
        "admit" | "begin" | "beg" | "brag" | "chat" | "dub" | "fret" | "quip" | "rip" | "slam" | "slap" | "snap"
        | "blog" => format!("{lemma}{}", &lemma[lemma.len() - 1..]),
        _ => stem.to_owned(),
    };
    if consonant_y {
        let base = &lemma[..lemma.len() - 1];
        forms.push((format!("{base}ies"), VerbForm::Present));
        forms.push((format!("{base}ied"), VerbForm::Past));
        forms.push((format!("{lemma}ing"), VerbForm::Participle));
        return forms;
    }
    let hisses = lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("sh") || lemma.ends_with("ch");
    forms.push((format!("{lemma}{}", if hisses { "es" } else { "s" }), VerbForm::Present));
    if irregular.is_empty() {
        forms.push((format!("{doubled}ed"), VerbForm::Past));
    }
    forms.extend(irregular.into_iter().map(|past| (past.to_owned(), VerbForm::Past)));
    forms.push((format!("{doubled}ing"), VerbForm::Participle));
    if lemma == "label" || lemma == "signal" {
        forms.push((format!("{lemma}led"), VerbForm::Past));
        forms.push((format!("{lemma}ling"), VerbForm::Participle));
    }
    forms
}

fn ends_in_vowel_y(lemma: &str) -> bool {
    ["ay", "ey", "oy", "uy"].iter().any(|end| lemma.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Option<(&str, VerbForm)>) {
        let found = find_speech_verb(word).map(|verb| (verb.lemma, verb.form));
        assert_eq!(found, expected, "{word}");
    }

    #[test]
    fn forms_lead_to_their_verb() {
        check("said", Some(("say", VerbForm::Past)));
        check("says", Some(("say", VerbForm::Present)));
        check("told", Some(("tell", VerbForm::Past)));
        check("replied", Some(("reply", VerbForm::Past)));
        check("quipped", Some(("quip", VerbForm::Past)));
        check("arguing", Some(("argue", VerbForm::Participle)));
        check("stressed", Some(("stress", VerbForm::Past)));
        check("confesses", Some(("confess", VerbForm::Present)));
        check("denies", Some(("deny", VerbForm::Present)));
        check("labelled", Some(("label", VerbForm::Past)));
        check("walked", None);
    }
}
