use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Key for comparing names: normalised (NFC), lower-cased, white space collapsed. Accents and punctuation count, so
/// Müller and Muller are two names.
///
/// ```
/// use crosscheck::project::name_key;
///
/// assert_eq!(name_key(" Jose\u{301}  Díaz"), name_key("JOSÉ DÍAZ"));
/// assert_ne!(name_key("Müller"), name_key("Muller"));
/// ```
pub fn name_key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = match words.as_slice() {
        [word] => Cow::Borrowed(*word),
        words => Cow::Owned(words.join(" ")),
    };
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    // Decompose before lower-casing, so that composed and decomposed capitals give the same letters.
    let lower = name.nfd().collect::<String>().to_lowercase();
    lower.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, is_same: bool) {
        assert_eq!(name_key(one) == name_key(other), is_same, "{one}, {other}");
    }

    #[test]
    fn composition_case_and_spaces_do_not_matter() {
        check("José", "Jose\u{301}", true);
        check("Jose\u{301} Díaz", "JOSÉ DÍAZ", true);
        check("  Hanna \u{a0} Malyar ", "hanna malyar", true);
        check("Й", "и\u{306}", true);
        check("\u{1e9b}\u{323}", "\u{17f}\u{323}\u{307}", true);
        check("ΓΙΏΡΓΟΣ", "Γιώργος", true);
        check("田中\u{3000}太郎", "田中 太郎", true);
        check("각", "\u{1100}\u{1161}\u{11a8}", true);
    }

    #[test]
    fn every_letter_and_accent_matters() {
        check("Müller", "Muller", false);
        check("Müller", "Mueller", false);
        check("Strauß", "Strauss", false);
        check("Иванов", "Йванов", false);
        check("Ёлкин", "Елкин", false);
        check("दिन", "दान", false);
        check("O'Neill", "O\u{2019}Neill", false);
        check("Jean-Luc", "Jean Luc", false);
        check("AFP", "AP", false);
    }
}
