//! How well `verify` and `screen` tell apart what is the same and what is not, on an invented set: eighty altered and invented
//! quotations, a hundred pairs of names. The floors fall only with a reason.

use std::collections::HashMap;

use crate::harness::Folder;

/// Who says what in the archive.
const SAID: [(&str, &str); 20] = [
    ("Tomas Ferrin", "We shall open the lock gates again before the first barges come down in spring"),
    ("Ida Lund", "Nobody in this valley has seen the water stand so high in all of forty years"),
    ("Katarzyna Wolska", "The roof of the market hall will hold whatever the engineers may say about it"),
    ("Jean-Luc Moreau", "My grandfather planted these vines and I shall not be the one who pulls them out"),
    ("Siobhan Keane", "There were seven of us in the boat and only the dog could really swim"),
    ("Anders Holmberg", "Every child in the district will have a place at a school within walking distance"),
    ("Marisol Quintero", "The orchestra has played through two floods and one very long power cut"),
    ("Dmitri Volkov", "I counted the votes three times and each time there was one more than before"),
    ("Henrietta Blythe", "A bridge that nobody maintains is only a slow way of building a ruin"),
    ("Omar Farsi", "They sent us blankets in June and umbrellas in the driest week of August"),
    ("Lucia Bertani", "The lighthouse will stay lit as long as there is one boat left out there"),
    ("Georg Steinmann", "Our bakers start at two in the morning so that the town may sleep until six"),
    ("Nadia Kovac", "It took eleven letters and a lawyer to have that one street lamp repaired"),
    ("Patrick Dunmore", "The harvest was small but the apples have never tasted better than this year"),
    ("Yuki Harada", "We found the missing archive in a cupboard behind the mayor's bicycle"),
    ("Beatriz Salgado", "If the tram does not come back then the whole quarter will move away"),
    ("Frederik Aalto", "The doctors here have worked without a holiday since the clinic was closed"),
    ("Miriam Oster", "She painted the mural in nine days and the rain took it away in one night"),
    ("Stefan Radu", "No minister has ever walked up this hill and we do not expect one now"),
    ("Celia Marchetti", "The old theatre has more mice than seats but we love it all the same"),
];

/// Other ways to write the names above, in their order.
const WRITTEN: [&[&str]; 20] = [
    &["FERRIN Tomas", "Tomás Ferrin", "T. Ferrin"],
    &["Lund, Ida", "IDA LUND"],
    &["Katarzyna Wolska", "Wolska Katarzyna", "Katarzyna Wolske"],
    &["Jean Luc Moreau", "MOREAU Jean-Luc", "Jean-Luc Morreau"],
    &["Siobhán Keane", "Keane, Siobhan"],
    &["Anders Holmburg", "A. Holmberg", "Holmberg Anders"],
    &["Marisol Quinteros", "QUINTERO, Marisol"],
    &["Дмитрий Волков", "Dmitry Volkov", "Dmitriy Volkov"],
    &["Henrieta Blythe", "H. Blythe"],
    &["OMAR FARSI", "Farsi, Omar"],
    &["Lucía Bertani", "Lucia Bertoni"],
    &["Georg Steinman", "STEINMANN, Georg", "G. Steinmann"],
    &["Nadia Kovač", "Kovac Nadia", "Nadja Kovac"],
    &["Patrik Dunmore", "Dunmore, Patrick"],
    &["Yuki Harada", "HARADA Yuki"],
    &["Beatriz Slagado", "Béatriz Salgado"],
    &["Fredrik Aalto", "AALTO, Frederik"],
    &["Miriam Öster", "Mirjam Oster"],
    &["Ștefan Radu", "Radu, Stefan", "STEFAN RADU"],
    &["Célia Marchetti", "Celia Marcheti", "C. Marchetti"],
];

/// Names of nobody above.
const STRANGERS: [&str; 50] = [
    "Tomas Verrin Lopez",
    "Ida Berg",
    "Katarina Wolf",
    "Jean Moulin",
    "Sinead Keating",
    "Andrea Holm",
    "Marisa Quint",
    "Dimitra Volos",
    "Harriet Blake",
    "Omar Faris Khan",
    "Lucio Bertrand",
    "Gerda Steiner",
    "Nadine Kovacs",
    "Peter Dunn",
    "Yuko Hara",
    "Beata Salinger",
    "Frida Alto",
    "Miranda Foster",
    "Stella Rader",
    "Cecil Marsh",
    "Tobias Farrow",
    "Inga Lindt",
    "Klaus Wolters",
    "Paul Moreau",
    "Fiona Keane",
    "Erik Holmberg",
    "Rosa Quintero",
    "Anna Volkova",
    "Edmund Blythe",
    "Layla Farsi",
    "Marco Bertani",
    "Otto Steinmann",
    "Ivana Kovac",
    "Nora Dunmore",
    "Kenji Harada",
    "Pedro Salgado",
    "Liisa Aalto",
    "Hugo Oster",
    "Elena Radu",
    "Paolo Marchetti",
    "Tom Ferris",
    "Ilse Lunden",
    "Ole Berg",
    "Karin Wolff",
    "Jan Maurer",
    "Sean Kane",
    "Ander Holm",
    "Mario Quinn",
    "Boris Volk",
    "Hetty Blyton",
];

fn archive() -> Folder {
    let record = |(number, (name, words)): (usize, &(&str, &str))| {
        let body = format!("Rain fell on Monday. \u{201c}{words},\u{201d} {name} said. Then it grew dark.");
        let record = serde_json::json!({ "id": number.to_string(), "headline": "Notes of the day", "body": body });
        record.to_string() + "\n"
    };
    let folder = Folder::new().file("pages.jsonl", SAID.iter().enumerate().map(record).collect::<String>());
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

/// A quotation with its word at `place` left out, another put there, or one put before it.
fn altered(words: &str, how: usize, place: usize) -> String {
    let mut list: Vec<&str> = words.split(' ').collect();
    let place = place.min(list.len() - 2);
    match how {
        0 => drop(list.remove(place)),
        1 => list[place] = "green",
        _ => list.insert(place, "never"),
    }
    list.join(" ")
}

/// How many of `items` are found to be what they are; those that are not are named.
fn share_right(items: &[(String, &str, Option<String>)]) -> f64 {
    let right = items.iter().filter(|(_, expected, found)| found.as_deref() == Some(*expected)).count();
    for (text, expected, found) in items.iter().filter(|(_, expected, found)| found.as_deref() != Some(*expected)) {
        eprintln!("{text}: {expected}, not {found:?}");
    }
    right as f64 / items.len() as f64
}

#[test]
fn altered_quotations_are_told_from_true_and_invented_ones() {
    let mut items: Vec<(String, &str, &str)> = Vec::new();
    for (number, (name, words)) in SAID.iter().enumerate() {
        items.push(((*words).to_owned(), name, "verbatim"));
        items.extend((0..3).map(|how| (altered(words, how, 3 + number % 5), *name, "changed")));
        let other = SAID[(number + 7) % SAID.len()].0;
        items.push(((*words).to_owned(), other, "other speaker"));
        items.push((
            format!("On day {number} I saw a heron walk along the tramway towards the brewery"),
            name,
            "missing",
        ));
    }
    let line = |(words, name, _): &(String, &str, &str)| format!("\u{201c}{words},\u{201d} {name} said.\n\n");
    let folder = archive().file("draft.txt", items.iter().map(line).collect::<String>());
    let rows = folder.archive(&["verify", "draft.txt", "--format", "jsonl"]).run().code(1).lines_of_json();
    let found: Vec<&serde_json::Value> = rows.iter().filter(|row| row["what"] == "quotation").collect();
    assert_eq!(found.len(), items.len());
    let told = |row: &serde_json::Value| row["status"].as_str().map(str::to_owned);
    let checked: Vec<(String, &str, Option<String>)> =
        items.iter().zip(&found).map(|((words, _, expected), row)| (words.clone(), *expected, told(row))).collect();
    for status in ["verbatim", "changed", "other speaker", "missing"] {
        let expected: Vec<_> = checked.iter().filter(|(_, expected, _)| *expected == status).cloned().collect();
        let said: Vec<_> = checked.iter().filter(|(_, _, found)| found.as_deref() == Some(status)).cloned().collect();
        let (recall, precision) = (share_right(&expected), share_right(&said));
        assert!(recall >= 0.95 && precision >= 0.95, "{status}: recall {recall:.3}, precision {precision:.3}");
    }
}

#[test]
fn names_are_found_in_other_spellings_and_strangers_are_not() {
    let names = WRITTEN.iter().flat_map(|names| names.iter()).chain(&STRANGERS);
    let list: String = names.map(|name| format!("\"{name}\"\n")).collect();
    let folder = archive().file("list.csv", format!("name\n{list}"));
    let rows = folder.archive(&["screen", "list.csv", "--format", "jsonl"]).run().lines_of_json();
    let mut hits: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in &rows {
        hits.entry(row["listed"].as_str().unwrap()).or_default().push(row["name"].as_str().unwrap());
    }
    let pairs = SAID.iter().zip(WRITTEN).flat_map(|((name, _), written)| written.iter().map(move |own| (*own, *name)));
    let pairs: Vec<(&str, &str)> = pairs.collect();
    let is_hit = |(written, name): &&(&str, &str)| hits.get(written).is_some_and(|found| found.contains(name));
    let found = pairs.iter().filter(is_hit).count();
    for (written, name) in pairs.iter().filter(|pair| !is_hit(pair)) {
        eprintln!("{written} is not found to be {name}");
    }
    let all_hits: usize = hits.values().map(Vec::len).sum();
    let (recall, precision) = (found as f64 / pairs.len() as f64, found as f64 / all_hits.max(1) as f64);
    assert!(pairs.len() + STRANGERS.len() >= 95, "{} pairs", pairs.len());
    assert!(recall >= 0.95 && precision >= 0.95, "recall {recall:.3}, precision {precision:.3}: {hits:?}");
}
