//! Names of months and zones as news pages print them.
//!
//! Month names are given in their usual forms, full, inflected and short; zones are
//! those whose abbreviation means one offset only in news.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// One row a month, January first; lower case, without the stop of an abbreviation.
const MONTHS: [&str; 12] = [
    "january jan januar jän jänner jänn janvier janv enero ene gennaio gen janeiro januari jan január leden ledna \
     ledn stycznia styczeń sty ocak oca января январь янв січня січень січ ianuarie ianuarios ιανουαρίου január \
     januára tammikuuta tammikuu януари siječnja januara जनवरी يناير jaanuar janar јануар јануари ינואר জানুয়ারি \
     ஜனவரி มกราคม جنوری جانفي sausio janvāris janvārī janvāra janúar yanvar",
    "february feb febr februar februari février févr fév fevrier febrero febbraio febb fevereiro fev únor února \
     lutego luty lut şubat şub февраля февраль фев февр лютого лютий лют februarie φεβρουαρίου február februára \
     helmikuuta helmikuu февруари veljače februara फरवरी فبراير febrúar veebruar shkurt фебруар фебруари פברואר \
     ফেব্রুয়ারি பிப்ரவரி กุมภาพันธ์ فروری فيفري شباط फ़रवरी vasario februāris februārī februāra fevral pebrero",
    "march mar märz maerz mrz mär mars marzo março marco maart mrt marts březen března marca marzec mart марта \
     март мар березня березень бер martie μαρτίου március maaliskuuta maaliskuu ožujka मार्च مارس maret mac machi \
     märts març מרץ מרס মার্চ மார்ச் มีนาคม مارچ آذار kovo martā marso",
    "april apr avril avr abril abr aprile aprill duben dubna kwietnia kwiecień kwi nisan nis апреля апрель апр \
     квітня квітень кві aprilie απριλίου április apríla huhtikuuta huhtikuu април travnja aprila अप्रैल أبريل \
     prill априла אפריל এপ্রিল ஏப்ரல் เมษายน اپریل نيسان أفريل अप्रेल balandžio aprīlis aprīlī aprel aprili",
    "may mai mayo maggio mag maio mei maj květen května maja mayıs мая май травня травень тра mayis μαΐου május \
     mája toukokuuta toukokuu svibnja मई مايو maí мај מאי মে மே พฤษภาคม مئی أيار ماي gegužės maijs maijā",
    "june jun juni juin junio giugno giu junho červen června czerwca czerwiec cze haziran haz июня июнь июн \
     червня червень чер iunie ιουνίου június júna kesäkuuta kesäkuu юни lipnja juna जून يونيو juuni júní qershor \
     јун јуни יוני জুন ஜூன் มิถุนายน جون حزيران جوان birželio jūnijs jūnijā juny iyun hunyo",
    "july jul juli juillet juil julio luglio lug julho červenec července lipca lipiec temmuz tem июля июль июл \
     липня липень лип iulie ιουλίου július júla heinäkuuta heinäkuu юли srpnja jula जुलाई يوليو julai juuli júlí \
     korrik јул јули יולי জুলাই ஜூலை กรกฎาคม جولائی تموز يوليوز جويلية liepos jūlijs jūlijā juliol iyul hulyo",
    "august aug août aout agosto ago augustus augusti srpen srpna sierpnia sierpień sie ağustos ağu августа \
     август авг серпня серпень сер αυγούστου augusztus augusta elokuuta elokuu kolovoza avgusta अगस्त أغسطس \
     agustus ogos agt agu agosti gusht ágúst аугуст אוגוסט আগস্ট ஆகஸ்ட் สิงหาคม اگست آب غشت أوت rugpjūčio augusts \
     augustā agost avqust avgust",
    "september sept sep septembre septiembre sept set settembre sett setembro září zář września wrzesień wrz \
     eylül eyl сентября сентябрь сен сент вересня вересень вер septembrie σεπτεμβρίου szeptember septembra \
     syyskuuta syyskuu септември rujna सितंबर سبتمبر shtator septembar септембар ספטמבר সেপ্টেম্বর செப்டம்பர் \
     กันยายน ستمبر أيلول شتنبر सितम्बर rugsėjo septembris septembrī setembre sentyabr sentabr septemba setyembre",
    "october oct oktober okt octobre octubre ottobre ott outubro out října říjen říj października październik paź \
     ekim eki октября октябрь окт жовтня жовтень жов octombrie οκτωβρίου október októbra lokakuuta lokakuu \
     октомври oktobra अक्टूबर أكتوبر oktoober tetor oktobar октобар אוקטובר অক্টোবর அக்டோபர் ตุลาคม اکتوبر spalio \
     oktobris oktobrī अक्तूबर oktyabr oktabr oktoba oktubre",
    "november nov novembre noviembre novembro listopad listopadu listopada lis kasım kas ноября ноябрь ноя нояб \
     листопада листопад лис noiembrie νοεμβρίου novembra marraskuuta marraskuu ноември नवंबर نوفمبر nóvember \
     nëntor novembar новембар נובמבר নভেম্বর நவம்பர் พฤศจิกายน نومبر نونبر नवम्बर lapkričio novembris novembrī \
     noyabr novemba nobyembre",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro prosinec prosince pros \
     grudnia grudzień gru aralık ara декабря декабрь дек грудня грудень гру decembrie δεκεμβρίου decembra \
     joulukuuta joulukuu декември prosinca दिसंबर ديسمبر desember disember detsember dhjetor decembar децембар \
     דצמבר ডিসেম্বর டிசம்பர் ธันวาคม دسمبر دجنبر दिसम्बर gruodžio decembris decembrī desembre dekabr desemba \
     disyembre des",
];

/// Months whose names are two words, or two letters with a stop behind each; apart by commas.
const TWO_WORDS: [&str; 12] = [
    "كانون الثاني,كانون ثاني,ม ค",
    "ก พ",
    "มี ค",
    "เม ย",
    "พ ค",
    "มิ ย",
    "ก ค",
    "ส ค",
    "ก ย",
    "تشرين الأول,تشرين اول,ต ค",
    "تشرين الثاني,تشرين ثاني,พ ย",
    "كانون الأول,كانون اول,ธ ค",
];

/// The months of the Solar Hijri calendar of Iran, the first of them in March.
const SOLAR: [&str; 12] = [
    "فروردین farvardin",
    "اردیبهشت ordibehesht",
    "خرداد khordad",
    "تیر tir",
    "مرداد امرداد mordad",
    "شهریور shahrivar",
    "مهر mehr",
    "آبان aban",
    "آذر azar",
    "دی dey",
    "بهمن bahman",
    "اسفند esfand",
];

/// Gregorian months as Persian writes them.
const PERSIAN: [&str; 12] = [
    "ژانویه",
    "فوریه",
    "مارس",
    "آوریل",
    "مه می",
    "ژوئن",
    "ژوئیه جولای",
    "اوت آگوست",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
];

/// A calendar that news pages date by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// The one that most pages date by.
    Gregorian,
    /// Gregorian months, years counted from the Buddha's death: Thailand, Laos, Cambodia.
    Buddhist,
    /// Solar Hijri: Iran and Afghanistan.
    Solar,
}

static BY_NAME: LazyLock<FxHashMap<&'static str, (u8, Calendar)>> = LazyLock::new(|| {
    let named = |rows: [&'static str; 12], calendar: fn(&str) -> Calendar| {
        (1_u8..).zip(rows).flat_map(move |(month, names)| {
            let separator: &[char] = if names.contains(',') || names.contains(is_thai) { &[','] } else { &[' '] };
            names.split(separator).map(move |name| (name, (month, calendar(name)))).collect::<Vec<_>>()
        })
    };
    let gregorian = (1_u8..)
        .zip(MONTHS)
        .flat_map(|(month, names)| names.split_whitespace().map(move |name| (name, (month, calendar_of(name)))));
    let others = named(TWO_WORDS, calendar_of).chain(named(PERSIAN, |_| Calendar::Gregorian));
    named(SOLAR, |_| Calendar::Solar).chain(others).chain(gregorian).collect()
});

/// Years beside Thai names of months are of the Buddhist era, unless they are too small for it.
fn calendar_of(name: &str) -> Calendar {
    if name.starts_with(is_thai) { Calendar::Buddhist } else { Calendar::Gregorian }
}

fn is_thai(character: char) -> bool {
    ('\u{E00}'..='\u{E7F}').contains(&character)
}

/// The first words of names of months that are two words.
static FIRST_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    TWO_WORDS.iter().flat_map(|names| names.split(',')).filter_map(|name| name.split(' ').next()).collect()
});

/// The numbers by which Vietnamese calls its months.
const VIETNAMESE: [&str; 10] = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];

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

/// The month, 1 to 12, that a word in lower case names in one of some fifty languages.
#[must_use]
pub fn month(word: &str) -> Option<u8> {
    month_of(word).filter(|(_, calendar)| *calendar != Calendar::Solar).map(|(month, _)| month)
}

/// As [`month`], with the calendar that it and a year beside it are of. A name of two words has one space in it.
#[must_use]
pub fn month_of(word: &str) -> Option<(u8, Calendar)> {
    // Persian is often written with the letters of an Arabic keyboard.
    let persian = || word.contains(['ي', 'ك']).then(|| word.replace('ي', "ی").replace('ك', "ک"));
    let known = BY_NAME.get(word).copied().or_else(|| BY_NAME.get(persian()?.as_str()).copied());
    // Hebrew writes `in` at the head of the month.
    known.or_else(|| BY_NAME.get(word.strip_prefix('ב').filter(|rest| !rest.is_empty())?).copied())
}

/// Whether a word may open the name of a month that is two words.
#[must_use]
pub fn opens_month(word: &str) -> bool {
    FIRST_WORDS.contains(word)
}

/// Whether a word says that the number behind it is that of a month, as Vietnamese does.
#[must_use]
pub fn is_numbered_month(word: &str) -> bool {
    matches!(word, "tháng" | "thg")
}

/// The month that a Vietnamese number behind the word for a month means.
#[must_use]
pub fn vietnamese(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    (1_u8..).zip(VIETNAMESE).find(|(_, number)| *number == word).map(|(month, _)| month)
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
