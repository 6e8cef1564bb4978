//! The root element of a text that may be XML.

/// The name of the root element of `text`, the start of a file, in lower case without its prefix.
pub(in crate::read) fn root_of(text: &str) -> Option<String> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<?") {
            rest.find("?>")? + 2
        } else if rest.starts_with("<!") {
            let subset = rest.find('[').filter(|open| rest.find('>').is_none_or(|close| *open < close));
            match subset {
                Some(open) => {
                    open + rest.get(open..)?.find(']')? + 1 + rest.get(open..)?.split_once(']')?.1.find('>')? + 1
                }
                None => rest.find('>')? + 1,
            }
        } else {
            break;
        };
        rest = rest.get(end..)?.trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    let name = name.rsplit(':').next()?;
    let is_name =
        name.starts_with(char::is_alphabetic) && name.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
    is_name.then(|| name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_is_found_behind_what_may_stand_before_it() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(root_of(text).as_deref(), expected, "{text}");
        check("<nitf version='x'>", Some("nitf"));
        check("\u{feff}<?xml version='1.0'?>\n<!-- c --><!DOCTYPE nitf SYSTEM 'x'><NewsML>", Some("newsml"));
        check("<!DOCTYPE d [ <!ENTITY a \"b>\"> ]><x:Doc>", Some("doc"));
        check("Words", None);
        check("<", None);
        check("<!--", None);
        check("<3 is love", None);
    }
}
