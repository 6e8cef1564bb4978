//! The output format, and the reader's terminal.
//!
//! Invariant: plain values, decided by `cli`.

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Columns for people to read.
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header line (RFC 4180).
    Csv,
    /// A table of GitHub-flavoured Markdown.
    Markdown,
    /// One JSON object with the rows and what is known of the answer.
    Answer,
}

/// The reader's terminal, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal; `None` where there is no terminal, and then nothing is wrapped.
    pub width: Option<u16>,
    /// Whether headings may be coloured.
    pub colour: bool,
}
