//! Writes invented articles: sentences of usual forms, filled with names by a fixed sequence of random numbers.
//!
//! Nothing here was ever printed. What the slots of a template stand for: `T` a club, `D` a club under its town's bare
//! name, `U` the same in capitals, `N` a country, `C` a city, `K` the same in capitals, `P` a person, `S` the surname of the
//! person named last, `R` a surname nobody bore before, `G` an organisation of any kind, `W` a company under a name of
//! one word, `B` an organisation with its initials in brackets, `A` those initials again, `L` a competition, `E` what is
//! named but is none of the three kinds, `J` a newspaper, `V` a university, `X` a part of a country, `n` a small number, `m` a larger one.

use crate::conll::Annotated;
use crate::news::{CULTURES, KINDS_BEFORE, KINDS_BEHIND, NEITHER, REGIONS, SUBJECTS, WORDS_BEFORE};
use crate::sports::{CITIES, CLUBS, COUNTRIES, CUPS, FORMS, STATES, TOWNS};

/// What articles of one sort are made of.
pub struct Genre {
    /// First lines.
    pub headings: &'static [&'static str],
    /// What stands before the first sentence.
    pub datelines: &'static [&'static str],
    /// Sentences.
    pub sentences: &'static [&'static str],
    /// Introductions of tables, and rows.
    pub tables: &'static [(&'static str, &'static [&'static str])],
}

/// Fills templates.
struct Writer {
    random: u64,
    given: Vec<String>,
    family: Vec<String>,
    last: String,
    initials: String,
    culture: usize,
    page: Annotated,
}

/// `count` invented articles of a genre.
pub fn articles(genre: &Genre, count: usize) -> Vec<Annotated> {
    let entries = |block: &'static str| block.lines().filter(|line| !line.starts_with(['#', '[']));
    let list = |block| entries(block).filter_map(|line| line.split('\t').next()).map(titled).collect();
    let mut writer = Writer {
        random: 0x2545_f491_4f6c_dd1d,
        given: list(include_str!("../../src/lexicon/people/given_names.txt")),
        family: list(include_str!("../../src/lexicon/people/surnames.txt")),
        last: "Okonjo".to_owned(),
        initials: "WFA".to_owned(),
        culture: 0,
        page: Annotated::default(),
    };
    (0..count).map(|_| writer.article(genre)).collect()
}

fn titled(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

impl Writer {
    fn below(&mut self, bound: usize) -> usize {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        (self.random.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound.max(1)
    }

    fn one_of(&mut self, list: &'static str) -> &'static str {
        let at = self.below(list.split('|').count());
        list.split('|').nth(at).unwrap_or_default()
    }

    fn article(&mut self, genre: &Genre) -> Annotated {
        self.page = Annotated::default();
        self.culture = self.below(CULTURES.len());
        "WFA".clone_into(&mut self.initials);
        let heading = genre.headings[self.below(genre.headings.len())];
        let capitals = self.below(2) == 0;
        self.fill(heading, capitals);
        for paragraph in 0..2 + self.below(4) {
            self.page.text.push_str("\n\n");
            if paragraph == 0 && self.below(2) == 0 {
                let form = genre.datelines[self.below(genre.datelines.len())];
                self.fill(form, false);
            }
            for sentence in 0..=self.below(3) {
                if sentence > 0 {
                    self.page.text.push(' ');
                }
                let template = genre.sentences[self.below(genre.sentences.len())];
                self.fill(template, false);
            }
        }
        for _ in 0..if genre.tables.is_empty() { 0 } else { self.below(3) } {
            let (heading, rows) = genre.tables[self.below(genre.tables.len())];
            self.page.text.push_str("\n\n");
            self.fill(heading, false);
            for _ in 0..2 + self.below(8) {
                self.page.text.push_str("\n\n");
                let row = rows[self.below(rows.len())];
                self.fill(row, false);
            }
        }
        std::mem::take(&mut self.page)
    }

    fn fill(&mut self, template: &str, capitals: bool) {
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            self.push(&rest[..open], capitals);
            let slot = &rest[open + 1..open + 2];
            rest = &rest[open + 3..];
            if slot == "B" {
                self.with_initials(capitals);
                continue;
            }
            let (kind, text) = self.slot(slot);
            let start = self.page.text.len();
            self.push(&text, capitals || matches!(slot, "U" | "K"));
            if let Some(kind) = kind {
                self.page.names.push((start..self.page.text.len(), kind.to_owned()));
            }
        }
        self.push(rest, capitals);
    }

    fn push(&mut self, text: &str, capitals: bool) {
        if capitals {
            self.page.text.extend(text.chars().flat_map(char::to_uppercase));
        } else {
            self.page.text.push_str(text);
        }
    }

    fn slot(&mut self, slot: &str) -> (Option<&'static str>, String) {
        match slot {
            "C" | "K" => (Some("LOC"), self.city().to_owned()),
            "R" => (Some("PER"), self.surname()),
            "G" => (Some("ORG"), self.organisation()),
            "W" => (Some("ORG"), self.company()),
            "A" => (Some("ORG"), self.initials.clone()),
            "X" if self.below(2) == 0 => (Some("LOC"), self.one_of(REGIONS).to_owned()),
            "X" => {
                let form = self.one_of("{} State|{} Province|{} County|{} Region|{} District|{} Governorate");
                let town = self.city();
                (Some("LOC"), form.replace("{}", town))
            }
            "E" => (None, self.one_of(NEITHER).to_owned()),
            "J" => {
                let paper = self.one_of(
                    "{} Times|{} Post|Daily {}|{} Herald|{} Observer|New {}|{} News Agency|{} Gazette|{} Star|{} Today",
                );
                let about = if self.below(2) == 0 { self.one_of(COUNTRIES) } else { self.one_of(SUBJECTS) };
                (Some("ORG"), paper.replace("{}", about))
            }
            "V" => {
                let form = self.one_of("University of {}|{} University|{} University of Technology|{} Institute of Science|{} State University|{} School of Law");
                let town = self.one_of(CITIES);
                (Some("ORG"), form.replace("{}", town))
            }
            "D" | "U" if self.below(8) == 0 => (Some("ORG"), self.one_of(STATES).to_owned()),
            "D" | "U" => (Some("ORG"), self.one_of(TOWNS).to_owned()),
            "T" if self.below(3) == 0 => (Some("ORG"), self.one_of(CLUBS).to_owned()),
            "T" => {
                let town = self.one_of(TOWNS);
                (Some("ORG"), self.one_of(FORMS).replace("{}", town))
            }
            "N" => (Some("LOC"), self.one_of(COUNTRIES).to_owned()),
            "L" => (None, self.one_of(CUPS).to_owned()),
            "P" => {
                let given = self.given_name();
                self.last = self.surname();
                let initial = given.chars().next().unwrap_or('A');
                let name = match self.below(9) {
                    0 => format!("{initial}. {}", self.last),
                    1 => format!("{given} {initial}. {}", self.last),
                    2 => format!("{given} {} {}", self.given_name(), self.last),
                    _ => format!("{given} {}", self.last),
                };
                (Some("PER"), name)
            }
            "S" => (Some("PER"), self.last.clone()),
            "n" => (None, self.below(9).to_string()),
            _ => (None, (10 + self.below(88)).to_string()),
        }
    }

    /// As often as not a town that has a club of its name, so that the name alone says nothing.
    fn city(&mut self) -> &'static str {
        match self.below(9) {
            0 => self.one_of(STATES),
            1..5 => self.one_of(TOWNS),
            _ => self.one_of(CITIES),
        }
    }

    /// Three in four from the article's own part of the world.
    fn given_name(&mut self) -> String {
        if self.below(4) == 0 {
            let at = self.below(self.given.len());
            return self.given[at].clone();
        }
        let names: Vec<&str> = CULTURES[self.culture].split_once(';').map_or("", |names| names.0).split(' ').collect();
        names[self.below(names.len())].to_owned()
    }

    fn surname(&mut self) -> String {
        match self.below(8) {
            0 => {
                let at = self.below(self.family.len());
                self.family[at].clone()
            }
            1 => titled(&self.made_up()),
            _ => {
                let block = CULTURES[self.culture].split_once(';').map_or("", |names| names.1);
                let mut names: Vec<String> = Vec::new();
                let mut small = String::new();
                for word in block.split(' ') {
                    let joins = matches!(word, "de" | "la" | "da" | "dos" | "van" | "von" | "der" | "bin" | "De");
                    small = if joins {
                        format!("{small}{word} ")
                    } else {
                        names.push(format!("{small}{word}"));
                        String::new()
                    };
                }
                names[self.below(names.len())].clone()
            }
        }
    }

    /// A word of two to four syllables.
    fn made_up(&mut self) -> String {
        let mut word = String::new();
        for _ in 0..2 + self.below(3) {
            word.push_str(self.one_of("b|c|d|f|g|k|l|m|n|p|r|s|t|v|z|br|st|tr|kr|pl|sh|ch|n|x|w|h|j|y"));
            word.push_str(self.one_of("a|e|i|o|u|a|e|i|o|ia|eo|ou|an|en|in|on|ar|er|or|al|el|il"));
        }
        if self.below(2) == 0 {
            word.push_str(self.one_of("x|s|n|r|tec|soft|corp|gaz|net|bank|tel|com|l|t|d|m"));
        }
        word
    }

    fn company(&mut self) -> String {
        let name = match self.below(4) {
            0 => self.surname(),
            _ => titled(&self.made_up()),
        };
        match self.below(3) {
            0 => self
                .one_of("{} Inc|{} Ltd|{} Group|{} Holdings|{} Bank|{} Airways|{} Motors|{} Energy|{} Capital|{} Pharma|{} AG|{} SA|{} Steel|{} Telecom|{} Oil|{} Corp|{} Industries|{} Technologies|{} Media|{} & Co|{} Insurance|{} Foods|{} Electric")
                .replace("{}", &name),
            1 if self.below(4) == 0 => name.chars().take(3).flat_map(char::to_uppercase).collect(),
            _ => name,
        }
    }

    fn long_name(&mut self) -> String {
        let subject = self.one_of(SUBJECTS);
        match self.below(5) {
            0 | 1 => format!("{} {subject}", self.one_of(KINDS_BEFORE)),
            2 => format!("{} {subject} {}", self.one_of(WORDS_BEFORE), self.one_of(KINDS_BEHIND)),
            3 => format!("{} {subject} {}", self.one_of(COUNTRIES), self.one_of(KINDS_BEHIND)),
            _ => format!("{subject} {}", self.one_of(KINDS_BEHIND)),
        }
    }

    fn organisation(&mut self) -> String {
        match self.below(6) {
            0 => self.company(),
            1 => format!("{} {}", self.one_of(KINDS_BEFORE), self.one_of(COUNTRIES)),
            2 => (0..3 + self.below(2)).map(|_| self.one_of("A|B|C|D|E|F|G|I|L|M|N|O|P|R|S|T|U|W")).collect(),
            _ => self.long_name(),
        }
    }

    /// `World Fisheries Authority (WFA)`, two names.
    fn with_initials(&mut self, capitals: bool) {
        let long = self.long_name();
        let small = |word: &&str| !matches!(*word, "of" | "for" | "and");
        self.initials = long.split(' ').filter(small).filter_map(|word| word.chars().next()).collect();
        self.push("the ", capitals);
        let start = self.page.text.len();
        self.push(&long, capitals);
        self.page.names.push((start..self.page.text.len(), "ORG".to_owned()));
        self.push(" (", capitals);
        let start = self.page.text.len();
        let initials = self.initials.clone();
        self.push(&initials, capitals);
        self.page.names.push((start..self.page.text.len(), "ORG".to_owned()));
        self.push(")", capitals);
    }
}
