//! Says which of the lines that stand on a dump more than once are captions, and which line heads the story below them.
//!
//! Blocks with their traits and the repeated lines come in; the places of the captions and of the headline go out. A line
//! that stands with the credit of a picture once is a caption in all its places. Without a credit, what stands above the
//! headline or around the story and again elsewhere is one; menus and titles repeat too, so the header of a story is looked at
//! and no further, and what the title or the address says again is the headline.
//!
//! Invariant: a line that stands once is never called a caption; the time is linear in the blocks and in the repeats.

use crate::normalise::blocks::Block;
use crate::normalise::fields::credits::{credit_behind, cut_credit, is_sure_credit};
use crate::normalise::labels::text_repeats::Repeat;
use crate::normalise::labels::traits::Traits;
use crate::normalise::text::address_words::slug_overlap;
use crate::normalise::text::titles::{bare_words, heads};

/// The header of a story has at most so many blocks.
const LONGEST_HEADER: usize = 30;
/// So many lines of a header may be something else than headline, captions, byline and date: kickers, sections. More are a
/// menu, which ends it.
const OTHER_LINES: usize = 3;
/// Within so many lines below a headline the story begins.
const HEADER_BELOW: usize = 4;
/// So many blocks behind the story captions may stand.
const BEHIND: usize = 8;
/// Captions without a credit have at most so many code points, and so many words at least; on a page most of which is menus,
/// where tags and sections stand twice, so many more.
const LONGEST_BARE: usize = 400;
const LEAST_WORDS: usize = 3;
const LEAST_WORDS_AMONG_MENUS: usize = 8;
/// A page is mostly menus where more than so many lines of a hundred are short, and these are more than so many.
const MANY_SHORT: usize = 40;
const SHORT_OF_MENUS: usize = 20;
/// Inside the story such a line has so many words at least, and where no copy of it ends as a sentence does and it has so many,
/// it is no heading.
const LEAST_WORDS_INSIDE: usize = 4;
const LONGER_THAN_A_HEADING: usize = 6;
/// So many lines of something else may stand between such a caption and the story: the section, say. More are a menu, whose
/// lines repeat too.
const OTHERS_BELOW: usize = 1;
/// More lines that bear no credit and are said again are a list of contents or a menu.
const MOST_BARE: usize = 4;
/// A headline has at most so many code points, and one that ends as a sentence does so many.
const LONGEST_HEADLINE: usize = 220;
const LONGEST_SENTENCE: usize = 150;
/// What has so much in common with the address, in hundredths, is the headline.
const TOLD: usize = 50;

/// A line of so few words that holds a date is nothing but the date.
const LONGEST_DATE_LINE: usize = 6;
/// The same of a line that names somebody beside it.
const LONGEST_DATED_BYLINE: usize = 8;
/// A line of more words that says nothing but who somebody is may be a caption.
const LONGEST_SIGNATURE: usize = 5;
/// From here on the first names of whom a line names are known to be some.
const SURE_NAME: u8 = 3;

/// What repetition says of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::normalise) struct ShownAgain {
    /// The places of captions that stand more than once, in order.
    pub(in crate::normalise) captions: Vec<usize>,
    /// Lines that stand twice in the story or behind it and may be captions or sentences said again: the labels of their
    /// copies decide.
    pub(in crate::normalise) doubtful: Vec<Repeat>,
    /// The line that heads the story, where such captions stand around it.
    pub(in crate::normalise) heading: Option<usize>,
}

/// A page as it is looked at here.
pub(in crate::normalise) struct Shown<'p> {
    pub(in crate::normalise) blocks: &'p [Block],
    pub(in crate::normalise) traits: &'p [Traits],
    pub(in crate::normalise) bare: &'p [String],
    /// The words of the address.
    pub(in crate::normalise) slug: &'p [String],
}

/// How the repeated lines stand to each block.
struct Groups {
    /// For each block the number of its group.
    of: Vec<Option<usize>>,
    /// For each group whether one of its lines bears the credit of a picture.
    credited: Vec<bool>,
}

/// The story and the header above it.
struct Header {
    start: usize,
    end: usize,
    /// Where the header begins.
    top: usize,
    /// What may be the headline: first the nearest to the story.
    candidates: Vec<usize>,
    /// What else stands in it.
    others: Vec<usize>,
    /// So many words a caption without a credit has on this page at least.
    least_words: usize,
}

impl Shown<'_> {
    /// What the repeated lines `repeats` are.
    pub(in crate::normalise) fn again(&self, repeats: &[Repeat]) -> ShownAgain {
        if repeats.is_empty() {
            return ShownAgain::default();
        }
        let groups = self.groups(repeats);
        let Some(header) = self.header(&groups) else { return ShownAgain::default() };
        let heading = self.heading(repeats, &groups, &header);
        let (mut found, mut bare) = (ShownAgain::default(), Vec::new());
        for (number, repeat) in repeats.iter().enumerate() {
            let credited = groups.credited.get(number).copied().unwrap_or(false);
            if repeat.places.iter().any(|at| Some(*at) == heading) || self.is_told(repeat, heading, credited) {
                continue;
            }
            if credited && header.is_near(repeat) {
                found.captions.extend(&repeat.places);
            } else if !credited && self.is_caption(repeat, heading, &header) {
                bare.push(repeat);
            } else if !credited && self.is_in_story(repeat, &groups, &header) {
                // A heading, a sentence or a caption: a line that stops short of a sentence is no part of the story.
                if self.stops_short(repeat) { bare.push(repeat) } else { found.doubtful.push(repeat.clone()) }
            }
        }
        if bare.len() + found.doubtful.len() > MOST_BARE {
            found.doubtful.clear();
        } else {
            found.captions.extend(bare.into_iter().flat_map(|repeat| &repeat.places));
        }
        found.captions.sort_unstable();
        let above = found.captions.iter().find(|at| (header.top..header.start).contains(at));
        found.heading = heading.filter(|_| above.is_some_and(|at| header.is_clear_from(*at)));
        found
    }

    fn groups(&self, repeats: &[Repeat]) -> Groups {
        let mut groups = Groups { of: vec![None; self.blocks.len()], credited: Vec::with_capacity(repeats.len()) };
        for (number, repeat) in repeats.iter().enumerate() {
            for at in &repeat.places {
                if let Some(place) = groups.of.get_mut(*at) {
                    *place = Some(number);
                }
            }
            let keys = repeat.places.iter().filter_map(|at| self.bare.get(*at)).filter(|key| !key.is_empty());
            let key = keys.min_by_key(|key| key.len()).map_or("", String::as_str);
            groups.credited.push(repeat.places.iter().any(|at| self.is_credited(*at, key)));
        }
        groups
    }

    /// Whether a line ends in a credit that titles have not: `Ferry stays in port - Reuters` may be one. Its credit may begin
    /// right behind `key`, what a copy of it says.
    fn is_credited(&self, at: usize, key: &str) -> bool {
        let credited = self.traits.get(at).is_some_and(|traits| traits.has_credit && !traits.credit_only);
        let block = self.blocks.get(at).filter(|_| credited);
        block.is_some_and(|block| {
            let cut = cut_credit(&block.text).filter(|(text, _)| !text.is_empty());
            let behind = || credit_behind(&block.text, key).map(|(_, credit)| credit);
            cut.is_some_and(|(_, credit)| is_sure_credit(credit)) || behind().is_some_and(is_sure_credit)
        })
    }

    fn is_short(&self, at: usize) -> bool {
        self.traits.get(at).is_some_and(|traits| traits.chars <= LONGEST_BARE)
    }

    /// Whether a line is about the story and no part of it.
    fn is_about(&self, at: usize) -> bool {
        self.traits.get(at).is_some_and(|traits| {
            traits.is_date
                || traits.is_byline && (traits.led_byline || traits.signs >= SURE_NAME || traits.words() < 4)
                || traits.is_lead
                || traits.is_caption
                || traits.credit_only
                || traits.is_noise
                || traits.furniture
        })
    }

    fn reads_as_headline(&self, at: usize) -> bool {
        let bullet = self.blocks.get(at).is_none_or(|block| block.bullet);
        let traits = self.traits.get(at).filter(|_| !bullet && !self.is_about(at));
        traits.is_some_and(|traits| {
            let longest = if traits.prose > 0.0 { LONGEST_SENTENCE } else { LONGEST_HEADLINE };
            traits.words() >= 2 && (12..=longest).contains(&traits.chars)
        })
    }

    /// The stretch of prose, repeated lines left out, and what stands above it.
    fn header(&self, groups: &Groups) -> Option<Header> {
        let (start, end) = self.story(groups)?;
        let group = |at: usize| groups.of.get(at).copied().flatten();
        let (mut candidates, mut others, mut top) = (Vec::new(), Vec::new(), start);
        for at in (start.saturating_sub(LONGEST_HEADER)..start).rev() {
            let credited = group(at).is_some_and(|number| groups.credited.get(number) == Some(&true));
            if self.reads_as_headline(at) && !credited {
                if group(at).is_none() && !candidates.is_empty() {
                    others.push(at);
                }
                candidates.push(at);
            } else if !credited && !self.is_about(at) && group(at).is_none() {
                others.push(at);
            }
            if others.len() > OTHER_LINES {
                break;
            }
            top = at;
        }
        candidates.retain(|at| *at >= top);
        // A headline may be a question or a saying, and the story then seems to begin with it.
        let grouped = candidates.iter().all(|at| group(*at).is_some()) && (!candidates.is_empty() || others.is_empty());
        let opens =
            self.blocks.get(start).is_some_and(|block| !block.text.ends_with('.') && !block.text.contains(". "));
        let goes_on = self.traits.iter().skip(start + 1).take(HEADER_BELOW).any(|next| next.prose > 0.0);
        if grouped && opens && goes_on && self.reads_as_headline(start) {
            candidates.insert(0, start);
        }
        let short = self.traits.iter().filter(|traits| traits.prose == 0.0 && traits.words() < 5).count();
        let menus = short > SHORT_OF_MENUS && short * 100 > self.traits.len() * MANY_SHORT;
        let least_words = if menus { LEAST_WORDS_AMONG_MENUS } else { LEAST_WORDS };
        Some(Header { start, end, top, candidates, others, least_words })
    }

    fn story(&self, groups: &Groups) -> Option<(usize, usize)> {
        let (mut best, mut most, mut sum, mut start) = (None, 0.0_f64, 0.0_f64, 0);
        for (at, traits) in self.traits.iter().enumerate() {
            if groups.of.get(at).is_some_and(Option::is_some) && self.is_short(at) {
                continue;
            }
            if sum <= 0.0 {
                (sum, start) = (0.0, at);
            }
            sum += traits.weight;
            if traits.weight > 0.0 && sum > most {
                most = sum;
                best = Some((start, at + 1));
            }
        }
        best
    }

    /// The line that heads the story: of those above it the nearest, unless that is a caption shown again.
    fn heading(&self, repeats: &[Repeat], groups: &Groups, header: &Header) -> Option<usize> {
        let mut nearest = None;
        for (number, at) in header.candidates.iter().enumerate() {
            let Some(repeat) = groups.of.get(*at).copied().flatten().and_then(|group| repeats.get(group)) else {
                // Of two lines one upon the other the upper is the headline and the lower its standfirst.
                let upper = header.candidates.get(number + 1).copied();
                let upper = upper.filter(|above| above + 1 == *at && groups.of.get(*above) == Some(&None));
                let upper = upper.filter(|above| self.traits.get(*above).is_some_and(|traits| traits.words() > 3));
                return Some(upper.unwrap_or(*at));
            };
            let elsewhere = repeat.places.iter().any(|place| *place >= header.start);
            let titled = repeat.places.first().is_some_and(|first| *first == 0);
            if self.is_told(repeat, None, false) || !elsewhere && titled && !header.is_clear_from(0) {
                return Some(*at);
            }
            nearest = nearest.or(Some(*at));
        }
        nearest
    }

    /// Whether the title or the address says what a repeated line says.
    fn is_told(&self, repeat: &Repeat, heading: Option<usize>, credited: bool) -> bool {
        let Some(first) = repeat.places.first() else { return false };
        let bare = |at: usize| self.bare.get(at).map_or("", String::as_str);
        let own = repeat.places.iter().map(|at| slug_overlap(bare(*at), self.slug)).max().unwrap_or(0);
        let other = heading.map_or(0, |at| slug_overlap(bare(at), self.slug));
        if own >= TOLD && own >= other {
            return true;
        }
        let titled = |at: usize| {
            let text = self.blocks.get(at).map_or("", |block| block.text.as_str());
            heads(text).iter().skip(1).any(|head| bare_words(head) == bare(*first))
        };
        !credited && !repeat.places.contains(&0) && titled(0)
    }

    /// Whether a line that bears no credit reads as a caption.
    fn may_be_caption(&self, at: usize, least_words: usize) -> bool {
        let Some((traits, block)) = self.traits.get(at).zip(self.blocks.get(at)) else { return false };
        let longest = if traits.signs > 0 { LONGEST_DATED_BYLINE } else { LONGEST_DATE_LINE };
        let dates = traits.is_date && (traits.dates_with_role || traits.words() <= longest);
        let signs = traits.led_byline || traits.is_byline && traits.words() <= LONGEST_SIGNATURE;
        let other = dates || signs || traits.is_noise || block.bullet || traits.furniture;
        !other && self.is_short(at) && traits.words() >= least_words
    }

    /// Whether a repeated line that bears no credit is a caption by where it stands.
    fn is_caption(&self, repeat: &Repeat, heading: Option<usize>, header: &Header) -> bool {
        let first = repeat.places.iter().find(|at| **at >= header.top);
        let clear = first.is_some_and(|at| header.is_clear_from(*at));
        if !clear || !repeat.places.iter().all(|at| self.may_be_caption(*at, header.least_words)) {
            return false;
        }
        let Some(heading) = heading else { return false };
        let within = |from: usize, to: usize| repeat.places.iter().filter(|at| (from..to).contains(*at)).count();
        let above = within(header.top, heading);
        let below = if heading < header.start { within(heading + 1, header.start) } else { 0 };
        let inside = within(header.start.max(heading + 1), header.end);
        let behind = within(header.end, header.end + BEHIND);
        above + below >= 2 || above > 0 && inside + behind > 0 || below > 0 && inside > 0
    }
}

impl Shown<'_> {
    /// Whether a line without a credit stands twice in the story or behind it, on a page that is no list.
    fn is_in_story(&self, repeat: &Repeat, groups: &Groups, header: &Header) -> bool {
        let within = |at: &usize| (header.start + 1..header.end + BEHIND).contains(at);
        let near = header.least_words == LEAST_WORDS && repeat.places.iter().all(within);
        if !near || !repeat.places.iter().all(|at| self.may_be_caption(*at, LEAST_WORDS_INSIDE)) {
            return false;
        }
        // A whole passage that stands twice is one told twice, and what somebody says is the story's.
        let group = |at: usize| groups.of.get(at).copied().flatten();
        let passage = repeat.places.iter().any(|at| {
            let next = group(at + 1).filter(|next| Some(*next) != group(*at));
            next.is_some() || at.checked_sub(1).and_then(group).is_some_and(|before| Some(before) != group(*at))
        });
        let said =
            |at: &usize| self.blocks.get(*at).is_some_and(|block| block.text.contains(['"', '“', '”', '„', '«', '»']));
        !passage && !repeat.places.iter().any(said)
    }

    /// Whether none of the copies ends as a sentence does, and all are longer than a heading.
    fn stops_short(&self, repeat: &Repeat) -> bool {
        repeat.places.iter().all(|at| {
            let text = self.blocks.get(*at).map_or("", |block| block.text.as_str());
            self.traits.get(*at).is_some_and(|traits| traits.words() >= LONGER_THAN_A_HEADING)
                && !text.ends_with(['.', '!', '?', ':', '…'])
        })
    }
}

impl Header {
    /// Whether nothing but captions, headline, byline and date stands in the header below a line of it.
    fn is_clear_from(&self, at: usize) -> bool {
        self.top <= at && self.others.iter().filter(|other| **other > at).count() <= OTHERS_BELOW
    }

    /// Whether a line stands in the header, in the story or close behind it.
    fn is_near(&self, repeat: &Repeat) -> bool {
        repeat.places.iter().any(|at| (self.top..self.end + BEHIND).contains(at))
    }
}

#[cfg(test)]
mod tests {
    use crate::normalise::blocks::BlockPage;
    use crate::normalise::blocks::Labels;
    use crate::normalise::blocks::text::blocks_of_text;
    use crate::normalise::labels::rules::text::label_with_traits;

    const STORY: &str = "The ferry stayed in port on Monday because of the storm, said Anna Berg, who runs the harbour of Lund.\n\n\
        The crew waits for the wind to drop, and nobody knows when that will be, she said on the quay in the evening.\n\n\
        The town expects the road to open again on Wednesday, when the wind is said to turn to the west.";

    /// Checks the captions and the headline that are found in `lines` above the story, `below` being the lines behind it.
    fn check(lines: &str, below: &str, captions: &[usize], headline: &str) {
        let page =
            BlockPage { blocks: blocks_of_text(&format!("{lines}\n\n{STORY}\n\n{below}")), ..BlockPage::default() };
        let found = label_with_traits(&page);
        assert_eq!(found.shown.captions, captions, "{lines}");
        let line = page.blocks.iter().zip(&found.labels).find(|(_, label)| label.any(Labels::HEADLINE));
        assert_eq!(line.map(|(block, _)| block.text.as_str()), Some(headline), "{lines}");
    }

    #[test]
    fn captions_above_the_headline_are_told_from_it() {
        let head = "Ferry stays in port as storm closes the bridge";
        let credited = "Carl Dahl watches the sea from the tower of the harbour. © Mia Holm - AFP";
        check(
            &format!("A ferry in Lund\n{credited}\nA ferry in Lund\nCarl Dahl, AFP\n10 May 2013\n\n{head}"),
            "",
            &[0, 2],
            head,
        );
        check(
            &format!("10 May 2013\nA ferry in the harbour\n{head}\nA ferry in the harbour\nA ferry in the harbour"),
            "",
            &[1, 3, 4],
            head,
        );
        check(
            &format!("{head}\nBy Carl Dahl\nA ferry in the harbour\nA ferry in the harbour."),
            "Eels return",
            &[2, 3],
            head,
        );
    }

    #[test]
    fn caption_is_one_wherever_it_stands_when_a_copy_bears_a_credit() {
        let head = "Ferry stays in port as storm closes the bridge";
        check(
            &format!("{head}\n10 May 2013\nA ferry in the harbour of Lund. Photo: Mia Holm/AFP"),
            "A ferry in the harbour of Lund",
            &[2, 6],
            head,
        );
    }

    #[test]
    fn headline_said_again_is_no_caption() {
        let head = "Ferry stays in port as storm closes the bridge";
        check(&format!("{head}\nHome\nSport\nWeather\nPictures\n{head}\nBy Carl Dahl\n10 May 2013"), "", &[], head);
        check(&format!("{head} - The Lund Post\n{head}\n{head}\n10 May 2013"), head, &[], head);
    }

    #[test]
    fn sentence_of_the_story_said_again_stays_in_it() {
        let head = "Ferry stays in port as storm closes the bridge";
        let said = "The crew waits for the wind to drop, and nobody knows when that will be, she said on the quay in the evening.";
        check(&format!("{head}\n10 May 2013"), said, &[], head);
    }
}
