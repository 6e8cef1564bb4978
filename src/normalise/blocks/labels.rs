//! What a block is, as a set of labels, and who decides it.

use crate::normalise::blocks::block::BlockPage;

/// A set of labels, one bit each: a block may bear several, as a caption with its credit does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Labels(pub u16);

impl Labels {
    /// The title of the page, with the site's name in it.
    pub const TITLE: Self = Self(1);
    /// The headline of the article.
    pub const HEADLINE: Self = Self(1 << 1);
    /// The standfirst: a summary between headline and body.
    pub const STANDFIRST: Self = Self(1 << 2);
    /// Who wrote it.
    pub const BYLINE: Self = Self(1 << 3);
    /// When it was published or changed.
    pub const DATE: Self = Self(1 << 4);
    /// Where it was filed, at the start of a paragraph.
    pub const DATELINE: Self = Self(1 << 5);
    /// A paragraph of the article.
    pub const BODY: Self = Self(1 << 6);
    /// A heading inside the article; part of the body.
    pub const SUBHEAD: Self = Self(1 << 7);
    /// The caption of a picture.
    pub const CAPTION: Self = Self(1 << 8);
    /// The credit of a picture.
    pub const CREDIT: Self = Self(1 << 9);
    /// Text of the article shown once more, such as a pull quote.
    pub const REPEAT: Self = Self(1 << 10);
    /// Everything else.
    pub const BOILERPLATE: Self = Self(1 << 11);
    /// What the structure of a saved page sets apart from the story, however much it reads like it.
    pub const INSERT: Self = Self(1 << 12);

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any label of `other` is in this set.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Decides what each block is.
pub trait Labeller: Sync {
    /// One set of labels for each block of `page`, in order.
    fn label(&self, page: &BlockPage) -> Vec<Labels>;
}
