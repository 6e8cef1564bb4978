//! Who said what: quotations, cues and candidates put together.
//!
//! A page, its names and its cast come in; quotes go out in the order of the text. The steps, for each field:
//!
//! 1. [`marks`] finds the stretches between quotation marks, [`labelled`] cuts the names off that transcripts have there,
//!    [`dashes`] finds those that a dash opens.
//! 2. [`clauses`] folds each of them into one node and cuts the field into sentences of the reporter.
//! 3. [`cues`] finds the words that say somebody speaks, each with its source.
//! 4. [`turns`] finds paragraphs that are somebody's words as a whole: transcripts, interviews, letters.
//! 5. [`speakers`] lists the candidates of each quotation and chooses one.
//! 6. [`reported`] says what a cue governs without marks.
//! 7. [`rows`] writes what was found, and groups the parts of one utterance.
//!
//! Invariant: a speaker is a person of the cast, and `speaker_text` is the text at `speaker_span`.

pub mod attributed;
pub mod clauses;
pub mod cues;
pub mod dashes;
mod feature_codes;
mod inserted;
pub mod labelled;
pub mod marks;
pub mod reported;
pub mod rows;
pub mod scene;
pub mod speakers;
pub mod turns;

use rustc_hash::FxHashMap;

use crate::analyse::names::Name;
use crate::analyse::people::cast::{Cast, Individual};
use crate::analyse::quotes::clauses::{Clauses, names_of};
use crate::analyse::quotes::cues::Cue;
use crate::analyse::quotes::cues::english::find_cues;
use crate::analyse::quotes::cues::foreign::find_foreign_cues;
use crate::analyse::quotes::cues::foreign::language::{grammar_of, is_foreign};
use crate::analyse::quotes::dashes::add_dash_speech;
use crate::analyse::quotes::labelled::cut_labels;
use crate::analyse::quotes::marks::find_quotations;
use crate::analyse::quotes::rows::field::AttributedField;
use crate::analyse::quotes::rows::write_rows;
use crate::analyse::quotes::scene::Scene;
use crate::analyse::quotes::speakers::choice::choose_speakers;
use crate::analyse::quotes::speakers::foreign::ForeignRanker;
use crate::analyse::quotes::speakers::model::TrainedRanker;
use crate::analyse::quotes::speakers::pronouns::Focus;
use crate::analyse::quotes::speakers::ranking::Ranker;
#[cfg(test)]
use crate::analyse::quotes::speakers::ranking::RuleRanker;
use crate::analyse::quotes::turns::find_turns;
use crate::analyse::text::Page;
use crate::lexicon::reporting::Grammar;
use crate::model::{Field, Quote};

/// Finds reported speech and who spoke.
pub trait Attributor: Sync {
    /// The quotes of the page in the order of the text; `Quote::speaker` is a place in `cast.people`.
    fn attribute(&self, page: &Page<'_>, names: &[Name], cast: &Cast) -> Vec<Quote>;
}

/// Attributes quotes with the ranker it is given.
pub struct Attribution<R> {
    /// Chooses among the candidates.
    pub ranker: R,
    /// Finds the cues of a field.
    pub find_cues: fn(&Clauses<'_>) -> Vec<Cue>,
    /// What is known of the language of a page, where it is not English.
    pub grammar: fn(&Page<'_>) -> Option<&'static Grammar>,
}

/// The grammar of pages in English, which is built in.
#[must_use]
pub fn no_grammar(_page: &Page<'_>) -> Option<&'static Grammar> {
    None
}

/// Attributes quotes with the trained weights.
pub static TRAINED: Attribution<TrainedRanker> = Attribution { ranker: TrainedRanker, find_cues, grammar: no_grammar };

/// Attributes quotes by rules alone.
#[cfg(test)]
pub static BY_RULES: Attribution<RuleRanker> = Attribution { ranker: RuleRanker, find_cues, grammar: no_grammar };

/// Attributes quotes in other languages than English by rules.
static FOREIGN: Attribution<ForeignRanker> =
    Attribution { ranker: ForeignRanker, find_cues: find_foreign_cues, grammar: grammar_of };

/// Attributes with the trained weights what is written in English, which they were trained on, and the rest by rules.
#[derive(Clone, Copy, Debug, Default)]
pub struct ByLanguage;

impl Attributor for ByLanguage {
    fn attribute(&self, page: &Page<'_>, names: &[Name], cast: &Cast) -> Vec<Quote> {
        match page.language {
            Some("en") => TRAINED.attribute(page, names, cast),
            None if !is_foreign(page) => TRAINED.attribute(page, names, cast),
            _ => FOREIGN.attribute(page, names, cast),
        }
    }
}

impl<R: Ranker> Attributor for Attribution<R> {
    fn attribute(&self, page: &Page<'_>, names: &[Name], cast: &Cast) -> Vec<Quote> {
        let mut quotes = Vec::new();
        let mut groups = 0;
        let writer = only_writer(page, cast);
        let grammar = (self.grammar)(page);
        for (at, field) in page.fields.iter().enumerate() {
            if !matches!(field.field, Field::Body | Field::Headline | Field::Standfirst | Field::Caption(_)) {
                continue;
            }
            let mut quotations = find_quotations(field);
            cut_labels(field, &mut quotations);
            if let Some(grammar) = grammar {
                add_dash_speech(field, grammar, &mut quotations);
            }
            let clauses = Clauses::fold(field, &quotations, names_of(at, names, cast), grammar);
            let cues = (self.find_cues)(&clauses);
            let focus = Focus::new(&clauses, &cues, cast, &self.ranker, writer);
            let scene = Scene { clauses: &clauses, cues: &cues, quotations: &quotations };
            let turns = find_turns(&scene, page, cast);
            let quotations = choose_speakers(&self.ranker, &scene, &focus, cast);
            let attributed = AttributedField { scene: &scene, quotations: &quotations, focus: &focus, turns: &turns };
            let mut rows = write_rows(&self.ranker, &attributed, &mut groups);
            rows.sort_by_key(|row| row.span);
            quotes.extend(rows);
        }
        number_groups(&mut quotes);
        quotes
    }
}

/// The one person who signed the article.
fn only_writer(page: &Page<'_>, cast: &Cast) -> Option<usize> {
    let byline = page.find_field(Field::Byline)?;
    let signed = |person: &Individual| person.sightings.iter().any(|sighting| sighting.field == byline);
    let mut writers = cast.people.iter().enumerate().filter(|(_, person)| signed(person)).map(|(place, _)| place);
    writers.next().filter(|_| writers.next().is_none())
}

/// Numbers the groups from 1 in the order of the text.
fn number_groups(quotes: &mut [Quote]) {
    let mut numbers = FxHashMap::default();
    for quote in quotes {
        let next = numbers.len() + 1;
        quote.group = quote.group.map(|group| *numbers.entry(group).or_insert(next));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::analyse::names::Tagger;
    use crate::analyse::names::rules::RuleTagger;
    use crate::analyse::people::FullNames;
    use crate::analyse::people::cast::Casting;
    use crate::analyse::quotes::*;
    use crate::model::Article;
    use crate::model::QuoteKind;
    use crate::steps::assert_linear;

    fn quotes_of(article: &Article) -> (Vec<Quote>, Vec<String>) {
        let page = Page::new(article);
        let names = RuleTagger.tag(&page);
        let cast = FullNames.cast(&page, &names);
        let quotes = BY_RULES.attribute(&page, &names, &cast);
        (quotes, cast.people.into_iter().map(|person| person.name).collect())
    }

    fn article(body: &str) -> Article {
        Article { body: body.to_owned(), ..Article::default() }
    }

    /// Each row: the words, the person, what the text calls them.
    fn check(body: &str, kind: fn(QuoteKind) -> bool, expected: &[(&str, Option<&str>, Option<&str>)]) {
        let (quotes, people) = quotes_of(&article(body));
        let found: Vec<(&str, Option<&str>, Option<&str>)> = quotes
            .iter()
            .filter(|quote| kind(quote.kind))
            .map(|quote| {
                let speaker = quote.speaker.and_then(|place| people.get(place)).map(String::as_str);
                (quote.text.as_str(), speaker, quote.speaker_text.as_deref())
            })
            .collect();
        assert_eq!(found, expected, "{body}");
    }

    fn marked(kind: QuoteKind) -> bool {
        kind != QuoteKind::Indirect
    }

    fn unmarked(kind: QuoteKind) -> bool {
        kind == QuoteKind::Indirect
    }

    const MARY: Option<&str> = Some("Mary Potter");
    const PETER: Option<&str> = Some("Peter Mason");

    #[test]
    fn cues_stand_on_every_side() {
        check("\"The bridge is closed,\" said Mary Potter.", marked, &[("The bridge is closed,", MARY, MARY)]);
        check("\"The bridge is closed,\" Mary Potter said.", marked, &[("The bridge is closed,", MARY, MARY)]);
        check("Mary Potter said: \"The bridge is closed.\"", marked, &[("The bridge is closed.", MARY, MARY)]);
        check("Mary Potter told reporters the bridge was \"a wreck\".", marked, &[("a wreck", MARY, MARY)]);
        check("The bridge is \"a wreck\", according to Mary Potter.", marked, &[("a wreck", MARY, MARY)]);
        check("\"It is closed,\" Mary Potter told Peter Mason.", marked, &[("It is closed,", MARY, MARY)]);
    }

    #[test]
    fn appositives_and_clauses_may_stand_between_name_and_cue() {
        check("Mary Potter, who built the bridge, said it was \"a wreck\".", marked, &[("a wreck", MARY, MARY)]);
        check("Mary Potter, speaking in Leeds, insisted it was \"a wreck\".", marked, &[("a wreck", MARY, MARY)]);
        check("\"It is closed,\" said the engineer, Mary Potter.", marked, &[("It is closed,", MARY, MARY)]);
    }

    #[test]
    fn groups_offices_and_documents_are_no_people() {
        check(
            "\"It is closed,\" a military source said.",
            marked,
            &[("It is closed,", None, Some("a military source"))],
        );
        check(
            "Demonstrators denounced \"official silence\".",
            marked,
            &[("official silence", None, Some("Demonstrators"))],
        );
        check("The report said it was \"a wreck\".", marked, &[("a wreck", None, Some("The report"))]);
        check(
            "\"It is closed,\" said a spokesman for Mary Potter.",
            marked,
            &[("It is closed,", None, Some("a spokesman"))],
        );
    }

    #[test]
    fn pronouns_lead_to_what_the_text_is_about() {
        check(
            "Mary Potter met Peter Mason. \"It is closed,\" she told reporters.",
            marked,
            &[("It is closed,", MARY, Some("she"))],
        );
        check(
            "Peter Mason refused to open the bridge.\n\n\"It is closed,\" he said.",
            marked,
            &[("It is closed,", PETER, Some("he"))],
        );
    }

    #[test]
    fn nobody_is_a_pronoun_in_what_names_them() {
        check(
            "Peter Mason met John Berg. Mason smiled. Then Berg was late, he said, and \"tired\".",
            marked,
            &[("tired", PETER, Some("he"))],
        );
        check(
            "Peter Mason saw John Berg. He said Mason was \"tired\".",
            marked,
            &[("tired", Some("John Berg"), Some("He"))],
        );
    }

    #[test]
    fn the_writer_says_i_outside_quotations() {
        let body = "The town council met on Monday. I told the council: \"The bridge must be closed at once.\"";
        let byline = Some("Mary Potter".to_owned());
        let letter = Article { byline, authors: vec!["Mary Potter".to_owned()], ..article(body) };
        let (quotes, people) = quotes_of(&letter);
        let speaker = quotes.first().and_then(|quote| quote.speaker).and_then(|place| people.get(place));
        assert_eq!(speaker.map(String::as_str), MARY);
    }

    #[test]
    fn a_name_behind_a_dash_signs_the_words() {
        let two = "“It is closed, and nobody says why.” – Mary Potter, engineer\n\n“I walk now.”\n\n— Peter Mason";
        check(two, marked, &[("It is closed, and nobody says why.", MARY, MARY), ("I walk now.", PETER, PETER)]);
        check("“Seven Grey Bridges” – Mary Potter", marked, &[]);
    }

    #[test]
    fn a_question_and_its_answer_are_two_peoples() {
        check(
            "Reporters met Mary Potter. \"Is any money left?\" \"None at all,\" Mary Potter replied.",
            |kind| kind == QuoteKind::Direct,
            &[("Is any money left?", None, None), ("None at all,", MARY, MARY)],
        );
        let (quotes, _) = quotes_of(&article("\"Will it open?\" asked Mary Potter. \"No, never.\""));
        assert!(quotes[1..].iter().all(|quote| quote.speaker.is_none()));
        let (quotes, _) = quotes_of(&article("\"Who knew?\" asked Mary Potter. \"Nobody had told us.\""));
        assert_eq!(quotes[1].speaker, quotes[0].speaker);
    }

    #[test]
    fn whoever_closes_the_sentence_says_what_another_is_only_named_for() {
        check(
            "The fees announced by Peter Mason are a \"bad idea\" for the town, Mary Potter said on Tuesday.",
            marked,
            &[("bad idea", MARY, MARY)],
        );
    }

    #[test]
    fn an_office_before_the_name_does_not_part_it_from_the_comma() {
        check(
            "The fees announced by Peter Mason are a \"bad idea\" for the town, Transport Minister Mary Potter said on Tuesday.",
            marked,
            &[("bad idea", MARY, MARY)],
        );
    }

    #[test]
    fn an_office_is_whoever_the_page_says_holds_it() {
        let said = |who: &str| {
            format!("Sen. Mary Potter met President Peter Mason. It rained. {who} said it was \"a wreck\".")
        };
        check(&said("The senator"), marked, &[("a wreck", MARY, Some("The senator"))]);
        check(&said("The president"), marked, &[("a wreck", PETER, Some("The president"))]);
        check(&said("The mayor"), marked, &[("a wreck", None, Some("The mayor"))]);
        check(&said("The former senator"), marked, &[("a wreck", None, Some("The former senator"))]);
        check(
            "Sen. Mary Potter met Sen. Peter Mason. It rained. The senator said it was \"a wreck\".",
            marked,
            &[("a wreck", None, Some("The senator"))],
        );
    }

    #[test]
    fn a_transcript_between_marks_names_who_speaks() {
        let body = "Mary Potter met Peter Mason.\n\n\"POTTER: Do you think that the bridge is open?\n\n\"MASON: I do not think so.\n\n\
                    \"It closed in May.\"";
        check(
            body,
            marked,
            &[
                ("Do you think that the bridge is open?", MARY, Some("POTTER")),
                ("I do not think so.", PETER, Some("MASON")),
                ("It closed in May.", PETER, Some("MASON")),
            ],
        );
    }

    #[test]
    fn a_noun_behind_a_name_is_no_verb() {
        check(
            "\"It is closed,\" Downing Street press secretary Mary Potter said.",
            marked,
            &[("It is closed,", MARY, MARY)],
        );
    }

    #[test]
    fn words_inside_what_another_says_have_an_inner_and_an_outer_speaker() {
        let body = "The plan ignores what Peter Mason called Mary Potter's \"fairy tale\".";
        check(body, marked, &[("fairy tale", MARY, MARY)]);
        check(body, unmarked, &[("Mary Potter's \"fairy tale\"", PETER, PETER)]);
    }

    #[test]
    fn a_noun_of_saying_is_whose_it_is() {
        let closed = "that the bridge was closed for good";
        let told = |sentence: &str| format!("{sentence} that the bridge was closed for good.");
        check(&told("The minister rejected Mary Potter's latest claim"), unmarked, &[(closed, MARY, MARY)]);
        check(&told("Mary Potter left. Peter Mason welcomed her statement"), unmarked, &[(closed, MARY, Some("her"))]);
        check(&told("Critics dismissed the engineer's warning"), unmarked, &[(closed, None, Some("the engineer"))]);
    }

    #[test]
    fn other_languages_have_verbs_of_saying_too() {
        let check = |body: &str, expected: &[(&str, Option<&str>, Option<&str>)]| {
            let article = Article { language: Some("xx".to_owned()), ..article(body) };
            let page = Page::new(&article);
            let names = RuleTagger.tag(&page);
            let cast = FullNames.cast(&page, &names);
            let quotes = ByLanguage.attribute(&page, &names, &cast);
            let speaker =
                |quote: &Quote| quote.speaker.and_then(|place| cast.people.get(place)).map(|one| one.name.clone());
            let found: Vec<_> =
                quotes.iter().map(|quote| (quote.text.clone(), speaker(quote), quote.cue.clone())).collect();
            let owned = |text: Option<&str>| text.map(str::to_owned);
            let expected: Vec<_> = expected
                .iter()
                .map(|(words, person, cue)| ((*words).to_owned(), owned(*person), owned(*cue)))
                .collect();
            assert_eq!(found, expected, "{body}");
        };
        check("„Wir gehen morgen“, sagte Mary Potter.", &[("Wir gehen morgen", MARY, Some("sagte"))]);
        check("Mary Potter sagte: „Wir gehen morgen.“", &[("Wir gehen morgen.", MARY, Some("sagte"))]);
        check("Die Brücke sei zu, sagte Mary Potter.", &[("Die Brücke sei zu", MARY, Some("sagte"))]);
        check("« On part demain », a déclaré Mary Potter.", &[("On part demain", MARY, Some("déclaré"))]);
        check("« On part demain », a-t-elle déclaré.", &[("On part demain", None, Some("déclaré"))]);
        check("« On part demain », dit-il.", &[("On part demain", None, Some("dit"))]);
        check("« On part demain », ajoute-t-elle.", &[("On part demain", None, Some("ajoute"))]);
        check("«Nos vamos mañana», dijo Mary Potter.", &[("Nos vamos mañana", MARY, Some("dijo"))]);
        check("„Wir gehen morgen“, sagte sie.", &[("Wir gehen morgen", None, Some("sagte"))]);
        check("\"Yarın gidiyoruz\" dedi Mary Potter.", &[("Yarın gidiyoruz", MARY, Some("dedi"))]);
        check("Mary Potter, \"Yarın gidiyoruz\" dedi.", &[("Yarın gidiyoruz", MARY, Some("dedi"))]);
        check("Mary Potter, \"Yarın gidiyoruz\" diye konuştu.", &[("Yarın gidiyoruz", MARY, Some("diye"))]);
        check("„Jedziemy jutro”, powiedziała Mary Potter.", &[("Jedziemy jutro", MARY, Some("powiedziała"))]);
        check("„Jedeme zítra,“ řekla Mary Potter.", &[("Jedeme zítra,", MARY, Some("řekla"))]);
        check("«Мы едем завтра», — сказала Mary Potter.", &[("Мы едем завтра", MARY, Some("сказала"))]);
        check("Der „Post“ sagte Mary Potter nichts.", &[]);
        check("町長は「船は来る」と述べた。", &[("船は来る", None, Some("と述べた"))]);
    }

    #[test]
    fn one_utterance_goes_on_without_a_new_cue() {
        check(
            "\"It is closed,\" Mary Potter said. \"It was a wreck.\"",
            marked,
            &[("It is closed,", MARY, MARY), ("It was a wreck.", MARY, MARY)],
        );
        check(
            "\"It is closed,\" Mary Potter said, \"and it was a wreck.\"",
            marked,
            &[("It is closed,", MARY, MARY), ("and it was a wreck.", MARY, MARY)],
        );
        let (quotes, _) = quotes_of(&article("\"It is closed,\" Mary Potter said. \"It was a wreck.\""));
        assert_eq!(quotes.iter().map(|quote| quote.group).collect::<Vec<_>>(), [Some(1), Some(1)]);
    }

    #[test]
    fn the_second_of_two_verbs_keeps_the_subject() {
        check(
            "Mary Potter told the town she would stay and called on Leeds to \"send more engineers\".",
            marked,
            &[("send more engineers", MARY, MARY)],
        );
    }

    #[test]
    fn what_nobody_said_is_no_quote() {
        check("Peter \"Sunny\" Mason came to Leeds.", marked, &[]);
        check("The band played \"Seven Grey Bridges\" in Leeds.", marked, &[]);
        check("The so-called \"smart bridge\" was built in Leeds.", marked, &[]);
        check("He is 6'2\" tall.", marked, &[]);
    }

    #[test]
    fn speech_without_marks_is_reported() {
        check(
            "Mary Potter confirmed that the bridge was closing for repairs.",
            unmarked,
            &[("that the bridge was closing for repairs", MARY, MARY)],
        );
        check(
            "Activists said the bridge is closed on three sides.",
            unmarked,
            &[("the bridge is closed on three sides", None, Some("Activists"))],
        );
        check("The bridge is closed, Mary Potter said.", unmarked, &[("The bridge is closed", MARY, MARY)]);
        check("Mary Potter: We start at ten. Be there.", unmarked, &[("We start at ten. Be there.", MARY, MARY)]);
        check("Mary Potter believed that the bridge was closed.", unmarked, &[]);
    }

    #[test]
    fn a_heap_of_quotations_takes_linear_time() {
        for part in ["\"a\" ", "he said ", "he said \"a\" ", ", ", "Mary Potter, said ", "' \"x ", "“a ” said "] {
            assert_linear(part, 2_500, |n| {
                let article = article(&part.repeat(n));
                let _ = BY_RULES.attribute(&Page::new(&article), &[], &Cast::default());
            });
        }
    }

    proptest! {
        #[test]
        fn spans_slice_to_their_text(body in "([\"'“”‘’„«» ,.?:\n]|said|Mary Potter|he|told|that|the|according to|a|É|1){0,60}") {
            let article = article(&body);
            for quote in quotes_of(&article).0 {
                prop_assert_eq!(quote.span.slice(&body), Some(quote.text.as_str()));
                let speaker = quote.speaker_span.and_then(|span| span.slice(&body));
                prop_assert_eq!(speaker, quote.speaker_text.as_deref());
            }
        }

        #[test]
        fn any_text_is_read(body in "\\PC{0,200}") {
            let _ = quotes_of(&article(&body));
        }
    }
}
