//! Invented articles of about 400 words: words by a Zipf law, people and towns by another, every third sentence with a name in it.

use std::io::Write;

const COMMON: &str = "the of to and a in that is was for on with as it at by from be has had have were are an this which not but they \
    its would been their who more will than one two after other when new over there about could into last year also all time first \
    people some most only such what should where while before between under during since against because through another still many";
const TOWNS: &str = "Warsaw Nairobi Lima Jakarta Ankara Oslo Lagos Athens Dublin Amman Quito Hanoi Geneva Lisbon Prague Accra Vienna \
    Seoul Dakar Havana Madrid Cairo Tunis Manila Helsinki Brussels Kabul Bogota Tbilisi Damascus Berlin Hamburg Munich Cologne Lyon \
    Marseille Toulouse Turin Naples Palermo Porto Seville Valencia Bilbao Krakow Gdansk Riga Vilnius Tallinn Minsk Odessa Lviv \
    Sofia Bucharest Belgrade Zagreb Sarajevo Skopje Tirana Izmir Aleppo Beirut Haifa Basra Mosul Tehran Shiraz Lahore Karachi Delhi \
    Mumbai Chennai Kolkata Dhaka Colombo Yangon Bangkok Osaka Kyoto Nagoya Busan Perth Brisbane Adelaide Wellington Auckland";
const FIRST: &str = "Anna Maria John Catherine Samuel Priya Thomas Elena Marc Hanna Yusuf Ingrid Pavel Leila Diego Amara Viktor Noura \
    Kenji Rosa Olivier Fatima Stefan Grace Ahmed Nadia Henrik Chiara Mikhail Aisha Peter Beatriz Rajiv Helen Omar Sofia Daniel Judith";
const ROLES: [&str; 5] =
    ["Foreign minister", "Police chief", "Union leader", "Regional governor", "Government spokesman"];
const ONSETS: [&str; 20] =
    ["b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kr", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "v"];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
const CODAS: [&str; 8] = ["", "", "n", "r", "s", "l", "nd", "rt"];
/// Kinds of words, people and towns, and the powers of their laws.
const WORDS: u64 = 200_000;
const PEOPLE: u64 = 300_000;

/// The same numbers every time (a linear congruential generator).
struct Picker(u64);

impl Picker {
    fn next(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A number between 3 and the bound.
    /// A rank below `bound`, the lower the likelier: by Zipf's law, of which this is the inverse.
    fn rank(&mut self, bound: u64) -> u64 {
        let share = self.next(1 << 30) as f64 / f64::from(1 << 30);
        // Ranks from 3 on, as in running text, where the first few words are not as frequent as the law says.
        ((3.0 * ((bound + 3) as f64 / 3.0).powf(share)) as u64).saturating_sub(3).min(bound - 1)
    }
}

fn made_up(mut number: u64, syllables: u64) -> String {
    let mut word = String::new();
    for _ in 0..syllables {
        for parts in [&ONSETS[..], &VOWELS, &CODAS] {
            let count = parts.len() as u64;
            word += parts[usize::try_from(number % count).unwrap_or_default()];
            number /= count;
        }
    }
    word
}

fn capitalised(word: &str) -> String {
    let (head, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    head.to_uppercase() + rest
}

/// The lists that articles are made of.
pub struct Corpus {
    words: Vec<String>,
    towns: Vec<&'static str>,
    first_names: Vec<&'static str>,
}

impl Corpus {
    pub fn new() -> Self {
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        let common = words.len() as u64;
        words.extend(
            (0..WORDS - common)
                .map(|number| made_up(number.wrapping_mul(2_654_435_761) % (1 << 32), 2 + number % 3 / 2)),
        );
        let split = |list: &'static str| list.split_whitespace().collect();
        Self { words, towns: split(TOWNS), first_names: split(FIRST) }
    }

    /// Writes `count` articles as JSON Lines.
    pub fn write(&self, out: &mut impl Write, count: u64) -> std::io::Result<()> {
        for number in 0..count {
            let mut pick = Picker(number * 2 + 1);
            let people: Vec<(String, String)> = (0..4).map(|_| self.person(&mut pick)).collect();
            let body = self.body(&mut pick, &people);
            let headline = format!("{} meets {} over {}", people[0].1, people[1].1, self.sentence(&mut pick, 4));
            let record = serde_json::json!({
                "id": format!("made-{number}"),
                "url": format!("https://quay-courier.example/{number}"),
                "headline": headline,
                "authors": [format!("{} {}", people[3].0, people[3].1)],
                "published_at": format!("{}-{:02}-{:02}", 2003 + pick.next(20), 1 + pick.next(12), 1 + pick.next(28)),
                "body": body,
            });
            writeln!(out, "{record}")?;
        }
        Ok(())
    }

    fn person(&self, pick: &mut Picker) -> (String, String) {
        let mixed = pick.rank(PEOPLE).wrapping_mul(2_654_435_761) % (1 << 32);
        let first = self.first_names[usize::try_from(mixed).unwrap_or_default() % self.first_names.len()];
        (first.to_owned(), capitalised(&made_up(mixed >> 7, 2)))
    }

    fn town(&self, pick: &mut Picker) -> &'static str {
        self.towns[usize::try_from(pick.rank(self.towns.len() as u64)).unwrap_or_default()]
    }

    fn sentence(&self, pick: &mut Picker, words: u64) -> String {
        let words: Vec<&str> =
            (0..words).map(|_| self.words[usize::try_from(pick.rank(WORDS)).unwrap_or_default()].as_str()).collect();
        words.join(" ")
    }

    fn body(&self, pick: &mut Picker, people: &[(String, String)]) -> String {
        let mut body = String::new();
        // Lengths vary as those of articles do: half of them have 10 to 30 sentences.
        let sentences = 6 + (pick.next(15) + pick.next(15)) * (1 + pick.next(2)) / 2 + pick.next(8);
        for number in 0..sentences {
            let (who, town, length) =
                (&people[usize::try_from(number % 4).unwrap_or_default()], self.town(pick), 8 + pick.next(19));
            let said = self.sentence(pick, length);
            if number > 0 {
                body += if number % 3 == 0 { "\n\n" } else { " " };
            }
            body += &match number % 8 {
                0 => format!(
                    "{} {} {} arrived in {town} as {said}.",
                    ROLES[usize::try_from(pick.next(5)).unwrap_or_default()],
                    who.0,
                    who.1
                ),
                2 | 5 => format!("\"{},\" {} said in {town}.", capitalised(&said), who.1),
                _ => format!("{}.", capitalised(&said)),
            };
        }
        body
    }
}
