//! What an export is written in: text, HTML, RTF, a Word file, a mail; each turned into paragraphs or into text.

pub(super) mod block;
pub(super) mod docx;
pub(super) mod html;
pub(super) mod quoted_printable;
pub(super) mod rtf;
