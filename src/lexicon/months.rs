//! Names of months and zones as news pages print them.
//!
//! Month names are given in their usual forms, full, inflected and short; zones are
//! those whose abbreviation means one offset only in news.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// One row a month, January first; lower case, without the stop of an abbreviation.
const MONTHS: [&str; 12] = [
    "january jan januar jän jänner jänn janvier janv enero ene gennaio gen janeiro januari jan január leden ledna ledn \
     stycznia styczeń sty ocak oca января январь янв січня січень січ ianuarie ianuarios ιανουαρίου január januára \
     tammikuuta tammikuu януари siječnja januara जनवरी يناير",
    "february feb febr februar februari février févr fév fevrier febrero febbraio febb fevereiro fev únor února lutego \
     luty lut şubat şub февраля февраль фев февр лютого лютий лют februarie φεβρουαρίου február februára helmikuuta \
     helmikuu февруари veljače februara फरवरी فبراير",
    "march mar märz maerz mrz mär mars marzo março marco maart mrt marts březen března marca marzec mart марта март мар \
     березня березень бер martie μαρτίου március maaliskuuta maaliskuu ožujka मार्च مارس",
    "april apr avril avr abril abr aprile aprill duben dubna kwietnia kwiecień kwi nisan nis апреля апрель апр квітня \
     квітень кві aprilie απριλίου április apríla huhtikuuta huhtikuu април travnja aprila अप्रैल أبريل",
    "may mai mayo maggio mag maio mei maj květen května maja mayıs мая май травня травень тра mayis μαΐου május mája \
     toukokuuta toukokuu svibnja मई مايو",
    "june jun juni juin junio giugno giu junho červen června czerwca czerwiec cze haziran haz июня июнь июн червня \
     червень чер iunie ιουνίου június júna kesäkuuta kesäkuu юни lipnja juna जून يونيو",
    "july jul juli juillet juil julio luglio lug julho červenec července lipca lipiec temmuz tem июля июль июл липня \
     липень лип iulie ιουλίου július júla heinäkuuta heinäkuu юли srpnja jula जुलाई يوليو",
    "august aug août aout agosto ago augustus augusti srpen srpna sierpnia sierpień sie ağustos ağu августа август авг \
     серпня серпень сер αυγούστου augusztus augusta elokuuta elokuu kolovoza avgusta अगस्त أغسطس",
    "september sept sep septembre septiembre sept set settembre sett setembro září zář września wrzesień wrz eylül eyl \
     сентября сентябрь сен сент вересня вересень вер septembrie σεπτεμβρίου szeptember septembra syyskuuta syyskuu \
     септември rujna सितंबर سبتمبر",
    "october oct oktober okt octobre octubre ottobre ott outubro out října říjen říj października październik paź ekim \
     eki октября октябрь окт жовтня жовтень жов octombrie οκτωβρίου október októbra lokakuuta lokakuu октомври \
     oktobra अक्टूबर أكتوبر",
    "november nov novembre noviembre novembro listopad listopadu listopada lis kasım kas ноября ноябрь ноя нояб \
     листопада листопад лис noiembrie νοεμβρίου novembra marraskuuta marraskuu ноември नवंबर نوفمبر",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro prosinec prosince pros grudnia \
     grudzień gru aralık ara декабря декабрь дек грудня грудень гру decembrie δεκεμβρίου decembra joulukuuta joulukuu \
     декември prosinca दिसंबर ديسمبر",
];

static BY_NAME: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let rows = (1_u8..).zip(MONTHS);
    rows.flat_map(|(month, names)| names.split_whitespace().map(move |name| (name, month))).collect()
});

/// Zones as they are printed, and the offset each means.
const ZONES: &[(&str, &str)] = &[
    ("ACST", "+09:30"),
    ("AEDT", "+11:00"),
    ("AEST", "+10:00"),
    ("AKDT", "-08:00"),
    ("AKST", "-09:00"),
    ("ART", "-03:00"),
    ("AWST", "+08:00"),
    ("BRT", "-03:00"),
    ("BST", "+01:00"),
    ("CAT", "+02:00"),
    ("CDT", "-05:00"),
    ("CEST", "+02:00"),
    ("CET", "+01:00"),
    ("EAT", "+03:00"),
    ("EDT", "-04:00"),
    ("EEST", "+03:00"),
    ("EET", "+02:00"),
    ("EST", "-05:00"),
    ("GMT", "Z"),
    ("HKT", "+08:00"),
    ("HST", "-10:00"),
    ("JST", "+09:00"),
    ("KST", "+09:00"),
    ("MDT", "-06:00"),
    ("MESZ", "+02:00"),
    ("MEZ", "+01:00"),
    ("MSK", "+03:00"),
    ("NPT", "+05:45"),
    ("NZDT", "+13:00"),
    ("NZST", "+12:00"),
    ("PDT", "-07:00"),
    ("PHT", "+08:00"),
    ("PKT", "+05:00"),
    ("PST", "-08:00"),
    ("SAST", "+02:00"),
    ("SGT", "+08:00"),
    ("TRT", "+03:00"),
    ("UTC", "Z"),
    ("WAT", "+01:00"),
    ("WEST", "+01:00"),
    ("WET", "Z"),
    ("WIB", "+07:00"),
    ("Z", "Z"),
];

/// The month, 1 to 12, that a word in lower case names in one of some thirty languages.
#[must_use]
pub fn month(word: &str) -> Option<u8> {
    BY_NAME.get(word).copied()
}

/// The offset from UTC that the abbreviation of a zone means, `Z` for none.
#[must_use]
pub fn zone(word: &str) -> Option<&'static str> {
    let place = ZONES.binary_search_by_key(&word, |row| row.0).ok()?;
    ZONES.get(place).map(|row| row.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_many_languages() {
        let check = |word: &str, expected: Option<u8>| assert_eq!(month(word), expected, "{word}");
        check("may", Some(5));
        check("maja", Some(5));
        check("märz", Some(3));
        check("août", Some(8));
        check("října", Some(10));
        check("грудня", Some(12));
        check("şubat", Some(2));
        check("monday", None);
    }

    #[test]
    fn no_month_name_means_two_months() {
        let mut seen = FxHashMap::default();
        for (place, names) in MONTHS.iter().enumerate() {
            for name in names.split_whitespace() {
                assert_eq!(*seen.entry(name).or_insert(place), place, "{name}");
            }
        }
    }

    #[test]
    fn zones_are_sorted_and_known() {
        assert!(ZONES.is_sorted());
        assert_eq!(zone("BST"), Some("+01:00"));
        assert_eq!(zone("IST"), None);
    }
}
