//! The address of a page: its host, and the one form in which the addresses of one page are the same.
//!
//! Invariant: nothing is looked up, and a form is its own form; an address without a host has none.

/// The host of `address`, in lower case, without `www.`, user or port: `www.Post.example:443` in
/// `https://www.Post.example:443/a` is `post.example`. An address may leave out its scheme only where nothing but the host
/// and a path is left.
#[must_use]
pub fn host_of(address: &str) -> Option<String> {
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").map_or(host.as_str(), |bare| bare);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

/// The form in which all addresses of one page are the same.
///
/// For the web: `https` whether or not the page is encrypted, the host in lower case without user and default port, a path,
/// no fragment (but one that names a page: `#!/a`, `#/a`), percent signs as RFC 3986 has them, the parameters in the
/// order of their names without those that `is_noise` knows (asked in lower case) and without empty ones. Of any other
/// address the fragment alone goes.
#[must_use]
pub fn page_form(address: &str, is_noise: &dyn Fn(&str) -> bool) -> String {
    let address = address.trim();
    let (page, fragment) = address.split_once('#').unwrap_or((address, ""));
    let fragment = if fragment.starts_with(['!', '/']) { format!("#{fragment}") } else { String::new() };
    let Some((default_port, rest)) = web(page) else { return format!("{page}{fragment}") };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, port) = host_and_port(authority);
    let port = Some(port).filter(|port| !port.is_empty() && *port != default_port);
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    let path = if path.is_empty() { "/".to_owned() } else { percent_form(path) };
    format!("https://{host}{port}{path}{}{fragment}", query_form(query, is_noise))
}

/// Whether an address in the form of [`page_form`] is that of a site and not of one of its pages.
#[must_use]
pub fn is_front_page(form: &str) -> bool {
    let rest = form.split_once("://").map_or(form, |(_, rest)| rest);
    let path = rest.find('/').map_or("", |at| rest.get(at + 1..).unwrap_or_default());
    match path.split_once('.') {
        Some(("index", ending)) => matches!(ending, "html" | "htm" | "php" | "asp" | "aspx" | "jsp" | "shtml"),
        _ => path.is_empty(),
    }
}

/// The default port and what comes after the scheme of an address of the web.
fn web(address: &str) -> Option<(&'static str, &str)> {
    let scheme = |name: &str| {
        let (scheme, rest) = address.split_at_checked(name.len())?;
        scheme.eq_ignore_ascii_case(name).then_some(rest)
    };
    let bare = || scheme("//").or_else(|| scheme("www.").map(|_| address));
    scheme("https://").or_else(bare).map(|rest| ("443", rest)).or_else(|| scheme("http://").map(|rest| ("80", rest)))
}

fn host_and_port(authority: &str) -> (String, &str) {
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port),
        _ => (host, ""),
    };
    (host.trim_end_matches('.').to_lowercase(), port)
}

/// The parameters that mean something, with the mark before them.
fn query_form(query: &str, is_noise: &dyn Fn(&str) -> bool) -> String {
    let query = query.replace("&amp;", "&");
    let name = |parameter: &str| parameter.split('=').next().unwrap_or_default().to_lowercase();
    let mut parameters: Vec<String> = query
        .split('&')
        .filter(|parameter| !parameter.is_empty() && *parameter != "=" && !is_noise(&name(parameter)))
        .map(percent_form)
        .collect();
    parameters.sort_by(|a, b| a.split('=').next().cmp(&b.split('=').next()));
    if parameters.is_empty() { String::new() } else { format!("?{}", parameters.join("&")) }
}

/// The text with percent signs where RFC 3986 (section 6.2.2) has them, in capitals, and nowhere else.
fn percent_form(text: &str) -> String {
    let mut form = String::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let encoded = if *byte == b'%' { encoded(after) } else { None };
        rest = if encoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
        match encoded {
            Some(value) if is_unreserved(value) => form.push(char::from(value)),
            Some(value) => push_encoded(&mut form, value),
            None if byte.is_ascii_graphic() => form.push(char::from(*byte)),
            None => push_encoded(&mut form, *byte),
        }
    }
    form
}

/// The byte that the two digits after a percent sign mean.
fn encoded(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| digits.get(at).and_then(|digit| char::from(*digit).to_digit(16));
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn push_encoded(form: &mut String, byte: u8) {
    form.push_str(&format!("%{byte:02X}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_is_told_from_any_address() {
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(host_of(address).as_deref(), expected, "{address}");
        };
        check("https://www.Post.example:443/news?a=b#c", Some("post.example"));
        check("http://me@news.post.example", Some("news.post.example"));
        check("post.example/news", Some("post.example"));
        check("mailto:desk", None);
        check("The Lund Post", None);
        check("", None);
    }

    fn form(address: &str) -> String {
        page_form(address, &|name| name == "from_feed" || name.starts_with("utm_"))
    }

    #[test]
    fn addresses_of_one_page_have_one_form() {
        let page = "https://post.example/news/horse";
        for address in [
            page,
            "http://post.example/news/horse",
            "HTTPS://POST.example/news/horse",
            "https://post.example:443/news/horse",
            "http://post.example:80/news/horse",
            "http://post.example.:/news/horse",
            "https://reader@post.example/news/horse",
            "//post.example/news/horse",
            " https://post.example/news/horse#top ",
            "https://post.example/news/horse?",
            "https://post.example/news/horse?&",
            "https://post.example/news/horse?utm_source=rss&UTM_Medium=feed#c4",
            "https://post.example/news/horse?from_feed",
            "https://post.example/n%65ws/horse",
        ] {
            assert_eq!(form(address), page, "{address}");
        }
        let two = "https://www.post.example/?id=7&page=2";
        for address in [
            "http://www.post.example?page=2&id=7",
            "www.post.example/?id=7&amp;utm_id=1&amp;page=2",
            "https://www.post.example/?utm_x=1&page=2&id=7&",
        ] {
            assert_eq!(form(address), two, "{address}");
        }
        assert_eq!(
            form("https://post.example/café %e2%82%ac?q=ä"),
            "https://post.example/caf%C3%A9%20%E2%82%AC?q=%C3%A4"
        );
    }

    #[test]
    fn other_pages_have_other_forms() {
        let different = [
            "https://post.example/news/horse",
            "https://post.example/news/horse/",
            "https://post.example/news/Horse",
            "https://post.example/news/horse?id=1",
            "https://post.example/news/horse?id=2",
            "https://post.example/news/horse?a=1&a=2",
            "https://post.example/news/horse?a=2&a=1",
            "https://post.example/news/horse#!/2",
            "https://post.example/news%2Fhorse",
            "https://post.example:8080/news/horse",
            "https://post.example:80/news/horse",
            "https://www.post.example/news/horse",
            "ftp://post.example/news/horse",
            "post.example/news/horse",
        ];
        for (place, address) in different.iter().enumerate() {
            let same: Vec<_> = different.iter().skip(place + 1).filter(|other| form(other) == form(address)).collect();
            assert!(same.is_empty(), "{address} and {same:?}");
        }
    }

    #[test]
    fn form_is_its_own_form() {
        for address in
            ["http://A.example?b=%zz&c=%7e%2f#!x", "urn:a:B#c", "", "#", "https://", "http://é/?ü=%", "www.x"]
        {
            let once = form(address);
            assert_eq!(form(&once), once, "{address}");
        }
    }

    #[test]
    fn front_page_is_told_from_a_page() {
        for address in ["https://post.example", "http://post.example/?", "https://post.example/index.php?utm_id=1"] {
            assert!(is_front_page(&form(address)), "{address}");
        }
        for address in ["https://post.example/a", "https://post.example/?p=4", "https://post.example/index.php?p=4"] {
            assert!(!is_front_page(&form(address)), "{address}");
        }
    }
}
