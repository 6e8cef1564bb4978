//! Lays articles out as pages dumped to text that show their captions again: what the weights learn repetition from.
//!
//! The gold article of a saved page comes in; dumps come out, each line with what it is. Where captions, byline, date and
//! headline stand, how often a caption is shown and how its copies differ, what stands above and below: all of it is drawn, the
//! same for the same page. Text, headline and captions are the page's; names, credits and furniture are invented.

use serde_json::Value;

use crate::trees_training::Random;
use article_archive::training::normalise::blocks::Labels;
use article_archive::training::normalise::labels::features::classes::class_of;
use article_archive::training::normalise::text::unicode::clean;

const FIRST: &[&str] =
    &["Anna", "Carl", "Mia", "Jonas", "Elif", "Pierre", "Lucia", "Tomas", "Sara", "Henrik", "Olga", "Pablo"];
const LAST: &[&str] =
    &["Berg", "Dahl", "Holm", "Vidal", "Kaya", "Lemaire", "Ricci", "Horak", "Winter", "Moberg", "Sousa", "Brandt"];
const AGENCIES: &[&str] = &["AFP", "AP", "Reuters", "Getty Images", "EPA", "dpa", "AFP/Pool", "EFE", "ANSA", "Xinhua"];
/// `@` stands for the photographer, `#` for the agency.
const CREDITS: &[&str] = &[
    "© @ - #",
    "© @, #",
    "(@/#)",
    "Photo: @/#",
    "Photograph: @/#",
    "© @",
    "(Photo by @/#)",
    "@ / #",
    "[@/#]",
    "| @/#",
    "Foto: @",
    "Foto: @/#",
    "Photo: @",
    "Crédit photo : @",
    "Picture: @",
    "Courtesy of @",
    "(Bild: @/#)",
    "@ via #",
    "Image: @/#",
    "#/@",
];
const BYLINES: &[&str] =
    &["@", "By @", "@, #", "Text by: @", "By @ with #", "@ | #", "By @ in Lund", "Von @", "Par @", "Por @"];
const DATES: &[&str] = &[
    "Last updated: %",
    "Latest update : %",
    "Updated: %",
    "Published: %",
    "%",
    "Posted on %",
    "First published: %",
    "% - 14:05",
];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MENU: &[&str] = &[
    "Home",
    "News",
    "Sport",
    "Weather",
    "Politics",
    "Business",
    "Culture",
    "Opinion",
    "Video",
    "Sign in",
    "Subscribe",
    "Search",
    "Startseite",
    "Wirtschaft",
    "Panorama",
    "Accueil",
    "Économie",
    "Portada",
    "Cultura",
    "Most read",
    "Newsletter",
    "Contact us",
];
const FEET: &[&str] = &[
    "Back to top",
    "Comments powered by Disqus",
    "Share this article: Facebook Twitter Email",
    "Print | E-mail",
    "Terms of use",
    "© Copyright. All rights reserved.",
    "Read more",
    "Related articles",
    "Leave a comment",
    "Tags: harbour, storm, ferry",
    "Eels return to the lower lake after thirty years",
    "The last bus to the island leaves at noon",
    "Bakers of Lund on strike",
];
const SITES: &[&str] = &["The Lund Post", "Harbour News", "Der Seebote", "Le Phare", "El Faro"];

/// A dump with the class of each of its lines, empty lines left out.
pub struct Dump {
    pub text: String,
    pub classes: Vec<u8>,
}

struct Story {
    headline: String,
    body: Vec<String>,
    captions: Vec<String>,
    date: String,
}

/// One line, what it is, and whether an empty line may part it from the line before.
type Line = (String, u8);

/// Dumps of the gold article of one page; none where it has no caption.
pub fn dumps_of(id: &str, gold: &Value, copies: u64) -> Vec<Dump> {
    let Some(story) = story_of(gold) else { return Vec::new() };
    let seed = id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (0..copies)
        .map(|copy| lay_out(&story, &mut Random(seed ^ (copy + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9))))
        .collect()
}

fn story_of(gold: &Value) -> Option<Story> {
    let strings = |key: &str| -> Vec<String> {
        gold[key]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(clean)
            .filter(|text| !text.is_empty())
            .collect()
    };
    let mut captions = strings("captions");
    captions.retain(|caption| (20..=300).contains(&caption.chars().count()));
    captions.dedup();
    captions.truncate(3);
    let (body, headline) = (strings("body"), clean(gold["headline"].as_str()?));
    let date = gold["date"].as_str()?.get(..10)?.to_owned();
    let apart = captions.iter().all(|caption| !body.contains(caption)) && !body.contains(&headline);
    (body.len() >= 5 && !captions.is_empty() && !headline.is_empty() && apart).then_some(Story {
        headline,
        body,
        captions,
        date,
    })
}

fn pick<'a>(random: &mut Random, list: &[&'a str]) -> &'a str {
    list[(random.chance() * list.len() as f32) as usize % list.len()]
}

fn name(random: &mut Random) -> String {
    format!("{} {}", pick(random, FIRST), pick(random, LAST))
}

/// A copy of a caption as another place may show it.
fn copy_of(caption: &str, random: &mut Random) -> String {
    let words: Vec<&str> = caption.split(' ').collect();
    let chance = random.chance();
    if chance < 0.12 && words.len() > 8 {
        return format!("{}…", words[..words.len() * 2 / 3].join(" "));
    }
    match chance {
        c if c < 0.24 => caption.strip_suffix('.').map_or_else(|| format!("{caption}."), str::to_owned),
        c if c < 0.30 => caption.replace(',', ""),
        _ => caption.to_owned(),
    }
}

/// A caption with its credit, on its own line or behind it.
fn credited(caption: &str, random: &mut Random, lines: &mut Vec<Line>) {
    let credit = pick(random, CREDITS).replace('@', &name(random)).replace('#', pick(random, AGENCIES));
    if random.chance() < 0.2 && !credit.starts_with('|') {
        lines.push((caption.to_owned(), class_of(Labels::CAPTION)));
        lines.push((credit, class_of(Labels::CREDIT)));
    } else {
        lines.push((format!("{caption} {credit}"), class_of(Labels::CAPTION)));
    }
}

fn byline(random: &mut Random) -> Line {
    let names = if random.chance() < 0.25 { format!("{} and {}", name(random), name(random)) } else { name(random) };
    let line = pick(random, BYLINES).replace('@', &names).replace('#', pick(random, &["AFP", "Reuters", "AP", "dpa"]));
    (line, class_of(Labels::BYLINE))
}

fn dated(date: &str, random: &mut Random) -> Line {
    let number = |from: usize, to: usize| date.get(from..to).and_then(|part| part.parse::<usize>().ok()).unwrap_or(1);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let month_name = MONTHS[(month - 1) % 12];
    let printed = match (random.chance() * 5.0) as u32 {
        0 => format!("{month_name} {day}, {year}"),
        1 => format!("{day} {month_name} {year}"),
        2 => format!("{} {day}, {year}", &month_name[..3]),
        3 => format!("{day:02}.{month:02}.{year}"),
        _ => date.to_owned(),
    };
    (pick(random, DATES).replace('%', &printed), class_of(Labels::DATE))
}

/// The captions that stand together at one place of the page.
fn shown(story: &Story, random: &mut Random, least: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let first = &story.captions[0];
    let mut bare = least;
    while bare < 3 && random.chance() < 0.25 {
        bare += 1;
    }
    for at in 0..bare {
        let text = if at == 0 { first.clone() } else { copy_of(first, random) };
        lines.push((text, class_of(Labels::CAPTION)));
    }
    for caption in &story.captions[1..] {
        let mut own = Vec::new();
        credited(caption, random, &mut own);
        let at = (random.chance() * (lines.len() + 1) as f32) as usize;
        // A credit of its own stays below its caption.
        let parted = lines.get(at).is_some_and(|line: &Line| line.1 == class_of(Labels::CREDIT));
        let at = if parted { lines.len() } else { at };
        lines.splice(at..at, own);
    }
    lines
}

fn lay_out(story: &Story, random: &mut Random) -> Dump {
    let headline = || (story.headline.clone(), class_of(Labels::HEADLINE));
    let mut lines: Vec<Line> = Vec::new();
    let furniture = |list: &[&str], most: f32, random: &mut Random, lines: &mut Vec<Line>| {
        for _ in 0..(random.chance() * most) as usize {
            lines.push((pick(random, list).to_owned(), 0));
        }
    };
    if random.chance() < 0.3 {
        let site = pick(random, SITES);
        lines.push((format!("{} - {site}", story.headline), class_of(Labels::TITLE)));
    }
    if random.chance() < 0.4 {
        furniture(MENU, 14.0, random, &mut lines);
    }
    let mut signed = Vec::new();
    if random.chance() < 0.9 {
        signed.push(byline(random));
    }
    if random.chance() < 0.85 {
        signed.push(dated(&story.date, random));
    }
    if random.chance() < 0.4 {
        signed.reverse();
    }
    let shape = (random.chance() * 8.0) as u32;
    let inside = matches!(shape, 4 | 5);
    let bare_inside = shape > 5;
    let pictures = if shape > 3 { Vec::new() } else { shown(story, random, 2) };
    let header: Vec<Vec<Line>> = match shape {
        0 => vec![pictures, signed, vec![headline()]],
        1 => vec![signed, pictures, vec![headline()]],
        2 => vec![pictures, vec![headline()], signed],
        3 => vec![vec![headline()], signed, pictures],
        _ => vec![vec![headline()], signed],
    };
    lines.extend(header.into_iter().flatten());
    if inside {
        credited(&story.captions[0], random, &mut lines);
    }
    let below = lines.len();
    let middle = 1 + (random.chance() * (story.body.len() - 2) as f32) as usize;
    for (at, paragraph) in story.body.iter().enumerate() {
        if inside && at == middle {
            match story.captions.get(1) {
                Some(second) => credited(second, random, &mut lines),
                None => lines.push((copy_of(&story.captions[0], random), class_of(Labels::CAPTION))),
            }
        }
        if bare_inside && (at == middle || shape == 7 && at == middle + 2) {
            lines.push((story.captions[0].clone(), class_of(Labels::CAPTION)));
        }
        lines.push((paragraph.clone(), class_of(Labels::BODY)));
    }
    if inside || shape == 6 || random.chance() < 0.2 {
        lines.push((copy_of(&story.captions[0], random), class_of(Labels::CAPTION)));
    }
    furniture(FEET, 5.0, random, &mut lines);
    let gaps = (random.chance() * 3.0) as u32;
    let mut text = String::new();
    for (at, (line, _)) in lines.iter().enumerate() {
        let parted = gaps == 1 || gaps == 2 && (at >= below || at + 1 == below);
        text += if at == 0 {
            ""
        } else if parted {
            "\n\n"
        } else {
            "\n"
        };
        text += line;
    }
    Dump { text, classes: lines.into_iter().map(|(_, class)| class).collect() }
}
