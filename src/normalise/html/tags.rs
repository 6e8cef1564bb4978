//! The element names of HTML and what kind of element each is.
//!
//! Invariant: plain facts of the HTML standard; nothing here looks at a page.

/// The name of an element, or a run of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(u8);

macro_rules! tags {
    ($($place:literal $constant:ident $name:literal)*) => {
        #[allow(missing_docs)] // each is the element of that name
        impl Tag {
            $(pub const $constant: Self = Self($place);)*

            /// The tag called `name` in lower case; [`Tag::OTHER`] for a name the standard does not know.
            #[must_use]
            pub fn of(name: &[u8]) -> Self {
                match std::str::from_utf8(name).unwrap_or_default() {
                    $($name => Self::$constant,)*
                    _ => Self::OTHER,
                }
            }

            /// The name of the element.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$constant => $name,)*
                    _ => "other",
                }
            }
        }
    };
}

tags! {
    0 ROOT "#root" 1 TEXT "#text" 2 OTHER "#other"
    3 A "a" 4 ABBR "abbr" 5 ADDRESS "address" 6 AREA "area" 7 ARTICLE "article" 8 ASIDE "aside" 9 AUDIO "audio" 10 B "b"
    11 BASE "base" 12 BLOCKQUOTE "blockquote" 13 BODY "body" 14 BR "br" 15 BUTTON "button" 16 CAPTION "caption"
    17 CENTER "center" 18 CITE "cite" 19 CODE "code" 20 COL "col" 21 DATALIST "datalist" 22 DD "dd" 23 DETAILS "details"
    24 DIALOG "dialog" 25 DIV "div" 26 DL "dl" 27 DT "dt" 28 EM "em" 29 EMBED "embed" 30 FIELDSET "fieldset"
    31 FIGCAPTION "figcaption" 32 FIGURE "figure" 33 FONT "font" 34 FOOTER "footer" 35 FORM "form" 36 H1 "h1" 37 H2 "h2"
    38 H3 "h3" 39 H4 "h4" 40 H5 "h5" 41 H6 "h6" 42 HEAD "head" 43 HEADER "header" 44 HGROUP "hgroup" 45 HR "hr"
    46 HTML "html" 47 I "i" 48 IFRAME "iframe" 49 IMG "img" 50 INPUT "input" 51 LABEL "label" 52 LEGEND "legend"
    53 LI "li" 54 LINK "link" 55 MAIN "main" 56 MATH "math" 57 MENU "menu" 58 META "meta" 59 NAV "nav"
    60 NOSCRIPT "noscript" 61 OBJECT "object" 62 OL "ol" 63 OPTION "option" 64 P "p" 65 PARAM "param" 66 PICTURE "picture"
    67 PRE "pre" 68 Q "q" 69 SCRIPT "script" 70 SECTION "section" 71 SELECT "select" 72 SMALL "small" 73 SOURCE "source"
    74 SPAN "span" 75 STRONG "strong" 76 STYLE "style" 77 SUB "sub" 78 SUMMARY "summary" 79 SUP "sup" 80 SVG "svg"
    81 TABLE "table" 82 TBODY "tbody" 83 TD "td" 84 TEMPLATE "template" 85 TEXTAREA "textarea" 86 TFOOT "tfoot" 87 TH "th"
    88 THEAD "thead" 89 TIME "time" 90 TITLE "title" 91 TR "tr" 92 TRACK "track" 93 U "u" 94 UL "ul" 95 VIDEO "video"
    96 WBR "wbr" 97 FRAME "frame" 98 FRAMESET "frameset" 99 NOFRAMES "noframes"
}

impl Tag {
    /// How many tags there are.
    pub const COUNT: usize = 100;

    /// The place of the tag in a table of [`Tag::COUNT`].
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0).min(Self::COUNT - 1)
    }

    /// Whether the element has no content and no end tag.
    #[must_use]
    pub fn is_void(self) -> bool {
        matches!(
            self,
            Self::AREA
                | Self::BASE
                | Self::BR
                | Self::COL
                | Self::EMBED
                | Self::FRAME
                | Self::HR
                | Self::IMG
                | Self::INPUT
                | Self::LINK
                | Self::META
                | Self::PARAM
                | Self::SOURCE
                | Self::TRACK
                | Self::WBR
        )
    }

    /// Whether the element is on lines of its own.
    #[must_use]
    pub fn is_block(self) -> bool {
        self.is_heading()
            || matches!(
                self,
                Self::ADDRESS
                    | Self::ARTICLE
                    | Self::ASIDE
                    | Self::BLOCKQUOTE
                    | Self::BODY
                    | Self::CAPTION
                    | Self::CENTER
                    | Self::DD
                    | Self::DETAILS
                    | Self::DIALOG
                    | Self::DIV
                    | Self::DL
                    | Self::DT
                    | Self::FIELDSET
                    | Self::FIGCAPTION
                    | Self::FIGURE
                    | Self::FOOTER
                    | Self::FORM
                    | Self::HEAD
                    | Self::HEADER
                    | Self::HGROUP
                    | Self::HR
                    | Self::HTML
                    | Self::LEGEND
                    | Self::LI
                    | Self::MAIN
                    | Self::MENU
                    | Self::NAV
                    | Self::OL
                    | Self::P
                    | Self::PRE
                    | Self::SECTION
                    | Self::SUMMARY
                    | Self::TABLE
                    | Self::TBODY
                    | Self::TD
                    | Self::TFOOT
                    | Self::TH
                    | Self::THEAD
                    | Self::TR
                    | Self::UL
            )
    }

    /// Whether an end tag of something unknown never reaches past it, and its own end tag always does.
    #[must_use]
    pub fn is_barrier(self) -> bool {
        matches!(
            self,
            Self::ROOT
                | Self::BODY
                | Self::TABLE
                | Self::TD
                | Self::TH
                | Self::TR
                | Self::ARTICLE
                | Self::MAIN
                | Self::SVG
                | Self::TEMPLATE
                | Self::SELECT
                | Self::BUTTON
                | Self::OBJECT
                | Self::VIDEO
                | Self::AUDIO
                | Self::SCRIPT
                | Self::STYLE
                | Self::TITLE
                | Self::TEXTAREA
                | Self::NOSCRIPT
                | Self::IFRAME
        )
    }

    /// Whether it is `h1` to `h6`.
    #[must_use]
    pub fn is_heading(self) -> bool {
        (Self::H1..=Self::H6).contains(&self)
    }

    /// Whether nothing inside it is text of the page: code, drawings, controls, fallbacks.
    #[must_use]
    pub fn is_unread(self) -> bool {
        matches!(
            self,
            Self::AUDIO
                | Self::BUTTON
                | Self::DATALIST
                | Self::IFRAME
                | Self::MATH
                | Self::NOFRAMES
                | Self::NOSCRIPT
                | Self::OBJECT
                | Self::OPTION
                | Self::SCRIPT
                | Self::SELECT
                | Self::STYLE
                | Self::SVG
                | Self::TEMPLATE
                | Self::TEXTAREA
                | Self::TITLE
                | Self::VIDEO
        )
    }
}
