use std::borrow::Cow;

use icu_properties::{CodePointSetData, props::ExtendedPictographic};

/// A character that draws nothing or changes how its neighbours are drawn, and so can deceive a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HiddenCharacter {
    /// The character, which the stored text keeps.
    pub character: char,
    /// Its Unicode name; for controls, the name of the abbreviation.
    pub name: &'static str,
}

/// The name of `character` if it is invisible and must be shown by a mark.
///
/// The set is Unicode's default ignorable characters without variation selectors, the controls except tab and line feed,
/// interlinear annotations, and the empty Braille cell.
pub fn hidden_character(character: char) -> Option<HiddenCharacter> {
    name_of(character).map(|name| HiddenCharacter { character, name })
}

/// The hidden characters of a text with their byte offsets, in order. Includes joiners within a grapheme (emoji, Hindi,
/// Persian).
pub fn hidden_characters(text: &str) -> impl Iterator<Item = (usize, HiddenCharacter)> + '_ {
    text.char_indices()
        .filter_map(|(at, character)| hidden_character(character).map(|hidden| (at, hidden)))
}

/// The hidden characters that deserve a warning: all except joiners in ordinary spelling (Arabic, Persian, Indic,
/// emoji) and the tags of emoji flags.
pub fn suspicious_characters(text: &str) -> impl Iterator<Item = (usize, HiddenCharacter)> + '_ {
    hidden_characters(text).filter(|(at, hidden)| !is_ordinary(text, *at, hidden.character))
}

/// Escapes control characters, line breaks and suspicious hidden characters for a message on one line of a terminal, so
/// that nothing in the text can clear the screen, forge a line or reverse the direction.
pub fn escaped_for_message(text: &str) -> Cow<'_, str> {
    let is_separator = |it: char| matches!(it, '\t' | '\n' | '\u{2028}' | '\u{2029}');
    if !text.contains(|it: char| is_separator(it) || hidden_character(it).is_some()) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for (at, character) in text.char_indices() {
        let is_hidden = hidden_character(character).is_some();
        if is_separator(character) || (is_hidden && !is_ordinary(text, at, character)) {
            escaped.extend(character.escape_default());
        } else {
            escaped.push(character);
        }
    }
    escaped.into()
}

fn is_ordinary(text: &str, at: usize, character: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + character.len_utf8()..].chars().next();
    match character {
        '\u{200C}' => joins_letters(before, after),
        '\u{200D}' => {
            joins_letters(before, after)
                || (before.is_some_and(ends_emoji) && after.is_some_and(is_pictograph))
        }
        '\u{E0020}'..='\u{E007F}' => is_in_flag(text, at),
        _ => false,
    }
}

/// Whether a joiner is next to a letter that joins, and not next to another joiner or a letter that does not join.
fn joins_letters(before: Option<char>, after: Option<char>) -> bool {
    let sides = [before, after];
    let may_stand = |side: &Option<char>| {
        side.is_none_or(|it| is_joining(it) || !(it.is_alphanumeric() || is_joiner(it)))
    };
    sides.iter().all(may_stand) && sides.into_iter().flatten().any(is_joining)
}

fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}

/// Letters, vowels and digits of the scripts that use joiners: Arabic, Syriac, N'Ko, the Indic scripts, Burmese, Khmer,
/// Mongolian and related ones.
fn is_joining(character: char) -> bool {
    matches!(character,
        '\u{620}'..='\u{669}' | '\u{66E}'..='\u{6D5}' | '\u{6EE}'..='\u{7FA}' | '\u{840}'..='\u{8FF}' | '\u{900}'..='\u{DFF}'
        | '\u{F40}'..='\u{FBC}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17DD}' | '\u{1820}'..='\u{18AA}'
        | '\u{1B00}'..='\u{1B4B}' | '\u{A880}'..='\u{A8FF}' | '\u{A980}'..='\u{A9C0}' | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{11000}'..='\u{1174F}' | '\u{1E900}'..='\u{1E943}')
}

fn is_pictograph(character: char) -> bool {
    CodePointSetData::new::<ExtendedPictographic>().contains(character)
}

/// Whether an emoji may end with the character: a picture, a variation selector, a skin tone or the last tag of a flag.
fn ends_emoji(character: char) -> bool {
    is_pictograph(character)
        || matches!(
            character,
            '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E007F}'
        )
}

/// Whether the tag at a byte offset is part of a flag: a black flag, up to six tags, a cancel tag.
fn is_in_flag(text: &str, at: usize) -> bool {
    const MAX_LENGTH: usize = 6;
    let is_tag = |character: char| matches!(character, '\u{E0020}'..='\u{E007E}');
    let before = text[..at].chars().rev();
    let behind: Vec<char> = before.take(MAX_LENGTH + 1).collect();
    let tags = behind.iter().take_while(|it| is_tag(**it)).count();
    let ahead: Vec<char> = text[at..].chars().take(MAX_LENGTH + 1).collect();
    let more = ahead.iter().take_while(|it| is_tag(**it)).count();
    behind.get(tags) == Some(&'\u{1F3F4}')
        && (1..=MAX_LENGTH).contains(&(tags + more))
        && ahead.get(more) == Some(&'\u{E007F}')
}

fn name_of(character: char) -> Option<&'static str> {
    Some(match character {
        '\t' | '\n' => return None,
        '\u{AD}' => "soft hyphen",
        '\u{34F}' => "combining grapheme joiner",
        '\u{61C}' => "Arabic letter mark",
        '\u{115F}' => "Hangul choseong filler",
        '\u{1160}' => "Hangul jungseong filler",
        '\u{17B4}' | '\u{17B5}' => "Khmer inherent vowel",
        '\u{180E}' => "Mongolian vowel separator",
        '\u{200B}' => "zero width space",
        '\u{200C}' => "zero width non-joiner",
        '\u{200D}' => "zero width joiner",
        '\u{200E}' => "left-to-right mark",
        '\u{200F}' => "right-to-left mark",
        '\u{202A}' => "left-to-right embedding",
        '\u{202B}' => "right-to-left embedding",
        '\u{202C}' => "pop directional formatting",
        '\u{202D}' => "left-to-right override",
        '\u{202E}' => "right-to-left override",
        '\u{2060}' => "word joiner",
        '\u{2061}' => "function application",
        '\u{2062}' => "invisible times",
        '\u{2063}' => "invisible separator",
        '\u{2064}' => "invisible plus",
        '\u{2065}' | '\u{FFF0}'..='\u{FFF8}' => "unassigned invisible character",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{2069}' => "pop directional isolate",
        '\u{206A}' => "inhibit symmetric swapping",
        '\u{206B}' => "activate symmetric swapping",
        '\u{206C}' => "inhibit Arabic form shaping",
        '\u{206D}' => "activate Arabic form shaping",
        '\u{206E}' => "national digit shapes",
        '\u{206F}' => "nominal digit shapes",
        '\u{2800}' => "Braille pattern blank",
        '\u{3164}' => "Hangul filler",
        '\u{FEFF}' => "zero width no-break space (byte order mark)",
        '\u{FFA0}' => "halfwidth Hangul filler",
        '\u{FFF9}' => "interlinear annotation anchor",
        '\u{FFFA}' => "interlinear annotation separator",
        '\u{FFFB}' => "interlinear annotation terminator",
        '\u{1BCA0}'..='\u{1BCA3}' => "shorthand format control",
        '\u{1D173}'..='\u{1D17A}' => "musical format control",
        '\u{E0001}' => "language tag",
        '\u{E0020}'..='\u{E007E}' => "tag character",
        '\u{E007F}' => "cancel tag",
        '\r' => "carriage return",
        '\0' => "null",
        '\u{7F}' => "delete",
        '\u{85}' => "next line",
        '\u{1}'..='\u{1F}' => "C0 control",
        '\u{80}'..='\u{9F}' => "C1 control",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_named_but_not_tab_and_line_feed() {
        let text = "a\u{202E}b\tc\nd\u{7}e\u{9B}é";
        let found: Vec<(usize, &str)> = hidden_characters(text)
            .map(|(at, hidden)| (at, hidden.name))
            .collect();
        assert_eq!(
            found,
            [
                (1, "right-to-left override"),
                (9, "C0 control"),
                (11, "C1 control")
            ]
        );
    }

    #[test]
    fn characters_that_draw_nothing_are_marked() {
        let hidden = "\u{AD}\u{34F}\u{61C}\u{115F}\u{1160}\u{180E}\u{206A}\u{206B}\u{206C}\u{206D}\u{206E}\u{206F}\u{2800}\
                      \u{3164}\u{FFA0}\u{FFF9}\u{1BCA0}\u{1D173}\u{E0001}\u{E0041}\u{E007F}";
        assert_eq!(hidden_characters(hidden).count(), hidden.chars().count());
        assert_eq!(
            suspicious_characters(hidden).count(),
            hidden.chars().count()
        );
    }

    #[test]
    fn messages_hold_no_control_characters() {
        let escaped = escaped_for_message("a\u{1b}[2J\r\nb\u{202e}c\u{2028}d\te\u{9b}");
        assert_eq!(escaped, r"a\u{1b}[2J\r\nb\u{202e}c\u{2028}d\te\u{9b}");
        let persian = "می\u{200C}گویند “é”";
        assert_eq!(escaped_for_message(persian), persian);
    }

    fn check(text: &str, warnings: usize) {
        assert_eq!(suspicious_characters(text).count(), warnings, "{text:?}");
    }

    #[test]
    fn joiners_in_ordinary_spelling_raise_no_warning() {
        for text in [
            "می\u{200C}گویند خانه\u{200C}ها",
            "۱۲\u{200C}ساله",
            "«خانه»\u{200C}ها",
            "क्\u{200D}ष श्\u{200C}य",
            "ශ්\u{200D}රී ලංකා",
            "ന്\u{200D}",
            "བོད\u{200C}",
            "👨\u{200D}🚒 👩🏽\u{200D}🚒 ❤\u{FE0F}\u{200D}🔥 🏳\u{FE0F}\u{200D}🌈 👩\u{200D}❤\u{FE0F}\u{200D}👨",
            "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
        ] {
            check(text, 0);
        }
    }

    #[test]
    fn joiners_anywhere_else_raise_a_warning() {
        check("pay\u{200C}pal", 1);
        check("pay\u{200D}pal", 1);
        check("می\u{200C}\u{200D}\u{200C}گوید", 3);
        check("a\u{200D}🚒", 1);
        check("🚒\u{200D}a", 1);
        check("\u{200D}", 1);
        check("🏴\u{E0067}\u{E0062}", 2);
        check("x\u{E0067}\u{E007F}", 2);
        check("می\u{202E}گوید", 1);
    }
}
