//! The prose of a fragment of HTML that the maker of a file says is the article.
//!
//! Invariant: total and linear, whatever is in the fragment.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::prose::{Builder, Prose};

/// The prose of `html`.
pub(in crate::read) fn prose_of_html(html: &str) -> Prose {
    let mut builder = Builder::default();
    let mut name = String::new();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name: of } => {
                name.clear();
                name.push_str(&as_prose(of));
                builder.open(&name);
            }
            // An element that has no content has no end either.
            CallbackEvent::CloseStartTag { self_closing } if self_closing || is_void(&name) => builder.close(&name),
            CallbackEvent::EndTag { name } => builder.close(&as_prose(name)),
            CallbackEvent::String { value } => builder.text(&String::from_utf8_lossy(value)),
            _ => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    builder.finish()
}

/// The name under which an element is read. The head of a whole page is no prose, as a heading of that name in other
/// markup is.
fn as_prose(name: &[u8]) -> Cow<'_, str> {
    if name == b"head" { Cow::Borrowed("template") } else { String::from_utf8_lossy(name) }
}

/// Whether an element of that name never has content.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "source" | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragment_gives_its_paragraphs() {
        let check = |html: &str, expected: &[&str]| assert_eq!(prose_of_html(html).paragraphs, expected, "{html}");
        check("<p>One &amp; two<p>Three<br>four", &["One & two", "Three four"]);
        check("plain words", &["plain words"]);
        check("<embed src=x><p>After</p>", &["After"]);
        check("<!-- wp:paragraph --><p>Text</p><!-- /wp:paragraph -->", &["Text"]);
        check("<script>no</script>Yes", &["Yes"]);
        check("", &[]);
    }

    #[test]
    fn captions_of_a_fragment_are_no_text() {
        let prose = prose_of_html("<figure><img src=a><figcaption>Boats &ndash; Foto: A</figcaption></figure><p>T");
        assert_eq!(prose.captions[0].text, "Boats – Foto: A");
        assert_eq!(prose.paragraphs, ["T"]);
    }
}
