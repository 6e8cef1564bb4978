//! Words by which pages say how long ago they were published. Compiled by hand from news pages' usual forms, in the
//! languages whose month names are known.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A unit in which pages count back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the unit of that name
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// Words of each unit in the forms that follow a number, lower case.
const UNITS: &[(Unit, &str)] = &[
    (
        Unit::Second,
        "second seconds sec secs s sekunde sekunden sek seconde secondes segundo segundos secondo secondi seconden \
         sekund sekunder sekundy sekundę saniye секунду секунды секунд sekuntia másodperce δευτερόλεπτα giây detik \
         secunde ثانية ثوان सेकंड שניות 秒 秒钟 초",
    ),
    (
        Unit::Minute,
        "minute minutes min mins mn m minuten minuto minutos minuti minuut minuter minutter minut minuty minutę minutu \
         minutami minuta dakika dk минуту минуты минут мин минута хвилину хвилини хвилин хв minuuttia minuutti perce \
         perccel λεπτό λεπτά phút menit دقيقة دقائق मिनट דקות דקה 分 分钟 分鐘 분",
    ),
    (
        Unit::Hour,
        "hour hours hr hrs h stunde stunden std heure heures hora horas hores ora ore uur uren uurtje time timer timme \
         timmar godzinę godziny godzin godz hodinu hodiny hodin hodinou hodinami saat час часа часов годину години \
         годин tunti tuntia órája órával ώρα ώρες giờ jam oră sat sata sati ساعة ساعات ساعتين घंटे घंटा שעות שעה \
         時間 小时 小時 시간",
    ),
    (
        Unit::Day,
        "day days d tag tage tagen jour jours día días dia dias dies giorno giorni dag dagen dage dager dagar dzień dni \
         den dny dní dnem gün день дня дней дні днів päivä päivää napja nappal ημέρα ημέρες μέρα μέρες ngày hari zi \
         zile dan dana يوم أيام يومين दिन ימים יום 日 天 일",
    ),
    (
        Unit::Week,
        "week weeks wk wks woche wochen semaine semaines semana semanas settimana settimane weken uge uger uke uker \
         vecka veckor tydzień tygodnie tygodni týden týdny týdnů týdnem hafta неделю недели недель тиждень тижні тижнів \
         viikko viikkoa hete héttel εβδομάδα εβδομάδες tuần minggu săptămână săptămâni أسبوع أسابيع हफ़्ते हफ्ते שבוע \
         שבועות 週間 周 주",
    ),
    (
        Unit::Month,
        "month months monat monate monaten mois mes meses mesos mese mesi mês maand maanden måned måneder månad månader \
         miesiąc miesiące miesięcy měsíc měsíce měsíců měsícem ay месяц месяца месяцев місяць місяці місяців kuukausi \
         kuukautta hónapja hónappal μήνα μήνες tháng bulan lună luni شهر أشهر महीने חודש חודשים か月 ヶ月 个月 個月 개월 달",
    ),
    (
        Unit::Year,
        "year years yr yrs jahr jahre jahren an ans année années año años any anys anno anni ano anos jaar år rok rokem \
         lata lat roky let yıl год года лет рік роки років vuosi vuotta éve évvel χρόνο χρόνια năm tahun ani سنة سنوات \
         साल שנה שנים 年 년",
    ),
];

static UNIT_OF: LazyLock<FxHashMap<&str, Unit>> = LazyLock::new(|| by_word(UNITS));

/// What each word of a table stands for; of words that come twice the first.
fn by_word<T: Copy>(table: &[(T, &'static str)]) -> FxHashMap<&'static str, T> {
    let mut found = FxHashMap::default();
    for (meaning, words) in table {
        for word in words.split_ascii_whitespace() {
            found.entry(word).or_insert(*meaning);
        }
    }
    found
}

/// The unit that a word, lower case, is a form of.
#[must_use]
pub fn unit(word: &str) -> Option<Unit> {
    UNIT_OF.get(word).copied()
}

/// Small numbers in words, each in the forms that stand before a unit.
const NUMBERS: &[(u32, &str)] = &[
    (
        1,
        "a an one einer einem einen ein une un una uno uma um een en ett et bir jedną jedna jednou jedním jeden один одну \
         одна egy một o ένα μία",
    ),
    (2, "two zwei deux dos due dois duas twee to två iki dwa dwie dva dvěma два две дві"),
    (3, "three drei trois tres tre três drie üç trzy tři třemi три"),
    (4, "four vier quatre cuatro quattro quatro fire fyra dört cztery čtyři четыре чотири"),
    (5, "five fünf cinq cinco cinque vijf fem beş pięć pět пять"),
    (6, "six sechs seis sei zes seks sex altı sześć šest шесть"),
    (7, "seven sieben sept siete sette sete zeven syv sju yedi"),
    (8, "eight acht huit ocho otto oito åtte otte åtta sekiz"),
    (9, "nine neun neuf nueve nove negen ni nio dokuz"),
    (10, "ten zehn dix diez dieci dez tien ti tio on"),
];

static NUMBER_OF: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| by_word(NUMBERS));

/// The number that a word, lower case, stands for.
#[must_use]
pub fn number(word: &str) -> Option<u32> {
    NUMBER_OF.get(word).copied()
}

/// What halves the unit after it: then nothing can be counted.
pub const HALF: &[&str] = &["half", "halben", "halbe", "demi", "media", "mezza", "meia", "halv", "yarım", "пол", "pół"];

/// What stands before a stretch of time that ends now, in words that follow each other.
pub const SINCE: &[&str] = &[
    "vor",
    "il y a",
    "hace",
    "há",
    "fa",
    "před",
    "pred",
    "преди",
    "пре",
    "prije",
    "pre",
    "acum",
    "πριν",
    "cách đây",
    "منذ",
    "قبل",
    "לפני",
];

/// What stands after such a stretch.
pub const AGO: &[&str] = &[
    "ago",
    "fa",
    "geleden",
    "siden",
    "sedan",
    "sen",
    "önce",
    "temu",
    "назад",
    "тому",
    "sitten",
    "ezelőtt",
    "atrás",
    "lalu",
    "yang lalu",
    "trước",
    "पहले",
    "前",
    "전",
    "zpět",
    "πριν",
    "earlier",
];

/// What one day is called by how many days it lies back, in words that follow each other. The longer names come first.
pub const DAYS: &[(u8, &str)] = &[
    (2, "avant hier"),
    (2, "altro ieri"),
    (2, "vorgestern"),
    (2, "anteayer"),
    (2, "antier"),
    (2, "anteontem"),
    (2, "eergisteren"),
    (2, "förrgår"),
    (2, "forgårs"),
    (2, "przedwczoraj"),
    (2, "předevčírem"),
    (2, "позавчера"),
    (2, "позавчора"),
    (2, "toissapäivänä"),
    (2, "alaltăieri"),
    (2, "一昨日"),
    (2, "前天"),
    (2, "그제"),
    (1, "yesterday"),
    (1, "gestern"),
    (1, "hier"),
    (1, "ayer"),
    (1, "ahir"),
    (1, "ieri"),
    (1, "ontem"),
    (1, "gisteren"),
    (1, "igår"),
    (1, "i går"),
    (1, "wczoraj"),
    (1, "včera"),
    (1, "jučer"),
    (1, "juče"),
    (1, "вчера"),
    (1, "вчора"),
    (1, "dün"),
    (1, "eilen"),
    (1, "tegnap"),
    (1, "χθες"),
    (1, "hôm qua"),
    (1, "kemarin"),
    (1, "أمس"),
    (1, "אתמול"),
    (1, "昨日"),
    (1, "昨天"),
    (1, "어제"),
    (0, "today"),
    (0, "heute"),
    (0, "aujourd hui"),
    (0, "hoy"),
    (0, "avui"),
    (0, "oggi"),
    (0, "hoje"),
    (0, "vandaag"),
    (0, "idag"),
    (0, "i dag"),
    (0, "dzisiaj"),
    (0, "dziś"),
    (0, "dnes"),
    (0, "danas"),
    (0, "сегодня"),
    (0, "сьогодні"),
    (0, "днес"),
    (0, "bugün"),
    (0, "tänään"),
    (0, "σήμερα"),
    (0, "astăzi"),
    (0, "azi"),
    (0, "hôm nay"),
    (0, "hari ini"),
    (0, "اليوم"),
    (0, "היום"),
    (0, "今日"),
    (0, "今天"),
    (0, "오늘"),
];

/// Languages in which one of [`DAYS`] is an everyday word of another sense: `hier` is `here`.
pub const OTHER_SENSE: &[(&str, &[&str])] = &[("hier", &["de", "nl", "lb", "af"])];

/// What says that it was just now, in words that follow each other.
pub const NOW: &[&str] = &[
    "just now",
    "moments ago",
    "a moment ago",
    "seconds ago",
    "gerade eben",
    "soeben",
    "à l instant",
    "ahora mismo",
    "hace instantes",
    "hace un momento",
    "proprio ora",
    "pochi istanti fa",
    "agora mesmo",
    "zojuist",
    "zonet",
    "az önce",
    "şimdi",
    "только что",
    "щойно",
    "przed chwilą",
    "právě teď",
    "nyss",
    "lige nu",
    "akkurat nå",
    "juuri nyt",
    "たった今",
    "刚刚",
    "剛剛",
    "방금",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_counts_in_two_units() {
        let mut words: Vec<&str> = UNITS.iter().flat_map(|(_, words)| words.split_ascii_whitespace()).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
