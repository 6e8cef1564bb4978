//! Follows one JSON value byte by byte and tells where it ends or goes wrong.
//!
//! Bytes come in one at a time; what each is to the value goes out. Only what holds a value together is looked at: marks,
//! brackets, colons and commas. Numbers, words and what is in strings are not.
//!
//! Invariant: needs one bit for each bracket that is open.

use crate::steps::took;

/// What a byte is to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Step {
    Within,
    Last,
    /// The value ended before it.
    Past,
    /// No value goes on like this.
    Wrong,
    /// It is the colon after the first key of an object, which opened at this place.
    Key(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    Value,
    FirstItem,
    FirstKey,
    Key,
    Colon,
    Comma,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Structure,
    Text,
    Escape,
    Scalar,
}

/// How far a value has been read.
#[derive(Clone, Debug)]
pub(in crate::read) struct Grammar {
    expect: Expect,
    within: Within,
    /// For each open bracket whether it is that of an object.
    objects: Vec<u64>,
    depth: usize,
    /// Where the last object opened, while its first key is being read.
    opened: Option<usize>,
    place: usize,
}

impl Default for Grammar {
    fn default() -> Self {
        let (expect, within) = (Expect::Value, Within::Structure);
        Self { expect, within, objects: Vec::new(), depth: 0, opened: None, place: 0 }
    }
}

impl Grammar {
    /// Whether it is inside a string, where only a quotation mark and a backslash mean something.
    pub fn in_text(&self) -> bool {
        self.within == Within::Text
    }

    /// Passes over bytes of a string that mean nothing.
    pub fn pass(&mut self, count: usize) {
        took(1);
        self.place += count;
    }

    /// Takes one byte.
    pub fn step(&mut self, byte: u8) -> Step {
        took(1);
        self.place += 1;
        match self.within {
            Within::Escape => self.within = Within::Text,
            Within::Text => match byte {
                b'\\' => self.within = Within::Escape,
                b'"' => {
                    self.within = Within::Structure;
                    if matches!(self.expect, Expect::FirstKey | Expect::Key) {
                        self.expect = Expect::Colon;
                    } else {
                        return self.close_value();
                    }
                }
                _ => {}
            },
            Within::Scalar => match byte {
                b',' | b']' | b'}' => {
                    self.within = Within::Structure;
                    if self.close_value() == Step::Last {
                        return Step::Past;
                    }
                    return self.structure(byte);
                }
                b'"' | b'{' | b'[' if self.depth > 0 => return Step::Wrong,
                b'"' | b'{' | b'[' => return Step::Past,
                byte if byte.is_ascii_whitespace() => {
                    self.within = Within::Structure;
                    return if self.close_value() == Step::Last { Step::Past } else { Step::Within };
                }
                _ => {}
            },
            Within::Structure => return self.structure(byte),
        }
        Step::Within
    }

    fn structure(&mut self, byte: u8) -> Step {
        match (byte, self.expect) {
            (byte, _) if byte.is_ascii_whitespace() => {}
            (b'"', Expect::Value | Expect::FirstItem | Expect::FirstKey | Expect::Key) => self.within = Within::Text,
            (b'{', Expect::Value | Expect::FirstItem) => {
                self.open(true);
                self.opened = Some(self.place - 1);
                self.expect = Expect::FirstKey;
            }
            (b'[', Expect::Value | Expect::FirstItem) => {
                self.open(false);
                self.expect = Expect::FirstItem;
            }
            (b'}', Expect::FirstKey | Expect::Comma) if self.is_object() => return self.close_bracket(),
            (b']', Expect::FirstItem | Expect::Comma) if !self.is_object() => return self.close_bracket(),
            (b':', Expect::Colon) => {
                self.expect = Expect::Value;
                if let Some(opened) = self.opened.take() {
                    return Step::Key(opened);
                }
            }
            (b',', Expect::Comma) => self.expect = if self.is_object() { Expect::Key } else { Expect::Value },
            (b'{' | b'[' | b'}' | b']' | b':' | b',' | b'"', _) => return Step::Wrong,
            (_, Expect::Value | Expect::FirstItem) => self.within = Within::Scalar,
            _ => return Step::Wrong,
        }
        Step::Within
    }

    fn open(&mut self, object: bool) {
        let (word, bit) = (self.depth / 64, self.depth % 64);
        if word == self.objects.len() {
            self.objects.push(0);
        }
        if let Some(word) = self.objects.get_mut(word) {
            *word = *word & !(1 << bit) | u64::from(object) << bit;
        }
        self.depth += 1;
    }

    fn is_object(&self) -> bool {
        let Some(top) = self.depth.checked_sub(1) else { return false };
        self.objects.get(top / 64).is_some_and(|word| word & 1 << (top % 64) != 0)
    }

    fn close_bracket(&mut self) -> Step {
        self.depth -= 1;
        self.opened = None;
        self.close_value()
    }

    fn close_value(&mut self) -> Step {
        self.expect = Expect::Comma;
        if self.depth == 0 { Step::Last } else { Step::Within }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_and_fault_of_a_value_are_told() {
        let check = |text: &str, expected: (Step, usize)| {
            let mut grammar = Grammar::default();
            let found = text.bytes().enumerate().find_map(|(place, byte)| {
                Some((grammar.step(byte), place)).filter(|(step, _)| !matches!(step, Step::Within | Step::Key(_)))
            });
            assert_eq!(found.unwrap_or((Step::Within, text.len())), expected, "{text}");
        };
        check("{\"a\":[1,{}],\"b\":\"}\\\"\"}", (Step::Last, 21));
        check("{ } ", (Step::Last, 2));
        check("\"x\",", (Step::Last, 2));
        check("17,", (Step::Past, 2));
        check("{\"a\":1,{\"b\":2}}", (Step::Wrong, 7));
        check("{\"a\":1 {", (Step::Wrong, 7));
        check("{\"a\":\"x},{\"a\":1}", (Step::Wrong, 11));
        check("{\"a\":[\"x\"}", (Step::Wrong, 9));
        check("{\"a\":[1,2],\"b\":[{\"c\":NaN", (Step::Within, 24));
        check("}", (Step::Wrong, 0));
        check("{'a'", (Step::Wrong, 1));
    }

    #[test]
    fn first_key_tells_where_its_object_opened() {
        let mut grammar = Grammar::default();
        let keys: Vec<_> = "{\"a\":[{},{ \"b\":1,\"c\":2}]}"
            .bytes()
            .filter_map(|byte| if let Step::Key(place) = grammar.step(byte) { Some(place) } else { None })
            .collect();
        assert_eq!(keys, [0, 9]);
    }
}
