//! What the tagger is trained on, and how much each counts. Corpora marked for evaluation only are not among them.

/// A file of names, below `ner/`.
#[derive(Clone, Copy, Debug)]
pub struct Corpus {
    /// ISO 639-1 code.
    pub language: &'static str,
    /// Where it lies.
    pub file: &'static str,
    /// How much a sentence of it counts.
    pub weight: f32,
}

/// One in so many documents of a corpus is held out where settings are chosen.
const HELD_OUT: usize = 10;

impl Corpus {
    /// Whether the document of this number is held out: all of the English dev parts, and a tenth of what was labelled by hand in
    /// other languages.
    #[must_use]
    pub fn holds_out(&self, number: usize) -> bool {
        if self.language == "en" {
            return self.file.ends_with("_dev.conll");
        }
        self.weight > 0.9 && number % HELD_OUT == HELD_OUT - 1
    }
}

const fn corpus(language: &'static str, file: &'static str, weight: f32) -> Corpus {
    Corpus { language, file, weight }
}

/// English.
pub const ENGLISH: &[Corpus] = &[
    corpus("en", "train/gmb_train.conll", 0.1),
    corpus("en", "train/wikigold.conll", 1.0),
    corpus("en", "train/gum_perm_train.conll", 1.0),
    corpus("en", "train/gum_perm_dev.conll", 1.0),
    corpus("en", "train/uner_ewt_dev.conll", 1.0),
    corpus("en", "train/uner_ewt_test.conll", 1.0),
    corpus("en", "train/crossner_politics_train.conll", 1.0),
    corpus("en", "train/crossner_politics_dev.conll", 1.0),
    corpus("en", "train/crossner_politics_test.conll", 1.0),
    corpus("en", "train/sec_train.conll", 0.3),
    corpus("en", "train/btc_train.conll", 0.5),
    corpus("en", "train/btc_test.conll", 0.5),
    corpus("en", "train/wnut17_train.conll", 0.5),
];

/// All other languages. What was read from old print, and what was labelled by machines, counts less; two parts of historic
/// German newspapers are left out, since the titles stand inside the names there or every other name is broken.
pub const OTHERS: &[Corpus] = &[
    corpus("de", "multi/de/germeval_train.conll", 1.0),
    corpus("de", "multi/de/europeana_sbb.conll", 0.2),
    corpus("de", "multi/de/europeana_lft.conll", 0.1),
    corpus("de", "multi/de/sonar.conll", 0.4),
    corpus("de", "multi/de/mobie.conll", 0.15),
    corpus("nl", "multi/nl/ud_silver.conll", 0.4),
    corpus("nl", "multi/nl/europeana_kb.conll", 0.15),
    corpus("fr", "multi/fr/gsd_silver.conll", 0.5),
    corpus("fr", "multi/fr/europeana_bnf.conll", 0.2),
    corpus("fr", "multi/fr/newseye.conll", 0.2),
    corpus("es", "multi/es/ancora_train.conll", 1.0),
    corpus("es", "multi/es/gsd_silver.conll", 0.4),
    corpus("pt", "multi/pt/uner_bosque_train.conll", 1.0),
    corpus("ro", "multi/ro/ronec1_train.conll", 0.7),
    corpus("da", "multi/da/uner_danish_ddt_train.conll", 1.0),
    corpus("no", "multi/no/norne_nob_train.conll", 1.0),
    corpus("no", "multi/no/norne_nno_train.conll", 1.0),
    corpus("sv", "multi/sv/klintan_news_train.conll", 1.0),
    corpus("sv", "multi/sv/uner_swedish_talbanken_train.conll", 1.0),
    corpus("sv", "multi/sv/newseye.conll", 0.15),
    corpus("fi", "multi/fi/turku_train.conll", 1.0),
    corpus("hu", "multi/hu/nerkor_train.conll", 1.0),
    corpus("pl", "multi/pl/kpwr_train.conll", 1.0),
    corpus("cs", "multi/cs/cac_train.conll", 0.3),
    corpus("sk", "multi/sk/uner_slovak_snk_train.conll", 1.0),
    corpus("hr", "multi/hr/uner_croatian_set_train.conll", 1.0),
    corpus("sr", "multi/sr/uner_serbian_set_train.conll", 1.0),
    corpus("ru", "multi/ru/factru_train.conll", 1.0),
    corpus("ru", "multi/ru/wikiner_sample.conll", 0.3),
    corpus("tr", "multi/tr/turkish_wiki_train.conll", 1.0),
];
