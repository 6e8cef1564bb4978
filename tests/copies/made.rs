//! A made set of copies and of what is none, from a seed.
//!
//! Every word is made up. Originals of 120 to 900 words come with copies of ten sorts; beside them stand articles that share a
//! topic, quotes, stock paragraphs or a whole template with others and are copies of nothing.
//!
//! Invariant: the same seed gives the same set; which pairs are copies is said by how they were made.

/// A made article.
pub struct Made {
    /// Articles of one number are copies of the first of them.
    pub family: usize,
    /// How it was made.
    pub sort: &'static str,
    /// Headline.
    pub headline: String,
    /// Paragraphs apart by empty lines.
    pub body: String,
}

/// Ways to make a copy.
pub const COPIES: [&str; 10] = [
    "reprint",
    "trim",
    "brief",
    "reorder",
    "insert",
    "edit",
    "misread",
    "trim and misread",
    "reorder and insert",
    "trim and insert",
];

/// Numbers that look like chance (`SplitMix64`, Steele, Lea and Flood 2014).
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    /// From 0 to `limit`, that left out.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % limit.max(1)
    }

    fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn of<'t, T: ?Sized>(&mut self, list: &[&'t T]) -> &'t T {
        list[self.below(list.len())]
    }
}

const SMALL: [&str; 28] = [
    "the", "the", "the", "of", "of", "in", "to", "and", "and", "a", "a", "for", "on", "with", "that", "was", "is",
    "by", "at", "from", "as", "it", "not", "were", "had", "who", "but", "has",
];
const SYLLABLES: [&str; 32] = [
    "ba", "cor", "den", "fal", "gri", "hol", "ist", "jur", "kam", "lin", "mar", "nor", "ost", "pel", "qua", "ren",
    "sil", "tor", "ul", "ver", "wes", "yar", "zen", "ab", "chi", "dra", "eth", "flo", "gar", "hin", "ion", "ment",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Words of a language that nobody speaks.
struct Language {
    common: Vec<String>,
}

impl Language {
    fn new(chance: &mut Chance) -> Self {
        Self { common: (0..1_500).map(|_| word(chance)).collect() }
    }

    /// Words of one topic.
    fn topic(chance: &mut Chance) -> Vec<String> {
        (0..60).map(|_| word(chance)).collect()
    }

    fn sentence(&self, chance: &mut Chance, topic: &[String]) -> String {
        let length = chance.between(9, 28);
        let mut words = Vec::with_capacity(length);
        while words.len() < length {
            match chance.below(10) {
                0..=4 => words.push(chance.of(&SMALL).to_owned()),
                5..=6 => words.push(topic[chance.below(topic.len())].clone()),
                // Some words are said more often than others.
                _ => {
                    let rank = chance.below(self.common.len()).min(chance.below(self.common.len()));
                    words.push(self.common[rank].clone());
                }
            }
        }
        if chance.one_in(6) {
            let at = chance.below(length);
            words[at] = chance.between(2, 900).to_string();
        }
        sentence_of(&words)
    }

    fn paragraph(&self, chance: &mut Chance, topic: &[String]) -> String {
        let sentences = chance.between(1, 4);
        (0..sentences).map(|_| self.sentence(chance, topic)).collect::<Vec<_>>().join(" ")
    }

    fn quote(&self, chance: &mut Chance, topic: &[String]) -> String {
        let said = self.sentence(chance, topic);
        format!("“{}” said {} {}.", said.trim_end_matches('.').to_owned() + ",", name(chance), name(chance))
    }

    fn headline(chance: &mut Chance, topic: &[String]) -> String {
        let words: Vec<String> = (0..6).map(|_| topic[chance.below(topic.len())].clone()).collect();
        sentence_of(&words).trim_end_matches('.').to_owned()
    }

    fn story(&self, chance: &mut Chance, topic: &[String]) -> Vec<String> {
        let wanted = chance.between(120, 900);
        let mut paragraphs: Vec<String> = Vec::new();
        while words_of(&paragraphs) < wanted {
            paragraphs.push(if chance.one_in(4) { self.quote(chance, topic) } else { self.paragraph(chance, topic) });
        }
        paragraphs
    }
}

fn word(chance: &mut Chance) -> String {
    let syllables = chance.between(2, 4);
    (0..syllables).map(|_| chance.of(&SYLLABLES)).collect()
}

fn name(chance: &mut Chance) -> String {
    capital(&word(chance))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn sentence_of(words: &[String]) -> String {
    capital(&words.join(" ")) + "."
}

fn words_of(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(|paragraph| paragraph.split_whitespace().count()).sum()
}

/// The set of a seed: `originals` with all their copies, and as many families of articles that are no copies.
pub fn made(seed: u64, originals: usize) -> Vec<Made> {
    let mut chance = Chance(seed);
    let language = Language::new(&mut chance);
    let topics: Vec<Vec<String>> = (0..originals.div_ceil(4)).map(|_| Language::topic(&mut chance)).collect();
    let mut set = Vec::new();
    for family in 0..originals {
        let topic = &topics[family % topics.len()];
        let story = language.story(&mut chance, topic);
        set.push(made_of(family, "original", Language::headline(&mut chance, topic), &story));
        for sort in COPIES {
            let copy = copy(&language, &mut chance, topic, &story, sort);
            set.push(made_of(family, sort, Language::headline(&mut chance, topic), &copy));
        }
    }
    let others = others(&language, &mut chance, &topics, originals);
    set.extend(
        others
            .into_iter()
            .zip(originals..)
            .map(|((sort, headline, paragraphs), family)| made_of(family, sort, headline, &paragraphs)),
    );
    set
}

fn made_of(family: usize, sort: &'static str, headline: String, paragraphs: &[String]) -> Made {
    Made { family, sort, headline, body: paragraphs.join("\n\n") }
}

fn copy(language: &Language, chance: &mut Chance, topic: &[String], story: &[String], sort: &str) -> Vec<String> {
    let mut copy = story.to_vec();
    if sort.starts_with("trim") {
        let wanted = (words_of(story) * chance.between(30, 85) / 100).max(45);
        copy = first_words(&copy, wanted);
    }
    if sort == "brief" {
        let wanted = chance.between(40, 70);
        copy = first_words(&copy, wanted);
    }
    if sort.starts_with("reorder") {
        for place in (1..copy.len()).rev() {
            copy.swap(place, chance.below(place + 1));
        }
    }
    if sort.contains("insert") {
        let most = words_of(&copy) * chance.between(10, 50) / 100;
        let mut added = 0;
        while added < most {
            let new = language.sentence(chance, topic);
            added += new.split_whitespace().count();
            let at = chance.below(copy.len() + 1);
            copy.insert(at, new);
        }
    }
    if sort == "edit" {
        copy = copy.iter().map(|paragraph| edited(language, chance, paragraph)).collect();
        if copy.len() > 3 {
            let at = chance.below(copy.len());
            copy.remove(at);
        }
    }
    if sort.contains("misread") {
        let per_thousand = chance.between(10, 30);
        copy = copy.iter().map(|paragraph| misread(chance, paragraph, per_thousand)).collect();
    }
    copy
}

/// Whole sentences up to about so many words.
fn first_words(paragraphs: &[String], wanted: usize) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        let mut sentences = Vec::new();
        for sentence in paragraph.split_inclusive(". ") {
            if words_of(&kept) + words_of(&sentences) >= wanted {
                break;
            }
            sentences.push(sentence.to_owned());
        }
        if sentences.is_empty() {
            break;
        }
        kept.push(sentences.concat().trim_end().to_owned());
    }
    kept
}

/// One word in forty is another.
fn edited(language: &Language, chance: &mut Chance, paragraph: &str) -> String {
    let words = paragraph.split(' ').map(|word| {
        if chance.one_in(40) { language.common[chance.below(language.common.len())].clone() } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Letters that a machine takes for others, so many of a thousand.
fn misread(chance: &mut Chance, paragraph: &str, per_thousand: usize) -> String {
    let mut text = String::with_capacity(paragraph.len());
    for letter in paragraph.chars() {
        if chance.below(1_000) >= per_thousand {
            text.push(letter);
            continue;
        }
        match letter {
            ' ' if chance.one_in(2) => {}
            'm' => text.push_str("rn"),
            'h' => text.push('b'),
            'e' => text.push('c'),
            'l' | 'i' => text.push('1'),
            'n' => text.push('u'),
            'o' => text.push('0'),
            's' => text.push('5'),
            _ if chance.one_in(3) => {}
            _ if chance.one_in(2) => text.push(' '),
            _ => text.push(char::from(b'a' + u8::try_from(chance.below(26)).unwrap_or(0))),
        }
    }
    text
}

/// Articles that are copies of nothing: sort, headline, paragraphs.
fn others(
    language: &Language,
    chance: &mut Chance,
    topics: &[Vec<String>],
    many: usize,
) -> Vec<(&'static str, String, Vec<String>)> {
    let mut others = Vec::new();
    for topic in topics {
        // One event, told by two reporters who heard the same people.
        let quotes: Vec<String> = (0..3).map(|_| language.quote(chance, topic)).collect();
        for _ in 0..3 {
            let mut story = language.story(chance, topic);
            for quote in quotes.iter().take(if words_of(&story) > 250 { 3 } else { 1 }) {
                let at = chance.below(story.len() + 1);
                story.insert(at, quote.clone());
            }
            others.push(("same event", Language::headline(chance, topic), story));
        }
        // The next day's report repeats what happened before, up to two fifths of
        // either.
        let (first, mut next) = (language.story(chance, topic), language.story(chance, topic));
        next.extend(first_words(&first, (words_of(&next) * 2 / 3).min(words_of(&first) * 2 / 5)));
        others.push(("report", Language::headline(chance, topic), first));
        others.push(("next day", Language::headline(chance, topic), next));
    }
    let stock: Vec<String> = (0..6).map(|_| language.paragraph(chance, &topics[0])).collect();
    for number in 0..many {
        let topic = &topics[number % topics.len()];
        others.push(("weather", "Weather".to_owned(), weather(chance)));
        others.push(("results", "Results".to_owned(), results(chance)));
        others.push((
            "obituary",
            format!("{} {}", name(chance), name(chance)),
            obituary(language, chance, topic, &stock),
        ));
        others.push(("market", "Markets".to_owned(), market(chance, &stock)));
    }
    others
}

fn weather(chance: &mut Chance) -> Vec<String> {
    let (day, next) = (chance.of(&DAYS), chance.of(&DAYS));
    let (sky, other) =
        (chance.of(&["cloudy", "clear", "mostly dry", "overcast"]), chance.of(&["sunny", "foggy", "wet"]));
    let (place, coast) = (name(chance), name(chance));
    let mut figure = |least, most| chance.between(least, most);
    vec![
        format!(
            "{day} will be {sky} in {place} with a high of {} degrees and a low of {} degrees overnight.",
            figure(2, 30),
            figure(0, 9)
        ),
        format!(
            "Winds will blow from the {coast} coast at up to {} kilometres an hour, and the chance of rain is {} per cent.",
            figure(5, 80),
            figure(0, 99)
        ),
        format!(
            "{next} is expected to be {other} at first, with temperatures of about {} degrees by the afternoon and {} millimetres of rain.",
            figure(2, 30),
            figure(0, 40)
        ),
        format!(
            "The sun rises at {}.{} and sets at {}.{}. The tide is high at {coast} at {}.{}.",
            figure(4, 8),
            figure(10, 59),
            figure(16, 21),
            figure(10, 59),
            figure(0, 23),
            figure(10, 59)
        ),
        "Readers are asked to send their own measurements to the weather desk before six in the evening.".to_owned(),
    ]
}

fn results(chance: &mut Chance) -> Vec<String> {
    let mut paragraphs = Vec::new();
    for _ in 0..chance.between(4, 7) {
        let (home, away, scorer, other) = (name(chance), name(chance), name(chance), name(chance));
        let (goals, against) = (chance.below(5), chance.below(4));
        paragraphs.push(format!(
            "{home} beat {away} by {goals} goals to {against} on {} in front of a crowd of {}. {scorer} scored in the {}th \
             minute, and {other} was sent off after a foul in the second half.",
            chance.of(&DAYS),
            chance.between(200, 40_000),
            chance.between(1, 90),
        ));
    }
    paragraphs.push("All results are provisional until the league has confirmed them.".to_owned());
    paragraphs
}

fn obituary(language: &Language, chance: &mut Chance, topic: &[String], stock: &[String]) -> Vec<String> {
    let (first, last, place) = (name(chance), name(chance), name(chance));
    let (born, died) = (chance.between(1900, 1960), chance.between(1985, 2024));
    let mut paragraphs = vec![format!(
        "{first} {last}, of {place}, died peacefully at home on {} after a short illness, aged {}.",
        chance.of(&DAYS),
        died - born
    )];
    let own = chance.between(2, 4);
    paragraphs.extend((0..own).map(|_| language.paragraph(chance, topic) + " " + &language.sentence(chance, topic)));
    paragraphs.push(format!(
        "Born in {place} in {born}, {last} is survived by {} children and {} grandchildren.",
        chance.below(6),
        chance.below(12)
    ));
    // What the paper prints under every notice is less than two fifths of it.
    let under = &stock[chance.below(stock.len())];
    let words = words_of(&paragraphs) * 2 / 5;
    paragraphs.push(first_words(std::slice::from_ref(under), words).concat());
    paragraphs
}

fn market(chance: &mut Chance, stock: &[String]) -> Vec<String> {
    let mut paragraphs = Vec::new();
    for _ in 0..chance.between(4, 8) {
        let (share, moved) = (name(chance), chance.of(&["rose", "fell", "gained", "lost"]));
        paragraphs.push(format!(
            "Shares of {share} {moved} {}.{} per cent to {} crowns on {}, while those of {} closed {} at {} crowns.",
            chance.below(9),
            chance.below(99),
            chance.between(3, 900),
            chance.of(&DAYS),
            name(chance),
            chance.of(&["higher", "lower", "unchanged", "mixed"]),
            chance.between(3, 900)
        ));
    }
    if words_of(&paragraphs) > 100 {
        paragraphs.push(first_words(&[stock[0].clone()], 30).concat());
    }
    paragraphs
}
