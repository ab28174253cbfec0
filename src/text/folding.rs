//! How letters compare: one folding for find, filters, names and the search for protected names.
//!
//! It follows Unicode's data: full case folding ("ß" is "ss"), compatibility decomposition ("ﬁ" is "fi"), one kind of
//! quote, apostrophe, dash and space, and one set of decimal digits. Characters that draw nothing fold to nothing. The
//! folding is the same for all languages: Turkish dotless i is i.
//!
//! Accents are dropped where they are only accents: in Latin and Greek, in the vowel points of Arabic and Hebrew, and
//! in ё, which folds to е. Marks that make another letter are kept: й is not и, が is not か, and Indic and Thai vowels
//! are letters.

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, GeneralCategory},
};
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Folds a text character by character. The effect of an accent depends on the letter before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Folding {
    base: Base,
    /// Whether the last part was a space; a run of white space folds to one space.
    after_space: bool,
}

/// The letter that the next mark belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Base {
    /// Latin, Greek, or no letter: accents are dropped.
    #[default]
    Accented,
    /// Cyrillic е, which ё folds to.
    Ye,
    /// Any other letter: its marks stay.
    Marked,
}

impl Folding {
    /// Calls `hand_on` with each folded part of `character`: none for an accent, several for a ligature.
    pub fn each(&mut self, character: char, mut hand_on: impl FnMut(char)) {
        let hand_on = &mut hand_on;
        if character.is_ascii() {
            match character {
                ' ' | '\t'..='\r' => self.space(hand_on),
                '\0'..='\u{1F}' | '\u{7F}' => {}
                _ => self.hand_on(fold_ascii(character), Base::Accented, hand_on),
            }
        } else if let Some((letter, base)) = plain_letter(character) {
            self.hand_on(letter, base, hand_on);
        } else if let Some(plain) = in_ascii(character) {
            self.plain(plain, hand_on);
        } else {
            decompose_compatible(character, |part| self.part(part, hand_on));
        }
    }

    fn part(&mut self, part: char, hand_on: &mut impl FnMut(char)) {
        if draws_nothing(part) || self.drops(part) {
            return;
        }
        if let Some(plain) = in_ascii(part) {
            self.plain(plain, hand_on);
        } else if is_combining_mark(part) {
            self.after_space = false;
            hand_on(part);
        } else if part.is_ascii() {
            self.hand_on(fold_ascii(part), Base::Accented, hand_on);
        } else {
            // Upper case first, so that "ß" and "SS", the two sigmas, and "ı" and "i" are equal.
            for letter in part.to_uppercase().flat_map(char::to_lowercase) {
                let base = base(letter);
                match spelling(letter) {
                    Some(letters) => {
                        for letter in letters.chars() {
                            self.hand_on(letter, base, hand_on);
                        }
                    }
                    None => self.hand_on(digit(letter).unwrap_or(letter), base, hand_on),
                }
            }
        }
    }

    fn plain(&mut self, plain: char, hand_on: &mut impl FnMut(char)) {
        match plain {
            ' ' => self.space(hand_on),
            _ => self.hand_on(plain, Base::Accented, hand_on),
        }
    }

    fn space(&mut self, hand_on: &mut impl FnMut(char)) {
        if !self.after_space {
            self.hand_on(' ', Base::Accented, hand_on);
        }
        self.after_space = true;
    }

    fn hand_on(&mut self, letter: char, base: Base, hand_on: &mut impl FnMut(char)) {
        self.base = base;
        self.after_space = false;
        hand_on(letter);
    }

    /// Whether the part is an accent or a vowel point, which folding drops.
    fn drops(&self, part: char) -> bool {
        let on_latin = self.base == Base::Accented || (self.base == Base::Ye && part == '\u{308}');
        is_vowel_point(part) || (is_general_mark(part) && on_latin)
    }
}

/// Folds a text as search compares it, without white space at the ends.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut folding = Folding::default();
    for character in text.chars() {
        folding.each(character, |part| folded.push(part));
    }
    folded.trim().to_owned()
}

pub(super) fn fold_ascii(character: char) -> char {
    match character {
        '`' => '\'',
        other => other.to_ascii_lowercase(),
    }
}

/// Whether a folded part makes the letter before it another one, so that no match may end between them: a voicing mark,
/// the breve of й, a nukta, the vowel or final consonant of a Hangul syllable.
pub(super) fn changes_letter(part: char) -> bool {
    is_general_mark(part)
        || matches!(part, '\u{3099}' | '\u{309A}' | '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FB}')
        || matches!(
            part,
            '\u{93C}'
                | '\u{9BC}'
                | '\u{A3C}'
                | '\u{ABC}'
                | '\u{B3C}'
                | '\u{C3C}'
                | '\u{CBC}'
                | '\u{1037}'
                | '\u{1133B}'..='\u{1133C}'
        )
}

/// Fast path for the letters of the largest alphabets without case or marks.
fn plain_letter(character: char) -> Option<(char, Base)> {
    match character {
        'й' | 'Й' => None,
        'е' | 'Е' => Some(('е', Base::Ye)),
        'а'..='я' | '\u{4E00}'..='\u{9FFF}' => Some((character, Base::Marked)),
        'А'..='Я' => char::from_u32(u32::from(character) + 0x20).map(|it| (it, Base::Marked)),
        _ => None,
    }
}

/// The ASCII character for quotes, apostrophes, dashes and white space.
fn in_ascii(character: char) -> Option<char> {
    Some(match character {
        // Apostrophes and single quotes of typographers, Greek, Armenian, Hebrew and transliterations.
        '\u{B4}'
        | '\u{2B9}'
        | '\u{2BB}'..='\u{2BF}'
        | '\u{2C8}'
        | '\u{374}'
        | '\u{55A}'
        | '\u{5F3}'
        | '\u{2018}'..='\u{201B}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{2039}'
        | '\u{203A}'
        | '\u{275B}'
        | '\u{275C}'
        | '\u{A78B}'
        | '\u{A78C}'
        | '\u{FF07}'
        | '\u{FF40}' => '\'',
        '\u{AB}'
        | '\u{BB}'
        | '\u{2EE}'
        | '\u{5F4}'
        | '\u{201C}'..='\u{201F}'
        | '\u{2033}'
        | '\u{2036}'
        | '\u{275D}'
        | '\u{275E}'
        | '\u{301D}'..='\u{301F}'
        | '\u{FF02}' => '"',
        space if space.is_whitespace() => ' ',
        dash if is_dash(dash) => '-',
        _ => return None,
    })
}

fn is_dash(character: char) -> bool {
    // Only these may be dashes, so that letters are not looked up.
    let maybe = matches!(character,
        '\u{58A}' | '\u{5BE}' | '\u{1400}' | '\u{1806}' | '\u{2010}'..='\u{2015}' | '\u{2E00}'..='\u{2E7F}'
        | '\u{301C}' | '\u{3030}' | '\u{30A0}' | '\u{FE31}' | '\u{FE32}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' | '\u{10EAD}');
    matches!(character, '\u{2043}' | '\u{2212}')
        || (maybe && category(character) == GeneralCategory::DashPunctuation)
}

fn category(character: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(character)
}

/// Characters that draw nothing, and the tatweel, which only stretches Arabic words.
fn draws_nothing(character: char) -> bool {
    let maybe = matches!(character,
        '\u{7F}'..='\u{AD}' | '\u{34F}' | '\u{61C}'..='\u{640}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{180F}'
        | '\u{200B}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1D17A}' | '\u{E0000}'..);
    maybe
        && (matches!(character, '\u{640}' | '\u{FFF9}'..='\u{FFFB}')
            || character.is_control()
            || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character))
}

/// Whether the character is a vowel point, cantillation mark or hamza of Arabic or Hebrew.
fn is_vowel_point(character: char) -> bool {
    matches!(character,
        '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{FB1E}'
        | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}'
        | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}')
}

/// Whether the character is a combining mark that belongs to no script.
fn is_general_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

fn base(letter: char) -> Base {
    match letter {
        'е' => Base::Ye,
        '\u{80}'..='\u{3FF}'
        | '\u{1D00}'..='\u{1DBF}'
        | '\u{1E00}'..='\u{1FFF}'
        | '\u{2000}'..='\u{2C5F}'
        | '\u{2C60}'..='\u{2C7F}'
        | '\u{A720}'..='\u{A7FF}'
        | '\u{AB30}'..='\u{AB6F}' => Base::Accented,
        other if other.is_alphabetic() => Base::Marked,
        _ => Base::Accented,
    }
}

/// The ASCII digit for a decimal digit of any script.
fn digit(character: char) -> Option<char> {
    let is_digit = |code: u32| {
        let character = char::from_u32(code);
        character.is_some_and(|it| category(it) == GeneralCategory::DecimalNumber)
    };
    let code = u32::from(character);
    if !character.is_numeric() || !is_digit(code) {
        return None;
    }
    // Digits come in runs from 0 to 9.
    let before = (1..=9).take_while(|back| is_digit(code - back)).count();
    char::from_digit(before as u32, 10)
}

/// The usual spelling of a small letter that Unicode does not decompose.
fn spelling(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' | 'ᴁ' => "ae",
        'œ' | 'ɶ' => "oe",
        'ð' | 'đ' | 'ɖ' | 'ɗ' | 'ᴅ' | 'ᴆ' | 'ȡ' | 'ƌ' => "d",
        'þ' => "th",
        'ø' | 'ɵ' | 'ɔ' | 'ᴏ' | 'ᴑ' | 'ⱺ' => "o",
        'ł' | 'ƚ' | 'ɫ' | 'ɬ' | 'ɭ' | 'ȴ' | 'ʟ' | 'ᴌ' | 'ⱡ' => "l",
        'ħ' | 'ɦ' | 'ʜ' | 'ⱨ' | 'ꜧ' => "h",
        'ŧ' | 'ƫ' | 'ƭ' | 'ʈ' | 'ȶ' | 'ᴛ' | 'ⱦ' => "t",
        'ŋ' | 'ɲ' | 'ɳ' | 'ƞ' | 'ȵ' | 'ɴ' => "n",
        'ə' | 'ǝ' | 'ɛ' | 'ɇ' | 'ᴇ' | 'ɘ' | 'ⱸ' => "e",
        'ı' | 'ɨ' | 'ɪ' | 'ɩ' | 'ᵻ' => "i",
        'ƀ' | 'ɓ' | 'ƃ' | 'ʙ' | 'ᴃ' => "b",
        'ƈ' | 'ȼ' | 'ɕ' | 'ᴄ' | 'ↄ' => "c",
        'ƒ' | 'ꜰ' => "f",
        'ɠ' | 'ǥ' | 'ɡ' | 'ɢ' | 'ʛ' | 'ɣ' => "g",
        'ɉ' | 'ʝ' | 'ȷ' | 'ᴊ' => "j",
        'ƙ' | 'ĸ' | 'ᴋ' | 'ⱪ' => "k",
        'ɱ' | 'ᴍ' => "m",
        'ƥ' | 'ᴘ' | 'ᵽ' => "p",
        'ɋ' | 'ʠ' | 'ꞯ' => "q",
        'ɍ' | 'ɼ' | 'ɽ' | 'ʀ' | 'ᴙ' | 'ᴚ' => "r",
        'ʂ' | 'ȿ' | 'ꜱ' => "s",
        'ʉ' | 'ᴜ' | 'ʊ' => "u",
        'ʋ' | 'ᴠ' | 'ⱱ' => "v",
        'ᴡ' | 'ⱳ' => "w",
        'ƴ' | 'ɏ' | 'ʏ' => "y",
        'ƶ' | 'ȥ' | 'ʐ' | 'ʑ' | 'ɀ' | 'ᴢ' | 'ⱬ' => "z",
        'ⱥ' | 'ᴀ' | 'ɑ' => "a",
        // Persian, Urdu and Arabic keyboards have different letters of one look and sound.
        'ک' | 'ڪ' => "ك",
        'ی' | 'ى' | 'ۍ' => "ي",
        'ہ' | 'ە' | 'ة' | 'ۃ' => "ه",
        'ٱ' => "ا",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    use unicode_normalization::UnicodeNormalization;

    /// A character and its upper- and lower-case forms fold alike.
    #[test]
    fn case_never_matters() {
        for character in '\0'..='\u{1FFFF}' {
            let own = folded(&character.to_string());
            assert_eq!(folded(&own), own, "{character:?} twice");
            // The iota subscript is an accent in small letters only.
            if [character].into_iter().nfd().any(|part| part == '\u{345}') {
                continue;
            }
            let upper: String = character.to_uppercase().collect();
            assert_eq!(folded(&upper), own, "{character:?} in capitals");
            let lower: String = character.to_lowercase().collect();
            assert_eq!(folded(&lower), own, "{character:?} in small letters");
        }
    }

    #[test]
    fn canonical_forms_fold_alike() {
        for character in '\0'..='\u{1FFFF}' {
            let own = folded(&character.to_string());
            let composed: String = [character].into_iter().nfkc().collect();
            let apart: String = [character].into_iter().nfkd().collect();
            // Symbols are not decomposed: a double prime is a quote, not two apostrophes.
            if in_ascii(character).is_some() || apart.starts_with(' ') {
                continue;
            }
            assert_eq!(folded(&composed), own, "{character:?} composed");
            assert_eq!(folded(&apart), own, "{character:?} apart");
        }
    }

    #[test]
    fn digits_of_every_script_are_digits() {
        for digits in [
            "٠١٢٣٤٥٦٧٨٩",
            "۰۱۲۳۴۵۶۷۸۹",
            "०१२३४५६७८९",
            "๐๑๒๓๔๕๖๗๘๙",
            "０１２３４５６７８９",
            "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡",
        ] {
            assert_eq!(folded(digits), "0123456789");
        }
    }
}
