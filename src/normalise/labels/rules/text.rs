//! Labels the blocks of a dump by rules.
//!
//! Blocks come in; labels go out. A dump has no markup, so the rules look at what prose looks like in any language
//! (length, sentence ends, commas), at what the title and the address of the page say of its headline, at what is said
//! twice, and at short lists of words that furniture is made of.
//!
//! Invariant: linear in the text but for sorting; a page without prose gets no body.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::memo::Kept;
use crate::normalise::blocks::{Block, BlockPage, Labels};
use crate::normalise::labels::features::classes::RuleLabels;
use crate::normalise::labels::text_repeats::repeats_of;
use crate::normalise::labels::text_shown_again::{Shown, ShownAgain};
use crate::normalise::labels::traits::{Traits, traits_of};
use crate::normalise::text::address_words::slug_words;
use crate::normalise::text::titles::bare_words;

/// The labels, what they were told from, and what is shown more than once.
pub(in crate::normalise) fn label_with_traits(page: &BlockPage) -> RuleLabels {
    let known = |block: &Block| {
        // What is known is known of lines without markup, which says more of a line than its text.
        if block.markup.is_some() {
            return traits_of(block);
        }
        KNOWN.with_borrow_mut(|known| {
            let known = if block.bullet { &mut known.bulleted } else { &mut known.plain };
            known.get_or(&block.text, || traits_of(block))
        })
    };
    let mut traits: Vec<Traits> = page.blocks.iter().map(known).collect();
    let slug = page.url.as_deref().map(slug_words).unwrap_or_default();
    let bare: Vec<String> = page
        .blocks
        .iter()
        .map(|block| if block.text.len() <= 400 { bare_words(&block.text) } else { String::new() })
        .collect();
    let repeats = repeats_of(&page.blocks, &traits, &bare);
    let shown = Shown { blocks: &page.blocks, traits: &traits, bare: &bare, slug: &slug }.again(&repeats);
    for at in &shown.captions {
        if let Some(traits) = traits.get_mut(*at) {
            traits.make_caption();
        }
    }
    let mut rules = Rules { page, traits, slug, labels: vec![Labels::BOILERPLATE; page.blocks.len()], bare, shown };
    rules.run();
    RuleLabels { labels: rules.labels, traits: rules.traits, shown: rules.shown }
}

/// The traits of lines read before: what a page says again, or the next page of the site, need not be read again.
#[derive(Default)]
struct Known {
    plain: Kept<Traits, MOST_KEPT, LONGEST_KEPT>,
    bulleted: Kept<Traits, MOST_KEPT, LONGEST_KEPT>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Enough for the menus of many sites, in a few megabytes.
const MOST_KEPT: usize = 7 << 10;
/// Longer lines, in bytes, are prose, which is said once.
const LONGEST_KEPT: usize = 200;

/// An article of fewer code points of prose than this is none, unless little else stands on the page.
const LEAST_PROSE: usize = 140;

/// A date or a byline counts as the header's within so many blocks of a run of prose.
const HEADER_IN_BODY: usize = 4;
/// A date line counts as the header's within so many blocks of a run of prose.
const DATE_IN_BODY: usize = 12;
/// A caption whose credit stands on the next line has at most so many code points.
const LONGEST_CAPTION: usize = 320;
/// The name of what a picture shows has at most so many code points.
const LONGEST_NAME: usize = 120;
/// A page with at most this share of furniture, in hundredths, is a story from end to end.
const LITTLE_FURNITURE: usize = 15;
/// What a short line counts on such a page.
const GENTLE: f64 = 0.3;
/// What the run of prose holds.
const IN_BODY: Labels = Labels::BODY.with(Labels::SUBHEAD);
/// What already is something else than part of the header.
const TAKEN: Labels = Labels::BODY
    .with(Labels::SUBHEAD)
    .with(Labels::HEADLINE)
    .with(Labels::TITLE)
    .with(Labels::CAPTION)
    .with(Labels::CREDIT);

/// Whether hardly anything but a story stands on the page: letters are signed, lists have headings, answers follow
/// questions, and every paragraph is wanted.
pub(in crate::normalise) fn is_story_only(traits: &[Traits]) -> bool {
    let furniture = traits.iter().filter(|traits| traits.furniture).count();
    furniture * 100 <= traits.len() * LITTLE_FURNITURE
}

pub(in crate::normalise) struct Rules<'p> {
    pub(in crate::normalise) page: &'p BlockPage,
    pub(in crate::normalise) traits: Vec<Traits>,
    labels: Vec<Labels>,
    /// The words of the address.
    pub(in crate::normalise) slug: Vec<String>,
    /// The words of each short block in lower case.
    pub(in crate::normalise) bare: Vec<String>,
    /// What repetition says.
    shown: ShownAgain,
}

impl Rules<'_> {
    fn run(&mut self) {
        let title = self.title();
        let told = self.told_headline(title).or(self.shown.heading);
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

    pub(in crate::normalise) fn text(&self, at: usize) -> &str {
        self.page.blocks.get(at).map_or("", |block| block.text.as_str())
    }

    fn has(&self, at: usize, labels: Labels) -> bool {
        self.labels.get(at).is_some_and(|found| found.any(labels))
    }

    /// Whether a block is a caption that the page shows again.
    pub(in crate::normalise) fn is_shown_again(&self, at: usize) -> bool {
        self.shown.captions.binary_search(&at).is_ok()
    }

    pub(in crate::normalise) fn bare(&self, at: usize) -> &str {
        self.bare.get(at).map_or("", String::as_str)
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

    /// Captions near the story: lines that end in a credit, and lines of the header that are said twice or show someone.
    fn label_captions(&mut self, start: usize, end: usize) {
        let mut count: FxHashMap<&str, usize> = FxHashMap::default();
        for bare in &self.bare {
            *count.entry(bare.as_str()).or_default() += 1;
        }
        let mut found = Vec::new();
        let from = start.saturating_sub(20);
        let below = self.captions_stand_below(from, end);
        for at in from..(end + 6).min(self.traits.len()) {
            let Some(traits) = self.traits.get(at) else { continue };
            let credit_only = |at: usize| self.traits.get(at).is_some_and(|other| other.credit_only);
            let credit_below = if below {
                at > from && credit_only(at - 1) && self.is_name_of_picture(at)
            } else {
                !traits.credit_only && credit_only(at + 1)
            };
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
        for at in self.shown.captions.clone() {
            self.set(at, Labels::CAPTION);
        }
        // Labels found for a block itself are set last and stand.
        for at in again {
            self.set(at, Labels::CAPTION);
        }
        for (at, labels) in found {
            self.set(at, labels);
        }
    }

    /// Whether the page prints the name of what a picture shows below its credit, as lists of products do: time and again
    /// a short line that is no sentence follows a credit, and no sentence stands before it.
    fn captions_stand_below(&self, from: usize, end: usize) -> bool {
        let (mut credits, mut named) = (0, 0);
        for at in from.max(1)..end {
            if self.traits.get(at).is_some_and(|traits| traits.credit_only) {
                credits += 1;
                let sentence = self.text(at - 1).ends_with(['.', '!', '?', '”', '"', '»', '“']);
                named += usize::from(!sentence && self.is_name_of_picture(at + 1));
            }
        }
        named >= 3 && named * 3 >= credits * 2
    }

    /// A short line that is no sentence and says nothing else.
    fn is_name_of_picture(&self, at: usize) -> bool {
        self.traits.get(at).is_some_and(|traits| {
            let other = traits.credit_only || traits.furniture || traits.is_date || traits.is_noise;
            !other && traits.prose == 0.0 && traits.chars <= LONGEST_NAME
        }) && !self.text(at).ends_with(['.', ':', '?', '!'])
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
        let bylines = self.bylines(headline, from, &(start..last), end);
        for at in &bylines {
            let known = self.labels.get(*at).copied().filter(|labels| labels.any(Labels::DATE)).unwrap_or_default();
            self.set(*at, known.with(Labels::BYLINE));
        }
        self.label_standfirst(headline, bylines.first().copied(), start, last);
    }

    /// The blocks of the byline: the best line, and the names on lines of their own below it.
    ///
    /// `header` is where a story that ends before `end` may still be signed at its beginning.
    fn bylines(&self, headline: Option<usize>, from: usize, header: &Range<usize>, end: usize) -> Vec<usize> {
        let mut best: Option<(i64, usize)> = None;
        for at in from..(end + 4).min(self.traits.len()) {
            let score = self.byline_score(at, headline, header, end).filter(|score| *score >= 3);
            if let Some(score) = score.filter(|score| best.is_none_or(|(known, _)| *score > known)) {
                best = Some((score, at));
            }
        }
        let Some((_, first)) = best else { return Vec::new() };
        let alone = |at: &usize| {
            let traits = self.traits.get(*at);
            traits.is_some_and(|traits| traits.is_byline && !traits.is_date && !traits.furniture)
                && !self.has(*at, TAKEN)
                && self.bare(*at) != self.bare(first)
        };
        let below = (first + 1..(first + 5).min(self.traits.len())).take_while(alone);
        std::iter::once(first).chain(below).collect()
    }

    /// How well the block at `at` would do as the byline; `None` where it can be none.
    fn byline_score(&self, at: usize, headline: Option<usize>, header: &Range<usize>, end: usize) -> Option<i64> {
        let traits = self.traits.get(at)?;
        let lead_above = at.checked_sub(1).and_then(|above| self.traits.get(above)).is_some_and(|above| above.is_lead);
        let around = self.traits.get(at.saturating_sub(2)..(at + 3).min(self.traits.len())).unwrap_or_default();
        let dated = around.iter().any(|near| near.is_date);
        let led = traits.led_byline || traits.is_byline && lead_above;
        let signs = led || traits.is_byline && dated;
        let in_header = at < header.end || signs && at < (header.start + 2 * HEADER_IN_BODY).min(end);
        let taken = self.has(at, TAKEN) && !(signs && in_header && self.has(at, IN_BODY));
        if !(traits.is_byline || led) || taken || !in_header && at < end {
            return None;
        }
        let mut score = if led { 6 } else { 0 } + if dated { 3 } else { 0 };
        if let Some(headline) = headline {
            let distance = at.abs_diff(headline);
            score += if at > headline && in_header { 2 } else { 0 };
            score += i64::from(distance <= 3);
            score -= if at < headline && distance > 3 { 3 } else { 0 };
            score -= if distance > 12 && in_header { 2 } else { 0 };
        }
        // A name that stands alone below the last paragraph signs the story.
        Some(score + if at >= end && at <= end + 1 { 2 } else { 0 })
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
pub(in crate::normalise) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / 64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::blocks::text::blocks_of_text;
    use crate::normalise::html::html_page;

    #[test]
    fn traits_do_not_hang_on_what_was_read_before() {
        let line = "Explained:";
        let dump = || BlockPage { blocks: blocks_of_text(line), ..BlockPage::default() };
        let saved = html_page(&format!("<p>{line}</p>"), None);
        let furniture = |page: &BlockPage| label_with_traits(page).traits[0].furniture;
        assert!(furniture(&dump()) && !furniture(&saved) && furniture(&dump()));
        let bulleted = BlockPage { blocks: blocks_of_text("• Ferries"), ..BlockPage::default() };
        let plain = BlockPage { blocks: blocks_of_text("Ferries"), ..BlockPage::default() };
        let weight = |page: &BlockPage| label_with_traits(page).traits[0].weight;
        assert!(weight(&bulleted) < weight(&plain));
    }
}
