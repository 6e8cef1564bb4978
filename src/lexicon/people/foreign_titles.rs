//! Titles of offices and trades that other languages than English write before a name, with a capital like the name's.
//!
//! Compiled by hand from the usual titles in the news of each language; German ones, which are compounds, are told by their
//! endings.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::endings::{ByLast, Endings};

/// Titles in lower case, by ISO 639-1 code.
const TITLES: &[(&str, &str)] = &[
    (
        "tr",
        "bakan bakanı başbakan başbakanı cumhurbaşkanı başkan başkanı başkanvekili yardımcısı vali valisi kaymakam kaymakamı \
         müdür müdürü sözcü sözcüsü milletvekili sekreteri rektör rektörü büyükelçi büyükelçisi komutan komutanı avukat avukatı \
         savcı savcısı hakim hakimi doktor doçent profesör üyesi direktör direktörü antrenör antrenörü lider lideri temsilcisi \
         uzmanı muhtar muhtarı",
    ),
    (
        "pl",
        "premier wicepremier prezydent wiceprezydent minister wiceminister burmistrz wojewoda starosta wójt poseł posłanka senator \
         senatorka prezes wiceprezes rzecznik rzeczniczka dyrektor dyrektorka szef szefowa marszałek generał pułkownik ksiądz \
         biskup arcybiskup kardynał trener trenerka profesor doktor prokurator sędzia redaktor mecenas radny radna komendant",
    ),
    (
        "cs",
        "premiér premiérka prezident prezidentka ministr ministryně starosta starostka primátor primátorka hejtman hejtmanka poslanec \
         poslankyně senátor senátorka ředitel ředitelka mluvčí předseda předsedkyně místopředseda trenér trenérka profesor profesorka \
         generál soudce soudkyně",
    ),
    (
        "ro",
        "președintele preşedintele premierul ministrul primarul deputatul deputata senatorul senatoarea directorul generalul prefectul \
         profesorul avocatul liderul",
    ),
    ("ru", "президент премьер министр глава губернатор мэр депутат сенатор директор генерал адвокат тренер"),
    (
        "uk",
        "президент прем'єр міністр міністерка голова губернатор мер депутат депутатка директор директорка генерал адвокат",
    ),
    ("id", "presiden menteri gubernur bupati walikota ketua kepala direktur jenderal kapolri"),
    (
        "sv",
        "ministern statsministern utrikesministern finansministern presidenten borgmästaren ordföranden direktören chefen rektorn \
         generalen polischefen åklagaren tränaren statsminister utrikesminister finansminister president",
    ),
    (
        "no",
        "ministeren statsministeren utenriksministeren finansministeren presidenten ordføreren direktøren lederen rektoren \
         generalen treneren statsminister utenriksminister finansminister president ordfører",
    ),
    (
        "da",
        "ministeren statsministeren udenrigsministeren finansministeren præsidenten borgmesteren formanden direktøren rektoren \
         generalen træneren statsminister udenrigsminister finansminister præsident borgmester",
    ),
    (
        "es",
        "presidente presidenta ministro ministra alcalde alcaldesa gobernador gobernadora senador senadora diputado diputada",
    ),
    (
        "pt",
        "presidente ministro ministra prefeito prefeita governador governadora senador senadora deputado deputada vereador",
    ),
    (
        "it",
        "presidente premier ministro ministra sindaco sindaca governatore governatrice senatore senatrice deputato deputata",
    ),
];

/// How German titles of offices end: `Oberbürgermeister`, `Innenministerin`.
const GERMAN_ENDINGS: &[&str] = &[
    "anwalt",
    "anwältin",
    "beauftragte",
    "beauftragter",
    "berater",
    "beraterin",
    "bischof",
    "bischöfin",
    "chef",
    "chefin",
    "direktor",
    "direktorin",
    "experte",
    "expertin",
    "forscher",
    "forscherin",
    "fotograf",
    "fotografin",
    "führer",
    "führerin",
    "intendant",
    "intendantin",
    "kandidat",
    "kandidatin",
    "kanzler",
    "kanzlerin",
    "kommissar",
    "kommissarin",
    "könig",
    "königin",
    "leiter",
    "leiterin",
    "meister",
    "meisterin",
    "minister",
    "ministerin",
    "papst",
    "präsident",
    "präsidentin",
    "prinz",
    "prinzessin",
    "professor",
    "professorin",
    "redakteur",
    "redakteurin",
    "richter",
    "richterin",
    "sekretär",
    "sekretärin",
    "senator",
    "senatorin",
    "sprecher",
    "sprecherin",
    "trainer",
    "trainerin",
    "vorsitzende",
    "vorsitzender",
    "vorstand",
];

static GERMAN: Endings = LazyLock::new(|| ByLast::new(GERMAN_ENDINGS));
static BY_LANGUAGE: LazyLock<FxHashMap<&str, FxHashSet<&str>>> =
    LazyLock::new(|| TITLES.iter().map(|(language, titles)| (*language, titles.split(' ').collect())).collect());

/// Whether `word`, in lower case, is such a title in `language`.
#[must_use]
pub fn is_title(language: &str, word: &str) -> bool {
    language == "de" && GERMAN.close(word) || BY_LANGUAGE.get(language).is_some_and(|titles| titles.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_lower_case_and_no_language_stands_twice() {
        assert_eq!(BY_LANGUAGE.len(), TITLES.len());
        for title in TITLES.iter().flat_map(|(_, titles)| titles.split(' ')) {
            assert!(!title.is_empty() && title.to_lowercase() == title, "{title}");
        }
    }

    #[test]
    fn titles_are_told_by_language() {
        assert!(is_title("tr", "bakanı") && is_title("pl", "burmistrz"));
        assert!(!is_title("pl", "bakanı") && !is_title("en", "premier"));
    }

    #[test]
    fn german_titles_are_told_by_their_endings() {
        assert!(is_title("de", "oberbürgermeister") && is_title("de", "innenministerin"));
        assert!(!is_title("de", "merkel") && !is_title("fr", "oberbürgermeister"));
    }
}
