/// A character that draws nothing, or changes how its neighbours are drawn, and so can deceive a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HiddenCharacter {
    /// The character itself, which the stored text keeps.
    pub character: char,
    /// Its Unicode name, or for controls the name of the abbreviation.
    pub name: &'static str,
}

/// The name of `character` if it is invisible and must be shown by a mark.
///
/// The set is U+200B-200F, 202A-202E, 2060-2069, FEFF and the C0 and C1 controls except tab and line feed.
#[must_use]
pub fn hidden_character(character: char) -> Option<HiddenCharacter> {
    name_of(character).map(|name| HiddenCharacter { character, name })
}

/// The hidden characters of a text with their byte offsets, in order; joiners within a grapheme (emoji, Hindi, Persian)
/// included.
pub fn hidden_characters(text: &str) -> impl Iterator<Item = (usize, HiddenCharacter)> + '_ {
    text.char_indices()
        .filter_map(|(at, character)| hidden_character(character).map(|hidden| (at, hidden)))
}

fn name_of(character: char) -> Option<&'static str> {
    Some(match character {
        '\t' | '\n' => return None,
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
        '\u{2065}' => "unassigned invisible character",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{2069}' => "pop directional isolate",
        '\u{FEFF}' => "zero width no-break space (byte order mark)",
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
}
