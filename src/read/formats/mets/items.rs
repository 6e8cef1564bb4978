//! Finds the articles of an issue in its structure, and the pages on which there is none.

use std::collections::HashSet;

use super::areas::{Area, all_areas, divisions, type_of};
use crate::lexicon::exports::scan_divisions::{ITEMS, SECTIONS};
use crate::read::markup::Element;

/// An article of an issue, or a whole page of it.
#[derive(Clone, Debug)]
pub(super) struct Item<'m> {
    /// The divisions it is in, from the outermost one on.
    pub around: Vec<&'m Element>,
    /// What it is.
    pub what: What<'m>,
}

/// What an item is.
#[derive(Clone, Copy, Debug)]
pub(super) enum What<'m> {
    /// A division of the issue.
    Division(&'m Element),
    /// A page: the name of its file in the index.
    Page(&'m str),
}

impl<'m> Item<'m> {
    /// The places on which it stands.
    pub fn areas(&self) -> Vec<Area<'m>> {
        match self.what {
            What::Division(div) => all_areas(div),
            What::Page(file) => vec![Area { file, begin: None, end: None }],
        }
    }

    /// The name that the index gives it, else its number.
    pub fn id(&self, number: usize) -> String {
        match self.what {
            What::Division(div) => div.attribute("id").map_or_else(|| number.to_string(), str::to_owned),
            What::Page(file) => file.to_owned(),
        }
    }
}

/// The items of an issue: its articles in their order, then those of `pages` that no article stands on.
pub(super) fn items<'m>(mets: &'m Element, pages: &[&'m str]) -> Vec<Item<'m>> {
    let maps: Vec<&Element> = mets.elements().filter(|element| element.name == "structmap").collect();
    let of_type = |name: &str| maps.iter().copied().find(|map| type_of(map).starts_with(name));
    let logical = of_type("logical").or_else(|| maps.iter().copied().find(|map| !type_of(map).starts_with("physical")));
    let mut items = Vec::new();
    if let Some(map) = logical {
        for div in divisions(map) {
            gather(div, &mut Vec::new(), pages, &mut items);
        }
    }
    let named: HashSet<&str> = items.iter().flat_map(Item::areas).map(|area| area.file).collect();
    let mut rest: Vec<&str> = pages.iter().copied().filter(|page| !named.contains(page)).collect();
    if let Some(map) = of_type("physical") {
        let order: Vec<&str> = divisions(map).into_iter().flat_map(all_areas).map(|area| area.file).collect();
        rest.sort_by_cached_key(|page| order.iter().position(|file| file == page).unwrap_or(usize::MAX));
    }
    let around = logical.map(outermost).unwrap_or_default();
    items.extend(rest.into_iter().map(|page| Item { around: around.clone(), what: What::Page(page) }));
    items
}

/// The items in `div`, which is in the divisions `around`.
fn gather<'m>(div: &'m Element, around: &mut Vec<&'m Element>, pages: &[&str], items: &mut Vec<Item<'m>>) {
    let kind = type_of(div);
    let has_text = || all_areas(div).iter().any(|area| pages.contains(&area.file));
    if ITEMS.contains(&kind) {
        if has_text() {
            items.push(Item { around: around.clone(), what: What::Division(div) });
        }
        return;
    }
    let before = items.len();
    around.push(div);
    for inner in divisions(div) {
        gather(inner, around, pages, items);
    }
    around.pop();
    if items.len() == before && SECTIONS.contains(&kind) && has_text() {
        items.push(Item { around: around.clone(), what: What::Division(div) });
    }
}

/// The divisions that are in each other from the outermost one on, as long as there is one alone: newspaper, volume, issue.
fn outermost(map: &Element) -> Vec<&Element> {
    let mut around = Vec::new();
    let mut inner = divisions(map);
    while let [div] = inner.as_slice() {
        around.push(*div);
        inner = divisions(div);
    }
    around
}
