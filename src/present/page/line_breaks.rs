//! Where a line may break inside what stands between two blanks: scripts that write no blanks between words.
//!
//! A word comes in; its pieces go out, which together are the word. Chinese and Japanese break between signs, but not before a sign that
//! closes or after one that opens (after UAX #14). Thai and its neighbours break between written syllables, as no dictionary says where
//! their words end. Everything else is one piece.
//!
//! Invariant: a letter and the marks on it stay together.

use unicode_width::UnicodeWidthChar as _;

/// Signs that no line begins with: what closes, what repeats or lengthens the sign before it, and small kana.
const NEVER_FIRST: &str = "、。，．：；！？…‥・ー）」』】〕〉》”’％々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ\
    ะาำฯๆະາຳໆຯ";

/// Signs that no line ends with: what opens, and the vowels that Thai and Lao write before their consonant.
const NEVER_LAST: &str = "（「『【〔〈《“‘เแโใไເແໂໃໄ";

/// `word` in the pieces between which a line may break.
pub(crate) fn pieces(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    // Nearly every word is of letters that are never parted.
    if word.chars().any(is_unspaced) {
        for (at, character) in word.char_indices() {
            if before.is_some_and(|before| may_break(before, character)) {
                pieces.push(&word[start..at]);
                start = at;
            }
            before = Some(character);
        }
    }
    pieces.push(&word[start..]);
    pieces
}

/// Whether a line may end with `before` and the next begin with `after`.
fn may_break(before: char, after: char) -> bool {
    (is_unspaced(before) || is_unspaced(after))
        && after.width().is_some_and(|width| width > 0)
        // Emoji are joined by a sign of no width.
        && before != '\u{200d}'
        && !NEVER_FIRST.contains(after)
        && !NEVER_LAST.contains(before)
}

/// Whether `character` is of a script that writes no blanks between words, or of its punctuation.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{2fff}' | '\u{3000}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_without_blanks_break_between_signs_and_others_nowhere() {
        let check = |word: &str, expected: &str| {
            assert_eq!(pieces(word).join("|"), expected);
            assert_eq!(pieces(word).concat(), word);
        };
        check("", "");
        check("lighthouse-keeper", "lighthouse-keeper");
        check("灯台を守る", "灯|台|を|守|る");
        check("「灯台」だ。", "「灯|台」|だ。");
        check("ボーッと", "ボーッ|と");
        check("2031年", "2031|年");
        check("등대지기가", "등대지기가");
        check("منارة", "منارة");
        check("👩\u{200d}🚒", "👩\u{200d}🚒");
        check("เก่าที่", "เก่า|ที่");
    }
}
