//! Forms of verbs of saying in languages that quotations are read in by rule: German, French, Spanish, Italian,
//! Portuguese, Romanian, Dutch, the Scandinavian and Slavic languages, Finnish, Greek, Turkish, Indonesian, and Japanese. Compiled
//! by hand from any grammar.

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
    "spus declarat afirmat adăugat precizat explicat transmis scris susține spune declară afirmă",
    "powiedział powiedziała mówił mówiła mówi dodał dodała dodaje stwierdził stwierdziła podkreślił podkreśliła podkreśla zaznaczył \
     zaznaczyła zapewnił zapewniła ocenił oceniła ocenia wyjaśnił wyjaśniła wyjaśnia oświadczył oświadczyła poinformował \
     poinformowała przekazał przekazała napisał napisała odpowiedział odpowiedziała tłumaczy tłumaczył tłumaczyła twierdzi przyznał \
     przyznała",
    "řekl řekla říká uvedl uvedla dodal dodala dodává prohlásil prohlásila vysvětlil vysvětlila vysvětluje upozornil upozornila \
     zdůraznil zdůraznila sdělil sdělila napsal napsala odpověděl odpověděla tvrdí míní poznamenal poznamenala podotkl podotkla",
    "povedal povedala uviedol uviedla vyhlásil vyhlásila vysvetlil vysvetlila",
    "rekao rekla kazao kazala izjavio izjavila dodao dodala istaknuo istaknula naveo navela",
    "сказал сказала сказали заявил заявила заявили отметил отметила подчеркнул подчеркнула добавил добавила сообщил сообщила пояснил \
     пояснила рассказал рассказала объяснил объяснила написал написала говорит считает утверждает ответил ответила признал \
     признала уточнил уточнила",
    "сказав заявив зазначив зазначила наголосив наголосила додав додала повідомив повідомила пояснив пояснила розповів розповіла \
     написав написала говорить вважає підкреслив підкреслила",
    "каза заяви посочи добави",
    "sanoo sanoi kertoo kertoi toteaa totesi",
    "είπε δήλωσε τόνισε ανέφερε σημείωσε υπογράμμισε",
    "kata ujar tutur ungkap papar imbuh",
];

/// Turkish verbs and what else says behind a quotation that it is one; it has no comma or stop of its own there.
const TURKISH: &[&str] = &[
    "dedi",
    "diyor",
    "demişti",
    "diye",
    "ifadelerini",
    "ifadesini",
    "ifadeleriyle",
    "şeklinde",
    "sözleriyle",
    "değerlendirmesinde",
    "açıklamasında",
    "yanıtını",
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

static KNOWN: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    FORMS.iter().chain(TURKISH).flat_map(|forms| forms.split_whitespace()).map(|form| (form, form)).collect()
});

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

/// Whether `form` is Turkish, where whoever spoke may stand before the quotation or behind the verb.
#[must_use]
pub fn is_turkish(form: &str) -> bool {
    TURKISH.contains(&form)
}

/// Whether `form` says "according to" and needs a name behind it.
#[must_use]
pub fn is_according(form: &str) -> bool {
    ACCORDING.contains(&form)
}
