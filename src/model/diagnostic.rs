//! Notes about odd input that did not stop anything.

use std::borrow::Cow;

/// Something a reader of the archive may want to know about how an article was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// A short name that scripts can match, in kebab case: `encoding-guessed`, `date-refused`.
    pub kind: Cow<'static, str>,
    /// One sentence in lower case without a final stop.
    pub message: String,
}

impl Diagnostic {
    /// A diagnostic of `kind` saying `message`.
    #[must_use]
    pub fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind: Cow::Borrowed(kind), message: message.into() }
    }
}
