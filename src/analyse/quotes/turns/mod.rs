//! Turns: paragraphs that are somebody's own words without marks, as in transcripts, interviews and letters.
//!
//! A field comes in, its turns go out, each with its speaker. Names before a colon (`ANN: …`) come first, then labels of
//! questions and answers (`Q: …`), letters with their writer below, lines with a name after a dash, and last interviews
//! whose questions are nothing but lines that ask.
//!
//! Invariant: turns are in order, do not overlap, and nobody is taken for a speaker who is not named on the page.

pub mod interviews;
pub mod letters;
pub mod paragraphs;
pub mod signed_lines;
pub mod transcripts;

use crate::analyse::people::cast::Cast;
use crate::analyse::quotes::scene::Scene;
use crate::analyse::quotes::turns::interviews::{Guests, find_interview};
use crate::analyse::quotes::turns::letters::find_letters;
use crate::analyse::quotes::turns::paragraphs::{Paragraphs, Turn};
use crate::analyse::quotes::turns::signed_lines::find_signed_lines;
use crate::analyse::quotes::turns::transcripts::{find_labelled, find_named};
use crate::analyse::text::Page;
use crate::model::Field;

/// The turns of a field, in order.
#[must_use]
pub fn find_turns(scene: &Scene<'_>, page: &Page<'_>, cast: &Cast) -> Vec<Turn> {
    let paragraphs = Paragraphs::new(scene);
    let named = find_named(&paragraphs);
    if !named.is_empty() || scene.clauses.field.field != Field::Body {
        return named;
    }
    let guests = Guests { paragraphs: &paragraphs, page, cast };
    let ways: [&dyn Fn() -> Vec<Turn>; 4] = [
        &|| find_labelled(&paragraphs, &guests),
        &|| find_letters(&paragraphs, page),
        &|| find_signed_lines(&paragraphs),
        &|| find_interview(&paragraphs, &guests),
    ];
    ways.iter().map(|find| find()).find(|turns| !turns.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::Tagger;
    use crate::analyse::names::rules::RuleTagger;
    use crate::analyse::people::FullNames;
    use crate::analyse::people::cast::Casting;
    use crate::analyse::quotes::clauses::Clauses;
    use crate::analyse::quotes::cues::english::find_cues;
    use crate::analyse::quotes::marks::find_quotations;
    use crate::analyse::quotes::turns::*;
    use crate::model::Article;
    use crate::steps::assert_linear;

    /// Each row: the words, the person, the place of the utterance counted from 0.
    fn check(headline: &str, byline: Option<&str>, body: &str, expected: &[(&str, Option<&str>, usize)]) {
        let article = Article {
            headline: Some(headline.to_owned()),
            byline: byline.map(str::to_owned),
            authors: byline
                .and_then(|byline| byline.rsplit_once("by "))
                .map(|(_, name)| name.to_owned())
                .into_iter()
                .collect(),
            body: body.to_owned(),
            ..Article::default()
        };
        let page = Page::new(&article);
        let names = RuleTagger.tag(&page);
        let cast = FullNames.cast(&page, &names);
        let field = &page.fields[0];
        let quotations = find_quotations(field);
        let clauses = Clauses::new(field, 0, &quotations, &names, &cast);
        let cues = find_cues(&clauses);
        let scene = Scene { clauses: &clauses, cues: &cues, quotations: &quotations };
        let mut utterances: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        for turn in find_turns(&scene, &page, &cast) {
            if utterances.last() != Some(&turn.utterance) {
                utterances.push(turn.utterance);
            }
            let speaker = turn.speaker.map(|speaker| cast.people[speaker].name.as_str());
            found.push((field.slice(&scene.whole_tokens(&turn.nodes)), speaker, utterances.len() - 1));
        }
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn a_heap_of_labels_takes_linear_time() {
        let opening = "Mary Potter: Do you think so?\n\nPeter Mason: I do.\n\n".repeat(2);
        let same = |_| "Herald: Gone.\n\n".to_owned();
        let other = |at| format!("Herald N{at}: Gone.\n\n");
        for label in [same as fn(usize) -> String, other] {
            assert_linear(&label(1), 2_000, |n| {
                let body = opening.clone() + &(0..n).map(label).collect::<String>();
                let article = Article { body, ..Article::default() };
                let page = Page::new(&article);
                let names = RuleTagger.tag(&page);
                let cast = FullNames.cast(&page, &names);
                let field = &page.fields[0];
                let clauses = Clauses::new(field, 0, &[], &names, &cast);
                let scene = Scene { clauses: &clauses, cues: &[], quotations: &[] };
                assert_eq!(find_turns(&scene, &page, &cast).len(), 4);
            });
        }
    }

    const MARY: Option<&str> = Some("Mary Potter");
    const PETER: Option<&str> = Some("Peter Mason");

    #[test]
    fn names_before_a_colon_take_turns() {
        check("Debate", None, "Mary Potter: We start at ten. Be there.", &[("We start at ten. Be there.", MARY, 0)]);
        let body = "THE HERALD: Why do you go?\n\nMary Potter: I am tired.\n\nI have worked for years.\n\n\
                    THE HERALD: What comes next?\n\nMary Potter: A garden.\n\nShe left at noon.";
        check(
            "Farewell",
            None,
            body,
            &[
                ("Why do you go?", None, 0),
                ("I am tired.", MARY, 1),
                ("I have worked for years.", MARY, 1),
                ("What comes next?", None, 2),
                ("A garden.", MARY, 3),
            ],
        );
        let list = "Best tent: Alpine Two.\n\nMary Potter: The blue tent.\n\nBest tent: Alpine One.";
        check("Tents", None, list, &[]);
    }

    #[test]
    fn labels_of_questions_and_answers_lead_to_the_guest() {
        let body = "The engineer Mary Potter built the bridge.\n\nQ: Why a bridge?\n\nA: Nobody could swim.\n\n\
                    I could not either.\n\nQ: And now?\n\nA: I build another.\n\nThe bridge opens in May.";
        let answers =
            [("Nobody could swim.", MARY, 0), ("I could not either.", MARY, 0), ("I build another.", MARY, 1)];
        check("A bridge", None, body, &answers);
        let asked = [
            ("Why a bridge?", PETER, 0),
            ("Nobody could swim.", MARY, 1),
            ("I could not either.", MARY, 1),
            ("And now?", PETER, 2),
            ("I build another.", MARY, 3),
        ];
        check("A bridge", Some("Interview by Peter Mason"), body, &asked);
        let german = "Frage: Warum eine Brücke?\n\nAntwort: Ich konnte nicht schwimmen.";
        check("Brücke", None, german, &[("Ich konnte nicht schwimmen.", None, 0)]);
        let two = "Mary Potter and Peter Mason built it.\n\nQ: Why?\n\nA: I could not swim.";
        check("A bridge", None, two, &[("I could not swim.", None, 0)]);
        let explained = "Q: What is a loan?\n\nA: Money that is lent.\n\nQ: Who lends it?\n\nA: A bank does.";
        check("Loans", None, explained, &[]);
    }

    #[test]
    fn lines_that_ask_make_an_interview_if_somebody_answers() {
        let asked = "How do you get your post?\n\nI wait for the boat.\n\nWhat do you read?\n\nMy letters, slowly.\n\n\
                     Do you sleep?\n\nI do not.\n\nThe interview was shortened.";
        let answers = [("I wait for the boat.", MARY, 0), ("My letters, slowly.", MARY, 1), ("I do not.", MARY, 2)];
        check("Questions for Mary Potter", None, asked, &answers);
        check("Questions for the keeper", None, asked, &[]);
        let explained = "What happens next?\n\nThe bridge closes.\n\nWho pays?\n\nThe town does.\n\nWhen?\n\nIn May.";
        check("What Mary Potter plans", None, explained, &[]);
    }

    #[test]
    fn letters_belong_to_whoever_signs_below() {
        let page = "Sir, – I own a bicycle and a car.\n\nThe bicycle is cheaper.\n\nYours, etc.,\n\nMary Potter,\n\nLeeds\n\n\
                    Sir, – May I thank the driver?\n\nPeter Mason, York\n\nSir, – I disagree.\n\nQ. NUNN";
        check(
            "Letters to the editor",
            None,
            page,
            &[
                ("I own a bicycle and a car.", MARY, 0),
                ("The bicycle is cheaper.", MARY, 0),
                ("May I thank the driver?", PETER, 1),
                ("I disagree.", None, 2),
            ],
        );
        let unsigned = "Dear Editor,\n\nThe road is too long.\n\nYours sincerely";
        check("Letters", None, unsigned, &[]);
        let news = "Sir Peter Mason said the bridge was closed.\n\nIt opens in May.\n\nMary Potter";
        check("Bridge closed", None, news, &[]);
    }

    #[test]
    fn a_page_of_words_with_names_behind_them_is_a_list_of_sayings() {
        let lines = "We need a new bridge. – Mary Potter, engineer\n\nI wait for the bus in the rain. – Peter Mason\n\n\
                     Nobody has ever asked us.\n\n– John Berg, retired miner";
        check(
            "What people say",
            None,
            lines,
            &[
                ("We need a new bridge.", MARY, 0),
                ("I wait for the bus in the rain.", PETER, 1),
                ("Nobody has ever asked us.", Some("John Berg"), 2),
            ],
        );
        let pictures = "The bridge at night. – Mary Potter\n\nIt was built in a year.\n\nIt closed in May.";
        check("Bridge", None, pictures, &[]);
    }
}
