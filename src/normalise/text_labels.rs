//! Labels the blocks of a dump by rules.
//!
//! Blocks come in; labels go out. A dump has no markup, so the rules look at what prose looks like in any language
//! (length, sentence ends, commas), at what the title and the address of the page say of its headline, at what is said
//! twice, and at short lists of words that furniture is made of.
//!
//! Invariant: linear in the text but for sorting; a page without prose gets no body.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::normalise::address_words::{share, slug_overlap, slug_words};
use crate::normalise::block_traits::{Traits, traits_of};
use crate::normalise::blocks::{BlockPage, Labeller, Labels};
use crate::normalise::dateline::find_dateline;
use crate::normalise::titles::{bare_words, heads};

/// The rules for dumps.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextRules;

impl Labeller for TextRules {
    fn label(&self, page: &BlockPage) -> Vec<Labels> {
        label_with_traits(page).0
    }
}

/// The labels, and the traits of the blocks that they were told from.
pub(super) fn label_with_traits(page: &BlockPage) -> (Vec<Labels>, Vec<Traits>) {
    // What a page says again need not be read again.
    let mut known: FxHashMap<(&str, bool), Traits> = FxHashMap::default();
    let traits: Vec<Traits> = page
        .blocks
        .iter()
        .map(|block| known.entry((&block.text, block.bullet)).or_insert_with(|| traits_of(block)).clone())
        .collect();
    let mut rules = Rules { page, traits, labels: vec![Labels::BOILERPLATE; page.blocks.len()], bare: Vec::new() };
    rules.bare = page
        .blocks
        .iter()
        .map(|block| if block.text.len() <= 400 { bare_words(&block.text) } else { String::new() })
        .collect();
    rules.run();
    (rules.labels, rules.traits)
}

/// A headline has at most so many code points.
const LONGEST_HEADLINE: usize = 220;
/// An article of fewer code points of prose than this is none, unless little else stands on the page.
const LEAST_PROSE: usize = 140;

/// A date or a byline counts as the header's within so many blocks of a run of prose.
const HEADER_IN_BODY: usize = 4;
/// A date line counts as the header's within so many blocks of a run of prose.
const DATE_IN_BODY: usize = 12;
/// A headline stands within so many blocks of the body.
const HEADLINE_REACH: usize = 50;
/// A caption whose credit stands on the next line has at most so many code points.
const LONGEST_CAPTION: usize = 320;
/// What it counts for a headline to be the first line of the page.
const OPENS_THE_PAGE: i64 = 4;
/// A page with at most this share of furniture, in hundredths, is a story from end to end.
const LITTLE_FURNITURE: usize = 15;
/// What a short line counts on such a page.
const GENTLE: f64 = 0.3;
/// What the run of prose holds.
const IN_BODY: Labels = Labels::BODY.with(Labels::SUBHEAD);
/// So many words of a title stand in the address too.
const TITLE_IN_ADDRESS: usize = 2;
/// What already is something else than part of the header.
const TAKEN: Labels = Labels::BODY
    .with(Labels::SUBHEAD)
    .with(Labels::HEADLINE)
    .with(Labels::TITLE)
    .with(Labels::CAPTION)
    .with(Labels::CREDIT);

/// Whether hardly anything but a story stands on the page: letters are signed, lists have headings, answers follow
/// questions, and every paragraph is wanted.
pub(super) fn is_story_only(traits: &[Traits]) -> bool {
    let furniture = traits.iter().filter(|traits| traits.furniture).count();
    furniture * 100 <= traits.len() * LITTLE_FURNITURE
}

struct Rules<'p> {
    page: &'p BlockPage,
    traits: Vec<Traits>,
    labels: Vec<Labels>,
    /// The words of each short block in lower case.
    bare: Vec<String>,
}

impl Rules<'_> {
    fn run(&mut self) {
        let title = self.title();
        let told = self.told_headline(title);
        let Some((start, end)) = self.body_run(told) else {
            self.set_headline_of_empty(title, told);
            return;
        };
        self.label_body(start, end);
        let headline = told.filter(|at| *at <= start).or_else(|| self.headline_before(start, title));
        if let Some(title) = title.filter(|title| Some(*title) != headline) {
            self.set(title, Labels::TITLE);
        }
        if let Some(at) = headline {
            self.set(at, Labels::HEADLINE);
        } else if let Some(title) = title {
            self.set(title, Labels::TITLE.with(Labels::HEADLINE));
        }
        self.label_captions(start, end);
        self.label_header(headline, start, end);
    }

    fn set(&mut self, at: usize, labels: Labels) {
        if let Some(place) = self.labels.get_mut(at) {
            *place = labels;
        }
    }

    fn text(&self, at: usize) -> &str {
        self.page.blocks.get(at).map_or("", |block| block.text.as_str())
    }

    fn has(&self, at: usize, labels: Labels) -> bool {
        self.labels.get(at).is_some_and(|found| found.any(labels))
    }

    fn bare(&self, at: usize) -> &str {
        self.bare.get(at).map_or("", String::as_str)
    }

    /// The title line of a crawled page: the first block, where it looks like one and the page bears it out. A page that was
    /// copied from a browser has none, and opens with its menu.
    fn title(&self) -> Option<usize> {
        let first = self.traits.first()?;
        let titled = !first.furniture
            && !first.is_caption
            && first.chars >= 15
            && first.chars <= 300
            && !self.page.blocks.first()?.bullet
            // A dump may begin with the story itself.
            && find_dateline(self.text(0)).is_none()
            && first.prose < 1.0
            && self.is_borne_out();
        titled.then_some(0)
    }

    /// Whether the first block speaks of what the address or the running text speaks of, or is said again.
    fn is_borne_out(&self) -> bool {
        let title = self.bare(0);
        let words: FxHashSet<&str> = title.split(' ').filter(|word| word.chars().count() > 3).collect();
        let slug = self.page.url.as_deref().map(slug_words).unwrap_or_default();
        if slug.iter().filter(|word| words.contains(word.as_str())).count() >= TITLE_IN_ADDRESS {
            return true;
        }
        let heads: Vec<String> = heads(self.text(0)).into_iter().map(bare_words).collect();
        let said = |bare: &String| {
            bare.len() >= 8 && heads.contains(bare) || bare.len() >= 20 && title.starts_with(bare.as_str())
        };
        if self.bare.iter().zip(&self.traits).skip(1).any(|(bare, traits)| !traits.furniture && said(bare)) {
            return true;
        }
        let mut told: FxHashSet<&str> = FxHashSet::default();
        let running = self.traits.iter().zip(&self.bare).filter(|(traits, _)| traits.prose >= 1.0);
        for (_, bare) in running {
            told.extend(bare.split(' ').filter_map(|word| words.get(word)));
        }
        words.len() >= 3 && told.len() * 2 >= words.len()
    }

    /// A block that says the title again, or the words of the address.
    fn told_headline(&self, title: Option<usize>) -> Option<usize> {
        let slug = self.page.url.as_deref().map(slug_words).unwrap_or_default();
        let title_heads: Vec<String> =
            title.map(|title| heads(self.text(title)).into_iter().map(bare_words).collect()).unwrap_or_default();
        let title_words = title.map(|title| self.bare(title)).unwrap_or_default();
        let mut best: Option<(usize, usize)> = None;
        for (at, traits) in self.traits.iter().enumerate() {
            if traits.chars > LONGEST_HEADLINE || traits.words() < 2 || traits.furniture {
                continue;
            }
            let bare = self.bare(at);
            let mut score = 0;
            if at == 0 {
                score = 5;
            } else if title_heads.iter().any(|head| head == bare && head.len() >= 8) {
                score = 100;
            } else if bare.len() >= 20
                && title_words.len() >= 20
                && (title_words.starts_with(bare) || bare.starts_with(title_words))
            {
                score = 80;
            } else if bare.len() >= 15 && share(bare, title_words) >= 75 {
                score = 60;
            }
            let overlap = slug_overlap(bare, &slug);
            if overlap >= 60 {
                score += overlap / 2;
            }
            // Prose below says that the story is told here and not teased.
            if score > 0 && self.prose_follows(at) {
                score += 25;
            }
            if score >= 50 && best.is_none_or(|(_, known)| score > known) {
                best = Some((at, score));
            }
        }
        best.map(|(at, _)| at)
    }

    fn prose_follows(&self, at: usize) -> bool {
        self.traits.iter().skip(at + 1).take(14).any(|traits| traits.prose >= 1.0 && !traits.furniture)
    }

    /// The stretch of blocks whose prose outweighs its furniture most.
    fn body_run(&self, headline: Option<usize>) -> Option<(usize, usize)> {
        let from = headline.map_or(0, |at| at + 1);
        let all: usize = self.traits.iter().map(|traits| traits.chars).sum();
        let (told, anywhere) = (self.best_run(from), self.best_run(0));
        // A teaser far below the story repeats its headline: three times the prose elsewhere overrules it.
        let found = match (told, anywhere) {
            (Some(told), Some(anywhere)) if self.prose_chars(anywhere) > 3 * self.prose_chars(told) => anywhere,
            (Some(told), _) => told,
            (None, anywhere) => anywhere?,
        };
        let prose = self.prose_chars(found);
        (prose >= LEAST_PROSE || prose * 2 >= all && prose >= 40).then_some(found)
    }

    fn prose_chars(&self, (start, end): (usize, usize)) -> usize {
        let inside = self.traits.get(start..end).unwrap_or_default();
        inside.iter().filter(|traits| traits.prose > 0.0 && !traits.furniture).map(|traits| traits.chars).sum()
    }

    fn best_run(&self, from: usize) -> Option<(usize, usize)> {
        let story_only = is_story_only(&self.traits);
        let (mut best, mut sum, mut start) = (None, 0.0_f64, from);
        let mut most = 0.0;
        let mut prose = 0_usize;
        for (at, traits) in self.traits.iter().enumerate().skip(from) {
            // What readers say is no part of an article that has been told.
            if traits.opens_comments && prose >= 400 {
                break;
            }
            let gentle = story_only && traits.weight < 0.0 && !traits.furniture;
            let weight = if gentle { traits.weight * GENTLE } else { traits.weight };
            if sum <= 0.0 {
                sum = 0.0;
                start = at;
                prose = 0;
            }
            sum += weight;
            if weight > 0.0 {
                prose += traits.chars;
            }
            if weight > 0.0 && sum > most {
                most = sum;
                best = Some((start, at + 1));
            }
        }
        best
    }

    /// Labels what stands inside the run.
    fn label_body(&mut self, start: usize, end: usize) {
        let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
        let mut labels = self.labels.clone();
        let mut skip_list = false;
        for at in start..end.min(self.traits.len()) {
            let Some(traits) = self.traits.get(at) else { continue };
            let Some(place) = labels.get_mut(at) else { continue };
            let bare = self.bare.get(at).map_or("", String::as_str);
            if traits.is_caption || traits.credit_only {
                continue;
            }
            if traits.furniture {
                skip_list = traits.opens_list;
                continue;
            }
            if traits.prose > 0.0 {
                skip_list = false;
                let repeated = bare.len() > 30 && seen.insert(bare, at).is_some();
                *place = if repeated { Labels::REPEAT } else { Labels::BODY };
                continue;
            }
            if skip_list || traits.is_date || traits.is_noise || traits.is_lead {
                continue;
            }
            // A short line before prose is a heading; a list inside the story is the story's.
            let next_prose = self.traits.get(at + 1).is_some_and(|next| next.prose > 0.0 && !next.furniture);
            let inside_list =
                self.page.blocks.get(at).is_some_and(|block| block.bullet) || self.traits.get(at + 1).is_some();
            if next_prose && traits.chars <= 120 {
                *place = Labels::SUBHEAD;
            } else if inside_list {
                *place = Labels::BODY;
            }
        }
        self.labels = labels;
    }

    /// The block before the body that reads most like a headline: of some words, signed or dated soon after, near the
    /// body, sharing words with the address and the title.
    fn headline_before(&self, start: usize, title: Option<usize>) -> Option<usize> {
        let slug = self.page.url.as_deref().map(slug_words).unwrap_or_default();
        let title_words = title.map(|title| self.bare(title)).unwrap_or_default();
        let mut best: Option<(i64, usize)> = None;
        for at in start.saturating_sub(HEADLINE_REACH)..=start {
            let Some(traits) = self.traits.get(at) else { continue };
            let other =
                traits.furniture || traits.is_date || traits.is_caption || traits.credit_only || traits.is_byline;
            if other || traits.is_noise || !(12..=LONGEST_HEADLINE).contains(&traits.chars) {
                continue;
            }
            // Inside the body only a line without a full stop can still be the headline.
            if at == start && (traits.prose > 0.0 || traits.words() < 4) || Some(at) == title && start > 12 {
                continue;
            }
            let after = self.traits.get(at + 1..(at + 5).min(self.traits.len())).unwrap_or_default();
            let signed = after.iter().any(|next| next.is_date || next.led_byline || next.is_lead);
            let named = after.iter().take(2).any(|next| next.is_byline);
            let bare = self.bare(at);
            let mut score = whole(traits.words().min(12)) * 2 - whole(start.abs_diff(at));
            score += if signed { 8 } else { 0 } + if named { 4 } else { 0 };
            score += whole(slug_overlap(bare, &slug)) / 5;
            score += if at == 0 { OPENS_THE_PAGE } else { whole(share(bare, title_words)) / 5 };
            score -= if self.text(at).ends_with(['.', '…']) { 8 } else { 0 };
            score -= if traits.words() < 4 { 10 } else { 0 };
            score -= if self.page.blocks.get(at).is_some_and(|block| block.bullet) { 6 } else { 0 };
            if best.is_none_or(|(known, _)| score >= known) {
                best = Some((score, at));
            }
        }
        best.filter(|(score, _)| *score > 0).map(|(_, at)| at)
    }

    /// Captions near the story: lines that end in a credit, and lines of the header that are said twice or show someone.
    fn label_captions(&mut self, start: usize, end: usize) {
        let mut count: FxHashMap<&str, usize> = FxHashMap::default();
        for bare in &self.bare {
            *count.entry(bare.as_str()).or_default() += 1;
        }
        let mut found = Vec::new();
        let from = start.saturating_sub(20);
        for at in from..(end + 6).min(self.traits.len()) {
            let Some(traits) = self.traits.get(at) else { continue };
            let credit_below = !traits.credit_only && self.traits.get(at + 1).is_some_and(|next| next.credit_only);
            let captioned = credit_below && traits.chars <= LONGEST_CAPTION && !traits.furniture && !traits.is_date;
            if captioned && !traits.is_noise && !self.has(at, Labels::HEADLINE.with(Labels::TITLE)) {
                found.push((at, Labels::CAPTION));
                continue;
            }
            if self.has(at, Labels::HEADLINE.with(Labels::TITLE).with(Labels::BODY)) {
                continue;
            }
            let again = at < start
                && (40..=LONGEST_CAPTION).contains(&traits.chars)
                && traits.prose < 2.0
                && count.get(self.bare(at)).is_some_and(|count| *count >= 2);
            if traits.credit_only {
                found.push((at, Labels::CREDIT));
            } else if traits.is_caption {
                found
                    .push((at, if traits.has_credit { Labels::CAPTION.with(Labels::CREDIT) } else { Labels::CAPTION }));
            } else if again && !traits.furniture && !traits.is_date && !traits.is_byline {
                found.push((at, Labels::CAPTION));
            }
        }
        drop(count);
        // What is a caption once is one wherever it stands.
        let known: FxHashSet<&str> = found
            .iter()
            .filter(|(_, labels)| labels.any(Labels::CAPTION))
            .map(|(at, _)| self.bare(*at))
            .filter(|bare| bare.len() >= 20)
            .collect();
        let again: Vec<usize> = (from..(end + 6).min(self.traits.len()))
            .filter(|at| known.contains(self.bare(*at)) && !self.has(*at, Labels::HEADLINE.with(Labels::TITLE)))
            .collect();
        // Labels found for a block itself are set last and stand.
        for at in again {
            self.set(at, Labels::CAPTION);
        }
        for (at, labels) in found {
            self.set(at, labels);
        }
    }

    /// Byline, dates and standfirst around headline and body.
    fn label_header(&mut self, headline: Option<usize>, start: usize, end: usize) {
        let from = headline.map_or(start.saturating_sub(8), |at| at.saturating_sub(6)).min(start.saturating_sub(4));
        // Dates and bylines may stand below a standfirst that the run of prose begins with.
        let last = (start + HEADER_IN_BODY).min(end);
        for at in from..(end + 4).min(self.traits.len()) {
            let Some(traits) = self.traits.get(at) else { continue };
            let in_reach = at < (start + DATE_IN_BODY).min(end);
            if traits.is_date && !self.has(at, TAKEN) && (in_reach || traits.dates_with_role) {
                self.set(at, Labels::DATE);
            }
        }
        // Some sites date a story below it.
        if !self.labels.iter().any(|labels| labels.any(Labels::DATE)) {
            let below = (end..(end + 6).min(self.traits.len()))
                .find(|at| self.traits.get(*at).is_some_and(|traits| traits.is_date));
            if let Some(at) = below.filter(|at| !self.has(*at, TAKEN)) {
                self.set(at, Labels::DATE);
            }
        }
        let bylines = self.bylines(headline, from, start, last, end);
        for at in &bylines {
            let known = self.labels.get(*at).copied().filter(|labels| labels.any(Labels::DATE)).unwrap_or_default();
            self.set(*at, known.with(Labels::BYLINE));
        }
        self.label_standfirst(headline, bylines.first().copied(), start, last);
    }

    /// The blocks of the byline: the best line, and the names on lines of their own below it.
    fn bylines(&self, headline: Option<usize>, from: usize, start: usize, last: usize, end: usize) -> Vec<usize> {
        let mut best: Option<(i64, usize)> = None;
        for at in from..(end + 4).min(self.traits.len()) {
            let Some(traits) = self.traits.get(at) else { continue };
            let lead_above =
                at.checked_sub(1).and_then(|above| self.traits.get(above)).is_some_and(|above| above.is_lead);
            let around = self.traits.get(at.saturating_sub(2)..(at + 3).min(self.traits.len())).unwrap_or_default();
            let dated = around.iter().any(|near| near.is_date);
            let led = traits.led_byline || traits.is_byline && lead_above;
            let signs = led || traits.is_byline && dated;
            let in_header = at < last || signs && at < (start + 2 * HEADER_IN_BODY).min(end);
            if !(traits.is_byline || led) || self.has(at, TAKEN) && !(signs && in_header && self.has(at, IN_BODY)) {
                continue;
            }
            if !in_header && at < end {
                continue;
            }
            let mut score = 0;
            score += if led { 6 } else { 0 };
            score += if dated { 3 } else { 0 };
            if let Some(headline) = headline {
                let distance = at.abs_diff(headline);
                score += if at > headline && in_header { 2 } else { 0 };
                score += i64::from(distance <= 3);
                score -= if at < headline && distance > 3 { 3 } else { 0 };
                score -= if distance > 12 && in_header { 2 } else { 0 };
            }
            // A name that stands alone below the last paragraph signs the story.
            score += if at >= end && at <= end + 1 { 2 } else { 0 };
            if score >= 3 && best.is_none_or(|(known, _)| score > known) {
                best = Some((score, at));
            }
        }
        let Some((_, first)) = best else { return Vec::new() };
        let mut found = vec![first];
        for at in first + 1..(first + 5).min(self.traits.len()) {
            let Some(traits) = self.traits.get(at) else { break };
            let alone = traits.is_byline && !traits.is_date && !traits.furniture;
            if !alone || self.has(at, TAKEN) || self.bare(at) == self.bare(first) {
                break;
            }
            found.push(at);
        }
        found
    }

    /// Prose between the headline and what signs or dates the story is its summary.
    fn label_standfirst(&mut self, headline: Option<usize>, byline: Option<usize>, start: usize, last: usize) {
        let Some(headline) = headline else { return };
        let signed = (start..last).rev().find(|at| self.has(*at, Labels::DATE.with(Labels::BYLINE)));
        let below = byline.filter(|at| *at >= start && *at < last).max(signed).unwrap_or(start);
        for at in headline + 1..below {
            let Some(traits) = self.traits.get(at) else { continue };
            let prose = traits.chars >= 60 && !traits.furniture && !traits.is_date && !traits.is_byline;
            let free = Labels::BODY.with(Labels::SUBHEAD).with(Labels::BOILERPLATE);
            if self.has(at, free) {
                self.set(at, if prose { Labels::STANDFIRST } else { Labels::BOILERPLATE });
            }
        }
    }

    fn set_headline_of_empty(&mut self, title: Option<usize>, told: Option<usize>) {
        if let Some(title) = title {
            self.set(title, Labels::TITLE);
        }
        if let Some(at) = told {
            self.set(at, Labels::HEADLINE);
        }
    }
}

/// A small count as a score.
fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / 64)
}
