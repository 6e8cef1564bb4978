//! The host in the address of a page.
//!
//! Invariant: nothing is looked up; an address without a host has none.

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
}
