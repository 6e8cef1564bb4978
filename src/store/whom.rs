//! Whose name stands in an article, and who is meant.

/// Whose name stands in an article, and who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Whom {
    /// The thing of exactly that name.
    pub(in crate::store) named: i64,
    /// Who is meant; `None` where that was rejected.
    pub(in crate::store) meant: Option<i64>,
}

impl Whom {
    /// Whose name it is, where that is not who is meant.
    pub(in crate::store) fn other_name(self) -> Option<i64> {
        (self.meant != Some(self.named)).then_some(self.named)
    }
}
