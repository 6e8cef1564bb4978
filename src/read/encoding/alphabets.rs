//! The letters outside ASCII of languages that are written in Latin script.
//!
//! Origin: compiled by hand from the alphabets and orthographies of the languages; the figures are facts of their spelling.
//!
//! Invariant: lower case only; a capital counts as its small letter.

/// Language and letters.
const ALPHABETS: [(&str, &str); 30] = [
    ("sq", "çë"),
    ("az", "çəğıöşü"),
    ("bs hr sl", "čćđšž"),
    ("ca", "àçèéíïòóúü"),
    ("cs", "áčďéěíňóřšťúůýž"),
    ("cy", "âêîôûŵŷäëïö"),
    ("da no", "åæøéóòô"),
    ("de", "äöüß"),
    ("de fr", "äöüéàèß"),
    ("es", "áéíñóúü"),
    ("et", "äõöüšž"),
    ("eu gl", "áéíñóúüï"),
    ("fi sv", "äåöéü"),
    ("fo is", "áðéíóúýþæöø"),
    ("fr", "àâæçèéêëîïôœùûüÿ"),
    ("ga gd", "áéíóúàèìòù"),
    ("hu", "áéíóöőúüű"),
    ("it", "àèéìíîòóùú"),
    ("lt", "ąčęėįšųūž"),
    ("lv", "āčēģīķļņšūž"),
    ("mt", "ċġħżàèìòù"),
    ("nl", "éëïöüèáóê"),
    ("pl", "ąćęłńóśźż"),
    ("pt", "àáâãçéêíóôõúü"),
    ("ro", "ăâîșțşţ"),
    ("sk", "áäčďéíĺľňóôŕšťúýž"),
    ("sv", "äåöéà"),
    ("tr", "âçğıîöşüû"),
    ("en", "éèêïöüçñáí"),
    ("vi", "ăâđêôơưàáãèéìíòóõùúý"),
];

/// The alphabets, each as its letters.
pub(in crate::read) fn alphabets() -> impl Iterator<Item = &'static str> {
    ALPHABETS.iter().map(|(_, letters)| *letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_small_and_not_ascii() {
        for letter in alphabets().flat_map(str::chars) {
            assert!(!letter.is_ascii() && !letter.is_uppercase(), "{letter}");
        }
    }
}
