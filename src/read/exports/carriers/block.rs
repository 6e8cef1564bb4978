//! What a carrier turns an export into: paragraphs, with what tells their part in the layout.

/// A paragraph of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read::exports) struct Block {
    /// Its text, white space single, a line feed for each line break inside it.
    pub text: String,
    /// Classes and ids of the elements that opened since the paragraph before it, each between spaces; empty but in HTML.
    pub names: String,
    /// Whether a line break comes after its last word.
    pub ends_in_break: bool,
}

impl Block {
    /// Whether one of its elements is of the class `name`.
    pub fn is_named(&self, name: &str) -> bool {
        self.names.split(' ').any(|one| one == name)
    }

    /// Its text on one line.
    pub fn line(&self) -> String {
        self.text.replace('\n', " ")
    }
}

/// The paragraphs of `text`: what blank lines part. Lines of a paragraph stay lines of its text.
pub(in crate::read::exports) fn blocks_of_text(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        // The hard space after a label distinguishes it from a sentence with a colon.
        let line =
            line.split([' ', '\t', '\u{c}', '\u{feff}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        match blocks.last_mut().filter(|_| open) {
            Some(block) => {
                block.text.push('\n');
                block.text.push_str(&line);
            }
            None => blocks.push(Block { text: line, ..Block::default() }),
        }
        open = true;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        let blocks = blocks_of_text("\u{feff}\r\n  One\r\n two  three\r\n\r\n \r\nFour\n");
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["One\ntwo three", "Four"]);
    }
}
