//! News and picture agencies as bylines, datelines and credits name them.
//!
//! Collected for this project from the agencies' own names, which are facts.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::lower_case::lower_case;

/// Names as they are best printed, separated by bars.
const AGENCIES: &str = "AA|AAP|Abaca|Abacapress|ABACA Press|Adobe Stock|AdobeStock|AFP|AFPTV|AFP Photo|\
    Agence France-Presse|Agence France Presse|Agencia EFE|Agencias|Agencies|Agenturen|Agerpres|Agência Brasil|\
    Agência Lusa|AGI|Alamy|Alamy Stock Photo|Alamy Live News|Anadolu|Anadolu Agency|Anadolu Ajansı|ANI|ANP|ANSA|Antara|\
    AP|APA|AP Photo|Associated Press|The Associated Press|ATS|Australian Associated Press|Backgrid|Belga|Belga Photo|\
    Belgaimage|Bernama|BestImage|Bloomberg|Bloomberg News|Bridgeman Images|BTA|Camera Press|Canadian Press|\
    The Canadian Press|Colprensa|Contour|Corbis|Cover Images|CTK|ČTK|Cuartoscuro|ddp|ddp images|Demotix|DHA|dpa|\
    dpa-AFX|EFE|EPA|EPA-EFE|epd|Estadão Conteúdo|Eurokinissi|Europa Press|European Pressphoto Agency|Expa|FilmMagic|\
    Folhapress|Fotolia|Gamma-Rapho|Getty|Getty Images|GettyImages|Hans Lucas|HINA|IANS|IHA|İHA|imago|imago images|\
    imago sportfotodienst|Imagn|Imagn Images|Imaginechina|Interfax|Interfax-Ukraine|IRNA|iStock|iStockphoto|ITAR-TASS|\
    Jiji|Jiji Press|Keystone|Keystone-ATS|Keystone-SDA|KCNA|KNA|Kyodo|Kyodo News|LaPresse|La Presse canadienne|\
    Presse canadienne|Lehtikuva|Le Pictorium|Lusa|Magnum Photos|MAXPPP|MediaPunch|MTI|NAN|News Agency of Nigeria|\
    Newscom|Notimex|NTB|NTB Scanpix|NurPhoto|PA|PA Images|PA Media|PA Wire|PAP|Pexels|picture alliance|\
    picture-alliance|Pixabay|Press Association|Press Trust of India|PTI|Rex Features|Reuters|Reuters Connect|\
    Reuters Photo|Reuters Pictures|RIA|RIA Novosti|Ritzau|Ritzau Scanpix|Scanpix|SDA|Shutterstock|SID|Sipa|Sipa Press|\
    Sipa USA|SOPA Images|Splash News|Sputnik|STT|Tanjug|TASS|Thomson Reuters|TT|Ukrinform|UNIAN|\
    United Press International|Unsplash|UPI|USA TODAY Sports|WAFA|WENN|Wirestock|WireImage|Xinhua|Yonhap|Zuma|\
    ZUMA Press|ZUMA Wire|ТАСС|РИА Новости|Интерфакс|УНИАН|УНІАН|Укринформ|Укрінформ|新华社|共同社|時事通信|共同通信|연합뉴스";

/// No name is longer, in bytes, in any case of its letters.
const LONGEST: usize = 32;

static BY_NAME: LazyLock<FxHashMap<String, &'static str>> =
    LazyLock::new(|| AGENCIES.split('|').map(|name| (name.to_lowercase(), name)).collect());

/// The agency of this name as it is best printed.
///
/// A name of at most four letters counts only when it is printed in just this way or in capitals, since `ap`, `sid` and
/// `pap` are also words and initials.
#[must_use]
pub fn agency(name: &str) -> Option<&'static str> {
    if name.len() > LONGEST {
        return None;
    }
    let known = *BY_NAME.get(&*lower_case(name))?;
    (name.chars().count() > 4 || name == known || name.chars().all(char::is_uppercase)).then_some(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_agency_is_too_long_to_be_found() {
        for name in AGENCIES.split('|') {
            assert_eq!(agency(name), Some(name));
            assert!(name.to_uppercase().len() <= LONGEST, "{name}");
        }
    }

    #[test]
    fn agencies_are_known_in_any_case_unless_short() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(agency(name), expected, "{name}");
        check("Reuters", Some("Reuters"));
        check("REUTERS", Some("Reuters"));
        check("AFP", Some("AFP"));
        check("dpa", Some("dpa"));
        check("DPA", Some("dpa"));
        check("pa", None);
        check("Sid", None);
        check("ASSOCIATED PRESS", Some("Associated Press"));
        check("Anna Berg", None);
    }
}
