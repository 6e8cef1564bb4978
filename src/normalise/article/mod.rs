//! Reads the article off blocks and labels.
//!
//! A page in blocks with their labels, what it declares, and what its record gives come in; the article goes out, in the
//! same way for saved pages and for dumps. `authors`, `dates` and `captions` each read one field, `caption_copies` merges
//! the copies of a caption, `fetched` says when the page was fetched, and `field_sources` where each field came from.
//!
//! Invariant: what the record gives is kept as it is; every other text of the article is a block or a declared value, cleaned.

pub(super) mod authors;
pub(super) mod caption_copies;
pub mod captions;
pub(super) mod dates;
pub mod fetched;
pub(super) mod field_sources;

use crate::model::{Article, Diagnostic, Given};
use crate::normalise::article::authors::{Authorship, authorship};
use crate::normalise::article::captions::CaptionList;
use crate::normalise::article::dates::DateReading;
use crate::normalise::article::fetched::Fetched;
use crate::normalise::article::field_sources::field_sources;
use crate::normalise::blocks::{Block, BlockPage, Labels};
use crate::normalise::fields::dateline::find_dateline;
use crate::normalise::labels::html_bylines::settle_bylines;
use crate::normalise::labels::html_headline::{is_only_h1, settle_headline, without_kicker};
use crate::normalise::labels::letters::settle_letters;
use crate::normalise::labels::stray_lines::settle_stray;
use crate::normalise::text::language::{language_of, primary_subtag};
use crate::normalise::text::titles::{bare_words, without_site};
use crate::normalise::text::unicode::clean;

/// The article of `page` as `labels` tell it, one set a block.
#[must_use]
pub fn read_off(
    page: &BlockPage,
    labels: &[Labels],
    given: &Given,
    fetched: &Fetched,
    diagnostics: &mut Vec<Diagnostic>,
) -> Article {
    let labels = settle_headline(page, labels);
    let labels = settle_bylines(page, &labels);
    let labels = &*settle_stray(page, settle_letters(page, &labels));
    let reading = Reading { page, labels };
    let declared = &page.declared;
    let mut article = Article {
        url: given.url.clone().or_else(|| page.url.clone()).or_else(|| declared.url.clone()),
        canonical: declared.url.clone().filter(|canonical| given.url.as_ref() != Some(canonical)),
        site: given.site.clone().or_else(|| declared.site.clone()).or_else(|| reading.site()),
        fetched_at: fetched.at().cloned(),
        ..Article::default()
    };
    article.headline = given.headline.clone().or_else(|| reading.headline(article.site.as_deref()));
    let mut dateline_agency = reading.body(&mut article);
    if article.body.is_empty() {
        dateline_agency = reading.declared_body(&mut article, diagnostics);
    }
    article.standfirst = given.standfirst.clone().or_else(|| reading.standfirst());
    if article.body.is_empty() && given.standfirst.is_none() {
        // A page that shows no more than its summary has no other text: it is the story.
        article.body = article.standfirst.take().unwrap_or_default();
    }
    article.language = given
        .language
        .clone()
        .or_else(|| language_of(&article.body))
        .or_else(|| declared.language.as_deref().and_then(primary_subtag));
    let Authorship { byline, authors, agency } = authorship(page, labels, given, article.site.as_deref());
    (article.byline, article.authors, article.agency) = (byline, authors, agency.or(dateline_agency));
    if given.dateline.is_some() {
        article.dateline.clone_from(&given.dateline);
    }
    let language = declared.language.as_deref().or(article.language.as_deref());
    (article.published_at, article.updated_at) =
        DateReading { given, fetched, language, diagnostics }.dates_of(page, labels);
    article.captions = reading.captions(given);
    diagnostics.extend(field_sources(page, labels, given, &article));
    if article.body.is_empty() {
        diagnostics.push(Diagnostic::new("no-article", without_article(page)));
    }
    article
}

/// What is said of a page without an article.
fn without_article(page: &BlockPage) -> String {
    let frames: Vec<&str> = page.declared.frames.iter().map(String::as_str).take(4).collect();
    if !frames.is_empty() {
        format!("the page is made of frames, whose pages are files of their own: {}", frames.join(", "))
    } else if page.blocks.is_empty() {
        "the page shows no text; if scripts make it, save the page after they have run".to_owned()
    } else {
        "no text that reads as an article was found".to_owned()
    }
}

/// The captions a record gives.
pub(super) fn given_captions(given: &Given) -> CaptionList {
    let mut captions = CaptionList::default();
    for caption in &given.captions {
        captions.add(&caption.text, caption.credit.as_deref());
    }
    captions
}

/// A standfirst of more paragraphs than these is something else.
const MOST_STANDFIRSTS: usize = 6;
/// Bytes of the longest headline.
const LONGEST_HEADLINE: usize = 600;
/// A declared text shorter than this, in bytes, is a summary at best.
const SHORTEST_BODY: usize = 200;
/// No page has more captions and credits.
const MOST_CAPTIONS: usize = 2_000;

struct Reading<'p> {
    page: &'p BlockPage,
    labels: &'p [Labels],
}

impl<'p> Reading<'p> {
    /// The blocks that bear any of `wanted`, with all their labels.
    fn blocks(&self, wanted: Labels) -> impl Iterator<Item = (&'p Block, Labels)> {
        let pairs = self.page.blocks.iter().zip(self.labels.iter().copied());
        pairs.filter(move |(_, labels)| labels.any(wanted))
    }

    /// Fills body and dateline; gives the agency of the dateline.
    fn body(&self, article: &mut Article) -> Option<String> {
        // Where no heading says the headline, the line that does so may have been taken for the first paragraph.
        let headline = article.headline.as_deref().map(bare_words).filter(|headline| headline.contains(' '));
        let said = |text: &str| headline.as_ref().is_some_and(|headline| bare_words(text) == *headline);
        let mut story = self.blocks(Labels::BODY.with(Labels::SUBHEAD)).peekable();
        let _headline = story.next_if(|(block, _)| block.text.len() < LONGEST_HEADLINE && said(&block.text));
        fill_body(article, story.map(|(block, labels)| (block.text.as_str(), labels.any(Labels::SUBHEAD))))
    }

    /// Fills body and dateline from the text that the page declares and scripts would show.
    fn declared_body(&self, article: &mut Article, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
        let body = self.page.declared.body.as_deref().filter(|body| body.len() >= SHORTEST_BODY)?;
        let said = "the page shows no text of the article, but declares it for programs to read";
        diagnostics.push(Diagnostic::new("body-declared", said.to_owned()));
        fill_body(article, body.lines().map(|line| (line, false)))
    }
    /// The summary set apart under the headline; `None` where the page shows none that is no part of the story.
    fn standfirst(&self) -> Option<String> {
        let shown = self.blocks(Labels::STANDFIRST).map(|(block, _)| block.text.as_str()).take(MOST_STANDFIRSTS);
        let paragraphs: Vec<&str> = shown.collect();
        (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
    }

    fn headline(&self, site: Option<&str>) -> Option<String> {
        let place = self.labels.iter().position(|label| label.any(Labels::HEADLINE));
        let shown = place.and_then(|place| self.page.blocks.get(place)).map(|block| block.text.as_str());
        // Some pages declare the name of their site for a headline.
        let names = self.page.declared.site.as_deref().map(bare_words);
        let is_site = |text: &str| names.as_ref().is_some_and(|site| !site.is_empty() && bare_words(text) == *site);
        let mut declared = self.page.declared.headlines.iter().map(|headline| clean(headline));
        let declared = declared.find(|text| !text.is_empty() && !is_site(text));
        if let Some(shown) = shown {
            let shown = without_kicker(without_site(shown, site), self.page, site);
            let alone = place.is_some_and(|place| is_only_h1(self.page, place));
            if let Some(told) = self.told_headline(shown).filter(|_| !alone) {
                return Some(told);
            }
            // Pages often show the kicker of a headline apart and declare both as one.
            let with_kicker = |whole: &&String| {
                whole.strip_suffix(shown).is_some_and(|kicker| kicker.ends_with(": ") && kicker.chars().count() <= 40)
            };
            let whole = self.page.declared.headlines.iter().find(with_kicker).map(String::as_str);
            return Some(whole.unwrap_or(shown).to_owned());
        }
        declared.or_else(|| {
            let title = self.page.declared.title.as_deref().map(clean);
            let title = title.or_else(|| self.blocks(Labels::TITLE).map(|(block, _)| block.text.clone()).next())?;
            Some(without_site(&title, site).to_owned()).filter(|text| !text.is_empty())
        })
    }

    /// A headline that the page both declares and has in its title, where it declares the one it shows nowhere.
    fn told_headline(&self, shown: &str) -> Option<String> {
        let declared = &self.page.declared;
        let (shown, title) = (bare_words(shown), bare_words(declared.title.as_deref()?));
        let told = |headline: &&String| {
            let words = bare_words(headline);
            words.contains(' ') && title.starts_with(&words)
        };
        let nowhere = !title.contains(&shown) && declared.headlines.iter().all(|known| bare_words(known) != shown);
        if nowhere { declared.headlines.iter().find(told).cloned() } else { None }
    }

    /// The site, where the title is the headline and one thing more.
    fn site(&self) -> Option<String> {
        let headline = self.blocks(Labels::HEADLINE).map(|(block, _)| block.text.as_str()).next()?;
        let title = self.blocks(Labels::TITLE).map(|(block, _)| block.text.as_str()).next()?;
        let rest = title.strip_prefix(headline)?.trim_start();
        let site = rest.trim_start_matches(['-', '–', '—', '|', '·', '•', ':', '»', '«', '/', ' ']);
        // A name of a site is short, and no second part follows it.
        let named = !site.is_empty() && site.len() < rest.len() && site.split(' ').count() <= 4 && !site.contains('|');
        named.then(|| site.to_owned())
    }

    fn captions(&self, given: &Given) -> Vec<crate::model::Caption> {
        let mut captions = given_captions(given);
        let captioned = |place: Option<usize>| {
            place.and_then(|place| self.labels.get(place)).is_some_and(|labels| labels.any(Labels::CAPTION))
        };
        // A credit above its caption waits for it.
        let mut above: Option<&str> = None;
        let pairs = (0..).zip(self.page.blocks.iter().zip(self.labels));
        let shown = pairs.filter(|(_, (_, labels))| labels.any(Labels::CAPTION.with(Labels::CREDIT)));
        for (place, (block, labels)) in shown.take(MOST_CAPTIONS) {
            if labels.any(Labels::CAPTION) {
                captions.add(&block.text, above.take());
            } else if block.markup.is_some() && captioned(Some(place + 1)) && !captioned(place.checked_sub(1)) {
                above = Some(&block.text);
            } else {
                captions.add_credit(&block.text);
            }
        }
        for (text, credit) in &self.page.declared.captions {
            captions.add_unseen(text, credit.as_deref());
        }
        captions.into_captions()
    }
}

/// Fills body and dateline from paragraphs, each with whether it is a heading; gives the agency of the dateline.
fn fill_body<'t>(article: &mut Article, story: impl Iterator<Item = (&'t str, bool)>) -> Option<String> {
    let mut dateline_agency = None;
    let mut paragraphs: Vec<&str> = Vec::new();
    for (mut text, heading) in story {
        if article.dateline.is_none()
            && paragraphs.len() < 2
            && !heading
            && let Some(found) = find_dateline(text)
        {
            article.dateline = Some(found.text.to_owned());
            dateline_agency = found.agency.map(str::to_owned);
            text = found.rest;
        }
        paragraphs.push(text);
    }
    article.body = paragraphs.join("\n\n");
    dateline_agency
}
