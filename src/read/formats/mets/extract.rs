//! Writes one article of an issue as an index of its own, with the blocks it stands on.

use std::collections::HashSet;

use super::items::{Item, What};
use super::pages::Block;
use crate::read::markup::{Element, close_tag, escaped, open_tag, to_xml};

/// The index of `item` alone: what is said of it and of the issue, the divisions it is in, itself, and its blocks page by page.
pub(super) fn extract(mets: &Element, item: &Item<'_>, blocks: &[(&str, &Block)]) -> String {
    let mut xml = open_tag(mets);
    let told = told_of(item);
    let sections = || mets.elements().filter(|element| element.name == "dmdsec");
    let is_told = |section: &&Element| section.attribute("id").is_some_and(|id| told.contains(id));
    let mut kept: Vec<&Element> = sections().filter(is_told).collect();
    if kept.is_empty() {
        // An index that ties its records to nothing has those of the issue first.
        kept.extend(sections().next());
    }
    for section in kept {
        xml.push_str(&to_xml(section));
    }
    xml.push_str("<filesec>");
    let mut written = HashSet::new();
    for (file, _) in blocks {
        if written.insert(*file) {
            xml.push_str(&format!("<file id=\"{}\"><fcontent><xmldata>", escaped(file)));
            let mut seen = HashSet::new();
            for (_, block) in blocks.iter().filter(|(of, block)| of == file && seen.insert(block.xml.as_str())) {
                xml.push_str(&block.xml);
            }
            xml.push_str("</xmldata></fcontent></file>");
        }
    }
    xml.push_str("</filesec><structmap type=\"LOGICAL\">");
    for div in &item.around {
        xml.push_str(&open_tag(div));
    }
    match item.what {
        What::Division(div) => xml.push_str(&to_xml(div)),
        What::Page(file) => {
            let file = escaped(file);
            xml.push_str(&format!("<div type=\"page\" id=\"{file}\"><fptr fileid=\"{file}\"></fptr></div>"));
        }
    }
    for div in &item.around {
        xml.push_str(&close_tag(div));
    }
    xml.push_str("</structmap>");
    xml.push_str(&close_tag(mets));
    xml
}

/// The names of the records about the item, what it is in, and what is in it.
fn told_of<'m>(item: &Item<'m>) -> HashSet<&'m str> {
    fn gather<'m>(div: &'m Element, told: &mut HashSet<&'m str>) {
        told.extend(div.attribute("dmdid").unwrap_or_default().split_whitespace());
        for inner in div.elements().filter(|element| element.name == "div") {
            gather(inner, told);
        }
    }
    let mut told = HashSet::new();
    for div in &item.around {
        told.extend(div.attribute("dmdid").unwrap_or_default().split_whitespace());
    }
    if let What::Division(div) = item.what {
        gather(div, &mut told);
    }
    told
}
