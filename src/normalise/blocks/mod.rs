//! A page as a sequence of blocks: what both kinds of page, saved and dumped, are turned into before anything is decided.
//!
//! Paragraphs, lines, headings and captions come in as they stand on the page; labels go out, one set a block. The
//! article is then read off blocks and labels together.
//!
//! Invariant: blocks keep the order of the page and lose none of its visible text.

pub mod declared;
pub mod text;

use crate::normalise::blocks::declared::Declared;

/// How many blocks of a page are kept apart: what stands behind them is read as one more. Of 1,400 pages
/// and dumps at hand none has a tenth as many lines or tags (November 2026); a block takes some 250 bytes beside its text.
pub const MOST_BLOCKS: usize = 50_000;

/// A page in blocks, and what it declares about itself outside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockPage {
    /// In the order of the page.
    pub blocks: Vec<Block>,
    /// Metadata: JSON-LD, OpenGraph, microdata, meta tags. Empty for a dump.
    pub declared: Declared,
    /// Address of the page, as given or declared.
    pub url: Option<String>,
}

/// One paragraph, line, heading, caption or list item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// Its text: NFC, runs of white space as one space, trimmed; never empty.
    pub text: String,
    /// Whether an empty line stands before it (text dumps).
    pub gap_before: bool,
    /// Columns of indentation, and whether a bullet or number opened the line (text dumps).
    pub indent: u16,
    /// Whether a list bullet opened the line, or the block is a list item.
    pub bullet: bool,
    /// What the markup says; `None` in a text dump.
    pub markup: Option<Markup>,
}

/// What the markup says of a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Markup {
    /// The nearest block-level element: `p`, `h1`, `li`, `figcaption`, `div`.
    pub tag: &'static str,
    /// Elements above it.
    pub depth: u16,
    /// Code points of `text` that stand inside links.
    pub link_chars: usize,
    /// A number shared by the blocks of one parent element.
    pub parent: u32,
    /// What class names, ids, roles and element names of the block and its ancestors hint at.
    pub hints: Hints,
    /// What the element itself hints at, its ancestors left out.
    pub own: Hints,
    /// Where it stands among pictures and boxes.
    pub setting: Setting,
}

/// What surrounds a block of a saved page. Shares are in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is one thing seen around the block
pub struct Setting {
    /// A picture stands between the block before and this one.
    pub picture_before: bool,
    /// The text is what a picture beside it says of itself.
    pub names_picture: bool,
    /// A box around it holds a picture and hardly any other text.
    pub boxed: bool,
    /// The block's own element holds a picture and no text but the block's.
    pub holds_picture: bool,
    /// How much of the text is in bold.
    pub bold: u8,
    /// How much of the text is in italics or small print.
    pub slanted: u8,
    /// For the block-level element and three above it: how much of the page's running text is inside.
    pub running: [u8; 4],
    /// For the same elements: how much of the text inside is linked.
    pub linked: [u8; 4],
    /// For the outermost element whose hints set it apart: how much of the page's running text is inside; 255 for none.
    pub apart_running: u8,
    /// For the same element: how much of its text is linked.
    pub apart_linked: u8,
    /// Whether the heading that shows the title stands before it.
    pub below_title: bool,
}

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
