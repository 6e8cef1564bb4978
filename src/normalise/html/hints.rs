//! What the markup of an element hints at: its tag, role, `itemprop`, class names, id and test id.
//!
//! Names are taken apart into words at everything that is not a letter or digit and at camel case, and whole words or
//! pairs of neighbours are looked up: `post-content` hints at article text, `outpost` at nothing. The words are those
//! of newsrooms writing in English, German, French, Spanish, Italian, Portuguese, Turkish, Czech and Polish.
//!
//! Invariant: hints only; what a block is gets decided elsewhere.

use rustc_hash::FxHashMap;

use crate::normalise::blocks::Hints;
use crate::normalise::html::tags::Tag;
use crate::normalise::html::tree::{Name, Node, Tree};

/// Bytes of a class list that are looked at.
const NAMES: usize = 400;
/// Bytes of the longest word that is known.
const WORD: usize = 24;

/// Class names and ids of a page that have been looked at: most elements bear names that others bear.
pub type KnownNames<'t> = FxHashMap<&'t str, Hints>;

/// The hints of one element, those of its ancestors left out.
#[must_use]
pub fn of_element<'t>(tree: &'t Tree, node: &Node, known: &mut KnownNames<'t>) -> Hints {
    let mut hints = of_tag(node.tag);
    // Classes of the page as a whole tell what may be found on it, not what everything in it is.
    let whole_page = matches!(node.tag, Tag::HTML | Tag::BODY | Tag::HEAD);
    for (name, value) in tree.attributes(node) {
        hints = hints.with(match name {
            Name::Class | Name::Id | Name::TestId if !whole_page => {
                *known.entry(value).or_insert_with(|| of_names(value))
            }
            Name::Role => of_role(value),
            Name::ItemProp => of_property(value),
            Name::Hidden => Hints::HIDDEN,
            Name::AriaHidden if value.eq_ignore_ascii_case("true") => Hints::HIDDEN,
            Name::Style if hides(value) => Hints::HIDDEN,
            Name::Rel if value.eq_ignore_ascii_case("author") => Hints::BYLINE,
            Name::Rel if value.eq_ignore_ascii_case("tag") => Hints::TAGS,
            _ => Hints::default(),
        });
    }
    hints
}

/// What the name of an element hints at.
#[must_use]
pub fn of_tag(tag: Tag) -> Hints {
    match tag {
        Tag::ARTICLE => Hints::ARTICLE,
        Tag::MAIN => Hints::MAIN,
        Tag::NAV | Tag::MENU => Hints::NAVIGATION,
        Tag::HEADER => Hints::HEADER,
        Tag::FOOTER => Hints::FOOTER,
        Tag::ASIDE => Hints::ASIDE,
        Tag::FORM | Tag::LABEL | Tag::DIALOG => Hints::PROMOTION,
        Tag::FIGURE => Hints::FIGURE,
        Tag::FIGCAPTION => Hints::CAPTION.with(Hints::FIGURE),
        Tag::TIME => Hints::DATE,
        Tag::H1 => Hints::HEADLINE,
        Tag::BLOCKQUOTE => Hints::QUOTATION,
        Tag::TABLE => Hints::TABLE,
        _ => Hints::default(),
    }
}

fn of_role(role: &str) -> Hints {
    match role {
        "main" => Hints::MAIN,
        "article" => Hints::ARTICLE,
        "navigation" | "menu" | "menubar" | "tablist" | "search" => Hints::NAVIGATION,
        "banner" => Hints::HEADER,
        "contentinfo" => Hints::FOOTER,
        "complementary" => Hints::ASIDE,
        "dialog" | "alertdialog" | "alert" => Hints::PROMOTION,
        "figure" => Hints::FIGURE,
        _ => Hints::default(),
    }
}

fn of_property(property: &str) -> Hints {
    let mut hints = Hints::default();
    for word in property.split_ascii_whitespace() {
        hints = hints.with(match word {
            "articleBody" | "text" | "reviewBody" => Hints::BODY,
            "headline" => Hints::HEADLINE,
            "author" | "creator" => Hints::BYLINE,
            "datePublished" | "dateModified" | "dateCreated" => Hints::DATE,
            "caption" => Hints::CAPTION,
            "copyrightHolder" | "creditText" | "copyrightNotice" => Hints::CREDIT,
            "alternativeHeadline" => Hints::SUMMARY,
            "keywords" => Hints::TAGS,
            "comment" => Hints::COMMENT,
            "associatedMedia" => Hints::FIGURE,
            _ => Hints::default(),
        });
    }
    hints
}

/// Whether a style attribute takes the element off the page.
fn hides(style: &str) -> bool {
    let mut packed = style.bytes().filter(|byte| !byte.is_ascii_whitespace()).map(|byte| byte.to_ascii_lowercase());
    let packed: Vec<u8> = packed.by_ref().take(NAMES).collect();
    [&b"display:none"[..], b"visibility:hidden"].iter().any(|wanted| memchr::memmem::find(&packed, wanted).is_some())
}

/// The hints of class names, ids and the like.
#[must_use]
pub fn of_names(names: &str) -> Hints {
    let mut hints = Hints::default();
    let names = &names.as_bytes()[..names.floor_char_boundary(NAMES)];
    for name in names.split(u8::is_ascii_whitespace) {
        // Utility classes (`md:hidden`, `h-[40px]`) speak of looks, not of content.
        if name.iter().any(|byte| matches!(byte, b':' | b'[' | b'(' | b'/' | b'!')) {
            continue;
        }
        hints = hints.with(of_name(name));
    }
    hints
}

fn of_name(name: &[u8]) -> Hints {
    let mut hints = Hints::default();
    // The last two words, one after the other, and where the second begins.
    let mut pair = [0_u8; 2 * WORD];
    let (mut before, mut len) = (0, 0);
    let mut last_lower = false;
    let mut step = |pair: &mut [u8; 2 * WORD], before: &mut usize, len: &mut usize, ends: bool| {
        if *len > *before {
            let both = std::str::from_utf8(&pair[..*len]).unwrap_or_default();
            let last = both.get(*before..).unwrap_or_default();
            // `has-sidebar`, `no-comments`, `with-image`: about what surrounds the element.
            let first = both.get(..*before).unwrap_or_default();
            if !matches!(first, "has" | "no" | "with" | "without" | "is" | "not" | "data") {
                // `elementor-widget` is any part of a page, `field-label-hidden` one whose label is not shown.
                let rear = !first.is_empty();
                let word = of_word(last);
                // `container-sidebar` has one next to it, `banner-cta-radius` is a banner.
                let beside =
                    last == "sidebar" && matches!(first, "container" | "layout" | "wrapper" | "content" | "row");
                let passing = rear && (word == Hints::HIDDEN || last == "widget" || !ends && last == "cta");
                hints = hints.with(if passing || beside { Hints::default() } else { word });
            } else if first == "is" {
                hints = hints.with(of_state(last));
            }
            // `tag-harbour` files the story under a tag, `post-tag` is one.
            if ends && matches!(last, "tag" | "topic" | "keyword" | "category" | "kategorie" | "rubrik") {
                hints = hints.with(Hints::TAGS);
            }
            hints = hints.with(of_pair(both));
            pair.copy_within(*before..*len, 0);
            *len -= *before;
            *before = *len;
        }
    };
    for &byte in name {
        let lower = byte.to_ascii_lowercase();
        if !byte.is_ascii_alphanumeric() || byte.is_ascii_uppercase() && last_lower {
            step(&mut pair, &mut before, &mut len, false);
        }
        last_lower = byte.is_ascii_lowercase();
        if byte.is_ascii_alphanumeric() {
            if len - before < WORD && len < 2 * WORD {
                pair[len] = lower;
                len += 1;
            } else {
                return hints;
            }
        }
    }
    step(&mut pair, &mut before, &mut len, true);
    hints
}

/// What `is-…` says of an element.
fn of_state(word: &str) -> Hints {
    if matches!(word, "hidden" | "invisible" | "offscreen") { Hints::HIDDEN } else { Hints::default() }
}

/// What one word of a class name hints at.
fn of_word(word: &str) -> Hints {
    match word {
        "article" | "story" | "post" | "entry" | "artikel" | "articulo" | "articolo" | "noticia" | "haber"
        | "beitrag" => Hints::ARTICLE,
        "articlebody" | "storybody" | "bodytext" | "bodycopy" | "articletext" | "storytext" | "postcontent"
        | "entrycontent" | "articlecontent" | "storycontent" | "richtext" | "prose" | "wysiwyg" | "artikeltext" => {
            Hints::BODY
        }
        "nav" | "navbar" | "navigation" | "menu" | "submenu" | "breadcrumb" | "breadcrumbs" | "tabs" | "pagination"
        | "pager" | "sitemap" | "toc" | "skiplink" | "hauptnavigation" | "migas" | "offcanvas" => Hints::NAVIGATION,
        "header" | "masthead" | "topbar" => Hints::HEADER,
        "footer" | "colophon" | "impressum" | "legal" | "disclaimer" | "footnote" | "footnotes" => Hints::FOOTER,
        "aside" | "sidebar" | "related" | "recommended" | "recommendation" | "recommendations" | "recirc"
        | "recirculation" | "teaser" | "teasers" | "mostread" | "popular" | "trending" | "rail" | "widget"
        | "similar" | "outbrain" | "taboola" | "verwandte" | "relacionada" | "relacionadas" | "relacionado"
        | "relacionados" | "ilgili" | "connexe" | "connexes" | "correlati" | "correlate" | "souvisejici"
        | "powiazane" | "upnext" | "readmore" | "readnext" | "linkbox" | "infobox" | "factbox" | "carousel"
        | "swiper" | "slick" | "onward" | "suggested" | "suggestions" | "inlinelink" => Hints::ASIDE,
        "comment" | "comments" | "commenting" | "disqus" | "kommentar" | "kommentare" | "comentario"
        | "comentarios" | "commentaire" | "commentaires" | "commenti" | "yorum" | "yorumlar" | "komentare"
        | "komentarze" | "respond" | "replies" | "commentlist" | "livefyre" | "spotim" | "openweb" | "viafoura"
        | "hyvor" => Hints::COMMENT,
        "share" | "sharing" | "social" | "shares" | "sharebar" | "sharedaddy" | "addtoany" | "teilen" | "compartir"
        | "partager" | "condividi" | "paylas" | "sdilet" | "newsletter" | "subscribe" | "subscription" | "signup"
        | "signin" | "login" | "register" | "registration" | "paywall" | "cookie" | "cookies" | "consent" | "gdpr"
        | "ad" | "ads" | "advert" | "adverts" | "advertisement" | "advertising" | "adslot" | "anzeige" | "werbung"
        | "publicidad" | "publicite" | "reklam" | "reklama" | "sponsor" | "sponsored" | "sponsors" | "promo"
        | "promos" | "promotion" | "promoted" | "donate" | "donation" | "donations" | "cta" | "popup" | "modal"
        | "overlay" | "notification" | "follow" | "whatsapp" | "telegram" | "print" | "printfriendly" | "bookmark"
        | "toolbar" | "abo" | "membership" | "offer" | "poll" | "survey" | "upsell" | "regwall" | "marketing" => {
            Hints::PROMOTION
        }
        "figure" | "image" | "picture" | "photo" | "gallery" | "slideshow" | "bildergalerie" | "galeria"
        | "lightbox" => Hints::FIGURE,
        "figcaption" | "caption" | "captions" | "cutline" | "bildunterschrift" | "bildtext" | "leyenda"
        | "didascalia" | "altyazi" | "bildlegende" | "piefoto" | "legende" | "resimalti" | "imagecaption"
        | "photocaption" => Hints::CAPTION,
        "credit" | "credits" | "fotograf" | "photographer" | "photocredit" | "imagecredit" | "bildnachweis"
        | "urheber" | "attribution" => Hints::CREDIT,
        "byline" | "bylines" | "author" | "authors" | "autor" | "autoren" | "autores" | "auteur" | "auteurs"
        | "autore" | "yazar" | "writer" | "writers" | "contributor" | "contributors" | "verfasser" | "redakteur"
        | "firma" | "columnist" | "muhabir" => Hints::BYLINE,
        "date" | "datetime" | "timestamp" | "published" | "pubdate" | "datum" | "fecha" | "tarih" | "dateline"
        | "publishdate" | "lastmodified" | "dateposted" => Hints::DATE,
        "headline" | "title" | "titel" | "titre" | "titulo" | "titolo" | "baslik" | "schlagzeile" => Hints::HEADLINE,
        "standfirst" | "summary" | "lede" | "intro" | "subtitle" | "subheadline" | "subline" | "dek" | "vorspann"
        | "entradilla" | "bajada" | "chapo" | "chapeau" | "sommario" | "spot" | "excerpt" | "perex" | "anons"
        | "ingress" | "sapo" | "lead" | "description" | "deck" => Hints::SUMMARY,
        "tags" | "topics" | "keywords" | "schlagwort" | "schlagworte" | "etiquetas" | "themen" | "etiketler"
        | "categories" | "hashtags" | "kicker" | "eyebrow" => Hints::TAGS,
        "bio" | "biography" | "biographie" => Hints::AUTHOR_NOTE,
        "pullquote" | "zitat" | "blockquote" => Hints::QUOTATION,
        "liveblog" | "liveticker" => Hints::LIVE,
        "hidden" | "invisible" | "hide" | "offscreen" | "noscript" => Hints::HIDDEN,
        _ => Hints::default(),
    }
}

/// What two words in a row hint at, written together.
fn of_pair(pair: &str) -> Hints {
    match pair {
        "articlebody" | "articlecontent" | "articletext" | "articlecopy" | "articleparagraph" | "articlemain"
        | "storybody" | "storycontent" | "storytext" | "storyparagraph" | "entrycontent" | "entrybody"
        | "entrytext" | "postcontent" | "postbody" | "posttext" | "bodytext" | "bodycopy" | "bodycontent"
        | "textbody" | "contentbody" | "contenttext" | "richtext" | "artikeltext" | "artikelinhalt" | "artikelbody"
        | "textecontenu" | "cuerponoticia" | "articulocuerpo" | "noticiacuerpo" | "haberdetay" | "habermetni"
        | "habericerik" | "testoarticolo" | "newsbody" | "newstext" | "newscontent" | "maincontent" | "texttext"
        | "textparagraph" | "blogcontent" | "singlecontent" | "detailtext" | "tekstartykulu" | "corpsarticle" => {
            Hints::BODY
        }
        "mostread" | "mostpopular" | "readmore" | "readnext" | "alsoread" | "seealso" | "alsolike" | "morefrom"
        | "moreon" | "morestories" | "morenews" | "nextarticle" | "nextstory" | "upnext" | "mehrzum" | "lireaussi"
        | "linklist" | "linkslist" | "articlelist" | "postlist" | "newslist" | "latestnews" | "inlinelinks"
        | "internallink" | "interstitiallink" | "internallinks" | "leermas" | "topstories" | "postnavigation"
        | "nextpost" | "previouspost" | "prevpost" => Hints::ASIDE,
        "signup" | "signin" | "pushnotification" | "appdownload" | "getapp" | "giftarticle" | "savearticle"
        | "shareicons" | "iconbar" | "googlenews" | "adcontainer" | "adwrapper" | "stickyad" => Hints::PROMOTION,
        "imagecaption" | "photocaption" | "captiontext" | "piefoto" | "piedefoto" | "bildunterschrift"
        | "imagetext" | "descfoto" | "mediacaption" | "videocaption" => Hints::CAPTION,
        // A box that sells something shows it in a picture and names it below.
        "productembed" | "productcard" | "productbox" => Hints::FIGURE,
        "imagecredit" | "photocredit" | "photocredits" | "imagesource" | "photosource" | "captioncredit"
        | "imagecopyright" | "photoby" | "imageattribution" => Hints::CREDIT,
        "pullquote" => Hints::QUOTATION,
        "authorinfo" | "authorbox" | "authorbio" | "aboutauthor" | "authorprofile" | "authordescription"
        | "authordetails" | "authorcard" | "authornote" | "writerbio" | "boxautor" | "autorbox" | "autoreninfo"
        | "theauthor" | "authordesc" | "postauthor" => Hints::AUTHOR_NOTE,
        "liveblog" | "livepost" | "liveticker" | "liveupdate" => Hints::LIVE,
        "publishdate" | "publisheddate" | "postdate" | "postedon" | "lastupdated" | "updatedat" | "publishedat"
        | "datemodified" | "datepublished" => Hints::DATE,
        "sronly" | "visuallyhidden" | "readertext" | "screenreader" | "hiddenvisually" | "assistivetext" => {
            Hints::HIDDEN
        }
        _ => Hints::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hint_by_whole_words_and_pairs() {
        let check = |names: &str, expected: Hints| assert_eq!(of_names(names), expected, "{names}");
        check("story__body", Hints::ARTICLE.with(Hints::BODY));
        check("articleBody", Hints::ARTICLE.with(Hints::BODY));
        check("outpost-headlines", Hints::default());
        check("relatedArticles", Hints::ASIDE);
        check("has-sidebar no-comments", Hints::default());
        check("AuthorBio", Hints::BYLINE.with(Hints::AUTHOR_NOTE));
        check("md:hidden print:block", Hints::default());
        check("wp-caption-text", Hints::CAPTION);
        check("bildunterschrift", Hints::CAPTION);
        check("visually-hidden", Hints::HIDDEN);
        check("is-hidden", Hints::HIDDEN);
        check("field--label-hidden", Hints::default());
        check("elementor-widget", Hints::default());
        check("widget widget_text", Hints::ASIDE);
        check("container-sidebar", Hints::default());
        check("banner-cta-radius", Hints::default());
        check("ＴＩＴＬＥ äöü", Hints::default());
        check(&"x".repeat(5000), Hints::default());
    }
}
