//! A table in a file, whatever sign stands between its cells.
//!
//! Invariant: a text is a table; what cells mean is for others to say.

/// Reads the cells of `text`: between them stands the sign that its header line has most of.
pub(super) fn table(text: &str) -> csv::Reader<&[u8]> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let header = text.lines().next().unwrap_or_default();
    let delimiter =
        [b'\t', b';', b','].into_iter().max_by_key(|sign| header.bytes().filter(|byte| byte == sign).count());
    csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes())
}
