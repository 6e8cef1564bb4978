//! What a browser, a copier or an archive wrote into a page when it saved it.
//!
//! The markup of a page comes in; the address it had and the moment it was saved go out, as far as a comment at its
//! beginning or end says so: browsers (`saved from url=`), `SingleFile`, `HTTrack`, the Internet Archive.
//!
//! Invariant: looks at the first and the last few thousand bytes only.

/// How the copy of a page came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::normalise) struct SavedBy {
    /// Address of the page.
    pub url: Option<String>,
    /// When it was saved, in a form that dates are printed in.
    pub at: Option<String>,
}

/// Bytes at either end of a page in which such a comment stands.
const REACH: usize = 4_000;

/// Reads the comments at both ends of `html`.
pub(in crate::normalise) fn saved_by(html: &str) -> SavedBy {
    let head = html.get(..html.floor_char_boundary(REACH)).unwrap_or(html);
    let tail = html.get(html.floor_char_boundary(html.len().saturating_sub(REACH))..).unwrap_or_default();
    let mut found = SavedBy::default();
    for comment in comments(head).chain(comments(tail)) {
        let (url, at) = read_comment(comment);
        found.url = found.url.or(url.filter(|url| url.starts_with("http://") || url.starts_with("https://")));
        found.at = found.at.or(at);
    }
    found
}

/// What is in comments, those that begin here and end elsewhere included.
fn comments(text: &str) -> impl Iterator<Item = &str> {
    text.split("<!--").skip(1).map(|rest| rest.split("-->").next().unwrap_or(rest))
}

fn read_comment(comment: &str) -> (Option<String>, Option<String>) {
    let after = |key: &str| comment.split_once(key).map(|(_, rest)| rest);
    let line = |key: &str| after(key).and_then(|rest| rest.lines().next()).map(|value| value.trim().to_owned());
    if let Some(rest) = after("saved from url=(") {
        // The length of the address is in brackets before it.
        let url = rest.split_once(')').map(|(_, url)| url.split_whitespace().next().unwrap_or_default().to_owned());
        return (url, None);
    }
    if comment.contains("Page saved with SingleFile") {
        return (line("url:"), line("saved date:"));
    }
    if comment.contains("HTTrack Website Copier") {
        let at = comment.rsplit_once("], ").map(|(_, date)| date.trim().to_owned());
        return (None, at);
    }
    let archived = after("FILE ARCHIVED ON ").and_then(|rest| rest.split_once(" AND RETRIEVED"));
    // `14:30:20 May 10, 2024`, in UTC.
    let at = archived.and_then(|(moment, _)| moment.split_once(' ')).map(|(time, day)| format!("{day} {time} GMT"));
    (None, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::fields::dates::parse_date;

    #[test]
    fn comments_of_browsers_and_archives_are_read() {
        let check = |html: &str, url: Option<&str>, at: Option<&str>| {
            let found = saved_by(html);
            assert_eq!(found.url.as_deref(), url, "{html}");
            let read = found.at.as_deref().map(|at| parse_date(at, None).unwrap().to_string());
            assert_eq!(read.as_deref(), at, "{html}");
        };
        check(
            "<!DOCTYPE html>\n<!-- saved from url=(0026)https://gull.example/ferry -->\n<html>",
            Some("https://gull.example/ferry"),
            None,
        );
        check("<!-- saved from url=(0014)about:internet --><html>", None, None);
        check(
            "<html><!--\n Page saved with SingleFile \n url: https://gull.example/ferry \n saved date: Fri May 10 2024 \
             14:30:20 GMT+0200 (Central European Summer Time)\n--><head>",
            Some("https://gull.example/ferry"),
            Some("2024-05-10T14:30:20+02:00"),
        );
        check(
            "<!-- Mirrored from gull.example/ferry by HTTrack Website Copier/3.x [XR&CO'2014], Fri, 10 May 2024 14:30:20 GMT -->",
            None,
            Some("2024-05-10T14:30:20Z"),
        );
        let page = format!("<html>{}</html>", "<p>é</p>".repeat(2_000));
        let archived =
            "<!--\n     FILE ARCHIVED ON 14:30:20 May 10, 2024 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE -->";
        check(&format!("{page}{archived}"), None, Some("2024-05-10T14:30:20Z"));
        check(&page, None, None);
        check("<!-- saved from url=(", None, None);
        check("", None, None);
    }
}
