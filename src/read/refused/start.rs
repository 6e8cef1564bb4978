//! The start of a text, as all families look at it.

/// The first `count` characters of `text`, in lower case.
pub(super) fn start_of(text: &str, count: usize) -> String {
    text.chars().take(count).collect::<String>().to_ascii_lowercase()
}
