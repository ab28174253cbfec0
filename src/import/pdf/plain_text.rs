//! The text of a page as lopdf decodes it, which shows whether pdf-extract lost some of it. It is in drawing order,
//! without positions.

use pdf_extract::{Dictionary, Document, Encoding, Object, ObjectId, content::Content};

use std::collections::HashMap;

/// The lines of a page, without the texts of its forms.
pub(super) fn plain_lines(document: &Document, page: ObjectId) -> Option<Vec<String>> {
    let fonts = document.get_page_fonts(page).ok()?;
    let fonts: HashMap<Vec<u8>, Dictionary> = fonts
        .into_iter()
        .filter_map(|(name, font)| Some((name, readable(font)?)))
        .collect();
    let encodings: HashMap<&[u8], Encoding> = fonts
        .iter()
        .filter_map(|(name, font)| Some((name.as_slice(), font.get_font_encoding(document).ok()?)))
        .collect();
    let content = content(document, page)?;
    let mut encoding = None;
    let mut text = String::new();
    for operation in &content.operations {
        let operands = operation.operands.as_slice();
        match operation.operator.as_str() {
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                encoding = name.and_then(|name| encodings.get(name));
            }
            // A word behind the last one.
            "Td" | "TD" if operands.last().is_some_and(is_zero) => text.push(' '),
            "Td" | "TD" | "Tm" | "T*" | "ET" => text.push('\n'),
            "Tj" | "TJ" => show(&mut text, encoding, operands),
            "'" | "\"" => {
                text.push('\n');
                show(&mut text, encoding, operands);
            }
            _ => {}
        }
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Some(lines.map(str::to_owned).collect())
}

/// Whether a page has text, pictures, lines or areas. One that cannot be read may have.
pub(super) fn is_drawn_on(document: &Document, page: ObjectId) -> bool {
    content(document, page).is_none_or(|content| {
        let mut operators = content.operations.iter().map(|it| it.operator.as_str());
        operators.any(|operator| PAINTING.contains(&operator))
    })
}

/// The operators that show a picture or form, text, a line or an area.
const PAINTING: [&str; 16] = [
    "Do", "BI", "Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh",
];

fn content(document: &Document, page: ObjectId) -> Option<Content> {
    Content::decode(&document.get_page_content(page).ok()?).ok()
}

/// A font as lopdf can read it, if it can: lopdf prefers encodings to the names of characters.
fn readable(font: &Dictionary) -> Option<Dictionary> {
    let mut font = font.clone();
    if font.has(b"ToUnicode") {
        font.remove(b"Encoding");
        return Some(font);
    }
    let has_codes_of_glyphs = || {
        let encoding = font.get(b"Encoding").and_then(Object::as_name);
        font.has(b"DescendantFonts") && !encoding.is_ok_and(|name| name.starts_with(b"UniGB-U"))
    };
    (!has_codes_of_glyphs()).then_some(font)
}

fn is_zero(number: &Object) -> bool {
    number.as_float().is_ok_and(|number| number == 0.0)
}

/// Distance between two letters from which on there is a space, in thousandths of the letter size.
const WORD_GAP: f32 = 160.0;

fn show(text: &mut String, encoding: Option<&Encoding>, operands: &[Object]) {
    for operand in operands {
        match operand {
            Object::String(codes, _) => {
                let decoded = encoding.and_then(|it| Document::decode_text(it, codes).ok());
                text.push_str(&decoded.unwrap_or_default());
            }
            Object::Array(parts) => show(text, encoding, parts),
            number if number.as_float().is_ok_and(|by| by < -WORD_GAP) => text.push(' '),
            _ => {}
        }
    }
}
