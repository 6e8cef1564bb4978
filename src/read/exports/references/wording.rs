//! What is said of references, in all their formats.

/// What is said of a reference that holds no text.
pub(super) const WITHOUT_TEXT: &str = "a reference without an abstract or any other text of its article";
