//! Issues with their pages, whole and damaged.

use std::collections::HashMap;
use std::io;

use super::*;
use crate::read::FieldMap;
use crate::read::beside::{Part, Waiting};

/// Pages by their names.
struct Shelf(HashMap<&'static str, String>);

impl crate::read::beside::Neighbours for Shelf {
    fn open(&self, reference: &str, _: usize) -> Option<io::Result<Vec<u8>>> {
        self.0.get(reference).map(|page| Ok(page.clone().into_bytes()))
    }

    fn waiting(&self, _: Part) -> Waiting {
        Waiting::Not
    }

    fn lay_aside(&self, _: Part, _: Vec<u8>) {}
}

/// A page with one block for each of `blocks`, called `b0`, `b1` and so on.
fn page(blocks: &[&str]) -> String {
    let string = |word: &str| format!("<String CONTENT='{word}'/>");
    let block = |(number, text): (usize, &&str)| {
        let strings: String = text.split(' ').map(string).collect();
        format!("<TextBlock ID='b{number}'><TextLine>{strings}</TextLine></TextBlock>")
    };
    format!("<alto><Layout>{}</Layout></alto>", blocks.iter().enumerate().map(block).collect::<String>())
}

/// An index of two pages with this logical structure.
fn index(divisions: &str) -> String {
    let file = |id: &str| format!("<file ID='{id}' MIMETYPE='text/xml'><FLocat href='{id}.xml'/></file>");
    format!(
        "<mets LABEL='Fen Echo'><dmdSec ID='m'><mods><originInfo><dateIssued>1912-03-08</dateIssued></originInfo></mods></dmdSec>\
         <fileSec>{}{}<file ID='i' MIMETYPE='image/tiff'><FLocat href='i.tif'/></file></fileSec>\
         <structMap TYPE='LOGICAL'><div TYPE='Issue' DMDID='m'>{divisions}</div></structMap></mets>",
        file("p1"),
        file("p2")
    )
}

fn area(file: &str, block: u32) -> String {
    format!("<fptr><area FILEID='{file}' BETYPE='IDREF' BEGIN='b{block}'/></fptr>")
}

/// Record, site, date, headline and body of each article, or the error.
fn read(index: &str, shelf: &Shelf) -> Vec<String> {
    let map = FieldMap::default();
    let rest = Box::new(io::empty());
    let head = index.as_bytes().to_vec();
    let input = Input { path: "a", head, rest, map: &map, limit: 10_000, encoding: None, beside: Some(shelf) };
    let mut found = Vec::new();
    let _ = Mets.read(input, &mut |outcome| {
        found.push(outcome.map_or_else(
            |error| error.to_string(),
            |document| {
                let Content::Body(body) = document.content else { panic!("fields are given") };
                let given = document.given;
                let parts = [document.source.record, given.site, given.published_at, given.headline, Some(body)];
                parts.map(Option::unwrap_or_default).join("|")
            },
        ));
        ControlFlow::Continue(())
    });
    found
}

fn shelf() -> Shelf {
    let first = page(&["Ice for sale", "Water stood on the", "Masthead"]);
    Shelf(HashMap::from([("p1.xml", first), ("p2.xml", page(&["quay of Fenmouth.", "It fell."]))]))
}

#[test]
fn article_runs_over_pages_and_text_outside_of_articles_is_counted() {
    let article = format!(
        "<div ID='a7' TYPE='ARTICLE'><div TYPE='HEADING'>{}</div><div TYPE='BODY'>{}{}<div TYPE='TITLE'>{}</div></div></div>",
        area("p1", 0),
        area("p1", 1),
        area("p2", 0),
        area("p2", 1)
    );
    let found = read(&index(&article), &shelf());
    let expected = "a7|Fen Echo|1912-03-08|Ice for sale|Water stood on the quay of Fenmouth.\n\nIt fell.";
    assert_eq!(found, ["a:a7: text of a scanned page outside of its articles", expected]);
}

#[test]
fn section_without_articles_is_one_and_pages_without_any_are_articles() {
    let section = format!("<div TYPE='SECTION' LABEL='Ice'>{}</div>", area("p1", 0));
    let found = read(&index(&section), &shelf());
    assert_eq!(
        found[2..],
        ["1|Fen Echo|1912-03-08|Ice|Ice for sale", "p2|Fen Echo|1912-03-08||quay of Fenmouth.\n\nIt fell."]
    );
    assert_eq!(read(&index(""), &shelf()).len(), 2);
}

#[test]
fn pages_that_are_not_there_are_named() {
    let article = |file: &str| format!("<div ID='{file}' TYPE='ARTICLE'>{}</div>", area(file, 0));
    let both = index(&(article("p1") + &article("p2")));
    let mut one = shelf();
    one.0.remove("p1.xml");
    let found = read(&both, &one);
    assert!(found.contains(&"a:p1: its page p1.xml is not beside the index".to_owned()), "{found:?}");
    assert!(found.contains(&"p2|Fen Echo|1912-03-08||quay of Fenmouth.".to_owned()), "{found:?}");
    let found = read(&both, &Shelf(HashMap::new()));
    let told =
        "a: an index of a scanned issue whose pages are not beside it; read the folder or the box that holds both";
    assert_eq!(found, [told]);
    one.0.insert("p1.xml", "<alto><TextBlock ID='b0'></alto>".to_owned());
    assert!(read(&both, &one)[0].contains("a:p1: its page p1.xml: not valid XML"));
}

#[test]
fn every_cut_of_index_or_page_ends_in_a_word_and_no_panic() {
    let article = format!("<div TYPE='ARTICLE'>{}{}</div>", area("p1", 0), area("p2", 0));
    let whole = index(&article);
    for end in (0..whole.len()).step_by(7) {
        assert!(!read(&whole[..end], &shelf()).is_empty(), "{end}");
    }
    let first = shelf().0["p1.xml"].clone();
    for end in (0..first.len()).step_by(7) {
        let mut cut = shelf();
        cut.0.insert("p1.xml", first[..end].to_owned());
        assert!(!read(&whole, &cut).is_empty(), "{end}");
    }
}
