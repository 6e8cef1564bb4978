//! Titles of pages: headline and site told apart, and the words of a title bare.
//!
//! Invariant: what is cut off is the site's name and what joins it; the headline is never changed inside.

use crate::model::folding;
use crate::steps::took;

/// What joins a headline and the name of a site in a title, spaces around.
const JOINTS: &[&str] = &[" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", " // ", " / ", " ⋆ "];

/// Letters and digits in lower case, anything else one space.
#[must_use]
pub fn bare_words(text: &str) -> String {
    took(text.len());
    folding::bare_words(text)
}

/// The parts a title may be cut into at its joints: the whole first, then from the longest head to the shortest.
#[must_use]
pub fn heads(title: &str) -> Vec<&str> {
    let mut cuts: Vec<usize> = JOINTS.iter().flat_map(|joint| title.match_indices(joint).map(|(at, _)| at)).collect();
    cuts.sort_unstable_by(|left, right| right.cmp(left));
    let mut found = vec![title];
    found.extend(
        cuts.into_iter().take(6).filter_map(|at| title.get(..at)).map(str::trim).filter(|head| !head.is_empty()),
    );
    found
}

/// The headline in a title whose end (or start) is the name of the site.
///
/// Without the site's name the last part goes where it is short and much shorter than what comes before it.
#[must_use]
pub fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let site = site.map(bare_words).filter(|site| !site.is_empty());
    let mut best = title;
    for joint in JOINTS {
        if let Some((head, tail)) = best.rsplit_once(joint) {
            let named = site.as_ref().is_some_and(|site| bare_words(tail) == *site);
            if named && !head.trim().is_empty() {
                best = head.trim_end();
            }
        }
        if let Some((head, tail)) = best.split_once(joint)
            && site.as_ref().is_some_and(|site| bare_words(head) == *site)
            && !tail.trim().is_empty()
        {
            best = tail.trim_start();
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_is_cut_off_a_title() {
        let check = |title: &str, site: Option<&str>, expected: &str| {
            assert_eq!(without_site(title, site), expected, "{title}");
        };
        check("Ferry stays in port - The Lund Post", Some("The Lund Post"), "Ferry stays in port");
        check("The Lund Post | Ferry stays in port", Some("the lund post"), "Ferry stays in port");
        check("Ferry stays - in port", Some("The Lund Post"), "Ferry stays - in port");
        check("The Lund Post", Some("The Lund Post"), "The Lund Post");
    }

    #[test]
    fn words_are_the_same_in_other_dress() {
        assert_eq!(bare_words("“Ferry” stays in Port!"), "ferry stays in port");
    }
}
