//! Characters of fonts that draw symbols in place of letters.

/// Characters of the font Symbol from 0x20 and from 0xA0 on.
const LOW: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const HIGH: &str =
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪";

/// The characters of Wingdings that are used in forms and texts.
const WINGDINGS: &[(u8, char)] = &[
    (0x20, ' '),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const WINGDINGS_2: &[(u8, char)] = &[
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x97, '●'),
    (0xA3, '□'),
];

const WINGDINGS_3: &[(u8, char)] = &[(0x7D, '▶'), (0x84, '◀')];

/// Private-use range to which Windows maps such fonts in Unicode.
pub(super) const PRIVATE: std::ops::RangeInclusive<u32> = 0xF000..=0xF0FF;

/// Whether a font is a symbol font.
pub(super) fn is_symbol_font(font: &str) -> bool {
    let font = font.trim();
    table(font).is_some() || font.eq_ignore_ascii_case("Symbol")
}

/// The character that a font draws for a code, which may be a private-use one. `None` if that is not known.
pub(super) fn of_font(font: &str, character: u32) -> Option<char> {
    let code = u8::try_from(character & 0xFF).ok()?;
    if character > 0xFF && !PRIVATE.contains(&character) {
        return None;
    }
    let font = font.trim();
    if let Some(table) = table(font) {
        let found = table.iter().find(|(known, _)| *known == code);
        return found.map(|(_, sign)| *sign);
    }
    if !font.eq_ignore_ascii_case("Symbol") {
        return None;
    }
    let (signs, first) = if code < 0x80 {
        (LOW, 0x20)
    } else {
        (HIGH, 0xA0)
    };
    signs.chars().nth(usize::from(code.checked_sub(first)?))
}

fn table(font: &str) -> Option<&'static [(u8, char)]> {
    let fonts = [
        ("Wingdings", WINGDINGS),
        ("Wingdings 2", WINGDINGS_2),
        ("Wingdings 3", WINGDINGS_3),
    ];
    let found = fonts
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(font));
    found.map(|(_, table)| *table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_have_their_codes() {
        for (font, code, sign) in [
            ("Symbol", 0x61, Some('α')),
            ("symbol", 0xF07E, Some('∼')),
            ("Symbol", 0xB7, Some('•')),
            ("Symbol", 0xD2, Some('®')),
            ("Symbol", 0xE5, Some('∑')),
            ("Wingdings", 0xF0FC, Some('✓')),
            ("Wingdings", 0x01, None),
            ("Arial", 0xF0FC, None),
        ] {
            assert_eq!(of_font(font, code), sign, "{font} {code:x}");
        }
        assert_eq!(LOW.chars().count(), 0x5F);
    }
}
