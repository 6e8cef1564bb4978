//! What each block of a page is, told from the page's gold article.
//!
//! A dump's lines bear labels already. The blocks of a saved page are compared with the gold body, headline, captions,
//! credits, authors and date. Where a page's gold says nothing of a kind of block, the rules' word is taken for it, so
//! that silence teaches nothing.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use article_archive::training::normalise::blocks::text::blocks_of_text;
use article_archive::training::normalise::blocks::{BlockPage, Hints, Labels};
use article_archive::training::normalise::fields::byline::parse_byline;
use article_archive::training::normalise::fields::dates::find_dates_in;
use article_archive::training::normalise::labels::features::classes::{CLASSES, class_of};
use article_archive::training::normalise::text::titles::bare_words;

const OTHER: u8 = 0;
const BODY: u8 = 1;
const SUBHEAD: u8 = 2;
const HEADLINE: u8 = 3;
const BYLINE: u8 = 5;
const DATE: u8 = 6;
const BOTH: u8 = 7;
const CAPTION: u8 = 8;
const CREDIT: u8 = 9;
const REPEAT: u8 = 10;

/// The classes of a dump's blocks, from the labels of its lines.
pub fn of_text(page: &BlockPage, rules: &[Labels], record: &Value) -> Vec<u8> {
    let mut classes = vec![OTHER; page.blocks.len()];
    let (mut at, mut done) = (0, 0);
    let lines = record["text"].as_str().unwrap_or_default().split('\n');
    // How often the gold article still says a paragraph: a list may say the same many times.
    let mut left: HashMap<String, usize> = HashMap::new();
    for paragraph in record["gold"]["body"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        *left.entry(bare_words(paragraph)).or_default() += 1;
    }
    for (line, labels) in lines.zip(record["labels"].as_array().unwrap()) {
        let labels = labels
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .fold(Labels::default(), |all, label| all.with(named(label)));
        let still = left.get_mut(&bare_words(line)).filter(|left| **left > 0);
        let wanted = still.map(|left| *left -= 1).is_some();
        let class = if labels.any(Labels::HEADLINE) {
            HEADLINE
        } else if labels.any(Labels::REPEAT) && labels.any(Labels::BODY) && wanted {
            BODY
        } else if labels.any(Labels::REPEAT) && !labels.any(Labels::CAPTION) {
            REPEAT
        } else {
            class_of(labels)
        };
        for piece in blocks_of_text(line) {
            let Some(rest) = page.blocks.get(at).and_then(|block| block.text.get(done..)) else { break };
            let skipped = rest.len() - rest.trim_start().len();
            if rest.trim_start().starts_with(&piece.text) {
                if classes[at] == OTHER {
                    classes[at] = class;
                }
                done += skipped + piece.text.len();
                if done >= page.blocks[at].text.len() {
                    (at, done) = (at + 1, 0);
                }
            }
        }
    }
    let gold = &record["gold"];
    mark_title(&mut classes, page, gold);
    fill(&mut classes, rules, gold);
    classes
}

/// The title is the headline of a page that shows no other.
fn mark_title(classes: &mut [u8], page: &BlockPage, gold: &Value) {
    let headline = gold["headline"].as_str().map(bare_words).unwrap_or_default();
    if headline.is_empty() || classes.contains(&HEADLINE) {
        return;
    }
    let title = page.blocks.first().map(|block| bare_words(&block.text)).unwrap_or_default();
    if let Some(first) = classes.first_mut().filter(|_| title.starts_with(&headline)) {
        *first = HEADLINE;
    }
}

fn named(label: &str) -> Labels {
    match label {
        "body" => Labels::BODY,
        "subhead" => Labels::SUBHEAD,
        "headline" => Labels::HEADLINE,
        "title_tag" => Labels::TITLE,
        "summary" => Labels::STANDFIRST,
        "caption" => Labels::CAPTION,
        "credit" => Labels::CREDIT,
        "byline" => Labels::BYLINE,
        "date" => Labels::DATE,
        "repeat" => Labels::REPEAT,
        _ => Labels::BOILERPLATE,
    }
}

/// Takes the rules' word for what the gold is silent about.
fn fill(classes: &mut [u8], rules: &[Labels], gold: &Value) {
    let empty = |key: &str| gold[key].as_array().is_none_or(Vec::is_empty);
    let mut silent = Labels::STANDFIRST;
    if empty("authors") {
        silent = silent.with(Labels::BYLINE);
    }
    if gold["date"].is_null() {
        silent = silent.with(Labels::DATE);
    }
    if gold["headline"].is_null() {
        silent = silent.with(Labels::HEADLINE);
    }
    if !gold["has_images"].as_bool().unwrap_or(false) {
        silent = silent.with(Labels::CAPTION).with(Labels::CREDIT);
    }
    for (class, rule) in classes.iter_mut().zip(rules) {
        if *class == OTHER && rule.any(silent) {
            *class = class_of(*rule);
        }
    }
}

/// The classes of a saved page's blocks, by comparison with the gold article.
pub fn of_saved_page(page: &BlockPage, rules: &[Labels], gold: &Value) -> Vec<u8> {
    let strings = |key: &str| -> Vec<String> {
        gold[key]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(bare_words)
            .filter(|text| !text.is_empty())
            .collect()
    };
    let (body, captions, credits, authors) =
        (strings("body"), strings("captions"), strings("credits"), strings("authors"));
    let headline = gold["headline"].as_str().map(bare_words).unwrap_or_default();
    let bare: Vec<String> = page.blocks.iter().map(|block| bare_words(&block.text)).collect();
    let of_body = told_in_body(&bare, &body);
    let joined = format!(" {} ", body.join(" "));
    let mut classes = vec![OTHER; bare.len()];
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (at, text) in bare.iter().enumerate() {
        let heading =
            page.blocks[at].markup.as_ref().is_some_and(|markup| markup.tag.starts_with('h') && markup.tag.len() == 2);
        if text.is_empty() {
            continue;
        }
        let long = text.split(' ').count() >= 4;
        let of_body = of_body[at];
        let shown = |all: &[String]| all.iter().any(|one| alike(text, one));
        if shown(&captions) && !(of_body && rules[at].any(Labels::BODY)) {
            classes[at] = CAPTION;
        } else if of_body {
            let shown = seen.entry(text).or_default();
            *shown += 1;
            // As often as the article itself says it, it is the article.
            let again = *shown > joined.matches(&format!(" {text} ")).count().max(1);
            classes[at] = if again && long {
                REPEAT
            } else if again {
                OTHER
            } else if heading {
                SUBHEAD
            } else {
                BODY
            };
        } else if text.len() < 160 && shown(&credits) {
            classes[at] = CREDIT;
        }
    }
    // Of all that says the headline: what the rules took, else a heading, else the first.
    if !headline.is_empty() {
        let score = |at: &usize| {
            let tag = page.blocks[*at].markup.as_ref().map_or("", |markup| markup.tag);
            (
                u8::from(tag == "h1"),
                u8::from(rules[*at].any(Labels::HEADLINE)),
                u8::from(tag.starts_with('h')),
                usize::MAX - at,
            )
        };
        let best = (0..bare.len()).filter(|at| bare[*at] == headline).max_by_key(score);
        if let Some(best) =
            best.or_else(|| (0..bare.len()).find(|at| rules[*at].any(Labels::HEADLINE) && alike(&bare[*at], &headline)))
        {
            classes[best] = HEADLINE;
        }
    }
    mark_lines(page, &bare, &authors, gold["date"].as_str(), &mut classes);
    fill(&mut classes, rules, gold);
    classes
}

/// Whether each block says what the gold body says.
///
/// Of a short block this is true where a paragraph says just that, or where the body holds it and the blocks around it
/// are the body's: a gold body may join headings, list items and cells with what stands beside them.
fn told_in_body(bare: &[String], body: &[String]) -> Vec<bool> {
    let whole: HashSet<&str> = body.iter().map(String::as_str).collect();
    let known: HashSet<Vec<&str>> = body.iter().flat_map(|text| shingles(text)).collect();
    let joined = format!(" {} ", body.join(" "));
    let long = |text: &str| text.split(' ').count() >= 4;
    let mut told: Vec<bool> = bare
        .iter()
        .map(|text| {
            let held = shingles(text);
            let shared = held.iter().filter(|shingle| known.contains(*shingle)).count();
            !text.is_empty() && if long(text) { shared * 10 >= held.len() * 7 } else { whole.contains(text.as_str()) }
        })
        .collect();
    let sure: Vec<bool> = told.iter().zip(bare).map(|(told, text)| *told && long(text)).collect();
    for (at, text) in bare.iter().enumerate() {
        let near = |from: usize, to: usize| sure.get(from..to.min(sure.len())).is_some_and(|some| some.contains(&true));
        if !told[at] && !long(text) && near(at.saturating_sub(5), at) && near(at + 1, at + 6) {
            told[at] = joined.contains(&format!(" {text} "));
        }
    }
    told
}

/// Short lines near the article that name an author or the day.
fn mark_lines(page: &BlockPage, bare: &[String], authors: &[String], date: Option<&str>, classes: &mut [u8]) {
    let Some(last) = classes.iter().rposition(|class| *class == BODY) else { return };
    let Some(first) = classes.iter().position(|class| matches!(*class, BODY | HEADLINE)) else { return };
    let language = page.declared.language.as_deref();
    let outside = Hints::COMMENT.with(Hints::NAVIGATION);
    for at in first.saturating_sub(8)..(last + 5).min(classes.len()) {
        let block = &page.blocks[at];
        let apart = block.markup.as_ref().is_some_and(|markup| markup.hints.any(outside));
        if classes[at] != OTHER || block.text.chars().count() > 200 || apart {
            continue;
        }
        let text = &bare[at];
        let named = authors.iter().any(|author| text.contains(author.as_str())) && parse_byline(&block.text).is_some();
        let dated = date.is_some_and(|date| {
            find_dates_in(&block.text, language).iter().any(|found| found.date.as_str().starts_with(date))
        });
        classes[at] = match (named, dated) {
            (true, true) => BOTH,
            (true, false) => BYLINE,
            (false, true) => DATE,
            (false, false) => OTHER,
        };
    }
    debug_assert!(CLASSES.len() > usize::from(REPEAT));
}

fn shingles(text: &str) -> Vec<Vec<&str>> {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() < 4 { vec![words] } else { words.windows(4).map(<[&str]>::to_vec).collect() }
}

/// Whether each of two texts holds most of the other.
fn alike(left: &str, right: &str) -> bool {
    if left == right {
        return true;
    }
    let (left, right): (HashSet<Vec<&str>>, HashSet<Vec<&str>>) =
        (shingles(left).into_iter().collect(), shingles(right).into_iter().collect());
    let shared = left.intersection(&right).count();
    shared * 10 >= left.len() * 7 && shared * 10 >= right.len() * 6
}
