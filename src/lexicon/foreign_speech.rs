//! Forms of verbs of saying in languages that quotations are read in by rule: German, French, Spanish, Italian,
//! Portuguese, Dutch, the Scandinavian languages, and Japanese. Compiled by hand from any grammar.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Forms that stand beside what somebody said, as news tell it.
const FORMS: &[&str] = &[
    "sagte sagten sagt erklärte erklärten erklärt betonte betont meinte meint ergänzte kritisierte kritisiert warnte warnt \
     forderte fordert behauptete behauptet antwortete antwortet schrieb schreibt berichtete berichtet versprach nannte nennt \
     bezeichnete bezeichnet äußerte fragte fragt rief lobte beklagte verkündete bekräftigte erzählte erzählt so",
    "dit disait déclare déclaré affirme affirmé explique expliqué ajoute ajouté assure assuré estime estimé indique indiqué \
     précise précisé souligne souligné répond répondu raconte raconté confie confié lancé écrit poursuit regrette \
     regretté martèle martelé insiste insisté admet reconnaît prévient dénonce dénoncé jugé résume selon ajoutait expliquait \
     conclut conclu lance lâche rappelle rappelé prévenu ironise résumé reconnu promet promis constate constaté plaide plaidé",
    "dijo dijeron dice declaró afirmó afirma aseguró asegura explicó explica señaló señala añadió agregó indicó comentó \
     sostuvo sostiene advirtió advierte manifestó apuntó subrayó recordó reconoció respondió contestó preguntó escribió \
     lamentó insistió admitió denunció expresó precisó destacó relató según",
    "detto disse dichiarato spiegato spiega aggiunto aggiunge affermato afferma sottolineato risposto scritto secondo",
    "diz afirmou declarou explicou acrescentou contou respondeu escreveu ressaltou",
    "zei zegt zeiden verklaarde verklaart aldus vertelde vertelt schreef benadrukte",
    "sade säger sa sier sagde siger berättar forteller fortæller",
];

/// Words that may stand between a quotation and such a form: `a déclaré`, `ha detto`.
const AUXILIARIES: &[&str] = &["a", "ont", "avait", "ha", "hanno", "hat", "haben", "har", "heeft", "ha"];

/// Words that open a phrase with whoever said it, and are no verbs.
const ACCORDING: &[&str] = &["so", "selon", "según", "secondo", "aldus"];

/// Pronouns that stand behind a verb alone.
pub const PRONOUNS: &[&str] =
    &["er", "sie", "es", "il", "elle", "ils", "elles", "él", "ella", "ellos", "lui", "lei", "ele", "ela"];

/// Articles that a noun phrase opens with.
pub const ARTICLES: &[&str] = &[
    "der", "die", "das", "ein", "eine", "la", "le", "les", "un", "une", "el", "los", "las", "una", "il", "lo", "gli",
    "o", "os", "het", "de",
];

/// Prepositions that make a name part of a noun phrase.
pub const PREPOSITIONS: &[&str] =
    &["von", "de", "du", "des", "del", "di", "da", "do", "van", "av", "für", "bei", "mit", "avec", "con"];

/// Stems of Japanese verbs of saying, as they stand behind `と`.
pub const JAPANESE: &[&str] = &[
    "述べ",
    "言っ",
    "言い",
    "話し",
    "語っ",
    "語り",
    "説明し",
    "強調し",
    "主張し",
    "指摘し",
    "答え",
    "訴え",
    "明かし",
    "発表し",
    "批判し",
    "伝え",
    "コメントし",
    "呼びかけ",
    "つぶやい",
    "叫ん",
];

static KNOWN: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| FORMS.iter().flat_map(|forms| forms.split_whitespace()).map(|form| (form, form)).collect());

/// The form itself, should `word`, in lower case, be one.
#[must_use]
pub fn find_foreign_verb(word: &str) -> Option<&'static str> {
    KNOWN.get(word).copied()
}

/// Whether `word`, in lower case, may stand between a quotation and a verb.
#[must_use]
pub fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.contains(&word)
}

/// Whether `form` says "according to" and needs a name behind it.
#[must_use]
pub fn is_according(form: &str) -> bool {
    ACCORDING.contains(&form)
}
