//! Words that show whose turn it is on pages that are nothing but turns: interviews, letters. Compiled by hand from the
//! usual forms of the English, German, French, Spanish and Italian press.

/// Labels of questions and answers that go together.
const LABELS: &[(&str, &str)] = &[
    ("q", "a"),
    ("question", "answer"),
    ("f", "a"),
    ("frage", "antwort"),
    ("q", "r"),
    ("question", "réponse"),
    ("p", "r"),
    ("pregunta", "respuesta"),
    ("d", "r"),
    ("domanda", "risposta"),
];

/// What a label in front of a paragraph says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnLabel {
    /// `Q:`, `Frage:`.
    Question,
    /// `A:`, `Antwort:`.
    Answer,
}

/// Whether `question` and `answer`, in lower case, are labels that go together.
#[must_use]
pub fn are_labels(question: &str, answer: &str) -> bool {
    LABELS.contains(&(question, answer))
}

/// Whether `word`, in lower case, can be a label of either kind.
#[must_use]
pub fn is_label(word: &str, label: TurnLabel) -> bool {
    LABELS.iter().any(|(question, answer)| word == if label == TurnLabel::Question { *question } else { *answer })
}

/// Words for whoever is asked: a question to somebody has one of them.
pub const YOU: &[&str] = &[
    "you", "your", "yours", "sie", "ihr", "ihre", "ihren", "ihrem", "ihnen", "du", "dein", "deine", "dich", "dir",
    "vous", "votre", "vos", "tu", "ton", "ta", "tes", "usted", "ustedes", "te", "su", "sus", "le", "tú", "lei", "suo",
    "sua",
];

/// Words for whoever speaks, as one or as several.
pub const ME: &[&str] = &[
    "i", "my", "me", "mine", "we", "our", "us", "ich", "mein", "meine", "meinen", "meinem", "meiner", "mich", "mir",
    "wir", "uns", "unser", "unsere", "je", "j", "moi", "mon", "ma", "mes", "nous", "notre", "nos", "yo", "mi", "mis",
    "nosotros", "nuestro", "nuestra", "io", "mio", "mia", "noi", "nostro", "nostra",
];

/// Words right in front of whoever is interviewed, with the word before them where one is needed.
pub const ASKED: &[(&str, &str)] = &[
    ("interview", "with"),
    ("conversation", "with"),
    ("spoke", "with"),
    ("spoke", "to"),
    ("speaks", "to"),
    ("talks", "to"),
    ("talked", "to"),
    ("talked", "with"),
    ("sat", "with"),
    ("questions", "for"),
    ("questions", "to"),
    ("q&a", "with"),
    ("interview", "mit"),
    ("gespräch", "mit"),
    ("fragen", "an"),
    ("entretien", "avec"),
    ("rencontre", "avec"),
    ("questions", "à"),
    ("entrevista", "a"),
    ("entrevista", "con"),
    ("preguntas", "a"),
    ("intervista", "a"),
];

/// Words for an interview in the byline of whoever led it.
pub const INTERVIEW: &[&str] = &["interview", "gespräch", "entretien", "propos recueillis", "entrevista", "intervista"];

/// Words right in front of whoever asks.
pub const ASKING: &[&str] = &["by", "von", "par", "por", "di", "interview:"];

/// First words of a letter's salutation, to tell whose words follow; `letter_words` has those that a page of letters is
/// told by, which may be freer.
pub const SALUTATIONS: &[&str] = &[
    "sir",
    "sirs",
    "madam",
    "dear sir",
    "dear madam",
    "dear editor",
    "dear sirs",
    "to the editor",
    "editor",
    "mr editor",
    "sehr geehrte",
    "monsieur le rédacteur",
    "madame la rédactrice",
    "señor director",
    "sr director",
    "señora directora",
];

/// First words of the formula that closes a letter.
pub const CLOSINGS: &[&str] = &[
    "yours",
    "sincerely",
    "faithfully",
    "respectfully",
    "regards",
    "kind regards",
    "best wishes",
    "best regards",
    "with best",
    "mit freundlichen",
    "hochachtungsvoll",
    "cordialement",
    "veuillez",
    "atentamente",
    "un saludo",
];

/// How the headlines of letters pages begin.
pub const LETTERS: &[&str] = &[
    "letter",
    "letters",
    "your letters",
    "readers' letters",
    "readers’ letters",
    "leserbrief",
    "leserbriefe",
    "courrier",
    "cartas al",
    "lettere al",
];
