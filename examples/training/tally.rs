//! Counts what a model of speakers gets right when it runs as it ships, each choice resting on those before it.

use article_archive::model::{QuoteKind, Span};
use article_archive::training::analyse::quotes::Attributor;
use article_archive::training::analyse::quotes::cues::english::find_cues;
use article_archive::training::analyse::quotes::speakers::model::SpeakerModel;
use article_archive::training::analyse::quotes::{Attribution, no_grammar};
use article_archive::training::analyse::text::Page;

use super::{Gold, Text, shared};

/// What comes out at the end, counted as the evaluation kit counts it.
#[derive(Default)]
pub struct Tally {
    gold: usize,
    predicted: usize,
    found: usize,
    right: usize,
}

impl Tally {
    pub fn judge(&mut self, text: &Text, model: &SpeakerModel) {
        let page = Page::new(&text.article);
        let (names, cast) = (&text.names, &text.cast);
        let quotes = Attribution { ranker: model, find_cues, grammar: no_grammar }.attribute(&page, names, cast);
        let span = |span: &Span| (span.start_char, span.end_char);
        let known = |gold: &&Gold| gold.sources != [(0, 0)];
        self.gold += text.gold.iter().filter(known).count();
        let mut taken = vec![false; text.gold.len()];
        for quote in quotes.iter().filter(|quote| quote.kind != QuoteKind::Indirect) {
            let own = span(&quote.span);
            let best = (0..text.gold.len()).max_by_key(|at| (shared(text.gold[*at].span, own), !taken[*at]));
            let Some(at) = best.filter(|at| shared(text.gold[*at].span, own) > 0) else {
                self.predicted += 1;
                continue;
            };
            let gold = &text.gold[at];
            if !known(&gold) {
                continue;
            }
            self.predicted += 1;
            let union = own.1.max(gold.span.1) - own.0.min(gold.span.0);
            if taken[at] || shared(gold.span, own) * 2 < union {
                continue;
            }
            taken[at] = true;
            self.found += 1;
            self.right += usize::from(match &quote.speaker_span {
                None => gold.sources.is_empty(),
                Some(named) => gold.sources.iter().any(|source| shared(*source, span(named)) > 0),
            });
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let f1 = |hits: usize| 2.0 * hits as f64 / (self.gold + self.predicted) as f64;
        let (missed, extra) = (self.gold - self.found, self.predicted - self.found);
        write!(f, "span {:.4} joint {:.4}, missed {missed}, no quote {extra}", f1(self.found), f1(self.right))?;
        write!(f, ", another speaker {}", self.found - self.right)
    }
}
