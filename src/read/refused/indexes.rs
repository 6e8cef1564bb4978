//! Lists of what stands elsewhere: sitemaps, tables of events, indexes of scans. They hold addresses and no text.

use super::family::Family;
use super::start::start_of;
use crate::read::about::Refusal;
use crate::read::markup::root_of;

static GDELT: Refusal = Refusal::new("a table of GDELT, which holds addresses and no text", "fetch the pages it names");
static SITEMAP: Refusal = Refusal::new("a sitemap, which holds addresses and no text", "fetch the pages it names");
static DIDL: Refusal = Refusal::new("a DIDL index of a scanned issue", "read the files of its text instead");

/// The lists.
pub(super) static INDEXES: Family = Family { refusals: &[&SITEMAP, &GDELT, &DIDL], look: index };

/// A list without the texts it names.
fn index(text: &str) -> Option<&'static Refusal> {
    if is_gdelt(text) {
        return Some(&GDELT);
    }
    let root = root_of(text)?;
    match root.as_str() {
        "urlset" | "sitemapindex" => Some(&SITEMAP),
        "didl" => Some(&DIDL),
        _ => None,
    }
}

/// Whether `text` is a table of the GDELT project: by its header, or by the many columns of its rows and what opens them.
fn is_gdelt(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let columns: Vec<_> = line.split('\t').collect();
    let header = start_of(line, 400);
    let named = ["gkgrecordid", "globaleventid", "cameoeventids"].iter().any(|name| header.contains(name));
    let digits = |at: usize, len: usize| {
        columns.get(at).is_some_and(|cell| cell.len() == len && cell.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let event = columns.len() >= 50 && digits(1, 8) && digits(2, 6) && digits(3, 4);
    let record = columns.len() >= 15 && digits(1, 14) && columns.first().is_some_and(|id| id.contains('-'));
    columns.len() >= 5 && (named || event || record)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_addresses_are_told() {
        let check = |text: &str, expected: bool| assert_eq!(index(text).is_some(), expected, "{text}");
        check("<urlset xmlns='x'><url><loc>https://harbour.example/</loc></url></urlset>", true);
        check("<didl:DIDL xmlns:didl='x'>", true);
        check("DATE\tNUMARTS\tCOUNTS\tTONE\tCAMEOEVENTIDS\tSOURCES\n20200705\t1", true);
        check(&format!("7\t20200705\t202007\t2020\t{}", "x\t".repeat(54)), true);
        check("date\theadline\tbody\turl\tsite\n2020-07-05\tRain\tIt fell.", false);
        check("<div><p>Rain</p></div>", false);
    }
}
