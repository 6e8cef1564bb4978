//! The places on pages that a division of an issue names.

use crate::read::markup::Element;

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Area<'m> {
    /// The name of the file of the page in the index.
    pub file: &'m str,
    /// The block it begins with; the whole page where there is none.
    pub begin: Option<&'m str>,
    /// The block it ends with, where it is more than one.
    pub end: Option<&'m str>,
}

/// The areas directly in `div`, not in a division within it, in their order.
pub(super) fn areas_in(div: &Element) -> Vec<Area<'_>> {
    let mut areas = Vec::new();
    for pointer in div.elements().filter(|element| element.name == "fptr") {
        let inner = pointer.all("area");
        areas.extend(inner.iter().filter_map(|area| area_of(area)));
        if inner.is_empty() {
            areas.extend(area_of(pointer));
        }
    }
    areas
}

fn area_of(element: &Element) -> Option<Area<'_>> {
    let (begin, end) = (element.attribute("begin"), element.attribute("end"));
    Some(Area { file: element.attribute("fileid")?, begin, end: end.filter(|end| Some(*end) != begin) })
}

/// The areas in `div` and all divisions within it, in reading order.
pub(super) fn all_areas(div: &Element) -> Vec<Area<'_>> {
    let mut areas = areas_in(div);
    for inner in divisions(div) {
        areas.extend(all_areas(inner));
    }
    areas
}

/// The divisions directly in `element`, in the order that they state, else in that of the file.
pub(super) fn divisions(element: &Element) -> Vec<&Element> {
    let mut divisions: Vec<&Element> = element.elements().filter(|element| element.name == "div").collect();
    let order = |div: &&Element| div.attribute("order").and_then(|order| order.parse::<u64>().ok());
    if divisions.iter().all(|div| order(div).is_some()) {
        divisions.sort_by_key(order);
    }
    divisions
}

/// The type of a division, as lists of such types write it.
pub(super) fn type_of(div: &Element) -> String {
    div.attribute("type").unwrap_or_default().to_lowercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_come_in_the_order_that_is_stated() {
        let xml = "<div><fptr><seq><area FILEID='p1' BEGIN='b1'/><area FILEID='p2' BEGIN='b2' END='b4'/></seq></fptr>\
                   <div ORDER='2'><fptr FILEID='p3'/></div><div ORDER='1'><fptr><area FILEID='p1' BEGIN='b9' END='b9'/></fptr></div></div>";
        let div = Element::parse(xml).unwrap();
        let area = |file, begin, end| Area { file, begin, end };
        let expected = [
            area("p1", Some("b1"), None),
            area("p2", Some("b2"), Some("b4")),
            area("p1", Some("b9"), None),
            area("p3", None, None),
        ];
        assert_eq!(all_areas(&div), expected);
    }
}
