//! Finds the title of a dump and the headline of its story, by rules.
//!
//! The blocks of the page with their traits come in; the places of title and headline go out. What says of a line that it is
//! the headline: the title and the address of the page, who signs below it, where it stands.
//!
//! Invariant: at most [`HEADLINE_REACH`] blocks around the story are weighed against each other.

use rustc_hash::FxHashSet;

use crate::normalise::fields::dateline::find_dateline;
use crate::normalise::labels::rules::text::{Rules, whole};
use crate::normalise::labels::traits::Traits;
use crate::normalise::text::address_words::{is_in_address, share, shared_words, slug_overlap};
use crate::normalise::text::scripts::is_dense;
use crate::normalise::text::titles::{bare_words, heads};

/// A headline has at most so many code points.
const LONGEST_HEADLINE: usize = 220;
/// A headline stands within so many blocks of the body.
const HEADLINE_REACH: usize = 50;
/// What it counts for a headline to be the first line of the page.
const OPENS_THE_PAGE: i64 = 4;
/// So many words of a title stand in the address too.
const TITLE_IN_ADDRESS: usize = 2;
/// A line that has so much in common with the address, in hundredths, is what the page tells, where the address has three
/// words or more. By rules alone 70, 80 and 88 found .825, .836 and .819 of the headlines of `dumps_dev` (November 2026).
const TOLD_BY_ADDRESS: usize = 80;
/// A line inside the story that has so much in common with the address is the headline where none above has anything.
const TOLD_INSIDE: usize = 50;

impl Rules<'_> {
    /// The title line of a crawled page: the first block, where it looks like one and the page bears it out. A page that was
    /// copied from a browser has none, and opens with its menu.
    pub(in crate::normalise) fn title(&self) -> Option<usize> {
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
        let has = |word: &str| self.slug.iter().any(|slug| slug == word);
        let addressed = words.iter().filter(|word| is_in_address(word, has)).count();
        if addressed >= TITLE_IN_ADDRESS {
            return true;
        }
        let mut told: FxHashSet<&str> = FxHashSet::default();
        let running = self.traits.iter().zip(&self.bare).filter(|(traits, _)| traits.prose >= 1.0);
        for (_, bare) in running {
            told.extend(bare.split(' ').filter_map(|word| words.get(word)));
        }
        if words.len() >= 3 && told.len() * 2 >= words.len() {
            return true;
        }
        let heads: Vec<String> = heads(self.text(0)).into_iter().map(bare_words).collect();
        // A line of a menu may stand twice as it is, but the story has a word of its title.
        let apart = addressed == 0 && told.is_empty() && !title.chars().any(is_dense);
        let said = |bare: &String| {
            let whole = bare.len() >= 8 && heads.contains(bare) || bare.len() >= 20 && title.starts_with(bare.as_str());
            whole && !(apart && bare == title)
        };
        self.bare.iter().zip(&self.traits).skip(1).any(|(bare, traits)| !traits.furniture && said(bare))
    }

    /// A block that says the title again, or the words of the address.
    pub(in crate::normalise) fn told_headline(&self, title: Option<usize>) -> Option<usize> {
        let title_heads: Vec<String> =
            title.map(|title| heads(self.text(title)).into_iter().map(bare_words).collect()).unwrap_or_default();
        let title_line = title.map(|title| self.bare(title)).unwrap_or_default();
        let title_words = shared_words(title_line);
        let mut best: Option<(usize, usize)> = None;
        for (at, traits) in self.traits.iter().enumerate() {
            // The title counts where the page shows no headline.
            let other = traits.chars > LONGEST_HEADLINE || traits.words() < 2 || traits.furniture;
            if other || Some(at) == title || self.is_shown_again(at) {
                continue;
            }
            let bare = self.bare(at);
            let mut score = 0;
            if at == 0 {
                score = 5;
            } else if title_heads.iter().any(|head| head == bare && head.len() >= 8) {
                score = 100;
            } else if bare.len() >= 20
                && title_line.len() >= 20
                && (title_line.starts_with(bare) || bare.starts_with(title_line))
            {
                score = 80;
            } else if bare.len() >= 15 && share(bare, &title_words) >= 75 {
                score = 60;
            }
            let overlap = slug_overlap(bare, &self.slug);
            if overlap >= TOLD_BY_ADDRESS && self.slug.len() > 2 {
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

    /// The block before the body that reads most like a headline: of some words, signed or dated soon after, near the
    /// body, sharing words with the address and the title.
    pub(in crate::normalise) fn headline_before(&self, start: usize, title: Option<usize>) -> Option<usize> {
        let title_words = shared_words(title.map(|title| self.bare(title)).unwrap_or_default());
        let gap = |at: usize| at == 0 || self.page.blocks.get(at).is_none_or(|block| block.gap_before);
        let stands_alone = |at: usize| gap(at) && gap(at + 1);
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
            // What stands between a headline and its story is near to both.
            let between = self.traits.get(at + 1..start).unwrap_or_default();
            let header =
                |next: &&Traits| next.is_date || next.is_byline || next.is_lead || next.furniture || next.is_noise;
            let far = start.abs_diff(at) - between.iter().filter(header).count();
            let mut score = whole(traits.words().min(12)) * 2 - whole(far);
            // Standfirsts are longer than headlines.
            score -= (whole(traits.words()) - 14).clamp(0, 10) / 2;
            score += if signed { 8 } else { 0 } + if named { 4 } else { 0 };
            score += whole(slug_overlap(bare, &self.slug)) / 5;
            score += if at == 0 { OPENS_THE_PAGE } else { whole(share(bare, &title_words)) / 5 };
            score -= if self.text(at).ends_with(['.', '…']) { 8 } else { 0 };
            score -= if traits.words() < 4 { 10 } else { 0 };
            score -= if self.page.blocks.get(at).is_some_and(|block| block.bullet) { 6 } else { 0 };
            score += if stands_alone(at) { 6 } else { 0 };
            // Of two lines the upper is the headline and the lower its standfirst.
            let below = best.is_some_and(|(_, known)| known + 1 == at);
            if best.is_none_or(|(known, _)| score >= known + if below { 2 } else { 0 }) {
                best = Some((score, at));
            }
        }
        let found = best.filter(|(score, _)| *score > 0).map(|(_, at)| at);
        // What was taken for the beginning of the story may be notes above it.
        let overlap = |at: usize| slug_overlap(self.bare(at), &self.slug);
        let inside = || {
            (start + 1..start + HEADLINE_REACH).find(|at| {
                let short = self.traits.get(*at).is_some_and(|traits| traits.prose == 0.0 && !traits.furniture);
                short && overlap(*at) >= TOLD_INSIDE && self.prose_follows(*at)
            })
        };
        if found.is_none_or(|at| overlap(at) == 0) { inside().or(found) } else { found }
    }
}

#[cfg(test)]
mod tests {
    use crate::normalise::blocks::BlockPage;
    use crate::normalise::blocks::Labels;
    use crate::normalise::blocks::text::blocks_of_text;
    use crate::normalise::labels::rules::text::label_with_traits;

    const STORY: &str = "The ferry stayed in port on Monday because of the storm, said Anna Berg, who runs the harbour of Lund.\n\n\
        The crew waits for the wind to drop, and nobody knows when that will be, she said on the quay in the evening.";

    /// The line that the rules take for the headline of a page at `url`.
    fn headline(url: &str, text: &str) -> String {
        let url = (!url.is_empty()).then(|| url.to_owned());
        let page = BlockPage { blocks: blocks_of_text(text), url, ..BlockPage::default() };
        let labels = label_with_traits(&page).labels;
        let found = page.blocks.iter().zip(&labels).find(|(_, label)| label.any(Labels::HEADLINE));
        found.map(|(block, _)| block.text.clone()).unwrap_or_default()
    }

    #[test]
    fn standfirst_below_a_headline_is_none() {
        let text = format!(
            "Home\nNews\nSport\n\nFerry to Malmo stays in port as the storm closes in on Lund\n\nCrew and passengers have been waiting on \
             the quay since Sunday for a wind that lets them sail\n\nBy Carl Dahl\n10 May 2013\n\n{STORY}"
        );
        assert_eq!(headline("", &text), "Ferry to Malmo stays in port as the storm closes in on Lund");
    }

    #[test]
    fn address_tells_the_headline_in_its_own_letters() {
        let text =
            format!("Aktuell\nFähre für Brüssel bleibt im Hafen\nDie Zahl des Tages und was sonst noch war\n\n{STORY}");
        let url = "https://lund.example/faehre-fuer-bruessel-bleibt-im-hafen-103241818";
        assert_eq!(headline(url, &text), "Fähre für Brüssel bleibt im Hafen");
    }

    #[test]
    fn headline_below_notes_that_read_as_the_story_is_found_by_the_address() {
        let note = "Your harbour pass is about to run out, please write to the office of the port for a new one.";
        let text = format!("{note}\n\n{note} Thanks.\n\nSetting up a harbour step by step\n\n{STORY}");
        assert_eq!(
            headline("https://lund.example/guide-setting-up-harbour", &text),
            "Setting up a harbour step by step"
        );
    }

    #[test]
    fn menu_that_stands_twice_is_no_title() {
        let menu = "NewsVideoFantasy LeagueRadioLifestyle";
        let text =
            format!("{menu}\nWeather\n{menu}\n\nFerry stays in port as the storm closes in\n10 May 2013\n\n{STORY}");
        assert_eq!(headline("", &text), "Ferry stays in port as the storm closes in");
    }

    #[test]
    fn title_is_the_headline_of_a_page_that_shows_no_other() {
        let text = format!("Ferry stays in port - The Lund Post\n{STORY}");
        assert_eq!(headline("https://lund.example/ferry-stays-in-port", &text), "Ferry stays in port - The Lund Post");
    }
}
