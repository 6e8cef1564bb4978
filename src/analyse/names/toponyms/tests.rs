//! What the step comes to on whole pages: invented ones, a kind of mistake each.

use crate::analyse::analyse;
use crate::model::{Article, PlaceKind};

/// The places of a page as `mention name country`, `-` for no country, in the order of the mentions.
fn places(language: &str, body: &str) -> Vec<String> {
    let article = Article { body: body.to_owned(), language: Some(language.to_owned()), ..Article::default() };
    let mut found: Vec<(usize, String)> = Vec::new();
    for place in analyse(&article).places {
        for mention in &place.mentions {
            let country = place.country_code.as_deref().unwrap_or("-");
            found.push((mention.span.start_char, format!("{}={} {country}", mention.text, place.name)));
        }
    }
    found.sort();
    found.into_iter().map(|(_, place)| place).collect()
}

fn people(language: &str, body: &str) -> Vec<String> {
    let article = Article { body: body.to_owned(), language: Some(language.to_owned()), ..Article::default() };
    analyse(&article).people.into_iter().map(|person| person.name).collect()
}

fn check(language: &str, body: &str, expected: &[&str]) {
    assert_eq!(places(language, body), expected, "{body}");
}

#[test]
fn countries_are_found_in_the_language_of_the_page() {
    check(
        "de",
        "Die Minister aus Dänemark und der Türkei sprachen am Ende über die Grenzen Polens.",
        &["Dänemark=Denmark DK", "Türkei=Turkey TR", "Polens=Poland PL"],
    );
    check(
        "fr",
        "Les ministres de Suède et de Grèce ont dîné à Varsovie.",
        &["Suède=Sweden SE", "Grèce=Greece GR", "Varsovie=Warsaw PL"],
    );
    check("ru", "Министр прилетел из Москвы в Польшу.", &["Москвы=Moscow RU", "Польшу=Poland PL"]);
    check("fi", "Ministeri matkusti Ruotsista laivalla Saksaan.", &["Ruotsista=Sweden SE", "Saksaan=Germany DE"]);
    check("ja", "首相は中国と韓国を訪れた。", &["中国=China CN", "韓国=South Korea KR"]);
}

#[test]
fn a_country_in_another_language_has_a_point_on_the_map() {
    let body = "Die Fähre aus Norwegen kam spät.";
    let article = Article { body: body.to_owned(), language: Some("de".to_owned()), ..Article::default() };
    let found = analyse(&article).places;
    let [place] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((place.kind, place.latitude.is_some()), (Some(PlaceKind::Country), true));
}

#[test]
fn the_same_name_twice_is_two_places_where_the_page_says_so() {
    check(
        "en",
        "The choir of Athens, Georgia, sang for the choir of Athens, Greece.",
        &["Athens=Athens US", "Georgia=Georgia US", "Athens=Athens GR", "Greece=Greece GR"],
    );
}

#[test]
fn a_country_and_a_state_of_one_name_are_told_apart() {
    let body = "The ferry company of Georgia paid the port of Batumi. Georgia lies between Armenia and Russia. In the US state of \
                Georgia, meanwhile, a ferry in Savannah burned.";
    let found: Vec<String> = places("en", body).into_iter().filter(|place| place.starts_with("Georgia")).collect();
    assert_eq!(found, ["Georgia=Georgia GE", "Georgia=Georgia GE", "Georgia=Georgia US"]);
}

#[test]
fn abbreviated_states_are_states() {
    check(
        "en",
        "The ferry went from Duluth, Minn., to Erie, Pa., and a lorry from Wheeling, W.Va., to Monroe, La., on Friday.",
        &[
            "Duluth=Duluth US",
            "Minn=Minnesota US",
            "Erie=Erie US",
            "Pa=Pennsylvania US",
            "Wheeling=Wheeling US",
            "W.Va=West Virginia US",
            "Monroe=Monroe US",
            "La=Louisiana US",
        ],
    );
}

#[test]
fn letters_after_a_name_are_no_states() {
    check("en", "Ask Olga Brandt, M.D., or Piotr Hale, MA, in Lisbon.", &["Lisbon=Lisbon PT"]);
}

#[test]
fn a_longer_name_of_a_country_is_one_name() {
    check("en", "Ships of the People’s Republic of China left.", &["People’s Republic of China=China CN"]);
    check("en", "The Czech Republic sent two.", &["Czech Republic=Czech Republic CZ"]);
    check(
        "en",
        "Envoys of the Democratic Republic of Congo met those of the Republic of Congo.",
        &[
            "Democratic Republic of Congo=Democratic Republic of the Congo CD",
            "Republic of Congo=Republic of the Congo CG",
        ],
    );
}

#[test]
fn countries_that_are_no_more_are_themselves() {
    check(
        "en",
        "She left Czechoslovakia for the Soviet Union.",
        &["Czechoslovakia=Czechoslovakia -", "Soviet Union=Soviet Union -"],
    );
}

#[test]
fn saints_have_hospitals_and_no_islands() {
    check("en", "He was taken to St Lucia's Hospital in Bristol.", &["Bristol=Bristol GB"]);
}

#[test]
fn somebody_is_not_the_place_of_that_name() {
    let body = "Austin Paris signed. Later Georgia Pelham, who rows, and Austin Paris met in Bath.";
    assert_eq!(people("en", body), ["Austin Paris", "Georgia Pelham"]);
    check(
        "en",
        "Officials in Jordan met. Jordan shut its border. Then Dora Jordan sang.",
        &["Jordan=Jordan JO", "Jordan=Jordan JO"],
    );
}

#[test]
fn an_everyday_word_is_no_country() {
    check("en", "Turkey farmers expect a good year.", &[]);
    check("en", "China was broken when the shelf fell.", &[]);
    check("en", "Turkey prices rose in Ankara, said a Turkish official.", &["Turkey=Turkey TR", "Ankara=Ankara TR"]);
}

#[test]
fn a_language_is_nobody() {
    let people = people("en", "Anna Quill met Oruvan speakers. She speaks the language of Oruvan herself.");
    assert_eq!(people, ["Anna Quill"]);
}

#[test]
fn an_everyday_word_that_opens_a_sentence_is_no_island() {
    check(
        "no",
        "Ferjen er full.\n\n– Man må vente lenge. Man håper det blir bedre i Danmark.",
        &["Danmark=Denmark DK"],
    );
}

#[test]
fn a_piece_of_a_longer_name_is_no_place() {
    check("ja", "私たちは昨日シリコンバレーで新しい会社の人たちと会って話をした。", &[]);
    check("ar", "وصلت القوات إلى رأس العين أمس.", &[]);
    check("ar", "وصلت القوات إلى المدينة أمس.", &[]);
}

#[test]
fn what_is_said_to_be_a_place_is_one() {
    let check = |body: &str, expected: &[&str]| {
        let found = places("en", body);
        let found: Vec<&str> = found.iter().filter_map(|place| Some(place.split_once('=')?.0)).collect();
        assert_eq!(found, expected, "{body}");
    };
    check("It grows in counties such as Orvel and Wake.", &["Orvel", "Wake"]);
    check("It grows in towns like Orvel, Anna said.", &["Orvel"]);
    check("The writer Anna Quill, from Orvelhoek, left.", &["Orvelhoek"]);
    check("The writer Anna Quill, from Monday, is free.", &[]);
    check("He died in the small town Blenkarn.", &["Blenkarn"]);
    check("The MP for Hull left.", &["Hull"]);
}
