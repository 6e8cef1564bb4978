//! Latin letters that Unicode does not take apart, and what they are written as where only `a` to `z` will do.
//!
//! Facts of spelling: the usual transcriptions of each language, as in its addresses and passports.

/// `ß` as `ss`, `ø` as `o`; `None` for a letter that is one of `a` to `z` or has its marks beside it once it is decomposed.
/// Lower case comes in.
#[must_use]
pub fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// The letters that German and the Nordic languages write as two where they lack them. Lower case comes in.
#[must_use]
pub fn doubled(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' => "oe",
        'ü' => "ue",
        'å' => "aa",
        'ß' => "ss",
        _ => return None,
    })
}
