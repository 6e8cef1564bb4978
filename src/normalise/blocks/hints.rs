//! What the markup of a page hints at, as a set.

/// A set of hints, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hints(pub u32);

impl Hints {
    /// Inside `article` or an element classed as the story.
    pub const ARTICLE: Self = Self(1);
    /// Inside `main`.
    pub const MAIN: Self = Self(1 << 1);
    /// Classed as article text: `articleBody`, `story-body`, `entry-content`.
    pub const BODY: Self = Self(1 << 2);
    /// `nav`, menus, breadcrumbs, tabs.
    pub const NAVIGATION: Self = Self(1 << 3);
    /// `header` of the page or site, banners.
    pub const HEADER: Self = Self(1 << 4);
    /// `footer` of the page.
    pub const FOOTER: Self = Self(1 << 5);
    /// `aside`, sidebars, related stories, most read, teasers, cards.
    pub const ASIDE: Self = Self(1 << 6);
    /// Readers' comments.
    pub const COMMENT: Self = Self(1 << 7);
    /// Sharing, newsletters, subscription, sign-in, cookie banners, advertising.
    pub const PROMOTION: Self = Self(1 << 8);
    /// `figure`, galleries, pictures.
    pub const FIGURE: Self = Self(1 << 9);
    /// Captions: `figcaption`, `wp-caption-text`.
    pub const CAPTION: Self = Self(1 << 10);
    /// Credits of pictures.
    pub const CREDIT: Self = Self(1 << 11);
    /// Bylines, authors.
    pub const BYLINE: Self = Self(1 << 12);
    /// Dates: `time`, `published`, `updated`.
    pub const DATE: Self = Self(1 << 13);
    /// Headlines, titles.
    pub const HEADLINE: Self = Self(1 << 14);
    /// Standfirst, summary, lead, description.
    pub const SUMMARY: Self = Self(1 << 15);
    /// Not shown: `hidden`, `display:none`, `aria-hidden`, `noscript`.
    pub const HIDDEN: Self = Self(1 << 16);
    /// `blockquote`, pull quotes.
    pub const QUOTATION: Self = Self(1 << 17);
    /// Tags, topics, keywords.
    pub const TAGS: Self = Self(1 << 18);
    /// Biography of an author.
    pub const AUTHOR_NOTE: Self = Self(1 << 19);
    /// Tables, lists of results.
    pub const TABLE: Self = Self(1 << 20);
    /// Live-blog entries.
    pub const LIVE: Self = Self(1 << 21);
    /// Inside the element that holds most of the page's running text.
    pub const STORY: Self = Self(1 << 22);
    /// A paragraph of the article text that the page declares.
    pub const DECLARED: Self = Self(1 << 23);

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any hint of `other` is in this set.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
